"""The time in which each sentence of a record authorises custody: when it begins, what it follows, what ends it early.

A sentence runs in legal days. It authorises custody from the first instant of its first day to the last instant of the
day of release.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from holdcheck.errors import problem, quote
from holdcheck.moments import Bounds
from holdcheck.reading import Reading
from holdcheck.record.sentences import Sentence
from holdcheck.sentences.ending import any_time_of_day, computed_end, day_after, with_stated
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
    end, missing, last_days, steps = computed_end(reading, i, days)
    computed: tuple[int, int] | None = None
    if end is not None and end[1] < NEVER_ENDS:
        computed = reading.place.day_of(end[0] - 1), reading.place.day_of(end[1] - 1)
    end, missing = with_stated(reading, sentence, path, start, end, missing)
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
        and end[0] < day_after(reading, imposed)
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
