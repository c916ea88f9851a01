"""Credit for custody before a sentence: which days of it count, and none of them twice."""

from __future__ import annotations

from typing import Any

import pytest

from holdcheck import compute_sentences
from holdcheck.sentences import SentenceResult

Json = dict[str, Any]


def thirty_days(*granted: Json, state: str = "NC", custodian: str = "local", **more: Any) -> SentenceResult:
    """Thirty days from 11 March 2024; without credit the last is 9 April."""
    told: Json = {"kind": "jail", "imposed_at": "2024-03-11", "term": {"days": 30}, "credits": list(granted), **more}
    facility = {"state": state, "custodian": custodian}
    return compute_sentences({"custody_id": "K-1", "facility": facility, "sentences": [told]})[-1]


def span(first: str, last: str, **more: Any) -> Json:
    return {"from": first, "to": last, **more}


def days(result: SentenceResult, name: Any = "full_term") -> tuple[str, str]:
    found = result.milestone(name)
    assert found is not None
    return found.earliest.isoformat(), found.latest.isoformat()


@pytest.mark.parametrize(
    ("credit", "last_day"),
    [
        (span("2024-01-02", "2024-01-04"), "2024-04-06"),
        (span("2024-01-02", "2024-01-02"), "2024-04-08"),
        (span("2024-03-09", "2024-03-11"), "2024-04-07"),
        (span("2024-03-09", "2024-03-10"), "2024-04-07"),
    ],
    ids=["ended in release", "of one day", "up to the day of sentencing", "up to the day before"],
)
@pytest.mark.parametrize("state", ["NC", "IL", "GA"])
def test_a_day_of_custody_is_left_out_of_credit_only_where_it_is_a_day_of_the_sentence(
    state: str, credit: Json, last_day: str
) -> None:
    assert days(thirty_days(credit, state=state)) == (last_day, last_day)


def test_which_days_of_each_span_counted_is_told() -> None:
    result = thirty_days(span("2024-01-02", "2024-01-04"), span("2024-03-09", "2024-03-11"))
    found = result.milestone("full_term")
    assert found is not None
    assert found.steps == (
        "30 days from 2024-03-11, that day counted: last day 2024-04-09",
        "less 3 days of credit for 2024-01-02 to 2024-01-04, both end days counted",
        "less 2 days of credit for 2024-03-09 to 2024-03-11, the last day not counted",
        "full term: last day 2024-04-04",
    )
