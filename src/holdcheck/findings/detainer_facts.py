"""What the rules see of a detainer, and of bail that was refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from holdcheck.authority import Covered, Gap
from holdcheck.clocks import HOUR
from holdcheck.findings.judged_paper import JudgedPaper, Missing
from holdcheck.papers import Paper, asks_of
from holdcheck.papers.warrants import is_immigration_warrant
from holdcheck.reading import Reading, position
from holdcheck.record.papers import Detainer, Iad
from holdcheck.segments import Segment
from holdcheck.spans import NEVER_BEGAN
from holdcheck.vocabulary import FALSE, TRUE, Value

_FIRST_I247A: Final = 17_258
"""2017-04-02, from 1970-01-01: the day Form I-247A came into use; none was issued before it (ICE Policy 10074.2)."""
_LONG_AGO: Final = -25_567
"""1900-01-01: no record reaches further back."""


def detainer_facts(reading: Reading, covered: Covered, segments: list[Segment]) -> Iterator[JudgedPaper]:
    """Yield every detainer that came before the person left."""
    papers = {paper.path: paper for paper in covered.papers if paper.kind == "detainer"}
    held_on = _gaps_of_papers(segments) if papers else {}
    for path, labelled in papers.items():
        detainer = reading.detainers[position(path)]
        if labelled.start[0] > reading.ended[1]:
            continue  # it came after the person left, or after as_of
        values, missing = _detainer_values(reading, detainer, path, labelled, held_on.get(path, []))
        first, last = _issued_between(reading, detainer, path)
        yield JudgedPaper(path, values, missing, first, last, f"{path}.issued_at")
        iad = detainer.iad
        untried = detainer.kind == "criminal" and detainer.regarding in (None, "untried_charge")
        if untried and iad is not None and iad.arrived_at is not None and iad.returned_at is not None:
            if reading.midnight(iad.returned_at) > reading.as_of:
                continue  # not yet sent back
            yield _returned(reading, detainer, path, iad, "yes" if held_on.get(path) else "no")


def refused_bail_facts(reading: Reading) -> Iterator[JudgedPaper]:
    """Yield every bail that was refused, or declared futile, while the person was there."""
    for i, bail in enumerate(reading.bail):
        if not (bail.refused or bail.declared_futile_at is not None):
            continue
        path = f"bail[{i}]"
        tendered = bail.tendered_at if bail.tendered_at is not None else bail.declared_futile_at
        at = reading.instant(tendered, path)[0] if tendered is not None else reading.began[0]
        if at > reading.ended[1]:
            continue  # it was offered after the person left, or after as_of
        because = None if bail.refused_because in (None, "unknown") else bail.refused_because
        day = reading.place.day_of(at)
        values: dict[str, Value] = {"paper": "bail", "refused_because": because, "held_on": "yes"}
        yield JudgedPaper(path, values, {"refused_because": (f"{path}.refused_because",)}, day, day, path)


def _gaps_of_papers(segments: list[Segment]) -> dict[str, list[Gap]]:
    """Return, by the path of a paper, the gaps in which it is one of those the person is held on."""
    gaps: dict[str, list[Gap]] = {}
    for segment in segments:
        if isinstance(segment.gap, Gap):
            for paper in segment.papers:
                known = gaps.setdefault(paper.path, [])
                if not known or known[-1] is not segment.gap:
                    known.append(segment.gap)
    return gaps


def _detainer_values(
    reading: Reading, detainer: Detainer, path: str, labelled: Paper, gaps: list[Gap]
) -> tuple[dict[str, Value], Missing]:
    record = reading.record
    missing: Missing = {}
    held_on = bool(gaps)
    if detainer.form == "IAR":
        # A reply to a query is what somebody is held on where more than processing time passes, or the jail says so.
        long = any(gap.most > reading.law.processing_hours * HOUR for gap in gaps)
        named = any(hold.paper is not None and hold.paper == detainer.id for hold in record.holds)
        refused = any(bail.refused and bail.refused_because == "immigration_hold" for bail in reading.bail)
        held_on = long or (held_on and (named or refused))
    elif asks_of(detainer) == "none":
        held_on = False  # what asks for nothing is nothing
    values: dict[str, Value] = {
        "paper": "detainer",
        "immigration": TRUE if detainer.kind == "immigration" else FALSE,
        "form": detainer.form if detainer.form not in (None, "unknown") else None,
        "asks_for_hold": TRUE if asks_of(detainer) == "hold" else FALSE,
        "held_on": "yes" if held_on else "no",
        "lodged": _lodged(labelled, gaps),
        "served_on_person": _served(reading, detainer, path),
        "has_administrative_warrant": _has_warrant(reading, detainer),
    }
    for name, fact in (("form", "form"), ("lodged", "received_at"), ("served_on_person", "served_on_person_at")):
        if values[name] is None:
            missing[name] = (f"{path}.{fact}",)
    if values["has_administrative_warrant"] is None:
        missing["has_administrative_warrant"] = ("warrants",)
    return values, missing


def _returned(reading: Reading, detainer: Detainer, path: str, iad: Iad, held_on: str) -> JudgedPaper:
    """Return whether a prisoner fetched for an untried charge was sent back before the trial (IAD III(d), IV(e))."""
    assert iad.returned_at is not None
    day = reading.day(iad.returned_at)
    before: Value = None
    if detainer.regarding is not None and iad.tried_at is not None:
        tried = None if iad.tried_at == "never" else reading.instant(iad.tried_at, path, "iad.tried_at")[0]
        before = TRUE if tried is None or reading.place.midnight(day + 1) <= tried else FALSE
    values: dict[str, Value] = {
        "paper": "detainer",
        "immigration": FALSE,
        "returned_before_trial": before,
        "held_on": held_on,
    }
    lacking = "regarding" if detainer.regarding is None else "iad.tried_at"
    return JudgedPaper(path, values, {"returned_before_trial": (f"{path}.{lacking}",)}, day, day, path)


def _served(reading: Reading, detainer: Detainer, path: str) -> Value:
    served = detainer.served_on_person_at
    if served is None:
        return None
    return TRUE if served != "never" and reading.happened(served, path, "served_on_person_at") else FALSE


def _lodged(labelled: Paper, gaps: list[Gap]) -> Value:
    if not gaps or labelled.start[1] <= NEVER_BEGAN:
        return "before_release_was_due"
    gap = gaps[0]
    if labelled.start[0] > gap.start[1]:
        return "after_release_was_due"
    return "before_release_was_due" if labelled.start[1] <= gap.start[0] else None


def _has_warrant(reading: Reading, detainer: Detainer) -> Value:
    for i, warrant in enumerate(reading.warrants):
        lodged = warrant.lodged_at
        if is_immigration_warrant(warrant) and (
            lodged is None or reading.instant(lodged, f"warrants[{i}]", "lodged_at")[0] <= reading.as_of
        ):
            return TRUE
    if detainer.accompanied_by:
        return TRUE
    return None if "warrants" in reading.record.not_recorded else FALSE


def _issued_between(reading: Reading, detainer: Detainer, path: str) -> tuple[int, int]:
    """Return the first and the last day on which a detainer can have been issued."""
    place = reading.place
    if detainer.issued_at is not None:
        return place.days_of(reading.instant(detainer.issued_at, path, "issued_at"))
    last = place.day_of(reading.ended[1])
    if detainer.received_at is not None:
        last = place.day_of(reading.instant(detainer.received_at, path, "received_at")[1])
    first = _FIRST_I247A if detainer.form == "I-247A" else _LONG_AGO
    return min(first, last), last
