"""Rare papers and rare facts whose answer a sentence of the contract forces; the gravest to get wrong come first."""

from __future__ import annotations

from datetime import UTC, date, datetime
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
from expectations import entitlements, findings, local, warnings
from holdcheck.checking import check
from holdcheck.findings.checked import CheckResult

LATE = "2024-12-20T10:00"


def yardstick(result: CheckResult) -> list[tuple[str, str, Any, Any]]:
    """Every finding of the yardstick: its rule, how certain, from and until."""
    found = [f for f in result.findings if f.ground == "judicial_warrant_standard"]
    return [(f.rule, f.certainty, local(f.from_), local(f.until)) for f in found]


def rules(result: CheckResult) -> set[str]:
    return {f.rule for f in result.findings} | {u.rule for u in result.undetermined}


POSTED = {"charges": ALL, "posted_at": DONE}
SEEN = order("set_bail", "2024-05-02T10:00")
GAP = [(NOTHING, "certain", DONE, HELD)]

# Authority that has ended.

REFILED = disposed("refiled", "2024-05-03T09:00", refiled_as="C2")
AGAIN = disposed("refiled", "2024-05-04T09:00", "C2", refiled_as="C3")
DETAINED = order("detain", BOOKED, charges=["C1"])


@pytest.mark.parametrize(
    "parts",
    [
        {"charges": [REFILED, disposed("dismissed", DONE, "C2")], "warrants": [warrant("arrest", charges=["C1"])]},
        {"charges": [REFILED, AGAIN, disposed("dismissed", DONE, "C3")], "court_orders": [DETAINED]},
        {"charges": [REFILED, AGAIN, disposed("dismissed", DONE, "C3")], "court_orders": [order("detain", BOOKED)]},
        {"charges": [REFILED, AGAIN, {"id": "C3"}], "court_orders": [DETAINED, order("release", charges=["C3"])]},
        {
            "charges": [REFILED, AGAIN, {"id": "C3"}],
            "court_orders": [order("set_bail", BOOKED, charges=["C1"])],
            "bail": [{"charges": ["C3"], "posted_at": DONE}],
        },
    ],
    ids=["warrant", "order, refiled twice", "order for all, refiled twice", "release of the last", "bail on the last"],
)
def test_a_paper_handed_on_by_refiling_ends_with_the_charge_that_carries_it_on(parts: Json) -> None:
    """`refiled` hands its papers on; pretrial papers on a charge end with a disposition, a release or accepted bail."""
    assert yardstick(check(record(**parts))) == GAP


DISCHARGED = {"id": "X1", "kind": "ad_subjiciendum", "decision": "discharged", "issued_at": BOOKED, "executed_at": DONE}


def test_a_discharge_by_a_court_ends_no_request_so_a_handover_on_a_detainer_is_no_release_processing() -> None:
    """On a detainer it is a violation from the first minute; a discharge ends authority, and a detainer is none."""
    handed = {"released_at": "2024-05-05T13:00", "released_to": "ICE"}
    result = check(record(detainers=[detainer()], writs=[DISCHARGED], **handed))
    assert [found[0] for found in yardstick(result)] == [DETAINER]


@pytest.mark.parametrize("model", ["287g_jail", "287g_warrant_service"])
def test_before_a_designated_officer_executed_the_warrant_nothing_was_executed(model: str) -> None:
    """What is not served yet has not happened; only what a designated officer executed is other authority."""
    facility = {"state": "NC", "agreements": [{"id": "G1", "kind": model, "agency": "ICE", "signed_at": "2020-01-01"}]}
    served = i200(served_at="2024-05-06T20:00", served_by={"role": model, "designated_from": "2021-01-01"})
    left = {"released_at": "2024-05-07T08:00", "released_to": "ICE"}
    assert yardstick(check(record(charges=DISMISSED, facility=facility, warrants=[served], **left))) == [
        (ADMINISTRATIVE, "certain", DONE, "2024-05-06T20:00"),
        ("held-past-release-under-287g", "certain", "2024-05-06T20:00", "2024-05-07T08:00"),
    ]


WEEKENDS = [
    {"from": "2024-05-03T18:00", "to": "2024-05-05T18:00"},
    {"from": "2024-05-10T18:00", "to": "2024-05-12T18:00"},
]


