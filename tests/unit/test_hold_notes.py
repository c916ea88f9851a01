"""A roster's note of a hold beside the paper behind it: the paper wins, and what differs is said."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import BOOKED, DISMISSED, HELD, Json, detainer, i200, record, warrant
from expectations import entitlements, findings, undetermined
from holdcheck.checking import check
from holdcheck.findings.checked import CheckResult

CLEARED = "2024-05-10T09:00"
PAROLE = warrant("parole", issued_by={"office": "parole_board"}, issued_at=BOOKED)


def note(because: str | None = "cancelled", **more: Any) -> Json:
    return {"id": "H1", "code": "PV", "paper": "W1", "placed_at": BOOKED, "cleared_at": CLEARED} | {
        "cleared_because": because,
        **more,
    }


def told(hold: Json, *papers: Json, **parts: Any) -> CheckResult:
    """Somebody whose charge was dismissed, with a note of a hold on a warrant."""
    return check(record(charges=DISMISSED, warrants=list(papers) or [PAROLE], holds=[hold], **parts))


def odd(result: CheckResult) -> list[tuple[str, str]]:
    return [(warned.code, warned.at) for warned in result.warnings]


@pytest.mark.parametrize("because", ["cancelled", "released", "expired"])
@pytest.mark.parametrize("purpose", ["parole", "probation", "bench"])
def test_a_note_cleared_ten_days_before_its_paper_ended_is_odd_and_the_paper_wins(because: str, purpose: str) -> None:
    paper = warrant(purpose, issued_by={"office": "judge"}, issued_at=BOOKED)
    for result in (told(note(because), paper), told(note(because), {**paper, "recalled_at": HELD})):
        assert (result.outcome, findings(result), undetermined(result), entitlements(result)) == ("clear", [], [], [])
        assert odd(result) == [("hold_note_disagrees", "holds[0].cleared_at")]
        assert [each.message for each in result.warnings] == [
            "The jail cleared its hold on W1, which was not over by itself: the paper counts."
        ]


@pytest.mark.parametrize("because", ["taken", "transferred", "unknown", None])
def test_a_note_cleared_for_what_ends_no_paper_is_not_odd(because: str | None) -> None:
    assert odd(told(note(because))) == []


@pytest.mark.parametrize(
    ("hold", "papers", "parts"),
    [
        (note(), [PAROLE], {"released_at": "2024-05-10T15:00", "released_to": "community"}),
        (note(), [PAROLE | {"recalled_at": CLEARED}], {}),
        (note(), [PAROLE | {"recalled_at": "2024-05-10T15:00"}], {}),
        (note(), [PAROLE | {"recalled_at": "2024-05-10"}], {}),
        (note(cleared_at="2024-05-10"), [PAROLE | {"recalled_at": "2024-05-10"}], {}),
        (note(cleared_at="2024-05-20"), [PAROLE], {}),
        (note(cleared_at=None), [PAROLE], {}),
        (note(paper="none"), [PAROLE], {}),
        (note(), [PAROLE | {"lodged_at": "2024-05-12T09:00"}], {}),
        (note(paper="I1"), [i200()], {}),
        (note(paper="D1"), [PAROLE], {"detainers": [detainer()]}),
    ],
    ids=[
        "gone in six hours",
        "recalled with it",
        "recalled six hours later",
        "recalled that day",
        "both that day",
        "cleared on the last day",
        "not cleared",
        "no paper",
        "the paper came later",
        "an administrative warrant",
        "a detainer",
    ],
)
def test_a_note_that_does_not_surely_differ_from_authority_that_went_on_is_not_odd(
    hold: Json, papers: list[Json], parts: Json
) -> None:
    assert ("hold_note_disagrees", "holds[0].cleared_at") not in odd(told(hold, *papers, **parts))


def test_a_note_is_odd_where_the_person_was_kept_an_hour_beyond_the_hours_of_processing() -> None:
    result = told(note(), released_at="2024-05-10T16:00", released_to="community")
    assert odd(result) == [("hold_note_disagrees", "holds[0].cleared_at")]
