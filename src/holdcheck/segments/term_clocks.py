"""Clocks of papers that wait for another agency: Interstate Agreement, extradition, a warrant nobody serves."""

from __future__ import annotations

from typing import Final

from holdcheck.authority import Covered
from holdcheck.clocks import HOUR
from holdcheck.papers.commitments import committed_for, committed_on
from holdcheck.reading import Reading, paths
from holdcheck.record.papers import Detainer, Warrant
from holdcheck.segments.clock import Clock, alone, run_clock
from holdcheck.spans import NEVER_ENDS, Extent, intersect, span_set
from holdcheck.zones import SECONDS_A_DAY, Bounds

_RENDITION: Final = frozenset({"fugitive", "extradition_waived"})
_NOTHING_ELSE: Final = "No authority but this unserved warrant was left"
_SERVING_A_TERM: Final = frozenset({"jail", "prison"})


def term_clocks(reading: Reading, covered: Covered) -> list[Clock]:
    """Return the clocks of a record's detainers, fugitives' papers and unserved warrants."""
    clocks: list[Clock] = []
    for i, detainer in enumerate(reading.detainers):
        if detainer.kind == "criminal" and detainer.iad is not None:
            clocks += _agreement_on_detainers(reading, covered, detainer, f"detainers[{i}]")
    named = paths("warrants", reading.warrants)
    for i, warrant in enumerate(reading.warrants):
        path = named[i]
        served = reading.happened(warrant.served_at, path, "served_at")
        if served is None:
            clocks += _uncollected(reading, covered, path, warrant.id or path)
        elif warrant.purpose == "governor":
            began = "Arrested on the governor's warrant"
            clocks.append(_agent_to_appear(reading, covered, path, warrant.id or path, began, served))
    for i, order in enumerate(reading.court_orders):
        if order.commit_for == "extradition_waived" and order.ordered_at is not None:
            path = f"court_orders[{i}]"
            waived = reading.instant(order.ordered_at, path, "ordered_at")
            began = "Committed after waiving extradition"
            clocks.append(_agent_to_appear(reading, covered, path, order.id or path, began, waived))
    return clocks


def _agreement_on_detainers(reading: Reading, covered: Covered, detainer: Detainer, path: str) -> list[Clock]:
    """180 days from delivery of the prisoner's request, not from its sending (Fex v. Michigan, 507 U.S. 43 (1993)), and
    120 days from arrival for trial; only for untried charges of somebody who serves a term (Carchman v. Nash, 473 U.S.
    716 (1985))."""
    iad = detainer.iad
    serving = any(sentence.kind in _SERVING_A_TERM for sentence in reading.sentences)
    if iad is None or not serving or detainer.regarding not in (None, "untried_charge"):
        return []
    missing = f"{path}.regarding" if detainer.regarding is None else ""
    tried: Bounds | None = None
    if iad.tried_at is None:
        missing = missing or f"{path}.iad.tried_at"
    elif iad.tried_at != "never":
        tried = reading.instant(iad.tried_at, path, "iad.tried_at")
    returned: Bounds | None = None
    if iad.returned_at is not None:
        returned = reading.midnight(iad.returned_at), reading.place.midnight(reading.day(iad.returned_at) + 1)
    # The agreement speaks of people who serve a term, and of them while they do.
    terms = [paper for paper in covered.papers if paper.kind == "sentence"]
    served = Extent(
        intersect(reading.custody.sure, span_set(each.sure for each in terms)),
        intersect(reading.custody.possible, span_set(each.possible for each in terms)),
    )
    withdrawn = reading.instant(detainer.withdrawn_at, path, "withdrawn_at") if detainer.withdrawn_at else None
    clocks = []
    for name, moment, began in (
        ("iad-request", iad.delivered_at, "The prisoner's request was delivered"),
        ("iad-arrival", iad.arrived_at, "The prisoner arrived for trial"),
    ):
        # The 120 days are those of a state that asked for the prisoner; who asked for trial has the 180 (art. IV(c)).
        asked = iad.requested_at is not None or iad.delivered_at is not None
        if moment is None or (name == "iad-arrival" and asked):
            continue
        start = reading.midnight(moment)
        deadline = _tolled(reading, detainer, name, start)
        key = detainer.id or path
        clock = Clock("clock_iad", name, path, key, began, (start, start), (deadline, deadline), missing)
        stops = (tried, withdrawn, returned) if name == "iad-arrival" else (tried, withdrawn)
        clocks.append(run_clock(reading, clock, stops, served))
    return clocks


