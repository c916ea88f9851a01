"""The table of decided cases in examples/cases/README.md says what the case files say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import PROJECT
from expectations import load

FOLDER = PROJECT / "examples" / "cases"
NOT_TESTS = (
    (
        "Abriq v. Hall",
        "295 F. Supp. 3d 874 (M.D. Tenn. 2018)",
        "The same facts as Abriq v. Metropolitan Government of Nashville, the same court's reversal of this decision.",
    ),
    (
        "County of Riverside v. McLaughlin",
        "500 U.S. 44 (1991)",
        "It sets the 48 hours from an arrest without a warrant to a finding of probable cause; it judged no one hold.",
    ),
    (
        "Mendoza v. Osterberg",
        "No. 8:13CV65 (D. Neb. July 31, 2014)",
        "The same facts as Mendoza v. U.S. Immigration & Customs Enforcement, where the appeal was decided.",
    ),
    (
        "Morales v. Chadbourne",
        "793 F.3d 208 (1st Cir. 2015)",
        "The same facts as Morales v. Chadbourne (D.R.I. 2017), the judgment after this decision on immunity.",
    ),
    (
        "United States v. Mauro",
        "436 U.S. 340 (1978)",
        "It says when a writ starts the clocks of the Interstate Agreement on Detainers; it judged no one hold.",
    ),
)
"""Decisions that could be read as records and are none: name, citation, and why."""


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


def not_tests() -> str:
    lines = (f"* {case}, {citation}. {why}" for case, citation, why in NOT_TESTS)
    return "\n## Not tests, and why\n\n" + "\n".join(lines) + "\n"


def test_the_table_of_cases_is_up_to_date() -> None:
    shown = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert table() in shown, "write it again with `python tests/cases/test_case_table.py`"


def test_the_page_ends_with_the_decisions_that_are_not_tests() -> None:
    shown = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert shown.endswith(table() + not_tests()), "write it again with `python tests/cases/test_case_table.py`"


def test_a_decision_that_is_not_a_test_says_which_record_has_its_facts() -> None:
    told = [load(path) for path in FOLDER.glob("*.yaml")]
    assert [case for case, _, _ in NOT_TESTS] == sorted(case for case, _, _ in NOT_TESTS)
    assert not {citation for _, citation, _ in NOT_TESTS} & {each["citation"] for each in told}
    for case, _, why in NOT_TESTS:
        if why.startswith("The same facts as "):
            assert any(f" as {each['case']}" in why for each in told), case


def test_case_records_name_nobody() -> None:
    """A record of a decided case carries dates and papers, and no key that could hold a person's name."""
    records = list(FOLDER.glob("*.json"))
    assert records != []
    for path in records:
        assert not {"first_name", "last_name", "birth_date", "dob", "name"} & set(json.loads(path.read_text("utf-8")))


if __name__ == "__main__":
    page = Path(FOLDER / "README.md")
    intro = page.read_text(encoding="utf-8").split("| case |")[0]
    page.write_text(intro + table() + not_tests(), encoding="utf-8")
