"""What must be true of every computed sentence, and a count of its days that shares no arithmetic with holdcheck."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from holdcheck import compute_sentences
from holdcheck.law import Law, load_rules
from holdcheck.sentences import SentenceResult
from sentences.places import dated, good_time, law_of
from sentences.simulation import simulated

Json = dict[str, Any]
NAMES = ("full_term", "release_with_recorded_credit", "earliest_by_formula", "release_day")
HALF = good_time(formula="fraction_of_term", credit=1, per=2)
FEDERAL = load_rules()
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
UNITS = st.fixed_dictionaries({"years": st.integers(0, 3), "months": st.integers(0, 14), "days": st.integers(0, 70)})
TERMS = UNITS.filter(lambda term: any(term.values()))
CONVENTIONS = st.fixed_dictionaries(
    {
        "counts_start_day": st.sampled_from(["true", "false", "null"]),
        "release_on": st.sampled_from(["last_day", "day_after", "null"]),
        "credit_end_days": st.sampled_from(["both", "first", "null"]),
    }
)
FOLDERS = TemporaryDirectory()


@cache
def law_with(conventions: tuple[tuple[str, str], ...]) -> Law:
    folder = Path(FOLDERS.name) / "-".join(value for _, value in conventions)
    folder.mkdir()
    return law_of(folder, sentences=[dated(**dict(conventions))], good_time=[HALF])


def computed(conventions: Json | None, *sentences: Json) -> tuple[SentenceResult, ...]:
    """Compute under conventions of a made-up place; None: by those of the United States."""
    custodian = "federal" if conventions is None else "local"
    record = {"custody_id": "K-1", "facility": {"state": "OH", "custodian": custodian}}
    law = FEDERAL if conventions is None else law_with(tuple(sorted(conventions.items())))
    return compute_sentences({**record, "sentences": [{"kind": "jail", **each} for each in sentences]}, law=law)


def spans(results: tuple[SentenceResult, ...]) -> dict[str, tuple[date, date]]:
    """The latest of each milestone over all results: when the last of the sentences is over."""
    found: dict[str, tuple[date, date]] = {}
    for result in results:
        for each in result.milestones:
            known = found.get(each.name, (each.earliest, each.latest))
            found[each.name] = max(known[0], each.earliest), max(known[1], each.latest)
    return found


def never_later(one: dict[str, tuple[date, date]], other: dict[str, tuple[date, date]], *names: str) -> None:
    for name in names or NAMES:
        if name in one and name in other:
            assert one[name][0] <= other[name][0], name
            assert one[name][1] <= other[name][1], name


@given(CONVENTIONS, DAYS, TERMS, st.integers(0, 40), st.integers(0, 20))
def test_the_last_day_is_that_of_a_simulation_for_some_way_of_counting(
    conventions: Json, begins: date, term: Json, credit: int, stopped: int
) -> None:
    stops = begins + timedelta(days=1)
    assume(simulated(begins, term, True, credit, 0) >= stops)  # nothing stands still once it is over
    sentence = {
        "imposed_at": begins.isoformat(),
        "term": term,
        "credits": [{"days": credit}],
        "inoperative": [{"from": stops.isoformat(), "to": (stops + timedelta(days=stopped)).isoformat()}],
    }
    full = spans(computed(conventions, sentence))["full_term"]
    ways = [False, True] if conventions["counts_start_day"] == "null" else [conventions["counts_start_day"] == "true"]
    walked = [max(simulated(begins, term, way, credit, stopped), begins) for way in ways]
    assert full == (min(walked), max(walked))


@pytest.mark.parametrize("counts", ["true", "false"])
def test_leap_days_month_ends_and_year_ends_agree_with_the_simulation(counts: str) -> None:
    conventions = {"counts_start_day": counts, "release_on": "last_day", "credit_end_days": "both"}
    begins = [date(y, m, d) for y in (2023, 2024) for m, d in ((1, 28), (1, 29), (1, 30), (1, 31), (2, 28), (12, 31))]
    begins += [date(2024, 2, 29), date(2024, 3, 1), date(2023, 3, 1), date(2024, 8, 31), date(2000, 2, 29)]
    terms = [
        {"years": y, "months": m, "days": d} for y in (0, 1, 4) for m in (0, 1, 11, 13) for d in (0, 1, 30) if y + m + d
    ]
    for day in begins:
        for term in terms:
            full = spans(computed(conventions, {"imposed_at": day.isoformat(), "term": term}))["full_term"]
            walked = max(simulated(day, term, counts == "true", 0, 0), day)
            assert full == (walked, walked), (day, term)


@given(st.none() | CONVENTIONS, DAYS, TERMS, st.integers(0, 60), st.integers(1, 30), st.booleans())
def test_more_credit_is_never_a_later_date(
    conventions: Json | None, begins: date, term: Json, credit: int, more: int, good: bool
) -> None:
    def sentence(days: int) -> Json:
        told = {"imposed_at": begins.isoformat(), "term": term}
        return {**told, "good_time": {"days": days}} if good else {**told, "credits": [{"days": days}]}

    never_later(spans(computed(conventions, sentence(credit + more))), spans(computed(conventions, sentence(credit))))


@given(st.none() | CONVENTIONS, DAYS, TERMS, st.sampled_from(["years", "months", "days"]))
def test_a_longer_term_is_never_an_earlier_date(conventions: Json | None, begins: date, term: Json, unit: str) -> None:
    """But for the federal formula, by which a year and a day is over before a year is: that cliff is the statute's."""
    longer = {**term, unit: term[unit] + 1}
    one, other = (
        spans(computed(conventions, {"imposed_at": begins.isoformat(), "term": each})) for each in (term, longer)
    )
    never_later(one, other, *(NAMES if conventions is not None else (NAMES[0], NAMES[1], NAMES[3])))


