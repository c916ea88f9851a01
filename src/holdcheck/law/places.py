"""The shape of a place file: zones, circuit, and the conventions by which a place counts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator

from holdcheck.law.rules import Confidence, Law, OptionalDay, OptionalText, RulePart, absent


class ProcessingHours(RulePart):
    """How many hours of release processing pass without remark. The yardstick's own number, not a court's."""

    hours: int
    reviewed_on: OptionalDay
    confidence: Confidence
    law: tuple[Law, ...]


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
