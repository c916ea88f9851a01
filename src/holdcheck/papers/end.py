"""The end of a paper: an event, and the arithmetic by which the first or the last of several events ends it."""

from __future__ import annotations

from datetime import datetime

from holdcheck.moments import AnyMoment, Between
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds


class End:
    """An event that ends papers.

    Attributes:
        at: When.
        because: Cause of the entitlement it gives.
        paper: Path of the part of the record that says so.
        missing: Facts without which it is not known whether it ends them at all.
        until: When custody on the charge was taken up again, such as by revoking bail.
        orders: Whether it may as well have come before the paper, and then did not end it: an order of a court, whose
            sequence with other orders of the same day or minute is not known, or what ended the charge of a warrant or
            an order that came nobody knows quite when.
        follows: Papers that came by this instant may be ended by it, whatever its own instant: a sentence authorises
            from the first instant of its day, and follows the orders of that day; what is told between two times may
            have happened at the last of them.
        voids: Whether a paper that came after it never was in force, such as a warrant that had been recalled.
        latest: The last instant at which it ends them if it does, where it perhaps never does.
    """

    __slots__ = ("at", "because", "follows", "latest", "missing", "orders", "paper", "until", "voids")

    def __init__(
        self,
        at: Bounds,
        because: str,
        paper: str,
        missing: tuple[str, ...] = (),
        until: Bounds | None = None,
        orders: bool = False,
        follows: int = NEVER_BEGAN,
        voids: bool = False,
        latest: int | None = None,
    ) -> None:
        self.at, self.because, self.paper, self.missing = at, because, paper, missing
        self.until, self.orders, self.follows, self.voids = until, orders, follows, voids
        self.latest = at[1] if latest is None else latest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, End) and self.paper == other.paper and self._told() == other._told()

    def _told(self) -> tuple[Bounds, str, str, tuple[str, ...], Bounds | None, bool, int, bool]:
        return self.at, self.because, self.paper, self.missing, self.until, self.orders, self.follows, self.voids

    def changed(
        self,
        at: Bounds | None = None,
        missing: tuple[str, ...] | None = None,
        orders: bool | None = None,
        voids: bool | None = None,
        latest: int | None = None,
    ) -> End:
        """Return the same event with some of it otherwise."""
        return End(
            self.at if at is None else at,
            self.because,
            self.paper,
            self.missing if missing is None else missing,
            self.until,
            self.orders if orders is None else orders,
            self.follows,
            self.voids if voids is None else voids,
            self.latest if at is None and latest is None else latest,
        )


Ends = list[list[End]]
"""For each charge, by position, everything that ends papers on it; last, what ends papers that name no charge."""


def earliest_end(start: Bounds, ends: list[End]) -> tuple[Bounds, str, tuple[str, ...], str]:
    """Return when the first of several events ends a paper: bounds, cause, missing facts, and the path that says so.

    An event surely before the paper began does not touch it. One that may have come before or after it ends it
    possibly where its sequence is in doubt (`End.orders`); bail and sentences else follow what they end.
    """
    first = last = nearest = NEVER_ENDS
    because = paper = ""
    missing: tuple[str, ...] = ()
    doubtful: tuple[int, str, str] | None = None
    began, surely_began = start
    for end in ends:
        earliest, latest = end.at
        if earliest >= NEVER_ENDS:
            continue  # it has not happened, and what is missing to know it leaves nothing open
        # A bare date reaches to the first instant of the next day and no further.
        if (latest < began or earliest < latest == began) and end.follows < began:
            continue
        if earliest < began:
            earliest = began
        if earliest < first:
            first = earliest
        if end.missing:
            missing += end.missing
            if doubtful is None or (earliest, end.because, end.paper) < doubtful:
                doubtful = earliest, end.because, end.paper
            continue
        if latest < surely_began and not end.voids:
            latest = surely_began
        if latest < last and not (end.orders and (end.at[0] < surely_began or latest == end.at[0] == began)):
            last = latest
        if latest < nearest or (latest == nearest and (not because or (end.because, end.paper) < (because, paper))):
            nearest, because, paper = latest, end.because, end.paper
    if not because and doubtful is not None:
        _, because, paper = doubtful
    return (first, last), because, missing, paper


