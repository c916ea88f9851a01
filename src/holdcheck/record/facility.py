"""The jail, its agreements, whom it keeps people for, and when a person was away from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from holdcheck.moments import Day, Moment
from holdcheck.record.parts import NAMED, Id, Many, OrUnknown, Part, Text, Word


class Agreement(Part):
    """A written agreement of the facility with a federal agency.

    Only the three 287(g) kinds delegate functions of an immigration officer (8 USC 1357(g)); a housing contract adds a
    place to sleep and never an authority to hold.
    """

    id: Id | None = Field(None, description=NAMED)
    kind: Literal["287g_jail", "287g_warrant_service", "287g_task_force", "housing"] = Field(
        description="Jail enforcement, warrant service or task force model of 8 USC 1357(g), or a housing contract."
    )
    agency: Word | None = Field(None, description="The federal agency; absent: unknown.")
    signed_at: Day | None = Field(None, description="Day of signature; absent: unknown, taken as before booking.")
    ends_at: Moment | None = Field(None, description="When it ended; absent: it has not ended.")


class Facility(Part):
    """The place of custody; its state, zone and custodian decide which law and which calendar apply."""

    name: Text | None = Field(
        None, description="Designation of the facility; part of a finding's fingerprint. Absent: unknown."
    )
    state: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = Field(
        description="Postal code of the state or DC in which the person is held."
    )
    county: Word | None = Field(None, description="County; absent: county law is not applied.")
    locality: Word | None = Field(None, description="City or town; absent: local law is not applied.")
    custodian: Literal["local", "state", "federal", "private", "tribal", "military"] = Field(
        "local", description="Who holds the body; absent: a local jail. Federal custodians use federal day counting."
    )
    time_zone: Word | None = Field(
        None, description="IANA zone; may be absent only where the whole state keeps one zone."
    )
    agreements: Many[Agreement] = Field((), description="Agreements in any period; absent: there is none.")


class HeldFor(Part):
    """The jail keeps the person for another holder. Never authority by itself: only its paper is."""

    from_: Moment | None = Field(None, alias="from", description="When it began; absent: unknown, taken as booking.")
    to: Moment | None = Field(None, description="When it ended; absent: it has not ended.")
    holder: Literal[
        "other_county", "state", "BOP", "USMS", "ICE", "CBP", "other_state", "tribal", "military", "foreign"
    ] = Field(description="For whom the person is kept.")
    taken_by: OrUnknown[
        Literal["local_officer", "287g_officer", "federal_officer", "court", "other_jail", "unknown"]
    ] = Field(
        "unknown",
        description=(
            "Who took the person into this custody. Somebody ICE's own officers brought in is held on ICE's "
            "arrest, and its I-200 or I-205 is then authority of that holder (8 CFR 287.5(e)(3)). Whether "
            "they were who came from another jail is not known, and so undetermined. Absent: unknown."
        ),
    )
    paper: Id | None = Field(None, description="The paper it rests on; absent: unknown, and so undetermined.")
    agreement: Id | None = Field(
        None, description="The agreement under which the place is provided; absent: none is named."
    )


class Absence(Part):
    """A time in which the person was not in this jail's custody, or was guarded elsewhere."""

    from_: Moment = Field(alias="from", description="When the person left.")
    to: Moment | None = Field(None, description="When the person came back; absent: not back.")
    kind: Literal[
        "escape", "mistaken_release", "furlough", "intermittent", "lent_on_writ", "hospital", "court", "other_facility"
    ] = Field(description="Why; hospital, court and other facility stay custody unless guarded is false.")
    guarded: bool | None = Field(None, description="Under guard of this custodian; absent: yes.")


class ReleaseStep(Part):
    """A step of releasing somebody, as the jail logged it."""

    at: Moment = Field(description="When the step was done.")
    step: Literal["ready", "left_facility", "other"] = Field(description="Which step.")
    reason: Literal["immigration_inquiry", "curfew", "staffing", "computer", "property", "ride", "none"] | None = Field(
        None, description="Why it took until then; absent: unknown."
    )
