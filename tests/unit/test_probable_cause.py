"""The finding of probable cause after an arrest without a warrant: what shows one, and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import BOOKED, HELD, Json, order, record
from expectations import local, undetermined
from holdcheck.checking import check

LATE, NO_APPEARANCE = "probable-cause-finding-late", "first-appearance-late"
OVER = "2024-05-03T10:00"
"""When the 48 hours from the booking ended."""
NEXT_DAY, FIFTH_DAY = "2024-05-02T10:00", "2024-05-06T10:00"


def arrest(**more: Any) -> Json:
    return {"id": "A1", "at": BOOKED, "warrantless": True, "charges": ["C1"], **more}


def found(told: Json) -> list[tuple[str, str, Any, Any]]:
    return [(f.rule, f.certainty, local(f.from_), local(f.until)) for f in check(told).findings]


SCHEDULE = order("set_bail", BOOKED, source="schedule")


def test_bail_from_a_schedule_is_no_judges_finding_of_probable_cause() -> None:
    known = arrest(probable_cause_found_at="never", first_appearance_at=NEXT_DAY)
    assert found(record(arrests=[known], court_orders=[SCHEDULE])) == [(LATE, "certain", OVER, HELD)]


def test_bail_from_a_schedule_shows_no_finding_and_no_appearance_where_neither_is_known() -> None:
    result = check(record(arrests=[arrest()], court_orders=[SCHEDULE]))
    assert (result.outcome, undetermined(result)) == (
        "undetermined",
        [
            {"rule": LATE, "from": OVER, "until": HELD, "missing": ["arrests[0].probable_cause_found_at"]},
            {
                "rule": NO_APPEARANCE,
                "from": "2024-05-04T10:00",
                "until": HELD,
                "missing": ["arrests[0].first_appearance_at"],
            },
        ],
    )


def test_bail_a_judge_set_is_authority_of_its_own() -> None:
    known = arrest(probable_cause_found_at="never", first_appearance_at=NEXT_DAY)
    assert found(record(arrests=[known], court_orders=[order("set_bail", NEXT_DAY)])) == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [(FIFTH_DAY, [(LATE, "certain", OVER, FIFTH_DAY)]), (None, []), (NEXT_DAY, [])],
    ids=["found on the fifth day", "nothing recorded of it", "found the next day"],
)
def test_an_appearance_shows_no_finding_where_the_record_says_that_it_was_made_later(
    made: str | None, expected: list[Any]
) -> None:
    known = arrest(probable_cause_found_at=made, first_appearance_at=NEXT_DAY)
    assert found(record(arrests=[known])) == expected
