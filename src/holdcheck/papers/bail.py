"""What bail ends: accepted, or refused for a reason that entitles, under the order by which it was given."""

from __future__ import annotations

from typing import Final

from holdcheck.papers.concerned import concerned, conditions_met, named_charges
from holdcheck.papers.end import End, comes_after, last_told, not_before
from holdcheck.reading import Reading
from holdcheck.record.charges import Bail
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds

_LONG_AGO: Final[Bounds] = (NEVER_BEGAN, NEVER_BEGAN)
_REFUSALS_THAT_ENTITLE: Final = frozenset({"immigration_hold", "other_hold", "office_closed", "statutory_wait"})


def bail_ends(reading: Reading, bail: Bail, i: int, about: list[int]) -> list[End]:
    """Return what a bail ends: accepted, or refused for a reason that entitles; with every condition of it met."""
    record, path = reading.record, f"bail[{i}]"
    ends: list[End] = []
    accepted = bail.accepted_at if bail.accepted_at is not None else bail.posted_at
    revoked = reading.instant(bail.revoked_at, path, "revoked_at") if bail.revoked_at is not None else None
    if accepted is not None and not (bail.refused and bail.accepted_at is None):
        name = "accepted_at" if bail.accepted_at is not None else "posted_at"
        at = reading.event(accepted, path, name)
        conditions = _conditions_of_bail(reading, about, at)
        because = "condition_met" if at[1] < conditions[1] < NEVER_ENDS else "bail"
        at = not_before(at, conditions)
        if at[0] >= NEVER_ENDS:
            return ends
        ends.append(End(at, because, path, (), revoked, follows=last_told(at, accepted)))
        if not bail.refused or bail.tendered_at is None:
            return ends
        # Refused first and accepted later: the refusal entitles where its reason does.
    steps = (
        ("tendered_at", bail.tendered_at),
        ("declared_futile_at", bail.declared_futile_at),
        ("posted_at", accepted),
    )
    name, tendered = next(((name, moment) for name, moment in steps if moment is not None), ("", None))
    if tendered is None or not (bail.refused or bail.declared_futile_at is not None):
        return ends
    at = reading.event(tendered, path, name)
    at = not_before(at, _conditions_of_bail(reading, about, at))
    if at[0] >= NEVER_ENDS:
        return ends
    if bail.refused_because in (None, "unknown"):
        lacking = (f"{path}.refused_because",)
        ends.append(End(at, "bail_refused", path, lacking, revoked, follows=last_told(at, tendered)))
    elif bail.refused_because in _REFUSALS_THAT_ENTITLE:
        because = "bail_refused"
        if bail.refused_because == "statutory_wait":
            because = "bail"
            for n, other in enumerate(record.other_authority):
                if other.kind == "statutory_wait" and other.to is not None:
                    over = reading.event(other.to, f"other_authority[{n}]", "to", planned=True)
                    at = max(at[0], over[0]), max(at[1], over[1])
        ends.append(End(at, because, path, (), revoked, follows=last_told(at, tendered)))
    return ends


def _conditions_of_bail(reading: Reading, about: list[int], given: Bounds) -> Bounds:
    """Return when the last condition was met of the order by which bail was given; never, while one is unmet.

    That is the last order by then that sets bail on these charges: a later one on a charge replaces the earlier, and
    one that came after the bail was no condition of it. Where it is not known which was the last, the latest instant is
    that of the order that may have been.

    Args:
        reading: The record.
        about: Positions of the charges.
        given: When the bail was given.
    """
    orders = reading.court_orders
    setting = [
        (
            n,
            reading.instant(order.ordered_at, f"court_orders[{n}]", "ordered_at")
            if order.ordered_at is not None
            else _LONG_AGO,
        )
        for n, order in enumerate(orders)
        if order.kind == "set_bail" and set(concerned(reading, named_charges(order), "")[0]) & set(about)
    ]
    earliest = latest = NEVER_BEGAN
    for n, at in setting:
        if not orders[n].conditions or comes_after(at, given):
            continue
        # Of each order that possibly came later: whether it surely did, and when.
        later = [
            (comes_after(other, at), other)
            for k, other in setting
            if k != n and at[0] < other[1] and _sets_for_all(reading, k, about)
        ]
        if any(surely and other[1] <= given[0] for surely, other in later):
            continue
        met = conditions_met(reading, orders[n], f"court_orders[{n}]")
        when = (NEVER_ENDS, NEVER_ENDS) if met is None else met
        # Bail follows the order that set it; only where another one set bail before may it have come before this one.
        first = any(other[1] <= given[0] and k != n for k, other in setting)
        sure = not any(other[0] <= given[1] for _, other in later) and (at[1] <= given[0] or not first)
        earliest, latest = max(earliest, when[0]) if sure else earliest, max(latest, when[1])
    return earliest, latest


def _sets_for_all(reading: Reading, n: int, about: list[int]) -> bool:
    return set(about).issubset(concerned(reading, named_charges(reading.court_orders[n]), "")[0])
