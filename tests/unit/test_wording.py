"""What findings say: the papers they name, the facts with their dates, and how they speak of the law."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conftest import PROJECT
from holdcheck.checking import Checker
from holdcheck.findings.result import Citation, Finding, Hours
from holdcheck.law import Law
from holdcheck.law.places import CLOCKS
from holdcheck.record import read_record
from holdcheck.reports import phrases
from holdcheck.reports.conditions import condition


def found(law: Law, rule: str, **parts: Any) -> Finding:
    """The one finding of a rule about somebody booked on 1 May 2024 and still held on the 8th."""
    record = {
        "custody_id": "K-1",
        "facility": {"state": "NC"},
        "booked_at": "2024-05-01T12:00",
        "recorded_until": "2024-05-08T12:00",
        "charges": [{"id": "C1", "disposition": "dismissed", "disposed_at": "2024-05-05T12:00"}],
    }
    (finding,) = [f for f in Checker(law).check(read_record(record | parts)).findings if f.rule == rule]
    return finding


def test_a_finding_names_the_papers_its_rule_speaks_of_and_no_others(law: Law) -> None:
    detainer = {"id": "D1", "kind": "immigration", "form": "I-247A", "received_at": "2024-05-02T09:00"}
    other = {"id": "D2", "kind": "criminal", "asks": ["hold"], "received_at": "2024-05-02T09:00"}
    warrant = {
        "id": "W1",
        "purpose": "immigration",
        "form": "I-200",
        "issued_by": {"office": "immigration_officer"},
        "lodged_at": "2024-05-02T09:00",
    }
    papers = {"detainers": [detainer, other], "warrants": [warrant]}
    for rule, named in (
        ("held-past-release-on-administrative-warrant", "on an administrative warrant (W1)."),
        ("held-on-detainer-past-regulation-limit", "on an immigration detainer (D1)"),
        ("detainer-past-the-48-hours-it-asks-for", "on a Form I-247A (D1)"),
        ("new-seizure-without-authority", ", on W1, D1, D2; release had been due since 2024-05-05 12:00"),
    ):
        finding = found(law, rule, **papers)
        assert named in finding.message
        assert {fact.paper for fact in finding.because} == {"C1", "W1", "D1", "D2"}


@pytest.mark.parametrize(
    ("rule", "parts", "fact"),
    [
        (
            "detainer-lodged-after-release-was-due",
            {
                "detainers": [
                    {
                        "id": "D1",
                        "kind": "immigration",
                        "agency": "ICE",
                        "form": "I-247A",
                        "issued_at": "2024-05-05",
                        "received_at": "2024-05-06T09:00",
                        "served_on_person_at": "never",
                    }
                ]
            },
            (
                "Immigration detainer of ICE on Form I-247A, issued 2024-05-05, received 2024-05-06 09:00, "
                "never served on the person."
            ),
        ),
        (
            "bail-refused-for-a-hold",
            {
                "bail": [
                    {
                        "charges": ["C1"],
                        "tendered_at": "2024-05-03T10:00",
                        "refused": True,
                        "refused_because": "immigration_hold",
                    }
                ]
            },
            "Bail tendered 2024-05-03 10:00, refused: immigration hold.",
        ),
        (
            "writ-overdue",
            {"writs": [{"id": "X1", "kind": "ad_prosequendum", "role": "borrowed", "return_by": "2024-05-03"}]},
            "Writ ad prosequendum, prisoner borrowed, to return by 2024-05-03, no return recorded.",
        ),
        (
            "status-document-shown",
            {
                "detainers": [{"id": "D1", "kind": "immigration", "form": "I-247A", "received_at": "2024-05-02"}],
                "proofs": [{"document": "us_passport", "presented_at": "2024-05-04T10:00", "seen_by": "jail"}],
            },
            "Shown: US passport, 2024-05-04 10:00; seen by: jail.",
        ),
        (
            "first-appearance-late",
            {
                "charges": [{"id": "C1"}],
                "arrests": [
                    {"id": "A1", "at": "2024-05-01T11:00", "charges": ["C1"], "first_appearance_at": "never"},
                ],
            },
            "Arrested 2024-05-01 11:00; the 72 hours ran out 2024-05-04 11:00.",
        ),
        (
            "release-order-ignored",
            {
                "court_orders": [
                    {"id": "O1", "kind": "release", "ordered_at": "2024-05-05T15:00", "charges": ["C1"]},
                ]
            },
            (
                "The last authority, the charge C1 (the jail's word; no paper seen), ended 2024-05-05 12:00: "
                "charges dismissed."
            ),
        ),
    ],
)
def test_a_fact_says_which_paper_and_when(law: Law, rule: str, parts: dict[str, Any], fact: str) -> None:
    assert found(law, rule, **parts).because[0].fact == fact


def test_hours_that_do_not_begin_at_the_entitlement_are_told_with_their_beginning(law: Law) -> None:
    record = {
        "custody_id": "K-1",
        "facility": {"state": "NC", "agreements": [{"id": "G1", "kind": "287g_warrant_service", "agency": "ICE"}]},
        "booked_at": "2024-05-01T08:00",
        "released_at": "2024-05-06T10:00",
        "released_to": "ICE",
        "charges": [{"id": "C1"}],
        "bail": [{"charges": ["C1"], "posted_at": "2024-05-02T09:00"}],
        "warrants": [
            {
                "id": "W1",
                "purpose": "immigration",
                "form": "I-200",
                "issued_by": {"office": "immigration_officer"},
                "lodged_at": "2024-05-01T12:00",
                "served_at": "2024-05-02T12:00",
                "served_by": {"role": "287g_warrant_service", "designated_from": "2024-01-01"},
            }
        ],
    }
    findings = Checker(law).check(read_record(record)).findings
    told = [each.message for each in findings if each.rule == "held-past-release-on-administrative-warrant"]
    beginnings = [message.partition(" (bail accepted)")[0] for message in told]
    assert beginnings == [
        "Held 3 hours after the release entitlement of 2024-05-02 09:00",
        "Held 46 hours, from 2024-05-04 12:00 on, after the release entitlement of 2024-05-02 09:00",
    ]


def test_a_release_order_made_later_is_among_the_facts(law: Law) -> None:
    order = {"id": "O1", "kind": "release", "ordered_at": "2024-05-05T15:00", "charges": ["C1"]}
    facts = found(law, "release-order-ignored", court_orders=[order]).because
    assert ("A court ordered release 2024-05-05 15:00.", "O1") in [(each.fact, each.paper) for each in facts]


BOOKED, OVER = "2024-05-01T12:00", "2024-05-05T12:00"
PENDING: dict[str, Any] = {"charges": [{"id": "C1"}]}
NOTED = {"id": "C1", "held_until": OVER, "held_until_because": "release_order"}
RELEASED = {"id": "O1", "kind": "release", "ordered_at": OVER, "charges": ["C1"]}
OF_ANOTHER = {"id": "O2", "kind": "release", "ordered_at": OVER, "charges": ["C2"]}
DISCHARGE = {"id": "X1", "kind": "ad_subjiciendum", "decision": "discharged", "executed_at": OVER}
LATER = {"id": "O3", "kind": "release", "ordered_at": "2024-05-05T15:00", "charges": ["C1"]}


@pytest.mark.parametrize(
    ("parts", "told", "fact"),
    [
        (PENDING | {"court_orders": [RELEASED]}, "by the order O1", "a court's release order"),
        (PENDING | {"writs": [DISCHARGE]}, "by the writ X1", "a court's release order"),
        (
            {"charges": [NOTED]},
            "by the jail's own note on the charge C1: no order of release is recorded",
            "a court's release order, by the jail's own note",
        ),
        (
            {"charges": [NOTED, {"id": "C2", "held_until": BOOKED}], "court_orders": [OF_ANOTHER]},
            "by the jail's own note on the charge C1: no order of release is recorded",
            "a court's release order, by the jail's own note",
        ),
        (
            {"charges": [NOTED], "court_orders": [RELEASED]},
            "by the order O1",
            "a court's release order, by the jail's own note",
        ),
        ({"court_orders": [LATER]}, "by the order O3", "charges dismissed"),
    ],
    ids=[
        "an order",
        "a discharge",
        "the jail's note",
        "an order on another charge",
        "both",
        "an order after dismissal",
    ],
)
def test_which_release_was_not_carried_out_is_said(law: Law, parts: dict[str, Any], told: str, fact: str) -> None:
    finding = found(law, "release-order-ignored", **parts)
    assert finding.message.startswith(f"A court's release, {told}, had taken effect by 2024-05-05 1")
    assert finding.because[0].fact.endswith(f"ended 2024-05-05 12:00: {fact}.")


DEVICE: dict[str, Any] = {"id": "O1", "kind": "set_bail", "ordered_at": "2024-05-02T10:00", "charges": ["C1"]}
DEVICE["conditions"] = [{"kind": "device", "met_at": OVER}]


@pytest.mark.parametrize(
    ("parts", "because", "cause"),
    [
        (
            {"charges": [{"id": "C1", "disposition": "diverted", "disposed_at": OVER}]},
            "authority_over",
            "the charge was diverted",
        ),
        (
            PENDING | {"court_orders": [DEVICE], "bail": [{"charges": ["C1"], "posted_at": "2024-05-03T10:00"}]},
            "condition_met",
            "bail accepted and its last condition met",
        ),
    ],
    ids=["diverted", "bail on a condition"],
)
def test_no_court_s_release_is_told_of_where_none_freed_the_person(
    law: Law, parts: dict[str, Any], because: str, cause: str
) -> None:
    record = {"custody_id": "K-1", "facility": {"state": "NC"}, "booked_at": BOOKED, **parts}
    result = Checker(law).check(read_record(record | {"recorded_until": "2024-05-08T12:00"}))
    assert [(each.because, each.steps[-1].partition(" (")[0]) for each in result.release_entitlements] == [
        (because, cause)
    ]
    assert result.causes == (cause,)
    assert [each.rule for each in result.findings] == [
        "held-past-release-on-nothing",
        "overdetention-before-conviction",
    ]
    for finding in result.findings:
        assert cause in finding.message
        assert finding.because[0].fact.endswith(f": {cause}.")


def test_weight_does_not_call_a_regulation_a_courts_reading(law: Law) -> None:
    detainer = {"id": "D1", "kind": "immigration", "form": "I-247", "received_at": "2024-05-02T09:00"}
    constitution = phrases.weight(found(law, "new-seizure-without-authority", detainers=[detainer]))
    assert "The ceiling of 8 CFR 287.7(d) settles it and binds this jail" in constitution
    assert "no court's reading of the Constitution" in constitution
    regulation = phrases.weight(found(law, "held-on-detainer-past-regulation-limit", detainers=[detainer]))
    assert regulation == "Rests on a federal regulation. Its own words bind this jail."


@pytest.mark.parametrize(
    ("cite", "until", "told"),
    [
        ("Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015)", 2014, ", decided later"),
        ("Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015)", 2015, ""),
        ("Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015)", None, ""),
        ("Ex parte Somebody, No. 1 (Tex. App. July 20, 2023)", 2020, ", decided later"),
        ("A v. B (D. Minn. Jan. 6, 2017); C v. B (Minn. Ct. App. 2019)", 2018, ", the last of them decided later"),
        ("ICE Detainer Policy page (2017-03-29)", 2010, ""),
    ],
)
def test_a_decision_later_than_the_hold_is_called_so(cite: str, until: int | None, told: str) -> None:
    assert phrases.cited(Citation(cite=cite, url=None, says="…"), until) == cite + told


def test_every_clock_and_every_field_of_a_rule_has_a_name_in_words(law: Law) -> None:
    ends_of_papers = {"arrest-without-charge", "287g-jail", "287g-warrant-service", "temporary-federal-detention"}
    ends_of_papers |= {"fugitive-commitment", "fugitive-recommitment", "undated-authority"}
    assert set(CLOCKS) - ends_of_papers <= set(phrases.CLOCKS)
    for rule in law.rules:
        for version in rule.versions:
            for each in version.when:
                told = condition(rule.judges, each)
                assert "_" not in told
                assert not told.startswith(each.field.replace("_", " ") + " is ") or each.field in ("paper", "form")
                assert not told.endswith((" is true", " is false"))


def test_a_length_is_told_alike_in_a_message_and_beside_it(law: Law) -> None:
    assert phrases.how_long(Hours(least=26.53, most=26.53)) == "26 hours 32 minutes"
    dismissed = {"id": "C1", "disposition": "dismissed", "disposed_at": "2024-05-07T09:28"}
    finding = found(law, "held-past-release-on-nothing", charges=[dismissed])
    assert finding.hours is not None
    assert f"Held {phrases.how_long(finding.hours)} after" in finding.message


def test_a_bare_date_is_told_as_a_day(law: Law) -> None:
    dismissed = {"id": "C1", "disposition": "dismissed", "disposed_at": "2024-05-05"}
    finding = found(law, "held-past-release-on-nothing", charges=[dismissed])
    assert "after the release entitlement of 2024-05-05 at an hour not recorded (charges dismissed)" in finding.message


def test_the_readme_lists_every_rule_of_all_places_that_makes_findings(law: Law) -> None:
    page = (PROJECT / "README.md").read_text(encoding="utf-8")
    table = page.partition("## What it looks for")[2].partition("\n## ")[0]
    named = {
        f"held-past-release{name}" if name.startswith("-") else name
        for name in re.findall(r"`(-?[a-z0-9]+(?:-[a-z0-9]+)+)`", table)
    }
    assert named == {rule.id for rule in law.rules if rule.judges != "authority" and rule.place == "us"}
    assert table.strip().startswith(f"{len(named)} rules of all places make findings")
