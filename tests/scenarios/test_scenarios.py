"""Whole results of records that stand for everyday work, and of records that must be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations import entitlements, findings, load, undetermined, warnings
from holdcheck.checking import Checker
from holdcheck.record import read_record

FOLDER = Path(__file__).parent
EVERYDAY = sorted(FOLDER.glob("everyday/*.yaml"))
FOUND = sorted(FOLDER.glob("findings/*.yaml"))


@pytest.mark.parametrize("path", [*EVERYDAY, *FOUND], ids=lambda path: path.stem)
def test_a_scenario_gets_exactly_its_result(path: Path, checkers: dict[str, Checker]) -> None:
    scenario = load(path)
    result = checkers["judicial-warrant"].check(read_record(scenario["record"]))
    expected = scenario["expect"]
    assert findings(result) == expected["findings"]
    assert undetermined(result) == expected["undetermined"]
    assert entitlements(result) == [
        {"at": e["at"], "because": e["because"], "ended_at": e["ended_at"]} for e in expected["entitlements"]
    ]
    assert warnings(result) == sorted(expected["warnings"])
    assert result.outcome == expected["outcome"]


@pytest.mark.parametrize("path", EVERYDAY, ids=lambda path: path.stem)
@pytest.mark.parametrize("standard", ["judicial-warrant", "controlling-law"])
def test_everyday_work_raises_no_alarm(path: Path, standard: str, checkers: dict[str, Checker]) -> None:
    result = checkers[standard].check(read_record(load(path)["record"]))
    assert result.outcome == "clear"
    assert {f.severity for f in result.findings} <= {"notice"}


def test_there_are_at_least_sixty_everyday_records() -> None:
    assert len(EVERYDAY) >= 60


def test_there_are_at_least_thirty_records_with_one_thing_wrong() -> None:
    assert len(FOUND) >= 30
