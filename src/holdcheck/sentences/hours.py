"""Terms with hours: over at an hour and not on a day, and so neither added to others nor put to a formula."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from holdcheck.clocks import HOUR
from holdcheck.moments import bounds
from holdcheck.record.sentences import Sentence
from holdcheck.sentences.conventions import conventions
from holdcheck.sentences.counting import anniversary, credited, days_that_do_not_count, length, number_text, term_text
from holdcheck.sentences.ledger import balance
from holdcheck.sentences.results import Milestone, MilestoneName, Refusal
from holdcheck.sentences.terms import Terms
from holdcheck.zones import SECONDS_A_DAY, Bounds


def begins_at_hour(sentence: Sentence) -> date | None:
    """Return the day, or the day and hour, from which a term with hours runs; None where the record has none."""
    if sentence.begins_at is not None or sentence.consecutive_to:
        return sentence.begins_at
    return sentence.imposed_at


def over_at_hour(sentence: Sentence, day: int, at: Bounds, credit: Bounds, good: int) -> Bounds:
    """Return the instants between which a term with hours is over, none of them before it begins.

    Args:
        sentence: The sentence.
        day: The legal day on which it begins.
        at: The instants between which it begins.
        credit: The least and the most days of credit, as `credit_by_the_day` says.
        good: Days of good time to take off.
    """
    assert sentence.term is not None
    months, days = length(sentence.term, sentence.suspended)
    hours = sentence.term.hours - (sentence.suspended.hours if sentence.suspended is not None else 0)
    whole = anniversary(day, months, days) - day
    if sentence.inoperative:
        last = day + whole + hours // 24 - good
        whole += days_that_do_not_count(sentence.inoperative, day, lambda stopped: last + stopped)
    least, most = credit[0] + good, credit[1] + good
    low, high = (each + whole * SECONDS_A_DAY + hours * HOUR for each in at)
    return max(low - most * SECONDS_A_DAY, at[0]), max(high - least * SECONDS_A_DAY, at[1])


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
    good = balance(terms.good_time(i))
    names: tuple[MilestoneName, ...] = ("full_term", "release_with_recorded_credit", "entitlement")
    for name in names if alone else names[:2]:
        good_time = 0 if name == "full_term" else good
        try:
            credit, unknown = credit_by_the_day(terms, sentence, terms.day(began))
            ends = over_at_hour(sentence, terms.day(began), at, credit, good_time)
        except ValueError:
            yield Refusal("beyond_calendar", f"{path}.term", "a term that ends before the year 9900")
            return
        days = terms.place.days_of(ends)
        missing = (*((f"{path}.begins_at",) if at[0] < at[1] else ()), *unknown) if days[0] < days[1] else ()
        yield Milestone(
            name,
            days,
            "owed" if name == "entitlement" else "computed",
            partial(_hours_told, terms, step, credit, good_time, ends),
            (),
            missing,
        )


def _hours_told(terms: Terms, step: str, credit: Bounds, good: int, ends: Bounds) -> Iterator[str]:
    yield step
    if credit[1]:
        yield f"less {number_text(credit)} of credit"
    if good:
        yield f"less {number_text((good, good))} of good time as recorded"
    yield f"over at {terms.place.text(ends[0])}" + (f" to {terms.place.text(ends[1])}" if ends[0] < ends[1] else "")
