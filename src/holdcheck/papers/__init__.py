"""Turns a custody record into a flat list of papers, each with the span in which it is in force."""

from __future__ import annotations

from typing import Final

from holdcheck.moments import AnyMoment
from holdcheck.papers.concerned import concerned, named_charges
from holdcheck.papers.end import End, Ends, earliest_end, not_before, own_end
from holdcheck.papers.ends import ends_of_charges, is_because_of_detainer
from holdcheck.papers.limits import undated
from holdcheck.papers.one_day import join_bare_days
from holdcheck.papers.orders import list_orders
from holdcheck.papers.paper import Paper, facts
from holdcheck.papers.recorded_charges import list_charges
from holdcheck.papers.requests import asks_of, list_detainers, unknown_holds
from holdcheck.papers.warrant_ends import end_of_hearing
from holdcheck.papers.warrants import is_request, issuer_of, list_warrants
from holdcheck.reading import Reading
from holdcheck.record import PAPER_LISTS
from holdcheck.record.papers import Writ
from holdcheck.record.sentences import Sentence
from holdcheck.sentences import Running, any_time_of_day, leaves_nothing_to_serve, running_sentences, stood_before
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.vocabulary import AUTHORITY
from holdcheck.zones import SECONDS_A_DAY, Bounds

__all__ = ["Paper", "asks_of", "is_because_of_detainer", "issuer_of", "list_papers", "papers_recorded"]

_ARREST: Final = facts(paper="arrest")
_SENTENCE: Final = facts(paper="sentence")
_WRIT: Final = facts(paper="writ")
_OTHER: Final = {
    consent: facts(paper="other_authority", consent=consent) for consent in ("not_needed", "signed", "missing")
}
_WRITS_THAT_LEND: Final = frozenset({"ad_prosequendum", "ad_testificandum"})
_ALWAYS: Final[Bounds] = (NEVER_BEGAN, NEVER_BEGAN)
_OPEN: Final[Bounds] = (NEVER_ENDS, NEVER_ENDS)
_AUTHORISING_LISTS: Final = frozenset(
    {"warrants", "court_orders", "sentences", "charges", "writs", "other_authority", "arrests"}
)
"""Lists whose absence from the source leaves it open whether anything authorised custody."""


def papers_recorded(reading: Reading) -> bool:
    """Return whether any list of papers appears in the record at all."""
    return not reading.record.model_fields_set.isdisjoint(PAPER_LISTS)


def list_papers(reading: Reading) -> list[Paper]:
    """Return every paper of a record; the order has no meaning."""
    record = reading.record
    papers: list[Paper] = []
    running = running_sentences(reading) if reading.sentences else []
    ends = ends_of_charges(reading, running)
    if reading.court_orders:
        list_orders(reading, ends, papers)
    if reading.charges:
        list_charges(reading, ends, papers)
    if reading.arrests:
        _list_arrests(reading, ends, papers)
    if running:
        _list_sentences(reading, running, papers)
    if reading.warrants:
        list_warrants(reading, ends, papers)
    if reading.detainers:
        list_detainers(reading, papers)
    if record.writs:
        _list_writs(reading, papers)
    if record.other_authority:
        _list_other(reading, papers)
    if record.holds or record.held_for:
        papers += unknown_holds(reading)
    for i, writ in enumerate(record.writs):
        if writ.kind == "ad_subjiciendum" and writ.decision == "discharged":
            _discharge(reading, writ, f"writs[{i}]", papers)
    join_bare_days(reading, papers)
    if not papers and not papers_recorded(reading):
        papers.append(Paper("unknown", "papers", "papers", AUTHORITY.default, _ALWAYS, _OPEN, "", ("papers",)))
    for name in record.not_recorded:
        if name in _AUTHORISING_LISTS:
            papers.append(Paper("unknown", name, name, AUTHORITY.default, _ALWAYS, _OPEN, "", (name,)))
    return papers


