"""Cuts custody into segments and describes each by its situation: the words the finding rules can see."""

from __future__ import annotations

from holdcheck.authority import Covered
from holdcheck.reading import Reading
from holdcheck.segments.arrests import arrest_clocks, served_warrant_clocks
from holdcheck.segments.clock import Clock, alone, of_clocks
from holdcheck.segments.gap_clocks import clock_of_287g, gap_clocks, limit_of_287g
from holdcheck.segments.gaps import of_doubt, of_gap
from holdcheck.segments.segment import Segment, by_release_order
from holdcheck.segments.supervision_clocks import preliminary_hearing_clocks
from holdcheck.segments.term_clocks import term_clocks

__all__ = [
    "Clock",
    "Segment",
    "alone",
    "by_release_order",
    "clock_of_287g",
    "cut",
    "gap_clocks",
    "limit_of_287g",
    "run_clocks",
]


def run_clocks(reading: Reading, covered: Covered) -> list[Clock]:
    """Return the clocks that run over a custody, whether or not something covers it."""
    clocks = arrest_clocks(reading, covered) if reading.arrests else []
    if reading.warrants:
        clocks += served_warrant_clocks(reading, covered)
        if reading.arrests:
            clocks += preliminary_hearing_clocks(reading, covered)
    if reading.detainers or reading.warrants or reading.court_orders:
        clocks += term_clocks(reading, covered)
    return clocks


def cut(reading: Reading, covered: Covered, clocks: list[Clock]) -> list[Segment]:
    """Return the segments of a custody that rules may have something to say about."""
    segments: list[Segment] = []
    for gap in covered.gaps:
        segments += of_gap(reading, covered, gap)
    for doubt in covered.doubts:
        segments += of_doubt(reading, covered, doubt)
    if clocks:
        segments += of_clocks(reading, clocks)
    return segments
