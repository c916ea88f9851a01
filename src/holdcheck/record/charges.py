"""Arrests, charges, orders of courts, and bail."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from holdcheck.moments import Day, Moment, ProtectedMoment
from holdcheck.record.parts import NAMED, Id, Many, Money, OrUnknown, Part, Text, Word


class Arrest(Part):
    """An arrest. With charges, the charges carry the custody; without, it authorises nothing beyond its clocks."""

    id: Id | None = Field(None, description=NAMED)
    at: Moment | None = Field(None, description="When; absent: unknown, taken as the beginning of custody.")
    warrantless: bool | None = Field(None, description="Without a warrant; absent: unknown.")
    warrant: Id | None = Field(
        None, description="The warrant it was made on, if it is listed; absent: none, or none that is."
    )
    charges: Many[Id] = Field((), description="The charges it led to; absent: none.")
    agency: Word | None = Field(None, description="Who arrested; absent: unknown.")
    probable_cause_found_at: ProtectedMoment | None = Field(
        None,
        description="When a judge, magistrate or grand jury found probable cause (Gerstein v. Pugh, 420 U.S. 103). "
        'Absent: unknown; "never": known not to have happened.',
    )
    probable_cause_by: Literal["judge", "magistrate", "grand_jury"] | None = Field(
        None, description="Who found it; absent: unknown."
    )
    first_appearance_at: ProtectedMoment | None = Field(
        None, description='First appearance before a court. Absent: unknown; "never": known not to have happened.'
    )


class Charge(Part):
    """A criminal charge. While it is pending it carries the custody: the jail's word that it holds on it.

    Once a court commits the person on it as a fugitive, after a waiver of extradition, under 18 USC 3142(d), for
    contempt, support or a fine, that commitment carries custody; when it is over the charge does so no longer.
    """

    id: Id | None = Field(None, description=NAMED)
    case: Word | None = Field(None, description="Docket number; absent: unknown.")
    court: Word | None = Field(None, description="Court in which it is pending; absent: unknown.")
    level: OrUnknown[Literal["felony", "gross_misdemeanor", "misdemeanor", "infraction", "civil", "unknown"]] = Field(
        "unknown", description="Grade of the offence; absent: unknown."
    )
    classes: Many[Word] = Field(
        (),
        description=(
            "Classes of the offence that some law names, such as serious; fugitive: wanted in another state, "
            "and no charge of this one. Absent: of none that is known."
        ),
    )
    instrument: Literal["indictment", "information", "complaint", "citation"] | None = Field(
        None, description="What charges it; an indictment is a grand jury's finding of probable cause. Absent: unknown."
    )
    offense_at: Day | None = Field(None, description="Day of the offence; absent: unknown.")
    filed_at: ProtectedMoment | None = Field(
        None, description='When it was filed. Absent: unknown; "never": known not to have been filed.'
    )
    code: Word | None = Field(None, description="The source's own word for it; absent: it has none. No rule reads it.")
    disposition: Literal[
        "pending",
        "declined",
        "no_billed",
        "dismissed",
        "nolle_prosequi",
        "acquitted",
        "not_guilty_insanity",
        "convicted",
        "diverted",
        "transferred",
        "refiled",
        "cited",
    ] = Field("pending", description="What became of it; absent: pending.")
    disposed_at: Moment | None = Field(
        None, description="When; absent with a disposition other than pending: unknown, and what depends on it too."
    )
    refiled_as: Id | None = Field(
        None,
        description=(
            "The charge that carries it on; its papers carry on too. Absent where it was refiled: unknown, "
            "and undetermined what they carry."
        ),
    )
    held_until: Moment | None = Field(
        None, description="When the jail stopped holding on this charge; absent: it has not. A paper outranks it."
    )
    held_until_because: (
        Literal[
            "bail",
            "recognizance",
            "release_order",
            "no_probable_cause",
            "not_filed",
            "declined",
            "dismissed",
            "acquitted",
            "time_served",
            "sentence_suspended",
            "fine_paid",
            "quashed",
            "cited",
            "transferred",
            "unknown",
        ]
        | None
    ) = Field(None, description="Why; `transferred` never ends authority before release. Absent: unknown.")


class Condition(Part):
    """Something that must be in place before a release on conditions."""

    kind: Literal["device", "bed", "custodian", "program", "document", "other"] = Field(description="What.")
    met_at: Moment | None = Field(None, description="When it was in place; absent: it is not yet.")


class CourtOrder(Part):
    """An order of a court. A later order on a charge replaces the earlier one."""

    id: Id | None = Field(None, description=NAMED)
    kind: Literal["detain", "set_bail", "release", "commit", "stay", "extend", "vacate_sentence"] = Field(
        description="What it orders. set_bail detains until bail; a stay suspends a release until it expires."
    )
    court: Word | None = Field(None, description="Which court; absent: unknown.")
    ordered_at: Moment | None = Field(None, description="When it was made; orders count from then. Absent: unknown.")
    received_at: Moment | None = Field(
        None,
        description="When the jail got it; absent: unknown, and the hours of processing count from when it was made.",
    )
    expires_at: Moment | None = Field(None, description="When it lapses; absent: no end is known.")
    charges: Many[Id] | Literal["all"] | None = Field(
        None,
        description="Charges it concerns; absent: all, but undetermined where they are in several courts, and for a "
        "commitment where there are several.",
    )
    warrants: Many[Id] = Field((), description="Warrants it concerns; absent: none by name.")
    reason: Text | None = Field(None, description="Free text; no rule reads it, and its absence says nothing.")
    commit_for: (
        Literal[
            "competency",
            "mental_health",
            "civil_contempt",
            "child_support",
            "fine",
            "fugitive",
            "extradition_waived",
            "temporary_federal",
            "juvenile",
            "evaluation",
        ]
        | None
    ) = Field(
        None,
        description="What a commitment is for; 18 USC 3142(d) is temporary_federal. One for fugitive, "
        "extradition_waived, temporary_federal, civil_contempt, child_support or fine takes over from the jail's word "
        "on its charges, and custody on them ends with it; after any other, or where it is absent and so unknown, the "
        "charge goes on.",
    )
    amount: Money | None = Field(None, description="Bail, in US dollars; absent: unknown.")
    source: Literal["judge", "schedule"] | None = Field(
        None, description="A judge, or a bail schedule that nobody looked at; absent: a judge."
    )
    because_of: Many[Id] = Field(
        (), description="Papers named as its reason; absent: none. Bail because of a detainer detains not."
    )
    conditions: Many[Condition] = Field(
        (), description="Entitlement arises when the last is met; absent: there is none."
    )


class Bail(Part):
    """Bail posted, accepted, tendered or refused."""

    charges: Many[Id] | Literal["all"] | None = Field(
        None, description="Charges it is for; absent: all, but undetermined where they are in several courts."
    )
    warrants: Many[Id] = Field((), description="Warrants it is for; accepted bail ends them. Absent: none by name.")
    posted_at: Moment | None = Field(None, description="When it was posted; absent: it was not.")
    accepted_at: Moment | None = Field(None, description="When it was accepted; absent: when it was posted.")
    tendered_at: Moment | None = Field(None, description="When it was offered; absent: it was not.")
    declared_futile_at: Moment | None = Field(
        None,
        description=(
            "When the jail said that posting would not lead to release, so that nobody posted; absent: it did not."
        ),
    )
    revoked_at: Moment | None = Field(None, description="When it was revoked; absent: it was not.")
    refused: bool = Field(False, description="The jail would not take it; absent: it would.")
    refused_because: (
        Literal[
            "immigration_hold",
            "other_hold",
            "office_closed",
            "amount_or_form",
            "conditions_unmet",
            "statutory_wait",
            "identity",
            "unknown",
        ]
        | None
    ) = Field(
        None,
        description="Only a hold or a closed office makes refused bail an entitlement to release; a statutory wait "
        "when it ends; unknown or absent: undetermined.",
    )
