"""The conventions by which a place counts the days of a sentence, and what a sentence itself says of its first day.

Nothing here knows a default: a convention that no source gives is None, and what depends on it is a range.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from holdcheck.law import LawOfPlace
from holdcheck.law.places import DayCounting
from holdcheck.record.sentences import Credit
from holdcheck.zones import Bounds, day_number

EndDays = Literal["both", "first"]


class Conventions(NamedTuple):
    """How the days of one sentence are counted; None where no source was read.

    Attributes:
        counts_start_day: Whether the day on which it begins is its first day.
        release_on: Whether the person goes on the last day or on the day after.
        credit_end_days: Which end days of a span of credit count; ``first``: the last does not where the sentence
            begins on it, and a span that ended in release counts whole.
        missing: The paths of those that are not known and bear on this sentence.
        rule: Where they come from.
    """

    counts_start_day: bool | None
    release_on: Literal["last_day", "day_after"] | None
    credit_end_days: EndDays | None
    missing: tuple[str, ...]
    rule: DayCounting | None


def has_dates(credit: Credit) -> bool:
    """Return whether a credit is for a span of days; then how many it is for is what the span comes to."""
    return credit.from_ is not None and credit.to is not None


def conventions(law: LawOfPlace, granted: Sequence[Credit], day: int, term: int) -> Conventions:
    """Return how the days of a sentence are counted.

    Args:
        law: The law of its facility's place.
        granted: Its credits.
        day: On which it begins.
        term: How many days it is long.
    """
    credits_span = bool(granted) and any(credit.days is None or has_dates(credit) for credit in granted)
    for n, (first, last, rule) in enumerate(law.counting.spans):
        if first <= day <= last and (not rule.terms_over_days or term > rule.terms_over_days):
            return _conventions(law, n, credits_span)
    return _conventions(law, None, credits_span)


@lru_cache(maxsize=1024)
def _conventions(law: LawOfPlace, n: int | None, credits_span: bool) -> Conventions:
    """Return how days are counted by one of a place's rules, by its position; by none of them where it is None."""
    place, rule = law.counting_place, law.counting[n] if n is not None else None
    counts, release_on, ends = None, None, None
    if rule is not None:
        counts, release_on, ends = rule.counts_start_day, rule.release_on, rule.credit_end_days
    missing = [f"{place}.counts_start_day"] if counts is None else []
    if release_on is None:
        missing.append(f"{place}.release_on")
    if ends is None and credits_span:
        missing.append(f"{place}.credit_end_days")
    return Conventions(counts, release_on, ends, tuple(missing), rule)


def _known(counting: Conventions, counts_start_day: bool) -> Conventions:
    """Return conventions of which it is known whether the first day counts."""
    missing = counting.missing
    if counting.counts_start_day is None:
        missing = tuple(name for name in missing if not name.endswith(".counts_start_day"))
    return Conventions(counts_start_day, counting.release_on, counting.credit_end_days, missing, counting.rule)


def of_first_day(counting: Conventions, joins: bool) -> Conventions:
    """Return how the first day of a sentence counts: of one that joins another it is a whole day, and counts."""
    if not joins or counting.counts_start_day is True:
        return counting
    return _known(counting, True)


def joining(counting: Conventions, joins: tuple[bool, bool], path: str) -> Conventions:
    """Return how the first day of a sentence counts that may begin as another ends, or only when it is imposed.

    Args:
        counting: The conventions of its place.
        joins: Whether it begins as another ends if it begins as early, and if it begins as late, as it can.
        path: Its path.
    """
    if joins[0] == joins[1] or counting.counts_start_day is True:
        return of_first_day(counting, joins[0])
    unknown = counting.counts_start_day is False
    missing = (*counting.missing, f"{path}.begins_at") if unknown else counting.missing
    return counting._replace(counts_start_day=None, missing=missing)


def of_credited_day(counting: Conventions, granted: Sequence[Credit], start: Bounds) -> Conventions:
    """Return how the first day of a sentence counts that is the last of a span of credit.

    What is credited is custody before the sentence commences (18 USC 3585(b)): where the last day of a span counts, it
    is credited and not served too.

    Args:
        counting: The conventions of its place.
        granted: Its credits.
        start: The days on which it can begin.
    """
    if counting.credit_end_days != "both" or counting.counts_start_day is False or start[0] < start[1]:
        return counting
    for credit in granted:
        if (credit.days is None or has_dates(credit)) and credit.to is not None and day_number(credit.to) == start[0]:
            return _known(counting, False)
    return counting


def release_bounds(last: Bounds, counting: Conventions) -> Bounds:
    """Return the days of release for a last day: that day, or the day after, or either where no source says."""
    return (
        last[0] + (1 if counting.release_on == "day_after" else 0),
        last[1] + (0 if counting.release_on == "last_day" else 1),
    )
