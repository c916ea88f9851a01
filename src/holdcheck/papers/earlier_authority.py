"""What authorised custody before an instant: which paper was the last to end, and whether any ever was in force."""

from __future__ import annotations

from holdcheck.papers.paper import Paper
from holdcheck.reading import Reading, position
from holdcheck.spans import NEVER_BEGAN
from holdcheck.zones import Bounds


def last_to_end(
    papers: list[Paper], instant: int, leave_out: tuple[Paper, ...] = (), possibly: bool = False
) -> Paper | None:
    """Return the authority that was the last to end by an instant, or None when none ever was in force before it.

    Args:
        papers: Every paper.
        instant: By which it ended.
        leave_out: Papers that do not count.
        possibly: Whether a paper counts that has possibly ended by then.
    """
    last: Paper | None = None
    latest: Bounds = (NEVER_BEGAN, NEVER_BEGAN)
    for paper in papers:
        ended = paper.end[1]
        if possibly and paper.end[0] < instant < ended:
            ended = instant
        if paper.authorises is False or ended > instant or paper.end[0] <= NEVER_BEGAN or paper in leave_out:
            continue
        start = paper.start[0]
        if ended <= start and start > NEVER_BEGAN:
            continue
        when = ended, paper.end[0]
        if last is None or when > latest:
            last, latest = paper, when
        elif when == latest and (paper.because, paper.key) < (last.because, last.key):
            last = paper  # of several that end together always the same one, however the record lists them
    return last


def ever_authorised(
    reading: Reading, papers: list[Paper], before: int, leave_out: tuple[Paper, ...] = ()
) -> bool | None:
    """Return whether anything authorised a custody between its beginning and an instant.

    A reading of the dates under which something did counts; None where a missing fact decides. Papers to leave out are
    those a stretch is in doubt about: were they no authority, the question would be whether any other was.
    """
    answer: bool | None = False
    began = reading.began[0]
    for paper in papers:
        if paper.authorises is False or (paper.authorises is None and paper in leave_out):
            continue
        if paper in leave_out:
            if max(paper.sure[0], began) < paper.sure[1]:
                return True  # only its end is in doubt: until then it authorised
            continue
        if paper.end[1] <= began and _was_arrested_on(reading, paper):
            return True  # the arrest came before the booking, and what ended the paper counts as at booking
        if max(paper.start[0], began) < min(before, paper.end[1]):
            if paper.authorises and (not paper.missing or max(paper.start[1], began) < min(before, paper.end[0])):
                return True
            answer = None
    return answer


def _was_arrested_on(reading: Reading, paper: Paper) -> bool:
    """Return whether somebody was arrested on a paper that was over by the booking: a charge, or a warrant served.

    An arrest without charges is such a paper itself, unless its own time had run out.
    """
    if paper.kind == "arrest":
        return paper.ended_by != paper.path
    if paper.kind != "warrant" or not paper.authorises:
        return paper.kind == "recorded_charge"
    served = reading.warrants[position(paper.path)].served_at
    return served is not None and reading.instant(served, paper.path, "served_at")[0] < paper.end[1]
