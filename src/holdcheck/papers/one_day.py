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

    So is one that came on the bare day on which another was over: it followed at once, and no gap opens between. One
    that ended on the bare day on which an absence began ended as the person left; a release is read so where events are
    read (`Reading.event`). Requests stay as they are: nobody is in custody on one.
    """
    record = reading.record
    followed = _days_of_handover(reading, papers)
    if not record.absences and type(record.booked_at) is not date and not followed:
        return
    away = [each for each in record.absences if reading.is_away(each)]
    came = _bare_days(reading, [record.booked_at, *(each.to for each in away)])
    left = {
        day
        for each in away
        for day in _bare_days(reading, [each.from_])
        if each.to is None or reading.instant(each.to, "")[0] >= day[1]  # not back that day
    }
    if not came and not left and not followed:
        return
    for i, paper in enumerate(papers):
        comes, goes = paper.start in came, paper.end in left
        follows = paper.start in followed
        if not (comes or goes or follows) or is_request(reading, paper):
            continue
        if follows and not comes and not goes:
            message = "Known to the day only, and what went before it ended that day: read as following at once."
            reading.warn("same_day", paper.path, message)
            papers[i] = _from(paper, paper.start[0], paper.end)
            continue
        end = (paper.end[1], paper.end[1]) if goes else paper.end
        reading.warn("same_day", paper.path, "Known to the day only, and the person came or left that day: as one.")
        papers[i] = _from(paper, paper.start[0] if comes or follows else paper.start[1], end)


def _from(paper: Paper, latest: int, end: Bounds) -> Paper:
    """Return a paper that began at an instant at the latest, with another end."""
    start = paper.start[0], latest
    return Paper(
        paper.kind, paper.path, paper.key, paper.facts, start, end, paper.because, paper.missing, paper.ended_by,
        paper.over_by,
    )  # fmt: skip


def _days_of_handover(reading: Reading, papers: list[Paper]) -> set[Bounds]:
    """Return the bare days on which one paper was over and another came."""
    came = {paper.start for paper in papers if paper.start[0] < paper.start[1]}
    if not came:
        return came
    place = reading.place
    return {
        paper.end
        for paper in papers
        if paper.end in came
        and paper.end != paper.start
        and paper.end == (place.midnight(day := place.day_of(paper.end[0])), place.midnight(day + 1))
        and not is_request(reading, paper)
    }


def _bare_days(reading: Reading, moments: Iterable[AnyMoment | None]) -> set[Bounds]:
    return {reading.instant(moment, "") for moment in moments if type(moment) is date}