def _list_arrests(reading: Reading, ends: Ends, papers: list[Paper]) -> None:
    """An arrest without charges authorises custody no longer than its 48 hours (County of Riverside v. McLaughlin)."""
    for i, arrest in enumerate(reading.arrests):
        if arrest.charges or arrest.warrant is not None or arrest.warrantless is False:
            continue
        path = f"arrests[{i}]"
        began = reading.record.custody_began_at if arrest.at is None else arrest.at
        at = reading.instant(began, path, "at") if began is not None else reading.began
        over = list(ends[-1])
        found = _came(reading, arrest.probable_cause_found_at, path, "probable_cause_found_at") is not None
        appeared = _came(reading, arrest.first_appearance_at, path, "first_appearance_at")
        # It carries nothing beyond its clocks: 48 hours for probable cause and, with that, those for the appearance.
        clock = "first-appearance" if found and appeared is None else "arrest-without-charge"
        limit = reading.deadlines(clock, at)
        if found and appeared is not None:
            hearing = end_of_hearing(reading, appeared)
            limit = max(limit[0], hearing[0]), max(limit[1], hearing[1])
        over.append(End(limit, "not_filed" if found else "no_probable_cause", path))
        end, because, missing, ended_by = earliest_end(at, over)
        if arrest.warrantless is None:
            # Made on a warrant that is not listed it would authorise nothing by itself.
            end, missing = (at[0], end[1]), (*missing, f"{path}.warrantless")
        papers.append(Paper("arrest", path, arrest.id or path, _ARREST, at, end, because, missing, ended_by or path))


def _came(reading: Reading, moment: AnyMoment | str | None, path: str, field: str) -> Bounds | None:
    """Return when a protecting event came; None where it is not known to have, or is still to come."""
    if moment is None or isinstance(moment, str):
        return None
    at = reading.event(moment, path, field)
    return at if at[0] < NEVER_ENDS else None


def _list_sentences(reading: Reading, running: list[Running], papers: list[Paper]) -> None:
    for i, sentence in enumerate(reading.sentences):
        path, run = f"sentences[{i}]", running[i]
        key = sentence.id or path
        if leaves_nothing_to_serve(sentence):
            continue
        vacated = _vacated(reading, sentence, path)
        if sentence.kind == "intermittent" and sentence.periods:
            if sentence.ended_by is not None:
                at = reading.event(sentence.ended_by.at, f"{path}.ended_by.at")
                vacated.append(End(at, "sentence_served", path))
            for n, period in enumerate(sentence.periods):
                begun = reading.instant(period.from_, f"{path}.periods[{n}].from")
                over = reading.event(period.to, f"{path}.periods[{n}].to", planned=True)
                itself = own_end(over, begun, "sentence_served", path)
                end, because, missing, by = earliest_end(begun, [itself, *vacated])
                if any(each.at[1] <= begun[0] and not each.missing for each in vacated):
                    continue  # it was over before this stay
                papers.append(Paper("sentence", path, key, _SENTENCE, begun, end, because, missing, by))
            continue
        end, because, missing, ended_by = run.end, run.because, run.missing, path
        if run.start[1] >= NEVER_ENDS:
            missing += (f"{path}.imposed_at",)
        if vacated:
            since = run.start
            if sentence.consecutive_to and sentence.imposed_at is not None:  # it can be vacated before it begins
                since = min(since, any_time_of_day(reading, i, sentence.imposed_at))
            at, cause, lacking, by = earliest_end(since, vacated)
            if at[0] < end[1]:
                end, because, ended_by = (min(end[0], at[0]), min(end[1], at[1])), cause, by
                missing += lacking
        papers.append(Paper("sentence", path, key, _SENTENCE, run.start, end, because, missing, ended_by))


def _vacated(reading: Reading, sentence: Sentence, path: str) -> list[End]:
    """Return the orders that vacate a sentence; where it names no charge, one about some charges may be of it."""
    found: list[End] = []
    for n, order in enumerate(reading.court_orders):
        if order.kind != "vacate_sentence" or order.ordered_at is None:
            continue
        by = f"court_orders[{n}]"
        charges = named_charges(order)
        about, missing = concerned(reading, charges, by, order.court)
        named = {reading.charges[c].id for c in about}
        of_all = charges is None or charges == "all"
        if not sentence.charges and not of_all:
            missing = (*missing, f"{path}.charges")
        elif sentence.charges and named.isdisjoint(sentence.charges):
            continue
        # One that may have come before the sentence may have vacated another; of its own day, it did if there was one.
        at = reading.event(order.ordered_at, by, "ordered_at")
        latest = at[1]
        if sentence.imposed_at is not None:
            since = reading.midnight(sentence.imposed_at)
            over = since + SECONDS_A_DAY
            if at[1] <= since:
                continue
            if at[1] <= over and any(stood_before(sentence, other, reading.place) for other in reading.sentences):
                continue
            if at[0] < over:
                at = at[0], NEVER_ENDS
        found.append(End(at, "vacated", by, missing, orders=True, latest=latest))
    return found


