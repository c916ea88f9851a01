"""What can be wrong with a paper or an event, beside the hold that rests on it, as the whole check says it."""

from __future__ import annotations

from typing import Any

import pytest

from holdcheck.checking import check

Json = dict[str, Any]
JUDGE = {"office": "judge"}
ICE = {"office": "immigration_officer"}


def record(**parts: Any) -> Json:
    """Somebody booked on 1 May 2024, entitled to release on the 5th at noon, and still there on the 8th."""
    least = {"custody_id": "K-1", "facility": {"state": "NC"}, "booked_at": "2024-05-01T12:00"}
    over = {"id": "C1", "disposition": "dismissed", "disposed_at": "2024-05-05T12:00"}
    return {**least, "recorded_until": "2024-05-08T12:00", "charges": [over], **parts}


def of(rule: str, **parts: Any) -> list[tuple[str, str | None]]:
    """Every finding of a rule: how grave, and the paper it rests on."""
    findings = check(record(**parts)).findings
    assert all(f.from_ is None and f.certainty == "certain" for f in findings if f.rule == rule)
    return [(f.severity, f.because[0].paper) for f in findings if f.rule == rule]


HELD: Json = {"charges": [{"id": "C1"}]}
"""Parts of a record in which a pending charge carries all custody."""


def i200(**more: Any) -> Json:
    return {
        "id": "W1",
        "purpose": "immigration",
        "form": "I-200",
        "issued_by": ICE,
        "lodged_at": "2024-05-02T12:00",
    } | more


# 287(g).


def agreement(**more: Any) -> Json:
    known = {"id": "G1", "kind": "287g_jail", "agency": "ICE", "signed_at": "2020-01-01"}
    return {"state": "NC", "agreements": [known | more]}


@pytest.mark.parametrize(
    ("facility", "since", "found"),
    [
        (agreement(), "2021-01-01", []),
        (agreement(), "2024-05-04", [("review", "W1")]),
        (agreement(ends_at="2023-01-01"), "2021-01-01", [("review", "W1")]),
        (agreement(kind="287g_task_force"), "2021-01-01", [("review", "W1")]),
        ({"state": "NC"}, "2021-01-01", [("review", "W1")]),
    ],
    ids=["in force", "not yet designated", "agreement ended", "another model", "no agreement"],
)
def test_a_287g_officer_needs_a_designation_and_an_agreement_of_that_day(
    facility: Json, since: str, found: list[tuple[str, str]]
) -> None:
    served = {"served_at": "2024-05-03T12:00", "served_by": {"role": "287g_jail", "designated_from": since}}
    assert of("287g-officer-not-designated", facility=facility, warrants=[i200(**served)]) == found


def test_it_is_a_notice_while_something_else_carries_custody() -> None:
    served = {"served_at": "2024-05-03T12:00", "served_by": {"role": "287g_jail", "designated_from": "2021-01-01"}}
    assert of("287g-officer-not-designated", warrants=[i200(**served)], **HELD) == [("notice", "W1")]


def test_without_the_day_of_designation_it_is_undetermined() -> None:
    served = {"served_at": "2024-05-03T12:00", "served_by": {"role": "287g_jail"}}
    result = check(record(facility=agreement(), warrants=[i200(**served)]))
    missing = {u.missing for u in result.undetermined if u.rule == "287g-officer-not-designated"}
    assert missing <= {("warrants[0].served_by.designated_from",)}
    assert "warrants[0].served_by.designated_from" in {path for u in result.undetermined for path in u.missing}


# Parole.


@pytest.mark.parametrize(
    ("issued", "stated", "found"),
    [
        ("2024-04-01", [("maximum_expiration", "2024-03-31")], [("review", "W1")]),
        ("2024-03-31T12:00", [("maximum_expiration", "2024-03-31")], []),
        ("2024-04-01", [("supervision_end", "2024-03-31")], [("review", "W1")]),
        ("2024-04-01", [("supervision_end", "2024-03-31"), ("maximum_expiration", "2025-01-01")], []),
        ("2024-04-01", [("release", "2024-03-31")], []),
        ("2024-04-01", [], []),
    ],
    ids=["after", "on its last day", "after supervision", "one term still runs", "no end of a term", "no term listed"],
)
def test_a_parole_warrant_is_void_when_the_term_was_over(
    issued: str, stated: list[tuple[str, str]], found: list[tuple[str, str]]
) -> None:
    sentence = {"kind": "prison", "charges": ["C1"], "imposed_at": "2020-01-01", "term": {"days": 30}}
    sentence["stated"] = [{"kind": kind, "at": at} for kind, at in stated]
    warrant = {"id": "W1", "purpose": "parole", "issued_by": {"office": "parole_board"}, "issued_at": issued}
    parts = {"sentences": [sentence], "warrants": [{**warrant, "lodged_at": "2024-05-01T12:00"}]}
    assert of("parole-warrant-issued-after-the-term", **parts) == found


