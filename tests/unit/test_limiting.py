"""Consecutive sentences that a place makes one term of so many years at the most: New York's definite sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdcheck import compute_sentences
from holdcheck.errors import LawError
from holdcheck.record.facility import Facility
from holdcheck.sentences import SentenceResult
from sentences.places import CONVENTIONS, dated, law_of

Json = dict[str, Any]
LAW = "N.Y. Penal Law 70.30(2)(b), as quoted in People ex rel. Ryan v. Cheverko, 22 N.Y.3d 132 (2013)"


def chain(*terms: Json, state: str = "NY", **shared: Any) -> SentenceResult:
    """Terms of one day, each after the one before it, for offences of the year before; the result of all together."""
    sentences = [
        {
            "id": f"S{n}",
            "kind": "jail",
            "imposed_at": "2025-01-10",
            "offense_at": "2024-05-01",
            "consecutive_to": [f"S{n - 1}"] if n else [],
            **shared,
            **each,
        }
        for n, each in enumerate(terms)
    ]
    return compute_sentences({"custody_id": "K-1", "facility": {"state": state}, "sentences": sentences})[-1]


def days(result: SentenceResult, name: Any) -> str | list[str]:
    found = result.milestone(name)
    assert found is not None
    first, last = found.earliest.isoformat(), found.latest.isoformat()
    return first if first == last else [first, last]


YEAR: Json = {"term": {"years": 1}}


@pytest.mark.parametrize("number", [3, 4, 9])
def test_three_years_or_nine_are_over_after_two(number: int) -> None:
    result = chain(*[YEAR] * number)
    assert days(result, "release_with_recorded_credit") == ["2027-01-09", "2027-01-10"]
    found = result.milestone("full_term")
    assert found is not None
    assert found.steps == (
        f"consecutive terms are one term ({LAW})",
        f"{' and '.join(['1 year'] * number)} from 2025-01-10, that day counted: last day {2024 + number + 1}-01-09",
        f"at most 2 years and any term for an offence committed under them ({LAW}): last day 2027-01-09",
    )


def test_terms_that_come_to_less_are_added_up_and_no_more() -> None:
    result = chain({"term": {"months": 6}}, {"term": {"days": 30}})
    assert days(result, "full_term") == "2025-08-08"
    assert not any("at most" in step for step in result.milestones[0].steps)


def test_credit_and_good_time_come_off_the_two_years_and_not_off_the_sum() -> None:
    first = {**YEAR, "credits": [{"days": 30}], "good_time": {"days": 100}}
    result = chain(first, YEAR, YEAR)
    assert days(result, "full_term") == "2026-12-10"
    assert days(result, "release_with_recorded_credit") == ["2026-09-01", "2026-09-02"]
    # A third of two years and of no more, 243 days before 10 December 2026; the person goes then or the day after.
    assert days(result, "earliest_by_formula") == ["2026-04-11", "2026-04-12"]


@pytest.mark.parametrize(
    ("offense", "full", "missing"),
    [
        ("2025-01-09", "2027-01-09", ()),
        ("2025-01-10", "2027-07-09", ()),
        (None, ["2027-01-09", "2027-07-09"], ("sentences[2].offense_at",)),
    ],
    ids=["before them", "under them", "not recorded"],
)
def test_a_term_for_an_offence_committed_under_the_sentences_comes_on_top(
    offense: str | None, full: Any, missing: tuple[str, ...]
) -> None:
    result = chain(YEAR, YEAR, {"term": {"months": 6}, "offense_at": offense})
    found = result.milestone("full_term")
    assert found is not None
    assert (days(result, "full_term"), found.missing) == (full, missing)


def test_never_more_than_the_terms_themselves() -> None:
    under = {"term": {"months": 1}, "offense_at": "2025-02-01"}
    assert days(chain({"term": {"months": 1}}, under), "full_term") == "2025-03-09"


@pytest.mark.parametrize("more", [{"kind": "prison"}, {"state": "NC"}], ids=["of a prison", "elsewhere"])
def test_other_sentences_have_no_such_limit(more: Json) -> None:
    assert days(chain(YEAR, YEAR, YEAR, **more), "full_term") == "2028-01-09"


def test_good_time_on_one_term_by_law_is_a_range_by_the_day_of_release_only() -> None:
    found = chain(YEAR, {"term": {"days": 100}}).milestone("earliest_by_formula")
    assert found is not None
    assert ((found.latest - found.earliest).days, found.missing) == (1, ("us/ny.release_on",))


def test_two_rules_of_consecutive_sentences_may_not_overlap(tmp_path: Path) -> None:
    rule = dated(longest_years=2, kinds=["jail"])
    with pytest.raises(LawError, match="consecutive: two rules overlap"):
        law_of(tmp_path, sentences=[dated(**CONVENTIONS)], consecutive=[rule, rule]).of(Facility(state="OH"))


# What comes after the limit.


@pytest.mark.parametrize(
    ("spell", "last_day"),
    [(("2026-02-01", "2026-02-11"), "2027-01-19"), (("2027-06-01", "2027-06-11"), "2027-01-09")],
    ids=["within the two years", "after them"],
)
@pytest.mark.parametrize("of", [0, 1, 2])
def test_days_that_do_not_count_stop_the_one_term_whichever_sentence_they_are_told_of(
    spell: tuple[str, str], last_day: str, of: int
) -> None:
    """Three years are over after two, on 9 January 2027; what stands still after that makes them no longer."""
    stopped = {"inoperative": [{"from": spell[0], "to": spell[1]}]}
    assert days(chain(*[YEAR | (stopped if n == of else {}) for n in range(3)]), "full_term") == last_day


@pytest.mark.parametrize(
    ("day", "release"),
    [("2026-06-01", ["2026-12-30", "2026-12-31"]), ("2027-06-01", ["2027-01-09", "2027-01-10"])],
    ids=["within the two years", "after them"],
)
def test_good_time_entered_after_the_limit_was_over_counts_for_nothing(day: str, release: list[str]) -> None:
    earned = {"good_time": {"ledger": [{"at": day, "days": 10, "reason": "earned"}]}}
    assert days(chain(YEAR, YEAR, YEAR | earned), "release_with_recorded_credit") == release
