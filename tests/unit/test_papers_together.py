"""Combinations of papers whose answer a sentence of the contract forces, as the whole check says it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from custodies import (
    ADMINISTRATIVE,
    ALL,
    BOOKED,
    CONVICTED,
    DETAINER,
    DISMISSED,
    DONE,
    HELD,
    NOTHING,
    Json,
    detainer,
    disposed,
    i200,
    order,
    record,
    sentence,
    warrant,
)
from expectations import entitlements, local, warnings
from holdcheck.checking import check
from holdcheck.errors import RecordError
from holdcheck.findings.checked import CheckResult

NEVER = "held-without-any-authority"
OFFICER = "held-past-release-under-287g"


def gaps(result: CheckResult) -> list[tuple[str, Any, Any]]:
    """Every finding of the yardstick, all of them certain: its rule, from and until."""
    found = [f for f in result.findings if f.ground == "judicial_warrant_standard"]
    assert {f.certainty for f in found} <= {"certain"}
    return [(f.rule, local(f.from_), local(f.until)) for f in found]


TWO = [{"id": "C1"}, {"id": "C2"}]
GAP = [(NOTHING, DONE, HELD)]
POSTED = {"charges": ALL, "posted_at": DONE}


# Several papers at once: what one of them ends leaves the others alone.


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {
                "charges": [{"id": "C1"}, disposed("convicted", "2024-05-03T10:00", "C2")],
                "bail": [{"charges": ["C1"], "posted_at": DONE}],
                "sentences": [sentence(charges=["C2"], term={"days": 10})],
            },
            [(NOTHING, "2024-05-14T00:00", HELD)],
        ),
        (
            {
                "charges": [{"id": "C1"}, disposed("dismissed", "2024-05-08T09:00", "C2")],
                "court_orders": [order("detain", BOOKED, charges=["C1", "C2"]), order("release", charges=["C1"])],
            },
            [(NOTHING, "2024-05-08T09:00", HELD)],
        ),
        (
            {
                "charges": TWO,
                "court_orders": [order("set_bail", BOOKED), order("release", "2024-05-06T09:00", charges=["C2"])],
                "bail": [{"charges": ["C1"], "posted_at": DONE}],
            },
            [(NOTHING, "2024-05-06T09:00", HELD)],
        ),
        ({"charges": CONVICTED, "sentences": [sentence()], "court_orders": [order("release")]}, []),
        ({"charges": [*DISMISSED, {"id": "C2"}], "warrants": [warrant("arrest", charges=["C1", "C2"])]}, []),
        ({"charges": [*CONVICTED, {"id": "C2"}], "sentences": [sentence(kind="time_served", term=None)]}, []),
        ({"charges": DISMISSED, "court_orders": [order("detain", BOOKED)]}, GAP),
        ({"court_orders": [order("detain", BOOKED, expires_at=DONE)]}, []),
        ({"charges": DISMISSED, "bail": [POSTED], "court_orders": [order("release")]}, GAP),
    ],
    ids=[
        "bail on one, sentence on the other",
        "release on one, dismissal of the other",
        "bail on one, recognizance on the other",
        "a release order beside a sentence",
        "a warrant that names a second charge",
        "time served on one of two",
        "an order for all whose charges are over",
        "an order that lapsed, the charge pending",
        "three ends at one instant",
    ],
)
def test_the_last_of_several_papers_decides(parts: Json, expected: list[Any]) -> None:
    assert gaps(check(record(**parts))) == expected


def test_bail_revoked_and_posted_again_leaves_two_gaps_and_the_time_between_covered() -> None:
    bail = [{**POSTED, "revoked_at": "2024-05-07T09:00"}, {"charges": ALL, "posted_at": "2024-05-09T09:00"}]
    for orders in ([], [order("set_bail", BOOKED), order("set_bail", "2024-05-07T09:00")]):
        assert gaps(check(record(bail=bail, court_orders=orders))) == [
            (NOTHING, DONE, "2024-05-07T09:00"),
            (NOTHING, "2024-05-09T09:00", HELD),
        ]


def test_a_second_release_order_ends_a_stay_of_the_first() -> None:
    again = [order("release"), order("stay", "2024-05-05T10:00"), order("release", "2024-05-07T10:00")]
    assert gaps(check(record(court_orders=again))) == [
        (NOTHING, DONE, "2024-05-05T10:00"),
        (NOTHING, "2024-05-07T10:00", HELD),
    ]


@pytest.mark.parametrize(
    ("bail", "findings"),
    [
        ([{"charges": ["C1"], "tendered_at": DONE, "refused": True, "refused_because": "immigration_hold"}], []),
        ([{"charges": ALL, "declared_futile_at": DONE, "refused_because": "immigration_hold"}], GAP),
        ([{"charges": ALL, "tendered_at": DONE}], []),
        ([{"charges": ALL, "posted_at": DONE, "accepted_at": "2024-06-05T09:00"}], []),
    ],
    ids=["refused on one of two", "declared futile", "tendered only", "accepted after as_of"],
)
def test_bail_entitles_only_where_it_would_have_set_the_person_free(bail: list[Json], findings: list[Any]) -> None:
    charges = TWO if bail[0]["charges"] == ["C1"] else [{"id": "C1"}]
    assert gaps(check(record(charges=charges, bail=bail))) == findings


def test_a_detainer_limit_that_runs_from_refused_bail_is_review_and_from_anything_else_a_violation() -> None:
    refused = {"charges": ALL, "tendered_at": DONE, "refused": True, "refused_because": "immigration_hold"}
    for parts, severity in (({"bail": [refused]}, "review"), ({"charges": DISMISSED}, "violation")):
        (found,) = [
            f
            for f in check(record(detainers=[detainer()], **parts)).findings
            if f.rule == "held-on-detainer-past-regulation-limit"
        ]
        # Sunday does not count: the 48 hours begin with Monday the 6th.
        assert (found.severity, local(found.from_)) == (severity, "2024-05-08T00:00")


# Commitments.

PURPOSES = [
    *("competency", "civil_contempt", "child_support", "fine", "fugitive", "extradition_waived"),
    *("temporary_federal", "juvenile", "evaluation"),
]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_commitment_ends_with_the_charge_it_is_on_with_a_release_and_with_its_own_last_day(purpose: str) -> None:
    known = {"kind": "commit", "commit_for": purpose, "ordered_at": "2024-05-02T10:00"}
    assert gaps(check(record(charges=DISMISSED, court_orders=[{**known, "charges": ["C1"]}]))) == GAP
    booked = {**known, "ordered_at": BOOKED}
    assert gaps(check(record(charges=[], court_orders=[booked, order("release")]))) == GAP
    longer = {"kind": "extend", "ordered_at": "2024-05-06T09:00", "commit_for": purpose}
    over = [{**booked, "expires_at": DONE}, {**longer, "expires_at": "2024-05-10T09:00"}]
    assert gaps(check(record(charges=[], court_orders=over))) == [
        (NOTHING, DONE, "2024-05-06T09:00"),
        (NOTHING, "2024-05-10T09:00", HELD),
    ]


def test_temporary_federal_detention_is_over_after_ten_days_whatever_last_day_it_names() -> None:
    named = {"kind": "commit", "commit_for": "temporary_federal", "ordered_at": BOOKED, "expires_at": "2024-06-10"}
    assert gaps(check(record(charges=[], court_orders=[named]))) == [(NOTHING, "2024-05-16T00:00", HELD)]


KINDS = [
    *("statutory_wait", "intoxication", "probation_or_parole_arrest", "supervision_sanction", "voluntary_stay"),
    *("quarantine", "mental_health", "juvenile", "court_transport"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_authority_of_a_statute_that_names_no_end_is_undetermined_after_thirty_days(kind: str) -> None:
    told = {"kind": kind, "from": BOOKED, "consent_signed_at": BOOKED}
    result = check(record(charges=[], other_authority=[told], recorded_until="2024-08-01T00:00"))
    assert (result.outcome, {local(u.from_) for u in result.undetermined}) == ("undetermined", {"2024-06-01T00:00"})


def test_a_wish_to_stay_signed_late_covers_the_time_after_it_was_signed() -> None:
    stay = {"kind": "voluntary_stay", "from": DONE, "to": HELD, "consent_signed_at": "2024-05-05T18:00"}
    assert gaps(check(record(charges=DISMISSED, other_authority=[stay]))) == [(NOTHING, DONE, "2024-05-05T18:00")]


# Held for another.


@pytest.mark.parametrize(
    ("paper", "held", "expected"),
    [
        ({"issued_at": "2024-04-01", "recalled_at": DONE}, {}, GAP),
        ({"expires_at": DONE}, {}, GAP),
        ({"lodged_at": DONE}, {}, [(NEVER, BOOKED, DONE)]),
        (
            {},
            [{"from": BOOKED, "to": DONE}, {"from": "2024-05-10T09:00"}],
            [(ADMINISTRATIVE, DONE, "2024-05-10T09:00")],
        ),
        ({}, {"taken_by": "local_officer"}, [(NEVER, BOOKED, HELD)]),
    ],
    ids=["recalled", "expired", "lodged later", "two spells", "the jail's own officers"],
)
def test_held_for_another_ends_with_its_paper_and_authorises_nothing_by_itself(
    paper: Json, held: Any, expected: list[Any]
) -> None:
    known = {"holder": "ICE", "taken_by": "federal_officer", "paper": "I1", "from": BOOKED}
    spells = [{**known, **spell} for spell in (held if isinstance(held, list) else [held])]
    assert gaps(check(record(charges=[], warrants=[i200(**paper)], held_for=spells))) == expected


def test_service_inside_the_jail_is_no_bringing_in_unless_the_record_says_so() -> None:
    served = i200(served_at="2024-05-04T09:00", served_by={"role": "immigration_officer"})
    assert gaps(check(record(charges=DISMISSED, warrants=[served]))) == [(ADMINISTRATIVE, DONE, HELD)]
    held = [{"holder": "ICE", "taken_by": "federal_officer", "paper": "I1", "from": DONE}]
    assert gaps(check(record(charges=DISMISSED, warrants=[served], held_for=held))) == []


@pytest.mark.parametrize("first", [0, 1])
def test_a_warrant_that_accompanied_two_detainers_came_with_the_earlier_one_however_they_are_listed(first: int) -> None:
    came = ["2024-05-06T09:00", "2024-05-08T09:00"]
    known = {"kind": "immigration", "form": "IAR", "accompanied_by": ["I1"]}
    two = [{**known, "id": f"D{n}", "received_at": at} for n, at in enumerate(came)]
    listed = [two[first], two[1 - first]]
    result = check(record(charges=DISMISSED, warrants=[i200(lodged_at=None)], detainers=listed))
    assert gaps(result) == [(NOTHING, DONE, came[0]), (ADMINISTRATIVE, came[0], HELD)]


# 287(g).


def test_a_warrant_served_before_the_detainer_came_that_it_accompanied_was_there_from_its_service() -> None:
    came = {"id": "D1", "kind": "parole", "received_at": "2024-05-12T09:00", "accompanied_by": ["W1"]}
    served = warrant("parole", lodged_at=None, served_at="2024-05-05T09:00")
    assert check(record(charges=DISMISSED, warrants=[served], detainers=[came])).outcome == "clear"


@pytest.mark.parametrize(
    ("model", "served", "more", "expected"),
    [
        ("287g_jail", DONE, {}, [(OFFICER, DONE, "2024-05-08T00:00"), (ADMINISTRATIVE, "2024-05-08T00:00", HELD)]),
        (
            "287g_jail",
            "2024-05-02T09:00",
            {},
            [(OFFICER, DONE, "2024-05-08T00:00"), (ADMINISTRATIVE, "2024-05-08T00:00", HELD)],
        ),
        (
            "287g_warrant_service",
            DONE,
            {},
            [(OFFICER, DONE, "2024-05-07T09:00"), (ADMINISTRATIVE, "2024-05-07T09:00", HELD)],
        ),
        ("287g_warrant_service", "2024-05-02T09:00", {}, [(ADMINISTRATIVE, DONE, HELD)]),
        ("287g_jail", DONE, {"designated_to": "2024-05-04"}, [(ADMINISTRATIVE, DONE, HELD)]),
        (
            "287g_jail",
            DONE,
            {"designated_to": "2024-05-05", "designated_from": "2024-05-05"},
            [(OFFICER, DONE, "2024-05-08T00:00"), (ADMINISTRATIVE, "2024-05-08T00:00", HELD)],
        ),
    ],
    ids=["jail", "jail, served before", "service", "service, served before", "designation over", "its only day"],
)
def test_a_designated_officers_48_hours_run_from_the_gap_or_from_execution_by_the_model(
    model: str, served: str, more: Json, expected: list[Any]
) -> None:
    facility = {"state": "NC", "agreements": [{"id": "G1", "kind": model, "agency": "ICE", "signed_at": "2020-01-01"}]}
    paper = i200(served_at=served, served_by={"role": model, "designated_from": "2021-01-01", **more})
    assert gaps(check(record(charges=DISMISSED, facility=facility, warrants=[paper]))) == expected


@pytest.mark.parametrize(
    ("agreements", "since"),
    [
        ([{"ends_at": "2024-05-05T18:00"}], "2024-05-05T18:00"),
        ([{"ends_at": "2024-05-20"}], "2024-05-07T09:00"),
        ([{"ends_at": "2024-05-05T18:00"}, {"ends_at": "2024-05-06T18:00"}], "2024-05-06T18:00"),
        ([{"ends_at": "2024-05-05T18:00"}, {"signed_at": "2024-05-05", "ends_at": None}], "2024-05-07T09:00"),
        ([{"ends_at": "2024-05-05T18:00"}, {"signed_at": "2024-05-06", "ends_at": None}], "2024-05-05T18:00"),
        ([{"ends_at": "2024-05-05T18:00"}, {"kind": "287g_jail", "ends_at": None}], "2024-05-05T18:00"),
        ([{"ends_at": "2024-05-05T18:00"}, {"kind": "housing", "ends_at": None}], "2024-05-05T18:00"),
        ([{"ends_at": {"earliest": "2024-05-05T18:00", "latest": "2024-05-06T18:00"}}], "2024-05-06T18:00"),
    ],
    ids=[
        "in the hold",
        "after the 48 hours",
        "the later of two",
        "renewed in time",
        "another one too late",
        "of another model",
        "a housing contract goes on",
        "between two times",
    ],
)
def test_from_the_end_of_the_agreement_a_designated_officers_hold_is_on_an_administrative_warrant(
    agreements: list[Json], since: str
) -> None:
    """The end of the agreement ends every authority under it. Where it is not exact the strongest label is taken."""
    model = {"kind": "287g_warrant_service", "agency": "ICE", "signed_at": "2020-01-01"}
    facility = {"state": "NC", "agreements": [{"id": f"G{n}", **model, **each} for n, each in enumerate(agreements)]}
    paper = i200(served_at=DONE, served_by={"role": "287g_warrant_service", "designated_from": "2021-01-01"})
    result = check(record(charges=DISMISSED, facility=facility, warrants=[paper]))
    assert gaps(result) == [(OFFICER, DONE, since), (ADMINISTRATIVE, since, HELD)]
    assert [local(d.at) for d in result.deadlines if d.clock == "287g-warrant-service"] in (
        [since],
        [["2024-05-05T18:00", since]],
    )


def test_an_officers_designation_that_ended_after_the_service_takes_nothing_back() -> None:
    """What was executed while designated is executed."""
    model = {"id": "G1", "kind": "287g_warrant_service", "agency": "ICE", "signed_at": "2020-01-01"}
    by = {"role": "287g_warrant_service", "designated_from": "2021-01-01", "designated_to": "2024-05-05"}
    told = record(charges=DISMISSED, facility={"state": "NC", "agreements": [model]}, recorded_until="2024-05-07T09:00")
    assert gaps(check({**told, "warrants": [i200(served_at=DONE, served_by=by)]})) == [
        (OFFICER, DONE, "2024-05-07T09:00")
    ]


def test_after_the_end_of_the_agreement_it_does_not_matter_whether_the_officer_was_designated() -> None:
    ended = {"id": "G1", "kind": "287g_warrant_service", "signed_at": "2020-01-01", "ends_at": "2024-05-05T18:00"}
    unknown = i200(served_at=DONE, served_by={"role": "287g_warrant_service"})
    told = record(charges=DISMISSED, facility={"state": "NC", "agreements": [ended]}, warrants=[unknown])
    result = check(told)
    assert gaps(result)[-1] == (ADMINISTRATIVE, "2024-05-05T18:00", HELD)


# Sentences.


@pytest.mark.parametrize("kind", ["parole", "pardon", "commutation", "early_release", "resentence"])
def test_what_ended_a_sentence_entitles_unless_another_sentence_goes_on(kind: str) -> None:
    ended = sentence(ended_by={"kind": kind, "at": DONE})
    assert gaps(check(record(charges=CONVICTED, sentences=[ended]))) == GAP
    new = sentence(id="S2", imposed_at="2024-05-05", begins_at="2024-05-03", term={"days": 10})
    assert gaps(check(record(charges=CONVICTED, sentences=[ended, new]))) == [(NOTHING, "2024-05-14T00:00", HELD)]


def test_vacating_one_of_two_sentences_leaves_the_other_and_an_order_made_at_once_carries_on() -> None:
    vacated = order("vacate_sentence", charges=["C1"])
    both = {"charges": [*CONVICTED, disposed("convicted", "2024-05-03T10:00", "C2")]}
    both["sentences"] = [sentence(), sentence(id="S2", charges=["C2"], term={"days": 8})]
    assert gaps(check(record(court_orders=[vacated], **both))) == [(NOTHING, "2024-05-12T00:00", HELD)]
    again = [vacated, order("detain")]
    assert gaps(check(record(charges=CONVICTED, sentences=[sentence()], court_orders=again))) == []


def test_a_stay_outside_the_periods_of_an_intermittent_sentence_is_a_gap_and_an_absence_is_none() -> None:
    periods = [
        {"from": "2024-05-03T09:00", "to": "2024-05-05T18:00"},
        {"from": "2024-05-10T18:00", "to": "2024-05-12T18:00"},
    ]
    told: Json = {"charges": CONVICTED, "sentences": [sentence(kind="intermittent", periods=periods)]}
    told |= {"released_at": "2024-05-12T18:00", "released_to": "community"}
    assert gaps(check(record(**told))) == [(NOTHING, "2024-05-05T18:00", "2024-05-10T18:00")]
    away = [{"kind": "intermittent", "from": "2024-05-05T18:00", "to": "2024-05-10T18:00"}]
    assert gaps(check(record(absences=away, **told))) == []


def test_several_stated_dates_are_undetermined_from_the_earliest_and_certain_past_the_latest() -> None:
    dates = [{"kind": "release", "at": "2024-05-08"}, {"kind": "release", "at": "2024-05-12"}]
    result = check(record(charges=CONVICTED, sentences=[sentence(term=None, stated=dates)]))
    assert gaps(result) == [(NOTHING, "2024-05-13T00:00", HELD)]
    assert {(local(u.from_), local(u.until)) for u in result.undetermined} == {("2024-05-09T00:00", "2024-05-13T00:00")}


# Fugitives and prisoners lent.


def test_a_governors_warrant_covers_from_its_lodging_and_not_the_days_between() -> None:
    committed = {"kind": "commit", "commit_for": "fugitive", "ordered_at": BOOKED}
    governor = warrant("governor", issued_by={"office": "governor"}, lodged_at="2024-06-10T10:00")
    told = record(charges=[], court_orders=[committed], warrants=[governor], recorded_until="2024-06-20T10:00")
    assert gaps(check(told)) == [(NOTHING, "2024-06-01T00:00", "2024-06-10T10:00")]


def test_somebody_lent_on_a_writ_whose_charge_ends_while_away_is_entitled_then_and_overdetained_from_the_return() -> (
    None
):
    away = [{"kind": "lent_on_writ", "from": "2024-05-03T10:00", "to": "2024-05-12T10:00"}]
    result = check(record(charges=[disposed("dismissed", "2024-05-06T10:00")], absences=away))
    assert [e["at"] for e in entitlements(result)] == ["2024-05-06T10:00"]
    assert gaps(result) == [(NOTHING, "2024-05-12T10:00", HELD)]


def test_a_second_writ_carries_a_borrowed_prisoner_past_the_return_of_the_first() -> None:
    first = {
        "id": "X1",
        "kind": "ad_prosequendum",
        "role": "borrowed",
        "executed_at": BOOKED,
        "return_by": "2024-05-05",
    }
    second = {**first, "id": "X2", "executed_at": "2024-05-05T10:00", "return_by": "2024-05-10"}
    assert gaps(check(record(charges=[], writs=[first, second]))) == [(NOTHING, "2024-05-11T00:00", HELD)]


@pytest.mark.parametrize(
    "parts",
    [
        {"charges": [], "sentences": [sentence(charges=[], imposed_at="2024-05-01")], "warrants": [warrant()]},
        {"charges": [], "other_authority": [{"kind": "quarantine", "from": BOOKED}]},
    ],
    ids=["sentence and warrant", "quarantine"],
)
def test_a_discharge_ends_every_authority_there_was_and_none_that_came_later(parts: Json) -> None:
    freed = {"id": "X1", "kind": "ad_subjiciendum", "decision": "discharged", "issued_at": BOOKED, "executed_at": DONE}
    assert gaps(check(record(writs=[freed], **parts))) == GAP
    later = [order("detain", "2024-05-07T09:00")]
    assert gaps(check(record(writs=[freed], court_orders=later, **parts))) == [(NOTHING, DONE, "2024-05-07T09:00")]


# Roster codes and requests.


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"holds": [{"code": "X", "agency": "ICE"}], "detainers": [detainer(form="IAR")]}, GAP),
        ({"holds": [{"code": "X", "paper": "none"}], "detainers": [detainer()]}, [(DETAINER, DONE, HELD)]),
        ({"holds": [{"code": "X", "placed_at": BOOKED, "cleared_at": "2024-05-04T10:00"}]}, GAP),
        ({"holds": [{"code": "X", "agency": "ICE"}], "warrants": [i200(agency="ICE")]}, [(ADMINISTRATIVE, DONE, HELD)]),
        ({"detainers": [detainer(asks=[])]}, GAP),
        (
            {"detainers": [detainer(withdrawn_at="2024-05-06T09:00")]},
            [(DETAINER, DONE, "2024-05-06T09:00"), (NOTHING, "2024-05-06T09:00", HELD)],
        ),
        (
            {"detainers": [detainer(withdrawn_at="2024-05-07T08:00"), detainer(id="D2", form="I-247G")]},
            [
                (DETAINER, DONE, "2024-05-07T08:00"),
                ("held-past-release-on-notification-request", "2024-05-07T08:00", HELD),
            ],
        ),
    ],
    ids=["IAR", "none", "cleared", "I-200 of the agency", "asks for nothing", "withdrawn", "a request goes on"],
)
def test_the_label_of_a_gap_is_the_strongest_paper_in_force_at_the_time(parts: Json, expected: list[Any]) -> None:
    assert gaps(check(record(charges=DISMISSED, **parts))) == expected


def test_issuing_a_detainer_again_starts_no_clock_anew() -> None:
    ended = detainer(withdrawn_at="2024-05-07T08:00")
    again = detainer(id="D2", issued_at="2024-05-09T08:00", received_at="2024-05-09T08:00")
    found = [
        local(f.from_)
        for f in check(record(charges=DISMISSED, detainers=[ended, again])).findings
        if f.rule == "held-on-detainer-past-regulation-limit"
    ]
    assert found == ["2024-05-09T08:00"]


@pytest.mark.parametrize(
    ("left", "rule", "severity"),
    [
        ({"released_at": "2024-05-05T13:00", "released_to": "community"}, NOTHING, "notice"),
        ({"released_at": "2024-05-05T13:00", "released_to": "ICE"}, DETAINER, "violation"),
        ({"released_at": "2024-05-05T13:00", "released_to": "prison"}, DETAINER, "violation"),
        ({"released_at": "2024-05-05T16:00", "released_to": "community"}, DETAINER, "violation"),
        ({"recorded_until": "2024-05-05T13:00"}, DETAINER, "review"),
    ],
    ids=["home in time", "to the agency", "to prison", "home too late", "still there"],
)
def test_only_who_went_home_within_the_hours_of_processing_was_being_processed(
    left: Json, rule: str, severity: str
) -> None:
    result = check(record(charges=DISMISSED, detainers=[detainer()], **left))
    assert [(f.rule, f.severity) for f in result.findings if f.ground == "judicial_warrant_standard"] == [
        (rule, severity)
    ]


# Time.


@pytest.mark.parametrize(
    ("booked", "entitled", "limit"),
    [
        ("2017-01-10T10:00", "2017-01-13T17:00", "2017-01-18T17:00"),
        ("2021-12-20T10:00", "2021-12-23T12:00", "2021-12-28T12:00"),
        ("2021-12-20T10:00", "2021-12-30T12:00", "2022-01-04T12:00"),
        ("2021-06-10T10:00", "2021-06-17T12:00", "2021-06-22T12:00"),
        ("2020-06-10T10:00", "2020-06-18T12:00", "2020-06-22T12:00"),
        ("2018-11-01T10:00", "2018-11-09T12:00", "2018-11-14T12:00"),
        ("2024-10-30T10:00", "2024-11-01T18:00", "2024-11-05T18:00"),
        ("2024-05-01T10:00", "2024-05-04T12:00", "2024-05-08T00:00"),
    ],
    ids=[
        "a long weekend",
        "Christmas on a Saturday",
        "New Year observed in the old year",
        "the first Juneteenth",
        "the year before it",
        "Veterans Day on a Sunday",
        "clocks set back",
        "from a Saturday",
    ],
)
def test_the_regulations_48_hours_leave_out_weekends_and_observed_holidays(
    booked: str, entitled: str, limit: str
) -> None:
    told = record(
        booked_at=booked,
        recorded_until=f"{limit[:4]}-12-31",
        charges=[disposed("dismissed", entitled)],
        detainers=[detainer(form="I-247", issued_at=booked, received_at=booked)],
    )
    assert [local(d.at) for d in check(told).deadlines if d.clock == "287-7-d"] == [limit]


def test_riversides_48_hours_are_elapsed_ones_though_the_clocks_are_set_back() -> None:
    arrest = {"at": "2024-11-02T10:00", "warrantless": True, "charges": ["C1"]}
    arrest |= {"probable_cause_found_at": "2024-11-04T09:30", "first_appearance_at": "2024-11-04T09:30"}
    result = check(record(booked_at="2024-11-02T10:00", recorded_until="2024-11-06T10:00", arrests=[arrest]))
    assert [(f.rule, local(f.from_), local(f.until)) for f in result.findings] == [
        ("probable-cause-finding-late", "2024-11-04T09:00", "2024-11-04T09:30")
    ]


def test_a_release_wholly_within_the_repeated_hour_is_no_certain_hold() -> None:
    told = record(
        booked_at="2024-11-02T10:00",
        charges=[disposed("dismissed", "2024-11-03T01:10")],
        released_at="2024-11-03T01:50",
        released_to="community",
        recorded_until="2024-11-04",
    )
    result = check(told)
    assert (result.outcome, {f.certainty for f in result.findings}) == ("clear", {"possible"})


def test_an_arrest_elsewhere_starts_the_clocks_before_the_transfer_in() -> None:
    arrest = {"id": "A1", "warrantless": True, "charges": ["C1"]}
    arrest |= {"probable_cause_found_at": "2024-05-03T10:00", "first_appearance_at": "2024-05-03T10:00"}
    told = record(admission="transfer_in", custody_began_at="2024-04-29T10:00", arrests=[arrest])
    assert [(f.rule, local(f.from_)) for f in check(told).findings] == [
        ("probable-cause-finding-late", BOOKED),
        ("first-appearance-late", "2024-05-02T10:00"),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        {"charges": [disposed("dismissed", "2024-04-20")]},
        {"court_orders": [order("release", "2024-04-20")]},
        {"bail": [{"charges": ALL, "posted_at": "2024-04-20"}]},
    ],
    ids=["dismissal", "release", "bail"],
)
def test_what_happened_before_booking_counts_as_at_booking(parts: Json) -> None:
    assert gaps(check(record(**parts))) == [(NOTHING, BOOKED, HELD)]


@pytest.mark.parametrize(
    ("parts", "until"),
    [
        ({"released_at": "2024-06-01T10:00"}, HELD),
        ({"released_at": "2024-05-10T10:00", "recorded_until": "2024-05-08T10:00"}, "2024-05-08T10:00"),
        ({"recorded_until": None, "released_at": "2024-05-10T10:00"}, "2024-05-10T10:00"),
    ],
    ids=["release after the horizon", "horizon before the release", "no horizon"],
)
def test_custody_lasts_to_the_release_or_to_the_horizon_if_that_is_sooner(parts: Json, until: str) -> None:
    assert gaps(check(record(charges=DISMISSED, **parts))) == [(NOTHING, DONE, until)]


def test_before_booking_there_is_no_custody_to_check() -> None:
    result = check(record(charges=DISMISSED), as_of=datetime(2024, 4, 1, tzinfo=UTC))
    assert (result.outcome, result.timeline, warnings(result)) == ("clear", (), ["not_yet_in_custody"])


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"charges": [disposed("dismissed", {"earliest": "2024-05-07", "latest": "2024-05-05"})]}, "disposed_at"),
        ({"recorded_until": "2024-04-01"}, "recorded_until"),
        ({"sentences": [sentence(inoperative=[{"from": "2024-05-08", "to": "2024-05-05"}])]}, "inoperative[0].to"),
        ({"facility": {"state": "NC", "time_zone": "Mars/Olympus"}}, "facility.time_zone"),
    ],
    ids=["range", "horizon", "inoperative", "zone"],
)
def test_a_record_whose_times_run_backwards_is_refused(parts: Json, path: str) -> None:
    with pytest.raises(RecordError) as refused:
        check(record(**parts))
    assert [line for line in refused.value.problems if path in line] != []


# The standard of what the courts have said.


@pytest.mark.parametrize(
    ("state", "zone", "detained", "with_warrant"),
    [
        ("MA", None, "review", "review"),
        ("NY", None, "review", "review"),
        ("PA", None, "review", "review"),
        ("NC", None, "review", "review"),
        ("LA", None, "review", "notice"),
        ("MI", "America/Detroit", "review", "notice"),
        ("IL", None, "review", "review"),
        ("AR", None, "notice", "notice"),
        ("CA", None, "review", "review"),
        ("CO", None, "review", "review"),
        ("GA", None, "review", "review"),
        ("DC", None, "review", "review"),
    ],
)
def test_under_controlling_law_a_gap_on_a_request_is_graded_by_the_standing_of_its_circuit(
    state: str, zone: str | None, detained: str, with_warrant: str
) -> None:
    facility = {"state": state} | ({"time_zone": zone} if zone else {})
    left = {"released_at": "2024-05-06T09:00", "released_to": "ICE", "facility": facility, "charges": DISMISSED}
    for parts, severity in (
        ({"detainers": [detainer()]}, detained),
        ({"detainers": [detainer(accompanied_by=["I1"])], "warrants": [i200()]}, with_warrant),
    ):
        told = record(**left, **parts)
        for standard, expected in (("controlling-law", severity), ("judicial-warrant", "violation")):
            result = check(told, standard=standard)  # type: ignore[arg-type]
            assert [f.severity for f in result.findings if f.ground == "judicial_warrant_standard"] == [expected]
            (seizure,) = [f for f in result.findings if f.rule == "new-seizure-without-authority"]
            graded = {"settled": "violation", "split": "review", "open": "review", "contrary": "notice"}
            assert graded[seizure.standing] == severity


@pytest.mark.parametrize(
    ("state", "zone", "left_at", "old_form"),
    [
        ("CA", None, "2024-05-06T05:00", "split"),  # Gonzalez
        ("CA", None, "2024-05-08T11:00", "settled"),
        ("OR", "America/Los_Angeles", "2024-05-06T05:00", "settled"),  # Miranda-Olivares
        ("OR", "America/Los_Angeles", "2024-05-08T11:00", "settled"),
        ("RI", None, "2024-05-06T05:00", "settled"),  # Morales
        ("RI", None, "2024-05-08T11:00", "settled"),
        ("MN", None, "2024-05-06T05:00", "split"),  # Orellana
        ("NC", None, "2024-05-06T05:00", "split"),  # Santos
    ],
)
def test_what_courts_said_of_immigration_detainers_is_not_said_of_another_states(
    state: str, zone: str | None, left_at: str, old_form: str
) -> None:
    facility = {"state": state} | ({"time_zone": zone} if zone else {})
    left = {"released_at": left_at, "released_to": "other_agency", "facility": facility, "charges": DISMISSED}
    wanted = {"id": "D2", "kind": "criminal", "agency": "WI", "received_at": BOOKED}
    graded = {"settled": "violation", "split": "review", "open": "review"}
    for detainers, standing in (([wanted], "open"), ([detainer(form="I-247")], old_form)):
        told = record(detainers=detainers, **left)
        found = [
            [(f.rule, f.severity, f.standing, f.certainty, local(f.from_), local(f.until)) for f in result.findings]
            for result in (check(told, standard=s) for s in ("judicial-warrant", "controlling-law"))  # type: ignore[arg-type]
        ]
        assert [each[:2] for each in found[0] if each[0] in (DETAINER, "new-seizure-without-authority")] == [
            (DETAINER, "violation"),
            ("new-seizure-without-authority", graded[standing]),
        ]
        assert [each for each in found[1] if each[0] in (DETAINER, "new-seizure-without-authority")] == [
            (rule, graded[standing], standing, "certain", DONE, left_at)
            for rule in (DETAINER, "new-seizure-without-authority")
        ]


def test_standing_on_requests_for_notice_is_of_those_that_an_immigration_agency_made() -> None:
    left = {"released_at": "2024-05-06T05:00", "released_to": "other_agency", "charges": DISMISSED}
    for kind, expected in (("immigration", "settled"), ("criminal", "open"), ("probation", "open")):
        asks = {"id": "D1", "kind": kind, "asks": ["notify"], "received_at": BOOKED, "served_on_person_at": BOOKED}
        for state in ("RI", "CA", "GA", "MD"):
            result = check(record(detainers=[asks], facility={"state": state}, **left))
            (seizure,) = [f for f in result.findings if f.rule == "new-seizure-without-authority"]
            assert (kind, state, seizure.standing) == (kind, state, expected)
