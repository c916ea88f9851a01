"""Terms with hours: over at an hour and not on a day, and so neither added to others nor put to a formula."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Final

from holdcheck.clocks import HOUR
from holdcheck.moments import bounds
from holdcheck.record.sentences import Sentence
from holdcheck.sentences.conventions import Conventions, conventions
from holdcheck.sentences.counting import anniversary, credited, days_that_do_not_count, length, number_text, term_text
from holdcheck.sentences.ledger import NO_GOOD_TIME, Ledger, TakenOff, taken_off
from holdcheck.sentences.results import Milestone, MilestoneName, Refusal
from holdcheck.sentences.terms import Terms
from holdcheck.zones import SECONDS_A_DAY, Bounds, iso_date

_OF_HOURS: Final = Conventions(None, "last_day", None, (), None)
"""How such a term is counted: the person goes when it is over, and on no day after."""


def begins_at_hour(sentence: Sentence) -> date | None:
    """Return the day, or the day and hour, from which a term with hours runs; None where the record has none."""
    if sentence.begins_at is not None or sentence.consecutive_to:
        return sentence.begins_at
    return sentence.imposed_at


def over_at_hour(terms: Terms, i: int, at: Bounds, credit: Bounds, good: Ledger) -> tuple[Bounds, TakenOff]:
    """Return the instants between which a term with hours is over, none before it begins, and its good time.

    Args:
        terms: The sentences of the record.
        i: Position of one with hours that has a day on which it begins.
        at: The instants between which it begins.
        credit: The least and the most days of credit, as `credit_by_the_day` says.
        good: The good time to take off.
    """
    (low, most), (high, least) = (_over(terms, i, at, n, credit[1 - n], good) for n in (0, 1))
    return (max(low, at[0]), max(high, at[1])), most if most.days > least.days else least


def _over(terms: Terms, i: int, at: Bounds, bound: int, credit: int, good: Ledger) -> tuple[int, TakenOff]:
    """Return the instant at which a term with hours is over for one bound of its beginning, and its good time."""
    sentence = terms.sentences[i]
    began = begins_at_hour(sentence)
    assert sentence.term is not None
    assert began is not None
    day = terms.day(began)
    months, days = length(sentence.term, sentence.suspended)
    hours = sentence.term.hours - (sentence.suspended.hours if sentence.suspended is not None else 0)
    whole = anniversary(day, months, days) - day - credit

    def over(stopped: int) -> tuple[int, TakenOff]:
        without = at[bound] + (whole + stopped) * SECONDS_A_DAY + hours * HOUR
        last = terms.place.day_of(without)
        off = taken_off((last, last), good, _OF_HOURS)
        ends = without - off.days * SECONDS_A_DAY
        if off.entered is not None:  # an award is made at any hour of its day
            ends = min(max(ends, terms.place.midnight(off.entered + bound)), without)
        return ends, off

    stopped = 0
    if sentence.inoperative:
        stopped = days_that_do_not_count(sentence.inoperative, day, lambda n: terms.place.day_of(over(n)[0]))
    return over(stopped)


def credit_by_the_day(terms: Terms, sentence: Sentence, day: int) -> tuple[Bounds, tuple[str, ...]]:
    """Return the least and the most days of credit on a term with hours, and the convention that is not known.

    Args:
        terms: The sentences of the record.
        sentence: One with hours.
        day: The legal day on which it begins.
    """
    assert sentence.term is not None
    months, days = length(sentence.term, sentence.suspended)
    counting = conventions(terms.law, sentence.credits, day, anniversary(day, months, days) - day)
    # A day on which such a term begins is not a day of it.
    least, most = credited(sentence.credits, counting._replace(counts_start_day=False), (day, day))
    return (least, most), (f"{terms.law.counting_place}.credit_end_days",) if least < most else ()


def by_hours(terms: Terms, i: int, alone: bool) -> Iterator[Milestone | Refusal]:
    """Yield the dates of a term with hours, which runs from the hour it begins; from a bare day, from any hour of it.

    Args:
        terms: The sentences of the record.
        i: Position of one with hours.
        alone: Whether nothing follows it and it follows nothing, so that release from it is owed.
    """
    sentence, path = terms.sentences[i], f"sentences[{i}]"
    began = begins_at_hour(sentence)
    if began is None or sentence.term is None:
        yield Refusal("missing_date", f"{path}.begins_at", "the day and hour on which it begins")
        return
    at = bounds(began, terms.place)
    from_ = terms.place.text(at[0]) if isinstance(began, datetime) else f"any hour of {began.isoformat()}"
    step = f"{term_text(sentence.term)} from {from_}"
    names: tuple[MilestoneName, ...] = ("full_term", "release_with_recorded_credit", "entitlement")
    for name in names if alone else names[:2]:
        try:
            credit, unknown = credit_by_the_day(terms, sentence, terms.day(began))
            ends, good = over_at_hour(terms, i, at, credit, NO_GOOD_TIME if name == "full_term" else terms.good_time(i))
        except ValueError:
            yield Refusal("beyond_calendar", f"{path}.term", "a term that ends before the year 9900")
            return
        days = terms.place.days_of(ends)
        missing = (*((f"{path}.begins_at",) if at[0] < at[1] else ()), *unknown) if days[0] < days[1] else ()
        yield Milestone(
            name,
            days,
            "owed" if name == "entitlement" else "computed",
            partial(_hours_told, terms, step, credit, good, ends),
            (),
            missing,
        )


def _hours_told(terms: Terms, step: str, credit: Bounds, good: TakenOff, ends: Bounds) -> Iterator[str]:
    yield step
    if credit[1]:
        yield f"less {number_text(credit)} of credit"
    if good.days:
        entered = f", not before {iso_date(good.entered)}, when it was entered" if good.entered is not None else ""
        yield f"less {number_text((good.days, good.days))} of good time as recorded{entered}"
    yield f"over at {terms.place.text(ends[0])}" + (f" to {terms.place.text(ends[1])}" if ends[0] < ends[1] else "")
