"""What the record says of a paper or an event, in words that counsel can read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from holdcheck.authority import Doubt, Gap
from holdcheck.moments import AnyMoment
from holdcheck.papers import Paper, is_because_of_detainer
from holdcheck.reading import Reading, position
from holdcheck.record.charges import CourtOrder
from holdcheck.record.papers import Detainer, Warrant, Writ
from holdcheck.record.sentences import Sentence
from holdcheck.sentences import running_sentences
from holdcheck.zones import SECONDS_A_DAY, Bounds, Zone, iso_date

CAUSES: Final = {
    "bail": "bail accepted",
    "bail_refused": "bail tendered and refused",
    "recognizance": "release on recognizance",
    "release_order": "a court's release order",
    "condition_met": "a release order whose last condition was met",
    "no_probable_cause": "no finding of probable cause",
    "not_filed": "charges not filed",
    "declined": "charges declined",
    "dismissed": "charges dismissed",
    "acquitted": "acquittal",
    "time_served": "sentence of time served",
    "sentence_served": "sentence served",
    "sentence_suspended": "sentence suspended or probation only",
    "fine_paid": "fine paid",
    "quashed": "warrant recalled or quashed",
    "cited": "cited and to be released",
    "hold_lifted": "hold lifted",
    "authority_over": "the last authority's own time was over",
    "parole": "parole granted",
    "vacated": "sentence vacated",
    "never_authorised": "nothing in the record had authorised this custody",
    "unknown": "a cause the record does not name",
}
_ORDERS: Final = {
    "detain": "the court's order to detain",
    "set_bail": "the court's order that set bail",
    "commit": "the commitment",
    "stay": "the stay",
    "extend": "the order that extended custody",
}
_CAUSES_BY: Final = {
    ("authority_over", "charges"): "the charge was diverted",
    ("release_order", "charges"): "a court's release order, by the jail's own note",
    ("condition_met", "bail"): "bail accepted and its last condition met",
}
"""The same, of causes that turn on what part of the record says so; of dispositions only diversion has no own cause."""
NO_HOUR: Final = " at an hour not recorded"
"""What is said after a bare date."""
ENDS_OF_TERM: Final = frozenset({"maximum_expiration", "supervision_end"})
"""Kinds of stated date that are the end of a whole term, supervision included."""


def when(bounds: Bounds, place: Zone) -> str:
    """Return an instant in words: ``2010-02-12 12:00``; of a bare date the day; else its earliest and its latest."""
    first = place.text(bounds[0])[:16].replace("T", " ")
    if bounds[0] == bounds[1]:
        return first
    last = place.text(bounds[1])[:16].replace("T", " ")
    midnights = first.endswith("00:00") and last.endswith("00:00")
    if midnights and SECONDS_A_DAY // 2 < bounds[1] - bounds[0] < 3 * SECONDS_A_DAY // 2:
        return f"{first[:10]}{NO_HOUR}"
    return f"{first} (at the latest {last})"


def words(word: str | None) -> str:
    """Return a word of the record's vocabulary as it is said: ``civil_contempt`` as ``civil contempt``."""
    return (word or "not recorded").replace("_", " ").replace("us passport", "US passport")


def paper_name(reading: Reading, path: str) -> str:
    """Return the id of the part of the record at a path, or the path where it has none."""
    return path if "[" not in path else getattr(reading.part(path), "id", None) or path


def cause(reading: Reading, gap: Gap | Doubt) -> str:
    """Return why the last authority ended before a gap, or would have ended before a stretch in doubt."""
    ended = gap.paper
    by = (ended.ended_by if ended is not None else "").partition("[")[0]
    if (gap.because, by) in _CAUSES_BY:
        return _CAUSES_BY[gap.because, by]
    if ended is not None and gap.because in ("authority_over", "sentence_served"):
        if ended.kind == "sentence":
            early = reading.part(ended.path).ended_by
            if early is not None and _ended_early(reading, ended.path):
                return f"the sentence ended early: {words(early.kind)}"
        by = ended.ended_by or ""
        if by.startswith("court_orders[") and by != ended.path:
            order = reading.part(by)
            if order.because_of and is_because_of_detainer(reading, order):
                return "bail set only because of a detainer took its place"
    return CAUSES.get(gap.because, gap.because)


def _ended_early(reading: Reading, path: str) -> bool:
    return running_sentences(reading)[position(path)].early


def authority_ended(reading: Reading, paper: Paper) -> str:
    """Return an authority that ended by its kind and name: ``the sentence S1``."""
    part = reading.part(paper.path) if "[" in paper.path else None
    name = "" if paper.key == paper.path else f" {paper.key}"
    kind = {"held_for": "other holder's paper"}.get(paper.kind, words(paper.kind))
    match paper.kind:
        case "recorded_charge":
            return f"the charge{name} (the jail's word; no paper seen)"
        case "court_order" if isinstance(part, CourtOrder):
            kind = _ORDERS.get(part.kind, "the court's order")[4:]
            purpose = f" for {words(part.commit_for)}" if part.kind == "commit" and part.commit_for else ""
            return f"the {kind}{name}{purpose}"
        case "warrant" if isinstance(part, Warrant):
            kind = "warrant" if part.purpose == "arrest" else f"{words(part.purpose)} warrant"
        case "other_authority" if part is not None:
            kind = words(part.kind)
    return f"the {kind}{name}"


