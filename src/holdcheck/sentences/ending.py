"""When a sentence stops authorising custody: by its term, by what agencies state, and where neither can be told.

Where the law read for a place does not say how its days are counted, the end is a range over the countings that are
possible, and the time between is undetermined, never guessed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple

from holdcheck.reading import Reading
from holdcheck.sentences.aggregates import to_serve
from holdcheck.sentences.conventions import release_bounds
from holdcheck.sentences.counting import term_text
from holdcheck.sentences.hours import begins_at_hour, credit_by_the_day, over_at_hour
from holdcheck.sentences.laid import Laid, not_before
from holdcheck.sentences.programs import earliest_with_everything
from holdcheck.sentences.refusing import NO_SOONER, has_unrecorded_stays
from holdcheck.sentences.release_days import over_at, owed_days
from holdcheck.sentences.results import Refusal
from holdcheck.sentences.terms import Terms
from holdcheck.spans import NEVER_ENDS
from holdcheck.zones import Bounds

_NEVER: Final = NEVER_ENDS, NEVER_ENDS
_ENDLESS: Final = {
    "life_term": "for life: no end",
    "time_not_counting": "time does not count at present: no end yet",
    "beyond_calendar": "ends beyond the calendar",
}
"""Refusals of a sentence that does not end, as far as can be told."""


class Ending(NamedTuple):
    """How a sentence ends by its term.

    Attributes:
        end: The earliest and the latest instant; None where none can be told.
        missing: What keeps it from being one instant, or from being told.
        days: The days of release; None where it ends at an hour, never, or nobody knows when.
        told: Steps beyond those of the term.
        never_begins: Whether it follows a sentence that has no end.
        laid: Its term on the calendar, as it ends custody; None where it cannot be laid there.
    """

    end: Bounds | None
    missing: tuple[str, ...] = ()
    days: Bounds | None = None
    told: tuple[str, ...] = ()
    never_begins: bool = False
    laid: Laid | None = None


def day_after(reading: Reading, day: date | datetime) -> int:
    """Return the first instant of the day after a legal date."""
    return reading.place.midnight(reading.day(day) + 1)


def any_time_of_day(reading: Reading, i: int, imposed: date | datetime) -> Bounds:
    """Return when a sentence was pronounced: a bare day is any time of it, not before the charge's disposition."""
    sentence = reading.sentences[i]
    if day_after(reading, imposed) <= reading.began[0]:
        # It entitles from booking on, for there was no custody before; it ends no paper that came since.
        return reading.midnight(imposed), day_after(reading, imposed)
    at = reading.event(imposed, f"sentences[{i}]", "imposed_at", planned=True)
    if at[0] < at[1]:
        disposed = [c.disposed_at for c in reading.charges if c.id in sentence.charges and c.disposed_at]
        earliest = [reading.instant(moment, f"sentences[{i}]", "imposed_at")[0] for moment in disposed]
        over = day_after(reading, imposed)
        at = max([at[0], *(min(each, at[1]) for each in earliest if each < over)]), at[1]
    return at


def end_by_term(reading: Reading, terms: Terms, i: int) -> Ending:
    """Return when a sentence is over by its term, credit and good time as recorded, and the place's day of release."""
    held = to_serve(terms, i)
    if isinstance(held, Refusal):
        return _without_days(reading, terms, i, held)
    laid, floor = held
    released = release_bounds(laid.recorded, laid.counting)
    own = laid
    if floor > laid.floor:
        released, _ = not_before(released, floor)
        own = laid._replace(floor=floor)
    days, unknown = owed_days(terms.law, own, released)
    end = over_at(terms.law, reading.place, laid, days[0]), over_at(terms.law, reading.place, laid, days[1])
    # Nobody is let go between sentences: no weekday before it is owed then, and no hour of it.
    goes_on = terms.goes_on_after(i)
    if goes_on is not False:
        days = released if goes_on else (days[0], released[1])
        end = reading.place.midnight(days[0] + 1) if goes_on else end[0], reading.place.midnight(days[1] + 1)
        unknown = () if goes_on else unknown
    # What credit makes up is over when it begins, and not on some day of release after it.
    begins = reading.place.midnight(laid.begins[0])
    if laid.recorded[0] < laid.begins[0]:
        end = begins, begins if laid.recorded[1] < laid.begins[0] else end[1]
    missing = (*laid.missing, *unknown) if end[0] < end[1] else ()
    if laid.refusal is not None:
        return _in_doubt(reading, laid, end, missing)
    return Ending(end, missing, days, laid=laid)


