"""Findings about a paper or an event: what is wrong with it, whether or not anybody is held on it."""

from __future__ import annotations

from bisect import bisect_right

from holdcheck.authority import Covered, Gap
from holdcheck.clocks import HOUR
from holdcheck.engine import Bench, Seat, Truth, compile_conditions, undecided_fields
from holdcheck.findings.grading import grade, may_reach_review
from holdcheck.findings.judging import Fired, StandardName, Undecided, Verdict, is_assessed
from holdcheck.law import RuleInForce
from holdcheck.moments import iso_date
from holdcheck.papers import Paper, asks_of
from holdcheck.papers.requests import IMMIGRATION_FORMS
from holdcheck.reading import Reading, position
from holdcheck.record.papers import Detainer
from holdcheck.segments import Segment
from holdcheck.spans import NEVER_BEGAN
from holdcheck.vocabulary import FALSE, PAPER, TRUE, Situation, Value

_FIRST_I247A = 17_258
"""2017-04-02, from 1970-01-01: the day Form I-247A came into use; none was issued before it (ICE Policy 10074.2)."""
_LONG_AGO = -25_567
"""1900-01-01: no record reaches further back."""


def judge_papers(
    reading: Reading, covered: Covered, segments: list[Segment], bench: Bench, standard: StandardName, verdict: Verdict
) -> None:
    """Add what the rules say of detainers and of refused bail."""
    record = reading.record
    papers = {paper.path: paper for paper in covered.papers if paper.kind == "detainer"}
    held_on = _gaps_of_papers(segments) if papers else {}
    for path, labelled in papers.items():
        detainer = record.detainers[position(path)]
        if labelled.start[0] > reading.ended[1]:
            continue  # it came after the person left, or after as_of
        gaps = held_on.get(path, [])
        values, missing = _detainer_values(reading, detainer, path, labelled, gaps)
        first, last = _issued_between(reading, detainer, path)
        _judge(reading, bench, standard, verdict, path, values, missing, first, last, f"{path}.issued_at")
    for i, bail in enumerate(record.bail):
        if not (bail.refused or bail.declared_futile_at is not None):
            continue
        path = f"bail[{i}]"
        tendered = bail.tendered_at if bail.tendered_at is not None else bail.declared_futile_at
        at = reading.instant(tendered, path)[0] if tendered is not None else reading.began[0]
        if at > reading.ended[1]:
            continue  # it was offered after the person left, or after as_of
        because = None if bail.refused_because in (None, "unknown") else bail.refused_because
        day = reading.place.day_of(at)
        bail_values: dict[str, Value] = {"paper": "bail", "refused_because": because, "held_on": "yes"}
        paths: dict[str, tuple[str, ...]] = {"refused_because": (f"{path}.refused_because",)}
        _judge(reading, bench, standard, verdict, path, bail_values, paths, day, day, path)


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
) -> tuple[dict[str, Value], dict[str, tuple[str, ...]]]:
    record = reading.record
    missing: dict[str, tuple[str, ...]] = {}
    held_on = bool(gaps)
    if detainer.form == "IAR":
        # A reply to a query is what somebody is held on where more than processing time passes, or the jail says so.
        long = any(gap.most > reading.law.processing_hours * HOUR for gap in gaps)
        named = any(hold.paper is not None and hold.paper == detainer.id for hold in record.holds)
        refused = any(bail.refused and bail.refused_because == "immigration_hold" for bail in record.bail)
        held_on = long or (held_on and (named or refused))
    values: dict[str, Value] = {
        "paper": "detainer",
        "immigration": TRUE if detainer.kind == "immigration" else FALSE,
        "form": detainer.form if detainer.form not in (None, "unknown") else None,
        "asks_for_hold": TRUE if asks_of(detainer) == "hold" else FALSE,
        "held_on": "yes" if held_on else "no",
        "lodged": _lodged(labelled, gaps),
        "served_on_person": None
        if detainer.served_on_person_at is None
        else FALSE
        if detainer.served_on_person_at == "never"
        else TRUE,
        "has_administrative_warrant": _has_warrant(reading, detainer),
    }
    for name, fact in (("form", "form"), ("lodged", "received_at"), ("served_on_person", "served_on_person_at")):
        if values[name] is None:
            missing[name] = (f"{path}.{fact}",)
    if values["has_administrative_warrant"] is None:
        missing["has_administrative_warrant"] = ("warrants",)
    return values, missing


