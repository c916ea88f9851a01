"""A commitment whose end is the end of custody, on a charge that is listed as pending, as the whole check says it."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import ALL, BOOKED, DISMISSED, DONE, HELD, NOTHING, Json, disposed, order, record, sentence, warrant
from expectations import local, warnings
from holdcheck.checking import check
from holdcheck.findings.checked import CheckResult

START, OVER = "2024-05-02T10:00", "2024-05-10T12:00"
ENDS_CUSTODY = ("fugitive", "extradition_waived", "temporary_federal", "civil_contempt", "child_support", "fine")
INTERLUDES = ("competency", "evaluation", "mental_health", "juvenile", None)
RULES = {"fugitive": "fugitive-hold-past-limit", "temporary_federal": "temporary-federal-detention-past-ten-days"}
GAP = [(NOTHING, "certain", OVER, HELD)]
LATE = "2024-12-01T10:00"


def commit(purpose: str | None = "civil_contempt", at: Any = START, **more: Any) -> Json:
    return order("commit", at, **{"charges": ["C1"], "commit_for": purpose, "expires_at": OVER, **more})


def yardstick(result: CheckResult) -> list[tuple[str, str, Any, Any]]:
    found = [f for f in result.findings if f.ground == "judicial_warrant_standard"]
    return [(f.rule, f.certainty, local(f.from_), local(f.until)) for f in found]


def doubts(result: CheckResult) -> set[tuple[Any, Any, tuple[str, ...]]]:
    return {(local(u.from_), local(u.until), u.missing) for u in result.undetermined}


def told(*orders: Json, **more: Any) -> CheckResult:
    return check(record(court_orders=list(orders), **more))


# Which commitments.


@pytest.mark.parametrize("purpose", ENDS_CUSTODY)
def test_custody_on_a_pending_charge_ends_with_the_commitment_on_it(purpose: str) -> None:
    result = told(commit(purpose))
    assert (yardstick(result), result.undetermined) == (GAP, ())
    assert [e.because for e in result.release_entitlements] == ["authority_over"]
    assert RULES.get(purpose, "commitment-expired") in {f.rule for f in result.findings}
    assert [e.authority for e in result.timeline] == ["recorded_charge", "court_order", None]


@pytest.mark.parametrize("purpose", INTERLUDES)
def test_after_a_commitment_that_is_an_interlude_the_pending_charge_carries_on(purpose: str | None) -> None:
    result = told(commit(purpose))
    assert (result.outcome, [e.authority for e in result.timeline][-1]) == ("clear", "recorded_charge")


@pytest.mark.parametrize("how", ["transferred", "refiled"])
def test_a_charge_that_went_elsewhere_is_carried_by_the_commitment_like_a_pending_one(how: str) -> None:
    assert yardstick(told(commit(), charges=[disposed(how, "2024-05-15T10:00")])) == GAP


@pytest.mark.parametrize("purpose", ["child_support", "civil_contempt", "extradition_waived", "fine"])
def test_a_commitment_without_an_end_on_a_pending_charge_is_undetermined_after_thirty_days(purpose: str) -> None:
    result = told(commit(purpose, expires_at=None), recorded_until="2024-07-01T10:00")
    assert (yardstick(result), doubts(result)) == (
        [],
        {("2024-06-02T00:00", "2024-07-01T10:00", ("court_orders[0].expires_at",))},
    )


def test_a_release_or_a_disposition_still_ends_custody_before_the_commitment_does() -> None:
    early = [(NOTHING, "certain", DONE, HELD)]
    assert yardstick(told(commit(), order("release"))) == early
    assert yardstick(told(commit(), charges=DISMISSED)) == early


# (a) Which charges.


@pytest.mark.parametrize("named", [["C1"], ALL, None, []], ids=["named", "all", "absent", "empty"])
def test_a_commitment_is_on_the_charges_it_names_on_all_or_on_the_only_one(named: Any) -> None:
    assert yardstick(told(commit("fugitive", charges=named))) == GAP
    assert yardstick(told(commit(charges=named), charges=[{"id": "C1", "level": "civil"}])) == GAP


UNNAMED = ("court_orders[0].charges",)


@pytest.mark.parametrize("purpose", ["civil_contempt", "child_support", "fine"])
@pytest.mark.parametrize("named", [None, []], ids=["absent", "empty"])
def test_whether_a_matter_of_its_own_is_about_the_only_charge_is_not_known_of_a_commitment_that_names_none(
    purpose: str, named: Any
) -> None:
    """Who waits for trial may be committed for contempt, too: that takes nothing over, and ends with no dismissal."""
    awaiting = [{"id": "C1", "level": "felony"}]
    result = told(commit(purpose, charges=named), charges=awaiting)
    assert (result.outcome, doubts(result)) == ("undetermined", {(OVER, HELD, UNNAMED)})
    dismissed = told(commit(purpose, charges=named), charges=[{**DISMISSED[0], "level": "felony"}])
    assert doubts(dismissed) == {(DONE, OVER, UNNAMED)}
    assert yardstick(dismissed) == GAP
    released = told(commit(purpose, charges=named), order("release", charges=ALL), charges=awaiting)
    assert (yardstick(released), doubts(released)) == ([(NOTHING, "certain", DONE, HELD)], set())
    detained = told(commit(purpose, charges=named), order("detain", "2024-05-06T10:00"), charges=awaiting)
    assert (detained.outcome, [e.authority for e in detained.timeline][-1]) == ("clear", "court_order")


def test_a_commitment_for_a_fine_that_names_no_charge_is_about_the_one_of_which_the_person_was_convicted() -> None:
    convicted = [disposed("convicted", "2024-05-02T10:00")]
    assert yardstick(told(commit("fine", charges=None), charges=convicted)) == GAP


@pytest.mark.parametrize("warrants", [[], ["W1"]], ids=["names nothing", "names a warrant"])
def test_a_release_for_all_ends_an_order_that_names_no_charge(warrants: list[str]) -> None:
    detained = order("detain", "2024-05-02T10:00", charges=[], warrants=warrants)
    served = [warrant(served_at=BOOKED)]
    result = told(detained, order("release", charges=ALL), warrants=served)
    assert (yardstick(result), doubts(result)) == ([(NOTHING, "certain", DONE, HELD)], set())


def test_the_dismissal_of_the_only_charge_ends_an_order_with_an_empty_list_of_charges() -> None:
    assert yardstick(told(order("detain", START, charges=[]), charges=DISMISSED)) == [(NOTHING, "certain", DONE, HELD)]


TWO = [{"id": "C1", "level": "felony"}, {"id": "C2", "level": "misdemeanor"}]
MATTERS = [{"id": "C1", "level": "civil"}, {"id": "C2", "level": "civil"}]


@pytest.mark.parametrize(
    ("named", "found", "missing"),
    [
        (["C1"], [], set()),
        (["C1", "C2"], GAP, set()),
        (ALL, [], {("court_orders[0].charges",)}),
        (None, [], {("court_orders[0].charges",)}),
        ([], [], {("court_orders[0].charges",)}),
    ],
    ids=["one of them", "both", "all", "absent", "empty"],
)
def test_of_two_pending_charges_the_one_without_a_commitment_carries_custody(
    named: Any, found: list[Any], missing: set[tuple[str, ...]]
) -> None:
    """(c) A real charge of this state beside the fugitive's one goes on; which is which may be unknown."""
    result = told(commit(charges=named), charges=TWO)
    assert (yardstick(result), {u.missing for u in result.undetermined}) == (found, missing)
    assert {local(u.from_) for u in result.undetermined} == ({OVER} if missing else set())


