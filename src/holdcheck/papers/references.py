"""Ids inside a record: each means one thing, and every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from holdcheck.errors import problem, quote
from holdcheck.reading import Reading, paths

_NAMED_LISTS = frozenset(
    {
        "arrests",
        "charges",
        "court_orders",
        "sentences",
        "warrants",
        "detainers",
        "writs",
        "other_authority",
        "holds",
    }
)

Reference = tuple[str, str, str]
"""The field a reference stands in, the id it names, and the list it must lead to (empty: any)."""


def check_references(reading: Reading) -> None:
    """Note ids used twice and references that lead nowhere as problems of the record."""
    record = reading.record
    present = record.model_fields_set
    known: dict[str, str] = {}
    for name in _NAMED_LISTS & present:
        parts = getattr(record, name)
        for path, part in zip(paths(name, parts), parts, strict=False):
            own = part.id
            if own is None:
                continue
            if own in known:
                wrong = f"{quote(own)} is also the id of {known[own]}"
                reading.problems.append(problem(f"{path}.id", wrong, "give each paper an id of its own"))
            known[own] = path
    for name, references in _REFERENCES.items():
        if name not in present:
            continue
        for i, part in enumerate(getattr(record, name)):
            for field, wanted, list_name in references(part):
                found = known.get(wanted)
                if found is None or not found.startswith(list_name):
                    wrong = f"{quote(wanted)} is not the id of {f'one of the {list_name}' if list_name else 'anything'}"
                    where = f"{name}[{i}].{field}"
                    reading.problems.append(problem(where, wrong, "list that paper, or drop the reference"))
    for i, held in enumerate(record.held_for):
        if held.agreement is not None and held.agreement not in {a.id for a in record.facility.agreements}:
            wrong = f"{quote(held.agreement)} is not the id of an agreement of the facility"
            reading.problems.append(problem(f"held_for[{i}].agreement", wrong, "list it under facility.agreements"))


def _charges(part: Any) -> Iterator[Reference]:
    for wanted in part.charges or ():
        yield "charges", wanted, "charges"


def _of_arrest(part: Any) -> Iterator[Reference]:
    yield from _charges(part)
    if part.warrant is not None:
        yield "warrant", part.warrant, "warrants"


def _of_charge(part: Any) -> Iterator[Reference]:
    if part.refiled_as is not None:
        yield "refiled_as", part.refiled_as, "charges"


def _of_order_or_bail(part: Any) -> Iterator[Reference]:
    if isinstance(part.charges, tuple):
        yield from _charges(part)
    for wanted in part.warrants:
        yield "warrants", wanted, "warrants"


def _of_order(part: Any) -> Iterator[Reference]:
    yield from _of_order_or_bail(part)
    for wanted in part.because_of:
        yield "because_of", wanted, ""


def _of_sentence(part: Any) -> Iterator[Reference]:
    yield from _charges(part)
    for follows in part.consecutive_to:
        if isinstance(follows, str):
            yield "consecutive_to", follows, "sentences"


def _of_detainer(part: Any) -> Iterator[Reference]:
    for wanted in part.accompanied_by:
        yield "accompanied_by", wanted, "warrants"


def _of_paper(part: Any) -> Iterator[Reference]:
    if part.paper is not None and part.paper != "none":
        yield "paper", part.paper, ""


_REFERENCES: dict[str, Callable[[Any], Iterator[Reference]]] = {
    "arrests": _of_arrest,
    "charges": _of_charge,
    "court_orders": _of_order,
    "bail": _of_order_or_bail,
    "sentences": _of_sentence,
    "warrants": _charges,
    "detainers": _of_detainer,
    "holds": _of_paper,
    "held_for": _of_paper,
    "identity": _of_paper,
}
"""What each list of a record refers to."""
