"""Clocks against dates from published decisions, the text of 5 USC 6103, and a count minute by minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdcheck.clocks import (
    after_calendar_days,
    after_elapsed_hours,
    after_working_hours,
    hours_text,
    is_stopped,
    legal_holidays,
    stopped_days,
)
from holdcheck.zones import date_of, day_number, instant_of, zone

ZONES = ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"]
ZONES += ["America/Anchorage", "Pacific/Honolulu", "America/Detroit", "America/Boise"]


def at(text: str, name: str) -> int:
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=zone(name).info))


def shown(instant: int, name: str) -> str:
    return zone(name).at(instant).replace(tzinfo=None).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("case", "entitled", "limit", "name"),
    [
        ("Rivas v. Martin", "2010-02-12T12:00", "2010-02-17T12:00", "America/Indiana/Indianapolis"),
        ("Cacho v. Gusman", "2009-08-21T12:00", "2009-08-25T12:00", "America/Chicago"),
        ("Cacho v. Gusman, from the end of the day", "2009-08-22T00:00", "2009-08-26T00:00", "America/Chicago"),
        ("Onadia v. City of New York", "2008-12-12T12:00", "2008-12-16T12:00", "America/New_York"),
        ("Lopez-Lopez v. County of Allegan", "2017-08-14T21:30", "2017-08-16T21:30", "America/Detroit"),
    ],
)
def test_the_limit_falls_on_the_date_the_decision_names(case: str, entitled: str, limit: str, name: str) -> None:
    assert shown(after_working_hours(at(entitled, name), 48, zone(name)), name) == limit, case


@pytest.mark.parametrize(
    ("entitled", "limit"),
    [
        ("2024-05-01T10:00", "2024-05-03T10:00"),  # Wednesday to Friday
        ("2024-05-03T10:00", "2024-05-07T10:00"),  # Friday, over a weekend
        ("2024-05-04T10:00", "2024-05-08T00:00"),  # a Saturday begins to count on Monday
        ("2024-05-03T00:00", "2024-05-07T00:00"),  # Friday's first minute
        ("2024-05-02T00:00", "2024-05-04T00:00"),  # Thursday's: all of Friday counts, and no more is needed
        ("2024-05-24T17:00", "2024-05-29T17:00"),  # Memorial Day
        ("2024-12-24T12:00", "2024-12-27T12:00"),  # Christmas
        ("2021-12-30T12:00", "2022-01-04T12:00"),  # New Year's Day of 2022 is a Saturday, observed on 31 December
        ("2021-06-17T12:00", "2021-06-22T12:00"),  # the first Juneteenth, observed on Friday 18 June
        ("2021-06-16T12:00", "2021-06-21T12:00"),
        ("2018-12-04T12:00", "2018-12-06T12:00"),  # a day of mourning is no legal holiday
        ("2025-01-08T12:00", "2025-01-10T12:00"),
    ],
)
def test_saturdays_sundays_and_legal_holidays_stop_the_clock_and_nothing_else_does(entitled: str, limit: str) -> None:
    name = "America/New_York"
    assert shown(after_working_hours(at(entitled, name), 48, zone(name)), name) == limit


def test_hours_are_elapsed_ones_when_clocks_change_on_a_day_that_counts() -> None:
    """Clocks change on Sundays, which never count; what is elapsed shows where a zone changed on a weekday."""
    name = "America/New_York"
    assert shown(after_working_hours(at("2024-03-08T12:00", name), 48, zone(name)), name) == "2024-03-12T12:00"
    assert shown(after_working_hours(at("2024-11-01T12:00", name), 48, zone(name)), name) == "2024-11-05T12:00"
    # 1974-01-06 and 1975-02-23 were Sundays; in 1945 war time ended on a Sunday and began on Monday 1942-02-09.
    assert shown(after_working_hours(at("1942-02-08T12:00", name), 24, zone(name)), name) == "1942-02-10T01:00"


def test_a_change_of_clocks_makes_elapsed_hours_end_at_another_reading() -> None:
    name = "America/New_York"
    assert shown(after_elapsed_hours(at("2024-03-09T12:00", name), 48), name) == "2024-03-11T13:00"
    assert shown(after_elapsed_hours(at("2024-11-02T12:00", name), 48), name) == "2024-11-04T11:00"


def test_the_two_clocks_of_48_hours_differ_by_the_days_one_of_them_leaves_out() -> None:
    name = "America/Chicago"
    friday = at("2024-05-24T12:00", name)
    assert shown(after_elapsed_hours(friday, 48), name) == "2024-05-26T12:00"
    assert shown(after_working_hours(friday, 48, zone(name)), name) == "2024-05-29T12:00"
    assert stopped_days(friday, after_working_hours(friday, 48, zone(name)), zone(name)) == (
        "2024-05-25",
        "2024-05-26",
        "2024-05-27",
    )


def test_the_facilitys_own_days_decide() -> None:
    instant = at("2024-05-04T00:30", "America/New_York")  # a Saturday there, still Friday evening in Los Angeles
    east, west = (after_working_hours(instant, 48, zone(name)) for name in ("America/New_York", "America/Los_Angeles"))
    assert shown(east, "America/New_York") == "2024-05-08T00:00"
    assert shown(west, "America/Los_Angeles") == "2024-05-07T21:30"


@cache
def _counts(day: date) -> bool:
    return day.weekday() < 5 and day not in _legal_holidays(day.year)


@settings(max_examples=120)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2039, 12, 1)),  # noqa: DTZ001 - local clock readings
    st.integers(1, 72),
    st.sampled_from(ZONES),
)
@example(datetime(2021, 12, 29, 23, 59), 48, "America/Anchorage")  # noqa: DTZ001
@example(datetime(2023, 11, 3, 1, 30), 48, "America/Chicago")  # noqa: DTZ001
@example(datetime(2024, 3, 8, 2, 30), 48, "America/Denver")  # noqa: DTZ001
def test_the_limit_is_the_minute_in_which_a_count_minute_by_minute_reaches_it(
    reading: datetime, hours: int, name: str
) -> None:
    place = zone(name)
    start = instant_of(reading.replace(second=0, microsecond=0, tzinfo=place.info))
    now, left = start, hours * 60
    while left:
        if _counts(datetime.fromtimestamp(now, place.info).date()):
            left -= 1
        now += 60
    assert after_working_hours(start, hours, place) == now


def _weekday_of_month(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


@cache
def _legal_holidays(year: int) -> frozenset[date]:
    """5 USC 6103(a) since 1971, each with the day it is observed on, the next New Year's Day included."""
    last_monday_in_may = date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())
    days = [
        date(year, 1, 1),
        _weekday_of_month(year, 2, 0, 3),
        last_monday_in_may,
        date(year, 7, 4),
        _weekday_of_month(year, 9, 0, 1),
        _weekday_of_month(year, 10, 0, 2),
        date(year, 11, 11) if year >= 1978 else _weekday_of_month(year, 10, 0, 4),
        _weekday_of_month(year, 11, 3, 4),
        date(year, 12, 25),
        date(year + 1, 1, 1),
    ]
    days += [_weekday_of_month(year, 1, 0, 3)] if year >= 1986 else []
    days += [date(year, 6, 19)] if year >= 2021 else []
    observed = [day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0)) for day in days]
    return frozenset(day for day in (*days, *observed) if day.year == year)


