"""A run as one JSON document in the shape of the contract, written while the run goes on.

The results are written as they come. ``input``, ``rejected`` and ``summary`` are known at the end only and come last;
rejected records are held in memory until then, so a run in which most are rejected is better written as JSON Lines.
"""

from __future__ import annotations

import json
from typing import Any

from holdcheck.findings.result import Rejected, RunResult, Summary
from holdcheck.printable import printable_json
from holdcheck.reports import Report
from holdcheck.run import Run


def head(run: Run) -> dict[str, Any]:
    """Return what is known of a run before its first record."""
    return {
        "schema": RunResult.model_fields["schema_"].default,
        "tool": run.tool.model_dump(),
        "law": run.law.model_dump(),
        "as_of": run.as_of,
        "map": None,
    }


def json_document(run: Run) -> Report:
    """Report a run as one JSON document.

    Args:
        run: The run whose items are sent.
    """
    rejected: list[str] = []
    results = 0
    item = yield json.dumps(head(run), ensure_ascii=False)[:-1] + ', "results": ['
    while not isinstance(item, Summary):
        text = ""
        if isinstance(item, Rejected):
            rejected.append(printable_json(item.model_dump_json()))
        elif item.shown:
            text = (",\n" if results else "\n") + printable_json(item.document.model_dump_json(by_alias=True))
            results += 1
        item = yield text
    files = ",\n".join(file.model_dump_json() for file in run.files)
    refused = ",\n".join(rejected)
    yield f'],\n"input": [{files}],\n"rejected": [{refused}],\n"summary": {item.model_dump_json()}}}\n'
