"""Sentences as they are written: text for counsel, JSON for programs, and rows for a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from holdcheck import compute_sentences
from holdcheck.cli import main
from holdcheck.cli.progress import ProgressBar
from holdcheck.reports.sentence_rows import COLUMNS
from holdcheck.reports.sentence_shape import SentenceRunResult
from holdcheck.sentences import VERDICTS

Json = dict[str, Any]


def record(name: str, *sentences: Json, state: str = "NC", **facility: Any) -> Json:
    told = [{"kind": "jail", "imposed_at": "2025-01-10", **each} for each in sentences]
    return {"custody_id": name, "facility": {"state": state, **facility}, "sentences": told}


def stated(*days: str, kind: str = "release") -> list[Json]:
    return [{"kind": kind, "at": day} for day in days]


LATE = record("late", {"id": "S1", "term": {"days": 60}, "stated": stated("2025-04-01")})
AGREED = record("agreed", {"id": "S1", "term": {"days": 60}, "stated": stated("2025-03-11")})
BEFORE = record("before", {"id": "S1", "term": {"days": 60}, "stated": stated("2025-02-01")})
CREDIT = [{"from": "2024-12-28", "to": "2025-01-10"}]
EARLY = record("early", {"term": {"months": 6}, "credits": CREDIT, "stated": stated("2025-02-01")}, state="NY")
CHAIN = record(
    "chain",
    {"id": "A", "offense_at": "2024-05-01", "term": {"days": 61}},
    {
        "id": "B",
        "offense_at": "2024-05-01",
        "term": {"days": 61},
        "consecutive_to": ["A"],
        "stated": stated("2025-11-01", "2026-02-01"),
    },
    state="GA",
)
TEXAS = record("tx", {"term": {"days": 180}}, state="TX", time_zone="America/Chicago")
LIFE = record("life", {"term": {"life": True}}, {"kind": "probation_only"})
HELD = {"custody_id": "held", "facility": {"state": "NC"}}
EVERY = (LATE, AGREED, BEFORE, EARLY, CHAIN, TEXAS, LIFE, HELD)


def ends(
    folder: Path, capsys: pytest.CaptureFixture[str], records: tuple[Any, ...], *words: str
) -> tuple[int, str, str]:
    """Run the verb over records; return its exit code, its output, and the last line of standard error."""
    path = folder / "records.jsonl"
    path.write_text("".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in records))
    code = main(["sentence", str(path), *words])
    out, err = capsys.readouterr()
    return code, out, err.splitlines()[-1]


def test_the_document_has_the_shape_of_its_published_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(ends(tmp_path, capsys, (*EVERY, "{"), "--format", "json")[1])
    main(["schema", "--sentence"])
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    assert list(found) == ["schema", "tool", "law", "as_of", "results", "input", "rejected", "summary"]
    assert [each["custody_id"] for each in found["results"]] == [each["custody_id"] for each in EVERY]
    told = [each for result in found["results"] for sentence in result["sentences"] for each in sentence["milestones"]]
    assert {"gives", "hours", "rule", "confidence", "missing", "law", "steps"} < set(told[0])
    assert {"from": "06:00", "to": "17:00"} in [each["hours"] for each in told]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**found, "results": [{**found["results"][0], "surprise": 1}]}, schema)


def test_the_document_says_what_is_computed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = SentenceRunResult.model_validate_json(ends(tmp_path, capsys, EVERY, "--format", "json")[1])
    assert len(document.results) == len(EVERY)
    for told, source in zip(document.results, EVERY, strict=True):
        computed = compute_sentences(source)
        assert len(told.sentences) == len(computed)
        for one, other in zip(told.sentences, computed, strict=True):
            assert (one.sentences, one.ids, one.aggregate) == (other.sentences, other.ids, other.aggregate)
            assert [(m.milestone, m.earliest, m.latest, m.gives, m.steps, m.missing) for m in one.milestones] == [
                (m.name, m.earliest, m.latest, m.gives, m.steps, m.missing) for m in other.milestones
            ]
            assert [(m.rule, m.confidence, [law.cite for law in m.law]) for m in one.milestones] == [
                (m.rule, m.confidence, [law.cite for law in m.law]) for m in other.milestones
            ]
            assert [(r.code, r.path, r.supply) for r in one.refused] == [
                (r.code, r.path, r.supply) for r in other.refused
            ]
            assert [(c.path, c.kind, c.stated, c.verdict, c.days, c.because) for c in one.compare] == [
                (c.path, c.kind, c.stated, c.verdict, c.days, c.because) for c in other.compare
            ]


def test_json_lines_say_what_the_document_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.jsonl"
    words = "--format", "json", "--output", f"jsonl={file}"
    whole = json.loads(ends(tmp_path, capsys, (*EVERY, "{"), *words)[1])
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line.pop("type") for line in lines] == ["run", *["result"] * len(EVERY), "rejected", "summary"]
    assert lines[0] == {key: whole[key] for key in ("schema", "tool", "law", "as_of")}
    assert lines[1:-2] == whole["results"]
    assert lines[-2] == whole["rejected"][0]
    assert lines[-1].pop("input") == whole["input"]
    assert lines[-1] == whole["summary"]


def test_no_date_depends_on_the_day_on_which_it_is_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ever, later = (ends(tmp_path, capsys, EVERY, *words)[1] for words in ((), ("--as-of", "2199-01-10")))
    assert ever
    assert ever == later
    main(["sentence", "--help"])
    assert "No date depends on the day" in " ".join(capsys.readouterr().out.split())


def test_a_bar_is_told_of_every_byte_that_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(ProgressBar, "advance", lambda _, count: told.append(count))
    ends(tmp_path, capsys, EVERY)
    assert sum(told) == (tmp_path / "records.jsonl").stat().st_size


def test_rows_are_dates_comparisons_and_what_is_not_computed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = json.loads(ends(tmp_path, capsys, EVERY, "--format", "json")[1])
    rows = list(csv.DictReader(ends(tmp_path, capsys, (*EVERY, "{"), "--format", "csv")[1].splitlines()))
    parts = [(result, part) for result in whole["results"] for part in result["sentences"]]
    expected = []
    for result, part in parts:
        about = (result["custody_id"], " | ".join(part["ids"]))
        expected += [(*about, "milestone", each["milestone"]) for each in part["milestones"]]
        expected += [(*about, "comparison", each["kind"]) for each in part["compare"]]
        expected += [(*about, "refusal", each["code"]) for each in part["refused"]]
    assert {kind for *_, kind, _ in expected} == {"milestone", "comparison", "refusal"}
    assert [(row["custody_id"], row["ids"], row["row"], row["name"]) for row in rows] == expected
    late = next(row for row in rows if row["verdict"] == "possible_late_release")
    assert late == dict.fromkeys(COLUMNS, "") | {
        "custody_id": "late",
        "source_path": str(tmp_path / "records.jsonl"),
        "source_rows": "1",
        "sentences": "sentences[0]",
        "ids": "S1",
        "aggregate": "false",
        "row": "comparison",
        "name": "release",
        "verdict": "possible_late_release",
        "days": "21",
        "stated": "2025-04-01",
        "earliest": "2025-03-11",
        "latest": "2025-03-11",
    }
    early = next(row for row in rows if row["verdict"] == "possible_early_release")
    assert int(early["days"]) < 0


def test_no_cell_is_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wicked = record("=HYPERLINK(1)", {"id": "+1", "term": {"days": 60}})
    rows = list(csv.DictReader(ends(tmp_path, capsys, (wicked,), "--format", "csv")[1].splitlines()))
    assert len(rows) > 2
    assert {(row["custody_id"], row["ids"]) for row in rows} == {("'=HYPERLINK(1)", "'+1")}


@pytest.mark.parametrize(
    ("verdicts", "shown"),
    [
        (["possible_late_release"], ["late", "chain"]),
        (["possible_early_release"], ["early"]),
        (["agrees", "possible_early_release"], ["agreed", "early"]),
        (["cannot_say"], ["before"]),
    ],
)
def test_only_records_with_a_selected_verdict_are_shown_and_all_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verdicts: list[str], shown: list[str]
) -> None:
    words = [word for verdict in verdicts for word in ("--select", verdict)]
    files = [tmp_path / f"report.{name}" for name in ("text", "jsonl", "csv")]
    words += [word for file in files for word in ("--output", f"{file.suffix[1:]}={file}")]
    everything = json.loads(ends(tmp_path, capsys, EVERY, "--format", "json")[1])
    code, out, last = ends(tmp_path, capsys, EVERY, "--format", "json", *words)
    found = json.loads(out)
    assert code == 0
    assert [each["custody_id"] for each in found["results"]] == shown
    hidden = len(EVERY) - len(shown)
    assert f"{hidden} not shown" in last
    assert found["summary"]["records"] == {"read": len(EVERY), "computed": len(EVERY), "rejected": 0, "hidden": hidden}
    for name in ("sentences", "refused", "compare"):
        assert found["summary"][name] == everything["summary"][name]
    text, lines, rows = (file.read_text() for file in files)
    names = {each["custody_id"] for each in EVERY}
    assert [name for name in names if f"\n{name}: " in text] == [name for name in names if name in shown]
    assert f"{hidden} not shown" in text
    assert [each["custody_id"] for each in map(json.loads, lines.splitlines()[1:-1])] == shown
    assert {row["custody_id"] for row in csv.DictReader(rows.splitlines())} == set(shown)


@pytest.mark.parametrize("words", [["--select", "late"], ["--select", "possible_late_release,agrees"]])
def test_a_verdict_that_does_not_exist_is_a_wrong_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code, out, _ = ends(tmp_path, capsys, EVERY, *words)
    assert (code, out) == (2, "")
    assert main(["schema", "--result", "--sentence"]) == 2
    told = capsys.readouterr().err
    assert "name two schemas; write one of them" in told


def test_counsel_reads_what_is_open_in_words_beside_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = " ".join(ends(tmp_path, capsys, (*EVERY, "{"))[1].split())
    for part in (
        "none depends on the day this is run",
        "stated release 2025-04-01: POSSIBLE LATE RELEASE, 21 days after 2025-03-11, the nearest computed day",
        "stated release 2025-03-11: AGREES",
        "not known: which end days of a span of credit count [us/ny.credit_end_days]",
        "whether consecutive terms are one term for good time [us/ga.consecutive_terms]",
        "what becomes of a release on a weekend or holiday [us/ga.release_days]",
        "CANNOT SAY, 38 days before 2025-03-11, the nearest computed day (open: No source was read for what the",
        "place gives [us/nc.good_time: law_not_read])",
        "between 06:00 and 17:00",
        "or in the same hours up to 1 day before; not owed",
        "not computed [life_term]: sentences[0].term.life: For life: there is no end to compute. Supply the decision",
        "REJECTED, not computed",
        "SUMMARY 9 records read, 1 rejected, 1 without a sentence; 10 results on sentences, alone or together.",
    ):
        assert part in told, part


def test_what_is_open_of_a_date_no_milestone_answers_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = record("other", {"term": {"days": 60}, "stated": stated("2026-01-01", kind="supervision_end")})
    back = record("back", {"term": {"days": 60}, "stated": stated("2024-01-01")})
    back |= {"admission": "return", "booked_at": "2025-01-10"}
    told = " ".join(ends(tmp_path, capsys, (other, back))[1].split())
    assert "stated supervision end 2026-01-01: CANNOT SAY (open: such a date is not computed)" in told
    assert "stated release 2024-01-01: CANNOT SAY (open: a date before this booking, of somebody who came back)" in told


def test_no_line_of_the_text_is_wider_than_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ends(tmp_path, capsys, EVERY)[1]
    # A path is never broken, so that it can be found; the folder of a test may be longer than a line.
    long = [line for line in out.splitlines() if len(line) > 100 and str(tmp_path) not in line]
    assert len(out.splitlines()) > 50
    assert long == []


def test_every_verdict_is_met_in_these_tests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(ends(tmp_path, capsys, EVERY, "--format", "json")[1])["summary"]["compare"]
    assert list(found) == list(VERDICTS)
    assert min(found.values()) > 0
