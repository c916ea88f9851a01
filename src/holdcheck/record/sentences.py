"""Sentences, as imposed and as an agency states them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from holdcheck.moments import Day, Moment
from holdcheck.record.parts import NAMED, Count, Id, Many, Money, OrUnknown, Part, Word

_Unit = Annotated[int, Field(ge=0, le=100_000)]


class Term(Part):
    """A length of time as a court pronounces it; its units are kept apart because calendars are not arithmetic."""

    years: Annotated[int, Field(ge=0, le=999)] = Field(0, description="Whole calendar years; absent: none.")
    months: _Unit = Field(0, description="Whole calendar months; absent: none.")
    weeks: _Unit = Field(0, description="Weeks; absent: none.")
    days: _Unit = Field(0, description="Days; absent: none.")
    hours: _Unit = Field(0, description="Hours; such a term runs from the hour it begins. Absent: none.")
    life: bool = Field(False, description="For life: there is no end to compute. Absent: not for life.")


class Credit(Part):
    """Time that counts towards a sentence although it was served before it began."""

    from_: Day | None = Field(
        None, alias="from", description="First day; absent: the number of days is all that is known."
    )
    to: Day | None = Field(
        None,
        description=(
            "Last day; which of the two count is the place's convention. Absent: the number of days is all "
            "that is known."
        ),
    )
    days: Count | None = Field(
        None,
        description=(
            "Number of days; where both dates are given these count, and it must be what they come to. "
            "Absent: what the dates come to."
        ),
    )
    reason: Word | None = Field(
        None, description="Why it counts, such as prior_custody; absent: unknown, and it counts as recorded."
    )


class LedgerEntry(Part):
    """A change of somebody's good time."""

    at: Day = Field(description="When it was entered.")
    days: Count = Field(description="How many days.")
    reason: Literal["earned", "lost", "restored"] = Field(description="What happened to them.")


class GoodTime(Part):
    """Good time as recorded; never assumed."""

    days: Count | None = Field(None, description="Total; absent: the sum of the ledger.")
    ledger: Many[LedgerEntry] = Field(
        (), description="Entries; lost days count against earned and restored ones. Absent: only the total is known."
    )


class Inoperative(Part):
    """Days that do not count towards a sentence."""

    from_: Day = Field(alias="from", description="First day that does not count.")
    to: Day | None = Field(None, description="First day that counts again; absent: it still does not count.")
    reason: Word | None = Field(None, description="Such as escape; absent: unknown.")


class Period(Part):
    """One stay of an intermittent sentence."""

    from_: Moment = Field(alias="from", description="When the person must come in.")
    to: Moment = Field(description="When the person may leave.")


class Fine(Part):
    """A fine that is served."""

    amount: Money | None = Field(None, description="In US dollars; absent: unknown, and its end is not computed.")
    per_day: Money | None = Field(
        None, description="Dollars a day in jail takes off; absent: what the law of the place says, where it was read."
    )


class EndedBy(Part):
    """An event that ends a sentence before its term."""

    kind: Literal["parole", "pardon", "commutation", "early_release", "resentence"] = Field(description="Which.")
    at: Moment = Field(description="When.")


class StatedDate(Part):
    """A date that an agency has worked out. Compared with the computed one; used where nothing can be computed."""

    kind: Literal["release", "conditional_release", "maximum_expiration", "supervision_end", "parole_eligibility"] = (
        Field(description="Of what.")
    )
    at: Day = Field(description="The date.")
    as_of: Day | None = Field(None, description="When it was worked out; absent: unknown.")
    by: Word | None = Field(None, description="Which agency; absent: unknown.")


class ImposedBy(Part):
    """Who imposed a sentence or sanction."""

    office: OrUnknown[
        Literal[
            "judge", "magistrate", "court", "parole_board", "parole_officer", "probation_officer", "hearing_officer",
            "corrections_officer", "unknown",
        ]
    ] = Field("unknown", description="A sanction may be an executive officer's. Absent: unknown.")  # fmt: skip


class CaseReference(Part):
    """A sentence named by its case, when its id is not known."""

    case: Word = Field(description="Docket number.")


class Sentence(Part):
    """A sentence, a sanction, or a fine served. It authorises custody to the end of its last day."""

    id: Id | None = Field(None, description=NAMED)
    charges: Many[Id] = Field(
        (),
        description=(
            "Charges it punishes; their pretrial papers end with it. Absent: those of its case, else perhaps "
            "any, and undetermined."
        ),
    )
    case: Word | None = Field(None, description="Docket number; absent: unknown.")
    kind: Literal[
        "jail", "prison", "time_served", "intermittent", "probation_only", "fine_only", "fine_commitment", "sanction"
    ] = Field(description="time_served, probation_only and fine_only entitle to release when imposed.")
    imposed_at: Day | None = Field(
        None,
        description=(
            "When it was imposed; time served, probation and fine only keep the hour if given. Absent: "
            "unknown, and what depends on it too."
        ),
    )
    begins_at: Day | None = Field(
        None,
        description="When it begins; absent: at the end of those it follows, else when imposed. Hours terms keep it.",
    )
    offense_at: Day | None = Field(
        None, description="Day of the offence, where it selects the law; absent: that of its charges, else unknown."
    )
    imposed_by: ImposedBy | None = Field(None, description="Who imposed it; absent: a court.")
    term: Term | None = Field(None, description="Its length, or its maximum; absent: unknown.")
    minimum: Term | None = Field(
        None, description="Minimum of an indeterminate sentence; release then is parole. Absent: it has none."
    )
    suspended: Term | None = Field(None, description="The part that is not to be served; absent: all of it is.")
    consecutive_to: Many[Id | CaseReference] = Field((), description="Sentences it follows; empty: concurrent.")
    credits: Many[Credit] = Field((), description="Time that counts already; absent: none is recorded.")
    good_time: GoodTime | None = Field(None, description="Good time as recorded; absent: none recorded.")
    inoperative: Many[Inoperative] = Field((), description="Days that do not count; absent: there were none.")
    served_in: Literal["jail", "home", "work_release", "treatment"] = Field(
        "jail", description="Where; home detention and treatment authorise no jail bed. Absent: in jail."
    )
    periods: Many[Period] = Field(
        (), description="Stays of an intermittent sentence; absent: unknown, and its end is not computed."
    )
    fine: Fine | None = Field(
        None, description="A fine that is served; absent: there is none, or it is unknown where one is served."
    )
    ended_by: EndedBy | None = Field(None, description="What ended it early; absent: nothing has.")
    stated: Many[StatedDate] = Field((), description="What agencies say; absent: nothing.")
