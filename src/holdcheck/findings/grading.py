"""How grave a finding is: the rule's own grades, what the law leaves open, and what authorities say at the place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from holdcheck.engine import Seat, Truth, compile_conditions, holds
from holdcheck.law import RuleInForce
from holdcheck.law.rules import SEVERITIES, Condition, FindingText, Severity, Standing, StandingEntry
from holdcheck.vocabulary import VOCABULARIES, Situation

RANK: Final[dict[Severity, int]] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
"""Of two severities the graver has the lower rank."""
_BY_STANDING: Final[dict[Standing, Severity]] = {
    "settled": "violation",
    "split": "review",
    "open": "review",
    "contrary": "notice",
}
BINDING_BY_ITSELF: Final = frozenset({"federal_regulation", "federal_statute", "interstate_compact", "court_order"})
"""Grounds whose text binds the jail whatever courts have said of it; on any other ground, without a table of what
authorities said, the point is open here."""


class Graded(NamedTuple):
    """A severity with the standing that was taken into account, where a table has one."""

    severity: Severity
    standing: StandingEntry | None


@lru_cache(maxsize=65_536)
def severities(seat: Seat, number: int, situation: Situation) -> tuple[Severity, ...]:
    """Return the severities a rule's own grades may give, gravest first; several where the dates are open."""
    rule = seat.rules[number]
    finding = rule.version.finding
    if finding is None:
        return ("notice",)
    possible = {_own(finding, rule, reading) for reading in _readings(rule, finding, situation)}
    if rule.rule.open_terms or rule.declared_later:
        possible = {_milder(severity, "review") for severity in possible}
    return tuple(sorted(possible, key=RANK.__getitem__))


def _readings(rule: RuleInForce, finding: FindingText, situation: Situation) -> Iterator[Situation]:
    """Yield the situation in every reading of those of its fields on which the grades of a rule turn."""
    vocabulary = VOCABULARIES[rule.rule.judges]
    named = {vocabulary.index[condition.field] for grade in finding.grades for condition in grade.when}
    choices = [
        (value,)
        if isinstance(value, str) or n not in named
        else sorted(value or vocabulary.fields[vocabulary.names[n]])
        for n, value in enumerate(situation)
    ]
    yield from product(*choices)


def _own(finding: FindingText, rule: RuleInForce, situation: Situation) -> Severity:
    """Return the first grade that holds, else the rule's own severity."""
    for each in finding.grades:
        if _holds(each.when, rule, situation) is Truth.TRUE:
            return each.severity
    return finding.severity


def _holds(conditions: tuple[Condition, ...], rule: RuleInForce, situation: Situation) -> Truth:
    return holds(compile_conditions(conditions, VOCABULARIES[rule.rule.judges]), situation)


def may_reach_review(seat: Seat, number: int, situation: Situation) -> bool:
    """Return whether a rule that may fire here would be more than a notice."""
    return severities(seat, number, situation)[0] != "notice"


def standing_here(seat: Seat, rule: RuleInForce, situation: Situation) -> StandingEntry | None:
    """Return the entry of a rule's standing table that speaks to this place, time and situation."""
    for entry in seat.law.standing_entries(rule.rule, seat.day):
        if _holds(entry.when, rule, situation) is Truth.TRUE:
            return entry
    return None


@lru_cache(maxsize=65_536)
def grade(seat: Seat, number: int, situation: Situation, standard: str, certain: bool) -> Graded:
    """Return how grave a rule's finding is in one segment.

    Args:
        seat: The rules in force there and then.
        number: Of the rule that fired.
        situation: Of the segment.
        standard: ``judicial-warrant`` or ``controlling-law``; the latter grades the yardstick by standing.
        certain: A certain finding takes the mildest severity its open dates leave, a possible one the gravest.
    """
    rule = seat.rules[number]
    own = severities(seat, number, situation)
    severity = own[-1] if certain else own[0]
    standing = standing_here(seat, rule, situation)
    graded_by = rule.rule.graded_by_standing
    if standing is not None and graded_by in ("always", standard):
        severity = _milder(severity, _BY_STANDING[standing.is_])
    return Graded(severity, standing)


def _milder(first: Severity, second: Severity) -> Severity:
    return first if RANK[first] > RANK[second] else second
