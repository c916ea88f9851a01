"""When a sentence stops authorising custody: terms, credits, good time, and what is not known about counting them.

A sentence runs in legal days. It authorises custody from the first instant of its first day to the last instant of the
day of release. Where the law read for a place does not say how its days are counted, the end is a range over the
countings that are possible, and the time between is undetermined, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from holdcheck.clocks import HOUR
from holdcheck.errors import problem, quote
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
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS

ENTITLES_WHEN_IMPOSED = {
    "time_served": "time_served",
    "probation_only": "sentence_suspended",
    "fine_only": "authority_over",
}
"""Kinds of sentence that leave nothing to serve, with the cause of the release entitlement they give."""
SERVED_ELSEWHERE = frozenset({"home", "treatment"})
"""Where a sentence is served that authorises no jail bed."""
_ENDED_BY = {
    "parole": "parole",
    "pardon": "authority_over",
    "commutation": "authority_over",
    "early_release": "sentence_served",
    "resentence": "vacated",
}


class Running(NamedTuple):
    """The time in which one sentence authorises custody.

    Attributes:
        start: When it begins to; without any date of it some time up to `NEVER_ENDS`, unless nothing came before it.
        end: The earliest and the latest instant at which it stops.
        because: Cause of the entitlement it leaves behind.
        missing: What keeps the end from being one instant, other than the precision of dates.
        last_days: First and last day, from 1970-01-01, that can be its last; None when its end is not a computed day.
        steps: How the end was found.
        computed: The first and the last day of release that can be computed from the term, whatever an agency states
            and however it ended; None where none can.
    """

    start: Bounds
    end: Bounds
    because: str
    missing: tuple[str, ...]
    last_days: tuple[int, int] | None
    steps: tuple[str, ...]
    computed: tuple[int, int] | None = None


def leaves_nothing_to_serve(sentence: Sentence) -> bool:
    """Return whether a sentence authorises no day in jail, so that it entitles to release when it is imposed."""
    return sentence.kind in ENTITLES_WHEN_IMPOSED or sentence.served_in in SERVED_ELSEWHERE


def running_sentences(reading: Reading) -> list[Running]:
    """Return when each sentence of a record authorises custody.

    Problems (cycles, dates in the wrong order) are added to the reading.
    """
    sentences = reading.record.sentences
    found: dict[int, Running] = {}
    by_id = {sentence.id: i for i, sentence in enumerate(sentences) if sentence.id is not None}
    under_way: set[int] = set()

    def run(i: int) -> Running:
        if i not in found:
            if i in under_way:
                wrong = f"{quote(sentences[i].id or str(i))} would follow itself"
                reading.problems.append(
                    problem(f"sentences[{i}].consecutive_to", wrong, "break the circle of consecutive sentences")
                )
                return Running((NEVER_BEGAN, NEVER_BEGAN), (NEVER_ENDS, NEVER_ENDS), "sentence_served", (), None, ())
            under_way.add(i)
            found[i] = _run(reading, i, followed_by(sentences, by_id, i), run)
            under_way.discard(i)
        return found[i]

    return [run(i) for i in range(len(sentences))]


def followed_by(sentences: tuple[Sentence, ...], by_id: dict[str, int], i: int) -> list[int] | None:
    """Return the positions of the sentences one follows, or None when one of them is not in the record."""
    followed: list[int] = []
    for follows in sentences[i].consecutive_to:
        if isinstance(follows, str):
            if follows in by_id:
                followed.append(by_id[follows])
        else:
            of_case = [n for n, other in enumerate(sentences) if other.case == follows.case and n != i]
            if not of_case:
                return None
            followed += of_case
    return followed


def _run(reading: Reading, i: int, followed: list[int] | None, run: Callable[[int], Running]) -> Running:
    sentence, path = reading.record.sentences[i], f"sentences[{i}]"
    if leaves_nothing_to_serve(sentence):
        return _nothing_to_serve(reading, i)
    begins, imposed = sentence.begins_at, sentence.imposed_at
    before = [run(n) for n in followed or ()]
    if begins is None and any(other.end[0] >= NEVER_ENDS for other in before):
        never = NEVER_ENDS, NEVER_ENDS
        return Running(never, never, "sentence_served", (), None, ("follows a sentence that has no end",))
    days: tuple[int, int] | None
    if begins is not None:
        days = reading.day(begins), reading.day(begins)
    elif before and all(other.last_days is not None for other in before):
        days = (
            max(other.last_days[0] for other in before if other.last_days) + 1,
            max(other.last_days[1] for other in before if other.last_days) + 1,
        )
    elif sentence.consecutive_to:
        days = None
    else:
        days = (reading.day(imposed), reading.day(imposed)) if imposed is not None else None
    if days is None:
        start = (NEVER_BEGAN, NEVER_BEGAN)
        if not sentence.consecutive_to:
            if _nothing_before(reading):
                message = "Absent: the sentence counts as throughout custody."
            else:
                message = "Absent: from when on the sentence authorises custody is not known."
                start = (NEVER_BEGAN, NEVER_ENDS)
            reading.warn("start_unknown", f"{path}.imposed_at", message)
    else:
        start = reading.place.midnight(days[0]), reading.place.midnight(days[0])
    end, missing, last_days, steps = _computed_end(reading, i, days)
    computed: tuple[int, int] | None = None
    if end is not None and end[1] < NEVER_ENDS:
        computed = reading.place.day_of(end[0] - 1), reading.place.day_of(end[1] - 1)
    end, missing = _with_stated(reading, sentence, path, start, end, missing)
    because = "sentence_served"
    if sentence.ended_by is not None:
        early = reading.event(sentence.ended_by.at, f"{path}.ended_by.at")
        if early[0] < end[1]:
            end, because = (min(end[0], early[0]), min(end[1], early[1])), _ENDED_BY[sentence.ended_by.kind]
            missing = missing if end[0] < early[0] else ()
            steps = (*steps, f"ended early: {sentence.ended_by.kind.replace('_', ' ')}")
            # What follows begins on the day this one ended.
            last_days = reading.place.day_of(early[0]) - 1, reading.place.day_of(early[1]) - 1
    vacated = _vacated_on(reading, sentence)
    if last_days is not None and vacated is not None:
        last_days = min(last_days[0], vacated - 1), min(last_days[1], vacated - 1)
    counted = last_days is not None or (sentence.term is not None and sentence.term.hours > 0)
    if (
        counted
        and imposed is not None
        and missing[-1:] not in (("sentences.good_time",), ("sentences.credits",))
        and end[0] < _day_after(reading, imposed)
    ):
        # Credit may leave nothing to serve; nobody is entitled before the sentence was pronounced that day.
        at = any_time_of_day(reading, i, imposed)
        end = max(end[0], at[0]), max(end[1], at[1])
    return Running(start, end, because, missing, last_days, steps, computed)


def _vacated_on(reading: Reading, sentence: Sentence) -> int | None:
    """Return the day on which a court vacated a sentence; None where none did."""
    days = [
        reading.place.day_of(reading.instant(order.ordered_at, "court_orders", "ordered_at")[0])
        for order in reading.record.court_orders
        if order.kind == "vacate_sentence"
        and order.ordered_at is not None
        and (not isinstance(order.charges, tuple) or set(order.charges) & set(sentence.charges))
    ]
    return min(days, default=None)


def _nothing_before(reading: Reading) -> bool:
    """Return whether a record knows of nothing but sentences, as a prison's does: then they are all there ever was."""
    record = reading.record
    return not (record.charges or record.arrests or record.court_orders or record.bail)


