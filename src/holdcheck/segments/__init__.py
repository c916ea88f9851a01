"""Cuts custody into segments and describes each by its situation: the words the finding rules can see."""

from __future__ import annotations

from dataclasses import dataclass, field

from holdcheck.authority import Covered, Doubt, Gap, Labelled, ever_authorised
from holdcheck.clocks import HOUR, after_elapsed_hours, after_working_hours
from holdcheck.moments import Bounds
from holdcheck.papers import asks_of
from holdcheck.reading import Reading
from holdcheck.segments.clocks_running import ArrestClock, arrest_clocks
from holdcheck.spans import NEVER_ENDS, Span, Spans, intersect, measure
from holdcheck.vocabulary import FALSE, SEGMENT, TRUE, Situation, Value

__all__ = ["ArrestClock", "Segment", "Stretch", "cut"]

_REGULATION_HOURS = _I247A_HOURS = _WARRANT_SERVICE_HOURS = 48
_NO_HANDOVER = frozenset({None, "unknown", "death", "escape", "hospital"})
"""Ways of leaving that do not show that the person was kept for anybody."""
_BY_RELEASE_ORDER = frozenset({"release_order", "condition_met", "recognizance"})
_HELD_ON = (
    ("287g", "on_287g"),
    ("administrative_warrant", "on_administrative_warrant"),
    ("detainer", "on_detainer"),
    ("notification_request", "on_notification_request"),
)
"""Labels somebody can be held on without authority, strongest first, with the field that says so."""


@dataclass(slots=True)
class Segment:
    """A span of custody over which nothing changes that a rule can see.

    Attributes:
        span: The instants.
        situation: What the rules see.
        sure: The instants that surely are as the situation says; where its dates are open, none are.
        missing: Path of the missing facts, by the name of the field that lacks them.
        gap: The gap it lies in, if it does.
        papers: The papers the person is held on there.
        deadline: The deadline a clock in it had, for messages.
    """

    span: Span
    situation: Situation
    sure: bool
    missing: dict[str, tuple[str, ...]]
    gap: Gap | Doubt | None
    papers: tuple[Labelled, ...] = ()
    clock: ArrestClock | None = None


@dataclass(slots=True)
class Stretch:
    """The part of a gap in which the person is held on the same strongest paper, or on nothing."""

    label: str
    pieces: list[tuple[Span, tuple[Labelled, ...]]] = field(default_factory=list)


@dataclass(slots=True)
class GapClocks:
    """Deadlines that run from the start of a gap."""

    regulation: Bounds
    flat: Bounds


def gap_clocks(reading: Reading, gap: Gap) -> GapClocks:
    """Return the deadlines that run from a gap: from its start, never from the detainer."""
    first, last = gap.start
    regulation = after_working_hours(first, _REGULATION_HOURS, reading.place)
    return GapClocks(
        (regulation, regulation if last == first else after_working_hours(last, _REGULATION_HOURS, reading.place)),
        (after_elapsed_hours(first, _I247A_HOURS), after_elapsed_hours(last, _I247A_HOURS)),
    )


def is_immigration_request(reading: Reading, labelled: Labelled) -> bool:
    """Return whether a paper is an immigration agency's detainer that asks for a hold."""
    if labelled.paper.kind != "detainer" or "detainer" not in labelled.labels:
        return False
    detainer = reading.record.detainers[int(labelled.paper.path[10:-1])]
    return detainer.kind == "immigration" and asks_of(detainer) == "hold"


def cut(reading: Reading, covered: Covered) -> tuple[list[Segment], list[ArrestClock]]:
    """Return the segments of a custody that rules may have something to say about, and its arrests' clocks."""
    segments: list[Segment] = []
    for gap in covered.gaps:
        segments += _of_gap(reading, covered, gap)
    for doubt in covered.doubts:
        segments += _of_doubt(reading, covered, doubt)
    clocks = arrest_clocks(reading, covered) if reading.record.arrests else []
    for clock in clocks:
        segments += _of_clock(reading, clock)
    return segments, clocks


