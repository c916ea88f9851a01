"""Good time by formula: small functions of whole numbers, one for each way in which statutes work it out.

How much a place gives, to whom, and since when is data (`rules/…/place.yaml`); what is here is arithmetic. None of it
says that anybody earned anything: credit depends on conduct, and a place's rule says whether the number is a projection
or a ceiling. Rounding is always down in days of credit, and so up in days to serve.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from holdcheck.law.places import GoodTimeRule
from holdcheck.sentences.counting import anniversary, number_text

MONTH: Final = 30
"""Days in a month of a term that is pronounced in days, where a statute gives credit by the month and does not say."""


class Measured(NamedTuple):
    """The length of a term from the day it begins.

    Attributes:
        days: All its days.
        years: Whole calendar years in it.
        rest: Days beyond those years.
        months: Months as pronounced, and one more for every thirty days pronounced in days.
    """

    days: int
    years: int
    rest: int
    months: int


@lru_cache(maxsize=4096)
def measured(start: int, months: int, days: int) -> Measured:
    """Return how long a term is; years and months are those of the calendar.

    Raises:
        ValueError: The calendar does not go that far.
    """
    end = anniversary(start, months, days)
    years = max(end - start, 0) // 365
    while anniversary(start, 12 * years, 0) > end:
        years -= 1
    rest = end - anniversary(start, 12 * years, 0)
    return Measured(end - start, years, rest, months + days // MONTH)


def fraction_of_term(term: int, credit: int, per: int) -> int:
    """Return credit that is a fraction of the whole term, fractions of a day ignored.

    Wis. Stat. 302.43: one fourth, "fractions of a day shall be ignored". New York Correction Law 804: one third.
    O.C.G.A. 42-4-7(b): one half. MCL 801.257: one fourth. La. R.S. 15:571.3.1 (offences from 2024-08-01): 15 of 100.

    Args:
        term: Days of the term.
        credit: Days of credit for every ``per`` days of the term.
        per: See ``credit``.
    """
    return term * credit // per


def days_to_serve(term: int, credit: int, per: int) -> int:
    """Return the least number of days with which the credit for them makes up a term.

    That is the least s with ``s + credit * floor(s / per) >= term``. An odd last day earns nothing: 90 days in
    California are served in 46, and not in 45. Cal. Penal Code 4019: two for two, before that two for four (People v.
    Whitaker, 238 Cal. App. 4th 1354 (2015); People v. Smith, 211 Cal. App. 3d 523 (1989)). RCW 9.94A.729: one for two
    (In re Williams, 121 Wn.2d 655 (1993)). 730 ILCS 130/3: one for one. La. R.S. 15:571.3(B): thirteen for seven.
    """
    blocks, left = divmod(max(term, 0), per + credit)
    return blocks * per + min(left, per)


def days_for_days_served(term: int, credit: int, per: int) -> int:
    """Return the credit somebody has on the day on which days served and credit for them make up the term."""
    return max(term, 0) - days_to_serve(term, credit, per)


def tiers_by_term(term: int, tiers: Sequence[tuple[int | None, int, int]]) -> int:
    """Return credit for each whole block of a term, by the tier into which the whole term falls.

    ORS 169.110: one day for ten up to 30 days, then three, four, five and six for thirty. The tier is chosen by the
    whole sentence, so that a day more can mean a release days earlier; that is the statute's and no mistake here.

    Args:
        term: Days of the term.
        tiers: The longest term of each tier (None: any), its days of credit, and for how many days.
    """
    for up_to, credit, per in tiers:
        if up_to is None or term <= up_to:
            return credit * (term // per)
    return 0


def yearly_rate_prorated(years: int, rest: int, credit: int, per: int) -> int:
    """Return credit for each whole year of the term and in proportion for the days left, rounded down.

    18 USC 3624(b)(1) since 2019-07-19, as 28 CFR 523.20 and 87 FR 7938 work it out: 54 days a year, 54/365 of a day for
    each day left. The rate is kept as a fraction: the rounded 0.148 gives another number for 196, 223 and 250 days.
    """
    return credit * years + credit * rest // per


def yearly_rate_on_time_served(term: int, credit: int, per: int) -> int:
    """Return credit for each whole year that is served, and in proportion for the part of a year at the end.

    18 USC 3624(b)(1) before 2019-07-19, as Barber v. Thomas, 560 U.S. 474 (2010), allowed it: of what is left when no
    whole year of service fits any more, 365 of every 419 days are served, rounded up. Ten years give 470 days and not
    540; 228 months give 894 (Williams v. Lamanna, 20 F. App'x 360 (6th Cir. 2001)).
    """
    years, left = divmod(max(term, 0), per + credit)
    return credit * years + left - -(-left * per // (per + credit))


def monthly_rate_by_year(months: int, rates: Sequence[int]) -> int:
    """Return credit for each month of a term, by a rate that rises with the year.

    Fla. Stat. 951.21(1): five days a month in the first two years, ten in the next two, fifteen after that.

    Args:
        months: Whole months of the term.
        rates: Days a month in years 1 and 2, in years 3 and 4, and in later ones.
    """
    first, second, later = rates
    return first * min(months, 24) + second * min(max(months - 24, 0), 24) + later * max(months - 48, 0)


def most_with_least_served(term: int, percent: int) -> int:
    """Return the most credit with which at least so many of a hundred days of a term are served, rounded up.

    Fla. Stat. 944.275(4), offences from 1995-10-01: "a minimum of 85 percent" is not reached on a part of a day, so
    ten years of 3,653 days leave 547 days of credit. The 548 of a state's guide is rounded.
    """
    return term + -term * percent // 100


def applies_to(rule: GoodTimeRule, start: int, months: int, days: int) -> bool:
    """Return whether a term is long enough for a rule; whole years in its threshold are years of the calendar.

    A term of exactly one year is not "more than 1 year" (18 USC 3624(b)(1)), though a leap day makes it 366 days long.
    """
    years, rest = divmod(rule.terms_over_days, 365)
    return anniversary(start, months, days) > anniversary(start, 12 * years, rest)


def credit_by(rule: GoodTimeRule, start: int, months: int, days: int) -> int:
    """Return the days of credit that a place's rule gives on a term, never more than the term.

    Args:
        rule: The place's rule.
        start: Day on which the term begins.
        months: Its calendar months.
        days: Its days beyond them.

    Raises:
        ValueError: The calendar does not go that far.
    """
    if not applies_to(rule, start, months, days):
        return 0
    term = measured(start, months, days)
    credit, per = rule.credit or 0, rule.per or 1
    match rule.formula:
        case "fraction_of_term":
            found = fraction_of_term(term.days, credit, per)
        case "days_for_days_served":
            found = days_for_days_served(term.days, credit, per)
        case "tiers_by_term":
            found = tiers_by_term(term.days, [(tier.up_to, tier.credit, tier.per) for tier in rule.tiers])
        case "yearly_rate_prorated":
            found = yearly_rate_prorated(term.years, term.rest, credit, per)
        case "yearly_rate_on_time_served":
            found = yearly_rate_on_time_served(term.days, credit, per)
        case _:
            found = monthly_rate_by_year(term.months, rule.rates)
    if rule.least_served_percent is not None:
        found = min(found, most_with_least_served(term.days, rule.least_served_percent))
    return min(found, term.days)


def formula_text(rule: GoodTimeRule) -> str:
    """Return a place's rule in words."""
    percent = rule.least_served_percent
    return _formula(rule) + (f", at least {percent} of 100 days served" if percent is not None else "")


def _formula(rule: GoodTimeRule) -> str:
    match rule.formula:
        case "fraction_of_term":
            return f"{_days(rule.credit)} for every {_days(rule.per)} of the term, rounded down"
        case "days_for_days_served":
            return f"{_days(rule.credit)} for every {_days(rule.per)} served, whole blocks only"
        case "tiers_by_term":
            return "days for each whole block of the term, by the length of the whole term"
        case "yearly_rate_prorated":
            return f"{rule.credit} days for each whole year of the term, {rule.credit}/{rule.per} of the days left"
        case "yearly_rate_on_time_served":
            return f"{rule.credit} days for each year served, in proportion at the end"
    first, second, later = rule.rates
    return f"{first} days a month in years 1 and 2, {second} in years 3 and 4, {later} later"


def _days(number: int | None) -> str:
    return number_text((number or 0, number or 0))
