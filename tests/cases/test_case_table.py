"""The table of decided cases in examples/cases/README.md says what the case files say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import PROJECT
from expectations import load

FOLDER = PROJECT / "examples" / "cases"


def _row(told: dict[str, Any]) -> str:
    expected = told["expect"]
    strict = "; ".join(f"{f['rule']} ({f['severity']})" for f in expected["judicial-warrant"]["findings"])
    undetermined = {u["rule"] for u in expected["judicial-warrant"]["undetermined"] or []}
    if undetermined:
        strict = "; ".join(filter(None, [strict, "undetermined: " + ", ".join(sorted(undetermined))]))
    graded = (
        "; ".join(sorted({f["severity"] for f in expected["controlling-law"]["findings"]}))
        or expected["controlling-law"]["outcome"]
    )
    assumed = ", ".join(f"`{each['path']}`" for each in told["assumed"])
    held = " ".join(told["held"].split())
    name = f"[{told['case']}]({told['id']}.json), {told['citation']}"
    return f"| {name} | {held} | {strict or 'nothing'} | {graded} | {assumed} |"


def table() -> str:
    rows = [_row(load(path)) for path in sorted(FOLDER.glob("*.yaml"))]
    names = ("case", "what the court held", "judicial-warrant", "controlling-law: severities", "assumed in the record")
    head = f"| {' | '.join(names)} |\n{'|---' * len(names)}|"
    return head + "\n" + "\n".join(rows) + "\n"


def test_the_table_of_cases_is_up_to_date() -> None:
    shown = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert table() in shown, "write it again with `python tests/cases/test_case_table.py`"


def test_case_records_name_nobody() -> None:
    """A record of a decided case carries dates and papers, and no key that could hold a person's name."""
    for path in FOLDER.glob("*.json"):
        assert not {"first_name", "last_name", "birth_date", "dob", "name"} & set(json.loads(path.read_text("utf-8")))


if __name__ == "__main__":
    page = Path(FOLDER / "README.md")
    intro = page.read_text(encoding="utf-8").split("| case |")[0]
    page.write_text(intro + table(), encoding="utf-8")
