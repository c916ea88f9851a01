"""The shape of a result, as other programs read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from holdcheck.law.rules import Confidence, Ground, Severity, Standing

Outcome = Literal["findings", "undetermined", "clear"]


class ResultPart(BaseModel):
    """A part of a result."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    _every_field: ClassVar[set[str]] = set()

    @classmethod
    def of(cls, **values: Any) -> Self:
        """Return a part with these values, every field given, without checking them again.

        What `model_construct` does, less its search for aliases and defaults: a result has dozens of parts, and every
        value in them is holdcheck's own.
        """
        part = cls.__new__(cls)
        _set(part, "__dict__", values)
        _set(part, "__pydantic_fields_set__", cls._every_field)
        _set(part, "__pydantic_extra__", None)
        _set(part, "__pydantic_private__", None)
        return part

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls._every_field = set(cls.model_fields)


_set = object.__setattr__


class Instants(ResultPart):
    """When something was: its earliest and its latest instant, equal where it is exact."""

    earliest: datetime = Field(description="Not before this instant.")
    latest: datetime = Field(description="Not after this instant.")


class Hours(ResultPart):
    """A length of time in elapsed hours."""

    least: float = Field(description="In every reading of the record's dates.")
    most: float = Field(description="In the longest reading.")


class Entitlement(ResultPart):
    """A release entitlement: from then on custody needed another authority."""

    at: Instants = Field(description="When the last authority ended.")
    because: str = Field(description="Why: bail, dismissed, sentence_served, release_order, never_authorised …")
    steps: tuple[str, ...] = Field(description="How the instant was found.")
    ended_at: Instants | None = Field(description="When a new authority took over; null if none did.")


class Fact(ResultPart):
    """A fact a finding rests on."""

    fact: str = Field(description="In words.")
    paper: str | None = Field(description="Id of the paper that says so, or its place in the record.")


class Citation(ResultPart):
    """A source of law."""

    cite: str = Field(description="Citation.")
    url: str | None = Field(description="Where it was read; null where no public address is known.")
    says: str = Field(description="What it says, in holdcheck's words.")


class OpenWord(ResultPart):
    """A word the law leaves open."""

    term: str = Field(description="The word.")
    reading: str = Field(description="The reading taken.")


class Finding(ResultPart):
    """Something the rules say of this custody."""

    rule: str = Field(description="Rule id; never renamed.")
    title: str = Field(description="What the rule is about.")
    severity: Severity = Field(description="violation, review or notice.")
    ground: Ground = Field(description="The kind of law it rests on; judicial_warrant_standard is the yardstick.")
    standing: Standing = Field(description="Whether the authorities that bind this jail have settled the point.")
    binding: bool = Field(description="Whether the authority binds this jail.")
    confidence: Confidence = Field(description="How well the source was read.")
    certainty: Literal["certain", "possible"] = Field(description="Whether it holds in every reading of the dates.")
    from_: Instants | None = Field(alias="from", description="Beginning; null for a finding about a paper.")
    until: Instants | None = Field(description="End; null for a finding about a paper.")
    hours: Hours | None = Field(description="Length; null for a finding about a paper.")
    ongoing: bool = Field(description="Whether it still goes on at as_of.")
    message: str = Field(description="What was found, to be read aloud.")
    because: tuple[Fact, ...] = Field(description="The facts it rests on.")
    law: tuple[Citation, ...] = Field(description="The law it rests on.")
    open_terms: tuple[OpenWord, ...] = Field(description="Words the law leaves open; with any, at most review.")
    remedy: str = Field(description="What to do.")
    would_clear: tuple[str, ...] = Field(description="Papers that would have made the custody lawful.")
    fingerprint: str = Field(description="Identity of the finding while the hold goes on, across exports.")


