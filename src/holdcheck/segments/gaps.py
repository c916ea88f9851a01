"""Gaps and stretches in doubt, cut wherever a paper, a deadline or the law changes, as situations."""

from __future__ import annotations

from typing import Final

from holdcheck.authority import Covered, Doubt, Gap
from holdcheck.papers import Paper
from holdcheck.papers.earlier_authority import ever_authorised
from holdcheck.reading import Reading, position
from holdcheck.segments.gap_clocks import GapClocks, clock_value, clocks_from, limit_of_287g, may_have_begun
from holdcheck.segments.processing import (
    forbidden_delay,
    length_of,
    not_of_processing,
    processing,
    processing_of,
)
from holdcheck.segments.segment import (
    HELD_ON,
    OPEN,
    Segment,
    authority_that_ended,
    in_force,
    is_immigration_request,
    law_changes,
    person_status,
    pieces,
    release_ordered,
)
from holdcheck.spans import NEVER_ENDS, Span, intersect, measure
from holdcheck.vocabulary import FALSE, SEGMENT, TRUE, Value

_OF_IMMIGRATION: Final = ("on_immigration_detainer", "on_i247a", "on_immigration_notification_request")
_OF_PAPERS: Final = (*(name for _, name in HELD_ON), *_OF_IMMIGRATION)


def of_gap(reading: Reading, covered: Covered, gap: Gap) -> list[Segment]:
    """Return the segments of a gap."""
    off = not_of_processing(reading, gap)
    released_in_time, still = processing_of(reading, covered, gap, off)
    # The papers of somebody who went home within the hours of processing are not seen: nobody was held on them.
    candidates = [] if released_in_time else _without_authority(covered, gap.span)
    never = ever_authorised(reading, covered.papers, gap.start[1])
    if never is False and not gap.reaches_the_end and still == TRUE:
        never = True  # papers that follow within the hours of processing were on their way
    base: dict[str, Value] = {
        "never_authorised": None if never is None else FALSE if never else TRUE,
        "once_authorised": FALSE if never is False else TRUE,
        "still_being_processed": still,
        "person_status": person_status(reading, covered.papers, gap.start),
        "entitled_by_refused_bail": TRUE if gap.because == "bail_refused" else FALSE,
        "forbidden_delay": forbidden_delay(reading, gap) if reading.record.release_steps else FALSE,
        "authority_that_ended": authority_that_ended(reading, gap),
    }
    missing: dict[str, tuple[str, ...]] = {}
    if never is None:
        missing = dict.fromkeys(("never_authorised", "new_seizure"), _doubtful(covered, gap.start[1]))
    segments: list[Segment] = []
    perhaps: GapClocks | None = None
    if candidates and covered.doubts:
        begun, lacking = may_have_begun(reading, covered, gap.span[0])
        if lacking:
            perhaps = clocks_from(reading, (begun, begun))
            missing = {**missing, "clock_287_7_d": lacking, "clock_detainer_48_hours": lacking}
    for stretch in _stretches(reading, gap, candidates, perhaps):
        if len(stretch) == 1 and stretch[0][0] == gap.span:
            base["stretch_length"] = length_of(reading, gap.least - off[0], gap.most - off[1])
        else:
            spans = tuple(piece for piece, _, _ in stretch)
            shift = off if spans[0][0] == gap.span[0] else (0, 0)
            least, most = measure(intersect(gap.sure, spans)), measure(spans)
            base["stretch_length"] = length_of(reading, max(least - shift[0], 0), max(most - shift[1], 0))
        for piece, papers, held_on in stretch:
            values = base | held_on
            values["entitled_by_release_order"] = release_ordered(reading, gap, piece)
            values["gap"] = TRUE if intersect(gap.sure, (piece,)) else OPEN
            if never is False and gap.restarts and ever_authorised(reading, covered.papers, piece[0]):
                # What possibly covered part of the gap has ended by now: it is no longer sure that nothing ever did.
                values |= {"never_authorised": FALSE, "once_authorised": TRUE}
            unknown = missing
            if released_in_time is None and papers:
                # Gone home, nobody was held on them; handed over, the person was: the record does not say which.
                there = [name for name in _OF_PAPERS if values.get(name, FALSE) != FALSE]
                strongest = next((name for _, name in HELD_ON if name in there), "")
                unseen = [name for name in there if name == strongest or name.startswith("on_i")]
                values |= dict.fromkeys(there, FALSE) | dict.fromkeys(unseen, None)
                unknown = {**missing, **dict.fromkeys((*unseen, "new_seizure"), ("released_to",))}
                papers = ()
            values["new_seizure"] = _new_seizure(values, papers, piece)
            segments.append(Segment(piece, SEGMENT.situation(values), unknown, gap, papers))
    return segments


