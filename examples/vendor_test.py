"""Test your own software on whole custody records, as its vendor would: `pytest vendor_test.py`.

Needs `pip install pytest holdcheck[testing]`. Put your own export and your own screen in the place of these two.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from holdcheck import CheckResult, check
from holdcheck.testing import custody_records, exact_records


def export(custody: dict[str, Any]) -> str:
    """Stand-in for your export: one line of JSON for each custody."""
    return json.dumps(custody)


def colour(result: CheckResult) -> str:
    """Stand-in for your screen."""
    return {"findings": "red", "undetermined": "amber", "clear": "green"}[result.outcome]


@settings(deadline=None)  # the law is read when the first record is checked, which takes longer than any other
@given(custody_records())
def test_the_export_loses_nothing_that_decides(custody: dict[str, Any]) -> None:
    exported = json.loads(export(custody))
    assert check(exported).document == check(custody).document


@settings(deadline=None)
@given(exact_records())
def test_nobody_is_shown_green_whose_custody_is_in_question(custody: dict[str, Any]) -> None:
    result = check(custody)
    grave = [finding for finding in result.findings if finding.severity != "notice"]
    if grave or result.undetermined:
        assert colour(result) != "green"
