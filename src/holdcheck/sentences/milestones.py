"""When the sentences of a record are over: computed, explained step by step, and compared with what agencies state.

There is not one date but several, and which of them entitles to release is for the law of the place to say. Nothing
here depends on the day on which it is run, nor on whether the person is still held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from holdcheck.clocks import HOUR
from holdcheck.law import Law, law_of_the_package
from holdcheck.moments import SECONDS_A_DAY, Bounds, bounds, date_of
from holdcheck.record import CustodyRecord, read_record
from holdcheck.sentences.aggregates import in_a_row
from holdcheck.sentences.comparing import compared
from holdcheck.sentences.counting import (
    anniversary,
    credited,
    day_text,
    days_that_do_not_count,
    good_time_recorded,
    last_days,
    length,
    number_text,
    release_bounds,
    term_text,
)
from holdcheck.sentences.programs import by_programs
from holdcheck.sentences.projecting import by_formula
from holdcheck.sentences.refusing import SERVED_ELSEWHERE
from holdcheck.sentences.release_days import of_release
from holdcheck.sentences.results import Milestone, MilestoneName, Refusal, SentenceResult
from holdcheck.sentences.terms import Laid, Terms, not_before, release_steps

_GOOD_TIME = "sentences.good_time"
_ALL_ALIKE: tuple[MilestoneName, ...] = ("full_term", "release_with_recorded_credit", "release_day", "entitlement")


def compute_sentences(
    record: CustodyRecord | Mapping[str, Any], *, law: Law | None = None
) -> tuple[SentenceResult, ...]:
    """Compute when the sentences of a record are over.

    Args:
        record: A record, or a mapping in the shape of one.
        law: The law to apply; by default the one that comes with holdcheck.

    Returns:
        One result for each sentence, in the order of the record, then one for each row of consecutive sentences.

    Raises:
        RecordError: The record is malformed, or its facility cannot be placed.
    """
    record = read_record(record)
    law = law if law is not None else law_of_the_package()
    terms = Terms(record, law.of(record.facility), law.zone_of(record.facility))
    results = _results(terms)
    return tuple(
        replace(result, compare=tuple(compared(terms, i, results)))
        if i < len(record.sentences) and record.sentences[i].stated
        else result
        for i, result in enumerate(results)
    )


def _results(terms: Terms) -> list[SentenceResult]:
    """Return what is computed of each sentence, then of each row of consecutive ones."""
    sentences = terms.sentences
    followed = {n for i in range(len(sentences)) for n in terms.followed(i) or ()}
    single = [_single(terms, i, i in followed) for i in range(len(sentences))]
    return single + [_aggregate(terms, i) for i in terms.last_of_rows()]


def _single(terms: Terms, i: int, is_followed: bool) -> SentenceResult:
    """Return what is computed of one sentence by itself."""
    sentence = terms.sentences[i]
    found: list[Milestone | Refusal]
    try:
        laid = terms.laid(i)
        if sentence.kind == "intermittent" and (sentence.periods or sentence.term is None):
            found = list(_intermittent(terms, i))
        elif isinstance(laid, Laid) and laid.refusal is not None:
            found = [laid.refusal]
        elif isinstance(laid, Laid):
            found = list(_milestones(terms, laid, alone=not (is_followed or sentence.consecutive_to)))
            found += _minimum(terms, i, laid)
        elif laid.code == "nothing_to_serve" and laid.path == f"sentences[{i}].kind":
            found = list(_nothing_to_serve(terms, i))
        elif laid.code == "hours_term" and laid.path == f"sentences[{i}].term.hours":
            found = [*_hours(terms, i), laid]
        else:
            found = [laid]
        found += _ended_early(terms, i)
    except ValueError as error:  # an hour the clocks skip, or bounds in the wrong order
        wrong, _, instead = str(error).partition("; ")
        found = [Refusal("contradictory_dates", f"sentences[{i}]", f"a date that {wrong}: {instead}")]
    return _result(terms, (i,), False, found)


def _aggregate(terms: Terms, i: int) -> SentenceResult:
    """Return what is computed of consecutive sentences together, the last of which stands at a position."""
    last = terms.laid(i)
    if isinstance(last, Refusal):
        return _result(terms, (i,), True, [last])
    together = in_a_row(terms, last)
    if isinstance(together, Refusal):
        return _result(terms, last.chain, True, [together])
    if together.refusal is not None:
        return _result(terms, last.chain, True, [together.refusal])
    return _result(terms, last.chain, True, list(_milestones(terms, together, alone=True)))


def _result(terms: Terms, chain: tuple[int, ...], aggregate: bool, found: list[Milestone | Refusal]) -> SentenceResult:
    paths = tuple(f"sentences[{n}]" for n in chain)
    return SentenceResult(
        paths,
        tuple(terms.sentences[n].id or path for n, path in zip(chain, paths, strict=True)),
        aggregate,
        tuple(each for each in found if isinstance(each, Milestone)),
        tuple(each for each in found if isinstance(each, Refusal)),
    )


def _milestones(terms: Terms, laid: Laid, alone: bool) -> Iterator[Milestone | Refusal]:
    """Yield the dates of a term; a member of a row of consecutive sentences has no release of its own."""
    counting, law = laid.counting.rule, laid.law
    confidence = counting.confidence if counting is not None else None
    full, floored = not_before(laid.full, laid.floor)
    of_last_day = _of_last_day(laid)
    yield Milestone(
        "full_term",
        date_of(full[0]),
        date_of(full[1]),
        "computed",
        lambda: (*laid.steps, *floored, *_assumed_date(terms, laid)),
        law,
        of_last_day if full[0] < full[1] else (),
        confidence=confidence,
    )
    days, told = not_before(release_bounds(laid.recorded, laid.counting), laid.floor)
    missing = laid.missing
    if _GOOD_TIME in terms.record.not_recorded:
        days, missing = (min(laid.floor, days[0]), days[1]), (*missing, _GOOD_TIME)
        told = (*told, "good time is not recorded: on any day from the day it was imposed")
    missing = missing if days[0] < days[1] else ()
    yield Milestone(
        "release_with_recorded_credit",
        date_of(days[0]),
        date_of(days[1]),
        "computed",
        lambda: (*release_steps(laid), *told, f"released on {day_text(days)}"),
        law,
        missing,
        confidence=confidence,
    )
    if alone:
        found = list(by_formula(terms, laid))
        yield from found
        yield from by_programs(terms, laid, found)
        yield from of_release(terms, laid, days, missing)


def _of_last_day(laid: Laid) -> tuple[str, ...]:
    """Return the conventions that are not known and bear on the last day, and not only on the day of release."""
    return tuple(name for name in laid.missing if not name.endswith(".release_on"))


def _assumed_date(terms: Terms, laid: Laid) -> tuple[str, ...]:
    if terms.federal and not all(terms.offense_days(i) for i in laid.chain):
        return ("the day of an offence is not recorded: taken as on or after 1987-11-01",)
    return ()


def _minimum(terms: Terms, i: int, laid: Laid) -> Iterator[Milestone | Refusal]:
    """Yield from when on parole can be granted; whether credit shortens the minimum too is for the place to say."""
    minimum = terms.sentences[i].minimum
    if minimum is None:
        return
    if minimum.hours or minimum.life or length(minimum, None) == (0, 0):
        yield Refusal("missing_term", f"sentences[{i}].minimum", "the minimum in years, months, weeks or days")
        return
    sentence, counting = terms.sentences[i], laid.counting
    low, high = last_days(laid.start, *length(minimum, None), counting)
    most, stopped = credited(sentence.credits, counting.credit_end_days)[1], days_that_do_not_count(sentence)
    days, told = not_before((low - most + stopped, high + stopped), laid.floor)
    missing = [*_of_last_day(laid), *((f"{terms.law.counting_place}.credit_on_minimum",) if most else ())]
    yield Milestone(
        "minimum_term",
        date_of(days[0]),
        date_of(days[1]),
        "eligibility",
        lambda: (
            f"minimum of {term_text(minimum)}: last day {day_text((low, high))}",
            *((f"credit of {number_text((most, most))} taken off it or not",) if most else ()),
            *told,
        ),
        counting.rule.law if counting.rule is not None else (),
        tuple(missing) if days[0] < days[1] else (),
    )


def _nothing_to_serve(terms: Terms, i: int) -> Iterator[Milestone | Refusal]:
    sentence = terms.sentences[i]
    if sentence.imposed_at is None:
        yield Refusal("missing_date", f"sentences[{i}].imposed_at", "the day it was imposed")
        return
    day = date_of(terms.day(sentence.imposed_at))
    what = sentence.kind if sentence.served_in not in SERVED_ELSEWHERE else f"served in {sentence.served_in}"
    step = f"{what.replace('_', ' ')}: nothing to serve in jail after the day it was imposed, {day}"
    for name in _ALL_ALIKE:
        yield Milestone(name, day, day, "computed", lambda: (step,))


def _intermittent(terms: Terms, i: int) -> Iterator[Milestone | Refusal]:
    """An intermittent sentence is over when the last of its stays is."""
    ends = [bounds(period.to, terms.place) for period in terms.sentences[i].periods]
    if not ends:
        yield Refusal("missing_periods", f"sentences[{i}].periods", "the stays, or the length of the sentence")
        return
    days = terms.place.days_of((max(end[0] for end in ends), max(end[1] for end in ends)))
    step = f"the last of {len(ends)} stays ends on {day_text(days)}"
    for name in _ALL_ALIKE:
        yield Milestone(name, date_of(days[0]), date_of(days[1]), "computed", lambda: (step,))


def _hours(terms: Terms, i: int) -> Iterator[Milestone | Refusal]:
    """A term with hours runs from the hour it begins; from a bare day, from any hour of it."""
    sentence, path = terms.sentences[i], f"sentences[{i}]"
    began = sentence.begins_at if sentence.begins_at is not None else sentence.imposed_at
    if sentence.consecutive_to and sentence.begins_at is None:
        began = None
    if began is None or sentence.term is None:
        yield Refusal("missing_date", f"{path}.begins_at", "the day and hour on which it begins")
        return
    at, first = bounds(began, terms.place), terms.day(began)
    months, days = length(sentence.term, sentence.suspended)
    whole = anniversary(first, months, days) - first + days_that_do_not_count(sentence)
    hours = sentence.term.hours - (sentence.suspended.hours if sentence.suspended is not None else 0)
    least, most = credited(sentence.credits, None)
    low, high = (each + whole * SECONDS_A_DAY + hours * HOUR for each in at)
    from_ = terms.place.text(at[0]) if isinstance(began, datetime) else f"any hour of {began.isoformat()}"
    step = f"{term_text(sentence.term)} from {from_}"
    good = good_time_recorded(sentence)
    for name, taken in zip(_ALL_ALIKE, (0, good), strict=False):
        off = least + taken, most + taken
        ends = max(low - off[1] * SECONDS_A_DAY, at[0]), max(high - off[0] * SECONDS_A_DAY, at[1])
        first_day, last = terms.place.days_of(ends)
        missing = (f"{path}.begins_at",) if first_day < last else ()
        yield Milestone(
            name,
            date_of(first_day),
            date_of(last),
            "computed",
            partial(_hours_told, terms, step, off, ends),
            (),
            missing,
        )


def _hours_told(terms: Terms, step: str, off: Bounds, ends: Bounds) -> tuple[str, ...]:
    over = terms.place.text(ends[0]) + ("" if ends[0] == ends[1] else f" to {terms.place.text(ends[1])}")
    return (step, *((f"less {number_text(off)} of credit",) if off[1] else ()), f"over at {over}")


def _ended_early(terms: Terms, i: int) -> Iterator[Milestone]:
    ended = terms.sentences[i].ended_by
    if ended is not None:
        days = terms.place.days_of(bounds(ended.at, terms.place))
        step = f"ended by {ended.kind.replace('_', ' ')} on {day_text(days)}, as recorded"
        yield Milestone("ended_early", date_of(days[0]), date_of(days[1]), "recorded", lambda: (step,))
