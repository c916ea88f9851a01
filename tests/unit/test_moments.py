"""The grammar of moments and days, and what a local clock says: every zone of the law against `zoneinfo`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from holdcheck.errors import RecordError
from holdcheck.law import Law, load_rules
from holdcheck.law.loading import read_place
from holdcheck.moments import Between, Day, Moment, ProtectedMoment, bounds
from holdcheck.record import read_record
from holdcheck.zones import date_of, day_number, instant_of, iso_date, zone

MOMENT: TypeAdapter[Any] = TypeAdapter(Moment)
DAY: TypeAdapter[Any] = TypeAdapter(Day)
PROTECTED: TypeAdapter[Any] = TypeAdapter(ProtectedMoment)
NEW_YORK, CHICAGO, PHOENIX = zone("America/New_York"), zone("America/Chicago"), zone("America/Phoenix")
FIRST, LAST = -2_208_988_800, 7_289_654_399
"""1900-01-01 and 2200-12-31, in seconds since 1970."""

NO_MOMENT = [
    "1735689600",
    "1735689600000",
    "20250110",
    "20250110T080000",
    "2025-W02-5",
    "2025-010",
    "２０２５-０１-１０",
    "٢٠٢٥-٠١-١٠",
    "2025-02-31",
    "2025-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-01-00",
    "2025-1-10",
    "25-01-10",
    "01/10/2025",
    "Jan 10",
    "2025-01-10T24:00",
    "2025-01-10T25:00",
    "2025-01-10T08:60",
    "2025-01-10T08:00:60",
    "2025-01-10T8:00",
    "2025-01-10T08",
    "2025-01-10 08:00",
    "2025-01-10t08:00",
    "2025-01-10T08:00z",
    "2025-01-10T08:00+99:00",
    "2025-01-10T08:00+24:00",
    "2025-01-10T08:00+05",
    "2025-01-10T08:00+0500",
    "2025-01-10T08:00 -05:00",
    "2025-01-10T08:00−05:00",
    "2025-01-10T08:00[America/New_York]",
    "2025-01-10T08:00:00.5",
    "2025-01-10T0８:00",
    "1899-12-31",
    "1899-12-31T23:59",
    "2201-01-01",
    "2201-01-01T00:00",
    "0000-00-00",
    "9999-12-31",
    " 2025-01-10",
    "2025-01-10 ",
    "2025-01-10\n",
    "2025-01-10\x00",
    "",
    "unknown",
    "never",
    "now",
    "NaN",
    True,
    False,
    0,
    1_735_689_600,
    1_735_689_600.0,
    float("nan"),
    float("inf"),
    b"2025-01-10",
    Decimal("1735689600"),
    [],
    ["2025-01-10"],
    {},
    {"earliest": "2025-01-10"},
    {"latest": "2025-01-10"},
    {"earliest": "2025-01-10", "latest": None},
    {"earliest": "2025-01-10", "latest": 1_735_689_600},
    {"earliest": "2025-01-10", "latest": "2025-01-11", "by": "clerk"},
    {"earliest": {"earliest": "2025-01-10", "latest": "2025-01-11"}, "latest": "2025-01-12"},
]
"""Everything a lenient parser would have made a date of, and much that nobody would."""


@pytest.mark.parametrize("value", NO_MOMENT, ids=repr)
def test_what_is_not_written_in_the_grammar_is_refused_and_never_guessed(value: object) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_python(value)
    with pytest.raises(ValidationError):
        DAY.validate_python(value)


@pytest.mark.parametrize(
    "value", ['"1735689600"', "1735689600", "true", "NaN", "20250110", '"20250110"', '"2025-W02-5"']
)
def test_json_is_held_to_the_same_grammar(value: str) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_json(value)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2025-01-10", date(2025, 1, 10)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
        ("2025-01-10T08:00", datetime(2025, 1, 10, 8)),  # noqa: DTZ001 - read in the facility's zone later
        ("2025-01-10T08:00:30Z", datetime(2025, 1, 10, 8, 0, 30, tzinfo=UTC)),
        ("2025-01-10T00:00-05:00", datetime(2025, 1, 10, 5, tzinfo=UTC)),
        ("2025-01-10T23:59:59+05:45", datetime(2025, 1, 10, 18, 14, 59, tzinfo=UTC)),
    ],
)
def test_what_is_written_in_the_grammar_is_read_as_written(text: str, read: date | datetime) -> None:
    found = MOMENT.validate_python(text)
    assert (type(found), found) == (type(read), read)
    assert MOMENT.validate_json(f'"{text}"') == read


def test_a_range_keeps_both_its_bounds() -> None:
    found = MOMENT.validate_python({"earliest": "2025-01-10", "latest": "2025-01-11T08:00"})
    assert found == Between(earliest=date(2025, 1, 10), latest=datetime(2025, 1, 11, 8))  # noqa: DTZ001


def test_objects_of_python_are_taken_as_they_are_within_the_same_years() -> None:
    aware = datetime(2025, 1, 10, 8, tzinfo=UTC)
    assert MOMENT.validate_python(aware) == aware
    assert MOMENT.validate_python(date(2025, 1, 10)) == date(2025, 1, 10)
    for outside in (date(1899, 12, 31), datetime(2201, 1, 1, tzinfo=UTC)):
        with pytest.raises(ValidationError):
            MOMENT.validate_python(outside)


def test_only_an_event_that_protects_the_person_may_be_never() -> None:
    assert PROTECTED.validate_python("never") == "never"
    assert PROTECTED.validate_python("2025-01-10") == date(2025, 1, 10)
    for word in ("Never", "not yet", "unknown", ""):
        with pytest.raises(ValidationError):
            PROTECTED.validate_python(word)


def test_a_day_cannot_be_a_range() -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python({"earliest": "2025-01-10", "latest": "2025-01-11"})


def test_a_refused_moment_is_one_problem_that_shows_how_to_write_it() -> None:
    with pytest.raises(RecordError) as refused:
        read_record({"custody_id": "a", "facility": {"state": "NC"}, "booked_at": "20250110"})
    assert refused.value.problems == (
        (
            "booked_at: '20250110' is not a moment between 1900 and 2200; "
            'write 2025-01-10T08:00-05:00, 2025-01-10T08:00, 2025-01-10 or {"earliest": …, "latest": …}'
        ),
    )


def test_a_bare_date_is_any_time_of_its_day_and_a_day_of_changing_clocks_is_shorter_or_longer() -> None:
    day = 86_400
    for written, hours in (("2025-01-10", 24), ("2025-03-09", 23), ("2025-11-02", 25)):
        first, last = bounds(date.fromisoformat(written), NEW_YORK)
        assert last - first == hours * 3600
        assert NEW_YORK.at(first).isoformat()[:16] == f"{written}T00:00"
    assert bounds(date(2025, 3, 9), PHOENIX)[1] - bounds(date(2025, 3, 9), PHOENIX)[0] == day


def test_neighbouring_bare_dates_share_the_instant_between_them() -> None:
    assert bounds(date(2025, 1, 10), CHICAGO)[1] == bounds(date(2025, 1, 11), CHICAGO)[0]


def test_a_naive_time_in_the_repeated_hour_is_a_range_of_one_hour() -> None:
    reading = datetime(2025, 11, 2, 1, 30)  # noqa: DTZ001 - the offset is what is not known
    first = instant_of(datetime.fromisoformat("2025-11-02T01:30-04:00"))
    assert bounds(reading, NEW_YORK) == (first, first + 3600)


def test_a_time_with_its_offset_in_the_repeated_hour_is_one_instant() -> None:
    for offset in ("-04:00", "-05:00"):
        moment = datetime.fromisoformat(f"2025-11-02T01:30{offset}")
        assert bounds(moment, NEW_YORK) == (instant_of(moment), instant_of(moment))


def test_a_naive_time_in_the_skipped_hour_is_an_error_that_says_so() -> None:
    with pytest.raises(ValueError, match="falls into the hour the clocks skip; write the offset, or the right hour"):
        bounds(datetime(2025, 3, 9, 2, 30), NEW_YORK)  # noqa: DTZ001
    assert bounds(datetime(2025, 3, 9, 2, 30), PHOENIX)[0] == instant_of(  # noqa: DTZ001
        datetime.fromisoformat("2025-03-09T02:30-07:00")
    )


def test_a_range_runs_from_the_earliest_of_its_first_bound_to_the_latest_of_its_second() -> None:
    between = Between(earliest=date(2025, 1, 10), latest=date(2025, 1, 11))
    assert bounds(between, CHICAGO) == (bounds(date(2025, 1, 10), CHICAGO)[0], bounds(date(2025, 1, 11), CHICAGO)[1])
    with pytest.raises(ValueError, match="has its latest before its earliest; swap them"):
        bounds(Between(earliest=date(2025, 1, 12), latest=date(2025, 1, 10)), CHICAGO)


def test_a_name_that_is_no_zone_is_refused() -> None:
    for name in ("Mars/Olympus", "../../etc/passwd", "", "America"):
        with pytest.raises(RecordError) as refused:
            zone(name)
        assert refused.value.problems[0].startswith("facility.time_zone: ")
        assert refused.value.problems[0].endswith("is not a time zone; write one such as America/Denver")


def _zones_of_the_law(law: Law) -> list[str]:
    places = [read_place(law.folder / name, law.folder) for name in law.places()]
    return sorted({name for place in places if place is not None for name in place.zones})


ZONES = _zones_of_the_law(load_rules())


def test_the_law_names_the_zones_of_the_whole_country_and_all_of_them_exist() -> None:
    assert set(ZONES) <= available_timezones()
    assert {"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"} <= set(ZONES)
    assert {"America/Anchorage", "Pacific/Honolulu", "America/Phoenix", "America/Boise"} <= set(ZONES)


INSTANTS = st.integers(FIRST, LAST)
READINGS = st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30))  # noqa: DTZ001 - local clock readings


def _changes(name: str) -> list[int]:
    """The instants between 1960 and 2037 at which a zone's clocks change, found by looking."""
    info = ZoneInfo(name)
    step = 7 * 86_400
    found = []
    for start in range(-315_619_200, 2_145_916_800, step):
        low, high = start, start + step
        if datetime.fromtimestamp(low, info).utcoffset() == datetime.fromtimestamp(high, info).utcoffset():
            continue
        while high - low > 1:
            middle = (low + high) // 2
            same = datetime.fromtimestamp(low, info).utcoffset() == datetime.fromtimestamp(middle, info).utcoffset()
            low, high = (middle, high) if same else (low, middle)
        found.append(high)
    return found


