"""How the moments of a custody are drawn: true at a full hour after booking, and told as a record may tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

T = TypeVar("T")
Json: TypeAlias = dict[str, Any]
"""A custody record, or a part of one, as it stands in a file."""


@dataclass(frozen=True)
class At:
    """When something truly happened, and how the record tells it.

    Attributes:
        true: To the minute, in the facility's zone.
        told: The same, a bare day on which it lies, or bounds that contain it.
    """

    true: str
    told: str | Json


class Teller:
    """Draws what a record of one custody says; hours are counted from its booking.

    Args:
        draw: As hypothesis hands it to a composite strategy.
        booked: The local reading of the booking.
        length: Of the custody, in hours.
        place: The zone that applies to its readings.
    """

    def __init__(self, draw: st.DrawFn, booked: datetime, length: int, place: ZoneInfo) -> None:
        self.draw, self.booked, self.length, self.place = draw, booked, length, place

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of some choices; one that stands there twice comes twice as often."""
        return self.draw(st.sampled_from(choices))

    def chance(self, in_ten: int) -> bool:
        """Return true so many times in ten."""
        return self.draw(st.integers(1, 10)) <= in_ten

    def hour(self, first: int = 0, last: int | None = None) -> int:
        """Return an hour between two, by default between booking and the end of custody."""
        last = self.length if last is None else last
        return self.draw(st.integers(min(first, last), last))

    def reading_at(self, hour: int) -> datetime:
        """Return a local reading outside the hours in which clocks change, in the same order as the hours drawn."""
        reading = self.booked + timedelta(hours=hour)
        return reading.replace(hour=3, minute=0) if reading.hour in (1, 2) else reading

    def day(self, hour: int) -> str:
        """Return the local day of an hour."""
        return self.reading_at(hour).date().isoformat()

    def at(self, hour: int) -> At:
        """Return the moment of an hour: mostly exact, sometimes with its offset, to the day, or within bounds."""
        reading = self.reading_at(hour)
        exact = reading.isoformat(timespec="minutes")
        match self.draw(st.integers(0, 9)):
            case 6:
                return At(exact, reading.replace(tzinfo=self.place).isoformat(timespec="minutes"))
            case 7 | 8:
                return At(exact, reading.date().isoformat())
            case 9:
                before, after = self.draw(st.integers(0, 30)), self.draw(st.integers(0, 30))
                earliest, latest = self.reading_at(hour - before), self.reading_at(hour + after)
                if self.chance(3):
                    return At(exact, {"earliest": self.day(hour - before), "latest": self.day(hour + after)})
                bounds = (bound.isoformat(timespec="minutes") for bound in (earliest, latest))
                return At(exact, dict(zip(("earliest", "latest"), bounds, strict=True)))
        return At(exact, exact)

    def perhaps(self, in_ten: int, hour: int) -> At | None:
        """Return the moment of an hour so many times in ten, and otherwise that it is not known or has not been."""
        return self.at(hour) if self.chance(in_ten) else None

    def protecting(self, hour: int) -> At | str | None:
        """Return when an event that protects the person was: at an hour, never, or nobody knows."""
        return self.one_of([self.at(hour), self.at(hour), "never", None])

    def some(self, ids: list[str]) -> list[str]:
        """Return some of the ids, in their order."""
        return [name for name in ids if self.chance(6)]
