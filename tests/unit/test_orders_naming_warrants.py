"""An order that names warrants beside charges, or instead of them: what carries it, and what ends it."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import ALL, BOOKED, DISMISSED, DONE, HELD, NOTHING, Json, order, record, warrant
from expectations import local
from holdcheck.checking import check
from holdcheck.findings.checked import CheckResult

HEARD = "2024-05-02T12:00"
GAP = [(NOTHING, "certain", DONE, HELD)]
KINDS = ["detain", "set_bail", "commit"]


def yardstick(result: CheckResult) -> list[tuple[str, str, Any, Any]]:
    found = [f for f in result.findings if f.ground == "judicial_warrant_standard"]
    return [(f.rule, f.certainty, local(f.from_), local(f.until)) for f in found]


def ordered(kind: str = "detain", **more: Any) -> Json:
    purpose = {"commit_for": "civil_contempt"} if kind == "commit" else {}
    return order(kind, HEARD, **{"charges": None, "warrants": ["W1"], **purpose, **more})


def told(*orders: Json, served: Json | None = None, **more: Any) -> CheckResult:
    warrants = [{**warrant(served_at=BOOKED), **(served or {})}]
    return check(record(**{"warrants": warrants, "court_orders": list(orders), **more}))


@pytest.mark.parametrize("named", [None, []], ids=["absent", "empty"])
@pytest.mark.parametrize(
    "over",
    [{"charges": DISMISSED}, {"bail": [{"charges": ["C1"], "accepted_at": DONE}]}],
    ids=["dismissed", "bailed"],
)
def test_an_order_that_names_a_warrant_goes_on_when_a_charge_is_over_that_the_warrant_is_not_about(
    over: Json, named: Any
) -> None:
    result = told(ordered(charges=named), served={"recalled_at": HEARD}, **over)
    assert (result.outcome, [e.authority for e in result.timeline][-1]) == ("clear", "court_order")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "freed",
    [
        {"court_orders": [order("release", charges=None, warrants=["W1"])]},
        {"bail": [{"charges": [], "warrants": ["W1"], "accepted_at": DONE}]},
    ],
    ids=["a release", "bail"],
)
def test_it_ends_with_what_names_the_warrant(kind: str, freed: Json) -> None:
    orders = [ordered(kind), *freed.get("court_orders", ())]
    assert yardstick(told(**{**freed, "charges": [], "court_orders": orders})) == GAP


@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_with_a_release_for_all_and_with_the_charges_of_its_warrant(kind: str) -> None:
    assert yardstick(told(ordered(kind), order("release"), charges=[])) == GAP
    assert yardstick(told(ordered(kind), served={"charges": ["C1"]}, charges=DISMISSED)) == GAP


def test_an_order_that_names_a_charge_beside_a_warrant_ends_with_the_last_of_the_two() -> None:
    both = ordered(charges=["C1"])
    assert told(both, charges=DISMISSED).outcome == "clear"
    assert told(both, order("release", charges=None, warrants=["W1"])).outcome == "clear"
    assert yardstick(told(both, order("release", charges=None, warrants=["W1"]), charges=DISMISSED)) == GAP
    later = order("detain", "2024-05-04T09:00", charges=["C1"], expires_at=DONE)
    held_until = [{"id": "C1", "held_until": DONE, "held_until_because": "quashed"}]
    assert told(both, later, charges=held_until).outcome == "clear"  # on the charge it is replaced, and not on W1


@pytest.mark.parametrize("purpose", ["probation", "bench"])
def test_after_the_appearance_that_an_order_naming_a_served_warrant_shows_it_carries_custody(purpose: str) -> None:
    """The design: after service a warrant's force lasts to the first appearance; then an order carries it."""
    served = {"purpose": purpose}
    lapsed = ordered(expires_at=DONE)
    assert yardstick(told(lapsed, served=served, charges=[])) == GAP
    assert yardstick(told(ordered(), order("release", charges=[]), served=served, charges=[])) == GAP
    by_schedule = told(ordered("set_bail", expires_at=DONE, source="schedule"), served=served, charges=[])
    assert yardstick(by_schedule) == []
    by_a_board = told(lapsed, served={"purpose": "parole", "issued_by": {"office": "parole_board"}}, charges=[])
    assert yardstick(by_a_board) == []  # no appearance before a court ends what an agency orders


def test_a_release_of_the_named_charges_leaves_an_order_on_a_warrant_alone() -> None:
    assert told(ordered(), order("release", charges=["C1"])).outcome == "clear"
    assert yardstick(told(ordered(), order("release", charges=ALL))) == GAP
