"""Every moment of a record, read once: those that no clock ever showed, and what ended before it began.

Either makes a record meaningless. What reads its moments afterwards need not ask again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from holdcheck.errors import contradiction, problem, shown
from holdcheck.moments import bounds
from holdcheck.record import CustodyRecord
from holdcheck.record.parts import MOST_PAPERS
from holdcheck.record.sentences import Sentence
from holdcheck.zones import Zone, day_number, zone

MOMENTS: Final[dict[str, tuple[str, ...]]] = {
    "held_for": ("from", "to"),
    "absences": ("from", "to"),
    "release_steps": ("at",),
    "arrests": ("at", "probable_cause_found_at", "first_appearance_at"),
    "charges": ("filed_at", "disposed_at", "held_until"),
    "court_orders": ("ordered_at", "received_at", "expires_at"),
    "bail": ("posted_at", "accepted_at", "tendered_at", "declared_futile_at", "revoked_at"),
    "warrants": ("issued_at", "lodged_at", "served_at", "recalled_at", "expires_at"),
    "detainers": ("issued_at", "received_at", "served_on_person_at", "neutral_review_at", "withdrawn_at"),
    "writs": ("issued_at", "executed_at", "returned_at"),
    "other_authority": ("from", "to", "consent_signed_at"),
    "holds": ("placed_at", "cleared_at"),
    "identity": ("at",),
    "proofs": ("presented_at",),
}
"""The fields of each list of a record that hold moments."""
ENDS_AFTER: Final = {
    "held_for": (("to", "from"),),
    "absences": (("to", "from"),),
    "court_orders": (("expires_at", "ordered_at"), ("received_at", "ordered_at")),
    "warrants": tuple((later, "issued_at") for later in ("lodged_at", "served_at", "recalled_at", "expires_at")),
    "detainers": (("received_at", "issued_at"), ("withdrawn_at", "issued_at")),
    "writs": (("returned_at", "issued_at"), ("returned_at", "executed_at")),
    "other_authority": (("to", "from"),),
    "holds": (("cleared_at", "placed_at"),),
    "bail": (("accepted_at", "posted_at"), ("revoked_at", "posted_at"), ("revoked_at", "accepted_at")),
}
"""For each list of a record, the moments that cannot come before another moment of the same part."""
_FARTHEST: Final = ("Etc/GMT+12", "Etc/GMT-14")
"""The zones whose clocks are farthest behind and farthest ahead."""


def field_of(name: str) -> str:
    """Return the name of a field in the models; ``from`` is a word of the language."""
    return "from_" if name == "from" else name


def faults_in_time(record: CustodyRecord, place: Zone) -> list[str]:
    """Return a problem for every moment that cannot be read, and for all that surely ended before it began.

    Args:
        record: The record.
        place: Its facility's zone.
    """
    if sum(len(getattr(record, name)) for name in MOMENTS) > MOST_PAPERS:
        wrong = f"has more than {MOST_PAPERS:,} papers in all its lists together"
        return [problem("record", wrong, "check how the record was put together")]
    return [*_of_custody(record, place), *_of_lists(record, place), *_within_parts(record, place)]


def faults_in_time_anywhere(record: CustodyRecord) -> list[str]:
    """Return the problems that there are wherever the facility lies, for a record that does not tell where."""
    behind, ahead = (faults_in_time(record, zone(name)) for name in _FARTHEST)
    return [each for each in behind if each in ahead]


def _of_custody(record: CustodyRecord, place: Zone) -> Iterator[str]:
    """Yield what is wrong with when custody itself began and ended."""
    began, booked, released, until = (
        ("custody_began_at", record.custody_began_at),
        ("booked_at", record.booked_at),
        ("released_at", record.released_at),
        ("recorded_until", record.recorded_until),
    )
    yield from _unreadable((began, booked, released, until), place)
    yield from _reversed("", booked, began, place)
    yield from _reversed("", until, booked, place)
    yield from _reversed("", released, booked, place)


def _of_lists(record: CustodyRecord, place: Zone) -> Iterator[str]:
    for name, fields in MOMENTS.items():
        for i, part in enumerate(getattr(record, name)):
            told = {field: getattr(part, field_of(field)) for field in fields}
            yield from _unreadable(told.items(), place, f"{name}[{i}]")
            for last, first in ENDS_AFTER.get(name, ()):
                yield from _reversed(f"{name}[{i}].", (last, told[last]), (first, told[first]), place)


def _within_parts(record: CustodyRecord, place: Zone) -> Iterator[str]:
    """Yield what is wrong with moments that stand deeper in a record than a field of a part of one of its lists."""
    for n, agreement in enumerate(record.facility.agreements):
        path, ends = f"facility.agreements[{n}]", ("ends_at", agreement.ends_at)
        yield from _unreadable([ends], place, path)
        yield from _reversed(f"{path}.", ends, ("signed_at", agreement.signed_at), place)
    for i, order in enumerate(record.court_orders):
        for n, condition in enumerate(order.conditions):
            yield from _unreadable([("met_at", condition.met_at)], place, f"court_orders[{i}].conditions[{n}]")
    for i, sentence in enumerate(record.sentences):
        for n, period in enumerate(sentence.periods):
            first, last = ("from", period.from_), ("to", period.to)
            yield from _unreadable((first, last), place, f"sentences[{i}].periods[{n}]")
            yield from _reversed(f"sentences[{i}].periods[{n}].", last, first, place)
        if sentence.ended_by is not None:
            path, ended = f"sentences[{i}]", ("ended_by.at", sentence.ended_by.at)
            yield from _unreadable([ended], place, path)
            yield from _ended_before_imposed(sentence, path, place)
    for i, detainer in enumerate(record.detainers):
        if detainer.iad is not None:
            yield from _unreadable([("tried_at", detainer.iad.tried_at)], place, f"detainers[{i}].iad")


def _unreadable(told: Any, place: Zone, path: str = "") -> Iterator[str]:
    """Yield a problem for every moment that no clock showed, and for every range that ends before it begins."""
    for field, moment in told:
        if moment is None or moment.__class__ is str or moment.__class__ is date:
            continue
        try:
            bounds(moment, place)
        except ValueError as error:
            wrong, _, instead = str(error).partition("; ")
            yield problem(f"{path}.{field}" if path else field, f"{shown(moment)} {wrong}", instead)


def _reversed(prefix: str, later: tuple[str, Any], earlier: tuple[str, Any], place: Zone) -> Iterator[str]:
    """Yield that something surely ended before it began; of what cannot be read nobody knows."""
    if later[1] is None or earlier[1] is None:
        return
    try:
        end, start = bounds(later[1], place), bounds(earlier[1], place)
    except ValueError:
        return
    if end[1] < start[0]:
        yield contradiction(prefix + later[0], later[1], prefix + earlier[0], earlier[1])


def _ended_before_imposed(sentence: Sentence, path: str, place: Zone) -> Iterator[str]:
    """Yield that a sentence ended on a day before it was imposed; a moment given for a legal date is its local day."""
    ended, imposed = sentence.ended_by, sentence.imposed_at
    if ended is None or imposed is None:
        return
    try:
        last = place.days_of(bounds(ended.at, place))[1]
    except ValueError:
        return
    if last < place.legal_day(imposed):
        yield contradiction(f"{path}.ended_by.at", ended.at, f"{path}.imposed_at", imposed)


def reversed_days(record: CustodyRecord) -> Iterator[str]:
    """Yield a problem for every span of legal days that is over before it begins."""
    for i, sentence in enumerate(record.sentences):
        for n, credit in enumerate(sentence.credits):
            yield from _reversed_days(f"sentences[{i}].credits[{n}].", ("to", credit.to), ("from", credit.from_))
        for n, stopped in enumerate(sentence.inoperative):
            yield from _reversed_days(f"sentences[{i}].inoperative[{n}].", ("to", stopped.to), ("from", stopped.from_))
    for i, warrant in enumerate(record.warrants):
        if (by := warrant.served_by) is not None and by.designated_to is not None:
            ended, began = ("designated_to", by.designated_to), ("designated_from", by.designated_from)
            yield from _reversed_days(f"warrants[{i}].served_by.", ended, began)
    for i, detainer in enumerate(record.detainers):
        if (iad := detainer.iad) is not None:
            path, arrived = f"detainers[{i}].iad.", ("arrived_at", iad.arrived_at)
            yield from _reversed_days(path, ("returned_at", iad.returned_at), arrived)
            yield from _reversed_days(path, ("delivered_at", iad.delivered_at), ("requested_at", iad.requested_at))
            for n, tolled in enumerate(iad.tolled):
                yield from _reversed_days(f"{path}tolled[{n}].", ("to", tolled.to), ("from", tolled.from_))


def _reversed_days(prefix: str, later: tuple[str, date | None], earlier: tuple[str, date | None]) -> Iterator[str]:
    last, first = later[1], earlier[1]
    if first is not None and last is not None and day_number(last) < day_number(first):
        yield contradiction(prefix + later[0], last, prefix + earlier[0], first)
