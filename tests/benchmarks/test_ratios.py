"""Speed as ratios measured within one run: never a timed test. Run with `pytest -m benchmark -s tests/benchmarks`.

What is measured is what is installed: a wheel is compiled, an editable install is plain Python and three times slower.
The yardstick is the time to validate the same lines with the same models. The mix: nine in ten records are clear (half
of those with a notice for ordinary release processing), one in ten has a finding or is undetermined.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median, quantiles
from time import process_time
from typing import Any

import pytest
from population import population

from holdcheck import compute_sentences, spans
from holdcheck.checking import Checker
from holdcheck.law import Law
from holdcheck.record import CustodyRecord

pytestmark = pytest.mark.benchmark

_COUNT = 20_000
_validate = CustodyRecord.__pydantic_validator__.validate_json


def _best(run: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        began = process_time()
        run()
        best = min(best, process_time() - began)
    return best / _COUNT * 1e6


def test_checking_against_validating(law: Law) -> None:
    lines = list(population(_COUNT))
    checker = Checker(law)
    papers = sum(line.count(b'"id"') for line in lines) / _COUNT
    outcomes: Counter[str] = Counter()

    def validate() -> None:
        for line in lines:
            _validate(line)

    def outcome() -> None:
        for line in lines:
            outcomes[checker.check(_validate(line)).outcome] += 1

    def write() -> None:
        for line in lines:
            checker.check(_validate(line)).document.model_dump_json(by_alias=True)

    def write_found() -> None:
        for line in lines:
            result = checker.check(_validate(line))
            if result.outcome != "clear":
                result.document.model_dump_json(by_alias=True)

    outcome()
    mix = {name: count / _COUNT for name, count in outcomes.items()}
    validated, checked, found, written = _best(validate), _best(outcome), _best(write_found), _best(write)
    kind = "plain Python" if str(spans.__file__).endswith(".py") else "compiled"
    print(f"\n{kind}, {_COUNT} records, {papers:.1f} papers each, {mix}, {checker.bench.situations} situations")
    print(f"validate {validated:6.1f} us a record   1.0")
    print(f"check    {checked:6.1f} us a record   {checked / validated:.1f}  outcomes read")
    print(
        f"write    {found:6.1f} us a record   {found / validated:.1f}  every record that is not clear written as JSON"
    )
    print(f"write    {written:6.1f} us a record   {written / validated:.1f}  every record written as JSON")
    assert 0.05 < 1 - mix["clear"] < 0.15
    assert checker.bench.situations < 400


def test_one_check_after_validation(law: Law) -> None:
    records = [_validate(line) for line in population(2_000)]
    checker = Checker(law)
    for record in records:
        checker.check(record)
    taken = []
    for record in records:
        began = process_time()
        checker.check(record).findings  # noqa: B018 - findings are built when they are read
        taken.append((process_time() - began) * 1e6)
    print(
        f"\none check with its findings: median {median(taken):.0f} us, "
        f"99th percentile {quantiles(taken, n=100)[98]:.0f} us"
    )


SENTENCES: dict[str, tuple[dict[str, str], list[dict[str, Any]]]] = {
    "federal, five years, with good time": (
        {"state": "NY", "custodian": "federal"},
        [{"kind": "prison", "term": {"months": 60}, "credits": [{"from": "2024-01-02", "to": "2024-03-01"}]}],
    ),
    "state jail, 120 days, with good time": (
        {"state": "NY"},
        [{"kind": "jail", "term": {"days": 120}, "credits": [{"from": "2024-01-02", "to": "2024-03-01"}]}],
    ),
    "state jail, three consecutive terms": (
        {"state": "NY"},
        [
            {"id": "A", "kind": "jail", "term": {"days": 120}, "credits": [{"days": 30}]},
            {"id": "B", "kind": "jail", "term": {"months": 2}, "consecutive_to": ["A"]},
            {"id": "C", "kind": "jail", "term": {"days": 90}, "consecutive_to": ["B"]},
        ],
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_computing_sentences_against_validating_their_record(law: Law, name: str) -> None:
    """Records differ from one another, so that what is remembered of one day is of no help for the next."""
    facility, sentences = SENTENCES[name]
    lines = [
        json.dumps(
            {
                "custody_id": f"K-{number}",
                "facility": facility,
                "sentences": [
                    {"imposed_at": (date(2024, 3, 1) + timedelta(days=number % 700)).isoformat(), **each}
                    for each in sentences
                ],
            }
        ).encode()
        for number in range(_COUNT)
    ]
    records = [_validate(line) for line in lines]
    results = len(compute_sentences(records[0], law=law))

    def validate() -> None:
        for line in lines:
            _validate(line)

    def compute() -> None:
        for record in records:
            compute_sentences(record, law=law)

    compute()
    validated, computed = _best(validate), _best(compute)
    print(
        f"\n{name}: validate {validated:.1f} us a record; compute {computed:.1f} us a record, "
        f"{computed / results:.1f} us a result ({results}), {computed / validated:.1f} times validating"
    )
    assert results == len(sentences) + (len(sentences) > 1)
    assert all(each.milestones for each in compute_sentences(records[-1], law=law))


def test_memory_does_not_grow_with_the_number_of_records(law: Law) -> None:
    checker = Checker(law)

    def check(count: int, seed: int) -> int:
        for line in population(count, seed):
            checker.check(_validate(line))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    first = check(10_000, 1)
    second = check(20_000, 2)
    third = check(20_000, 3)
    tracemalloc.stop()
    held = ", ".join(f"{each / 1024:.0f}" for each in (first, second, third))
    print(f"\nheld after 10,000, 30,000 and 50,000 records: {held} kB")
    # Offsets of the days and zones met, terms and answers are remembered up to a bound; beyond it nothing is added.
    assert (third - second) / 20_000 < 20


@pytest.mark.parametrize("what", ["import holdcheck", "import holdcheck.cli"])
def test_nothing_heavy_is_loaded_before_it_is_needed(what: str) -> None:
    heavy = ["durable_rules_engine", "holidays", "ruamel.yaml", "zstandard"]
    if what == "import holdcheck":
        heavy += ["pydantic", "typer", "rich"]
    code = (
        f"import sys, time; began = time.perf_counter(); {what}; took = time.perf_counter() - began; "
        f"print(round(took * 1000), [module for module in {heavy} if module in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    print(f"\n{what}: {shown.split()[0]} ms")
    assert shown.endswith("[]")
