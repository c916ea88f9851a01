"""What makes a record meaningless wherever it is read: an id of two things, and what ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from holdcheck.errors import problem, quote
from holdcheck.moments import AnyMoment
from holdcheck.record import PAPER_LISTS, CustodyRecord

_NAMED_LISTS = tuple(name for name in PAPER_LISTS if name not in ("held_for", "bail"))
"""Lists whose parts have ids."""
_NAMED = frozenset(_NAMED_LISTS)


def ids_of(record: CustodyRecord) -> tuple[dict[str, str], list[str]]:
    """Return the list in which each id of a record stands, and a problem for every place of an id after its first."""
    known: dict[str, str] = {}
    count = 0
    present = record.model_fields_set & _NAMED
    lists = present if len(present) < 2 else [name for name in _NAMED_LISTS if name in present]
    for name in lists:
        ids = [part.id for part in getattr(record, name) if part.id is not None]
        known.update(dict.fromkeys(ids, name))
        count += len(ids)
    return known, [] if count == len(known) else list(_used_twice(record))


def _used_twice(record: CustodyRecord) -> Iterator[str]:
    """Yield a problem for every place of an id after its first."""
    first: dict[str, str] = {}
    for name in _NAMED_LISTS:
        for i, part in enumerate(getattr(record, name)):
            if part.id is not None and first.setdefault(part.id, f"{name}[{i}]") != f"{name}[{i}]":
                wrong = f"{quote(part.id)} is also the id of {first[part.id]}"
                yield problem(f"{name}[{i}].id", wrong, "give each paper an id of its own")


def circles(record: CustodyRecord) -> list[str]:
    """Return a problem where a sentence follows itself, or a charge was refiled as itself, by however many others."""
    problems: list[str] = []
    if any(each.consecutive_to for each in record.sentences):
        by_case: dict[str | None, list[str | int]] = {}
        for i, each in enumerate(record.sentences):
            by_case.setdefault(each.case, []).append(each.id or i)
        ahead: dict[str | int, list[str | int]] = {}
        for i, each in enumerate(record.sentences):
            own, named = each.id or i, ahead.setdefault(each.id or i, [])
            for follows in each.consecutive_to:
                if isinstance(follows, str):
                    named.append(follows)
                else:  # of its own case it can follow the others, if there are any
                    of_case = by_case.get(follows.case, [])
                    named += [other for other in of_case if other != own] or of_case
        problems += _circle(ahead, "sentences", "consecutive_to", "break the circle of consecutive sentences")
    if any(each.refiled_as for each in record.charges):
        refiled: dict[str | int, list[str | int]] = {
            each.id or i: [each.refiled_as] if each.refiled_as else [] for i, each in enumerate(record.charges)
        }
        problems += _circle(refiled, "charges", "refiled_as", "break the circle of refiled charges")
    return problems


def _circle(ahead: dict[str | int, list[str | int]], name: str, field: str, instead: str) -> Iterator[str]:
    """Yield a problem for the first part of a circle of references, if there is one.

    Args:
        ahead: For each part, by its id or else its position, those it refers to, in the order of the record.
        name: The list of the parts.
        field: The field that refers.
        instead: What to write instead.
    """
    left = {part: {each for each in others if each in ahead} for part, others in ahead.items()}
    while free := [part for part, others in left.items() if not others]:
        for each in free:
            del left[each]
        for others in left.values():
            others.difference_update(free)
    # What is left leads into a circle; going on from any of it by those it refers to ends in one.
    passed: list[str | int] = []
    part: str | int | None = next(iter(left), None)
    while part is not None and part not in passed:
        passed.append(part)
        part = next(each for each in ahead[part] if each in left)
    if part is not None:
        ring = passed[passed.index(part) :]
        positions = list(ahead)
        first = min(positions.index(each) for each in ring)
        it = positions[first]
        wrong = f"{quote(it if isinstance(it, str) else f'{name}[{first}]')} would follow itself"
        yield problem(f"{name}[{first}].{field}", wrong, instead)


def contradiction(later: str, later_value: AnyMoment, earlier: str, earlier_value: AnyMoment) -> str:
    """Return the problem that something ended before it began, with both values named."""
    wrong = f"{shown(later_value)} is before {earlier} {shown(earlier_value)}"
    return problem(later, wrong, "correct one of the two")


def shown(moment: AnyMoment) -> str:
    """Return a moment for a message as the record would write it."""
    if isinstance(moment, datetime):
        return quote(moment.isoformat(timespec="seconds" if moment.second else "minutes"))
    return quote(moment.isoformat()) if isinstance(moment, date) else "this range"