def _list_writs(reading: Reading, papers: list[Paper]) -> None:
    """A borrowed prisoner is kept on the writ until sent back or until the last day to do so is over."""
    for i, writ in enumerate(reading.record.writs):
        path = f"writs[{i}]"
        if writ.role == "lent" or (writ.role is None and writ.kind not in _WRITS_THAT_LEND):
            continue
        executed = reading.happened(writ.executed_at, path, "executed_at")
        start = executed if executed is not None else reading.start(writ.issued_at, path, "issued_at")
        over = []
        if writ.returned_at is not None:
            returned = reading.event(writ.returned_at, path, "returned_at")
            over.append(own_end(returned, start, "authority_over", path))
        if writ.return_by is not None:
            last = reading.place.midnight(reading.place.day_of(reading.midnight(writ.return_by)) + 1)
            over.append(own_end((last, last), start, "authority_over", path))
        end, because, missing, ended_by = earliest_end(start, over)
        if writ.role is None:
            # Lent to a court from here, it authorises nothing here; borrowed, it does.
            end, missing = (start[0], end[1]), (*missing, f"{path}.role")
        papers.append(Paper("writ", path, writ.id or path, _WRIT, start, end, because, missing, ended_by))


def _discharge(reading: Reading, writ: Writ, path: str, papers: list[Paper]) -> None:
    """A discharge on a writ ad subjiciendum ends every authority that came before it."""
    moment = writ.executed_at if writ.executed_at is not None else writ.issued_at
    at = reading.event(moment, path, "executed_at") if moment is not None else (reading.began[0], NEVER_ENDS)
    missing = () if moment is not None else (f"{path}.executed_at",)
    for i, paper in enumerate(papers):
        # A request is no authority, and no discharge takes it back; somebody may be held on it all the same.
        if is_request(reading, paper):
            continue
        if paper.start[0] < at[1] and at[0] < paper.end[1]:
            # A paper that may have come after it goes on, if it did.
            before = paper.start[1] <= at[0]
            end = min(paper.end[0], max(at[0], paper.start[0])), min(paper.end[1], at[1]) if before else paper.end[1]
            papers[i] = Paper(
                paper.kind, paper.path, paper.key, paper.facts, paper.start, end, "release_order",
                paper.missing + missing, path,
            )  # fmt: skip


def _list_other(reading: Reading, papers: list[Paper]) -> None:
    for i, other in enumerate(reading.record.other_authority):
        path = f"other_authority[{i}]"
        start = reading.start(other.from_, path, "from")
        end = _OPEN
        consent = "not_needed"
        unsigned = "other_authority.consent_signed_at" in reading.record.not_recorded
        if other.kind == "voluntary_stay" and unsigned and other.consent_signed_at is None:
            end, unknown = (start[0], NEVER_ENDS), (f"{path}.consent_signed_at",)
            if other.to is not None:
                end = start[0], reading.event(other.to, path, "to", planned=True)[1]
            papers.append(
                Paper("other_authority", path, other.id or path, _OTHER["signed"], start, end, "authority_over",
                      unknown, path)
            )  # fmt: skip
            continue
        if other.kind == "voluntary_stay":
            signed = reading.happened(other.consent_signed_at, path, "consent_signed_at")
            consent = "missing" if signed is None else "signed"
            if signed is not None:
                start = not_before(start, signed)
        if other.to is not None:
            end = reading.event(other.to, path, "to", planned=True)
        paper = Paper(
            "other_authority", path, other.id or path, _OTHER[consent], start, end, "authority_over", (), path
        )
        papers += undated(reading, paper, f"{path}.to")
