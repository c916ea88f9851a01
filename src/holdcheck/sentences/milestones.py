"""When the sentences of a record are over: computed, explained step by step, and compared with what agencies state.

There is not one date but several, and which of them entitles to release is for the law of the place to say. Nothing
here depends on the day on which it is run, nor on whether the person is still held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from holdcheck.errors import RecordError
from holdcheck.faults import circles, faults_in_time, ids_of, looks_right
from holdcheck.horizon import as_of_given, known_until
from holdcheck.law import Law, law_to_apply
from holdcheck.record import CustodyRecord, read_record
from holdcheck.sentences.aggregates import in_a_row, last_served, leads_to_another
from holdcheck.sentences.comparing import compared
from holdcheck.sentences.conventions import release_bounds
from holdcheck.sentences.counting import day_text
from holdcheck.sentences.hours import by_hours
from holdcheck.sentences.laid import Laid, not_before, release_steps, stays_step
from holdcheck.sentences.limiting import rule_of_terms
from holdcheck.sentences.minimums import are_added_up, eligible_by_minimum, own_minimum
from holdcheck.sentences.programs import by_programs, earliest_with_everything
from holdcheck.sentences.projecting import by_formula, least_sure
from holdcheck.sentences.recorded import NO_DAY
from holdcheck.sentences.refusing import SERVED_ELSEWHERE, is_served_in_stays, is_wholly_suspended
from holdcheck.sentences.release_days import of_release
from holdcheck.sentences.results import Milestone, MilestoneName, Refusal, SentenceResult
from holdcheck.sentences.terms import Terms
from holdcheck.spans import NEVER_ENDS
from holdcheck.zones import Bounds, iso_date

_STOPPED: Final = "sentences.inoperative"
_WITH_CREDIT: Final[MilestoneName] = "release_with_recorded_credit"
_ALL_ALIKE: Final[tuple[MilestoneName, ...]] = (
    "full_term",
    "release_with_recorded_credit",
    "release_day",
    "entitlement",
)


def compute_sentences(
    record: CustodyRecord | Mapping[str, Any], *, law: Law | None = None, as_of: datetime | date | None = None
) -> tuple[SentenceResult, ...]:
    """Compute when the sentences of a record are over.

    Args:
        record: A record, or a mapping in the shape of one.
        law: The law to apply; by default the one that comes with holdcheck.
        as_of: Nothing after it has happened, such as an award of good time; an aware datetime, or a date meaning its
            first instant at the facility. By default the record's own ``recorded_until``, if it has one.

    Returns:
        One result for each sentence, in the order of the record, then one for each row of consecutive sentences, and
        for each part of a row after which the person was released before the next sentence was imposed.

    Raises:
        RecordError: The record is malformed, an id in it names two things, something ended before it began, a sentence
            follows itself, or its facility cannot be placed. What is wrong with one sentence only, such as a credit
            that ends before it begins or one to follow that is not listed, is a refusal of that sentence, and the
            others are computed; `check`, which answers for the whole custody, rejects the record for it.
        InputError: The law was not loaded, or as_of is no date between 1900 and 2200 or has no offset.
    """
    record = read_record(record)
    here, place = law_to_apply(law).placed(record.facility)
    if not looks_right(record, place):
        problems = [*ids_of(record)[1], *faults_in_time(record, place), *circles(record)]
        if problems:
            raise RecordError(problems)
    until = known_until(record, place, as_of_given(as_of))
    terms = Terms(record, here, place, NEVER_ENDS if until is None else until)
    results = _results(terms)
    for i, sentence in enumerate(record.sentences):
        if sentence.stated:
            results[i] = results[i]._replace(compare=tuple(compared(terms, i, results)))
    return tuple(results)


def _results(terms: Terms) -> list[SentenceResult]:
    """Return what is computed of each sentence, then of each row of consecutive ones, whole ones first."""
    single = [_single(terms, i) for i in range(len(terms.sentences))]
    last = terms.last_of_rows()
    if last and terms.precede:
        # Where a row breaks off, as the next sentence was imposed later, what came before it has a release of its own.
        last += [i for i in terms.within_rows() if not leads_to_another(terms, i)]
    return single + [_aggregate(terms, i) for i in last]


def _single(terms: Terms, i: int) -> SentenceResult:
    """Return what is computed of one sentence by itself."""
    sentence = terms.sentences[i]
    alone = not sentence.consecutive_to and not (i in terms.precede and leads_to_another(terms, i))
    found: list[Milestone | Refusal]
    try:
        laid = terms.laid(i)
        if isinstance(laid, Refusal) and laid.code == "not_yet_imposed":
            return _result(terms, (i,), False, [laid])
        if sentence.kind == "intermittent" and (sentence.periods or sentence.term is None):
            found = list(_intermittent(terms, i))
        elif isinstance(laid, Laid) and laid.refusal is not None:
            found = [laid.refusal]
        elif isinstance(laid, Laid):
            # Where consecutive terms are one term, a term that follows others is over as that one is up to it.
            one_term = laid.previous is not None and (terms.federal or rule_of_terms(terms, laid) is not None)
            own = in_a_row(terms, laid) if one_term else laid
            found = [own] if isinstance(own, Refusal) else _milestones(terms, own, alone)
            if sentence.minimum is not None:
                found += own_minimum(terms, i, laid)
        elif laid.code == "nothing_to_serve" and laid.path == f"sentences[{i}].kind":
            found = list(_nothing_to_serve(terms, i))
        elif laid.code == "hours_term" and laid.path == f"sentences[{i}].term.hours":
            found = [*by_hours(terms, i, alone), laid]
        else:
            found = [laid]
        if terms.ends_early:
            found = _as_ended(terms, i, found, laid if alone else None)
    except ValueError as error:  # an hour the clocks skip, or bounds in the wrong order
        wrong, _, instead = str(error).partition("; ")
        found = [Refusal("contradictory_dates", f"sentences[{i}]", f"a date that {wrong}: {instead}")]
    return _result(terms, (i,), False, found)


def _aggregate(terms: Terms, i: int) -> SentenceResult:
    """Return what is computed of consecutive sentences together, the last of which stands at a position."""
    last = terms.laid(i)
    if isinstance(last, Refusal):
        return _result(terms, (i,), True, [last])
    served = last_served(terms, last)
    found = _in_a_row(terms, served)
    if served is not last:
        found += _as_ended(terms, i, [], None)
    return _result(terms, last.chain, True, found)


def _in_a_row(terms: Terms, last: Laid) -> list[Milestone | Refusal]:
    """Return the dates of consecutive sentences together, the last of which is laid out."""
    i = last.chain[-1]
    together = in_a_row(terms, last)
    if isinstance(together, Refusal):
        return [together]
    if together.refusal is not None:
        return [together.refusal]
    if is_served_in_stays(terms.sentences[i]):
        found = list(_intermittent(terms, i))
    else:
        found = _milestones(terms, together, alone=True)
        if are_added_up(together) and any(each.minimum is not None for each in together.sentences):
            found += eligible_by_minimum(terms, together.chain, together)
    return _as_ended(terms, i, found, last)


def _result(terms: Terms, chain: tuple[int, ...], aggregate: bool, found: list[Milestone | Refusal]) -> SentenceResult:
    milestones = tuple([each for each in found if isinstance(each, Milestone)])
    refused = tuple([each for each in found if isinstance(each, Refusal)]) if len(milestones) < len(found) else ()
    paths = [f"sentences[{n}]" for n in chain]
    ids = [terms.sentences[n].id or path for n, path in zip(chain, paths, strict=True)]
    return SentenceResult(tuple(paths), tuple(ids), aggregate, milestones, refused)


def _milestones(terms: Terms, laid: Laid, alone: bool) -> list[Milestone | Refusal]:
    """Return the dates of a term; a member of a row of consecutive sentences has no release of its own."""
    counting, law = laid.counting.rule, laid.law
    confidence = counting.confidence if counting is not None else None
    if laid.fines:
        confidence = least_sure(confidence, *[fine.confidence for fine in laid.fines])
    full, floored = not_before(laid.full, laid.floor)
    of_last_day = laid.open_last_day
    full_term = Milestone(
        "full_term",
        full,
        "computed",
        lambda: (*laid.steps, *floored, *_assumed_date(terms, laid)),
        law,
        of_last_day if full[0] < full[1] else (),
        None,
        None,
        confidence,
    )
    days, told = not_before(release_bounds(laid.recorded, laid.counting), laid.floor)
    lists = terms.record.not_recorded
    unknown = [name for name in ("sentences.credits", "sentences.good_time") if name in lists] if lists else []
    if unknown:
        least = earliest_with_everything(terms, laid) if unknown == ["sentences.good_time"] else None
        days = min(laid.floor if least is None else least, days[0]), days[1]
        what = " and ".join(name.partition(".")[2].replace("_", " ") for name in unknown)
        told = (*told, f"{what} not recorded: on any day from {iso_date(days[0])} on")
    missing = (*laid.missing, *unknown) if days[0] < days[1] else ()
    with_credit = Milestone(
        "release_with_recorded_credit",
        days,
        "computed",
        lambda: (*release_steps(laid), *told, f"released on {day_text(days)}"),
        law,
        missing,
        None,
        None,
        confidence,
    )
    if not alone:
        return [full_term, with_credit]
    formula = by_formula(terms, laid)
    programs = by_programs(terms, laid, formula)
    if _STOPPED in lists:
        stopped = Refusal("not_recorded", _STOPPED, "the time that did not count, or that there was none")
        return [full_term, with_credit, *formula, *programs, stopped]
    return [full_term, with_credit, *formula, *programs, *of_release(terms, laid, days, missing)]


def _assumed_date(terms: Terms, laid: Laid) -> tuple[str, ...]:
    if terms.federal and not all(terms.offense_days(i) for i in laid.chain):
        return ("the day of an offence is not recorded: taken as on or after 1987-11-01",)
    return ()


def _nothing_to_serve(terms: Terms, i: int) -> Iterator[Milestone | Refusal]:
    sentence = terms.sentences[i]
    day = terms.imposed[i]
    if day is None:
        yield Refusal("missing_date", f"sentences[{i}].imposed_at", "the day it was imposed")
        return
    where = f"served {'at home' if sentence.served_in == 'home' else f'in {sentence.served_in}'}"
    what = sentence.kind if sentence.served_in not in SERVED_ELSEWHERE else where
    what = "all of it suspended" if is_wholly_suspended(sentence) else what
    step = f"{what.replace('_', ' ')}: nothing to serve in jail after the day it was imposed, {iso_date(day)}"
    for name in _ALL_ALIKE:
        yield Milestone(name, (day, day), "computed", lambda: (step,))


def _intermittent(terms: Terms, i: int) -> Iterator[Milestone | Refusal]:
    """An intermittent sentence is over when the last of its stays is; who then goes on to another is not released."""
    sentence = terms.sentences[i]
    if not sentence.periods:
        yield Refusal("missing_periods", f"sentences[{i}].periods", "the stays, or the length of the sentence")
        return
    days = terms.last_stay(i)
    step = stays_step(sentence, days)
    for name in _ALL_ALIKE if terms.goes_on_after(i) is False else _ALL_ALIKE[:2]:
        yield Milestone(name, days, "computed", lambda: (step,))


def _as_ended(
    terms: Terms, i: int, found: list[Milestone | Refusal], last: Laid | Refusal | None
) -> list[Milestone | Refusal]:
    """Return what was found of a sentence, with what ended it before its term, as the record or a court order says.

    Release is owed from then on, whether its end could be computed or not, but not before what it follows is over.

    Args:
        terms: The sentences of the record.
        i: Position of the sentence.
        found: What was found of it.
        last: The sentence on the calendar; None where no release from it is its own.
    """
    ended, days, vacated = terms.sentences[i].ended_by, terms.ended_on(i), terms.vacated_on(i)
    ways: list[tuple[Bounds, str]] = []
    if ended is not None and days is not None:
        ways.append((days, f"ended by {ended.kind.replace('_', ' ')} on {day_text(days)}, as recorded"))
    if vacated is not None and vacated[1] < NO_DAY:
        ways.append((vacated, f"vacated by a court on {day_text(vacated)}, as recorded"))
    elif vacated is not None:
        ways.append((vacated, f"vacated by a court on {iso_date(vacated[0])}, unless that was another one before it"))
    if not ways:
        return found
    step = min(ways)[1]
    days = min(first for (first, _), _ in ways), min(last for (_, last), _ in ways)
    open_ways: tuple[str, ...] = ()
    if days[1] == NO_DAY:
        by_term = next((each for each in found if isinstance(each, Milestone) and each.name == _WITH_CREDIT), None)
        if by_term is None:
            return found
        days, open_ways = (days[0], max(by_term.days[1], days[0])), ("court_orders",)
    early = Milestone("ended_early", days, "recorded", lambda: (step,), (), open_ways)
    due = next((each for each in found if isinstance(each, Milestone) and each.name == "entitlement"), None)
    if isinstance(last, Laid) and last.previous is not None:
        before = last.previous.last  # it may have begun, by record, before that
        over = max(last.begins[0] - 1, before[0]), max(last.begins[1] - 1, before[1])
        over = release_bounds(over, last.counting)
        days = max(days[0], over[0]), max(days[1], over[1])
    if due is None and last is not None:
        return [*found, Milestone("entitlement", days, "owed", lambda: (step,), (), open_ways), early]
    if due is not None and days[0] <= due.days[1]:
        found = [each for each in found if each is not due]
        missing = due.missing if due.days[0] < days[0] else open_ways
        days = min(days[0], due.days[0]), min(days[1], due.days[1])
        found.append(Milestone("entitlement", days, "owed", lambda: (step,), (), missing))
    return [*found, early]
