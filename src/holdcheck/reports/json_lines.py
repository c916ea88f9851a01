"""A run as JSON Lines: one typed line for the run, each result, each rejected record and the summary, in that order.

A file without its summary line was cut off, and nothing may be concluded from what it does not contain.
"""

from __future__ import annotations

import json

from pydantic import BaseModel

from holdcheck.findings.result import Rejected, Summary
from holdcheck.printable import printable_json
from holdcheck.reports import Report
from holdcheck.reports.json_document import head
from holdcheck.run import Run


def json_lines(run: Run) -> Report:
    """Report a run as typed JSON Lines, in constant memory.

    Args:
        run: The run whose items are sent.
    """
    item = yield '{"type":"run",' + json.dumps(head(run), ensure_ascii=False, separators=(",", ":"))[1:] + "\n"
    while not isinstance(item, Summary):
        if isinstance(item, Rejected):
            item = yield _line("rejected", item)
        else:
            item = yield _line("result", item.document) if item.shown else ""
    files = json.dumps([file.model_dump() for file in run.files], ensure_ascii=False, separators=(",", ":"))
    yield _line("summary", item)[:-2] + f',"input":{files}}}\n'


def _line(kind: str, part: BaseModel) -> str:
    return f'{{"type":"{kind}",' + printable_json(part.model_dump_json(by_alias=True)[1:]) + "\n"