def test_an_order_for_all_commits_for_contempt_on_all_that_can_be_about_it() -> None:
    """The word says no more than that there are no others: a charge of a crime is a matter of its own."""
    assert yardstick(told(commit(charges=ALL), charges=MATTERS)) == GAP
    beside = told(commit(charges=ALL), charges=[MATTERS[0], TWO[1]])
    assert (yardstick(beside), doubts(beside)) == ([], {(OVER, HELD, UNNAMED)})


IN_DISTRICT = [{"id": "C1", "court": "District"}]


@pytest.mark.parametrize("purpose", ["civil_contempt", "child_support", "fine"])
def test_a_commitment_by_another_court_that_names_no_charge_is_on_none_of_them(purpose: str) -> None:
    other = commit(purpose, charges=None, court="Family")
    assert told(other, charges=IN_DISTRICT).outcome == "clear"
    dismissed = [{**DISMISSED[0], "court": "District"}]
    assert yardstick(told(other, charges=dismissed)) == GAP
    convicted = {"disposition": "convicted", "disposed_at": "2024-05-02T10:00"} if purpose == "fine" else {}
    its = [{**IN_DISTRICT[0], "level": "civil", **convicted}]
    assert yardstick(told({**other, "court": "DISTRICT"}, charges=its)) == GAP


