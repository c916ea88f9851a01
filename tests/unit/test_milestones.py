"""Sentences computed: every date with its steps, every refusal with what would lift it, every comparison."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from holdcheck import RecordError, compute_sentences
from holdcheck.cli import main
from holdcheck.law import Law
from holdcheck.sentences import SentenceResult
from holdcheck.sentences.refusing import CODES
from sentences.places import CONVENTIONS, dated, good_time, law_of, release_day

Json = dict[str, Any]
HALF = good_time(formula="fraction_of_term", credit=1, per=2)


def record(*sentences: Json, state: str = "NC", custodian: str = "federal", **more: Any) -> Json:
    return {
        "custody_id": "K-1",
        "facility": {"state": state, "custodian": custodian},
        "sentences": [{"kind": "prison", "imposed_at": "2025-01-10", **each} for each in sentences],
        **more,
    }


def only(*sentences: Json, law: Law | None = None, **more: Any) -> SentenceResult:
    return compute_sentences(record(*sentences, **more), law=law)[-1]


def days(result: SentenceResult) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for each in result.milestones:
        first, last = each.earliest.isoformat(), each.latest.isoformat()
        found[each.name] = first if first == last else [first, last]
    return found


def steps(result: SentenceResult, name: Any) -> tuple[str, ...]:
    milestone = result.milestone(name)
    assert milestone is not None
    return milestone.steps


def refusals(result: SentenceResult) -> list[tuple[str, str]]:
    assert {each.code for each in result.refused} <= CODES.keys()
    assert all(each.supply for each in result.refused)
    return [(each.code, each.path) for each in result.refused]


def term(number: int, **more: Any) -> Json:
    return {"term": {"days": number}, **more}


# Dates and their steps.


def test_every_date_carries_its_steps() -> None:
    result = only(
        term(60, offense_at="2024-12-01", credits=[{"from": "2025-01-06", "to": "2025-01-09"}], good_time={"days": 3})
    )
    assert days(result) == {
        "full_term": "2025-03-06",
        "release_with_recorded_credit": "2025-03-03",
        "earliest_by_formula": "2025-03-06",
        "earliest_prerelease_custody": "2025-02-24",
        "earliest_supervised_release": "2025-02-24",
        "release_day": "2025-03-03",
        "entitlement": "2025-03-03",
    }
    full = (
        "60 days from 2025-01-10, that day counted: last day 2025-03-10",
        "less 4 days of credit for 2025-01-06 to 2025-01-09, both end days counted",
        "full term: last day 2025-03-06",
    )
    assert steps(result, "full_term") == full
    assert steps(result, "release_with_recorded_credit") == (
        *full,
        "less 3 days of good time as recorded: 2025-03-03",
        "released on 2025-03-03",
    )
    assert "only terms of more than 365 days have it" in steps(result, "earliest_by_formula")
    assert "18 USC 3624(a)" in {law.cite for law in result.milestones[0].law}


def test_a_date_by_formula_is_labelled_as_never_assumed_to_be_earned(tmp_path: Path) -> None:
    ceiling = only({"term": {"months": 24}}).milestone("earliest_by_formula")
    assert ceiling is not None
    assert (ceiling.gives, ceiling.rule) == ("ceiling", "Good conduct time")
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], good_time=[{**HALF, "gives": "projection"}])
    projection = only(term(60), law=law, state="OH", custodian="local").milestone("earliest_by_formula")
    assert projection is not None
    assert (projection.gives, projection.latest.isoformat()) == ("projection", "2025-02-08")


def test_rules_of_different_names_are_never_added_up(tmp_path: Path) -> None:
    third = {**HALF, "name": "Work", "per": 3}
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], good_time=[third, HALF])
    result = only(term(60), law=law, state="OH", custodian="local")
    found = [(each.rule, each.latest.isoformat()) for each in result.milestones if each.rule]
    assert found == [("Work", "2025-02-18"), ("Good time", "2025-02-08")]
    earliest = result.milestone("earliest_by_formula")
    assert earliest is not None
    assert earliest.rule == "Good time"


def test_days_recorded_as_lost_come_off_the_formula(tmp_path: Path) -> None:
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], good_time=[HALF])
    ledger = [
        {"at": "2025-01-20", "days": 5, "reason": "lost"},
        {"at": "2025-01-21", "days": 2, "reason": "restored"},
    ]
    result = only(term(60, good_time={"ledger": ledger}), law=law, state="OH", custodian="local")
    assert days(result)["earliest_by_formula"] == "2025-02-11"
    (formula,) = [step for step in steps(result, "earliest_by_formula") if "recorded as lost" in step]
    assert ", less 3 days recorded as lost: " in formula


@pytest.mark.parametrize(
    ("imposed", "months", "earliest"),
    [
        ("2018-01-01", 20, "2019-06-14"),  # over before the new law
        ("2017-12-15", 22, "2019-07-19"),  # the new law would have been earlier still: on its first day
        ("2018-06-01", 24, "2020-02-13"),
    ],
)
def test_the_law_of_the_day_of_release_is_that_of_the_date_it_gives(imposed: str, months: int, earliest: str) -> None:
    assert days(only({"imposed_at": imposed, "term": {"months": months}}))["earliest_by_formula"] == earliest


@pytest.mark.parametrize(
    ("offense", "earliest"), [("2024-07-31", "2025-02-08"), ("2024-08-01", "2025-03-01"), (None, None)]
)
def test_the_day_of_the_offence_selects_the_law_where_the_place_says_so(
    tmp_path: Path, offense: str | None, earliest: str | None
) -> None:
    by_offense = {**HALF, "selected_by": "offense"}
    older = {**by_offense, "effective_to": "2024-07-31"}
    newer = {**by_offense, "effective_from": "2024-08-01", "credit": 15, "per": 100}
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], good_time=[older, newer])
    result = only(term(60, offense_at=offense), law=law, state="OH", custodian="local")
    assert days(result).get("earliest_by_formula") == earliest
    assert refusals(result) == ([] if earliest else [("missing_offense_date", "sentences[0].offense_at")])


def test_where_no_source_says_how_days_count_dates_are_ranges_that_name_the_conventions() -> None:
    result = only(term(30), state="WY", custodian="local")
    full, release = result.milestone("full_term"), result.milestone("release_with_recorded_credit")
    assert full is not None
    assert release is not None
    assert (days(result)["full_term"], full.missing) == (["2025-02-08", "2025-02-09"], ("us/wy.counts_start_day",))
    assert days(result)["release_with_recorded_credit"] == ["2025-02-08", "2025-02-10"]
    assert release.missing == ("us/wy.counts_start_day", "us/wy.release_on")


@pytest.mark.parametrize("kind", ["credits", "good_time"])
def test_credit_longer_than_the_term_means_release_on_the_day_imposed(kind: str) -> None:
    more: Json = {"credits": [{"days": 90}]} if kind == "credits" else {"good_time": {"days": 90}}
    result = only(term(60, **more))
    told = "credit covers the whole term: released on the day it was imposed, 2025-01-10"
    assert days(result)["release_with_recorded_credit"] == "2025-01-10"
    assert told in steps(result, "release_with_recorded_credit")


def test_suspended_parts_are_not_served_and_days_that_do_not_count_are_added() -> None:
    stopped = [{"from": "2025-01-15", "to": "2025-01-20"}]
    result = only({"term": {"months": 3}, "suspended": {"days": 30}, "inoperative": stopped})
    assert days(result)["full_term"] == "2025-03-15"
    assert steps(result, "full_term")[:2] == (
        "3 months, 30 days of it suspended, from 2025-01-10, that day counted: last day 2025-03-10",
        "5 days more that do not count: 2025-01-15 to 2025-01-20, the last day counted",
    )


def test_a_minimum_is_a_date_of_its_own_and_credit_may_or_may_not_shorten_it() -> None:
    result = only(term(60, minimum={"days": 30}))
    assert days(result)["minimum_term"] == "2025-02-08"
    minimum = only(term(60, minimum={"days": 30}, credits=[{"days": 4}])).milestone("minimum_term")
    assert minimum is not None
    assert (minimum.gives, minimum.missing) == ("eligibility", ("us.credit_on_minimum",))
    assert (minimum.earliest.isoformat(), minimum.latest.isoformat()) == ("2025-02-04", "2025-02-08")


@pytest.mark.parametrize(
    ("unknown", "custodian", "first"),
    [
        (["sentences.good_time"], "federal", "2025-02-28"),  # all that programs could take off 60 days is ten
        (["sentences.good_time"], "local", "2025-01-10"),  # no state's laws of good time were all read
        (["sentences.credits"], "federal", "2025-01-10"),
        (["sentences.credits", "sentences.good_time"], "federal", "2025-01-10"),
    ],
)
def test_what_is_not_recorded_leaves_every_day_open_on_which_it_could_end(
    unknown: list[str], custodian: str, first: str
) -> None:
    result = only(term(60), not_recorded=unknown, custodian=custodian)
    for name in ("release_with_recorded_credit", "entitlement"):
        release = result.milestone(name)  # type: ignore[arg-type]
        assert release is not None
        assert release.earliest.isoformat() == first
        assert set(unknown) <= set(release.missing)


def test_where_time_that_does_not_count_is_not_recorded_no_release_is_owed_for_sure() -> None:
    result = only(term(60), not_recorded=["sentences.inoperative"])
    assert ("not_recorded", "sentences.inoperative") in refusals(result)
    assert result.milestone("entitlement") is None


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        (term(60, ended_by={"kind": "pardon", "at": "2025-02-01"}), "2025-02-01"),
        (term(60, ended_by={"kind": "early_release", "at": "2025-05-01"}), "2025-03-10"),  # it was over before
        ({"term": {"life": True}, "ended_by": {"kind": "parole", "at": "2025-02-01"}}, "2025-02-01"),
    ],
    ids=["pardoned", "released after its end", "paroled from life"],
)
def test_what_ends_a_sentence_early_entitles_on_that_day(sentence: Json, due: str) -> None:
    assert days(only(sentence))["entitlement"] == due


def test_a_sentence_that_a_court_vacates_entitles_on_that_day() -> None:
    order = {"kind": "vacate_sentence", "ordered_at": "2025-02-01T10:00", "charges": ["C1"]}
    result = only(term(60, charges=["C1"]), charges=[{"id": "C1"}], court_orders=[order])
    assert (days(result)["entitlement"], days(result)["ended_early"]) == ("2025-02-01", "2025-02-01")
    assert steps(result, "entitlement") == ("vacated by a court on 2025-02-01, as recorded",)


# The day of release.


@pytest.mark.parametrize(
    ("weekend", "found", "gives"),
    [
        ("may_advance", ["2025-02-28", "2025-03-02"], "option"),
        ("must_advance", "2025-02-28", "owed"),
        ("none", "2025-03-02", "computed"),
        ("null", ["2025-02-28", "2025-03-02"], "computed"),
        (None, ["2025-02-28", "2025-03-02"], "computed"),
    ],
)
def test_a_sunday_goes_back_to_friday_where_the_place_says_so(
    tmp_path: Path, weekend: str | None, found: Any, gives: str
) -> None:
    rules = [release_day(weekend=weekend, hours={"from": "06:00", "to": "17:00"})] if weekend else []
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], release_days=rules)
    result = only(term(52), law=law, state="OH", custodian="local")
    day = result.milestone("release_day")
    assert day is not None
    assert (days(result)["release_day"], day.gives) == (found, gives)
    assert day.missing == (() if weekend not in (None, "null") else ("us/oh.release_days",))
    assert (day.hours is not None) is (weekend is not None)


def test_a_rule_of_days_of_release_is_about_the_kinds_of_sentence_it_names(tmp_path: Path) -> None:
    rules = [release_day(weekend="must_advance", kinds=["prison"]), release_day(weekend="none", kinds=["jail"])]
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], release_days=rules)
    local = {"law": law, "state": "OH", "custodian": "local"}
    assert days(only(term(52, kind="prison"), **local))["release_day"] == "2025-02-28"
    assert days(only(term(52, kind="jail"), **local))["release_day"] == "2025-03-02"
    assert days(only(term(52, kind="sanction"), **local))["release_day"] == ["2025-02-28", "2025-03-02"]
    chain = [
        {"id": "A", "kind": "jail", "term": {"days": 20}},
        {"id": "B", "kind": "prison", "term": {"days": 32}, "consecutive_to": ["A"]},
    ]
    together = compute_sentences(record(*chain, **{k: local[k] for k in ("state", "custodian")}), law=law)[-1]
    assert days(together)["release_day"] == ["2025-02-28", "2025-03-02"]  # no rule is about both


def test_no_weekend_rule_releases_anybody_before_the_day_imposed() -> None:
    assert days(only(term(1, imposed_at="2025-03-02")))["release_day"] == "2025-03-02"


def test_a_place_may_let_go_the_day_before_in_the_same_hours_and_owes_it_to_nobody(tmp_path: Path) -> None:
    rule = release_day(weekend="none", hours={"from": "06:00", "to": "17:00"}, days_early="1")
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], release_days=[rule])
    day = only(term(10), law=law, state="OH", custodian="local").milestone("release_day")
    assert day is not None
    assert (day.earliest.isoformat(), day.latest.isoformat(), day.gives) == ("2025-01-18", "2025-01-19", "option")
    assert "or in the same hours up to 1 day before; not owed" in day.steps
    assert days(only(term(1), law=law, state="OH", custodian="local"))["release_day"] == "2025-01-10"


def test_oregon_may_choose_one_of_the_three_weekdays_before_a_weekend() -> None:
    """OAR 291-100-0160. Six days from Monday 6 January 2025 end on Saturday the 11th, or on the days after it."""
    oregon = {"state": "OR", "custodian": "local"}
    told = record(term(6, kind="jail", imposed_at="2025-01-06"), **oregon)
    told["facility"]["time_zone"] = "America/Los_Angeles"
    stated = [{"kind": "release", "at": f"2025-01-{day:02}"} for day in (7, 8)]
    told["sentences"][0]["stated"] = stated
    result = compute_sentences(told)[0]
    day = result.milestone("release_day")
    assert day is not None
    assert (days(result)["release_day"], days(result)["entitlement"], day.gives) == (
        ["2025-01-08", "2025-01-13"],
        ["2025-01-11", "2025-01-13"],
        "option",
    )
    assert [each.verdict for each in result.compare] == ["possible_early_release", "cannot_say"]
    assert "may be let go on one of the last three weekdays before; not owed" in day.steps[0]


def test_a_stated_date_that_a_place_may_choose_before_the_day_is_no_early_release() -> None:
    """Tex. Code Crim. Proc. art. 43.13(c): in the hours of the day before. Half of 60 days leaves 8 to 10 February."""
    told = record(
        term(60, kind="jail", stated=[{"kind": "release", "at": f"2025-02-{day:02}"} for day in (6, 7)]),
        state="TX",
        custodian="local",
    )
    told["facility"]["time_zone"] = "America/Chicago"
    assert [each.verdict for each in compute_sentences(told)[0].compare] == ["possible_early_release", "cannot_say"]


# Several sentences.


def test_federal_terms_that_follow_each_other_are_one_term_before_the_formula() -> None:
    chain = [{"id": "A", "term": {"months": 12}}, {"id": "B", "term": {"months": 12}, "consecutive_to": ["A"]}]
    first, second, both = compute_sentences(record(*chain))
    assert (first.aggregate, second.aggregate, both.aggregate) == (False, False, True)
    assert (both.ids, both.sentences) == (("A", "B"), ("sentences[0]", "sentences[1]"))
    assert first.milestone("earliest_by_formula") is None
    assert first.milestone("release_day") is None
    assert (days(both)["full_term"], days(both)["earliest_by_formula"]) == ("2027-01-09", "2026-09-23")
    assert steps(both, "full_term")[0] == "consecutive terms are one term (18 USC 3584(c))"


def test_a_day_credited_to_two_consecutive_federal_terms_counts_once() -> None:
    credit = {"credits": [{"from": "2025-01-01", "to": "2025-01-09"}]}
    chain = [term(60, id="A", **credit), term(60, id="B", consecutive_to=["A"], **credit)]
    assert days(only(*chain))["full_term"] == "2025-04-30"
    assert days(only(*chain[:1], {**chain[1], "credits": []}))["full_term"] == "2025-04-30"


@pytest.mark.parametrize(
    ("reason", "decision"),
    [
        ("willis", ", as recorded, under Willis v. United States, 438 F.2d 923 (5th Cir. 1971)"),
        ("Kayfez", ", as recorded, under Kayfez v. Gasele, 993 F.2d 1288 (7th Cir. 1993)"),
        ("prior_custody", ""),
        (None, ""),
    ],
)
def test_credit_that_rests_on_a_decision_names_it_and_counts_as_recorded(reason: str | None, decision: str) -> None:
    span = {"from": "2025-01-01", "to": "2025-01-09", "reason": reason}
    result = only(term(60, credits=[span]))
    assert days(result)["full_term"] == "2025-03-01"
    told = f"less 9 days of credit for 2025-01-01 to 2025-01-09, both end days counted{decision}"
    assert steps(result, "full_term")[1] == told
    counted = only(term(60, credits=[{"days": 9, "reason": reason}]))
    assert steps(counted, "full_term")[1] == f"less 9 days of credit{decision}"


def test_days_credited_twice_count_once_whatever_the_reason() -> None:
    spans = [{"from": "2025-01-01", "to": "2025-01-09", "reason": reason} for reason in (None, "willis")]
    chain = [term(60, id="A", credits=spans[:1]), term(60, id="B", consecutive_to=["A"], credits=spans[1:])]
    both = only(*chain)
    assert days(both)["full_term"] == days(only(term(120, credits=spans)))["full_term"] == "2025-04-30"
    assert steps(both, "full_term")[2].endswith("438 F.2d 923 (5th Cir. 1971)")


def test_credit_under_a_decision_is_never_inferred() -> None:
    state = {"kind": "jail", "imposed_at": "2025-01-02", "case": "state", **term(90, credits=[{"days": 9}])}
    federal = term(60, credits=[{"from": "2025-01-03", "to": "2025-01-09"}])
    _, second = compute_sentences(record(state, federal))
    assert days(second)["full_term"] == days(only(federal))["full_term"]


def test_where_no_source_says_that_terms_are_one_both_readings_bound_the_date(tmp_path: Path) -> None:
    cliff = good_time(formula="fraction_of_term", credit=1, per=2, terms_over_days=90)
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], good_time=[cliff])
    chain = [term(60, id="A"), term(60, id="B", consecutive_to=["A"])]
    earliest = only(*chain, law=law, state="OH", custodian="local").milestone("earliest_by_formula")
    assert earliest is not None
    assert (earliest.earliest.isoformat(), earliest.latest.isoformat()) == ("2025-03-10", "2025-05-09")
    assert earliest.missing == ("us/oh.consecutive_terms",)


@pytest.mark.parametrize(
    ("ring", "by_way_of"),
    [
        (1, ""),
        (2, " by way of 'S1'"),
        (5, " by way of 'S1', 'S2', 'S3', 'S4'"),
        (6, " by way of 'S1', 'S2', 'S3', 'S4', 'S5'"),
        (300, " by way of 'S1', …, 'S299'"),
    ],
)
def test_sentences_in_a_circle_are_refused(ring: int, by_way_of: str) -> None:
    chain = [term(1, id=f"S{n}", consecutive_to=[f"S{(n + 1) % ring}"]) for n in range(ring)]
    with pytest.raises(RecordError) as refused:
        compute_sentences(record(*chain))
    assert refused.value.problems == (
        f"sentences[0].consecutive_to: 'S0' would follow itself{by_way_of}; break the circle of consecutive sentences",
    )


def test_a_sentence_that_follows_one_ended_early_begins_on_that_day() -> None:
    ended = {"ended_by": {"kind": "commutation", "at": "2025-01-20T12:00"}}
    first, second, _ = compute_sentences(record(term(60, id="A", **ended), term(10, id="B", consecutive_to=["A"])))
    assert days(first)["ended_early"] == "2025-01-20"
    assert days(second)["release_with_recorded_credit"] == "2025-01-29"


# What is not computed.


@pytest.mark.parametrize(
    ("sentence", "code", "path"),
    [
        ({"term": {"life": True}}, "life_term", "sentences[0].term.life"),
        (term(60, offense_at="1987-10-31"), "old_law_sentence", "sentences[0].offense_at"),
        (term(60, imposed_at="1985-01-01"), "old_law_sentence", "sentences[0].offense_at"),
        ({}, "missing_term", "sentences[0].term"),
        ({"term": {}}, "missing_term", "sentences[0].term"),
        (term(60, imposed_at=None), "missing_date", "sentences[0].imposed_at"),
        (term(60, inoperative=[{"from": "2025-01-20"}]), "time_not_counting", "sentences[0].inoperative[0].to"),
        (term(60, suspended={"life": True}), "suspended_not_less_than_term", "sentences[0].suspended"),
        (term(60, suspended={"days": 90}), "suspended_not_less_than_term", "sentences[0].suspended"),
        (term(60, credits=[{"from": "2025-01-01"}]), "incomplete_credit", "sentences[0].credits[0]"),
        (
            term(60, credits=[{"from": "2025-01-09", "to": "2025-01-01"}]),
            "contradictory_dates",
            "sentences[0].credits[0].to",
        ),
        ({"term": {"years": 999, "months": 100_000}}, "beyond_calendar", "sentences[0].term"),
        ({"kind": "intermittent"}, "missing_periods", "sentences[0].periods"),
        ({"kind": "time_served", "imposed_at": None}, "missing_date", "sentences[0].imposed_at"),
    ],
)
def test_what_would_be_a_guess_is_refused_with_what_to_supply(sentence: Json, code: str, path: str) -> None:
    result = only(sentence)
    assert (refusals(result), result.milestones) == ([(code, path)], ())


def test_a_sentence_that_follows_one_not_in_the_record_is_refused_and_so_is_what_follows_a_refusal() -> None:
    missing = only(term(10, consecutive_to=[{"case": "elsewhere"}]))
    assert refusals(missing) == [("missing_sentence", "sentences[0].consecutive_to")]
    _, second, both = compute_sentences(record({"id": "A"}, term(10, consecutive_to=["A"])))
    assert refusals(second) == refusals(both) == [("missing_term", "sentences[0].term")]


@pytest.mark.parametrize(
    "wrong", [{"months": 1.5}, {"days": -3}, {"years": 10_000}, {"fortnights": 2}], ids=lambda term: next(iter(term))
)
def test_a_term_that_is_none_is_an_error_with_its_path(wrong: Json) -> None:
    with pytest.raises(RecordError) as refused:
        only({"term": wrong})
    assert refused.value.problems[0].startswith("sentences[0].term")


def test_a_date_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(RecordError, match=r"sentences\[0\]\.imposed_at"):
        only(term(60, imposed_at="2025-02-31"))


# Sentences that leave nothing to serve, and terms that are not in days.


@pytest.mark.parametrize("sentence", [{"kind": "time_served"}, term(60, credits=[{"days": 60}]), {"kind": "fine_only"}])
def test_nothing_left_to_serve_is_release_on_the_day_imposed_however_it_is_written(sentence: Json) -> None:
    assert days(only(sentence))["release_with_recorded_credit"] == "2025-01-10"


@pytest.mark.parametrize("place", ["home", "treatment"])
def test_home_detention_and_treatment_are_no_custody_in_jail(place: str) -> None:
    assert days(only(term(60, served_in=place)))["release_day"] == "2025-01-10"


def test_a_term_of_hours_is_over_at_an_hour() -> None:
    result = only({"term": {"hours": 72}, "imposed_at": "2025-01-10T15:00"})
    assert days(result)["release_with_recorded_credit"] == "2025-01-13"
    assert steps(result, "full_term")[-1] == "over at 2025-01-13T15:00-05:00"
    assert refusals(result) == [("hours_term", "sentences[0].term.hours")]
    assert days(only({"term": {"hours": 72}}))["full_term"] == "2025-01-13"  # at any hour of that day


def test_an_intermittent_sentence_is_over_with_its_last_stay() -> None:
    stays = [{"from": f"2025-02-{day}T18:00", "to": f"2025-02-{day + 2}T18:00"} for day in (14, 21)]
    assert days(only({"kind": "intermittent", "periods": stays}))["release_day"] == "2025-02-23"


def test_a_sentence_that_follows_one_that_is_not_in_the_record_is_not_computed_as_if_it_stood_alone() -> None:
    results = compute_sentences(record(term(60, consecutive_to=["S9"])))
    assert [refusals(each) for each in results] == [[("missing_sentence", "sentences[0].consecutive_to")]] * 2
    begun = compute_sentences(record(term(60, consecutive_to=["S9"], begins_at="2025-02-01")))
    assert days(begun[-1])["full_term"] == "2025-04-01"


def test_a_sentence_that_only_time_served_follows_has_a_release_of_its_own() -> None:
    results = compute_sentences(record({"id": "A", **term(60)}, {"kind": "time_served", "consecutive_to": ["A"]}))
    assert [days(each).get("entitlement") for each in results] == ["2025-03-10", "2025-01-10"]


# Stated dates.


@pytest.mark.parametrize(
    ("stated", "verdict", "by"),
    [
        ("2026-01-10", "agrees", 0),
        ("2026-01-09", "agrees", 0),  # the Friday before a Saturday
        ("2026-01-11", "possible_late_release", 1),
        ("2026-01-08", "cannot_say", -2),  # good time may have been earned and not recorded
        ("2025-11-17", "cannot_say", -54),
        ("2025-11-16", "cannot_say", -55),  # programs may have brought it nearer
        ("2025-03-07", "cannot_say", -309),  # 71 days of time credits and half a year of treatment
        ("2025-03-06", "possible_early_release", -310),  # no program, nor all of them together, comes to that
    ],
)
def test_a_stated_release_is_compared_with_every_date_it_could_be(stated: str, verdict: str, by: int) -> None:
    sentence = {"term": {"months": 12, "days": 1}, "stated": [{"kind": "release", "at": stated}]}
    (found,) = only(sentence).compare
    assert (found.verdict, found.days) == (verdict, by)


@pytest.mark.parametrize(
    ("stated", "because"),
    [
        ("2025-11-17", ("sentences.good_time",)),
        ("2025-11-16", ("sentences.good_time", "us.time_credits", "us.treatment")),
    ],
)
def test_programs_that_could_explain_an_earlier_date_are_named(stated: str, because: tuple[str, ...]) -> None:
    sentence = {"term": {"months": 12, "days": 1}, "stated": [{"kind": "release", "at": stated}]}
    (found,) = only(sentence).compare
    assert found.because == because


def test_a_local_release_before_the_formula_is_early_whatever_federal_programs_are(tmp_path: Path) -> None:
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], good_time=[HALF])
    sentence = term(60, stated=[{"kind": "release", "at": "2025-02-06"}])
    (found,) = only(sentence, law=law, state="OH", custodian="local").compare
    assert found.verdict == "possible_early_release"


def test_where_no_good_time_was_read_an_earlier_stated_date_cannot_be_judged() -> None:
    sentence = term(60, stated=[{"kind": "release", "at": "2025-01-20"}])
    (found,) = only(sentence, state="WY", custodian="local").compare
    assert (found.verdict, found.because) == ("cannot_say", ("us/wy.good_time: law_not_read",))


@pytest.mark.parametrize(
    ("kind", "at", "verdict"),
    [
        ("maximum_expiration", "2025-03-10", "agrees"),
        ("maximum_expiration", "2025-03-11", "possible_late_release"),
        ("maximum_expiration", "2025-03-09", "possible_early_release"),
        ("parole_eligibility", "2025-02-08", "agrees"),
        ("supervision_end", "2025-03-10", "cannot_say"),
    ],
)
def test_other_stated_dates_have_milestones_of_their_own(kind: str, at: str, verdict: str) -> None:
    sentence = term(60, minimum={"days": 30}, stated=[{"kind": kind, "at": at}])
    assert [each.verdict for each in only(sentence).compare] == [verdict]


def test_a_date_stated_for_one_of_several_sentences_may_be_that_of_all() -> None:
    stated = {"stated": [{"kind": "release", "at": "2025-05-09"}]}
    chain = [term(60, id="A", **stated), term(60, id="B", consecutive_to=["A"], **stated)]
    first, second, _ = compute_sentences(record(*chain))
    assert [each.verdict for each in (*first.compare, *second.compare)] == ["agrees", "agrees"]


def test_on_a_return_a_date_before_booking_is_not_compared() -> None:
    sentence = term(60, stated=[{"kind": "release", "at": "2024-05-01"}])
    (found,) = only(sentence, admission="return", booked_at="2025-01-10").compare
    assert (found.verdict, found.because) == ("cannot_say", ("admission",))


# The command line.


def written(folder: Path, *records: Any) -> Path:
    path = folder / "records.jsonl"
    path.write_text("".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in records))
    return path


def test_the_verb_prints_a_table_for_each_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = record(term(60, id="S1", stated=[{"kind": "release", "at": "2025-04-01"}]), {"term": {"life": True}})
    code = main(["sentence", str(written(tmp_path, told))])
    out, err = capsys.readouterr()
    assert code == 0
    for line in (
        "K-1: S1",
        "  full term                     2025-03-10",
        "      - 60 days from 2025-01-10, that day counted: last day 2025-03-10",
        "  stated release 2025-04-01: POSSIBLE LATE RELEASE, 22 days after 2025-03-10,",
        "not computed [life_term]: sentences[1].term.life",
        "Stated dates: possible late release 1,",
    ):
        assert line in out, line
    assert err.splitlines()[-1].startswith("holdcheck: exit 0: nothing to fail on (records: 1 read, 0 rejected;")


def test_the_verb_writes_json_with_counts_over_the_whole_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(
        tmp_path,
        record(term(60, stated=[{"kind": "release", "at": "2025-04-01"}])),
        {**record({}), "custody_id": "K-2"},
        "{",
    )
    report = tmp_path / "report.json"
    code = main(["sentence", str(path), "--format", "json", "--output", f"json={report}"])
    out = capsys.readouterr().out
    assert code == 3
    assert report.read_text() == out
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    told = json.loads(out)
    assert told["schema"] == "holdcheck-sentence/1"
    milestone = told["results"][0]["sentences"][0]["milestones"][0]
    assert (milestone["milestone"], milestone["earliest"], milestone["latest"]) == (
        "full_term",
        "2025-03-10",
        "2025-03-10",
    )
    assert milestone["steps"]
    assert told["results"][1]["sentences"][0]["refused"][0]["code"] == "missing_term"
    summary = told["summary"]
    assert summary["records"] == {"read": 3, "computed": 2, "rejected": 1, "hidden": 0}
    assert summary["compare"]["possible_late_release"] == 1
    assert summary["exit"] == {"code": 3, "reasons": ["rejected"]}
    assert len(told["rejected"]) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [(["sentence"], 2), (["sentence", "missing.json"], 2), (["sentence", "FILE", "--format", "xml"], 2)],
)
def test_the_verb_has_the_exit_codes_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    path = written(tmp_path, record(term(1)))
    assert main([str(path) if word == "FILE" else word for word in words]) == code
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    assert main(["sentence", str(empty)]) == 5
    assert main(["sentence", str(empty), "--allow-empty"]) == 0


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_record_holds_never_acts_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    told = {**record(term(60, id="S\u202e1")), "custody_id": "K\x1b[31m\u009b1"}
    main(["sentence", str(written(tmp_path, told)), "--format", form])
    out = capsys.readouterr().out
    assert not any(character in out for character in "\x1b\u009b\u202e")


def test_where_a_states_holidays_were_not_read_a_federal_one_may_be_none_there() -> None:
    """Independence Day 2026 is a Saturday: federal offices close on the Friday before, a state's perhaps do not."""
    alone = {"id": "S1", "kind": "prison", "imposed_at": "2026-06-04", "term": {"days": 29}}
    told = {"custody_id": "K-1", "facility": {"state": "MD"}, "sentences": [alone]}
    found = compute_sentences(told)[0].milestone("entitlement")
    assert found is not None
    assert (found.earliest.isoformat(), found.latest.isoformat()) == ("2026-07-02", "2026-07-03")
    assert "us/md.release_days.holidays" in found.missing
