"""Every kind of sentence, every way one ends early, and terms that are none: as computed, and in the whole check."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import BOOKED, HELD, NOTHING, disposed, warrant
from custodies import record as custody
from expectations import entitlements, local
from holdcheck import RecordError, check, compute_sentences
from holdcheck.sentences import SentenceResult

Json = dict[str, Any]
IMPOSED, AT, MIDNIGHT = "2024-05-06", "2024-05-06T15:00", "2024-05-07T00:00"
FEDERAL = {"state": "NY", "custodian": "federal"}
TERM = {"days": 30}
STAYS = [{"from": f"2024-05-{day}T18:00", "to": f"2024-05-{day + 2}T18:00"} for day in (10, 17)]


def record(*sentences: Json, facility: Json = FEDERAL, **more: Any) -> Json:
    """Somebody booked on 1 May 2024, convicted on 6 May at 11:00, and still there on the first day of 2026."""
    return {
        "custody_id": "K-1",
        "facility": facility,
        "booked_at": "2024-05-01T10:00",
        "recorded_until": "2026-01-01T00:00",
        "charges": [{"id": "C1", "disposition": "convicted", "disposed_at": f"{IMPOSED}T11:00"}],
        "court_orders": [{"id": "O1", "kind": "detain", "ordered_at": "2024-05-01T10:00", "charges": "all"}],
        "sentences": [{"kind": "jail", "charges": ["C1"], "imposed_at": IMPOSED, **each} for each in sentences],
        **more,
    }


def computed(sentence: Json, **more: Any) -> SentenceResult:
    (result,) = compute_sentences(record(sentence, **more))
    return result


def days(result: SentenceResult) -> dict[str, list[str]]:
    return {each.name: sorted({each.earliest.isoformat(), each.latest.isoformat()}) for each in result.milestones}


def entitled(sentence: Json, **more: Any) -> list[Json]:
    found: list[Json] = entitlements(check(record(sentence, **more)))
    return found


def released(at: str | list[str], because: str) -> list[Json]:
    return [{"at": at, "because": because, "ended_at": None}]


ALIKE = ("full_term", "release_with_recorded_credit", "release_day", "entitlement")


def alike(day: str) -> dict[str, list[str]]:
    return {name: [day] for name in ALIKE}


NOTHING_TO_SERVE = {
    "probation only": ({"kind": "probation_only"}, "sentence_suspended"),
    "fine only": ({"kind": "fine_only", "fine": {"amount": 500}}, "authority_over"),
    "time served": ({"kind": "time_served"}, "time_served"),
    "home detention": ({"term": TERM, "served_in": "home"}, "authority_over"),
    "treatment": ({"term": TERM, "served_in": "treatment"}, "authority_over"),
}


@pytest.mark.parametrize(("sentence", "because"), NOTHING_TO_SERVE.values(), ids=NOTHING_TO_SERVE)
def test_a_sentence_with_nothing_to_serve_in_jail_is_over_when_it_is_imposed(sentence: Json, because: str) -> None:
    result = computed({**sentence, "imposed_at": AT})
    assert days(result) == alike(IMPOSED)
    assert result.refused == ()
    assert entitled({**sentence, "imposed_at": AT}) == released(AT, because)
    assert entitled(sentence) == released(["2024-05-06T11:00", MIDNIGHT], because)


SERVED = {
    "prison": {"kind": "prison", "term": TERM},
    "sanction": {"kind": "sanction", "term": TERM, "imposed_by": {"office": "parole_board"}},
    "fine served": {"kind": "fine_commitment", "term": TERM, "fine": {"amount": 300, "per_day": 10}},
    "work release": {"term": TERM, "served_in": "work_release"},
}


@pytest.mark.parametrize("sentence", SERVED.values(), ids=SERVED)
def test_a_sentence_that_is_served_runs_its_term(sentence: Json) -> None:
    found = days(computed(sentence))
    assert {name: found[name] for name in ALIKE} == alike("2024-06-04")
    assert entitled(sentence) == released("2024-06-05T00:00", "sentence_served")


def test_an_intermittent_sentence_whose_stays_are_not_recorded_ends_nobody_knows_when() -> None:
    """Ten days served on weekends are not over on the tenth day, nor ever before it."""
    sentence = {"kind": "intermittent", "term": {"days": 10}}
    assert [(each.code, each.path) for each in computed(sentence).refused] == [
        ("missing_periods", "sentences[0].periods")
    ]
    (found,) = entitled(sentence)
    assert found["at"] == ["2024-05-16T00:00", "2026-01-01T00:00"]


def test_a_sentence_all_of_which_is_suspended_is_over_when_it_is_imposed() -> None:
    sentence = {"term": TERM, "suspended": TERM, "imposed_at": AT}
    assert (days(computed(sentence)), computed(sentence).refused) == (alike(IMPOSED), ())
    assert entitled(sentence) == released(AT, "sentence_suspended")


def test_an_intermittent_sentence_is_over_with_the_last_of_its_stays() -> None:
    sentence = {"kind": "intermittent", "periods": STAYS}
    assert days(computed(sentence)) == alike("2024-05-19")
    told = record(sentence, court_orders=[], released_at="2024-05-19T18:00", released_to="community")
    told["absences"] = [
        {"from": "2024-05-06T12:00", "to": "2024-05-10T18:00", "kind": "intermittent"},
        {"from": "2024-05-12T18:00", "to": "2024-05-17T18:00", "kind": "intermittent"},
    ]
    assert check(told).outcome == "clear"


# Time served, in three ways of writing it.

WAYS = {
    "kind time_served": {"kind": "time_served"},
    "a term equal to its credit": {"term": {"days": 6}, "credits": [{"days": 6}]},
    "a term equal to a span of credit": {
        "term": {"days": 6},
        "credits": [{"from": "2024-05-01", "to": IMPOSED, "reason": "prior_custody"}],
    },
    "less than its credit": {"term": {"days": 4}, "credits": [{"days": 6}]},
}
COUNTED_ALIKE = {
    "federal": FEDERAL,
    "California": {"state": "CA"},
    "Georgia": {"state": "GA"},
}


@pytest.mark.parametrize("facility", COUNTED_ALIKE.values(), ids=COUNTED_ALIKE)
@pytest.mark.parametrize("sentence", WAYS.values(), ids=WAYS)
def test_time_served_is_one_answer_however_it_is_written(sentence: Json, facility: Json) -> None:
    if facility["state"] == "GA" and "credits" in sentence and "from" in sentence["credits"][0]:
        # Georgia does not count the day on which a stay ends, so the stay begins a day earlier to earn six.
        sentence = {**sentence, "credits": [{"from": "2024-04-30", "to": IMPOSED}]}
    found = days(computed(sentence, facility=facility))
    assert {name: found[name] for name in ALIKE} == alike(IMPOSED)
    (entitlement,) = entitled(sentence, facility=facility)
    assert entitlement["at"] == ["2024-05-06T11:00", MIDNIGHT]


@pytest.mark.parametrize("state", ["NC", "NY"])
@pytest.mark.parametrize("sentence", [WAYS["kind time_served"], WAYS["a term equal to its credit"]], ids=str)
def test_time_served_is_one_answer_where_people_go_on_the_day_after_the_last(sentence: Json, state: str) -> None:
    found = days(computed(sentence, facility={"state": state}))
    assert {name: found[name] for name in ALIKE} == alike(IMPOSED)


@pytest.mark.parametrize("state", ["NC", "NY"])
def test_the_check_entitles_when_imposed_where_credit_covers_the_term_and_people_go_the_day_after(state: str) -> None:
    sentence = WAYS["a term equal to its credit"]
    (entitlement,) = entitled(sentence, facility={"state": state})
    assert entitlement["at"] == ["2024-05-06T11:00", MIDNIGHT]


# What ends a sentence early.

EARLY = {
    "parole": "parole",
    "pardon": "authority_over",
    "commutation": "authority_over",
    "early_release": "sentence_served",
    "resentence": "vacated",
}


@pytest.mark.parametrize(("kind", "because"), EARLY.items())
def test_what_ends_a_sentence_early_ends_it_then(kind: str, because: str) -> None:
    sentence = {"term": TERM, "ended_by": {"kind": kind, "at": "2024-05-15T12:00"}}
    result = computed(sentence)
    assert days(result)["ended_early"] == ["2024-05-15"]
    assert days(result)["full_term"] == ["2024-06-04"]  # what the term is does not change
    ended = result.milestone("ended_early")
    assert ended is not None
    assert (ended.gives, ended.steps) == (
        "recorded",
        (f"ended by {kind.replace('_', ' ')} on 2024-05-15, as recorded",),
    )
    assert entitled(sentence) == released("2024-05-15T12:00", because)


@pytest.mark.parametrize("kind", EARLY)
def test_what_follows_a_sentence_that_ended_early_begins_on_that_day(kind: str) -> None:
    first = {"id": "A", "term": TERM, "ended_by": {"kind": kind, "at": "2024-05-15T12:00"}}
    _, second, _ = compute_sentences(record(first, {"term": {"days": 10}, "consecutive_to": ["A"]}))
    assert days(second)["release_with_recorded_credit"] == ["2024-05-24"]


# Terms, credits and dates that are none.

NO_TERM = {
    "a month and a half": ({"term": {"months": 1.5}}, "sentences[0].term.months"),
    "a month and a half in words": ({"term": {"months": "1.5"}}, "sentences[0].term.months"),
    "negative days": ({"term": {"days": -30}}, "sentences[0].term.days"),
    "ten thousand years": ({"term": {"years": 10_000}}, "sentences[0].term.years"),
    "a fortnight": ({"term": {"fortnights": 2}}, "sentences[0].term.fortnights"),
    "a negative credit": ({"term": TERM, "credits": [{"days": -1}]}, "sentences[0].credits[0].days"),
    "negative good time": ({"term": TERM, "good_time": {"days": -1}}, "sentences[0].good_time.days"),
    "31 February": ({"term": TERM, "imposed_at": "2025-02-31"}, "sentences[0].imposed_at"),
    "29 February of a common year": ({"term": TERM, "begins_at": "2025-02-29"}, "sentences[0].begins_at"),
    "a credit to 31 April": (
        {"term": TERM, "credits": [{"from": "2024-04-01", "to": "2024-04-31"}]},
        "sentences[0].credits[0].to",
    ),
    "a stated 30 February": ({"stated": [{"kind": "release", "at": "2025-02-30"}]}, "sentences[0].stated[0].at"),
}


@pytest.mark.parametrize("judge", [compute_sentences, check])
@pytest.mark.parametrize(("sentence", "path"), NO_TERM.values(), ids=NO_TERM)
def test_what_is_no_term_no_credit_and_no_day_is_an_error_that_says_where(
    judge: Any, sentence: Json, path: str
) -> None:
    with pytest.raises(RecordError) as refused:
        judge(record(sentence))
    (wrong,) = refused.value.problems
    assert wrong.startswith(f"{path}: ")
    assert "; " in wrong  # and what to write instead


def test_a_term_beyond_the_calendar_is_refused_and_ends_nothing() -> None:
    for term in (
        {"years": 999, "months": 100_000},
        {"days": 100_000, "weeks": 100_000, "years": 999, "months": 90_000},
    ):
        result = computed({"term": term})
        assert ([each.code for each in result.refused], result.milestones) == (["beyond_calendar"], ())
        assert entitled({"term": term}) == []
    assert days(computed({"term": {"years": 999}}))["full_term"] == ["3023-05-05"]


@pytest.mark.parametrize("credit", [31, 400, 100_000])
def test_credit_longer_than_the_term_is_release_on_the_day_it_was_imposed_and_never_before(credit: int) -> None:
    sentence = {"term": TERM, "credits": [{"days": credit}]}
    result = computed(sentence)
    assert {name: days(result)[name] for name in ALIKE} == alike(IMPOSED)
    assert "credit covers the whole term" in " ".join(step for each in result.milestones for step in each.steps)
    assert [each["at"] for each in entitled(sentence)] == [["2024-05-06T11:00", MIDNIGHT]]


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ({"term": TERM, "credits": [{"from": "2024-05-01", "to": "2024-05-20"}]}, "sentences[0].credits[0].to"),
        (
            {"term": TERM, "credits": [{"days": 1}, {"from": "2024-05-07", "to": "2024-05-07"}]},
            "sentences[0].credits[1].to",
        ),
        (
            {"term": TERM, "begins_at": "2024-05-03", "credits": [{"from": "2024-05-01", "to": IMPOSED}]},
            "sentences[0].credits[0].to",
        ),
    ],
    ids=["past the day imposed", "after it", "past the day it begins"],
)
def test_days_served_under_a_sentence_are_not_credited_to_it_as_well(sentence: Json, path: str) -> None:
    result = computed(sentence)
    assert ([(each.code, each.path) for each in result.refused], result.milestones) == (
        [("credit_after_start", path)],
        (),
    )


def test_credit_up_to_the_day_a_sentence_begins_is_credit() -> None:
    later = {"term": TERM, "begins_at": "2024-05-20", "credits": [{"from": "2024-05-01", "to": "2024-05-20"}]}
    assert days(computed(later))["full_term"] == ["2024-05-30"]  # it is served, and not credited too
    chain = [
        {"id": "A", "term": TERM},
        {"term": TERM, "consecutive_to": ["A"], "credits": [{"from": "2024-05-10", "to": "2024-05-14"}]},
    ]
    refused = [[each.code for each in result.refused] for result in compute_sentences(record(*chain))]
    assert refused == [[], ["credit_after_start"], ["credit_after_start"]]  # days served on the first


# Days that are credited, served, or neither.


@pytest.mark.parametrize(
    ("facility", "last"),
    [
        (FEDERAL, "2024-05-30"),
        ({"state": "CA"}, "2024-05-30"),  # whether the first day counts was not read: it does not where it is credited
        ({"state": "IL"}, "2024-05-30"),
        ({"state": "NC"}, "2024-05-30"),
    ],
    ids=["federal", "both end days", "the first", "the first, by practice"],
)
def test_the_day_of_sentencing_is_credited_or_served_and_not_both(facility: Json, last: str) -> None:
    """Detention before the sentence commences is credited (18 USC 3585(b)): five days of 1 to 5 May, off thirty."""
    granted = [{"from": "2024-05-01", "to": IMPOSED}]
    assert days(computed({"term": TERM, "credits": granted}, facility=facility))["full_term"] == [last]
    before = [{"days": 5}]
    assert last in days(computed({"term": TERM, "credits": before}, facility=facility))["full_term"]


def test_credit_for_days_at_large_is_in_doubt_and_no_date_is_computed_of_it() -> None:
    escape = {"from": "2024-04-15T10:00", "to": "2024-04-20T10:00", "kind": "escape"}
    told = record(
        {"term": TERM, "credits": [{"from": "2024-04-11", "to": "2024-04-30"}]},
        booked_at="2024-04-11T08:00",
        absences=[escape],
    )
    (result,) = compute_sentences(told)
    assert [(each.code, each.path) for each in result.refused] == [
        ("credit_outside_custody", "sentences[0].credits[0]")
    ]
    (due,) = entitlements(check(told))
    assert due["at"] == ["2024-05-16T00:00", "2024-06-05T00:00"]
    told["absences"] = [{**escape, "to": "2024-04-15T20:00"}]  # a day of which he was in custody is a day of custody
    (result,) = compute_sentences(told)
    assert (result.refused, days(result)["full_term"]) == ((), ["2024-05-15"])


def test_a_minimum_longer_than_the_term_is_refused() -> None:
    result = computed({"term": {"days": 10}, "minimum": {"days": 20}})
    assert [(each.code, each.path) for each in result.refused] == [("minimum_above_term", "sentences[0].minimum")]
    assert "minimum_term" not in days(result)
    assert "minimum_term" in days(computed({"term": {"days": 20}, "minimum": {"days": 20}}))


def test_in_pennsylvania_credit_comes_off_the_minimum_too() -> None:
    """42 Pa.C.S. 9760(1)."""
    found = days(computed({"term": TERM, "minimum": {"days": 20}, "credits": [{"days": 10}]}, facility={"state": "PA"}))
    assert found["minimum_term"] == ["2024-05-16"]


def test_time_served_of_the_day_of_a_conviction_is_not_pronounced_before_it_nor_after_the_release() -> None:
    """Convicted as the person left: the sentence came no sooner, and the hours before it were on the charge."""
    charges = [{"id": "C1", "disposition": "convicted", "disposed_at": AT}]
    served = {"kind": "time_served", "term": None}
    left = {"released_at": AT, "released_to": "community"}
    result = check(record(served, charges=charges, court_orders=[], **left))
    assert (result.outcome, result.findings) == ("clear", ())


def test_a_disposition_of_the_day_after_says_nothing_of_the_hour_of_a_sentence() -> None:
    charges = [{"id": "C1", "disposition": "transferred", "disposed_at": "2024-05-07"}]
    (found,) = entitled({"kind": "fine_only", "term": None}, charges=charges, court_orders=[])
    assert found["at"] == ["2024-05-06T00:00", MIDNIGHT]


@pytest.mark.parametrize("imposed", [IMPOSED, f"{IMPOSED}T12:00"])
def test_what_follows_a_sentence_that_begins_later_leaves_no_gap_before_it(imposed: str) -> None:
    """Until the first of a row begins the charge carries the custody, as it does before one that stands alone."""
    first = {"id": "S1", "imposed_at": imposed, "begins_at": "2024-05-10", "term": {"days": 10}}
    follower = {"id": "S2", "imposed_at": imposed, "term": {"days": 10}, "consecutive_to": ["S1"]}
    told = record(first, follower, recorded_until="2024-05-12T00:00")
    assert check(told).outcome == "clear"


@pytest.mark.parametrize(
    ("ended", "refused"), [(f"{IMPOSED}T10:00", False), ("2024-05-05", True)], ids=["that day", "the day before"]
)
def test_a_sentence_ended_on_the_day_it_was_imposed_is_read_and_one_ended_the_day_before_is_not(
    ended: str, refused: bool
) -> None:
    told = record({"imposed_at": f"{IMPOSED}T15:00", "term": TERM, "ended_by": {"kind": "resentence", "at": ended}})
    if refused:
        with pytest.raises(RecordError, match=r"^sentences\[0\].ended_by.at: '2024-05-05' is before"):
            check(told)
    else:
        assert check(told).custody_id == "K-1"


@pytest.mark.parametrize("kind", ["probation_only", "fine_only", "time_served"])
@pytest.mark.parametrize("purpose", ["probation", "bench"])
def test_a_sentence_of_years_before_ends_no_warrant_on_its_charge_that_brought_the_person_in(
    kind: str, purpose: str
) -> None:
    """Pretrial papers end with the sentence; what came since is no paper of that trial."""
    convicted = [{"id": "C1", "disposition": "convicted", "disposed_at": "2022-01-01T09:00"}]
    old = {"id": "S1", "charges": ["C1"], "kind": kind, "imposed_at": "2022-01-01"}
    issued = {"charges": ["C1"], "issued_at": "2024-04-20", "served_at": BOOKED}
    for lodged in ("2024-04-21", BOOKED, "2024-05-01T10:01"):
        came = warrant(purpose, lodged_at=lodged, **issued)
        assert check(custody(charges=convicted, sentences=[old], warrants=[came])).outcome == "clear"
    without = check(custody(charges=convicted, sentences=[old]))
    assert [(local(f.from_), f.severity) for f in without.findings if f.rule == NOTHING] == [(BOOKED, "violation")]


def test_a_sentence_served_before_the_booking_makes_nobody_convicted_of_what_came_after() -> None:
    served = {"id": "S0", "charges": ["C0"], "kind": "jail", "imposed_at": "2022-10-10", "term": {"days": 30}}
    charges = [disposed("convicted", "2022-10-10", charge="C0"), disposed("dismissed", charge="C1")]
    status = "overdetention-before-conviction", "overdetention-after-conviction"
    found = check(custody(charges=charges, sentences=[served]))
    assert [f.rule for f in found.findings if f.rule in status] == [status[0]]
    both = check(custody(charges=charges[:1], sentences=[served]))  # of nothing else was the person ever accused
    assert [f.rule for f in both.findings if f.rule in status] == [status[1]]


@pytest.mark.parametrize(
    ("pardoned", "gaps"),
    [
        ("2024-05-05T10:00", [("2024-05-05T10:00", HELD)]),
        ("2024-05-09T10:00", [("2024-05-09T10:00", HELD)]),
        (
            {"earliest": "2024-05-05T10:00", "latest": "2024-05-09T10:00"},
            [(["2024-05-05T10:00", "2024-05-09T10:00"], HELD)],
        ),
    ],
    ids=["before it began", "afterwards", "before or afterwards"],
)
def test_a_charge_goes_on_to_a_sentence_that_begins_later_unless_that_was_over_before(
    pardoned: Any, gaps: list[Any]
) -> None:
    later = {
        "id": "S1",
        "charges": ["C1"],
        "kind": "jail",
        "imposed_at": "2024-05-04",
        "begins_at": "2024-05-07",
        "term": {"days": 60},
        "ended_by": {"kind": "pardon", "at": pardoned},
    }
    found = check(custody(sentences=[later])).findings
    assert [(local(f.from_), local(f.until)) for f in found if f.rule == NOTHING] == gaps
