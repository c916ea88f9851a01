"""The findings of a run as CSV: one row a finding, for a spreadsheet or a database.

Rows are findings and nothing else, so that they can be counted and filtered without knowing of other kinds of row. A
record that is clear, undetermined or rejected therefore has none, and **a file without rows is no all-clear**: the last
line on standard error counts these records, and the other formats name them and the facts that are missing.

A custody id or the name of a paper comes from somebody else's system, and a spreadsheet would run it if it began like a
formula. Such text gets an apostrophe in front. Spreadsheets also take ``0010`` for ten: import ids as text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import TypeAlias

from holdcheck.findings.result import Finding, Instants, RecordResult, Rejected, Summary
from holdcheck.printable import printable
from holdcheck.reports import Report
from holdcheck.run import Run

Value: TypeAlias = str | float | date | None
"""What a cell is made of; truth values are numbers to Python, and instants are dates."""

COLUMNS = (
    "custody_id",
    "source_path",
    "source_rows",
    "rule",
    "title",
    "severity",
    "ground",
    "standing",
    "binding",
    "confidence",
    "certainty",
    "from_earliest",
    "from_latest",
    "until_earliest",
    "until_latest",
    "hours_least",
    "hours_most",
    "ongoing",
    "message",
    "papers",
    "citations",
    "remedy",
    "would_clear",
    "fingerprint",
)
"""The columns, in their order. They are named after the result's fields and never renamed; new ones come last."""

BETWEEN = " | "
"""What stands between the items of a list in one cell."""
_BEGINS = "-=+@\uff0d\uff1d\uff0b\uff20\ufe63\ufe66\ufe62\ufe6b\u2212"
"""What a formula begins with, the same at full width and small, and the minus sign."""
_FORMULA = re.compile(rf"""(^|[;,])(?=[\s"']*[{_BEGINS}])""")
"""Where one would begin: readers drop blanks and quotes, and one that splits at ``;`` begins cells inside ours."""


def csv_rows(run: Run) -> Report:
    """Report the findings of a run as CSV, in constant memory.

    Args:
        run: The run whose items are sent.
    """
    item = yield ",".join(COLUMNS) + "\n"
    while not isinstance(item, Summary):
        if isinstance(item, Rejected) or not item.shown:
            item = yield ""
        else:
            document = item.document
            item = yield csv_lines(COLUMNS, (_row(document, finding) for finding in document.findings))
    yield ""


def without_formulas(text: str) -> str:
    """Return text that a spreadsheet shows and does not run.

    Args:
        text: One cell. Where it, or what stands behind a separator in it, begins like a formula, an apostrophe is put
            before that; taking the apostrophe away there gives the text again.
    """
    return _FORMULA.sub(r"\1'", text)


def _row(document: RecordResult, finding: Finding) -> dict[str, Value]:
    source, hours = document.source, finding.hours
    papers = dict.fromkeys(fact.paper for fact in finding.because if fact.paper is not None)
    return {
        "custody_id": document.custody_id,
        "source_path": source.path if source else None,
        "source_rows": BETWEEN.join(map(str, source.rows)) if source else None,
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity,
        "ground": finding.ground,
        "standing": finding.standing,
        "binding": finding.binding,
        "confidence": finding.confidence,
        "certainty": finding.certainty,
        **_bounds("from", finding.from_),
        **_bounds("until", finding.until),
        "hours_least": hours.least if hours else None,
        "hours_most": hours.most if hours else None,
        "ongoing": finding.ongoing,
        "message": finding.message,
        "papers": BETWEEN.join(papers),
        "citations": BETWEEN.join(each.cite for each in finding.law),
        "remedy": finding.remedy,
        "would_clear": BETWEEN.join(finding.would_clear),
        "fingerprint": finding.fingerprint,
    }


def _bounds(name: str, instants: Instants | None) -> dict[str, Value]:
    if instants is None:
        return {}
    return {f"{name}_earliest": instants.earliest, f"{name}_latest": instants.latest}


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """Return rows as lines of CSV, every cell safe to open in a spreadsheet.

    Args:
        columns: The columns, in their order.
        rows: A value for each of them; those that are absent are empty.
    """
    lines = StringIO()
    writer = csv.DictWriter(lines, columns, lineterminator="\n")
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return lines.getvalue()


def _cell(value: Value) -> str | float:
    """Return what is written for a value: what JSON says, and nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return without_formulas(printable(value)) if isinstance(value, str) else value
