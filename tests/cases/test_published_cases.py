"""Published decisions: the facts as a record, and the whole answer holdcheck must give, under both standards."""

from __future__ import annotations

import json

import pytest

from conftest import PROJECT
from expectations import findings, load, undetermined
from holdcheck.checking import Checker
from holdcheck.record import read_record

FOLDER = PROJECT / "examples" / "cases"
CASES = sorted(path.stem for path in FOLDER.glob("*.json"))


def test_at_least_twenty_five_decisions_are_encoded() -> None:
    assert len(CASES) >= 25
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == CASES


@pytest.mark.parametrize("case", CASES)
def test_a_decided_case_gets_the_answer_its_law_gives(case: str, checkers: dict[str, Checker]) -> None:
    record = read_record(json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8")))
    told = load(FOLDER / f"{case}.yaml")
    expected = told["expect"]["judicial-warrant"]
    result = checkers["judicial-warrant"].check(record)
    assert findings(result) == expected["findings"]
    assert undetermined(result) == expected["undetermined"]
    assert result.outcome == expected["outcome"]
    graded = checkers["controlling-law"].check(record)
    assert [{"rule": f.rule, "severity": f.severity} for f in graded.findings] == told["expect"]["controlling-law"][
        "findings"
    ]
    assert graded.outcome == told["expect"]["controlling-law"]["outcome"]


@pytest.mark.parametrize("case", CASES)
def test_what_the_court_said_is_what_the_case_claims_to_test(case: str, checkers: dict[str, Checker]) -> None:
    """The conventions by which an outcome in the reports becomes an expectation here."""
    told = load(FOLDER / f"{case}.yaml")
    record = read_record(json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8")))
    strict, graded = (checkers[name].check(record) for name in ("judicial-warrant", "controlling-law"))
    strict_severities = {f.severity for f in strict.findings}
    graded_severities = {f.severity for f in graded.findings}
    match told["expectation"]:
        case "flag" | "flag_state_law":
            assert "violation" in strict_severities
        case "flag_deadline":
            assert "held-on-detainer-past-regulation-limit" in {f.rule for f in strict.findings}
        case "flag_review":
            assert strict_severities & {"violation", "review"}
        case "split":
            assert "review" in graded_severities
            assert "violation" not in graded_severities
        case "flag_paper":  # the court voided a paper that nobody was held on
            assert strict_severities == graded_severities == {"notice"}
            assert all(f.from_ is None for f in strict.findings)
        case "no_flag":
            assert graded_severities <= {"notice"}
        case other:
            raise AssertionError(f"{other} is not an expectation")


@pytest.mark.parametrize("case", CASES)
def test_every_case_names_its_source_and_what_was_assumed(case: str) -> None:
    told = load(FOLDER / f"{case}.yaml")
    assert told["id"] == case
    assert all(told[key] for key in ("case", "citation", "court", "held"))
    assert "decided" in told  # null where the case was settled
    assert all(set(each) == {"path", "why"} for each in told["assumed"])
