"""From when on parole can be granted: the minimum of an indeterminate sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from holdcheck.record.sentences import Term
from holdcheck.sentences.counting import (
    credited,
    day_text,
    days_that_do_not_count,
    last_days,
    length,
    number_text,
    term_text,
)
from holdcheck.sentences.laid import Laid, less, not_before
from holdcheck.sentences.results import Milestone, Refusal
from holdcheck.sentences.terms import Terms


def eligible_by_minimum(terms: Terms, i: int, laid: Laid, minimum: Term) -> Iterator[Milestone | Refusal]:
    """Yield from when on parole can be granted; whether credit shortens the minimum too is for the place to say."""
    if minimum.hours or minimum.life or length(minimum, None) == (0, 0):
        yield Refusal("missing_term", f"sentences[{i}].minimum", "the minimum in years, months, weeks or days")
        return
    sentence, counting = terms.sentences[i], laid.counting
    if laid.previous is not None or i in terms.precede:
        path = f"{terms.law.counting_place}.minimum_of_consecutive_terms"
        yield Refusal("law_not_read", path, "whether minimums of consecutive sentences are added up")
        return
    low, high = last_days(laid.start, *length(minimum, None), counting)
    if low > laid.raw[1]:
        yield Refusal("minimum_above_term", f"sentences[{i}].minimum", "which of the minimum and the term is right")
        return
    known = counting.rule.credit_on_minimum if counting.rule is not None else None
    least, most = credited(sentence.credits, counting, laid.start) if known is not False else (0, 0)
    least = least if known else 0
    stopped = 0, 0
    if sentence.inoperative:

        def over(bound: int, stopped: int) -> int:
            return less((low, high), (least, most), (stopped, stopped))[bound]

        first, final = (days_that_do_not_count(sentence.inoperative, laid.start[n], partial(over, n)) for n in (0, 1))
        stopped = first, final
    days, told = not_before(less((low, high), (least, most), stopped), laid.floor)
    unknown = known is None and most > 0
    missing = [*laid.open_last_day, *((f"{terms.law.counting_place}.credit_on_minimum",) if unknown else ())]
    yield Milestone(
        "minimum_term",
        days,
        "eligibility",
        lambda: (
            f"minimum of {term_text(minimum)}: last day {day_text((low, high))}",
            *((f"less {number_text((least, most))} of credit",) if known and most else ()),
            *((f"credit of {number_text((most, most))} taken off it or not",) if unknown else ()),
            *((f"{number_text(stopped)} more that do not count",) if stopped[1] else ()),
            *told,
        ),
        counting.rule.law if counting.rule is not None else (),
        tuple(missing) if days[0] < days[1] else (),
    )
