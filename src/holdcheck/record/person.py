"""What is known of the person beside the papers: comparisons with them, documents shown, earlier convictions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from holdcheck.moments import Day, Moment
from holdcheck.record.parts import Id, Many, OrUnknown, Part, Word


class IdentityCheck(Part):
    """Somebody compared the person with a paper."""

    paper: Id = Field(description="Which paper.")
    matches: bool = Field(description="Whether it is the same person.")
    by: Literal["fingerprint", "name", "photo", "custodian_record", "court"] = Field(description="How.")
    at: Moment | None = Field(None, description="When; absent: unknown.")


class Proof(Part):
    """That a document was shown; what it proves is not for holdcheck to say."""

    document: Literal[
        "us_passport", "birth_certificate", "naturalization", "driver_license", "custodian_record", "agency_record",
        "other",
    ] = Field(description="Which.")  # fmt: skip
    presented_at: Moment | None = Field(None, description="When; absent: it has not been shown.")
    seen_by: Literal["jail", "ICE", "court"] | None = Field(None, description="Who saw it; absent: unknown.")


class PriorConviction(Part):
    """An earlier conviction, where a law turns on it."""

    level: OrUnknown[Literal["felony", "gross_misdemeanor", "misdemeanor", "infraction", "civil", "unknown"]] = Field(
        "unknown", description="Grade of the offence; absent: unknown."
    )
    classes: Many[Word] = Field(
        (), description="Classes of the offence that some law names; absent: of none that is known."
    )
    convicted_at: Day | None = Field(None, description="When; absent: unknown.")
    state: Word | None = Field(None, description="Where; absent: unknown.")
