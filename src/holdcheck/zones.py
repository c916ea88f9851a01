"""Zones: the local calendars and clocks by which days and instants are counted, in whole numbers.

An instant is in whole seconds since 1970-01-01T00:00Z; a day is a local one, counted from 1970-01-01.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from holdcheck.errors import RecordError, problem, quote

Bounds: TypeAlias = tuple[int, int]
"""An event in whole seconds since 1970-01-01T00:00Z: the earliest it can have happened, and the latest."""

SECONDS_A_DAY: Final = 86_400
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - local clock readings are counted from here before their offset is known
_EPOCH_DAY: Final = _EPOCH.toordinal()
_TWO_DIGITS: Final = tuple(f"{number:02}" for number in range(60))


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
        local = instant + offset
        day, seconds = local // SECONDS_A_DAY, local % SECONDS_A_DAY
        hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
        shown = iso_date(day) + "T" + _TWO_DIGITS[hour] + ":" + _TWO_DIGITS[minute]
        return (shown + ":" + _TWO_DIGITS[second] if second else shown) + _iso_offset(offset)


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
