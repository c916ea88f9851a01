"""Rows of sentences one of which ended early: nothing ends before it begins, and all say the same of it."""

from __future__ import annotations

from typing import Any

import pytest

from expectations import entitlements
from holdcheck import check, compute_sentences

Json = dict[str, Any]
FIRST = {"id": "S1", "kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 60}, "charges": ["C1"]}
SECOND = {**FIRST, "id": "S2", "term": {"days": 30}, "charges": ["C2"], "consecutive_to": ["S1"]}
PLACES = [("NY", "federal"), ("NY", "local"), ("NC", "local"), ("WY", "local")]


def record(place: tuple[str, str], *sentences: Json, **more: Any) -> Json:
    state, custodian = place
    return {
        "custody_id": "K-1",
        "facility": {"state": state, "custodian": custodian},
        "booked_at": "2024-01-02T00:00",
        "recorded_until": "2025-10-01T00:00",
        "charges": [
            {"id": charge, "disposition": "convicted", "disposed_at": "2024-01-02T00:00"}
            for each in sentences
            for charge in each.get("charges", [])
        ],
        "sentences": list(sentences),
        **more,
    }


def commuted(at: Any, sentence: Json) -> Json:
    return {**sentence, "ended_by": {"kind": "commutation", "at": at}}


def vacated(at: str, charge: str) -> Json:
    return {
        "court_orders": [{"kind": "vacate_sentence", "ordered_at": at, "charges": [charge]}],
    }


def due(told: Json) -> list[tuple[str, str] | None]:
    found = [each.milestone("entitlement") for each in compute_sentences(told)]
    return [each and (each.earliest.isoformat(), each.latest.isoformat()) for each in found]


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("how", ["commuted", "vacated"])
def test_a_sentence_that_ended_before_it_began_leaves_the_one_before_it_as_it_was(
    place: tuple[str, str], how: str
) -> None:
    if how == "commuted":
        told = record(place, FIRST, commuted("2024-01-20T10:00", SECOND))
    else:
        told = record(place, FIRST, SECOND, **vacated("2024-01-20T10:00", "C2"))
    (alone,) = due(record(place, FIRST))
    assert alone is not None
    assert due(told) == [alone, None, alone]
    row = compute_sentences(told)[-1].milestone("ended_early")
    assert row is not None
    assert row.earliest.isoformat() == "2024-01-20"
    by_itself = entitlements(check(record(place, FIRST)))
    assert by_itself
    assert entitlements(check(told)) == by_itself


def test_where_credit_leaves_nothing_of_the_second_the_first_ends_on_the_weekday_before() -> None:
    """Maryland lets go before a weekend. Whichever way days are counted, nobody is held over Saturday 11 May 2024."""
    prison = {"kind": "prison", "imposed_at": "2024-03-20"}
    first = {"id": "S0", **prison, "term": {"weeks": 8}, "credits": [{"days": 5}]}
    second = {"id": "S1", **prison, "term": {"days": 6}, "credits": [{"days": 13}], "consecutive_to": ["S0"]}
    told = record(("MD", "state"), first, second)
    row = due(told)[-1]
    assert row is not None
    found = check(told).release_entitlements
    assert found
    assert max(each.at.latest for each in found).isoformat()[:16] == "2024-05-11T00:00"
    assert row[1] == "2024-05-10"


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_one_that_may_have_ended_before_it_began_owes_no_release_before_that(place: tuple[str, str]) -> None:
    told = record(place, FIRST, commuted({"earliest": "2024-01-20T00:00", "latest": "2024-03-20T10:00"}, SECOND))
    (alone,) = due(record(place, FIRST))
    assert alone is not None
    row = due(told)[-1]
    assert row is not None
    assert row[0] >= "2024-03-01"
    assert row[1] == "2024-03-20"


@pytest.mark.parametrize(("state", "custodian"), PLACES)
def test_a_row_shortened_by_its_last_sentence_has_one_day_of_release(state: str, custodian: str) -> None:
    """And a date stated for the first is no agreement, though it would be right without the second."""
    stated = [{"kind": "release", "at": "2025-07-19"}]
    first = {"id": "S2", "kind": "prison", "imposed_at": "2024-07-20", "term": {"months": 12}, "stated": stated}
    second = {
        "id": "S3",
        "kind": "prison",
        "imposed_at": "2024-04-16",
        "term": {"days": 13},
        "consecutive_to": ["S2"],
        "credits": [{"days": 25}],
    }
    told = record((state, custodian), first, second)
    owed = due(told)
    assert owed[:2] == [None, None]
    assert owed[2] is not None
    (found,) = compute_sentences(told)[0].compare
    if custodian == "federal":
        assert owed[2] == ("2025-07-07", "2025-07-07")
        assert (found.verdict, found.days) == ("possible_late_release", 12)
    else:  # whether the credit counts for the first was not read
        assert owed[2][0] < "2025-07-19" <= owed[2][1]
        assert found.verdict == "cannot_say"


@pytest.mark.parametrize(
    ("ordered", "computed", "checked"),
    [
        ("2024-01-01T10:00", ("2024-03-01", "2024-03-01"), "2024-03-02T00:00"),
        ("2024-01-02", ("2024-01-02", "2024-03-01"), ["2024-01-02T00:00", "2024-03-02T00:00"]),
        ("2024-01-02T16:00", ("2024-01-02", "2024-03-01"), ["2024-01-02T16:00", "2024-03-02T00:00"]),
        (
            {"earliest": "2023-12-30T10:00", "latest": "2024-01-05T10:00"},
            ("2024-01-02", "2024-03-01"),
            ["2024-01-02T00:00", "2024-03-02T00:00"],
        ),
        ("2024-01-20T10:00", ("2024-01-20", "2024-01-20"), "2024-01-20T10:00"),
    ],
    ids=["before its day", "on its day", "at an hour of it", "perhaps before it", "after it"],
)
def test_an_order_that_may_have_come_before_a_sentence_vacates_it_perhaps_for_both_verbs(
    ordered: Any, computed: tuple[str, str], checked: Any
) -> None:
    """What was vacated before a sentence was imposed is another one, listed or not: sixty days end on 1 March 2024."""
    told = record(("NY", "federal"), FIRST, **vacated(ordered, "C1"))
    assert due(told) == [computed]
    assert entitlements(check(told))[0]["at"] == checked


def test_what_follows_a_sentence_that_was_perhaps_vacated_may_begin_at_once_or_after_it() -> None:
    told = record(("NY", "federal"), FIRST, SECOND, **vacated("2024-01-02", "C1"))
    assert due(told)[-1] == ("2024-01-31", "2024-03-31")
    certain = [each.from_ for each in check(told).findings if each.certainty == "certain"]
    assert certain
    assert min(at.latest.date().isoformat() for at in certain if at is not None) == "2024-04-01"


def test_a_sentence_that_ended_before_it_began_by_record_keeps_no_charge_open_until_then() -> None:
    """Sixty days of the first end on 1 March 2024; nobody waits for the recorded beginning of one commuted by then."""
    second = commuted("2024-02-12T10:00", {**SECOND, "begins_at": "2024-03-06"})
    told = record(("NY", "federal"), FIRST, second)
    assert [each["at"] for each in entitlements(check(told))] == ["2024-03-02T00:00"]


@pytest.mark.parametrize("place", [("NY", "federal"), ("NY", "local")], ids=str)
def test_of_one_term_by_law_no_part_begins_before_the_one_it_follows_is_over(place: tuple[str, str]) -> None:
    results = compute_sentences(record(place, FIRST, {**SECOND, "begins_at": "2024-02-01"}))
    refused = [(each.code, each.path) for each in results[-1].refused]
    assert refused == [("begins_within_another", "sentences[1].begins_at")]


def test_a_sentence_within_which_another_began_by_record_is_served_after_that_one_ended_early() -> None:
    """Sixty days end on Friday, and North Carolina lets people go on the day after, or on Friday too."""
    second = commuted("2024-02-12T10:00", {**SECOND, "begins_at": "2024-02-01"})
    assert due(record(("NC", "local"), FIRST, second))[-1] == ("2024-03-01", "2024-03-02")
