"""The clock of the preliminary hearing of somebody retaken for a violation of parole or supervised release."""

from __future__ import annotations

from typing import Final

from holdcheck.authority import Covered
from holdcheck.reading import Reading, paths
from holdcheck.record.charges import Arrest
from holdcheck.segments.clock import Clock, alone, run_clock, stop_of
from holdcheck.zones import Bounds

_RETAKES: Final = frozenset({"parole", "supervised_release"})
"""Purposes of warrants on which somebody is retaken; after one for probation the first appearance is asked for."""


def preliminary_hearing_clocks(reading: Reading, covered: Covered) -> list[Clock]:
    """Return the clock of each arrest on a warrant for a violation that is all somebody is held on.

    Somebody retaken is owed a prompt hearing on whether there is reason to believe in the violation (Morrissey v.
    Brewer, 408 U.S. 471 (1972)). A warrant that is only lodged starts nothing (Moody v. Daggett, 429 U.S. 78 (1976)).
    Where no arrest on it is listed the record is not one that would tell of the hearing, and nothing is asked.
    """
    retakes = {
        warrant.id: (path, warrant)
        for path, warrant in zip(paths("warrants", reading.warrants), reading.warrants, strict=False)
        if warrant.id is not None and warrant.purpose in _RETAKES
    }
    clocks: list[Clock] = []
    for at, arrest in zip(paths("arrests", reading.arrests), reading.arrests, strict=False):
        if arrest.warrant not in retakes:
            continue
        path, warrant = retakes[arrest.warrant]
        served = reading.happened(warrant.served_at, path, "served_at")
        start = reading.instant(arrest.at, at, "at") if arrest.at is not None else served or reading.began
        stops = _answers(reading, arrest, at)
        clock = Clock(
            "clock_preliminary_hearing",
            "preliminary-hearing",
            path,
            arrest.warrant or path,
            "The person was retaken",
            start,
            reading.deadlines("preliminary-hearing", start),
            "" if any(stops) else f"{at}.probable_cause_found_at",
        )
        clocks.append(run_clock(reading, clock, stops, alone(reading, covered, (path,))))
    return clocks


def _answers(reading: Reading, arrest: Arrest, path: str) -> tuple[Bounds | None, ...]:
    """Return when cause was found, and when a court first saw the person: that it did is taken to show a hearing."""
    found = stop_of(reading, arrest.probable_cause_found_at, path, "probable_cause_found_at")
    if arrest.probable_cause_found_at is not None:
        return (found,)  # what the record says of the finding itself goes before what an appearance would show
    return found, stop_of(reading, arrest.first_appearance_at, path, "first_appearance_at")
