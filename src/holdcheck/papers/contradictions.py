"""Contradictions in time that make a record meaningless: something that ended before it began."""

from __future__ import annotations

from holdcheck.faults import reversed_stays
from holdcheck.moments import AnyMoment
from holdcheck.reading import Reading
from holdcheck.zones import day_number

_ENDS_AFTER = {
    "held_for": (("to", "from_"),),
    "court_orders": (("expires_at", "ordered_at"),),
    "warrants": (("recalled_at", "issued_at"), ("expires_at", "issued_at")),
    "detainers": (("withdrawn_at", "issued_at"),),
    "writs": (("returned_at", "issued_at"), ("returned_at", "executed_at")),
    "other_authority": (("to", "from_"),),
    "holds": (("cleared_at", "placed_at"),),
    "bail": (("revoked_at", "posted_at"),),
}
"""For each list of a record, the moments that cannot come before another moment of the same part."""


def check_order(reading: Reading) -> None:
    """Note every part of a record that surely ended before it began as a problem, with both values named."""
    record = reading.record
    for name in record.model_fields_set & _ENDS_AFTER.keys():
        for i, part in enumerate(getattr(record, name)):
            for later, earlier in _ENDS_AFTER[name]:
                end: AnyMoment | None = getattr(part, later)
                if end is None:
                    continue
                start: AnyMoment | None = getattr(part, earlier)
                if start is None:
                    continue
                path = f"{name}[{i}]"
                first, last = earlier.removesuffix("_"), later.removesuffix("_")
                if reading.instant(end, path, last)[1] < reading.instant(start, path, first)[0]:
                    reading.contradiction(f"{path}.{last}", end, f"{path}.{first}", start)
    reading.problems += reversed_stays(record, reading.place)
    for i, sentence in enumerate(record.sentences):
        for n, credit in enumerate(sentence.credits):
            if credit.from_ is not None and credit.to is not None and day_number(credit.to) < day_number(credit.from_):
                path = f"sentences[{i}].credits[{n}]"
                reading.contradiction(f"{path}.to", credit.to, f"{path}.from", credit.from_)
        for n, stopped in enumerate(sentence.inoperative):
            if stopped.to is not None and day_number(stopped.to) < day_number(stopped.from_):
                path = f"sentences[{i}].inoperative[{n}]"
                reading.contradiction(f"{path}.to", stopped.to, f"{path}.from", stopped.from_)
