"""A sentence that follows others by itself, beside the row of them: the same days, and steps that lead to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from holdcheck import check, compute_sentences
from holdcheck.sentences import SentenceResult

Json = dict[str, Any]
FIRST = {"id": "A", "kind": "jail", "imposed_at": "2025-01-10", "term": {"days": 60}}
SECOND = {"id": "B", "kind": "jail", "imposed_at": "2025-01-10", "term": {"days": 30}, "consecutive_to": ["A"]}
UP_TO_THE_FIRST_DAY = {"credits": [{"from": "2025-01-01", "to": "2025-01-10"}]}


def results(first: Json, second: Json, state: str, custodian: str = "local") -> tuple[SentenceResult, ...]:
    told = {
        "custody_id": "K-1",
        "facility": {"state": state, "custodian": custodian},
        "sentences": [{**FIRST, **first}, {**SECOND, **second}],
    }
    return compute_sentences(told)


def days(result: SentenceResult, name: Any) -> tuple[str, str]:
    found = result.milestone(name)
    assert found is not None
    return found.earliest.isoformat(), found.latest.isoformat()


def steps(result: SentenceResult, name: Any) -> tuple[str, ...]:
    found = result.milestone(name)
    assert found is not None
    return found.steps


@pytest.mark.parametrize(
    ("first", "second"),
    [({}, UP_TO_THE_FIRST_DAY), (UP_TO_THE_FIRST_DAY, UP_TO_THE_FIRST_DAY)],
    ids=["credited to the second", "credited to both"],
)
def test_a_federal_day_credited_to_a_later_sentence_is_not_served_on_the_first_too(first: Json, second: Json) -> None:
    """Ninety days less ten of credit are eighty, the first of them 11 January 2025: the last is 31 March."""
    _, second_alone, both = results(first, second, "NY", "federal")
    for name in ("full_term", "release_with_recorded_credit"):
        assert days(second_alone, name) == days(both, name) == ("2025-03-31", "2025-03-31")


def test_a_federal_sentence_that_by_record_began_within_the_one_it_follows_has_no_date_of_its_own() -> None:
    """Of one term (18 USC 3584(c)) no part begins before the one it follows is over: one of the two is wrong."""
    first, *others = results({}, {"begins_at": "2025-02-01"}, "NY", "federal")
    assert days(first, "full_term") == ("2025-03-10", "2025-03-10")
    for each in others:
        assert not each.milestones
        assert [(r.code, r.path) for r in each.refused] == [("begins_within_another", "sentences[1].begins_at")]


def test_the_first_day_of_a_row_is_told_as_it_was_counted() -> None:
    """The day of sentencing is credited to the first sentence; the second begins on a day of its own."""
    _, alone, both = results(UP_TO_THE_FIRST_DAY, {}, "CA")
    assert steps(alone, "full_term") == steps(both, "full_term")
    assert steps(both, "full_term")[-1] == "30 days from 2025-03-02, that day counted: last day 2025-03-31"


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({}, ["good time as recorded of what it follows lets it begin on 2025-03-01: last day 2025-03-30"]),
        (
            {"good_time": {"days": 5}},
            [
                "good time as recorded of what it follows lets it begin on 2025-03-01",
                "less 5 days of good time as recorded: 2025-03-25",
            ],
        ),
    ],
    ids=["of the first only", "of both"],
)
def test_the_good_time_of_a_sentence_is_told_of_the_one_that_follows_it(own: Json, told: list[str]) -> None:
    """Ten days of the first bring the second forward from 11 March to 1 March."""
    _, alone, both = results({"good_time": {"days": 10}}, own, "IL")
    total = 10 + own.get("good_time", {}).get("days", 0)
    last_day = told[-1][-10:]
    assert list(steps(alone, "release_with_recorded_credit")[2:-1]) == told
    assert steps(both, "release_with_recorded_credit")[2:-1] == (
        f"less {total} days of good time as recorded: {last_day}",
    )


@pytest.mark.parametrize(
    ("number", "last_day", "release"), [(30, "2025-03-10", "2025-03-11"), (90, "2025-05-01", "2025-05-02")]
)
def test_a_row_is_not_over_before_a_sentence_within_which_another_began_by_record(
    number: int, last_day: str, release: str
) -> None:
    """North Carolina, released on the day after: A runs to 10 March, whatever began on 1 February."""
    told = {
        "custody_id": "K-1",
        "facility": {"state": "NC"},
        "booked_at": "2025-01-10T00:00",
        "recorded_until": "2025-09-01T00:00",
        "sentences": [FIRST, {**SECOND, "term": {"days": number}, "begins_at": "2025-02-01"}],
    }
    both = compute_sentences(told)[2]
    assert days(both, "full_term") == (last_day, last_day)
    assert days(both, "entitlement") == (release, release)
    (due,) = check(told).release_entitlements
    assert due.at.earliest == due.at.latest
    assert (due.at.latest - timedelta(seconds=1)).date().isoformat() == release


def test_a_sentence_beyond_the_limit_of_a_row_is_over_by_itself_when_the_row_is() -> None:
    """New York ends three definite years after two (Penal Law 70.30(2)(b)): the third is over with them."""
    year = {"term": {"years": 1}, "offense_at": "2024-05-01"}
    sentences = [FIRST | year, SECOND | year, {**SECOND, **year, "id": "C", "consecutive_to": ["B"]}]
    results = compute_sentences({"custody_id": "K-1", "facility": {"state": "NY"}, "sentences": sentences})
    assert days(results[2], "full_term") == days(results[3], "full_term") == ("2027-01-09", "2027-01-09")
