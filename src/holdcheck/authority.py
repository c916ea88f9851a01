"""Papers become authority over time; what custody has beyond it is a gap.

Every paper is surely in force between its latest start and its earliest end, and possibly between its earliest start
and its latest end. Where a date is uncertain a gap is possible; where a fact is missing the time is in doubt, and
nobody is told that it is clear or that it is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdcheck.engine import Bench
from holdcheck.moments import Bounds
from holdcheck.papers import Paper
from holdcheck.reading import Reading
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS, Extent, Span, Spans, intersect, measure, span_set, subtract, union
from holdcheck.vocabulary import AUTHORISING, LABELS

_UNKNOWN_PAPER = frozenset(LABELS)
_WITHOUT_287G = _UNKNOWN_PAPER - {"287g"}
_UNLISTED = {"warrants": frozenset({"judicial", "administrative_warrant", "nothing"})}
_UNLISTED_ELSE = frozenset({"judicial", "nothing"})


@dataclass(slots=True)
class Labelled:
    """A paper with the labels it may have.

    Attributes:
        paper: The paper.
        labels: One label, or several where a missing fact decides.
        authorises: Whether it authorises custody; None where that is not known.
        sure: The span in which it is surely in force; empty spans have their end before their start.
        possible: The span in which it is possibly in force.
    """

    paper: Paper
    labels: frozenset[str]
    authorises: bool | None
    sure: Span
    possible: Span


@dataclass(slots=True)
class Gap:
    """A stretch of custody that no authority covers, surely or possibly.

    Attributes:
        start: When it began: the release entitlement.
        end: When it ended, by release or by new authority.
        sure: The instants that surely belong to it.
        possible: The instants that possibly do.
        because: Cause of the entitlement.
        paper: The authority that ended, if there was one.
        reaches_the_end: Whether it lasts to the end of custody.
    """

    start: Bounds
    end: Bounds
    sure: Spans
    possible: Spans
    because: str
    paper: Paper | None
    reaches_the_end: bool

    @property
    def least(self) -> int:
        """Its least length in seconds."""
        return measure(self.sure)

    @property
    def most(self) -> int:
        """Its greatest length in seconds."""
        return measure(self.possible)


@dataclass(slots=True)
class Doubt:
    """A stretch of custody of which missing facts decide whether anything covers it."""

    span: Span
    papers: tuple[Labelled, ...]
    because: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the missing facts."""
        return tuple(sorted({path for labelled in self.papers for path in labelled.paper.missing}))


@dataclass(slots=True)
class Covered:
    """Custody laid beside its authority.

    Attributes:
        papers: Every paper with its labels.
        authority: Instants surely and possibly covered, facts in doubt counting as possibly.
        gaps: Stretches that no authority covers, in order.
        doubts: Stretches that missing facts decide, in order.
    """

    papers: list[Labelled]
    authority: Extent
    gaps: list[Gap]
    doubts: list[Doubt]


def label(reading: Reading, papers: list[Paper], bench: Bench) -> list[Labelled]:
    """Return every paper with its labels under the law of its place and day."""
    labelled = []
    law, place = reading.law, reading.place
    for paper in papers:
        start, end = paper.start, paper.end
        if paper.facts[0] == "none":
            labels = _unknown_labels(reading, paper)
        else:
            labels = bench.labels(law, paper.facts, place.day_of(max(start[0], reading.began[0])))
        if labels <= AUTHORISING:
            authorises: bool | None = True
        else:
            authorises = None if labels & AUTHORISING else False
        labelled.append(Labelled(paper, labels, authorises, (start[1], end[0]), (start[0], end[1])))
    return labelled


def _unknown_labels(reading: Reading, paper: Paper) -> frozenset[str]:
    if paper.kind == "unknown" and paper.path != "papers":
        return _UNLISTED.get(paper.path, _UNLISTED_ELSE)
    delegated = any(agreement.kind != "housing" for agreement in reading.record.facility.agreements)
    return _UNKNOWN_PAPER if delegated else _WITHOUT_287G