def _nothing_to_serve(reading: Reading, i: int) -> Running:
    """A sentence that authorises no jail bed: it entitles to release at any time of the day it was imposed."""
    sentence = reading.record.sentences[i]
    because = ENTITLES_WHEN_IMPOSED.get(sentence.kind, "authority_over")
    if sentence.imposed_at is None:
        return Running(
            reading.began, (reading.began[0], NEVER_ENDS), because, (f"sentences[{i}].imposed_at",), None, ()
        )
    at = any_time_of_day(reading, i, sentence.imposed_at)
    before = reading.day(sentence.imposed_at) - 1  # what follows it begins on the day it was imposed
    return Running(at, at, because, (), (before, before), (f"{sentence.kind}: nothing left to serve",))


def _day_after(reading: Reading, day: date | datetime) -> int:
    return reading.place.midnight(reading.day(day) + 1)


def any_time_of_day(reading: Reading, i: int, imposed: date | datetime) -> Bounds:
    """Return when a sentence was pronounced: a bare day is any time of it, not before the charge's disposition."""
    sentence = reading.record.sentences[i]
    if _day_after(reading, imposed) <= reading.began[0]:
        return reading.began[0], reading.began[0]  # events before booking count as at booking
    at = reading.event(imposed, f"sentences[{i}]", "imposed_at")
    if at[0] < at[1]:
        disposed = [c.disposed_at for c in reading.record.charges if c.id in sentence.charges and c.disposed_at]
        earliest = [reading.instant(moment, f"sentences[{i}]", "imposed_at")[0] for moment in disposed]
        at = min(max([at[0], *earliest]), at[1]), at[1]
    return at


def _computed_end(
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


def _with_stated(
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
