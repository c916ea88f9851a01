"""What happens after as_of has not happened, and changes nothing of what is said of the time before it."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import (
    ADMINISTRATIVE,
    ALL,
    BOOKED,
    CONVICTED,
    DISMISSED,
    HELD,
    Json,
    detainer,
    disposed,
    i200,
    order,
    record,
    sentence,
    warrant,
)
from expectations import local
from holdcheck.checking import check
from holdcheck.law.rules import YARDSTICK

LATER = "2024-05-25T10:00"
_JAIL = {"id": "G1", "kind": "287g_jail", "agency": "ICE", "signed_at": "2020-01-01"}
_ARRESTED = {"charges": [], "arrests": [{"id": "A1", "at": "2024-05-01", "warrantless": True}]}
_IN_TWO_COURTS = [disposed("cited", BOOKED, court="a"), disposed("cited", BOOKED, charge="C2", court="b")]
_OFFICER = {"role": "287g_jail", "designated_from": "2020-01-01"}


def told(parts: Json) -> Json:
    said: Json = check(record(**parts)).document.model_dump(mode="json")
    return {name: said[name] for name in ("outcome", "release_entitlements", "undetermined", "deadlines", "timeline")}


@pytest.mark.parametrize(
    ("later", "not_yet"),
    [
        (i200(lodged_at=None, served_at=LATER), i200(lodged_at=None)),
        (i200(lodged_at=None, served_at=LATER, served_by=_OFFICER), i200(lodged_at=None)),
        (i200(served_at=LATER, served_by=_OFFICER), i200()),
        (i200(lodged_at={"earliest": "2024-05-04", "latest": "2024-05-30"}, served_at=LATER), None),
        (warrant("parole", lodged_at=None, served_at=LATER), warrant("parole", lodged_at=None)),
        (warrant("material_witness", served_at=LATER), warrant("material_witness")),
    ],
    ids=[
        "never lodged",
        "never lodged, by a 287(g) officer",
        "by a 287(g) officer",
        "lodged perhaps",
        "parole",
        "court",
    ],
)
def test_a_warrant_that_is_served_only_later_is_not_served(later: Json, not_yet: Json | None) -> None:
    facility = {"state": "NC", "agreements": [_JAIL]}
    arrest = {"id": "A1", "warrant": later["id"], "warrantless": False, "first_appearance_at": "2024-05-02T10:00"}
    rest: Json = {"charges": DISMISSED, "facility": facility, "arrests": [arrest]}
    unserved = not_yet or {name: value for name, value in later.items() if name != "served_at"}
    assert told({**rest, "warrants": [later]}) == told({**rest, "warrants": [unserved]})


def test_an_immigration_warrant_served_only_later_is_what_somebody_is_held_on() -> None:
    result = check(record(charges=DISMISSED, warrants=[i200(lodged_at=None, served_at=LATER)]))
    assert [f.rule for f in result.findings if f.ground == "judicial_warrant_standard"] == [ADMINISTRATIVE]


@pytest.mark.parametrize(
    ("parts", "later"),
    [
        (_ARRESTED, {"sentences": [sentence(imposed_at="2024-05-26", kind="fine_only", charges=[], term=None)]}),
        ({"bail": [{"charges": ALL, "posted_at": "2024-05-02T09:00"}]}, {"court_orders": [order("release", LATER)]}),
        ({**_ARRESTED, "charges": _IN_TWO_COURTS}, {"court_orders": [{"kind": "release", "ordered_at": LATER}]}),
        ({}, {"court_orders": [order("commit", LATER, commit_for="child_support")]}),
        ({"charges": CONVICTED}, {"court_orders": [order("commit", LATER, commit_for="competency")]}),
        (
            {"charges": DISMISSED, "holds": [{"id": "H1", "code": "DET", "agency": "ICE", "placed_at": BOOKED}]},
            {"detainers": [detainer(received_at=LATER, issued_at=LATER)]},
        ),
        (
            {"charges": DISMISSED, "warrants": [warrant(lodged_at=None)]},
            {"detainers": [detainer(kind="parole", form=None, received_at=LATER, accompanied_by=["W1"])]},
        ),
    ],
    ids=["sentence", "release", "release of unknown charges", "commitment", "after a verdict", "detainer", "with it"],
)
def test_what_came_only_later_decides_nothing_and_leaves_nothing_open(parts: Json, later: Json) -> None:
    assert told({**parts, **later}) == told(parts)


@pytest.mark.parametrize(
    ("name", "part", "step"),
    [
        ("writs", {"kind": "ad_prosequendum", "role": "borrowed", "issued_at": BOOKED}, "executed_at"),
        ("other_authority", {"kind": "voluntary_stay", "from": "2024-05-06"}, "consent_signed_at"),
    ],
)
def test_a_step_taken_only_later_is_not_taken(name: str, part: Json, step: str) -> None:
    assert told({name: [{**part, step: LATER}]}) == told({name: [part]})


def test_a_verdict_of_later_ends_no_commitment_of_before() -> None:
    committed = {"court_orders": [order("commit", commit_for="child_support")]}
    convicted = [{"id": "C1", "disposition": "convicted", "disposed_at": LATER}]
    assert told({**committed, "charges": convicted}) == told(committed)


@pytest.mark.parametrize(("served_at", "unserved"), [(LATER, True), ("never", True), (HELD, False)])
def test_a_detainer_that_is_served_on_the_person_only_later_is_not_served(served_at: Any, unserved: bool) -> None:
    result = check(record(detainers=[detainer(served_on_person_at=served_at)]))
    assert ("detainer-not-served-on-the-person" in {each.rule for each in result.findings}) is unserved


def test_a_document_shown_is_told_beside_an_immigration_paper_that_is_there() -> None:
    shown = {"proofs": [{"document": "us_passport", "presented_at": "2024-05-03T10:00", "seen_by": "jail"}]}
    later = detainer(received_at=LATER, issued_at=LATER)
    rules = [[f.rule for f in check(record(**shown, detainers=[each])).findings] for each in (detainer(), later)]
    assert rules == [["detainer-without-administrative-warrant", "status-document-shown"], []]


@pytest.mark.parametrize(("at", "because"), [(HELD, "sentence_served"), ("2024-05-20T09:00", "parole")])
def test_parole_at_the_instant_asked_about_is_the_cause_of_no_time_before_it(at: str, because: str) -> None:
    """Of a term that may be over that day, the hours before are in doubt for the term's own sake."""
    granted = sentence(imposed_at="2024-05-03", term={"days": 17}, ended_by={"kind": "parole", "at": at})
    facility = {"state": "OR", "time_zone": "America/Los_Angeles"}
    result = check(record(facility=facility, charges=CONVICTED, sentences=[granted]))
    assert {each.because for each in result.release_entitlements} == {because}


def test_a_sentence_authorises_nothing_before_it_was_imposed_though_what_it_follows_is_still_to_come() -> None:
    follows = sentence(id="S2", charges=[], imposed_at="2024-05-10", consecutive_to=["S1"])
    told_so = record(charges=[], sentences=[sentence(charges=[], imposed_at="2024-05-25"), follows])
    found = [(local(f.from_), local(f.until)) for f in check(told_so).findings if f.ground == YARDSTICK]
    assert found == [(BOOKED, "2024-05-10T00:00")]