def _tolled(reading: Reading, detainer: Detainer, name: str, start: int) -> int:
    """Return when a clock of the agreement runs out, put off by the days on which it stood still."""
    assert detainer.iad is not None
    deadline = reading.deadline(name, start)
    for stopped in sorted(detainer.iad.tolled, key=lambda each: reading.day(each.from_)):
        begun = reading.midnight(stopped.from_)
        if begun >= deadline:
            break
        if stopped.to is None:
            return NEVER_ENDS
        over = reading.midnight(stopped.to)
        if over > start:
            days = (over - max(begun, start) + 12 * HOUR) // SECONDS_A_DAY
            deadline = reading.place.midnight(reading.place.day_of(deadline - 1) + 1 + days)
    return deadline


def _agent_to_appear(reading: Reading, covered: Covered, path: str, key: str, began: str, start: Bounds) -> Clock:
    """Thirty days from the arrest for an agent of the demanding state to appear (18 USC 3182)."""
    deadline = reading.deadlines("agent-to-appear", start)
    papers, perhaps, missing = _for_rendition(reading)
    held = alone(reading, covered, papers)
    if perhaps and (at_most := alone(reading, covered, papers | perhaps)) != held:
        clock = Clock("clock_agent_30_days", "agent-to-appear", path, key, began, start, deadline, missing)
        return run_clock(reading, clock, (), at_most)
    clock = Clock("clock_agent_30_days", "agent-to-appear", path, key, began, start, deadline)
    return run_clock(reading, clock, (), held)


def _for_rendition(reading: Reading) -> tuple[frozenset[str], frozenset[str], str]:
    """Return the papers that all keep the person for one demanding state, none of which stops another's clock.

    The charge that such a paper names, or that the arrest made on it led to, is the jail's word on the same matter, and
    so is one of the class ``fugitive``. Second come the charges that perhaps are, and third what is missing to know.
    """
    warrants = [(i, each) for i, each in enumerate(reading.warrants) if _of_a_demanding_state(reading, each)]
    orders = [i for i, _ in enumerate(reading.court_orders) if committed_for(reading, i) in _RENDITION]
    own = {each.id for _, each in warrants if each.id is not None}
    named = {charge for _, each in warrants for charge in each.charges}
    named |= {charge for arrest in reading.arrests if arrest.warrant in own for charge in arrest.charges}
    charges = {
        n
        for n, charge in enumerate(reading.charges)
        if "fugitive" in charge.classes or (charge.id is not None and charge.id in named)
    }
    perhaps: set[int] = set()
    unknown = ""
    for i in orders:
        about, missing = committed_on(reading, i)
        if missing:
            perhaps, unknown = perhaps | set(about), unknown or missing[0]
        else:
            charges |= set(about)
    papers = [*(f"warrants[{i}]" for i, _ in warrants), *(f"court_orders[{i}]" for i in orders)]
    return (
        frozenset(papers) | {f"charges[{n}]" for n in charges},
        frozenset(f"charges[{n}]" for n in perhaps - charges),
        unknown,
    )


def _of_a_demanding_state(reading: Reading, warrant: Warrant) -> bool:
    """Return whether a warrant is one of rendition, or of a court of another state, named by its postal code."""
    if warrant.purpose in ("governor", "fugitive"):
        return True
    state = warrant.issued_by.state if warrant.issued_by is not None else None
    elsewhere = state is not None and state != reading.record.facility.state and len(state) == 2 and state.isupper()
    return elsewhere and warrant.purpose in ("arrest", "bench")


def _uncollected(reading: Reading, covered: Covered, path: str, key: str) -> list[Clock]:
    """Return a clock for each stretch of custody for which nothing but an unserved warrant is authority."""
    held = alone(reading, covered, (path,))
    clocks = []
    for span in held.possible:
        sure = intersect(held.sure, (span,))
        start = span[0], sure[0][0] if sure else span[1]
        deadline = reading.deadlines("uncollected-warrant", start)
        over = None if reading.ongoing and span[1] >= reading.ended[1] else (span[1], span[1])
        clock = Clock("clock_uncollected_30_days", "uncollected-warrant", path, key, _NOTHING_ELSE, start, deadline)
        clocks.append(run_clock(reading, clock, (over,), Extent(sure, (span,))))
    return clocks