def latest_if_ever(end: Bounds, start: Bounds, ends: list[End]) -> int:
    """Return the last instant at which a paper was over, if it ever was.

    Args:
        end: When it ended, as `earliest_end` says: at `NEVER_ENDS` at the latest, where that perhaps never happened.
        start: When it began.
        ends: The events that may have ended it.
    """
    if end[1] < NEVER_ENDS or end[0] >= NEVER_ENDS:
        return end[1]
    latest = [each.latest for each in ends if start[0] <= each.latest < NEVER_ENDS and not each.missing]
    return max(latest, default=NEVER_ENDS)


def own_end(at: Bounds, start: Bounds, because: str, path: str) -> End:
    """Return the end a paper has by itself, such as its expiry, recall or return, which is no event before it.

    Recalled or over before it came, or at the latest as it came, a paper was never in force.
    """
    return End(if_before(at, start), because, path, voids=True)


def if_before(at: Bounds, start: Bounds) -> Bounds:
    """Return when something voids a paper: as the paper came, where it had happened before.

    In force is the paper from when it came, if it did, up to the latest instant at which the other can have happened.
    """
    return max(at[0], start[0]), max(at[1], start[0])


def comes_after(later: Bounds, at: Bounds, last: int = NEVER_BEGAN) -> bool:
    """Return whether one event surely came after another: a bare date ends as the next one begins, and before it.

    Args:
        later: When the one came.
        at: When the other came.
        last: The last time it can have come at, as `last_told` has it.
    """
    return (later[0] > at[1] or (later[0] == at[1] and at[0] < at[1])) and last < later[0]


def last_told(at: Bounds, *moments: AnyMoment | None) -> int:
    """Return the last instant of what is told between two times, which belongs to it; no instant for all else."""
    for moment in moments:
        if type(moment) is Between and isinstance(moment.latest, datetime):
            return at[1]
    return NEVER_BEGAN


def not_before(at: Bounds, start: Bounds) -> Bounds:
    """Return when something happened, as at another event where it came before that."""
    return max(at[0], start[0]), max(at[1], start[1])


def dispositions_first(ends: list[End], start: Bounds) -> list[End]:
    """Return what ends papers on a charge, a disposition of it as at the start of a paper that came later.

    Once a charge is over, or what it was refiled as, neither a warrant naming it nor revoked bail takes it up again.
    """
    return [
        end.changed(at=if_before(end.at, start), voids=True)
        if end.paper.startswith("charges[") and not end.orders
        else end
        for end in ends
    ]


def last_ends(start: Bounds, charges: list[list[End]]) -> list[End]:
    """Return what ends a paper about several charges: the last of their ends; nothing while one of them goes on.

    What is missing to know any of the ends that may be the last is missing to know its own; where there is a last
    instant by which all have surely ended, that is an end of its own, which needs nothing.
    """
    one = charges[0]
    if len(charges) == 1 or charges.count(one) == len(charges):
        return one  # all end by the same events
    first = last = NEVER_BEGAN
    because = paper = ""
    lacking: tuple[str, ...] = ()
    for ends in charges:
        at, cause, unknown, by = earliest_end(start, ends)
        latest = at[1]
        first = max(first, at[0])
        if latest > last:
            last, because, paper, lacking = latest, cause, by, unknown
        elif latest == last:
            lacking += unknown
            if (cause, by) < (because, paper):
                because, paper = cause, by
    if first >= NEVER_ENDS:
        return []
    missing = tuple(sorted(set(lacking))) if lacking else ()
    ends = [End((first, last), because, paper, missing, voids=True)]
    if missing and last < NEVER_ENDS:
        ends.append(End((last, last), because, paper, voids=True))
    return ends
