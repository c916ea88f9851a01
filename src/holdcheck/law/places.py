"""The shape of a place file: zones, circuit, and the conventions by which a place counts."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from holdcheck.clocks import UNITS
from holdcheck.law.rules import Confidence, Dated, Law, OptionalDay, OptionalText, RulePart, absent

OptionalNumber = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(absent)]
_HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class ProcessingHours(RulePart):
    """How many hours of release processing pass without remark. The yardstick's own number, not a court's."""

    hours: int
    reviewed_on: OptionalDay
    confidence: Confidence
    law: tuple[Law, ...]


CLOCKS = (
    "riverside-48-hours",
    "first-appearance",
    "preliminary-hearing",
    "arrest-without-charge",
    "287-7-d",
    "detainer-48-hours",
    "287g-jail",
    "287g-warrant-service",
    "temporary-federal-detention",
    "fugitive-commitment",
    "fugitive-recommitment",
    "agent-to-appear",
    "iad-request",
    "iad-arrival",
    "undated-authority",
    "uncollected-warrant",
)
"""Every clock of the law that holdcheck runs. What starts and stops each is code; how long it is, is data."""


class ClockLength(Dated):
    """How long one clock of the law runs at a place, between two days.

    A narrower place's length takes the place of a wider one's; ``length: null`` says that none was read there.
    """

    clock: Literal[CLOCKS]  # type: ignore[valid-type]  # the names are a tuple, to be listed and tested
    length: Annotated[int | None, BeforeValidator(absent)]
    unit: Literal[UNITS]  # type: ignore[valid-type]  # the units are those of the module that counts them


class DayCounting(Dated):
    """How a place counts the days of a sentence, between two days. There is no default for any of it.

    ``terms_over_days``: only terms longer than that are counted so; the first that fits a term is its counting.
    ``credit_end_days: first``: the day on which the sentence begins is no day of credit; a span that ended in release
    before counts with both its ends. ``credit_on_minimum``: whether credit comes off the minimum of a sentence too.
    ``minimum_of_consecutive_terms: added_up``: their minimums are one minimum, as long as all of them together.
    """

    terms_over_days: Annotated[int, Field(ge=0)] = 0
    counts_start_day: Annotated[bool | None, BeforeValidator(absent)] = None
    release_on: Annotated[Literal["last_day", "day_after"] | None, BeforeValidator(absent)] = None
    credit_end_days: Annotated[Literal["both", "first"] | None, BeforeValidator(absent)] = None
    credit_on_minimum: Annotated[bool | None, BeforeValidator(absent)] = None
    minimum_of_consecutive_terms: Annotated[Literal["added_up"] | None, BeforeValidator(absent)] = None


FORMULAS = (
    "fraction_of_term",
    "days_for_days_served",
    "tiers_by_term",
    "yearly_rate_prorated",
    "yearly_rate_on_time_served",
    "monthly_rate_by_year",
)
"""Every way of working out good time that holdcheck knows. What each does is code; its numbers are data."""
KINDS = ("jail", "prison", "intermittent", "fine_commitment", "sanction")
"""The kinds of sentence that leave something to serve, and so can earn good time."""
Kinds = Annotated[tuple[Literal[KINDS], ...], Field(min_length=1)]  # type: ignore[valid-type]  # a tuple, as above


class GoodTimeTier(RulePart):
    """Days of credit for each whole block of a term that is no longer than ``up_to`` days; null: any longer term."""

    up_to: OptionalNumber
    credit: Annotated[int, Field(ge=0)]
    per: Annotated[int, Field(ge=1)]


class GoodTimeRule(Dated):
    """How a place works out the good time of a term, between two days.

    It is never assumed to have been earned: ``gives`` says whether a date by it is a projection or a ceiling.
    """

    name: str
    formula: Literal[FORMULAS]  # type: ignore[valid-type]  # the names are a tuple, to be listed and tested
    credit: OptionalNumber = None
    per: OptionalNumber = None
    tiers: tuple[GoodTimeTier, ...] = ()
    rates: tuple[Annotated[int, Field(ge=0, le=30)], ...] = ()
    terms_over_days: Annotated[int, Field(ge=0)] = 0
    least_served_percent: Annotated[Annotated[int, Field(ge=0, le=100)] | None, BeforeValidator(absent)] = None
    kinds: Kinds
    gives: Literal["projection", "ceiling"]
    selected_by: Literal["offense", "sentence", "release"]

    @model_validator(mode="after")
    def _has_its_numbers(self) -> Self:
        if self.formula == "tiers_by_term":
            ends = [tier.up_to for tier in self.tiers]
            known = [end for end in ends if end is not None]
            if not ends or ends[-1] is not None or len(known) < len(ends) - 1 or known != sorted(set(known)):
                raise ValueError("tiers: must go up, and the last have no end; write up_to: null in it alone")
        elif self.formula == "monthly_rate_by_year":
            if len(self.rates) != 3:
                raise ValueError("rates: must be three; write those of years 1-2, of 3-4, and of 5 and on")
        elif self.credit is None or not self.per:
            raise ValueError(f"credit and per: {self.formula} needs both; write days of credit, and for how many days")
        if self.formula == "fraction_of_term" and (self.credit or 0) > (self.per or 0):
            raise ValueError("credit: is more than the whole term; write a fraction of it")
        return self


class FineRate(Dated):
    """How many dollars of a fine a day in jail takes off at a place, between two days, where its law fixes it.

    A place whose courts set the rate has none here: the judgment says it, and a record can. ``part_of_day: null`` says
    that no source was read on whether what is left of a fine after whole days takes a day more.
    """

    per_day: Annotated[int, Field(ge=1)]
    part_of_day: Annotated[Literal["up"] | None, BeforeValidator(absent)]
    longest_months: OptionalNumber = None


class ConsecutiveRule(Dated):
    """What a place makes of consecutive sentences, between two days: one term, no longer than so many years."""

    longest_years: Annotated[int, Field(ge=1)]
    kinds: Kinds


class TimeCreditRule(Dated):
    """How a place lets programs bring supervised release and prerelease custody nearer, between two days.

    It is a projection of what somebody could earn who is eligible and takes part throughout; prerelease custody is
    custody.
    """

    name: str
    credit: Annotated[int, Field(ge=0)]
    per: Annotated[int, Field(ge=1)]
    later_credit: Annotated[int, Field(ge=0)]
    blocks_before_later: Annotated[int, Field(ge=0)]
    supervised_release_months: Annotated[int, Field(ge=0)]
    earns_from: Literal["commencement", "arrival"]
    kinds: Kinds

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.later_credit < self.credit:
            raise ValueError("later_credit: is less than credit; write what a block earns later, in all")
        return self


class TreatmentTier(RulePart):
    """The most months that treatment takes off a term of no more than ``up_to_months``; null: any longer term."""

    up_to_months: OptionalNumber
    months: Annotated[int, Field(ge=0)]


class TreatmentRule(Dated):
    """By how much a program of treatment can bring release nearer, between two days. It is a ceiling."""

    name: str
    tiers: Annotated[tuple[TreatmentTier, ...], Field(min_length=1)]
    kinds: Kinds

    @model_validator(mode="after")
    def _ends_open(self) -> Self:
        ends = [tier.up_to_months for tier in self.tiers]
        known = [end for end in ends if end is not None]
        if ends[-1] is not None or len(known) < len(ends) - 1 or known != sorted(set(known)):
            raise ValueError("tiers: must go up, and the last have no end; write up_to_months: null in it alone")
        return self


class ReleaseHours(RulePart):
    """The hours of the day between which a place lets people go, from terms longer than ``terms_over_days``."""

    from_: Annotated[str, Field(alias="from", pattern=_HOUR)]
    to: Annotated[str, Field(pattern=_HOUR)]
    terms_over_days: Annotated[int, Field(ge=0)] = 0


class ReleaseDayRule(Dated):
    """What a place does with the day of release, between two days: on a weekend or holiday, and at which hours.

    ``weekend: null`` says that a law was found, and not what it does with these days. ``hours: null`` sets no hours.
    ``weekdays_before``: how far back it may choose, where it may: on the last weekday before, or the one before that.
    ``days_early``: how many days before it the place may let people go, in the same hours, which is owed to nobody.
    ``holidays``: which days are holidays there; where that was not read, a federal holiday on a weekday may be one.
    """

    kinds: Kinds
    weekend: Annotated[Literal["may_advance", "must_advance", "none"] | None, BeforeValidator(absent)]
    hours: Annotated[ReleaseHours | None, BeforeValidator(absent)] = None
    weekdays_before: Annotated[int, Field(ge=1, le=3)] = 1
    days_early: Annotated[int, Field(ge=0, le=3)] = 0
    holidays: Literal["federal", "not_read"] = "federal"


class Place(RulePart):
    """A state, the United States, or a county or city."""

    zones: tuple[str, ...] = ()
    circuit: OptionalText = None
    name: OptionalText = None
    processing_hours: ProcessingHours | None = None
    magistrates: tuple[str, ...] = ()
    magistrates_law: tuple[Law, ...] = ()
    holidays: Literal["federal"] = "federal"  # the one calendar there is; another needs code before a file may name it
    holidays_law: tuple[Law, ...] = ()
    sentences: tuple[DayCounting, ...] = ()
    good_time: tuple[GoodTimeRule, ...] = ()
    good_time_unread: OptionalText = None  # what else the place gives, that no rule here is about
    consecutive: tuple[ConsecutiveRule, ...] = ()
    fines: tuple[FineRate, ...] = ()
    time_credits: tuple[TimeCreditRule, ...] = ()
    treatment: tuple[TreatmentRule, ...] = ()
    release_days: tuple[ReleaseDayRule, ...] = ()
    clocks: tuple[ClockLength, ...] = ()

    @model_validator(mode="after")
    def _one_rule_a_day(self) -> Self:
        for one, other in combinations(self.good_time, 2):
            if one.name == other.name and not set(one.kinds).isdisjoint(other.kinds) and _overlap(one, other):
                raise ValueError(f"good_time: two rules of the name {one.name} overlap; close the earlier")
        for field in ("consecutive", "fines", "time_credits", "treatment", "release_days"):
            for each, another in combinations(getattr(self, field), 2):
                kinds = set(getattr(each, "kinds", ("any",))), set(getattr(another, "kinds", ("any",)))
                if not kinds[0].isdisjoint(kinds[1]) and _overlap(each, another):
                    raise ValueError(f"{field}: two rules overlap; close the earlier")
        return self


def _overlap(one: Dated, other: Dated) -> bool:
    """Return whether two conventions were in force on one day."""
    first, last = date.min, date.max
    return (one.effective_from or first) <= (other.effective_to or last) and (other.effective_from or first) <= (
        one.effective_to or last
    )
