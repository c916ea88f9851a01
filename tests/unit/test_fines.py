"""Fines served in jail: turned into days by a rate that is recorded or that the place fixes, and by nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdcheck import compute_sentences
from holdcheck.law import Law
from holdcheck.sentences import SentenceResult
from holdcheck.sentences.refusing import CODES
from sentences.places import CONVENTIONS, dated, law_of

Json = dict[str, Any]


def record(*sentences: Json, state: str = "OH") -> Json:
    told = [{"kind": "fine_commitment", "imposed_at": "2025-01-10", **each} for each in sentences]
    facility = {"state": state, "time_zone": "America/Chicago"}
    return {"custody_id": "K-1", "facility": facility, "sentences": told}


def only(*sentences: Json, state: str = "OH", law: Law | None = None) -> SentenceResult:
    return compute_sentences(record(*sentences, state=state), law=law)[-1]


def fine(amount: float | None, per_day: float | None = None, **more: Any) -> Json:
    return {"fine": {"amount": amount, "per_day": per_day}, **more}


def place(folder: Path, **rate: Any) -> Law:
    """Ohio with a rate of its own, which counts the first day and lets people go on the last."""
    rates = [dated(longest_months="null", **rate)] if rate else []
    return law_of(folder, sentences=[dated(**CONVENTIONS)], fines=rates)


def day(result: SentenceResult, name: Any = "full_term") -> str | list[str]:
    found = result.milestone(name)
    assert found is not None
    first, last = found.earliest.isoformat(), found.latest.isoformat()
    return first if first == last else [first, last]


def refusals(result: SentenceResult) -> list[tuple[str, str]]:
    assert {each.code for each in result.refused} <= CODES.keys()
    return [(each.code, each.path) for each in result.refused if each.code != "law_not_read"]


@pytest.mark.parametrize(
    ("amount", "full"),
    [(100, "2025-01-10"), (1000, "2025-01-19"), (1001, "2025-01-20"), (999.99, "2025-01-19"), (0.01, "2025-01-10")],
)
def test_what_is_left_after_whole_days_takes_a_day_more_where_the_law_says_so(
    tmp_path: Path, amount: float, full: str
) -> None:
    assert day(only(fine(amount), law=place(tmp_path, per_day=100, part_of_day="up"))) == full


def test_where_the_law_says_nothing_of_a_part_of_a_day_both_ways_bound_the_date(tmp_path: Path) -> None:
    law = place(tmp_path, per_day=100, part_of_day="null")
    result = only(fine(1050), law=law)
    found = result.milestone("release_with_recorded_credit")
    assert found is not None
    assert (day(result, "release_with_recorded_credit"), found.missing) == (
        ["2025-01-19", "2025-01-20"],
        ("us/oh.fines.part_of_day",),
    )
    assert found.steps[0] == "a fine of $1,050 at $100 a day: 10 days or 11 days"
    assert found.steps[1].startswith("10 or 11 days from 2025-01-10")
    assert result.milestones[0].confidence is not None  # of the law of fines, where the place has no counting
    assert day(only(fine(1000), law=law)) == "2025-01-19"


def test_the_rate_of_the_record_comes_before_that_of_the_place_and_its_rounding_stays(tmp_path: Path) -> None:
    law = place(tmp_path, per_day=100, part_of_day="up")
    result = only(fine(130, 12.5), law=law)
    assert day(result) == "2025-01-20"
    assert result.milestones[0].steps[0] == "a fine of $130 at $12.5 a day: 11 days"
    nothing_read = place(tmp_path)
    assert day(only(fine(130, 12.5), law=nothing_read)) == ["2025-01-19", "2025-01-20"]
    assert day(only(fine(125, 12.5), law=nothing_read)) == "2025-01-19"


def test_a_fine_is_never_turned_into_days_where_nothing_says_how(tmp_path: Path) -> None:
    result = only(fine(1000), law=place(tmp_path))
    assert (refusals(result), result.milestones) == ([("missing_fine_rate", "sentences[0].fine.per_day")], ())


@pytest.mark.parametrize(
    ("sentence", "code", "path"),
    [
        ({}, "missing_fine", "sentences[0].fine.amount"),
        (fine(None, 50), "missing_fine", "sentences[0].fine.amount"),
        (fine(0, 50), "missing_fine", "sentences[0].fine.amount"),
        (fine(1000, 0), "missing_fine_rate", "sentences[0].fine.per_day"),
        (fine(10, 50), "fine_below_a_day", "sentences[0].fine"),
        (fine(1e15, 1), "beyond_calendar", "sentences[0].fine"),
        (fine(1000, 50, imposed_at=None), "missing_date", "sentences[0].imposed_at"),
    ],
)
def test_what_is_missing_of_a_fine_is_refused_by_name(tmp_path: Path, sentence: Json, code: str, path: str) -> None:
    result = only(sentence, law=place(tmp_path))
    assert (refusals(result), result.milestones) == ([(code, path)], ())


def test_the_law_can_end_a_fine_after_so_many_months() -> None:
    long, short = only(fine(50_000)), only(fine(500))
    # How Ohio counts the first day was not read: six months from 10 January, and ten days.
    assert (day(long), day(short)) == (["2025-07-09", "2025-07-10"], ["2025-01-19", "2025-01-20"])
    assert long.milestones[0].steps[0] == "a fine of $50,000 at $50 a day, 6 months at most: 6 months"


@pytest.mark.parametrize(
    ("state", "imposed", "told"),
    [
        ("TX", "2017-08-31", "a fine of $1,000 at $50 a day: 20 days"),
        ("TX", "2017-09-01", "a fine of $1,000 at $100 a day: 10 days"),
        ("MA", "2017-12-31", "a fine of $1,000 at $30 a day: 34 days"),
        ("WY", "2025-01-10", "a fine of $1,000 at $15 a day: 66 days or 67 days"),
    ],
)
def test_the_rate_is_that_of_the_day_it_begins(state: str, imposed: str, told: str) -> None:
    found = only(fine(1000, imposed_at=imposed), state=state).milestones[0]
    assert found.steps[0] == told
    assert any("43.09" in law.cite or "144" in law.cite or "6-10-105" in law.cite for law in found.law)


@pytest.mark.parametrize(("state", "imposed"), [("MA", "2018-01-01"), ("CA", "2025-01-10"), ("FL", "2025-01-10")])
def test_where_no_rate_was_read_the_judgments_own_is_asked_for(state: str, imposed: str) -> None:
    assert refusals(only(fine(1000, imposed_at=imposed), state=state)) == [
        ("missing_fine_rate", "sentences[0].fine.per_day")
    ]


def test_days_that_a_judgment_gives_are_taken_as_they_are(tmp_path: Path) -> None:
    law = place(tmp_path, per_day=100, part_of_day="up")
    assert day(only(fine(1000, term={"days": 3}), law=law)) == "2025-01-12"


def test_a_fine_served_after_a_sentence_begins_when_that_is_over(tmp_path: Path) -> None:
    law = place(tmp_path, per_day=100, part_of_day="null")
    jail = {"id": "S1", "kind": "jail", "term": {"days": 30}}
    both = only(jail, fine(1050, consecutive_to=["S1"]), law=law)
    assert both.aggregate
    assert day(both, "release_with_recorded_credit") == ["2025-02-18", "2025-02-19"]
    refused = only(jail, fine(None, consecutive_to=["S1"]), law=law)
    assert refusals(refused) == [("missing_fine", "sentences[1].fine.amount")]


def test_a_stated_date_is_compared_with_the_days_of_the_fine(tmp_path: Path) -> None:
    law = place(tmp_path, per_day=100, part_of_day="up")
    stated = [{"kind": "release", "at": "2025-01-22"}]
    (found,) = only(fine(1000, stated=stated), law=law).compare
    assert (found.verdict, found.days) == ("possible_late_release", 3)


def test_more_of_a_fine_is_never_over_earlier(tmp_path: Path) -> None:
    law = place(tmp_path, per_day=30, part_of_day="up")
    found = [day(only(fine(amount), law=law)) for amount in range(1, 700, 13)]
    assert found == sorted(found, key=str)
    assert found[0] != found[-1]
