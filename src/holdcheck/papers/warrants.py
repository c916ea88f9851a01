"""Warrants as papers with spans: who may sign one, from when it is in force here, and on what authority."""

from __future__ import annotations

from functools import cache
from typing import Final

from holdcheck.papers.concerned import concerned, warn_held_until
from holdcheck.papers.end import Ends, not_before
from holdcheck.papers.paper import Paper, facts
from holdcheck.papers.warrant_ends import PURPOSES, warrant_end
from holdcheck.reading import Reading, paths, position
from holdcheck.record.facility import Agreement
from holdcheck.record.papers import Warrant
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.vocabulary import FALSE, TRUE, Situation, Value
from holdcheck.zones import Bounds, day_number

IMMIGRATION_FORMS: Final = frozenset({"I-200", "I-205"})
_SIGN_IMMIGRATION_FORMS: Final = frozenset({"immigration_officer", "immigration_judge", "unknown"})
"""Offices whose record beside an immigration form changes nothing: both are officers of the executive."""
_ISSUERS: Final = {
    "grand_jury": "grand_jury",
    "parole_board": "supervision_authority",
    "parole_officer": "supervision_authority",
    "probation_officer": "supervision_authority",
    "corrections_officer": "supervision_authority",
    "hearing_officer": "supervision_authority",
    "governor": "governor",
    "military_commander": "military_commander",
    "prosecutor": "prosecutor_or_sheriff",
    "sheriff": "prosecutor_or_sheriff",
    "immigration_officer": "immigration_authority",
    "immigration_judge": "immigration_authority",
}
ROLES_287G: Final = frozenset({"287g_jail", "287g_warrant_service", "287g_task_force"})
"""Roles of officers who serve immigration warrants under an agreement, each the kind of the agreement it needs."""


def issuer_of(reading: Reading, warrant: Warrant, path: str) -> tuple[str | None, str]:
    """Return what the office that signed a warrant may do, or None with the path of what would tell.

    A form I-200 or I-205 is signed by an immigration officer whatever else is recorded of it (8 CFR 236.1(b), 241.2):
    an immigration judge noted as a judge makes it nobody's judicial warrant.
    """
    if warrant.form in IMMIGRATION_FORMS:
        return "immigration_authority", ""
    office = _office(warrant)
    if office in reading.law.magistrates:
        return "judicial_officer", ""
    if office == "unknown":
        return None, f"{path}.issued_by.office"
    if office == "court_clerk":
        return None, f"{reading.law.chain[-1]}.magistrates"
    if office == "tribal_court":
        if reading.record.facility.custodian == "tribal":
            return "judicial_officer", ""
        return None, f"{reading.law.chain[-1]}.magistrates"
    return _ISSUERS[office], ""


def _office(warrant: Warrant) -> str:
    return warrant.issued_by.office if warrant.issued_by is not None else "unknown"


def _warn_issuer(reading: Reading, warrant: Warrant, path: str) -> None:
    """Warn where the office recorded cannot have signed the form recorded: then the form wins."""
    if warrant.form in IMMIGRATION_FORMS and _office(warrant) not in _SIGN_IMMIGRATION_FORMS:
        message = f"A form {warrant.form} is signed by an immigration officer: read as an administrative warrant."
        reading.warn("issuer_disagrees", f"{path}.issued_by.office", message)


def designated_287g(reading: Reading, warrant: Warrant, path: str) -> Value:
    """Return whether a 287(g) officer served the warrant while designated and while an agreement was in force.

    Authority is per officer and per function (Santos v. Frederick County, 725 F.3d 451 (4th Cir. 2013)).
    """
    served_by, record = warrant.served_by, reading.record
    served = reading.happened(warrant.served_at, path, "served_at")
    if served is None:
        return FALSE
    if served_by is None or served_by.role == "unknown":
        return None if _may_be_delegated(reading) else FALSE
    if served_by.role not in ROLES_287G:
        return FALSE
    if served_by.designated_from is None or "facility.agreements" in record.not_recorded:
        return None
    if served[0] < reading.midnight(served_by.designated_from):
        return FALSE
    if served_by.designated_to is not None:
        last = reading.place.midnight(day_number(served_by.designated_to) + 1)
        if served[1] >= last:
            return FALSE
    for agreement in reading.record.facility.agreements:
        if agreement.kind == served_by.role:
            signed, ended = _term_of(reading, agreement)
            if signed <= served[0] and served[1] < ended[0]:
                return TRUE
    return FALSE