def _in_doubt(reading: Reading, laid: Laid, end: Bounds, missing: tuple[str, ...]) -> Ending:
    """Return how a sentence ends of which a last day can be told, though nothing is computed from it.

    More credit, or the good time of the law before 1987, may have ended it sooner; stays that are not recorded may go
    on for as long as nobody knows. What is suspended of it, where that cannot be told, leaves any part of the term.
    """
    assert laid.refusal is not None
    missing = (*missing, laid.refusal.path)
    if laid.refusal.code == "suspended_not_less_than_term":
        return Ending(None, missing, laid=laid)
    if any(has_unrecorded_stays(each) for each in laid.sentences):
        end = end[0], NEVER_ENDS
    if laid.refusal.code not in NO_SOONER:
        end = min(end[0], reading.began[0]), end[1]
    return Ending(end, missing, laid=laid)


def _without_days(reading: Reading, terms: Terms, i: int, refusal: Refusal) -> Ending:
    """Return how a sentence ends of which no last day can be told."""
    path = f"sentences[{i}]"
    own = refusal.path.startswith(f"{path}.")
    if refusal.code in _ENDLESS and own:
        return Ending(_NEVER, told=(_ENDLESS[refusal.code],))
    if refusal.code in _ENDLESS:
        return Ending(_NEVER, told=("follows a sentence that has no end",), never_begins=True)
    if refusal.code == "hours_term":
        return _end_by_hours(reading, terms, i) if own else Ending(None, (f"{path}.begins_at",))
    return Ending(None, (refusal.path,))


def _end_by_hours(reading: Reading, terms: Terms, i: int) -> Ending:
    """A term with hours runs from the hour it begins; a bare day there is any time of it."""
    sentence = terms.sentences[i]
    path, began = f"sentences[{i}]", begins_at_hour(sentence)
    if began is None or sentence.term is None:
        return Ending(None, (f"{path}.{'begins_at' if sentence.consecutive_to else 'imposed_at'}",))
    imposed = sentence.begins_at is None
    at = any_time_of_day(reading, i, began) if imposed else reading.event(began, path, "begins_at", planned=True)
    try:
        credit, unknown = credit_by_the_day(terms, sentence, reading.day(began))
        end, _ = over_at_hour(terms, i, at, credit, terms.good_time(i))
    except ValueError:
        return Ending(_NEVER, told=(f"{term_text(sentence.term)}: {_ENDLESS['beyond_calendar']}",))
    return Ending(end, unknown, told=(f"{term_text(sentence.term)} from the hour it began",))


def with_stated(
    reading: Reading, terms: Terms, i: int, start: Bounds, by_term: Ending
) -> tuple[Bounds, tuple[str, ...]]:
    """Compare with what agencies say; a date they give that is earlier makes the time between undetermined.

    Args:
        reading: The record.
        terms: Its sentences on the calendar.
        i: Position of the sentence.
        start: When it begins to authorise custody.
        by_term: How it ends by its term.
    """
    sentence, path = terms.sentences[i], f"sentences[{i}]"
    computed, missing = by_term.end, by_term.missing
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
    earliest = max(start[0], reading.began[0])
    if computed is None:
        if not stated:
            return (earliest, NEVER_ENDS), missing
        return (min(stated), max(stated)), (f"{path}.stated",) if min(stated) < max(stated) else ()
    if stated and min(stated) < computed[0]:
        return (min(stated), computed[1]), (*missing, f"{path}.stated")
    unknown = reading.record.not_recorded
    if stated:
        # Time that does not count, and is not recorded, can explain a later date, though none after it.
        if "sentences.inoperative" in unknown and max(stated) > computed[1]:
            computed, missing = (computed[0], max(stated)), (*missing, "sentences.inoperative")
        return computed, missing
    if "sentences.inoperative" in unknown:
        computed, missing = (computed[0], NEVER_ENDS), (*missing, "sentences.inoperative")
    if "sentences.good_time" in unknown:
        computed = min(max(earliest, _with_everything(reading, terms, by_term.laid)), computed[1]), computed[1]
        missing = (*missing, "sentences.good_time")
    if "sentences.credits" in unknown:
        computed, missing = (earliest, computed[1]), (*missing, "sentences.credits")
    return computed, missing


def _with_everything(reading: Reading, terms: Terms, laid: Laid | None) -> int:
    """Return before which instant no good time nor program can have ended a sentence; `began` where none is known.

    What nobody recorded may be anything up to all that the law gives.
    """
    day = earliest_with_everything(terms, laid) if laid is not None and laid.refusal is None else None
    if laid is None or day is None:
        return reading.began[0]
    return reading.place.midnight(owed_days(terms.law, laid, (day, day))[0][0] + 1)
