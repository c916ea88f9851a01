"""Good time as it was entered: how much of it there is, and from when on it can free anybody.

Nobody is entitled to good time before it is awarded, and what is taken away after a release was due keeps nobody: a
ledger is read day by day up to the day on which what stood in it freed the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from holdcheck.record.sentences import GoodTime
from holdcheck.sentences.conventions import Conventions
from holdcheck.sentences.counting import within_calendar
from holdcheck.zones import Bounds, day_number

_BEFORE_ALL: Final = -(1 << 40)
"""Before any day of a calendar, counted from 1970-01-01."""


class Ledger(NamedTuple):
    """The good time of a sentence as recorded, or of several together, entry by entry.

    Attributes:
        total: Days of which only the sum is recorded, and not when they were awarded.
        entries: The day of each entry of a ledger and how many days it gives, oldest first; below zero: it takes them.
        lost: Days recorded as lost and not given back.
    """

    total: int = 0
    entries: tuple[tuple[int, int], ...] = ()
    lost: int = 0


class TakenOff(NamedTuple):
    """What good time leaves of a term.

    Attributes:
        days: How many days of it count, at most.
        each: How many count for the first of the days that can be the last, and for the last of them.
        last: The last day with it.
        earliest: The last day is not before this one, however much good time there is: it was not entered by then.
        entered: The day of the entry that keeps the last day from being earlier; None where none does.
    """

    days: int
    each: tuple[int, int]
    last: Bounds
    earliest: Bounds
    entered: int | None


NO_GOOD_TIME: Final = Ledger()
"""Of a sentence for which none is recorded."""
_NO_WAIT: Final = _BEFORE_ALL, _BEFORE_ALL


def good_time_recorded(good: GoodTime, until: int | None) -> Ledger:
    """Return the good time of a sentence as recorded: its total, else its ledger.

    Args:
        good: As recorded.
        until: The day, from 1970-01-01, from which on nothing has happened yet; None: everything has.
    """
    if not good.ledger:
        return Ledger(good.days or 0)
    happened = [entry for entry in good.ledger if until is None or day_number(entry.at) < until]
    signs = {"earned": 0, "lost": 1, "restored": -1}
    lost = max(sum(signs[entry.reason] * entry.days for entry in happened), 0)
    if good.days is not None:
        return Ledger(good.days, (), lost)
    entries = [(day_number(each.at), -each.days if each.reason == "lost" else each.days) for each in happened]
    return Ledger(0, tuple(sorted(entries)), lost)


def added_up(each: Iterable[Ledger]) -> Ledger:
    """Return the good time of several sentences together."""
    several = tuple(each)
    return Ledger(
        sum(one.total for one in several),
        tuple(sorted(entry for one in several for entry in one.entries)),
        sum(one.lost for one in several),
    )


def taken_off(last: Bounds, good: Ledger, counting: Conventions) -> TakenOff:
    """Take good time off a term, as the ledger stood on the day on which it freed the person.

    Args:
        last: The last day of the term without good time.
        good: The good time.
        counting: The conventions of the place.
    """
    if good is NO_GOOD_TIME:
        return TakenOff(0, (0, 0), last, _NO_WAIT, None)
    if not good.entries:
        total = good.total
        return TakenOff(total, (total, total), within_calendar(last[0] - total, last[1] - total), _NO_WAIT, None)
    # Who goes on the day after the last is still there on that day. Where nobody knows on which of the two people go, a
    # release on the day of an award is a range of two days, since bounds stay in order.
    waits = (1 if counting.release_on == "day_after" else 0), (0 if counting.release_on == "last_day" else 1)
    (most, first), (least, final) = (_as_of_release(last[n], good, waits[n]) for n in (0, 1))
    days = within_calendar(last[0] - most, last[1] - least)
    earliest = first - waits[0], max(final - waits[1], first - waits[0])
    late = earliest[0] > days[0] or earliest[1] > days[1]
    return TakenOff(max(most, least), (most, least), days, earliest, max(first, final) if late else None)


def _as_of_release(last: int, good: Ledger, wait: int) -> tuple[int, int]:
    """Return the days of good time that count, and the day of the last entry by which they do."""
    days, entered = good.total, _BEFORE_ALL
    for day, number in good.entries:
        if max(last - max(days, 0) + wait, entered) < day:
            break  # released before it was made
        days, entered = days + number, day
    return max(days, 0), entered
