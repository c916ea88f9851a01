"""Ways of counting time that the law uses. Each is a function of its own: they are never interchangeable.

* 48 hours of *County of Riverside v. McLaughlin*, 500 U.S. 44 (1991): elapsed hours; weekends and holidays count.
* 48 hours of 8 CFR 287.7(d): elapsed hours that stop on Saturdays, Sundays and holidays.
* Days of a statute or agreement: calendar days of the facility.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from holdcheck.zones import SECONDS_A_DAY, Zone, date_of, day_number, iso_date

HOUR: Final = 3_600
_SATURDAY: Final = 2
"""1970-01-01 was a Thursday, so a day counted from there is a Saturday when its remainder by seven is two."""


@cache
def legal_holidays(year: int) -> frozenset[int]:
    """Return the days of a year on which a federal legal holiday is kept, counted from 1970-01-01.

    Both the day itself and the day it is observed on count (5 USC 6103(b); for Sundays Executive Order 11582). A
    holiday of the next year kept on 31 December is among them. Closings by executive order, days of mourning and
    Inauguration Day are not legal holidays of 6103(a) and are not among them.

    Args:
        year: A calendar year.
    """
    from holidays import country_holidays

    calendar = country_holidays("US", categories=("public",), years=(year, year + 1), expand=False)
    return frozenset(day_number(day) for day in calendar if day.year == year)


@cache
def is_stopped(day: int) -> bool:
    """Return whether a clock that excludes Saturdays, Sundays and legal holidays stands still on a day."""
    return day % 7 in (_SATURDAY, _SATURDAY + 1) or day in legal_holidays(date_of(day).year)


def after_elapsed_hours(start: int, hours: int) -> int:
    """Return the instant ``hours`` elapsed hours after ``start``; every hour counts."""
    return start + hours * HOUR


def after_working_hours(start: int, hours: int, place: Zone) -> int:
    """Return when ``hours`` have run that stand still on Saturdays, Sundays and legal holidays.

    Days are the facility's own; hours are elapsed ones, so the days on which clocks change have 23 or 25.

    Args:
        start: The instant from which the clock runs.
        hours: Length of the clock.
        place: The facility's zone.
    """
    left = hours * HOUR
    now, day = start, place.day_of(start)
    while True:
        next_day = place.midnight(day + 1)
        if not is_stopped(day):
            if now + left <= next_day:
                return now + left
            left -= next_day - now
        now, day = next_day, day + 1


def after_calendar_days(start: int, days: int, place: Zone) -> int:
    """Return the end of the local day that lies ``days`` calendar days after the day of ``start``."""
    return place.midnight(place.day_of(start) + days + 1)


def after_working_days(start: int, days: int, place: Zone) -> int:
    """Return the end of the local day that lies ``days`` days after that of ``start``, leaving out stopped days."""
    day = place.day_of(start)
    while days:
        day += 1
        days -= not is_stopped(day)
    return place.midnight(day + 1)


UNIT_WORDS: Final = {
    "elapsed_hours": "elapsed hours, weekends and holidays counted",
    "working_hours": "hours, stopped on Saturdays, Sundays and holidays",
    "calendar_days": "days of the calendar",
    "working_days": "days, Saturdays, Sundays and holidays not counted",
}
UNITS: Final = tuple(UNIT_WORDS)
"""Ways of counting a clock can have: hours that all count, hours that stand still on Saturdays, Sundays and legal
holidays, days of the calendar, and days without those."""


def after(length: int, unit: str, start: int, place: Zone) -> int:
    """Return when a clock has run out.

    Args:
        length: How long it is, in hours or days.
        unit: One of `UNITS`.
        start: The instant from which it runs.
        place: The facility's zone.
    """
    match unit:
        case "elapsed_hours":
            return after_elapsed_hours(start, length)
        case "working_hours":
            return after_working_hours(start, length, place)
        case "calendar_days":
            return after_calendar_days(start, length, place)
    return after_working_days(start, length, place)


def stopped_days(start: int, end: int, place: Zone) -> tuple[str, ...]:
    """Return the dates between two instants on which a working-hours clock stood still, for explanations."""
    days = range(place.day_of(start), place.day_of(end) + 1)
    return tuple(iso_date(day) for day in days if is_stopped(day))


def hours_text(seconds: int) -> str:
    """Return a length of time to the nearest minute as counsel would say it: ``19 hours``, ``10 days (240 hours)``."""
    if 0 < seconds < 60:
        return "less than a minute"
    hours, minutes = divmod((seconds + 30) // 60, 60)
    if seconds < SECONDS_A_DAY * 2:
        if not hours:
            return _counted(minutes, "minute")
        return _counted(hours, "hour") + (f" {_counted(minutes, 'minute')}" if minutes else "")
    days, rest = divmod(hours, 24)
    odd = f" {_counted(minutes, 'minute')}" if minutes else ""
    more = f" {_counted(rest, 'hour')}" if rest else ""
    return f"{_counted(days, 'day')}{more}{odd} ({hours} hours{odd})"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
