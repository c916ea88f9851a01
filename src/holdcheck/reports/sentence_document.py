"""Sentences as one JSON document: their dates, the steps to them, and what is not computed."""

from __future__ import annotations

import json
from typing import Any

import holdcheck
from holdcheck.findings.result import Rejected
from holdcheck.printable import printable_json
from holdcheck.reports import SentenceReport
from holdcheck.sentence_run import Computed, SentenceRun, SentenceSummary
from holdcheck.sentences import Milestone

_SCHEMA = "holdcheck-sentence/1"


def sentence_document(run: SentenceRun) -> SentenceReport:
    """Report sentences as one JSON document; ``rejected`` and ``summary`` come last.

    Args:
        run: The run whose items are sent.
    """
    head = {
        "schema": _SCHEMA,
        "tool": {"name": "holdcheck", "version": holdcheck.__version__},
        "law": {"version": run.law.edition, "sha256": run.law.sha256},
    }
    rejected: list[str] = []
    results = 0
    item = yield _json(head)[:-1] + ', "results": ['
    while not isinstance(item, SentenceSummary):
        text = ""
        if isinstance(item, Rejected):
            rejected.append(printable_json(item.model_dump_json()))
        else:
            text = (",\n" if results else "\n") + _json(_document(item))
            results += 1
        item = yield text
    files = ",\n".join(file.model_dump_json() for file in run.entries.files)
    summary = {
        "records": {"read": item.read, "computed": item.read - item.rejected, "rejected": item.rejected},
        "sentences": item.sentences,
        "refused": item.refused,
        "compare": item.compare,
        "exit": item.exit.model_dump(mode="json"),
    }
    refused = ",\n".join(rejected)
    yield f'],\n"input": [{files}],\n"rejected": [{refused}],\n"summary": {_json(summary)}}}\n'


def _json(value: dict[str, Any]) -> str:
    return printable_json(json.dumps(value, ensure_ascii=False))


def _document(computed: Computed) -> dict[str, Any]:
    return {
        "custody_id": computed.custody_id,
        "source": computed.source.model_dump(mode="json"),
        "sentences": [
            {
                "sentences": list(result.sentences),
                "ids": list(result.ids),
                "aggregate": result.aggregate,
                "milestones": [_milestone(each) for each in result.milestones],
                "refused": [{"code": each.code, "path": each.path, "supply": each.supply} for each in result.refused],
                "compare": [
                    {
                        "path": each.path,
                        "kind": each.kind,
                        "stated": each.stated.isoformat(),
                        "verdict": each.verdict,
                        "days": each.days,
                        "because": list(each.because),
                    }
                    for each in result.compare
                ],
            }
            for result in computed.results
        ],
    }


def _milestone(each: Milestone) -> dict[str, Any]:
    return {
        "milestone": each.name,
        "earliest": each.earliest.isoformat(),
        "latest": each.latest.isoformat(),
        "gives": each.gives,
        "rule": each.rule,
        "hours": each.hours.model_dump(by_alias=True) if each.hours is not None else None,
        "steps": list(each.steps),
        "law": [law.model_dump() for law in each.law],
        "confidence": each.confidence,
        "missing": list(each.missing),
    }
