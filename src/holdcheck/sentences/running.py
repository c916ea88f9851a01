"""The time in which each sentence of a record authorises custody: when it begins, what it follows, what ends it early.

A sentence runs in legal days. It authorises custody from the first instant of its first day to the last instant of the
day of release.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from holdcheck.reading import Reading
from holdcheck.record.sentences import Sentence
from holdcheck.sentences.counting import day_text
from holdcheck.sentences.ending import any_time_of_day, day_after, end_by_term, with_stated
from holdcheck.sentences.laid import Laid, release_steps
from holdcheck.sentences.refusing import cause_when_imposed, is_served_in_stays, leaves_nothing_to_serve
from holdcheck.sentences.terms import Terms
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS
from holdcheck.zones import Bounds

_ENDED_BY: Final = {
    "parole": "parole",
    "pardon": "authority_over",
    "commutation": "authority_over",
    "early_release": "sentence_served",
    "resentence": "vacated",
}
_NOT_YET: Final = "has not been imposed yet"


class Running(NamedTuple):
    """The time in which one sentence authorises custody.

    Attributes:
        start: When it begins to; without any date of it some time up to `NEVER_ENDS`, unless nothing came before it.
        end: The earliest and the latest instant at which it stops.
        because: Cause of the entitlement it leaves behind.
        missing: What keeps the end from being one instant, other than the precision of dates.
        laid: Its term on the calendar, where that can be told.
        told: Steps beyond those of the term.
        computed: The first and the last day of release that can be computed from the term, whatever an agency states
            and however it ended; None where none can.
        early: Whether the record says that something ended it before its term.
    """

    start: Bounds
    end: Bounds
    because: str
    missing: tuple[str, ...] = ()
    laid: Laid | None = None
    told: tuple[str, ...] = ()
    computed: Bounds | None = None
    early: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        """How the end was found."""
        steps = release_steps(self.laid) if self.laid is not None else ()
        released = (f"released on {day_text(self.computed)}",) if self.laid is not None and self.computed else ()
        return (*steps, *released, *self.told)


def running_sentences(reading: Reading) -> list[Running]:
    """Return when each sentence of a record authorises custody."""
    terms = Terms(reading.record, reading.law, reading.place, reading.as_of)
    return [_running(reading, terms, i) for i in range(len(terms.sentences))]


def _running(reading: Reading, terms: Terms, i: int) -> Running:
    sentence, path = terms.sentences[i], f"sentences[{i}]"
    if i in terms.not_yet_imposed:
        return Running((NEVER_ENDS, NEVER_ENDS), (NEVER_ENDS, NEVER_ENDS), "sentence_served", told=(_NOT_YET,))
    if leaves_nothing_to_serve(sentence):
        return _nothing_to_serve(reading, i)
    by_term = end_by_term(reading, terms, i)
    laid = terms.laid(i)
    if by_term.never_begins and sentence.begins_at is None:
        return Running((NEVER_ENDS, NEVER_ENDS), (NEVER_ENDS, NEVER_ENDS), "sentence_served", told=by_term.told)
    day: int | None = None
    if isinstance(laid, Laid):
        day = laid.begins[0]
    elif sentence.begins_at is not None:
        day = reading.day(sentence.begins_at)
    elif not sentence.consecutive_to and sentence.imposed_at is not None:
        day = reading.day(sentence.imposed_at)
    start = _start(reading, sentence, path, day)
    if isinstance(laid, Laid) and sentence.consecutive_to:
        start = _from_the_last_stay(reading, terms, i, start)
    end, missing = with_stated(reading, terms, i, start, by_term)
    because, told, early = "sentence_served", by_term.told, False
    if sentence.ended_by is not None:
        ended = reading.event(sentence.ended_by.at, f"{path}.ended_by.at")
        if ended[0] < end[1]:
            end = min(end[0], ended[0]), min(end[1], ended[1])
            if ended[0] < reading.ended[1]:  # what comes as custody ends is the cause of no time in it
                because = _ENDED_BY[sentence.ended_by.kind]
            missing = missing if end[0] < ended[0] else ()
            early, told = True, (*told, f"ended early: {sentence.ended_by.kind.replace('_', ' ')}")
    imposed = sentence.imposed_at
    if (
        by_term.end is not None
        and imposed is not None
        and missing[-1:] not in (("sentences.good_time",), ("sentences.credits",))
        and end[0] < day_after(reading, imposed)
    ):
        # Credit may leave nothing to serve; nobody is entitled before the sentence was pronounced that day.
        at = any_time_of_day(reading, i, imposed)
        end = max(end[0], at[0]), max(end[1], at[1])
    return Running(start, end, because, missing, by_term.laid, told, by_term.days, early)


def _start(reading: Reading, sentence: Sentence, path: str, day: int | None) -> Bounds:
    """Return when a sentence begins to authorise custody."""
    if day is not None:
        midnight = reading.place.midnight(day)
        return midnight, midnight
    if sentence.consecutive_to:
        # What it follows covers the time until it begins; no sentence authorises anything before it was imposed.
        imposed = NEVER_BEGAN if sentence.imposed_at is None else reading.midnight(sentence.imposed_at)
        return imposed, imposed
    if _nothing_before(reading):
        reading.warn("start_unknown", f"{path}.imposed_at", "Absent: the sentence counts as throughout custody.")
        return NEVER_BEGAN, NEVER_BEGAN
    message = "Absent: from when on the sentence authorises custody is not known."
    reading.warn("start_unknown", f"{path}.imposed_at", message)
    return NEVER_BEGAN, NEVER_ENDS


def _from_the_last_stay(reading: Reading, terms: Terms, i: int, start: Bounds) -> Bounds:
    """Return when a sentence begins to authorise custody, which may follow one served in stays.

    Its first day is then the one after the last stay; nobody goes home for the hours between.
    """
    imposed = terms.imposed[i]
    for n in terms.followed(i) or ():
        if not is_served_in_stays(terms.sentences[n]):
            continue
        over = terms.last_stay(n)
        if start[0] == reading.place.midnight(over[0] + 1) and (imposed is None or imposed <= over[0]):
            stays = [
                (
                    reading.event(each.to, f"{path}.to", planned=True),
                    reading.event(each.from_, f"{path}.from", planned=True),
                )
                for path, each in (
                    (f"sentences[{n}].periods[{k}]", e) for k, e in enumerate(terms.sentences[n].periods)
                )
            ]
            ends, begins = max(stays)
            ends = max(ends[0], begins[0]), max(ends[1], begins[0])
            # Of a stay that may not have begun by then nobody knows whether the person was there.
            return ends[0], max(ends[0], min(begins[1], ends[1]))
    return start


def _nothing_before(reading: Reading) -> bool:
    """Return whether a record knows of nothing but sentences, as a prison's does: then they are all there ever was."""
    return not (reading.charges or reading.arrests or reading.court_orders or reading.bail)


def _nothing_to_serve(reading: Reading, i: int) -> Running:
    """A sentence that authorises no jail bed: it entitles to release at any time of the day it was imposed."""
    sentence = reading.sentences[i]
    because = cause_when_imposed(sentence)
    if sentence.imposed_at is None:
        return Running(reading.began, (reading.began[0], NEVER_ENDS), because, (f"sentences[{i}].imposed_at",))
    at = any_time_of_day(reading, i, sentence.imposed_at)
    return Running(at, at, because, told=(f"{sentence.kind}: nothing left to serve",))