def lay_beside(reading: Reading, papers: list[Labelled]) -> Covered:
    """Subtract authority from custody, bound by bound."""
    custody = reading.custody
    sure_spans, possible_spans = [], []
    doubtful: list[Labelled] = []
    for labelled in papers:
        if labelled.authorises:
            sure_spans.append(labelled.sure)
            if labelled.paper.missing:
                doubtful.append(labelled)
            else:
                possible_spans.append(labelled.possible)
        elif labelled.authorises is None:
            doubtful.append(labelled)
    sure = span_set(sure_spans)
    uncovered = subtract(custody.possible, sure)
    if not uncovered:
        return Covered(papers, Extent(sure, sure), [], [])
    possible = span_set([*sure_spans, *possible_spans])
    in_doubt: Spans = ()
    for labelled in doubtful:
        in_doubt = union(in_doubt, subtract((labelled.possible,), (labelled.sure,) if labelled.authorises else ()))
    in_doubt = intersect(in_doubt, uncovered)
    uncovered = subtract(uncovered, in_doubt)
    surely = subtract(subtract(custody.sure, possible), in_doubt)
    gaps = [_gap(reading, papers, span, surely, possible) for span in uncovered]
    doubts = [doubt for span in in_doubt for doubt in _doubts(papers, doubtful, span)]
    return Covered(papers, Extent(sure, union(possible, in_doubt)), gaps, doubts)


def _gap(reading: Reading, papers: list[Labelled], span: Span, surely: Spans, possible: Spans) -> Gap:
    start, end = span
    sure = intersect(surely, (span,))
    if sure:
        latest_start, earliest_end = sure[0][0], sure[-1][1]
    else:
        uncovered = subtract((span,), possible)
        latest_start = uncovered[0][0] if uncovered else end
        held = intersect(reading.custody.sure, (span,))
        earliest_end = held[-1][1] if held else start
    ended = last_to_end(papers, latest_start)
    because = ended.because if ended is not None and ended.because else "never_authorised"
    if ended is not None and not ended.because:
        because = "authority_over"
    return Gap(
        (start, latest_start), (earliest_end, end), sure, (span,), because, ended, end >= reading.ended[1]
    )


def last_to_end(papers: list[Labelled], instant: int) -> Paper | None:
    """Return the authority that was the last to end by an instant, or None when none ever was in force before it."""
    last: Paper | None = None
    for labelled in papers:
        paper = labelled.paper
        if labelled.authorises is False or paper.end[1] > instant or paper.end[0] <= NEVER_BEGAN:
            continue
        if labelled.possible[0] >= labelled.possible[1] and labelled.possible[0] > NEVER_BEGAN:
            continue
        if last is None or (paper.end[1], paper.end[0], last.because) > (last.end[1], last.end[0], paper.because):
            last = paper
    return last


def _doubts(papers: list[Labelled], doubtful: list[Labelled], span: Span) -> list[Doubt]:
    """Split a stretch in doubt wherever the papers that decide it change."""
    cuts = {span[0], span[1]}
    for labelled in doubtful:
        cuts |= {cut for cut in (*labelled.sure, *labelled.possible) if span[0] < cut < span[1]}
    ordered = sorted(cuts)
    doubts: list[Doubt] = []
    for start, end in zip(ordered, ordered[1:], strict=False):
        there = tuple(
            labelled
            for labelled in doubtful
            if labelled.possible[0] <= start
            and end <= labelled.possible[1]
            and not (labelled.authorises and labelled.sure[0] <= start and end <= labelled.sure[1])
        )
        if doubts and doubts[-1].papers == there and doubts[-1].span[1] == start:
            doubts[-1].span = doubts[-1].span[0], end
            continue
        ended = last_to_end([each for each in papers if each not in there], start)
        because = ended.because if ended is not None else next((each.paper.because for each in there), "")
        doubts.append(Doubt((start, end), there, because or "never_authorised"))
    return doubts


def ever_authorised(
    covered: Covered, began: int, before: int, leave_out: tuple[Labelled, ...] = ()
) -> bool | None:
    """Return whether anything authorised this custody between its beginning and an instant.

    A reading of the dates under which something did counts; None where a missing fact decides.
    """
    answer: bool | None = False
    for labelled in covered.papers:
        if labelled.authorises is False or any(labelled is left for left in leave_out):
            continue
        if max(labelled.possible[0], began) < min(before, labelled.possible[1]):
            if labelled.authorises and not labelled.paper.missing:
                return True
            if labelled.authorises and max(labelled.sure[0], began) < min(before, labelled.sure[1]):
                return True
            answer = None
    return answer


def next_authority(covered: Covered, gap: Gap) -> Paper | None:
    """Return the authority that ended a gap, or None when release did or nothing has."""
    if gap.reaches_the_end:
        return None
    end = gap.end[1]
    began = [
        labelled.paper
        for labelled in covered.papers
        if labelled.authorises and gap.start[0] < labelled.sure[0] <= end < NEVER_ENDS and labelled.sure[1] > end
    ]
    return max(began, key=lambda paper: paper.start, default=None)
