"""How long the law lets a commitment last, whatever it says, and one that says nothing."""

from __future__ import annotations

from holdcheck.papers.commitments import committed_on, of_fugitives, on_the_same_charges
from holdcheck.papers.concerned import concerned, named_charges
from holdcheck.papers.end import End
from holdcheck.papers.paper import Paper
from holdcheck.reading import Reading
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds


def limit_of_commitment(reading: Reading, i: int, commit_for: str) -> list[End]:
    """Return the end the law sets to a court's commitment, whatever the order says; none for most.

    Temporary federal detention lasts ten days (18 USC 3142(d)); a fugitive waits 30 days for a governor's warrant, and
    once more, recommitted, 60 (Uniform Criminal Extradition Act, sections 15 and 17). Places without that Act have no
    limit here; their commitments without an end are undetermined after a time.

    Args:
        reading: The record.
        i: Position of the order.
        commit_for: What it commits for, as `committed_for` says.
    """
    order, path = reading.court_orders[i], f"court_orders[{i}]"
    if order.ordered_at is None or commit_for not in ("temporary_federal", "fugitive"):
        return []
    if order.kind == "set_bail":
        limit = _limit_of_bail(reading, i, reading.instant(order.ordered_at, path, "ordered_at"))
        return [End(limit, "authority_over", path)] if limit[0] < NEVER_ENDS else []
    if commit_for == "temporary_federal":
        clock = "temporary-federal-detention"
    elif order.kind == "extend" or _is_recommitment(reading, i):
        clock = "fugitive-recommitment"
    else:
        clock = "fugitive-commitment"
    ordered = reading.instant(order.ordered_at, path, "ordered_at")
    limit = reading.deadlines(clock, ordered)
    return [End(limit, "authority_over", path)] if limit[0] < NEVER_ENDS else []


def _limit_of_bail(reading: Reading, i: int, ordered: Bounds) -> Bounds:
    """Return until when a fugitive is held who does not give bail: to the end of the commitment in which it was set.

    Bail that is set when that is over has sixty days more, as a new commitment has (section 17).
    """
    about = set(concerned(reading, named_charges(reading.court_orders[i]), "")[0])
    over: Bounds = (NEVER_BEGAN, NEVER_BEGAN)
    for n in of_fugitives(reading):
        if about.isdisjoint(committed_on(reading, n)[0]):
            continue
        order, path = reading.court_orders[n], f"court_orders[{n}]"
        ends = [end.at for end in limit_of_commitment(reading, n, "fugitive")]
        if order.expires_at is not None:
            ends.append(reading.lapse(order.expires_at, path, "expires_at"))
        first, last = (min((end[k] for end in ends), default=NEVER_ENDS) for k in (0, 1))
        over = max(over[0], first), max(over[1], last)
    if ordered[1] <= over[0]:
        return over
    anew = reading.deadlines("fugitive-recommitment", ordered)
    return anew if ordered[0] > over[1] else (over[0], max(over[1], anew[1]))


def _is_recommitment(reading: Reading, i: int) -> bool:
    """Return whether an earlier order committed the same fugitive on the same charges."""
    order = reading.court_orders[i]
    assert order.ordered_at is not None
    at = reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at")
    for n, other in enumerate(reading.court_orders):
        if n == i or other.commit_for != "fugitive" or other.ordered_at is None:
            continue
        if order.charges and other.charges and not on_the_same_charges(reading, order, other):
            continue
        if reading.instant(other.ordered_at, f"court_orders[{n}]", "ordered_at")[1] < at[0]:
            return True
    return False


def undated(reading: Reading, paper: Paper, path: str) -> list[Paper]:
    """Return an authority, which is undetermined after 30 days if it names no end (the contract's own number).

    Args:
        reading: The record.
        paper: The authority.
        path: Of the field that would name its end.
    """
    if paper.end[1] < NEVER_ENDS:
        return [paper]
    start, (first, _) = paper.start, paper.end
    limit = reading.deadline("undated-authority", start[0] if start[0] > NEVER_BEGAN else reading.began[0])
    parts = [(start, (min(first, limit), NEVER_ENDS), (*paper.missing, path))]
    if first < limit and not paper.missing:
        # Until then it is only a question of dates whether it is over.
        parts = [(start, (first, limit), ()), ((limit, limit), (limit, NEVER_ENDS), (path,))]
    return [
        Paper(paper.kind, paper.path, paper.key, paper.facts, since, until, paper.because, missing, paper.ended_by,
              paper.over_by)
        for since, until, missing in parts
    ]  # fmt: skip
