"""The arithmetic of legal days: terms on the calendar, credits, and days that do not count.

Days are whole numbers from 1970-01-01. What depends on a convention that no source gives is a range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from dateutil.relativedelta import relativedelta

from holdcheck.record.sentences import Credit, Inoperative, Term
from holdcheck.sentences.conventions import Conventions, has_dates
from holdcheck.zones import Bounds, date_of, day_number, iso_date

_LAST: Final = day_number(date.max) - 40_000
"""A term that runs past this day is not computed; what follows it must still lie inside the calendar."""
_FIRST: Final = day_number(date(1800, 1, 1))
"""No record reaches so far back, so a day before it is as good as this one."""
DECISIONS: Final = {
    "willis": "Willis v. United States, 438 F.2d 923 (5th Cir. 1971)",
    "kayfez": "Kayfez v. Gasele, 993 F.2d 1288 (7th Cir. 1993)",
}
"""Reasons of a credit that rest on a decision, of days a state credited too: 18 USC 3585(b) alone would not give it.

Such credit is counted where it is recorded, and never inferred.
"""


def within_calendar(first: int, last: int) -> Bounds:
    """Return days, or the first or last that can be told where credit or a term goes beyond the calendar."""
    if first < _FIRST or last > _LAST:
        return min(max(first, _FIRST), _LAST), min(max(last, _FIRST), _LAST)
    return first, last


@lru_cache(maxsize=4096)
def anniversary(start: int, months: int, days: int) -> int:
    """Return the day that lies calendar months and then days after a day; a missing 31st is the last of the month.

    Raises:
        ValueError: The calendar does not go that far.
    """
    try:
        day = (_months_after(start, months) if months else start) + days
    except (ValueError, OverflowError):
        day = _LAST + 1
    if day > _LAST:
        raise ValueError("lies beyond the calendar")
    return day


@lru_cache(maxsize=4096)
def _months_after(start: int, months: int) -> int:
    return day_number(date_of(start) + relativedelta(months=months))


def length(term: Term, suspended: Term | None) -> tuple[int, int]:
    """Return a term less its suspended part in calendar months and days."""
    months, days = term.years * 12 + term.months, term.weeks * 7 + term.days
    if suspended is not None:
        months -= suspended.years * 12 + suspended.months
        days -= suspended.weeks * 7 + suspended.days
    # A part suspended that is longer than the whole leaves nothing to serve.
    return (months, days) if months * 28 + days >= 0 else (0, 0)


def last_days(start: Bounds, months: int, days: int, counting: Conventions) -> Bounds:
    """Return the last day of a term, before credit, for every way of counting that is possible.

    If the day it begins on counts, the last is the day before the anniversary.

    Raises:
        ValueError: The calendar does not go that far.
    """
    counts = counting.counts_start_day
    low, high = anniversary(start[0], months, days), anniversary(start[1], months, days)
    return low - (0 if counts is False else 1), high - (1 if counts is True else 0)


def joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans of days in order, those that overlap or touch as one: no day counts twice."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _spans(granted: Iterable[Credit]) -> list[tuple[int, int]]:
    spans = [
        (day_number(credit.from_), day_number(credit.to))
        for credit in granted
        if credit.from_ is not None and credit.to is not None
    ]
    return spans if len(spans) < 2 else joined_spans(spans)


def credited(granted: Sequence[Credit], counting: Conventions, start: Bounds) -> Bounds:
    """Return the least and the most days of credit; overlapping spans count once (18 USC 3585(b) and its like).

    Args:
        granted: Credits of one sentence, or of several that are one term.
        counting: The conventions of its place.
        start: The days on which the sentence can begin.
    """
    if not granted:
        return 0, 0
    least = most = sum([credit.days for credit in granted if credit.days is not None and not has_dates(credit)])
    for first, last in _spans(granted):
        days = _days_of_credit(first, last, counting, start)
        least, most = least + days[0], most + days[1]
    return least, most


def _days_of_credit(first: int, last: int, counting: Conventions, start: Bounds) -> Bounds:
    """Return the least and the most days that a span of custody earns.

    Both ends count in federal custody (Koray v. Sizer, 21 F.3d 558 (3d Cir. 1994)) and in California (People v. Smith,
    211 Cal. App. 3d 523 (1989)). In Illinois the day of sentencing is a day of the sentence and not of credit (People
    v. Williams, 239 Ill. 2d 503 (2011)): ``first`` leaves out that day, and no other on which a span ends.

    Where no source says whether its last day counts, and that is the day on which the sentence begins, it is credited
    or served and not both: taken as served, where the place may count it so.
    """
    most, ends = last - first + 1, counting.credit_end_days
    if ends == "both" or (ends == "first" and not start[0] <= last <= start[1]):
        return most, most
    served = ends == "first" or (counting.counts_start_day is not False and last == start[0])
    return most - 1, most - 1 if served and start[0] == start[1] else most


def credit_texts(granted: Sequence[Credit], counting: Conventions, start: Bounds) -> Iterator[str]:
    """Yield each credit in words; the arguments are those of `credited`."""
    for credit in granted:
        if credit.days is not None and not has_dates(credit):
            yield f"{number_text((credit.days, credit.days))} of credit{_decided((credit,))}"
    for first, last in _spans(granted):
        days = _days_of_credit(first, last, counting, start)
        how = "its last day counted or not"
        if counting.credit_end_days is not None and days[0] == days[1]:
            how = "both end days counted" if days[0] > last - first else "the last day not counted"
        if counting.credit_end_days == "both" and last == start[0] == start[1]:
            how += ", and not served too"
        within = [each for each in granted if _lies_in(each, first, last)]
        yield f"{number_text(days)} of credit for {iso_date(first)} to {iso_date(last)}, {how}{_decided(within)}"


def _lies_in(credit: Credit, first: int, last: int) -> bool:
    return credit.from_ is not None and credit.to is not None and first <= day_number(credit.from_) <= last


def _decided(granted: Iterable[Credit]) -> str:
    """Return the decisions that credits rest on, in words."""
    reasons = dict.fromkeys((credit.reason or "").casefold() for credit in granted)
    return "".join(f", as recorded, under {DECISIONS[reason]}" for reason in reasons if reason in DECISIONS)


def days_that_do_not_count(spells: Iterable[Inoperative], begins: int, last: Callable[[int], int]) -> int:
    """Return how many days do not count towards a sentence, of the spells that are over.

    A day in two spells is one day. Nothing stands still before it begins, nor once it is over: a spell that begins
    after release was due, with good time as recorded, makes it no longer.

    Args:
        spells: Of the sentence, or of several that are one term.
        begins: The day on which it begins.
        last: Its last day if so many days do not count.
    """
    stopped, until = 0, begins
    for first, end in sorted((day_number(each.from_), day_number(each.to)) for each in spells if each.to):
        if first > last(stopped):
            break
        stopped += max(end - max(first, until), 0)
        until = max(until, end)
    return stopped


def term_text(term: Term) -> str:
    """Return a term in words: ``1 year 2 months``."""
    parts = [
        (term.years, "year"),
        (term.months, "month"),
        (term.weeks, "week"),
        (term.days, "day"),
        (term.hours, "hour"),
    ]
    named = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " ".join(named) or "no time"


def day_text(days: Bounds) -> str:
    """Return a day, or the first and the last of several."""
    return iso_date(days[0]) + ("" if days[0] == days[1] else f" to {iso_date(days[1])}")


def number_text(days: Bounds) -> str:
    """Return a number of days, or the least and the most."""
    number = str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"
    return f"{number} {'day' if number == '1' else 'days'}"