@pytest.mark.parametrize(
    ("ended", "orders"),
    [
        ({"ended_by": {"kind": "early_release", "at": "2024-05-06T10:00"}}, []),
        ({}, [order("vacate_sentence", "2024-05-06T10:00", charges=["C1"])]),
    ],
    ids=["ended early", "vacated"],
)
def test_an_intermittent_sentence_that_was_ended_authorises_none_of_its_later_stays(
    ended: Json, orders: list[Json]
) -> None:
    """`ended_by` and `vacate_sentence` end a sentence of every kind."""
    weekends = sentence(kind="intermittent", periods=WEEKENDS, **ended)
    result = check(record(charges=CONVICTED, sentences=[weekends], court_orders=orders))
    assert yardstick(result)[-1] == (NOTHING, "certain", "2024-05-05T18:00", HELD)


@pytest.mark.parametrize("about", [ALL, None], ids=["all", "none named"])
@pytest.mark.parametrize("charges", [CONVICTED, []], ids=["a charge is listed", "no charge is listed"])
def test_vacating_all_sentences_is_not_lost_on_one_that_names_no_charge(charges: list[Json], about: str | None) -> None:
    """charges "all" leaves no sentence out; at the least the time after it is undetermined, and never clear."""
    served = sentence(charges=[], imposed_at="2024-05-01")
    told = record(charges=charges, sentences=[served], court_orders=[order("vacate_sentence", charges=about)])
    assert check(told).outcome != "clear"


def test_an_arrest_that_led_to_no_charge_carries_nothing_beyond_its_clocks() -> None:
    """An arrest without charges authorises nothing beyond its clocks, whether or not probable cause was found."""
    arrest = {"at": BOOKED, "warrantless": True, "probable_cause_found_at": "2024-05-02T10:00"}
    told = record(charges=[], arrests=[{**arrest, "first_appearance_at": "2024-05-02T10:00"}])
    assert yardstick(check(told))[:1] == [(NOTHING, "certain", "2024-05-03T10:00", HELD)]


@pytest.mark.parametrize(
    "parts",
    [
        {"charges": DISMISSED, "warrants": [warrant("arrest", served_at=BOOKED)]},
        {
            "charges": [],
            "warrants": [warrant("fugitive", served_at=BOOKED)],
            "court_orders": [{"kind": "commit", "commit_for": "fugitive", "ordered_at": BOOKED}],
        },
        {"charges": [], "warrants": [warrant("material_witness", served_at=BOOKED)]},
        {"charges": [], "warrants": [warrant("juvenile", served_at=BOOKED)]},
        {"charges": DISMISSED, "warrants": [warrant(served_at=BOOKED)], "court_orders": [SEEN]},
        {"warrants": [warrant(served_at=BOOKED)], "court_orders": [SEEN], "bail": [POSTED]},
        {
            "charges": DISMISSED,
            "warrants": [warrant("arrest", served_at=BOOKED)],
            "arrests": [{"at": BOOKED, "warrantless": False, "warrant": "W1"}],
            "court_orders": [SEEN],
        },
    ],
    ids=[
        "charge dismissed",
        "fugitive past the commitment",
        "witness",
        "juvenile",
        "bench, seen by a judge, dismissed",
        "bench, seen by a judge, bail",
        "arrest on it with no charge, dismissed",
    ],
)
def test_a_served_warrant_does_not_carry_custody_for_months_because_no_appearance_is_known(parts: Json) -> None:
    """A first appearance that is absent is unknown; after it the warrant is carried by the charge, or by nothing."""
    assert check(record(recorded_until=LATE, **parts)).outcome != "clear"


RECALLED = {"issued_at": "2024-04-01", "recalled_at": DONE}


@pytest.mark.parametrize(
    "parts",
    [
        {"warrants": [warrant(issued_by=None, **RECALLED)]},
        {"warrants": [warrant(issued_by={"office": "court_clerk"}, **RECALLED)]},
        {"held_for": [{"holder": "ICE", "from": BOOKED, "to": DONE}]},
        {"holds": [{"code": "DET", "placed_at": BOOKED, "cleared_at": DONE}]},
    ],
    ids=["issuer unknown", "a clerk's", "no paper known", "a roster code"],
)
def test_when_a_doubtful_paper_is_over_the_gap_is_sure_and_belongs_to_a_certain_finding(parts: Json) -> None:
    """A stretch that is surely a gap always belongs to a certain finding, whatever the time before it was."""
    found = yardstick(check(record(charges=[], **parts)))
    assert [(certainty, until) for _, certainty, _, until in found] == [("certain", HELD)]


