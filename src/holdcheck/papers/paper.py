"""The one shape every paper takes, whatever its kind: the span it is in force, and what ends it."""

from __future__ import annotations

from dataclasses import dataclass

from holdcheck.moments import Bounds
from holdcheck.vocabulary import Situation


@dataclass(slots=True)
class Paper:
    """A paper, or part of one, over one span of time.

    Attributes:
        kind: What it is, in the words of the timeline: ``warrant``, ``sentence``, ``recorded_charge`` …
        path: Where it stands in the record.
        key: Its id, or its path where it has none.
        facts: What decides its label, in the authority vocabulary.
        start: The earliest and the latest instant at which it came into force.
        end: The earliest and the latest instant at which it went out of force.
        because: Cause of the entitlement it leaves when it ends; empty while nothing ends it.
        missing: Facts without which it is not known whether, or how long, it is in force; with any, the time in
            which it is possibly but not surely in force is undetermined, not merely possible.
        ended_by: Path of the part of the record that ends it.
    """

    kind: str
    path: str
    key: str
    facts: Situation
    start: Bounds
    end: Bounds
    because: str = ""
    missing: tuple[str, ...] = ()
    ended_by: str = ""
