"""Roster notes of a hold beside the paper they stand for: the paper decides, and a note that differs is odd."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from holdcheck.clocks import HOUR
from holdcheck.papers.paper import Paper
from holdcheck.reading import Reading

_SAY_IT_IS_OVER: Final = frozenset({"cancelled", "released", "expired"})
"""Why a note was cleared, where that says that nobody is held on its paper any more; taken and transferred do not."""


def warn_cleared_holds(reading: Reading, papers: Iterable[Paper]) -> None:
    """Warn where the jail cleared a hold while the paper behind it went on to authorise custody.

    Either the paper was lifted and nobody wrote that down, or the note is wrong: the paper wins. What is over, or
    whoever has left, within the hours of release processing is no disagreement.

    Args:
        reading: The record.
        papers: Its papers, labelled.
    """
    for i, hold in enumerate(reading.record.holds):
        if hold.cleared_at is None or hold.cleared_because not in _SAY_IT_IS_OVER or not reading.custody.sure:
            continue
        cleared = reading.instant(hold.cleared_at, f"holds[{i}]", "cleared_at")[1]
        kept = min(reading.custody.sure[-1][1], max(_ends(papers, hold.paper, cleared), default=cleared))
        if kept > cleared + reading.law.processing_hours * HOUR:
            message = f"The jail cleared its hold on {hold.paper}, which was not over by itself: the paper counts."
            reading.warn("hold_note_disagrees", f"holds[{i}].cleared_at", message)


def _ends(papers: Iterable[Paper], key: str | None, cleared: int) -> list[int]:
    """Return when a paper at the earliest ends that may be authority and was there before its note was cleared."""
    named = [paper for paper in papers if paper.key == key and paper.authorises is not False]
    return [paper.end[0] for paper in named if paper.start[0] < cleared]
