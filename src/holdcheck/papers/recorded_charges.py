"""The jail's own word on a charge: from when it carries custody, with no paper seen, and what ends it or takes over."""

from __future__ import annotations

from typing import Final

from holdcheck.papers.commitments import committed_after, taken_over
from holdcheck.papers.concerned import came_after, came_at
from holdcheck.papers.end import End, Ends, dispositions_first, earliest_end, latest_if_ever, not_before
from holdcheck.papers.ends import ENDING_DISPOSITIONS
from holdcheck.papers.paper import Paper, facts
from holdcheck.reading import Reading, paths
from holdcheck.record.charges import Charge
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds

_CHARGE: Final = facts(paper="recorded_charge")
_VERDICTS: Final = {"convicted": "sentences", "not_guilty_insanity": "court_orders"}
"""Dispositions that end nothing by themselves, with what should follow them."""
_ENDED_ALIKE: Final = frozenset({"pending", *ENDING_DISPOSITIONS})
"""Dispositions by which the jail's own word on a charge ends as its papers do."""
_ALWAYS: Final[Bounds] = (NEVER_BEGAN, NEVER_BEGAN)
_OPEN: Final[Bounds] = (NEVER_ENDS, NEVER_ENDS)
_HELD_UNTIL_CAUSE_OF_RELEASE_ONLY: Final = "transferred"


def list_charges(reading: Reading, ends: Ends, papers: list[Paper]) -> None:
    """A charge carries custody from booking until something ends it: the jail's word, with no paper seen.

    Args:
        reading: The record.
        ends: What ends each charge.
        papers: Those listed so far, orders of courts among them; the charges are added.
    """
    charges = reading.charges
    committed = {}
    if any(order.commit_for is not None for order in reading.court_orders):
        committed = taken_over(reading, papers)
    named, released = paths("charges", charges), ends[-1]
    for n, charge in enumerate(charges):
        path, given = named[n], ends[n]
        noted = charge.held_until is not None or charge.disposition not in _ENDED_ALIKE
        own = _own_ends(reading, charge, path, given) if noted else []
        # After a verdict a commitment for something else is an interlude: the charge goes on to the sentence.
        taken = committed.get(n, [])
        if taken and charge.disposition in _VERDICTS and not _is_to_come(reading, charge, path):
            taken = []
        over = given + own + taken if own or taken else given
        key = charge.id or path
        start = _start(reading, n, released) if released else _ALWAYS
        if not over:
            papers.append(Paper("recorded_charge", path, key, _CHARGE, start, _OPEN))
            continue
        end, because, missing, ended_by = earliest_end(start, over)
        over_by = latest_if_ever(end, start, over)
        papers.append(Paper("recorded_charge", path, key, _CHARGE, start, end, because, missing, ended_by, over_by))
        for revoked in over:
            until = revoked.until
            # Once a court had committed the person it is the commitment that revoked bail takes up again.
            if until is None or any(each.at[1] <= until[0] and not each.missing for each in taken):
                continue
            others = [each for each in given if each is not revoked]
            # The jail's word of the same time may be about the charge before bail was revoked, or after.
            rest = [*dispositions_first(others, until), *(each.changed(orders=True) for each in own)]
            rest += [each.changed(at=not_before(each.at, until)) for each in taken]
            end, because, missing, ended_by = earliest_end(until, rest)
            papers.append(Paper("recorded_charge", path, key, _CHARGE, until, end, because, missing, ended_by))


def _is_to_come(reading: Reading, charge: Charge, path: str) -> bool:
    """Return whether a charge was disposed of only after the instant asked about."""
    disposed = charge.disposed_at
    return disposed is not None and reading.happened(disposed, path, "disposed_at") is None


def _start(reading: Reading, n: int, released: list[End]) -> Bounds:
    """Return from when a charge carries custody: from booking, or from the arrest that followed a release from all.

    Args:
        reading: The record.
        n: Position of the charge.
        released: What ends papers that name no charge.
    """
    for end in released:
        if came_after(reading, n, end.at[1]):
            return came_at(reading, n) or _ALWAYS
    return _ALWAYS


def _own_ends(reading: Reading, charge: Charge, path: str, over: list[End]) -> list[End]:
    """What ends the jail's own word on a charge and none of its papers."""
    own: list[End] = []
    at = (reading.began[0], NEVER_ENDS)
    missing: tuple[str, ...] = (f"{path}.disposed_at",)
    if charge.disposed_at is not None:
        at, missing = reading.event(charge.disposed_at, path, "disposed_at"), ()
    if charge.disposition in _VERDICTS:
        committed = committed_after(reading, path, at)
        if committed is not None:
            own.append(committed.changed(missing=committed.missing + missing))
        goes_on = committed is None or committed.at[1] >= NEVER_ENDS
        if (
            at[0] < NEVER_ENDS
            and goes_on
            and not any(end.at[1] >= at[0] and end.at[0] <= reading.as_of for end in over)
        ):
            # A verdict ends nothing by itself: the charge goes on to the sentence, release or bail, if any is known.
            own.append(End(at, "unknown", path, (*missing, _VERDICTS[charge.disposition])))
    elif charge.disposition == "refiled" and charge.refiled_as is not None:
        own.append(End(at, "dismissed", path, missing))
    if charge.held_until is not None and charge.held_until_because != _HELD_UNTIL_CAUSE_OF_RELEASE_ONLY:
        at = reading.event(charge.held_until, path, "held_until", planned=True)
        own.append(End(at, charge.held_until_because or "unknown", path))
        if any(end.at[1] < at[0] and end.until is None and not end.missing for end in over):
            reading.warn("held_until_disagrees", f"{path}.held_until", "A paper ends custody on this charge earlier.")
    return own
