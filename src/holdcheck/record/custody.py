"""The custody record: everything a jail knows about one custody, from booking to release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from holdcheck.errors import RecordError, record_problems
from holdcheck.moments import Moment
from holdcheck.record.charges import Arrest, Bail, Charge, CourtOrder
from holdcheck.record.facility import Absence, Facility, HeldFor, ReleaseStep
from holdcheck.record.field_names import alike, fields_of, part_at
from holdcheck.record.papers import Detainer, Hold, OtherAuthority, Warrant, Writ
from holdcheck.record.parts import Id, Many, OrUnknown, Part, Word
from holdcheck.record.person import IdentityCheck, PriorConviction, Proof
from holdcheck.record.sentences import Sentence

PAPER_LISTS = (
    "held_for",
    "arrests",
    "charges",
    "court_orders",
    "bail",
    "sentences",
    "warrants",
    "detainers",
    "writs",
    "other_authority",
    "holds",
)
"""The lists of which at least one must appear: without any, what the person is held on is unknown, not nothing."""


def _is_kept(path: str) -> str:
    """Return the path of a list or field of the record; a misspelt one would leave it looking empty and not unknown."""
    part: type[BaseModel] | None = CustodyRecord
    steps = path.split(".")
    for n, step in enumerate(steps):
        names = fields_of(part) if part is not None else {}
        if step not in names:
            meant = alike(step, names)
            named = ".".join([*steps[:n], meant]) if meant else "its path, such as warrants or arrests.at"
            raise ValueError(f"is no list or field of the record; write {named}")
        part = part_at(CustodyRecord, steps[: n + 1])
    return path


class CustodyRecord(Part):
    """One custody of one person.

    Papers are closed-world: a paper that is not listed does not exist, unless `not_recorded` names its list. Names,
    birth dates, nationality and immigration status are not part of the model.
    """

    custody_id: Id = Field(description="Booking number; opaque.")
    person_id: Id | None = Field(None, description="Opaque id of the person across custodies; absent: unknown.")
    continues: Id | None = Field(
        None, description="custody_id of the custody this one carries on; absent: it carries none on."
    )
    admission: OrUnknown[Literal["new", "return", "transfer_in", "unknown"]] = Field(
        "unknown",
        description=(
            "On a return, dates stated before booking belong to another clock. Absent: unknown, and they count."
        ),
    )
    facility: Facility = Field(description="Where the person is held.")
    custody_began_at: Moment | None = Field(
        None, description="Arrest or transfer elsewhere, when before booking; absent: custody began with booking."
    )
    booked_at: Moment | None = Field(
        None, description="When this jail's custody began; absent: unknown, and custody undetermined."
    )
    released_at: Moment | None = Field(None, description="When it ended; absent: the person is still held.")
    released_to: (
        Literal[
            "community", "ICE", "USMS", "prison", "other_jail", "other_agency", "hospital", "death", "escape", "unknown"
        ]
        | None
    ) = Field(None, description="Where the person went; absent: unknown.")
    recorded_until: Moment | None = Field(
        None,
        description=(
            "Horizon of the export: nothing after it is known custody. Absent: to the release, else to `as_of`."
        ),
    )
    not_recorded: Many[Annotated[Word, AfterValidator(_is_kept)]] = Field(
        (),
        description=(
            "Paths of lists or fields the source does not keep, such as warrants or sentences.good_time. "
            "Absent: it keeps them all, and what is not listed does not exist."
        ),
    )
    held_for: Many[HeldFor] = Field(
        (), description="Other holders for whom the jail keeps the person; absent: there is none."
    )
    absences: Many[Absence] = Field((), description="Times away; absent: there were none.")
    release_steps: Many[ReleaseStep] = Field((), description="Steps of the release; absent: none was logged.")
    arrests: Many[Arrest] = Field(
        (), description="Arrests: when, on what, and the first appearance. Absent: there was none."
    )
    charges: Many[Charge] = Field((), description="Charges; absent: there is none.")
    court_orders: Many[CourtOrder] = Field((), description="Orders of courts; absent: there is none.")
    bail: Many[Bail] = Field((), description="Bail; absent: none was posted or refused.")
    sentences: Many[Sentence] = Field((), description="Sentences; absent: there is none.")
    warrants: Many[Warrant] = Field((), description="Signed arrest papers; absent: there is none.")
    detainers: Many[Detainer] = Field((), description="Requests to hold or to be told; absent: there is none.")
    writs: Many[Writ] = Field((), description="Writs; absent: there is none.")
    other_authority: Many[OtherAuthority] = Field(
        (), description="Authority without a court order; absent: there is none."
    )
    holds: Many[Hold] = Field((), description="Roster codes; absent: there is none.")
    identity: Many[IdentityCheck] = Field(
        (), description="Comparisons of the person with a paper; absent: none is recorded."
    )
    proofs: Many[Proof] = Field((), description="Documents shown; absent: none is recorded.")
    prior_convictions: Many[PriorConviction] = Field((), description="Earlier convictions; absent: none is known.")


def read_record(record: CustodyRecord | Mapping[str, Any]) -> CustodyRecord:
    """Return a valid record.

    Args:
        record: A record, or a mapping in the shape of one, of dictionaries and lists.

    Raises:
        RecordError: With every problem of the record, or because it is none.
    """
    if isinstance(record, CustodyRecord):
        return record
    try:
        return CustodyRecord.model_validate(dict(record) if isinstance(record, Mapping) else record)
    except ValidationError as error:
        raise RecordError(problems_of(error)) from None


def problems_of(error: ValidationError) -> tuple[str, ...]:
    """Return every problem of a record that is not valid, one line each."""
    return record_problems(error, _meant)


def _meant(place: Sequence[str | int]) -> str | None:
    """Return the field that was meant by a name that is none; ``place`` ends with that name."""
    part, name = part_at(CustodyRecord, place[:-1]), place[-1]
    return alike(name, fields_of(part)) if part is not None and isinstance(name, str) else None
