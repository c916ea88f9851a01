"""Charges and what courts do about them, as parts of a drawn custody: arrests, orders, bail and sentences."""

from __future__ import annotations

from hypothesis import strategies as st

from holdcheck.testing.telling import Json, Teller

DISPOSITIONS = (
    "declined",
    "no_billed",
    "dismissed",
    "nolle_prosequi",
    "acquitted",
    "not_guilty_insanity",
    "convicted",
    "diverted",
    "transferred",
    "cited",
)
STOPPED_HOLDING = (
    "bail",
    "recognizance",
    "release_order",
    "no_probable_cause",
    "not_filed",
    "declined",
    "dismissed",
    "acquitted",
    "time_served",
    "sentence_suspended",
    "fine_paid",
    "quashed",
    "cited",
    "transferred",
    "unknown",
    None,
)
"""Why a charge no longer held the person."""
REFUSALS = (
    "immigration_hold",
    "other_hold",
    "office_closed",
    "amount_or_form",
    "conditions_unmet",
    "statutory_wait",
    "identity",
    "unknown",
    None,
)
"""Why bail was refused."""
COMMITMENTS = (
    "competency",
    "mental_health",
    "civil_contempt",
    "child_support",
    "fine",
    "fugitive",
    "extradition_waived",
    "temporary_federal",
    "juvenile",
    "evaluation",
    None,
)
"""What courts commit people for."""


def draw_charge(tell: Teller, name: str, charges: list[str]) -> Json:
    """Return a charge, with what became of it: pending, refiled as a later one, or disposed of."""
    charge: Json = {"id": name, "level": tell.one_of(["felony", "misdemeanor", "unknown"])}
    charge["court"] = tell.one_of(["District", "District", "Superior", None])
    charge["instrument"] = tell.one_of(["indictment", "complaint", None])
    charge["filed_at"] = tell.protecting(tell.hour())
    later = charges[charges.index(name) + 1 :]
    match tell.draw(st.integers(0, 5)):
        case 0:
            pass
        case 1 if later:
            charge |= {"disposition": "refiled", "disposed_at": tell.at(tell.hour()), "refiled_as": later[0]}
        case _:
            charge |= {"disposition": tell.one_of(DISPOSITIONS), "disposed_at": tell.perhaps(9, tell.hour())}
    if tell.chance(3):
        charge |= {"held_until": tell.at(tell.hour()), "held_until_because": tell.one_of(STOPPED_HOLDING)}
    return charge


def draw_arrest(tell: Teller, number: int, charges: list[str], warrants: list[str]) -> Json:
    """Return an arrest shortly before booking, with the steps that protect the person after it."""
    at = tell.hour(-12, 0)
    arrest: Json = {
        "id": f"A{number + 1}",
        "at": tell.perhaps(9, at),
        "warrantless": tell.one_of([True, True, False, None]),
    }
    arrest["charges"] = tell.some(charges)
    if arrest["warrantless"] is False and warrants:
        arrest["warrant"] = warrants[0]
    arrest["probable_cause_found_at"] = tell.protecting(tell.hour(at))
    arrest["first_appearance_at"] = tell.protecting(tell.hour(at))
    return arrest


def draw_order(tell: Teller, number: int, charges: list[str], warrants: list[str], detainers: list[str]) -> Json:
    """Return an order of a court; one that says nothing of charges may mean any of them."""
    ordered = tell.hour()
    order: Json = {"id": f"O{number + 1}", "ordered_at": tell.perhaps(9, ordered)}
    kinds = ["detain", "set_bail", "release", "release", "commit", "stay", "extend", "vacate_sentence"]
    order["kind"] = tell.one_of(kinds)
    order["charges"] = tell.one_of(["all", None, tell.some(charges)])
    order["source"] = tell.one_of(["judge", "judge", "schedule", None])
    if tell.chance(2):
        order["warrants"] = tell.some(warrants)
    if tell.chance(2):
        order["because_of"] = tell.some(detainers)
    if order["kind"] == "commit":
        order["commit_for"] = tell.one_of(COMMITMENTS)
    if order["kind"] in ("commit", "stay", "detain", "extend"):
        order["expires_at"] = tell.perhaps(4, tell.hour(ordered))
    if order["kind"] in ("release", "set_bail") and tell.chance(3):
        met = [tell.perhaps(8, tell.hour(ordered)) for _ in range(tell.draw(st.integers(1, 2)))]
        order["conditions"] = [{"kind": "device", "met_at": at} for at in met]
    order["received_at"] = tell.perhaps(3, tell.hour(ordered))
    return order