@pytest.mark.parametrize("name", ZONES)
@given(instant=INSTANTS)
def test_every_instant_has_the_date_the_text_and_the_reading_zoneinfo_gives_it(name: str, instant: int) -> None:
    _agrees_with_zoneinfo(name, instant)


@pytest.mark.parametrize("name", ZONES)
def test_around_every_change_of_clocks_too(name: str) -> None:
    for change in _changes(name):
        for seconds in (-86_400, -3600, -1, 0, 1, 3599, 3600, 86_400):
            _agrees_with_zoneinfo(name, change + seconds)


def _agrees_with_zoneinfo(name: str, instant: int) -> None:
    place, info = zone(name), ZoneInfo(name)
    local = datetime.fromtimestamp(instant, info)
    day = local.date().toordinal() - date(1970, 1, 1).toordinal()
    assert place.at(instant).isoformat() == local.isoformat()
    assert place.day_of(instant) == day
    shown = place.text(instant)
    assert instant_of(datetime.fromisoformat(shown)) == instant
    assert shown == local.isoformat(timespec="seconds" if local.second else "minutes")
    midnight = place.midnight(day)
    assert datetime.fromtimestamp(midnight, info).date() == local.date()
    assert datetime.fromtimestamp(midnight - 1, info).date() == local.date() - timedelta(days=1)