@pytest.mark.parametrize("year", range(1971, 2041))
def test_holidays_are_those_of_the_statute_and_the_days_they_are_observed_on(year: int) -> None:
    assert {date_of(day) for day in legal_holidays(year)} == _legal_holidays(year)


@pytest.mark.parametrize("day", ["2018-12-05", "2025-01-09", "2024-12-24", "2020-12-24", "2021-01-20", "2020-06-19"])
def test_one_off_closings_inauguration_day_and_juneteenth_before_2021_are_no_legal_holidays(day: str) -> None:
    assert not is_stopped(day_number(date.fromisoformat(day)))


@pytest.mark.parametrize("day", ["2021-06-18", "2021-06-19", "2021-12-31", "2022-12-26", "2024-11-11", "2023-11-10"])
def test_a_holiday_counts_on_its_day_and_on_the_day_it_is_observed_on(day: str) -> None:
    assert is_stopped(day_number(date.fromisoformat(day)))


@given(st.dates(date(1971, 1, 1), date(2040, 12, 31)))
def test_a_clock_stands_still_on_weekends_and_holidays_only(day: date) -> None:
    assert is_stopped(day_number(day)) == (not _counts(day))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2024-05-01T10:00", 30, "2024-06-01T00:00"),
        ("2024-05-01T00:00", 30, "2024-06-01T00:00"),
        ("2024-05-01T23:59", 0, "2024-05-02T00:00"),
        ("2024-02-28T12:00", 1, "2024-03-01T00:00"),
        ("2024-03-09T12:00", 1, "2024-03-11T00:00"),
    ],
)
def test_calendar_days_end_with_the_last_of_them(start: str, days: int, end: str) -> None:
    name = "America/New_York"
    assert shown(after_calendar_days(at(start, name), days, zone(name)), name) == end


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 minutes"),
        (20, "less than a minute"),
        (60, "1 minute"),
        (119, "2 minutes"),
        (59 * 60, "59 minutes"),
        (3600, "1 hour"),
        (19 * 3600, "19 hours"),
        (17 * 3600 + 30 * 60, "17 hours 30 minutes"),
        (47 * 3600 + 60, "47 hours 1 minute"),
        (48 * 3600, "2 days (48 hours)"),
        (49 * 3600, "2 days 1 hour (49 hours)"),
        (240 * 3600, "10 days (240 hours)"),
    ],
)
def test_a_length_of_time_is_said_as_counsel_would_say_it(seconds: int, words: str) -> None:
    assert hours_text(seconds) == words
