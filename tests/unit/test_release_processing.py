"""From when the hours of release processing count: from the jail's receipt of the order, in custody only."""

from __future__ import annotations

import pytest

from custodies import BOOKED, DETAINER, DISMISSED, NOTHING, Json, detainer, order, record
from expectations import findings
from holdcheck.checking import check

AWAY = {"kind": "other_facility", "guarded": False, "from": "2024-05-05T11:00", "to": "2024-05-05T20:00"}


def found(released: str, at: str, received: object, *absences: Json, **more: object) -> list[tuple[str, str, str]]:
    """What is found of somebody a court ordered to be released on 5 May 2024, who went home later."""
    parts = {"released_at": released, "released_to": "community", "recorded_until": "2024-05-20", **more}
    ordered = [order("release", at, received_at=received)]
    result = check(record(court_orders=ordered, absences=list(absences), **parts))
    return [
        (one["rule"], one["severity"], one["certainty"]) for one in findings(result) if one["rule"].startswith("he")
    ]


@pytest.mark.parametrize(
    ("released", "received", "expected"),
    [
        ("2024-05-05T17:59", "2024-05-05T12:00", "notice"),
        ("2024-05-05T18:01", "2024-05-05T12:00", "review"),
        ("2024-05-05T18:01", {"earliest": "2024-05-05T11:00", "latest": "2024-05-05T12:30"}, "notice"),
        ("2024-05-05T18:31", {"earliest": "2024-05-05T11:00", "latest": "2024-05-05T12:30"}, "review"),
    ],
    ids=["in time", "too late", "perhaps in time", "too late for sure"],
)
def test_the_hours_count_from_the_receipt_of_an_order_that_opens_the_gap(
    released: str, received: object, expected: str
) -> None:
    assert found(released, "2024-05-05T09:00", received) == [(NOTHING, expected, "certain")]


def test_the_hours_count_from_the_receipt_of_an_order_told_to_the_day_too() -> None:
    """Six hours from the receipt may be processing, at whatever time of the day the court ordered it; more is not."""
    for released, received, grade in (
        ("2024-05-06T05:00", "2024-05-05T23:00", "review"),
        ("2024-05-06T06:20", "2024-05-06T00:30", "review"),
        ("2024-05-06T07:00", "2024-05-06T00:30", "violation"),
    ):
        assert found(released, "2024-05-05", received, detainers=[detainer()]) == [(DETAINER, grade, "certain")]


def test_time_away_does_not_count_between_an_order_and_its_receipt() -> None:
    """Two hours in custody before the receipt and seven after it: more than processing may take, however it is told."""
    assert found("2024-05-06T03:00", "2024-05-05T09:00", "2024-05-05T19:00", AWAY) == [(NOTHING, "review", "certain")]
    assert found("2024-05-06T01:59", "2024-05-05T09:00", "2024-05-05T19:00", AWAY) == [(NOTHING, "notice", "certain")]


@pytest.mark.parametrize(("role", "outcome"), [(None, "undetermined"), ("borrowed", "findings"), ("lent", "clear")])
def test_hours_on_a_detainer_before_a_writ_that_perhaps_borrowed_did_not_end_with_going_home(
    role: str | None, outcome: str
) -> None:
    """Whether the three hours were release processing, or a hold until the writ, its role decides."""
    executed = {"earliest": "2024-05-05T08:30", "latest": "2024-05-05T11:30"}
    writ = {"id": "X1", "kind": "ad_testificandum", "role": role, "issued_at": BOOKED, "executed_at": executed}
    home = {"released_at": "2024-05-05T12:00", "released_to": "community"}
    writs = [{**writ, "return_by": "2024-05-09"}]
    assert check(record(charges=DISMISSED, detainers=[detainer()], writs=writs, **home)).outcome == outcome
