"""Consecutive sentences as the one term the law of a place makes of them, and the limit it sets to that.

New York ends definite ones after two years and any term for an offence committed while the person is under them (Penal
Law 70.30(2)(b)); credit comes off what is left, and not off the sum (People ex rel. Ryan v. Cheverko, 22 N.Y.3d 132
(2013)).
"""

from __future__ import annotations

from holdcheck.law.places import ConsecutiveRule
from holdcheck.sentences.counting import anniversary
from holdcheck.sentences.laid import Laid
from holdcheck.sentences.terms import Terms


def rule_of_terms(terms: Terms, term: Laid) -> ConsecutiveRule | None:
    """Return the place's rule for consecutive sentences of the kinds of some, on the day the first was imposed."""
    first = terms.imposed[term.chain[0]]
    rules = terms.law.consecutive.about(term.kinds)
    if first is None:
        return rules[0] if rules else None
    return rules.on(first)


def limited(terms: Terms, together: Laid) -> Laid | None:
    """Return consecutive terms as the one term the place's law makes of them; None where it makes none.

    An offence whose day is not recorded may have been committed under the sentences: its term then may or may not be
    added to the limit, and the last day is one of several.

    Args:
        terms: The sentences of the record.
        together: The consecutive terms, added up.
    """
    rule = rule_of_terms(terms, together) if len(together.chain) > 1 else None
    if rule is None:
        return None
    start, years = together.start, rule.longest_years
    whole = [anniversary(day, together.months, together.days) for day in start]
    least, most, missing = _terms_beyond(terms, together)
    limits = [
        anniversary(day, 12 * years + beyond[0], beyond[1]) for day, beyond in zip(start, (least, most), strict=True)
    ]
    off = max(whole[0] - limits[0], 0), max(whole[1] - limits[1], 0)
    law = rule.law[0].cite
    told = f"at most {years} year{'' if years == 1 else 's'} and any term for an offence committed under them ({law})"
    return together._replace(
        months=12 * years + most[0] if off[1] else together.months,
        days=most[1] if off[1] else together.days,
        full=(together.full[0] - off[0], together.full[1] - off[1]),
        recorded=(together.recorded[0] - off[0], together.recorded[1] - off[1]),
        missing=(*together.missing, *(missing if off[0] != off[1] else ())),
        one_term=f"consecutive terms are one term ({law})",
        limit=(told, together.full) if off[0] else None,
    )


def _terms_beyond(terms: Terms, together: Laid) -> tuple[tuple[int, int], tuple[int, int], tuple[str, ...]]:
    """Return the months and days that come on top of the limit at least and at most, and what is not known of them."""
    least, most = [0, 0], [0, 0]
    missing: list[str] = []
    for i in together.chain[1:]:
        offenses = terms.offense_days(i)
        if offenses and max(offenses) < together.start[0]:
            continue
        laid = terms.laid(i)
        months, days = (laid.months, laid.days) if isinstance(laid, Laid) else (0, 0)
        most = [most[0] + months, most[1] + days]
        if offenses and min(offenses) >= together.start[1]:
            least = [least[0] + months, least[1] + days]
        else:
            missing.append(f"sentences[{i}].offense_at")
    return (least[0], least[1]), (most[0], most[1]), tuple(missing)
