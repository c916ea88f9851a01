"""Detainers, roster codes and other holders' custody as papers with spans: requests, and what nobody has seen."""

from __future__ import annotations

from typing import Final

from holdcheck.moments import AnyMoment
from holdcheck.papers.paper import Paper, facts
from holdcheck.reading import Reading, paths
from holdcheck.record.papers import Detainer, Hold
from holdcheck.spans import NEVER_ENDS
from holdcheck.vocabulary import AUTHORITY

_IMMIGRATION_AGENCIES: Final = frozenset({"ice", "cbp", "dhs", "ero", "ins", "border patrol", "u.s. border patrol"})
_ASKS_BY_FORM: Final = {
    "I-247": "hold",
    "I-247D": "hold",
    "I-247A": "hold",
    "I-247X": "hold",
    "oral": "hold",
    "I-247N": "notify",
    "I-247G": "notify",
    "IAR": "none",
}
"""What a form asks for by its own wording; I-247N and I-247G ask to be told, a query reply asks nothing."""
_DETAINER_FACTS: Final = {asks: facts(paper="detainer", asks=asks) for asks in ("hold", "notify", "none")}


def asks_of(detainer: Detainer) -> str:
    """Return the most a detainer asks for: ``hold``, ``notify`` or ``none``.

    The form decides where it can; a detainer of unknown form and unknown wish is read as asking for a hold, because
    the strongest paper somebody may be held on is the one to answer for.
    """
    if detainer.form in ("I-247N", "I-247G", "IAR"):
        return _ASKS_BY_FORM[detainer.form]
    if detainer.asks is not None:
        return "hold" if "hold" in detainer.asks else "notify" if "notify" in detainer.asks else "none"
    return _ASKS_BY_FORM.get(detainer.form or "unknown", "hold")


def list_detainers(reading: Reading, papers: list[Paper]) -> None:
    """Add every detainer, from when the jail had it to when it was withdrawn."""
    detainers = reading.detainers
    named = paths("detainers", detainers)
    for i, detainer in enumerate(detainers):
        path = named[i]
        if detainer.received_at is not None:
            start = reading.instant(detainer.received_at, path, "received_at")
        else:
            start = reading.start(detainer.issued_at, path, "received_at")
        end = (NEVER_ENDS, NEVER_ENDS)
        if detainer.withdrawn_at is not None:
            end = reading.event(detainer.withdrawn_at, path, "withdrawn_at")
        what = _DETAINER_FACTS[asks_of(detainer)]
        papers.append(Paper("detainer", path, detainer.id or path, what, start, end, "hold_lifted"))


def unknown_holds(reading: Reading) -> list[Paper]:
    """Return the roster codes behind which any paper may stand, as papers of unknown label."""
    unknown: list[Paper] = []
    for i, hold in enumerate(reading.record.holds):
        if hold.paper is not None or _is_of_listed_paper(reading, hold):
            continue
        path = f"holds[{i}]"
        placed = reading.instant(hold.placed_at, path, "placed_at") if hold.placed_at is not None else reading.began
        cleared = (NEVER_ENDS, NEVER_ENDS)
        if hold.cleared_at is not None:
            cleared = reading.event(hold.cleared_at, path, "cleared_at")
        unknown.append(
            Paper(
                "hold",
                path,
                hold.id or path,
                AUTHORITY.default,
                placed,
                cleared,
                "hold_lifted",
                (f"{path}.paper",),
                path,
            )
        )
    for i, held in enumerate(reading.record.held_for):
        if held.paper is None:
            path = f"held_for[{i}]"
            begun = reading.instant(held.from_, path, "from") if held.from_ is not None else reading.began
            over = reading.event(held.to, path, "to") if held.to is not None else (NEVER_ENDS, NEVER_ENDS)
            unknown.append(
                Paper(
                    "held_for", path, path, AUTHORITY.default, begun, over, "authority_over", (f"{path}.paper",), path
                )
            )
    return unknown


def _is_of_listed_paper(reading: Reading, hold: Hold) -> bool:
    """Return whether a roster code is that of a listed detainer or immigration warrant, going by its agency."""
    if hold.agency is None:
        return False
    agency = hold.agency.strip().casefold()
    detainers = [each for each in reading.detainers if _has_come(reading, each.received_at or each.issued_at)]
    warrants = [
        each for each in reading.warrants if each.purpose == "immigration" and _has_come(reading, each.lodged_at)
    ]
    agencies = [each.agency for each in detainers] + [each.agency for each in warrants]
    if agency in {each.strip().casefold() for each in agencies if each is not None}:
        return True
    immigration = bool(warrants) or any(each.kind == "immigration" for each in detainers)
    return immigration and agency in _IMMIGRATION_AGENCIES


def _has_come(reading: Reading, moment: AnyMoment | None) -> bool:
    return moment is None or reading.happened(moment, "", "") is not None
