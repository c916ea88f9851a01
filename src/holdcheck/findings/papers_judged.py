"""Findings about a paper or an event: what is wrong with it, whether or not anybody is held on it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain

from holdcheck.authority import Covered
from holdcheck.engine import Bench, Seat, Truth, compile_conditions, undecided_fields
from holdcheck.findings.detainer_facts import detainer_facts, refused_bail_facts
from holdcheck.findings.grading import grade, may_reach_review
from holdcheck.findings.judged_paper import JudgedPaper
from holdcheck.findings.judging import StandardName, is_assessed
from holdcheck.findings.other_facts import other_facts
from holdcheck.findings.verdict import Fired, Undecided, Verdict
from holdcheck.law import RuleInForce
from holdcheck.reading import Reading
from holdcheck.segments import Segment
from holdcheck.vocabulary import PAPER, Situation
from holdcheck.zones import iso_date


def judge_papers(
    reading: Reading, covered: Covered, segments: list[Segment], bench: Bench, standard: StandardName, verdict: Verdict
) -> None:
    """Add what the rules say of the papers and events of a record."""
    of_detainers = detainer_facts(reading, covered, segments)
    for judged in chain(of_detainers, refused_bail_facts(reading), other_facts(reading, covered, segments)):
        _judge(reading, bench, standard, verdict, judged)


def _judge(reading: Reading, bench: Bench, standard: StandardName, verdict: Verdict, judged: JudgedPaper) -> None:
    """Judge one paper on every day it can have been issued; where those days disagree its date is missing."""
    situation = PAPER.situation(judged.values)
    place = reading.place
    start, end = place.midnight(judged.first), place.midnight(judged.last)
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
        lacking: set[str] = {judged.dated_by} if len(found) < len(instants) else set()
        for then, number_then, truth in found:
            rule_then = then.rules[number_then]
            if not rule_then.read and len(instants) > 1:
                # Where the date of a paper is open over years, it is the date that is missing, not the law of each.
                lacking.add(judged.dated_by)
            else:
                lacking |= _lacking(rule_then, truth, situation, judged.missing, then.day)
        if not lacking:
            graded = grade(seat, number, situation, standard, True)
            verdict.fired.append(Fired(rule, [], graded.severity, True, graded.standing, paper=judged.path))
        elif judged.values["held_on"] == "yes":
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
