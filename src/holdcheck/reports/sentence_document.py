"""Sentences as one JSON document, or as JSON Lines: their dates, the steps to them, and what is not computed.

Both have the shape of `SentenceRunResult`. Rejected records of the document are held in memory until its end.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

import holdcheck
from holdcheck.findings.result import Rejected
from holdcheck.printable import printable_json
from holdcheck.reports import SentenceReport
from holdcheck.reports.sentence_shape import SentenceRunResult, record_sentences, sentence_summary
from holdcheck.sentence_run import SentenceRun, SentenceSummary


def _head(run: SentenceRun) -> dict[str, Any]:
    return {
        "schema": SentenceRunResult.model_fields["schema_"].default,
        "tool": {"name": "holdcheck", "version": holdcheck.__version__},
        "law": {"version": run.law.edition, "sha256": run.law.sha256},
        "as_of": run.as_of.isoformat() if run.as_of is not None else None,
    }


def _json(part: BaseModel) -> str:
    return printable_json(part.model_dump_json(by_alias=True))


def sentence_document(run: SentenceRun) -> SentenceReport:
    """Report sentences as one JSON document; ``input``, ``rejected`` and ``summary`` come last.

    Args:
        run: The run whose items are sent.
    """
    rejected: list[str] = []
    results = 0
    item = yield json.dumps(_head(run), ensure_ascii=False)[:-1] + ', "results": ['
    while not isinstance(item, SentenceSummary):
        text = ""
        if isinstance(item, Rejected):
            rejected.append(_json(item))
        elif item.shown:
            text = (",\n" if results else "\n") + _json(record_sentences(item))
            results += 1
        item = yield text
    files = ",\n".join(_json(file) for file in run.entries.files)
    refused = ",\n".join(rejected)
    yield f'],\n"input": [{files}],\n"rejected": [{refused}],\n"summary": {_json(sentence_summary(item))}}}\n'


def sentence_lines(run: SentenceRun) -> SentenceReport:
    """Report sentences as typed JSON Lines, in constant memory: the run, each record, and the summary last.

    Args:
        run: The run whose items are sent.
    """
    item = yield '{"type":"run",' + json.dumps(_head(run), ensure_ascii=False, separators=(",", ":"))[1:] + "\n"
    while not isinstance(item, SentenceSummary):
        if isinstance(item, Rejected):
            item = yield _line("rejected", item)
        else:
            item = yield _line("result", record_sentences(item)) if item.shown else ""
    files = ",".join(_json(file) for file in run.entries.files)
    yield _line("summary", sentence_summary(item))[:-2] + f',"input":[{files}]}}\n'


def _line(kind: str, part: BaseModel) -> str:
    return f'{{"type":"{kind}",' + _json(part)[1:] + "\n"
