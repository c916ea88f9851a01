"""When a sentence is served, as the whole check says it: conventions, credits, chains, and what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from expectations import entitlements, findings, local, undetermined
from holdcheck.checking import check
from holdcheck.errors import RecordError
from holdcheck.findings.checked import CheckResult

Json = dict[str, Any]
IMPOSED = "2024-05-06"


def record(*sentences: Json, state: str = "NC", custodian: str = "local", **more: Any) -> Json:
    """Somebody booked on 1 May 2024, convicted on 6 May at 11:00, and still there on the first day of 2026."""
    return {
        "custody_id": "K-1",
        "facility": {"state": state, "custodian": custodian},
        "booked_at": "2024-05-01T10:00",
        "recorded_until": "2026-01-01T00:00",
        "charges": [{"id": "C1", "disposition": "convicted", "disposed_at": f"{IMPOSED}T11:00"}],
        "court_orders": [{"id": "O1", "kind": "detain", "ordered_at": "2024-05-01T10:00", "charges": "all"}],
        "sentences": [{"kind": "jail", "charges": ["C1"], "imposed_at": IMPOSED, **each} for each in sentences],
        **more,
    }


def served(*sentences: Json, **more: Any) -> list[Json]:
    """Every release entitlement, when and why."""
    found: list[Json] = entitlements(check(record(*sentences, **more)))
    return found


def ends(at: str | list[str], because: str = "sentence_served") -> list[Json]:
    return [{"at": at, "because": because, "ended_at": None}]


def steps(result: CheckResult) -> tuple[str, ...]:
    return result.release_entitlements[0].steps


def days(number: int, **more: Any) -> Json:
    return {"term": {"days": number}, **more}


# North Carolina counts the day of sentencing and lets the person go on the day after the last day.


@pytest.mark.parametrize(
    ("term", "end"),
    [
        ({"days": 1}, "2024-05-08T00:00"),
        ({"days": 30}, "2024-06-06T00:00"),
        ({"weeks": 2}, "2024-05-21T00:00"),
        ({"months": 1}, "2024-06-07T00:00"),
        ({"months": 1, "days": 5}, "2024-06-12T00:00"),
        ({"years": 1}, "2025-05-07T00:00"),
    ],
)
def test_in_north_carolina_the_first_day_counts_and_the_day_after_the_last_is_the_day_of_release(
    term: Json, end: str
) -> None:
    assert served({"term": term}) == ends(end)


@pytest.mark.parametrize(
    ("term", "end"),
    [
        ({"days": 1}, "2024-05-07T00:00"),
        ({"days": 30}, "2024-06-05T00:00"),
        ({"months": 1}, "2024-06-06T00:00"),
        ({"years": 1}, "2025-05-06T00:00"),
    ],
)
@pytest.mark.parametrize("state", ["NC", "SC"])
def test_a_federal_custodian_counts_the_first_day_and_releases_on_the_last_whatever_the_state(
    term: Json, end: str, state: str
) -> None:
    assert served({"term": term}, state=state, custodian="federal") == ends(end)


def test_how_the_end_was_found_is_shown_step_by_step() -> None:
    result = check(record(days(30, credits=[{"from": "2024-05-01", "to": "2024-05-06"}])))
    assert steps(result) == (
        "30 days from 2024-05-06, that day counted: last day 2024-06-04",
        "less 5 days of credit for 2024-05-01 to 2024-05-06, the last day not counted",
        "full term: last day 2024-05-30",
        "released on 2024-05-31",
        "sentence served (sentences[0]): 2024-06-01 00:00",
    )


@pytest.mark.parametrize(
    ("begins", "end"),
    [
        ("2025-05-31", "2025-07-01T00:00"),  # a month from the 31st runs to the 30th
        ("2025-01-31", "2025-03-01T00:00"),  # and to the 28th in February
        ("2024-10-20", "2024-11-21T00:00"),  # over the change of clocks
    ],
)
def test_a_month_is_a_calendar_month(begins: str, end: str) -> None:
    assert served({"term": {"months": 1}, "begins_at": begins}) == ends(end)


def test_where_no_source_says_how_days_count_the_time_between_is_undetermined_and_after_it_all_is_certain() -> None:
    result = check(record(days(30), state="SC"))
    missing = ["us/sc.counts_start_day", "us/sc.release_on"]
    between = {"from": "2024-06-05T00:00", "until": "2024-06-07T00:00", "missing": missing}
    assert undetermined(result) == [
        {"rule": "held-past-release-on-nothing", **between},
        {"rule": "overdetention-after-conviction", **between},
    ]
    hours = [13_753.0, 13_753.0]  # to the first day of 2026
    after = {"certainty": "certain", "from": "2024-06-07T00:00", "until": "2026-01-01T00:00", "hours": hours}
    assert findings(result) == [
        {"rule": "held-past-release-on-nothing", "severity": "violation", **after},
        {"rule": "overdetention-after-conviction", "severity": "review", **after},
    ]


def test_a_place_may_count_longer_terms_in_another_way_than_short_ones() -> None:
    # Maine: the day of reception is a whole day of a term of more than 30 days; of a shorter one it is open.
    assert served(days(31), state="ME") == ends("2024-06-06T00:00")
    assert served({"term": {"months": 1}}, state="ME") == ends("2024-06-06T00:00")
    split = check(record({"term": {"days": 60}, "suspended": {"days": 30}}, state="ME"))
    missing = ["us/me.counts_start_day"]
    assert {(local(u.from_), local(u.until), tuple(u.missing)) for u in split.undetermined} == {
        ("2024-06-05T00:00", "2024-06-06T00:00", tuple(missing))
    }


def test_released_before_every_counting_ends_is_clear_and_between_them_is_undetermined() -> None:
    for released, outcome in (("2024-06-04T20:00", "clear"), ("2024-06-06T20:00", "undetermined")):
        told = record(days(30), state="SC", released_at=released, released_to="community")
        assert check(told).outcome == outcome
        assert findings(check(told)) == []


# Several sentences.


def test_of_concurrent_sentences_the_longest_decides() -> None:
    assert served(days(10, id="S1"), days(30, id="S2"), days(20, id="S3")) == ends("2024-06-06T00:00")


def test_a_consecutive_sentence_begins_on_the_day_after_the_one_before_it() -> None:
    chain = [days(30, id="S1"), days(10, id="S2", consecutive_to=["S1"]), days(5, id="S3", consecutive_to=["S2"])]
    assert served(*chain) == ends("2024-06-21T00:00")
    assert served(*chain, custodian="federal") == ends("2024-06-20T00:00")
    assert served(*reversed(chain)) == ends("2024-06-21T00:00")


def test_a_sentence_that_follows_several_begins_after_the_last_of_them() -> None:
    followed = [days(30, id="S1"), days(10, id="S2")]
    assert served(*followed, days(5, id="S3", consecutive_to=["S1", "S2"])) == ends("2024-06-11T00:00")


def test_a_sentence_may_be_followed_by_its_case() -> None:
    assert served(days(30, case="24-1"), days(9, consecutive_to=[{"case": "24-1"}])) == ends("2024-06-15T00:00")


def test_a_sentence_that_follows_one_not_in_the_record_has_an_end_nobody_knows() -> None:
    result = check(record(days(30), days(10, consecutive_to=[{"case": "elsewhere"}])))
    assert result.outcome == "undetermined"
    assert {u.missing for u in result.undetermined} == {("sentences[1].consecutive_to",)}
    assert {local(u.from_) for u in result.undetermined} == {"2024-06-06T00:00"}


def test_where_countings_differ_a_chain_makes_the_range_no_wider() -> None:
    """What begins as another ends has a whole first day: only the day of sentencing counts or not."""
    chain = [days(30, id="S1"), days(10, id="S2", consecutive_to=["S1"])]
    for sentences in (chain, [days(40)]):
        result = check(record(*sentences, state="SC"))
        found = {(local(u.from_), local(u.until)) for u in result.undetermined}
        assert found == {("2024-06-15T00:00", "2024-06-17T00:00")}
        assert {local(f.from_) for f in result.findings} == {"2024-06-17T00:00"}


@pytest.mark.parametrize(
    ("chain", "it"),
    [
        ([days(30, id="S1", consecutive_to=["S1"])], "'S1' would follow itself"),
        (
            [days(30, id="S1", consecutive_to=["S2"]), days(10, id="S2", consecutive_to=["S1"])],
            "'S1' would follow itself by way of 'S2'",
        ),
        (
            [days(1, id=f"S{n}", consecutive_to=[f"S{(n + 1) % 3}"]) for n in range(3)],
            "'S0' would follow itself by way of 'S1', 'S2'",
        ),
    ],
    ids=["itself", "each other", "in a ring"],
)
def test_sentences_that_follow_each_other_in_a_circle_are_refused(chain: list[Json], it: str) -> None:
    with pytest.raises(RecordError) as refused:
        check(record(*chain))
    assert refused.value.problems == (f"sentences[0].consecutive_to: {it}; break the circle of consecutive sentences",)


def test_a_sentence_that_follows_one_ended_early_begins_when_that_one_ended() -> None:
    first = days(30, id="S1", ended_by={"kind": "commutation", "at": "2024-05-15T12:00"})
    assert len(served(first, days(10, id="S2", consecutive_to=["S1"]))) == 1


# Credits and good time.


@pytest.mark.parametrize(
    ("credited", "local_end", "federal_end"),
    [
        ([{"days": 5}], "2024-06-01T00:00", "2024-05-31T00:00"),
        ([{"days": 5}, {"days": 2}], "2024-05-30T00:00", "2024-05-29T00:00"),
        # The day of sentencing is served: it is not credited too (18 USC 3585(b)).
        ([{"from": "2024-05-01", "to": "2024-05-06"}], "2024-06-01T00:00", "2024-05-31T00:00"),
        (
            [{"from": "2024-05-01", "to": "2024-05-05"}, {"from": "2024-05-03", "to": "2024-05-06"}],
            "2024-06-01T00:00",
            "2024-05-31T00:00",
        ),
        ([{"from": "2024-05-01", "to": "2024-05-06"}] * 2, "2024-06-01T00:00", "2024-05-31T00:00"),
        (
            [{"from": "2024-04-01", "to": "2024-04-03"}, {"from": "2024-05-01", "to": "2024-05-05"}],
            "2024-05-29T00:00",
            "2024-05-28T00:00",
        ),
    ],
    ids=["days", "twice days", "a span", "overlapping spans", "the same span twice", "two spans"],
)
def test_credit_counts_each_day_once_and_its_last_day_by_the_convention_of_the_place(
    credited: list[Json], local_end: str, federal_end: str
) -> None:
    assert served(days(30, credits=credited)) == ends(local_end)
    assert served(days(30, credits=credited), custodian="federal") == ends(federal_end)


def test_where_no_source_says_which_end_of_a_credit_counts_one_day_more_is_undetermined() -> None:
    result = check(record(days(30, credits=[{"from": "2024-05-01", "to": "2024-05-05"}]), state="SC"))
    missing = ("us/sc.counts_start_day", "us/sc.credit_end_days", "us/sc.release_days", "us/sc.release_on")
    assert {(local(u.from_), local(u.until), u.missing) for u in result.undetermined} == {
        ("2024-05-31T00:00", "2024-06-03T00:00", missing)
    }


def test_a_credit_that_ends_before_it_begins_never_makes_a_sentence_longer() -> None:
    backwards = record(days(30, credits=[{"from": "2024-05-05", "to": "2024-05-01"}]))
    with pytest.raises(RecordError) as refused:
        check(backwards)
    assert refused.value.problems[0].startswith("sentences[0].credits[0].to: ")


@pytest.mark.parametrize(
    ("good_time", "end"),
    [
        ({"days": 5}, "2024-06-01T00:00"),
        ({"days": 0}, "2024-06-06T00:00"),
        (None, "2024-06-06T00:00"),
        ({"ledger": []}, "2024-06-06T00:00"),
        ({"ledger": [{"at": "2024-05-10", "days": 5, "reason": "earned"}]}, "2024-06-01T00:00"),
        (
            {
                "ledger": [
                    {"at": "2024-05-10", "days": 7, "reason": "earned"},
                    {"at": "2024-05-11", "days": 3, "reason": "lost"},
                    {"at": "2024-05-12", "days": 1, "reason": "restored"},
                ]
            },
            "2024-06-01T00:00",
        ),
        ({"ledger": [{"at": "2024-05-11", "days": 3, "reason": "lost"}]}, "2024-06-06T00:00"),
        ({"days": 5, "ledger": [{"at": "2024-05-10", "days": 7, "reason": "earned"}]}, "2024-06-01T00:00"),
    ],
    ids=["total", "none", "absent", "empty ledger", "earned", "lost and restored", "only lost", "total outranks"],
)
def test_good_time_counts_as_recorded_and_is_never_assumed(good_time: Json | None, end: str) -> None:
    assert served(days(30, good_time=good_time)) == ends(end)


def test_where_good_time_is_not_recorded_the_end_lies_between_imposition_and_the_full_term() -> None:
    result = check(record(days(30), not_recorded=["sentences.good_time"]))
    assert {(local(u.from_), local(u.until), u.missing) for u in result.undetermined} == {
        ("2024-05-06T00:00", "2024-06-06T00:00", ("sentences.good_time",))
    }
    assert {local(f.from_) for f in result.findings} == {"2024-06-06T00:00"}


# What agencies say.


@pytest.mark.parametrize(
    ("stated", "between", "certain"),
    [
        (["2024-06-20"], None, "2024-06-06T00:00"),
        (["2024-06-05"], None, "2024-06-06T00:00"),
        (["2024-05-20"], ("2024-05-21T00:00", "2024-06-06T00:00"), "2024-06-06T00:00"),
        (["2024-05-20", "2024-06-20"], ("2024-05-21T00:00", "2024-06-06T00:00"), "2024-06-06T00:00"),
    ],
    ids=["later", "the same", "earlier", "earlier and later"],
)
def test_a_stated_date_earlier_than_the_computed_one_makes_the_time_between_undetermined(
    stated: list[str], between: tuple[str, str] | None, certain: str
) -> None:
    result = check(record(days(30, stated=[{"kind": "release", "at": at} for at in stated])))
    spans = {(local(u.from_), local(u.until), u.missing) for u in result.undetermined}
    assert spans == ({(*between, ("sentences[0].stated",))} if between else set())
    assert {local(f.from_) for f in result.findings if f.from_ is not None} == {certain}


@pytest.mark.parametrize(
    ("stated", "between", "certain"),
    [
        ([("release", "2024-05-20")], None, "2024-05-21T00:00"),
        ([("release", "2024-05-20T08:00")], None, "2024-05-20T08:00"),
        ([("maximum_expiration", "2024-05-20")], None, "2024-05-21T00:00"),
        (
            [("release", "2024-05-20"), ("release", "2024-05-25")],
            ("2024-05-21T00:00", "2024-05-26T00:00"),
            "2024-05-26T00:00",
        ),
        ([("release", "2024-05-20"), ("maximum_expiration", "2024-05-25")], None, "2024-05-21T00:00"),
    ],
    ids=["one", "with its hour", "maximum", "two", "release outranks maximum"],
)
def test_a_stated_date_is_used_where_nothing_can_be_computed(
    stated: list[tuple[str, str]], between: tuple[str, str] | None, certain: str
) -> None:
    result = check(record({"stated": [{"kind": kind, "at": at} for kind, at in stated]}))
    spans = {(local(u.from_), local(u.until), u.missing) for u in result.undetermined}
    assert spans == ({(*between, ("sentences[0].stated",))} if between else set())
    assert {local(f.from_) for f in result.findings} == {certain}


@pytest.mark.parametrize("kind", ["supervision_end", "parole_eligibility", "conditional_release"])
def test_a_stated_date_of_something_else_is_no_release_date(kind: str) -> None:
    result = check(record({"stated": [{"kind": kind, "at": "2024-05-20"}]}))
    assert {u.missing for u in result.undetermined} == {("sentences[0].term",)}
    assert findings(result) == []


def test_on_a_return_a_date_stated_before_booking_belongs_to_another_clock() -> None:
    stated = [{"kind": "release", "at": "2024-04-20"}]
    assert served(days(30, stated=stated), admission="return") == ends("2024-06-06T00:00")
    result = check(record({"stated": stated}, admission="return"))
    assert {u.missing for u in result.undetermined} == {("sentences[0].term",)}


# Parts of a sentence that are not served, or not in a jail bed.


@pytest.mark.parametrize(
    ("term", "suspended", "end"),
    [
        ({"days": 30}, {"days": 20}, "2024-05-17T00:00"),
        ({"months": 2}, {"months": 1}, "2024-06-07T00:00"),
        ({"months": 2}, {"days": 19}, "2024-06-18T00:00"),
        ({"years": 1}, {"months": 11}, "2024-06-07T00:00"),
        ({"weeks": 4}, {"weeks": 2}, "2024-05-21T00:00"),
    ],
)
def test_the_suspended_part_is_not_served(term: Json, suspended: Json, end: str) -> None:
    assert served({"term": term, "suspended": suspended}) == ends(end)


def test_suspended_hours_are_not_served_either() -> None:
    sentence = {"term": {"hours": 48}, "suspended": {"hours": 24}, "imposed_at": "2024-05-06T15:00"}
    assert served(sentence) == ends("2024-05-07T15:00")


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ({"term": {"hours": 72}, "imposed_at": "2024-05-06T15:00"}, "2024-05-09T15:00"),
        ({"term": {"hours": 72}, "begins_at": "2024-05-06T15:00"}, "2024-05-09T15:00"),
        ({"term": {"days": 1, "hours": 12}, "imposed_at": "2024-05-06T15:00"}, "2024-05-08T03:00"),
        (
            {"term": {"hours": 72}, "imposed_at": "2024-05-06T15:00", "credits": [{"days": 1}]},
            "2024-05-08T15:00",
        ),
    ],
)
def test_a_term_with_hours_runs_from_the_hour_it_begins(sentence: Json, end: str) -> None:
    assert served(sentence) == ends(end)


def test_a_term_with_hours_from_a_bare_day_begins_at_any_time_of_it_after_the_conviction() -> None:
    assert served({"term": {"hours": 72}}) == ends(["2024-05-09T11:00", "2024-05-10T00:00"])


def test_a_sentence_for_life_does_not_end() -> None:
    result = check(record({"term": {"life": True}}))
    assert (result.outcome, served({"term": {"life": True}})) == ("clear", [])


def test_a_term_of_no_length_at_all_is_unknown_and_not_nothing() -> None:
    """An export with empty columns must not make somebody overdetained from the next day."""
    result = check(record({"term": {}}))
    assert (result.outcome, {u.missing for u in result.undetermined}) == ("undetermined", {("sentences[0].term",)})


def test_an_unknown_term_makes_all_time_after_it_undetermined() -> None:
    result = check(record({}))
    spans = {(local(u.from_), local(u.until), u.missing) for u in result.undetermined}
    assert spans == {("2024-05-06T00:00", "2026-01-01T00:00", ("sentences[0].term",))}


def test_an_unknown_day_of_sentence_is_undetermined_and_never_clear() -> None:
    assert check(record(days(30, imposed_at=None))).outcome == "undetermined"


@pytest.mark.parametrize(
    ("ended_by", "because", "end"),
    [
        ({"kind": "parole", "at": "2024-05-15T12:00"}, "parole", "2024-05-15T12:00"),
        ({"kind": "pardon", "at": "2024-05-15T12:00"}, "authority_over", "2024-05-15T12:00"),
        ({"kind": "early_release", "at": "2024-05-15T12:00"}, "sentence_served", "2024-05-15T12:00"),
        ({"kind": "resentence", "at": "2024-05-15T12:00"}, "vacated", "2024-05-15T12:00"),
        ({"kind": "parole", "at": "2024-07-15T12:00"}, "sentence_served", "2024-06-06T00:00"),
    ],
    ids=["parole", "pardon", "early release", "resentence", "after the term"],
)
def test_what_ends_a_sentence_early_ends_it_then_and_says_why(ended_by: Json, because: str, end: str) -> None:
    assert served(days(30, ended_by=ended_by)) == ends(end, because)


def test_a_parole_whose_hour_is_unknown_ends_a_sentence_at_any_time_of_its_day() -> None:
    assert served(days(30, ended_by={"kind": "parole", "at": "2024-05-15"})) == ends(
        ["2024-05-15T00:00", "2024-05-16T00:00"], "parole"
    )


def test_a_court_may_vacate_a_sentence() -> None:
    told = record(days(30))
    told["court_orders"].append({"kind": "vacate_sentence", "ordered_at": "2024-05-20T10:00", "charges": ["C1"]})
    assert entitlements(check(told)) == ends("2024-05-20T10:00", "vacated")


@pytest.mark.parametrize(
    ("kind", "because"),
    [("time_served", "time_served"), ("probation_only", "sentence_suspended"), ("fine_only", "authority_over")],
)
def test_a_sentence_with_nothing_to_serve_entitles_when_imposed_and_keeps_the_hour(kind: str, because: str) -> None:
    assert served({"kind": kind, "imposed_at": "2024-05-06T15:00"}) == ends("2024-05-06T15:00", because)


@pytest.mark.parametrize("kind", ["time_served", "probation_only", "fine_only"])
def test_its_bare_day_is_any_time_of_that_day_but_not_before_the_conviction(kind: str) -> None:
    assert [each["at"] for each in served({"kind": kind})] == [["2024-05-06T11:00", "2024-05-07T00:00"]]


@pytest.mark.parametrize("place", ["home", "treatment"])
def test_home_detention_and_treatment_authorise_no_jail_bed(place: str) -> None:
    sentence = days(30, served_in=place, imposed_at="2024-05-06T15:00")
    assert served(sentence) == ends("2024-05-06T15:00", "authority_over")


def test_work_release_is_served_in_the_jail() -> None:
    assert served(days(30, served_in="work_release")) == ends("2024-06-06T00:00")


@pytest.mark.parametrize("kind", ["prison", "sanction", "fine_commitment"])
def test_prison_terms_sanctions_and_fines_served_run_like_jail_terms(kind: str) -> None:
    assert served(days(30, kind=kind)) == ends("2024-06-06T00:00")


def test_an_intermittent_sentence_authorises_its_periods_and_no_more() -> None:
    periods = [
        {"from": "2024-05-10T18:00", "to": "2024-05-12T18:00"},
        {"from": "2024-05-17T18:00", "to": "2024-05-19T18:00"},
    ]
    result = check(record({"kind": "intermittent", "periods": periods}))
    authorised = [(local(e.from_), local(e.until)) for e in result.timeline if e.authority == "sentence"]
    assert authorised == [("2024-05-10T18:00", "2024-05-12T18:00"), ("2024-05-17T18:00", "2024-05-19T18:00")]


def test_the_night_before_an_intermittent_sentence_is_imposed_is_still_covered() -> None:
    told = record(
        {"kind": "intermittent", "periods": [{"from": "2024-05-10T18:00", "to": "2024-05-12T18:00"}]},
        absences=[{"from": "2024-05-06T12:00", "to": "2024-05-10T18:00", "kind": "intermittent"}],
        released_at="2024-05-12T20:00",
        released_to="community",
    )
    assert check(told).outcome == "clear"


def test_days_that_do_not_count_make_a_sentence_longer_by_as_many() -> None:
    stopped = [{"from": "2024-05-10", "to": "2024-05-15", "reason": "escape"}]
    assert served(days(30, inoperative=stopped)) == ends("2024-06-11T00:00")


@pytest.mark.parametrize(
    ("stopped", "end"),
    [
        ([("2024-05-10", "2024-05-15"), ("2024-05-12", "2024-05-17")], "2024-06-13T00:00"),  # seven days, not ten
        ([("2024-05-01", "2024-05-04")], "2024-06-06T00:00"),  # before it began
        ([("2024-05-01", "2024-05-08")], "2024-06-08T00:00"),
        ([("2024-06-10", "2024-06-20")], "2024-06-06T00:00"),  # after it was over
        (
            [("2024-05-10", "2024-05-15"), ("2024-06-08", "2024-06-10")],
            "2024-06-13T00:00",
        ),  # it still ran
    ],
    ids=["twice", "before", "from before", "after", "in the time made up"],
)
def test_a_day_stands_still_once_and_only_while_the_sentence_runs(stopped: list[tuple[str, str]], end: str) -> None:
    spells = [{"from": first, "to": last} for first, last in stopped]
    assert served(days(30, inoperative=spells)) == ends(end)


def test_a_sentence_that_stands_still_at_present_has_no_end_yet() -> None:
    assert served(days(30, inoperative=[{"from": "2024-05-10"}])) == []


def test_a_sentence_may_begin_before_or_after_it_was_imposed() -> None:
    assert served(days(30, begins_at="2024-05-01")) == ends("2024-06-01T00:00")
    assert served(days(30, begins_at="2024-05-21")) == ends("2024-06-21T00:00")


def test_a_moment_given_for_a_legal_day_counts_as_its_local_day() -> None:
    """22:30 on 6 May in North Carolina is 7 May in Greenwich."""
    for written in ("2024-05-06", "2024-05-06T22:30", "2024-05-06T22:30-04:00", "2024-05-07T02:30Z"):
        assert served(days(30, imposed_at=written)) == ends("2024-06-06T00:00"), written


@pytest.mark.parametrize("credit", [2, 3, 20])
def test_somebody_whose_credit_covers_the_term_and_who_leaves_that_day_is_not_overdetained(credit: int) -> None:
    told = record(days(3, credits=[{"days": credit}]), released_at="2024-05-06T17:00", released_to="community")
    assert check(told).outcome == "clear"


def test_credit_never_ends_a_term_of_hours_before_it_was_imposed() -> None:
    sentence = {"term": {"hours": 10}, "imposed_at": "2024-05-06T15:00", "credits": [{"days": 1}]}
    assert served(sentence) == ends("2024-05-06T15:00")


@pytest.mark.parametrize("imposed", [IMPOSED, f"{IMPOSED}T11:00"], ids=["known to the day", "with its hour"])
@pytest.mark.parametrize(
    "paper",
    [
        {"court_orders": [{"kind": "detain", "ordered_at": f"{IMPOSED}T09:00", "charges": "all"}]},
        {"court_orders": [{"kind": "set_bail", "ordered_at": f"{IMPOSED}T09:00", "charges": ["C1"]}]},
        {
            "court_orders": [],
            "warrants": [
                {
                    "id": "W1",
                    "purpose": "arrest",
                    "issued_by": {"office": "judge"},
                    "charges": ["C1"],
                    "lodged_at": f"{IMPOSED}T09:00",
                }
            ],
        },
    ],
    ids=["detain", "set_bail", "warrant"],
)
def test_a_sentence_ends_a_pretrial_paper_of_the_same_morning(imposed: str, paper: Json) -> None:
    assert entitlements(check(record(days(30, imposed_at=imposed), **paper))) == ends("2024-06-06T00:00")


def test_a_consecutive_sentence_ends_a_pretrial_paper_of_the_same_morning_too() -> None:
    morning = [{"kind": "detain", "ordered_at": f"{IMPOSED}T09:00", "charges": "all"}]
    chain = [days(30, id="S1"), days(9, id="S2", consecutive_to=["S1"])]
    assert served(*chain, court_orders=morning) == ends("2024-06-15T00:00")


@pytest.mark.parametrize("listed", [True, False], ids=["a charge is listed", "no charge is listed"])
def test_a_sentence_that_names_no_charge_does_not_leave_the_pretrial_order_in_force_unseen(listed: bool) -> None:
    """An export that does not link sentences to charges must not make every day after the term clear."""
    told = record(days(10, charges=[]))
    if not listed:
        told["charges"] = []
    result = check(told)
    after = {local(u.from_) for u in result.undetermined if u.rule == "held-past-release-on-nothing"}
    after |= {local(f.from_) for f in result.findings if f.rule == "held-past-release-on-nothing"}
    assert after == {"2024-05-17T00:00"}


@pytest.mark.parametrize("kind", ["time_served", "probation_only", "fine_only"])
def test_a_sentence_with_nothing_to_serve_that_names_no_charge_is_not_clear_while_the_pretrial_order_goes_on(
    kind: str,
) -> None:
    assert check(record({"kind": kind, "charges": [], "imposed_at": "2024-05-06T15:00"})).outcome != "clear"


def test_a_sentence_without_a_date_hides_no_hold_before_it_but_ends_at_the_date_an_agency_gives() -> None:
    undated = {**days(30, imposed_at=None, term=None), "stated": [{"kind": "release", "at": "2024-05-14"}]}
    over = ends("2024-05-15T00:00")
    assert entitlements(check(record(undated))) == over
    bailed = check(record(undated, bail=[{"charges": "all", "posted_at": "2024-05-04T10:00"}]))
    assert bailed.outcome == "findings"
    assert {u.missing for u in bailed.undetermined} == {("sentences[0].imposed_at",)}


def test_a_record_of_nothing_but_a_sentence_for_life_is_covered_throughout() -> None:
    life = {"custody_id": "K-1", "facility": {"state": "NC"}, "booked_at": "2024-05-01", "recorded_until": "2024-06-01"}
    assert check({**life, "sentences": [{"kind": "prison", "term": {"life": True}}]}).outcome == "clear"
    assert (
        check({**life, "charges": [{}], "sentences": [{"kind": "prison", "term": {"life": True}}]}).outcome == "clear"
    )
    orders = [{"kind": "release", "ordered_at": "2024-05-09T10:00"}]
    assert (
        check({**life, "court_orders": orders, "sentences": [{"kind": "prison", "term": {"life": True}}]}).outcome
        == "undetermined"
    )


# The day and the hour of release.


@pytest.mark.parametrize(
    ("state", "kind", "expected"),
    [
        ("NC", "jail", ["2024-06-01T00:00", "2024-06-03T00:00"]),  # the 2nd is a Sunday, and no source was read
        (
            "ME",
            "jail",
            ["2024-06-03T00:00", "2024-06-04T00:00"],
        ),  # let go on the day itself; whether the first day counts was not read
        ("MD", "prison", ["2024-06-01T00:00", "2024-06-05T00:00"]),  # must be let go on the working day before
    ],
)
def test_a_release_on_a_weekend_is_owed_on_the_day_before_where_the_law_says_so_or_was_not_read(
    state: str, kind: str, expected: list[str]
) -> None:
    term = 27 if state == "NC" else 28
    assert served(days(term, kind=kind), state=state) == ends(expected)


def test_an_earlier_day_that_the_place_may_choose_is_owed_to_nobody() -> None:
    """18 USC 3624(a): 2 June 2024 is a Sunday."""
    assert served(days(28), custodian="federal") == ends("2024-06-03T00:00")


def test_where_the_law_sets_an_hour_the_release_is_owed_by_that_hour() -> None:
    """Tex. Code Crim. Proc. art. 43.13: by five in the afternoon; how days count was not read, so on one of three."""
    texas = {"facility": {"state": "TX", "time_zone": "America/Chicago"}}
    assert served(days(30), **texas) == ends(["2024-06-04T17:00", "2024-06-06T17:00"])


# Good time nobody recorded.


def test_before_the_earliest_day_that_all_good_time_could_bring_a_sentence_surely_goes_on() -> None:
    """18 USC 3624(b): at most 54 days a year of the two years, which end on 5 May 2026, and what programs take off.

    108 days of good time, 175 of time credits (14 blocks of 30 days), and six months of treatment.
    """
    told = record({"kind": "prison", "term": {"years": 2}}, custodian="federal", not_recorded=["sentences.good_time"])
    told["recorded_until"] = "2026-07-01T00:00"
    undecided = {(local(u.from_), local(u.until), u.missing) for u in check(told).undetermined}
    assert undecided == {("2025-01-24T00:00", "2026-05-06T00:00", ("sentences.good_time",))}


def test_where_not_every_law_of_good_time_was_read_what_is_not_recorded_may_be_any_number_of_days() -> None:
    told = record(days(200), not_recorded=["sentences.good_time"])
    assert {local(u.from_) for u in check(told).undetermined} == {"2024-05-06T00:00"}


# Credit that nobody can count without a guess.


@pytest.mark.parametrize(
    ("credit", "missing", "between"),
    [
        ({"reason": "prior_custody"}, "sentences[0].credits[0]", ["2024-05-06T11:00", "2024-06-06T00:00"]),
        ({"days": 10, "reason": "out_of_state"}, "sentences[0].credits[0]", ["2024-05-25T00:00", "2024-06-06T00:00"]),
        (
            {"from": "2024-05-01", "to": "2024-05-09"},
            "sentences[0].credits[0].to",
            ["2024-05-25T00:00", "2024-06-06T00:00"],
        ),
    ],
    ids=["neither dates nor days", "of another state", "runs past the beginning"],
)
def test_credit_that_cannot_be_counted_leaves_the_time_it_bears_on_in_doubt(
    credit: Json, missing: str, between: list[str]
) -> None:
    """Whether time in another state counts is for an order; what it cannot be is counted, or left out, unasked."""
    told = record(days(30, credits=[credit]))
    assert served(days(30, credits=[credit])) == ends(between)
    assert missing in {path for u in check(told).undetermined for path in u.missing}


def test_what_bars_a_computation_outweighs_what_only_leaves_it_in_doubt() -> None:
    both = {"credits": [{"reason": "prior_custody"}], "inoperative": [{"from": "2024-05-10"}]}
    assert served(days(30, **both)) == []


def test_time_that_does_not_count_and_is_not_recorded_may_explain_a_later_date_that_an_agency_states() -> None:
    told = record(days(30, stated=[{"kind": "release", "at": "2024-06-20"}]), not_recorded=["sentences.inoperative"])
    result = check(told)
    assert entitlements(result) == ends(["2024-06-06T00:00", "2024-06-21T00:00"])
    assert undetermined(result)[0]["missing"] == ["sentences.inoperative"]


@pytest.mark.parametrize(("number", "hour"), [(30, "00:00"), (31, "19:00")])
def test_before_2019_texas_set_hours_of_release_for_terms_of_more_than_thirty_days_only(number: int, hour: str) -> None:
    """Tex. Code Crim. Proc. art. 43.13(b) as it was: for any other term a release is late when the day is over."""
    told = record(days(number, imposed_at="2018-05-07"), state="TX", booked_at="2018-05-01T10:00")
    told["facility"]["time_zone"] = "America/Chicago"
    told["charges"][0]["disposed_at"] = "2018-05-07T11:00"
    told["court_orders"][0]["ordered_at"] = "2018-05-01T10:00"
    (found,) = entitlements(check(told))
    assert [at[-5:] for at in found["at"]] == [hour, hour]


# Between consecutive sentences nobody goes home.


@pytest.mark.parametrize("state", ["SD", "MD"])
def test_a_weekend_between_two_consecutive_sentences_is_no_release(state: str) -> None:
    """The first ends on Saturday 18 or Sunday 19 January 2025: alone, the person would be let go on Friday the 17th."""
    told = record(
        {"id": "S1", "kind": "prison", "imposed_at": "2025-01-06", "term": {"days": 13}},
        {"id": "S2", "kind": "prison", "imposed_at": "2025-01-06", "term": {"days": 40}, "consecutive_to": ["S1"]},
        state=state,
        recorded_until="2025-02-10T00:00",
    )
    told["facility"]["time_zone"] = "America/Chicago" if state == "SD" else "America/New_York"
    result = check(told)
    assert (entitlements(result), findings(result), undetermined(result)) == ([], [], [])


def test_the_hour_of_release_is_no_gap_between_two_consecutive_sentences() -> None:
    """A Texas jail lets people go until 17:00; whoever has another sentence to serve stays."""
    told = record(
        days(13, id="S1"), days(40, id="S2", consecutive_to=["S1"]), state="TX", recorded_until="2024-06-20T00:00"
    )
    told["facility"]["time_zone"] = "America/Chicago"
    result = check(told)
    assert (entitlements(result), findings(result), undetermined(result)) == ([], [], [])


# What compute_sentences refuses although a last day could be told, the check leaves in doubt.


@pytest.mark.parametrize(
    ("sentence", "end", "path"),
    [
        (
            days(30, credits=[{"from": "2024-05-02", "to": "2024-05-20"}]),
            ["2024-05-18T00:00", "2024-06-06T00:00"],
            "credits[0].to",
        ),
        (days(30, credits=[{"from": "2024-05-02"}]), ["2024-05-06T11:00", "2024-06-06T00:00"], "credits[0]"),
        (days(30, suspended={"life": True}), ["2024-05-06T00:00", "2026-01-01T00:00"], "suspended"),
    ],
    ids=["credit after the start", "half a credit", "for life suspended"],
)
def test_what_is_refused_is_in_doubt(sentence: Json, end: list[str], path: str) -> None:
    result = check(record(sentence))
    (found,) = entitlements(result)
    assert found["at"] == end
    assert undetermined(result)[0]["missing"][0] == f"sentences[0].{path}"


def test_the_good_time_of_the_law_before_1987_may_have_ended_a_federal_term_before_its_full_term() -> None:
    old = {"kind": "prison", "imposed_at": "1987-01-05", "term": {"years": 30}, "offense_at": "1986-01-01"}
    told = record(old, custodian="federal", booked_at="1987-01-05T10:00")
    found = undetermined(check(told))
    assert "sentences[0].offense_at" in found[0]["missing"]


# Credit on consecutive sentences: what no source says of it leaves the end in doubt.

SPELL = [{"from": "2024-05-01", "to": "2024-05-06"}]  # five days, the last not counted


@pytest.mark.parametrize(
    ("first", "second", "end", "missing"),
    [
        (days(30, credits=SPELL), days(32, credits=SPELL), ["2024-06-28T00:00", "2024-07-03T00:00"], True),
        (days(30, credits=SPELL), days(32), "2024-07-03T00:00", False),
        (days(10, credits=[{"days": 20}]), days(32), ["2024-05-29T00:00", "2024-06-08T00:00"], True),
        (days(32), days(10, credits=[{"days": 20}]), ["2024-05-29T00:00", "2024-06-08T00:00"], True),
        (days(32), days(10, credits=[{"days": 10}]), "2024-06-08T00:00", False),
    ],
    ids=["one spell for both", "for one", "more than the first", "more than the second", "as much as the second"],
)
def test_credit_on_consecutive_sentences_counts_as_no_source_says(
    first: Json, second: Json, end: str | list[str], missing: bool
) -> None:
    result = check(record({"id": "S1", **first}, {"id": "S2", "consecutive_to": ["S1"], **second}))
    times = [at for each in result.release_entitlements for at in (each.at.earliest, each.at.latest)]
    assert [f"{at:%Y-%m-%dT%H:%M}" for at in (min(times), max(times))] == (end if missing else [end, end])
    named = [name for each in undetermined(result) for name in each["missing"]]
    assert ("us/nc.credit_on_consecutive_terms" in named) == missing


def test_federal_credit_beyond_one_of_several_terms_counts_for_all_of_them() -> None:
    first, second = days(30, kind="prison"), days(10, kind="prison", credits=[{"days": 20}])
    chain = [{"id": "S1", **first}, {"id": "S2", "consecutive_to": ["S1"], **second}]
    assert served(*chain, custodian="federal") == ends("2024-05-26T00:00")


def test_time_on_a_vacated_sentence_may_count_for_the_one_that_follows() -> None:
    told = record(
        {"id": "S1", **days(100)},
        {"id": "S2", "consecutive_to": ["S1"], "charges": ["C2"], **days(30)},
    )
    told["charges"].append({"id": "C2", "disposition": "convicted", "disposed_at": f"{IMPOSED}T11:00"})
    told["court_orders"].append(
        {"id": "O2", "kind": "vacate_sentence", "ordered_at": "2024-05-21T10:00", "charges": ["C1"]}
    )
    result = check(told)
    assert entitlements(result)[-1]["at"] == ["2024-06-06T00:00", "2024-06-21T00:00"]
    assert undetermined(result)[0]["missing"] == ["us/nc.time_on_vacated_sentence"]