def test_bail_on_a_warrant_refused_for_an_immigration_hold_entitles_too() -> None:
    """immigration_hold makes an entitlement; bail that names a warrant ends that warrant."""
    refused = {"charges": [], "warrants": ["W1"], "tendered_at": DONE, "refused": True}
    told = record(charges=[], warrants=[warrant()], bail=[{**refused, "refused_because": "immigration_hold"}])
    assert yardstick(check(told)) == GAP


@pytest.mark.parametrize(
    ("how", "why"), [("not_guilty_insanity", "mental_health"), ("convicted", "fine")], ids=["insanity", "fine"]
)
def test_after_the_commitment_that_followed_a_verdict_is_over_nothing_is_undetermined(how: str, why: str) -> None:
    """Papers run on to the sentence, commitment or release; only with none of these is it undetermined."""
    verdict = "2024-05-03T10:00"
    committed = order("commit", verdict, charges=["C1"], commit_for=why, expires_at=DONE)
    result = check(record(charges=[disposed(how, verdict)], court_orders=[committed]))
    assert (yardstick(result), result.undetermined) == (GAP, ())


def test_an_extension_of_a_commitment_that_names_no_end_is_undetermined_after_thirty_days_too() -> None:
    """A commitment or other authority with no end and no clock of its place is undetermined after 30 days."""
    orders = [
        {"kind": "commit", "commit_for": "competency", "ordered_at": BOOKED},
        {"kind": "extend", "ordered_at": "2024-05-25T10:00"},
    ]
    assert check(record(charges=[], recorded_until=LATE, court_orders=orders)).outcome == "undetermined"


EXTENDED = order("extend", "2024-05-03T10:00", charges=["C1"], expires_at="2024-12-01T10:00")


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("fugitive", [("fugitive-hold-past-limit", "2024-07-03T00:00")]),
        ("civil_contempt", [("commitment-expired", "2024-12-01T10:00")]),
        ("mental_health", [("commitment-expired", "2024-12-01T10:00")]),
    ],
)
def test_an_extension_extends_the_commitment_it_follows_with_what_ends_that(
    why: str, expected: list[tuple[str, str]]
) -> None:
    """An extension that does not say what it commits for goes on with what the commitment was for."""
    committed = order("commit", BOOKED, charges=["C1"], commit_for=why, expires_at="2024-05-20T10:00")
    charge = disposed("dismissed", "2024-05-10T10:00") if why == "mental_health" else {"id": "C1"}
    told = record(charges=[charge], recorded_until=LATE, court_orders=[committed, EXTENDED])
    names = ("fugitive-hold-past-limit", "commitment-expired")
    assert [(f.rule, local(f.from_)) for f in check(told).findings if f.rule in names] == expected


def test_a_sentence_that_follows_one_vacated_begins_when_that_one_ended() -> None:
    """begins_at is filled in from the end of `consecutive_to`, and a vacated sentence has ended."""
    second = sentence(id="S2", charges=["C2"], term={"days": 8}, consecutive_to=["S1"])
    charges = [*CONVICTED, disposed("convicted", "2024-05-03T10:00", "C2")]
    vacated = order("vacate_sentence", "2024-05-10T10:00", charges=["C1"])
    told = record(charges=charges, recorded_until=LATE, sentences=[sentence(), second], court_orders=[vacated])
    *_, found = yardstick(check(told))
    assert (found[0], found[2] <= "2024-05-20T00:00", found[3]) == (NOTHING, True, LATE)


def test_a_sentence_that_follows_time_served_begins_when_that_was_imposed() -> None:
    """begins_at is filled in from the end of `consecutive_to`; time served ends when it is imposed."""
    first = sentence(kind="time_served", term=None, imposed_at="2024-05-03T14:00")
    second = sentence(id="S2", charges=[], term={"days": 5}, consecutive_to=["S1"])
    result = check(record(charges=CONVICTED, recorded_until=LATE, sentences=[first, second]))
    assert [found[3] for found in yardstick(result) if found[1] == "certain"] == [LATE]


@pytest.mark.parametrize(
    ("name", "days"), [("sentences.credits", 60), ("sentences.inoperative", 3)], ids=["credits", "inoperative"]
)
def test_what_a_source_does_not_keep_of_a_sentence_leaves_its_end_undetermined(name: str, days: int) -> None:
    """not_recorded names a list; then whatever depends on it is undetermined."""
    told = record(charges=CONVICTED, not_recorded=[name], sentences=[sentence(term={"days": days})])
    assert check(told).outcome == "undetermined"


