"""Clocks that run over covered custody, and the segments in which one of them has run out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from holdcheck.authority import Covered
from holdcheck.reading import Reading
from holdcheck.segments.segment import Segment, law_changes, pieces
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS, Extent, Span, Spans, intersect, span_set, subtract
from holdcheck.vocabulary import SEGMENT, Value
from holdcheck.zones import Bounds

_NOWHERE: Final = Extent((), ())


class Clock:
    """A clock that runs until somebody has acted; what it says of custody is known once it has run (`run_clock`).

    Attributes:
        field: The segment field it fills.
        name: Its name in the place files and in results.
        path: Path of the part of the record it runs from.
        key: Id of that part, or its path.
        began_with: What set it off, as a sentence without its time: ``Arrested``.
        start: When it began.
        deadline: When it runs out.
        missing: Path of a fact without which it is not known whether it stopped; empty where none is missing.
        past: Custody in which it has run out and nothing had stopped it.
        unknown: Custody in which that depends on the missing fact.
        stopped: When it surely stopped, if it did.
        starts_by: The latest start of the time past it, where no instant of that is sure.
        ends_from: The earliest end of that time.
    """

    __slots__ = (
        "began_with",
        "deadline",
        "ends_from",
        "field",
        "key",
        "missing",
        "name",
        "past",
        "path",
        "start",
        "starts_by",
        "stopped",
        "unknown",
    )

    def __init__(
        self,
        field: str,
        name: str,
        path: str,
        key: str,
        began_with: str,
        start: Bounds,
        deadline: Bounds,
        missing: str = "",
        past: Extent = _NOWHERE,
        unknown: Spans = (),
        stopped: int = NEVER_ENDS,
        starts_by: int = NEVER_ENDS,
        ends_from: int = NEVER_BEGAN,
    ) -> None:
        self.field = field
        self.name = name
        self.path = path
        self.key = key
        self.began_with = began_with
        self.start = start
        self.deadline = deadline
        self.missing = missing
        self.past = past
        self.unknown = unknown
        self.stopped = stopped
        self.starts_by = starts_by
        self.ends_from = ends_from


def stop_of(reading: Reading, moment: object, path: str, field: str) -> Bounds | None:
    """Return when a protecting event stopped a clock: never if it is known not to have come, None if unknown."""
    if moment is None:
        return None
    if moment == "never":
        return NEVER_ENDS, NEVER_ENDS
    return reading.instant(moment, path, field)  # type: ignore[arg-type]  # the only word allowed there is "never"


def run_clock(
    reading: Reading,
    clock: Clock,
    stops: Iterable[Bounds | None],
    carried: Extent | None = None,
) -> Clock:
    """Let a clock run over custody: find when it stopped, and where it had run out before.

    Args:
        reading: The record.
        clock: With its start, deadline and missing fact.
        stops: Each event that stops it; None where there was none, or none is known.
        carried: The custody it runs over; by default all of it.
    """
    first = last = NEVER_ENDS
    for stop in stops:
        if stop is not None and stop[0] <= reading.as_of:  # what comes after it has not happened
            first, last = min(first, stop[0]), min(last, stop[1])
    clock.stopped = last
    if clock.deadline[0] < min(last, reading.ended[1]):
        over = carried if carried is not None else reading.custody
        possible = intersect(over.possible, ((clock.deadline[0], last),))
        if clock.missing:
            clock.unknown = possible
        else:
            sure = intersect(over.sure, ((clock.deadline[1], first),)) if clock.deadline[1] < first else ()
            clock.past = Extent(sure, possible)
            if not sure:
                # Within what surely goes on the deadline and the act are all there is to it; beyond, nothing is known.
                goes_on = next((end for start, end in over.sure if start <= clock.deadline[0] < end), NEVER_BEGAN)
                clock.ends_from = min(first, goes_on)
                clock.starts_by = clock.deadline[1] if clock.deadline[1] <= goes_on else NEVER_ENDS
    return clock


def alone(reading: Reading, covered: Covered, paths: Iterable[str]) -> Extent:
    """Return the custody for which papers at these paths are the only authority."""
    own = [each for each in covered.papers if each.path in paths and each.authorises]
    if not own:
        return _NOWHERE
    custody = reading.custody
    others = [each for each in covered.papers if each.path not in paths]
    sure = span_set([each.sure for each in others if each.authorises])
    left = subtract(intersect(custody.possible, span_set([each.possible for each in own])), sure)
    if not left:
        return _NOWHERE
    possible = span_set([each.possible for each in others if each.authorises is not False])
    return Extent(subtract(intersect(custody.sure, span_set([each.sure for each in own])), possible), left)


def of_clocks(reading: Reading, clocks: list[Clock]) -> list[Segment]:
    """Return the custody in which some clock has run out, or may have; each instant once for each clock."""
    segments: list[Segment] = []
    for field in sorted({clock.field for clock in clocks}):
        own = sorted((clock for clock in clocks if clock.field == field), key=lambda c: (c.deadline, c.start, c.key))
        parts = [(clock, clock.past.possible) for clock in own] + [(clock, clock.unknown) for clock in own]
        if not any(spans for _, spans in parts):
            continue
        edges = [point for clock, spans in parts for span in (*spans, *clock.past.sure) for point in span]
        for span in span_set(span for _, spans in parts for span in spans):
            cuts = [*edges, *law_changes(reading, span)]
            segments += [_segment(field, own, piece) for piece in pieces(span, cuts)]
    return segments


def _segment(field: str, clocks: list[Clock], piece: Span) -> Segment:
    """Describe a piece by the surest of several clocks: run out, perhaps run out, or not known."""
    for clock in clocks:
        if intersect(clock.past.sure, (piece,)):
            return Segment(piece, SEGMENT.situation({field: "past"}), {}, None, (), clock)
    for clock in clocks:
        if intersect(clock.past.possible, (piece,)):
            value: Value = frozenset(("running", "past"))
            return Segment(piece, SEGMENT.situation({field: value}), {}, None, (), clock)
    unknown = [clock for clock in clocks if intersect(clock.unknown, (piece,))]
    missing = {field: tuple(sorted({clock.missing for clock in unknown}))}
    return Segment(piece, SEGMENT.situation({field: None}), missing, None, (), unknown[0])