def _law_changes(reading: Reading, span: Span) -> list[int]:
    days = reading.law.change_days("segment")
    first, last = reading.place.day_of(span[0]), reading.place.day_of(span[1])
    return [reading.place.midnight(day) for day in days if first < day <= last]


def _pieces(span: Span, cuts: list[int]) -> list[Span]:
    points = sorted({span[0], span[1], *(point for point in cuts if span[0] < point < span[1])})
    return list(zip(points, points[1:], strict=False))


def _in_force(candidates: list[Labelled], piece: Span) -> tuple[Labelled, ...]:
    return tuple(each for each in candidates if each.possible[0] <= piece[0] and piece[1] <= each.possible[1])


def limit_of_287g(reading: Reading, labelled: Labelled, gap: Gap) -> int:
    """Return when a 287(g) hold has run out: from the gap in the jail model, from execution in the others."""
    warrant = reading.record.warrants[int(labelled.paper.path[9:-1])]
    if warrant.served_by is not None and warrant.served_by.role == "287g_jail":
        return after_working_hours(gap.start[1], _REGULATION_HOURS, reading.place)
    if warrant.served_at is None:
        return NEVER_ENDS
    return after_elapsed_hours(
        reading.instant(warrant.served_at, labelled.paper.path)[1], _WARRANT_SERVICE_HOURS
    )


def _labels_there(
    reading: Reading, papers: tuple[Labelled, ...], gap: Gap, piece: Span
) -> dict[str, tuple[Labelled, ...]]:
    """Return the papers of each label in force in a piece of a gap; a 287(g) hold past its limit is a bare warrant."""
    there: dict[str, tuple[Labelled, ...]] = {}
    for each in papers:
        for one in each.labels:
            name = one
            if one == "287g" and piece[0] >= limit_of_287g(reading, each, gap):
                name = "administrative_warrant"
            there[name] = (*there.get(name, ()), each)
    return there


def _of_gap(reading: Reading, covered: Covered, gap: Gap) -> list[Segment]:
    candidates = [each for each in covered.papers if each.authorises is False]
    clocks = gap_clocks(reading, gap) if candidates else None
    released_in_time, still = _processing(reading, gap)
    if released_in_time:
        candidates = []
    cuts = [point for span in (*gap.sure, gap.start, gap.end) for point in span]
    for each in candidates:
        cuts += [*each.sure, *each.possible]
        if "287g" in each.labels:
            cuts.append(limit_of_287g(reading, each, gap))
    if clocks is not None:
        cuts += [*clocks.regulation, *clocks.flat]
    for i, order in enumerate(reading.record.court_orders):
        if order.kind == "release" and order.ordered_at is not None:
            cuts += reading.instant(order.ordered_at, f"court_orders[{i}].ordered_at")
    span = gap.possible[0]
    cuts += _law_changes(reading, span)
    stretches: list[Stretch] = []
    for piece in _pieces(span, cuts):
        papers = _in_force(candidates, piece)
        strongest = ""
        if papers:
            there = _labels_there(reading, papers, gap, piece)
            strongest = next((one for one, _ in _HELD_ON if one in there), "")
        if not stretches or stretches[-1].label != strongest:
            stretches.append(Stretch(strongest))
        stretches[-1].pieces.append((piece, papers))
    never = ever_authorised(covered, reading.began[0], gap.start[0])
    if never is False and not gap.reaches_the_end and still == TRUE:
        # Papers that follow within the hours of processing were on their way: the custody has a basis.
        never = True
    base: dict[str, Value] = {
        "never_authorised": None if never is None else FALSE if never else TRUE,
        "still_being_processed": still,
        "person_status": person_status(reading, gap.start),
        "entitled_by_refused_bail": TRUE if gap.because == "bail_refused" else FALSE,
    }
    missing = {} if never is not None else {"never_authorised": tuple(_doubtful_paths(covered))}
    segments = []
    for stretch in stretches:
        spans: Spans = tuple(piece for piece, _ in stretch.pieces)
        length = _length(reading, measure(intersect(gap.sure, spans)), measure(spans))
        for piece, papers in stretch.pieces:
            sure = bool(intersect(gap.sure, (piece,)))
            values = dict(base)
            values["stretch_length"] = length
            values |= _held_on(reading, papers, gap, piece, clocks)
            values["entitled_by_release_order"] = _release_ordered(reading, gap, piece)
            values["gap"] = TRUE if sure else frozenset((TRUE, FALSE))
            values["new_seizure"] = _new_seizure(values)
            segments.append(Segment(piece, SEGMENT.situation(values), sure, missing, gap, papers))
    return segments


