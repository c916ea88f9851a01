"""A run counts everything it meets, and its exit code says what it found."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import PROJECT
from holdcheck.checking import Checker
from holdcheck.errors import InputError
from holdcheck.exit_codes import Gate, Tally, fail_on, most_rejected
from holdcheck.findings.result import RecordCounts, Rejected
from holdcheck.law import Law
from holdcheck.readers import Entry, load_records
from holdcheck.run import Checked, Hidden, Run
from holdcheck.sentence_run import Computed, SentenceRun

CASES = PROJECT / "examples" / "cases"
HELD = json.loads((CASES / "rivas-martin-2011.json").read_text(encoding="utf-8"))
CLEAR = {
    "custody_id": "clear",
    "facility": {"state": "OR", "time_zone": "America/Los_Angeles"},
    "booked_at": "2024-05-01T10:00",
    "released_at": "2024-05-01T18:00",
    "released_to": "community",
    "charges": [{"id": "C1", "held_until": "2024-05-01T16:00", "held_until_because": "recognizance"}],
}
UNDECIDED = CLEAR | {
    "custody_id": "undecided",
    "released_at": "2024-05-04T18:00",
    "holds": [{"id": "H1", "code": "HOLD", "placed_at": "2024-05-01T11:00"}],
}
CONTRADICTS = CLEAR | {"custody_id": "contradicts", "released_at": "2024-04-01"}


def run_over(folder: Path, law: Law, *records: Any, **options: Any) -> tuple[Run, list[Checked | Rejected]]:
    path = folder / "records.jsonl"
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), encoding="utf-8")
    run = Run(load_records(path), Checker(law, as_of=options.pop("as_of", None)), **options)
    return run, list(run)


def test_the_summary_counts_what_became_of_every_record(tmp_path: Path, law: Law) -> None:
    run, items = run_over(tmp_path, law, HELD, CLEAR, UNDECIDED, CONTRADICTS, "nonsense", CLEAR)
    summary = run.summary()
    records, rows = summary.records, summary.rows
    assert (records.read, records.checked, records.rejected) == (5, 3, 2)
    assert (records.findings, records.undetermined, records.clear) == (1, 1, 1)
    assert (rows.read, rows.used, rows.ignored, rows.rejected) == (6, 3, 1, 2)
    assert records.read == records.checked + records.rejected == len(items)
    findings = [finding for item in items if isinstance(item, Checked) for finding in item.result.findings]
    assert sum(summary.by_severity.values()) == len(findings)
    assert sum(n.certain + n.possible for n in summary.by_rule.values()) == len(findings)
    assert {rule: n.certain for rule, n in summary.by_rule.items() if n.certain} == {
        rule: sum(f.rule == rule and f.certainty == "certain" for f in findings) for rule in {f.rule for f in findings}
    }
    assert [(fact.path, fact.records) for fact in summary.missing] == [("holds[].paper", 1)]
    assert summary.rules_evaluated == sum(rule.judges != "authority" for rule in law.rules if rule.place == "us")
    assert summary.situations == run.checker.bench.situations > 0
    assert (summary.exit.code, summary.exit.reasons) == (3, ("rejected", "findings"))


def test_a_record_that_contradicts_itself_is_rejected_like_one_that_cannot_be_read(tmp_path: Path, law: Law) -> None:
    _, (item,) = run_over(tmp_path, law, CONTRADICTS)
    assert isinstance(item, Rejected)
    assert item.source.rows == (1,)
    assert "released_at" in item.errors[0]


def test_a_corrected_record_is_checked_though_one_of_its_id_was_rejected_before(tmp_path: Path, law: Law) -> None:
    corrected = CONTRADICTS | {"released_at": "2024-05-01T18:00"}
    _, items = run_over(tmp_path, law, CONTRADICTS, corrected, corrected, CONTRADICTS)
    assert [isinstance(item, Checked) for item in items] == [False, True, False]
    said = load_records(tmp_path / "records.jsonl")
    assert [bool(each.results) for each in SentenceRun(said, law, Gate()) if isinstance(each, Computed)] == [False]


def test_results_come_in_input_order_with_their_place(tmp_path: Path, law: Law) -> None:
    _, items = run_over(tmp_path, law, UNDECIDED, HELD, CLEAR)
    assert [item.document.custody_id for item in items if isinstance(item, Checked)] == [
        "undecided",
        "rivas-martin-2011",
        "clear",
    ]
    assert [item.document.source.rows for item in items if isinstance(item, Checked) and item.document.source] == [
        (1,),
        (2,),
        (3,),
    ]


def test_a_rule_whose_input_is_not_recorded_is_said_once(tmp_path: Path, law: Law) -> None:
    silent = CLEAR | {"not_recorded": ["arrests", "detainers"]}
    run, _ = run_over(tmp_path, law, silent, silent | {"custody_id": "other"})
    told = [(each.rule, each.missing) for each in run.summary().not_assessed]
    assert ("first-appearance-late", "arrests") in told
    assert len(told) == len(set(told))
    assert {rule for rule, _ in told} == {
        rule.id for rule in law.rules if rule.judges != "authority" and {"arrests", "detainers"} & set(rule.reads)
    }
    assert run.summary().rules_evaluated + len({rule for rule, _ in told}) == sum(
        rule.judges != "authority" for rule in law.rules if rule.place == "us"
    )


def test_hiding_a_finding_changes_no_outcome_and_no_exit_code(tmp_path: Path, law: Law) -> None:
    plain, (item,) = run_over(tmp_path, law, HELD)
    assert isinstance(item, Checked)
    every = [finding.rule for finding in item.document.findings]
    for hidden in (Hidden(ignore=every), Hidden(select=["first-appearance-late"])):
        run, (hid,) = run_over(tmp_path, law, HELD, hidden=hidden)
        assert isinstance(hid, Checked)
        assert hid.document.findings == ()
        assert hid.document.outcome == "findings"
        assert run.summary().hidden == len(every)
        assert run.summary().exit == plain.summary().exit
        assert run.summary().by_rule == plain.summary().by_rule
    run, (some,) = run_over(tmp_path, law, HELD, hidden=Hidden(select=every[:1]))
    assert isinstance(some, Checked)
    assert [finding.rule for finding in some.document.findings] == every[:1]
    assert run.summary().hidden == len(every) - 1


def test_people_still_held_are_checked_as_of_now_only_where_nothing_else_is_known(tmp_path: Path, law: Law) -> None:
    now = datetime(2024, 6, 1, 12, tzinfo=UTC)
    held = {key: value for key, value in CLEAR.items() if not key.startswith("released")}
    dated = held | {"custody_id": "b", "recorded_until": "2024-05-02"}
    released = CLEAR | {"custody_id": "c"}
    run, items = run_over(tmp_path, law, held, dated, released, now=now)
    first, second, third = (item for item in items if isinstance(item, Checked))
    assert [warned.code for warned in first.document.warnings] == ["as_of_now"]
    assert first.document.findings[-1].until is not None
    assert first.document.findings[-1].until.latest == now
    assert second.document.warnings == third.document.warnings == ()
    assert run.summary().warnings == {"as_of_now": 1}
    _, (refused,) = run_over(tmp_path, law, held)
    assert isinstance(refused, Rejected)
    assert "pass as_of" in refused.errors[0]


@pytest.mark.parametrize(
    ("change", "as_of", "still_held"),
    [
        ({}, None, False),
        ({"released_at": None, "recorded_until": "2024-05-03"}, None, True),
        ({"recorded_until": "2024-05-01T17:00"}, None, True),
        ({"recorded_until": "2024-05-01"}, None, False),
        ({}, date(2024, 5, 1), False),
        ({}, datetime(2024, 5, 1, 20, 0, tzinfo=UTC), True),
        ({}, date(2024, 5, 2), False),
        ({}, datetime(2024, 5, 2, 0, 59, tzinfo=UTC), True),
        ({}, datetime(2024, 5, 2, 1, 0, tzinfo=UTC), False),
    ],
)
def test_who_is_still_held(
    tmp_path: Path, law: Law, change: dict[str, Any], as_of: date | None, still_held: bool
) -> None:
    _, (item,) = run_over(tmp_path, law, CLEAR | change, as_of=as_of)
    assert isinstance(item, Checked)
    assert item.still_held is still_held


@pytest.mark.parametrize(
    ("words", "certain", "possible", "undetermined", "code"),
    [
        ("violation", {"violation": 1}, {}, 0, 1),
        ("violation", {"review": 5, "notice": 5}, {}, 5, 0),
        ("violation", {}, {"violation": 1}, 0, 0),
        ("possible", {}, {"violation": 1}, 0, 1),
        ("possible", {}, {"review": 1}, 0, 0),
        ("review,possible", {}, {"review": 1}, 0, 1),
        ("review", {"violation": 1}, {}, 0, 0),
        ("violation,review", {"review": 1}, {}, 0, 1),
        ("notice", {"notice": 1}, {}, 0, 1),
        ("undetermined", {"violation": 1}, {}, 0, 0),
        ("undetermined", {}, {}, 1, 1),
        ("undetermined,possible", {}, {"violation": 1}, 0, 1),
        ("never", {"violation": 9}, {"violation": 9}, 9, 0),
    ],
)
def test_what_fails_a_run(
    words: str, certain: dict[str, int], possible: dict[str, int], undetermined: int, code: int
) -> None:
    records = RecordCounts(read=9, checked=9, rejected=0, clear=0, findings=0, undetermined=undetermined)
    assert Gate(fail_on(words)).exit(Tally(records, certain, possible)).code == code


@pytest.mark.parametrize(
    ("read", "rejected", "allowed", "allow_empty", "code", "reasons"),
    [
        (10, 0, "0", False, 1, ("findings",)),
        (10, 1, "0", False, 3, ("rejected", "findings")),
        (10, 1, "1", False, 1, ("findings",)),
        (10, 1, "10%", False, 1, ("findings",)),
        (10, 1, "9.9%", False, 3, ("rejected", "findings")),
        (3, 3, "0", False, 5, ("nothing_checked", "rejected")),
        (3, 3, "100%", False, 5, ("nothing_checked",)),
        (3, 3, "0", True, 3, ("rejected",)),
        (0, 0, "0", False, 5, ("nothing_checked",)),
        (0, 0, "0", True, 0, ()),
    ],
)
def test_the_first_code_in_the_order_5_3_1_0_is_the_runs(
    read: int, rejected: int, allowed: str, allow_empty: bool, code: int, reasons: tuple[str, ...]
) -> None:
    checked = read - rejected
    records = RecordCounts(read=read, checked=checked, rejected=rejected, clear=0, findings=checked, undetermined=0)
    most, in_percent = most_rejected(allowed)
    found = Gate(fail_on("violation"), most, in_percent, allow_empty).exit(Tally(records, {"violation": checked}, {}))
    assert (found.code, found.reasons) == (code, reasons)


@pytest.mark.parametrize("words", ["", "violations", "violation,", "never,violation", "all", "VIOLATION"])
def test_fail_on_knows_its_words_only(words: str) -> None:
    with pytest.raises(InputError, match="--fail-on"):
        fail_on(words)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "101%", "%", "5 %", "٣", "nan", "1e3"])
def test_max_rejected_is_a_number_or_a_percentage(text: str) -> None:
    with pytest.raises(InputError, match="--max-rejected"):
        most_rejected(text)


def test_entries_may_come_from_anywhere(law: Law) -> None:
    (entry,) = load_records(CASES / "rivas-martin-2011.json")
    run = Run(iter([entry, Entry(entry.source, errors=("a\x1b[31m: b; c",))]), Checker(law))
    checked, rejected = run
    assert isinstance(checked, Checked)
    assert isinstance(rejected, Rejected)
    assert rejected.errors == ("a?[31m: b; c",)
    assert run.files == ()
