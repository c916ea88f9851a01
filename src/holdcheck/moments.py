"""Moments and days: how a custody record speaks of time, and how that becomes whole seconds.

A *moment* is when something happened; a *day* is a legal date. They are different things: a sentence that begins on a
day counts that day whole, and must not be read as beginning at midnight.

The grammar is this and nothing else (a parser that guesses has turned millions of dates into wrong ones):

* ``2025-01-10T08:00-05:00`` or ``…T08:00:30Z``: an instant;
* ``2025-01-10T08:00``: the same without an offset, read in the facility's zone;
* ``2025-01-10``: a moment whose time of day is unknown;
* ``{"earliest": …, "latest": …}``: a moment known within bounds.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from holdcheck.zones import Bounds, Zone, day_number, instant_of

_YEAR = r"(?:19\d\d|2[01]\d\d|2200)"
_DAY = rf"^{_YEAR}-\d\d-\d\d$"
_TIME = rf"^{_YEAR}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?$"
_ON_CALENDAR = rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_ON_CLOCK = r"T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?"
_PUBLISHED = f"^{_ON_CALENDAR}(?:{_ON_CLOCK})?$"
"""What the schema says of a moment; that a month has no thirtieth day only the model knows."""
_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)

_WRONG_MOMENT = {
    "wrong": "is not a moment between 1900 and 2200",
    "instead": 'write 2025-01-10T08:00-05:00, 2025-01-10T08:00, 2025-01-10 or {"earliest": …, "latest": …}',
}
_WRONG_DAY = {"wrong": "is not a date between 1900 and 2200", "instead": "write 2025-01-10"}


def _within_years(value: date) -> date:
    if not _FIRST <= (value.date() if isinstance(value, datetime) else value) <= _LAST:
        raise ValueError("is not between 1900 and 2200; write a date in those years")
    return value


def _text_as(pattern: str, schema: CoreSchema) -> CoreSchema:
    return core_schema.chain_schema([core_schema.str_schema(pattern=pattern, strict=True), schema])


def _point_schema() -> CoreSchema:
    """A point of time or a whole day: text in the grammar above or, from Python, a datetime or date object."""
    instant = _text_as(_TIME, core_schema.datetime_schema(strict=False))
    day = _text_as(_DAY, core_schema.date_schema(strict=False))
    objects = core_schema.no_info_after_validator_function(
        _within_years,
        core_schema.union_schema(
            [core_schema.is_instance_schema(datetime), core_schema.is_instance_schema(date)], mode="left_to_right"
        ),
    )
    return core_schema.json_or_python_schema(
        json_schema=core_schema.union_schema([instant, day], mode="left_to_right"),
        python_schema=core_schema.union_schema([instant, day, objects], mode="left_to_right"),
        serialization=core_schema.plain_serializer_function_ser_schema(
            lambda point: point.isoformat(), when_used="json"
        ),
    )


class _PointGrammar:
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.custom_error_schema(
            _point_schema(), custom_error_type="day", custom_error_message="{wrong}", custom_error_context=_WRONG_DAY
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": _PUBLISHED}


Day: TypeAlias = Annotated[date | datetime, _PointGrammar]
"""A legal date. A time given with it counts only where the field says so."""


class Between(BaseModel):
    """A moment known only within bounds."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    earliest: Day = Field(description="Not before this; a bare date is its first instant. Always given.")
    latest: Day = Field(description="Not after this; a bare date is the end of that day. Always given.")


class _MomentGrammar:
    """The grammar of a moment; with ``words``, those words are allowed in its place."""

    words: tuple[str, ...] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices: list[CoreSchema | tuple[CoreSchema, str]] = [_point_schema(), handler(Between)]
        instead = dict(_WRONG_MOMENT)
        if cls.words:
            choices.append(core_schema.literal_schema(list(cls.words)))
            instead["instead"] += " or " + " or ".join(f'"{word}"' for word in cls.words)
        return core_schema.custom_error_schema(
            core_schema.union_schema(choices, mode="left_to_right"),
            custom_error_type="moment",
            custom_error_message="{wrong}",
            custom_error_context=instead,
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        bound = {"type": "string", "pattern": _PUBLISHED}
        between = {
            "type": "object",
            "properties": {"earliest": bound, "latest": bound},
            "required": ["earliest", "latest"],
            "additionalProperties": False,
        }
        return {"anyOf": [bound, between, *({"const": word} for word in cls.words)]}


class _ProtectedGrammar(_MomentGrammar):
    words = ("never",)


AnyMoment: TypeAlias = datetime | date | Between
Moment: TypeAlias = Annotated[AnyMoment, _MomentGrammar]
"""When something happened."""
ProtectedMoment: TypeAlias = Annotated[datetime | date | Between | Literal["never"], _ProtectedGrammar]
"""When an event that protects the person happened; ``"never"`` when it is known that it did not."""


def bounds(moment: datetime | date | Between, place: Zone) -> Bounds:
    """Return a moment of a record as bounds in whole seconds.

    A bare date runs to the first instant of the next day, so that two bare dates on neighbouring days are never surely
    apart.

    Args:
        moment: As validated by the record.
        place: The facility's zone, for readings without an offset.

    Raises:
        ValueError: A reading the local clock never showed, or bounds in the wrong order.
    """
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            return place.bounds_of_reading(moment)
        instant = instant_of(moment)
        return instant, instant
    if isinstance(moment, date):
        known = place.whole_days.get(moment)
        if known is None:
            day = day_number(moment)
            known = place.whole_days[moment] = place.midnight(day), place.midnight(day + 1)
        return known
    earliest, latest = bounds(moment.earliest, place)[0], bounds(moment.latest, place)[1]
    # A bare date ends as the next one begins, so two of them in the wrong order may have bounds in the right one.
    bare = type(moment.earliest) is date and type(moment.latest) is date
    if earliest > latest or (bare and moment.earliest > moment.latest):
        raise ValueError("has its latest before its earliest; swap them")
    return earliest, latest
