"""The preliminary hearing of somebody retaken for a violation: from when, until when, and over what custody."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import BOOKED, Json, order, record, warrant
from expectations import local
from holdcheck.checking import check

RULE = "preliminary-hearing-late"
DUE, LATE = "2024-07-01T00:00", "2024-08-01T10:00"
SERVED = {"served_at": BOOKED}


def retaken(arrest: Json | None, *, purpose: str = "parole", **parts: Any) -> tuple[list[Any], list[Any]]:
    """What the rule finds, and what it cannot decide, of somebody held three months on a violator's warrant."""
    issuer = {"issued_by": {"office": "parole_board"}}
    arrests = [{"at": BOOKED, "warrantless": False, "warrant": "W1", **arrest}] if arrest is not None else []
    held = {"recorded_until": LATE, "charges": [], "arrests": arrests}
    result = check(record(**{**held, "warrants": [{**warrant(purpose), **issuer, **SERVED}], **parts}))
    found = [(f.severity, f.certainty, local(f.from_), local(f.until)) for f in result.findings if f.rule == RULE]
    return found, [(local(u.from_), u.missing) for u in result.undetermined if u.rule == RULE]


@pytest.mark.parametrize("purpose", ["parole", "supervised_release"])
def test_no_hearing_in_sixty_days_is_for_review(purpose: str) -> None:
    assert retaken({"probable_cause_found_at": "never"}, purpose=purpose) == (
        [("review", "certain", DUE, LATE)],
        [],
    )


def test_a_hearing_that_came_late_ends_it() -> None:
    assert retaken({"probable_cause_found_at": "2024-07-10T09:00"}) == (
        [("review", "certain", DUE, "2024-07-10T09:00")],
        [],
    )


@pytest.mark.parametrize(
    "arrest",
    [{"probable_cause_found_at": "2024-05-20T09:00"}, {"first_appearance_at": "2024-05-20T09:00"}],
)
def test_a_hearing_in_time_leaves_nothing(arrest: Json) -> None:
    assert retaken(arrest) == ([], [])


def test_whether_there_was_one_is_unknown_where_nothing_says() -> None:
    assert retaken({}) == ([], [(DUE, ("arrests[0].probable_cause_found_at",))])


def test_nothing_is_asked_of_a_record_that_lists_no_arrest() -> None:
    """It is not one that would tell of the hearing: the warrant authorises custody within its term."""
    assert retaken(None) == ([], [])


def test_a_warrant_that_is_only_lodged_starts_no_clock() -> None:
    """Moody v. Daggett, 429 U.S. 78 (1976)."""
    lodged = {**warrant("parole"), "id": "W2", "issued_by": {"office": "parole_board"}}
    arrest = {"at": BOOKED, "warrantless": False, "warrant": "W1", "probable_cause_found_at": "never"}
    assert retaken(arrest, warrants=[lodged, warrant()]) == ([], [])


def test_time_that_a_court_detains_for_something_else_does_not_count() -> None:
    charged = {"charges": [{"id": "C1"}], "court_orders": [order("detain", "2024-05-02T10:00")]}
    assert retaken({"probable_cause_found_at": "never"}, **charged) == ([], [])


def test_a_warrant_for_probation_is_answered_by_the_first_appearance() -> None:
    assert retaken({"probable_cause_found_at": "never"}, purpose="probation") == ([], [])


def test_the_sixty_days_run_from_the_arrest_elsewhere_and_not_from_the_booking_that_followed() -> None:
    arrest = {"at": "2024-04-10T10:00", "probable_cause_found_at": "never"}
    assert retaken(arrest, custody_began_at="2024-04-10T10:00")[0] == [("review", "certain", "2024-06-10T00:00", LATE)]


def test_an_appearance_shows_no_hearing_where_the_record_says_that_cause_was_found_later() -> None:
    arrest = {"first_appearance_at": "2024-05-20T09:00", "probable_cause_found_at": "2024-07-15T09:00"}
    assert retaken(arrest)[0] == [("review", "certain", DUE, "2024-07-15T09:00")]


@pytest.mark.parametrize(
    ("purpose", "office", "outcome"),
    [
        ("parole", "parole_board", "clear"),
        ("escape", "corrections_officer", "clear"),
        ("governor", "governor", "clear"),
        ("bench", "judge", "findings"),
        ("probation", "judge", "findings"),
    ],
)
def test_an_appearance_ends_the_force_of_a_courts_warrant_and_not_of_one_that_no_court_has_to_carry_on(
    purpose: str, office: str, outcome: str
) -> None:
    paper = {**warrant(purpose), "issued_by": {"office": office}, **SERVED}
    seen = {"probable_cause_found_at": "2024-05-02T09:00", "first_appearance_at": "2024-05-02T09:00"}
    arrest = {"at": BOOKED, "warrantless": False, "warrant": "W1", **seen}
    assert check(record(charges=[], warrants=[paper], arrests=[arrest])).outcome == outcome
