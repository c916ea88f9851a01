"""Dated law of one kind in a place, found by the day and by the kinds of sentence it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Generic, TypeVar

from holdcheck.law.rules import Dated
from holdcheck.zones import day_number

D = TypeVar("D", bound=Dated)
_ALWAYS: Final = 1 << 40
"""Further from 1970-01-01 than any day of a calendar."""


class Versions(Generic[D]):
    """Law that was in force at different times, in the order of its file.

    Args:
        each: What the file says.

    Attributes:
        spans: The first and the last day on which each was in force, counted from 1970-01-01, with it.
        since: The day, from 1970-01-01, from which on any of it was law.
    """

    def __init__(self, each: Sequence[D]) -> None:
        self.spans = tuple((_first_day(one), _last_day(one), one) for one in each)
        self.since = min((first for first, _, _ in self.spans), default=_ALWAYS)
        self._about: dict[frozenset[str], Versions[D]] = {}

    def __getitem__(self, n: int) -> D:
        return self.spans[n][2]

    def __iter__(self) -> Iterator[D]:
        return (one for _, _, one in self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def on(self, day: int) -> D | None:
        """Return the first that was in force on a day, counted from 1970-01-01; None where none was read."""
        for first, last, one in self.spans:
            if first <= day <= last:
                return one
        return None

    def about(self, kinds: frozenset[str]) -> Versions[D]:
        """Return those that are about every one of some kinds of sentence; the same object each time."""
        found = self._about.get(kinds)
        if found is None:
            about = [one for one in self if kinds.issubset(getattr(one, "kinds", ()))]
            found = self._about[kinds] = Versions(about)
        return found


def _first_day(law: Dated) -> int:
    return day_number(law.effective_from) if law.effective_from is not None else -_ALWAYS


def _last_day(law: Dated) -> int:
    return day_number(law.effective_to) if law.effective_to is not None else _ALWAYS
