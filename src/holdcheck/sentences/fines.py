"""Fines turned into days in jail: only by a rate that the record gives, or that the law of the place fixes.

No rate, no days: what a day in jail is worth differs from a few dollars to hundreds, and is often the court's to say.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from holdcheck.law import LawOfPlace
from holdcheck.law.rules import Confidence, Law
from holdcheck.record.sentences import Sentence, Term
from holdcheck.sentences.counting import anniversary, length, term_text
from holdcheck.sentences.results import Refusal
from holdcheck.zones import Zone

_MOST_DAYS: Final = 100_000
"""As many days as a term of a record can have."""


class TermOfFine(NamedTuple):
    """How long a fine is served.

    Attributes:
        shortest: The least it can be.
        longest: The most; the same unless no source says what becomes of a part of a day.
        step: How it was found.
        missing: The convention that is not known where the two differ.
        law: The sources used.
        confidence: How they were read; None where there is none.
    """

    shortest: Term
    longest: Term
    step: str
    missing: tuple[str, ...]
    law: tuple[Law, ...]
    confidence: Confidence | None


def is_fine_without_term(sentence: Sentence) -> bool:
    """Return whether a sentence is a fine served for which the record gives no length."""
    if sentence.kind != "fine_commitment":
        return False
    term = sentence.term
    return term is None or not (term.life or term.hours or length(term, None) != (0, 0))


def term_of_fine(law: LawOfPlace, zone: Zone, sentence: Sentence, path: str) -> TermOfFine | Refusal:
    """Return how long a fine is served, by the rate recorded or else by that of the place on the day it begins.

    Args:
        law: The law of the facility's place.
        zone: The facility's zone.
        sentence: A fine commitment without a term.
        path: Its path in the record.
    """
    fine = sentence.fine
    if fine is None or not fine.amount:
        return Refusal("missing_fine", f"{path}.fine.amount", "the fine that is served, or the days of the commitment")
    begins = sentence.begins_at if sentence.begins_at is not None else sentence.imposed_at
    if begins is None:
        return Refusal("missing_date", f"{path}.imposed_at", "the day it was imposed, or on which it begins")
    day = zone.legal_day(begins)
    rule = law.fines.on(day)
    rate = fine.per_day or (rule.per_day if rule is not None else None)
    if not rate:
        supply = "how many dollars a day in jail takes off, as the judgment or the law of the place says"
        return Refusal("missing_fine_rate", f"{path}.fine.per_day", supply)
    days = Fraction(str(fine.amount)) / Fraction(str(rate))
    if days > _MOST_DAYS:
        return Refusal("beyond_calendar", f"{path}.fine", "an amount and a rate that come to fewer days")
    whole = int(days)
    more = whole + (days > whole)
    if rule is not None and rule.part_of_day == "up":
        whole = more
    if not whole:
        return Refusal("fine_below_a_day", f"{path}.fine", "whether a part of a day is served")
    shortest, longest = (_no_longer(number, day, rule.longest_months if rule else None) for number in (whole, more))
    months = f", {rule.longest_months} months at most" if rule is not None and rule.longest_months is not None else ""
    comes_to = term_text(shortest) if shortest == longest else f"{term_text(shortest)} or {term_text(longest)}"
    return TermOfFine(
        shortest,
        longest,
        f"a fine of ${fine.amount:,} at ${rate:,} a day{months}: {comes_to}",
        (f"{law.counting_place}.fines.part_of_day",) if shortest != longest else (),
        rule.law if rule is not None else (),
        rule.confidence if rule is not None else None,
    )


def _no_longer(days: int, day: int, months: int | None) -> Term:
    """Return days as a term, or the longest time the law lets a fine be served."""
    if months is not None and anniversary(day, months, 0) - day < days:
        return Term.model_validate({"months": months})
    return Term.model_validate({"days": days})