@pytest.mark.parametrize("name", ZONES)
@given(reading=READINGS)
def test_a_reading_means_every_instant_at_which_the_clock_showed_it(name: str, reading: datetime) -> None:
    _means_what_the_clock_showed(name, reading.replace(microsecond=0))


@pytest.mark.parametrize("name", ZONES)
def test_readings_around_every_change_of_clocks_too(name: str) -> None:
    for change in _changes(name):
        for seconds in range(-3 * 3600, 3 * 3600 + 1, 1800):
            shown = datetime.fromtimestamp(change + seconds, ZoneInfo(name)).replace(tzinfo=None, fold=0)
            _means_what_the_clock_showed(name, shown)
            _means_what_the_clock_showed(name, shown + timedelta(hours=1))


def _means_what_the_clock_showed(name: str, reading: datetime) -> None:
    info = ZoneInfo(name)
    offsets = {reading.replace(tzinfo=info, fold=fold).utcoffset() for fold in (0, 1)}
    candidates = {int((reading - offset).replace(tzinfo=UTC).timestamp()) for offset in offsets if offset is not None}
    shown = sorted(c for c in candidates if datetime.fromtimestamp(c, info).replace(tzinfo=None, fold=0) == reading)
    if not shown:
        with pytest.raises(ValueError, match="the hour the clocks skip"):
            zone(name).bounds_of_reading(reading)
    else:
        assert zone(name).bounds_of_reading(reading) == (shown[0], shown[-1])


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_and_its_number_are_the_same_thing(day: date) -> None:
    assert date_of(day_number(day)) == day
    assert iso_date(day_number(day)) == day.isoformat()
    assert day_number(datetime(day.year, day.month, day.day, 23, 59)) == day_number(day)  # noqa: DTZ001
    assert day_number(date(1970, 1, 1)) == 0
