"""Which of two events came first, where the record does not tell: what is then sure, and what only possible."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import (
    ALL,
    BOOKED,
    CONVICTED,
    DISMISSED,
    DONE,
    HELD,
    NOTHING,
    Json,
    detainer,
    disposed,
    order,
    record,
    sentence,
    warrant,
)
from expectations import local
from holdcheck.checking import check
from holdcheck.findings.checked import CheckResult

_TENTH_TO_ELEVENTH = ["2024-05-10T00:00", "2024-05-11T00:00"], ["2024-05-11T00:00", "2024-05-12T00:00"]
_ABOUT_THE_FIFTH = {"earliest": "2024-05-04T12:00", "latest": "2024-05-06T12:00"}


def yardstick(result: CheckResult) -> list[tuple[str, str, Any, Any]]:
    """Every finding of the yardstick: its rule, how certain, from and until."""
    found = [f for f in result.findings if f.ground == "judicial_warrant_standard"]
    return [(f.rule, f.certainty, local(f.from_), local(f.until)) for f in found]


@pytest.mark.parametrize(
    ("earliest", "latest", "since"),
    [
        ("2024-05-02T11:00", "2024-05-04T11:00", "2024-05-03T00:00"),
        ("2024-05-03T11:00", "2024-05-04T11:00", "2024-05-03T11:00"),
    ],
    ids=["perhaps before its day", "perhaps on its day"],
)
def test_an_order_that_may_have_come_before_a_sentence_vacates_it_possibly(
    earliest: str, latest: str, since: str
) -> None:
    """What was vacated before the sentence was imposed was another one."""
    at = {"earliest": earliest, "latest": latest}
    told = record(charges=CONVICTED, sentences=[sentence()], court_orders=[order("vacate_sentence", at)])
    assert [(c, f, u) for _, c, f, u in yardstick(check(told))] == [("possible", [since, HELD], HELD)]


@pytest.mark.parametrize(("lodged", "certain"), [("2024-05-05", True), ("2024-05-04T09:00", True), (None, False)])
def test_a_warrant_lodged_perhaps_after_the_bail_on_its_charge_goes_on_perhaps(
    lodged: str | None, certain: bool
) -> None:
    """Bail posted on the fifth ends what was lodged by then; of two bare dates of one day the bail comes second."""
    at = lodged or {"earliest": "2024-05-04T09:00", "latest": "2024-05-07T09:00"}
    posted = {"charges": ALL, "posted_at": "2024-05-05" if lodged else DONE}
    told = record(bail=[posted], warrants=[warrant(lodged_at=at, charges=["C1"])])
    assert {c for _, c, _, until in yardstick(check(told)) if HELD in until} == {"certain" if certain else "possible"}


@pytest.mark.parametrize(
    "second", [[], [disposed("cited", "2024-05-04T09:00", charge="C2")]], ids=["alike", "with an end of its own"]
)
def test_a_warrant_lodged_perhaps_after_the_sentence_on_its_charges_goes_on_perhaps(second: list[Json]) -> None:
    """One of two charges has an end of its own: what may have come before the warrant is in doubt all the same."""
    at = {"earliest": "2024-05-05T06:30", "latest": "2024-05-06T00:30"}
    served = sentence(kind="time_served", imposed_at="2024-05-05", charges=["C1", "C2"])
    charges = [{"id": "C1"}, *(second or [{"id": "C2"}])]
    told = record(charges=charges, sentences=[served], warrants=[warrant(lodged_at=at, charges=["C1", "C2"])])
    assert {c for _, c, _, until in yardstick(check(told)) if HELD in until} == {"possible"}


@pytest.mark.parametrize("at", ["2024-05-04T07:00", "2024-05-05"], ids=["before it was lodged", "on that day"])
def test_a_warrant_naming_a_charge_that_was_refiled_is_over_when_what_it_was_refiled_as_is(at: str) -> None:
    """A warrant lodged afterwards has nothing left that it is for, as if it named the later charge."""
    charges = [{"id": "C1", "disposition": "refiled", "disposed_at": "2024-05-03T09:00", "refiled_as": "C2"}]
    told = record(charges=[*charges, disposed("cited", at, "C2")], warrants=[warrant(lodged_at=DONE, charges=["C1"])])
    (found,) = yardstick(check(told))
    assert (found[0], found[1], found[3]) == (NOTHING, "certain", HELD)


def test_a_disposition_of_the_day_before_ends_no_order_of_the_day_after_told_to_the_day() -> None:
    """Bare dates of neighbouring days touch at midnight and are in order all the same."""
    charged = [disposed("dismissed", "2024-05-04")]
    told = record(charges=charged, court_orders=[order("detain", "2024-05-05")])
    assert [(f[1], f[3]) for f in yardstick(check(told))] == [("possible", ["2024-05-05T00:00", "2024-05-06T00:00"])]


_UNTIL_SIX = {"earliest": "2024-05-05T14:00", "latest": "2024-05-05T18:00"}
_UNTIL_ELEVEN = {"earliest": "2024-05-05T21:00", "latest": "2024-05-05T23:00"}


@pytest.mark.parametrize(
    ("disposed_at", "ordered_at", "at_the_end"),
    [
        (_UNTIL_SIX, "2024-05-05T17:00", {"possible"}),
        ("2024-05-05", "2024-05-05T17:00", {"possible"}),
        ("2024-05-05T17:00", "2024-05-05", {"possible"}),
        ("2024-05-05", "2024-05-05", {"possible"}),
        (_UNTIL_SIX, _UNTIL_SIX, {"possible"}),
        (_UNTIL_SIX, "2024-05-05T18:00", {"possible"}),
        (_UNTIL_SIX, "2024-05-05T14:00", {"certain"}),
        ("2024-05-05T17:00", _UNTIL_SIX, {"possible"}),
        ("2024-05-05T17:00", "2024-05-05T14:00", {"certain"}),
        ("2024-05-05T14:00", "2024-05-05T17:00", set()),
        (_UNTIL_SIX, "2024-05-05T18:30", set()),
        ("2024-05-05", "2024-05-06", set()),
    ],
)
def test_a_disposition_that_may_have_come_before_an_order_ends_it_only_possibly(
    disposed_at: Any, ordered_at: Any, at_the_end: set[str]
) -> None:
    """An order made after its charge was dismissed is in force; made before, it ended with the charge."""
    told = record(charges=[disposed("dismissed", disposed_at)], court_orders=[order("detain", ordered_at)])
    assert {certainty for _, certainty, _, until in yardstick(check(told)) if HELD in until} == at_the_end


@pytest.mark.parametrize("since", ["2024-05-05T23:00", {"earliest": "2024-05-05T23:00", "latest": "2024-05-05T23:30"}])
@pytest.mark.parametrize(
    "given",
    [
        {"court_orders": [order("release", _UNTIL_ELEVEN)]},
        {"court_orders": [order("release", conditions=[{"kind": "device", "met_at": _UNTIL_ELEVEN}])]},
        {"bail": [{"charges": ALL, "accepted_at": _UNTIL_ELEVEN}]},
        {"bail": [{"charges": ALL, "tendered_at": _UNTIL_ELEVEN, "refused": True, "refused_because": "other_hold"}]},
        {"charges": [disposed("dismissed", _UNTIL_ELEVEN)]},
    ],
    ids=["release", "release on a condition", "bail", "bail refused", "disposition"],
)
@pytest.mark.parametrize("what", ["order", "warrant"])
def test_what_is_told_until_a_time_may_have_come_at_that_time(given: dict[str, Any], since: Any, what: str) -> None:
    """At eleven sharp, as the new paper: by exact times it ends it."""
    papers = {"warrants": [warrant(lodged_at=since, charges=["C1"])]}
    if what == "order":
        papers = {"court_orders": [*given.get("court_orders", ()), order("detain", since)]}
    expected = "certain" if what == "warrant" and "charges" in given else "possible"  # dispositions leave it no charge
    assert {c for _, c, _, until in yardstick(check(record(**{**given, **papers}))) if HELD in until} == {expected}


def test_an_appearance_told_until_a_time_may_have_come_as_the_warrant_was_lodged() -> None:
    """At the same minute it ended the warrant; earlier, the warrant goes on."""
    arrest = {"id": "A1", "at": BOOKED, "warrant": "W1", "warrantless": False, "first_appearance_at": _UNTIL_ELEVEN}
    lodged = warrant("material_witness", lodged_at="2024-05-05T23:00", served_at="2024-05-05T23:00")
    told = record(charges=[disposed("dismissed", "2024-05-05T23:00")], arrests=[arrest], warrants=[lodged])
    assert {c for _, c, _, until in yardstick(check(told)) if HELD in until} == {"possible"}


@pytest.mark.parametrize("served_at", ["2024-05-06", "2024-05-06T00:00"])
def test_a_release_of_the_day_before_ends_no_warrant_served_the_day_after(served_at: str) -> None:
    """A bare date ends as the next one begins: whoever was served then is held on another arrest."""
    served = warrant(lodged_at="2024-05-04T20:00", served_at=served_at)
    assert yardstick(check(record(court_orders=[order("release", "2024-05-05")], warrants=[served]))) == []


def test_a_commitment_of_the_day_before_ends_no_warrant_served_the_day_after() -> None:
    """What comes after its time is on the warrant again."""
    fugitive = warrant("fugitive", served_at="2024-05-06", charges=[])
    committed = order("commit", "2024-05-05", commit_for="fugitive", expires_at="2024-05-08T09:00")
    assert yardstick(check(record(charges=DISMISSED, warrants=[fugitive], court_orders=[committed]))) == []


@pytest.mark.parametrize(
    ("release", "stay", "expected"),
    [
        ("2024-05-05", "2024-05-05", []),
        ("2024-05-05", _ABOUT_THE_FIFTH, [("possible", ["2024-05-05T00:30", HELD])]),
        ({"earliest": "2024-05-04", "latest": "2024-05-05"}, "2024-05-05", [("possible", ["2024-05-05T00:30", HELD])]),
    ],
    ids=["one bare day", "the stay within bounds", "the release within bounds"],
)
def test_a_stay_told_within_two_bounds_may_have_come_hours_after_the_release_of_that_day(
    release: Any, stay: Any, expected: list[tuple[str, list[str]]]
) -> None:
    """Of one bare day they are not two unknowns; of a day and a range that reaches over it they are."""
    stayed = {"kind": "stay", "charges": ALL, "expires_at": "2024-06-20T09:00", "ordered_at": stay}
    result = check(record(court_orders=[order("release", release), stayed], booked_at="2024-05-05T00:30"))
    assert [(certainty, until) for _, certainty, _, until in yardstick(result)] == expected


def test_revoking_bail_does_not_take_up_again_a_charge_that_was_dismissed() -> None:
    """A disposition ends the charge: what was revoked afterwards was bail on nothing."""
    bail = {"charges": ALL, "accepted_at": "2024-05-04T09:00", "revoked_at": "2024-05-06T09:00"}
    assert yardstick(check(record(charges=DISMISSED, bail=[bail]))) == [(NOTHING, "certain", "2024-05-04T09:00", HELD)]
    pending = check(record(bail=[bail]))
    assert yardstick(pending) == [(NOTHING, "certain", "2024-05-04T09:00", "2024-05-06T09:00")]


def test_a_warrant_lodged_after_bail_on_its_charge_is_in_force_until_the_charge_is_over() -> None:
    """That the charge was dismissed later makes the new warrant none that came to nothing."""
    bail = {"charges": ALL, "accepted_at": "2024-05-02T09:00"}
    again = warrant(lodged_at="2024-05-02T12:00", charges=["C1"])
    assert yardstick(check(record(charges=DISMISSED, bail=[bail], warrants=[again]))) == [
        (NOTHING, "certain", "2024-05-02T09:00", "2024-05-02T12:00"),
        (NOTHING, "certain", DONE, HELD),
    ]


@pytest.mark.parametrize(
    ("until", "held_on"),
    [("2024-05-07", "unknown"), ("2024-05-08", "nothing")],
    ids=["the day of the revocation", "the day after"],
)
def test_the_jails_word_of_the_day_on_which_bail_was_revoked_may_be_older(until: str, held_on: str) -> None:
    """Which came first is not told: the charge that the revocation takes up again may go on, or be over that day."""
    bail = {"charges": ALL, "posted_at": DONE, "revoked_at": "2024-05-07"}
    told = record(charges=[{"id": "C1", "held_until": until, "held_until_because": "quashed"}], bail=[bail])
    assert check(told).timeline[-1].held_on == held_on


@pytest.mark.parametrize("convicted", ["2024-05-03T10:00", "2024-05-09T10:00"], ids=["before it", "after it"])
def test_a_sentence_ends_no_order_of_the_day_after_it_whenever_the_conviction_was_entered(convicted: str) -> None:
    served = sentence(kind="time_served", imposed_at="2024-05-04")
    charges = [disposed("convicted", convicted)]
    result = check(record(charges=charges, sentences=[served], court_orders=[order("detain", "2024-05-05")]))
    assert (result.timeline[-1].authority, local(result.timeline[-1].until)) == ("court_order", HELD)


@pytest.mark.parametrize(
    ("latest", "held_on"), [("2024-05-05T15:00", "nothing"), ("2024-05-06T15:00", "unknown")], ids=["its day", "later"]
)
@pytest.mark.parametrize("served", [{"kind": "time_served"}, {"term": {"days": 3}}], ids=["time served", "three days"])
def test_an_order_made_perhaps_on_a_day_after_the_sentence_goes_on_perhaps(
    served: Json, latest: str, held_on: str
) -> None:
    """On its day an order comes before the sentence; made on the next it detains for something else."""
    detained = order("detain", {"earliest": "2024-05-04T15:00", "latest": latest})
    imposed = {"sentences": [sentence(imposed_at="2024-05-05", **served)]}
    result = check(record(charges=[disposed("convicted", "2024-05-03")], court_orders=[detained], **imposed))
    assert result.timeline[-1].held_on == held_on


@pytest.mark.parametrize(
    ("served", "held_on"),
    [(BOOKED, "nothing"), ("2024-05-05T22:30", "unknown"), ("2024-05-05", "nothing"), ("2024-05-04T22:30", "nothing")],
    ids=["at booking", "in custody, that day", "the bare day", "the day before"],
)
def test_a_warrant_served_in_custody_on_the_bare_day_of_a_release_may_be_another_arrest(
    served: str, held_on: str
) -> None:
    """Which of the two came first is not told: the release may have ended the warrant, or the arrest have followed."""
    freed = order("release", "2024-05-05")
    on_file = warrant("bench", lodged_at="2024-05-02T10:00", served_at=served)
    assert check(record(warrants=[on_file], court_orders=[freed])).timeline[-1].held_on == held_on


@pytest.mark.parametrize(
    ("until", "at_least", "at_most"),
    [("2024-05-07T10:00", 49, 49), ("2024-05-07", 39, 63), ({"earliest": "2024-05-06", "latest": HELD}, 15, 361)],
    ids=["an instant", "a bare date", "within two bounds"],
)
def test_of_a_horizon_told_to_the_day_the_first_hour_is_sure_and_the_last_possible(
    until: Any, at_least: float, at_most: float
) -> None:
    """Nothing after the horizon is known custody, so no hour of its day counts as held for certain."""
    (found,) = (f for f in check(record(charges=DISMISSED, recorded_until=until)).findings if f.rule == NOTHING)
    assert found.hours is not None
    assert (found.hours.least, found.hours.most, found.ongoing) == (at_least, at_most, True)


@pytest.mark.parametrize(
    ("detained", "held_on"),
    [("2024-05-02T12:00", "nothing"), ("2024-05-02T08:00", None), ({"earliest": BOOKED, "latest": DONE}, "unknown")],
    ids=["after the commitment", "before it", "before or after it"],
)
def test_a_commitment_that_was_perhaps_replaced_by_an_order_of_detention_goes_on_perhaps(
    detained: Any, held_on: str | None
) -> None:
    """A commitment as a fugitive outlives the sentence here; an order that replaced it ends with that."""
    committed = order("commit", "2024-05-02T10:00", commit_for="fugitive")
    orders = [committed, order("detain", detained)]
    told = record(court_orders=orders, sentences=[sentence(kind="time_served", imposed_at="2024-05-10")])
    assert check(told).timeline[-1].held_on == held_on


@pytest.mark.parametrize(
    "expires", ["2024-05-02", {"earliest": "2024-05-02T07:00", "latest": "2024-05-03T00:00"}], ids=["a day", "bounds"]
)
def test_an_order_that_expired_at_the_latest_as_it_was_made_was_never_in_force(expires: Any) -> None:
    """Its expiry is no event before it that leaves it alone: it would detain for ever."""
    detained = order("detain", "2024-05-03T00:00", charges=[], expires_at=expires)
    assert check(record(charges=DISMISSED, court_orders=[detained])).timeline[-1].held_on == "nothing"


def test_a_writ_executed_after_the_day_of_return_authorises_nothing() -> None:
    writ = {"id": "X1", "kind": "ad_prosequendum", "role": "borrowed", "issued_at": "2024-05-01T09:00"}
    late = {**writ, "executed_at": "2024-05-06T09:00", "return_by": "2024-05-04"}
    assert check(record(charges=DISMISSED, writs=[late])).timeline[-1].held_on == "nothing"


def test_a_stay_of_an_intermittent_sentence_that_ended_at_the_latest_as_it_began_authorises_nothing() -> None:
    stay = {"from": "2024-05-10T09:00", "to": {"earliest": "2024-05-10T08:00", "latest": "2024-05-10T09:00"}}
    weekends = sentence(kind="intermittent", periods=[stay])
    assert check(record(charges=CONVICTED, sentences=[weekends])).timeline[-1].held_on == "nothing"


def test_what_ended_while_the_person_was_away_leaves_hours_that_count_from_the_return() -> None:
    """A quarantine that perhaps began before the furlough was over in it: the 48 hours begin anew on the tenth."""
    away: Json = {"kind": "furlough", "from": "2024-05-03T10:00", "to": "2024-05-10T08:30"}
    began = {"earliest": "2024-05-02", "latest": "2024-05-04"}
    wait = {"id": "P1", "kind": "quarantine", "from": began, "to": "2024-05-04T16:30"}
    parts: Json = {"charges": [], "detainers": [detainer()], "other_authority": [wait], "absences": [away]}
    result = check(record(**parts, released_at="2024-05-11T15:30"))
    late = [f.certainty for f in result.findings if f.rule == "held-on-detainer-past-regulation-limit"]
    assert late == ["possible"]
    # Of a return told within bounds it is the latest.
    away["to"] = {"earliest": "2024-05-08T08:30", "latest": "2024-05-13T08:30"}
    result = check(record(**parts, released_at="2024-05-14T15:30"))
    late = [f.certainty for f in result.findings if f.rule == "held-on-detainer-past-regulation-limit"]
    assert late == ["possible"]


def test_a_commitment_is_a_judges_act_whatever_is_noted_as_its_source() -> None:
    """No schedule commits anybody: the first appearance is late for as long as the commitment surely was not made."""
    bounds = {"earliest": "2024-05-05T10:00", "latest": "2024-05-07T10:00"}
    commit = order("commit", bounds, commit_for="temporary_federal", source="schedule", expires_at="2024-05-14T10:00")
    arrest = {
        "id": "A1",
        "at": BOOKED,
        "warrantless": False,
        "charges": ["C1"],
        "first_appearance_at": "2024-05-10T10:00",
    }
    result = check(record(arrests=[arrest], court_orders=[commit]))
    (late,) = [f for f in result.findings if f.rule == "first-appearance-late"]
    assert (late.hours.least, late.hours.most) == (24, 72)  # type: ignore[union-attr]


def test_a_possible_finding_has_the_bounds_of_every_reading_in_which_there_is_one() -> None:
    """Booked some time on the tenth and out some time on the eleventh: neither hour is exact."""
    told = record(charges=[], booked_at="2024-05-10", released_at="2024-05-11", released_to="ICE")
    (found,) = yardstick(check(told))
    assert found == ("held-without-any-authority", "possible", *_TENTH_TO_ELEVENTH)


def test_a_deadline_that_possibly_came_before_the_appearance_passed_possibly_only_then() -> None:
    """Seventy-two hours from an arrest told within bounds end on the fifth or the sixth; the appearance ends them."""
    arrest = {
        "at": {"earliest": "2024-05-02T16:30", "latest": "2024-05-03T19:30"},
        "warrantless": True,
        "charges": ["C1"],
        "probable_cause_found_at": "2024-05-03T19:30",
        "first_appearance_at": "2024-05-06T03:00",
    }
    result = check(record(arrests=[arrest]))
    late = [f for f in result.findings if f.rule == "first-appearance-late"]
    assert [(f.certainty, local(f.from_), local(f.until)) for f in late] == [
        ("possible", ["2024-05-05T16:30", "2024-05-06T03:00"], "2024-05-06T03:00")
    ]


@pytest.mark.parametrize(
    ("served", "at_the_end"),
    [
        ("2024-05-05T09:00", {"certain"}),
        ({"earliest": "2024-05-05T09:00", "latest": "2024-05-07T09:00"}, {"possible"}),
        ({"earliest": "2024-05-05T21:00", "latest": "2024-05-06T09:00"}, {"possible"}),
        ("2024-05-07T09:00", set()),
    ],
    ids=["before", "perhaps before", "perhaps on that day", "after"],
)
def test_an_appearance_ends_a_warrant_only_perhaps_that_was_perhaps_served_after_it(
    served: Any, at_the_end: set[str]
) -> None:
    """Served after it the warrant goes on; served before it, nothing authorises the rest of the custody."""
    arrest = {"id": "A1", "at": BOOKED, "warrant": "W1", "warrantless": False, "first_appearance_at": "2024-05-05"}
    served_on = warrant("material_witness", lodged_at=None, served_at=served)
    came = {"id": "D1", "kind": "parole", "received_at": "2024-05-08T09:00", "accompanied_by": ["W1"]}
    result = check(record(charges=DISMISSED, arrests=[arrest], warrants=[served_on], detainers=[came]))
    assert {certainty for _, certainty, _, until in yardstick(result) if HELD in until} == at_the_end


def test_a_stay_of_the_bare_day_of_a_refiling_does_not_begin_with_that_day() -> None:
    """What the refiled charge hands on is no release that the stay suspends at once: some hours may lie before it."""
    charges = [disposed("refiled", "2024-05-06", refiled_as="C2"), {"id": "C2"}]
    served = sentence(charges=["C1", "C2"], imposed_at="2024-05-05", term={"days": 1}, kind="jail")
    stay = order("stay", "2024-05-06")
    facility = {"state": "NC", "custodian": "federal"}
    result = check(record(charges=charges, sentences=[served], court_orders=[stay], facility=facility))
    assert [(c, f) for _, c, f, _ in yardstick(result)] == [("possible", "2024-05-06T00:00")]


@pytest.mark.parametrize(
    ("since", "until", "over"),
    [
        ({"earliest": "2024-05-02T10:00", "latest": "2024-05-04T10:00"}, "2024-05-04T09:00", "2024-05-04T09:00"),
        ("2024-05-02T10:00", {"earliest": "2024-05-02T10:00", "latest": "2024-05-04T10:00"}, "2024-05-04T10:00"),
    ],
    ids=["begun some time", "over some time"],
)
def test_after_authority_that_perhaps_was_there_it_is_not_sure_that_there_never_was_any(
    since: Any, until: Any, over: str
) -> None:
    """What follows is time after release was due, as it is where the authority is told to the minute."""
    quarantine = {"id": "P1", "kind": "quarantine", "from": since, "to": until}
    result = check(record(charges=[], other_authority=[quarantine]))
    perhaps = ["2024-05-02T10:00", over]
    assert [(f.rule, f.certainty, local(f.from_), local(f.until)) for f in result.findings] == [
        ("held-without-any-authority", "certain", BOOKED, perhaps),
        ("new-seizure-without-authority", "certain", BOOKED, perhaps),
        (NOTHING, "certain", over, HELD),
        ("overdetention-before-conviction", "certain", over, HELD),
    ]


@pytest.mark.parametrize("kind", ["detain", "set_bail", "commit"])
@pytest.mark.parametrize(
    ("released", "expected"),
    [
        ("2024-05-05T08:59", []),
        (DONE, [(NOTHING, "possible", DONE)]),
        ("2024-05-05T09:01", [(NOTHING, "certain", "2024-05-05T09:01")]),
    ],
    ids=["a minute before", "at the same minute", "a minute after"],
)
def test_which_of_two_orders_of_one_minute_came_first_is_not_told(
    kind: str, released: str, expected: list[Any]
) -> None:
    """The contract lets the later order on a charge replace the earlier; of one minute neither is known to be later."""
    result = check(record(court_orders=[order(kind), order("release", released)]))
    found = [(rule, certainty, first) for rule, certainty, first, last in yardstick(result) if HELD in last]
    assert found == expected


@pytest.mark.parametrize(
    ("booked", "certainty"),
    [("2024-05-04", "possible"), ("2024-05-04T23:59", "possible"), ("2024-05-05T00:00", "certain")],
)
def test_a_warrant_served_on_the_day_after_a_bare_day_of_booking_was_served_in_custody(
    booked: str, certainty: str
) -> None:
    """A release of that day may have come before; who was booked at its first instant came on the warrant."""
    told = record(booked_at=booked, warrants=[warrant(served_at="2024-05-05")], court_orders=[order("release")])
    assert {c for _, c, _, until in yardstick(check(told)) if HELD in until} == {certainty}


@pytest.mark.parametrize(
    ("dismissed", "stayed", "expected"),
    [
        (DONE, "2024-05-05T12:00", [(NOTHING, "certain", DONE, "2024-05-05T12:00")]),
        (DONE, DONE, []),
        ("2024-05-05", "2024-05-05", []),
        (DONE, "2024-05-05T08:59", [(NOTHING, "certain", DONE, HELD)]),
    ],
    ids=["later", "at the same minute", "on the same bare day", "a minute before"],
)
def test_a_stay_suspends_the_dismissal_of_its_charge_as_it_does_a_release(
    dismissed: str, stayed: str, expected: list[Any]
) -> None:
    """The contract: a stay is itself authority to its expiry; then what it suspended takes effect."""
    until = "2024-05-12T10:00"
    told = record(charges=[disposed("dismissed", dismissed)], court_orders=[order("stay", stayed, expires_at=until)])
    assert yardstick(check({**told, "released_at": until})) == [
        (rule, certainty, first, until if last == HELD else last) for rule, certainty, first, last in expected
    ]
    if not expected:
        result = check(told)
        assert [(local(e.at), e.because) for e in result.release_entitlements] == [(until, "dismissed")]


def test_a_stay_of_the_bare_day_of_a_dismissal_takes_up_nothing_that_was_over_the_day_before() -> None:
    bail = [{"charges": ["C1"], "accepted_at": "2024-05-04T09:00"}]
    told = record(charges=[disposed("dismissed", "2024-05-05")], bail=bail, court_orders=[order("stay", "2024-05-05")])
    (found,) = yardstick(check(told))
    assert found == (NOTHING, "certain", "2024-05-04T09:00", ["2024-05-05T00:00", "2024-05-06T00:00"])


def test_when_a_stay_lapses_it_is_the_release_that_takes_effect() -> None:
    orders = [order("release", id="O1"), order("stay", "2024-05-05T09:30", id="O2", expires_at="2024-05-12T10:00")]
    result = check(record(court_orders=orders))
    (ignored,) = (each for each in result.findings if each.rule == "release-order-ignored")
    assert "by the order O1" in ignored.message
    assert "O2" not in ignored.message


def test_a_dismissal_after_a_stay_is_not_what_the_stay_suspended() -> None:
    """Both end custody on the charge; only the release went before the stay."""
    stay = order("stay", "2024-05-05T09:30", expires_at="2024-05-12T10:00")
    dismissed = [disposed("dismissed", "2024-05-14T10:00")]
    result = check(record(charges=dismissed, court_orders=[order("release"), stay]))
    due = [(local(each.at), each.because) for each in result.release_entitlements]
    assert due == [(DONE, "release_order"), ("2024-05-12T10:00", "release_order")]


def test_bail_set_only_because_of_a_detainer_is_nothing_a_stay_suspends() -> None:
    """Told to the day, the one may have come before the other."""
    orders = [order("set_bail", "2024-05-05", because_of=["D1"]), order("stay", "2024-05-05", expires_at=HELD)]
    result = check(record(court_orders=orders, detainers=[{"id": "D1", "kind": "immigration", "issued_at": BOOKED}]))
    assert {certainty for _, certainty, _, _ in yardstick(result)} == {"possible"}


def test_bail_and_an_order_of_detention_of_one_minute_may_have_come_in_either_order() -> None:
    bail = [{"charges": ["C1"], "accepted_at": DONE}]
    result = check(record(bail=bail, court_orders=[order("detain")]))
    assert yardstick(result) == [(NOTHING, "possible", DONE, HELD)]
    set_then_given = check(record(bail=bail, court_orders=[order("set_bail")]))
    assert yardstick(set_then_given) == [(NOTHING, "certain", DONE, HELD)]  # bail follows the order that set it
