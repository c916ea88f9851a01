"""Clocks of papers that wait for another agency, and commitments the law itself limits, as the whole check says it."""

from __future__ import annotations

from typing import Any

import pytest

from expectations import entitlements, findings, local
from holdcheck.checking import check

Json = dict[str, Any]
JUDGE = {"office": "judge"}


def record(**parts: Any) -> Json:
    """Somebody booked at noon on Monday 1 April 2024 and still there at the end of the year."""
    least = {"custody_id": "K-1", "facility": {"state": "NC"}, "booked_at": "2024-04-01T12:00"}
    return {**least, "recorded_until": "2025-01-01T00:00", **parts}


def spans(rule: str, told: Json) -> list[tuple[Any, Any, str]]:
    return [(f["from"], f["until"], f["certainty"]) for f in findings(check(told)) if f["rule"] == rule]


def deadlines(told: Json, clock: str) -> list[tuple[Any, bool | None]]:
    return [(local(d.at), d.passed) for d in check(told).deadlines if d.clock == clock]


# Interstate Agreement on Detainers.


def prisoner(detainer: Json, **iad: Any) -> Json:
    term = [{"kind": "prison", "imposed_at": "2024-04-01", "term": {"years": 5}}]
    on_file = {"id": "D1", "kind": "criminal", "regarding": "untried_charge", "received_at": "2024-04-02T09:00"}
    return record(sentences=term, detainers=[{**on_file, **detainer, "iad": {"tried_at": "never", **iad}}])


def test_the_180_days_run_from_delivery_and_never_from_the_request() -> None:
    told = prisoner({}, requested_at="2024-04-05", delivered_at="2024-05-01")
    assert spans("iad-clock-passed", told) == [("2024-10-29T00:00", "2025-01-01T00:00", "certain")]
    assert spans("iad-clock-passed", prisoner({}, requested_at="2024-04-05")) == []


def test_the_120_days_run_from_arrival() -> None:
    told = prisoner({}, arrived_at="2024-05-01")
    assert spans("iad-clock-passed", told) == [("2024-08-30T00:00", "2025-01-01T00:00", "certain")]
    assert deadlines(told, "iad-arrival") == [("2024-08-30T00:00", True)]


def test_days_that_do_not_count_put_the_end_off_and_stop_counting_on_their_last_day() -> None:
    tolled = [{"from": "2024-06-01", "to": "2024-06-11"}]
    told = prisoner({}, arrived_at="2024-05-01", tolled=tolled)
    assert deadlines(told, "iad-arrival") == [("2024-09-09T00:00", True)]
    before_it_ran = [{"from": "2024-04-21", "to": "2024-05-01"}]
    assert deadlines(prisoner({}, arrived_at="2024-05-01", tolled=before_it_ran), "iad-arrival") == [
        ("2024-08-30T00:00", True)
    ]
    still = prisoner({}, arrived_at="2024-05-01", tolled=[{"from": "2024-06-01"}])
    assert spans("iad-clock-passed", still) == []


def test_a_trial_in_time_stops_the_clock_and_a_withdrawn_detainer_too() -> None:
    assert spans("iad-clock-passed", prisoner({}, arrived_at="2024-05-01", tried_at="2024-08-29T09:00")) == []
    late = prisoner({}, arrived_at="2024-05-01", tried_at="2024-09-02T09:00")
    assert spans("iad-clock-passed", late) == [("2024-08-30T00:00", "2024-09-02T09:00", "certain")]
    assert spans("iad-clock-passed", prisoner({"withdrawn_at": "2024-06-01T00:00"}, arrived_at="2024-05-01")) == []


@pytest.mark.parametrize("regarding", ["unserved_sentence", "violation", "removal"])
def test_only_untried_charges_run_under_the_agreement(regarding: str) -> None:
    assert spans("iad-clock-passed", prisoner({"regarding": regarding}, arrived_at="2024-05-01")) == []


def test_somebody_who_serves_no_term_is_outside_the_agreement() -> None:
    told = prisoner({}, arrived_at="2024-05-01")
    assert spans("iad-clock-passed", {**told, "sentences": [], "charges": [{"id": "C1"}]}) == []


def test_whether_there_was_a_trial_and_what_the_detainer_is_about_decide() -> None:
    for detainer, iad, path in (
        ({}, {"tried_at": None}, "detainers[0].iad.tried_at"),
        ({"regarding": None}, {}, "detainers[0].regarding"),
    ):
        result = check(prisoner(detainer, arrived_at="2024-05-01", **iad))
        assert {u.missing for u in result.undetermined if u.rule == "iad-clock-passed"} == {(path,)}


# Extradition.


def test_thirty_days_from_the_arrest_on_the_governors_warrant() -> None:
    warrant = {"id": "W1", "purpose": "governor", "issued_by": {"office": "governor"}, "lodged_at": "2024-05-01T09:00"}
    told = record(warrants=[{**warrant, "served_at": "2024-05-01T09:00"}])
    assert spans("agent-not-appeared-in-thirty-days", told) == [("2024-06-01T00:00", "2025-01-01T00:00", "certain")]
    order = [{"kind": "detain", "ordered_at": "2024-04-01T12:00"}]
    assert spans("agent-not-appeared-in-thirty-days", {**told, "court_orders": order, "charges": [{}]}) == []


