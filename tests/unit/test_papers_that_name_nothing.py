"""Orders and bail with empty lists, and the jail's own note beside a warrant: what they are about."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import ALL, BOOKED, CONVICTED, DONE, HELD, NOTHING, Json, order, record, sentence, warrant
from expectations import entitlements, local, warnings
from holdcheck.checking import check

COMMITTED = order("commit", BOOKED, commit_for="fugitive", expires_at="2024-06-30T10:00")


def gaps(told: Json) -> list[tuple[str, str, Any, Any]]:
    found = check(told).findings
    return [(f.rule, f.certainty, local(f.from_), local(f.until)) for f in found if f.rule == NOTHING]


GAP = [(NOTHING, "certain", DONE, HELD)]


@pytest.mark.parametrize("named", [[], None, ALL], ids=["empty", "absent", "all"])
@pytest.mark.parametrize("freed", [[], None, ALL], ids=["empty", "absent", "all"])
def test_a_release_ends_a_commitment_where_no_charge_is_listed_that_either_could_name(named: Any, freed: Any) -> None:
    orders = [{**COMMITTED, "charges": named}, order("release", charges=freed)]
    told = record(charges=[], court_orders=orders)
    assert (gaps(told), entitlements(check(told))) == (
        GAP,
        [{"at": DONE, "because": "release_order", "ended_at": None}],
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"court_orders": [order("release", charges=[])]},
        {"court_orders": [order("set_bail", "2024-05-02T10:00")], "bail": [{"charges": [], "posted_at": DONE}]},
        {
            "charges": CONVICTED,
            "sentences": [sentence()],
            "court_orders": [order("vacate_sentence", charges=[])],
        },
        {"charges": [], "warrants": [warrant(served_at=BOOKED)], "court_orders": [order("release", charges=[])]},
    ],
    ids=["release", "bail", "sentence vacated", "release after a bench warrant"],
)
def test_what_ends_custody_and_names_nothing_is_about_everything(parts: Json) -> None:
    assert gaps(record(**parts)) == GAP


def test_a_release_that_names_nothing_is_undetermined_where_the_charges_are_in_several_courts() -> None:
    courts = [{"id": "C1", "court": "A"}, {"id": "C2", "court": "B"}]
    result = check(record(charges=courts, court_orders=[order("release", charges=[])]))
    assert (result.outcome, {u.missing for u in result.undetermined}) == (
        "undetermined",
        {("court_orders[0].charges",)},
    )


def test_a_release_or_bail_that_names_only_a_warrant_is_not_about_the_charges() -> None:
    freed = order("release", charges=[], warrants=["W1"])
    paid = {"charges": [], "warrants": ["W1"], "posted_at": DONE}
    for parts in ({"court_orders": [freed]}, {"bail": [paid]}):
        assert check(record(warrants=[warrant()], **parts)).outcome == "clear"


@pytest.mark.parametrize(("named", "warned"), [(["C1"], ["held_until_disagrees"]), ([], [])])
def test_where_a_judges_warrant_on_a_charge_and_the_jails_note_disagree_the_warrant_wins_with_a_warning(
    named: list[str], warned: list[str]
) -> None:
    charges = [{"id": "C1", "held_until": DONE, "held_until_because": "quashed"}]
    result = check(record(charges=charges, warrants=[warrant(charges=named)]))
    assert (result.outcome, warnings(result)) == ("clear", warned)