def test_a_waiver_beside_a_governors_warrant_does_not_stop_the_thirty_days_of_either() -> None:
    """Each of the two alone is reviewed after thirty days; both at once are reviewed no later than the second."""
    waived = {"kind": "commit", "commit_for": "extradition_waived", "ordered_at": "2024-05-20T10:00"}
    governor = warrant("governor", issued_by={"office": "governor"}, served_at=BOOKED)
    told = record(
        charges=[],
        recorded_until=LATE,
        warrants=[governor],
        court_orders=[{**waived, "expires_at": "2024-07-20T10:00"}],
    )
    found = [local(f.from_) for f in check(told).findings if f.rule == "agent-not-appeared-in-thirty-days"]
    assert [str(at) <= "2024-06-20T00:00" for at in found] == [True]


# What is not so, or not known.


@pytest.mark.parametrize("as_of", [date(2024, 7, 1), datetime(2024, 7, 1, tzinfo=UTC)], ids=["a day", "an instant"])
def test_after_the_horizon_of_the_export_there_is_no_known_custody_however_late_as_of_is(
    as_of: date | datetime,
) -> None:
    """Nothing after recorded_until is known custody."""
    told = record(charges=DISMISSED, detainers=[detainer()], recorded_until="2024-05-06T09:00")
    result = check(told, as_of=as_of)
    assert yardstick(result) == [(DETAINER, "certain", DONE, "2024-05-06T09:00")]
    assert "held-on-detainer-past-regulation-limit" not in rules(result)


def test_a_release_for_all_does_not_end_a_warrant_that_was_served_only_after_it() -> None:
    """A release for "all" ends every served arrest or bench warrant; this one was not served when it was made."""
    told = record(warrants=[warrant(served_at="2024-05-06T09:00")], court_orders=[order("release")])
    assert yardstick(check(told)) == []


def test_bail_refused_for_a_hold_entitles_no_sooner_than_bail_accepted_would_have() -> None:
    """Entitlement is at the last met_at of the conditions; a device that is not fitted yet entitles nobody."""
    refused = {"charges": ALL, "tendered_at": DONE, "refused": True, "refused_because": "immigration_hold"}
    unmet = order("set_bail", BOOKED, conditions=[{"kind": "device"}])
    assert entitlements(check(record(court_orders=[unmet], bail=[refused]))) == []


def test_whether_a_prisoner_is_lent_or_borrowed_is_a_fact_that_may_be_missing() -> None:
    """Attributes absent are unknown, and an unknown fact makes a finding undetermined."""
    writ = {"id": "X1", "kind": "ad_testificandum", "issued_at": "2024-04-20T10:00", "executed_at": BOOKED}
    assert check(record(charges=[], writs=[writ])).outcome == "undetermined"


@pytest.mark.parametrize(
    ("served_by", "not_recorded"),
    [
        (None, []),
        ({"role": "unknown"}, []),
        ({"role": "287g_jail", "designated_from": "2021-01-01"}, ["facility.agreements"]),
    ],
    ids=["nobody named", "unknown", "agreements not kept"],
)
def test_whether_a_designated_officer_executed_a_warrant_is_a_fact_that_may_be_missing(
    served_by: Json | None, not_recorded: list[str]
) -> None:
    """Attributes absent are unknown; then nobody can say that the hold was on an administrative warrant alone."""
    known = {"id": "G1", "kind": "287g_jail", "agency": "ICE", "signed_at": "2020-01-01"}
    facility: Json = {"state": "NC", "agreements": [] if not_recorded else [known]}
    left = {"released_at": "2024-05-06T08:00", "released_to": "ICE", "not_recorded": not_recorded}
    served = i200(served_at=DONE, served_by=served_by)
    result = check(record(charges=DISMISSED, facility=facility, warrants=[served], **left))
    assert ADMINISTRATIVE not in {rule for rule, _, _, _ in yardstick(result)}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("held_for", {"charges": [], "warrants": [i200()]}),
        (
            "other_authority.consent_signed_at",
            {"charges": DISMISSED, "other_authority": [{"kind": "voluntary_stay", "from": DONE, "to": HELD}]},
        ),
    ],
    ids=["who brought the person in", "the signed wish"],
)
def test_what_depends_on_a_list_or_field_the_source_does_not_keep_is_undetermined(name: str, parts: Json) -> None:
    """not_recorded names a list or a field; then whatever depends on it is undetermined."""
    result = check(record(not_recorded=[name], **parts))
    assert (yardstick(result), result.outcome) == ([], "undetermined")


