"""The day and hour of release: what a place does with weekends and holidays, and until when it lets people go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from holdcheck.clocks import is_stopped
from holdcheck.law.book import LawOfPlace
from holdcheck.law.places import ReleaseDayRule
from holdcheck.moments import Bounds, Zone, date_of
from holdcheck.sentences.counting import day_text, number_text
from holdcheck.sentences.results import Gives, Milestone
from holdcheck.sentences.terms import Laid, Terms


_WEEKDAYS_BEFORE = {1: "the last weekday", 2: "one of the last two weekdays", 3: "one of the last three weekdays"}


def working_day(day: int) -> int:
    """Return a day, or the last before it that is no Saturday, Sunday or legal holiday."""
    while is_stopped(day):
        day -= 1
    return day


def _advanced(days: Bounds, floor: int) -> Bounds:
    """Return the last weekdays before some days, but none before the sentence was imposed."""
    return max(working_day(days[0]), min(floor, days[0])), max(working_day(days[1]), min(floor, days[1]))


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
    rule = law.release_day_on(days[1], term.kinds)
    weekend = rule.weekend if rule is not None else None
    if weekend not in (None, "must_advance"):
        return days, ()
    early, late = _advanced(days, term.floor)
    if weekend is not None:
        return (early, late), ()
    return (early, days[1]), (f"{law.counting_place}.release_days",) if (early, late) != days else ()


def over_at(law: LawOfPlace, place: Zone, term: Laid, day: int) -> int:
    """Return the instant from which a release on a day is late: its hour where the place has one, else its end."""
    rule = law.release_day_on(day, term.kinds)
    if rule is None or rule.hours is None:
        return place.midnight(day + 1)
    return place.bounds_of_reading(datetime.combine(date_of(day), time.fromisoformat(rule.hours.to)))[1]


def release_day(terms: Terms, term: Laid, days: Bounds, missing: Sequence[str]) -> Milestone:
    """Return the day of release after the place's rule of weekends and holidays.

    Where the rule says *may*, the earlier day is the jail's to choose: nobody is held too long who is not given it.

    Args:
        terms: The sentences of the record.
        term: One of them, or consecutive ones together.
        days: The days of release before that rule.
        missing: What keeps those days from being one.
    """
    rule = terms.law.release_day_on(days[1], term.kinds)
    gives: Gives
    early, late = _advanced(days, term.floor)
    found, unknown = owed_days(terms.law, term, days)
    option = max(earliest_option(rule, days), min(term.floor, days[0]))
    if rule is None or rule.weekend is None:
        gives = "computed"
        step = "what happens to a release on a weekend or holiday was not read"
    elif rule.weekend == "may_advance":
        found, gives = (option, days[1]), "option"
        step = f"may be let go on {_WEEKDAYS_BEFORE[rule.weekdays_before]} before; not owed"
    elif rule.weekend == "must_advance":
        gives, step = "owed", "must be let go on the last weekday before"
    else:
        gives, step = "computed", "released on the day itself"
    moves = (early, late) != days
    gives = gives if moves else "computed"
    falls = f"{_weekday(days[0])} {day_text(days)} is" if days[0] == days[1] else f"of {day_text(days)} some days are"
    steps = [f"{falls} a weekend or holiday: {step}"] if moves else []
    if rule is not None and rule.hours is not None:
        steps.append(f"between {rule.hours.from_} and {rule.hours.to} of the day")
    if rule is not None and rule.days_early:
        found, gives = (min(option, found[0]), found[1]), "option"
        steps.append(f"or in the same hours up to {number_text((rule.days_early, rule.days_early))} before; not owed")
    return Milestone(
        "release_day",
        date_of(found[0]),
        date_of(found[1]),
        gives,
        (*steps, f"released on {day_text(found)}"),
        rule.law if rule is not None else (),
        (*(missing if days[0] < days[1] else ()), *unknown),
        hours=rule.hours if rule is not None else None,
        confidence=rule.confidence if rule is not None else None,
    )


def entitlement(terms: Terms, term: Laid, days: Bounds, missing: Sequence[str]) -> Milestone:
    """Return when release is owed: neither on an earlier day that the place may choose, nor by any formula.

    From then on something else must authorise custody; `holdcheck.check` takes the sentence to end then.

    Args:
        terms: The sentences of the record.
        term: One of them, or consecutive ones together.
        days: The days of release before the place's rule of weekends and holidays.
        missing: What keeps those days from being one.
    """
    rule = terms.law.release_day_on(days[1], term.kinds)
    found, unknown = owed_days(terms.law, term, days)
    moved = ("brought forward to a weekday, as it must be",) if found[1] < days[1] else ()
    hours = rule.hours if rule is not None else None
    return Milestone(
        "entitlement",
        date_of(found[0]),
        date_of(found[1]),
        "owed",
        (*moved, f"owed by {hours.to if hours is not None else 'the end of the day'}, {day_text(found)}"),
        rule.law if rule is not None else (),
        (*missing, *unknown) if found[0] < found[1] else (),
        hours=hours,
        confidence=rule.confidence if rule is not None else None,
    )


def _weekday(day: int) -> str:
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[date_of(day).weekday()]