def _term_of(reading: Reading, agreement: Agreement) -> tuple[int, Bounds]:
    """Return from when an agreement was in force, and when it ended."""
    signed = reading.midnight(agreement.signed_at) if agreement.signed_at is not None else NEVER_BEGAN
    if agreement.ends_at is None:
        return signed, (NEVER_ENDS, NEVER_ENDS)
    return signed, reading.instant(agreement.ends_at, "facility.agreements")


def _end_of_agreement(reading: Reading, warrant: Warrant, served: Bounds) -> Bounds:
    """Return when the authority ended under which an officer executed a warrant: with the last agreement of its kind.

    The end of an agreement ends every authority under it; one that was signed before carries it on. That the officer's
    own designation ended later takes nothing back: the officer had executed the warrant. Where it is not known under
    which kind of agreement that was, or whether the source lists them all, the last of all that may be counts.
    """
    if "facility.agreements" in reading.record.not_recorded:
        return NEVER_ENDS, NEVER_ENDS
    role = warrant.served_by.role if warrant.served_by is not None else "unknown"
    kinds = {role} if role in ROLES_287G else ROLES_287G
    last = served
    terms = sorted(_term_of(reading, each) for each in reading.record.facility.agreements if each.kind in kinds)
    for signed, ended in terms:
        if signed <= last[1]:
            last = not_before(ended, last)
    return last


def _may_be_delegated(reading: Reading) -> bool:
    """Return whether any officer of this jail may serve immigration warrants, as far as its agreements are known."""
    agreements = reading.record.facility.agreements
    return "facility.agreements" in reading.record.not_recorded or any(each.kind != "housing" for each in agreements)


def what_tells_designation(warrant: Warrant, path: str) -> str:
    """Return the path of the fact without which it is not known whether a designated officer served a warrant."""
    if warrant.served_by is None or warrant.served_by.role == "unknown":
        return f"{path}.served_by.role"
    if warrant.served_by.designated_from is None:
        return f"{path}.served_by.designated_from"
    return "facility.agreements"


def is_immigration_warrant(warrant: Warrant) -> bool:
    """Return whether a warrant is one of immigration officers: by its purpose, or by its form."""
    return warrant.purpose == "immigration" or warrant.form in IMMIGRATION_FORMS


def is_request(reading: Reading, paper: Paper) -> bool:
    """Return whether a paper is a detainer or an immigration warrant: a request, and no authority of this jail."""
    if paper.kind == "detainer":
        return True
    if paper.kind != "warrant":
        return False
    return is_immigration_warrant(reading.warrants[position(paper.path)])


@cache
def _seen(issuer: Value, purpose: str, designated: Value, holds_the_person: Value) -> Situation:
    """Return what the authority rules see of a warrant."""
    return facts(
        paper="warrant",
        issuer=issuer,
        purpose=purpose,
        designated_287g=designated,
        issuer_holds_the_person=holds_the_person,
    )


