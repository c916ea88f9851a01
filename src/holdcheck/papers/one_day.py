"""Bare dates of one day are not two unknowns: what came with the person was there, what ended on leaving was over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from holdcheck.moments import AnyMoment
from holdcheck.papers.paper import Paper
from holdcheck.papers.warrants import is_request
from holdcheck.reading import Reading
from holdcheck.zones import Bounds


def join_bare_days(reading: Reading, papers: list[Paper]) -> None:
    """Read a paper that came on the bare day of a booking or a return as there from then on.

    One that ended on the bare day on which an absence began ended as the person left; a release is read so where events
    are read (`Reading.event`). Requests stay as they are: nobody is in custody on one.
    """
    record = reading.record
    if not record.absences and type(record.booked_at) is not date:
        return
    away = [each for each in record.absences if reading.is_away(each)]
    came = _bare_days(reading, [record.booked_at, *(each.to for each in away)])
    left = {
        day
        for each in away
        for day in _bare_days(reading, [each.from_])
        if each.to is None or reading.instant(each.to, "")[0] >= day[1]  # not back that day
    }
    if not came and not left:
        return
    for i, paper in enumerate(papers):
        comes, goes = paper.start in came, paper.end in left
        if not (comes or goes) or is_request(reading, paper):
            continue
        start = (paper.start[0], paper.start[0]) if comes else paper.start
        end = (paper.end[1], paper.end[1]) if goes else paper.end
        reading.warn("same_day", paper.path, "Known to the day only, and the person came or left that day: as one.")
        papers[i] = Paper(
            paper.kind, paper.path, paper.key, paper.facts, start, end, paper.because, paper.missing, paper.ended_by
        )


def _bare_days(reading: Reading, moments: Iterable[AnyMoment | None]) -> set[Bounds]:
    return {reading.instant(moment, "") for moment in moments if type(moment) is date}
