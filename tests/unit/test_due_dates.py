"""What falls due for somebody still held, as the whole check says it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custodies import ALL, BOOKED, DISMISSED, DONE, HELD, NOTHING, Json, i200, order, record, sentence, warrant
from expectations import local
from holdcheck.checking import check

DAY_AFTER = datetime(2024, 5, 6, 9, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("model", "since", "due"),
    [
        # Sunday does not count: the 48 hours of the jail model begin with Monday the 6th.
        ("287g_jail", DONE, [("287g-jail", "2024-05-08T00:00", "from: the release entitlement")]),
        (
            "287g_warrant_service",
            DONE,
            [("287g-warrant-service", "2024-05-07T09:00", "from: the warrant was executed")],
        ),
        ("287g_warrant_service", "2024-05-02T09:00", []),
    ],
    ids=["jail", "service", "service, over before release was due"],
)
def test_the_end_of_a_designated_officers_48_hours_is_due(model: str, since: str, due: list[Any]) -> None:
    """Deadlines of people still held are output: after this one no officer's designation carries the hold."""
    facility = {"state": "NC", "agreements": [{"id": "G1", "kind": model, "agency": "ICE", "signed_at": "2020-01-01"}]}
    warrant = i200(served_at=since, served_by={"role": model, "designated_from": "2021-01-01"})
    told: Json = record(charges=DISMISSED, facility=facility, warrants=[warrant], recorded_until=HELD)
    deadlines = check(told, as_of=DAY_AFTER).deadlines
    assert [(d.clock, local(d.at), d.counted[d.counted.find("from:") :]) for d in deadlines] == due
    assert {d.passed for d in deadlines} <= {False}


def test_a_clock_that_stands_still_is_not_due() -> None:
    """Tolling that has not ended puts off the 120 days of the agreement on detainers for as long as it lasts."""
    iad: Json = {"arrived_at": "2024-05-05", "tried_at": None, "tolled": [{"from": "2024-05-06"}]}
    prisoner = {"kind": "prison", "imposed_at": "2024-05-03", "term": {"years": 5}}
    lodged = {"kind": "criminal", "regarding": "untried_charge"}

    def due(**changes: Any) -> list[str]:
        told = record(sentences=[prisoner], detainers=[{**lodged, "iad": {**iad, **changes}}])
        return [each.clock for each in check(told).deadlines]

    assert due(tolled=[]) == ["iad-arrival"]
    assert due() == []


@pytest.mark.parametrize(
    ("writ", "due"),
    [
        ({}, [("2024-05-09T00:00", False)]),
        ({"return_by": "2024-05-05"}, [("2024-05-06T00:00", True)]),
        ({"returned_at": "2024-05-06T08:00"}, []),
        ({"returned_at": "2024-05-07T08:00"}, [("2024-05-09T00:00", False)]),
        ({"issued_at": "2024-05-07T08:00"}, []),
        ({"return_by": None}, []),
    ],
    ids=["not back", "overdue", "back", "back only after as_of", "not issued yet", "no day named"],
)
def test_the_return_of_a_prisoner_lent_on_a_writ_is_due_on_the_day_the_writ_names(writ: Json, due: list[Any]) -> None:
    lent = {"id": "X1", "kind": "ad_prosequendum", "role": "lent", "issued_at": BOOKED, "return_by": "2024-05-08"}
    deadlines = check(record(sentences=[sentence()], writs=[lent | writ]), as_of=DAY_AFTER).deadlines
    assert [(local(d.at), d.passed) for d in deadlines if d.clock == "writ-return"] == due


AFTER = "2024-05-09T08:00"


@pytest.mark.parametrize(
    "later",
    [
        {"court_orders": [order("detain", AFTER)]},
        {"court_orders": [order("extend", AFTER, expires_at="2024-06-20T08:00")]},
        {"court_orders": [order("release", AFTER)]},
        {"warrants": [warrant(lodged_at=AFTER)]},
        {"bail": [{"charges": ALL, "posted_at": AFTER}]},
        {"sentences": [sentence(charges=[], imposed_at="2024-05-09")]},
    ],
    ids=["another order", "an extension", "a release", "a warrant", "bail", "a sentence"],
)
def test_nothing_that_comes_after_as_of_changes_when_release_is_due(later: Json) -> None:
    orders = [order("detain", BOOKED, expires_at="2024-05-10T08:00"), *later.get("court_orders", [])]
    parts = {**later, "court_orders": orders, "charges": []}
    (due,) = check(record(**parts), as_of=DAY_AFTER).deadlines
    assert (due.clock, local(due.at), due.passed) == ("release-due", "2024-05-10T08:00", False)


def test_a_borrowed_prisoner_who_goes_back_only_after_as_of_is_due_on_the_day_the_writ_names() -> None:
    writ = {"id": "X1", "kind": "ad_prosequendum", "role": "borrowed", "executed_at": BOOKED, "return_by": "2024-05-12"}
    (due,) = check(record(charges=[], writs=[{**writ, "returned_at": AFTER}]), as_of=DAY_AFTER).deadlines
    assert (due.clock, local(due.at)) == ("release-due", "2024-05-13T00:00")


def test_what_stops_a_clock_only_after_as_of_has_not_stopped_it() -> None:
    arrest = {"id": "A1", "at": BOOKED, "warrantless": True, "charges": ["C1"]}
    acted = {"probable_cause_found_at": "2024-05-02T20:00", "first_appearance_at": "2024-05-03T08:00"}
    told = check(record(arrests=[arrest | acted]), as_of=date(2024, 5, 2)).deadlines
    assert [(d.clock, local(d.at)) for d in told] == [
        ("riverside-48-hours", "2024-05-03T10:00"),
        ("first-appearance", "2024-05-04T10:00"),
    ]


@pytest.mark.parametrize("served", [None, BOOKED], ids=["without a warrant", "on a served warrant"])
def test_an_appearance_that_comes_only_after_as_of_ends_nothing(served: str | None) -> None:
    arrest = {"id": "A1", "at": BOOKED, "warrantless": served is None, "warrant": served and "W1", "charges": []}
    warrants = [warrant("arrest", served_at=served)] if served else []
    parts = {"charges": [], "arrests": [arrest | {"first_appearance_at": AFTER}], "warrants": warrants}
    appeared, never = (
        check(record(**parts | {"arrests": [arrest | {"first_appearance_at": at}]}), as_of=DAY_AFTER)
        for at in (AFTER, "never")
    )
    assert [(f.rule, f.until) for f in appeared.findings] == [(f.rule, f.until) for f in never.findings]
    assert appeared.deadlines == never.deadlines


def test_an_arrest_without_charges_carries_nobody_to_an_appearance_that_comes_only_after_as_of() -> None:
    """Seventy-two hours from the arrest; what a court did on the ninth nobody knows on the sixth."""
    arrest = {"id": "A1", "at": BOOKED, "warrantless": True, "probable_cause_found_at": "2024-05-02T09:00"}
    parts: Json = {"charges": [], "arrests": [arrest | {"first_appearance_at": AFTER}]}
    (gap,) = [f for f in check(record(**parts), as_of=DAY_AFTER).findings if f.rule == NOTHING]
    assert (gap.certainty, local(gap.from_)) == ("certain", "2024-05-04T10:00")
