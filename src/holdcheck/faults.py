"""What makes a record meaningless wherever it is read: an id of two things, and what ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from holdcheck.errors import problem, quote
from holdcheck.moments import AnyMoment, bounds
from holdcheck.record import PAPER_LISTS, CustodyRecord
from holdcheck.zones import Zone

_NAMED_LISTS = tuple(name for name in PAPER_LISTS if name not in ("held_for", "bail"))
"""Lists whose parts have ids."""
_NAMED = frozenset(_NAMED_LISTS)


def ids_of(record: CustodyRecord) -> tuple[dict[str, str], list[str]]:
    """Return the list in which each id of a record stands, and a problem for every place of an id after its first."""
    known: dict[str, str] = {}
    first: dict[str, int] = {}
    problems: list[str] = []
    present = record.model_fields_set & _NAMED
    for name in present if len(present) < 2 else [name for name in _NAMED_LISTS if name in present]:
        for i, part in enumerate(getattr(record, name)):
            own = part.id
            if own is None:
                continue
            if own in known:
                wrong = f"{quote(own)} is also the id of {known[own]}[{first[own]}]"
                problems.append(problem(f"{name}[{i}].id", wrong, "give each paper an id of its own"))
            else:
                known[own], first[own] = name, i
    return known, problems


def reversed_stays(record: CustodyRecord, place: Zone) -> Iterator[str]:
    """Yield a problem for every stay of an intermittent sentence that surely ended before it began.

    A time the clocks skip is another problem, told where it is read.

    Args:
        record: The record.
        place: Its facility's zone.
    """
    for i, sentence in enumerate(record.sentences):
        for n, period in enumerate(sentence.periods) if sentence.periods else ():
            try:
                backwards = bounds(period.to, place)[1] < bounds(period.from_, place)[0]
            except ValueError:
                continue
            if backwards:
                path = f"sentences[{i}].periods[{n}]"
                yield contradiction(f"{path}.to", period.to, f"{path}.from", period.from_)


def contradiction(later: str, later_value: AnyMoment, earlier: str, earlier_value: AnyMoment) -> str:
    """Return the problem that something ended before it began, with both values named."""
    wrong = f"{shown(later_value)} is before {earlier} {shown(earlier_value)}"
    return problem(later, wrong, "correct one of the two")


def shown(moment: AnyMoment) -> str:
    """Return a moment for a message as the record would write it."""
    if isinstance(moment, datetime):
        return quote(moment.isoformat(timespec="seconds" if moment.second else "minutes"))
    return quote(moment.isoformat()) if isinstance(moment, date) else "this range"
