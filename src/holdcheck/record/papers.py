"""Warrants, detainers, writs, authority without a court, roster holds, and what speaks against a paper."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from holdcheck.moments import Day, Moment, ProtectedMoment
from holdcheck.record.parts import NAMED, Id, Many, Money, OrUnknown, Part, Text, Word

Office = Literal[
    "judge",
    "magistrate",
    "court",
    "court_clerk",
    "grand_jury",
    "parole_board",
    "parole_officer",
    "probation_officer",
    "corrections_officer",
    "hearing_officer",
    "governor",
    "prosecutor",
    "sheriff",
    "tribal_court",
    "military_commander",
    "immigration_officer",
    "immigration_judge",
    "unknown",
]


class Issuer(Part):
    """Who signed a paper. The office decides what the paper is, never the word in its title."""

    office: OrUnknown[Office] = Field(
        "unknown",
        description=(
            "An immigration judge is an executive officer; who is a magistrate is the place's data. Absent: "
            "unknown, and undetermined what the paper is."
        ),
    )
    court: Word | None = Field(None, description="Which court; absent: unknown.")
    state: Word | None = Field(None, description="Which state; absent: unknown.")


class ServedBy(Part):
    """Who served a warrant."""

    role: OrUnknown[
        Literal[
            "local_officer", "immigration_officer", "287g_jail", "287g_warrant_service", "287g_task_force", "unknown"
        ]
    ] = Field(
        "unknown",
        description=(
            "A 287(g) role counts only if designated on the day of service, and to the end of the agreement. "
            "Absent: unknown, and undetermined where the jail has such an agreement."
        ),
    )
    designated_from: Day | None = Field(None, description="First day of the officer's designation; absent: unknown.")
    designated_to: Day | None = Field(None, description="Last day of it; absent: it has not ended.")


class Warrant(Part):
    """A signed arrest paper, whatever its name."""

    id: Id | None = Field(None, description=NAMED)
    purpose: Literal[
        "arrest",
        "bench",
        "fugitive",
        "governor",
        "parole",
        "probation",
        "supervised_release",
        "material_witness",
        "civil_contempt",
        "child_support",
        "escape",
        "juvenile",
        "military",
        "immigration",
    ] = Field(description="What it is for.")
    form: Literal["I-200", "I-205", "capias", "body_attachment", "other"] | None = Field(
        None,
        description=(
            "Its form; I-200 and I-205 are signed by immigration officers, whatever office is recorded (8 CFR "
            "236.1(b), 241.2). Absent: unknown, and the office decides."
        ),
    )
    issued_by: Issuer | None = Field(None, description="Who signed it; absent: unknown, and so undetermined.")
    issued_at: Moment | None = Field(None, description="When it was signed; absent: unknown.")
    lodged_at: Moment | None = Field(
        None,
        description=(
            "When the jail had it: it covers from then, never from issue. Absent: unknown; it counts as on file "
            "throughout custody, but for the time before it was issued."
        ),
    )
    served_at: Moment | None = Field(
        None,
        description="When it was served; absent: it was not. A served warrant for a fugitive, contempt or support "
        "lasts no longer than to the commitment that followed from it.",
    )
    served_by: ServedBy | None = Field(
        None,
        description=(
            "Who served it; absent: unknown, and undetermined where officers of the jail may serve such warrants."
        ),
    )
    charges: Many[Id] = Field(
        (),
        description=(
            "Charges of this record it names; it ends with them. Absent: those of the arrest made on it, else none."
        ),
    )
    agency: Word | None = Field(None, description="Whose warrant it is; absent: unknown.")
    bail: Money | None = Field(None, description="Bail it names, in US dollars; absent: none.")
    extradites: bool | None = Field(None, description="Its agency would fetch the person from here; absent: unknown.")
    recalled_at: Moment | None = Field(None, description="When it was recalled; absent: it was not.")
    expires_at: Moment | None = Field(None, description="When it lapses; absent: no end is known.")


class Claimant(Part):
    """Who asks for the person."""

    state: Word | None = Field(None, description="State of the claimant; absent: unknown.")
    county: Word | None = Field(None, description="County of the claimant; absent: unknown.")
    returns_to_ice: bool | None = Field(None, description="It agrees to return the person to ICE; absent: unknown.")
    honours_detainers: bool | None = Field(None, description="It honours immigration detainers; absent: unknown.")


class Tolled(Part):
    """Days that do not count under the Interstate Agreement on Detainers."""

    from_: Day = Field(alias="from", description="First day.")
    to: Day | None = Field(None, description="First day that counts again; absent: it still does not count.")


class Iad(Part):
    """Steps under the Interstate Agreement on Detainers (18 USC App. 2)."""

    requested_at: Day | None = Field(
        None, description="The prisoner gave the request to the warden; absent: there was none."
    )
    delivered_at: Day | None = Field(
        None,
        description=(
            "It reached court and prosecutor: the 180 days run from here. Absent: it has not, and they do not run."
        ),
    )
    arrived_at: Day | None = Field(
        None, description="The prisoner arrived: the 120 days run from here. Absent: not yet, and they do not run."
    )
    tried_at: ProtectedMoment | None = Field(None, description='Trial began. Absent: unknown; "never".')
    returned_at: Day | None = Field(None, description="The prisoner was sent back; absent: not yet.")
    tolled: Many[Tolled] = Field((), description="Time that does not count; absent: there was none.")


class Detainer(Part):
    """An agency's request to keep somebody or to be told of a release. Never authority by itself."""

    id: Id | None = Field(None, description=NAMED)
    kind: Literal["immigration", "criminal", "probation", "parole", "military"] = Field(description="Of what kind.")
    agency: Word | None = Field(None, description="Who asks; absent: unknown.")
    form: (
        Literal["I-247", "I-247D", "I-247N", "I-247X", "I-247A", "I-247G", "IAR", "oral", "other", "unknown"] | None
    ) = Field(
        None,
        description=(
            "Its form; I-247N and I-247G do not ask for a hold, an IAR is a reply to a query. Absent: unknown."
        ),
    )
    form_text: Text | None = Field(None, description="Free text; no rule reads it, and its absence says nothing.")
    issued_at: Moment | None = Field(None, description="When it was signed; absent: unknown.")
    received_at: Moment | None = Field(None, description="When the jail got it; absent: when issued, else unknown.")
    served_on_person_at: ProtectedMoment | None = Field(
        None, description='When the person got a copy. Absent: unknown; "never": known not to have.'
    )
    asks: Many[Literal["hold", "notify"]] | None = Field(
        None, description="What it asks; absent: what its form asks; an empty list: nothing."
    )
    basis: Many[
        Literal[
            "investigation", "pending_proceedings", "final_order", "biometric", "statements", "prior_felony",
            "illegal_entry", "unknown",
        ]
    ] = Field((), description="Boxes ticked; absent: none is recorded.")  # fmt: skip
    probable_cause_stated: bool | None = Field(None, description="It states probable cause; absent: unknown.")
    accompanied_by: Many[Id] = Field((), description="Warrants that came with it; absent: none came.")
    neutral_review_at: ProtectedMoment | None = Field(
        None, description='A neutral decision maker reviewed it. Absent: unknown; "never".'
    )
    withdrawn_at: Moment | None = Field(None, description="When it ended; absent: it has not.")
    ended_because: Literal["withdrawn", "declined_by_jail", "lifted", "taken", "expired"] | None = Field(
        None, description="Why; absent: unknown."
    )
    regarding: Literal["untried_charge", "unserved_sentence", "violation", "removal"] | None = Field(
        None, description="What it is about; absent: unknown."
    )
    claimant: Claimant | None = Field(None, description="Who claims the person; absent: unknown.")
    iad: Iad | None = Field(
        None,
        description=(
            "Steps under the Interstate Agreement on Detainers; absent: none is recorded, and its clocks do not run."
        ),
    )


