"""The days of a sentence walked one at a time, by place files as written; no arithmetic is shared with holdcheck."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import holidays
from ruamel.yaml import YAML

from conftest import PROJECT

Json = dict[str, Any]
Span = tuple[date, date]
DAY = timedelta(days=1)
RULES = PROJECT / "rules"
PLACES = sorted(path.parent.name.upper() for path in (RULES / "us").glob("*/place.yaml"))
"""Every state and the District."""


@cache
def written(path: Path) -> Json:
    """A place file as it stands on disk."""
    found: Json = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return found


def place_file(state: str | None) -> Json:
    """The file of a state; None: that of the United States, for federal custody."""
    return written(RULES / "us" / (f"{state.lower()}/place.yaml" if state else "place.yaml"))


def covering(rules: list[Json], day: date, length: int = 0) -> Json:
    """The rule of a list that was in force on a day, for so many days if it asks for more, or one that says nothing."""
    for rule in rules:
        if rule.get("terms_over_days") and length <= rule["terms_over_days"]:
            continue
        if (rule["effective_from"] or date.min) <= day <= (rule["effective_to"] or date.max):
            return rule
    return {}


def turned(day: date, months: int) -> date:
    """The same day of a later month, found by turning the pages of a calendar; the last where it has no such day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def simulated(begins: date, term: Json, counts_start_day: bool, credited: int, stopped: int) -> date:
    """Walk a term day by day: months by turning the pages of a calendar, then days one at a time, then credit."""
    mark = turned(begins, term.get("years", 0) * 12 + term.get("months", 0))
    to_serve: list[date] = []
    today = begins if counts_start_day else begins + DAY
    while today < mark or (not counts_start_day and today == mark):
        to_serve.append(today)
        today += DAY
    for _ in range(term.get("weeks", 0) * 7 + term.get("days", 0)):
        to_serve.append(today)
        today += DAY
    last = to_serve[-1] if to_serve else begins - DAY
    for _ in range(stopped):
        last += DAY
    for _ in range(credited):
        last -= DAY
    return last


def counted(spells: list[Span], ends: str, begins: date, served_from: date = date.max) -> int:
    """The days of custody in some spells, ticked off on a calendar; a day in two spells is ticked off once.

    A day that is served is not credited too.
    """
    ticked: set[date] = set()
    for first, last in spells:
        today = first
        while today <= last:
            ticked.add(today)
            today += DAY
    if ends == "first":  # the day of sentencing is no day of credit
        ticked.discard(begins)
    if ends == "never_last":  # the day on which a stay ends is not a day of it, which no place that was read says
        ticked = {day for day in ticked if day + DAY in ticked}
    return len([day for day in ticked if day < served_from])


def ways(known: Any, possible: tuple[Any, ...]) -> tuple[Any, ...]:
    """The conventions that are possible where a place file says one, or says nothing."""
    return possible if known is None else (known,)


@cache
def _last(begins: date, term: tuple[tuple[str, int], ...], counts: bool) -> date:
    return simulated(begins, dict(term), counts, 0, 0)


def expected(state: str | None, begins: date, term: Json, spells: list[Span], good: int = 0) -> dict[str, Span]:
    """The full term, and the release with recorded credit, over every way of counting a place file leaves possible."""
    rule = covering(place_file(state).get("sentences", []), begins, length_of(begins, term))
    lasts, releases = [], []
    for counts, release_on, ends in product(
        ways(rule.get("counts_start_day"), (True, False)),
        ways(rule.get("release_on"), ("last_day", "day_after")),
        ways(rule.get("credit_end_days"), ("both", "first", "never_last")),
    ):
        credited = counted(spells, ends, begins, begins if counts else date.max)
        last = _last(begins, tuple(sorted(term.items())), counts) - credited * DAY
        released = last - good * DAY + (DAY if release_on == "day_after" else 0 * DAY)
        lasts.append(max(last, begins))
        releases.append(max(released, begins))
    return {
        "full_term": (min(lasts), max(lasts)),
        "release_with_recorded_credit": (min(releases), max(releases)),
    }


@cache
def closed(day: date) -> bool:
    """Whether a day is a Saturday, a Sunday or a legal holiday of the United States."""
    return day.weekday() >= 5 or day in holidays.country_holidays("US", years=(day.year, day.year + 1))


def weekday_before(day: date, floor: date) -> date:
    """The last day up to a day that is no Saturday, Sunday or holiday; none before the day of sentencing."""
    earlier = day
    while closed(earlier):
        earlier -= DAY
    return max(earlier, min(floor, day))


def length_of(begins: date, term: Json) -> int:
    """The days of a term, the one on which it begins counted."""
    return (_last(begins, tuple(sorted(term.items())), True) - begins).days + 1


def owed(state: str | None, kind: str, release: Span, floor: date, length: int = 366) -> tuple[Span, str]:
    """The days on which release is owed, by every rule of weekends that is possible, and by which hour of them."""
    rules = [each for each in place_file(state).get("release_days", []) if kind in each["kinds"]]
    rule = covering(rules, release[1])
    hours = rule.get("hours") or {}
    hour = hours.get("to", "24:00") if length > hours.get("terms_over_days", 0) else "24:00"
    first, last = release
    if rule.get("weekend") in (None, "must_advance"):
        first = weekday_before(first, floor)
    if rule.get("weekend") == "must_advance":
        offices = last  # where nobody read which days are holidays there, only weekends surely are
        while offices.weekday() >= 5:
            offices -= DAY
        last = max(weekday_before(last, floor), offices if rule.get("holidays") == "not_read" else floor.min)
    return (first, last), hour


def moved(state: str | None, kind: str, release: Span, floor: date) -> Span:
    """The days of release after the weekend rule a place file has for a kind of sentence."""
    rules = [each for each in place_file(state).get("release_days", []) if kind in each["kinds"]]
    rule = covering(rules, release[1])

    (first, last), _ = owed(state, kind, release, floor)
    if rule.get("weekend") == "may_advance":  # the jail's to choose
        choices = [first]
        today = first
        while today <= last:
            if closed(today):
                weekdays, back = 0, today
                while weekdays < rule.get("weekdays_before", 1):
                    back -= DAY
                    weekdays += not closed(back)
                choices.append(back)
            today += DAY
        first = max(min(choices), min(floor, first))
    for _ in range(rule.get("days_early", 0)):
        first = max(first - DAY, min(floor, first))
    return first, last
