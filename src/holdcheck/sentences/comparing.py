"""Compares the dates agencies state with those that are computed: late, early, agreeing, or not to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from holdcheck.moments import bounds
from holdcheck.sentences.release_days import earliest_option
from holdcheck.sentences.results import Comparison, Milestone, MilestoneName, SentenceResult, Verdict
from holdcheck.sentences.terms import Terms
from holdcheck.zones import date_of

_COMPUTED_AS: Final[dict[str, MilestoneName]] = {
    "release": "release_with_recorded_credit",
    "maximum_expiration": "full_term",
    "parole_eligibility": "minimum_term",
}
"""Which milestone each stated date is compared with; the others are not computed."""
_BY_PROGRAMS: Final[dict[MilestoneName, str]] = {
    "earliest_supervised_release": "time_credits",
    "earliest_with_treatment": "treatment",
}
"""What programs can lead to that is a release, and the place's rule of it; prerelease custody is none."""


def compared(terms: Terms, i: int, results: Sequence[SentenceResult]) -> Iterator[Comparison]:
    """Yield what agencies state of one sentence, compared with what is computed.

    A stated date that is right for a sentence served at the same time is no disagreement; one that is right for none is
    judged by the consecutive sentences this one belongs to, else by itself.

    Args:
        terms: The sentences of the record.
        i: Position of the sentence.
        results: What is computed of all of them, those of consecutive ones last.
    """
    path = f"sentences[{i}]"
    own = next(each for each in reversed(results) if path in each.sentences)
    first_day = _first_day(terms)
    for n, stated in enumerate(terms.sentences[i].stated):
        day = terms.day(stated.at)
        where = f"{path}.stated[{n}]"
        if first_day is not None and day < first_day:  # on a return a date before booking is of another clock
            yield Comparison(where, stated.kind, date_of(day), "cannot_say", None, ("admission",))
            continue
        name = _COMPUTED_AS.get(stated.kind)
        if name is None:
            yield Comparison(where, stated.kind, date_of(day), "cannot_say", None, (f"{where}.kind",))
        elif name == "release_with_recorded_credit" and any(_is_agreed(each, own, day) for each in results):
            yield Comparison(where, stated.kind, date_of(day), "agrees", 0)
        else:
            yield _judged(terms, own, name, day, where, stated.kind)


def _first_day(terms: Terms) -> int | None:
    """Return the day of booking of somebody who came back; None for everybody else."""
    record = terms.record
    if record.admission != "return" or record.booked_at is None:
        return None
    try:
        return terms.place.day_of(bounds(record.booked_at, terms.place)[0])
    except ValueError:
        return None


def _is_agreed(result: SentenceResult, own: SentenceResult, day: int) -> bool:
    """Return whether a day is, for sure, a day of release of a sentence: itself, or the weekday it may be moved to.

    Where credit on a later sentence of a row has the whole row over by then, no day of an earlier one is.

    Args:
        result: What is computed of that sentence.
        own: What is computed of the one the day is stated for, and of those it is consecutive with.
        day: The day.
    """
    over = own.milestone("release_with_recorded_credit")
    if over is not None and set(result.sentences) < set(own.sentences) and day > over.days[1]:
        return False
    named = [result.milestone(name) for name in ("release_day", "release_with_recorded_credit", "ended_early")]
    return any(each is not None and not each.missing and each.days[0] <= day <= each.days[1] for each in named)


def _judged(terms: Terms, own: SentenceResult, name: MilestoneName, day: int, where: str, kind: str) -> Comparison:
    computed, when = own.milestone(name), date_of(day)
    if computed is None:
        codes = tuple(dict.fromkeys(f"{each.path}: {each.code}" for each in own.refused))
        return Comparison(where, kind, when, "cannot_say", None, codes)
    earliest, latest = computed.days
    verdict: Verdict
    if day > latest:
        return Comparison(where, kind, when, "possible_late_release", day - latest, computed.missing)
    if day >= earliest:
        verdict = "cannot_say" if computed.missing else "agrees"
        return Comparison(where, kind, when, verdict, 0, computed.missing)
    by = day - earliest
    if name != "release_with_recorded_credit":
        return Comparison(where, kind, when, "possible_early_release", by, computed.missing)
    bound = _earliest_of_all(own)
    if bound is None:
        codes = tuple(f"{each.path}: {each.code}" for each in own.refused) or ("good_time",)
        return Comparison(where, kind, when, "cannot_say", by, codes)
    if day < _brought_forward(terms, own, bound.days[0]):
        return Comparison(where, kind, when, "possible_early_release", by, bound.missing)
    return Comparison(
        where, kind, when, "cannot_say", by, ("sentences.good_time", *_programs(terms, own, day), *bound.missing)
    )


def _brought_forward(terms: Terms, own: SentenceResult, day: int) -> int:
    """Return the earliest day to which the place's rule of days of release, known or not, can move a release."""
    kinds = frozenset(each.kind for i, each in enumerate(terms.sentences) if f"sentences[{i}]" in own.sentences)
    return earliest_option(terms.law.release_days.about(kinds).on(day), (day, day))


def _earliest_of_all(own: SentenceResult) -> Milestone | None:
    """Return the earliest date good time can lead to, less all that programs could take off.

    None where no rule of good time was read, or not every one. Programs are added up here, and here only: a date that
    they could explain together is no early release.
    """
    unread = {"law_not_read", "law_differs", "missing_offense_date", "missing_date", "hours_term"}
    if any(each.code in unread for each in own.refused):
        return None
    formula = own.milestone("earliest_by_formula")
    if formula is None:
        return None
    nearer = [own.milestone(name) for name in _BY_PROGRAMS]
    off = sum(formula.days[0] - each.days[0] for each in nearer if each is not None)
    return formula._replace(days=(formula.days[0] - off, formula.days[1]))


def _programs(terms: Terms, own: SentenceResult, day: int) -> tuple[str, ...]:
    """Return which programs could explain a date that comes before what good time alone allows."""
    formula = own.milestone("earliest_by_formula")
    if formula is None or day >= formula.days[0]:
        return ()
    place = terms.law.counting_place
    return tuple(f"{place}.{rule}" for name, rule in _BY_PROGRAMS.items() if own.milestone(name) is not None)
