"""What each paper does to custody, as the whole check says it: what begins authority, and everything that ends it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from custodies import ALL, BOOKED, DONE, HELD, Json, order, record, warrant
from expectations import entitlements, findings, local, warnings
from holdcheck.checking import check
from holdcheck.errors import RecordError
from holdcheck.findings.checked import CheckResult

JUDGE = {"office": "judge"}


def entitled(**parts: Any) -> list[tuple[str | list[str] | None, str, str | list[str] | None]]:
    """Every release entitlement: when, why, and when another authority took over."""
    return [(e["at"], e["because"], e["ended_at"]) for e in entitlements(check(record(**parts)))]


def covered(result: CheckResult) -> list[tuple[str, str, str]]:
    """Covered custody by its strongest authority, whatever else was on file."""
    spans: list[tuple[str, str, str]] = []
    for entry in result.timeline:
        start, end = str(local(entry.from_)), str(local(entry.until))
        if entry.authority is None:
            continue
        if spans and spans[-1][1:] == (start, entry.authority):
            spans[-1] = (spans[-1][0], end, entry.authority)
        else:
            spans.append((start, end, entry.authority))
    return spans


def missing(result: CheckResult) -> set[str]:
    return {path for undetermined in result.undetermined for path in undetermined.missing}


def disposed(how: str, at: Any = DONE) -> list[Json]:
    return [{"id": "C1", "disposition": how, "disposed_at": at}]


# A charge and what ends it.


@pytest.mark.parametrize(
    ("disposition", "because"),
    [
        ("declined", "declined"),
        ("no_billed", "not_filed"),
        ("dismissed", "dismissed"),
        ("nolle_prosequi", "dismissed"),
        ("acquitted", "acquitted"),
        ("cited", "cited"),
        ("diverted", "authority_over"),
    ],
)
def test_a_disposition_that_ends_a_charge_entitles_to_release(disposition: str, because: str) -> None:
    assert entitled(charges=disposed(disposition)) == [(DONE, because, None)]


@pytest.mark.parametrize("disposition", ["convicted", "not_guilty_insanity"])
def test_a_conviction_or_insanity_ends_nothing_by_itself_and_with_no_paper_is_undetermined(disposition: str) -> None:
    result = check(record(charges=disposed(disposition)))
    assert (result.outcome, findings(result)) == ("undetermined", [])
    order = {"kind": "detain", "ordered_at": BOOKED, "charges": ["C1"]}
    assert check(record(charges=disposed(disposition), court_orders=[order])).outcome == "clear"


@pytest.mark.parametrize(
    "how", [{"disposition": "transferred", "disposed_at": DONE}, {}], ids=["transferred", "pending"]
)
def test_a_charge_that_is_pending_or_transferred_carries_custody_on(how: Json) -> None:
    result = check(record(charges=[{"id": "C1", **how}]))
    assert covered(result) == [(BOOKED, HELD, "recorded_charge")]
    assert result.relied_on_record == ("C1",)


def test_a_moment_that_no_clock_showed_is_one_problem_however_often_it_is_read() -> None:
    # A verdict ends the charge's papers and the jail's own word alike, and so is read for both.
    note = {"held_until": "2024-05-12T10:00", "held_until_because": "acquitted"}
    with pytest.raises(RecordError) as refused:
        check(record(charges=[{**disposed("acquitted", "2024-03-10T02:30")[0], **note}]))
    skipped = "'2024-03-10T02:30' falls into the hour the clocks skip; write the offset, or the right hour"
    assert refused.value.problems == (f"charges[0].disposed_at: {skipped}",)


def test_a_disposition_without_its_date_is_undetermined_from_booking_on() -> None:
    for disposition in ("dismissed", "acquitted", "declined"):
        result = check(record(charges=[{"id": "C1", "disposition": disposition}]))
        assert (result.outcome, missing(result)) == ("undetermined", {"charges[0].disposed_at"}), disposition
        assert findings(result) == []


@pytest.mark.parametrize(
    ("because", "cause"),
    [
        *((word, word) for word in ("bail", "recognizance", "release_order", "no_probable_cause", "not_filed")),
        *((word, word) for word in ("declined", "dismissed", "acquitted", "time_served", "sentence_suspended")),
        *((word, word) for word in ("fine_paid", "quashed", "cited", "unknown")),
        (None, "unknown"),
    ],
)
def test_what_the_jail_notes_as_the_end_of_a_charge_ends_it_with_that_cause(because: str | None, cause: str) -> None:
    charge = {"id": "C1", "held_until": DONE, "held_until_because": because}
    assert entitled(charges=[charge]) == [(DONE, cause, None)]


def test_a_note_of_transfer_never_ends_authority_before_release() -> None:
    assert entitled(charges=[{"id": "C1", "held_until": DONE, "held_until_because": "transferred"}]) == []


def test_where_a_paper_and_the_jails_note_disagree_the_paper_wins_with_a_warning() -> None:
    charge = {"id": "C1", "held_until": "2024-05-09T10:00", "held_until_because": "bail"}
    sooner = check(record(charges=[charge], bail=[{"charges": ALL, "posted_at": DONE}]))
    assert entitlements(sooner) == [{"at": DONE, "because": "bail", "ended_at": None}]
    assert [(w.code, w.at) for w in sooner.warnings] == [("held_until_disagrees", "charges[0].held_until")]
    order = {"kind": "detain", "ordered_at": BOOKED, "charges": ["C1"]}
    longer = check(record(charges=[{**charge, "held_until": DONE}], court_orders=[order]))
    assert covered(longer) == [(BOOKED, HELD, "court_order")]
    assert [(w.code, w.at) for w in longer.warnings] == [("held_until_disagrees", "charges[0].held_until")]


def test_one_of_several_charges_ending_entitles_to_nothing() -> None:
    assert entitled(charges=[*disposed("dismissed"), {"id": "C2"}]) == []


def test_the_last_charge_to_end_decides() -> None:
    later = {"id": "C2", "disposition": "acquitted", "disposed_at": "2024-05-08T09:00"}
    assert entitled(charges=[*disposed("dismissed"), later]) == [("2024-05-08T09:00", "acquitted", None)]


def test_a_refiled_charge_hands_its_papers_on() -> None:
    refiled = {"id": "C1", "disposition": "refiled", "disposed_at": DONE, "refiled_as": "C2"}
    order = {"kind": "detain", "ordered_at": BOOKED, "charges": ["C1"]}
    done = {"id": "C2", "disposition": "dismissed", "disposed_at": "2024-05-08T09:00"}
    assert entitled(charges=[refiled, {"id": "C2"}], court_orders=[order]) == []
    assert entitled(charges=[refiled, done], court_orders=[order]) == [("2024-05-08T09:00", "dismissed", None)]


def test_a_charge_refiled_as_nobody_knows_what_is_undetermined_from_then_on() -> None:
    for orders in ([], [order("detain", BOOKED)]):
        result = check(record(charges=disposed("refiled"), court_orders=orders))
        assert (result.outcome, missing(result)) == ("undetermined", {"charges[0].refiled_as"})
        assert {local(undetermined.from_) for undetermined in result.undetermined} == {DONE}


# Orders of courts.


def test_a_release_order_entitles_when_it_is_made() -> None:
    received = order("release", received_at="2024-05-06T09:00")
    assert entitled(court_orders=[order("detain", BOOKED), received]) == [(DONE, "release_order", None)]


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (["2024-05-06T10:00", "2024-05-07T10:00"], [("2024-05-07T10:00", "condition_met", None)]),
        (["2024-05-03T10:00"], [(DONE, "release_order", None)]),
        (["2024-05-06T10:00", None], []),
    ],
    ids=["after the order", "before the order", "one not yet met"],
)
def test_a_release_on_conditions_entitles_when_the_last_is_met(met: list[str | None], expected: list[Any]) -> None:
    conditions = [{"kind": "device", "met_at": at} for at in met]
    assert entitled(court_orders=[order("release", conditions=conditions)]) == expected


def test_a_release_concerns_the_charges_it_names() -> None:
    charges = [{"id": "C1"}, {"id": "C2"}]
    assert entitled(charges=charges, court_orders=[order("release", charges=["C1"])]) == []
    assert entitled(charges=charges, court_orders=[order("release", charges=["C1", "C2"])]) == [
        (DONE, "release_order", None)
    ]


def test_a_release_that_names_no_charges_is_undetermined_where_they_are_in_several_courts() -> None:
    one = [{"id": "C1", "court": "A"}, {"id": "C2", "court": "A"}]
    two = [{"id": "C1", "court": "A"}, {"id": "C2", "court": "B"}]
    assert entitled(charges=one, court_orders=[order("release", charges=None)]) == [(DONE, "release_order", None)]
    result = check(record(charges=two, court_orders=[order("release", charges=None)]))
    assert (result.outcome, missing(result)) == ("undetermined", {"court_orders[0].charges"})


def test_where_it_is_not_known_whether_authority_went_on_it_is_known_that_there_was_some() -> None:
    """Custody that a charge carried for four days was authorised once; no rule about never having been may apply."""
    two = [{"id": "C1", "court": "A"}, {"id": "C2", "court": "B"}]
    doubtful = [
        record(charges=two, court_orders=[order("release", charges=None)]),
        record(bail=[{"charges": ALL, "tendered_at": DONE, "refused": True, "refused_because": "unknown"}]),
        record(charges=disposed("convicted")),
    ]
    for told in doubtful:
        rules = {u.rule for u in check(told).undetermined if u.from_ is not None}
        assert "held-past-release-on-nothing" in rules
        assert "held-without-any-authority" not in rules


def test_a_stay_suspends_a_release_until_it_expires() -> None:
    stay = order("stay", "2024-05-05T10:00", expires_at="2024-05-08T10:00")
    assert entitled(court_orders=[order("release"), stay]) == [
        (DONE, "release_order", "2024-05-05T10:00"),
        ("2024-05-08T10:00", "release_order", None),
    ]


def test_a_release_known_to_the_day_may_have_come_after_a_stay_of_that_day() -> None:
    """Neither suspended for sure nor in force for sure: a possible finding, and nobody is told that it is clear."""
    result = check(record(court_orders=[order("stay", DONE), order("release", DONE[:10])]))
    assert result.outcome == "findings"
    assert {finding["certainty"] for finding in findings(result)} == {"possible"}
    same_day = check(record(court_orders=[order("stay", DONE[:10]), order("release", DONE[:10])]))
    assert same_day.outcome == "clear"
    later = check(record(court_orders=[order("release"), order("stay", "2024-05-07")]))
    assert [(local(f.from_), local(f.until)) for f in later.findings if f.rule == "held-past-release-on-nothing"] == [
        (DONE, ["2024-05-07T00:00", "2024-05-08T00:00"])
    ]


@pytest.mark.parametrize("about", [ALL, None], ids=["all", "none named"])
def test_a_release_ends_an_order_for_all_charges_even_where_none_is_listed(about: str | None) -> None:
    orders = [order("detain", BOOKED), order("release", charges=about)]
    assert entitled(charges=[], court_orders=orders) == [(DONE, "release_order", None)]


def test_accepted_bail_ends_the_order_that_set_it_even_where_no_charge_is_listed() -> None:
    posted = [{"charges": ALL, "posted_at": DONE}]
    assert entitled(charges=[], court_orders=[order("set_bail", BOOKED)], bail=posted) == [(DONE, "bail", None)]


def test_a_later_order_replaces_the_earlier_one_on_its_charges() -> None:
    release_then_detain = [order("release"), order("detain", "2024-05-06T10:00")]
    assert entitled(court_orders=release_then_detain) == [(DONE, "release_order", "2024-05-06T10:00")]
    assert entitled(court_orders=[order("detain", BOOKED), order("release")]) == [(DONE, "release_order", None)]
    bail = [{"charges": ALL, "posted_at": DONE}]
    assert entitled(court_orders=[order("detain", BOOKED), order("set_bail", "2024-05-03T10:00")], bail=bail) == [
        (DONE, "bail", None)
    ]


def test_an_order_that_expires_ends_when_it_says() -> None:
    expiring = order("commit", BOOKED, commit_for="civil_contempt", expires_at=DONE)
    assert entitled(charges=[], court_orders=[expiring]) == [(DONE, "authority_over", None)]


@pytest.mark.parametrize(
    "parts",
    [
        {"court_orders": [order("commit", BOOKED, commit_for="civil_contempt")]},
        {"other_authority": [{"kind": "mental_health", "from": BOOKED}]},
    ],
    ids=["commitment", "other authority"],
)
def test_an_authority_that_names_no_end_is_undetermined_after_thirty_days(parts: Json) -> None:
    within = check(record(charges=[], **parts))
    beyond = check(record(charges=[], recorded_until="2024-08-01T00:00", **parts))
    assert within.outcome == "clear"
    assert beyond.outcome == "undetermined"
    assert {local(u.from_) for u in beyond.undetermined} == {"2024-06-01T00:00"}


def test_bail_set_only_because_of_a_detainer_detains_nobody_and_ends_the_charge() -> None:
    detainer = {"id": "D1", "kind": "immigration", "form": "I-247D", "issued_at": BOOKED, "received_at": BOOKED}
    because = order("set_bail", because_of=["D1"])
    assert [at for at, _, _ in entitled(detainers=[detainer], court_orders=[because])] == [DONE]
    other = order("set_bail", because_of=["C1"])
    assert entitled(detainers=[detainer], court_orders=[other]) == []


# Bail.


def test_accepted_bail_entitles_and_posting_counts_as_accepting_where_nothing_else_is_said() -> None:
    assert entitled(bail=[{"charges": ALL, "posted_at": DONE}]) == [(DONE, "bail", None)]
    accepted = {"charges": ALL, "posted_at": DONE, "accepted_at": "2024-05-05T15:00"}
    assert entitled(bail=[accepted]) == [("2024-05-05T15:00", "bail", None)]


def test_revoked_bail_gives_the_charge_back_its_force() -> None:
    revoked = {"charges": ALL, "posted_at": DONE, "revoked_at": "2024-05-07T15:00"}
    assert entitled(bail=[revoked]) == [(DONE, "bail", "2024-05-07T15:00")]


def test_bail_on_conditions_entitles_when_they_are_met() -> None:
    ordered = order("set_bail", BOOKED, conditions=[{"kind": "device", "met_at": "2024-05-06T10:00"}])
    posted = [{"charges": ALL, "posted_at": DONE}]
    assert entitled(court_orders=[ordered], bail=posted) == [("2024-05-06T10:00", "condition_met", None)]
    unmet = order("set_bail", BOOKED, conditions=[{"kind": "device"}])
    assert entitled(court_orders=[unmet], bail=posted) == []


@pytest.mark.parametrize("tried", ["tendered_at", "declared_futile_at"])
@pytest.mark.parametrize("reason", ["immigration_hold", "other_hold", "office_closed"])
def test_bail_refused_for_a_hold_or_a_closed_office_entitles_all_the_same(tried: str, reason: str) -> None:
    bail = {"charges": ALL, tried: DONE, "refused": True, "refused_because": reason}
    assert entitled(bail=[bail]) == [(DONE, "bail_refused", None)]


def test_bail_posted_and_then_refused_for_a_hold_entitles_too() -> None:
    bail = {"charges": ALL, "posted_at": DONE, "refused": True, "refused_because": "immigration_hold"}
    assert entitled(bail=[bail]) == [(DONE, "bail_refused", None)]


@pytest.mark.parametrize("reason", ["amount_or_form", "conditions_unmet", "identity"])
def test_bail_refused_for_what_it_lacks_entitles_to_nothing(reason: str) -> None:
    bail = {"charges": ALL, "tendered_at": DONE, "refused": True, "refused_because": reason}
    assert entitled(bail=[bail]) == []


@pytest.mark.parametrize("reason", ["unknown", None])
def test_bail_refused_for_no_known_reason_is_undetermined(reason: str | None) -> None:
    bail = {"charges": ALL, "tendered_at": DONE, "refused": True, "refused_because": reason}
    result = check(record(bail=[bail]))
    assert (result.outcome, missing(result)) == ("undetermined", {"bail[0].refused_because"})


def test_bail_refused_for_a_waiting_period_entitles_when_the_wait_is_over() -> None:
    bail = {"charges": ALL, "tendered_at": DONE, "refused": True, "refused_because": "statutory_wait"}
    wait = {"kind": "statutory_wait", "from": "2024-05-04T10:00", "to": "2024-05-06T10:00"}
    assert [at for at, _, _ in entitled(bail=[bail], other_authority=[wait])] == ["2024-05-06T10:00"]


# Warrants.


def test_a_warrant_covers_from_when_the_jail_had_it_and_never_from_its_issue() -> None:
    result = check(record(charges=[], warrants=[warrant(issued_at="2024-03-01", lodged_at=DONE)]))
    assert covered(result) == [(DONE, HELD, "warrant")]


def test_a_recalled_or_expired_warrant_ends_then() -> None:
    assert entitled(charges=[], warrants=[warrant(recalled_at=DONE)]) == [(DONE, "quashed", None)]
    assert entitled(charges=[], warrants=[warrant(expires_at=DONE)]) == [(DONE, "authority_over", None)]


@pytest.mark.parametrize("ended", ["recalled_at", "expires_at"])
def test_a_warrant_recalled_or_expired_before_the_jail_had_it_covers_nothing(ended: str) -> None:
    stale = warrant(issued_at="2024-03-01", lodged_at=DONE, **{ended: "2024-04-20T10:00"})
    assert covered(check(record(charges=[], warrants=[stale]))) == []


def test_a_warrant_that_names_a_charge_ends_with_it_even_if_it_came_later() -> None:
    for lodged in (BOOKED, "2024-05-09T10:00"):
        named = warrant("arrest", charges=["C1"], lodged_at=lodged)
        assert entitled(charges=disposed("dismissed"), warrants=[named]) == [(DONE, "dismissed", None)], lodged


@pytest.mark.parametrize("purpose", ["arrest", "bench"])
def test_a_release_for_all_ends_every_served_arrest_or_bench_warrant_and_no_unserved_one(purpose: str) -> None:
    served = warrant(purpose, served_at="2024-05-02T11:00")
    assert entitled(warrants=[served], court_orders=[order("release")]) == [(DONE, "release_order", None)]
    assert entitled(warrants=[warrant(purpose)], court_orders=[order("release")]) == []


def test_a_release_that_names_nothing_is_a_release_for_all() -> None:
    served = warrant(served_at="2024-05-02T11:00")
    for charges in ([], [{"id": "C1"}]):
        told = {"charges": charges, "warrants": [served], "court_orders": [order("release", charges=None)]}
        assert entitled(**told) == [(DONE, "release_order", None)]


def test_a_release_for_all_leaves_a_parole_warrant_alone() -> None:
    served = warrant("parole", served_at="2024-05-02T11:00", issued_by={"office": "parole_board"})
    assert entitled(warrants=[served], court_orders=[order("release")]) == []


def test_a_release_or_bail_that_names_a_warrant_ends_it() -> None:
    assert entitled(warrants=[warrant()], court_orders=[order("release", warrants=["W1"])]) == [
        (DONE, "release_order", None)
    ]
    named = {"charges": ALL, "warrants": ["W1"], "posted_at": DONE}
    assert entitled(warrants=[warrant()], bail=[named]) == [(DONE, "bail", None)]
    assert entitled(warrants=[warrant()], bail=[{"charges": ALL, "posted_at": DONE}]) == []


def test_after_service_a_warrant_lasts_to_the_first_appearance() -> None:
    arrest = {"at": BOOKED, "warrantless": False, "warrant": "W1", "first_appearance_at": "2024-05-02T10:00"}
    served = warrant("arrest", served_at=BOOKED)
    assert entitled(charges=[], warrants=[served], arrests=[arrest]) == [("2024-05-02T10:00", "authority_over", None)]
    assert entitled(warrants=[served], arrests=[{**arrest, "charges": ["C1"]}]) == []


@pytest.mark.parametrize("appeared", [None, "never"], ids=["unknown", "never"])
def test_a_served_warrant_whose_charges_are_over_is_not_clear_because_nobody_noted_a_first_appearance(
    appeared: str | None,
) -> None:
    arrest = {"at": BOOKED, "warrantless": False, "warrant": "W1", "charges": ["C1"], "first_appearance_at": appeared}
    served = warrant("arrest", served_at=BOOKED)
    result = check(record(charges=disposed("dismissed"), warrants=[served], arrests=[arrest]))
    gap = [u for u in result.undetermined if u.rule == "held-past-release-on-nothing"]
    assert [*gap, *(f for f in result.findings if f.rule == "held-past-release-on-nothing")] != []


@pytest.mark.parametrize(
    ("office", "purpose", "held_on"),
    [
        ("judge", "arrest", None),
        ("judge", "immigration", None),
        ("magistrate", "bench", None),
        ("court", "civil_contempt", None),
        ("grand_jury", "arrest", None),
        ("parole_board", "parole", None),
        ("probation_officer", "probation", None),
        ("corrections_officer", "escape", None),
        ("parole_officer", "arrest", "nothing"),
        ("governor", "governor", None),
        ("governor", "arrest", "nothing"),
        ("military_commander", "military", None),
        ("military_commander", "arrest", "nothing"),
        ("prosecutor", "arrest", "nothing"),
        ("sheriff", "bench", "nothing"),
        ("immigration_officer", "immigration", "administrative_warrant"),
        ("immigration_judge", "immigration", "administrative_warrant"),
        ("immigration_judge", "arrest", "administrative_warrant"),
        ("court_clerk", "bench", "unknown"),
        ("tribal_court", "bench", "unknown"),
        ("unknown", "arrest", "unknown"),
    ],
)
def test_the_office_that_signed_decides_what_a_warrant_is(office: str, purpose: str, held_on: str | None) -> None:
    paper = warrant(purpose, issued_by={"office": office})
    (entry,) = check(record(charges=[], warrants=[paper])).timeline
    assert (entry.authority, entry.held_on) == ("warrant" if held_on is None else None, held_on)


def test_a_tribal_courts_warrant_is_judicial_in_a_tribal_jail() -> None:
    paper = warrant(issued_by={"office": "tribal_court"})
    facility = {"state": "NC", "custodian": "tribal"}
    assert covered(check(record(charges=[], warrants=[paper], facility=facility))) == [(BOOKED, HELD, "warrant")]


@pytest.mark.parametrize("form", ["I-200", "I-205"])
def test_an_immigration_form_of_unknown_issuer_is_an_administrative_warrant(form: str) -> None:
    (entry,) = check(record(charges=[], warrants=[warrant("immigration", form=form, issued_by=None)])).timeline
    assert (entry.authority, entry.held_on) == (None, "administrative_warrant")


@pytest.mark.parametrize("form", ["I-200", "I-205"])
@pytest.mark.parametrize("office", ["judge", "magistrate", "court", "court_clerk", "parole_board", "sheriff"])
def test_an_immigration_form_is_an_administrative_warrant_whoever_is_said_to_have_signed_it(
    form: str, office: str
) -> None:
    """An immigration judge is noted as a judge; the form, which no judge signs, is the surer of the two."""
    result = check(record(charges=[], warrants=[warrant("immigration", form=form, issued_by={"office": office})]))
    (entry,) = result.timeline
    assert (entry.authority, entry.held_on) == (None, "administrative_warrant")
    assert [(w.code, w.at) for w in result.warnings] == [("issuer_disagrees", "warrants[0].issued_by.office")]


@pytest.mark.parametrize(
    "paper",
    [
        warrant("immigration"),
        warrant("immigration", form="other"),
        *(
            warrant("immigration", form="I-200", issued_by=by)
            for by in ({"office": "immigration_officer"}, {"office": "immigration_judge"}, {"office": "unknown"}, None)
        ),
    ],
)
def test_nothing_is_odd_in_a_form_and_an_issuer_that_agree_or_of_which_one_is_unknown(paper: Json) -> None:
    assert warnings(check(record(charges=[], warrants=[paper]))) == []


# Other holders, writs, and authority without a court.


IMMIGRATION = warrant("immigration", form="I-200", issued_by={"office": "immigration_officer"})


def test_somebody_immigration_officers_brought_in_is_held_on_their_warrant_while_they_hold() -> None:
    held = {"holder": "ICE", "taken_by": "federal_officer", "paper": "W1", "from": BOOKED, "to": DONE}
    assert covered(check(record(charges=[], warrants=[IMMIGRATION], held_for=[held]))) == [(BOOKED, DONE, "held_for")]


@pytest.mark.parametrize(
    "held",
    [
        {"holder": "ICE", "taken_by": "local_officer", "paper": "W1"},
        {"holder": "ICE", "taken_by": "unknown", "paper": "W1"},
        {"holder": "USMS", "taken_by": "federal_officer", "paper": "W1"},
    ],
    ids=["taken by the jail's own officers", "nobody knows by whom", "another holder"],
)
def test_an_immigration_warrant_is_nobody_elses_authority(held: Json) -> None:
    assert covered(check(record(charges=[], warrants=[IMMIGRATION], held_for=[held]))) == []


def test_keeping_somebody_for_another_on_no_known_paper_is_undetermined() -> None:
    held = [{"holder": "ICE", "taken_by": "federal_officer"}]
    agreements = [{"id": "G1", "kind": "housing", "agency": "ICE"}]
    for facility in ({"state": "NC"}, {"state": "NC", "agreements": agreements}):
        result = check(record(charges=[], held_for=held, facility=facility))
        assert (result.outcome, missing(result)) == ("undetermined", {"held_for[0].paper"})


def test_a_writ_keeps_a_borrowed_prisoner_until_sent_back_or_the_last_day_to_do_so_is_over() -> None:
    writ = {"kind": "ad_prosequendum", "role": "borrowed", "executed_at": BOOKED, "return_by": "2024-05-06"}
    assert entitled(charges=[], writs=[writ]) == [("2024-05-07T00:00", "authority_over", None)]
    assert entitled(charges=[], writs=[{**writ, "returned_at": DONE}]) == [(DONE, "authority_over", None)]
    assert covered(check(record(charges=[], writs=[{**writ, "role": "lent"}]))) == []


def test_a_writ_that_discharges_the_person_ends_every_authority() -> None:
    writ = {"kind": "ad_subjiciendum", "decision": "discharged", "issued_at": BOOKED, "executed_at": DONE}
    assert [at for at, _, _ in entitled(writs=[writ])] == [DONE]


def test_a_stay_till_morning_is_authority_only_with_a_signed_wish() -> None:
    stay = {"kind": "voluntary_stay", "from": BOOKED, "to": DONE}
    assert covered(check(record(charges=[], other_authority=[stay]))) == []
    signed = "2024-05-01T12:00"
    result = check(record(charges=[], other_authority=[{**stay, "consent_signed_at": signed}]))
    assert covered(result) == [(signed, DONE, "other_authority")]


def test_an_arrest_without_charges_authorises_no_longer_than_its_48_hours() -> None:
    arrest = {"at": "2024-05-01T09:00", "warrantless": True}
    assert entitled(charges=[], arrests=[arrest]) == [("2024-05-03T09:00", "no_probable_cause", None)]


def test_the_cause_of_an_entitlement_does_not_depend_on_the_order_of_the_charges() -> None:
    noted = [{"id": "C1"}, {"id": "C2", "held_until": HELD, "held_until_because": "recognizance"}]
    bail = [{"charges": ALL, "tendered_at": DONE, "refused": True}]
    one, other = (entitlements(check(record(charges=charges, bail=bail))) for charges in (noted, noted[::-1]))
    assert one == other


def test_every_rule_left_undetermined_names_what_is_missing() -> None:
    """Whether anything authorised the custody before decides several rules; each must say so."""
    kept = [{"holder": "ICE", "from": BOOKED, "to": "2024-05-03T10:00"}]
    doubtful = [
        record(charges=[], held_for=kept, released_at="2024-05-03T12:00"),
        record(
            booked_at="2024-05-01", charges=[{"id": "C1", "held_until": BOOKED}], court_orders=[order("release", None)]
        ),
    ]
    for told in doubtful:
        left = check(told).undetermined
        assert left
        assert [(u.rule, u.from_) for u in left if u.missing == ()] == []


def test_an_arrest_that_led_to_no_charge_does_not_carry_custody_for_months_on_a_finding_of_probable_cause() -> None:
    arrest = {"at": BOOKED, "warrantless": True, "probable_cause_found_at": "2024-05-02T10:00"}
    arrest["first_appearance_at"] = "2024-05-02T10:00"
    assert check(record(charges=[], arrests=[arrest], recorded_until="2024-08-01T00:00")).outcome != "clear"


def test_a_release_ends_an_arrest_that_led_to_no_charge() -> None:
    arrest = {"at": BOOKED, "warrantless": True, "probable_cause_found_at": "2024-05-02T10:00"}
    arrest["first_appearance_at"] = "2024-05-02T10:00"
    released = order("release", "2024-05-03T09:00")
    assert entitled(charges=[], arrests=[arrest], court_orders=[released]) == [
        ("2024-05-03T09:00", "release_order", None)
    ]


def test_a_criminal_detainer_leaves_no_rule_about_immigration_forms_undetermined() -> None:
    detainer = {"id": "D1", "kind": "criminal", "agency": "A county", "received_at": "2024-05-02T10:00"}
    result = check(record(charges=disposed("dismissed"), detainers=[detainer]))
    assert missing(result) == set()
    assert {f.rule for f in result.findings} == {"held-past-release-on-detainer", "new-seizure-without-authority"}


# Roster codes.


def held_on(**parts: Any) -> tuple[str | None, set[str]]:
    result = check(record(charges=disposed("dismissed"), **parts))
    return result.timeline[-1].held_on, missing(result)


def test_a_roster_code_of_unknown_paper_leaves_the_gap_undetermined() -> None:
    assert held_on(holds=[{"code": "DET"}]) == ("unknown", {"holds[0].paper"})
    assert held_on(holds=[{"code": "DET", "agency": "ICE"}]) == ("unknown", {"holds[0].paper"})


def test_a_roster_code_with_no_paper_is_nothing() -> None:
    assert held_on(holds=[{"code": "DET", "paper": "none"}]) == ("nothing", set())


def test_a_roster_code_of_the_agency_of_a_listed_detainer_is_that_detainer() -> None:
    detainer = {"id": "D1", "kind": "immigration", "agency": "ICE", "form": "I-247D", "issued_at": "2016-05-01T09:00"}
    for agency, answer in (("ICE", ("detainer", set())), ("A county", ("unknown", {"holds[0].paper"}))):
        assert held_on(holds=[{"code": "DET", "agency": agency}], detainers=[detainer]) == answer


def test_a_roster_code_covers_nothing_after_it_was_cleared() -> None:
    hold = {"code": "DET", "placed_at": BOOKED, "cleared_at": "2024-05-07T10:00"}
    result = check(record(charges=disposed("dismissed"), holds=[hold]))
    assert {local(f.from_) for f in result.findings} == {"2024-05-07T10:00"}
    assert {(local(u.from_), local(u.until)) for u in result.undetermined} == {(DONE, "2024-05-07T10:00")}


# Times away.


@pytest.mark.parametrize(
    ("kind", "guarded", "custody"),
    [
        ("escape", None, False),
        ("mistaken_release", None, False),
        ("furlough", None, False),
        ("intermittent", None, False),
        ("lent_on_writ", None, False),
        ("hospital", None, True),
        ("hospital", True, True),
        ("hospital", False, False),
        ("court", None, True),
        ("court", False, False),
        ("other_facility", None, True),
        ("other_facility", False, False),
    ],
)
def test_hospital_court_and_other_facility_stay_custody_unless_nobody_guards(
    kind: str, guarded: bool | None, custody: bool
) -> None:
    away = {"kind": kind, "guarded": guarded, "from": "2024-05-06T09:00", "to": "2024-05-08T09:00"}
    result = check(record(absences=[away]))
    whole = [(BOOKED, HELD, "recorded_charge")]
    parts = [(BOOKED, "2024-05-06T09:00", "recorded_charge"), ("2024-05-08T09:00", HELD, "recorded_charge")]
    assert covered(result) == (whole if custody else parts)


def test_an_absence_without_an_end_lasts_to_the_end_of_custody() -> None:
    result = check(record(absences=[{"kind": "escape", "from": DONE}]))
    assert covered(result) == [(BOOKED, DONE, "recorded_charge")]


def test_an_absence_gives_no_second_entitlement_to_the_same_release() -> None:
    away = [{"kind": "hospital", "guarded": False, "from": "2024-05-06T09:00", "to": "2024-05-06T09:30"}]
    assert entitled(charges=disposed("dismissed"), absences=away) == [(DONE, "dismissed", None)]


def test_an_absence_of_a_minute_does_not_make_a_night_of_overdetention_clear() -> None:
    night = {"charges": disposed("dismissed"), "released_at": "2024-05-05T20:00", "released_to": "community"}
    away = [{"kind": "furlough", "from": "2024-05-05T14:30", "to": "2024-05-05T14:31"}]
    assert check(record(**night)).outcome == "findings"
    assert check(record(**night, absences=away)).outcome == "findings"


# What is refused, with both values.


@pytest.mark.parametrize(
    ("parts", "path", "values"),
    [
        ({"released_at": "2024-04-30T10:00"}, "released_at", ["2024-04-30", "booked_at", "2024-05-01"]),
        (
            {"absences": [{"kind": "escape", "from": "2024-05-04", "to": "2024-05-02"}]},
            "absences[0].to",
            ["'2024-05-02'", "absences[0].from", "'2024-05-04'"],
        ),
        (
            {"warrants": [warrant(issued_at="2024-05-04", lodged_at=None, recalled_at="2024-05-02")]},
            "warrants[0].recalled_at",
            ["'2024-05-02'", "warrants[0].issued_at", "'2024-05-04'"],
        ),
        (
            {"detainers": [{"kind": "parole", "issued_at": "2024-05-04", "withdrawn_at": "2024-05-02"}]},
            "detainers[0].withdrawn_at",
            ["'2024-05-02'", "detainers[0].issued_at", "'2024-05-04'"],
        ),
        (
            {"court_orders": [order("detain", "2024-05-04", expires_at="2024-05-02")]},
            "court_orders[0].expires_at",
            ["'2024-05-02'", "court_orders[0].ordered_at", "'2024-05-04'"],
        ),
        (
            {"other_authority": [{"kind": "quarantine", "from": "2024-05-04", "to": "2024-05-02"}]},
            "other_authority[0].to",
            ["'2024-05-02'", "other_authority[0].from", "'2024-05-04'"],
        ),
        (
            {"writs": [{"kind": "other", "executed_at": "2024-05-04", "returned_at": "2024-05-02"}]},
            "writs[0].returned_at",
            ["'2024-05-02'", "writs[0].executed_at", "'2024-05-04'"],
        ),
        (
            {"bail": [{"charges": ALL, "posted_at": "2024-05-04", "revoked_at": "2024-05-02"}]},
            "bail[0].revoked_at",
            ["'2024-05-02'", "bail[0].posted_at", "'2024-05-04'"],
        ),
        ({"charges": [{"id": "C1"}, {"id": "C1"}]}, "charges[1].id", ["'C1'", "charges[0]"]),
        ({"bail": [{"charges": ["C9"]}]}, "bail[0].charges", ["'C9'", "charges"]),
        ({"arrests": [{"charges": ["C1"], "warrant": "C1"}]}, "arrests[0].warrant", ["'C1'", "warrants"]),
        ({"charges": [{"id": "C1", "refiled_as": "C9"}]}, "charges[0].refiled_as", ["'C9'", "charges"]),
        ({"holds": [{"paper": "X9"}]}, "holds[0].paper", ["'X9'"]),
        ({"held_for": [{"holder": "ICE", "paper": "X9"}]}, "held_for[0].paper", ["'X9'"]),
        ({"held_for": [{"holder": "ICE", "agreement": "G9"}]}, "held_for[0].agreement", ["'G9'", "agreement"]),
        ({"detainers": [{"kind": "parole", "accompanied_by": ["C1"]}]}, "detainers[0].accompanied_by", ["'C1'"]),
        ({"sentences": [{"kind": "jail", "charges": ["C9"]}]}, "sentences[0].charges", ["'C9'", "charges"]),
        ({"identity": [{"paper": "X9", "matches": True, "by": "name"}]}, "identity[0].paper", ["'X9'"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_record_that_contradicts_itself_is_refused_with_both_values(
    parts: Json, path: str, values: list[str]
) -> None:
    with pytest.raises(RecordError) as refused:
        check(record(**parts))
    (line,) = refused.value.problems
    assert line.startswith(f"{path}: ")
    assert [value for value in values if value not in line] == []
    assert "; " in line


def test_an_id_used_in_two_lists_is_refused_with_both_places() -> None:
    with pytest.raises(RecordError) as refused:
        check(record(warrants=[warrant()], holds=[{"id": "W1"}]))
    (line,) = refused.value.problems
    assert [part for part in ("'W1'", "warrants[0]", "holds[0]") if part not in line] == []


# Dates known to the day, starts not known, and the clock of the check.


@pytest.mark.parametrize(
    ("released", "outcome", "certainty", "warned"),
    [
        ("2024-05-05", "clear", set(), ["same_day"]),
        ("2024-05-06", "findings", {"possible"}, []),
        ("2024-05-07", "findings", {"certain"}, []),
    ],
    ids=["the same day", "the next day", "two days later"],
)
def test_entitlement_and_release_known_to_the_day_are_clear_possible_or_certain_by_the_days_apart(
    released: str, outcome: str, certainty: set[str], warned: list[str]
) -> None:
    result = check(record(charges=disposed("dismissed", "2024-05-05"), released_at=released))
    assert (result.outcome, {f.certainty for f in result.findings}, warnings(result)) == (outcome, certainty, warned)


def test_a_charge_dismissed_on_the_day_of_booking_did_authorise_custody() -> None:
    """Known to the day only, it may have ended at once; it is not known never to have carried custody at all."""
    told = record(charges=disposed("dismissed", "2024-05-01"), released_at="2024-05-02T01:00", released_to="community")
    assert {f.rule for f in check(told).findings} == {"held-past-release-on-nothing", "overdetention-before-conviction"}


def test_an_event_wholly_outside_custody_is_read_as_written_with_a_warning() -> None:
    outside = disposed("dismissed", {"earliest": "2024-06-05", "latest": "2024-06-06"})
    result = check(record(charges=outside, released_at=HELD))
    assert (result.outcome, [(w.code, w.at) for w in result.warnings]) == (
        "clear",
        [("outside_custody", "charges[0].disposed_at")],
    )


@pytest.mark.parametrize(
    ("parts", "at"),
    [
        ({"court_orders": [{"kind": "detain", "charges": ALL}]}, "court_orders[0].ordered_at"),
        ({"warrants": [{"purpose": "bench", "issued_by": JUDGE}]}, "warrants[0].lodged_at"),
        ({"detainers": [{"kind": "immigration"}]}, "detainers[0].received_at"),
        ({"other_authority": [{"kind": "quarantine", "to": HELD}]}, "other_authority[0].from"),
    ],
    ids=["order", "warrant", "detainer", "other authority"],
)
def test_a_paper_of_unknown_start_counts_throughout_custody_with_a_warning(parts: Json, at: str) -> None:
    result = check(record(charges=[], **parts))
    assert [(w.code, w.at) for w in result.warnings] == [("start_unknown", at)]
    (entry,) = result.timeline
    assert (local(entry.from_), local(entry.until)) == (BOOKED, HELD)
    assert entry.papers != ()


def test_a_roster_code_of_unknown_date_is_not_taken_to_have_been_there_from_booking() -> None:
    result = check(record(charges=[], holds=[{"id": "H1", "code": "DET"}]))
    assert result.outcome == "undetermined"
    assert "start_unknown" not in warnings(result)


EARLY = datetime(2024, 5, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "parts",
    [
        {"charges": disposed("dismissed")},
        {"bail": [{"charges": ALL, "tendered_at": DONE, "refused": True, "refused_because": "immigration_hold"}]},
        {"absences": [{"kind": "escape", "from": DONE}]},
        {"absences": [{"kind": "escape", "from": DONE, "to": "2024-05-06T09:00"}]},
        {"detainers": [{"kind": "immigration", "form": "I-247", "issued_at": DONE, "received_at": DONE}]},
        {"released_at": DONE},
    ],
    ids=["disposition", "refused bail", "absence without end", "absence", "detainer", "release"],
)
def test_what_happens_after_as_of_has_not_happened(parts: Json) -> None:
    result = check(record(**parts), as_of=EARLY)
    assert (result.outcome, findings(result)) == ("clear", [])
    assert covered(result) == [(BOOKED, "2024-05-03T08:00", "recorded_charge")]


def test_custody_without_a_booking_is_checked_for_its_papers_only() -> None:
    detainer = {"kind": "immigration", "form": "I-247D", "issued_at": DONE, "received_at": DONE}
    result = check(record(booked_at=None, detainers=[detainer]))
    assert {f.rule for f in result.findings} == {
        "detainer-form-not-in-use-when-issued",
        "detainer-without-administrative-warrant",
    }
    assert (result.outcome, missing(result)) == ("undetermined", {"booked_at"})


@pytest.mark.parametrize("name", ["warrants", "court_orders", "sentences"])
def test_a_list_the_source_does_not_keep_leaves_a_gap_undetermined(name: str) -> None:
    result = check(record(charges=disposed("dismissed"), not_recorded=[name]))
    assert (result.outcome, missing(result)) == ("undetermined", {name})
    assert findings(result) == []


def test_a_limit_that_may_have_begun_anew_is_only_possibly_past() -> None:
    """A wait known to the day may have covered part of a gap; after it the 48 hours would run again."""
    wait = {"kind": "statutory_wait", "from": "2024-05-09T10:00", "to": "2024-05-09"}
    detainer = {"kind": "immigration", "form": "I-247", "asks": ["hold"], "received_at": BOOKED}
    told = record(
        charges=disposed("dismissed"), detainers=[detainer], other_authority=[wait], recorded_until="2024-05-10"
    )
    limits = [f for f in findings(check(told)) if f["rule"] == "held-on-detainer-past-regulation-limit"]
    assert [(f["certainty"], f["hours"]) for f in limits] == [("certain", [34.0, 72.0])]


def test_closing_a_booking_and_opening_another_clears_nobody() -> None:
    """Four hours on nothing are release processing; after a re-booking the four hours before count too."""
    hours = {"booked_at": "2024-05-05T13:00", "released_at": "2024-05-05T17:00", "released_to": "community"}
    alone = findings(check(record(charges=disposed("dismissed"), **hours)))
    carried_on = findings(check(record(charges=disposed("dismissed"), continues="K-0", **hours)))
    assert [(f["rule"], f["severity"]) for f in alone] == [("held-past-release-on-nothing", "notice")]
    assert ("held-past-release-on-nothing", "review") in [(f["rule"], f["severity"]) for f in carried_on]
    detained = {"detainers": [{"kind": "immigration", "form": "I-247A", "received_at": BOOKED}]}
    held = findings(check(record(charges=disposed("dismissed"), continues="K-0", **hours, **detained)))
    assert ("held-past-release-on-detainer", "violation") in [(f["rule"], f["severity"]) for f in held]
