"""What a commitment does to the charge it is on, and a sanction past its end, as the whole check says it."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import BOOKED, DONE, HELD, NOTHING, Json, disposed, order, record, sentence
from expectations import local
from holdcheck.checking import check
from holdcheck.findings.checked import CheckResult

VERDICT = "2024-05-10T10:00"
FOR_TRIAL = order("commit", "2024-05-02T10:00", commit_for="competency", expires_at=DONE)


def yardstick(result: CheckResult) -> list[tuple[str, Any, Any]]:
    found = [f for f in result.findings if f.ground == "judicial_warrant_standard"]
    return [(f.rule, local(f.from_), local(f.until)) for f in found]


def doubts(result: CheckResult) -> set[tuple[Any, Any, tuple[str, ...]]]:
    return {(local(u.from_), local(u.until), u.missing) for u in result.undetermined}


@pytest.mark.parametrize(
    "parts",
    [
        {
            "charges": [disposed("convicted", VERDICT)],
            "court_orders": [FOR_TRIAL],
            "sentences": [sentence(imposed_at="2024-05-12")],
        },
        {
            "charges": [disposed("not_guilty_insanity", VERDICT)],
            "court_orders": [FOR_TRIAL, order("commit", VERDICT, commit_for="mental_health", expires_at="2024-07-01")],
        },
        {
            "charges": [disposed("convicted", "2024-05-02")],
            "court_orders": [order("commit", "2024-05-03T10:00", commit_for="evaluation", expires_at=DONE)],
            "sentences": [sentence(imposed_at="2024-05-12")],
        },
        *(
            {
                "charges": [disposed("convicted", "2024-05-02")],
                "court_orders": [order("commit", "2024-05-03T10:00", commit_for=other, expires_at=DONE)],
                "sentences": [sentence(imposed_at="2024-05-12")],
            }
            for other in ("civil_contempt", "fugitive")
        ),
    ],
    ids=[
        "competent again, and convicted",
        "competent again, and not guilty",
        "evaluated for the sentence",
        "contempt before the sentence",
        "wanted elsewhere before the sentence",
    ],
)
def test_a_commitment_that_is_no_outcome_of_the_verdict_leaves_the_charge_to_carry_custody(parts: Json) -> None:
    """A conviction or insanity ends nothing by itself, and a commitment before it followed from nothing."""
    result = check(record(**parts))
    assert (yardstick(result), doubts(result)) == ([], set())


@pytest.mark.parametrize(("how", "list_"), [("convicted", "sentences"), ("not_guilty_insanity", "court_orders")])
@pytest.mark.parametrize("told", [("2024-05-02T10:00", VERDICT), ("2024-05-09", "2024-05-10")], ids=["exact", "bare"])
def test_a_verdict_that_only_an_earlier_commitment_stands_beside_is_undetermined(
    how: str, list_: str, told: tuple[str, str]
) -> None:
    earlier = {**FOR_TRIAL, "ordered_at": told[0], "commit_for": "competency", "expires_at": "2024-05-09T12:00"}
    result = check(record(charges=[disposed(how, told[1])], court_orders=[earlier]))
    begins = {VERDICT: VERDICT}.get(told[1], "2024-05-10T00:00")
    assert (yardstick(result), doubts(result)) == ([], {(begins, HELD, (list_,))})


def test_a_verdict_and_the_commitment_on_it_of_one_bare_day_leave_no_gap_between_them() -> None:
    day = "2024-05-10"
    committed = order("commit", day, commit_for="mental_health", expires_at="2024-05-15T10:00")
    result = check(record(charges=[disposed("not_guilty_insanity", day)], court_orders=[committed]))
    assert (yardstick(result), doubts(result)) == ([(NOTHING, "2024-05-15T10:00", HELD)], set())


def test_whether_a_commitment_followed_a_verdict_of_unknown_date_is_not_known() -> None:
    committed = order("commit", BOOKED, commit_for="competency", expires_at=DONE)
    result = check(record(charges=[disposed("not_guilty_insanity", None)], court_orders=[committed]))
    assert (yardstick(result), doubts(result)) == ([], {(DONE, HELD, ("charges[0].disposed_at",))})


@pytest.mark.parametrize(
    ("custodian", "rule"), [("local", "commitment-expired"), ("federal", "federal-release-date-passed")]
)
def test_a_sanction_of_supervision_listed_among_the_sentences_does_not_reach_past_its_end_either(
    custodian: str, rule: str
) -> None:
    """A sanction stands in `sentences` or in `other_authority`; the law that ends it is the same."""
    sanction = sentence(kind="sanction", charges=[], term={"days": 10})
    told = record(charges=[], sentences=[sanction], facility={"state": "NC", "custodian": custodian})
    result = check(told)
    rules = ("commitment-expired", "federal-release-date-passed")
    assert {f.rule for f in result.findings if f.rule in rules} == {rule}
    jailed = check({**told, "sentences": [{**sanction, "kind": "jail"}]})
    assert "commitment-expired" not in {f.rule for f in jailed.findings}
