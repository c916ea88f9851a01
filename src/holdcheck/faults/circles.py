"""Sentences that would follow themselves, and charges refiled as themselves, by however many others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from holdcheck.errors import problem, quote
from holdcheck.record import CustodyRecord

_MOST_NAMED: Final = 6
"""The most parts of one circle that a message names."""


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
        positions = {each: n for n, each in enumerate(ahead)}
        at = ring.index(min(ring, key=positions.__getitem__))
        names = [quote(each if isinstance(each, str) else f"{name}[{each}]") for each in ring[at:] + ring[:at]]
        between = names[1:] if len(names) <= _MOST_NAMED else [names[1], "…", names[-1]]
        wrong = f"{names[0]} would follow itself" + (f" by way of {', '.join(between)}" if between else "")
        yield problem(f"{name}[{positions[ring[at]]}].{field}", wrong, instead)
