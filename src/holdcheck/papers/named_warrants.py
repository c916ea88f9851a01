"""Warrants that an order names: the charges they are on, and what ends them by their name."""

from __future__ import annotations

from holdcheck.papers.bail import bail_ends
from holdcheck.papers.concerned import concerned
from holdcheck.papers.end import End, Ends, last_ends
from holdcheck.papers.ends import release_of
from holdcheck.reading import Reading
from holdcheck.record.charges import CourtOrder
from holdcheck.record.papers import Warrant
from holdcheck.zones import Bounds


def charges_of(reading: Reading, warrant: Warrant) -> list[int]:
    """Return the positions of the charges a warrant names, else of those of the arrest that was made on it."""
    charges = warrant.charges or [
        charge
        for arrest in reading.arrests
        if arrest.warrant is not None and arrest.warrant == warrant.id
        for charge in arrest.charges
    ]
    return [n for n, charge in enumerate(reading.charges) if charge.id is not None and charge.id in charges]


def ends_by_name(reading: Reading, warrant: Warrant) -> list[End]:
    """Return the releases and the bail that name a warrant."""
    found: list[End] = []
    if warrant.id is None:
        return found
    for n, bail in enumerate(reading.bail):
        if warrant.id in bail.warrants:
            found += bail_ends(reading, bail, n, concerned(reading, bail.charges, f"bail[{n}]")[0])
    for n, order in enumerate(reading.court_orders):
        if order.kind == "release" and warrant.id in order.warrants:
            release = release_of(reading, n)
            if release is not None:
                found.append(release)
    return found


def charges_of_warrants(reading: Reading, order: CourtOrder) -> list[int]:
    """Return the positions of the charges that the warrants are on which an order names."""
    named = [each for each in reading.warrants if each.id in order.warrants]
    return sorted({n for each in named for n in charges_of(reading, each)})


def ends_of_warrants(reading: Reading, order: CourtOrder, start: Bounds, ends: Ends) -> Ends:
    """Return for each warrant that an order names what ends the order as far as that goes.

    Args:
        reading: The record.
        order: The order.
        start: When it was made.
        ends: What ends each charge.
    """
    found: Ends = []
    for warrant in reading.warrants:
        if warrant.id in order.warrants:
            about = charges_of(reading, warrant)
            its = last_ends(start, [ends[n] for n in about]) if about else ends[-1]
            found.append([*its, *ends_by_name(reading, warrant)])
    return found
