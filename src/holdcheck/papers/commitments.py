"""Commitments, and authority without an end: what ends them beside their charge, and after what time."""

from __future__ import annotations

from typing import Final

from holdcheck.moments import Between
from holdcheck.papers.concerned import came_after, concerned, is_of_another_court, named_charges
from holdcheck.papers.end import End, comes_after
from holdcheck.papers.paper import Paper
from holdcheck.reading import Reading, position
from holdcheck.record.charges import Charge, CourtOrder
from holdcheck.spans import NEVER_ENDS
from holdcheck.zones import Bounds

_FOR_TRIAL: Final = frozenset({"competency", "evaluation", "temporary_federal"})
"""Purposes of a commitment that everything ends which ends its charge."""

_OUTCOMES: Final[dict[str, frozenset[str | None]]] = {
    "convicted": frozenset({"fine", "mental_health", "juvenile", None}),
    "not_guilty_insanity": frozenset({"competency", "evaluation", "mental_health", "juvenile", None}),
}
"""Purposes of a commitment that can be what followed from a verdict; a purpose that is not told can be."""

ENDS_WITH_CUSTODY: Final = frozenset(
    {"fugitive", "extradition_waived", "temporary_federal", "civil_contempt", "child_support", "fine"}
)
"""Purposes of a commitment whose end is the end of custody on the charge it is on.

Somebody committed for these is held on the order and for its time: a fugitive by sections 15 and 17 of the Uniform
Criminal Extradition Act, others for the ten days of 18 USC 3142(d), or as the order says. A commitment for any other
purpose is an interlude, after which the charge goes on.
"""


MATTERS_OF_THEIR_OWN: Final[dict[str | None, tuple[str, str]]] = {
    "civil_contempt": ("level", "civil"),
    "child_support": ("level", "civil"),
    "fine": ("disposition", "convicted"),
    "juvenile": ("classes", "juvenile"),
}
"""Purposes of a commitment that need not be about what the person is charged with, and the charges they are about.

Somebody who waits for trial may be committed for not paying support, too: that neither takes over from the charge, nor
ends with it.
"""


def committed_for(reading: Reading, i: int) -> str | None:
    """Return what an order commits for: an extension that does not say so, for what the order it extends did.

    Bail that a fugitive may give (Uniform Criminal Extradition Act, section 16) is a way out of the commitment: who
    does not give it is held for the commitment's time and no longer.
    """
    order = reading.court_orders[i]
    if order.commit_for is None and order.kind == "set_bail":
        fugitive = {
            charge
            for n in of_fugitives(reading)
            if not _came_before(reading, order, reading.court_orders[n])
            for charge in committed_on(reading, n)[0]
        }
        if not fugitive:
            return None
        about, missing = concerned(reading, named_charges(order), "")
        return "fugitive" if about and not missing and fugitive.issuperset(about) else None
    if order.commit_for is not None or order.kind != "extend":
        return order.commit_for
    extended = {other.commit_for for other in _extended(reading, order)}
    return extended.pop() if len(extended) == 1 else None


def commitment_of_fugitive_after(reading: Reading, order: CourtOrder, about: list[int]) -> list[End]:
    """Return the commitments of a fugitive that came after bail was set on the same charges, and took over from it."""
    later = [n for n in of_fugitives(reading) if about and _came_before(reading, order, reading.court_orders[n])]
    return [
        End(reading.start(reading.court_orders[n].ordered_at, path, "ordered_at"), "authority_over", path)
        for n, path in ((n, f"court_orders[{n}]") for n in later)
        if set(about).issubset(committed_on(reading, n)[0])
    ]


def of_fugitives(reading: Reading) -> list[int]:
    """Return the positions of the orders that have committed a fugitive on charges that are known."""
    orders = reading.court_orders
    return [
        n
        for n, order in enumerate(orders)
        if order.commit_for == "fugitive"
        and order.kind != "set_bail"
        and not committed_on(reading, n)[1]
        and reading.happened(order.ordered_at, "court_orders", "ordered_at") is not None
    ]


def _extended(reading: Reading, order: CourtOrder) -> list[CourtOrder]:
    """Return the commitments that an order extends: those on the same charges, however these are named."""
    return [
        other
        for other in reading.court_orders
        if other.kind == "commit"
        and (not order.charges or on_the_same_charges(reading, order, other))
        and not _came_before(reading, order, other)
    ]


def _came_before(reading: Reading, order: CourtOrder, other: CourtOrder) -> bool:
    """Return whether an order surely came before another one, and so can neither extend it nor be part of it."""
    if order.ordered_at is None or other.ordered_at is None:
        return False
    at = reading.instant(order.ordered_at, "court_orders", "ordered_at")
    return comes_after(reading.instant(other.ordered_at, "court_orders", "ordered_at"), at)


def on_the_same_charges(reading: Reading, order: CourtOrder, other: CourtOrder) -> bool:
    if order.charges == other.charges:
        return True
    about, about_other = (concerned(reading, named_charges(each), "")[0] for each in (order, other))
    return bool(about) and about == about_other


