"""Ids inside a record: each means one thing, and every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from holdcheck.errors import problem, quote
from holdcheck.reading import Reading, paths
from holdcheck.record import CustodyRecord

_NAMED_LISTS = (
    "arrests",
    "charges",
    "court_orders",
    "sentences",
    "warrants",
    "detainers",
    "writs",
    "other_authority",
    "holds",
)


def check_references(reading: Reading) -> None:
    """Note ids used twice and references that lead nowhere as problems of the record."""
    record = reading.record
    known: dict[str, str] = {}
    for name in _NAMED_LISTS:
        parts = getattr(record, name)
        if not parts:
            continue
        for path, part in zip(paths(name, parts), parts, strict=False):
            if part.id is None:
                continue
            if part.id in known:
                wrong = f"{quote(part.id)} is also the id of {known[part.id]}"
                reading.problems.append(problem(f"{path}.id", wrong, "give each paper an id of its own"))
            known[part.id] = path
    for list_name, i, field, wanted, name in _references(record):
        found = known.get(wanted)
        if found is None or not found.startswith(name):
            wrong = f"{quote(wanted)} is not the id of {f'one of the {name}' if name else 'anything'}"
            reading.problems.append(problem(f"{list_name}[{i}].{field}", wrong, "list that paper, or drop the reference"))
    for i, held in enumerate(record.held_for):
        if held.agreement is not None and held.agreement not in {a.id for a in record.facility.agreements}:
            wrong = f"{quote(held.agreement)} is not the id of an agreement of the facility"
            reading.problems.append(
                problem(f"held_for[{i}].agreement", wrong, "list it under facility.agreements")
            )


def _references(record: CustodyRecord) -> Iterator[tuple[str, int, str, str, str]]:
    """Yield every reference: its list, position and field, the id it names, and the list it must lead to (empty: any)."""
    for i, arrest in enumerate(record.arrests):
        for wanted in arrest.charges:
            yield "arrests", i, "charges", wanted, "charges"
        if arrest.warrant is not None:
            yield "arrests", i, "warrant", arrest.warrant, "warrants"
    for i, charge in enumerate(record.charges):
        if charge.refiled_as is not None:
            yield "charges", i, "refiled_as", charge.refiled_as, "charges"
    for i, order in enumerate(record.court_orders):
        if isinstance(order.charges, tuple):
            for wanted in order.charges:
                yield "court_orders", i, "charges", wanted, "charges"
        for wanted in order.warrants:
            yield "court_orders", i, "warrants", wanted, "warrants"
        for wanted in order.because_of:
            yield "court_orders", i, "because_of", wanted, ""
    for i, bail in enumerate(record.bail):
        if isinstance(bail.charges, tuple):
            for wanted in bail.charges:
                yield "bail", i, "charges", wanted, "charges"
        for wanted in bail.warrants:
            yield "bail", i, "warrants", wanted, "warrants"
    for i, sentence in enumerate(record.sentences):
        for wanted in sentence.charges:
            yield "sentences", i, "charges", wanted, "charges"
        for follows in sentence.consecutive_to:
            if isinstance(follows, str):
                yield "sentences", i, "consecutive_to", follows, "sentences"
    for i, warrant in enumerate(record.warrants):
        for wanted in warrant.charges:
            yield "warrants", i, "charges", wanted, "charges"
    for i, detainer in enumerate(record.detainers):
        for wanted in detainer.accompanied_by:
            yield "detainers", i, "accompanied_by", wanted, "warrants"
    for i, hold in enumerate(record.holds):
        if hold.paper is not None and hold.paper != "none":
            yield "holds", i, "paper", hold.paper, ""
    for i, held in enumerate(record.held_for):
        if held.paper is not None:
            yield "held_for", i, "paper", held.paper, ""
    for i, check in enumerate(record.identity):
        yield "identity", i, "paper", check.paper, ""