def paper_fact(reading: Reading, path: str) -> str:
    """Return in words what the record says of a paper or event a finding is about."""
    part = reading.part(path)
    told = _Telling(reading, path)
    match path.partition("[")[0]:
        case "detainers":
            return told.detainer(part)
        case "bail":
            tried = told.at("tendered", part.tendered_at) or told.at("declared futile to post", part.declared_futile_at)
            return _joined(f"Bail {tried}".strip(), f"refused: {words(part.refused_because)}")
        case "warrants":
            return told.warrant(part)
        case "writs":
            return told.writ(part)
        case "sentences":
            return told.sentence(part)
        case "court_orders":
            because = f"because of {', '.join(part.because_of)}" if part.because_of else ""
            amount = f" of ${part.amount}" if part.amount is not None else ""
            by = f" by {part.court}" if part.court else ""
            return _joined(f"Order, {words(part.kind)}{amount}{by}", told.at("made", part.ordered_at), because)
        case "held_for":
            return _joined(
                f"Held for {words(part.holder)}",
                told.at("from", part.from_),
                f"taken by: {words(part.taken_by)}",
                f"paper: {part.paper or 'not recorded'}",
                f"agreement: {part.agreement or 'not recorded'}",
            )
        case "identity":
            how = f"by {words(part.by)}"
            seen = _joined(f"Compared with the person {part.paper} names", how, told.at("", part.at))
            return f"{seen[:-1]}: not the same person."
    shown = _joined(f"Shown: {words(part.document)}", told.at("", part.presented_at))
    return f"{shown[:-1]}; seen by: {words(part.seen_by)}."


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part) + "."


class _Telling:
    """Tells of one part of a record, with its dates."""

    def __init__(self, reading: Reading, path: str) -> None:
        self._reading, self._path = reading, path

    def at(self, done: str, moment: AnyMoment | None) -> str:
        """Return what was done when, or nothing where no time is recorded."""
        if moment is None:
            return ""
        told = when(self._reading.instant(moment, self._path), self._reading.place)
        return f"{done} {told.removesuffix(NO_HOUR)}".strip()

    def _day(self, done: str, day: Any) -> str:
        return f"{done} {iso_date(self._reading.day(day))}" if day is not None else ""

    def detainer(self, part: Detainer) -> str:
        received = self.at("received", part.received_at)
        if part.form == "IAR":
            return _joined("A reply to a query of an immigration agency (IAR)", received)
        form = {"oral": " by word of mouth", "other": " on another form"}.get(part.form or "", f" on Form {part.form}")
        if part.form in (None, "unknown"):
            form = " on a form not recorded" if part.kind == "immigration" else ""
        served = part.served_on_person_at
        copy = "never served on the person" if served == "never" else ""
        if served is not None and served != "never":
            copy = self.at("served on the person", served)
        steps = part.iad
        return _joined(
            f"{part.kind.capitalize()} detainer{f' of {part.agency}' if part.agency else ''}{form}",
            self.at("issued", part.issued_at),
            received or "no time of receipt recorded",
            copy,
            self._day("the prisoner arrived for trial", steps.arrived_at) if steps else "",
            self._day("was sent back", steps.returned_at) if steps else "",
        )

    def warrant(self, part: Warrant) -> str:
        office = part.issued_by.office if part.issued_by is not None else None
        by = part.served_by
        served = self.at("served", part.served_at)
        if served and by is not None and by.role.startswith("287g"):
            dates = " ".join(filter(None, (self._day("from", by.designated_from), self._day("to", by.designated_to))))
            served += f" by an officer recorded as designated {dates or 'on days not recorded'}"
        return _joined(
            f"Warrant, {words(part.purpose)}",
            f"of {part.agency}" if part.agency else "",
            f"signed by: {words(office)}",
            self.at("issued", part.issued_at),
            self.at("lodged", part.lodged_at),
            served,
            self._terms() if part.purpose in ("parole", "supervised_release") else "",
        )

    def _terms(self) -> str:
        every = (stated for sentence in self._reading.record.sentences for stated in sentence.stated)
        return self._days("end of the term as stated:", (each.at for each in every if each.kind in ENDS_OF_TERM))

    def _days(self, what: str, days: Iterable[Any]) -> str:
        told = [iso_date(self._reading.day(day)) for day in days]
        return f"{what} {', '.join(told)}" if told else ""

    def writ(self, part: Writ) -> str:
        return _joined(
            f"Writ {words(part.kind)}{f' of {part.court}' if part.court else ''}",
            f"prisoner {part.role}",
            self.at("issued", part.issued_at),
            self.at("carried out", part.executed_at),
            self._day("to return by", part.return_by),
            self.at("returned", part.returned_at) or "no return recorded",
        )

    def sentence(self, part: Sentence) -> str:
        stated = self._days("Stated date of release:", (each.at for each in part.stated if each.kind == "release"))
        steps = running_sentences(self._reading)[position(self._path)].steps
        return f"{stated}; the record gives: {'; '.join(steps)}."
