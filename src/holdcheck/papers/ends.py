"""What ends the papers on a charge: dispositions, release orders, bail, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from holdcheck.papers.bail import bail_ends
from holdcheck.papers.concerned import came_after, concerned, conditions_met, named_charges
from holdcheck.papers.end import End, Ends, last_told, not_before
from holdcheck.reading import Reading, paths
from holdcheck.record.charges import Charge, CourtOrder
from holdcheck.record.sentences import CaseReference
from holdcheck.sentences import Running, any_time_of_day, leaves_nothing_to_serve
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds

ENDING_DISPOSITIONS: Final = {
    "declined": "declined",
    "no_billed": "not_filed",
    "dismissed": "dismissed",
    "nolle_prosequi": "dismissed",
    "acquitted": "acquitted",
    "cited": "cited",
    "diverted": "authority_over",
}
"""Dispositions that end a charge, with the cause of the entitlement; conviction and insanity end nothing."""


def release_of(reading: Reading, i: int) -> End | None:
    """Return the release a court order gives, at the last of the order and its conditions; None while one is unmet."""
    order, path = reading.court_orders[i], f"court_orders[{i}]"
    if order.ordered_at is None:
        return End((reading.began[0], NEVER_ENDS), "release_order", path, (f"{path}.ordered_at",), orders=True)
    at = reading.event(order.ordered_at, path, "ordered_at")
    because = "release_order"
    if order.conditions:
        met = conditions_met(reading, order, path)
        if met is None:
            return None
        if met[1] > at[1]:
            because = "condition_met"
        at = not_before(at, met)
    last = last_told(at, order.ordered_at, *[condition.met_at for condition in order.conditions])
    return End(at, because, path, orders=True, follows=last)


def ends_of_charges(reading: Reading, running: list[Running]) -> Ends:
    """Return everything that ends pretrial papers, charge by charge."""
    charges = reading.charges
    ends: Ends = [[] for _ in range(len(charges) + 1)]
    carried_on = False
    for i, charge in enumerate(charges):
        disposition = charge.disposition
        if disposition in ENDING_DISPOSITIONS:
            ends[i].append(_disposition(reading, i, charge))
        elif disposition == "refiled":
            carried_on = True
            if charge.refiled_as is None:
                ends[i].append(_refiled_as_unknown(reading, i, charge))
    for i, order in enumerate(reading.court_orders):
        if order.kind != "release" and not order.because_of:
            continue
        path = f"court_orders[{i}]"
        end: End | None = None
        if order.kind == "release":
            if order.warrants and order.charges is None:
                continue
            end = release_of(reading, i)
        elif is_because_of_detainer(reading, order):
            # Bail that exists only because of a detainer: without it the person would have gone home at that hearing.
            at = (
                reading.event(order.ordered_at, path, "ordered_at")
                if order.ordered_at is not None
                else (reading.began[0], NEVER_ENDS)
            )
            lacking = () if order.ordered_at is not None else (f"{path}.ordered_at",)
            end = End(at, "authority_over", path, lacking, orders=True)
        if end is not None:
            named = named_charges(order)
            about, missing = concerned(reading, named, path, order.court)
            for n in _with_unnamed(_there(reading, about, named, end), named, ends):
                ends[n].append(end.changed(missing=end.missing + missing) if missing else end)
    conditional = any(order.kind == "set_bail" and order.conditions for order in reading.court_orders)
    for i, bail in enumerate(reading.bail):
        named = named_charges(bail)
        about, missing = concerned(reading, named, f"bail[{i}]")
        of_all = [] if conditional else bail_ends(reading, bail, i, about)
        for n in _with_unnamed(about, named, ends):
            # What is a condition of bail on one charge keeps nobody on another.
            of_charge = bail_ends(reading, bail, i, [n] if n < len(charges) else about) if conditional else of_all
            for end in of_charge:
                if n < len(charges) and not _there(reading, [n], named, end):
                    continue
                ends[n].append(end.changed(missing=end.missing + missing) if missing else end)
    first_begins = _first_begins(reading, running) if reading.sentences else []
    for i, sentence in enumerate(reading.sentences):
        if sentence.imposed_at is not None and reading.is_to_come((reading.midnight(sentence.imposed_at),) * 2):
            continue  # it may end nothing yet, and what it does not tell leaves nothing open
        end = _sentence(reading, i, running[i], first_begins[i])
        about, missing = _sentenced(reading, i)
        for n in about:
            ends[n].append(end.changed(missing=end.missing + missing) if missing else end)
    if carried_on:
        _hand_on(reading, charges, ends)
    return ends


def _hand_on(reading: Reading, charges: Sequence[Charge], ends: Ends) -> None:
    """A refiled charge hands its papers on: they end with the charge that carries it on, however often refiled."""
    by_id = {charge.id: n for n, charge in enumerate(charges) if charge.id is not None}
    own = [list(each) for each in ends]
    for n, charge in enumerate(charges):
        seen, follows, of, since = {n}, charge, n, (NEVER_BEGAN, NEVER_BEGAN)
        while follows.disposition == "refiled" and follows.refiled_as is not None:
            carried_on = by_id.get(follows.refiled_as, n)
            if carried_on in seen:
                break
            seen.add(carried_on)
            if follows.disposed_at is not None:
                since = not_before(since, reading.event(follows.disposed_at, f"charges[{of}]", "disposed_at"))
            # What had ended the other charge before ends these papers as they are handed on to it. A disposition of it
            # is the end of this one, too, and leaves nothing to take up; the rest may have come before a later paper.
            ends[n] += [
                end.changed(
                    at=not_before(end.at, since),
                    orders=end.orders or (not end.paper.startswith("charges[") and end.at[0] < since[1] > since[0]),
                )
                for end in own[carried_on]
            ]
            follows, of = charges[carried_on], carried_on


def _there(reading: Reading, about: list[int], named: Sequence[str] | str | None, end: End) -> list[int]:
    """Return the charges there were when a release or bail came that names none: it frees nobody of a later arrest."""
    if named is not None and named != "all":
        return about
    return [n for n in about if not came_after(reading, n, end.at[1])]


def _with_unnamed(about: list[int], charges: Sequence[str] | str | None, ends: Ends) -> list[int]:
    """An order or bail for all, or that names no charge, is also about papers that name none."""
    return [*about, len(ends) - 1] if charges is None or charges == "all" else about


def _sentenced(reading: Reading, i: int) -> tuple[list[int], tuple[str, ...]]:
    """Return the positions of the charges a sentence punishes, and what is missing to know.

    A sentence that names no charge is of those of its case. Where no case tells either, it may be of any charge, and
    of the papers that name none: what is left of them after it is undetermined.
    """
    sentence = reading.sentences[i]
    if sentence.charges:
        return [n for n, charge in enumerate(reading.charges) if charge.id in sentence.charges], ()
    cases = [charge.case for charge in reading.charges]
    if sentence.case is not None and sentence.case in cases:
        return [n for n, case in enumerate(cases) if case == sentence.case], ()
    if sentence.case is not None and cases and None not in cases:
        return [], ()
    return [*range(len(cases)), len(cases)], (f"sentences[{i}].charges",)


def is_because_of_detainer(reading: Reading, order: CourtOrder) -> bool:
    """Return whether an order names a detainer as its reason."""
    return order.kind == "set_bail" and any(d.id in order.because_of for d in reading.detainers)


def _disposition(reading: Reading, i: int, charge: Charge) -> End:
    because, path = ENDING_DISPOSITIONS[charge.disposition], paths("charges", reading.charges)[i]
    disposed = charge.disposed_at
    if disposed is None:
        return End((reading.began[0], NEVER_ENDS), because, path, (f"{path}.disposed_at",))
    at = reading.event(disposed, path, "disposed_at")
    return End(at, because, path, follows=last_told(at, disposed))


def _refiled_as_unknown(reading: Reading, i: int, charge: Charge) -> End:
    """A charge refiled as nobody knows what hands its papers on to nobody knows where."""
    path = f"charges[{i}]"
    missing: tuple[str, ...] = (f"{path}.refiled_as",)
    if charge.disposed_at is None:
        return End((reading.began[0], NEVER_ENDS), "dismissed", path, (f"{path}.disposed_at", *missing))
    return End((reading.event(charge.disposed_at, path, "disposed_at")[0], NEVER_ENDS), "dismissed", path, missing)


def _sentence(reading: Reading, i: int, running: Running, first_begins: Bounds) -> End:
    """Pretrial papers end when the sentence begins to authorise, or when one with nothing to serve is imposed."""
    sentence, path = reading.sentences[i], f"sentences[{i}]"
    if leaves_nothing_to_serve(sentence):
        return End(running.end, running.because, path, running.missing)
    goes_home = sentence.kind == "intermittent" and bool(sentence.periods)
    if sentence.imposed_at is None and goes_home:
        return End((reading.began[0], NEVER_ENDS), "authority_over", path, (f"{path}.imposed_at",))
    if sentence.imposed_at is None:
        # Whenever it was pronounced, what the charge rests on went on until then, and the sentence from then on.
        return End(running.end, running.because, path, running.missing)
    if goes_home:
        # Until the first stay nothing is to be served: the person goes home at some time of the day.
        return End(any_time_of_day(reading, i, sentence.imposed_at), "authority_over", path)
    imposed = reading.midnight(sentence.imposed_at)
    if sentence.consecutive_to and sentence.begins_at is None:
        # Until the first of those it follows begins, nothing else authorises anything.
        first = not_before(first_begins, (imposed, imposed))
        follows = max(first[1], _pronounced_by(reading, sentence.imposed_at))
        return End(first, "sentence_served", path, follows=follows)
    begins = max(imposed, running.start[0])
    if running.early and running.end[1] < begins:
        # What ended it before it began leaves nothing for these papers to go on to.
        return End(running.end, running.because, path)
    earliest = min(begins, running.end[0]) if running.early else begins
    follows = max(begins, _pronounced_by(reading, sentence.imposed_at))
    return End((earliest, begins), "sentence_served", path, follows=follows)


def _first_begins(reading: Reading, running: list[Running]) -> list[Bounds]:
    """Return for each sentence when the first of those begins that it follows, directly or by others, else its own."""
    sentences = reading.sentences
    if not any(each.consecutive_to for each in sentences):
        return [each.start for each in running]
    named: dict[str | CaseReference, list[int]] = {}
    for n, each in enumerate(sentences):
        for name in (each.id, each.case and CaseReference(case=each.case)):
            if name:
                named.setdefault(name, []).append(n)
    first: dict[int, Bounds] = {}
    for i in range(len(sentences)):
        waiting = [i]  # in a loop: a row may be longer than calls can be nested, and no sentence follows itself
        while waiting:
            n = waiting[-1]
            sentence = sentences[n]
            followed = [k for name in sentence.consecutive_to for k in named.get(name, ()) if k != n]
            ahead = [k for k in followed if k not in first] if sentence.begins_at is None and n not in first else []
            if ahead:
                waiting += ahead
                continue
            begins = [first[k] for k in followed] if sentence.begins_at is None else []
            begins = begins or [_begins(reading, running[n])]
            first[n] = min(earliest for earliest, _ in begins), min(latest for _, latest in begins)
            waiting.pop()
    never = NEVER_BEGAN, NEVER_BEGAN
    return [first[n] if first[n][0] < NEVER_ENDS else never for n in range(len(sentences))]


def _begins(reading: Reading, running: Running) -> Bounds:
    """Return when a sentence begins, of which the first stay may be told within two days."""
    laid, begins = running.laid, running.start[0]
    if laid is None or laid.begins[0] == laid.begins[1]:
        return begins, begins
    return begins, reading.place.midnight(laid.begins[1])


def _pronounced_by(reading: Reading, imposed: date | datetime) -> int:
    """Return when a sentence was pronounced at the latest: its hour if given, else the end of its day."""
    if isinstance(imposed, datetime):
        return reading.instant(imposed, "sentences", "imposed_at")[1]
    return reading.place.midnight(reading.day(imposed) + 1) - 1  # what begins with the next day came after it
