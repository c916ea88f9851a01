"""Formulas of good time: numbers by hand, what each rounds, and the shape of a place's rule."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from holdcheck.errors import LawError
from holdcheck.law import Law
from holdcheck.law.places import FORMULAS, GoodTimeRule, Place
from holdcheck.record.facility import Facility
from holdcheck.sentences import good_time as formulas
from holdcheck.sentences.good_time import applies_to, credit_by, formula_text, measured
from holdcheck.zones import day_number
from sentences.places import good_time, law_of, release_day

Json = dict[str, Any]
OREGON = ((30, 1, 10), (90, 3, 30), (180, 4, 30), (270, 5, 30), (None, 6, 30))


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


def rule(**values: Any) -> GoodTimeRule:
    return GoodTimeRule.model_validate(good_time(**values))


@pytest.mark.parametrize(("term", "credit"), [(0, 0), (1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (365, 91)])
def test_a_fraction_of_a_term_is_rounded_down(term: int, credit: int) -> None:
    assert formulas.fraction_of_term(term, 1, 4) == credit


@pytest.mark.parametrize("credit", [1, 2, 3, 13, 30])
@pytest.mark.parametrize("per", [1, 2, 4, 7, 30])
def test_days_to_serve_are_the_least_that_make_up_the_term(credit: int, per: int) -> None:
    for term in range(400):
        served = formulas.days_to_serve(term, credit, per)
        made_up = [s for s in range(term + 1) if s + credit * (s // per) >= term]
        assert served == made_up[0], (term, credit, per)
        assert formulas.days_for_days_served(term, credit, per) == term - served


@pytest.mark.parametrize(("term", "credit"), [(9, 0), (10, 1), (30, 3), (31, 3), (90, 9), (91, 12), (271, 54)])
def test_the_tier_is_that_of_the_whole_term(term: int, credit: int) -> None:
    assert formulas.tiers_by_term(term, OREGON) == credit


def test_a_day_more_can_mean_fewer_days_to_serve_where_tiers_are_the_law() -> None:
    assert 91 - formulas.tiers_by_term(91, OREGON) < 90 - formulas.tiers_by_term(90, OREGON)


def test_the_daily_rate_is_kept_as_a_fraction() -> None:
    """0.148 a day gives another number for three lengths of the last part of a year."""
    differ = [rest for rest in range(1, 366) if formulas.yearly_rate_prorated(0, rest, 54, 365) != rest * 148 // 1000]
    assert differ == [196, 223, 250]


@pytest.mark.parametrize(
    ("term", "credit"), [(366, 47), (419, 54), (3650, 470), (6940, 894), (6939, 894), (6935, 893), (0, 0)]
)
def test_credit_on_time_served(term: int, credit: int) -> None:
    assert formulas.yearly_rate_on_time_served(term, 54, 365) == credit


def test_credit_on_time_served_is_earned_in_the_days_served() -> None:
    for term in range(366, 4000):
        credit = formulas.yearly_rate_on_time_served(term, 54, 365)
        served = term - credit
        assert served * 54 // 365 >= credit or served + served * 54 / 365 >= term
        assert (served - 1) + (served - 1) * 54 / 365 < term


@pytest.mark.parametrize(("months", "credit"), [(0, 0), (1, 5), (24, 120), (25, 130), (48, 360), (49, 375), (60, 540)])
def test_a_monthly_rate_rises_with_the_year(months: int, credit: int) -> None:
    assert formulas.monthly_rate_by_year(months, (5, 10, 15)) == credit


@pytest.mark.parametrize(
    ("start", "months", "days", "expected"),
    [
        ("2024-01-01", 24, 1, (732, 2, 1, 24)),
        ("2024-02-29", 12, 0, (365, 1, 0, 12)),
        ("2023-03-01", 12, 0, (366, 1, 0, 12)),
        ("2023-03-01", 0, 365, (365, 0, 365, 12)),
        ("2023-03-01", 0, 366, (366, 1, 0, 12)),
        ("2024-01-31", 1, 0, (29, 0, 29, 1)),
        ("2024-01-01", 0, 0, (0, 0, 0, 0)),
    ],
)
def test_a_term_is_measured_on_the_calendar(start: str, months: int, days: int, expected: tuple[int, ...]) -> None:
    assert measured(day(start), months, days) == expected


def test_exactly_a_year_is_not_more_than_a_year_though_it_has_a_leap_day() -> None:
    over_a_year = rule(formula="yearly_rate_prorated", credit=54, per=365, terms_over_days=365)
    for start in ("2023-01-01", "2023-03-01", "2024-01-01", "2024-02-29"):
        assert not applies_to(over_a_year, day(start), 12, 0)
        assert applies_to(over_a_year, day(start), 12, 1)
        assert credit_by(over_a_year, day(start), 12, 0) == 0
        assert credit_by(over_a_year, day(start), 12, 1) == 54


def test_credit_is_never_more_than_the_term() -> None:
    for formula in FORMULAS:
        generous = rule(
            formula=formula,
            credit=30,
            per=30,
            tiers=[{"up_to": "null", "credit": 60, "per": 1}],
            rates=[30, 30, 30],
        )
        for days in range(0, 800, 7):
            assert 0 <= credit_by(generous, day("2024-01-01"), 0, days) <= days
        assert formula_text(generous)


@pytest.mark.parametrize("formula", sorted(set(FORMULAS) - {"tiers_by_term", "monthly_rate_by_year"}))
def test_a_longer_term_is_never_served_in_fewer_days_where_the_law_has_no_cliff(formula: str) -> None:
    numbers = {"credit": 1, "per": 3} if formula != "yearly_rate_prorated" else {"credit": 54, "per": 365}
    steady = rule(formula=formula, rates=[5, 10, 15], **numbers)
    served = [days - credit_by(steady, day("2023-03-01"), 0, days) for days in range(2200)]
    assert all(one <= other for one, other in pairwise(served))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"formula": "fraction_of_term"}, "credit and per"),
        ({"formula": "fraction_of_term", "credit": 1, "per": 0}, "credit and per"),
        ({"formula": "fraction_of_term", "credit": 2, "per": 1}, "more than the whole term"),
        ({"formula": "tiers_by_term"}, "tiers"),
        ({"formula": "tiers_by_term", "tiers": [{"up_to": 30, "credit": 1, "per": 10}]}, "tiers"),
        ({"formula": "monthly_rate_by_year", "rates": [5, 10]}, "rates"),
        ({"formula": "by_guess", "credit": 1, "per": 2}, "formula"),
        ({"formula": "fraction_of_term", "credit": 1, "per": 2, "kinds": []}, "kinds"),
        ({"formula": "fraction_of_term", "credit": 1, "per": 2, "kinds": ["probation_only"]}, "kinds"),
        ({"formula": "fraction_of_term", "credit": 1, "per": 2, "gives": "entitlement"}, "gives"),
        ({"formula": "fraction_of_term", "credit": 1, "per": 2, "rate": 1}, "rate"),
    ],
)
def test_a_rule_without_its_numbers_is_refused(wrong: Json, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        rule(**wrong)


def test_two_rules_of_one_name_may_not_overlap(tmp_path: Path) -> None:
    half = {"formula": "fraction_of_term", "credit": 1, "per": 2}
    with pytest.raises(LawError, match="overlap"):
        law_of(tmp_path, good_time=[good_time(**half), good_time(**half)]).of(Facility(state="OH"))
    with pytest.raises(ValidationError, match="overlap"):
        Place.model_validate({"release_days": [release_day(weekend="none"), release_day(weekend="may_advance")]})
    jail, prison = (release_day(weekend="none", kinds=[kind]) for kind in ("jail", "prison"))
    assert len(Place.model_validate({"release_days": [jail, prison]}).release_days) == 2
    apart = [good_time(**half, kinds=["jail"]), good_time(**half, kinds=["prison"])]
    ohio = law_of(tmp_path, good_time=apart).of(Facility(state="OH"))
    assert [len(ohio.good_time(frozenset(kinds))) for kinds in (["jail"], ["prison"], ["jail", "prison"])] == [1, 1, 0]


def test_hours_of_release_are_hours_of_the_day() -> None:
    with pytest.raises(ValidationError, match="hours"):
        Place.model_validate({"release_days": [release_day(weekend="none", hours={"from": "6", "to": "25:00"})]})


def test_federal_good_time_is_for_federal_custodians_only(law: Law) -> None:
    jail = frozenset({"jail"})
    (versions,) = law.of(Facility(state="NC", custodian="federal")).good_time(jail)
    assert [each.name for each in versions] == ["Good conduct time"] * 2
    assert [each.name for (each,) in law.of(Facility(state="NC")).good_time(jail)] == ["Good time for impaired driving"]


def test_at_least_so_much_served_is_rounded_up_in_days_served() -> None:
    assert [formulas.most_with_least_served(term, 85) for term in (0, 1, 6, 7, 20, 3653)] == [0, 0, 0, 1, 3, 547]
    for term in range(2000):
        credit = formulas.most_with_least_served(term, 85)
        assert (term - credit) * 100 >= term * 85 > (term - credit - 1) * 100


def test_the_least_that_must_be_served_caps_any_formula() -> None:
    florida = rule(formula="days_for_days_served", credit=10, per=30, least_served_percent="85")
    assert credit_by(florida, day("2025-01-01"), 0, 3653) == 547
    assert credit_by(florida, day("2025-01-01"), 0, 29) == 0  # no whole month
    assert (
        formula_text(florida) == "10 days for every 30 days served, whole blocks only, at least 85 of 100 days served"
    )
    with pytest.raises(ValidationError, match="least_served_percent"):
        rule(formula="fraction_of_term", credit=1, per=2, least_served_percent="101")


def test_one_day_of_credit_is_one_day_in_words() -> None:
    assert (
        formula_text(rule(formula="days_for_days_served", credit=1, per=1))
        == "1 day for every 1 day served, whole blocks only"
    )
