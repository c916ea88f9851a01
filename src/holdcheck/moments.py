"""Moments, days and zones: how a custody record speaks of time, and how that becomes whole seconds.

A *moment* is when something happened; a *day* is a legal date. They are different things: a sentence that begins on a
day counts that day whole, and must not be read as beginning at midnight.

The grammar is this and nothing else (a parser that guesses has turned millions of dates into wrong ones):

* ``2025-01-10T08:00-05:00`` or ``…T08:00:30Z``: an instant;
* ``2025-01-10T08:00``: the same without an offset, read in the facility's zone;
* ``2025-01-10``: a moment whose time of day is unknown;
* ``{"earliest": …, "latest": …}``: a moment known within bounds.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from holdcheck.errors import RecordError, problem, quote

_YEAR = r"(?:19\d\d|2[01]\d\d|2200)"
_DAY = rf"^{_YEAR}-\d\d-\d\d$"
_TIME = rf"^{_YEAR}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?$"
_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)

_WRONG_MOMENT = {
    "wrong": "is not a moment between 1900 and 2200",
    "instead": 'write 2025-01-10T08:00-05:00, 2025-01-10T08:00, 2025-01-10 or {"earliest": …, "latest": …}',
}
_WRONG_DAY = {"wrong": "is not a date between 1900 and 2200", "instead": "write 2025-01-10"}

Bounds: TypeAlias = tuple[int, int]
"""An event in whole seconds since 1970-01-01T00:00Z: the earliest it can have happened, and the latest."""

SECONDS_A_DAY = 86_400
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local clock readings are counted from here before their offset is known
_EPOCH_DAY = _EPOCH.toordinal()


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
        return {"type": "string", "pattern": f"{_TIME}|{_DAY}"}


Day: TypeAlias = Annotated[date | datetime, _PointGrammar]
"""A legal date. A time given with it counts only where the field says so."""


class Between(BaseModel):
    """A moment known only within bounds."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    earliest: Day
    latest: Day


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
        bound = {"type": "string", "pattern": f"{_TIME}|{_DAY}"}
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


