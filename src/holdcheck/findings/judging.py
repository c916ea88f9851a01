"""Asks the rules about every segment, and joins their answers into findings: one for each rule and maximal span."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from holdcheck.engine import Bench, Truth, undecided_fields
from holdcheck.engine.reference import compile_conditions
from holdcheck.findings.grading import Graded, grade, may_reach_review
from holdcheck.law import RuleInForce
from holdcheck.law.rules import SEVERITIES, YARDSTICK, Severity, StandingEntry
from holdcheck.moments import Bounds, iso_date
from holdcheck.reading import Reading
from holdcheck.segments import Segment
from holdcheck.spans import Span, intersect, span_set
from holdcheck.vocabulary import SEGMENT

StandardName = Literal["judicial-warrant", "controlling-law"]
STANDARDS: tuple[StandardName, ...] = ("judicial-warrant", "controlling-law")
_RANK: dict[Severity, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}


@dataclass(slots=True)
class Answer:
    """What one rule says of one segment."""

    segment: Segment
    rule: RuleInForce
    truth: Truth
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class Fired:
    """A finding before it is put into words.

    Attributes:
        rule: The rule, as it stood where the finding is gravest.
        answers: What it rests on, in order of time; none for a finding about a paper.
        severity: How grave.
        certain: Whether it holds in every reading of the dates.
        standing: What authorities say on the point here, if a table says.
        start: When it began.
        end: When it ended.
        least: Its least length in seconds.
        most: Its greatest length in seconds.
        paper: Path of the paper or event it is about, if it is about one.
    """

    rule: RuleInForce
    answers: list[Answer]
    severity: Severity
    certain: bool
    standing: StandingEntry | None
    start: Bounds | None = None
    end: Bounds | None = None
    least: int = 0
    most: int = 0
    paper: str = ""


@dataclass(slots=True)
class Undecided:
    """A rule of which missing facts decide whether it fires."""

    rule: RuleInForce
    span: Span | None
    missing: tuple[str, ...]
    may_matter: bool


@dataclass(slots=True)
class Verdict:
    """All that the rules say of one record."""

    fired: list[Fired] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)


def is_assessed(reading: Reading, rule: RuleInForce) -> bool:
    """Return whether the record could say anything about a rule: whether its whole input is recorded."""
    return not rule.rule.reads or not set(rule.rule.reads) & set(reading.record.not_recorded)


def judge_segments(reading: Reading, segments: list[Segment], bench: Bench, standard: StandardName) -> Verdict:
    """Return what the rules say of the segments of a custody."""
    by_rule: dict[str, list[Answer]] = {}
    law, place = reading.law, reading.place
    for segment in segments:
        rules, judge = bench.seat(law, "segment", place.day_of(segment.span[0]))
        for number, truth in judge.fired(segment.situation):
            rule = rules[number]
            if not is_assessed(reading, rule):
                continue
            if not rule.read:
                unread = (f"rules.{rule.rule.id}: no version for {iso_date(place.day_of(segment.span[0]))}",)
                answer = Answer(segment, rule, Truth.UNKNOWN, unread)
            elif truth is Truth.UNKNOWN:
                answer = Answer(segment, rule, truth, _missing(rule, segment))
            else:
                answer = Answer(segment, rule, truth)
            by_rule.setdefault(rule.rule.id, []).append(answer)
    verdict = Verdict()
    later: list[list[Answer]] = []
    for answers in by_rule.values():
        if answers[0].rule.rule.beside_yardstick:
            later.append(answers)
        else:
            _join(reading, answers, standard, verdict)
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
            _join(reading, kept, standard, verdict)
    return verdict


def _missing(rule: RuleInForce, segment: Segment) -> tuple[str, ...]:
    tests = compile_conditions(rule.version.when, SEGMENT)
    paths: set[str] = set()
    for position in undecided_fields(tests, segment.situation):
        paths.update(segment.missing.get(SEGMENT.names[position], ()))
    return tuple(sorted(paths))


def _join(reading: Reading, answers: list[Answer], standard: StandardName, verdict: Verdict) -> None:
    """Join what one rule says of touching segments."""
    answers.sort(key=lambda answer: answer.segment.span)
    run: list[Answer] = []

    def close(add: Callable[[list[Answer]], None]) -> None:
        if run:
            add(list(run))
            run.clear()

    def add(run: list[Answer]) -> None:
        if run[0].truth is Truth.UNKNOWN:
            verdict.undecided.append(_undecided(reading, run))
        else:
            verdict.fired.append(_fired(reading, run, standard))

    for answer in answers:
        if run:
            touching = run[-1].segment.span[1] == answer.segment.span[0]
            alike = (run[-1].truth is Truth.UNKNOWN) == (answer.truth is Truth.UNKNOWN)
            if not touching or not alike or run[-1].missing != answer.missing:
                close(add)
        run.append(answer)
    close(add)


def _undecided(reading: Reading, run: list[Answer]) -> Undecided:
    matters = any(may_reach_review(answer.rule, answer.segment.situation) for answer in run)
    return Undecided(run[0].rule, (run[0].segment.span[0], run[-1].segment.span[1]), run[0].missing, matters)


def _fired(reading: Reading, run: list[Answer], standard: StandardName) -> Fired:
    sure = [answer for answer in run if answer.truth is Truth.TRUE]
    least = sum(answer.segment.span[1] - answer.segment.span[0] for answer in sure)
    most = sum(answer.segment.span[1] - answer.segment.span[0] for answer in run)
    gravest: Graded | None = None
    rule = run[0].rule
    for answer in sure or run:
        day = reading.place.day_of(answer.segment.span[0])
        graded = grade(reading.law, answer.rule, answer.segment.situation, day, standard, certain=bool(sure))
        if gravest is None or _RANK[graded.severity] < _RANK[gravest.severity]:
            gravest, rule = graded, answer.rule
    assert gravest is not None
    start, end = _edges(run, sure)
    return Fired(rule, run, gravest.severity, bool(sure), gravest.standing, start, end, least, most)


def _edges(run: list[Answer], sure: list[Answer]) -> tuple[Bounds, Bounds]:
    """Return when a finding began and ended; an uncertain edge keeps the bounds of the event that made it."""
    first, last = run[0].segment, run[-1].segment
    gap_start = getattr(first.gap, "start", None)
    gap_end = getattr(last.gap, "end", None)
    if gap_start is not None and first.span[0] == gap_start[0]:
        start = gap_start
    else:
        start = first.span[0], sure[0].segment.span[0] if sure else first.span[0]
    if gap_end is not None and last.span[1] == gap_end[1]:
        end = gap_end
    else:
        end = sure[-1].segment.span[1] if sure else last.span[1], last.span[1]
    return start, end
