"""Bare dates of one day are not two unknowns, as the whole check says it of papers that come and go with a person."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import BOOKED, CONVICTED, HELD, Json, detainer, disposed, i200, order, record, sentence, warrant
from expectations import warnings
from holdcheck.checking import check

DAY = BOOKED[:10]
BORROWED = {"kind": "ad_prosequendum", "role": "borrowed", "executed_at": DAY, "return_by": "2024-06-01"}
ON = [
    {"court_orders": [order("detain", DAY)]},
    {"court_orders": [order("commit", DAY, commit_for="civil_contempt")]},
    {"warrants": [warrant("bench", lodged_at=DAY)]},
    {
        "warrants": [i200(lodged_at=DAY)],
        "held_for": [{"from": DAY, "holder": "ICE", "taken_by": "federal_officer", "paper": "I1"}],
    },
    {"writs": [BORROWED]},
    {"other_authority": [{"kind": "probation_or_parole_arrest", "from": DAY}]},
]


@pytest.mark.parametrize(
    "parts", ON, ids=["detention", "commitment", "warrant", "immigration officers", "writ", "parole arrest"]
)
def test_a_paper_of_the_bare_day_of_the_booking_was_there_at_the_booking(parts: Json) -> None:
    result = check(record(charges=[], booked_at=DAY, **parts))
    assert (result.outcome, warnings(result)) == ("clear", ["same_day"])


def test_what_came_on_a_bare_day_is_not_what_somebody_was_held_on_the_day_before() -> None:
    outcomes = [check(record(charges=[], booked_at="2024-04-29", **parts)).outcome for parts in ON]
    assert outcomes == ["findings"] * len(ON)


def test_bail_and_a_warrant_of_the_bare_day_of_the_booking_leave_no_gap_between_them() -> None:
    bailed: Json = {"bail": [{"charges": "all", "posted_at": DAY}], "court_orders": [order("release", DAY)]}
    assert check(record(booked_at=DAY, warrants=[warrant(lodged_at=DAY)], **bailed)).outcome == "clear"
    assert check(record(booked_at=DAY, **bailed)).outcome == "findings"


WEEKENDS = [{"from": "2024-05-03", "to": "2024-05-05"}, {"from": "2024-05-10", "to": "2024-05-12"}]


@pytest.mark.parametrize(
    ("away", "outcome"),
    [(("2024-05-05", "2024-05-10"), "clear"), (("2024-05-07", "2024-05-10"), "findings")],
    ids=["the days of the sentence", "two days late"],
)
def test_weekends_told_to_the_day_begin_and_end_with_the_stays_they_order(away: tuple[str, str], outcome: str) -> None:
    weekends = sentence(kind="intermittent", imposed_at="2024-05-01", term={"days": 4}, periods=WEEKENDS)
    stays: Json = {"booked_at": "2024-05-03", "released_at": "2024-05-12", "released_to": "community"}
    between = [{"kind": "intermittent", "from": away[0], "to": away[1]}]
    assert check(record(charges=CONVICTED, sentences=[weekends], absences=between, **stays)).outcome == outcome


@pytest.mark.parametrize(
    ("back", "released", "outcome"),
    [("2024-05-05T14:00", "2024-05-05T23:30", "findings"), ("2024-05-06T23:00", "2024-05-07T01:00", "clear")],
    ids=["that day", "the next"],
)
def test_what_ended_on_the_bare_day_of_leaving_ended_in_time_only_for_who_stayed_away(
    back: str, released: str, outcome: str
) -> None:
    away: Json = {"absences": [{"kind": "furlough", "from": "2024-05-05", "to": back}]}
    gone: Json = {"released_at": released, "released_to": "community"}
    result = check(record(charges=[disposed("dismissed", "2024-05-05")], **away, **gone))
    assert result.outcome == outcome


@pytest.mark.parametrize(
    ("lapses", "said"), [("2024-05-06", ["same_day"]), ("2024-06-01", [])], ids=["the day of release", "later"]
)
@pytest.mark.parametrize("name", ["court_orders", "warrants"])
def test_a_paper_that_lapses_on_the_bare_day_of_release_was_over_in_time(
    name: str, lapses: str, said: list[Any]
) -> None:
    """Entitlement and release on one bare day is clear; a paper good for longer is nothing odd."""
    papers = {
        "court_orders": order("detain", BOOKED, expires_at=lapses),
        "warrants": warrant("bench", expires_at=lapses),
    }
    gone: Json = {"released_at": "2024-05-06", "released_to": "community", "recorded_until": HELD}
    result = check(record(charges=[], **{name: [papers[name]]}, **gone))
    assert (result.outcome, warnings(result)) == ("clear", said)


@pytest.mark.parametrize(
    ("over", "came", "outcome", "warned"),
    [
        ("2024-05-05", "2024-05-05", "clear", ["same_day"]),
        ("2024-05-05", "2024-05-06", "findings", []),
        ("2024-05-05", "2024-05-05T12:00", "findings", []),
        ("2024-05-05T12:00", "2024-05-05", "findings", []),
    ],
    ids=["one bare day", "the next", "an hour of it", "after an hour of it"],
)
def test_what_came_on_the_bare_day_on_which_another_authority_was_over_followed_at_once(
    over: str, came: str, outcome: str, warned: list[str]
) -> None:
    """The contract: two bare dates on the same day are not two unknowns."""
    result = check(record(charges=[disposed("dismissed", over)], warrants=[warrant(lodged_at=came)]))
    assert (result.outcome, warnings(result)) == (outcome, warned)


def test_a_request_that_came_that_day_followed_nothing() -> None:
    result = check(
        record(charges=[disposed("dismissed", "2024-05-05")], detainers=[detainer(received_at="2024-05-05")])
    )
    assert (result.outcome, warnings(result)) == ("findings", [])
