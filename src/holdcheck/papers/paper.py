"""The one shape every paper takes, whatever its kind: the span it is in force, and what ends it."""

from __future__ import annotations

from typing import Final

from holdcheck.spans import NEVER_ENDS, Span
from holdcheck.vocabulary import AUTHORITY, Situation, Value
from holdcheck.zones import Bounds

_UNLABELLED: Final[frozenset[str]] = frozenset()


def facts(**values: Value) -> Situation:
    """Return authority facts with these values and the default for all others."""
    return AUTHORITY.situation(values)


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
        over_by: When it was over at the latest, if it ever was: before the latest instant of its end only where it is
            not known whether what would have ended it came first.
        sure: The span in which it is surely in force; with an end before its start where there is none.
        possible: The span in which it is possibly in force.
        labels: The labels it may have, once it is labelled: several where a missing fact decides.
        authorises: Whether it authorises custody; None where that is not known.
    """

    __slots__ = (
        "authorises",
        "because",
        "end",
        "ended_by",
        "facts",
        "key",
        "kind",
        "labels",
        "missing",
        "over_by",
        "path",
        "possible",
        "start",
        "sure",
    )

    def __init__(
        self,
        kind: str,
        path: str,
        key: str,
        facts: Situation,
        start: Bounds,
        end: Bounds,
        because: str = "",
        missing: tuple[str, ...] = (),
        ended_by: str = "",
        over_by: int = NEVER_ENDS,
    ) -> None:
        self.kind, self.path, self.key, self.facts = kind, path, key, facts
        self.start, self.end = start, end
        self.over_by = over_by if over_by < end[1] else end[1]
        self.because, self.missing, self.ended_by = because, missing, ended_by
        self.sure: Span = (start[1], end[0])
        self.possible: Span = (start[0], end[1])
        self.labels = _UNLABELLED
        self.authorises: bool | None = None