class Undetermined(ResultPart):
    """A rule of which the record does not decide whether it fires."""

    rule: str = Field(description="Rule id.")
    from_: Instants | None = Field(alias="from", description="Beginning; null where it is about a paper.")
    until: Instants | None = Field(description="End; null where it is about a paper.")
    hours: Hours | None = Field(description="Length; null where it is about a paper.")
    missing: tuple[str, ...] = Field(description="Paths of the missing facts, or what is not known of the law.")
    why: str = Field(description="In words.")


class Deadline(ResultPart):
    """A clock that runs, or has run out."""

    clock: str = Field(description="Which clock.")
    at: Instants = Field(description="When it runs out.")
    counted: str = Field(description="How it was counted.")
    passed: bool | None = Field(description="Whether it has; null: possibly.")


class HandoffClaim(ResultPart):
    """What a claimant may do when the person leaves."""

    claimant: str
    paper: str | None
    rank: int
    right: Literal["take", "ask", "none"]
    because: str
    law: tuple[Citation, ...]
    locality_can: tuple[str, ...]


class TimelineEntry(ResultPart):
    """A span of custody with the authority for it."""

    from_: Instants = Field(alias="from")
    until: Instants
    authority: str | None = Field(description="The strongest authority; null: none recorded, or not known.")
    held_on: str | None = Field(description="What the person was held on where no authority is recorded.")
    papers: tuple[str, ...] = Field(description="Ids of the papers in force.")


class Warned(ResultPart):
    """Something odd in the record."""

    code: str
    at: str
    message: str


class Source(ResultPart):
    """Where a record came from."""

    path: str
    rows: tuple[int, ...]


class RecordResult(ResultPart):
    """The result for one custody record."""

    custody_id: str
    source: Source | None
    outcome: Outcome
    release_entitlements: tuple[Entitlement, ...]
    findings: tuple[Finding, ...]
    undetermined: tuple[Undetermined, ...]
    deadlines: tuple[Deadline, ...]
    handoff: tuple[HandoffClaim, ...]
    timeline: tuple[TimelineEntry, ...]
    relied_on_record: tuple[str, ...]
    warnings: tuple[Warned, ...]


class Tool(ResultPart):
    """What produced a result."""

    name: Literal["holdcheck"]
    version: str


class LawUsed(ResultPart):
    """The law a result was reached under."""

    version: str
    sha256: str
    standard: str


class InputFile(ResultPart):
    """A file that was read."""

    path: str
    sha256: str


class Rejected(ResultPart):
    """A record that could not be checked."""

    source: Source
    errors: tuple[str, ...]


class RecordCounts(ResultPart):
    """What became of the records."""

    read: int
    checked: int
    rejected: int
    clear: int
    findings: int
    undetermined: int


class RowCounts(ResultPart):
    """What became of the rows of a table."""

    read: int
    used: int
    ignored: int
    rejected: int


class RuleCounts(ResultPart):
    """How often a rule fired."""

    certain: int
    possible: int


class MissingFact(ResultPart):
    """A fact whose absence left records undetermined."""

    path: str
    records: int


class NotAssessed(ResultPart):
    """A rule whose whole input is not recorded."""

    rule: str
    missing: str


class Exit(ResultPart):
    """The exit code and every reason for it."""

    code: int
    reasons: tuple[str, ...]


class Summary(ResultPart):
    """A whole run in numbers."""

    records: RecordCounts
    rows: RowCounts
    by_severity: dict[str, int]
    by_rule: dict[str, RuleCounts]
    missing: tuple[MissingFact, ...]
    not_assessed: tuple[NotAssessed, ...]
    warnings: dict[str, int]
    rules_evaluated: int
    situations: int
    exit: Exit
    hidden: int = Field(0, description="Findings hidden by --ignore or --select.")


class RunResult(ResultPart):
    """The result of a run over any number of records."""

    schema_: Literal["holdcheck-result/1"] = Field("holdcheck-result/1", alias="schema")
    tool: Tool
    law: LawUsed
    as_of: str | None
    map: str | None
    results: tuple[RecordResult, ...]
    input: tuple[InputFile, ...]
    rejected: tuple[Rejected, ...]
    summary: Summary
