"""What the rules see of warrants, writs, sentences, orders, contracts, identity checks and documents shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from holdcheck.authority import Covered, Gap
from holdcheck.findings.judged_paper import JudgedPaper, Missing
from holdcheck.findings.paper_words import ENDS_OF_TERM
from holdcheck.papers import Paper, is_because_of_detainer
from holdcheck.papers.warrants import ROLES_287G, designated_287g, is_immigration_warrant, what_tells_designation
from holdcheck.reading import Reading, paths
from holdcheck.record.papers import Detainer, Warrant
from holdcheck.segments import Segment, alone
from holdcheck.sentences import Running, running_sentences
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS, intersect
from holdcheck.vocabulary import FALSE, TRUE, Value
from holdcheck.zones import Bounds

_OF_A_TERM: Final = frozenset({"parole", "supervised_release"})
_OF_CITIZENSHIP: Final = frozenset({"us_passport", "birth_certificate", "naturalization"})


def can_be_grave(reading: Reading) -> bool:
    """Return whether a paper of a record can have more than a notice to its name though authority covers all custody.

    Most records have none such, and need not be looked through.
    """
    record = reading.record
    if record.writs or record.held_for or record.identity:
        return True
    for bail in reading.bail:
        if bail.refused or bail.declared_futile_at is not None:
            return True
    for order in reading.court_orders:
        if order.because_of:
            return True
    for sentence in reading.sentences:
        if sentence.stated:
            return True
    return any(warrant.extradites is False or warrant.purpose in _OF_A_TERM for warrant in reading.warrants)


def other_facts(reading: Reading, covered: Covered, segments: list[Segment]) -> Iterator[JudgedPaper]:
    """Yield every paper, other than detainers and bail, that a rule may have something to say of."""
    record = reading.record
    held_on = {paper.path for segment in segments if isinstance(segment.gap, Gap) for paper in segment.papers}
    for path, warrant in zip(paths("warrants", reading.warrants), reading.warrants, strict=False):
        yield from _warrant(reading, covered, warrant, path, path in held_on)
    for i, order in enumerate(reading.court_orders):
        if order.because_of and is_because_of_detainer(reading, order):
            path = f"court_orders[{i}]"
            at = reading.start(order.ordered_at, path, "ordered_at")
            yield from _judged(reading, path, {"paper": "court_order", "because_of_detainer": TRUE}, True, at)
    if any(sentence.stated for sentence in reading.sentences):
        yield from _sentences(reading)
    if record.writs:
        yield from _writs(reading)
    if record.held_for:
        yield from _contracts(reading, covered, segments)
    if record.identity:
        yield from _identities(reading, covered, held_on)
    if record.proofs:
        yield from _proofs(reading, covered, segments)


def _judged(
    reading: Reading, path: str, values: dict[str, Value], held_on: bool, at: Bounds, missing: str = ""
) -> Iterator[JudgedPaper]:
    """Yield a paper to be judged by the law of a day: of its date, else of the booking; none that is still to come."""
    if at[0] > reading.ended[1]:
        return
    day = reading.place.day_of(at[0] if at[0] > NEVER_BEGAN else reading.began[0])
    lacking: Missing = {name: (missing,) for name, value in values.items() if value is None}
    yield JudgedPaper(path, {**values, "held_on": "yes" if held_on else "no"}, lacking, day, day, path)


def _warrant(reading: Reading, covered: Covered, warrant: Warrant, path: str, held_on: bool) -> Iterator[JudgedPaper]:
    served_by = warrant.served_by
    if served_by is not None and served_by.role in ROLES_287G and warrant.served_at is not None:
        designated = designated_287g(reading, warrant, path)
        value = None if designated is None else "in_force" if designated == TRUE else "not_in_force"
        at = reading.instant(warrant.served_at, path, "served_at")
        missing = what_tells_designation(warrant, path)
        yield from _judged(reading, path, {"paper": "warrant", "designation": value}, held_on, at, missing)
    if warrant.purpose in _OF_A_TERM:
        issued = None if warrant.issued_at is None else reading.instant(warrant.issued_at, path, "issued_at")
        lodged = (
            (reading.began[0], NEVER_ENDS)
            if warrant.lodged_at is None
            else reading.instant(warrant.lodged_at, path, "lodged_at")
        )
        values: dict[str, Value] = {"paper": "warrant", "issued": _issued_beside_term(reading, issued, lodged)}
        held = _is_authority(reading, covered, path)
        yield from _judged(reading, path, values, held, issued or lodged, f"{path}.issued_at")
    if warrant.extradites is False:
        sole = bool(alone(reading, covered, (path,)).possible)
        at = reading.start(warrant.lodged_at, path, "lodged_at") if warrant.lodged_at is not None else reading.began
        yield from _judged(reading, path, {"paper": "warrant", "extradites": FALSE}, sole, at)


def _is_authority(reading: Reading, covered: Covered, path: str) -> bool:
    return any(
        paper.path == path and paper.authorises is not False and intersect(reading.custody.possible, (paper.possible,))
        for paper in covered.papers
    )


def _issued_beside_term(reading: Reading, issued: Bounds | None, lodged: Bounds) -> Value:
    """Return whether a warrant came after every end of a term that agencies state in the record.

    Of unknown date it came before the jail had it; more than that nobody knows.
    """
    ends = [
        reading.place.midnight(reading.day(stated.at) + 1)
        for sentence in reading.sentences
        for stated in sentence.stated
        if stated.kind in ENDS_OF_TERM
    ]
    if not ends:
        return "term_not_recorded"
    if issued is None:
        return "within_term" if lodged[1] < max(ends) else None
    return "after_term" if issued[0] >= max(ends) else "within_term"


def _writs(reading: Reading) -> Iterator[JudgedPaper]:
    """A writ is overdue when the person was surely not sent back by the end of the day it names."""
    for i, writ in enumerate(reading.record.writs):
        if writ.return_by is None or writ.role not in ("lent", "borrowed"):
            continue
        path = f"writs[{i}]"
        last = reading.place.midnight(reading.day(writ.return_by) + 1)
        end = reading.ended
        returned = end if writ.returned_at is None else reading.instant(writ.returned_at, path, "returned_at")
        # The day of return is over as the next one begins, so a prisoner who came back then was late.
        late = returned[0] >= last if writ.returned_at is not None else end[0] > last
        overdue = "overdue" if late and end[0] > last else "in_time" if min(returned[1], end[1]) <= last else None
        at = reading.start(writ.issued_at, path, "issued_at") if writ.issued_at is not None else reading.began
        values: dict[str, Value] = {
            "paper": "writ",
            "writ_role": writ.role,
            "writ_return": overdue,
        }
        yield from _judged(reading, path, values, True, at, f"{path}.returned_at")


def _sentences(reading: Reading) -> Iterator[JudgedPaper]:
    """Compare the release date an agency states with every date that can be computed for a sentence."""
    runs = running_sentences(reading)
    for i, (sentence, run) in enumerate(zip(reading.sentences, runs, strict=True)):
        said = [each for each in sentence.stated if each.kind == "release"]
        stated = {
            reading.day(each.at) for each in said if each.as_of is None or reading.midnight(each.as_of) <= reading.as_of
        }
        if reading.record.admission == "return":
            stated = {day for day in stated if reading.place.midnight(day + 1) > reading.began[0]}
        imposed = sentence.imposed_at if sentence.imposed_at is not None else sentence.begins_at
        if imposed is not None and reading.midnight(imposed) > reading.as_of:
            continue  # not yet imposed
        if not stated or run.computed is None:
            continue
        held = bool(intersect(reading.custody.possible, ((run.start[0], max(run.end[1], run.start[0])),)))
        values: dict[str, Value] = {"paper": "sentence", "stated_release": _compared(stated, run, runs)}
        yield from _judged(reading, f"sentences[{i}]", values, held, reading.began)


def _compared(stated: set[int], run: Running, runs: list[Running]) -> str:
    """Return how stated days compare with a sentence's own end, or with that of one it is served together with."""
    assert run.computed is not None
    computed = [other.computed for other in runs if other.computed is not None]
    left = {day for day in stated if not any(first <= day <= last for first, last in computed)}
    if any(day > run.computed[1] for day in left):
        return "later"
    return "earlier" if any(day < run.computed[0] for day in left) else "agrees"