class Zone:
    """One IANA time zone, with the offset of every ordinary day remembered.

    Args:
        name: An IANA name such as ``America/Chicago``.

    Raises:
        RecordError: The name is not in the time zone data base.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            self.info = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise RecordError(
                [problem("facility.time_zone", f"{quote(name)} is not a time zone", "write one such as America/Denver")]
            ) from None
        self.offsets: dict[int, int | None] = {}
        """Offset in seconds of each local day met so far; None for a day in which it changes."""
        self.whole_days: dict[date, Bounds] = {}
        """Bounds of each bare date met so far."""

    def _offset(self, day: int) -> int | None:
        """Return the offset of a local day, from 1970-01-01, in seconds; None when it changes in that day."""
        try:
            return self.offsets[day]
        except KeyError:
            # No zone changes its offset twice in a day, so a day that ends as it begins is an ordinary one.
            start = (_EPOCH + timedelta(days=day)).replace(tzinfo=self.info)
            end = start + timedelta(days=1)
            first = start.utcoffset()
            ordinary = first == start.replace(fold=1).utcoffset() == end.utcoffset() == end.replace(fold=1).utcoffset()
            seconds = first.days * SECONDS_A_DAY + first.seconds if ordinary and first is not None else None
            self.offsets[day] = seconds
            return seconds

    def _steady_offset(self, day: int) -> int | None:
        """Return the offset of a day, in seconds, where the days beside it have the same; elsewhere None.

        An instant of that day in UTC has this offset, whichever of the three its local day is.
        """
        offset = self._offset(day)
        return offset if self._offset(day - 1) == offset == self._offset(day + 1) else None

    def midnight(self, day: int) -> int:
        """Return the instant at which a local day begins; days are counted from 1970-01-01."""
        offset = self._offset(day)
        if offset is not None:
            return day * SECONDS_A_DAY - offset
        return self.bounds_of_reading(_EPOCH + timedelta(days=day))[0]

    def bounds_of_reading(self, reading: datetime) -> Bounds:
        """Return when a local clock showed this reading: one instant, or two in the repeated hour of autumn.

        Raises:
            ValueError: The clock never showed it: it lies in the hour that is skipped in spring.
        """
        since = reading - _EPOCH
        days = since.days
        offset = self.offsets.get(days)
        if offset is None:
            offset = self._offset(days)
        if offset is not None:
            instant = days * SECONDS_A_DAY + since.seconds - offset
            return instant, instant
        first = int(reading.replace(tzinfo=self.info, fold=0).timestamp())
        second = int(reading.replace(tzinfo=self.info, fold=1).timestamp())
        if second < first:
            raise ValueError("falls into the hour the clocks skip; write the offset, or the right hour")
        return first, second

    def day_of(self, instant: int) -> int:
        """Return the local day of an instant, counted from 1970-01-01."""
        offset = self._steady_offset(instant // SECONDS_A_DAY)
        if offset is not None:
            return (instant + offset) // SECONDS_A_DAY
        return day_number(datetime.fromtimestamp(instant, self.info))

    def days_of(self, at: Bounds) -> Bounds:
        """Return the first and the last local day on which something can have happened; a day ends before midnight."""
        return self.day_of(at[0]), self.day_of(max(at[1] - 1, at[0]))

    def legal_day(self, value: date) -> int:
        """Return a legal date as days from 1970-01-01; a moment given for one counts as its local day."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            return self.day_of(instant_of(value))
        return value.toordinal() - _EPOCH_DAY

    def at(self, instant: int) -> datetime:
        """Return an instant as an aware datetime with this zone's offset at that time."""
        offset = self._steady_offset(instant // SECONDS_A_DAY)
        if offset is None:
            offset = int((datetime.fromtimestamp(instant, self.info).utcoffset() or timedelta()).total_seconds())
        return datetime.fromtimestamp(instant, _fixed(offset))

    def text(self, instant: int) -> str:
        """Return an instant as ISO text with this zone's offset, to the minute where the seconds are zero."""
        offset = self._steady_offset(instant // SECONDS_A_DAY)
        if offset is None or offset % 60:
            moment = datetime.fromtimestamp(instant, self.info)
            return moment.isoformat(timespec="seconds" if instant % 60 or moment.second else "minutes")
        local_day, seconds = divmod(instant + offset, SECONDS_A_DAY)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        shown = f"{iso_date(local_day)}T{hours:02}:{minute:02}" + (f":{second:02}" if second else "")
        return shown + _iso_offset(offset)


@cache
def zone(name: str) -> Zone:
    """Return the zone of that name; the same object each time."""
    return Zone(name)


@cache
def _fixed(offset: int) -> timezone:
    return timezone(timedelta(seconds=offset))


@cache
def _iso_offset(offset: int) -> str:
    sign = "-" if offset < 0 else "+"
    hours, minutes = divmod(abs(offset) // 60, 60)
    return f"{sign}{hours:02}:{minutes:02}"


@cache
def iso_date(day: int) -> str:
    """Return a local day, counted from 1970-01-01, as ``2025-01-10``."""
    return date_of(day).isoformat()


def day_number(day: date) -> int:
    """Return the legal date of a day field as days from 1970-01-01; a time of day in it is put aside."""
    return day.toordinal() - _EPOCH_DAY


def date_of(day: int) -> date:
    """Return days from 1970-01-01 as a date."""
    return date.fromordinal(day + _EPOCH_DAY)


def instant_of(moment: datetime) -> int:
    """Return an aware datetime in whole seconds since 1970-01-01T00:00Z."""
    since = moment.astimezone(UTC).replace(tzinfo=None) - _EPOCH
    return since.days * SECONDS_A_DAY + since.seconds


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