def _without_authority(covered: Covered, span: Span) -> list[Paper]:
    """Return the papers that authorise nothing and are possibly in force somewhere in a span."""
    return [
        paper
        for paper in covered.papers
        if paper.authorises is False and paper.start[0] < span[1] and span[0] < paper.end[1]
    ]


_Held = tuple[Span, tuple[Paper, ...], dict[str, Value]]


def _stretches(reading: Reading, gap: Gap, candidates: list[Paper], perhaps: GapClocks | None) -> list[list[_Held]]:
    """Cut a gap into stretches in which the person is held on the same strongest paper, or on nothing, and pieces."""
    cuts = law_changes(reading, gap.span)
    if not candidates and not cuts and gap.sure == (gap.span,) and not _released_inside(reading, gap.span):
        return [[(gap.span, (), {})]]
    cuts += [point for span in (*gap.sure, gap.start, gap.end) for point in span]
    clocks: list[tuple[int, GapClocks]] = []
    if candidates:
        # The clocks run from the gap; after authority that possibly covered part of it they possibly run anew.
        anew = ((again, clocks_from(reading, (gap.start[0], again))) for again in gap.restarts)
        clocks = [(gap.span[0], clocks_from(reading, gap.start)), *anew]
    limits: dict[str, int] = {}
    for paper in candidates:
        cuts += [*paper.start, *paper.end]
        if "287g" in paper.labels:
            limits[paper.path] = limit_of_287g(reading, paper, gap.start[1])
            cuts.append(limits[paper.path])
    for _, each in clocks:
        cuts += [*each.regulation, *each.flat]
    if perhaps is not None:
        cuts += [perhaps.regulation[0], perhaps.flat[0]]
    cuts += _released_inside(reading, gap.span)
    stretches: list[list[_Held]] = []
    last_label: str | None = None
    for piece in (piece for span in gap.spans for piece in pieces(span, cuts)):
        papers = in_force(candidates, piece) if candidates else ()
        held_on: dict[str, Value] = {}
        if papers:
            surely = bool(intersect(gap.sure, (piece,)))
            own = next(each for since, each in reversed(clocks) if since <= piece[0])
            held_on = _held_on(reading, papers, limits, own, piece, surely)
            if perhaps is not None:
                held_on |= _perhaps_past(held_on, perhaps, piece)
        strongest = next((name for _, name in HELD_ON if name in held_on), "")
        if strongest != last_label:
            stretches.append([])
            last_label = strongest
        stretches[-1].append((piece, papers, held_on))
    return stretches


def _released_inside(reading: Reading, span: Span) -> list[int]:
    """Return when a court ordered release while a gap was already going on."""
    inside: list[int] = []
    for i, order in enumerate(reading.court_orders):
        if order.kind == "release" and order.ordered_at is not None:
            at = reading.instant(order.ordered_at, f"court_orders[{i}]", "ordered_at")
            inside += [point for point in at if span[0] < point < span[1]]
    return inside


def _held_on(
    reading: Reading, papers: tuple[Paper, ...], limits: dict[str, int], clocks: GapClocks, piece: Span, surely: bool
) -> dict[str, Value]:
    """Return what somebody is held on in a piece, as fields; a 287(g) hold past its limit is a bare warrant."""
    labels: set[str] = set()
    for paper in papers:
        over = piece[0] >= limits.get(paper.path, NEVER_ENDS)
        labels |= {"administrative_warrant" if over and one == "287g" else one for one in paper.labels}
    values: dict[str, Value] = {name: TRUE for one, name in HELD_ON if one in labels}
    to_be_told = [paper for paper in papers if is_immigration_request(reading, paper, "notify")]
    if to_be_told:
        values["on_immigration_notification_request"] = _surely(to_be_told, piece, surely)
    requests = [paper for paper in papers if is_immigration_request(reading, paper, "hold")]
    if requests:
        # The yardstick takes the strongest paper there may be; a rule of law only one that is surely there.
        values["on_immigration_detainer"] = _surely(requests, piece, surely)
        values["clock_287_7_d"] = clock_value(clocks.regulation, piece)
        forms = [each for each in requests if reading.detainers[position(each.path)].form == "I-247A"]
        if forms:
            values["on_i247a"] = _surely(forms, piece, surely)
            values["clock_detainer_48_hours"] = clock_value(clocks.flat, piece)
    return values


def _perhaps_past(held_on: dict[str, Value], perhaps: GapClocks, piece: Span) -> dict[str, Value]:
    """Return the clocks of which missing facts decide whether they had run out already."""
    deadlines = (("clock_287_7_d", perhaps.regulation[0]), ("clock_detainer_48_hours", perhaps.flat[0]))
    return {name: None for name, at in deadlines if name in held_on and held_on[name] != "past" and piece[0] >= at}


