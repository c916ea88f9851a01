"""What is published for the tests of other software: valid records of every outcome, and nobody needs it to check."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings

import holdcheck.testing
from conftest import PROJECT
from holdcheck.checking import check
from holdcheck.moments import bounds
from holdcheck.record import CustodyRecord, read_record
from holdcheck.testing import History, Json, custody_histories, custody_records, exact_records
from holdcheck.testing.histories import PLACES
from holdcheck.testing.telling import At
from holdcheck.zones import zone

ZONES = {state: zone(applies) for state, _, applies in PLACES}


def process(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


def moments(part: Any) -> list[At]:
    if isinstance(part, At):
        return [part]
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [moment for each in parts for moment in moments(each)]


@given(custody_histories())
def test_the_exact_record_is_one_reading_of_the_told_one(history: History) -> None:
    assert read_record(history.exact).custody_id == read_record(history.told).custody_id
    place = ZONES[history.told["facility"]["state"]]
    for moment in moments(history.tree):
        least = {"custody_id": "K", "facility": history.told["facility"]}
        told = CustodyRecord.model_validate(least | {"booked_at": moment.told}).booked_at
        assert told is not None
        true = datetime.fromisoformat(moment.true).replace(tzinfo=place.info).timestamp()
        earliest, latest = bounds(told, place)
        assert earliest <= true <= latest


@given(exact_records())
def test_an_exact_record_has_no_moment_that_is_a_day_or_a_range(record: Json) -> None:
    read = read_record(record)
    assert isinstance(read.booked_at, datetime)
    assert "earliest" not in str(record)


@pytest.mark.parametrize("outcome", ["findings", "undetermined", "clear"])
def test_records_of_every_outcome_are_drawn(outcome: str) -> None:
    short = settings(database=None, derandomize=True, max_examples=2_000, phases=(Phase.generate,))
    record = find(custody_records(), lambda drawn: check(drawn).outcome == outcome, settings=short)
    assert check(record).outcome == outcome


def test_everything_it_offers_is_there_and_says_what_it_is() -> None:
    for name in holdcheck.testing.__all__:
        assert getattr(holdcheck.testing, name).__doc__


def test_checking_never_loads_it(tmp_path: Path) -> None:
    code = (
        "import sys, holdcheck\n"
        "for name in holdcheck.__all__: getattr(holdcheck, name)\n"
        "import holdcheck.cli.verbs, holdcheck.cli.running\n"
        "assert not [name for name in sys.modules if name.startswith(('hypothesis', 'holdcheck.testing'))]\n"
    )
    done = process(tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr


def test_without_hypothesis_it_says_what_to_install(tmp_path: Path) -> None:
    done = process(tmp_path, "-c", "import sys; sys.modules['hypothesis'] = None; import holdcheck.testing")
    assert done.stderr.splitlines()[-1] == (
        "ImportError: holdcheck.testing: hypothesis is not installed; write pip install holdcheck[testing]"
    )
    assert done.stderr.count("Traceback") == 1


def test_the_example_for_vendors_passes(tmp_path: Path) -> None:
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--hypothesis-seed=1"]
    done = process(tmp_path, *words, str(PROJECT / "examples" / "vendor_test.py"))
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_the_readmes_lines_for_vendors_run() -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", (PROJECT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    (lines,) = (block for block in blocks if "holdcheck.testing" in block)
    names: dict[str, Any] = {}
    exec(lines, names)  # noqa: S102 - the README's own lines
    (test,) = (value for name, value in names.items() if name.startswith("test_"))
    test()
