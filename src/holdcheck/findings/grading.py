"""How grave a finding is: the rule's own grades, what the law leaves open, and what authorities say at the place."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from holdcheck.engine import Truth, compile_conditions, holds
from holdcheck.law import LawOfPlace, RuleInForce
from holdcheck.law.rules import SEVERITIES, Condition, Severity, Standing, StandingEntry
from holdcheck.vocabulary import VOCABULARIES, Situation

_RANK: dict[Severity, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_BY_STANDING: dict[Standing, Severity] = {
    "settled": "violation",
    "split": "review",
    "open": "review",
    "contrary": "notice",
}
NOT_BINDING = frozenset({"federal_policy", "judicial_warrant_standard", "record"})
"""Grounds that bind no jail by themselves: an agency's policy, and this project's own yardstick."""


class Graded(NamedTuple):
    """A severity with the standing that was taken into account, where a table has one."""

    severity: Severity
    standing: StandingEntry | None


@lru_cache(maxsize=8192)
def _holds(conditions: tuple[Condition, ...], judges: str, situation: Situation) -> Truth:
    return holds(compile_conditions(conditions, VOCABULARIES[judges]), situation)


def severities(rule: RuleInForce, situation: Situation) -> list[Severity]:
    """Return the severities a rule's own grades may give, gravest first; several where the dates are open."""
    finding = rule.version.finding
    if finding is None:
        return ["notice"]
    possible: set[Severity] = set()
    for each in finding.grades:
        truth = _holds(each.when, rule.rule.judges, situation)
        if truth is not Truth.FALSE:
            possible.add(each.severity)
        if truth is Truth.TRUE:
            break
    else:
        possible.add(finding.severity)
    if rule.rule.open_terms or rule.declared_later:
        possible = {_milder(severity, "review") for severity in possible}
    return sorted(possible, key=_RANK.__getitem__)


def may_reach_review(rule: RuleInForce, situation: Situation) -> bool:
    """Return whether a rule that may fire here would be more than a notice."""
    return severities(rule, situation)[0] != "notice"


def standing_here(law: LawOfPlace, rule: RuleInForce, situation: Situation, day: int) -> StandingEntry | None:
    """Return the entry of a rule's standing table that speaks to this place, day and situation."""
    for entry in law.standing_entries(rule.rule, day):
        if _holds(entry.when, rule.rule.judges, situation) is Truth.TRUE:
            return entry
    return None


def grade(
    law: LawOfPlace, rule: RuleInForce, situation: Situation, day: int, standard: str, *, certain: bool
) -> Graded:
    """Return how grave a rule's finding is in one segment.

    Args:
        law: Of the place.
        rule: That fired.
        situation: Of the segment.
        day: From 1970-01-01.
        standard: ``judicial-warrant`` or ``controlling-law``; the latter grades the yardstick by standing.
        certain: A certain finding takes the mildest severity its open dates leave, a possible one the gravest.
    """
    own = severities(rule, situation)
    severity = own[-1] if certain else own[0]
    standing = standing_here(law, rule, situation, day)
    graded_by = rule.rule.graded_by_standing
    if standing is not None and (graded_by == "always" or (graded_by == standard)):
        severity = _milder(severity, _BY_STANDING[standing.is_])
    return Graded(severity, standing)


def _milder(first: Severity, second: Severity) -> Severity:
    return first if _RANK[first] > _RANK[second] else second


