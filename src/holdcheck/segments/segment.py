"""A segment of custody and what the rules can see of it; the pieces from which segments are cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from holdcheck.authority import Doubt, Gap
from holdcheck.papers import Paper, asks_of
from holdcheck.papers.commitments import committed_for
from holdcheck.reading import Reading, position
from holdcheck.spans import Span
from holdcheck.vocabulary import FALSE, TRUE, Situation, Value
from holdcheck.zones import Bounds

if TYPE_CHECKING:
    from holdcheck.segments.clock import Clock

HELD_ON: Final = (
    ("287g", "on_287g"),
    ("administrative_warrant", "on_administrative_warrant"),
    ("detainer", "on_detainer"),
    ("notification_request", "on_notification_request"),
)
"""Labels somebody can be held on without authority, strongest first, with the field that says so."""
_COMMITMENTS: Final = {
    None: "other",
    "temporary_federal": "temporary_federal_detention",
    "fugitive": "fugitive_commitment",
}
"""What a court's order that ran out is called, by what it committed the person for; all others are commitments."""
_BY_RELEASE_ORDER: Final = frozenset({"release_order", "condition_met"})
"""Causes of an entitlement that are a court's order to release."""


OPEN: Final[Value] = frozenset((TRUE, FALSE))
"""Yes in some readings of the record's dates, and no in others."""


class Segment:
    """A span of custody over which nothing changes that a rule can see.

    Attributes:
        span: The instants.
        situation: What the rules see.
        missing: Paths of the missing facts, by the name of the field that lacks them.
        gap: The gap or the stretch in doubt it lies in, if it does.
        papers: The papers the person is held on there.
        clock: The clock that makes it, if one does.
    """

    __slots__ = ("clock", "gap", "missing", "papers", "situation", "span")

    def __init__(
        self,
        span: Span,
        situation: Situation,
        missing: dict[str, tuple[str, ...]],
        gap: Gap | Doubt | None,
        papers: tuple[Paper, ...] = (),
        clock: Clock | None = None,
    ) -> None:
        self.span, self.situation, self.missing = span, situation, missing
        self.gap, self.papers, self.clock = gap, papers, clock


def pieces(span: Span, cuts: list[int]) -> list[Span]:
    """Return a span cut at those of the given instants that lie inside it."""
    points = sorted({span[0], span[1], *(point for point in cuts if span[0] < point < span[1])})
    return list(pairwise(points))


def law_changes(reading: Reading, span: Span) -> list[int]:
    """Return the instants inside a span at which the law or its standing changes."""
    changes = reading.law.change_instants("segment", reading.place)
    return changes[bisect_right(changes, span[0]) : bisect_left(changes, span[1])]


def in_force(papers: list[Paper], piece: Span) -> tuple[Paper, ...]:
    """Return the papers possibly in force throughout a piece."""
    start, end = piece
    return tuple(paper for paper in papers if paper.start[0] <= start and end <= paper.end[1])


def is_immigration_request(reading: Reading, paper: Paper, asks: str) -> bool:
    """Return whether a paper is an immigration agency's detainer that asks for this: ``hold`` or ``notify``."""
    if paper.kind != "detainer":
        return False
    detainer = reading.detainers[position(paper.path)]
    return detainer.kind == "immigration" and asks_of(detainer) == asks


def authority_that_ended(reading: Reading, gap: Gap) -> Value:
    """Return the kind of authority that ended by a limit of its own and so opened a gap, where the law has a rule."""
    paper = gap.paper
    if paper is None:
        return "other"
    record = reading.record
    if paper.kind == "sentence":
        if gap.because != "sentence_served":
            return "other"
        if record.facility.custodian == "federal":
            return "sentence_in_federal_custody"
        return "supervision_sanction" if reading.sentences[position(paper.path)].kind == "sanction" else "other"
    if paper.kind == "writ":
        return "writ"
    if paper.kind == "other_authority":
        kind = record.other_authority[position(paper.path)].kind
        return "supervision_sanction" if kind == "supervision_sanction" else "other"
    if paper.kind == "court_order" and paper.ended_by == paper.path:
        return _COMMITMENTS.get(committed_for(reading, position(paper.path)), "commitment")
    return "other"


def by_release_order(gap: Gap | Doubt) -> bool:
    """Return whether a court's release opened a gap; bail on a condition that was met later is accepted bail."""
    bailed = gap.paper is not None and gap.paper.ended_by.startswith("bail[")
    return gap.because in _BY_RELEASE_ORDER and not bailed


def release_ordered(reading: Reading, gap: Gap | Doubt, piece: Span) -> Value:
    """Return whether a court had ordered release: as the cause of the gap, or by an order made while it went on."""
    if by_release_order(gap):
        return TRUE
    value: Value = FALSE
    began = gap.span[0]
    surely_began = gap.start[1] if isinstance(gap, Gap) else began
    for i, order in enumerate(reading.court_orders):
        if order.kind == "release" and order.ordered_at is not None and not order.conditions:
            at = reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at")
            if surely_began <= at[0] and at[1] <= piece[0]:
                return TRUE
            if began <= at[0] <= piece[0]:
                value = OPEN
    return value


def person_status(reading: Reading, papers: list[Paper], start: Bounds) -> Value:
    """Return how far the criminal process had come when a gap began; it decides which clause a court would read.

    What was served before somebody was booked on another charge says nothing of this custody.
    """
    before: set[str] = set()
    served: set[str | None] = set()
    if reading.sentences:
        before = {each.path for each in papers if each.kind == "sentence" and each.end[1] <= reading.began[0]}
        served = {each for path in before for each in reading.sentences[position(path)].charges}
        if all(charge.id in served for charge in reading.charges):
            before, served = set(), set()
    for i, sentence in enumerate(reading.sentences):
        if before and f"sentences[{i}]" in before:
            continue
        begun = sentence.imposed_at if sentence.imposed_at is not None else sentence.begins_at
        if begun is None or reading.midnight(begun) <= start[1]:
            return "after_conviction"
    unknown = False
    for i, charge in enumerate(reading.charges):
        if charge.id in served:
            continue
        if charge.disposition == "convicted":
            if charge.disposed_at is None:
                unknown = True
            elif reading.instant(charge.disposed_at, f"charges[{i}]", "disposed_at")[0] <= start[1]:
                return "after_conviction"
        if charge.held_until_because in ("time_served", "sentence_suspended", "fine_paid"):
            until = charge.held_until
            if until is None or reading.instant(until, f"charges[{i}]", "held_until")[0] <= start[1]:
                return "after_conviction"
    if unknown:
        return None
    return "before_conviction" if reading.charges or reading.arrests else "never_charged"
