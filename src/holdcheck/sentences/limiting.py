"""Consecutive sentences that the law of a place makes one term, and ends after so many years at the latest.

New York Penal Law 70.30(2)(b): definite sentences are added up and satisfied by two years and any term for an offence
committed while the person is under them. Credit comes off what is left, and not off the sum (People ex rel. Ryan v.
Cheverko, 22 N.Y.3d 132 (2013)).
"""

from __future__ import annotations

from holdcheck.law.places import ConsecutiveRule
from holdcheck.moments import date_of
from holdcheck.sentences.counting import anniversary, day_text, length
from holdcheck.sentences.terms import Laid, Terms


def rule_of_terms(terms: Terms, chain: tuple[int, ...]) -> ConsecutiveRule | None:
    """Return the place's rule for consecutive sentences of the kinds of some, on the day the first was imposed."""
    first = terms.sentences[chain[0]].imposed_at
    kinds = {terms.sentences[i].kind for i in chain}
    for rule in terms.law.consecutive:
        if kinds.issubset(rule.kinds) and (first is None or rule.covers(date_of(terms.day(first)))):
            return rule
    return None


def limited_term(terms: Terms, together: Laid) -> Laid | None:
    """Return consecutive terms as the one term the place's law makes of them; None where it makes none.

    An offence whose day is not recorded may have been committed under the sentences: its term then may or may not be
    added to the limit, and the last day is one of several.

    Args:
        terms: The sentences of the record.
        together: The consecutive terms, added up.
    """
    rule = rule_of_terms(terms, together.chain) if len(together.chain) > 1 else None
    if rule is None:
        return None
    start, years = together.start, rule.longest_years
    whole = [anniversary(day, together.months, together.days) for day in start]
    least, most, missing = _terms_beyond(terms, together)
    limits = [
        anniversary(day, 12 * years + beyond[0], beyond[1]) for day, beyond in zip(start, (least, most), strict=True)
    ]
    off = max(whole[0] - limits[0], 0), max(whole[1] - limits[1], 0)
    full = together.full[0] - off[0], together.full[1] - off[1]
    law = rule.law[0].cite
    # The words of the federal law, by which they were added up, are not the place's.
    steps = [f"consecutive terms are one term ({law})", *(step for step in together.steps if "3584(c)" not in step)]
    if off[0]:
        told = f"at most {years} year{'' if years == 1 else 's'} and any term for an offence committed under them"
        steps.append(f"{told} ({law}): last day {day_text(full)}")
    return together._replace(
        months=12 * years + most[0] if off[1] else together.months,
        days=most[1] if off[1] else together.days,
        full=full,
        recorded=(together.recorded[0] - off[0], together.recorded[1] - off[1]),
        missing=(*together.missing, *(missing if off[0] != off[1] else ())),
        steps=tuple(steps),
    )


def _terms_beyond(terms: Terms, together: Laid) -> tuple[tuple[int, int], tuple[int, int], tuple[str, ...]]:
    """Return the months and days that come on top of the limit at least and at most, and what is not known of them."""
    least, most = [0, 0], [0, 0]
    missing: list[str] = []
    for i in together.chain[1:]:
        sentence = terms.sentences[i]
        offenses = terms.offense_days(i)
        if offenses and max(offenses) < together.start[0]:
            continue
        assert sentence.term is not None
        months, days = length(sentence.term, sentence.suspended)
        most = [most[0] + months, most[1] + days]
        if offenses and min(offenses) >= together.start[1]:
            least = [least[0] + months, least[1] + days]
        else:
            missing.append(f"sentences[{i}].offense_at")
    return (least[0], least[1]), (most[0], most[1]), tuple(missing)
