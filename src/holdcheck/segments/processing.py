"""Release processing: how long it may take, who was on the way home, and what may never delay it."""

from __future__ import annotations

from typing import Final, NamedTuple

from holdcheck.authority import Covered, Doubt, Gap
from holdcheck.clocks import HOUR
from holdcheck.papers import Paper
from holdcheck.reading import Reading, position
from holdcheck.segments.segment import OPEN
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS, intersect, measure
from holdcheck.vocabulary import FALSE, TRUE, Value
from holdcheck.zones import Bounds

_NO_HANDOVER: Final = frozenset({"death", "escape", "hospital"})
"""Ways of leaving that do not show that the person was kept for anybody."""
_UNKNOWN: Final = frozenset({None, "unknown"})
_FORBIDDEN: Final = frozenset({"immigration_inquiry", "curfew"})
"""Reasons for which no release may be delayed: time for another agency, and a rule against letting go at night
(Barnes v. District of Columbia, 793 F. Supp. 2d 260 (D.D.C. 2011))."""
_LENGTHS: Final = ("within_processing_hours", "within_48_hours", "over_48_hours")


class Processing(NamedTuple):
    """What is known of the release that should have followed an entitlement.

    Attributes:
        released_in_time: Whether the person went home within the hours of processing, so that nobody was held on any
            paper; None where the record does not say where the person went.
        still_there: Whether release is still being processed, or was when something else began.
    """

    released_in_time: bool | None
    still_there: Value


def processing(reading: Reading, least: int, most: int, reaches_the_end: bool) -> Processing:
    """Return what is known of the release that should have followed an entitlement.

    Args:
        reading: The record.
        least: Least length in seconds of the time without authority.
        most: Greatest length of it.
        reaches_the_end: Whether it lasts to the end of custody.
    """
    hours = reading.law.processing_hours * HOUR
    left = reaches_the_end and not reading.ongoing
    to = reading.record.released_to
    if left and to == "community":
        if most <= hours:
            return Processing(True, FALSE)
        return Processing(False, OPEN if least <= hours else FALSE)
    if left and to in _UNKNOWN and least <= hours:
        return Processing(None, FALSE)
    if left and to not in _NO_HANDOVER and to not in _UNKNOWN:
        return Processing(False, FALSE)
    if most <= hours:
        return Processing(False, TRUE)
    return Processing(False, OPEN if least <= hours else FALSE)


def processing_of(reading: Reading, covered: Covered, gap: Gap, off: Bounds) -> Processing:
    """Return what is known of the release that should have followed the entitlement of a gap.

    Somebody who asked in writing to stay until morning was on the way home all the same: the time before the stay and
    the time after it are one release. So it is where a paper lay between of which nobody knows whether it authorises
    anything, and the person went home within the hours of processing.

    Args:
        reading: The record.
        covered: Its custody laid beside its authority.
        gap: The gap.
        off: Seconds that are not of processing, to take off its least and its greatest length.
    """
    alone = processing(reading, gap.least - off[0], gap.most - off[1], gap.reaches_the_end)
    if gap.reaches_the_end:
        return alone
    gaps = [each for each in covered.gaps if each.start >= gap.start]
    doubts = [each for each in covered.doubts if each.span[0] >= gap.start[0]]
    if not (gaps[-1].reaches_the_end or (doubts and doubts[-1].reaches_the_end)):
        return alone
    doubtful = {each.path for doubt in doubts for each in doubt.papers if each.authorises is None}
    between = [each for each in covered.papers if each.authorises is not False and each.possible[1] > gap.end[0]]
    if not all(each.path in doubtful or _is_wished_stay(reading, each) for each in between):
        return alone
    in_doubt = sum(each.span[1] - each.span[0] for each in doubts)
    least, most = sum(each.least for each in gaps), sum(each.most for each in gaps) + in_doubt
    whole = processing(reading, least - off[0], most - off[1], reaches_the_end=True)
    return alone if doubts and whole.released_in_time is False else whole


def _is_wished_stay(reading: Reading, paper: Paper) -> bool:
    if paper.kind != "other_authority":
        return False
    return reading.record.other_authority[position(paper.path)].kind == "voluntary_stay"


def not_of_processing(reading: Reading, gap: Gap) -> Bounds:
    """Return the seconds that do not count for the hours of processing, for the least and the greatest length of a gap.

    Those before the jail had the order do not count; those for which the entitlement is older than the booking do.
    """
    late, older = _received_late(reading, gap), _carried_over(reading, gap)
    return late[0] - older, late[1] - older


def _carried_over(reading: Reading, gap: Gap) -> int:
    """Return the seconds for which an entitlement is older than a custody that carries another one on.

    Closing a booking and opening a new one starts no hours of release processing anew: they are over, whenever the
    entitlement arose before.
    """
    began = reading.began[0]
    if reading.record.continues is None or gap.start[0] > began:
        return 0
    least = reading.law.processing_hours * HOUR + 1
    ended = gap.paper.end[1] if gap.paper is not None else NEVER_BEGAN
    return max(began - ended, least) if ended > NEVER_BEGAN else least


def _received_late(reading: Reading, gap: Gap) -> Bounds:
    """Return the seconds of a gap before the jail had the order that opened it, for its least and greatest length.

    The entitlement runs from the order; only the hours of processing are counted from its receipt. An order that is
    longer under way than processing may take is no longer a matter of processing.
    """
    if gap.paper is None or not gap.paper.ended_by.startswith("court_orders"):
        return 0, 0
    order = reading.court_orders[position(gap.paper.ended_by)]
    if order.received_at is None:
        return 0, 0
    received = reading.instant(order.received_at, gap.paper.ended_by, "received_at")
    longest = reading.law.processing_hours * HOUR
    late = intersect(gap.sure, ((NEVER_BEGAN, received[1]),)), intersect(gap.spans, ((NEVER_BEGAN, received[0]),))
    return min(measure(late[0]), longest), min(measure(late[1]), longest)


def forbidden_delay(reading: Reading, gap: Gap | Doubt) -> Value:
    """Return whether a step of the release was late for a reason for which no release may be delayed."""
    value: Value = FALSE
    for i, step in enumerate(reading.record.release_steps):
        if step.reason not in _FORBIDDEN:
            continue
        at = reading.instant(step.at, f"release_steps[{i}]", "at")
        earliest, latest = (gap.start[0], gap.end[1]) if isinstance(gap, Gap) else gap.span
        if earliest <= at[0] and at[1] <= latest:
            return TRUE
        if at[0] <= latest and earliest <= at[1] < NEVER_ENDS:
            value = OPEN
    return value


def length_of(reading: Reading, least: int, most: int) -> Value:
    """Return a stretch's length in the words of the vocabulary; several where its dates leave several open."""
    hours = reading.law.processing_hours * HOUR
    low = 0 if least <= hours else 1 if least <= 48 * HOUR else 2
    high = 0 if most <= hours else 1 if most <= 48 * HOUR else 2
    return _LENGTHS[low] if low == high else frozenset(_LENGTHS[low : high + 1])