def committed_on(reading: Reading, i: int) -> tuple[list[int], tuple[str, ...]]:
    """Return the positions of the charges on which an order commits, and what is missing to know.

    One that names none is on the only charge there is, or on nobody knows which; where it can be a matter of its own
    that charge must be of its kind. "all" are those there were when it was made. One that names warrants instead is on
    the charges that these name.
    """
    order, path = reading.court_orders[i], f"court_orders[{i}]"
    if order.charges and order.charges != "all":
        return concerned(reading, order.charges, path)
    there = list(range(len(reading.charges)))
    if order.ordered_at is not None:
        ordered = reading.instant(order.ordered_at, path, "ordered_at")[1]
        there = [n for n in there if not came_after(reading, n, ordered)]
    if order.warrants and not order.charges:
        named = {charge for each in reading.warrants if each.id in order.warrants for charge in each.charges}
        on_those = [n for n in there if reading.charges[n].id in named]
        return (on_those, ()) if on_those else (there, (f"{path}.charges",))
    if not order.charges and is_of_another_court(reading, order.court):
        return [], ()
    field, kind = MATTERS_OF_THEIR_OWN.get(committed_for(reading, i), ("", ""))
    alike = not field or all(_is_of_kind(reading.charges[n], field, kind) for n in there)
    return there, () if alike and (order.charges or len(there) == 1) else (f"{path}.charges",)


def _is_of_kind(charge: Charge, field: str, kind: str) -> bool:
    told = getattr(charge, field)
    return kind in told if isinstance(told, tuple) else bool(told == kind)


def taken_over(reading: Reading, papers: list[Paper]) -> dict[int, list[End]]:
    """Return when commitments took over from the jail's word on each charge, by its position.

    A court has then seen the papers and said for how long: the charge carries custody no longer, then or afterwards.
    Who was booked anew when it was over is there on another arrest.

    Args:
        reading: The record.
        papers: Papers of it, the orders of courts among them.
    """
    found: dict[int, list[End]] = {}
    anew = reading.record.continues is None and reading.record.admission in ("new", "unknown")
    for paper in papers:
        if paper.kind == "court_order" and committed_for(reading, position(paper.path)) in ENDS_WITH_CUSTODY:
            if anew and paper.end[1] <= reading.began[0]:
                continue
            about, missing = committed_on(reading, position(paper.path))
            for n in about:
                found.setdefault(n, []).append(hands_over_to(paper, missing))
    return found


def hands_over_to(commitment: Paper, missing: tuple[str, ...]) -> End:
    """Return the end of what a commitment follows from: that ends as it begins, so a bare date opens no gap between.

    Made and over within what is told of its beginning, it possibly leaves one all the same.
    """
    began, over = commitment.start, commitment.end[0]
    return End((max(began[0], min(began[1], over)), began[1]), "authority_over", commitment.path, missing)


def committed_after(reading: Reading, path: str, verdict: Bounds) -> End | None:
    """Return when a court committed the person on a charge after the verdict: from then on that carries custody.

    A commitment before the verdict, such as for competency, was an interlude, and so is one of a convicted person that
    prepares the sentence; one for contempt or another state is a matter of its own. Where one of the two is told within
    bounds and may have come before the other, the commitment possibly carries custody, and possibly never does.
    """
    charge = reading.charges[position(path)]
    outcomes = _OUTCOMES[charge.disposition]
    found: list[End] = []
    for i, order in enumerate(reading.court_orders):
        if order.kind != "commit" or order.ordered_at is None or order.commit_for not in outcomes:
            continue
        about, missing = concerned(reading, named_charges(order), f"court_orders[{i}]")
        at = reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at")
        came_with_it = at[1] > verdict[0] or at[0] >= verdict[0]
        if position(path) in about and came_with_it and not reading.is_to_come(at):
            # The commitment begins when the charge ends: a bare date of it opens no gap between the two.
            within = isinstance(order.ordered_at, Between) or isinstance(charge.disposed_at, Between)
            until = NEVER_ENDS if within and at[0] < verdict[1] else at[1]
            found.append(End((at[1], until), "authority_over", f"court_orders[{i}]", missing))
    return min(found, key=lambda each: (each.at, each.paper, each.missing), default=None)


def ends_commitment(commit_for: str | None, end: End) -> bool:
    """Return whether an event on its charge ends a commitment: always a court's release.

    A disposition or bail ends one for contempt, support or extradition, but no commitment for mental health. A sentence
    ends only one that was for trial: the commitment for a fine, for one, follows from it.
    """
    if commit_for in _FOR_TRIAL or end.paper.startswith("court_orders["):
        return True
    return commit_for != "mental_health" and not end.paper.startswith("sentences")


def extends_commitment(reading: Reading, i: int) -> bool:
    """Return whether an order that extends another extends a commitment: by its own words, or on the same charges."""
    order = reading.court_orders[i]
    return order.commit_for is not None or bool(_extended(reading, order))