class Writ(Part):
    """A judge's writ to produce a prisoner, or to release one."""

    id: Id | None = Field(None, description=NAMED)
    kind: Literal["ad_prosequendum", "ad_testificandum", "ad_subjiciendum", "other"] = Field(description="Which.")
    role: Literal["lent", "borrowed"] | None = Field(
        None,
        description=(
            "Lent: this jail's prisoner is produced elsewhere. Borrowed: another's prisoner is kept here. "
            "Absent: unknown, and undetermined whether it authorises anything."
        ),
    )
    court: Word | None = Field(None, description="Which court; absent: unknown.")
    issued_at: Moment | None = Field(None, description="When it was signed; absent: unknown, taken as before booking.")
    executed_at: Moment | None = Field(None, description="When it was carried out; absent: it was not.")
    return_by: Day | None = Field(
        None, description="Last day by which the prisoner is to be back; absent: the writ names none."
    )
    returned_at: Moment | None = Field(None, description="When the prisoner went back; absent: not yet.")
    decision: Literal["discharged", "denied", "pending"] | None = Field(
        None,
        description=(
            "Of a writ ad subjiciendum; discharged ends every authority. Absent: none is known, and nothing ends."
        ),
    )


class OtherAuthority(Part):
    """What no court ordered but a statute or an agency within its powers allows."""

    id: Id | None = Field(None, description=NAMED)
    kind: Literal[
        "statutory_wait",
        "intoxication",
        "probation_or_parole_arrest",
        "supervision_sanction",
        "voluntary_stay",
        "quarantine",
        "mental_health",
        "juvenile",
        "court_transport",
    ] = Field(description="Which.")
    cite: Word | None = Field(None, description="The statute or rule; absent: unknown.")
    from_: Moment | None = Field(None, alias="from", description="When it began; absent: unknown.")
    to: Moment | None = Field(None, description="When it ended; absent: it has not, undetermined after 30 days.")
    by: Word | None = Field(None, description="Whose decision; absent: unknown.")
    consent_signed_at: Moment | None = Field(
        None, description="When the person signed a wish to stay; absent: there is none, and no authority in it."
    )


class Hold(Part):
    """A roster code that says the person is held for somebody. What paper stands behind it decides."""

    id: Id | None = Field(None, description=NAMED)
    code: Word | None = Field(None, description="The roster's own code; absent: unknown.")
    agency: Word | None = Field(None, description="For whom; absent: unknown.")
    paper: Id | None = Field(None, description='The paper behind it; "none": there is none; absent: unknown.')
    placed_at: Moment | None = Field(None, description="When; absent: unknown, some time from booking to clearing.")
    cleared_at: Moment | None = Field(None, description="When it was cleared; absent: it was not.")
    cleared_because: Literal["cancelled", "taken", "transferred", "released", "expired", "unknown"] | None = Field(
        None, description="Why; absent: unknown, and a cleared code then says of no paper that it is over."
    )
