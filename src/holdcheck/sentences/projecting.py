"""The earliest lawful date by a place's formula of good time."""

from __future__ import annotations

from functools import cache
from typing import Final

from holdcheck.law.places import GoodTimeRule
from holdcheck.law.rules import Confidence
from holdcheck.law.versions import Versions
from holdcheck.sentences.conventions import release_bounds
from holdcheck.sentences.counting import day_text, number_text
from holdcheck.sentences.good_time import credit_by, formula_text
from holdcheck.sentences.laid import Laid, floor_step, not_before
from holdcheck.sentences.limiting import rule_of_terms
from holdcheck.sentences.results import Milestone, Refusal
from holdcheck.sentences.terms import Terms
from holdcheck.zones import Bounds, iso_date

_SURENESS: Final[tuple[Confidence, ...]] = ("uncertain", "reported", "read")


@cache
def least_sure(*sources: Confidence | None) -> Confidence | None:
    """Return the least sure of some sources; None where there is none."""
    known = [each for each in sources if each is not None]
    return min(known, key=_SURENESS.index) if known else None


def by_formula(terms: Terms, term: Laid) -> list[Milestone | Refusal]:
    """Return the earliest lawful date by each formula of the place that a term may fall under.

    Rules of different names are different regimes and are never added up: which of them a person is in, and how much of
    it was earned, is for the record to say.

    Args:
        terms: The sentences of the record.
        term: One of them, or consecutive ones together.
    """
    path = f"{terms.law.counting_place}.good_time"
    regimes = terms.law.good_time(term.kinds)
    if not regimes:
        return [Refusal("law_not_read", path, "the good time the place gives on such a sentence")]
    found = [_one_formula(terms, term, versions, path) for versions in regimes]
    unread = terms.law.good_time_unread
    return [Refusal("law_not_read", path, unread), *found] if unread is not None else found


def _one_formula(terms: Terms, term: Laid, versions: Versions[GoodTimeRule], path: str) -> Milestone | Refusal:
    if versions[0].selected_by == "release":
        return _selected_by_release(terms, term, versions, path)
    selecting = _selecting_days(terms, term, versions)
    if isinstance(selecting, Refusal):
        return selecting
    first = versions.on(selecting[0])
    fitting = [versions.on(day) for day in selecting]
    if first is None or None in fitting:
        return Refusal("law_not_read", path, f"the good time of the law of {iso_date(min(selecting))}")
    if any(each is not first for each in fitting):
        return Refusal("law_differs", path, "which law of good time applies to the sentences together")
    credit, missing = _credit(terms, term, first)
    days = release_bounds((term.full[0] - credit[1], term.full[1] - credit[0]), term.counting)
    return _projected(term, first, credit, *not_before(days, term.floor), missing)


def _selecting_days(terms: Terms, term: Laid, versions: Versions[GoodTimeRule]) -> list[int] | Refusal:
    """Return the days that select the law: of every offence, or of every sentence."""
    if len(versions) == 1 and versions[0].effective_from is None and versions[0].effective_to is None:
        return [term.floor]  # one law at all times: no date selects it
    days: list[int] = []
    for i in term.chain:
        if versions[0].selected_by == "offense":
            offenses = terms.offense_days(i)
            if not offenses:
                return Refusal("missing_offense_date", f"sentences[{i}].offense_at", "the day of the offence")
            days += offenses
        else:
            imposed = terms.imposed[i]
            if imposed is None:
                return Refusal("missing_date", f"sentences[{i}].imposed_at", "the day it was imposed")
            days.append(imposed)
    return days


def _selected_by_release(terms: Terms, term: Laid, versions: Versions[GoodTimeRule], path: str) -> Milestone | Refusal:
    """Apply the law of the day of release, which itself depends on the law that is applied.

    Versions are tried from the oldest on. Where the new law would have released somebody before it was law, and the old
    law had not, the person goes on its first day.
    """
    found: list[tuple[int, GoodTimeRule, Bounds, Bounds, tuple[str, ...]]] = []
    for end in (0, 1) if term.full[0] < term.full[1] else (1,):
        for from_, to, version in versions.spans:
            earliest = max(from_, term.floor)
            if earliest > to:
                continue
            credit, missing = _credit(terms, term, version)
            low, high = release_bounds((term.full[0] - credit[1], term.full[1] - credit[0]), term.counting)
            days = max(low, earliest), max(high, earliest)
            if days[end] <= to:
                found.append((from_, version, credit, days, missing))
                break
        else:
            return Refusal("law_not_read", path, "the good time of the law of the day of release")
    from_, rule, credit, days, missing = found[0]
    if len(found) > 1:
        _, _, other, last, _ = found[1]
        credit = min(credit[0], other[0]), max(credit[1], other[1])
        days = min(days[0], last[0]), max(days[1], last[1])
    told: tuple[str, ...] = ()
    if days[0] in (term.floor, from_):
        plain = release_bounds((term.full[0] - credit[1], term.full[1] - credit[0]), term.counting)[0]
        if plain < days[0] == term.floor:
            told = (floor_step(term.floor),)
        elif plain < days[0]:
            told = (f"not before {iso_date(from_)}, the first day of that law",)
    return _projected(term, rule, credit, days, told, missing)


def _credit(terms: Terms, term: Laid, rule: GoodTimeRule) -> tuple[Bounds, tuple[str, ...]]:
    """Return the least and the most credit a rule gives on a term, less what was lost, and the conventions missing.

    Where nobody says whether consecutive terms count as one for good time, both readings bound it.
    """
    least = most = credit_by(rule, term.start[0], term.months, term.days)
    missing: tuple[str, ...] = ()
    if term.start[0] != term.start[1]:
        other = credit_by(rule, term.start[1], term.months, term.days)
        least, most = min(least, other), max(most, other)
    if len(term.chain) > 1 and not terms.federal and rule_of_terms(terms, term) is None:
        members = [each for each in map(terms.laid, term.chain) if isinstance(each, Laid)]
        apart = {sum(credit_by(rule, each.start[n], each.months, each.days) for each in members) for n in (0, 1)}
        if apart != {least, most}:
            missing = (f"{terms.law.counting_place}.consecutive_terms",)
        least, most = min(least, *apart), max(most, *apart)
    return (max(least - term.lost, 0), max(most - term.lost, 0)), missing


def _projected(
    term: Laid, rule: GoodTimeRule, credit: Bounds, days: Bounds, told: tuple[str, ...], missing: tuple[str, ...]
) -> Milestone:
    def tell() -> list[str]:
        lost = f", less {number_text((term.lost, term.lost))} recorded as lost" if term.lost else ""
        steps = [*term.steps, f"{rule.name}: {formula_text(rule)}{lost}: {number_text(credit)}"]
        if credit == (0, 0) and rule.terms_over_days:
            steps.append(f"only terms of more than {rule.terms_over_days} days have it")
        return [*steps, *told, f"released on {day_text(days)}"]

    counting = term.counting.rule
    return Milestone(
        "earliest_by_formula",
        days,
        rule.gives,
        tell,
        counting.law + rule.law if counting is not None else rule.law,
        (*term.missing, *missing) if days[0] < days[1] else (),
        rule.name,
        None,
        least_sure(counting.confidence if counting is not None else None, rule.confidence),
    )