def test_a_served_warrant_of_unknown_lodging_counts_as_on_file_throughout_custody() -> None:
    """Starts absent are unknown: the paper counts as on file throughout custody, with the warning start_unknown."""
    served = {"id": "W1", "purpose": "bench", "issued_by": {"office": "judge"}, "served_at": "2024-05-10T10:00"}
    result = check(record(charges=DISMISSED, warrants=[served]))
    assert (yardstick(result), [(w.code, w.at) for w in result.warnings]) == (
        [],
        [("start_unknown", "warrants[0].lodged_at")],
    )


@pytest.mark.parametrize(
    ("issued", "gaps"),
    [
        ("2024-04-01T09:00", []),
        ("2024-05-01", []),
        ("2024-05-08T09:00", [(NOTHING, "certain", DONE, "2024-05-08T09:00")]),
        ("2024-05-08", [(NOTHING, "certain", DONE, ["2024-05-08T00:00", "2024-05-09T00:00"])]),
    ],
)
def test_a_warrant_of_unknown_lodging_was_on_file_no_earlier_than_it_was_issued(issued: str, gaps: list[Any]) -> None:
    result = check(record(charges=DISMISSED, warrants=[warrant(lodged_at=None, issued_at=issued)]))
    assert (yardstick(result), warnings(result)) == (gaps, ["start_unknown"])


def test_an_immigration_warrant_of_unknown_lodging_is_on_file_before_its_service_too() -> None:
    """Whether that was a minute or a week before is not told; the hold is on it from its issue."""
    papers = [i200(lodged_at=None, issued_at="2024-05-07T09:00", served_at="2024-05-10T10:00")]
    assert yardstick(check(record(charges=DISMISSED, warrants=papers))) == [
        (NOTHING, "certain", DONE, "2024-05-07T09:00"),
        (ADMINISTRATIVE, "certain", "2024-05-07T09:00", HELD),
    ]


LATER = "2024-05-10T10:00"
HOUSED = {"state": "NC", "agreements": [{"id": "G1", "kind": "housing", "agency": "ICE", "signed_at": "2020-01-01"}]}
TERM = sentence(charges=[], kind="prison", imposed_at="2020-01-01", term={"years": 9})


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (
            "bail-set-because-of-a-detainer",
            {"detainers": [detainer()], "court_orders": [order("set_bail", LATER, because_of=["D1"])]},
        ),
        (
            "identity-does-not-match",
            {"warrants": [warrant()], "identity": [{"paper": "W1", "matches": False, "by": "name", "at": LATER}]},
        ),
        (
            "stated-release-date-disagrees",
            {"sentences": [sentence(imposed_at=LATER[:10], stated=[{"kind": "release", "at": "2024-09-01"}])]},
        ),
        (
            "status-document-shown",
            {"warrants": [i200()], "proofs": [{"document": "us_passport", "presented_at": LATER}]},
        ),
        (
            "housing-contract-taken-for-authority",
            {
                "facility": HOUSED,
                "warrants": [i200()],
                "held_for": [
                    {"holder": "ICE", "from": LATER, "taken_by": "local_officer", "agreement": "G1", "paper": "I1"}
                ],
            },
        ),
        ("warrant-does-not-extradite-from-here", {"warrants": [warrant(lodged_at=LATER, extradites=False)]}),
        (
            "287g-officer-not-designated",
            {"warrants": [i200(served_at=LATER, served_by={"role": "287g_jail", "designated_from": "2021-01-01"})]},
        ),
        (
            "parole-warrant-issued-after-the-term",
            {
                "warrants": [
                    warrant("parole", issued_by={"office": "parole_board"}, issued_at=LATER, lodged_at=LATER),
                ],
                "sentences": [{**TERM, "stated": [{"kind": "maximum_expiration", "at": "2024-04-01"}]}],
            },
        ),
        (
            "iad-returned-before-trial",
            {
                "sentences": [TERM],
                "detainers": [
                    {
                        "id": "D1",
                        "kind": "criminal",
                        "regarding": "untried_charge",
                        "received_at": BOOKED,
                        "iad": {"arrived_at": "2024-05-02", "returned_at": LATER[:10], "tried_at": "never"},
                    }
                ],
            },
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_happens_to_a_paper_after_as_of_has_not_happened(rule: str, parts: Json) -> None:
    """What happens after as_of has not happened; a finding about a paper is no exception."""
    assert rule not in rules(check(record(**parts), as_of=datetime(2024, 5, 3, 12, tzinfo=UTC)))


@pytest.mark.parametrize(
    "parts",
    [{"court_orders": [order("release")]}, {"bail": [{"charges": ALL, "posted_at": DONE}]}],
    ids=["release order", "bail"],
)
def test_a_conviction_ends_nothing_by_itself_before_the_release_that_follows_it(parts: Json) -> None:
    """`convicted` ends nothing by itself; what carries custody runs on to the sentence, commitment or release."""
    left = {"released_at": "2024-05-05T11:00", "released_to": "community"}
    result = check(record(charges=CONVICTED, **left, **parts))
    assert (result.outcome, [e["at"] for e in entitlements(result)]) == ("clear", [DONE])


# Extremes the schema accepts.


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({"term": {"months": 100_000}}, []),
        (
            {"suspended": {"months": 100_000}},
            [["2024-05-03T00:00", "2024-05-20T10:00"]],
        ),  # of how much nobody knows
        ({"credits": [{"days": 1_000_000}]}, [["2024-05-03T10:00", "2024-05-04T00:00"]]),
        ({"good_time": {"days": 1_000_000}}, [["2024-05-03T10:00", "2024-05-04T00:00"]]),
    ],
    ids=["term", "suspended", "credits", "good time"],
)
def test_a_number_the_schema_allows_never_stops_the_run(more: Json, due: list[Any]) -> None:
    result = check(record(charges=CONVICTED, sentences=[sentence(**more)]))
    assert [local(e.at) for e in result.release_entitlements] == due


