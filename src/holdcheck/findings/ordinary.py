"""The ordinary release, which is most of what a jail does: told from all others before custody is cut into segments."""

from __future__ import annotations

from typing import Final

from holdcheck.authority import Covered, Gap
from holdcheck.clocks import HOUR
from holdcheck.engine import Bench
from holdcheck.findings.judging import StandardName, at_most_notices
from holdcheck.papers.earlier_authority import ever_authorised
from holdcheck.reading import Reading
from holdcheck.segments import Clock
from holdcheck.vocabulary import SEGMENT

_ORDINARY: Final = SEGMENT.situation(
    {
        "gap": None,
        "stretch_length": "within_processing_hours",
        "person_status": None,
        "entitled_by_release_order": None,
        "entitled_by_refused_bail": None,
        "authority_that_ended": None,
    }
)
"""Somebody went home within the hours of processing; whatever else the rules could see is left open."""


def is_ordinary(reading: Reading, covered: Covered, clocks: list[Clock], bench: Bench, standard: StandardName) -> bool:
    """Return whether custody was covered until an ordinary release, of which the rules have at most a notice to say.

    It asks the rules once about every ordinary release there can be, so it is as right as they are; a record that is
    not told apart here is described to them in full.
    """
    if reading.record.booked_at is None or covered.doubts:
        return False
    for clock in clocks:
        if clock.past.possible or clock.unknown:
            return False
    return all(_is_ordinary_release(reading, covered, gap, bench, standard) for gap in covered.gaps)


def _is_ordinary_release(reading: Reading, covered: Covered, gap: Gap, bench: Bench, standard: StandardName) -> bool:
    record, law = reading.record, reading.law
    if record.continues is not None:
        return False
    if not gap.reaches_the_end or reading.ongoing or record.released_to != "community" or record.release_steps:
        return False
    if gap.most > law.processing_hours * HOUR or not ever_authorised(reading, covered.papers, gap.start[1]):
        return False
    seat = bench.seat(law, "segment", reading.place, gap.span[0])
    if seat is not bench.seat(law, "segment", reading.place, gap.span[1]):
        return False
    return at_most_notices(seat, _ORDINARY, standard)
