"""What ends the papers on a charge: dispositions, release orders, bail, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from holdcheck.papers.end import End, Ends, not_before
from holdcheck.reading import Reading
from holdcheck.record.charges import Bail, Charge, CourtOrder
from holdcheck.sentences import Running, any_time_of_day, leaves_nothing_to_serve
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds

ENDING_DISPOSITIONS = {
    "declined": "declined",
    "no_billed": "not_filed",
    "dismissed": "dismissed",
    "nolle_prosequi": "dismissed",
    "acquitted": "acquitted",
    "cited": "cited",
    "diverted": "authority_over",
}
"""Dispositions that end a charge, with the cause of the entitlement; conviction and insanity end nothing."""
_FEW = 8
"""Below so many charges it is quicker to look at each than to find them by their ids."""
_LONG_AGO: Bounds = (NEVER_BEGAN, NEVER_BEGAN)
_REFUSALS_THAT_ENTITLE = frozenset({"immigration_hold", "other_hold", "office_closed", "statutory_wait"})


def concerned(reading: Reading, charges: Sequence[str] | str | None, path: str) -> tuple[list[int], tuple[str, ...]]:
    """Return the positions of the charges an order or bail is about, and what is missing to know.

    Without charges named it is about all of them; where they are in several courts that is not known.
    """
    all_charges = reading.record.charges
    if charges is None:
        courts = {charge.court for charge in all_charges if charge.court is not None}
        return list(range(len(all_charges))), (f"{path}.charges",) if len(courts) > 1 else ()
    if isinstance(charges, str):
        return list(range(len(all_charges))), ()
    if len(all_charges) < _FEW:
        return [i for i, charge in enumerate(all_charges) if charge.id in charges], ()
    known = reading.charge_positions
    if not known:
        known.update((charge.id, i) for i, charge in enumerate(all_charges) if charge.id is not None)
    return sorted({known[each] for each in charges if each in known}), ()


def came_at(reading: Reading, n: int) -> Bounds | None:
    """Return when somebody was first arrested on a charge, else the day of its offence; None where neither is told.

    Args:
        reading: The record.
        n: Position of the charge.
    """
    charge = reading.record.charges[n]
    arrests = [
        None if arrest.at is None else reading.instant(arrest.at, f"arrests[{k}]", "at")
        for k, arrest in enumerate(reading.record.arrests)
        if charge.id is not None and charge.id in arrest.charges
    ]
    known = [at for at in arrests if at is not None]
    if known and len(known) == len(arrests):
        return min(known)
    if charge.offense_at is None:
        return None
    midnight = reading.midnight(charge.offense_at)
    return midnight, midnight


def came_after(reading: Reading, n: int, instant: int) -> bool:
    """Return whether somebody was surely arrested on a charge, or for an offence of a day, after an instant."""
    came, offense = came_at(reading, n), reading.record.charges[n].offense_at
    return (came is not None and came[0] > instant) or (offense is not None and reading.midnight(offense) >= instant)


def is_by_schedule(order: CourtOrder) -> bool:
    """Return whether nobody who heard the case made an order; no schedule commits, extends, stays or vacates."""
    return order.source == "schedule" and order.kind in ("set_bail", "detain", "release")


def named_charges(paper: CourtOrder | Bail) -> Sequence[str] | str | None:
    """Return the charges that bail, or an order that ends custody, names; None where it names no charge and no warrant.

    Nobody is released from nothing: an empty list beside no warrant is a list that was not kept, and it is for all.
    """
    return paper.charges if paper.charges or paper.warrants else None


def warn_held_until(reading: Reading, about: list[int], end: Bounds, message: str) -> None:
    """Warn where the jail's note ends custody on a charge before a paper on it does: then the paper wins."""
    for n in about:
        until = reading.record.charges[n].held_until
        if until is not None and end[0] > reading.instant(until, f"charges[{n}]", "held_until")[1] < reading.ended[0]:
            reading.warn("held_until_disagrees", f"charges[{n}].held_until", message)


def conditions_met(reading: Reading, order: CourtOrder, path: str) -> tuple[Bounds, str] | None:
    """Return when the last condition of an order was met, or None while one is not."""
    latest = NEVER_BEGAN, NEVER_BEGAN
    for i, condition in enumerate(order.conditions):
        if condition.met_at is None:
            return None
        met = reading.event(condition.met_at, path, f"conditions[{i}].met_at")
        latest = max(latest[0], met[0]), max(latest[1], met[1])
    return latest, "condition_met"


