"""Asks the rules about every segment, and joins their answers into findings: one for each rule and maximal span."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from holdcheck.authority import Gap
from holdcheck.engine import Bench, Seat, Truth, undecided_fields
from holdcheck.findings.grading import RANK, Graded, grade, may_reach_review
from holdcheck.findings.verdict import Answer, Fired, Undecided, Verdict
from holdcheck.law import RuleInForce
from holdcheck.law.rules import YARDSTICK
from holdcheck.reading import Reading
from holdcheck.segments import Segment
from holdcheck.spans import intersect, measure, span_set
from holdcheck.vocabulary import SEGMENT, Situation
from holdcheck.zones import Bounds, iso_date

StandardName = Literal["judicial-warrant", "controlling-law"]
STANDARDS: Final[tuple[StandardName, ...]] = ("judicial-warrant", "controlling-law")


def is_assessed(reading: Reading, rule: RuleInForce) -> bool:
    """Return whether the record could say anything about a rule: whether its whole input is recorded."""
    return not rule.rule.reads or not set(rule.rule.reads) & set(reading.record.not_recorded)


def is_silent(reading: Reading, segments: list[Segment], bench: Bench, standard: StandardName) -> bool:
    """Return whether no rule can have more than a notice to say of these segments, without putting it together.

    Most records are such: somebody went home within the hours of processing. What the rules say of a situation is
    remembered, so this costs a look-up, and the notices are put together only if somebody reads them.
    """
    if reading.record.booked_at is None:
        return False
    for segment in segments:
        if segment.papers or segment.missing:
            return False
        seat = bench.seat(reading.law, "segment", reading.place, segment.span[0])
        if not at_most_notices(seat, segment.situation, standard):
            return False
    return True


@lru_cache(maxsize=65_536)
def at_most_notices(seat: Seat, situation: Situation, standard: StandardName) -> bool:
    """Return whether no rule has more than a notice to say of a situation."""
    for number, truth in seat.judge.fired(situation):
        rule = seat.rules[number]
        if rule.rule.beside_yardstick:
            continue  # stands only beside a yardstick finding of review or more, and there is none
        if not rule.read or truth is Truth.UNKNOWN:
            if may_reach_review(seat, number, situation):
                return False
        elif grade(seat, number, situation, standard, False).severity != "notice":
            return False
    return True


def judge_segments(reading: Reading, segments: list[Segment], bench: Bench, standard: StandardName) -> Verdict:
    """Return what the rules say of the segments of a custody."""
    by_rule: dict[str, list[Answer]] = {}
    law, place = reading.law, reading.place
    unassessed = frozenset(reading.record.not_recorded)
    for segment in segments:
        seat = bench.seat(law, "segment", place, segment.span[0])
        for number, truth in seat.judge.fired(segment.situation):
            rule = seat.rules[number]
            if unassessed and not unassessed.isdisjoint(rule.rule.reads):
                continue
            missing: tuple[str, ...] = ()
            if not rule.read:
                truth = Truth.UNKNOWN
                missing = (f"rules.{rule.rule.id}: no version for {iso_date(place.day_of(segment.span[0]))}",)
            elif truth is Truth.UNKNOWN:
                missing = _missing(seat, number, segment)
            by_rule.setdefault(rule.rule.id, []).append(Answer(segment, seat, number, truth, missing))
    verdict = Verdict()
    if reading.record.booked_at is None:
        _custody_unknown(reading, bench, verdict)
    later: list[list[Answer]] = []
    for answers in by_rule.values():
        if answers[0].rule.rule.beside_yardstick:
            later.append(answers)
        else:
            _join(answers, standard, verdict)
    if not later:
        return verdict
    grave = [fired for fired in verdict.fired if fired.rule.rule.ground == YARDSTICK and fired.severity != "notice"]
    where = span_set(answer.segment.span for fired in grave for answer in fired.answers)
    in_doubt = span_set(u.span for u in verdict.undecided if u.span is not None and u.rule.rule.ground == YARDSTICK)
    for answers in later:
        kept = [
            answer
            for answer in answers
            if intersect(in_doubt if answer.truth is Truth.UNKNOWN else where, (answer.segment.span,))
        ]
        if kept:
            _join(kept, standard, verdict)
    return verdict


def _custody_unknown(reading: Reading, bench: Bench, verdict: Verdict) -> None:
    """Without a booking nobody knows what custody there was: no yardstick rule can be decided."""
    seat = bench.seat(reading.law, "segment", reading.place, reading.as_of)
    for rule in seat.rules:
        if rule.rule.ground == YARDSTICK:
            verdict.undecided.append(Undecided(rule, None, ("booked_at",), True))


def _missing(seat: Seat, number: int, segment: Segment) -> tuple[str, ...]:
    paths: set[str] = set()
    for position in undecided_fields(seat.judge.tests[number], segment.situation):
        paths.update(segment.missing.get(SEGMENT.names[position], ()))
    return tuple(sorted(paths))


def _join(answers: list[Answer], standard: StandardName, verdict: Verdict) -> None:
    """Join what one rule says of touching segments."""
    answers.sort(key=lambda answer: answer.segment.span)
    run: list[Answer] = []
    end = 0
    for answer in answers:
        if run:
            last = run[-1]
            touching = answer.segment.span[0] <= end or _goes_on(last.segment, answer.segment)
            alike = (last.truth is Truth.UNKNOWN) == (answer.truth is Truth.UNKNOWN)
            if not touching or not alike or last.missing != answer.missing:
                _close(run, standard, verdict)
                run = []
        end = max(end, answer.segment.span[1]) if run else answer.segment.span[1]
        run.append(answer)
    _close(run, standard, verdict)


def _goes_on(last: Segment, following: Segment) -> bool:
    """Return whether one segment follows another with an absence between them and nothing else."""
    gap = last.gap
    return isinstance(gap, Gap) and following.gap is gap and gap.goes_on(last.span[1], following.span[0])


def _close(run: list[Answer], standard: StandardName, verdict: Verdict) -> None:
    first = run[0]
    if first.truth is Truth.UNKNOWN:
        matters = any(may_reach_review(each.seat, each.number, each.segment.situation) for each in run)
        span = first.segment.span[0], run[-1].segment.span[1]
        verdict.undecided.append(Undecided(first.rule, span, first.missing, matters))
        return
    sure = [answer for answer in run if answer.truth is Truth.TRUE]
    gravest: Graded | None = None
    rule = first.rule
    for answer in sure or run:
        graded = grade(answer.seat, answer.number, answer.segment.situation, standard, bool(sure))
        if gravest is None or RANK[graded.severity] < RANK[gravest.severity]:
            gravest, rule = graded, answer.rule
    assert gravest is not None
    start, end = _edges(run, sure)
    verdict.fired.append(
        Fired(rule, run, gravest.severity, bool(sure), gravest.standing, start, end, _length(sure), _length(run))
    )


def _length(answers: list[Answer]) -> int:
    if len(answers) == 1:
        return answers[0].segment.span[1] - answers[0].segment.span[0]
    return measure(span_set(answer.segment.span for answer in answers))


def _edges(run: list[Answer], sure: list[Answer]) -> tuple[Bounds, Bounds]:
    """Return when a finding began and ended; an uncertain edge keeps the bounds of the event that made it.

    Of a finding without a sure instant the bounds are those over the readings of the dates in which there is one.
    """
    first, last = run[0].segment, run[-1].segment
    (earliest, _), (_, latest) = first.span, last.span
    gap_start = getattr(first.gap, "start", None)
    gap_end = getattr(last.gap, "end", None)
    if gap_start is not None and earliest == gap_start[0]:
        start = gap_start
    elif sure:
        start = earliest, sure[0].segment.span[0]
    else:
        start = earliest, min(first.clock.starts_by, latest) if first.clock is not None else latest
    if gap_end is not None and latest == gap_end[1]:
        end = max(gap_end[0], earliest), gap_end[1]
    elif sure:
        end = sure[-1].segment.span[1], latest
    else:
        end = max(last.clock.ends_from, earliest) if last.clock is not None else earliest, latest
    return start, end
