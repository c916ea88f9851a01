"""What makes a record meaningless: moments out of order, ids of two things, references that lead nowhere, circles."""

from __future__ import annotations

from holdcheck.faults.chronology import faults_in_time, faults_in_time_anywhere, reversed_days
from holdcheck.faults.circles import circles
from holdcheck.faults.glance import looks_right
from holdcheck.faults.ids import faults_of_references, ids_of
from holdcheck.record import CustodyRecord
from holdcheck.zones import Zone

__all__ = ["circles", "faults_in_time", "faults_of", "ids_of", "looks_right"]


def faults_of(record: CustodyRecord, place: Zone | None) -> list[str]:
    """Return a problem for everything that makes a record meaningless.

    Args:
        record: The record.
        place: Its facility's zone; None where it does not tell that: then what is wrong wherever it lies.
    """
    if place is None:
        faults = faults_in_time_anywhere(record)
    elif looks_right(record, place):
        return []
    else:
        faults = faults_in_time(record, place)
    return [*faults, *faults_of_references(record), *reversed_days(record), *circles(record)]