@pytest.mark.parametrize(
    ("lodged", "stated", "missing"),
    [
        ("2024-05-01T12:00", "2024-03-31", {("warrants[0].issued_at",)}),
        (None, "2024-05-02", {("warrants[0].issued_at",)}),
        ("2024-05-01T12:00", "2024-05-02", set()),
        ("2024-05-01T12:00", None, set()),
    ],
    ids=["the term over before it came", "neither date known", "it came within the term", "no end of a term"],
)
def test_whether_a_parole_warrant_of_unknown_date_came_in_time_is_undetermined(
    lodged: str | None, stated: str | None, missing: set[tuple[str, ...]]
) -> None:
    """A start that is absent is unknown; the jail had the warrant only after it was issued."""
    sentence: Json = {"kind": "prison", "charges": ["C1"], "imposed_at": "2020-01-01", "term": {"days": 30}}
    sentence["stated"] = [{"kind": "supervision_end", "at": stated}] if stated else []
    warrant = {"id": "W1", "purpose": "parole", "issued_by": {"office": "parole_board"}, "lodged_at": lodged}
    result = check(record(sentences=[sentence], warrants=[warrant]))
    rule = "parole-warrant-issued-after-the-term"
    assert [f for f in result.findings if f.rule == rule] == []
    assert {u.missing for u in result.undetermined if u.rule == rule} == missing


# Warrants whose agency would not come.


def test_a_warrant_nobody_would_fetch_the_person_on_is_reviewed_where_it_is_all_there_is() -> None:
    warrant = {"id": "W1", "purpose": "bench", "issued_by": JUDGE, "lodged_at": "2024-05-02T12:00"}
    rule = "warrant-does-not-extradite-from-here"
    assert of(rule, warrants=[{**warrant, "extradites": False}]) == [("review", "W1")]
    assert of(rule, warrants=[{**warrant, "extradites": False}], **HELD) == [("notice", "W1")]
    assert of(rule, warrants=[{**warrant, "extradites": True}]) == []
    assert of(rule, warrants=[warrant]) == []


# Writs.


@pytest.mark.parametrize("role", ["lent", "borrowed"])
@pytest.mark.parametrize(
    ("writ", "overdue"),
    [
        ({"return_by": "2024-05-04"}, True),
        ({"return_by": "2024-05-04", "returned_at": "2024-05-04T20:00"}, False),
        ({"return_by": "2024-05-04", "returned_at": "2024-05-05T01:00"}, True),
        ({"return_by": "2024-05-08"}, False),
        ({}, False),
    ],
    ids=["not back", "back in time", "back late", "not due yet", "no day named"],
)
def test_a_writ_is_overdue_after_the_last_day_it_names(role: str, writ: Json, overdue: bool) -> None:
    told = {"id": "X1", "kind": "ad_prosequendum", "role": role, "issued_at": "2024-05-01T12:00", **writ}
    assert of("writ-overdue", writs=[told], **HELD) == ([("review", "X1")] if overdue else [])


# Stated dates of release.


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (["2024-06-05"], []),
        (["2024-06-06"], [("review", "S1")]),
        (["2024-05-30"], [("notice", "S1")]),
        (["2024-06-05", "2024-06-10"], [("review", "S1")]),
        ([], []),
    ],
    ids=["the same", "later", "earlier", "one of several later", "none"],
)
def test_a_stated_date_is_compared_with_the_computed_one(stated: list[str], found: list[tuple[str, str]]) -> None:
    sentence = {"id": "S1", "kind": "jail", "charges": ["C1"], "imposed_at": "2024-05-06", "term": {"days": 30}}
    sentence["stated"] = [{"kind": "release", "at": at} for at in stated]
    assert of("stated-release-date-disagrees", charges=[{"id": "C1"}], sentences=[sentence]) == found


def test_a_date_stated_for_the_whole_of_a_chain_agrees() -> None:
    first = {"id": "S1", "kind": "jail", "charges": ["C1"], "imposed_at": "2024-05-06", "term": {"days": 30}}
    second = {**first, "id": "S2", "term": {"days": 10}, "consecutive_to": ["S1"]}
    first["stated"] = [{"kind": "release", "at": "2024-06-15"}]
    assert of("stated-release-date-disagrees", charges=[{"id": "C1"}], sentences=[first, second]) == []


