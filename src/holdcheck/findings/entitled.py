"""When, and why, the person became entitled to release, as a result tells it."""

from __future__ import annotations

from typing import NamedTuple

from holdcheck.authority import Covered, Doubt, Gap, next_authority
from holdcheck.findings.paper_words import cause, paper_name, when
from holdcheck.reading import Reading, position
from holdcheck.sentences import running_sentences
from holdcheck.zones import Bounds


class Entitled(NamedTuple):
    """A release entitlement.

    Attributes:
        at: When, at the earliest and at the latest.
        because: Its cause.
        cause: The same in words.
        steps: How the instant was found.
        ended_at: When another authority took over; None if none did.
    """

    at: Bounds
    because: str
    cause: str
    steps: tuple[str, ...]
    ended_at: Bounds | None


def entitled(reading: Reading, covered: Covered) -> list[Entitled]:
    """Return every release entitlement after which custody went on, surely or possibly, in order of time.

    A sentence whose days nobody knows how to count entitles once: at some time in the stretch in doubt, at the latest
    where the gap after it begins.
    """
    found: list[Entitled] = []
    ran_into = {id(doubt): gap for doubt in covered.doubts for gap in covered.gaps if _runs_into(doubt, gap)}
    merged = {id(gap): doubt for doubt in covered.doubts if (gap := ran_into.get(id(doubt))) is not None}
    for gap in covered.gaps:
        doubt = merged.get(id(gap))
        at = gap.entitled if doubt is None else (doubt.span[0], gap.start[1])
        found.append(_of_gap(reading, covered, gap, at))
    followed = {gap.span[1] for gap in covered.gaps} | {doubt.span[1] for doubt in covered.doubts}
    found += [
        _of_doubt(reading, doubt)
        for doubt in covered.doubts
        if id(doubt) not in ran_into
        and doubt.because != "never_authorised"
        # What a paper nobody has seen leaves of a gap that was going on already is no second entitlement.
        and (_once_authorised(doubt) or doubt.span[0] not in followed)
    ]
    return sorted(found, key=lambda each: each.at[0])


def _runs_into(doubt: Doubt, gap: Gap) -> bool:
    """Return whether a gap begins where the end of the paper it follows was no longer in doubt."""
    return doubt.span[1] == gap.span[0] and len(doubt.papers) == 1 and gap.paper is doubt.papers[0]


def _of_gap(reading: Reading, covered: Covered, gap: Gap, at: Bounds) -> Entitled:
    steps: tuple[str, ...] = ()
    if gap.paper is not None and gap.paper.kind == "sentence":
        steps = running_sentences(reading)[position(gap.paper.path)].steps
    why = cause(reading, gap)
    by = paper_name(reading, gap.paper.ended_by) if gap.paper and gap.paper.ended_by else None
    steps = (*steps, f"{why}{f' ({by})' if by else ''}: {when(at, reading.place)}")
    after = next_authority(reading.custody.possible, covered, gap)
    ended_at = None
    if after is not None:
        ended_at = gap.end if after.sure[0] <= gap.end[1] else (after.sure[0], after.sure[0])
    return Entitled(at, gap.because, why, steps, ended_at)


def _once_authorised(doubt: Doubt) -> bool:
    """Return whether a paper that did authorise custody is in doubt, and not only one that nobody has seen."""
    return any(each.authorises for each in doubt.papers)


def _of_doubt(reading: Reading, doubt: Doubt) -> Entitled:
    start, end = doubt.span
    # A paper nobody has seen leaves the entitlement where it was and only hides whether it was answered.
    at = (start, end) if _once_authorised(doubt) else (start, start)
    why = cause(reading, doubt)
    steps = (f"{why}; what it leaves is not decided without {', '.join(doubt.missing)}",)
    return Entitled(at, doubt.because, why, steps, None)