def test_a_year_and_a_day_is_over_before_a_year_by_the_federal_formula() -> None:
    year, more = (
        spans(computed(None, {"imposed_at": "2026-01-01", "term": {"months": 12, "days": days}})) for days in (0, 1)
    )
    assert more["earliest_by_formula"] < year["earliest_by_formula"]


@given(st.none() | CONVENTIONS, DAYS, TERMS, TERMS, st.integers(0, 10), st.integers(0, 10))
def test_consecutive_is_never_earlier_than_concurrent(
    conventions: Json | None, begins: date, one: Json, other: Json, credit: int, more: int
) -> None:
    """But where credit is longer than the first term: what is left of it goes to the next, as within one term."""
    assume(one["years"] or one["months"] or one["days"] >= credit)
    first = {"id": "S1", "imposed_at": begins.isoformat(), "term": one, "credits": [{"days": credit}]}
    second = {"id": "S2", "imposed_at": begins.isoformat(), "term": other, "credits": [{"days": more}]}
    chain = computed(conventions, first, {**second, "consecutive_to": ["S1"]})
    never_later(spans(computed(conventions, first, second)), spans(chain), "full_term", "release_with_recorded_credit")
    assert [result.aggregate for result in chain] == [False, False, True]


@given(CONVENTIONS, DAYS, st.integers(1, 40), st.data())
def test_splitting_a_span_of_credit_in_two_changes_nothing(
    conventions: Json, begins: date, length: int, data: st.DataObject
) -> None:
    first = begins - timedelta(days=60)
    last = first + timedelta(days=length)
    cut = first + timedelta(days=data.draw(st.integers(0, length - 1)))

    def sentence(*parts: tuple[date, date]) -> Json:
        told = [{"from": start.isoformat(), "to": end.isoformat()} for start, end in parts]
        return {"imposed_at": begins.isoformat(), "term": {"days": 90}, "credits": told}

    whole = spans(computed(conventions, sentence((first, last))))
    assert spans(computed(conventions, sentence((first, cut), (cut + timedelta(days=1), last)))) == whole
    assert spans(computed(conventions, sentence((first, last), (first, cut)))) == whole


@given(DAYS, TERMS, st.integers(0, 40))
def test_every_way_of_counting_lies_in_the_range_where_none_is_known(begins: date, term: Json, credit: int) -> None:
    sentence = {
        "imposed_at": begins.isoformat(),
        "term": term,
        "credits": [
            {"from": (begins - timedelta(days=credit)).isoformat(), "to": (begins - timedelta(days=1)).isoformat()}
        ]
        if credit
        else [],
    }
    unknown = {"counts_start_day": "null", "release_on": "null", "credit_end_days": "null"}
    wide = spans(computed(unknown, sentence))
    for counts in ("true", "false"):
        for release in ("last_day", "day_after"):
            for ends in ("both", "first"):
                known = {"counts_start_day": counts, "release_on": release, "credit_end_days": ends}
                for name, (earliest, latest) in spans(computed(known, sentence)).items():
                    assert wide[name][0] <= earliest <= latest <= wide[name][1], name
