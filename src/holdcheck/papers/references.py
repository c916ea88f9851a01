"""Ids inside a record: each means one thing, and every reference leads somewhere."""

from __future__ import annotations

from typing import Any

from holdcheck.errors import problem, quote
from holdcheck.reading import Reading

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


def check_references(reading: Reading) -> dict[str, str]:
    """Return the path of every id, noting ids used twice and references that lead nowhere.

    Args:
        reading: The record; problems are added to it.
    """
    record = reading.record
    paths: dict[str, str] = {}
    problems = reading.problems
    for name in _NAMED_LISTS:
        for i, part in enumerate(getattr(record, name)):
            if part.id is not None:
                if part.id in paths:
                    wrong = f"{quote(part.id)} is also the id of {paths[part.id]}"
                    problems.append(problem(f"{name}[{i}].id", wrong, "give each paper an id of its own"))
                paths[part.id] = f"{name}[{i}]"

    def lead(where: str, ids: Any, name: str = "") -> None:
        for wanted in ids:
            if not paths.get(wanted, "").startswith(name) or wanted not in paths:
                wrong = f"{quote(wanted)} is not the id of {'anything' if not name else 'one of the ' + name}"
                problems.append(problem(where, wrong, "list that paper, or drop the reference"))

    for i, arrest in enumerate(record.arrests):
        lead(f"arrests[{i}].charges", arrest.charges, "charges")
        if arrest.warrant is not None:
            lead(f"arrests[{i}].warrant", (arrest.warrant,), "warrants")
    for i, charge in enumerate(record.charges):
        if charge.refiled_as is not None:
            lead(f"charges[{i}].refiled_as", (charge.refiled_as,), "charges")
    for i, order in enumerate(record.court_orders):
        if isinstance(order.charges, tuple):
            lead(f"court_orders[{i}].charges", order.charges, "charges")
        lead(f"court_orders[{i}].warrants", order.warrants, "warrants")
        lead(f"court_orders[{i}].because_of", order.because_of)
    for i, bail in enumerate(record.bail):
        if isinstance(bail.charges, tuple):
            lead(f"bail[{i}].charges", bail.charges, "charges")
        lead(f"bail[{i}].warrants", bail.warrants, "warrants")
    for i, sentence in enumerate(record.sentences):
        lead(f"sentences[{i}].charges", sentence.charges, "charges")
        followed = [follows for follows in sentence.consecutive_to if isinstance(follows, str)]
        lead(f"sentences[{i}].consecutive_to", followed, "sentences")
    for i, warrant in enumerate(record.warrants):
        lead(f"warrants[{i}].charges", warrant.charges, "charges")
    for i, detainer in enumerate(record.detainers):
        lead(f"detainers[{i}].accompanied_by", detainer.accompanied_by, "warrants")
    for i, hold in enumerate(record.holds):
        if hold.paper not in (None, "none"):
            lead(f"holds[{i}].paper", (hold.paper,))
    for i, held in enumerate(record.held_for):
        if held.paper is not None:
            lead(f"held_for[{i}].paper", (held.paper,))
        if held.agreement is not None and held.agreement not in {a.id for a in record.facility.agreements}:
            wrong = f"{quote(held.agreement)} is not the id of an agreement of the facility"
            problems.append(problem(f"held_for[{i}].agreement", wrong, "list it under facility.agreements"))
    for i, check in enumerate(record.identity):
        lead(f"identity[{i}].paper", (check.paper,))
    return paths