@pytest.mark.parametrize("named", [None, []], ids=["absent", "empty"])
def test_of_an_order_by_another_court_that_names_no_charge_nobody_knows_what_it_is_about(named: Any) -> None:
    """The contract: absent with charges in several courts is undetermined; the order itself shows the second court."""
    dismissed = [{**DISMISSED[0], "court": "District"}]
    detained = told(order("detain", START, charges=named, court="Circuit"), charges=dismissed)
    assert (yardstick(detained), doubts(detained)) == ([], {(DONE, HELD, UNNAMED)})
    same = told(order("detain", START, charges=named, court="District"), charges=dismissed)
    assert yardstick(same) == [(NOTHING, "certain", DONE, HELD)]
    held = order("detain", START, charges=["C1"], court="District")
    released = told(order("release", charges=named, court="Family"), held, charges=IN_DISTRICT)
    assert (yardstick(released), doubts(released)) == ([], {(DONE, HELD, UNNAMED)})


def test_a_commitment_of_a_juvenile_court_need_not_be_about_the_charge_that_is_dismissed() -> None:
    unnamed = commit("juvenile", charges=None)
    assert doubts(told(unnamed, charges=DISMISSED)) == {(DONE, OVER, UNNAMED)}
    of_a_juvenile = told(unnamed, charges=[{**DISMISSED[0], "classes": ["juvenile"]}])
    assert yardstick(of_a_juvenile) == [(NOTHING, "certain", DONE, HELD)]


def test_a_charge_of_a_later_arrest_is_none_of_those_that_an_order_for_all_is_about() -> None:
    later = [{"id": "A2", "at": "2024-05-06T10:00", "charges": ["C2"], "first_appearance_at": "2024-05-06T11:00"}]
    arrests = [{**each, "warrantless": True, "probable_cause_found_at": "2024-05-06T11:00"} for each in later]
    assert yardstick(told(commit(charges=ALL), charges=TWO, arrests=arrests)) == []
    of_a_later_day = [TWO[0], {**TWO[1], "offense_at": "2024-05-06"}]
    assert yardstick(told(commit(charges=ALL), charges=of_a_later_day)) == []
    assert yardstick(told(commit(charges=None), charges=of_a_later_day)) == []


def test_a_commitment_that_names_a_warrant_is_on_the_charges_of_that_warrant() -> None:
    recalled = warrant("civil_contempt", charges=["C1"], recalled_at=START)
    named = commit(charges=None, warrants=["W1"])
    assert yardstick(told(named, charges=TWO[:1], warrants=[recalled])) == GAP
    assert yardstick(told(named, charges=TWO, warrants=[recalled])) == []
    unnamed = told(named, charges=TWO, warrants=[{**recalled, "charges": []}])
    assert {u.missing for u in unnamed.undetermined} == {("court_orders[0].charges",)}


# (b) Dates.


@pytest.mark.parametrize(
    "at",
    ["2024-05-02", "2024-05-01", {"earliest": START, "latest": "2024-05-04T10:00"}],
    ids=["a day", "the day of the booking", "bounds"],
)
def test_no_gap_opens_between_the_charge_and_a_commitment_of_which_the_hour_is_not_known(at: Any) -> None:
    assert yardstick(told(commit(at=at))) == GAP


def test_a_commitment_made_and_over_within_what_is_told_of_its_start_leaves_a_possible_gap() -> None:
    within = commit(at={"earliest": START, "latest": "2024-05-12T10:00"})
    assert yardstick(told(within)) == [(NOTHING, "certain", [OVER, "2024-05-12T10:00"], HELD)]


