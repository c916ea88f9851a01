"""Set algebra of half-open spans of time.

A span is ``(start, end)`` in whole seconds since 1970-01-01T00:00Z; it contains its start and not its end. A set of
instants is a tuple of spans, sorted, disjoint and not touching, so that equal sets are equal tuples. This module knows
arithmetic only: nothing here knows what custody is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

Span: TypeAlias = tuple[int, int]
Spans: TypeAlias = tuple[Span, ...]

NEVER_BEGAN: Final = -(1 << 60)
"""An instant before every event a record can hold: the start of a span that has no known start."""
NEVER_ENDS: Final = 1 << 60
"""An instant after every event a record can hold: the end of a span that has no known end."""


class Extent:
    """A set of instants known only within bounds: it holds at least ``sure`` and at most ``possible``."""

    __slots__ = ("possible", "sure")

    def __init__(self, sure: Spans, possible: Spans) -> None:
        self.sure, self.possible = sure, possible

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extent) and self.sure == other.sure and self.possible == other.possible

    def __hash__(self) -> int:
        return hash((self.sure, self.possible))

    def __repr__(self) -> str:
        return f"Extent(sure={self.sure}, possible={self.possible})"


def span_set(spans: Iterable[Span]) -> Spans:
    """Return the set of instants of any spans: sorted, empty ones dropped, touching ones joined."""
    ordered = [span for span in spans if span[0] < span[1]]
    ordered.sort()
    if len(ordered) < 2:
        return tuple(ordered)
    joined: list[Span] = []
    start, end = ordered[0]
    for next_start, next_end in ordered:
        if next_start <= end:
            if next_end > end:
                end = next_end
        else:
            joined.append((start, end))
            start, end = next_start, next_end
    joined.append((start, end))
    return tuple(joined)


def union(first: Spans, second: Spans) -> Spans:
    """Return the instants in either set."""
    if not first:
        return second
    if not second:
        return first
    return span_set(first + second)


def intersect(first: Spans, second: Spans) -> Spans:
    """Return the instants in both sets."""
    found: list[Span] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start = max(first[i][0], second[j][0])
        end = min(first[i][1], second[j][1])
        if start < end:
            found.append((start, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def subtract(first: Spans, second: Spans) -> Spans:
    """Return the instants of ``first`` that are not in ``second``."""
    if not second or not first:
        return first
    left: list[Span] = []
    j, count = 0, len(second)
    for start, end in first:
        while j < count and second[j][1] <= start:
            j += 1
        k = j
        while k < count and second[k][0] < end:
            if second[k][0] > start:
                left.append((start, second[k][0]))
            start = max(start, second[k][1])
            k += 1
        if start < end:
            left.append((start, end))
    return tuple(left)


def remove(whole: Extent, part: Extent) -> Extent:
    """Take ``part`` away from ``whole``, bound by bound.

    What surely remains is what was surely there and is not even possibly taken away; what possibly remains is what was
    possibly there and is not surely taken away.
    """
    return Extent(subtract(whole.sure, part.possible), subtract(whole.possible, part.sure))


def measure(spans: Spans) -> int:
    """Return the length of a set in seconds."""
    return sum(end - start for start, end in spans)