def test_a_chain_of_very_long_sentences_never_stops_the_run() -> None:
    chain = [sentence(term={"years": 999})]
    chain += [sentence(id=f"S{n}", charges=[], term={"years": 999}, consecutive_to=[f"S{n - 1}"]) for n in range(2, 11)]
    assert check(record(charges=CONVICTED, sentences=chain)).outcome == "clear"


def test_authority_that_only_possibly_lay_in_an_absence_hides_no_limit_that_was_passed() -> None:
    """The 48 hours run from the gap; a paper that may have been in force while the person was away may restart them."""
    detained = {"kind": "immigration", "form": "I-247", "asks": ["hold"], "received_at": "2024-05-01T10:00"}
    away = {"kind": "furlough", "from": "2024-05-01T22:00", "to": "2024-05-09T06:00"}
    wait = {
        "kind": "statutory_wait",
        "from": "2024-05-05T00:00",
        "to": {"earliest": "2024-05-05", "latest": "2024-05-08"},
    }
    for parts in ({}, {"other_authority": [wait]}):
        told = record(charges=[], detainers=[detained], absences=[away], recorded_until="2024-05-10T06:00", **parts)
        found = {f.rule: f.certainty for f in check(told).findings}
        expected = "possible" if parts else "certain"
        assert found.get("held-on-detainer-past-regulation-limit") == expected


@pytest.mark.parametrize(
    ("released_at", "expected"),
    [
        ("2024-05-05T14:30", (NOTHING, "notice", "2024-05-05T14:00")),
        ("2024-05-05T15:30", (DETAINER, "review", "2024-05-05T14:00")),
    ],
)
def test_a_paper_of_unknown_issuer_in_the_last_hour_makes_no_release_in_time_a_hold_on_a_detainer(
    released_at: str, expected: tuple[str, str, str]
) -> None:
    """Who went home within the hours of processing was being processed, whatever was on file for the last of them."""
    unknown = {**warrant(lodged_at="2024-05-05T14:00"), "issued_by": None}
    left = {"released_at": released_at, "released_to": "community"}
    told = record(charges=DISMISSED, detainers=[detainer()], warrants=[unknown], **left)
    found = [f for f in check(told).findings if f.ground == "judicial_warrant_standard"]
    assert [(f.rule, f.severity, local(f.until)) for f in found] == [expected]


