"""Clocks that run over covered custody: the finding of probable cause and the first appearance."""

from __future__ import annotations

from dataclasses import dataclass

from holdcheck.authority import Covered
from holdcheck.clocks import after_elapsed_hours
from holdcheck.moments import Bounds
from holdcheck.reading import Reading, paths
from holdcheck.record.charges import Arrest
from holdcheck.segments.segment import Segment, law_changes, pieces
from holdcheck.spans import NEVER_ENDS, Extent, Span, Spans, intersect, span_set, subtract
from holdcheck.vocabulary import SEGMENT, Value

RIVERSIDE_HOURS = 48
"""County of Riverside v. McLaughlin, 500 U.S. 44 (1991): weekends and holidays count."""
FIRST_APPEARANCE_HOURS = 72
"""Where a place has no clock of its own: the yardstick's number for a review, not a court's."""


_ANSWERED_ELSEWHERE = frozenset({"parole", "supervised_release", "military", "immigration", "escape"})
"""Purposes of warrants after whose service nobody is brought before a criminal court for a first appearance."""


@dataclass(slots=True)
class ArrestClock:
    """A clock that runs from an arrest until a court has acted.

    Attributes:
        field: The segment field it fills.
        path: Path of the arrest.
        key: Id of the arrest, or its path.
        start: When it began.
        deadline: When it runs out.
        past: Custody in which it has run out and nothing had stopped it.
        unknown: Custody in which that depends on a missing fact.
        missing: Path of that fact.
        stopped: When it surely stopped, if it did.
    """

    field: str
    path: str
    key: str
    start: Bounds
    deadline: Bounds
    past: Extent
    unknown: Spans
    missing: str
    stopped: int


def arrest_clocks(reading: Reading, covered: Covered) -> list[ArrestClock]:
    """Return the clocks of every arrest of a record."""
    clocks: list[ArrestClock] = []
    arrests = reading.record.arrests
    for path, arrest in zip(paths("arrests", arrests), arrests, strict=False):
        began = arrest.at if arrest.at is not None else reading.record.custody_began_at
        start = reading.instant(began, path, "at") if began is not None else reading.began
        acted = _court_acted(reading, arrest)
        appearance = _stop(reading, arrest.first_appearance_at, path, "first_appearance_at")
        if arrest.warrantless is not False:
            found = _stop(reading, arrest.probable_cause_found_at, path, "probable_cause_found_at")
            missing = "" if found is not None else f"{path}.probable_cause_found_at"
            if arrest.warrantless is None:
                missing = f"{path}.warrantless"
            # An appearance or an order is taken to show a finding only while none is known to be absent.
            stops = (found,) if arrest.probable_cause_found_at == "never" else (found, appearance, acted)
            clocks.append(_clock(reading, covered, "clock_riverside_48_hours", path, arrest, start, stops, missing))
        made_on = next((w for w in reading.record.warrants if w.id is not None and w.id == arrest.warrant), None)
        if made_on is not None and made_on.purpose in _ANSWERED_ELSEWHERE:
            continue
        missing = "" if appearance is not None else f"{path}.first_appearance_at"
        clocks.append(
            _clock(reading, covered, "clock_first_appearance", path, arrest, start, (appearance, acted), missing)
        )
    return clocks


_CLOCK_HOURS = {"clock_riverside_48_hours": RIVERSIDE_HOURS, "clock_first_appearance": FIRST_APPEARANCE_HOURS}
_NOWHERE = Extent((), ())


def _clock(
    reading: Reading,
    covered: Covered,
    field: str,
    path: str,
    arrest: Arrest,
    start: Bounds,
    stops: tuple[Bounds | None, ...],
    missing: str,
) -> ArrestClock:
    hours = _CLOCK_HOURS[field]
    deadline = after_elapsed_hours(start[0], hours), after_elapsed_hours(start[1], hours)
    first = last = NEVER_ENDS
    for stop in stops:
        if stop is not None:
            first, last = min(first, stop[0]), min(last, stop[1])
    clock = ArrestClock(field, path, arrest.id or path, start, deadline, _NOWHERE, (), missing, last)
    if deadline[0] < min(last, reading.ended[1]):
        carried = _carried(reading, covered, arrest)
        possible = intersect(carried.possible, ((deadline[0], last),))
        if missing:
            clock.unknown = possible
        else:
            sure = intersect(carried.sure, ((deadline[1], first),)) if deadline[1] < first else ()
            clock.past = Extent(sure, possible)
    return clock


