"""Papers of other agencies and what a jail notes of its own, as parts of a drawn custody."""

from __future__ import annotations

from holdcheck.testing.telling import Json, Teller

OFFICES = (
    "judge",
    "magistrate",
    "court",
    "court_clerk",
    "grand_jury",
    "parole_board",
    "parole_officer",
    "probation_officer",
    "corrections_officer",
    "hearing_officer",
    "governor",
    "prosecutor",
    "sheriff",
    "tribal_court",
    "military_commander",
    "immigration_officer",
    "immigration_judge",
    "unknown",
)
"""Who signs warrants."""
PURPOSES = (
    "arrest",
    "bench",
    "fugitive",
    "governor",
    "parole",
    "probation",
    "supervised_release",
    "material_witness",
    "civil_contempt",
    "child_support",
    "escape",
    "juvenile",
    "military",
    "immigration",
)
"""What warrants are for."""
DETAINER_FORMS = ("I-247", "I-247D", "I-247N", "I-247X", "I-247A", "I-247G", "IAR", "oral", "other", "unknown", None)
"""Forms of immigration detainers, and of what is taken for one."""
OTHER_KINDS = (
    "statutory_wait",
    "intoxication",
    "probation_or_parole_arrest",
    "supervision_sanction",
    "voluntary_stay",
    "quarantine",
    "mental_health",
    "juvenile",
    "court_transport",
)
ABSENCES = (
    "escape",
    "mistaken_release",
    "furlough",
    "intermittent",
    "lent_on_writ",
    "hospital",
    "court",
    "other_facility",
)


def draw_agreement(tell: Teller, number: int) -> Json:
    """Return an agreement of the jail with ICE, often older than the custody."""
    kind = tell.one_of(["287g_jail", "287g_warrant_service", "287g_task_force", "housing"])
    signed, ended = tell.hour(-2000, 0), tell.perhaps(3, tell.hour())
    return {"id": f"G{number + 1}", "kind": kind, "agency": "ICE", "signed_at": tell.day(signed), "ends_at": ended}


def draw_warrant(tell: Teller, name: str, charges: list[str]) -> Json:
    """Return a warrant of any office, signed long before the custody or during it."""
    issued = tell.hour(-500, tell.length)
    lodged = tell.hour(max(issued, -5))
    warrant: Json = {"id": name, "purpose": tell.one_of(PURPOSES), "issued_at": tell.at(issued)}
    warrant["issued_by"] = tell.one_of([{"office": tell.one_of(OFFICES)}, {"office": tell.one_of(OFFICES)}, None])
    if tell.chance(3):
        warrant |= {"purpose": "immigration", "form": tell.one_of(["I-200", "I-205", None]), "agency": "ICE"}
    warrant["lodged_at"] = tell.perhaps(9, lodged)
    if tell.chance(4):
        roles = ["local_officer", "immigration_officer", "287g_jail", "287g_warrant_service", "unknown"]
        since = tell.one_of([tell.day(tell.hour(-900, tell.length)), None])
        warrant |= {
            "served_at": tell.at(tell.hour(lodged)),
            "served_by": {"role": tell.one_of(roles), "designated_from": since},
        }
    if tell.chance(3):
        warrant["charges"] = tell.some(charges)
    warrant["extradites"] = tell.one_of([True, False, None, None])
    if tell.chance(3):
        warrant["recalled_at"] = tell.at(tell.hour(max(issued, 0)))
    if tell.chance(2):
        warrant["expires_at"] = tell.at(tell.hour(max(issued, 0)))
    return warrant


def draw_detainer(tell: Teller, name: str, warrants: list[str]) -> Json:
    """Return a detainer, most often an immigration detainer, in a form of any year."""
    issued = tell.hour(-300, tell.length)
    kind = tell.one_of(["immigration"] * 6 + ["criminal", "probation", "parole", "military"])
    detainer: Json = {"id": name, "kind": kind, "agency": "ICE" if kind == "immigration" else "a court"}
    detainer["form"] = tell.one_of(DETAINER_FORMS) if kind == "immigration" else None
    detainer["issued_at"] = tell.perhaps(9, issued)
    received = tell.hour(issued)
    detainer["received_at"] = tell.perhaps(6, received)
    detainer["served_on_person_at"] = tell.protecting(received)
    detainer["asks"] = tell.one_of([["hold", "notify"], ["hold"], ["notify"], [], None, None])
    if kind == "criminal":
        detainer["regarding"] = tell.one_of(["untried_charge", "untried_charge", "unserved_sentence", None])
        detainer["iad"] = _draw_iad(tell)
    if tell.chance(4):
        detainer["accompanied_by"] = tell.some(warrants)
    if tell.chance(3):
        detainer |= {"withdrawn_at": tell.at(tell.hour(received)), "ended_because": "withdrawn"}
    return detainer