def draw_bail(tell: Teller, charges: list[str], warrants: list[str]) -> Json:
    """Return bail that was posted, refused, or never tendered because it would have been refused."""
    first = tell.hour()
    bail: Json = {"charges": tell.one_of(["all", None, tell.some(charges)])}
    if tell.chance(2):
        bail["warrants"] = tell.some(warrants)
    match tell.draw(st.integers(0, 4)):
        case 0 | 1:
            bail["posted_at"] = tell.at(first)
            bail["accepted_at"] = tell.perhaps(3, tell.hour(first))
            bail["revoked_at"] = tell.perhaps(2, tell.length)
        case 2 | 3:
            bail |= {"tendered_at": tell.at(first), "refused": True, "refused_because": tell.one_of(REFUSALS)}
        case _:
            bail |= {"declared_futile_at": tell.at(first), "refused_because": tell.one_of(REFUSALS)}
    return bail


def _draw_term(tell: Teller) -> Json:
    return {tell.one_of(["days", "days", "weeks", "months", "hours"]): tell.draw(st.integers(1, 40))}


def draw_sentence(tell: Teller, number: int, charges: list[str]) -> Json:
    """Return a sentence with its term, credits, good time, and what an agency says of its end."""
    imposed = tell.hour()
    kinds = ["jail", "jail", "jail", "prison", "time_served", "intermittent", "probation_only", "fine_only"]
    sentence: Json = {"id": f"S{number + 1}", "charges": tell.some(charges), "imposed_at": tell.day(imposed)}
    sentence["kind"] = tell.one_of([*kinds, "fine_commitment", "sanction"])
    if tell.chance(9):
        sentence["term"] = tell.one_of([_draw_term(tell), _draw_term(tell), _draw_term(tell), {"life": True}])
    if tell.chance(2):
        sentence["begins_at"] = tell.day(tell.hour(imposed))
    elif number and tell.chance(4):
        sentence["consecutive_to"] = [f"S{number}"]
    if tell.chance(3):
        days = tell.draw(st.integers(0, 20))
        since = tell.hour(-300, imposed)
        spans = {"from": tell.day(since), "to": tell.day(tell.hour(since, imposed))}
        sentence["credits"] = [tell.one_of([{"days": days}, spans])]
    if tell.chance(2):
        sentence["good_time"] = tell.one_of(
            [
                {"days": tell.draw(st.integers(0, 10))},
                {"ledger": [{"at": tell.day(imposed), "days": 3, "reason": "earned"}]},
            ]
        )
    if tell.chance(1):
        stopped = tell.hour(imposed)
        sentence["inoperative"] = [{"from": tell.day(stopped), "to": tell.day(tell.hour(stopped))}]
    if tell.chance(1):
        sentence["ended_by"] = {
            "kind": tell.one_of(["parole", "pardon", "early_release"]),
            "at": tell.at(tell.hour(imposed)),
        }
    if tell.chance(2):
        sentence["stated"] = [
            {
                "kind": tell.one_of(["release", "release", "supervision_end"]),
                "at": tell.day(tell.hour(imposed, tell.length + 300)),
            }
        ]
    if sentence["kind"] == "intermittent":
        first = tell.hour(imposed)
        sentence["periods"] = [{"from": tell.at(first), "to": tell.at(tell.hour(first))}]
    sentence["served_in"] = tell.one_of(["jail"] * 7 + ["home", "work_release", "treatment"])
    return sentence
