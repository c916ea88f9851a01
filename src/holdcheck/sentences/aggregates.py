"""Consecutive sentences together: as one term where the law of the place makes one of them, else one after the other.

Federal ones are one term (18 USC 3584(c)); what a state makes of them is in `holdcheck.sentences.limiting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from holdcheck.sentences.conventions import of_credited_day
from holdcheck.sentences.counting import credited, days_that_do_not_count, last_days
from holdcheck.sentences.laid import Laid, less
from holdcheck.sentences.ledger import added_up, taken_off
from holdcheck.sentences.limiting import limit_of, limited, rule_of_terms
from holdcheck.sentences.refusing import gravest, is_served_in_stays
from holdcheck.sentences.results import Refusal
from holdcheck.sentences.terms import Terms
from holdcheck.zones import Bounds

_FEDERAL: Final = "consecutive terms are one term (18 USC 3584(c))"


class Held(NamedTuple):
    """A sentence as it ends custody.

    Attributes:
        laid: The sentence: the last of a row as the place takes the row, and none past a limit of it.
        floor: The day before which it frees nobody. Credit of a later sentence frees nobody before that is imposed.
    """

    laid: Laid
    floor: int


def to_serve(terms: Terms, i: int) -> Held | Refusal:
    """Return a sentence as it ends custody.

    Args:
        terms: The sentences of the record.
        i: Position of the sentence.
    """
    laid = terms.laid(i)
    if isinstance(laid, Refusal):
        return laid
    if not any(sentence.consecutive_to for sentence in terms.sentences):
        return Held(laid, laid.floor)
    rows: list[Laid] = []
    one_term = True
    for last in _rows_of(terms, i):
        together = in_a_row(terms, last)
        if last.chain[-1] == i:
            return together if isinstance(together, Refusal) else Held(together, together.floor)
        if isinstance(together, Refusal):
            return Held(laid, laid.floor)
        rows.append(together)
        one_term = one_term and (terms.federal or rule_of_terms(terms, last) is not None)
    if not rows:
        return Held(laid, laid.floor)
    over = max(row.recorded[0] for row in rows), max(row.recorded[1] for row in rows)
    # Where its own term is over before the later one is imposed nothing of that bears on it.
    floor = min(max(row.floor for row in rows), max(laid.floor, laid.recorded[0]))
    if one_term:
        laid = laid._replace(recorded=_earlier(laid.recorded, over))
    elif over[0] < laid.recorded[0]:  # credit on later ones may count for this one
        missing = (*laid.missing, terms.consecutive_credit)
        laid = laid._replace(recorded=(over[0], laid.recorded[1]), missing=missing)
    return Held(laid, floor)


def _earlier(one: Bounds, other: Bounds) -> Bounds:
    return min(one[0], other[0]), min(one[1], other[1])


def leads_to_another(terms: Terms, i: int) -> bool:
    """Return whether release from a sentence that others follow is not its own: somebody may go on, or they are one.

    Args:
        terms: The sentences of the record.
        i: Position of the sentence.
    """
    return terms.goes_on_after(i) is not False or any(last.chain[-1] != i for last in _rows_of(terms, i))


def last_served(terms: Terms, last: Laid) -> Laid:
    """Return the last of consecutive sentences of which anything is served: what ended before it began is not.

    Args:
        terms: The sentences of the record.
        last: The last of them.
    """
    while terms.ends_early and last.previous is not None and terms.ended_before(last.chain[-1], last.begins[0]):
        last = last.previous
    return last


def _rows_of(terms: Terms, i: int) -> list[Laid]:
    """Return the last sentences of the rows one is part of; where it goes on in one of them, none that ends with it."""
    found: dict[int, Laid] = {}
    for n in terms.last_of_rows():
        last = terms.laid(n)
        if isinstance(last, Laid) and len(last.chain) > 1 and i in last.chain:
            own = last.chain.index(i)
            for place in range(own, len(last.chain) - 1):
                if _is_break(terms, *last.chain[place : place + 2]):
                    last = terms.laid(last.chain[place])
                    break
            last = last_served(terms, last) if isinstance(last, Laid) else last
            if isinstance(last, Laid) and i in last.chain:
                found[last.chain[-1]] = last
    if len(found) > 1:
        found.pop(i, None)
    return list(found.values())


def in_a_row(terms: Terms, last: Laid) -> Laid | Refusal:
    """Return consecutive sentences together, the last of which is laid out.

    Where no source says that they are one term each begins where the one before it is over, as it is imposed; their
    lengths and good time are added up all the same.

    Args:
        terms: The sentences of the record.
        last: The last of them.
    """
    found = terms.rows.get(last.chain[-1])
    if found is None:
        found = terms.rows[last.chain[-1]] = _together(terms, last)
    return found


def _together(terms: Terms, last: Laid) -> Laid | Refusal:
    last = _since_a_break(terms, last)
    together = _added_up(terms, last)
    if isinstance(together, Refusal) or together.one_term is not None or len(last.chain) == 1:
        return together
    twice = _credited_twice(last)
    row = together._replace(
        start=last.start,
        raw=last.raw,
        full=(last.full[0], last.full[1] + twice),
        recorded=(last.recorded[0], last.recorded[1] + twice),
        last=last.last,
        stopped=last.stopped,
        counting=last.counting,
        previous=last.previous,
        missing=tuple(dict.fromkeys((*last.missing, *([terms.consecutive_credit] if twice else [])))),
        twice=twice,
    )
    return _over_with_all(terms, row) if any(each.begins_at is not None for each in row.sentences[1:]) else row


def _since_a_break(terms: Terms, last: Laid) -> Laid:
    """Return the last of consecutive sentences with those before it that it surely goes on from."""
    for n in range(len(last.chain) - 1, 0, -1):
        if _is_break(terms, last.chain[n - 1], last.chain[n]):
            return last._replace(
                chain=last.chain[n:],
                sentences=last.sentences[n:],
                kinds=frozenset(each.kind for each in last.sentences[n:]),
                terms=last.terms[n:],
            )
    return last


def _is_break(terms: Terms, one: int, next_one: int) -> bool:
    """Return whether a row surely breaks off between two of its sentences.

    A sentence that something ended early, or that was over before the next was imposed, is no part of a later one. Nor
    is one that is served in stays, whose days are no days on end.
    """
    before, after = terms.laid(one), terms.laid(next_one)
    if isinstance(before, Laid) and isinstance(after, Laid) and after.begins[0] > before.recorded[1] + 1:
        return True
    if terms.ends_early and (terms.ended_on(one) is not None or terms.vacated_on(one) is not None):
        return True
    return is_served_in_stays(terms.sentences[one]) or is_served_in_stays(terms.sentences[next_one])


def _begun_within(members: Sequence[Laid]) -> list[tuple[Laid, Laid]]:
    """Return each sentence of a row with the one before it where it began, by record, before that one was over."""
    return [
        (before, each)
        for before, each in pairwise(members)
        if each.sentences[-1].begins_at is not None and each.begins[0] <= before.recorded[0]
    ]


def _over_with_all(terms: Terms, row: Laid) -> Laid:
    """Return a row of sentences each of which is served as it began by record: over when all of them are."""
    members = [each for each in map(terms.laid, row.chain) if isinstance(each, Laid)]
    outer = [before for before, _ in _begun_within(members)]
    if not outer:
        return row
    full, recorded = row.full, row.recorded
    for each in outer:
        full = max(full[0], each.full[0]), max(full[1], each.full[1])
        recorded = max(recorded[0], each.recorded[0]), max(recorded[1], each.recorded[1])
    told = "not before the sentence is over within which it began, as recorded"
    limit = (told, row.full) if full != row.full else None
    return row._replace(full=full, recorded=recorded, last=terms.cut_short(row.chain[-1], recorded), limit=limit)


def _credited_twice(last: Laid) -> int:
    """Return how many days of credit are recorded for more than one sentence of a row, by their spans."""
    since = last.served_since
    pooled = credited([credit for each in last.sentences for credit in each.credits], last.counting, since)[1]
    return max(sum(credited(each.credits, last.counting, since)[1] for each in last.sentences) - pooled, 0)


def _added_up(terms: Terms, last: Laid) -> Laid | Refusal:
    """Return consecutive terms as one: their lengths added, then credit and days that do not count."""
    members = [each for each in map(terms.laid, last.chain) if isinstance(each, Laid)]
    first = members[0]
    if len(members) == 1:
        return last
    months, days = sum(each.months for each in members), sum(each.days for each in members)
    try:
        limit = None if terms.federal else limit_of(terms, last, first.start, months, days)
    except ValueError:
        return _beyond_calendar(last)
    one_term = terms.federal or limit is not None
    if one_term and (within := _begun_within(members)):
        path = f"sentences[{within[0][1].chain[-1]}].begins_at"
        return Refusal("begins_within_another", path, "whether it follows the other or began on that day")
    least = sum(each.shortest[0] for each in members), sum(each.shortest[1] for each in members)
    # Credit of all of them in one list, so that a day credited to two of them counts once (18 USC 3585(b)).
    pooled = tuple(credit for each in last.sentences for credit in each.credits)
    counting = of_credited_day(first.counting, pooled, first.start)
    credit = credited(pooled, counting, first.start)
    stopped = sum(each.stopped[0] for each in members), sum(each.stopped[1] for each in members)
    refusal = gravest(each.refusal for each in members)
    if refusal is not None:
        credit = credited(terms.sure(pooled, first.start[0]), counting, first.start)[0], credit[1]
    try:
        raw = (
            last_days(first.start, *least, counting)[0],
            last_days(first.start, months, days, counting)[1],
        )
    except ValueError:
        return _beyond_calendar(last)
    due = raw if limit is None else (raw[0] - limit.off[0], raw[1] - limit.off[1])
    good_time = added_up(terms.good_time(n) for n in last.chain)
    if one_term:  # of one term it is the whole that is not over yet
        spells = [spell for each in last.sentences for spell in each.inoperative]

        def over(bound: int, stopped: int) -> int:
            return taken_off(less(due, credit, (stopped, stopped)), good_time, counting).last[bound]

        low, high = (days_that_do_not_count(spells, first.begins[n], partial(over, n)) for n in (0, 1))
        stopped = low, high
        for n in last.chain:
            for k, spell in enumerate(terms.sentences[n].inoperative):
                if spell.to is None and terms.day(spell.from_) <= over(1, high):
                    path = f"sentences[{n}].inoperative[{k}].to"
                    return Refusal("time_not_counting", path, "the day from which time counts again")
    full = less(due, credit, stopped)
    good = taken_off(full, good_time, counting)
    recorded = max(good.last[0], good.earliest[0]), max(good.last[1], good.earliest[1])
    lost = terms.consecutive_credit  # nothing is lost of it where they are one term
    together = last._replace(
        start=first.start,
        begins=first.begins,
        months=months,
        days=days,
        shortest=least,
        raw=raw,
        full=full,
        recorded=recorded,
        last=terms.cut_short(last.chain[-1], recorded),
        good=good.days,
        entered=good.entered,
        lost=good_time.lost,
        stopped=stopped,
        floor=max(each.floor for each in members),
        counting=counting,
        missing=tuple(dict.fromkeys(name for each in members for name in each.missing if name != lost)),
        previous=None,
        one_term=_FEDERAL if terms.federal else None,
        refusal=refusal,
    )
    return together if limit is None else limited(together, limit)


def _beyond_calendar(last: Laid) -> Refusal:
    return Refusal("beyond_calendar", f"sentences[{last.chain[-1]}].term", "terms that end before the year 9900")
