"""The shape of a result, as other programs read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from holdcheck.findings.construct import construct
from holdcheck.law.rules import Confidence, Ground, Severity, Standing

Outcome = Literal["findings", "undetermined", "clear"]


class ResultPart(BaseModel):
    """A part of a result."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    _every_field: ClassVar[set[str]] = set()

    @classmethod
    def of(cls, **values: Any) -> Self:
        """Return a part with these values, every field given, without checking them again."""
        return construct(cls, cls._every_field, values)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls._every_field = set(cls.model_fields)


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

    claimant: str = Field(description="Who asks for the person.")
    paper: str | None = Field(description="Id of the claimant's paper; null where it has none.")
    rank: int = Field(description="Place among the claims, the best first, from 1.")
    right: Literal["take", "ask", "none"] = Field(
        description="What the claimant may do: take the person, ask for the person, or nothing."
    )
    because: str = Field(description="In words.")
    law: tuple[Citation, ...] = Field(description="The law it rests on.")
    locality_can: tuple[str, ...] = Field(description="What the jail's own place may still decide.")


class TimelineEntry(ResultPart):
    """A span of custody with the authority for it."""

    from_: Instants = Field(alias="from", description="When it begins.")
    until: Instants = Field(description="When it ends.")
    authority: str | None = Field(description="The strongest authority; null: none recorded, or not known.")
    held_on: str | None = Field(description="What the person was held on where no authority is recorded.")
    papers: tuple[str, ...] = Field(description="Ids of the papers in force.")


class Warned(ResultPart):
    """Something odd in the record."""

    code: str = Field(description="Which kind of oddity.")
    at: str = Field(description="Its place in the record.")
    message: str = Field(description="In words.")


class Source(ResultPart):
    """Where a record came from."""

    path: str = Field(description="The file, as it was named.")
    rows: tuple[int, ...] = Field(description="Its line, or its number in a list.")


class RecordResult(ResultPart):
    """The result for one custody record."""

    custody_id: str = Field(description="Booking number, as in the record.")
    source: Source | None = Field(description="Where the record stands; null for one that was not read from a file.")
    outcome: Outcome = Field(
        description="findings: a violation or a review; undetermined: missing facts decide; clear: neither."
    )
    release_entitlements: tuple[Entitlement, ...] = Field(
        description="Release entitlements after which custody went on."
    )
    findings: tuple[Finding, ...] = Field(description="What the rules say; papers and events first, then by beginning.")
    undetermined: tuple[Undetermined, ...] = Field(description="Rules that missing facts keep from being decided.")
    deadlines: tuple[Deadline, ...] = Field(description="Clocks of this custody, soonest first.")
    handoff: tuple[HandoffClaim, ...] = Field(description="Claims on the person at release; empty in this version.")
    timeline: tuple[TimelineEntry, ...] = Field(description="Custody cut wherever the papers in force change.")
    relied_on_record: tuple[str, ...] = Field(
        description="Charges that carried custody on the jail's word, with no paper seen."
    )
    warnings: tuple[Warned, ...] = Field(description="What is odd in the record.")


class Tool(ResultPart):
    """What produced a result."""

    name: Literal["holdcheck"] = Field(description="Which tool.")
    version: str = Field(description="Its version.")


class LawUsed(ResultPart):
    """The law a result was reached under."""

    version: str = Field(description="Edition of the rules.")
    sha256: str = Field(description="SHA-256 over every file of the rules.")
    standard: str = Field(description="judicial-warrant or controlling-law.")


class InputFile(ResultPart):
    """A file that was read."""

    path: str = Field(description="The file, as it was named.")
    sha256: str = Field(description="SHA-256 of it as it lies on disk.")


class Rejected(ResultPart):
    """A record that could not be checked."""

    source: Source = Field(description="Where the record stands.")
    errors: tuple[str, ...] = Field(description="Why, one line each: where, what is wrong, what to write instead.")


class RecordCounts(ResultPart):
    """What became of the records."""

    read: int = Field(description="Records read.")
    checked: int = Field(description="Of those, checked.")
    rejected: int = Field(description="Of those, rejected.")
    clear: int = Field(description="Checked and clear.")
    findings: int = Field(description="Checked, with a violation or a review.")
    undetermined: int = Field(description="Checked and undetermined.")


class RowCounts(ResultPart):
    """What became of the rows of a table."""

    read: int = Field(description="Rows read.")
    used: int = Field(description="Rows whose record was checked.")
    ignored: int = Field(description="Rows that repeated another word for word.")
    rejected: int = Field(description="Rows whose record was rejected.")


class RuleCounts(ResultPart):
    """How often a rule fired."""

    certain: int = Field(description="Findings that hold in every reading of the dates.")
    possible: int = Field(description="Findings that hold in some.")


class MissingFact(ResultPart):
    """A fact whose absence left records undetermined."""

    path: str = Field(description="Its path, without the numbers of parts.")
    records: int = Field(description="How many records wait for it.")


class NotAssessed(ResultPart):
    """A rule whose whole input is not recorded."""

    rule: str = Field(description="Rule id.")
    missing: str = Field(description="What the source does not keep.")


class Exit(ResultPart):
    """The exit code and every reason for it."""

    code: int = Field(description="0 to 5; never renumbered.")
    reasons: tuple[str, ...] = Field(description="Every reason; the first decides the code.")


class Summary(ResultPart):
    """A whole run in numbers."""

    records: RecordCounts = Field(description="How the records read came out.")
    rows: RowCounts = Field(description="What became of the rows.")
    by_severity: dict[str, int] = Field(description="Findings of each severity, hidden ones included.")
    by_rule: dict[str, RuleCounts] = Field(description="Findings of each rule, hidden ones included.")
    missing: tuple[MissingFact, ...] = Field(
        description="Facts that would decide what is undetermined, the most wanted first."
    )
    not_assessed: tuple[NotAssessed, ...] = Field(description="Rules whose input some source does not keep.")
    warnings: dict[str, int] = Field(description="How often each oddity was met.")
    rules_evaluated: int = Field(description="Rules that could say something about some record.")
    situations: int = Field(description="Distinct situations that were judged.")
    exit: Exit = Field(description="The exit code.")
    hidden: int = Field(0, description="Findings hidden by --ignore or --select.")


class RunResult(ResultPart):
    """The result of a run over any number of records."""

    schema_: Literal["holdcheck-result/1"] = Field(
        "holdcheck-result/1", alias="schema", description="Shape of this document."
    )
    tool: Tool = Field(description="What checked.")
    law: LawUsed = Field(description="The law that was applied.")
    as_of: str | None = Field(description="Nothing after it has happened; null: each record's own horizon.")
    map: str | None = Field(description="The mapping by which a table was read; null: none was.")
    results: tuple[RecordResult, ...] = Field(description="One result for each record shown.")
    input: tuple[InputFile, ...] = Field(description="Files read to their end.")
    rejected: tuple[Rejected, ...] = Field(description="Records that could not be checked.")
    summary: Summary = Field(description="The run in numbers.")
