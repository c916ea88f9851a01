"""A paper or an event as the rules see it, before they have said anything of it."""

from __future__ import annotations

from typing import NamedTuple

from holdcheck.vocabulary import Value

Missing = dict[str, tuple[str, ...]]
"""Paths of the missing facts, by the name of the field that lacks them."""


class JudgedPaper(NamedTuple):
    """A paper or an event as the rules see it.

    Attributes:
        path: Where it stands in the record.
        values: Its fields, in the vocabulary of papers; with ``held_on``, whether anybody is held on it.
        missing: Paths of the missing facts.
        first: The first day, from 1970-01-01, on which it can have been issued or have happened.
        last: The last such day.
        dated_by: Path of its date, should the law differ between those days.
    """

    path: str
    values: dict[str, Value]
    missing: Missing
    first: int
    last: int
    dated_by: str
