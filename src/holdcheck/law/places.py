"""The shape of a place file: zones, circuit, and the conventions by which a place counts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator

from holdcheck.clocks import UNITS
from holdcheck.law.rules import Confidence, Law, OptionalDay, OptionalText, RulePart, absent


class ProcessingHours(RulePart):
    """How many hours of release processing pass without remark. The yardstick's own number, not a court's."""

    hours: int
    reviewed_on: OptionalDay
    confidence: Confidence
    law: tuple[Law, ...]


CLOCKS = (
    "riverside-48-hours",
    "first-appearance",
    "arrest-without-charge",
    "287-7-d",
    "detainer-48-hours",
    "287g-jail",
    "287g-warrant-service",
    "temporary-federal-detention",
    "fugitive-commitment",
    "fugitive-recommitment",
    "agent-to-appear",
    "iad-request",
    "iad-arrival",
    "undated-authority",
    "uncollected-warrant",
)
"""Every clock of the law that holdcheck runs. What starts and stops each is code; how long it is, is data."""


class ClockLength(RulePart):
    """How long one clock of the law runs at a place, between two days.

    A narrower place's length takes the place of a wider one's; ``length: null`` says that none was read there.
    """

    clock: Literal[CLOCKS]  # type: ignore[valid-type]  # the names are a tuple, to be listed and tested
    length: Annotated[int | None, BeforeValidator(absent)]
    unit: Literal[UNITS]  # type: ignore[valid-type]  # the units are those of the module that counts them
    effective_from: OptionalDay
    effective_to: OptionalDay
    reviewed_on: OptionalDay
    confidence: Confidence
    law: tuple[Law, ...]

    def covers(self, day: date) -> bool:
        """Return whether this length was in force on a day."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


class DayCounting(RulePart):
    """How a place counts the days of a sentence, between two days. There is no default for any of it."""

    effective_from: OptionalDay
    effective_to: OptionalDay
    reviewed_on: OptionalDay
    confidence: Confidence
    counts_start_day: Annotated[bool | None, BeforeValidator(absent)] = None
    release_on: Annotated[Literal["last_day", "day_after"] | None, BeforeValidator(absent)] = None
    credit_end_days: Annotated[Literal["both", "first"] | None, BeforeValidator(absent)] = None
    law: tuple[Law, ...]

    def covers(self, day: date) -> bool:
        """Return whether this counting was in force on a day."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


class Place(RulePart):
    """A state, the United States, or a county or city."""

    zones: tuple[str, ...] = ()
    circuit: OptionalText = None
    name: OptionalText = None
    processing_hours: ProcessingHours | None = None
    magistrates: tuple[str, ...] = ()
    magistrates_law: tuple[Law, ...] = ()
    holidays: Literal["federal"] = "federal"  # the one calendar there is; another needs code before a file may name it
    holidays_law: tuple[Law, ...] = ()
    sentences: tuple[DayCounting, ...] = ()
    clocks: tuple[ClockLength, ...] = ()
