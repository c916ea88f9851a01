"""Consecutive sentences against a walk through their days one at a time, at every place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations import entitlements
from holdcheck import check, compute_sentences
from holdcheck.law import load_rules
from holdcheck.sentences import SentenceResult
from sentences.simulation import DAY, PLACES, Json, Span, covering, place_file, ways

LAW = load_rules()
FIRST = date(2024, 1, 29)


class Imposed(NamedTuple):
    """One of several consecutive sentences."""

    on: date
    days: int
    ended: date | None = None


def walked(row: list[Imposed], counts: list[bool]) -> date:
    """The last day of a row: each begins on the day after the one before it, and none before it was imposed."""
    last: date | None = None
    for sentence, counts_first in zip(row, counts, strict=True):
        begins_another = last is not None and sentence.on <= last
        today = last + DAY if begins_another and last is not None else sentence.on
        if not begins_another and not counts_first:
            today += DAY
        left = sentence.days
        while left and today != sentence.ended:
            last, left, today = today, left - 1, today + DAY
        if sentence.ended is not None and left and (last is None or last < sentence.ended - DAY):
            last = sentence.ended - DAY
    assert last is not None
    return last


def told(row: list[Imposed], state: str | None) -> Json:
    zone = place_file(state)["zones"][0] if state else "America/New_York"
    sentences: list[Json] = []
    for n, each in enumerate(row):
        sentence: Json = {"id": f"S{n}", "kind": "jail", "imposed_at": each.on.isoformat(), "term": {"days": each.days}}
        if n:
            sentence["consecutive_to"] = [f"S{n - 1}"]
        if each.ended is not None:
            sentence["ended_by"] = {"kind": "pardon", "at": each.ended.isoformat()}
        sentences.append(sentence)
    custodian = "local" if state else "federal"
    return {
        "custody_id": "K-1",
        "facility": {"state": state or "NY", "custodian": custodian, "time_zone": zone},
        "sentences": sentences,
    }


def spans(result: SentenceResult) -> dict[str, Span]:
    return {each.name: (each.earliest, each.latest) for each in result.milestones}


def matches_the_walk(row: list[Imposed], state: str | None) -> None:
    rules = [covering(place_file(state).get("sentences", []), each.on, each.days) for each in row]
    lasts = [
        walked(row, [ways(rule.get("counts_start_day"), (unknown,))[0] for rule in rules]) for unknown in (True, False)
    ]
    off = [on == "day_after" for on in ways(rules[-1].get("release_on"), ("last_day", "day_after"))]
    found = spans(compute_sentences(told(row, state), law=LAW)[-1])
    assert found["full_term"] == (min(lasts), max(lasts))
    assert found["release_with_recorded_credit"] == (min(lasts) + min(off) * DAY, max(lasts) + max(off) * DAY)


@pytest.mark.parametrize("state", [None, *PLACES])
@given(st.lists(st.integers(1, 40), min_size=2, max_size=5))
def test_a_row_imposed_on_one_day_is_over_as_its_days_are_walked(state: str | None, lengths: list[int]) -> None:
    """And so a row is as long as one sentence of all its days, wherever the first day counts or does not."""
    row = [Imposed(FIRST, length) for length in lengths]
    matches_the_walk(row, state)
    for counts in (True, False):
        assert walked(row, [counts] * len(row)) == walked([Imposed(FIRST, sum(lengths))], [counts])


@pytest.mark.parametrize("state", [None, *PLACES])
@given(st.integers(1, 40), st.integers(0, 60), st.integers(1, 40))
def test_a_sentence_that_follows_one_begins_when_it_was_imposed_at_the_earliest(
    state: str | None, first: int, later: int, second: int
) -> None:
    matches_the_walk([Imposed(FIRST, first), Imposed(FIRST + timedelta(days=later), second)], state)


@pytest.mark.parametrize("state", [None, *PLACES])
@given(st.integers(20, 40), st.integers(2, 18), st.integers(1, 40), st.lists(st.integers(1, 40), max_size=2))
def test_what_follows_a_sentence_that_ended_early_begins_on_that_day(
    state: str | None, first: int, ended: int, second: int, more: list[int]
) -> None:
    row = [Imposed(FIRST, first, FIRST + timedelta(days=ended)), Imposed(FIRST, second)]
    matches_the_walk(row + [Imposed(FIRST, length) for length in more], state)


@pytest.mark.parametrize(("state", "custodian"), [("NY", "federal"), ("NY", "local"), ("NC", "local")])
@pytest.mark.parametrize("kind", ["parole", "pardon", "commutation", "early_release", "resentence"])
def test_the_check_ends_a_row_whose_first_sentence_ended_early_with_what_is_left(
    state: str, custodian: str, kind: str
) -> None:
    """100 days from 1 May 2024, and not 400 from 1 January."""
    sentences = [
        {"id": "A", "term": {"days": 300}, "ended_by": {"kind": kind, "at": "2024-05-01T10:00"}},
        {"id": "B", "term": {"days": 100}, "consecutive_to": ["A"]},
    ]
    record = {
        "custody_id": "K-1",
        "facility": {"state": state, "custodian": custodian},
        "booked_at": "2024-01-01T08:00",
        "recorded_until": "2024-12-01T00:00",
        "sentences": [{"kind": "jail", "imposed_at": "2024-01-01", **each} for each in sentences],
    }
    due = {
        ("NY", "federal"): "2024-08-09T00:00",
        ("NY", "local"): ["2024-08-09T00:00", "2024-08-10T00:00"],  # whether people go on the last day was not read
        ("NC", "local"): "2024-08-10T00:00",
    }
    assert entitlements(check(record))[-1]["at"] == due[state, custodian]


@pytest.mark.parametrize(("state", "custodian"), [("NY", "federal"), ("NC", "local"), ("PA", "local")])
def test_a_sentence_imposed_after_the_one_it_follows_was_over_runs_from_then(state: str, custodian: str) -> None:
    """A term begins when the person is received to serve it (18 USC 3585(a)), and never before it was imposed."""
    record = {
        "custody_id": "K-1",
        "facility": {"state": state, "custodian": custodian},
        "booked_at": "2024-01-01T08:00",
        "released_at": "2024-06-30T12:00",
        "charges": [{"id": "C1"}, {"id": "C2", "disposition": "convicted", "disposed_at": "2024-06-01T11:00"}],
        "sentences": [
            {"id": "A", "kind": "jail", "charges": ["C0"], "imposed_at": "2024-01-01", "term": {"days": 30}},
            {
                "id": "B",
                "kind": "jail",
                "charges": ["C2"],
                "imposed_at": "2024-06-01",
                "term": {"days": 30},
                "consecutive_to": ["A"],
            },
        ],
    }
    record["charges"].append({"id": "C0", "disposition": "convicted", "disposed_at": "2024-01-01T07:00"})  # type: ignore[attr-defined]
    assert check(record).outcome == "clear"
    first, *_ = compute_sentences(record)
    assert first.milestone("entitlement") is not None  # nobody goes from it to the other


def test_nothing_ends_a_sentence_before_it_begins_so_what_follows_it_begins_no_earlier() -> None:
    told = {"kind": "parole", "at": {"earliest": "2024-05-01T20:30", "latest": "2024-05-03T09:30"}}
    sentences = [
        {"id": "A", "imposed_at": "2024-05-03", "term": {"days": 6}, "ended_by": told},
        {"id": "B", "imposed_at": "2024-05-01", "term": {"days": 19}, "consecutive_to": ["A"]},
    ]
    record = {
        "custody_id": "K-1",
        "facility": {"state": "CA", "custodian": "federal"},
        "sentences": [{"kind": "jail", **each} for each in sentences],
    }
    assert spans(compute_sentences(record, law=LAW)[1])["full_term"] == (date(2024, 5, 21), date(2024, 5, 21))
