"""What federal programs could bring nearer: prerelease custody, supervised release, and release after treatment.

Nobody is known to be eligible for any of it, or to have taken part: offences that shut people out, assessments of risk
and programs are not part of a record. So every date here is a projection or a ceiling, never an entitlement, and none
of it is added to what is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from holdcheck.law.places import TimeCreditRule, TreatmentRule
from holdcheck.law.versions import Versions
from holdcheck.sentences.counting import anniversary, day_text, number_text
from holdcheck.sentences.laid import Laid
from holdcheck.sentences.projecting import by_formula, least_sure
from holdcheck.sentences.results import Milestone, Refusal
from holdcheck.sentences.terms import Terms
from holdcheck.zones import Bounds

_FROM_ARRIVAL: Final = (
    "earned from arrival at the facility, which is not recorded: counted from the day the term begins"
)
_NOT_KNOWN: Final = (
    "whether an offence, risk or an order of removal shuts the person out is not recorded: eligibility not known"
)


def credits_for_blocks(blocks: int, rule: TimeCreditRule) -> int:
    """Return the time credits for whole blocks of programs: no part of a block earns anything."""
    first = min(blocks, rule.blocks_before_later)
    return first * rule.credit + (blocks - first) * rule.later_credit


def transfer_day(begins: int, release: int, rule: TimeCreditRule) -> tuple[int, int]:
    """Return the first day on which days served and the credits for them reach the day of release, and the credits.

    18 USC 3624(g)(1)(A): credits apply once they equal the remainder of the term. Sixty months from 2025-01-01 with
    good time to 2029-04-05 come to 2027-12-02, after 35 blocks of 30 days and with 490 days of credit, as the Bureau of
    Prisons' own guide has it.

    Args:
        begins: Day from which on credit is earned.
        release: Day of release by good conduct time.
        rule: The place's rule.
    """
    # A block is over for the whole of the 30 days after it, so up to 29 days more may go by before it is used.
    left = release - begins - (rule.per - 1)
    blocks = max(_rounded_up(left, rule.per + rule.credit), 0)
    if blocks > rule.blocks_before_later:
        left -= rule.blocks_before_later * (rule.per + rule.credit)
        blocks = rule.blocks_before_later + _rounded_up(left, rule.per + rule.later_credit)
    credit = credits_for_blocks(blocks, rule)
    return max(begins + rule.per * blocks, release - credit), credit


def _rounded_up(number: int, divisor: int) -> int:
    return -(-number // divisor)


def by_programs(terms: Terms, term: Laid, good_time: Sequence[Milestone | Refusal]) -> list[Milestone]:
    """Return what programs could bring nearer, counted from the earliest date by good time.

    Args:
        terms: The sentences of the record.
        term: One of them, or consecutive ones together.
        good_time: What was found by the formulas of good time.
    """
    law = terms.law
    if not (law.time_credits.spans or law.treatment.spans):
        return []
    dates = [each for each in good_time if isinstance(each, Milestone)]
    if not dates:
        return []
    release = min(dates, key=lambda each: each.days) if len(dates) > 1 else dates[0]
    found = _time_credits(term, release, law.time_credits.about(term.kinds))
    treated = _treatment(term, release, law.treatment.about(term.kinds))
    return [*found, treated] if treated is not None else found


def _time_credits(term: Laid, release: Milestone, versions: Versions[TimeCreditRule]) -> list[Milestone]:
    """Return from when on time credits could lead to prerelease custody, and to supervised release."""
    since, stopped = versions.since, term.stopped
    begins = max(term.start[0] + stopped[0], since), max(term.start[1] + stopped[1], since)
    rule, ends = versions.on(begins[0]), release.days
    if rule is None or ends[0] <= begins[0]:
        return []
    months = rule.supervised_release_months
    day, least = transfer_day(begins[0], ends[0], rule)
    if not least:
        return []  # too short for a single block
    last_day, most, first = day, least, anniversary(ends[0], -months, 0)
    final = first
    if begins[0] != begins[1] or ends[0] != ends[1]:
        last_day, most = transfer_day(begins[1], ends[1], rule)
        final = anniversary(ends[1], -months, 0)
    days, credit, early = (day, last_day), (least, most), (first, final)
    supervised = max(day, first), max(last_day, final)

    def tell() -> list[str]:
        rates = f"{rule.credit} days for each {rule.per} of programs, whole blocks only"
        later = f"{rule.later_credit} after {rule.blocks_before_later} blocks at minimum or low risk"
        earned = f"from {day_text(begins)}: {number_text(credit)} by {day_text(days)}"
        told = [*release.steps, f"{rule.name}: {rates}, {later}, {earned}"]
        if rule.earns_from == "arrival":
            told.append(_FROM_ARRIVAL)
        return [*told, _NOT_KNOWN]

    law, confidence = release.law + rule.law, least_sure(release.confidence, rule.confidence)
    prerelease = Milestone(
        "earliest_prerelease_custody",
        days,
        "projection",
        lambda: (
            *tell(),
            *_beyond(credit, ends, early, months),
            f"prerelease custody from {day_text(days)}; prerelease custody is still custody: no release",
        ),
        law,
        release.missing if day < last_day else (),
        rule.name,
        None,
        confidence,
    )
    release_to_supervision = Milestone(
        "earliest_supervised_release",
        supervised,
        "projection",
        lambda: (
            *tell(),
            f"at most {months} months before {day_text(ends)}: {day_text(early)}",
            f"supervised release from {day_text(supervised)}, if the sentence includes it, which is not recorded",
        ),
        law,
        release.missing if supervised[0] < supervised[1] else (),
        rule.name,
        None,
        confidence,
    )
    return [prerelease, release_to_supervision]


def _beyond(credit: Bounds, ends: Bounds, early: Bounds, months: int) -> tuple[str, ...]:
    """Return in words how much credit is more than supervised release takes."""
    beyond = max(credit[0] - ends[0] + early[0], 0), max(credit[1] - ends[1] + early[1], 0)
    return (f"{number_text(beyond)} beyond the {months} months toward supervised release",) if beyond[1] else ()


def _treatment(term: Laid, release: Milestone, versions: Versions[TreatmentRule]) -> Milestone | None:
    """Return the earliest date after treatment: the most it can take off, never added to time credits."""
    rule = versions.on(release.days[0])
    if rule is None:
        return None
    start, ends = term.start, release.days
    last = anniversary(start[0], term.months, term.days)
    for tier in rule.tiers:
        if tier.up_to_months is None or last <= anniversary(start[0], tier.up_to_months, 0):
            break
    months = tier.months
    first = anniversary(ends[0], -months, 0)
    if first <= max(start[1], term.floor):
        return None  # a term as short as that leaves no time for a program
    days = first, first if ends[0] == ends[1] else anniversary(ends[1], -months, 0)
    return Milestone(
        "earliest_with_treatment",
        days,
        "ceiling",
        lambda: (
            *release.steps,
            f"{rule.name}: at most {months} months off a term of this length",
            "whether an offence shuts the person out, and whether the program was completed, is not recorded",
            "time credits would be counted after it and are not added here",
            f"released on {day_text(days)}",
        ),
        release.law + rule.law,
        release.missing if days[0] < days[1] else (),
        rule.name,
        None,
        least_sure(release.confidence, rule.confidence),
    )


def earliest_with_everything(terms: Terms, term: Laid) -> int | None:
    """Return before which day neither good time nor programs can have ended a federal sentence, all of them added up.

    None elsewhere: of no state is it known that every law was read by which time can be earned.

    Args:
        terms: The sentences of the record.
        term: One of them, or consecutive ones together.
    """
    if not terms.federal:
        return None
    found = by_formula(terms, term)
    dates = [each.days[0] for each in found if isinstance(each, Milestone)]
    if len(dates) < len(found) or not dates:
        return None
    first = min(dates)
    nearer = [
        first - each.days[0] for each in by_programs(terms, term, found) if each.name != "earliest_prerelease_custody"
    ]
    return max(first - sum(nearer) - term.good, term.floor)