def release_of(reading: Reading, i: int) -> End | None:
    """Return the release a court order gives, at the last of the order and its conditions; None while one is unmet."""
    order, path = reading.record.court_orders[i], f"court_orders[{i}]"
    if order.ordered_at is None:
        return End((reading.began[0], NEVER_ENDS), "release_order", path, (f"{path}.ordered_at",), orders=True)
    at = reading.event(order.ordered_at, path, "ordered_at")
    because = "release_order"
    if order.conditions:
        met = conditions_met(reading, order, path)
        if met is None:
            return None
        if met[0][1] > at[1]:
            because = "condition_met"
        at = max(at[0], met[0][0]), max(at[1], met[0][1])
    return End(at, because, path, orders=True)


def ends_of_charges(reading: Reading, running: list[Running]) -> Ends:
    """Return everything that ends pretrial papers, charge by charge."""
    record = reading.record
    charges = record.charges
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
    for i, order in enumerate(record.court_orders):
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
            named = named_charges(order) if order.kind == "release" else order.charges
            about, missing = concerned(reading, named, path)
            for n in _with_unnamed(_there(reading, about, named, end), named, ends):
                ends[n].append(end._replace(missing=end.missing + missing) if missing else end)
    conditional = any(order.kind == "set_bail" and order.conditions for order in record.court_orders)
    for i, bail in enumerate(record.bail):
        named = named_charges(bail)
        about, missing = concerned(reading, named, f"bail[{i}]")
        of_all = [] if conditional else bail_ends(reading, bail, i, about)
        for n in _with_unnamed(about, named, ends):
            # What is a condition of bail on one charge keeps nobody on another.
            of_charge = bail_ends(reading, bail, i, [n] if n < len(charges) else about) if conditional else of_all
            for end in of_charge:
                if n < len(charges) and not _there(reading, [n], named, end):
                    continue
                ends[n].append(end._replace(missing=end.missing + missing) if missing else end)
    for i in range(len(record.sentences)):
        end = _sentence(reading, i, running[i])
        about, missing = _sentenced(reading, i)
        for n in about:
            ends[n].append(end._replace(missing=end.missing + missing) if missing else end)
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
            # What had ended the other charge before ends these papers as they are handed on to it.
            ends[n] += [
                end._replace(at=since, orders=end.orders or since[0] < since[1])
                if end.at[1] <= since[0]
                else end._replace(at=(max(end.at[0], since[0]), end.at[1]))
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
    record = reading.record
    sentence = record.sentences[i]
    if sentence.charges:
        return [n for n, charge in enumerate(record.charges) if charge.id in sentence.charges], ()
    cases = [charge.case for charge in record.charges]
    if sentence.case is not None and sentence.case in cases:
        return [n for n, case in enumerate(cases) if case == sentence.case], ()
    if sentence.case is not None and cases and None not in cases:
        return [], ()
    return [*range(len(cases)), len(cases)], (f"sentences[{i}].charges",)


def is_because_of_detainer(reading: Reading, order: CourtOrder) -> bool:
    """Return whether an order names a detainer as its reason."""
    return order.kind == "set_bail" and any(d.id in order.because_of for d in reading.record.detainers)


def _disposition(reading: Reading, i: int, charge: Charge) -> End:
    because, path = ENDING_DISPOSITIONS[charge.disposition], f"charges[{i}]"
    if charge.disposed_at is None:
        return End((reading.began[0], NEVER_ENDS), because, path, (f"{path}.disposed_at",))
    return End(reading.event(charge.disposed_at, path, "disposed_at"), because, path)


def _refiled_as_unknown(reading: Reading, i: int, charge: Charge) -> End:
    """A charge refiled as nobody knows what hands its papers on to nobody knows where."""
    path = f"charges[{i}]"
    missing: tuple[str, ...] = (f"{path}.refiled_as",)
    if charge.disposed_at is None:
        return End((reading.began[0], NEVER_ENDS), "dismissed", path, (f"{path}.disposed_at", *missing))
    return End((reading.event(charge.disposed_at, path, "disposed_at")[0], NEVER_ENDS), "dismissed", path, missing)


def bail_ends(reading: Reading, bail: Bail, i: int, about: list[int]) -> list[End]:
    """Return what a bail ends: accepted, or refused for a reason that entitles; with every condition of it met."""
    record, path = reading.record, f"bail[{i}]"
    ends: list[End] = []
    accepted = bail.accepted_at if bail.accepted_at is not None else bail.posted_at
    revoked = reading.instant(bail.revoked_at, path, "revoked_at") if bail.revoked_at is not None else None
    if accepted is not None and not (bail.refused and bail.accepted_at is None):
        name = "accepted_at" if bail.accepted_at is not None else "posted_at"
        at = reading.event(accepted, path, name)
        conditions = _conditions_of_bail(reading, about, at)
        because = "condition_met" if at[1] < conditions[1] < NEVER_ENDS else "bail"
        at = not_before(at, conditions)
        if at[0] >= NEVER_ENDS:
            return ends
        ends.append(End(at, because, path, (), revoked))
        if not bail.refused or bail.tendered_at is None:
            return ends
        # Refused first and accepted later: the refusal entitles where its reason does.
    steps = (
        ("tendered_at", bail.tendered_at),
        ("declared_futile_at", bail.declared_futile_at),
        ("posted_at", accepted),
    )
    name, tendered = next(((name, moment) for name, moment in steps if moment is not None), ("", None))
    if tendered is None or not (bail.refused or bail.declared_futile_at is not None):
        return ends
    at = reading.event(tendered, path, name)
    at = not_before(at, _conditions_of_bail(reading, about, at))
    if at[0] >= NEVER_ENDS:
        return ends
    if bail.refused_because in (None, "unknown"):
        ends.append(End(at, "bail_refused", path, (f"{path}.refused_because",), revoked))
    elif bail.refused_because in _REFUSALS_THAT_ENTITLE:
        because = "bail_refused"
        if bail.refused_because == "statutory_wait":
            because = "bail"
            for n, other in enumerate(record.other_authority):
                if other.kind == "statutory_wait" and other.to is not None:
                    over = reading.event(other.to, f"other_authority[{n}]", "to")
                    at = max(at[0], over[0]), max(at[1], over[1])
        ends.append(End(at, because, path, (), revoked))
    return ends


def _conditions_of_bail(reading: Reading, about: list[int], given: Bounds) -> Bounds:
    """Return when the last condition was met of the order by which bail was given; never, while one is unmet.

    That is the last order by then that sets bail on these charges: a later one on a charge replaces the earlier, and
    one that came after the bail was no condition of it. Where it is not known which was the last, the latest instant is
    that of the order that may have been.

    Args:
        reading: The record.
        about: Positions of the charges.
        given: When the bail was given.
    """
    orders = reading.record.court_orders
    setting = [
        (
            n,
            reading.instant(order.ordered_at, f"court_orders[{n}]", "ordered_at")
            if order.ordered_at is not None
            else _LONG_AGO,
        )
        for n, order in enumerate(orders)
        if order.kind == "set_bail" and set(concerned(reading, order.charges, "")[0]) & set(about)
    ]
    earliest = latest = NEVER_BEGAN
    for n, at in setting:
        if not orders[n].conditions or at[0] > given[1]:
            continue
        later = [other for other in setting if other[1][0] > at[1] and _sets_for_all(reading, other[0], about)]
        if any(other[1] <= given[0] for _, other in later):
            continue
        met = conditions_met(reading, orders[n], f"court_orders[{n}]")
        when = (NEVER_ENDS, NEVER_ENDS) if met is None else met[0]
        # Bail follows the order that set it; only where another one set bail before may it have come before this one.
        first = any(other[1] <= given[0] and k != n for k, other in setting)
        sure = not any(other[0] <= given[0] for _, other in later) and (at[1] <= given[0] or not first)
        earliest, latest = max(earliest, when[0]) if sure else earliest, max(latest, when[1])
    return earliest, latest


def _sets_for_all(reading: Reading, n: int, about: list[int]) -> bool:
    return set(about).issubset(concerned(reading, reading.record.court_orders[n].charges, "")[0])


def _sentence(reading: Reading, i: int, running: Running) -> End:
    """Pretrial papers end when the sentence begins to authorise, or when one with nothing to serve is imposed."""
    sentence, path = reading.record.sentences[i], f"sentences[{i}]"
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
        return End((imposed, imposed), "sentence_served", path, follows=_pronounced_by(reading, sentence.imposed_at))
    begins = max(imposed, running.start[0])
    follows = max(begins, _pronounced_by(reading, sentence.imposed_at))
    return End((begins, begins), "sentence_served", path, follows=follows)


def _pronounced_by(reading: Reading, imposed: date | datetime) -> int:
    """Return when a sentence was pronounced at the latest: its hour if given, else the end of its day."""
    if isinstance(imposed, datetime):
        return reading.instant(imposed, "sentences", "imposed_at")[1]
    return reading.place.midnight(reading.day(imposed) + 1) - 1  # what begins with the next day came after it