def test_where_nobody_knows_how_days_are_counted_a_date_within_the_range_agrees() -> None:
    for at, found in (("2024-06-04", []), ("2024-06-05", []), ("2024-06-06", []), ("2024-06-07", ["review"])):
        sentence = {"id": "S1", "kind": "jail", "charges": ["C1"], "imposed_at": "2024-05-06", "term": {"days": 30}}
        sentence["stated"] = [{"kind": "release", "at": at}]
        told = of(
            "stated-release-date-disagrees",
            facility={"state": "SC"},
            charges=[{}],
            sentences=[sentence | {"charges": []}],
        )
        assert [severity for severity, _ in told] == found, at


# Bail because of a detainer, contracts, identity, documents.


def test_bail_set_only_because_of_a_detainer_is_reviewed() -> None:
    detainer = {"id": "D1", "kind": "immigration", "form": "I-247A", "received_at": "2024-05-02T12:00"}
    order = {"id": "O1", "kind": "set_bail", "ordered_at": "2024-05-03T12:00", "charges": ["C1"], "amount": 1}
    rule = "bail-set-because-of-a-detainer"
    assert of(rule, detainers=[detainer], court_orders=[{**order, "because_of": ["D1"]}]) == [("review", "O1")]
    assert of(rule, detainers=[detainer], court_orders=[order]) == []


def contract(kind: str, **held: Any) -> Json:
    known = {"holder": "ICE", "from": "2024-05-05T12:00", "taken_by": "local_officer", "agreement": "G1", "paper": "W1"}
    return {"facility": agreement(kind=kind), "held_for": [known | held], "warrants": [i200()]}


def test_a_housing_contract_is_no_authority_for_somebody_the_jail_already_had() -> None:
    rule = "housing-contract-taken-for-authority"
    assert of(rule, **contract("housing")) == [("review", "held_for[0]")]
    assert of(rule, **contract("housing"), **HELD) == [("notice", "held_for[0]")]
    assert of(rule, **contract("287g_jail")) == []
    brought_in = contract("housing", taken_by="federal_officer")
    assert of(rule, **brought_in) == []


def test_a_paper_for_somebody_else_is_reviewed_while_the_person_is_held_on_it() -> None:
    warrant = {"id": "W1", "purpose": "bench", "issued_by": JUDGE, "lodged_at": "2024-05-02T12:00"}
    compared = {"paper": "W1", "matches": False, "by": "fingerprint"}
    rule = "identity-does-not-match"
    assert of(rule, warrants=[warrant], identity=[compared]) == [("review", "identity[0]")]
    assert of(rule, warrants=[warrant], identity=[{**compared, "matches": True}]) == []
    recalled = {**warrant, "recalled_at": "2024-05-01T10:00", "issued_at": "2024-04-01"}
    assert of(rule, warrants=[recalled], identity=[compared]) == [("notice", "identity[0]")]


@pytest.mark.parametrize(
    ("document", "shown", "found"),
    [
        ("us_passport", "2024-05-06T12:00", ["review"]),
        ("birth_certificate", "2024-05-01T13:00", ["review"]),
        ("naturalization", "2024-05-06T12:00", ["review"]),
        ("naturalization", None, []),
        ("driver_license", "2024-05-06T12:00", []),
    ],
)
def test_a_document_of_citizenship_is_reviewed_while_an_immigration_paper_holds_the_person(
    document: str, shown: str | None, found: list[str]
) -> None:
    proof = {"document": document, "presented_at": shown, "seen_by": "jail"}
    assert [severity for severity, _ in of("status-document-shown", proofs=[proof], warrants=[i200()])] == found
    on_charge = of("status-document-shown", proofs=[proof], warrants=[i200()], **HELD)
    assert [severity for severity, _ in on_charge] == ["notice" for _ in found]


def test_a_document_is_nothing_to_speak_of_where_no_immigration_paper_is_on_file() -> None:
    assert of("status-document-shown", proofs=[{"document": "us_passport"}], **HELD) == []


# The Interstate Agreement on Detainers.


@pytest.mark.parametrize(
    ("iad", "found"),
    [
        ({"returned_at": "2024-05-03", "tried_at": "never"}, True),
        ({"returned_at": "2024-05-03", "tried_at": "2024-06-03T09:00"}, True),
        ({"returned_at": "2024-05-03", "tried_at": "2024-05-02T09:00"}, False),
        ({"tried_at": "never"}, False),
    ],
    ids=["never tried", "tried later", "tried before", "not returned"],
)
def test_a_prisoner_sent_back_before_the_trial(iad: Json, found: bool) -> None:
    term = [{"kind": "prison", "charges": ["C1"], "imposed_at": "2024-05-01", "term": {"years": 5}}]
    detainer = {"id": "D1", "kind": "criminal", "regarding": "untried_charge", "received_at": "2024-05-02T12:00"}
    told = {"sentences": term, "detainers": [{**detainer, "iad": {"arrived_at": "2024-05-02", **iad}}]}
    assert of("iad-returned-before-trial", **told) == ([("notice", "D1")] if found else [])
