"""What ends a warrant: recall, expiry, its charges, a release, bail, or the first appearance of somebody it was for."""

from __future__ import annotations

from typing import Final

from holdcheck.moments import Between
from holdcheck.papers.commitments import committed_on, hands_over_to
from holdcheck.papers.concerned import concerned, is_by_schedule, named_charges
from holdcheck.papers.end import (
    End,
    Ends,
    comes_after,
    dispositions_first,
    earliest_end,
    if_before,
    last_ends,
    last_told,
    latest_if_ever,
    not_before,
    own_end,
)
from holdcheck.papers.ends import release_of
from holdcheck.papers.named_warrants import charges_of, ends_by_name
from holdcheck.papers.paper import Paper
from holdcheck.reading import Reading, position
from holdcheck.record.charges import CourtOrder
from holdcheck.record.papers import Warrant
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds

PURPOSES: Final = {
    "parole": "supervision",
    "probation": "supervision",
    "supervised_release": "supervision",
    "escape": "supervision",
    "fugitive": "rendition",
    "governor": "rendition",
    "military": "military",
    "immigration": "immigration",
}
"""What the purposes of warrants are to the law; all others are to bring somebody before a court."""
_WITH_A_TERM_OF_THEIR_OWN: Final = frozenset({"supervision_authority", "governor", "military_commander"})
"""Who signs warrants that no appearance before a court ends: nobody need carry on what they order.

A hearing on a violation decides whether the warrant stands (Morrissey v. Brewer, 408 U.S. 471 (1972)); a judge sees
somebody arrested on a governor's warrant to tell of the rights there are (Uniform Criminal Extradition Act, section
10), and the person waits for the agent.
"""

_LEADS_TO: Final = {
    "fugitive": frozenset({"fugitive", "extradition_waived"}),
    "civil_contempt": frozenset({"civil_contempt"}),
    "child_support": frozenset({"child_support"}),
}
"""What a court commits somebody for who was arrested on a warrant of such a purpose."""


def warrant_end(
    reading: Reading,
    warrant: Warrant,
    i: int,
    ends: Ends,
    start: Bounds,
    issuer: str | None,
    papers: list[Paper],
) -> tuple[Bounds, str, tuple[str, ...], str, int]:
    """Return when a warrant ends: bounds, cause, missing facts, the path that says so, and when at the latest if ever.

    Args:
        reading: The record.
        warrant: One of its warrants.
        i: Position of it.
        ends: What ends each charge.
        start: When the warrant came into force here.
        issuer: Who signed it, in the authority vocabulary; None where that is not known.
        papers: Those listed so far, orders of courts among them.
    """
    _record, path = reading.record, f"warrants[{i}]"
    over: list[End] = []
    if warrant.recalled_at is not None:
        recalled = reading.event(warrant.recalled_at, path, "recalled_at")
        # A supervising agency that takes its warrant back lifts its hold; a court quashes one.
        lifted = "hold_lifted" if PURPOSES.get(warrant.purpose) == "supervision" else "quashed"
        over.append(own_end(recalled, start, lifted, path))
    if warrant.expires_at is not None:
        lapsed = reading.lapse(warrant.expires_at, path, "expires_at")
        over.append(own_end(lapsed, start, "authority_over", path))
    named = charges_of(reading, warrant)
    if named:
        # A warrant that names charges ends when the last of them does.
        of_each = [[_perhaps_before(end, start) for end in dispositions_first(ends[n], start)] for n in named]
        over += last_ends(start, of_each)
    if reading.names_warrants:
        over += [_naming_it(end, start) for end in ends_by_name(reading, warrant)]
    served = reading.happened(warrant.served_at, path, "served_at")
    for n, order in enumerate(reading.court_orders):
        if order.kind == "release":
            over += _released(reading, warrant, served, order, n)
    if served is not None and issuer not in _WITH_A_TERM_OF_THEIR_OWN:
        # After service a warrant's force lasts to the first appearance; then an order or the charge carries it.
        for n, arrest in enumerate(reading.arrests):
            appeared = arrest.first_appearance_at
            if warrant.id is not None and arrest.warrant == warrant.id and appeared is not None and appeared != "never":
                at = reading.event(appeared, f"arrests[{n}]", "first_appearance_at")
                lacking = (f"{path}.issued_by.office",) if _may_have_a_term_of_its_own(warrant, issuer) else ()
                heard_by, follows = end_of_hearing(reading, at), last_told(at, appeared)
                # Of a bare day it followed the warrant; told between two times it may have come before it.
                within = isinstance(appeared, Between)
                hearing = End(heard_by, "authority_over", f"arrests[{n}]", lacking, orders=within, follows=follows)
                over.append(_perhaps_before(hearing, start))
        over += _committed_on(reading, warrant, i, served, named, papers)
        if reading.names_warrants:
            over += _carried_by_order(reading, warrant, served, papers)
    end, because, missing, ended_by = earliest_end(start, over)
    return end, because, missing, ended_by, latest_if_ever(end, start, over)


def _may_have_a_term_of_its_own(warrant: Warrant, issuer: str | None) -> bool:
    """Return whether nobody knows if an officer of a kind signed a warrant whose warrants no appearance ends."""
    return issuer is None and PURPOSES.get(warrant.purpose, "immigration") != "immigration"


