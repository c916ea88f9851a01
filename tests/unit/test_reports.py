"""Reports say the same in every format, say it in words, and repeat nothing they must not repeat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from conftest import PROJECT
from expectations import load
from holdcheck.checking import Checker
from holdcheck.findings.result import Hours, Instants, RunResult, Source
from holdcheck.law import Law
from holdcheck.readers import load_records
from holdcheck.record import CustodyRecord
from holdcheck.reports import phrases
from holdcheck.reports.conditions import condition
from holdcheck.reports.csv_rows import csv_rows
from holdcheck.reports.docket import docket, is_on_docket
from holdcheck.reports.json_document import json_document
from holdcheck.reports.json_lines import json_lines
from holdcheck.reports.missing_facts import missing_fact
from holdcheck.reports.rule_pages import rule_list, rule_page
from holdcheck.reports.sentence_shape import SentenceRunResult
from holdcheck.reports.text import text
from holdcheck.reports.timeline import timeline
from holdcheck.run import Checked, Hidden, Run
from holdcheck.zones import zone

CASES = PROJECT / "examples" / "cases"
SCENARIOS = PROJECT / "tests" / "scenarios"
FORMATS = {
    "text": text,
    "json": json_document,
    "jsonl": json_lines,
    "csv": csv_rows,
    "docket": docket,
    "timeline": timeline,
}


def scenario(name: str) -> dict[str, Any]:
    record: dict[str, Any] = load(SCENARIOS / f"{name}.yaml")["record"]
    return record


def written(folder: Path, *records: dict[str, Any] | str) -> Path:
    path = folder / "records.jsonl"
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def report(law: Law, name: str, *paths: Path, **options: Any) -> str:
    run = Run(load_records(*paths), Checker(law), **options)
    written_by = FORMATS[name](run)
    pieces = [next(written_by), *(written_by.send(item) for item in run), written_by.send(run.summary())]
    return "".join(pieces)


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from keys(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys(part)


@pytest.mark.parametrize("model", [CustodyRecord, RunResult, SentenceRunResult])
def test_every_field_of_a_schema_is_described(model: type[BaseModel]) -> None:
    schema = model.model_json_schema(mode="serialization")
    objects = {model.__name__: schema, **schema["$defs"]}
    undescribed = [
        f"{name}.{field}"
        for name, shape in objects.items()
        for field, found in shape["properties"].items()
        if not found.get("description")
    ]
    assert undescribed == []


def test_the_json_document_has_the_shape_of_its_schema(tmp_path: Path, law: Law) -> None:
    found = json.loads(report(law, "json", CASES, written(tmp_path, "nonsense", "{}")))
    jsonschema.validate(found, RunResult.model_json_schema(mode="serialization"))
    assert list(found) == ["schema", "tool", "law", "as_of", "map", "results", "input", "rejected", "summary"]
    assert len(found["results"]) == len(list(CASES.glob("*.json")))
    assert [rejected["source"]["rows"] for rejected in found["rejected"]] == [[1], [2]]
    assert [file["path"] for file in found["input"][:-1]] == sorted(map(str, CASES.glob("*.json")))
    assert found["input"][-1]["path"] == str(tmp_path / "records.jsonl")
    assert not {key for key in keys(found["results"]) if key.endswith("_")}


def test_json_lines_say_what_the_document_says(tmp_path: Path, law: Law) -> None:
    bad = written(tmp_path, "nonsense")
    whole = json.loads(report(law, "json", CASES, bad))
    lines = [json.loads(line) for line in report(law, "jsonl", CASES, bad).splitlines()]
    results = ["result"] * len(whole["results"])
    assert [line.pop("type") for line in lines] == ["run", *results, "rejected", "summary"]
    assert lines[0] == {key: whole[key] for key in ("schema", "tool", "law", "as_of", "map")}
    assert lines[1:-2] == whole["results"]
    assert lines[-2] == whole["rejected"][0]
    assert lines[-1].pop("input") == whole["input"]
    assert lines[-1] == whole["summary"]


def test_an_empty_run_is_a_whole_document(tmp_path: Path, law: Law) -> None:
    found = json.loads(report(law, "json", written(tmp_path)))
    assert found["results"] == found["rejected"] == []
    assert found["summary"]["exit"] == {"code": 5, "reasons": ["nothing_checked"]}


def test_the_same_input_gives_the_same_bytes(law: Law) -> None:
    for name in FORMATS:
        assert report(law, name, CASES) == report(law, name, CASES)


def test_text_tells_counsel_what_why_on_what_law_and_what_to_do(law: Law) -> None:
    told = " ".join(report(law, "text", CASES / "valdez-hurtado-2022.json").split())
    for part in (
        "valdez-hurtado-2022: FINDINGS",
        "Release due Fri 2022-09-23 14:00 CDT: a court's release order",
        "VIOLATION (certain): Held past a release entitlement on a detainer",
        "When Fri 2022-09-23 14:00 CDT to Mon 2022-09-26 14:00 CDT, 3 days (72 hours)",
        "O1: The last authority, the charge C1 (the jail's word; no paper seen), ended 2022-09-23 14:00",
        "Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015): Keeping somebody",
        "holdcheck's own yardstick, which is not a rule any court has laid down",
        "To do Find the paper that authorises this hold",
        "Lawful with - a judicial warrant for this person, in force before 2022-09-23 14:00.",
        "Rule held-past-release-on-detainer",
        "Of the records checked: 1 with findings, 0 undetermined, 0 clear.",
        f"standard judicial-warrant; law edition {law.edition} (SHA-256 {law.sha256})",
        "This is not legal advice.",
    ):
        assert part in told
    assert told.index("VIOLATION") < told.index("FOR REVIEW")
    assert "illegal" not in told


def test_text_names_the_fact_that_would_decide_once(tmp_path: Path, law: Law) -> None:
    told = report(law, "text", written(tmp_path, scenario("findings/hold-note-of-unknown-paper")))
    assert told.count("UNDETERMINED:") == 1
    assert "holds[0].paper (The paper behind it;" in told
    assert "holds[].paper: 1 record" in told


def test_text_is_silent_on_clear_records_but_for_a_line_where_something_is_to_be_said(tmp_path: Path, law: Law) -> None:
    quiet, noticed = scenario("everyday/awaiting-transfer-to-state-prison"), scenario("everyday/weekend-sentence")
    path = written(tmp_path, quiet, noticed)
    told = report(law, "text", path)
    assert quiet["custody_id"] not in told
    assert f"{noticed['custody_id']}: clear; notice: Held past a release entitlement" in told
    assert noticed["custody_id"] not in report(law, "text", path, show_clear=False)
    assert "2 clear" in report(law, "text", path, show_clear=False)
    assert json.loads(report(law, "json", path, show_clear=False))["results"] == []


def test_text_says_what_is_hidden(law: Law) -> None:
    told = report(law, "text", CASES / "rivas-martin-2011.json", hidden=Hidden(select=["first-appearance-late"]))
    assert "What was found is not shown" in told
    assert "3 of these findings are not shown" in told


def test_the_text_says_what_became_of_a_charge_where_the_cause_has_no_name_of_its_own(tmp_path: Path, law: Law) -> None:
    charge = {"id": "C1", "disposition": "diverted", "disposed_at": "2024-05-05T12:00"}
    booked = {"custody_id": "K-1", "facility": {"state": "NC"}, "booked_at": "2024-05-01T12:00", "charges": [charge]}
    told = report(law, "text", written(tmp_path, booked | {"released_at": "2024-05-07T14:00"}))
    assert "\n  Release due  Sun 2024-05-05 12:00 EDT: the charge was diverted\n" in told
    assert "release-order-ignored" not in told
    assert "a court's release" not in told


def test_the_docket_lists_people_still_held(tmp_path: Path, law: Law) -> None:
    told = report(law, "docket", CASES)
    assert "8 people still held." in told
    assert "ochoa-campbell-2017: VIOLATION, since Thu 2017-05-18 15:00 PDT" in told
    assert told.index("padilla") < told.index("ochoa") < told.index("DUE NEXT") < told.index("Thu 2017-12-14 14:00 MST")
    assert "rivas-martin" not in told
    serving = scenario("everyday/weekend-sentence")
    for key in ("released_at", "released_to"):
        del serving[key]
    serving["recorded_until"] = "2024-02-17T12:00"
    told = report(law, "docket", written(tmp_path, serving))
    assert "Sun 2024-02-18 18:00 EST: NY-24-00207: release due" in told
    assert "PEOPLE STILL HELD" in report(law, "text", written(tmp_path, serving), show_clear=False)


SIXTY_DAYS = {
    "facility": {"state": "VT"},
    "booked_at": "2024-01-31T10:00",
    "charges": [{"id": "C1", "disposition": "convicted", "disposed_at": "2024-01-31"}],
    "sentences": [{"id": "S1", "charges": ["C1"], "kind": "jail", "imposed_at": "2024-01-31", "term": {"days": 60}}],
}
RANGE = "between Sat 2024-03-30 00:00 EDT and Tue 2024-04-02 00:00 EDT: K-1: release\n      due (end"


@pytest.mark.parametrize(
    ("as_of", "since", "due"),
    [
        (date(2024, 3, 21), False, True),
        (date(2024, 4, 1), False, True),
        (date(2024, 4, 2), True, False),
        (date(2024, 4, 10), True, False),
        (datetime(2024, 4, 2, 3, 59, tzinfo=UTC), False, True),
        (datetime(2024, 4, 2, 4, tzinfo=UTC), True, False),
        (None, False, True),
    ],
)
def test_what_is_surely_past_is_never_due_next(
    tmp_path: Path, law: Law, as_of: date | None, since: bool, due: bool
) -> None:
    """The record ends on 20 March: what became of a release that was due by 2 April is not known on the 10th."""
    path = written(tmp_path, {"custody_id": "K-1", "recorded_until": "2024-03-20T10:00", **SIXTY_DAYS})
    for name, next_up in (("docket", "DUE NEXT"), ("text", "WHAT IS DUE NEXT")):
        run = Run(load_records(path), Checker(law, as_of=as_of))
        reported = FORMATS[name](run)
        told = "".join([next(reported), *(reported.send(item) for item in run), reported.send(run.summary())])
        assert (f"{next_up}\n  {RANGE}" in told) is due
        assert (next_up in told) is due
        over = f"FELL DUE AFTER THE RECORD ENDS; whether it was done is not known\n  {RANGE}"
        assert (over in told) is (since and name == "docket")
    (item,) = Run(load_records(path), Checker(law, as_of=as_of))
    assert isinstance(item, Checked)
    assert is_on_docket(item)


def test_a_release_that_was_due_while_the_record_goes_on_is_a_finding_and_not_due(tmp_path: Path, law: Law) -> None:
    told = report(law, "docket", written(tmp_path, {"custody_id": "K-1", "recorded_until": "2024-04-10", **SIXTY_DAYS}))
    assert "K-1: VIOLATION, since Tue 2024-04-02 00:00 EDT" in told
    assert "DUE" not in told


def test_the_docket_names_everybody_still_held_who_has_a_finding(tmp_path: Path, law: Law) -> None:
    lent = {
        "custody_id": "K-9",
        "facility": {"state": "NC"},
        "booked_at": "2024-01-01T08:00",
        "recorded_until": "2024-06-01T08:00",
        "court_orders": [{"id": "O1", "kind": "detain", "ordered_at": "2024-01-01T08:00"}],
        "writs": [{"id": "X1", "kind": "ad_prosequendum", "role": "borrowed", "return_by": "2024-03-01"}],
    }
    told = report(law, "docket", written(tmp_path, lent))
    assert "HELD WITHOUT" not in told
    assert told.endswith("OTHER FINDINGS; `holdcheck check` shows them\n  K-9\n")


def test_a_run_that_checked_nothing_says_so(tmp_path: Path, law: Law) -> None:
    assert "  Nothing was checked: this says nothing of anybody.\n" in report(law, "text", written(tmp_path, "{"))
    assert "Nothing was checked" not in report(law, "text", CASES)


def test_a_page_is_no_wider_than_eighty_columns(law: Law) -> None:
    for name in ("text", "docket", "timeline"):
        told = report(law, name, CASES).splitlines()
        assert len(told) > 10
        assert [line for line in told if len(line) > 80] == []


def test_the_timeline_shows_uncovered_time(law: Law) -> None:
    told = report(law, "timeline", CASES / "valdez-hurtado-2022.json")
    assert "=] " not in told.splitlines()[1]
    assert "[          !!!!!!!!!!] Fri 2022-09-23 14:00 CDT to Mon 2022-09-26 14:00 CDT" in told
    assert "3 days (72 hours): no authority; a detainer (D1)" in told
    assert "\x1b" not in told


def drawn(law: Law, path: Path, width: int) -> str:
    """The timeline of one record as a terminal of this width gets it."""
    run = Run(load_records(path), Checker(law))
    rows = timeline(run, width=width)
    next(rows)
    (told,) = (rows.send(item) for item in run)
    return told


@pytest.mark.parametrize("width", [40, 80, 100, 140])
def test_the_timeline_is_red_where_there_was_no_authority_on_a_terminal(law: Law, width: int) -> None:
    told = drawn(law, CASES / "valdez-hurtado-2022.json", width)
    assert "\x1b[1;31m" in told
    words = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", told).split())
    for bound in ("2022-09-20 12:00", "2022-09-20 15:56", "2022-09-23 14:00", "2022-09-26 14:00"):
        assert bound in words
    assert "━ authority recorded █ none recorded ▒ the record does not decide" in words


def test_the_timeline_says_without_colour_what_it_says_with_it(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    told = drawn(law, CASES / "valdez-hurtado-2022.json", 140)
    assert "\x1b[1;31m" not in told
    assert "  ━━━━━━━━━━" in told
    assert " ██████████" in told


def test_the_timeline_says_where_no_custody_is_known(tmp_path: Path, law: Law) -> None:
    unknown = written(tmp_path, {"custody_id": "K", "facility": {"state": "NC"}, "recorded_until": "2024-05-01"})
    for told in (drawn(law, unknown, 80), drawn(law, unknown, 140), report(law, "timeline", unknown)):
        assert "No custody is known." in told


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_the_data_reaches_a_terminal_unescaped(tmp_path: Path, law: Law, name: str) -> None:
    evil = "K\x1b[2J\x9b31m\u202e[bold red]"
    record = json.loads((CASES / "ochoa-campbell-2017.json").read_text(encoding="utf-8")) | {"custody_id": evil}
    for papers in ("warrants", "detainers", "charges"):
        for paper in record.get(papers, ()):
            paper["id"] = f"{paper.get('id')}\x1b]0;\x07"
    record["charges"][0]["id"] = "C1"
    again = record | {"person_id": "p"}
    told = report(law, name, written(tmp_path, record, again, '{"\x1b[2J": 1}'))
    if name.startswith("json"):
        assert json.loads(told.splitlines()[1].rstrip(",]"))["custody_id"] == evil
    assert not {character for character in told if not character.isprintable()} - {"\n"}
    assert ("[bold red]" in told) or name.startswith("json")


def test_every_rule_has_a_page(law: Law) -> None:
    by_id = {rule.id: rule for rule in law.rules}
    for rule in law.rules:
        page = rule_page(rule, by_id[rule.standing_of or rule.id].standing)
        told = " ".join(page.split())
        assert page.startswith(f"{rule.id}\n")
        words = page.partition("EXAMPLES")[0].partition("IN FORCE")[2].split()
        assert not [word for word in words if "_" in word and "." not in word]
        assert "{" not in page
        for version in rule.versions:
            assert f"last read {version.reviewed_on}" in told
            for each in version.law:
                assert " ".join(f"{each.cite}: {each.says}".split()) in told
                assert each.url is None or f"<{each.url}>" in page
        for example in rule.examples:
            assert " ".join(example.name.split()) in told
        for entry in rule.standing:
            assert f"{entry.is_}, {'binding' if entry.binding else 'not binding'}" in told
    listed = rule_list(law.rules)
    assert all(f"{rule.id}  [" in listed for rule in law.rules)


def test_conditions_read_as_sentences(law: Law) -> None:
    by_id = {rule.id: rule for rule in law.rules}
    rule = by_id["held-past-release-on-detainer"]
    assert [condition(rule.judges, each) for each in rule.versions[0].when] == [
        "no authority covers the time",
        "something in the record may have authorised this custody before",
        "no warrant executed by a designated 287(g) officer is in force",
        "no administrative warrant is in force",
        "a detainer that asks for a hold is in force",
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("papers", "no list of papers appears"),
        ("holds[0].paper", "The paper behind it"),
        ("holds[].paper", "The paper behind it"),
        ("warrants[3].issued_by.office", "magistrate"),
        ("sentences.good_time", "Good time as recorded"),
        ("warrants", "Signed arrest papers"),
        ("us/or.counts_start_day", "counts the days of a sentence"),
        ("us.release_on", "counts the days of a sentence"),
        ("rules.first-appearance-late: no version for 1900-01-01", "the law of that day"),
        ("nowhere[0].to.be_found", ""),
    ],
)
def test_a_missing_fact_is_described_by_the_schema(path: str, said: str) -> None:
    described = missing_fact(path)
    assert said in described
    assert bool(said) == bool(described)
    assert "; absent:" not in described


def test_times_are_the_facilitys_and_bounds_are_said() -> None:
    new_york = zone("America/New_York")

    def at(text_: str) -> datetime:
        return datetime.fromisoformat(text_).astimezone(UTC)

    exact = Instants(earliest=at("2024-11-03T01:30-04:00"), latest=at("2024-11-03T01:30-04:00"))
    day = Instants(earliest=at("2024-11-02T00:00-04:00"), latest=at("2024-11-03T00:00-04:00"))
    loose = Instants(earliest=at("2024-11-02T04:00-04:00"), latest=at("2024-11-02T06:00-04:00"))
    assert phrases.when(exact, new_york) == "Sun 2024-11-03 01:30 EDT"
    assert phrases.when(day, new_york) == "Sat 2024-11-02 at an hour not recorded"
    assert phrases.span(loose, exact, new_york) == (
        "from between Sat 2024-11-02 04:00 EDT and Sat 2024-11-02 06:00 EDT until Sun 2024-11-03 01:30 EDT"
    )
    assert phrases.span(exact, exact, new_york) == "Sun 2024-11-03 01:30 EDT to Sun 2024-11-03 01:30 EDT"
    assert phrases.how_long(Hours(least=19, most=19)) == "19 hours"
    assert phrases.how_long(Hours(least=0, most=72)) == "up to 3 days (72 hours)"
    assert phrases.how_long(Hours(least=1, most=1.5)) == "at least 1 hour, at most 1 hour 30 minutes"
    assert phrases.how_long_between(at("2024-11-03T00:00-04:00"), at("2024-11-04T00:00-05:00")) == "25 hours"


def test_a_place_is_a_line_or_a_record() -> None:
    assert phrases.source_of(Source(path="a.jsonl.gz", rows=(3,))) == "a.jsonl.gz line 3"
    assert phrases.source_of(Source(path="a.json", rows=(3,))) == "a.json record 3"
    assert phrases.source_of(None) == "a record without a file"


def test_the_holidays_of_a_place_that_were_not_read_are_named_in_words() -> None:
    told = missing_fact("us/md.release_days.holidays")
    assert "which days besides the federal holidays, and which of these, are holidays there" in told
