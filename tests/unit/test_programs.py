"""What federal programs could bring nearer: a projection or a ceiling, never mixed with what is recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from holdcheck import compute_sentences
from holdcheck.law import Law, law_of_the_package
from holdcheck.law.places import Place, TimeCreditRule
from holdcheck.record.facility import Facility
from holdcheck.sentences import SentenceResult
from holdcheck.sentences.programs import credits_for_blocks, transfer_day
from holdcheck.zones import day_number
from sentences.places import dated

Json = dict[str, Any]
CREDITS = ("earliest_prerelease_custody", "earliest_supervised_release")
TREATMENT = "earliest_with_treatment"


def only(term: Json, imposed: str = "2025-01-01", custodian: str = "federal", **more: Any) -> SentenceResult:
    sentence = {"kind": "prison", "imposed_at": imposed, "term": term, **more}
    facility = {"state": "NC", "custodian": custodian}
    return compute_sentences({"custody_id": "K-1", "facility": facility, "sentences": [sentence]})[0]


def day(result: SentenceResult, name: Any) -> str | None:
    found = result.milestone(name)
    if found is None:
        return None
    assert found.earliest == found.latest
    return found.earliest.isoformat()


def steps(result: SentenceResult, name: Any) -> tuple[str, ...]:
    found = result.milestone(name)
    assert found is not None
    return found.steps


def rules() -> tuple[TimeCreditRule, ...]:
    return law_of_the_package().of(Facility(state="NC", custodian="federal")).time_credits


def test_the_bureaus_example_of_sixty_months_step_by_step() -> None:
    result = only({"months": 60})
    assert [(each.name, each.gives, each.rule) for each in result.milestones if each.name in CREDITS] == [
        (name, "projection", "First Step Act time credits") for name in CREDITS
    ]
    rates = "10 days for each 30 of programs, whole blocks only, 15 after 7 blocks at minimum or low risk"
    shared = (
        "60 months from 2025-01-01, that day counted: last day 2029-12-31",
        "Good conduct time: 54 days for each whole year of the term, 54/365 of the days left: 270 days",
        "released on 2029-04-05",
        f"First Step Act time credits: {rates}, from 2025-01-01: 490 days by 2027-12-02",
        "earned from arrival at the facility, which is not recorded: counted from the day the term begins",
        "whether an offence, risk or an order of removal shuts the person out is not recorded: eligibility not known",
    )
    assert steps(result, "earliest_prerelease_custody") == (
        *shared,
        "125 days beyond the 12 months toward supervised release",
        "prerelease custody from 2027-12-02; prerelease custody is still custody: no release",
    )
    assert steps(result, "earliest_supervised_release") == (
        *shared,
        "at most 12 months before 2029-04-05: 2028-04-05",
        "supervised release from 2028-04-05, if the sentence includes it, which is not recorded",
    )


def test_credits_that_come_to_less_than_a_year_all_go_to_supervised_release() -> None:
    result = only({"months": 30})
    assert [day(result, name) for name in CREDITS] == ["2026-06-26", "2026-06-26"]


@pytest.mark.parametrize("begins", [date(2024, 1, 31), date(2025, 1, 1)])
@pytest.mark.parametrize("later", [10, 15])
def test_the_day_of_transfer_is_that_of_a_simulation_day_by_day(begins: date, later: int) -> None:
    rule = rules()[0].model_copy(update={"later_credit": later})
    first = day_number(begins)
    for left in range(1, 1500):
        served = credit = blocks = 0
        while served + credit < left:
            served += 1
            if served % 30 == 0:
                blocks += 1
                credit += 10 if blocks <= 7 else later
        assert transfer_day(first, first + left, rule) == (first + served, credit), left


def test_no_part_of_a_block_earns_anything() -> None:
    rule = rules()[0]
    assert [credits_for_blocks(blocks, rule) for blocks in (0, 1, 7, 8, 35)] == [0, 10, 70, 85, 490]
    assert day(only({"days": 29}), "earliest_prerelease_custody") is None
    assert day(only({"days": 41}), "earliest_prerelease_custody") == "2025-01-31"


@pytest.mark.parametrize(
    ("begins", "told"), [("2026-09-29", True), ("2026-09-30", False)], ids=["rule of 2022", "interim rule of 2026"]
)
def test_since_when_credit_is_earned_changes_with_the_rule(begins: str, told: bool) -> None:
    found = steps(only({"months": 60}, imposed=begins), "earliest_prerelease_custody")
    assert any("arrival" in step for step in found) is told


def test_nothing_is_earned_before_the_law_was_passed() -> None:
    result = only({"months": 120}, imposed="2015-01-01")
    assert "from 2018-12-21: 535 days by 2022-02-03" in steps(result, "earliest_prerelease_custody")[3]
    assert day(only({"months": 24}, imposed="2015-01-01"), "earliest_prerelease_custody") is None


def test_days_that_do_not_count_earn_nothing() -> None:
    stopped = [{"from": "2025-03-01", "to": "2025-03-31"}]
    begun = "from 2025-01-31:"
    assert begun in steps(only({"months": 60}, inoperative=stopped), "earliest_prerelease_custody")[5]


@pytest.mark.parametrize(
    ("term", "months"),
    [
        ({"months": 30}, 6),
        ({"months": 30, "days": 1}, 9),
        ({"months": 36}, 9),
        ({"months": 37}, 12),
        ({"years": 10}, 12),
    ],
)
def test_treatment_is_a_ceiling_by_the_length_of_the_term_and_is_added_to_nothing(term: Json, months: int) -> None:
    result = only(term)
    found = result.milestone("earliest_with_treatment")
    assert found is not None
    assert (found.gives, found.rule) == ("ceiling", "Residential drug abuse treatment")
    assert f"Residential drug abuse treatment: at most {months} months off a term of this length" in found.steps
    assert "time credits would be counted after it and are not added here" in found.steps


def test_the_bureaus_example_of_treatment_takes_a_calendar_year_off() -> None:
    assert day(only({"months": 60}), "earliest_with_treatment") == "2028-04-05"


def test_a_term_too_short_for_the_program_has_no_date_after_it() -> None:
    assert day(only({"months": 6}), "earliest_with_treatment") is None


def test_programs_never_touch_what_is_recorded(law: Law) -> None:
    result = only({"months": 60})
    assert [day(result, name) for name in ("full_term", "release_with_recorded_credit", "release_day")] == [
        "2029-12-31"
    ] * 3


def test_they_are_for_federal_custodians_only() -> None:
    result = only({"months": 60}, custodian="local")
    assert {each.name for each in result.milestones}.isdisjoint({*CREDITS, TREATMENT})
    assert "full_term" in {each.name for each in result.milestones}


def test_they_wait_for_the_end_of_consecutive_terms() -> None:
    facility = {"state": "NC", "custodian": "federal"}
    terms = [
        {"id": f"S{n}", "kind": "prison", "imposed_at": "2025-01-01", "term": {"months": 30}, "consecutive_to": before}
        for n, before in enumerate(([], ["S0"]))
    ]
    first, second, both = compute_sentences({"custody_id": "K-1", "facility": facility, "sentences": terms})
    assert day(first, "earliest_prerelease_custody") is day(second, "earliest_prerelease_custody") is None
    assert day(both, "earliest_prerelease_custody") == day(only({"months": 60}), "earliest_prerelease_custody")
    assert day(both, TREATMENT) == "2028-04-05"


def test_more_prior_custody_never_brings_a_later_transfer() -> None:
    found = [
        day(only({"months": 60}, credits=[{"days": days}]), "earliest_prerelease_custody") for days in range(0, 400, 7)
    ]
    assert None not in found
    assert found == sorted(found, key=str, reverse=True)
    assert found[0] != found[-1]


@pytest.mark.parametrize(
    ("field", "rules", "told"),
    [
        ("time_credits", [{"later_credit": 9}], "later_credit"),
        ("time_credits", [{}, {}], "overlap"),
        ("treatment", [{"tiers": [{"up_to_months": 30, "months": 6}]}], "tiers"),
        ("treatment", [{}, {}], "overlap"),
    ],
)
def test_rules_of_programs_say_all_of_it(field: str, rules: list[Json], told: str) -> None:
    whole: dict[str, Json] = {
        "time_credits": {
            "name": "Credits", "credit": 10, "per": 30, "later_credit": 15, "blocks_before_later": 7,
            "supervised_release_months": 12, "earns_from": "arrival", "kinds": ["prison"],
        },
        "treatment": {"name": "Treatment", "tiers": [{"up_to_months": None, "months": 12}], "kinds": ["prison"]},
    }  # fmt: skip
    with pytest.raises(ValidationError, match=told):
        Place.model_validate({field: [dated(**{**whole[field], **each}) for each in rules]})


def test_a_day_later_is_never_a_transfer_earlier() -> None:
    rule, first = rules()[0], day_number(date(2025, 1, 1))
    days = [transfer_day(first, first + left, rule)[0] for left in range(1, 4000)]
    assert days == sorted(days)
    assert date(2025, 1, 1) + timedelta(days=days[-1] - first) < date(2035, 1, 1)