def _committed_on(
    reading: Reading, warrant: Warrant, i: int, served: Bounds, named: list[int], papers: list[Paper]
) -> list[End]:
    """Return the commitments that followed from a served warrant: its force ended with them, as with an appearance.

    A judge who commits a fugitive does so on the arrest (Uniform Criminal Extradition Act, section 15), and what comes
    after the time of that commitment is not on the warrant any more; nor is it for contempt or support.
    """
    _record, path = reading.record, f"warrants[{i}]"
    alike = [other for other in reading.warrants if other.purpose == warrant.purpose]
    followed: list[End] = []
    for paper in papers:
        if paper.kind != "court_order":
            continue
        n, undated = position(paper.path), paper.start[1] <= NEVER_BEGAN
        if not undated and comes_after(served, paper.start, last_told(paper.start, reading.court_orders[n].ordered_at)):
            continue
        if reading.court_orders[n].commit_for not in _LEADS_TO.get(warrant.purpose, ()):
            continue
        about, missing = committed_on(reading, n)
        if named and not missing and set(about).isdisjoint(named):
            continue
        if len(alike) == 1:
            missing = ()  # there is no other arrest that it could have followed from
        elif not named:
            missing = (*missing, f"{path}.charges")
        if undated and served[1] > reading.began[1]:
            missing = (*missing, f"{paper.path}.ordered_at")
        end = hands_over_to(paper, missing)
        # One of unknown date counts from booking.
        followed.append(end.changed(at=not_before(end.at, max(served, reading.began))) if undated else end)
    return followed


def _carried_by_order(reading: Reading, warrant: Warrant, served: Bounds, papers: list[Paper]) -> list[End]:
    """Return the orders of a judge that name a served warrant.

    Its force lasted to the appearance which such an order shows; from then on the person is held on the order.
    """
    found: list[End] = []
    if warrant.id is None:
        return found
    for paper in papers:
        if paper.kind != "court_order" or paper.start[1] <= NEVER_BEGAN:
            continue
        order = reading.court_orders[position(paper.path)]
        if warrant.id not in order.warrants or is_by_schedule(order):
            continue
        if not comes_after(served, paper.start, last_told(paper.start, order.ordered_at)):
            found.append(hands_over_to(paper, ()))
    return found


def _naming_it(end: End, start: Bounds) -> End:
    """Return an end that names a warrant: what released from it before it was lodged did so then, too."""
    return end.changed(at=if_before(end.at, start), orders=False, voids=True)


def _released(reading: Reading, warrant: Warrant, served: Bounds | None, order: CourtOrder, n: int) -> list[End]:
    """Return how an order of release for all ends a warrant that was served by then.

    A warrant served later is another arrest. Served in custody on the day of the order, nobody knows which came first.
    """
    release = release_of(reading, n)
    if release is None:
        return []
    if warrant.id is not None and warrant.id in order.warrants:
        return []  # as one that names it
    freed = named_charges(order)
    for_all = freed == "all" or (freed is None and not order.warrants)
    if not for_all or served is None or warrant.purpose not in ("arrest", "bench"):
        return []
    where = f"court_orders[{n}]"
    missing = release.missing + concerned(reading, freed, where, order.court)[1]
    if order.ordered_at is not None:
        ordered = reading.instant(order.ordered_at, where, "ordered_at")
        if comes_after(served, ordered, last_told(ordered, order.ordered_at)):
            return []
        in_custody = comes_after(served, reading.began, last_told(reading.began, reading.record.booked_at))
        if in_custody and ordered[0] < served[1] and served != ordered:
            return [release.changed(at=(release.at[0], NEVER_ENDS), missing=missing, latest=release.at[1])]
    return [release.changed(missing=missing)]


def end_of_hearing(reading: Reading, appeared: Bounds) -> Bounds:
    """Return when a first appearance was over: when a judge made the first order of it, be it hours later that day."""
    if appeared[0] != appeared[1] or appeared[0] >= NEVER_ENDS:
        return appeared
    hearing, midnight = appeared[0], reading.place.midnight(reading.place.day_of(appeared[0]) + 1)
    first = last = midnight
    for i, order in enumerate(reading.court_orders):
        if order.ordered_at is None or is_by_schedule(order):
            continue
        made = reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at")
        if made[0] == made[1]:
            made = made if hearing <= made[0] else (midnight, midnight)
        elif made[1] > hearing:
            # Made perhaps before the hearing or on a later day, it perhaps was no order of it.
            made = (made[0] if hearing <= made[0] and made[1] <= midnight else hearing), made[1]
        else:
            continue
        if made[0] < midnight:
            first, last = min(first, made[0]), min(last, made[1])
    return (first, last) if first < midnight else appeared


def _perhaps_before(end: End, start: Bounds) -> End:
    """Return an end that possibly came before a warrant was lodged, as one that then did not end it.

    Where the day of both is all that is known they are not two unknowns: what ends a warrant follows it. A disposition
    of its charge ends it either way.
    """
    if end.at[0] >= start[1] or end.at == start or end.paper.startswith("charges["):
        return end
    # A sentence follows the warrants of its day that came at a known hour; bail of that day may have come before.
    unsure = start[0] < start[1] or end.paper.startswith("bail[")
    return end.changed(orders=True) if unsure else end