def _held_on(
    reading: Reading, papers: tuple[Labelled, ...], gap: Gap, piece: Span, clocks: GapClocks | None
) -> dict[str, Value]:
    if not papers or clocks is None:
        return {}
    there = _labels_there(reading, papers, gap, piece)
    values: dict[str, Value] = {name: TRUE for one, name in _HELD_ON if one in there}
    requests = [each for each in papers if is_immigration_request(reading, each)]
    if requests:
        values["on_immigration_detainer"] = TRUE
        values["clock_287_7_d"] = _clock_value(clocks.regulation, piece)
        if any(reading.record.detainers[int(each.paper.path[10:-1])].form == "I-247A" for each in requests):
            values["on_i247a"] = TRUE
            values["clock_detainer_48_hours"] = _clock_value(clocks.flat, piece)
    return values


def _clock_value(deadline: Bounds, piece: Span) -> Value:
    if piece[0] >= deadline[1]:
        return "past"
    return "running" if piece[0] < deadline[0] else frozenset(("running", "past"))


def _processing(reading: Reading, gap: Gap) -> tuple[bool, Value]:
    """Return whether the person was released to the community in time, and whether release is still being processed."""
    hours = reading.law.processing_hours * HOUR
    left = gap.reaches_the_end and not reading.ongoing
    to = reading.record.released_to
    if left and to == "community":
        if gap.most <= hours:
            return True, FALSE
        return False, frozenset((TRUE, FALSE)) if gap.least <= hours else FALSE
    if left and to not in _NO_HANDOVER:
        return False, FALSE
    if gap.most <= hours:
        return False, TRUE
    return False, frozenset((TRUE, FALSE)) if gap.least <= hours else FALSE


_LENGTHS = ("within_processing_hours", "within_48_hours", "over_48_hours")


def _length(reading: Reading, least: int, most: int) -> Value:
    hours = reading.law.processing_hours * HOUR

    def grade(seconds: int) -> int:
        return 0 if seconds <= hours else 1 if seconds <= 48 * HOUR else 2

    low, high = grade(least) if least else 0, grade(most)
    return _LENGTHS[low] if low == high else frozenset(_LENGTHS[low : high + 1])


def _release_ordered(reading: Reading, gap: Gap | Doubt, piece: Span) -> Value:
    """Return whether a court had ordered release: as the cause of the gap, or by an order made while it went on."""
    if gap.because in _BY_RELEASE_ORDER:
        return TRUE
    value: Value = FALSE
    for i, order in enumerate(reading.record.court_orders):
        if order.kind == "release" and order.ordered_at is not None and not order.conditions:
            at = reading.instant(order.ordered_at, f"court_orders[{i}].ordered_at")
            if gap_start(gap) <= at[0] and at[1] <= piece[0]:
                return TRUE
            if gap_start(gap) <= at[0] <= piece[0]:
                value = frozenset((TRUE, FALSE))
    return value


def gap_start(gap: Gap | Doubt) -> int:
    """Return the earliest instant of a gap or of a stretch in doubt."""
    return gap.start[0] if isinstance(gap, Gap) else gap.span[0]


