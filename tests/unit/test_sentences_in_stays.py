"""What follows an intermittent sentence begins when the last of its stays is over, and not when its term would be."""

from __future__ import annotations

from typing import Any

import pytest

from expectations import entitlements, findings
from holdcheck import check, compute_sentences

Json = dict[str, Any]
STAYS = [
    {"from": "2024-01-05T18:00", "to": "2024-01-07T18:00"},
    {"from": "2024-01-12T18:00", "to": "2024-01-14T18:00"},
]


def record(*, custodian: str = "local", term: Json | None, **more: Any) -> Json:
    weekends = {"id": "A", "kind": "intermittent", "imposed_at": "2024-01-05", "term": term, "periods": STAYS}
    following = {"id": "B", "kind": "jail", "imposed_at": "2024-01-05", "term": {"days": 10}, "consecutive_to": ["A"]}
    return {
        "custody_id": "K-1",
        "facility": {"state": "NC", "custodian": custodian},
        "booked_at": "2024-01-05T18:00",
        "absences": [{"from": "2024-01-07T18:00", "to": "2024-01-12T18:00", "kind": "intermittent"}],
        "sentences": [weekends, {**following, **more}],
    }


@pytest.mark.parametrize("term", [{"days": 4}, {"days": 30}, None], ids=str)
@pytest.mark.parametrize(("custodian", "due"), [("local", "2024-01-25"), ("federal", "2024-01-24")])
def test_what_follows_an_intermittent_sentence_begins_after_its_last_stay(
    term: Json | None, custodian: str, due: str
) -> None:
    told = record(term=term, custodian=custodian)
    results = compute_sentences(told)
    found = [(each.ids, each.milestone("entitlement")) for each in results]
    assert [(ids, each and (each.earliest.isoformat(), each.latest.isoformat())) for ids, each in found] == [
        (("A",), None),  # nobody goes home from it
        (("B",), None),
        (("A", "B"), (due, due)),
    ]
    full = results[-1].milestone("full_term")
    assert full is not None
    assert full.steps[:2] == (
        "the last of 2 stays ends on 2024-01-14",
        "10 days from 2024-01-15, that day counted: last day 2024-01-24",
    )
    released = check({**told, "released_at": f"{due}T12:00"})
    assert (released.outcome, findings(released)) == ("clear", [])  # for the hours after the last stay too
    held = check({**told, "recorded_until": "2024-02-10T00:00"})
    assert entitlements(held)[-1]["at"] == f"2024-01-{int(due[-2:]) + 1}T00:00"


def test_between_the_stays_the_sentence_that_follows_authorises_nothing() -> None:
    told = {**record(term={"days": 4}), "absences": [], "released_at": "2024-01-25T12:00"}
    assert {(each["from"], each["until"]) for each in findings(check(told))} == {
        ("2024-01-07T18:00", "2024-01-12T18:00")
    }


def test_one_that_is_imposed_after_the_last_stay_begins_then() -> None:
    results = compute_sentences(record(term={"days": 4}, imposed_at="2024-01-20"))
    due = [each.milestone("entitlement") for each in results]
    assert [each and each.earliest.isoformat() for each in due] == ["2024-01-14", None, "2024-01-30"]
    told = record(term={"days": 4}, imposed_at="2024-01-20")
    authorised = [each for each in check({**told, "released_at": "2024-01-30T12:00"}).timeline if each.papers == ("B",)]
    assert [each.from_.earliest.isoformat()[:16] for each in authorised] == ["2024-01-20T00:00"]


def test_what_follows_a_stay_of_one_bare_day_surely_authorises_only_from_the_next() -> None:
    """Neither when the person came nor when the stay was over is known, so nothing covers that day for certain."""
    stay = {"from": "2024-05-10", "to": "2024-05-10"}
    told = {
        "custody_id": "K-1",
        "facility": {"state": "NC"},
        "booked_at": "2024-05-09T10:00",
        "recorded_until": "2024-05-12T10:00",
        "sentences": [
            {"id": "A", "kind": "intermittent", "imposed_at": "2024-05-03", "term": {"days": 2}, "periods": [stay]},
            {"id": "B", "kind": "jail", "imposed_at": "2024-05-03", "term": {"days": 90}, "consecutive_to": ["A"]},
        ],
    }
    found = [f for f in check(told).findings if f.rule == "held-without-any-authority"]
    assert [(f.until.earliest.day, f.until.latest.day) for f in found if f.until is not None] == [(10, 11)]


@pytest.mark.parametrize("over", ["2024-05-10T18:00", {"earliest": "2024-05-09", "latest": "2024-05-10"}], ids=str)
def test_no_stay_is_over_before_it_begins_however_its_end_is_told(over: str | Json) -> None:
    """What follows it authorises nothing of the hours before."""
    stay = {"from": "2024-05-10T08:00", "to": over}
    told = {
        "custody_id": "K-1",
        "facility": {"state": "NC"},
        "booked_at": "2024-05-10T00:30",
        "recorded_until": "2024-05-12T10:00",
        "sentences": [
            {"id": "A", "kind": "intermittent", "imposed_at": "2024-05-03", "term": {"days": 2}, "periods": [stay]},
            {"id": "B", "kind": "jail", "imposed_at": "2024-05-03", "term": {"days": 90}, "consecutive_to": ["A"]},
        ],
    }
    found = [each for each in findings(check(told)) if each["rule"] == "held-without-any-authority"]
    assert [(each["from"], each["until"]) for each in found] == [("2024-05-10T00:30", "2024-05-10T08:00")]


HOME = ["2024-05-10T00:00", "2024-05-11T00:00"]
"""Somebody sentenced to stays goes home at some time of that day."""


@pytest.mark.parametrize(
    ("begins", "gaps"),
    [
        ("2024-05-12T09:30", [(HOME, "2024-05-11T17:30"), ("2024-05-12T00:00", "2024-05-12T09:30")]),
        (
            {"earliest": "2024-05-11T22:30", "latest": "2024-05-13T15:30"},
            [(HOME, ["2024-05-11T17:30", "2024-05-13T10:30"])],
        ),
    ],
    ids=["exactly", "within two days"],
)
def test_an_order_is_over_when_the_first_stay_begins_of_what_a_sentence_on_its_charge_follows(
    begins: str | Json, gaps: list[Any]
) -> None:
    stay = {"from": begins, "to": "2024-05-13T20:30"}
    of = {"charges": ["C1"], "imposed_at": "2024-05-10"}
    told = {
        "custody_id": "K-1",
        "facility": {"state": "NC"},
        "booked_at": "2024-05-09T18:00",
        "recorded_until": "2024-05-13T10:30",
        "charges": [{"id": "C1"}],
        "court_orders": [{"id": "O1", "ordered_at": "2024-05-11T17:30", "kind": "detain"}],
        "sentences": [
            {"id": "A", "kind": "intermittent", "term": {"days": 2}, "periods": [stay], **of},
            {"id": "B", "kind": "jail", "term": {"days": 90}, "consecutive_to": ["A"], **of},
        ],
    }
    found = [each for each in findings(check(told)) if each["rule"] == "held-past-release-on-nothing"]
    assert [(each["from"], each["until"]) for each in found] == gaps