MAYBE_BAILED = {"charges": ALL, "tendered_at": DONE, "refused": True}
SERVED_287G = {"lodged_at": BOOKED, "served_at": BOOKED, "served_by": {"role": "287g_warrant_service"}}


def test_a_287g_hold_past_its_limit_is_a_bare_warrant_also_where_a_fact_decides_whether_there_is_a_gap() -> None:
    """48 hours from its execution; whether anybody was held on it past that depends on why bail was refused."""
    told = record(bail=[MAYBE_BAILED], warrants=[{**i200(), **SERVED_287G}])
    undecided = {(u.rule, local(u.from_)) for u in check(told).undetermined}
    assert (ADMINISTRATIVE, DONE) in undecided


def test_the_clock_of_a_detainer_runs_on_across_an_absence_in_time_that_a_fact_decides() -> None:
    """Being away starts nothing anew: the 48 hours of 8 CFR 287.7(d) ended on 7 May, a Tuesday, at nine."""
    away = {"kind": "mistaken_release", "from": "2024-05-06T12:00", "to": "2024-05-10T12:00"}
    told = record(bail=[MAYBE_BAILED], detainers=[detainer()], absences=[away])
    undecided = [
        (local(u.from_), u.missing)
        for u in check(told).undetermined
        if u.rule == "held-on-detainer-past-regulation-limit"
    ]
    assert undecided == [("2024-05-10T12:00", ("bail[0].refused_because",))]


def test_of_two_orders_of_one_day_the_one_that_lapsed_may_have_replaced_the_other() -> None:
    """Told to the day, the order to detain may have come before the one that lapsed at noon, and then it is over."""
    lapsed = order("extend", "2024-05-05T10:00", expires_at="2024-05-06T12:00")
    told = record(court_orders=[order("detain", "2024-05-05"), lapsed], charges=[{"id": "C1", "held_until": BOOKED}])
    assert yardstick(check(told)) == [
        (NOTHING, "certain", BOOKED, ["2024-05-05T00:00", "2024-05-05T10:00"]),
        (NOTHING, "possible", "2024-05-06T12:00", HELD),
    ]


def test_authority_that_only_possibly_lay_in_a_gap_possibly_sets_the_clock_of_a_detainer_off_again() -> None:
    """48 hours without Sunday from 5 May at nine end on 8 May at midnight; from 7 May at one, on 9 May at one."""
    perhaps = {
        "kind": "quarantine",
        "from": {"earliest": "2024-05-07T10:00", "latest": "2024-05-07T12:00"},
        "to": {"earliest": "2024-05-07T11:00", "latest": "2024-05-07T13:00"},
    }
    told = record(charges=DISMISSED, detainers=[detainer()], other_authority=[perhaps])
    late = [f for f in check(told).findings if f.rule == "held-on-detainer-past-regulation-limit"]
    assert [(f.certainty, local(f.from_), local(f.until)) for f in late] == [
        ("certain", ["2024-05-08T00:00", "2024-05-09T13:00"], HELD)
    ]


def test_where_the_person_went_is_missing_also_when_only_some_readings_lie_within_the_hours_of_processing() -> None:
    """Nobody was held on the detainer if it was home, and in time; told to the day, it may have been."""
    left = {"released_at": "2024-05-06T03:00", "released_to": "unknown"}
    told = record(charges=[disposed("dismissed", "2024-05-05")], detainers=[detainer()], **left)
    result = check(told)
    assert yardstick(result) == []
    undecided = (DETAINER, NOTHING, "new-seizure-without-authority", "overdetention-before-conviction")
    assert {(u.rule, u.missing) for u in result.undetermined} == {(rule, ("released_to",)) for rule in undecided}


@pytest.mark.parametrize("taken_by", ["unknown", "other_jail"])
def test_who_brought_in_a_prisoner_of_immigration_officers_is_a_fact_that_may_be_missing(taken_by: str) -> None:
    """What their own officers brought in is held on their arrest; that nobody noted who did is no answer.

    Nor is another jail, from which the person came: whom its prisoner had been brought in by is not told.
    """
    held = {"holder": "ICE", "paper": "I1", "from": DONE, "taken_by": taken_by}
    result = check(record(charges=DISMISSED, warrants=[i200()], held_for=[held]))
    assert (result.outcome, yardstick(result)) == ("undetermined", [])
    assert {(u.rule, local(u.from_), u.missing) for u in result.undetermined} == {
        (rule, DONE, ("held_for[0].taken_by",)) for rule in (ADMINISTRATIVE, "new-seizure-without-authority")
    }


