"""Credit for custody before a sentence: which days of it count, and none of them twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from holdcheck import check, compute_sentences
from holdcheck.sentences import SentenceResult

Json = dict[str, Any]


def thirty_days(*granted: Json, state: str = "NC", custodian: str = "local", **more: Any) -> SentenceResult:
    """Thirty days from 11 March 2024; without credit the last is 9 April."""
    told: Json = {"kind": "jail", "imposed_at": "2024-03-11", "term": {"days": 30}, "credits": list(granted), **more}
    facility = {"state": state, "custodian": custodian}
    return compute_sentences({"custody_id": "K-1", "facility": facility, "sentences": [told]})[-1]


def span(first: str, last: str, **more: Any) -> Json:
    return {"from": first, "to": last, **more}


def days(result: SentenceResult, name: Any = "full_term") -> tuple[str, str]:
    found = result.milestone(name)
    assert found is not None
    return found.earliest.isoformat(), found.latest.isoformat()


@pytest.mark.parametrize(
    ("credit", "last_day"),
    [
        (span("2024-01-02", "2024-01-04"), "2024-04-06"),
        (span("2024-01-02", "2024-01-02"), "2024-04-08"),
        (span("2024-03-09", "2024-03-11"), "2024-04-07"),
        (span("2024-03-09", "2024-03-10"), "2024-04-07"),
    ],
    ids=["ended in release", "of one day", "up to the day of sentencing", "up to the day before"],
)
@pytest.mark.parametrize("state", ["NC", "IL", "GA"])
def test_a_day_of_custody_is_left_out_of_credit_only_where_it_is_a_day_of_the_sentence(
    state: str, credit: Json, last_day: str
) -> None:
    assert days(thirty_days(credit, state=state)) == (last_day, last_day)


def test_which_days_of_each_span_counted_is_told() -> None:
    result = thirty_days(span("2024-01-02", "2024-01-04"), span("2024-03-09", "2024-03-11"))
    found = result.milestone("full_term")
    assert found is not None
    assert found.steps == (
        "30 days from 2024-03-11, that day counted: last day 2024-04-09",
        "less 3 days of credit for 2024-01-02 to 2024-01-04, both end days counted",
        "less 2 days of credit for 2024-03-09 to 2024-03-11, the last day not counted",
        "full term: last day 2024-04-04",
    )


A_THEN_B: Json = {"id": "A", "kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 60}}


def follower(*granted: Json, **more: Any) -> list[Json]:
    told = {"id": "B", "kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 30}, "consecutive_to": ["A"]}
    return [A_THEN_B, {**told, "credits": list(granted), **more}]


def in_custody(*sentences: Json, state: str = "NY", custodian: str = "federal", **more: Any) -> Json:
    facility = {"state": state, "custodian": custodian}
    booked = f"{sentences[0]['imposed_at']}T00:00"
    return {"custody_id": "K", "facility": facility, "booked_at": booked, "sentences": list(sentences), **more}


@pytest.mark.parametrize(
    ("custodian", "more"),
    [("federal", {}), ("local", {}), ("federal", {"imposed_at": "2024-01-20"})],
    ids=["federal", "local", "imposed while the first was served"],
)
def test_credit_for_days_served_on_the_sentence_before_is_refused_and_raises_no_alarm(
    custodian: str, more: Json
) -> None:
    """Sixty days and thirty, all of them served, last from 2 January to 31 March."""
    sentences = follower(span("2024-01-10", "2024-01-19"), **more)
    told = in_custody(*sentences, state="NC", custodian=custodian, released_at="2024-03-31T12:00")
    results = compute_sentences(told)
    assert [(each.code, each.path) for each in results[-1].refused] == [
        ("credit_after_start", "sentences[1].credits[0].to")
    ]
    assert not results[-1].milestones
    checked = check(told)
    assert checked.outcome == "undetermined"
    assert {name for each in checked.undetermined for name in each.missing} >= {"sentences[1].credits[0].to"}
    held_on = check({**told, "released_at": "2024-04-10T12:00"})
    assert held_on.outcome == "findings"


def test_credit_of_a_follower_for_custody_before_the_first_began_counts_once() -> None:
    sentences = follower(span("2023-12-10", "2023-12-19"))
    result = compute_sentences(in_custody(*sentences))[-1]
    assert not result.refused
    assert days(result) == ("2024-03-21", "2024-03-21")


def test_credit_for_custody_after_the_first_was_over_counts() -> None:
    sentences = follower(span("2024-04-10", "2024-04-19"), imposed_at="2024-05-01")
    result = compute_sentences(in_custody(*sentences))[1]
    assert not result.refused
    assert days(result) == ("2024-05-20", "2024-05-20")


# Credit with both its dates and its days.


@pytest.mark.parametrize("number", [2, 3])
def test_credit_given_by_dates_and_days_counts_once_and_by_its_dates(number: int) -> None:
    twice = [span("2024-01-02", "2024-01-04", days=number)] * 2
    by_dates = thirty_days(span("2024-01-02", "2024-01-04"), custodian="federal")
    assert days(by_dates) == ("2024-04-06", "2024-04-06")
    assert days(thirty_days(*twice, custodian="federal")) == days(by_dates)


@pytest.mark.parametrize(
    ("credit", "refused"),
    [
        (span("2024-01-02", "2024-01-04", days=50), ("contradictory_credit", "sentences[0].credits[0].days")),
        (span("2024-01-02", "2024-01-04", days=1), ("contradictory_credit", "sentences[0].credits[0].days")),
        (span("2024-03-05", "2024-03-20", days=16), ("credit_after_start", "sentences[0].credits[0].to")),
    ],
    ids=["more days than the dates", "fewer", "past the day it begins"],
)
def test_credit_whose_dates_cannot_be_right_is_refused(credit: Json, refused: tuple[str, str]) -> None:
    result = thirty_days(credit, custodian="federal")
    assert [(each.code, each.path) for each in result.refused] == [refused]
    assert not result.milestones


def test_days_that_contradict_their_dates_leave_the_end_open_until_the_full_term() -> None:
    term: Json = {"kind": "jail", "imposed_at": "2024-03-11", "term": {"days": 30}}
    told = in_custody({**term, "credits": [span("2024-01-02", "2024-01-04", days=20)]})
    assert check({**told, "released_at": "2024-04-09T12:00"}).outcome == "undetermined"
    assert check({**told, "released_at": "2024-04-15T12:00"}).outcome == "findings"


# What is suspended.


@pytest.mark.parametrize("imposed", ["2024-01-02", "2024-03-01", "2024-05-01"])
def test_a_suspended_month_of_a_term_in_days_is_not_in_its_units(imposed: str) -> None:
    result = thirty_days(imposed_at=imposed, term={"days": 60}, suspended={"months": 1}, custodian="federal")
    assert [(each.code, each.path) for each in result.refused] == [
        ("suspended_not_less_than_term", "sentences[0].suspended")
    ]
    assert not result.milestones


# Days that do not count, as of a day.


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2024-01-05", "2024-01-11"), ("2024-02-01", "time_not_counting"), ("2024-04-02", "2024-03-31")],
    ids=["before the spell", "in it", "after it"],
)
@pytest.mark.parametrize("by_record", [True, False])
def test_a_spell_stops_a_sentence_only_as_far_as_it_has_happened(as_of: str, expected: str, by_record: bool) -> None:
    spell = {"from": "2024-01-10", "to": "2024-03-30"}
    told = in_custody({"kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 10}, "inoperative": [spell]})
    if by_record:
        (result,) = compute_sentences({**told, "recorded_until": as_of})
    else:
        (result,) = compute_sentences(told, as_of=date.fromisoformat(as_of))
    if expected == "time_not_counting":
        assert [(each.code, each.path) for each in result.refused] == [(expected, "sentences[0].inoperative[0].to")]
        assert not result.milestones
    else:
        assert days(result, "entitlement") == (expected, expected)


def test_a_check_as_of_a_day_before_a_spell_takes_no_notice_of_it() -> None:
    spell = {"from": "2024-01-10", "to": "2024-03-30"}
    sentence = {"kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 5}, "inoperative": [spell]}
    result = check(in_custody(sentence, recorded_until="2024-01-09T00:00"))
    assert result.outcome == "findings"


@pytest.mark.parametrize(
    ("facility", "days", "missing"),
    [
        ({"state": "NY", "custodian": "federal"}, ("2024-01-04", "2024-01-04"), ()),
        ({"state": "NC"}, ("2024-01-04", "2024-01-04"), ()),
        ({"state": "NV", "time_zone": "America/Los_Angeles"}, ("2024-01-04", "2024-01-05"), ("us/nv.credit_end_days",)),
    ],
    ids=["both end days", "all but the day it begins", "not read"],
)
def test_credit_on_a_term_with_hours_counts_as_the_place_counts_it(
    facility: dict[str, str], days: tuple[str, str], missing: tuple[str, ...]
) -> None:
    one_day = [{"from": "2023-12-01", "to": "2023-12-01"}]
    term = {"kind": "jail", "imposed_at": "2024-01-02T10:00", "term": {"hours": 72}, "credits": one_day}
    (result,) = compute_sentences({"custody_id": "K-1", "facility": facility, "sentences": [term]})
    found = result.milestone("entitlement")
    assert found is not None
    assert ((found.earliest.isoformat(), found.latest.isoformat()), found.missing) == (days, missing)


def test_a_sentence_ends_no_sooner_than_with_all_the_credit_that_is_recorded() -> None:
    """Twenty days of which nobody can tell how many count: sixty less twenty are served, and the rest is in doubt."""
    told = {"kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 60}}
    credit = span("2024-01-10", "2024-01-29")
    known = {"booked_at": "2024-01-02T08:00", "recorded_until": "2024-04-10T00:00"}
    facility = {"state": "NY", "custodian": "federal"}
    result = check({"custody_id": "K", "facility": facility, **known, "sentences": [told | {"credits": [credit]}]})
    (found,) = result.release_entitlements
    assert (found.at.earliest.date(), found.at.latest.date()) == (date(2024, 2, 11), date(2024, 3, 2))


def row_with_minimums(first: Json, second: Json, state: str) -> tuple[SentenceResult, ...]:
    """Eleven and a half to 23 months and six to twelve, in so far as what is given does not say otherwise."""
    row: list[Json] = [
        {"id": "A", "minimum": {"months": 11, "days": 15}, "term": {"months": 23}, **first},
        {"id": "B", "minimum": {"months": 6}, "term": {"months": 12}, "consecutive_to": ["A"], **second},
    ]
    sentences = [{"kind": "jail", "imposed_at": "2024-01-02", **each} for each in row]
    return compute_sentences({"custody_id": "K-1", "facility": {"state": state}, "sentences": sentences})


def test_whether_minimums_of_consecutive_sentences_are_added_up_was_not_read() -> None:
    for result in row_with_minimums({}, {}, "OH")[:2]:
        assert result.milestone("minimum_term") is None
        assert ("law_not_read", "us/oh.minimum_of_consecutive_terms") in [(r.code, r.path) for r in result.refused]


@pytest.mark.parametrize(
    ("first", "second", "eligible"),
    [
        ({}, {}, "2025-06-17"),
        ({"credits": [{"days": 10}]}, {"credits": [{"days": 7}]}, "2025-05-31"),
        ({"inoperative": [{"from": "2024-03-01", "to": "2024-03-11"}]}, {}, "2025-06-27"),
        ({}, {"imposed_at": "2024-02-01"}, "2025-06-17"),
    ],
    ids=["as in Tilghman", "less credit on each", "and days that do not count", "imposed later"],
)
def test_in_pennsylvania_minimums_of_consecutive_sentences_are_one(first: Json, second: Json, eligible: str) -> None:
    """Commonwealth v. Tilghman, 652 A.2d 390 (Pa. Super. 1995): 17 1/2 months, here from 2 January 2024."""
    alone, other, both = row_with_minimums(first, second, "PA")
    assert days(both, "minimum_term") == (eligible, eligible)
    for each in (alone, other):
        assert each.milestone("minimum_term") is None
        assert "minimum_of_consecutive_terms" not in " ".join(r.path for r in each.refused)


def test_a_minimum_of_a_row_needs_that_of_every_sentence_in_it() -> None:
    both = row_with_minimums({"minimum": None}, {}, "PA")[2]
    assert both.milestone("minimum_term") is None
    assert ("missing_term", "sentences[0].minimum") in [(r.code, r.path) for r in both.refused]


def test_days_that_did_not_count_after_the_minimum_do_not_lengthen_it() -> None:
    spell = {"from": "2025-08-01", "to": "2025-09-01"}
    told = {"kind": "prison", "imposed_at": "2024-05-06", "term": {"years": 2}, "minimum": {"years": 1}}
    facility = {"state": "PA"}
    with_, without = (
        compute_sentences({"custody_id": "K", "facility": facility, "sentences": [told | more]})[0]
        for more in ({"inoperative": [spell]}, {})
    )
    assert days(with_, "minimum_term") == days(without, "minimum_term")
    assert days(with_) > days(without)


def test_a_spell_that_begins_when_a_sentence_may_be_over_lengthens_it_only_where_it_is_not() -> None:
    """How Alaska counts the first day was not read: ten days from 2 January end on the 11th, or on the 12th."""
    spell = {"from": "2024-01-12", "to": "2024-01-20"}
    told = {"kind": "jail", "imposed_at": "2024-01-02", "term": {"days": 10}, "inoperative": [spell]}
    facility = {"state": "AK", "time_zone": "America/Anchorage"}
    (result,) = compute_sentences({"custody_id": "K-1", "facility": facility, "sentences": [told]})
    assert days(result) == ("2024-01-11", "2024-01-20")
    found = result.milestone("full_term")
    assert found is not None
    assert "0 to 8 days more that do not count: 2024-01-12 to 2024-01-20, the last day counted" in found.steps


@pytest.mark.parametrize(
    ("begins", "codes"),
    [("2025-01-02", []), ("2025-01-01", ["begins_within_another"]), (None, [])],
    ids=["on the day after", "on the last day", "not told"],
)
def test_a_federal_sentence_that_follows_another_and_begins_within_it_is_not_added_to_it(
    begins: str | None, codes: list[str]
) -> None:
    """18 USC 3584(c) makes one term of what runs one after the other; what the record says here is not that."""
    first = {"id": "A", "kind": "prison", "imposed_at": "2024-01-02", "term": {"months": 12}}
    other = {"id": "B", "kind": "prison", "imposed_at": "2024-01-02", "term": {"months": 6}}
    row = [first, other | {"consecutive_to": ["A"], "begins_at": begins}]
    facility = {"state": "NY", "custodian": "federal"}
    together = compute_sentences({"custody_id": "K-1", "facility": facility, "sentences": row})[-1]
    assert [each.code for each in together.refused] == codes
    assert (together.milestone("full_term") is None) is bool(codes)


AFTER_START = span("2024-05-01", "2024-05-10")


@pytest.mark.parametrize(
    "granted",
    [
        [AFTER_START, span("2024-04-01", "2024-04-03", days=25)],
        [span("2024-04-01", "2024-04-03", days=25), AFTER_START],
        [AFTER_START, {"from": "2024-04-01"}],
        [{"from": "2024-04-01"}, {"days": 10, "reason": "out_of_state"}],
        [span("2024-05-01", "2024-05-10", days=30)],
    ],
    ids=["with one that contradicts", "after one that contradicts", "with half", "half and another state", "in one"],
)
def test_of_several_doubts_the_gravest_counts_in_whatever_order(granted: list[Json]) -> None:
    """What nobody can count may have ended the sentence at any time; that another credit is late bounds nothing."""
    told = {"kind": "jail", "imposed_at": "2024-05-06", "term": {"days": 60}, "credits": granted}
    known = {"booked_at": "2024-05-06T08:00", "recorded_until": "2024-06-15T00:00"}
    record = {"custody_id": "K", "facility": {"state": "NC"}, "sentences": [told], **known}
    assert check(record).outcome == "undetermined"


@pytest.mark.parametrize(
    ("spell", "codes"),
    [
        ({"from": "2025-01-01"}, []),
        ({"from": "2024-05-10"}, ["time_not_counting"]),
        ({"from": "2024-05-15"}, ["time_not_counting"]),
        ({"from": "2024-05-16"}, []),
    ],
    ids=["long after", "within", "on the last day", "on the day after"],
)
def test_time_that_stands_still_only_after_a_sentence_is_over_stops_nothing(spell: Json, codes: list[str]) -> None:
    told = {"kind": "jail", "imposed_at": "2024-05-06", "term": {"days": 10}, "inoperative": [spell]}
    facility = {"state": "NC"}
    (result,) = compute_sentences({"custody_id": "K", "facility": facility, "sentences": [told]})
    assert [each.code for each in result.refused if each.code != "law_not_read"] == codes
    assert codes or days(result) == ("2024-05-15", "2024-05-15")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"term": {"hours": 36}, "inoperative": [{"from": "2024-05-07"}]}, "time_not_counting"),
        ({"term": {"hours": 72}, "credits": [span("2024-05-01", "2024-05-08")]}, "credit_after_start"),
        ({"term": {"hours": 72}, "credits": [{"days": 2, "reason": "out_of_state"}]}, "out_of_state_credit"),
        ({"term": {"hours": 36}, "credits": [{"from": "2024-05-04"}]}, "incomplete_credit"),
        ({"term": {"days": 1, "hours": 5}, "suspended": {"hours": 30}}, "suspended_not_less_than_term"),
        ({"term": {"hours": 72}, "suspended": {"hours": 24}}, "hours_term"),
    ],
    ids=str,
)
def test_a_term_with_hours_is_refused_for_whatever_refuses_one_in_days(more: Json, code: str) -> None:
    told = {"kind": "jail", "imposed_at": "2024-05-06T15:00", **more}
    facility = {"state": "NC"}
    (result,) = compute_sentences({"custody_id": "K", "facility": facility, "sentences": [told]})
    assert [each.code for each in result.refused] == [code]
    assert (result.milestone("entitlement") is None) is (code != "hours_term")


def test_days_that_do_not_count_of_one_of_several_federal_terms_are_of_the_one_term_they_are() -> None:
    """18 USC 3584(c): a spell after the first sixty days, and within the hundred and twenty, lengthens them."""
    row: list[Json] = [
        {"id": "A", "kind": "prison", "imposed_at": "2024-05-06", "term": {"days": 60}},
        {"id": "B", "kind": "prison", "imposed_at": "2024-05-06", "term": {"days": 60}, "consecutive_to": ["A"]},
    ]
    facility = {"state": "NY", "custodian": "federal"}
    row[0]["inoperative"] = [{"from": "2024-07-15", "to": "2024-07-25"}]
    together = compute_sentences({"custody_id": "K", "facility": facility, "sentences": row})[-1]
    assert days(together) == ("2024-09-12", "2024-09-12")
    row[0]["inoperative"] = [{"from": "2024-07-15"}]
    together = compute_sentences({"custody_id": "K", "facility": facility, "sentences": row})[-1]
    assert [each.code for each in together.refused] == ["time_not_counting"]