def test_thirty_days_from_a_waiver() -> None:
    waived = {"kind": "commit", "commit_for": "extradition_waived", "ordered_at": "2024-04-02T10:00"}
    told = record(court_orders=[{**waived, "expires_at": "2024-06-01T00:00"}])
    assert spans("agent-not-appeared-in-thirty-days", told) == [("2024-05-03T00:00", "2024-06-01T00:00", "certain")]


def fugitive(*orders: Json, state: str = "NC", **more: Any) -> Json:
    known = {"kind": "commit", "commit_for": "fugitive", "charges": ["C1"]}
    return record(
        facility={"state": state} | ({"time_zone": "America/Chicago"} if state == "ND" else {}),
        charges=[{"id": "C1"}],
        court_orders=[{**known, **order} for order in orders],
        **more,
    )


def test_a_fugitive_waits_thirty_days_for_a_governors_warrant() -> None:
    told = fugitive({"ordered_at": "2024-04-02T10:00"})
    assert entitlements(check(told)) == [{"at": "2024-05-03T00:00", "because": "authority_over", "ended_at": None}]
    assert spans("fugitive-hold-past-limit", told) == [("2024-05-03T00:00", "2025-01-01T00:00", "certain")]


@pytest.mark.parametrize("kind", ["commit", "extend"])
def test_and_sixty_more_once_recommitted(kind: str) -> None:
    told = fugitive({"ordered_at": "2024-04-02T10:00"}, {"ordered_at": "2024-05-01T10:00", "kind": kind})
    assert spans("fugitive-hold-past-limit", told) == [("2024-07-01T00:00", "2025-01-01T00:00", "certain")]


@pytest.mark.parametrize(
    ("state", "over"),
    [("SC", "2024-04-23"), ("MO", "2024-05-03"), ("ND", "2024-05-03"), ("DC", "2024-05-03")],
)
def test_a_place_with_a_law_of_its_own_commits_a_fugitive_for_its_own_time(state: str, over: str) -> None:
    told = fugitive({"ordered_at": "2024-04-02T10:00"}, state=state)
    assert spans("fugitive-hold-past-limit", told) == [(f"{over}T00:00", "2025-01-01T00:00", "certain")]


@pytest.mark.parametrize("state", ["SC", "ND", "DC"])
def test_where_no_number_was_read_for_what_follows_a_second_commitment_is_undetermined(state: str) -> None:
    told = fugitive({"ordered_at": "2024-04-02T10:00"}, {"ordered_at": "2024-04-20T10:00"}, state=state)
    result = check(told)
    assert result.outcome == "undetermined"
    assert {u.missing for u in result.undetermined} == {("court_orders[1].expires_at",)}


def test_where_no_limit_was_read_a_commitment_without_an_end_is_undetermined() -> None:
    told = fugitive({"ordered_at": "2024-04-02T10:00"}, state="MS")
    result = check(told)
    assert result.outcome == "undetermined"
    assert {u.missing for u in result.undetermined} == {("court_orders[0].expires_at",)}


def test_federal_temporary_detention_lasts_ten_days_without_weekends_and_holidays() -> None:
    order = {"kind": "commit", "commit_for": "temporary_federal", "ordered_at": "2024-05-20T10:00"}
    facility = {"state": "NC", "custodian": "federal"}
    told = record(booked_at="2024-05-20T10:00", facility=facility, charges=[{"id": "C1"}], court_orders=[order])
    # Memorial Day was the 27th: the tenth day that counts is Tuesday 4 June.
    assert spans("temporary-federal-detention-past-ten-days", told) == [
        ("2024-06-05T00:00", "2025-01-01T00:00", "certain")
    ]


# Warrants nobody comes to serve.


def test_a_warrant_alone_is_reviewed_after_thirty_days_of_nothing_else() -> None:
    warrant = {"id": "W1", "purpose": "bench", "issued_by": JUDGE, "lodged_at": "2024-04-01T12:00"}
    charges = [{"id": "C1", "disposition": "dismissed", "disposed_at": "2024-04-10T09:00"}]
    told = record(charges=charges, warrants=[warrant])
    rule = "warrant-uncollected-for-thirty-days"
    assert spans(rule, told) == [("2024-05-11T00:00", "2025-01-01T00:00", "certain")]
    assert spans(rule, {**told, "charges": [{"id": "C1"}]}) == []
    served = {**warrant, "served_at": "2024-04-10T09:00"}
    assert spans(rule, {**told, "warrants": [served]}) == []
    assert deadlines({**told, "recorded_until": "2024-05-01T00:00"}, "uncollected-warrant") == [
        ("2024-05-11T00:00", False)
    ]