@pytest.mark.parametrize("kind", ["detain", "set_bail", "extend", "commit"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, "2024-05-05"),
        ({"expires_at": "2024-05-05"}, "2024-05-05"),
        ({"expires_at": "2024-05-05"}, "2024-05-05T14:00"),
        ({"expires_at": "2024-05-05T14:00"}, "2024-05-05"),
        ({"at": "2024-05-05"}, "2024-05-05"),
        ({"at": "2024-05-05T09:00"}, "2024-05-05"),
        ({"at": "2024-05-05T09:00"}, "2024-05-05T15:00"),
    ],
    ids=["within it", "on its bare last day", "that day", "that bare day", "of one bare day", "bare", "hours later"],
)
def test_no_gap_opens_between_a_commitment_and_the_order_that_follows_it(kind: str, first: Json, second: str) -> None:
    """(d) An order of detention or bail, an extension or a commitment anew, of the day or within the time."""
    follows = order(kind, second, charges=["C1"], commit_for="civil_contempt" if kind == "commit" else None)
    assert yardstick(told(commit(**first), follows)) == []


def test_an_order_that_comes_a_day_after_the_commitment_was_over_leaves_that_day_without_authority() -> None:
    follows = order("detain", "2024-05-11T12:00", charges=["C1"])
    assert yardstick(told(commit(), follows)) == [(NOTHING, "certain", OVER, "2024-05-11T12:00")]


# (d) Fugitives.


@pytest.mark.parametrize("kind", ["commit", "extend"])
@pytest.mark.parametrize("named", [["C1"], ALL, None], ids=["named", "all", "absent"])
def test_a_fugitive_recommitted_or_kept_longer_has_sixty_days_more_however_the_charge_is_named(
    kind: str, named: Any
) -> None:
    again = order(kind, "2024-05-30T10:00", charges=named, commit_for="fugitive" if kind == "commit" else None)
    result = told(commit("fugitive", expires_at=None), again, recorded_until=LATE)
    found = [(f.rule, f.certainty, local(f.from_)) for f in result.findings if f.rule == "fugitive-hold-past-limit"]
    assert found == [("fugitive-hold-past-limit", "certain", "2024-07-30T00:00")]
    assert doubts(result) == set()


@pytest.mark.parametrize(
    ("bail", "until"),
    [
        (order("set_bail", "2024-05-03T10:00", charges=["C1"], amount=20_000), "2024-06-02T00:00"),
        (order("set_bail", "2024-05-02T09:00", amount=20_000), "2024-06-02T00:00"),
        (order("set_bail", "2024-06-01T10:00", charges=["C1"], amount=20_000), "2024-06-02T00:00"),
        (order("set_bail", "2024-06-10T10:00", charges=["C1"], amount=20_000), "2024-08-10T00:00"),
    ],
    ids=["in the commitment", "before it", "on its last day", "when it was over"],
)
def test_bail_that_a_fugitive_does_not_give_lasts_no_longer_than_the_commitment(bail: Json, until: str) -> None:
    """The time in the warrant or bond is one; bail taken again has at most sixty days (section 17 of the act)."""
    result = told(commit("fugitive", expires_at=None), bail, recorded_until=LATE)
    found = [local(f.from_) for f in result.findings if f.rule == "fugitive-hold-past-limit"]
    assert (found[-1:], doubts(result)) == ([until], set())


def test_bail_on_a_charge_of_this_state_goes_on_beside_a_fugitives_commitment() -> None:
    charges: Json = {"charges": [{"id": "C1"}, {"id": "C2"}]}
    for named in (["C2"], ["C1", "C2"]):
        bail = order("set_bail", "2024-05-03T10:00", charges=named, amount=20_000)
        assert told(commit("fugitive", expires_at=None), bail, recorded_until=LATE, **charges).outcome == "clear"


def test_a_waiver_after_a_fugitives_commitment_carries_custody_past_the_end_of_that() -> None:
    waived = commit("extradition_waived", "2024-05-08T10:00", expires_at="2024-06-07T10:00")
    assert yardstick(told(commit("fugitive"), waived)) == []
    beyond = told(commit("fugitive"), waived, recorded_until="2024-06-20T10:00")
    assert [(f.rule, local(f.from_)) for f in beyond.findings if f.rule == "commitment-expired"] == [
        ("commitment-expired", "2024-06-07T10:00")
    ]


SERVED = warrant("fugitive", served_at=BOOKED, charges=["C1"])


