"""Good time as it was entered: it frees nobody before its award, and what is taken away later keeps nobody."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations import entitlements
from holdcheck import check, compute_sentences
from holdcheck.cli import main

Json = dict[str, Any]
IMPOSED = date(2024, 3, 1)
DAY = timedelta(days=1)


def entry(at: str, days: int, reason: str = "earned") -> Json:
    return {"at": at, "days": days, "reason": reason}


def record(*ledger: Json, custodian: str = "federal", **more: Any) -> Json:
    """Sixty days from 1 March 2024, in full to 29 April; in federal custody people go on the last day itself."""
    return {
        "custody_id": "K-1",
        "facility": {"state": "NC", "custodian": custodian},
        "booked_at": "2024-03-01T08:00",
        "recorded_until": "2024-06-01T00:00",
        "sentences": [
            {"kind": "jail", "imposed_at": "2024-03-01", "term": {"days": 60}, "good_time": {"ledger": list(ledger)}}
        ],
        **more,
    }


def last_day(told: Json, **more: Any) -> str:
    (result,) = compute_sentences(told, **more)
    found = result.milestone("release_with_recorded_credit")
    assert found is not None
    assert found.earliest == found.latest
    return found.latest.isoformat()


@pytest.mark.parametrize(
    ("ledger", "day"),
    [
        ([entry("2024-03-20", 10)], "2024-04-19"),
        ([entry("2024-04-25", 10)], "2024-04-25"),
        ([entry("2024-04-24", 10, "restored")], "2024-04-24"),
        ([entry("2024-03-20", 10), entry("2024-04-18", 10, "lost")], "2024-04-29"),
        ([entry("2024-03-20", 10), entry("2024-04-28", 10, "lost")], "2024-04-19"),
        ([entry("2024-03-20", 5), entry("2024-04-22", 5)], "2024-04-22"),
        ([entry("2024-03-20", 5), entry("2024-04-25", 5)], "2024-04-24"),
        ([entry("2024-03-20", 10, "lost"), entry("2024-03-25", 10, "restored")], "2024-04-29"),
        ([entry("2024-03-20", 70)], "2024-03-20"),
        ([entry("2024-05-10", 10)], "2024-04-29"),
    ],
    ids=[
        "awarded early",
        "awarded after the day it would have freed",
        "restored after it",
        "lost in time",
        "lost after release was due",
        "a second award that frees at once",
        "a second award too late",
        "lost and restored",
        "awarded beyond the term",
        "awarded after the full term",
    ],
)
def test_a_sentence_ends_on_the_first_day_on_which_what_stood_in_the_ledger_freed_the_person(
    ledger: list[Json], day: str
) -> None:
    assert last_day(record(*ledger)) == day
    (due,) = entitlements(check(record(*ledger)))
    assert due["at"] == f"{date.fromisoformat(day) + DAY}T00:00"


def test_who_is_let_go_on_the_day_of_the_award_is_not_held_too_long() -> None:
    told = record(entry("2024-04-25", 10), custodian="local", released_at="2024-04-25T14:00")
    assert check(told).outcome == "clear"
    steps = compute_sentences(told)[0].milestone("release_with_recorded_credit")
    assert steps is not None
    assert (
        "less 10 days of good time as recorded, not before 2024-04-25, when it was entered: 2024-04-24" in steps.steps
    )


@given(
    st.integers(1, 60),
    st.lists(
        st.tuples(st.integers(0, 70), st.integers(0, 20), st.sampled_from(["earned", "lost", "restored"])), max_size=5
    ),
)
def test_the_last_day_is_that_of_a_ledger_walked_day_by_day(term: int, entries: list[tuple[int, int, str]]) -> None:
    told = record(*(entry((IMPOSED + day * DAY).isoformat(), days, reason) for day, days, reason in entries))
    told["sentences"][0]["term"] = {"days": term}
    today, served = IMPOSED, 1
    while True:
        stood = sum(
            -days if reason == "lost" else days for day, days, reason in entries if IMPOSED + day * DAY <= today
        )
        if served + max(stood, 0) >= term:
            break
        today, served = today + DAY, served + 1
    assert last_day(told) == today.isoformat()


def test_of_several_terms_that_are_one_the_ledger_is_one() -> None:
    told = record(entry("2024-03-20", 10))
    told["sentences"][0]["id"] = "A"
    second = {"kind": "jail", "imposed_at": "2024-03-01", "term": {"days": 30}, "consecutive_to": ["A"]}
    told["sentences"].append({**second, "good_time": {"ledger": [entry("2024-05-18", 5)]}})
    result = compute_sentences(told)[-1]
    assert result.aggregate
    found = result.milestone("release_with_recorded_credit")
    assert found is not None
    assert (found.earliest, found.latest) == (date(2024, 5, 18), date(2024, 5, 18))


def test_an_entry_after_the_day_that_is_asked_about_has_not_happened() -> None:
    told = record(entry("2024-03-20", 10), entry("2024-04-18", 10, "lost"))
    assert last_day(told, as_of=date(2024, 4, 18)) == "2024-04-19"
    assert last_day(told, as_of=date(2024, 4, 19)) == "2024-04-29"
    assert last_day({**told, "recorded_until": "2024-04-18T00:00"}) == "2024-04-19"


def test_the_verb_asks_as_of_a_day_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = record(entry("2024-03-20", 10), entry("2024-04-18", 10, "lost"))
    path = tmp_path / "one.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert main(["sentence", str(path), "--format", "json", "--as-of", "2024-04-18"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["as_of"] == "2024-04-18"
    (sentence,) = document["results"][0]["sentences"]
    released = {each["milestone"]: each["latest"] for each in sentence["milestones"]}
    assert released["release_with_recorded_credit"] == "2024-04-19"


def thirty_days_with_a_spell(first: str, last: str, *ledger: Json) -> Json:
    """Thirty days of federal custody from 2 January 2024, in full to 31 January."""
    told = record(*ledger, booked_at="2024-01-02T00:00")
    told["sentences"][0] |= {
        "imposed_at": "2024-01-02",
        "term": {"days": 30},
        "inoperative": [{"from": first, "to": last}],
    }
    return told


@pytest.mark.parametrize(
    ("spell", "ledger", "day"),
    [
        (("2024-01-25", "2024-01-30"), [entry("2024-01-10", 10)], "2024-01-21"),
        (("2024-01-15", "2024-01-20"), [entry("2024-01-10", 10)], "2024-01-26"),
        (("2024-01-25", "2024-01-30"), [entry("2024-01-10", 10), entry("2024-01-12", 10, "lost")], "2024-02-05"),
        (("2024-01-25", "2024-01-30"), [entry("2024-02-02", 10)], "2024-02-02"),
    ],
    ids=["after release was due", "before it", "after days were lost", "before an award"],
)
def test_nothing_stands_still_once_release_was_due_with_good_time(
    spell: tuple[str, str], ledger: list[Json], day: str
) -> None:
    assert last_day(thirty_days_with_a_spell(*spell, *ledger)) == day


def test_a_spell_after_release_was_due_hides_no_day_held_too_long() -> None:
    told = thirty_days_with_a_spell("2024-01-25", "2024-01-30", entry("2024-01-10", 10))
    result = check({**told, "released_at": "2024-01-24T12:00"})
    assert result.outcome == "findings"
    assert {each.certainty for each in result.findings} == {"certain"}


def test_an_award_that_makes_up_the_whole_term_frees_nobody_before_it_was_entered() -> None:
    """Six days from 17 January in a place that does not say whether the first of them counts, nor when people go."""
    told = record(entry("2024-01-24", 8), custodian="local", booked_at="2024-01-17T00:00")
    told["facility"] = {"state": "LA"}
    told["sentences"][0] |= {"imposed_at": "2024-01-17", "term": {"days": 6}}
    (result,) = compute_sentences(told)
    found = result.milestone("release_with_recorded_credit")
    assert found is not None
    assert (found.earliest.isoformat(), found.latest.isoformat()) == ("2024-01-22", "2024-01-24")


# Terms with hours.


@pytest.mark.parametrize(
    ("ledger", "ends"),
    [
        ([entry("2024-03-13", 5)], "2024-03-16T21:00"),
        ([entry("2024-05-10", 5)], "2024-03-21T21:00"),
        ([entry("2024-03-13", 5), entry("2024-03-15", 2, "lost")], "2024-03-18T21:00"),
        ([entry("2024-03-13", 5), entry("2024-03-18", 2, "lost")], "2024-03-16T21:00"),
        ([entry("2024-03-19", 5)], ["2024-03-19T00:00", "2024-03-20T00:00"]),
        ([entry("2024-03-21", 5)], ["2024-03-21T00:00", "2024-03-21T21:00"]),
    ],
    ids=["earned", "entered after release", "lost", "lost after release", "entered late", "entered on the last day"],
)
def test_the_ledger_of_a_term_with_hours_counts_as_it_stood_on_the_day_of_release(
    ledger: list[Json], ends: str | list[str]
) -> None:
    """Ten days and twelve hours from 11 March 2024 at 9, in Wyoming: in full to 21 March at 21."""
    told = record(*ledger, facility={"state": "WY", "custodian": "local"})
    told["sentences"][0] |= {"imposed_at": "2024-03-11T09:00", "term": {"days": 10, "hours": 12}}
    assert entitlements(check(told))[-1]["at"] == ends
    due = compute_sentences(told)[0].milestone("entitlement")
    assert due is not None
    assert due.earliest == due.latest == date.fromisoformat(ends[:10] if isinstance(ends, str) else ends[0][:10])


def test_a_spell_that_begins_after_a_term_with_hours_was_over_by_credit_makes_it_no_longer() -> None:
    told = record(facility={"state": "WY", "custodian": "local"})
    told["sentences"][0] |= {
        "imposed_at": "2024-03-11T09:00",
        "term": {"days": 10, "hours": 12},
        "credits": [{"days": 5}],
        "inoperative": [{"from": "2024-03-18", "to": "2024-03-20"}],
    }
    due = compute_sentences(told)[0].milestone("entitlement")
    assert due is not None
    assert due.steps[-1] == "over at 2024-03-16T21:00-06:00"
