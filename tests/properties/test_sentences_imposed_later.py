"""Sentences imposed later than the ones they follow: they free nobody before, and are not known before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations import entitlements, findings, undetermined
from holdcheck import compute_sentences
from holdcheck.checking import Checker
from holdcheck.law import load_rules
from holdcheck.record import read_record
from holdcheck.sentences import SentenceResult
from sentences.simulation import DAY, PLACES, Json, place_file

LAW = load_rules()
CHECKER = Checker(LAW)
FIRST = date(2024, 1, 2)
SENTENCE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["jail", "jail", "prison"]),
        "later": st.integers(0, 60),
        "days": st.integers(1, 90),
        "credit": st.sampled_from([0, 0, 20, 80]),
        "good": st.sampled_from([0, 0, 15, 70]),
    }
)


def record(state: str | None, *sentences: Json, **more: object) -> Json:
    return {
        "custody_id": "K-1",
        "facility": {
            "state": state or "NY",
            "custodian": "local" if state else "federal",
            "time_zone": place_file(state)["zones"][0] if state else "America/New_York",
        },
        "booked_at": f"{FIRST}T00:00",
        "sentences": list(sentences),
        **more,
    }


@st.composite
def rows(draw: st.DrawFn) -> Json:
    """Up to four sentences, each imposed on the day of the one before it or later, some of which follow others."""
    state = draw(st.sampled_from([None, None, "NY", "NC", "IL", *PLACES]))
    sentences: list[Json] = []
    on = FIRST
    for n, told in enumerate(draw(st.lists(SENTENCE, min_size=2, max_size=4))):
        follows = draw(st.sampled_from([None, *(each["id"] for each in sentences), f"S{n - 1}" if n else None]))
        on += timedelta(days=told["later"] if n else 0)
        sentence = {"id": f"S{n}", "kind": told["kind"], "imposed_at": on.isoformat(), "term": {"days": told["days"]}}
        sentence["credits"] = [{"days": told["credit"]}] if told["credit"] else []
        sentence["good_time"] = {"days": told["good"]} if told["good"] else None
        sentences.append({**sentence, "consecutive_to": [follows] if follows else []})
    return record(state, *sentences)


def dates(results: tuple[SentenceResult, ...]) -> list[object]:
    return [
        (
            each.sentences,
            each.refused,
            [(one.name, one.days, one.gives, one.missing, one.steps) for one in each.milestones],
        )
        for each in results
    ]


@given(rows(), st.integers(1, 200))
def test_what_is_imposed_after_the_day_as_of_which_one_looks_changes_nothing(told: Json, days: int) -> None:
    as_of = FIRST + timedelta(days=days)
    known = {**told, "sentences": [each for each in told["sentences"] if each["imposed_at"] < as_of.isoformat()]}
    computed = compute_sentences(told, law=LAW, as_of=as_of)
    later = [each for each in computed if [one.code for one in each.refused] == ["not_yet_imposed"]]
    assert len(later) == len(told["sentences"]) - len(known["sentences"])
    assert not any(each.milestones for each in later)
    assert dates(tuple(each for each in computed if each not in later)) == dates(
        compute_sentences(known, law=LAW, as_of=as_of)
    )
    checker = Checker(LAW, as_of=as_of)
    one, other = (checker.check(read_record(each)) for each in (told, known))
    assert (entitlements(one), findings(one), undetermined(one)) == (
        entitlements(other),
        findings(other),
        undetermined(other),
    )


@given(rows(), st.none() | st.tuples(st.integers(0, 3), st.integers(0, 90)))
def test_the_check_owes_no_release_before_or_after_the_milestones_do(told: Json, ended: tuple[int, int] | None) -> None:
    """Whatever credit a later sentence brings, and whichever of them something ends, before it begins or after."""
    if ended is not None and ended[0] < len(told["sentences"]):
        sentence = told["sentences"][ended[0]]
        at = date.fromisoformat(sentence["imposed_at"]) + timedelta(days=ended[1])
        sentence["ended_by"] = {"kind": "pardon", "at": f"{at}T10:00"}
    due = [each.milestone("entitlement") for each in compute_sentences(told, law=LAW)]
    owed = [each for each in due if each is not None]
    assert owed
    checked = CHECKER.check(read_record({**told, "recorded_until": "2026-01-01T00:00"}))
    # Where nobody knows whether credit had one over before the next was imposed it is owed possibly, and not surely.
    surely = [each.from_.earliest.date() for each in checked.findings if each.from_ and each.certainty == "certain"]
    assert surely
    assert min(surely) >= min(each.earliest for each in owed)
    found = checked.release_entitlements
    latest = max(each.at.latest.date() for each in found)
    assert latest <= max(each.latest for each in owed) + DAY
    # One of which nothing is left when it is imposed ends nothing: whoever is held then may have been free before.
    imposed = {each["imposed_at"] for each in told["sentences"]}
    served = [each.latest for each in owed if each.latest.isoformat() not in imposed]
    assert not served or latest >= max(served)


CREDITED = [{"credits": [{"days": 80}]}, {"good_time": {"days": 70}}]


def later_one(more: Json) -> list[Json]:
    return [
        {"id": "S0", "kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 60}},
        {
            "id": "S1",
            "kind": "jail",
            "imposed_at": "2024-02-01",
            "term": {"days": 30},
            "consecutive_to": ["S0"],
            **more,
        },
    ]


@pytest.mark.parametrize("state", [None, "NY", "NC", "IL", "WY"])
@pytest.mark.parametrize("more", CREDITED, ids=["credit", "good time"])
def test_credit_of_a_later_sentence_frees_nobody_before_that_is_imposed(state: str | None, more: Json) -> None:
    released = CHECKER.check(read_record(record(state, *later_one(more), released_at="2024-02-01T16:00")))
    assert (released.outcome, released.findings, undetermined(released)) == ("clear", (), [])
    before = Checker(LAW, as_of=date(2024, 1, 20)).check(read_record(record(state, *later_one(more))))
    assert (before.outcome, entitlements(before)) == ("clear", [])


@pytest.mark.parametrize("more", CREDITED, ids=["credit", "good time"])
def test_it_frees_on_the_day_it_is_imposed(more: Json) -> None:
    (found,) = CHECKER.check(
        read_record(record(None, *later_one(more), recorded_until="2024-03-01T00:00"))
    ).release_entitlements
    assert found.at.latest.date() == date(2024, 2, 2)  # at midnight, when the day it was imposed is over


def test_of_two_sentences_that_follow_one_the_credit_of_one_frees_nobody_from_the_other() -> None:
    first, second = later_one(CREDITED[0])
    other = {**second, "id": "S2", "credits": []}
    sentences = [first, {**second, "imposed_at": "2024-01-02"}, {**other, "imposed_at": "2024-01-02"}]
    found = CHECKER.check(read_record(record(None, *sentences, recorded_until="2024-06-01T00:00")))
    assert [each["at"] for each in entitlements(found)] == ["2024-04-01T00:00"]


def test_a_row_that_is_over_before_another_sentence_is_imposed_is_over_with_the_credit_of_its_last() -> None:
    first, second = later_one(CREDITED[0])
    third = {"id": "S2", "kind": "jail", "imposed_at": "2024-06-03", "term": {"days": 5}, "consecutive_to": ["S1"]}
    found = CHECKER.check(
        read_record(
            record(None, first, {**second, "imposed_at": "2024-01-02"}, third, recorded_until="2024-07-01T00:00")
        )
    )
    assert entitlements(found)[0]["at"] == "2024-01-12T00:00"