def _surely(papers: list[Paper], piece: Span, surely: bool) -> Value:
    """Return whether one of these papers is in force throughout a piece of a gap, or only perhaps."""
    there = surely and any(paper.start[1] <= piece[0] and piece[1] <= paper.end[0] for paper in papers)
    return TRUE if there else OPEN


def _new_seizure(values: dict[str, Value], papers: tuple[Paper, ...], piece: Span) -> Value:
    """Return whether the hold is an arrest of its own: for a new purpose, or without any authority before it.

    The yardstick takes the strongest paper there may be; this is law, and needs one that is surely there.
    """
    if values.get("on_287g") == TRUE:
        return FALSE
    never = values.get("never_authorised", FALSE)
    signs = [
        values.get(name, FALSE) for name in ("on_administrative_warrant", "on_detainer", "on_notification_request")
    ]
    if never == TRUE or TRUE in signs:
        surely = never == TRUE or any(paper.start[1] <= piece[0] and piece[1] <= paper.end[0] for paper in papers)
        return values["gap"] if surely or values["gap"] is None else OPEN
    return None if never is None or None in signs else FALSE


def _doubtful(covered: Covered, before: int) -> tuple[str, ...]:
    """Return what is missing to know whether any paper authorised custody before an instant."""
    there = [each for each in covered.papers if each.authorises is not False and each.start[0] < before]
    return tuple(sorted({path for paper in there for path in paper.missing}))


def of_doubt(reading: Reading, covered: Covered, doubt: Doubt) -> list[Segment]:
    """Return the segments of a stretch of which missing facts decide whether it is a gap."""
    missing = dict.fromkeys(("gap", "new_seizure"), doubt.missing)
    # Were it no authority, it would go on from whatever gap lies before it.
    begun, lacking = may_have_begun(reading, covered, doubt.span[1])
    length, whole = doubt.span[1] - doubt.span[0], doubt.span[1] - begun
    released_in_time, still = processing(reading, length, whole, doubt.reaches_the_end)
    # Authority that may have begun only after some hours leaves those hours, and they did not end with going home.
    began_inside = any(paper.authorises and paper.start[1] > doubt.span[0] for paper in doubt.papers)
    others = [] if released_in_time and not began_inside else _without_authority(covered, doubt.span)
    cuts = [point for paper in others for point in (*paper.start, *paper.end)] + law_changes(reading, doubt.span)
    never = ever_authorised(reading, covered.papers, doubt.span[0], doubt.papers)
    if never is None:
        missing["never_authorised"] = _doubtful(covered, doubt.span[0])
    base: dict[str, Value] = {
        "gap": None,
        "never_authorised": None if never is None else FALSE if never else TRUE,
        "once_authorised": FALSE if never is False else TRUE,
        "still_being_processed": still,
        "person_status": person_status(reading, covered.papers, (doubt.span[0], doubt.span[0])),
        "entitled_by_refused_bail": TRUE if doubt.because == "bail_refused" else FALSE,
        "stretch_length": length_of(reading, length, whole),
        "forbidden_delay": forbidden_delay(reading, doubt),
    }
    perhaps: GapClocks | None = None
    limits: dict[str, int] = {}
    if others:
        perhaps = clocks_from(reading, (begun, begun))
        limits = {each.path: limit_of_287g(reading, each, begun) for each in others if "287g" in each.labels}
        cuts += [perhaps.regulation[0], perhaps.flat[0], *limits.values()]
    segments = []
    for piece in pieces(doubt.span, cuts):
        papers = in_force(others, piece)
        values = dict(base)
        if perhaps is not None:
            # Whether anybody is held on the detainer depends on what is in doubt; its clocks run from the entitlement.
            held_on = _held_on(reading, papers, limits, perhaps, piece, surely=False)
            undecided = [name for name in _OF_IMMIGRATION if name in held_on]
            values |= held_on | dict.fromkeys(undecided, None)
            missing.update(dict.fromkeys(undecided, lacking))
        for one, name in HELD_ON:
            if name in values:
                continue
            if not released_in_time and any(one in paper.labels for paper in doubt.papers):
                values[name] = None
                missing[name] = doubt.missing
        values["entitled_by_release_order"] = release_ordered(reading, doubt, piece)
        seizure = _new_seizure({**values, "gap": None}, papers, piece)
        values["new_seizure"] = seizure if values.get("on_287g") != TRUE else FALSE
        segments.append(Segment(piece, SEGMENT.situation(values), missing, doubt, papers))
    return segments
