"""Orders of courts as papers with spans: what ends each, what replaces it, and what a stay suspends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from holdcheck.moments import Between
from holdcheck.papers.commitments import (
    ENDS_WITH_CUSTODY,
    MATTERS_OF_THEIR_OWN,
    commitment_of_fugitive_after,
    committed_for,
    committed_on,
    ends_commitment,
    extends_commitment,
)
from holdcheck.papers.concerned import concerned, is_of_another_court, named_charges, warn_held_until
from holdcheck.papers.end import (
    End,
    Ends,
    dispositions_first,
    earliest_end,
    last_ends,
    latest_if_ever,
    not_before,
    own_end,
)
from holdcheck.papers.ends import is_because_of_detainer
from holdcheck.papers.limits import limit_of_commitment, undated
from holdcheck.papers.named_warrants import charges_of_warrants, ends_of_warrants
from holdcheck.papers.paper import Paper, facts
from holdcheck.reading import Reading, paths, position
from holdcheck.record.charges import CourtOrder
from holdcheck.spans import NEVER_ENDS
from holdcheck.vocabulary import FALSE, TRUE
from holdcheck.zones import Bounds

_ORDER: Final = {flag: facts(paper="court_order", because_of_detainer=flag) for flag in (TRUE, FALSE)}


def list_orders(reading: Reading, ends: Ends, papers: list[Paper]) -> None:
    """Add every order that detains, from when it was made to what ends it; releases are no papers but ends of them."""
    orders = reading.court_orders
    named = paths("court_orders", orders)
    commits = any(order.commit_for is not None for order in orders)
    for i, order in enumerate(orders):
        path, kind = named[i], order.kind
        if kind in ("release", "vacate_sentence"):
            continue
        start = reading.start(order.ordered_at, path, "ordered_at")
        if reading.is_to_come(start):
            continue  # nothing is over yet that it will replace or take over
        commit_for = committed_for(reading, i) if commits else None
        charges, warrants = order.charges, order.warrants
        perhaps: list[int] = []
        missing: tuple[str, ...] = ()
        if warrants and not charges:
            about = charges_of_warrants(reading, order)
        else:
            about, missing = concerned(reading, charges or None, path, None if charges else order.court)
        own = commit_for is not None and commit_for in MATTERS_OF_THEIR_OWN and (not charges or charges == "all")
        if own:
            about, missing = committed_on(reading, i)
        if missing and (own or is_of_another_court(reading, order.court)):
            about, missing, perhaps = [], (), about
        lapsed, by = "authority_over", path
        # An order about several charges ends when the last of them does; charges joined to it carry it on.
        ending = [ends[n] for n in about] if about and (charges or not warrants) else []
        if warrants:
            ending += ends_of_warrants(reading, order, start, ends)
        ending = ending or [ends[-1]]
        if commit_for is not None:
            ending = [[end for end in each if ends_commitment(commit_for, end)] for each in ending]
        within = type(order.ordered_at) is Between
        if kind == "stay":
            before = ending
            ending, start = _without_stayed(reading, before, start, within)
            if ending != before:
                # What it suspended takes effect when it lapses.
                suspended = [e for each, left in zip(before, ending, strict=True) for e in each if e not in left]
                lapsed, by = min((each.because, each.paper) for each in suspended)
        if any(end.at[0] <= start[1] for each in ending for end in each):
            ending = [[_perhaps_before(reading, end, start, order) for end in each] for each in ending]
        itself = []
        if order.expires_at is not None:
            itself.append(own_end(_lapse(reading, i, order, about), start, lapsed, by))
        if commit_for is not None:
            itself += limit_of_commitment(reading, i, commit_for)
        elif commits and kind == "set_bail":
            itself += commitment_of_fugitive_after(reading, order, about)
        if len(orders) > 1 and about:
            replaced = _replaced(reading, i, about, ends if commit_for is not None else None)
            for later, shared in replaced:
                if len(shared) == len(about) and not (charges and warrants):
                    itself.append(later)
                elif charges or not warrants:  # for the others, and for its warrants, the order goes on
                    also = zip(about, ending, strict=False)
                    ending[: len(about)] = [[*each, later] if n in shared else each for n, each in also]
        over = [*last_ends(start, ending), *itself]
        end, because, more, ended_by = earliest_end(start, over)
        if perhaps:
            end, because, more, ended_by = _perhaps_on(reading, i, commit_for, perhaps, start, over, ends)
        if missing and len(ending) > 1:
            # Of which of several charges it is nobody knows: with the first of them that ends it may be over.
            first = min(earliest_end(start, [*each, *itself])[0][0] for each in ending)
            end = min(first, end[0]), end[1]
        warn_held_until(reading, about, end, "A court's order detains on this charge for longer.")
        of_a_commitment = kind == "commit" or (kind == "extend" and extends_commitment(reading, i))
        what = _ORDER[TRUE if order.because_of and is_because_of_detainer(reading, order) else FALSE]
        key = order.id or path
        over_by = latest_if_ever(end, start, over)
        paper = Paper("court_order", path, key, what, start, end, because, missing + more, ended_by, over_by)
        papers += undated(reading, paper, f"{path}.expires_at") if of_a_commitment else [paper]
        if commit_for in ENDS_WITH_CUSTODY:
            for until, rest in _taken_up_again(start, ending, itself):
                end, because, more, ended_by = earliest_end(until, rest)
                paper = Paper("court_order", path, key, what, until, end, because, missing + more, ended_by)
                papers += undated(reading, paper, f"{path}.expires_at") if of_a_commitment else [paper]


def _perhaps_on(
    reading: Reading, i: int, commit_for: str | None, perhaps: list[int], start: Bounds, over: list[End], ends: Ends
) -> tuple[Bounds, str, tuple[str, ...], str]:
    """Return what ends an order of which nobody knows whether it is on any charge: it may be over with the first.

    Args:
        reading: The record.
        i: Position of the order.
        commit_for: What it commits for.
        perhaps: Positions of the charges it may be on.
        start: When it began.
        over: What ends it whatever it is on.
        ends: What ends each charge.
    """
    end, because, missing, ended_by = earliest_end(start, over)
    with_charges = [
        each for n in perhaps for each in ends[n] if commit_for is None or ends_commitment(commit_for, each)
    ]
    with_charges += [later for later, _ in _replaced(reading, i, perhaps, ends)]
    first, cause, lacking, by = earliest_end(start, [*over, *with_charges])
    if first[0] >= end[0]:
        return end, because, missing, ended_by
    missing = (f"court_orders[{i}].charges", *missing, *lacking)
    return (first[0], end[1]), because or cause, missing, ended_by or by


def _lapse(reading: Reading, i: int, order: CourtOrder, about: list[int]) -> Bounds:
    """Return when an order lapses: not before another that followed it that day, where of one only the day is told."""
    path, moment = f"court_orders[{i}]", order.expires_at
    assert moment is not None
    lapse = reading.lapse(moment, path, "expires_at")
    day = reading.place.day_of(lapse[0])
    for n, other in enumerate(reading.court_orders):
        told = other.ordered_at
        if (
            n == i
            or told is None
            or other.kind in ("release", "vacate_sentence")
            or date not in (type(moment), type(told))
        ):
            continue
        follows = reading.instant(told, f"court_orders[{n}]", "ordered_at")
        if isinstance(told, Between) or isinstance(moment, Between) or reading.place.day_of(follows[0]) != day:
            continue
        if other.expires_at is not None and reading.instant(other.expires_at, f"court_orders[{n}]")[0] < lapse[1]:
            continue  # it was over that day itself
        if set(about).issubset(concerned(reading, named_charges(other), "")[0]):
            reading.warn("same_day", f"{path}.expires_at", "Another order came that day: read as following at once.")
            lapse = not_before(lapse, (follows[1], follows[1]))
    return lapse


def _taken_up_again(start: Bounds, ending: Ends, itself: list[End]) -> Iterator[tuple[Bounds, list[End]]]:
    """Yield from when a commitment carries custody again after the bail that ended it was revoked, and what ends it.

    Nothing that was read lets its time stand still while the person is out on bail.
    """
    for until in sorted({end.until for each in ending for end in each if end.until is not None}):
        if until[0] < start[1] or any(end.at[1] <= until[0] and not end.missing for end in itself):
            continue  # bail of before the commitment, or a commitment that was over before
        rest = [dispositions_first([end for end in each if end.until != until], until) for each in ending]
        yield until, [*last_ends(until, rest), *(end.changed(at=not_before(end.at, until)) for end in itself)]


def _perhaps_before(reading: Reading, end: End, start: Bounds, order: CourtOrder) -> End:
    """Return what ended an order only perhaps, where it may have come before the order was made.

    Bail follows the order that set it, and a sentence the orders of its day.
    """
    if end.at[0] > start[1] or (end.at[0] == start[1] and start[0] < start[1]):
        return end
    if end.paper.startswith("charges[") or (end.paper.startswith("bail[") and order.kind != "set_bail"):
        return end.changed(orders=True)
    if not isinstance(order.ordered_at, Between) or not end.paper.startswith("sentences["):
        return end
    day = reading.place.day_of(max(end.at[0], end.follows))
    return end.changed(orders=True) if reading.place.midnight(day + 1) < start[1] else end


def _without_stayed(reading: Reading, ending: Ends, stay: Bounds, within: bool) -> tuple[Ends, Bounds]:
    """Return what ends a stay, less the releases and dispositions it suspends, and from when it counts.

    A stay suspends what went before it, be it of the same minute or, by their bare dates, the same day, which are not
    two unknowns. Where one of them is told ``within`` two bounds the stay may have come before it.
    """
    same = max(stay[0], reading.began[0]), stay[1]
    alike = [end for each in ending for end in each if end.at == same and not within]
    alike = [end for end in alike if _is_suspended(reading, end) and not _is_told_within(reading, end)]
    left = [[_unless_stayed(reading, end, stay) for end in each if end not in alike] for each in ending]
    # It followed at once, and no gap opens between, unless custody was over before.
    at_once = alike and not any(end.at[0] < same[0] for each in ending for end in each)
    return [[end for end in each if end is not None] for each in left], (stay[0], stay[0]) if at_once else stay


def _is_told_within(reading: Reading, end: End) -> bool:
    part = reading.part(end.paper)
    return isinstance(part.disposed_at if end.paper.startswith("charges[") else part.ordered_at, Between)


def _is_suspended(reading: Reading, end: End) -> bool:
    """Return whether a stay can suspend what ends a paper: a release, or a disposition of its charge."""
    if end.paper.startswith("charges["):
        return True
    return end.paper.startswith("court_orders[") and reading.court_orders[position(end.paper)].kind == "release"


def _unless_stayed(reading: Reading, end: End, stay: Bounds) -> End | None:
    """Return an end of a stay, None if it surely went before and is suspended.

    A release of which the day only is known may have come after a stay of a known hour, and the other way round: then
    it possibly ends the stay, and possibly never does.
    """
    earliest, latest = end.at
    if earliest > stay[1] or not _is_suspended(reading, end):
        return end
    if latest <= stay[0]:
        return None
    return end.changed(at=(max(earliest, stay[0]), NEVER_ENDS), latest=latest)


def _replaced(reading: Reading, i: int, about: list[int], ends: Ends | None) -> list[tuple[End, frozenset[int]]]:
    """Return the later orders that replace an earlier one, each with the charges of it for which it does.

    Args:
        reading: The record.
        i: Position of the earlier order.
        about: Positions of its charges.
        ends: What ends each charge, where the order does not end with them; None where it does.
    """
    order = reading.court_orders[i]
    if order.ordered_at is None:
        return []
    start = reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at")
    replaced: list[tuple[End, frozenset[int]]] = []
    own = frozenset(about)
    for n, other in enumerate(reading.court_orders):
        if n == i or other.ordered_at is None or other.kind in ("release", "vacate_sentence", "commit"):
            continue
        path = f"court_orders[{n}]"
        other_start = reading.instant(other.ordered_at, path, "ordered_at")
        if other_start[1] <= start[0] or reading.is_to_come(other_start):
            continue
        if start == other_start and not _in_either_order(start, order, other):
            continue
        if not other.charges and is_of_another_court(reading, other.court):
            continue
        charges = about if other.charges == order.charges else concerned(reading, named_charges(other), "")[0]
        shared = own.intersection(charges)
        if not shared:
            continue
        ended = latest = NEVER_ENDS
        if other.expires_at is not None:
            ended, latest = reading.instant(other.expires_at, path, "expires_at")
        if ends is not None:
            first, last = earliest_end(other_start, last_ends(other_start, [ends[c] for c in charges]))[0]
            ended, latest = min(ended, first), min(latest, last)
        if other_start[0] > start[1]:
            # It ends as the other begins, whenever that was: no gap opens between them, unless the other was over, too.
            at = max(other_start[0], min(other_start[1], ended)), other_start[1]
            replaced.append((End(at, "authority_over", path, orders=True), shared))
        elif ended < NEVER_ENDS or ends is not None:
            # Which of the two came later is not known: either this one goes on, or the other did for as long as it had.
            end = End((ended, NEVER_ENDS), "authority_over", path, orders=True, latest=latest)
            replaced.append((end, shared))
    return replaced


def _in_either_order(start: Bounds, order: CourtOrder, other: CourtOrder) -> bool:
    """Return whether of two orders of the same bounds either can have come first; an extension follows, and a stay."""
    follow = ("extend", "stay")
    return start[0] < start[1] and order.kind not in follow and other.kind not in follow