def _new_seizure(values: dict[str, Value]) -> Value:
    """Return whether the hold is an arrest of its own: for a new purpose, or without any authority before it."""
    if values.get("on_287g") == TRUE:
        return FALSE
    signs = [
        values.get(name, FALSE)
        for name in ("on_administrative_warrant", "on_detainer", "on_notification_request", "never_authorised")
    ]
    gap = values["gap"]
    if TRUE in signs:
        return gap
    return None if None in signs else FALSE


def person_status(reading: Reading, start: Bounds) -> Value:
    """Return how far the criminal process had come when a gap began; it decides which clause a court would read."""
    record = reading.record
    for i, sentence in enumerate(record.sentences):
        if sentence.imposed_at is None or reading.midnight(sentence.imposed_at) <= start[1]:
            return "after_conviction"
        if sentence.begins_at is not None and reading.midnight(sentence.begins_at) <= start[1]:
            return "after_conviction"
        del i
    for i, charge in enumerate(record.charges):
        if charge.disposition == "convicted":
            if charge.disposed_at is None:
                return None
            if reading.instant(charge.disposed_at, f"charges[{i}].disposed_at")[0] <= start[1]:
                return "after_conviction"
        if charge.held_until_because in ("time_served", "sentence_suspended", "fine_paid"):
            return "after_conviction"
    return "before_conviction" if record.charges or record.arrests else "never_charged"


def _doubtful_paths(covered: Covered) -> set[str]:
    return {path for each in covered.papers if each.authorises is not False for path in each.paper.missing}


def _of_doubt(reading: Reading, covered: Covered, doubt: Doubt) -> list[Segment]:
    """A stretch of which missing facts decide whether it is a gap: every rule that could fire is undetermined."""
    missing = {name: doubt.missing for name in ("gap", "new_seizure")}
    others = [each for each in covered.papers if each.authorises is False]
    cuts = [point for each in others for point in (*each.sure, *each.possible)] + _law_changes(reading, doubt.span)
    status = person_status(reading, (doubt.span[0], doubt.span[0]))
    never = ever_authorised(covered, reading.began[0], doubt.span[0], doubt.papers)
    segments = []
    for piece in _pieces(doubt.span, cuts):
        papers = _in_force(others, piece)
        values: dict[str, Value] = {
            "gap": None,
            "never_authorised": None if never is None else FALSE if never else TRUE,
            "person_status": status,
            "entitled_by_release_order": _release_ordered(reading, doubt, piece),
            "entitled_by_refused_bail": TRUE if doubt.because == "bail_refused" else FALSE,
            "stretch_length": _length(reading, doubt.span[1] - doubt.span[0], doubt.span[1] - doubt.span[0]),
        }
        for one, name in _HELD_ON:
            if any(one in each.labels for each in papers):
                values[name] = TRUE
            elif any(one in each.labels for each in doubt.papers):
                values[name] = None
                missing[name] = doubt.missing
        if never is None:
            missing["never_authorised"] = tuple(_doubtful_paths(covered))
        values["new_seizure"] = None if _could_be_seizure(values) else FALSE
        segments.append(Segment(piece, SEGMENT.situation(values), False, missing, doubt, papers))
    return segments


def _could_be_seizure(values: dict[str, Value]) -> bool:
    return any(
        values.get(name, FALSE) != FALSE
        for name in ("on_administrative_warrant", "on_detainer", "on_notification_request", "never_authorised")
    )


def _of_clock(reading: Reading, clock: ArrestClock) -> list[Segment]:
    """Custody in which an arrest's clock has run out, or may have."""
    segments = []
    for spans, value, sure in ((clock.past.possible, None, True), (clock.unknown, None, False)):
        for span in spans:
            for piece in _pieces(span, [*_law_changes(reading, span), *(p for s in clock.past.sure for p in s)]):
                surely = sure and bool(intersect(clock.past.sure, (piece,)))
                value = "past" if surely else frozenset(("running", "past")) if sure else None
                missing = {} if sure else {clock.field: (clock.missing,)}
                situation = SEGMENT.situation({clock.field: value})
                segments.append(Segment(piece, situation, surely, missing, None, (), clock))
    return segments