@pytest.mark.parametrize(
    ("warrants", "found", "missing"),
    [
        ([SERVED], GAP, set()),
        ([{**SERVED, "charges": []}], GAP, set()),
        ([{**SERVED, "served_at": None}], [], set()),
        ([{**SERVED, "served_at": "2024-05-06T10:00"}], [], set()),
        ([{**SERVED, "charges": ["C2"]}], [], set()),
        ([SERVED, {**SERVED, "id": "W2", "charges": []}], [], {("warrants[1].charges",)}),
        ([{**SERVED, "purpose": "bench"}], [], set()),
    ],
    ids=["on the charge", "on none", "unserved", "served later", "on another", "two of them", "a bench warrant"],
)
def test_a_served_fugitive_warrant_ends_with_the_commitment_that_followed_from_it(
    warrants: list[Json], found: list[Any], missing: set[tuple[str, ...]]
) -> None:
    charges = [TWO[0], {**TWO[1], "held_until": BOOKED}]
    result = told(commit("fugitive"), charges=charges, warrants=warrants)
    assert (yardstick(result), {u.missing for u in result.undetermined if u.rule == NOTHING}) == (found, missing)


def test_without_a_commitment_a_served_fugitive_warrant_and_its_charge_go_on() -> None:
    assert check(record(warrants=[SERVED])).outcome == "clear"


@pytest.mark.parametrize("purpose", ["civil_contempt", "child_support"])
def test_a_served_warrant_for_contempt_or_support_ends_with_the_commitment_too(purpose: str) -> None:
    assert yardstick(told(commit(purpose), warrants=[{**SERVED, "purpose": purpose}])) == GAP


GOVERNOR = warrant("governor", id="W2", issued_by={"office": "governor"}, served_at=BOOKED)
AGENT = "agent-not-appeared-in-thirty-days"


@pytest.mark.parametrize(
    ("parts", "since"),
    [
        ({"warrants": [{**GOVERNOR, "charges": ["C1"]}]}, "2024-06-01T00:00"),
        ({"warrants": [GOVERNOR, SERVED]}, "2024-06-01T00:00"),
        ({"warrants": [GOVERNOR], "court_orders": [commit("fugitive")]}, "2024-06-01T00:00"),
        ({"warrants": [GOVERNOR], "charges": [{"id": "C1", "classes": ["fugitive"]}]}, "2024-06-01T00:00"),
        (
            {
                "warrants": [GOVERNOR],
                "arrests": [{"id": "A1", "at": BOOKED, "warrantless": False, "warrant": "W2", "charges": ["C1"]}],
            },
            "2024-06-01T00:00",
        ),
        ({"court_orders": [commit("extradition_waived", expires_at=LATE)]}, "2024-06-02T00:00"),
        ({"warrants": [GOVERNOR]}, None),
        ({"warrants": [{**GOVERNOR, "charges": ["C1"]}], "charges": TWO}, None),
    ],
    ids=[
        "named by the governor's warrant",
        "named by a fugitive warrant",
        "committed on",
        "of the class",
        "of the arrest on the governor's warrant",
        "committed on after a waiver",
        "of this state, as far as is known",
        "beside another",
    ],
)
def test_the_thirty_days_for_an_agent_run_beside_the_pending_charge_of_the_fugitive_and_no_other(
    parts: Json, since: str | None
) -> None:
    result = check(record(recorded_until=LATE, **parts))
    assert [local(f.from_) for f in result.findings if f.rule == AGENT] == ([since] if since else [])


def test_of_which_of_two_charges_a_waiver_was_made_decides_whether_the_thirty_days_run() -> None:
    waived = commit("extradition_waived", charges=None, expires_at=LATE)
    result = told(waived, charges=TWO, recorded_until=LATE)
    assert AGENT not in {f.rule for f in result.findings}
    assert [(local(u.from_), u.missing) for u in result.undetermined if u.rule == AGENT] == [
        ("2024-06-02T00:00", ("court_orders[0].charges",))
    ]
    named = told(waived, charges=[{**each, "classes": ["fugitive"]} for each in TWO], recorded_until=LATE)
    assert [local(f.from_) for f in named.findings if f.rule == AGENT] == ["2024-06-02T00:00"]