def _draw_iad(tell: Teller) -> Json:
    """Return steps under the Interstate Agreement on Detainers, begun long before the custody or during it."""
    begun = tell.hour(-5000, tell.length)
    steps: Json = {
        "delivered_at": tell.one_of([tell.day(begun), None]),
        "arrived_at": tell.one_of([tell.day(begun), None]),
    }
    steps["tried_at"] = tell.protecting(tell.hour(begun))
    steps["returned_at"] = tell.one_of([tell.day(tell.hour(begun)), None])
    if tell.chance(3):
        stopped = tell.hour(begun)
        steps["tolled"] = [{"from": tell.day(stopped), "to": tell.one_of([tell.day(tell.hour(stopped)), None])}]
    return steps


def draw_writ(tell: Teller, number: int) -> Json:
    """Return a writ that lends the person to a court, or borrows the person from elsewhere."""
    executed = tell.hour()
    kind, role = tell.one_of(["ad_prosequendum", "ad_testificandum"]), tell.one_of(["lent", "borrowed", None])
    writ: Json = {"id": f"X{number + 1}", "kind": kind, "role": role, "issued_at": tell.at(executed)}
    writ["executed_at"] = tell.perhaps(7, executed)
    back = tell.hour(executed)
    writ |= {"return_by": tell.one_of([tell.day(back), None]), "returned_at": tell.perhaps(4, back)}
    return writ


def draw_other_authority(tell: Teller, number: int) -> Json:
    """Return what no court ordered but a statute allows."""
    start = tell.hour()
    other: Json = {"id": f"P{number + 1}", "kind": tell.one_of(OTHER_KINDS), "from": tell.perhaps(9, start)}
    other["to"] = tell.perhaps(7, tell.hour(start))
    other["consent_signed_at"] = tell.perhaps(5, start)
    return other


def draw_hold(tell: Teller, number: int, papers: list[str]) -> Json:
    """Return a roster code, with or without the paper behind it."""
    placed = tell.hour()
    hold: Json = {"id": f"H{number + 1}", "code": "HOLD", "agency": tell.one_of(["ICE", "Other county", None])}
    hold["paper"] = tell.one_of([None, "none", *papers])
    hold |= {"placed_at": tell.perhaps(7, placed), "cleared_at": tell.perhaps(4, tell.hour(placed))}
    return hold


def draw_held_for(tell: Teller, warrants: list[str], facility: Json) -> Json:
    """Return a time in which the jail keeps the person for another holder."""
    start = tell.hour()
    held: Json = {"holder": tell.one_of(["ICE", "USMS", "BOP", "other_county"]), "from": tell.perhaps(7, start)}
    held["to"] = tell.perhaps(4, tell.hour(start))
    held["taken_by"] = tell.one_of(["federal_officer", "local_officer", "other_jail", "unknown"])
    held["paper"] = tell.one_of([None, *warrants])
    held["agreement"] = next((each["id"] for each in facility.get("agreements", [])), None)
    return held


def draw_release_step(tell: Teller) -> Json:
    """Return a step of the release, with the jail's reason for the time it took."""
    reason = tell.one_of(["immigration_inquiry", "curfew", "staffing", "property", "none", None])
    return {"at": tell.at(tell.hour()), "step": tell.one_of(["ready", "left_facility", "other"]), "reason": reason}


def draw_absence(tell: Teller) -> Json:
    """Return a time in which the person was somewhere else."""
    left = tell.hour()
    kind, guarded = tell.one_of(ABSENCES), tell.one_of([True, False, None])
    return {"kind": kind, "guarded": guarded, "from": tell.at(left), "to": tell.perhaps(8, tell.hour(left))}


def draw_identity(tell: Teller, papers: list[str]) -> Json | None:
    """Return what a comparison said of a paper; None where there is no paper to compare."""
    if not papers:
        return None
    return {"paper": tell.one_of(papers), "matches": tell.chance(5), "by": "fingerprint", "at": tell.at(tell.hour())}
