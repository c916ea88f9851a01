"""What an order or bail is about: which charges, since when there were any, and on what conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from holdcheck.reading import Reading
from holdcheck.record.charges import Bail, CourtOrder
from holdcheck.spans import NEVER_BEGAN
from holdcheck.zones import Bounds

_FEW: Final = 8
"""Below so many charges it is quicker to look at each than to find them by their ids."""


def concerned(
    reading: Reading, charges: Sequence[str] | str | None, path: str, court: str | None = None
) -> tuple[list[int], tuple[str, ...]]:
    """Return the positions of the charges an order or bail is about, and what is missing to know.

    Without charges named it is about all of them; where they are in several courts that is not known, nor of an order
    that yet another court made.

    Args:
        reading: The record.
        charges: Those it names.
        path: Where it stands.
        court: That made it.
    """
    all_charges = reading.charges
    if charges is None:
        courts = {charge.court for charge in all_charges if charge.court is not None}
        several = len(courts) > 1 or (court is not None and is_of_another_court(reading, court))
        return list(range(len(all_charges))), (f"{path}.charges",) if several else ()
    if isinstance(charges, str):
        return list(range(len(all_charges))), ()
    if len(all_charges) < _FEW:
        return [i for i, charge in enumerate(all_charges) if charge.id in charges], ()
    known = reading.charge_positions
    if not known:
        known.update((charge.id, i) for i, charge in enumerate(all_charges) if charge.id is not None)
    return sorted({known[each] for each in charges if each in known}), ()


def is_of_another_court(reading: Reading, court: str | None) -> bool:
    """Return whether a court is none of those in which the charges are, as far as the record tells them all."""
    if court is None or not reading.charges:
        return False
    its = court.casefold()
    return all(charge.court is not None and charge.court.casefold() != its for charge in reading.charges)


def came_at(reading: Reading, n: int) -> Bounds | None:
    """Return when somebody was first arrested on a charge, else the day of its offence; None where neither is told.

    Args:
        reading: The record.
        n: Position of the charge.
    """
    charge = reading.charges[n]
    arrests = [
        None if arrest.at is None else reading.instant(arrest.at, f"arrests[{k}]", "at")
        for k, arrest in enumerate(reading.arrests)
        if charge.id is not None and charge.id in arrest.charges
    ]
    known = [at for at in arrests if at is not None]
    if known and len(known) == len(arrests):
        return min(known)
    if charge.offense_at is None:
        return None
    midnight = reading.midnight(charge.offense_at)
    return midnight, midnight


def came_after(reading: Reading, n: int, instant: int) -> bool:
    """Return whether somebody was surely arrested on a charge, or for an offence of a day, after an instant."""
    if _last_came(reading) <= instant:
        return False
    came, offense = came_at(reading, n), reading.charges[n].offense_at
    return (came is not None and came[0] > instant) or (offense is not None and reading.midnight(offense) >= instant)


def _last_came(reading: Reading) -> int:
    """Return an instant after which nobody was surely arrested on a charge, or for an offence of a day."""
    last = reading.last_came
    if last is None:
        last = NEVER_BEGAN
        for i, arrest in enumerate(reading.arrests):
            if arrest.at is not None:
                last = max(last, reading.instant(arrest.at, f"arrests[{i}]", "at")[0])
        for charge in reading.charges:
            if charge.offense_at is not None:
                last = max(last, reading.midnight(charge.offense_at) + 1)
        reading.last_came = last
    return last


def is_by_schedule(order: CourtOrder) -> bool:
    """Return whether nobody who heard the case made an order; no schedule commits, extends, stays or vacates."""
    return order.source == "schedule" and order.kind in ("set_bail", "detain", "release")


def named_charges(paper: CourtOrder | Bail) -> Sequence[str] | str | None:
    """Return the charges that bail or an order names; None where it names no charge and no warrant.

    Nobody is released from nothing: an empty list beside no warrant is a list that was not kept, and it is for all.
    """
    return paper.charges if paper.charges or paper.warrants else None


def warn_held_until(reading: Reading, about: list[int], end: Bounds, message: str) -> None:
    """Warn where the jail's note ends custody on a charge before a paper on it does: then the paper wins."""
    for n in about:
        until = reading.charges[n].held_until
        if until is not None and end[0] > reading.instant(until, f"charges[{n}]", "held_until")[1] < reading.ended[0]:
            reading.warn("held_until_disagrees", f"charges[{n}].held_until", message)


def conditions_met(reading: Reading, order: CourtOrder, path: str) -> Bounds | None:
    """Return when the last condition of an order was met, or None while one is not."""
    latest = NEVER_BEGAN, NEVER_BEGAN
    for i, condition in enumerate(order.conditions):
        if condition.met_at is None:
            return None
        met = reading.event(condition.met_at, path, f"conditions[{i}].met_at")
        latest = max(latest[0], met[0]), max(latest[1], met[1])
    return latest
