"""The day and hour of release: what a place does with weekends and holidays, and until when it lets people go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import lru_cache
from typing import Final

from holdcheck.clocks import is_stopped
from holdcheck.law import LawOfPlace
from holdcheck.law.places import ReleaseDayRule, ReleaseHours
from holdcheck.sentences.counting import anniversary, day_text, number_text
from holdcheck.sentences.laid import Laid
from holdcheck.sentences.results import Gives, Milestone
from holdcheck.sentences.terms import Terms
from holdcheck.zones import Bounds, Zone, date_of


@lru_cache(maxsize=4096)
def working_day(day: int) -> int:
    """Return a day, or the last before it that is no Saturday, Sunday or legal holiday."""
    while is_stopped(day):
        day -= 1
    return day


def _before_weekend(day: int) -> int:
    """Return a day, or the Friday before a Saturday or Sunday."""
    return day - max(date_of(day).weekday() - 4, 0)


def _advanced(days: Bounds, floor: int) -> Bounds:
    """Return the last weekdays before some days, but none before the sentence was imposed."""
    first, last = working_day(days[0]), working_day(days[1])
    if (first, last) == days:
        return days
    return max(first, min(floor, days[0])), max(last, min(floor, days[1]))


def earliest_option(rule: ReleaseDayRule | None, days: Bounds) -> int:
    """Return the earliest day on which a place may let people go whose days of release are some days.

    Where no source was read, the last weekday before may be it.

    Args:
        rule: The place's rule of days of release.
        days: The days of release before it.
    """
    if rule is None or rule.weekend is None:
        return working_day(days[0])
    found, early = days[0], rule.days_early
    if rule.weekend != "none":
        # The first of the days that is no weekday goes back furthest.
        closed = next((day for day in range(days[0], min(days[1], days[0] + 7) + 1) if is_stopped(day)), None)
        if closed is not None:
            back = working_day(closed)
            for _ in range(rule.weekdays_before - 1):
                back = working_day(back - 1)
            found = min(found, back)
    return found - early


def owed_days(law: LawOfPlace, term: Laid, days: Bounds) -> tuple[Bounds, tuple[str, ...]]:
    """Return the days on which release is owed, and the convention that is not known if it bears on them.

    Where no source was read the person may be owed the weekday before. An earlier day that a jail *may* choose is owed
    to nobody.

    Args:
        law: The law of the place.
        term: The sentence, or consecutive ones together.
        days: The days of release before the place's rule of weekends and holidays.
    """
    rule = law.release_days.about(term.kinds).on(days[1])
    return _owed(rule, law.counting_place, days, _advanced(days, term.floor))


def _owed(rule: ReleaseDayRule | None, place: str, days: Bounds, moved: Bounds) -> tuple[Bounds, tuple[str, ...]]:
    """Return the days on which release is owed, of some days and of these moved to the weekday before."""
    weekend = rule.weekend if rule is not None else None
    if rule is not None and weekend == "must_advance":
        least = _before_weekend(days[1])
        if rule.holidays == "not_read" and moved[1] < least:
            return (moved[0], least), (f"{place}.release_days.holidays",)
        return moved, ()
    if weekend is None and moved != days:
        return (moved[0], days[1]), (f"{place}.release_days",)
    return days, ()


def over_at(law: LawOfPlace, place: Zone, term: Laid, day: int) -> int:
    """Return the instant from which a release on a day is late: its hour where the place has one, else its end."""
    hours = _hours(law.release_days.about(term.kinds).on(day), term)
    if hours is None:
        return place.midnight(day + 1)
    return place.bounds_of_reading(datetime.combine(date_of(day), time.fromisoformat(hours.to)))[1]


def _hours(rule: ReleaseDayRule | None, term: Laid) -> ReleaseHours | None:
    """Return the hours in which a place lets people go from such a term; None where no law that was read sets any."""
    if rule is None or rule.hours is None:
        return None
    days = anniversary(term.start[0], term.months, term.days) - term.start[0]
    return rule.hours if days > rule.hours.terms_over_days else None


_MOVED: Final[dict[str | None, tuple[Gives, str]]] = {
    None: ("computed", "what happens to a release on a weekend or holiday was not read"),
    "may_advance": ("option", "may be let go on {} before; not owed"),
    "must_advance": ("owed", "must be let go on the last weekday before"),
    "none": ("computed", "released on the day itself"),
}
"""By what a place does with weekends and holidays: what the day is then, and how that is said."""
_WEEKDAYS_BEFORE: Final = {
    1: "the last weekday",
    2: "one of the last two weekdays",
    3: "one of the last three weekdays",
}


def of_release(terms: Terms, term: Laid, days: Bounds, missing: tuple[str, ...]) -> tuple[Milestone, Milestone]:
    """Return the day of release after the place's rule of weekends and holidays, and when release is owed.

    Where the rule says *may*, the earlier day is the jail's to choose: nobody is held too long who is not given it.
    When release is owed `holdcheck.check` takes the sentence to end, neither on such a day nor by any formula.

    Args:
        terms: The sentences of the record.
        term: One of them, or consecutive ones together.
        days: The days of release before that rule.
        missing: What keeps those days from being one.
    """
    rule = terms.law.release_days.about(term.kinds).on(days[1])
    weekend, days_early = (rule.weekend, rule.days_early) if rule is not None else (None, 0)
    hours = _hours(rule, term)
    moved = _advanced(days, term.floor)
    due, unknown = _owed(rule, terms.law.counting_place, days, moved)
    found = due
    on_weekday = moved == days and days[0] == days[1]
    if (weekend == "may_advance" and not on_weekday) or days_early:
        found = min(max(earliest_option(rule, days), min(term.floor, days[0])), due[0]), due[1]
    gives = "option" if days_early else "computed" if moved == days else _MOVED[weekend][0]

    def tell() -> Iterator[str]:
        if moved != days:
            one = days[0] == days[1]
            step = _MOVED[weekend][1].format(_WEEKDAYS_BEFORE[rule.weekdays_before if rule is not None else 1])
            falls = f"{_weekday(days[0])} {day_text(days)} is" if one else f"of {day_text(days)} some days are"
            yield f"{falls} a weekend or holiday: {step}"
        if hours is not None:
            yield f"between {hours.from_} and {hours.to} of the day"
        if days_early:
            yield f"or in the same hours up to {number_text((days_early, days_early))} before; not owed"
        yield f"released on {day_text(found)}"

    def tell_due() -> Iterator[str]:
        if due[1] < days[1]:
            yield "brought forward to a weekday, as it must be"
        by = hours.to if hours is not None else "the end of the day"
        yield f"owed by {by}, {day_text(due)}" + (", whichever of them it is" if due[0] < due[1] else "")

    law, confidence = (rule.law, rule.confidence) if rule is not None else ((), None)
    open_ = missing + unknown if days[0] < days[1] else unknown
    due_open = missing + unknown if due[0] < due[1] else ()
    return (
        Milestone("release_day", found, gives, tell, law, open_, None, hours, confidence),
        Milestone("entitlement", due, "owed", tell_due, law, due_open, None, hours, confidence),
    )


def _weekday(day: int) -> str:
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[date_of(day).weekday()]
