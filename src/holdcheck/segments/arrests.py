"""Clocks of an arrest: the finding of probable cause and the first appearance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from holdcheck.authority import Covered
from holdcheck.papers.concerned import is_by_schedule
from holdcheck.reading import Reading, paths
from holdcheck.record.charges import Arrest
from holdcheck.segments.clock import Clock, alone, run_clock, stop_of
from holdcheck.spans import Extent, intersect, span_set, subtract
from holdcheck.zones import Bounds

_NAMES: Final = {"clock_riverside_48_hours": "riverside-48-hours", "clock_first_appearance": "first-appearance"}
_BEFORE_A_COURT: Final = frozenset(
    {"arrest", "bench", "fugitive", "material_witness", "civil_contempt", "child_support", "juvenile"}
)
"""Purposes of warrants after whose service the person is brought before a court."""
_ANSWERED_ELSEWHERE: Final = frozenset({"parole", "supervised_release", "military", "immigration", "escape"})
"""Purposes of warrants after whose service nobody is brought before a criminal court for a first appearance."""


def arrest_clocks(reading: Reading, covered: Covered) -> list[Clock]:
    """Return the clocks of every arrest of a record."""
    clocks: list[Clock] = []
    arrests = reading.arrests
    named = paths("arrests", arrests)
    for i, arrest in enumerate(arrests):
        path = named[i]
        began = arrest.at if arrest.at is not None else reading.record.custody_began_at
        start = reading.instant(began, path, "at") if began is not None else reading.began
        acted = _court_acted(reading, arrest.charges)
        appearance = stop_of(reading, arrest.first_appearance_at, path, "first_appearance_at")
        if arrest.warrantless is not False:
            found = stop_of(reading, arrest.probable_cause_found_at, path, "probable_cause_found_at")
            missing = "" if found is not None else f"{path}.probable_cause_found_at"
            if arrest.warrantless is None:
                missing = f"{path}.warrantless"
            # An appearance or an order is taken to show a finding only while nothing is recorded of the finding itself.
            stops = (found, appearance, acted) if arrest.probable_cause_found_at is None else (found,)
            clocks.append(_clock(reading, covered, "clock_riverside_48_hours", path, arrest, start, stops, missing))
        if arrest.warrant is not None:
            made_on = next((w for w in reading.warrants if w.id == arrest.warrant), None)
            if made_on is not None and made_on.purpose in _ANSWERED_ELSEWHERE:
                continue
        missing = "" if appearance is not None else f"{path}.first_appearance_at"
        clocks.append(
            _clock(reading, covered, "clock_first_appearance", path, arrest, start, (appearance, acted), missing)
        )
    return clocks


def served_warrant_clocks(reading: Reading, covered: Covered) -> list[Clock]:
    """Return the clock of the first appearance after each served warrant for which no arrest says when that was.

    A warrant lasts, once served, to the first appearance; where nothing says when that was, nobody knows.
    """
    clocks: list[Clock] = []
    made_on: dict[str, int] = {}
    appeared: set[str | None] = set()
    if reading.arrests:
        made_on = {arrest.warrant: i for i, arrest in enumerate(reading.arrests) if arrest.warrant is not None}
        appeared = {arrest.warrant for arrest in reading.arrests if arrest.first_appearance_at is not None}
    named = paths("warrants", reading.warrants)
    for i, warrant in enumerate(reading.warrants):
        path = named[i]
        served = reading.happened(warrant.served_at, path, "served_at")
        if (
            served is None
            or warrant.purpose not in _BEFORE_A_COURT
            or (warrant.id is not None and warrant.id in appeared)
        ):
            continue
        start = max(served[0], reading.began[0]), max(served[1], reading.began[1])
        acted = _court_acted(reading, warrant.charges)
        deadline = reading.deadlines("first-appearance", start)
        key = warrant.id or path
        own = made_on.get(warrant.id) if warrant.id is not None else None
        missing = "arrests" if own is None else f"arrests[{own}].first_appearance_at"
        clock = Clock(
            "clock_first_appearance",
            "first-appearance",
            path,
            key,
            "The warrant was served",
            start,
            deadline,
            missing,
        )
        # Where it names no charge, what a judge did next shows an appearance, and not that the warrant went on after.
        stops = (acted,) if warrant.charges else ()
        clocks.append(run_clock(reading, clock, stops, alone(reading, covered, (path,))))
    return clocks


def _clock(
    reading: Reading,
    covered: Covered,
    field: str,
    path: str,
    arrest: Arrest,
    start: Bounds,
    stops: tuple[Bounds | None, ...],
    missing: str,
) -> Clock:
    name = _NAMES[field]
    deadline = reading.deadlines(name, start)
    clock = Clock(field, name, path, arrest.id or path, "Arrested", start, deadline, missing)
    over = reading.ended[1]
    for stop in stops:
        if stop is not None and stop[1] < over:
            over = stop[1]
    if deadline[0] >= over:
        return run_clock(reading, clock, stops)  # it never ran out, whatever carried the custody
    return run_clock(reading, clock, stops, _carried(reading, covered, arrest))


def _court_acted(reading: Reading, charges: Sequence[str]) -> Bounds | None:
    """Return when a judge first acted on charges: an order, an indictment, a sentence."""
    about = set(charges)
    acts: list[Bounds] = []
    for i, order in enumerate(reading.court_orders):
        if order.ordered_at is None or is_by_schedule(order):
            continue
        if not about or not isinstance(order.charges, tuple) or about & set(order.charges):
            acts.append(reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at"))
    for i, charge in enumerate(reading.charges):
        filed = charge.filed_at
        if charge.id in about and charge.instrument == "indictment" and filed is not None and filed != "never":
            acts.append(reading.instant(filed, f"charges[{i}]", "filed_at"))
    for sentence in reading.sentences:
        if sentence.imposed_at is not None and (not about or about & set(sentence.charges)):
            imposed = reading.midnight(sentence.imposed_at)
            acts.append((imposed, imposed))
    if not acts:
        return None
    return min(act[0] for act in acts), min(act[1] for act in acts)


def _carried(reading: Reading, covered: Covered, arrest: Arrest) -> Extent:
    """Return the custody whose only authority is the arrest: carried by its charges, and by no judge's paper."""
    custody = reading.custody
    if arrest.charges:
        ids = {charge.id: f"charges[{i}]" for i, charge in enumerate(reading.charges)}
        paths = {ids.get(charge) for charge in arrest.charges}
        carrying = [each for each in covered.papers if each.kind == "recorded_charge" and each.path in paths]
        custody = Extent(
            intersect(custody.sure, span_set(each.sure for each in carrying)),
            intersect(custody.possible, span_set(each.possible for each in carrying)),
        )
    # The warrant an arrest was made on lasts, once served, no longer than to the first appearance this clock waits for.
    own = [f"warrants[{i}]" for i, warrant in enumerate(reading.warrants) if warrant.id == arrest.warrant]
    own = own if arrest.warrant is not None else []
    # Bail from a schedule is set by nobody who heard the case, so it is no judge's paper (Gerstein v. Pugh).
    own += [f"court_orders[{i}]" for i, order in enumerate(reading.court_orders) if is_by_schedule(order)]
    judicial = [
        each for each in covered.papers if "judicial" in each.labels and each.path != "papers" and each.path not in own
    ]
    sure = span_set(each.sure for each in judicial if each.authorises)
    possible = span_set(each.possible for each in judicial)
    return Extent(subtract(custody.sure, possible), subtract(custody.possible, sure))
