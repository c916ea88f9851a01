"""Sentences as CSV: one row a date, a comparison, or something that is not computed, to be sorted in a spreadsheet.

The column ``row`` says which. A rejected record has no row, and is only counted, on the last line of standard error.
Cells are made safe as in `holdcheck.reports.csv_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from holdcheck.findings.result import Rejected
from holdcheck.reports import SentenceReport
from holdcheck.reports.csv_rows import BETWEEN, Value, csv_lines
from holdcheck.sentence_run import Computed, SentenceRun, SentenceSummary
from holdcheck.sentences import Comparison, Milestone, SentenceResult

COLUMNS = (
    "custody_id",
    "source_path",
    "source_rows",
    "sentences",
    "ids",
    "aggregate",
    "row",
    "name",
    "verdict",
    "days",
    "stated",
    "earliest",
    "latest",
    "gives",
    "rule",
    "hours_from",
    "hours_to",
    "confidence",
    "because",
    "supply",
    "steps",
    "citations",
)
"""The columns, in their order. They are never renamed; new ones come last.

``row`` is milestone, comparison or refusal; ``name`` the milestone, the kind of stated date, or the code. Of a
comparison ``earliest`` and ``latest`` are the computed day nearest to the stated one, and ``days`` is the difference,
below zero where the stated date is earlier. ``because`` holds what keeps a date or an answer open, by path or code.
"""


def sentence_rows(run: SentenceRun) -> SentenceReport:
    """Report sentences as CSV, in constant memory.

    Args:
        run: The run whose items are sent.
    """
    item = yield ",".join(COLUMNS) + "\n"
    while not isinstance(item, SentenceSummary):
        if isinstance(item, Rejected) or not item.shown:
            item = yield ""
        else:
            item = yield csv_lines(COLUMNS, _rows(item))
    yield ""


def _rows(computed: Computed) -> Iterator[Mapping[str, Value]]:
    for result in computed.results:
        about = _about(computed, result)
        for milestone in result.milestones:
            yield about | _milestone(milestone)
        for comparison in result.compare:
            yield about | _comparison(comparison)
        for refusal in result.refused:
            yield about | {"row": "refusal", "name": refusal.code, "because": refusal.path, "supply": refusal.supply}


def _about(computed: Computed, result: SentenceResult) -> dict[str, Value]:
    return {
        "custody_id": computed.custody_id,
        "source_path": computed.source.path,
        "source_rows": BETWEEN.join(map(str, computed.source.rows)),
        "sentences": BETWEEN.join(result.sentences),
        "ids": BETWEEN.join(result.ids),
        "aggregate": result.aggregate,
    }


def _milestone(each: Milestone) -> dict[str, Value]:
    return {
        "row": "milestone",
        "name": each.name,
        "earliest": each.earliest,
        "latest": each.latest,
        "gives": each.gives,
        "rule": each.rule,
        "hours_from": each.hours.from_ if each.hours is not None else None,
        "hours_to": each.hours.to if each.hours is not None else None,
        "confidence": each.confidence,
        "because": BETWEEN.join(each.missing),
        "steps": BETWEEN.join(each.steps),
        "citations": BETWEEN.join(law.cite for law in each.law),
    }


def _comparison(each: Comparison) -> dict[str, Value]:
    nearest = each.stated - timedelta(days=each.days) if each.days is not None else None
    return {
        "row": "comparison",
        "name": each.kind,
        "verdict": each.verdict,
        "days": each.days,
        "stated": each.stated,
        "earliest": nearest,
        "latest": nearest,
        "because": BETWEEN.join(each.because),
    }