def _lodged(labelled: Paper, gaps: list[Gap]) -> Value:
    if not gaps or labelled.start[1] <= NEVER_BEGAN:
        return "before_release_was_due"
    gap = gaps[0]
    if labelled.start[0] > gap.start[1]:
        return "after_release_was_due"
    return "before_release_was_due" if labelled.start[1] <= gap.start[0] else None


def _has_warrant(reading: Reading, detainer: Detainer) -> Value:
    if any(w.form in IMMIGRATION_FORMS or w.purpose == "immigration" for w in reading.record.warrants):
        return TRUE
    if detainer.accompanied_by:
        return TRUE
    return None if "warrants" in reading.record.not_recorded else FALSE


def _issued_between(reading: Reading, detainer: Detainer, path: str) -> tuple[int, int]:
    """Return the first and the last day on which a detainer can have been issued."""
    place = reading.place
    if detainer.issued_at is not None:
        earliest, latest = reading.instant(detainer.issued_at, path, "issued_at")
        return place.day_of(earliest), place.day_of(max(latest - 1, earliest))
    last = place.day_of(reading.ended[1])
    if detainer.received_at is not None:
        last = place.day_of(reading.instant(detainer.received_at, path, "received_at")[1])
    first = _FIRST_I247A if detainer.form == "I-247A" else _LONG_AGO
    return min(first, last), last


def _judge(
    reading: Reading,
    bench: Bench,
    standard: StandardName,
    verdict: Verdict,
    path: str,
    values: dict[str, Value],
    missing: dict[str, tuple[str, ...]],
    first: int,
    last: int,
    date_path: str,
) -> None:
    """Judge one paper on every day it can have been issued; where those days disagree its date is missing."""
    situation = PAPER.situation(values)
    place = reading.place
    start, end = place.midnight(first), place.midnight(last)
    changes = reading.law.change_instants("paper", place)
    instants = [start, *changes[bisect_right(changes, start) : bisect_right(changes, end)]]
    answers: dict[str, list[tuple[Seat, int, Truth]]] = {}
    for instant in instants:
        seat = bench.seat(reading.law, "paper", place, instant)
        for number, truth in seat.judge.fired(situation):
            answers.setdefault(seat.rules[number].rule.id, []).append((seat, number, truth))
    for found in answers.values():
        seat, number, _ = found[-1]
        rule = seat.rules[number]
        if not is_assessed(reading, rule):
            continue
        lacking: set[str] = {date_path} if len(found) < len(instants) else set()
        for each, place_in_seat, truth in found:
            lacking |= _lacking(each.rules[place_in_seat], truth, situation, missing, each.day)
        if not lacking:
            graded = grade(seat, number, situation, standard, True)
            verdict.fired.append(Fired(rule, [], graded.severity, True, graded.standing, paper=path))
        elif values["held_on"] == "yes":
            matters = may_reach_review(seat, number, situation)
            verdict.undecided.append(Undecided(rule, None, tuple(sorted(lacking)), matters))


def _lacking(
    rule: RuleInForce, truth: Truth, situation: Situation, missing: dict[str, tuple[str, ...]], day: int
) -> set[str]:
    """Return what is not known that keeps a rule from being decided."""
    if not rule.read:
        return {f"rules.{rule.rule.id}: no version for {iso_date(day)}"}
    if truth is not Truth.UNKNOWN:
        return set()
    tests = compile_conditions(rule.version.when, PAPER)
    fields = (PAPER.names[position] for position in undecided_fields(tests, situation))
    return {path for field in fields for path in missing.get(field, ())}