def test_another_states_own_warrant_does_not_stop_the_thirty_days_and_one_of_this_state_does() -> None:
    lodged = warrant("arrest", issued_by={"office": "judge", "state": "WA"})
    waived = commit("extradition_waived", expires_at=LATE)
    found = [
        {f.rule for f in told(waived, warrants=[{**lodged, "issued_by": by}], recorded_until=LATE).findings}
        for by in (lodged["issued_by"], {"office": "judge", "state": "NC"}, {"office": "judge"})
    ]
    assert [AGENT in rules for rules in found] == [True, False, False]


# (e) and (f).


@pytest.mark.parametrize(
    ("admission", "outcome"), [("new", "clear"), ("unknown", "clear"), ("transfer_in", "findings")]
)
def test_a_commitment_that_was_over_before_a_new_booking_says_nothing_of_that_arrest(
    admission: str, outcome: str
) -> None:
    before = commit(at="2024-04-01T10:00", expires_at="2024-04-20T12:00")
    assert told(before, admission=admission).outcome == outcome
    assert told(before, admission=admission, continues="K-0").outcome == "findings"


def test_a_commitment_of_unknown_start_counts_from_booking_with_a_warning() -> None:
    result = told(commit(at=None), warrants=[{**SERVED, "purpose": "civil_contempt"}])
    assert (yardstick(result), warnings(result)) == (GAP, ["start_unknown"])
    assert [e.authority for e in result.timeline] == ["court_order", None]


@pytest.mark.parametrize(
    ("posted", "revoked", "found"),
    [
        ("2024-05-04T10:00", "2024-05-06T10:00", [("2024-05-04T10:00", "2024-05-06T10:00"), (OVER, HELD)]),
        ("2024-05-04T10:00", "2024-05-12T10:00", [("2024-05-04T10:00", HELD)]),
        ("2024-05-11T10:00", "2024-05-12T10:00", [(OVER, HELD)]),
        ("2024-05-01T12:00", "2024-05-01T20:00", [("2024-05-01T12:00", "2024-05-01T20:00"), (OVER, HELD)]),
    ],
    ids=["within the commitment", "after its end", "posted after its end", "before it"],
)
def test_revoked_bail_takes_up_the_commitment_and_never_the_jails_word_beyond_it(
    posted: str, revoked: str, found: list[Any]
) -> None:
    result = told(commit(), bail=[{"charges": ["C1"], "posted_at": posted, "revoked_at": revoked}])
    assert [(start, end) for _, _, start, end in yardstick(result)] == found
    assert result.undetermined == ()


def test_bail_revoked_takes_up_a_fugitives_commitment_to_its_thirty_days() -> None:
    bail = [{"charges": ["C1"], "posted_at": DONE, "revoked_at": "2024-05-06T10:00"}]
    result = told(commit("fugitive", expires_at=None), bail=bail, recorded_until=LATE)
    found = [local(f.from_) for f in result.findings if f.rule == "fugitive-hold-past-limit"]
    assert (found, doubts(result)) == (["2024-06-02T00:00"], set())


def test_a_sentence_imposed_later_carries_custody_whatever_the_commitment_before_it() -> None:
    convicted = [disposed("convicted", "2024-05-09T10:00")]
    assert yardstick(told(commit(), charges=convicted, sentences=[sentence(imposed_at="2024-05-12")])) == []


@pytest.mark.parametrize(
    ("convicted", "committed", "outcome"),
    [
        ("2024-05-06T09:00", "2024-05-06T12:00", "findings"),
        ({"earliest": "2024-05-06T12:00", "latest": "2024-05-08T12:00"}, "2024-05-06T12:00", "undetermined"),
        ({"earliest": "2024-05-05T12:00", "latest": "2024-05-06T11:00"}, "2024-05-06T12:00", "findings"),
        ("2024-05-06", {"earliest": "2024-05-05T12:00", "latest": "2024-05-06T16:00"}, "undetermined"),
        ("2024-05-06", "2024-05-06", "findings"),
    ],
    ids=["before it", "perhaps after it", "surely before it", "on a day within its bounds", "on one bare day"],
)
def test_a_commitment_carries_on_from_a_conviction_only_if_it_came_after_it(
    convicted: object, committed: object, outcome: str
) -> None:
    """Convicted after the commitment began, the person waits for a sentence that the record does not have."""
    charges = [disposed("convicted", convicted)]
    orders = [order("commit", committed, commit_for="mental_health", expires_at="2024-05-10T12:00")]
    assert check(record(charges=charges, court_orders=orders)).outcome == outcome
