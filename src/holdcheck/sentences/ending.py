"""When a sentence stops authorising custody by its term and by what agencies state, with the steps to it.

Where the law read for a place does not say how its days are counted, the end is a range over the countings that are
possible, and the time between is undetermined, never guessed.
"""

from __future__ import annotations

from datetime import date, datetime

from holdcheck.clocks import HOUR
from holdcheck.moments import Bounds, iso_date
from holdcheck.reading import Reading
from holdcheck.record.sentences import Sentence
from holdcheck.sentences.counting import (
    anniversary,
    conventions,
    credited,
    day_text,
    days_that_do_not_count,
    good_time_recorded,
    last_days,
    length,
    release_bounds,
    term_text,
    within_calendar,
)
from holdcheck.spans import NEVER_ENDS


def day_after(reading: Reading, day: date | datetime) -> int:
    """Return the first instant of the day after a legal date."""
    return reading.place.midnight(reading.day(day) + 1)


def any_time_of_day(reading: Reading, i: int, imposed: date | datetime) -> Bounds:
    """Return when a sentence was pronounced: a bare day is any time of it, not before the charge's disposition."""
    sentence = reading.record.sentences[i]
    if day_after(reading, imposed) <= reading.began[0]:
        return reading.began[0], reading.began[0]  # events before booking count as at booking
    at = reading.event(imposed, f"sentences[{i}]", "imposed_at")
    if at[0] < at[1]:
        disposed = [c.disposed_at for c in reading.record.charges if c.id in sentence.charges and c.disposed_at]
        earliest = [reading.instant(moment, f"sentences[{i}]", "imposed_at")[0] for moment in disposed]
        at = min(max([at[0], *earliest]), at[1]), at[1]
    return at


def computed_end(
    reading: Reading, i: int, days: tuple[int, int] | None
) -> tuple[Bounds | None, tuple[str, ...], tuple[int, int] | None, tuple[str, ...]]:
    """Return the end by the term, what is missing to know it, the possible last days, and the steps."""
    sentence, path = reading.record.sentences[i], f"sentences[{i}]"
    term = sentence.term
    if term is None or not (term.life or length(term, None) != (0, 0) or term.hours):
        return None, (f"{path}.term",), None, ()
    if term.life:
        return (NEVER_ENDS, NEVER_ENDS), (), None, ("for life: no end",)
    if any(stopped.to is None for stopped in sentence.inoperative):
        return (NEVER_ENDS, NEVER_ENDS), (), None, ("time does not count at present: no end yet",)
    if days is None:
        return None, (f"{path}.{'consecutive_to' if sentence.consecutive_to else 'imposed_at'}",), None, ()
    stopped = days_that_do_not_count(sentence)
    if term.hours:
        return _hours_end(reading, i, path, stopped)
    counting = conventions(reading.law, sentence, days[0])
    try:
        low, high = last_days(days, *length(term, sentence.suspended), counting)
    except ValueError:
        return (NEVER_ENDS, NEVER_ENDS), (), None, (f"{term_text(term)}: ends beyond the calendar",)
    good = good_time_recorded(sentence)
    least, most = (number + good for number in credited(sentence, counting.credit_end_days))
    last = within_calendar(low - most + stopped), within_calendar(high - least + stopped)
    release = release_bounds(last, counting)
    end = reading.place.midnight(release[0] + 1), reading.place.midnight(release[1] + 1)
    counted = {True: ", that day counted", False: ", that day not counted", None: ""}[counting.counts_start_day]
    steps = (
        f"{term_text(term)} from {iso_date(days[0])}{counted}",
        *((f"less {least if least == most else f'{least} to {most}'} days of credit",) if most else ()),
        *((f"and {stopped} days that do not count",) if stopped else ()),
        f"last day {day_text(last)}",
        *((f"released on {iso_date(release[0])}",) if counting.release_on == "day_after" else ()),
    )
    return end, counting.missing if end[0] < end[1] else (), last, steps


def _hours_end(
    reading: Reading, i: int, path: str, stopped: int
) -> tuple[Bounds | None, tuple[str, ...], tuple[int, int] | None, tuple[str, ...]]:
    """A term with hours runs from the hour it begins; a bare day there is any time of it."""
    sentence = reading.record.sentences[i]
    began = sentence.begins_at if sentence.begins_at is not None else sentence.imposed_at
    if began is None or sentence.term is None:
        return None, (f"{path}.imposed_at",), None, ()
    months, days = length(sentence.term, sentence.suspended)
    imposed = sentence.begins_at is None
    at = any_time_of_day(reading, i, began) if imposed else reading.event(began, path, "begins_at")
    good = good_time_recorded(sentence)
    least, most = (number + good for number in credited(sentence, None))
    first = reading.day(began)
    try:
        later = (anniversary(first, months, days) - first + stopped) * 24 * HOUR
    except ValueError:
        return (NEVER_ENDS, NEVER_ENDS), (), None, (f"{term_text(sentence.term)}: ends beyond the calendar",)
    hours = (sentence.term.hours - (sentence.suspended.hours if sentence.suspended is not None else 0)) * HOUR
    end = at[0] + later + hours - most * 24 * HOUR, at[1] + later + hours - least * 24 * HOUR
    return end, (), None, (f"{term_text(sentence.term)} from the hour it began",)


def with_stated(
    reading: Reading,
    sentence: Sentence,
    path: str,
    start: Bounds,
    computed: Bounds | None,
    missing: tuple[str, ...],
) -> tuple[Bounds, tuple[str, ...]]:
    """Compare with what agencies say; a date they give that is earlier makes the time between undetermined."""
    wanted = [stated for stated in sentence.stated if stated.kind == "release"]
    if not wanted and computed is None:
        wanted = [stated for stated in sentence.stated if stated.kind == "maximum_expiration"]
    stated = []
    for each in wanted:
        at = each.at
        # On a return to custody a date before booking was another clock.
        end = reading.instant(at, path)[0] if isinstance(at, datetime) else reading.place.midnight(reading.day(at) + 1)
        if reading.record.admission != "return" or end > reading.began[0]:
            stated.append(end)
    if computed is None:
        if not stated:
            return (max(start[0], reading.began[0]), NEVER_ENDS), missing
        return (min(stated), max(stated)), (f"{path}.stated",) if min(stated) < max(stated) else ()
    if stated and min(stated) < computed[0]:
        return (min(stated), computed[1]), (*missing, f"{path}.stated")
    if stated:
        return computed, missing
    unknown = reading.record.not_recorded
    if "sentences.inoperative" in unknown:
        computed, missing = (computed[0], NEVER_ENDS), (*missing, "sentences.inoperative")
    for name in ("sentences.good_time", "sentences.credits"):
        if name in unknown:
            computed, missing = (max(start[0], reading.began[0]), computed[1]), (*missing, name)
    return computed, missing
