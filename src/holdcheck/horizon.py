"""How far custody is looked at: what happens after the day or instant that is asked about has not happened."""

from __future__ import annotations

from datetime import date, datetime

from holdcheck.errors import InputError, RecordError, problem, quote
from holdcheck.moments import AnyMoment, bounds
from holdcheck.record import CustodyRecord
from holdcheck.zones import Zone, day_number, instant_of


def as_of_given(as_of: datetime | date | None) -> datetime | date | None:
    """Return what a caller asks about.

    Args:
        as_of: An aware datetime, or a date meaning its first instant at each facility; None: nothing is asked.

    Raises:
        InputError: It is no date between 1900 and 2200, or has no offset.
    """
    if as_of is not None and not (isinstance(as_of, date) and 1900 <= as_of.year <= 2200):
        wrong = "is not a date or datetime between 1900 and 2200"
        raise InputError(problem("as_of", f"{quote(as_of)} {wrong}", "pass an aware datetime, or a date"))
    if isinstance(as_of, datetime) and as_of.tzinfo is None:
        raise InputError("as_of: has no offset; pass an aware datetime, or a date")
    return as_of


def instant_asked(as_of: datetime | date, place: Zone) -> int:
    """Return the instant that is asked about: of a date its first at a facility."""
    return instant_of(as_of) if isinstance(as_of, datetime) else place.midnight(day_number(as_of))


def known_until(record: CustodyRecord, place: Zone, as_of: datetime | date | None) -> int | None:
    """Return the instant after which nothing has happened: what is asked, and never past the export's own horizon.

    None where neither the caller nor the record says.

    Args:
        record: The record.
        place: The facility's zone.
        as_of: As `as_of_given` returns it.

    Raises:
        RecordError: The record's horizon is an hour that the clocks skipped.
    """
    until = record.recorded_until
    known = latest_of(until, "recorded_until", place) if until is not None else None
    if as_of is None:
        return known
    asked = instant_asked(as_of, place)
    return asked if known is None else min(asked, known)


def latest_of(moment: AnyMoment, path: str, place: Zone) -> int:
    """Return the latest instant a moment can be.

    Raises:
        RecordError: It is an hour that the clocks skipped.
    """
    if type(moment) is date and (known := place.whole_days.get(moment)) is not None:
        return known[1]
    try:
        return bounds(moment, place)[1]
    except ValueError as error:
        wrong, _, instead = str(error).partition("; ")
        raise RecordError([problem(path, wrong, instead)]) from None
