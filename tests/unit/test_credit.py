"""Credit for custody before a sentence: which days of it count, and none of them twice."""

from __future__ import annotations

from typing import Any

import pytest

from holdcheck import check, compute_sentences
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


A_THEN_B: Json = {"id": "A", "kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 60}}


def follower(*granted: Json, **more: Any) -> list[Json]:
    told = {"id": "B", "kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 30}, "consecutive_to": ["A"]}
    return [A_THEN_B, {**told, "credits": list(granted), **more}]


def in_custody(*sentences: Json, state: str = "NY", custodian: str = "federal", **more: Any) -> Json:
    facility = {"state": state, "custodian": custodian}
    booked = f"{sentences[0]['imposed_at']}T00:00"
    return {"custody_id": "K", "facility": facility, "booked_at": booked, "sentences": list(sentences), **more}


@pytest.mark.parametrize(
    ("custodian", "more"),
    [("federal", {}), ("local", {}), ("federal", {"imposed_at": "2024-01-20"})],
    ids=["federal", "local", "imposed while the first was served"],
)
def test_credit_for_days_served_on_the_sentence_before_is_refused_and_raises_no_alarm(
    custodian: str, more: Json
) -> None:
    """Sixty days and thirty, all of them served, last from 2 January to 31 March."""
    sentences = follower(span("2024-01-10", "2024-01-19"), **more)
    told = in_custody(*sentences, state="NC", custodian=custodian, released_at="2024-03-31T12:00")
    results = compute_sentences(told)
    assert [(each.code, each.path) for each in results[-1].refused] == [
        ("credit_after_start", "sentences[1].credits[0].to")
    ]
    assert not results[-1].milestones
    checked = check(told)
    assert checked.outcome == "undetermined"
    assert {name for each in checked.undetermined for name in each.missing} >= {"sentences[1].credits[0].to"}
    held_on = check({**told, "released_at": "2024-04-10T12:00"})
    assert held_on.outcome == "findings"


def test_credit_of_a_follower_for_custody_before_the_first_began_counts_once() -> None:
    sentences = follower(span("2023-12-10", "2023-12-19"))
    result = compute_sentences(in_custody(*sentences))[-1]
    assert not result.refused
    assert days(result) == ("2024-03-21", "2024-03-21")


def test_credit_for_custody_after_the_first_was_over_counts() -> None:
    sentences = follower(span("2024-04-10", "2024-04-19"), imposed_at="2024-05-01")
    result = compute_sentences(in_custody(*sentences))[1]
    assert not result.refused
    assert days(result) == ("2024-05-20", "2024-05-20")