def _stop(reading: Reading, moment: object, path: str, field: str) -> Bounds | None:
    """Return when a protecting event stopped a clock: never if it is known not to have come, None if unknown."""
    if moment is None:
        return None
    if moment == "never":
        return NEVER_ENDS, NEVER_ENDS
    return reading.instant(moment, path, field)  # type: ignore[arg-type]  # the only word allowed there is "never"


def _court_acted(reading: Reading, arrest: Arrest) -> Bounds | None:
    """Return when a judge first acted on the arrest's charges: an order, an indictment, a sentence."""
    record = reading.record
    about = set(arrest.charges)
    acts: list[Bounds] = []
    for i, order in enumerate(record.court_orders):
        if order.ordered_at is None or order.source == "schedule":
            continue
        if not about or not isinstance(order.charges, tuple) or about & set(order.charges):
            acts.append(reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at"))
    for i, charge in enumerate(record.charges):
        filed = charge.filed_at
        if charge.id in about and charge.instrument == "indictment" and filed is not None and filed != "never":
            acts.append(reading.instant(filed, f"charges[{i}]", "filed_at"))
    for sentence in record.sentences:
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
        ids = {charge.id: f"charges[{i}]" for i, charge in enumerate(reading.record.charges)}
        paths = {ids.get(charge) for charge in arrest.charges}
        carrying = [each for each in covered.papers if each.kind == "recorded_charge" and each.path in paths]
        custody = Extent(
            intersect(custody.sure, span_set(each.sure for each in carrying)),
            intersect(custody.possible, span_set(each.possible for each in carrying)),
        )
    # The warrant an arrest was made on lasts, once served, no longer than to the first appearance this clock waits for.
    own = [f"warrants[{i}]" for i, warrant in enumerate(reading.record.warrants) if warrant.id == arrest.warrant]
    own = own if arrest.warrant is not None else []
    judicial = [
        each for each in covered.papers if "judicial" in each.labels and each.path != "papers" and each.path not in own
    ]
    sure = span_set(each.sure for each in judicial if each.authorises)
    possible = span_set(each.possible for each in judicial)
    return Extent(subtract(custody.sure, possible), subtract(custody.possible, sure))


def of_clocks(reading: Reading, clocks: list[ArrestClock]) -> list[Segment]:
    """Return the custody in which some arrest's clock has run out, or may have; each instant once for each clock."""
    segments: list[Segment] = []
    for field in _CLOCK_HOURS:
        own = sorted((clock for clock in clocks if clock.field == field), key=lambda c: (c.deadline, c.start, c.key))
        parts = [(clock, clock.past.possible) for clock in own] + [(clock, clock.unknown) for clock in own]
        if not any(spans for _, spans in parts):
            continue
        edges = [point for clock, spans in parts for span in (*spans, *clock.past.sure) for point in span]
        for span in span_set(span for _, spans in parts for span in spans):
            cuts = [*edges, *law_changes(reading, span)]
            segments += [_segment(field, own, piece) for piece in pieces(span, cuts)]
    return segments


def _segment(field: str, clocks: list[ArrestClock], piece: Span) -> Segment:
    """Describe a piece by the surest of several arrests' clocks: run out, perhaps run out, or not known."""
    for clock in clocks:
        if intersect(clock.past.sure, (piece,)):
            return Segment(piece, SEGMENT.situation({field: "past"}), {}, None, (), clock)
    for clock in clocks:
        if intersect(clock.past.possible, (piece,)):
            value: Value = frozenset(("running", "past"))
            return Segment(piece, SEGMENT.situation({field: value}), {}, None, (), clock)
    unknown = [clock for clock in clocks if intersect(clock.unknown, (piece,))]
    missing = {field: tuple(sorted({clock.missing for clock in unknown}))}
    return Segment(piece, SEGMENT.situation({field: None}), missing, None, (), unknown[0])
