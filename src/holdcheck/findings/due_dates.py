"""What falls due in a custody, and when: limits of detainers, clocks of courts, the end of the last authority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from holdcheck.authority import Covered, Gap
from holdcheck.clocks import UNIT_WORDS, stopped_days
from holdcheck.reading import Reading
from holdcheck.segments import Clock, Segment, clock_of_287g, gap_clocks, limit_of_287g
from holdcheck.spans import NEVER_ENDS, intersect, span_set
from holdcheck.vocabulary import FALSE, SEGMENT
from holdcheck.zones import Bounds

_ON_IMMIGRATION_DETAINER: Final = SEGMENT.index["on_immigration_detainer"]
_ON_287G: Final = SEGMENT.index["on_287g"]
_ON_I247A: Final = SEGMENT.index["on_i247a"]


class Due(NamedTuple):
    """Something that falls due.

    Attributes:
        at: When, at the earliest and at the latest.
        clock: Its name in results.
        counted: How the time was counted.
    """

    at: Bounds
    clock: str
    counted: str


def due_dates(reading: Reading, covered: Covered, segments: list[Segment], clocks: list[Clock]) -> list[Due]:
    """Return everything that falls due in a custody, soonest first."""
    found: list[Due] = []
    for gap in covered.gaps:
        situations = [each.situation for each in segments if each.gap is gap]
        limits = gap_clocks(reading, gap)
        if any(each[_ON_IMMIGRATION_DETAINER] != FALSE for each in situations):
            found.append(Due(limits.regulation, "287-7-d", _counted(reading, gap.start, limits.regulation)))
        if any(each[_ON_I247A] != FALSE for each in situations):
            found.append(Due(limits.flat, "detainer-48-hours", "48 elapsed hours, weekends and holidays counted"))
        if any(each[_ON_287G] != FALSE for each in situations):
            found += _limits_of_287g(reading, covered, gap)
    for clock in clocks:
        if clock.deadline[1] >= NEVER_ENDS or reading.is_to_come(clock.start):
            continue  # it stands still, has no length here, or has not begun: nothing is due
        if clock.stopped > clock.deadline[0] or (clock.missing and clock.stopped == NEVER_ENDS):
            length = reading.law.clock(clock.name, reading.place.day_of(clock.start[0]))
            counted = f"{length.length} {UNIT_WORDS[length.unit]}, from: {clock.began_with.lower()}"
            found.append(Due(clock.deadline, clock.name, counted))
    found += _returns(reading)
    due = _release_due(reading, covered)
    if due is not None:
        found.append(Due(due, "release-due", "end of the last recorded authority"))
    return sorted(found)


def _limits_of_287g(reading: Reading, covered: Covered, gap: Gap) -> Iterator[Due]:
    """Yield when each warrant that a designated officer executed carries a gap no longer."""
    for paper in covered.papers:
        if paper.kind == "warrant" and "287g" in paper.labels and intersect((paper.possible,), gap.spans):
            at = limit_of_287g(reading, paper, gap.start[0]), limit_of_287g(reading, paper, gap.start[1])
            clock = clock_of_287g(reading, paper)
            length = reading.law.clock(clock, reading.place.day_of(at[0]))
            since = "the release entitlement" if clock == "287g-jail" else "the warrant was executed"
            counted = f"{length.length} {UNIT_WORDS[length.unit]}, from: {since}"
            if paper.end < at:
                counted += "; sooner, with the agreement or the warrant itself"
            yield Due((min(at[0], paper.end[0]), min(at[1], paper.end[1])), clock, counted)


def _returns(reading: Reading) -> Iterator[Due]:
    """Yield the end of the day by which a prisoner lent on a writ is to be back, unless that surely came first."""
    for i, writ in enumerate(reading.record.writs):
        path = f"writs[{i}]"
        if writ.role != "lent" or writ.return_by is None:
            continue
        if writ.issued_at is not None and reading.instant(writ.issued_at, path, "issued_at")[0] > reading.as_of:
            continue  # not yet made
        last = reading.place.midnight(reading.day(writ.return_by) + 1)
        back = None if writ.returned_at is None else reading.instant(writ.returned_at, path, "returned_at")
        if back is None or back[1] > last or back[0] > reading.as_of:
            yield Due((last, last), "writ-return", f"end of the day that the writ ({writ.id or path}) names")


def _counted(reading: Reading, start: Bounds, deadline: Bounds) -> str:
    days = stopped_days(start[0], deadline[1], reading.place)
    return "48 h from the release entitlement" + (f", stopped on {', '.join(days)}" if days else "")


def _release_due(reading: Reading, covered: Covered) -> Bounds | None:
    """Return when the authority ends under which somebody is still held, if it has a known end."""
    if not reading.still_held or reading.record.booked_at is None:
        return None
    now = reading.as_of
    papers = [each for each in covered.papers if each.authorises is not False and not reading.is_to_come(each.start)]
    sure = next((b for a, b in span_set(each.sure for each in papers if each.authorises) if a < now <= b), None)
    if sure is None or sure >= NEVER_ENDS or sure <= now:
        return None
    ending = [each for each in papers if each.authorises and each.sure[1] == sure]
    if any(each.ended_by.startswith("sentences") and each.ended_by != each.path for each in ending):
        return None  # with a sentence that is still to be imposed
    latest = max((each.possible[1] for each in papers if each.possible[0] < sure), default=sure)
    return (sure, max(latest, sure)) if latest < NEVER_ENDS else None
