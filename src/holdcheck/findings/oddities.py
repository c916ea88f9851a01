"""What a record says that cannot well be meant, though nothing in it is impossible: told, and read as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from holdcheck.reading import Reading, Warned, paths
from holdcheck.zones import zone


def oddities(reading: Reading) -> Iterator[Warned]:
    """Yield what is odd in a record and changes nothing of how it is read.

    Args:
        reading: The record.
    """
    fields: dict[str, Any] = reading.record.__dict__
    if fields["released_to"] is not None and fields["released_at"] is None:
        message = "Says where the person went, and released_at does not say when: read as still held."
        yield Warned("release_disagrees", "released_to", message)
    known = reading.law.zones
    if fields["facility"].time_zone is not None and known and not _is_told_by(reading, known):
        message = f"Not the time of {' or '.join(known)}, which are the zones here; every local time is read in it."
        yield Warned("time_zone_disagrees", "facility.time_zone", message)
    named = paths("charges", reading.charges)
    for i, charge in enumerate(reading.charges):
        told: dict[str, Any] = charge.__dict__  # of every record: an attribute of a model costs three times as much
        if told["disposed_at"] is not None and told["disposition"] == "pending":
            message = "Given for a charge that is pending: not read."
            yield Warned("disposition_disagrees", f"{named[i]}.disposed_at", message)
    for i, bail in enumerate(reading.bail):
        if bail.refused_because is not None and not bail.refused and bail.declared_futile_at is None:
            message = "Given for bail that is not said to be refused: not read. If it was refused, write refused: true."
            yield Warned("refusal_disagrees", f"bail[{i}].refused_because", message)
    for i, sentence in enumerate(reading.sentences):
        if sentence.term is not None and sentence.term.life and len(sentence.term.model_fields_set) > 1:
            message = "For life, so its other amounts are not read."
            yield Warned("term_disagrees", f"sentences[{i}].term", message)
    if fields["absences"] or fields["held_for"]:
        yield from _outside_custody(reading)


def _is_told_by(reading: Reading, known: tuple[str, ...]) -> bool:
    """Return whether the clocks of one of some zones showed what those of the record's zone did; names have aliases."""
    place = reading.place
    if place.name in known:
        return True
    days = place.day_of(reading.began[0]), place.day_of(reading.ended[1])
    shown = [place.midnight(day) for day in days]
    return any([zone(each).midnight(day) for day in days] == shown for each in known)


def _outside_custody(reading: Reading) -> Iterator[Warned]:
    """Yield the absences and the times for another holder that lie wholly before or after the custody."""
    if reading.record.booked_at is None:
        return
    for name in ("absences", "held_for"):
        for i, part in enumerate(getattr(reading.record, name)):
            path = f"{name}[{i}]"
            began = None if part.from_ is None else reading.instant(part.from_, path, "from")
            over = None if part.to is None else reading.instant(part.to, path, "to")
            came_later = began is not None and began[0] >= reading.ended[1] and not reading.ongoing
            if came_later or (over is not None and over[1] <= reading.began[0]):
                yield Warned("outside_custody", path, "Lies wholly outside the custody; it changes nothing of it.")
