"""From when on parole can be granted: the minimum of an indeterminate sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

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


def own_minimum(terms: Terms, i: int, laid: Laid) -> Iterator[Milestone | Refusal]:
    """Yield from when on parole can be granted of one sentence; of one of several that are added up, nothing."""
    if laid.previous is None and i not in terms.precede:
        yield from eligible_by_minimum(terms, (i,), laid)
    elif not are_added_up(laid):
        path = f"{terms.law.counting_place}.minimum_of_consecutive_terms"
        yield Refusal("law_not_read", path, "whether minimums of consecutive sentences are added up")


def are_added_up(laid: Laid) -> bool:
    """Return whether the place makes one minimum of those of consecutive sentences."""
    rule = laid.counting.rule
    return rule is not None and rule.minimum_of_consecutive_terms == "added_up"


def eligible_by_minimum(terms: Terms, chain: tuple[int, ...], laid: Laid) -> Iterator[Milestone | Refusal]:
    """Yield from when on parole can be granted; whether credit shortens the minimum too is for the place to say.

    Args:
        terms: The sentences of the record.
        chain: Positions of the sentences whose minimum it is, the first to be served first.
        laid: Their term on the calendar.
    """
    months = days = 0
    minimums: list[str] = []
    for n in chain:
        minimum = terms.sentences[n].minimum
        if minimum is None or minimum.hours or minimum.life or length(minimum, None) == (0, 0):
            yield Refusal("missing_term", f"sentences[{n}].minimum", "the minimum in years, months, weeks or days")
            return
        least = length(minimum, None)
        months, days = months + least[0], days + least[1]
        minimums.append(term_text(minimum))
    first = terms.laid(chain[0])
    assert isinstance(first, Laid)
    start, counting = first.start, first.counting
    low, high = last_days(start, months, days, counting)
    if low > laid.raw[1]:
        path = f"sentences[{chain[-1]}].minimum"
        yield Refusal("minimum_above_term", path, "which of the minimum and the term is right")
        return
    granted = [credit for n in chain for credit in terms.sentences[n].credits]
    spells = [spell for n in chain for spell in terms.sentences[n].inoperative]
    known = counting.rule.credit_on_minimum if counting.rule is not None else None
    off = credited(granted, counting, start) if known is not False else (0, 0)
    off = off if known else (0, off[1])
    stopped = 0, 0
    if spells:

        def over(bound: int, stopped: int) -> int:
            return less((low, high), off, (stopped, stopped))[bound]

        stopped = (
            days_that_do_not_count(spells, start[0], partial(over, 0)),
            days_that_do_not_count(spells, start[1], partial(over, 1)),
        )
    eligible, told = not_before(less((low, high), off, stopped), laid.floor)
    unknown = known is None and off[1] > 0
    missing = [*first.open_last_day, *((f"{terms.law.counting_place}.credit_on_minimum",) if unknown else ())]
    yield Milestone(
        "minimum_term",
        eligible,
        "eligibility",
        lambda: (
            f"minimum of {' and '.join(minimums)}: last day {day_text((low, high))}",
            *((f"less {number_text(off)} of credit",) if known and off[1] else ()),
            *((f"credit of {number_text((off[1], off[1]))} taken off it or not",) if unknown else ()),
            *((f"{number_text(stopped)} more that do not count",) if stopped[1] else ()),
            *told,
        ),
        counting.rule.law if counting.rule is not None else (),
        tuple(missing) if eligible[0] < eligible[1] else (),
    )