@pytest.mark.parametrize("holder", ["ICE", "CBP"])
@pytest.mark.parametrize("form", ["I-200", "I-205"])
def test_a_boarder_who_came_from_another_contract_jail_is_not_surely_held_on_nothing(holder: str, form: str) -> None:
    held = {"holder": holder, "paper": "I1", "from": BOOKED, "taken_by": "other_jail"}
    result = check(record(charges=[], warrants=[i200(form=form)], held_for=[held]))
    assert (result.outcome, findings(result)) == ("undetermined", [])
    assert {(u.rule, local(u.from_), local(u.until), u.missing) for u in result.undetermined} == {
        (rule, BOOKED, HELD, ("held_for[0].taken_by",))
        for rule in ("held-without-any-authority", "new-seizure-without-authority")
    }


def test_where_the_agreements_are_not_kept_it_is_the_agreement_that_is_missing_and_not_the_designation() -> None:
    served_by = {"role": "287g_jail", "designated_from": "2024-01-01"}
    told = i200(served_at="2024-05-02T10:00", served_by=served_by)
    result = check(record(charges=DISMISSED, warrants=[told], not_recorded=["facility.agreements"]))
    assert [(u.rule, u.missing) for u in result.undetermined] == [
        ("287g-officer-not-designated", ("facility.agreements",))
    ]


def test_a_roster_code_placed_days_after_the_entitlement_gives_no_second_one() -> None:
    """The charge was dismissed once; whether the code stands for a paper decides only whether the gap ended."""
    held = [{"id": "H1", "code": "DET", "placed_at": "2024-05-08T09:00"}]
    result = check(record(charges=DISMISSED, holds=held))
    assert entitlements(result) == [{"at": DONE, "because": "dismissed", "ended_at": None}]
    assert yardstick(result) == [(NOTHING, "certain", DONE, "2024-05-08T09:00")]


def test_time_in_doubt_goes_on_from_the_gap_before_it_and_is_no_release_in_time() -> None:
    """Three days on a detainer, and four hours more with a warrant on file of which nobody knows who issued it."""
    unknown = {**warrant(lodged_at="2024-05-08T01:00"), "issued_by": None}
    left = {"released_at": "2024-05-08T05:00", "released_to": "community"}
    result = check(record(charges=DISMISSED, detainers=[detainer()], warrants=[unknown], **left))
    assert yardstick(result) == [(DETAINER, "certain", DONE, "2024-05-08T01:00")]
    undecided = {(u.rule, local(u.from_)) for u in result.undetermined if "warrants[0].issued_by" in u.missing[0]}
    assert (DETAINER, "2024-05-08T01:00") in undecided


def test_an_arrest_without_charges_may_have_been_made_on_a_warrant_that_is_not_listed() -> None:
    """Then it authorises nothing by itself: whether it was is missing, and without it nothing is clear."""
    arrest = {"at": BOOKED, "probable_cause_found_at": "never"}
    left = {"released_at": "2024-05-02T20:00", "released_to": "community"}
    outcomes = {}
    for known in (True, False, None):
        result = check(record(charges=[], arrests=[{**arrest, "warrantless": known}], **left))
        outcomes[known] = result.outcome, {path for u in result.undetermined for path in u.missing}
    assert outcomes == {
        True: ("clear", set()),
        False: ("findings", set()),
        None: ("undetermined", {"arrests[0].warrantless"}),
    }


def test_somebody_perhaps_held_on_nothing_for_two_hours_is_undetermined_and_not_clear() -> None:
    """Lent, the writ never authorised anything here; without any authority there are no hours of processing."""
    writ = {"kind": "ad_testificandum", "role": None, "issued_at": BOOKED, "return_by": "2024-05-01"}
    result = check(record(charges=[], writs=[writ], released_at="2024-05-01T12:00", released_to="community"))
    assert (result.outcome, {(u.rule, u.missing) for u in result.undetermined}) == (
        "undetermined",
        {(rule, ("writs[0].role",)) for rule in ("held-without-any-authority", "new-seizure-without-authority")},
    )
    borrowed = check(record(charges=[], writs=[{**writ, "role": "borrowed"}], released_at="2024-05-01T12:00"))
    assert (borrowed.outcome, borrowed.findings) == ("clear", ())
