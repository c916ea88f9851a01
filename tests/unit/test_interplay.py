"""Several papers on one custody: what replaces, releases, refiles, recalls or vacates, in every order of events.

Each record is told beside the one it must not be taken for, and the whole of the yardstick's findings is compared.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from custodies import ALL, NOTHING, Json, detainer, disposed, i200, order, record, sentence, warrant
from expectations import local
from holdcheck.checking import check
from holdcheck.errors import RecordError
from holdcheck.findings.checked import CheckResult
from holdcheck.sentences import compute_sentences

END = "2024-05-20T10:00"


def yardstick(result: CheckResult) -> list[tuple[Any, ...]]:
    found = [f for f in result.findings if f.ground == "judicial_warrant_standard"]
    return [(f.rule, f.severity, f.certainty, local(f.from_), local(f.until)) for f in found]


def doubts(result: CheckResult) -> set[tuple[Any, ...]]:
    return {(u.rule, local(u.from_), local(u.until), u.missing) for u in result.undetermined}


def certain(since: str, until: str = END) -> list[tuple[Any, ...]]:
    return [(NOTHING, "violation", "certain", since, until)]


def possible(since: Any, until: Any = END) -> list[tuple[Any, ...]]:
    return [(NOTHING, "violation", "possible", since, until)]


def between(earliest: str, latest: str) -> Json:
    return {"earliest": earliest, "latest": latest}


LATER = "2024-05-12T12:00"
DEVICE = [{"kind": "device"}]
BAIL = {"charges": ["C1"], "posted_at": "2024-05-08T12:00"}
SET = order("set_bail", "2024-05-03T14:00", charges=["C1"], amount=500)


# Conditions of bail.


@pytest.mark.parametrize(
    ("orders", "until"),
    [
        ([{**SET, "conditions": DEVICE}, order("set_bail", "2024-05-05T14:00", charges=["C1"], amount=500)], END),
        # That order is authority of its own, from then on.
        ([SET, order("set_bail", LATER, charges=["C1"], amount=900, conditions=DEVICE)], LATER),
        ([SET, order("set_bail", "2024-05-05T12:00", charges=["C2"], amount=900, conditions=DEVICE)], END),
    ],
    ids=["of an order that was replaced", "of an order that came after it", "on another charge"],
)
def test_bail_is_given_by_the_order_then_in_force_and_no_other_condition_keeps_anybody(
    orders: list[Json], until: str
) -> None:
    charges = [{"id": "C1"}, disposed("dismissed", "2024-05-06T10:00", "C2")]
    result = check(record(charges=charges, court_orders=orders, bail=[BAIL]))
    assert yardstick(result) == certain("2024-05-08T12:00", until)


def test_an_unmet_condition_of_the_order_in_force_keeps_the_person() -> None:
    orders = [SET, order("set_bail", "2024-05-05T14:00", charges=["C1"], amount=500, conditions=DEVICE)]
    assert check(record(court_orders=orders, bail=[BAIL])).outcome == "clear"


def test_whether_a_condition_was_of_the_order_in_force_that_dates_leave_open_is_possible() -> None:
    later = between("2024-05-07T12:00", "2024-05-09T12:00")
    orders = [SET, order("set_bail", later, charges=["C1"], amount=500, conditions=DEVICE)]
    result = check(record(court_orders=orders, bail=[BAIL]))
    assert yardstick(result) == possible(["2024-05-08T12:00", END], ["2024-05-08T12:00", END])


def test_a_condition_of_an_order_that_another_perhaps_replaced_keeps_somebody_only_perhaps() -> None:
    set_first = order("set_bail", "2024-05-03", charges=["C1"], amount=500, conditions=DEVICE)
    other = order("set_bail", between("2024-05-02T12:00", "2024-05-04T12:00"), charges=["C1"], amount=500)
    result = check(record(court_orders=[set_first, other], bail=[BAIL]))
    assert [each[:3] for each in yardstick(result)] == [(NOTHING, "violation", "possible")]


# Orders that replace another.

FIRST = order("detain", "2024-05-03T14:00", charges=["C1", "C2"])
SECOND = order("detain", "2024-05-05T12:00", charges=["C1"], expires_at="2024-05-12T12:00")


@pytest.mark.parametrize(
    ("other", "expected"),
    [(disposed("dismissed", "2024-05-04T10:00", "C2"), certain("2024-05-12T12:00")), ({"id": "C2"}, [])],
    ids=["the other charge is over", "the other charge goes on"],
)
def test_a_later_order_on_one_of_two_charges_replaces_the_earlier_for_that_charge(
    other: Json, expected: list[tuple[Any, ...]]
) -> None:
    own = {"id": "C1", "held_until": "2024-05-12T12:00", "held_until_because": "release_order"}
    assert yardstick(check(record(charges=[own, other], court_orders=[FIRST, SECOND]))) == expected


UNTIL_BAIL = [{"id": "C1", "held_until": "2024-05-13T00:00", "held_until_because": "bail"}]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2024-05-12T02:00", "2024-05-12T16:00"), certain("2024-05-17T00:00")),
        (("2024-05-12T16:00", "2024-05-12T02:00"), []),
        (("2024-05-12", "2024-05-12"), possible("2024-05-17T00:00")),
    ],
    ids=["in one order", "in the other", "nobody knows"],
)
def test_of_two_orders_of_one_bare_day_either_may_have_replaced_the_other(
    days: tuple[str, str], expected: list[tuple[Any, ...]]
) -> None:
    orders = [
        order("detain", days[0], charges=["C1"]),
        order("detain", days[1], charges=["C1"], expires_at="2024-05-17T00:00"),
    ]
    assert yardstick(check(record(charges=UNTIL_BAIL, court_orders=orders))) == expected


def test_an_order_that_names_no_charge_of_several_courts_is_on_nobody_knows_which() -> None:
    charges = [{"id": "C1", "court": "A"}, {"id": "C2", "court": "B"}]
    orders = [order("release", "2024-05-04T12:00"), order("detain", "2024-05-04T13:00", charges=None)]
    bail = [{"charges": ["C1"], "posted_at": "2024-05-12T12:00"}]
    result = check(record(charges=charges, court_orders=orders, bail=bail))
    assert (NOTHING, "2024-05-12T12:00", END, ("court_orders[1].charges",)) in doubts(result)


@pytest.mark.parametrize("ordered", [between("2024-05-12T00:00", "2024-05-13T22:00")])
def test_an_order_made_perhaps_after_its_charge_was_over_perhaps_goes_on(ordered: Json) -> None:
    """Made at 20:00 the order would be one on a charge that is over, and nothing here ends it."""
    charges, orders = [disposed("dismissed", "2024-05-12T16:00")], [order("detain", ordered, charges=["C1"])]
    found = yardstick(check(record(charges=charges, court_orders=orders)))
    assert found == possible("2024-05-12T16:00", ["2024-05-12T16:00", END])


# Commitments that came later.


@pytest.mark.parametrize(
    "before",
    [
        [
            order("detain", "2024-05-03T14:00", charges=["C1"], expires_at="2024-05-05T14:00"),
            order("extend", "2024-05-05T13:00", charges=["C1"]),
            order("commit", "2024-05-16T12:00", charges=["C1"], commit_for="fine", expires_at=END),
        ],
        [SET, order("commit", "2024-05-16T12:00", commit_for="fugitive")],
    ],
    ids=["an extension", "bail"],
)
def test_a_commitment_that_came_later_makes_no_earlier_order_one_of_commitment(before: list[Json]) -> None:
    ended = [sentence(kind="time_served", imposed_at="2024-05-06T10:00", term=None)]
    result = check(record(court_orders=before, sentences=ended))
    assert yardstick(result) == certain("2024-05-06T10:00", "2024-05-16T12:00")


def test_bail_with_a_purpose_of_commitment_is_read_without_end_of_recursion() -> None:
    assert check(record(court_orders=[order("set_bail", "2024-05-03", commit_for="fugitive")])).outcome == "clear"


# Writs.

LENT = {"kind": "ad_prosequendum", "role": "lent", "executed_at": "2024-05-08T10:00", "return_by": "2024-05-12"}


@pytest.mark.parametrize(
    ("returned", "found", "missing"),
    [
        ("2024-05-12", [], set()),
        ("2024-05-12T23:59", [], set()),
        ("2024-05-13", ["writ-overdue"], set()),
        (between("2024-05-12T20:00", "2024-05-13T20:00"), [], {("writs[0].returned_at",)}),
        (None, ["writ-overdue"], set()),
    ],
    ids=["that day", "its last minute", "the next day", "nobody knows", "not yet"],
)
def test_a_prisoner_back_on_the_day_after_the_day_of_return_was_late(
    returned: Any, found: list[str], missing: set[tuple[str, ...]]
) -> None:
    result = check(record(writs=[{**LENT, "returned_at": returned}]))
    assert [f.rule for f in result.findings] == found
    assert {u.missing for u in result.undetermined} == missing


@pytest.mark.parametrize(
    ("discharged", "severity", "certainty", "since"),
    [
        ("2024-05-14T12:00", "violation", "certain", "2024-05-14T12:00"),
        ("2024-05-14T08:00", "notice", "certain", "2024-05-14T08:00"),
        (between("2024-05-14T08:00", "2024-05-14T14:00"), "violation", "possible", ["2024-05-14T08:00", END]),
    ],
    ids=["after the order", "before it", "nobody knows"],
)
def test_a_discharge_possibly_ends_an_order_that_possibly_came_before_it(
    discharged: Any, severity: str, certainty: str, since: Any
) -> None:
    charges = [{"id": "C1", "held_until": "2024-05-14T09:00", "held_until_because": "release_order"}]
    writs = [{"kind": "ad_subjiciendum", "executed_at": discharged, "decision": "discharged"}]
    result = check(record(charges=charges, court_orders=[order("detain", "2024-05-14T09:00")], writs=writs))
    assert [each[:4] for each in yardstick(result)] == [(NOTHING, severity, certainty, since)]


# A release for all.

ANEW = {"id": "C2", "disposition": "pending"}
ARREST = {"at": "2024-05-12T10:00", "warrantless": True, "charges": ["C2"]}
SEEN = {"probable_cause_found_at": "2024-05-12T20:00", "first_appearance_at": "2024-05-13T09:00"}
AWAY = {"from": "2024-05-09T13:00", "to": "2024-05-12T10:00", "kind": "mistaken_release"}


@pytest.mark.parametrize("charges", [ALL, None], ids=["all", "none named"])
@pytest.mark.parametrize("how", ["release", "bail"])
def test_who_was_released_from_all_and_arrested_again_is_held_on_the_new_charge(how: str, charges: Any) -> None:
    released = (
        {"court_orders": [order("release", "2024-05-09T12:00", charges=charges)]}
        if how == "release"
        else {"bail": [{"charges": charges, "posted_at": "2024-05-09T12:00"}]}
    )
    told = record(charges=[{"id": "C1"}, ANEW], arrests=[{**ARREST, **SEEN}], absences=[AWAY], **released)
    found = yardstick(check(told))
    assert found == [(NOTHING, "notice", "certain", "2024-05-09T12:00", "2024-05-09T13:00")]


def test_the_new_charge_carries_nothing_before_the_arrest_on_it() -> None:
    released = [order("release", "2024-05-09T12:00")]
    told = record(charges=[{"id": "C1"}, ANEW], arrests=[{**ARREST, **SEEN}], court_orders=released)
    assert [each[3:] for each in yardstick(check(told))] == [("2024-05-09T12:00", "2024-05-12T10:00")]


# What has not happened by the day that is asked about.


def test_a_release_after_the_day_asked_about_says_nothing_of_what_follows_a_verdict() -> None:
    charges = [disposed("convicted", "2024-05-10T12:00")]
    asked = record(charges=charges, court_orders=[order("release", "2024-05-16T12:00")])
    result = check(asked, as_of=date(2024, 5, 15))
    assert (NOTHING, "2024-05-10T12:00", "2024-05-15T00:00", ("sentences",)) in doubts(result)


def test_a_charge_refiled_later_is_not_ended_by_what_had_ended_the_other_before() -> None:
    charges = [disposed("refiled", "2024-05-15T12:00", refiled_as="C2"), {"id": "C2"}]
    orders = [order("detain", "2024-05-03T14:00", charges=["C1"]), order("release", "2024-05-06T12:00", charges=["C2"])]
    assert yardstick(check(record(charges=charges, court_orders=orders))) == certain("2024-05-15T12:00")
    assert check(record(charges=charges, court_orders=orders), as_of=date(2024, 5, 12)).outcome == "clear"


def test_an_immigration_warrant_that_came_after_the_day_asked_about_stands_behind_no_detainer() -> None:
    with_warrant = record(detainers=[detainer()], warrants=[i200(lodged_at="2024-05-15T10:00")])
    rule = "detainer-without-administrative-warrant"
    assert [f.rule for f in check(with_warrant, as_of=date(2024, 5, 12)).findings] == [rule]
    assert [f.rule for f in check(with_warrant, as_of=date(2024, 5, 16)).findings] == []


# Warrants.

RELEASED = order("release", "2024-05-14T10:00", charges=["C1"])


@pytest.mark.parametrize("lodged", ["2024-05-16T10:00", between("2024-05-14T10:00", "2024-05-20T10:00")])
def test_a_warrant_recalled_before_the_jail_had_it_is_nothing(lodged: Any) -> None:
    recalled = warrant(recalled_at="2024-05-10T12:00", lodged_at=lodged)
    assert yardstick(check(record(court_orders=[RELEASED], warrants=[recalled]))) == certain("2024-05-14T10:00")


def test_a_release_that_names_a_warrant_ends_it_before_it_is_lodged() -> None:
    orders = [{**RELEASED, "warrants": ["W1"]}]
    late = warrant(lodged_at="2024-05-15T10:00")
    assert yardstick(check(record(court_orders=orders, warrants=[late]))) == certain("2024-05-14T10:00")
    orders = [RELEASED]
    assert [each[3:] for each in yardstick(check(record(court_orders=orders, warrants=[late])))] == [
        ("2024-05-14T10:00", "2024-05-15T10:00")
    ]


@pytest.mark.parametrize(
    ("office", "outcome"), [("parole_board", "clear"), ("judge", "findings"), (None, "undetermined")]
)
def test_whether_an_appearance_ends_a_parole_warrant_depends_on_who_signed_it(office: str | None, outcome: str) -> None:
    issued_by = None if office is None else {"office": office}
    parole = warrant("parole", issued_by=issued_by, served_at="2024-05-01T09:00")
    arrest = {
        "at": "2024-05-01T09:00",
        "warrantless": False,
        "warrant": "W1",
        "first_appearance_at": "2024-05-03T10:00",
        "probable_cause_found_at": "2024-05-03T10:00",
    }
    result = check(record(charges=[], arrests=[arrest], warrants=[parole]))
    assert result.outcome == outcome
    assert bool(yardstick(result)) is (outcome == "findings")


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        ("2024-05-16T05:00", []),
        ("2024-05-16T12:00", certain("2024-05-16T12:00")),
        ("2024-05-16", possible(["2024-05-16T00:00", "2024-05-17T00:00"], ["2024-05-16T09:00", END])),
    ],
    ids=["before the warrant came", "after it came", "that day"],
)
def test_bail_of_the_day_on_which_a_warrant_came_ends_it_only_if_it_came_after(
    posted: str, expected: list[tuple[Any, ...]]
) -> None:
    came = warrant(lodged_at="2024-05-16T09:00", charges=["C1"])
    found = yardstick(check(record(bail=[{"charges": ["C1"], "posted_at": posted}], warrants=[came])))
    if posted == "2024-05-16T05:00":
        assert [(each[1], *each[3:]) for each in found] == [("notice", posted, "2024-05-16T09:00")]
    else:
        assert found == expected


@pytest.mark.parametrize(
    "ordered", ["2024-05-14T17:00", between("2024-05-14T16:00", "2024-05-14T18:00")], ids=["exact", "within bounds"]
)
def test_a_hearing_lasts_to_the_first_order_of_it_however_that_is_told(ordered: Any) -> None:
    arrest = {
        "at": "2024-05-13T10:00",
        "warrantless": False,
        "warrant": "W1",
        "first_appearance_at": "2024-05-14T09:00",
    }
    told = record(
        booked_at="2024-05-13T10:00",
        released_at="2024-05-14T20:00",
        released_to="community",
        charges=[],
        arrests=[arrest],
        warrants=[warrant(lodged_at=None, served_at="2024-05-13T10:00")],
        court_orders=[{"kind": "release", "warrants": ["W1"], "ordered_at": ordered}],
    )
    assert [each[:3] for each in yardstick(check(told))] == [(NOTHING, "notice", "certain")]


@pytest.mark.parametrize("posted", ["2024-05-01T09:30", "2024-05-01T10:01"], ids=["before booking", "after it"])
def test_who_was_arrested_on_a_warrant_and_bailed_before_the_booking_is_released_like_others(posted: str) -> None:
    told = record(
        charges=[],
        warrants=[warrant(lodged_at=None, served_at="2024-04-30T20:00")],
        bail=[{"warrants": ["W1"], "posted_at": posted}],
        released_at="2024-05-01T13:00",
        released_to="community",
    )
    assert [each[:3] for each in yardstick(check(told))] == [(NOTHING, "notice", "certain")]


@pytest.mark.parametrize(
    ("arrested", "posted", "expected"),
    [
        ("2024-04-30T20:00", "2024-05-01T10:00", (NOTHING, "notice", "certain")),
        ("2024-04-30T20:00", "2024-05-01T09:30", (NOTHING, "notice", "certain")),
        ("2024-04-25T20:00", "2024-05-01T10:00", ("held-without-any-authority", "violation", "certain")),
    ],
    ids=["bailed as booked", "bailed before booking", "arrest that had run out before"],
)
def test_who_was_arrested_without_charges_and_bailed_by_the_booking_is_released_like_others(
    arrested: str, posted: str, expected: tuple[str, str, str]
) -> None:
    told = record(
        charges=[],
        arrests=[{"at": arrested, "warrantless": True, "probable_cause_found_at": "never"}],
        bail=[{"posted_at": posted}],
        released_at="2024-05-01T13:00",
        released_to="community",
    )
    assert [each[:3] for each in yardstick(check(told))] == [expected]


# Sentences.


@pytest.mark.parametrize(
    ("imposed", "vacated"),
    [("2024-05-12", "2024-05-12T12:00"), ("2024-05-12T14:00", "2024-05-12T12:00"), ("2024-05-12", "2024-05-12")],
)
def test_a_sentence_imposed_on_the_day_on_which_another_was_vacated_follows_from_it(imposed: str, vacated: str) -> None:
    told = record(
        charges=[disposed("convicted", "2024-05-03T10:00")],
        sentences=[sentence(), sentence(id="S2", imposed_at=imposed, term={"days": 30})],
        court_orders=[order("vacate_sentence", vacated, charges=["C1"])],
    )
    assert check(told).outcome == "clear"
    first, second = compute_sentences(told)
    assert (first.milestone("ended_early") is None, second.milestone("ended_early") is None) == (False, True)


def test_a_sentence_vacated_on_a_later_day_ends_then() -> None:
    told = record(
        charges=[disposed("convicted", "2024-05-03T10:00")],
        sentences=[sentence()],
        court_orders=[order("vacate_sentence", "2024-05-12T12:00", charges=["C1"])],
    )
    assert yardstick(check(told)) == certain("2024-05-12T12:00")


# What the rules see.


def test_an_order_made_perhaps_before_a_gap_began_is_ignored_only_perhaps() -> None:
    over = between("2024-05-12T20:00", "2024-05-15T03:00")
    told = record(
        charges=[],
        other_authority=[{"kind": "mental_health", "from": "2024-05-01T10:00", "to": over}],
        court_orders=[order("release", "2024-05-13T23:00", charges=None)],
    )
    ignored = [f.certainty for f in check(told).findings if f.rule == "release-order-ignored"]
    assert ignored == ["possible"]


def test_the_jails_later_note_of_a_sentence_served_makes_nobody_convicted_before() -> None:
    charges = [{"id": "C1", "held_until": "2024-05-15T12:00", "held_until_because": "time_served"}]
    bail = [{"charges": ["C1"], "posted_at": "2024-05-10T12:00"}]
    rules = {f.rule for f in check(record(charges=charges, bail=bail)).findings}
    assert rules == {NOTHING, "overdetention-before-conviction"}


def test_a_new_seizure_is_possible_while_the_paper_is_only_perhaps_there() -> None:
    received = between("2024-05-14T20:00", "2024-05-18T12:00")
    asks = {"id": "D1", "kind": "criminal", "form": "other", "asks": ["hold"], "received_at": received}
    result = check(record(court_orders=[RELEASED], detainers=[asks]))
    seizure = [(f.certainty, local(f.from_)) for f in result.findings if f.rule == "new-seizure-without-authority"]
    assert seizure == [("certain", ["2024-05-14T20:00", "2024-05-18T12:00"])]


@pytest.mark.parametrize(("refiled", "expected"), [("2024-05-15T16:30", []), ("2024-05-15", ["possible"])])
def test_a_warrant_that_came_on_the_day_of_a_refiling_is_ended_by_it_only_perhaps(
    refiled: str, expected: list[str]
) -> None:
    charges = [disposed("refiled", refiled, refiled_as="C2"), {"id": "C2"}]
    fine = sentence(kind="fine_only", charges=["C2"], imposed_at="2024-05-06T10:00", term=None)
    came = warrant(lodged_at="2024-05-15T18:30", charges=["C1"])
    result = check(record(charges=charges, sentences=[fine], warrants=[came]))
    assert [each[2] for each in yardstick(result) if END in each[4]] == expected


# Bounds of what can be read.


def test_more_papers_than_a_custody_can_have_are_a_clear_error_and_a_long_custody_is_answered() -> None:
    def orders(count: int) -> Json:
        return {
            "charges": [{"id": f"C{n}"} for n in range(count)],
            "court_orders": [order("detain", f"2024-05-{2 + n % 9:02}T09:00", charges=[f"C{n}"]) for n in range(count)],
        }

    assert check(record(**orders(500))).outcome == "clear"
    with pytest.raises(RecordError) as refused:
        check(record(**orders(1000)))
    assert refused.value.problems == (
        "record: has more than 1,200 papers in all its lists together; check how the record was put together",
    )


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ({"arrests": [{"warrant": "all"}]}, "arrests[0].warrant: 'all' is not the id of one of the warrants"),
        ({"holds": [{"paper": "all"}]}, "holds[0].paper: 'all' is not the id of anything"),
        (
            {"identity": [{"paper": "none", "matches": False, "by": "name"}]},
            "identity[0].paper: 'none' is not the id of anything",
        ),
    ],
)
def test_a_word_in_place_of_an_id_is_one_only_where_the_field_has_it(part: Json, problem: str) -> None:
    with pytest.raises(RecordError) as refused:
        check(record(**part))
    assert refused.value.problems == (f"{problem}; list that paper, or drop the reference",)


def test_a_life_term_of_unknown_date_beside_an_order_within_bounds_is_read() -> None:
    told = record(
        charges=[],
        sentences=[{"kind": "prison", "term": {"life": True}}],
        court_orders=[order("detain", between("2024-05-11T00:00", "2024-05-12T00:00"))],
    )
    assert check(told).outcome == "undetermined"


# What is told of it.


def test_a_detainer_that_asks_for_nothing_makes_nothing_undetermined() -> None:
    charges = [disposed("dismissed", "2024-05-20T05:00")]
    asks = detainer(asks=[], served_on_person_at=None)
    told = record(charges=charges, detainers=[asks], warrants=[i200()], released_at=END, released_to="ICE")
    assert {u.rule for u in check(told).undetermined} == set()


def test_seconds_are_not_told_as_no_time() -> None:
    charges = [disposed("dismissed", "2024-05-20T09:59:50")]
    told = record(charges=charges, detainers=[detainer()], released_at=END, released_to="ICE")
    found = [f for f in check(told).findings if f.ground == "judicial_warrant_standard"]
    assert [(f.certainty, f.hours.least, f.hours.most) for f in found if f.hours] == [("certain", 0.0028, 0.0028)]


@pytest.mark.parametrize(
    "later",
    [
        {"bail": [{"charges": ["C1"], "posted_at": "2024-05-18T10:00"}]},
        {"charges": [disposed("dismissed", "2024-05-18T10:00")]},
        {"court_orders": [order("detain", "2024-05-03T10:00"), order("release", "2024-05-18T10:00")]},
        {"sentences": [sentence(kind="time_served", imposed_at="2024-05-18T10:00", term=None)]},
    ],
    ids=["bail", "dismissed", "released", "time served"],
)
def test_what_has_not_happened_is_not_due(later: Json) -> None:
    result = check(record(**later), as_of=date(2024, 5, 12))
    assert [(d.clock, d.at) for d in result.deadlines if d.clock == "release-due"] == []


def test_the_end_a_paper_was_given_is_due() -> None:
    expiring = order("detain", "2024-05-03T10:00", charges=["C1"], expires_at="2024-05-18T10:00")
    noted = [{"id": "C1", "held_until": "2024-05-18T10:00", "held_until_because": "bail"}]
    result = check(record(charges=noted, court_orders=[expiring]), as_of=date(2024, 5, 12))
    assert [(d.clock, local(d.at)) for d in result.deadlines] == [("release-due", "2024-05-18T10:00")]


@pytest.mark.parametrize(
    ("parts", "held"),
    [
        ({}, True),
        ({"absences": [{"kind": "escape", "from": "2024-05-10T10:00"}]}, False),
        ({"absences": [{"kind": "escape", "from": "2024-05-10T10:00", "to": "2024-05-11T10:00"}]}, True),
        ({"absences": [{"kind": "lent_on_writ", "from": "2024-05-10T10:00"}]}, True),
        ({"booked_at": "2024-05-19T10:00"}, False),
    ],
    ids=["held", "escaped", "caught again", "lent", "not yet booked"],
)
def test_who_is_at_large_or_yet_to_be_booked_is_not_still_held(parts: Json, held: bool) -> None:
    assert check(record(**parts), as_of=date(2024, 5, 18)).still_held is held


def test_bail_of_a_bare_day_came_before_an_order_of_the_next() -> None:
    orders = [order("set_bail", "2024-05-09", charges=["C1"], conditions=DEVICE)]
    told = record(court_orders=orders, bail=[{"charges": ["C1"], "posted_at": "2024-05-08"}])
    found = [each[:3] for each in yardstick(check(told))]
    assert found == [(NOTHING, "review", "possible")]


@pytest.mark.parametrize(
    ("refiled", "expected"),
    [
        ("2024-05-15T16:30", certain("2024-05-15T16:30")),
        ("2024-05-15", [(NOTHING, "violation", "certain", ["2024-05-15T06:30", "2024-05-16T00:00"], END)]),
    ],
    ids=["exact", "bare"],
)
def test_what_ended_the_other_charge_on_the_day_of_a_refiling_ends_this_one_perhaps_later(
    refiled: str, expected: list[tuple[Any, ...]]
) -> None:
    charges = [disposed("refiled", refiled, refiled_as="C2"), disposed("cited", "2024-05-15T06:30", "C2")]
    assert yardstick(check(record(charges=charges))) == expected


@pytest.mark.parametrize("refiled", ["2024-05-07T09:00", "2024-05-07"], ids=["at an hour", "on a bare day"])
def test_revoked_bail_takes_up_no_charge_that_was_over_as_what_it_was_refiled_as(refiled: str) -> None:
    charges = [disposed("refiled", refiled, refiled_as="C2"), disposed("dismissed", "2024-05-06", "C2")]
    bail = {"charges": ALL, "posted_at": "2024-05-03T09:00", "revoked_at": between("2024-05-10", "2024-05-11")}
    assert yardstick(check(record(charges=charges, bail=[bail]))) == certain("2024-05-03T09:00")
