"""Papers become authority over time; what custody has beyond it is a gap.

Every paper is surely in force between its latest start and its earliest end, and possibly between its earliest start
and its latest end. Where a date is uncertain a gap is possible; where a fact is missing the time is in doubt, and
nobody is told that it is clear or that it is not.
"""

from __future__ import annotations

from itertools import pairwise

from holdcheck.papers import Paper
from holdcheck.papers.earlier_authority import last_to_end
from holdcheck.reading import Reading
from holdcheck.spans import NEVER_ENDS, Span, Spans, intersect, measure, span_set, subtract, union
from holdcheck.zones import Bounds


class Gap:
    """A stretch of custody that no authority covers, surely or possibly.

    Attributes:
        start: When it began: the release entitlement.
        end: When it ended, by release or by new authority.
        sure: The instants that surely belong to it.
        spans: The instants that possibly do; several spans where the person was away in between.
        least: Its least length in seconds.
        most: Its greatest length in seconds.
        because: Cause of the entitlement.
        paper: The authority that ended, if there was one.
        reaches_the_end: Whether it lasts to the end of custody.
        away_before: Whether it begins with a return to custody.
        restarts: When authority that possibly covered part of it ended: then it possibly began anew.
    """

    __slots__ = (
        "away_before",
        "because",
        "end",
        "least",
        "most",
        "paper",
        "reaches_the_end",
        "restarts",
        "spans",
        "start",
        "sure",
    )

    def __init__(
        self,
        start: Bounds,
        end: Bounds,
        sure: Spans,
        spans: Spans,
        least: int,
        most: int,
        because: str,
        paper: Paper | None,
        reaches_the_end: bool,
        restarts: tuple[int, ...] = (),
        away_before: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.sure = sure
        self.spans = spans
        self.least = least
        self.most = most
        self.because = because
        self.paper = paper
        self.reaches_the_end = reaches_the_end
        self.restarts = restarts
        self.away_before = away_before

    @property
    def entitled(self) -> Bounds:
        """When the last authority ended: before the gap, where the person was away at that time."""
        ended = self.paper.end if self.paper is not None and self.away_before else self.start
        return ended if ended[1] < self.start[0] else self.start

    @property
    def span(self) -> Span:
        """From its first instant to its last."""
        return self.spans[0][0], self.spans[-1][1]

    def goes_on(self, end: int, start: int) -> bool:
        """Return whether the gap went on at ``start`` after an absence that began at ``end``."""
        return any(a[1] == end and b[0] == start for a, b in pairwise(self.spans))


class Doubt:
    """A stretch of custody of which missing facts decide whether anything covers it.

    Attributes:
        span: The stretch.
        papers: The papers whose facts are missing.
        because: Cause of the entitlement there would be.
        reaches_the_end: Whether it lasts to the end of custody.
    """

    __slots__ = (
        "because",
        "papers",
        "reaches_the_end",
        "span",
    )

    def __init__(
        self,
        span: Span,
        papers: tuple[Paper, ...],
        because: str,
        reaches_the_end: bool,
    ) -> None:
        self.span = span
        self.papers = papers
        self.because = because
        self.reaches_the_end = reaches_the_end

    @property
    def paper(self) -> Paper | None:
        """The authority in doubt whose end the entitlement would be, if it is one of these papers."""
        return next((each for each in self.papers if each.authorises and each.because == self.because), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the missing facts."""
        return tuple(sorted({path for paper in self.papers for path in paper.missing}))


class Covered:
    """Custody laid beside its authority.

    Attributes:
        papers: Every paper, labelled.
        gaps: Stretches that no authority covers, in order.
        doubts: Stretches that missing facts decide, in order.
    """

    __slots__ = (
        "doubts",
        "gaps",
        "papers",
    )

    def __init__(
        self,
        papers: list[Paper],
        gaps: list[Gap],
        doubts: list[Doubt],
    ) -> None:
        self.papers = papers
        self.gaps = gaps
        self.doubts = doubts


def lay_beside(reading: Reading, papers: list[Paper]) -> Covered:
    """Subtract authority from custody, bound by bound."""
    custody = reading.custody
    if len(custody.possible) == 1:
        began, ended = custody.possible[0]
        for paper in papers:
            if paper.authorises and paper.sure[0] <= began and ended <= paper.sure[1]:
                return Covered(papers, [], [])  # as in most records one paper covers it all
    surely: list[Span] = []
    possibly: list[Span] = []
    doubtful: list[Paper] = []
    for paper in papers:
        if paper.authorises:
            surely.append(paper.sure)
            if paper.missing:
                doubtful.append(paper)
            elif paper.possible != paper.sure:
                possibly.append(paper.possible)
        elif paper.authorises is None:
            doubtful.append(paper)
    sure = span_set(surely)
    uncovered = subtract(custody.possible, sure)
    if not uncovered:
        return Covered(papers, [], [])
    possible = span_set([*sure, *possibly]) if possibly else sure
    in_doubt: Spans = ()
    if doubtful:
        for paper in doubtful:
            in_doubt = union(in_doubt, subtract((paper.possible,), (paper.sure,) if paper.authorises else ()))
        in_doubt = intersect(in_doubt, uncovered)
        uncovered = subtract(uncovered, in_doubt)
    if possible is sure and not in_doubt and custody.sure == custody.possible:
        sure_gaps = uncovered
    else:
        sure_gaps = subtract(subtract(custody.sure, possible), in_doubt)
    joined = _across_absences(uncovered, union(sure, in_doubt) if in_doubt else sure)
    gaps = [_gap(reading, papers, spans, sure_gaps, possible) for spans in joined]
    doubts = [doubt for span in in_doubt for doubt in _doubts(reading, papers, doubtful, span)]
    return Covered(papers, gaps, doubts)


def _across_absences(uncovered: Spans, covered: Spans) -> list[Spans]:
    """Join uncovered spans between which nothing surely covered custody: being away for an hour starts nothing anew.

    Authority that only possibly lay between them possibly starts a gap anew, which its restarts say.
    """
    joined: list[Spans] = []
    for span in uncovered:
        if joined and not any(a < span[0] and joined[-1][-1][1] < b for a, b in covered):
            joined[-1] = (*joined[-1], span)
        else:
            joined.append((span,))
    return joined


def _gap(reading: Reading, papers: list[Paper], spans: Spans, sure_gaps: Spans, possible: Spans) -> Gap:
    start, end = spans[0][0], spans[-1][1]
    sure = sure_gaps if sure_gaps == spans else intersect(sure_gaps, spans)
    if sure:
        latest_start, earliest_end = sure[0][0], sure[-1][1]
    else:
        latest_start, earliest_end = _perhaps_nowhere(reading, papers, start, end)
    ended = last_to_end(papers, latest_start, possibly=not sure)
    because = "never_authorised" if ended is None else ended.because or "authority_over"
    reaches = end >= reading.ended[1]
    most = measure(spans)
    gap = Gap((start, latest_start), (earliest_end, end), sure, spans, measure(sure), most, because, ended, reaches)
    gap.away_before = any(start == back for back, _ in reading.custody.possible[1:])
    if sure:
        # What ended while the person was away leaves a gap that begins anew with the return, at the latest.
        over = (b for _, b in possible if latest_start < b < end)
        gap.restarts = tuple(next((max(b, back) for back, left in sure if b < left), b) for b in over)
    return gap


def _perhaps_nowhere(reading: Reading, papers: list[Paper], start: int, end: int) -> tuple[int, int]:
    """Return the latest start and the earliest end of a gap of which no instant is sure.

    In a reading of the dates in which there is such a gap it begins with custody or when authority ended, at the latest
    when the last of these may have come, and it ends with custody or with other authority, at the earliest when the
    first of these may have come.
    """
    began, ended = _bounds_of_custody(reading, start, end)
    own = [each for each in papers if each.authorises]
    starts = [each.over_by for each in own if each.end[0] < end and start < each.end[1] and each.start[0] < end]
    ends = [each.start[0] for each in own if each.start[0] < end and start < each.start[1] and start < each.end[1]]
    return min(max(start, began, *starts), end), max(min(end, ended, *ends), start)


def _bounds_of_custody(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return the latest start of the stay in custody in which a gap begins, and the earliest end of its last one."""
    sure, first, last = reading.custody.sure, reading.began[0], reading.ended[1]
    came, left = next(stay for stay in reading.custody.possible if start < stay[1])
    latest = next((a for a, b in sure if came <= a and b <= left), reading.began[1] if came == first else left)
    came, left = next(stay for stay in reversed(reading.custody.possible) if stay[0] < end)
    earliest = next(
        (b for a, b in reversed(sure) if came <= a and b <= left), reading.ended[0] if left == last else came
    )
    return latest, earliest


def _doubts(reading: Reading, papers: list[Paper], doubtful: list[Paper], span: Span) -> list[Doubt]:
    """Split a stretch in doubt wherever the papers that decide it change."""
    cuts = {span[0], span[1]}
    for paper in doubtful:
        cuts |= {cut for cut in (*paper.sure, *paper.possible) if span[0] < cut < span[1]}
    ordered = sorted(cuts)
    doubts: list[Doubt] = []
    for start, end in pairwise(ordered):
        there = tuple(
            paper
            for paper in doubtful
            if paper.possible[0] <= start
            and end <= paper.possible[1]
            and not (paper.authorises and paper.sure[0] <= start and end <= paper.sure[1])
        )
        if doubts and doubts[-1].papers == there and doubts[-1].span[1] == start:
            doubts[-1].span = doubts[-1].span[0], end
            doubts[-1].reaches_the_end = end >= reading.ended[1]
            continue
        ended = last_to_end(papers, start, there)
        own = min((each.because for each in there if each.authorises), default="")
        because = own or (ended.because if ended is not None else "") or "never_authorised"
        doubts.append(Doubt((start, end), there, because, end >= reading.ended[1]))
    return doubts


def next_authority(custody: Spans, covered: Covered, gap: Gap) -> Paper | None:
    """Return the authority that ended a gap, at its end or at the next return; None when release did or nothing has."""
    if gap.reaches_the_end:
        return None
    end = gap.end[1]
    if not any(start <= end < last for start, last in custody):
        end = min((start for start, _ in custody if start > end), default=end)
    began = [
        paper
        for paper in covered.papers
        if paper.authorises and gap.start[0] < paper.sure[0] <= end < NEVER_ENDS and paper.sure[1] > end
    ]
    return max(began, key=lambda paper: paper.start, default=None)
