"""Ids inside a record: each means one thing, and every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from holdcheck.errors import problem, quote
from holdcheck.record import PAPER_LISTS, CustodyRecord

NAMED_LISTS: Final = tuple(name for name in PAPER_LISTS if name not in ("held_for", "bail"))
"""Lists whose parts have ids."""
_ANY: Final = ""
REFERENCES: Final = (
    ("arrests", "charges", "charges"),
    ("arrests", "warrant", "warrants"),
    ("charges", "refiled_as", "charges"),
    ("court_orders", "charges", "charges"),
    ("court_orders", "warrants", "warrants"),
    ("court_orders", "because_of", _ANY),
    ("bail", "charges", "charges"),
    ("bail", "warrants", "warrants"),
    ("sentences", "charges", "charges"),
    ("sentences", "consecutive_to", "sentences"),
    ("warrants", "charges", "charges"),
    ("detainers", "accompanied_by", "warrants"),
    ("holds", "paper", _ANY),
    ("held_for", "paper", _ANY),
    ("identity", "paper", _ANY),
)
"""Every field of a record that names an id or several: its list, its name, and the list it must lead to."""
WORDS: Final = {("court_orders", "charges"): "all", ("bail", "charges"): "all", ("holds", "paper"): "none"}
"""What some of these fields may say instead of an id."""


def ids_of(record: CustodyRecord) -> tuple[dict[str, str], list[str]]:
    """Return the list in which each id of a record stands, and a problem for every place of an id after its first."""
    known = {part.id: name for name in NAMED_LISTS for part in getattr(record, name) if part.id is not None}
    return known, list(_used_twice(record))


def _used_twice(record: CustodyRecord) -> Iterator[str]:
    """Yield a problem for every place of an id after its first."""
    first: dict[str, str] = {}
    for name in NAMED_LISTS:
        yield from _again(first, name, getattr(record, name), "give each paper an id of its own")
    agreements = record.facility.agreements  # only a field of its own refers to them
    yield from _again({}, "facility.agreements", agreements, "give each agreement an id of its own")


def _again(first: dict[str, str], name: str, parts: Sequence[Any], instead: str) -> Iterator[str]:
    """Yield a problem for every part of a list whose id another part has already, and note where each id was first."""
    for i, part in enumerate(parts):
        if part.id is not None and first.setdefault(part.id, f"{name}[{i}]") != f"{name}[{i}]":
            yield problem(f"{name}[{i}].id", f"{quote(part.id)} is also the id of {first[part.id]}", instead)


def faults_of_references(record: CustodyRecord) -> list[str]:
    """Return a problem for every id used twice and every reference that leads nowhere."""
    known, problems = ids_of(record)
    for name, field, leads_to in REFERENCES:
        word = WORDS.get((name, field))
        for part in getattr(record, name):
            named = getattr(part, field)
            if not named or named == word:
                continue
            for each in (named,) if isinstance(named, str) else named:
                # A sentence may follow those of another case, which are not named by an id.
                found = known.get(each) if isinstance(each, str) else leads_to
                if found != leads_to and (leads_to or found is None):
                    problems += _astray(record, name, field, each, leads_to)
    if record.continues == record.custody_id:
        wrong = f"{quote(record.custody_id)} would carry itself on"
        problems.append(problem("continues", wrong, "write the custody_id of the one before, or leave it out"))
    for i, held in enumerate(record.held_for):
        if held.agreement is not None and held.agreement not in {a.id for a in record.facility.agreements}:
            wrong = f"{quote(held.agreement)} is not the id of an agreement of the facility"
            problems.append(problem(f"held_for[{i}].agreement", wrong, "list it under facility.agreements"))
    return problems


def _astray(record: CustodyRecord, name: str, field: str, wanted: str, leads_to: str) -> Iterator[str]:
    """Yield that a reference leads nowhere, at every place where it stands in this field."""
    for i, part in enumerate(getattr(record, name)):
        named = getattr(part, field)
        if named == wanted or (named.__class__ is tuple and wanted in named):
            wrong = f"{quote(wanted)} is not the id of {f'one of the {leads_to}' if leads_to else 'anything'}"
            yield problem(f"{name}[{i}].{field}", wrong, "list that paper, or drop the reference")
