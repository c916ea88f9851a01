"""What is merely odd in a record is a warning, and changes nothing of how the record is read."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import DONE, HELD, Json, record, sentence
from holdcheck.checking import check

WA = {"state": "WA"}
AFTER, BEFORE = ("2024-05-21T10:00", "2024-05-22T10:00"), ("2024-04-01", "2024-04-02")


def furlough(since: Any, until: Any) -> Json:
    return {"absences": [{"kind": "furlough", "from": since, "to": until}]}


def for_another(since: Any, until: Any) -> Json:
    return {"held_for": [{"holder": "state", "from": since, "to": until, "paper": "C1"}]}


ODD: dict[str, tuple[Json, str, str]] = {
    "gone nobody knows when": ({"released_to": "community"}, "release_disagrees", "released_to"),
    "pending and disposed of": (
        {"charges": [{"id": "C1", "disposed_at": DONE}]}, "disposition_disagrees", "charges[0].disposed_at",
    ),
    "refused for a reason and not refused": (
        {"bail": [{"charges": ["C1"], "tendered_at": DONE, "refused_because": "immigration_hold"}]},
        "refusal_disagrees",
        "bail[0].refused_because",
    ),
    "for life and three days": (
        {"sentences": [sentence(term={"life": True, "days": 3})]}, "term_disagrees", "sentences[0].term",
    ),
    "the clocks of another place": (
        {"facility": {**WA, "time_zone": "Asia/Tokyo"}}, "time_zone_disagrees", "facility.time_zone",
    ),
    "away after the release": ({"released_at": HELD, **furlough(*AFTER)}, "outside_custody", "absences[0]"),
    "away before the booking": (furlough(*BEFORE), "outside_custody", "absences[0]"),
    "for another before the booking": (for_another(*BEFORE), "outside_custody", "held_for[0]"),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "code", "at"), ODD.values(), ids=ODD)
def test_what_is_odd_is_told_once_with_its_place(parts: Json, code: str, at: str) -> None:
    found = [(each.code, each.at) for each in check(record(**parts)).warnings]
    assert found == [(code, at)]


@pytest.mark.parametrize(
    "parts",
    [
        {"released_to": "community", "released_at": HELD},
        {"bail": [{"charges": ["C1"], "tendered_at": DONE, "refused": True, "refused_because": "other_hold"}]},
        {"bail": [{"charges": ["C1"], "declared_futile_at": DONE, "refused_because": "other_hold"}]},
        {"sentences": [sentence(term={"life": True})]},
        {"facility": {**WA, "time_zone": "America/Los_Angeles"}},
        {"facility": {**WA, "time_zone": "US/Pacific"}},
        {"facility": {"state": "OR", "time_zone": "America/Boise"}},
        {**furlough("2024-05-03T10:00", None)},
        {"released_at": HELD, **for_another("2024-05-03T10:00", "2024-05-30T10:00")},
    ],
    ids=str,
)
def test_what_is_not_odd_is_not_told(parts: Json) -> None:
    assert [each.code for each in check(record(**parts)).warnings] == []