def list_warrants(reading: Reading, ends: Ends, papers: list[Paper]) -> None:
    """Add every warrant. It covers from when the jail had it, never from when it was signed."""
    record = reading.record
    named = paths("warrants", reading.warrants)
    for i, warrant in enumerate(reading.warrants):
        path = named[i]
        issuer, missing = issuer_of(reading, warrant, path)
        _warn_issuer(reading, warrant, path)
        designated = designated_287g(reading, warrant, path) if issuer == "immigration_authority" else FALSE
        lacking: tuple[str, ...] = (missing,) if missing else ()
        if designated is None:
            lacking += (what_tells_designation(warrant, path),)
        purpose = PURPOSES.get(warrant.purpose, "criminal")
        start = _warrant_start(reading, warrant, path)
        end, because, more, ended_by, over_by = warrant_end(reading, warrant, i, ends, start, issuer, papers)
        if issuer == "judicial_officer":
            about = concerned(reading, warrant.charges, path)[0]
            warn_held_until(reading, about, end, "A judge's warrant that names this charge is in force for longer.")
        key = warrant.id or path
        by_ice: Value = FALSE
        if issuer == "immigration_authority" and "held_for" in record.not_recorded:
            by_ice, lacking = None, (*lacking, "held_for")
        since, over = start, end
        served = reading.happened(warrant.served_at, path, "served_at") if designated != FALSE else None
        if served is not None:
            # Until a designated officer executed it, it was a warrant nobody here may execute.
            since = not_before(served, start)
            if start < since:
                what = _seen(issuer, purpose, FALSE, by_ice)
                papers.append(Paper("warrant", path, key, what, start, since, because, (), ended_by))
            over = _end_of_agreement(reading, warrant, since)
            if over < end:
                # From the end of the agreement on it is such a warrant again, whatever it had been executed for.
                what = _seen(issuer, purpose, FALSE, by_ice)
                papers.append(Paper("warrant", path, key, what, over, end, because, more, ended_by))
        what = _seen(issuer, purpose, designated, by_ice)
        until = min(over[0], end[0]), min(over[1], end[1])
        papers.append(Paper("warrant", path, key, what, since, until, because, lacking + more, ended_by, over_by))
        for n, held in enumerate(record.held_for):
            # What ICE's own officers brought in is held on ICE's arrest; service inside the jail is not bringing in.
            # Whether those were who came from another jail is not told.
            if (
                held.paper == warrant.id
                and held.paper is not None
                and issuer == "immigration_authority"
                and held.holder in ("ICE", "CBP")
                and held.taken_by in ("federal_officer", "other_jail", "unknown")
            ):
                begun = (
                    reading.instant(held.from_, f"held_for[{n}]", "from") if held.from_ is not None else reading.began
                )
                over = (
                    reading.event(held.to, f"held_for[{n}]", "to") if held.to is not None else (NEVER_ENDS, NEVER_ENDS)
                )
                span = max(begun[0], start[0]), max(begun[1], start[1])
                last = min(over[0], end[0]), min(over[1], end[1])
                holds: Value = TRUE if held.taken_by == "federal_officer" else None
                lacking = () if holds == TRUE else (f"held_for[{n}].taken_by",)
                what = _seen(issuer, "immigration", FALSE, holds)
                papers.append(
                    Paper("held_for", f"held_for[{n}]", key, what, span, last, "authority_over", lacking, path)
                )


def _warrant_start(reading: Reading, warrant: Warrant, path: str) -> Bounds:
    served = reading.happened(warrant.served_at, path, "served_at")
    if warrant.lodged_at is not None:
        return _first_of(reading.instant(warrant.lodged_at, path, "lodged_at"), served)
    if served is not None and served[1] <= reading.began[0]:
        return served
    came = [
        (detainer.received_at if detainer.received_at is not None else detainer.issued_at, f"detainers[{i}]")
        for i, detainer in enumerate(reading.detainers)
        if warrant.id is not None and warrant.id in detainer.accompanied_by
    ]
    # It came with the first detainer that it accompanies, however the record lists them.
    known = [reading.happened(moment, where, "received_at") for moment, where in came]
    received = [at for at in known if at is not None]
    if received:
        return _first_of(min(received), served)
    if warrant.issued_at is not None:
        issued = reading.instant(warrant.issued_at, path, "issued_at")
        if issued[1] > reading.began[0]:
            # Nothing is on file before it is signed; who was served with it was so afterwards.
            message = "Absent: the paper counts as on file since it was issued."
            reading.warn("start_unknown", f"{path}.lodged_at", message)
            return _first_of(issued, served)
    return reading.start(None, path, "lodged_at")


def _first_of(one: Bounds, other: Bounds | None) -> Bounds:
    return one if other is None else (min(one[0], other[0]), min(one[1], other[1]))
