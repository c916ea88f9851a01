"""Terms with hours: over at an hour and not on a day, and so neither added to others nor put to a formula."""

from __future__ import annotations

from datetime import date

from holdcheck.clocks import HOUR
from holdcheck.moments import SECONDS_A_DAY, Bounds
from holdcheck.record.sentences import Sentence
from holdcheck.sentences.counting import anniversary, credited, days_that_do_not_count, length


def begins_at_hour(sentence: Sentence) -> date | None:
    """Return the day, or the day and hour, from which a term with hours runs; None where the record has none."""
    if sentence.begins_at is not None or sentence.consecutive_to:
        return sentence.begins_at
    return sentence.imposed_at


def over_at_hour(sentence: Sentence, day: int, at: Bounds, good: int) -> Bounds:
    """Return the instants between which a term with hours is over, none of them before it begins.

    Args:
        sentence: The sentence.
        day: The legal day on which it begins.
        at: The instants between which it begins.
        good: Days of good time to take off.
    """
    assert sentence.term is not None
    months, days = length(sentence.term, sentence.suspended)
    hours = sentence.term.hours - (sentence.suspended.hours if sentence.suspended is not None else 0)
    whole = anniversary(day, months, days) - day
    whole += days_that_do_not_count(sentence, day, day + whole + hours // 24)
    least, most = (number + good for number in credited(sentence.credits, None))
    low, high = (each + whole * SECONDS_A_DAY + hours * HOUR for each in at)
    return max(low - most * SECONDS_A_DAY, at[0]), max(high - least * SECONDS_A_DAY, at[1])
