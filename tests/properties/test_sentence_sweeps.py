"""Every place's own law on the days on which calendars are odd, against a walk through the days one at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from expectations import entitlements
from holdcheck import compute_sentences
from holdcheck.checking import Checker
from holdcheck.law import load_rules
from holdcheck.record import read_record
from holdcheck.sentences import SentenceResult
from sentences.simulation import DAY, PLACES, Json, Span, expected, length_of, moved, owed, place_file

LAW = load_rules()
FEDERAL = None
EVERYWHERE = [FEDERAL, *PLACES]
NAMES = ("full_term", "release_with_recorded_credit", "earliest_by_formula", "release_day")
ODD_DAYS = [
    date(2000, 2, 29),
    *(date(2023, month, day) for month, day in ((1, 31), (2, 28), (3, 1), (12, 31))),
    *(date(2024, month, day) for month, day in ((1, 1), (1, 29), (1, 30), (1, 31), (2, 28), (2, 29), (3, 1), (3, 31))),
    *(date(2024, month, day) for month, day in ((4, 30), (5, 31), (8, 31), (10, 31), (11, 30), (12, 30), (12, 31))),
    *(date(2025, month, day) for month, day in ((2, 27), (2, 28), (3, 1), (6, 30))),
]
ODD_TERMS: list[Json] = [
    {"days": 1},
    {"days": 28},
    {"days": 59},
    {"days": 366},
    {"weeks": 52},
    {"months": 1},
    {"months": 2},
    {"months": 11},
    {"months": 13, "days": 1},
    {"years": 1},
    {"years": 1, "months": 1, "days": 1},
    {"years": 4},
    {"years": 4, "months": 12, "days": 30},
]


def zones(state: str | None) -> list[str]:
    return place_file(state)["zones"] if state else ["America/New_York"]


def facility(state: str | None) -> Json:
    custodian = "federal" if state is FEDERAL else "local"
    return {"state": state or "NY", "custodian": custodian, "time_zone": zones(state)[0]}


def computed(state: str | None, *sentences: Json, kind: str = "jail") -> tuple[SentenceResult, ...]:
    told = [{"kind": kind, **each} for each in sentences]
    return compute_sentences({"custody_id": "K-1", "facility": facility(state), "sentences": told}, law=LAW)


def span(result: SentenceResult, name: Any) -> Span:
    found = result.milestone(name)
    assert found is not None, name
    return found.earliest, found.latest


def spells(begins: date, *lengths: int) -> list[Span]:
    """Stays in custody before a day, one day between them, the last ending on the day itself."""
    found, last = [], begins
    for length in lengths:
        found.append((last - timedelta(days=length), last))
        last = found[-1][0] - 2 * DAY
    return found


def credits_of(stays: list[Span]) -> list[Json]:
    return [{"from": first.isoformat(), "to": last.isoformat()} for first, last in stays]


@pytest.mark.parametrize("state", EVERYWHERE)
def test_leap_days_month_ends_and_year_ends_agree_with_a_walk_through_the_days(state: str | None) -> None:
    assert len(ODD_DAYS) * len(ODD_TERMS) > 300
    for begins in ODD_DAYS:
        at = {"imposed_at": begins.isoformat()}
        results = computed(state, *({**at, "term": term} for term in ODD_TERMS))
        assert len(results) == len(ODD_TERMS)
        for term, result in zip(ODD_TERMS, results, strict=True):
            walked = expected(state, begins, term, [])
            assert {name: span(result, name) for name in walked} == walked, (begins, term)
            release = walked["release_with_recorded_credit"]
            assert span(result, "release_day") == moved(state, "jail", release, begins), (begins, term)


@pytest.mark.parametrize("state", EVERYWHERE)
def test_credit_across_leap_days_month_ends_and_year_ends_agrees_with_a_walk(state: str | None) -> None:
    terms = [{"days": 59}, {"months": 2}, {"years": 1}, {"years": 1, "months": 1, "days": 1}]
    stays = [(0,), (1,), (31,), (3, 27, 40)]
    for begins in ODD_DAYS:
        told = [
            {
                "imposed_at": begins.isoformat(),
                "term": term,
                "credits": credits_of(spells(begins, *lengths)),
                "good_time": {"days": 7},
            }
            for term in terms
            for lengths in stays
        ]
        every = [(term, lengths) for term in terms for lengths in stays]
        for (term, lengths), result in zip(every, computed(state, *told), strict=True):
            walked = expected(state, begins, term, spells(begins, *lengths), good=7)
            assert {name: span(result, name) for name in walked} == walked, (begins, term, lengths)


@pytest.mark.parametrize("state", EVERYWHERE)
def test_prisons_have_their_own_rule_of_weekends(state: str | None) -> None:
    for begins in ODD_DAYS:
        for days in range(30, 37):  # every day of the week
            term = {"days": days}
            (result,) = computed(state, {"imposed_at": begins.isoformat(), "term": term}, kind="prison")
            release = expected(state, begins, term, [])["release_with_recorded_credit"]
            assert span(result, "release_day") == moved(state, "prison", release, begins), (begins, days)


@pytest.mark.parametrize("state", EVERYWHERE)
def test_the_check_entitles_when_the_release_that_is_walked_to_is_owed(state: str | None) -> None:
    checker = Checker(LAW)
    for begins in ODD_DAYS:
        for term in ({"days": 59}, {"months": 1}, {"years": 1, "months": 1, "days": 1}):
            stays = spells(begins, 9)
            booked = f"{stays[0][0].isoformat()}T10:00"
            told = {
                "custody_id": "K-1",
                "facility": facility(state),
                "booked_at": booked,
                "recorded_until": (begins + timedelta(days=900)).isoformat(),
                "charges": [{"id": "C1", "disposition": "convicted", "disposed_at": f"{begins.isoformat()}T11:00"}],
                "court_orders": [{"kind": "detain", "ordered_at": booked, "charges": "all"}],
                "sentences": [
                    {
                        "kind": "jail",
                        "charges": ["C1"],
                        "imposed_at": begins.isoformat(),
                        "term": term,
                        "credits": credits_of(stays),
                    }
                ],
            }
            released = expected(state, begins, term, stays)["release_with_recorded_credit"]
            days, hour = owed(state, "jail", released, begins, length_of(begins, term))
            over = {f"{day.isoformat()}T{hour}" if hour != "24:00" else f"{day + DAY}T00:00" for day in days}
            ends = sorted(over)
            (entitlement,) = entitlements(checker.check(read_record(told)))
            assert span(compute_sentences(told, law=LAW)[0], "entitlement") == days, (begins, term)
            assert entitlement["because"] == "sentence_served"
            assert entitlement["at"] == (ends if len(ends) > 1 else ends[0]), (begins, term)


def test_the_sweep_meets_every_convention_there_is() -> None:
    """Otherwise a place could be swept by conventions that no place has."""
    counting = [rule for state in EVERYWHERE for rule in place_file(state).get("sentences", [])]
    weekend = [rule for state in EVERYWHERE for rule in place_file(state).get("release_days", [])]
    assert {rule["counts_start_day"] for rule in counting} == {True, False, None}
    assert {rule["release_on"] for rule in counting} == {"last_day", "day_after", None}
    assert {rule["credit_end_days"] for rule in counting} == {"both", "first", None}
    assert {rule["weekend"] for rule in weekend} == {"may_advance", "must_advance", "none", None}
    assert len(PLACES) == 51


# What is true at every place, by its own law.

PLACE = st.sampled_from(EVERYWHERE)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
UNITS = st.fixed_dictionaries({"years": st.integers(0, 3), "months": st.integers(0, 14), "days": st.integers(0, 70)})
TERMS = UNITS.filter(lambda term: any(term.values()))
SMOOTH = {"fraction_of_term", "days_for_days_served"}
"""Formulas by which a longer term is never over earlier. By the others it can be, and that is the statutes': a day more
moves a term into a tier with more credit (Oregon), makes up one more month of it (Florida, Massachusetts), or makes it
long enough to have any (a year and a day, federal)."""


def offered(state: str | None, begins: date, term: Json, **more: Any) -> Json:
    return {"imposed_at": begins.isoformat(), "offense_at": begins.isoformat(), "term": term, **more}


def latest(results: tuple[SentenceResult, ...]) -> dict[str, Span]:
    """The latest of each milestone over all results: when the last of the sentences is over."""
    found: dict[str, Span] = {}
    for result in results:
        for each in result.milestones:
            known = found.get(each.name, (each.earliest, each.latest))
            found[each.name] = max(known[0], each.earliest), max(known[1], each.latest)
    return found


def never_later(one: dict[str, Span], other: dict[str, Span], *names: str) -> None:
    shared = [name for name in names if name in one and name in other]
    assert "full_term" in shared
    for name in shared:
        assert one[name][0] <= other[name][0], name
        assert one[name][1] <= other[name][1], name


@given(PLACE, DAYS, TERMS, st.integers(0, 60), st.integers(1, 30), st.sampled_from(["jail", "prison"]))
def test_more_credit_is_never_a_later_date(
    state: str | None, begins: date, term: Json, credit: int, more: int, kind: str
) -> None:
    less, greater = (
        latest(computed(state, offered(state, begins, term, credits=[{"days": days}]), kind=kind))
        for days in (credit, credit + more)
    )
    never_later(greater, less, *NAMES)


@given(PLACE, DAYS, TERMS, st.sampled_from(["years", "months", "days"]), st.sampled_from(["jail", "prison"]))
def test_a_longer_term_is_never_an_earlier_date_but_where_the_statute_has_a_cliff(
    state: str | None, begins: date, term: Json, unit: str, kind: str
) -> None:
    one, other = (
        latest(computed(state, offered(state, begins, each), kind=kind))
        for each in (term, {**term, unit: term[unit] + 1})
    )
    rules = place_file(state).get("good_time", [])
    smooth = all(rule["formula"] in SMOOTH and not rule["terms_over_days"] for rule in rules)
    never_later(one, other, *(NAMES if smooth else (name for name in NAMES if name != "earliest_by_formula")))


@given(PLACE, DAYS, TERMS, TERMS, st.integers(0, 10), st.integers(0, 10))
def test_consecutive_is_never_earlier_than_concurrent(
    state: str | None, begins: date, one: Json, other: Json, credit: int, more: int
) -> None:
    assume(one["years"] or one["months"] or one["days"] >= credit)
    first = offered(state, begins, one, id="S1", credits=[{"days": credit}])
    second = offered(state, begins, other, id="S2", credits=[{"days": more}])
    beside = latest(computed(state, first, second))
    never_later(
        beside,
        latest(computed(state, first, {**second, "consecutive_to": ["S1"]})),
        "full_term",
        "release_with_recorded_credit",
    )


@given(PLACE, DAYS, st.integers(1, 40), st.data())
def test_splitting_a_span_of_credit_in_two_changes_nothing(
    state: str | None, begins: date, length: int, data: st.DataObject
) -> None:
    ((first, last),) = spells(begins, length)
    cut = first + timedelta(days=data.draw(st.integers(0, length - 1)))
    term = {"years": 0, "months": 3, "days": 0}
    whole, parts, twice = (
        latest(computed(state, offered(state, begins, term, credits=credits_of(stays))))
        for stays in ([(first, last)], [(first, cut), (cut + DAY, last)], [(first, last), (first, cut)])
    )
    assert "full_term" in whole
    assert parts == whole
    assert twice == whole
