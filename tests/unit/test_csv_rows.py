"""CSV says of findings what the result says, one row a finding, and nothing in it is a formula."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROJECT
from holdcheck.checking import Checker
from holdcheck.findings.result import Finding, RecordResult, Source
from holdcheck.law import load_rules
from holdcheck.printable import printable
from holdcheck.readers import Entry, load_records
from holdcheck.record import read_record
from holdcheck.reports.csv_rows import COLUMNS, csv_rows, without_formulas
from holdcheck.run import Checked, Hidden, Run
from holdcheck.testing import Json, custody_records

CASES = PROJECT / "examples" / "cases"
CHECKER = Checker(load_rules())
HELD = json.loads((CASES / "berry-baca-2004.json").read_text(encoding="utf-8"))
CLEAR = {
    "custody_id": "clear",
    "facility": {"state": "NC"},
    "booked_at": "2024-05-01T10:00",
    "released_at": "2024-05-01T18:00",
    "released_to": "community",
    "charges": [{"id": "C1", "held_until": "2024-05-01T16:00", "held_until_because": "recognizance"}],
}
COVERED = CLEAR | {"custody_id": "covered", "released_at": "2024-05-01T16:00"}
UNDECIDED = CLEAR | {
    "custody_id": "undecided",
    "released_at": "2024-05-04T18:00",
    "holds": [{"id": "H1", "code": "HOLD", "placed_at": "2024-05-01T11:00"}],
}


def entry(record: Json, path: str = "roster.jsonl", rows: tuple[int, ...] = (1,)) -> Entry:
    return Entry(Source(path=path, rows=rows), read_record(record))


def told(entries: Iterable[Entry], **options: Any) -> tuple[str, list[RecordResult]]:
    """The CSV of a run, and the results it is about."""
    run = Run(entries, CHECKER, **options)
    report = csv_rows(run)
    pieces, results = [next(report)], []
    for item in run:
        pieces.append(report.send(item))
        if isinstance(item, Checked) and item.shown:
            results.append(item.document)
    return "".join([*pieces, report.send(run.summary())]), results


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(keepends=True), strict=True))


def expected(document: RecordResult, finding: Finding) -> dict[str, str]:
    """A row by the JSON of the result, worked out apart from the report."""
    told_ = json.loads(finding.model_dump_json(by_alias=True))
    row = {"custody_id": document.custody_id, **{name: told_[name] for name in COLUMNS if name in told_}}
    assert document.source is not None
    row |= {"source_path": document.source.path, "source_rows": list(map(str, document.source.rows))}
    for span in ("from", "until"):
        row |= {f"{span}_{bound}": (told_[span] or {}).get(bound) for bound in ("earliest", "latest")}
    row |= {f"hours_{bound}": (told_["hours"] or {}).get(bound) for bound in ("least", "most")}
    row["papers"] = list(dict.fromkeys(fact["paper"] for fact in told_["because"] if fact["paper"]))
    row["citations"] = [each["cite"] for each in told_["law"]]
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return printable(" | ".join(value))
        case str():
            return printable(value)
    return json.dumps(value)


def with_formulas(text: str) -> str:
    """Text as it was before an apostrophe was put in front of what looked like a formula."""
    return re.sub(r"""(^|[;,])'(?=[\s"']*[-=+@－＝＋＠﹣﹦﹢﹫−])""", r"\1", text)


def test_a_finding_is_a_row_named_after_the_fields_of_the_result() -> None:
    text, _ = told([entry(HELD, "roster.csv", (17, 18))], hidden=Hidden(select=["held-past-release-on-nothing"]))
    assert text.splitlines()[0] == (
        "custody_id,source_path,source_rows,rule,title,severity,ground,standing,binding,confidence,certainty,"
        "from_earliest,from_latest,until_earliest,until_latest,hours_least,hours_most,ongoing,message,papers,"
        "citations,remedy,would_clear,fingerprint"
    )
    assert rows(text) == [
        {
            "custody_id": "berry-baca-2004",
            "source_path": "roster.csv",
            "source_rows": "17 | 18",
            "rule": "held-past-release-on-nothing",
            "title": "Held past a release entitlement on no recorded authority",
            "severity": "review",
            "ground": "judicial_warrant_standard",
            "standing": "open",
            "binding": "false",
            "confidence": "read",
            "certainty": "certain",
            "from_earliest": "2001-02-01T11:30:00-08:00",
            "from_latest": "2001-02-01T11:30:00-08:00",
            "until_earliest": "2001-02-02T14:02:00-08:00",
            "until_latest": "2001-02-02T14:02:00-08:00",
            "hours_least": "26.53",
            "hours_most": "26.53",
            "ongoing": "false",
            "message": "Held 26 hours 32 minutes after the release entitlement of 2001-02-01 11:30 (charges dismissed)."
            " No paper in the record covers this time: there is no recorded authority for it.",
            "papers": "C1 | O1",
            "citations": "holdcheck judicial-warrant standard | U.S. Const. amend. IV and XIV | McNeil v. Director,"
            " Patuxent Institution, 407 U.S. 245 (1972) | Lewis v. O'Grady, 853 F.2d 1366 (7th Cir. 1988)"
            " | Barnes v. District of Columbia, 793 F. Supp. 2d 260 (D.D.C. 2011)",
            "remedy": "Find the paper that authorises this hold; if none is found today, the law read here requires"
            " release; tell counsel.",
            "would_clear": "a judicial warrant for this person, in force before 2001-02-01 11:30 | a court order,"
            " sentence or commitment that detained this person past 2001-02-01 11:30 | a writ of a court in force at"
            " 2001-02-01 11:30",
            "fingerprint": "befce6616db3c60d14ea72dab18d36d3348b693843f2e62ed3776e8e96ccf2b6",
        }
    ]


def test_rows_say_of_every_decided_case_what_the_result_says() -> None:
    text, results = told(load_records(CASES))
    assert rows(text) == [expected(document, finding) for document in results for finding in document.findings]
    assert len(rows(text)) > 90


def test_a_record_without_findings_has_no_row_and_the_header_is_always_there() -> None:
    broken = Entry(Source(path="roster.jsonl", rows=(9,)), errors=("custody_id: is missing; every record needs it",))
    text, results = told([entry(COVERED), entry(UNDECIDED), broken])
    assert [document.outcome for document in results] == ["clear", "undetermined"]
    assert text == ",".join(COLUMNS) + "\n"


def test_what_is_hidden_elsewhere_is_hidden_here() -> None:
    records = [entry(HELD), entry(CLEAR)]
    every = [(row["custody_id"], row["rule"]) for row in rows(told(records)[0])]
    assert ("clear", "held-past-release-on-nothing") in every
    left = told(records, hidden=Hidden(ignore=["held-past-release-on-nothing"]), show_clear=False)[0]
    assert [(row["custody_id"], row["rule"]) for row in rows(left)] == [
        each for each in every if each[0] != "clear" and each[1] != "held-past-release-on-nothing"
    ]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("K-2291", "K-2291"),
        ("0010", "0010"),
        ("2024-05-01T10:00", "2024-05-01T10:00"),
        ("a = b", "a = b"),
        ("", ""),
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1", "'＝1"),
        ("－1", "'－1"),
        ("＋1", "'＋1"),
        ("＠A1", "'＠A1"),
        ("−1", "'−1"),
        ("  =1", "'  =1"),
        ("\t\r\n=1", "'\t\r\n=1"),
        ('"=1"', '\'"=1"'),
        ("'=1", "''=1"),
        ("a;=1", "a;'=1"),
        ('a", =1', "a\",' =1"),
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str, safe: str) -> None:
    assert without_formulas(text) == safe
    assert with_formulas(safe) == text


FORMULAS = st.text(st.sampled_from("=+-@＝＋－＠﹦−;,|\"' \t\r\n\x1b\xa0aé1"), max_size=8)
"""What a custody id may begin with."""
IDS = re.compile(r"[CWDASOXPHG]\d")


def renamed(part: Any, prefix: str) -> Any:
    """A record in which the id of every paper begins with a prefix."""
    if isinstance(part, dict):
        return {key: renamed(value, prefix) for key, value in part.items()}
    if isinstance(part, list):
        return [renamed(value, prefix) for value in part]
    return prefix + part if isinstance(part, str) and IDS.fullmatch(part) else part


@given(custody_records(), FORMULAS, FORMULAS, FORMULAS)
def test_no_cell_is_a_formula_and_the_findings_can_be_read_back(
    record: Json, custody_id: str, paper: str, path: str
) -> None:
    record = renamed(record, paper) | {"custody_id": f"{custody_id}K"}
    text, (document,) = told([entry(record, path or "x")])
    assert all(character.isprintable() or character == "\n" for character in text)
    for separator in ",;":  # as a reader cuts it who knows nothing of quotes
        for cell in re.split(f"[{separator}\n]", text):
            assert not unicodedata.normalize("NFKC", cell.lstrip(' "')).startswith(("=", "+", "-", "@", "−"))
    read = [{name: with_formulas(cell) for name, cell in row.items()} for row in rows(text)]
    assert read == [expected(document, finding) for finding in document.findings]