def _contracts(reading: Reading, covered: Covered, segments: list[Segment]) -> Iterator[JudgedPaper]:
    """A housing contract adds a place and never an authority: what counts is the paper it goes with."""
    record = reading.record
    kinds = {agreement.id: agreement.kind for agreement in record.facility.agreements if agreement.id is not None}
    for i, held in enumerate(record.held_for):
        if held.agreement is None:
            continue
        path = f"held_for[{i}]"
        begun = reading.instant(held.from_, path, "from") if held.from_ is not None else reading.began
        over = reading.event(held.to, path, "to") if held.to is not None else (NEVER_ENDS, NEVER_ENDS)
        authorises: Value = None
        if held.paper is not None:
            own = [paper.authorises for paper in covered.papers if held.paper in (paper.key, paper.path)]
            authorises = TRUE if True in own else None if None in own else FALSE
        without = any(
            isinstance(each.gap, Gap) and each.span[0] < over[1] and begun[0] < each.span[1] for each in segments
        )
        kind = "housing" if kinds.get(held.agreement) == "housing" else "287g"
        values: dict[str, Value] = {"paper": "held_for", "agreement": kind, "paper_authorises": authorises}
        yield from _judged(reading, path, values, without, begun, f"{path}.paper")


def _identities(reading: Reading, covered: Covered, held_on: set[str]) -> Iterator[JudgedPaper]:
    for i, check in enumerate(reading.record.identity):
        if check.matches:
            continue
        path = f"identity[{i}]"
        named = [paper for paper in covered.papers if check.paper == paper.key]
        held = any(paper.path in held_on or _is_authority(reading, covered, paper.path) for paper in named)
        at = reading.instant(check.at, path, "at") if check.at is not None else reading.began
        yield from _judged(reading, path, {"paper": "identity", "matches": FALSE}, held, at)


def _proofs(reading: Reading, covered: Covered, segments: list[Segment]) -> Iterator[JudgedPaper]:
    """What a document proves is not for holdcheck to say; that it was shown to whoever holds the person is a fact."""
    on_file = any(
        paper.kind in ("detainer", "warrant") and paper.start[0] <= reading.as_of and _is_immigration(reading, paper)
        for paper in covered.papers
    )
    for i, proof in enumerate(reading.record.proofs if on_file else ()):
        if proof.document not in _OF_CITIZENSHIP or proof.presented_at is None:
            continue
        path = f"proofs[{i}]"
        shown = reading.instant(proof.presented_at, path, "presented_at")
        after = [each for each in segments if isinstance(each.gap, Gap) and each.span[1] > shown[0]]
        held = any(_is_immigration(reading, paper) for each in after for paper in each.papers)
        yield from _judged(reading, path, {"paper": "proof", "document": "of_citizenship"}, held, shown)


def _is_immigration(reading: Reading, paper: Paper) -> bool:
    part = reading.part(paper.path)
    if isinstance(part, Detainer):
        return part.kind == "immigration"
    return isinstance(part, Warrant) and is_immigration_warrant(part)
