"""What is not computed of a sentence, because the answer would be a guess in one direction or the other.

Every refusal has a code of a closed list, the part of the record that stands in the way, and what a person must supply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from holdcheck.record.sentences import Credit, Sentence, Term
from holdcheck.sentences.conventions import has_dates
from holdcheck.sentences.counting import length
from holdcheck.sentences.results import Refusal
from holdcheck.zones import day_number

ENTITLES_WHEN_IMPOSED: Final = {
    "time_served": "time_served",
    "probation_only": "sentence_suspended",
    "fine_only": "authority_over",
}
"""Kinds of sentence that leave nothing to serve, with the cause of the release entitlement they give."""
SERVED_ELSEWHERE: Final = frozenset({"home", "treatment"})
"""Where a sentence is served that authorises no jail bed."""
OLD_LAW_ENDS: Final = day_number(date(1987, 11, 1))
"""Offences before this day are under the law that the Sentencing Reform Act of 1984 repealed (its section 235)."""
CODES: Final = {
    "begins_within_another": "It is consecutive by order, and begins by record before the one it follows is over.",
    "beyond_calendar": "The term runs past the end of the calendar.",
    "contradictory_credit": "A credit's days are not what its dates come to.",
    "contradictory_dates": "Something ends before it begins.",
    "credit_after_start": "A credit runs past the first day of its sentence, or one before it: then days are served.",
    "credit_outside_custody": "A credit is for days on which the person was at large, as the record says itself.",
    "fine_below_a_day": "The fine is less than a day takes off, and no source says whether a part of a day is served.",
    "hours_term": "A term with hours is over at an hour; it is not added to others, and no formula is applied to it.",
    "incomplete_credit": "A credit has neither both its dates nor its days.",
    "law_differs": "Consecutive sentences fall under different laws of good time.",
    "law_not_read": "No source was read for what the place gives.",
    "life_term": "For life: there is no end to compute.",
    "minimum_above_term": "The minimum is longer than the term itself.",
    "missing_date": "A date from which days are counted is not recorded.",
    "missing_fine": "The amount of the fine that is served is not recorded.",
    "missing_fine_rate": "How many dollars a day takes off is not recorded, and no source was read for the place.",
    "missing_offense_date": "The day of the offence selects the law, and is not recorded.",
    "missing_periods": "The stays of an intermittent sentence are not recorded.",
    "missing_sentence": "It follows a sentence that is not in the record.",
    "missing_term": "The length of the sentence is not recorded.",
    "not_recorded": "A list on which its end depends is not recorded.",
    "not_yet_imposed": "It is imposed after the day as of which all this is computed: it has not happened.",
    "nothing_to_serve": "It leaves nothing to serve in custody.",
    "old_law_sentence": "A federal offence before 1987-11-01: parole and good time of the law before.",
    "out_of_state_credit": "Whether time in another state counts is for an order or a law that was not read.",
    "suspended_not_less_than_term": "What is suspended is more than the term, or not in its units.",
    "time_not_counting": "Time does not count at present.",
}
"""Every code of a refusal, with what it means."""
MAY_BE_LAID_OUT: Final = frozenset(
    {
        "old_law_sentence",
        "suspended_not_less_than_term",
        "incomplete_credit",
        "contradictory_credit",
        "credit_after_start",
        "credit_outside_custody",
        "out_of_state_credit",
        "missing_periods",
    }
)
"""Refusals of terms of which a last day can be told, though nothing is computed from it."""


NO_SOONER: Final = frozenset({"missing_periods", "out_of_state_credit", "credit_outside_custody", "credit_after_start"})
"""Refusals of terms that end no sooner than with all the credit that is recorded."""
_NO_END: Final = "suspended_not_less_than_term"
"""The refusal that leaves any part of a term to be served, so that no last day can be told."""


def gravest(found: Iterable[Refusal | None]) -> Refusal | None:
    """Return the refusal of several that leaves most in doubt of when a sentence is over; of equal ones the first."""
    known = [each for each in found if each is not None]
    return min(known, key=lambda each: (each.code != _NO_END, each.code in NO_SOONER), default=None)


def leaves_nothing_to_serve(sentence: Sentence) -> bool:
    """Return whether a sentence authorises no day in jail, so that it entitles to release when it is imposed."""
    if sentence.kind in ENTITLES_WHEN_IMPOSED or sentence.served_in in SERVED_ELSEWHERE:
        return True
    return sentence.suspended is not None and is_wholly_suspended(sentence)


def is_wholly_suspended(sentence: Sentence) -> bool:
    """Return whether all of a term is suspended, in the units in which it was imposed."""
    term, suspended = sentence.term, sentence.suspended
    if term is None or suspended is None or term.life or suspended.life:
        return False
    return (_in_units(term) != (0, 0, 0)) and _in_units(term) == _in_units(suspended)


def _in_units(term: Term) -> tuple[int, int, int]:
    return (*length(term, None), term.hours)


def cause_when_imposed(sentence: Sentence) -> str:
    """Return the cause of the release entitlement that a sentence gives which leaves nothing to serve."""
    if is_wholly_suspended(sentence):
        return "sentence_suspended"
    return ENTITLES_WHEN_IMPOSED.get(sentence.kind, "authority_over")


def refusals(sentence: Sentence, term: Term | None, path: str, old_law: bool) -> Iterator[Refusal]:
    """Yield everything for which a sentence is not computed, what weighs most first.

    Args:
        sentence: The sentence.
        term: How long it is; of a fine that is served, what that comes to.
        path: Its path in the record.
        old_law: Whether it is under the federal law before 1987-11-01.
    """
    if old_law:
        supply = "a person's own computation under the law before 1987-11-01"
        yield Refusal("old_law_sentence", f"{path}.offense_at", supply)
    if leaves_nothing_to_serve(sentence):
        yield Refusal("nothing_to_serve", f"{path}.kind", "nothing: there is no term in custody to count")
    if term is not None and term.life:
        yield Refusal("life_term", f"{path}.term.life", "the decision of a parole board or court, if there is any")
    if term is None or not (term.days or term.months or term.years or term.weeks or term.hours):
        yield Refusal("missing_term", f"{path}.term", "the length of the sentence")
        return
    if term.hours:
        yield Refusal("hours_term", f"{path}.term.hours", "a term in days, to count it with others or by a formula")
    if sentence.suspended is not None:
        months, days = length(term, sentence.suspended)
        hours = term.hours - sentence.suspended.hours
        # A month is as long as the one in which it falls: a part in months of a term in days has no length of its own.
        nothing_left = months <= 0 and days <= 0 and hours <= 0
        if months < 0 or 31 * months + days < 0 or hours < 0 or nothing_left or sentence.suspended.life:
            yield Refusal("suspended_not_less_than_term", f"{path}.suspended", "the part that is to be served")
    granted = sentence.credits
    start = _start(sentence) if granted else None
    for n, credit in enumerate(granted):
        first, last = credit.from_, credit.to
        if (first is None or last is None) and credit.days is None:
            yield Refusal("incomplete_credit", f"{path}.credits[{n}]", "both dates of the credit, or its days")
        elif first is not None and last is not None and last.toordinal() < first.toordinal():
            yield Refusal("contradictory_dates", f"{path}.credits[{n}].to", "which of the two dates is right")
        elif _contradicts_its_dates(credit):
            yield Refusal(
                "contradictory_credit", f"{path}.credits[{n}].days", "whether its dates or its days are right"
            )
        elif start is not None and runs_past(credit, start):
            yield Refusal("credit_after_start", f"{path}.credits[{n}].to", "which days before it began are credited")
        elif _is_of_another_state(credit):
            yield Refusal("out_of_state_credit", f"{path}.credits[{n}]", "the order by which that time counts here")
    for n, spell in enumerate(sentence.inoperative):
        if spell.to is None:
            yield Refusal("time_not_counting", f"{path}.inoperative[{n}].to", "the day from which time counts again")
        elif spell.to.toordinal() < spell.from_.toordinal():
            yield Refusal("contradictory_dates", f"{path}.inoperative[{n}].to", "which of the two dates is right")
    if has_unrecorded_stays(sentence):
        yield Refusal("missing_periods", f"{path}.periods", "the stays in which it is served")


def has_unrecorded_stays(sentence: Sentence) -> bool:
    """Return whether a sentence is served in stays of which none is recorded, so that its term cannot say its end."""
    return sentence.kind == "intermittent" and not sentence.periods


def is_served_in_stays(sentence: Sentence) -> bool:
    """Return whether a sentence is served in stays that are recorded: they, and not its term, say when it is over."""
    return sentence.kind == "intermittent" and bool(sentence.periods)


def runs_past(credit: Credit, start: int) -> bool:
    """Return whether a span of credit goes on after the day on which the sentence begins."""
    return (credit.days is None or has_dates(credit)) and credit.to is not None and day_number(credit.to) > start


def _contradicts_its_dates(credit: Credit) -> bool:
    """Return whether a credit is given both ways, and its days are what its dates come to by no way of counting."""
    if credit.days is None or credit.from_ is None or credit.to is None:
        return False
    return day_number(credit.to) - day_number(credit.from_) - credit.days not in (0, -1)


def _is_of_another_state(credit: Credit) -> bool:
    return credit.reason is not None and credit.reason.casefold() == "out_of_state"


def is_in_doubt(credit: Credit, start: int) -> bool:
    """Return whether none, some or all of a credit may count for a sentence that begins on a day."""
    return runs_past(credit, start) or _contradicts_its_dates(credit) or _is_of_another_state(credit)


def credit_while_serving(granted: Sequence[Credit], since: int, path: str) -> Refusal | None:
    """Return that a credit is for days on which the sentences were served that this one goes on from, if one is.

    Credit is for detention before a sentence commences, and not for what counts for another (18 USC 3585(b)).

    Args:
        granted: Its credits.
        since: The day on which the first of these begins.
        path: Path of the sentence.
    """
    for n, credit in enumerate(granted):
        if runs_past(credit, since):
            supply = "which days were served on no sentence before it"
            return Refusal("credit_after_start", f"{path}.credits[{n}].to", supply)
    return None


def _start(sentence: Sentence) -> int | None:
    """Return the day on which a sentence begins, where the record names it; one that follows others begins later."""
    begins = sentence.begins_at
    if begins is None and not sentence.consecutive_to:
        begins = sentence.imposed_at
    return day_number(begins) if begins is not None else None
