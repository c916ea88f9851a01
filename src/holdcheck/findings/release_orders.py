"""Which release of a court a finding rests on: an order in the record, or the jail's own note of one."""

from __future__ import annotations

from holdcheck.authority import Gap
from holdcheck.findings.paper_words import paper_name
from holdcheck.papers.concerned import concerned, named_charges
from holdcheck.reading import Reading, paths, position
from holdcheck.segments import by_release_order


def release_words(reading: Reading, gap: Gap) -> str:
    """Return by which order a court released somebody before or in a gap, or that only the jail notes one."""
    by = gap.paper.ended_by if gap.paper is not None and by_release_order(gap) else ""
    if by.startswith("charges["):
        ordered = [path for path in orders_between(reading, 0, gap.start[1]) if _frees(reading, path, by)]
        if not ordered:
            noted = paper_name(reading, by)
            return f"by the jail's own note on the charge {noted}: no order of release is recorded"
    elif by:
        ordered = [by]
    else:
        ordered = orders_between(reading, gap.start[0], gap.span[1])
    kinds = {path: "the writ" if path.startswith("writs[") else "the order" for path in ordered}
    return "by " + ", ".join(f"{kind} {paper_name(reading, path)}" for path, kind in kinds.items())


def orders_between(reading: Reading, first: int, last: int) -> list[str]:
    """Return the paths of the orders of release made between two instants, conditions apart."""
    orders = reading.court_orders
    return [
        path
        for path, order in zip(paths("court_orders", orders), orders, strict=False)
        if order.kind == "release"
        and order.ordered_at is not None
        and not order.conditions
        and first <= reading.instant(order.ordered_at, path, "ordered_at")[0] <= last
    ]


def _frees(reading: Reading, path: str, charge: str) -> bool:
    """Return whether an order concerns a charge."""
    named = named_charges(reading.court_orders[position(path)])
    return position(charge) in concerned(reading, named, path)[0]
