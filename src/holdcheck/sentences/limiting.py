"""Consecutive sentences as the one term the law of a place makes of them, and the limit it sets to that.

New York ends definite ones after two years and any term for an offence committed while the person is under them (Penal
Law 70.30(2)(b)); credit comes off what is left, and not off the sum (People ex rel. Ryan v. Cheverko, 22 N.Y.3d 132
(2013)).
"""

from __future__ import annotations

from typing import NamedTuple

from holdcheck.law.places import ConsecutiveRule
from holdcheck.sentences.counting import anniversary
from holdcheck.sentences.laid import Laid
from holdcheck.sentences.terms import Terms
from holdcheck.zones import Bounds


def rule_of_terms(terms: Terms, term: Laid) -> ConsecutiveRule | None:
    """Return the place's rule for consecutive sentences of the kinds of some, on the day the first was imposed."""
    first = terms.imposed[term.chain[0]]
    rules = terms.law.consecutive.about(term.kinds)
    if first is None:
        return rules[0] if rules else None
    return rules.on(first)


class Limit(NamedTuple):
    """What the law of a place makes of consecutive terms together.

    Attributes:
        off: How many days sooner they are over for it than by their lengths, for the first and the last possible day.
        months: Calendar months of the limit and of the terms on top of it.
        days: Days of it beyond those.
        missing: What keeps it from being one day.
        law: The source that makes them one term.
        told: The limit in words.
    """

    off: Bounds
    months: int
    days: int
    missing: tuple[str, ...]
    law: str
    told: str


def limit_of(terms: Terms, last: Laid, start: Bounds, months: int, days: int) -> Limit | None:
    """Return what the place's law makes of consecutive terms together; None where it makes no one term of them.

    An offence whose day is not recorded may have been committed under the sentences: its term then may or may not be
    added to the limit, and the last day is one of several.

    Args:
        terms: The sentences of the record.
        last: The last of them.
        start: The days on which the first of them begins.
        months: Calendar months of all of them.
        days: Days of them beyond those.
    """
    rule = rule_of_terms(terms, last)
    if rule is None:
        return None
    years = rule.longest_years
    least, most, missing = _terms_beyond(terms, last.chain, start)
    limits = [anniversary(day, 12 * years + more[0], more[1]) for day, more in zip(start, (least, most), strict=True)]
    whole = [anniversary(day, months, days) for day in start]
    off = max(whole[0] - limits[0], 0), max(whole[1] - limits[1], 0)
    law = rule.law[0].cite
    told = f"at most {years} year{'' if years == 1 else 's'} and any term for an offence committed under them ({law})"
    return Limit(off, 12 * years + most[0], most[1], missing if off[0] != off[1] else (), law, told)


def limited(together: Laid, limit: Limit) -> Laid:
    """Return consecutive terms added up, and over when their limit is, as the one term the place's law makes of them.

    Args:
        together: The consecutive terms.
        limit: Their limit.
    """
    off = limit.off
    return together._replace(
        months=limit.months if off[1] else together.months,
        days=limit.days if off[1] else together.days,
        missing=(*together.missing, *limit.missing),
        one_term=f"consecutive terms are one term ({limit.law})",
        limit=(limit.told, (together.full[0] + off[0], together.full[1] + off[1])) if off[0] else None,
    )


def _terms_beyond(
    terms: Terms, chain: tuple[int, ...], start: Bounds
) -> tuple[tuple[int, int], tuple[int, int], tuple[str, ...]]:
    """Return the months and days that come on top of the limit at least and at most, and what is not known of them."""
    least, most = [0, 0], [0, 0]
    missing: list[str] = []
    for i in chain[1:]:
        offenses = terms.offense_days(i)
        if offenses and max(offenses) < start[0]:
            continue
        laid = terms.laid(i)
        months, days = (laid.months, laid.days) if isinstance(laid, Laid) else (0, 0)
        most = [most[0] + months, most[1] + days]
        if offenses and min(offenses) >= start[1]:
            least = [least[0] + months, least[1] + days]
        else:
            missing.append(f"sentences[{i}].offense_at")
    return (least[0], least[1]), (most[0], most[1]), tuple(missing)
