"""Contradictions in legal dates that make a record meaningless: time that is over before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from holdcheck.faults import contradiction
from holdcheck.record import CustodyRecord
from holdcheck.record.sentences import Credit, Inoperative
from holdcheck.zones import day_number


def reversed_days(record: CustodyRecord) -> Iterator[str]:
    """Yield a problem for every credit, and all time that does not count, that ends before it begins."""
    for i, sentence in enumerate(record.sentences):
        for n, credit in enumerate(sentence.credits):
            yield from _reversed(credit, f"sentences[{i}].credits[{n}]")
        for n, stopped in enumerate(sentence.inoperative):
            yield from _reversed(stopped, f"sentences[{i}].inoperative[{n}]")


def _reversed(span: Credit | Inoperative, path: str) -> Iterator[str]:
    first, last = span.from_, span.to
    if first is not None and last is not None and day_number(last) < day_number(first):
        yield contradiction(f"{path}.to", last, f"{path}.from", first)
