"""Clocks that run from the start of a gap, and when a gap began that missing facts hide."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from holdcheck.authority import Covered, Doubt, Gap
from holdcheck.papers import Paper
from holdcheck.reading import Reading, position
from holdcheck.spans import NEVER_ENDS, Span
from holdcheck.vocabulary import Value
from holdcheck.zones import Bounds


class GapClocks(NamedTuple):
    """Deadlines that run from the start of a gap, never from the detainer.

    Attributes:
        regulation: 48 hours of 8 CFR 287.7(d), stopped on Saturdays, Sundays and holidays.
        flat: The 48 elapsed hours a Form I-247A asks for.
    """

    regulation: Bounds
    flat: Bounds


def gap_clocks(reading: Reading, gap: Gap) -> GapClocks:
    """Return the deadlines that run from a gap, or from the last instant at which it possibly began anew."""
    return clocks_from(reading, (gap.start[0], gap.restarts[-1] if gap.restarts else gap.start[1]))


def may_have_begun(reading: Reading, covered: Covered, start: int) -> tuple[int, tuple[str, ...]]:
    """Return when a gap began if what is in doubt before it was no authority, and the facts that would tell.

    A stretch in doubt that was no authority is a gap itself, and goes on from whatever gap lies before it; having been
    away in between starts nothing anew.
    """
    before: dict[int, Gap | Doubt] = {gap.span[1]: gap for gap in covered.gaps}
    before |= {doubt.span[1]: doubt for doubt in covered.doubts}
    left = {back: end for (_, end), (back, _) in pairwise(reading.custody.possible)}
    missing: set[str] = set()
    while (each := before.get(start) or before.get(left.get(start, start))) is not None:
        if isinstance(each, Doubt):
            missing.update(each.missing)
        start = each.span[0]
    return start, tuple(sorted(missing))


def clocks_from(reading: Reading, start: Bounds) -> GapClocks:
    """Return the deadlines of a gap that began between two instants."""
    return GapClocks(reading.deadlines("287-7-d", start), reading.deadlines("detainer-48-hours", start))


def clock_of_287g(reading: Reading, paper: Paper) -> str:
    """Return the name of the clock of a 287(g) hold: from the start of the gap in the jail model, else execution."""
    served_by = reading.warrants[position(paper.path)].served_by
    return "287g-jail" if served_by is not None and served_by.role == "287g_jail" else "287g-warrant-service"


def limit_of_287g(reading: Reading, paper: Paper, began: int) -> int:
    """Return when a 287(g) hold has run out."""
    warrant, clock = reading.warrants[position(paper.path)], clock_of_287g(reading, paper)
    if clock == "287g-jail":
        return reading.deadline(clock, began)
    served = reading.happened(warrant.served_at, paper.path, "served_at")
    return NEVER_ENDS if served is None else reading.deadline(clock, served[1])


def clock_value(deadline: Bounds, piece: Span) -> Value:
    """Return whether a clock has run out throughout a piece, in a word of the vocabulary."""
    if piece[0] >= deadline[1]:
        return "past"
    return "running" if piece[0] < deadline[0] else frozenset(("running", "past"))
