"""Ids inside a record: each means one thing, and every reference leads somewhere."""

from __future__ import annotations

from holdcheck.errors import problem, quote
from holdcheck.faults import ids_of
from holdcheck.reading import Reading

_ANY = ""
_REFERENCES = (
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
_WORDS = frozenset({"all", "none"})
"""What such a field may say instead of an id."""


def check_references(reading: Reading) -> None:
    """Note ids used twice and references that lead nowhere as problems of the record."""
    record = reading.record
    present = record.model_fields_set
    known, repeated = ids_of(record)
    reading.problems += repeated
    for name, field, leads_to in _REFERENCES:
        if name not in present:
            continue
        for part in getattr(record, name):
            named = getattr(part, field)
            if not named:
                continue
            if named.__class__ is str:
                if named in _WORDS:
                    continue
                named = (named,)
            for each in named:
                # A sentence may follow those of another case, which are not named by an id.
                found = known.get(each) if each.__class__ is str else leads_to
                if found != leads_to and (leads_to or found is None):
                    _note_astray(reading, name, field, each, leads_to)
    for i, held in enumerate(record.held_for):
        if held.agreement is not None and held.agreement not in {a.id for a in record.facility.agreements}:
            wrong = f"{quote(held.agreement)} is not the id of an agreement of the facility"
            reading.problems.append(problem(f"held_for[{i}].agreement", wrong, "list it under facility.agreements"))


def _note_astray(reading: Reading, name: str, field: str, wanted: str, leads_to: str) -> None:
    """Note a reference that leads nowhere, at every place where it stands in this field."""
    for i, part in enumerate(getattr(reading.record, name)):
        named = getattr(part, field)
        if named == wanted or (named.__class__ is tuple and wanted in named):
            wrong = f"{quote(wanted)} is not the id of {f'one of the {leads_to}' if leads_to else 'anything'}"
            noted = problem(f"{name}[{i}].{field}", wrong, "list that paper, or drop the reference")
            if noted not in reading.problems:
                reading.problems.append(noted)
