"""The shape in which a run over sentences is written, as other programs read it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from holdcheck.findings.result import Citation, Exit, InputFile, Rejected, ResultPart, Source, Tool
from holdcheck.law.rules import Confidence
from holdcheck.sentence_run import Computed, SentenceSummary
from holdcheck.sentences import Comparison, Milestone, Refusal, SentenceResult
from holdcheck.sentences.results import Gives, MilestoneName, Verdict


class LawPart(ResultPart):
    """The law sentences were computed under."""

    version: str = Field(description="Edition of the rules.")
    sha256: str = Field(description="SHA-256 over every file of the rules.")


class HoursPart(ResultPart):
    """Hours of the day between which a place lets people go."""

    from_: str = Field(alias="from", description="The first, such as 06:00, by the facility's clock.")
    to: str = Field(description="The last.")


class MilestonePart(ResultPart):
    """One date of a sentence, or the days among which it lies."""

    milestone: MilestoneName = Field(
        description="full_term: its last day, after credits and days that do not count. release_with_recorded_credit: "
        "the day of release with the good time that is recorded. earliest_by_formula: the same with the place's "
        "formula in its stead. earliest_prerelease_custody: from then on programs could lead to custody outside the "
        "prison, which is custody still. earliest_supervised_release: the same to supervised release, for a sentence "
        "that includes it. earliest_with_treatment: the most that treatment takes off. release_day: after the place's "
        "rule of weekends and holidays. entitlement: when release is owed. minimum_term: from then on parole can be "
        "granted. ended_early: when the record says that it ended."
    )
    earliest: date = Field(description="Not before this day, a legal day of the facility.")
    latest: date = Field(description="Not after this day.")
    gives: Gives = Field(
        description="computed; a projection or ceiling of good time nobody is known to have earned; an option of the "
        "jail, never owed; owed on the earlier day; eligibility for parole; recorded."
    )
    rule: str | None = Field(description="The place's rule of good time, by its name; null where none was applied.")
    hours: HoursPart | None = Field(description="Hours at which people are let go; null where no law sets them.")
    steps: tuple[str, ...] = Field(description="How it was found.")
    law: tuple[Citation, ...] = Field(description="The sources used.")
    confidence: Confidence | None = Field(description="The least sure of them; null where none was used.")
    missing: tuple[str, ...] = Field(description="What keeps it from being one day, by path.")


class RefusalPart(ResultPart):
    """Something that is not computed, because it would be a guess."""

    code: str = Field(description="Why, in a word of a closed list.")
    path: str = Field(description="Which part of the record, or which convention of the place, stands in the way.")
    supply: str = Field(description="What a person must find out or do.")


class ComparisonPart(ResultPart):
    """What an agency states, beside what is computed."""

    path: str = Field(description="Of the stated date.")
    kind: str = Field(description="Of what it is the date.")
    stated: date = Field(description="The date.")
    verdict: Verdict = Field(
        description="agrees; possible_late_release: later than every computed day; possible_early_release: earlier "
        "than the place's formula allows; cannot_say."
    )
    days: int | None = Field(
        description="How many days later (earlier: below zero) than the nearest computed day; null where none is."
    )
    because: tuple[str, ...] = Field(description="Paths or codes that keep the answer open.")


class SentencePart(ResultPart):
    """Everything that is computed of one sentence, or of consecutive sentences together."""

    sentences: tuple[str, ...] = Field(description="Paths of the sentences, the first to be served first.")
    ids: tuple[str, ...] = Field(description="Their ids, where they have any, else their paths.")
    aggregate: bool = Field(description="Whether it is about several consecutive sentences together.")
    milestones: tuple[MilestonePart, ...] = Field(description="The dates.")
    refused: tuple[RefusalPart, ...] = Field(description="What is not computed.")
    compare: tuple[ComparisonPart, ...] = Field(description="The dates agencies state, compared.")


class RecordSentences(ResultPart):
    """The sentences of one custody record."""

    custody_id: str = Field(description="As in the record.")
    source: Source = Field(description="Where the record stands.")
    sentences: tuple[SentencePart, ...] = Field(
        description="One for each sentence, in the order of the record, then one for each row of consecutive sentences."
    )


class RecordCountsPart(ResultPart):
    """What became of the records."""

    read: int = Field(description="Records read.")
    computed: int = Field(description="Of those, computed.")
    rejected: int = Field(description="Of those, rejected.")
    hidden: int = Field(description="Of those computed, not shown, as no comparison has a selected verdict.")


class SentenceSummaryPart(ResultPart):
    """A run over sentences in numbers; hidden records are counted."""

    records: RecordCountsPart = Field(description="How many were read, computed, rejected, hidden.")
    sentences: int = Field(description="Sentences and rows of consecutive sentences that results are about.")
    refused: dict[str, int] = Field(description="How often each reason not to compute came up.")
    compare: dict[Verdict, int] = Field(description="How the stated dates of all records compare.")
    exit: Exit = Field(description="The exit code, with every reason.")


class SentenceRunResult(ResultPart):
    """The result of a run over the sentences of any number of records."""

    schema_: Literal["holdcheck-sentence/1"] = Field(
        "holdcheck-sentence/1", alias="schema", description="Shape of this document."
    )
    tool: Tool = Field(description="What computed.")
    law: LawPart = Field(description="The law that was applied.")
    as_of: str | None = Field(description="Nothing after it has happened; null: as far as each record goes.")
    results: tuple[RecordSentences, ...] = Field(description="One result for each record shown.")
    input: tuple[InputFile, ...] = Field(description="Files read to their end.")
    rejected: tuple[Rejected, ...] = Field(description="Records that could not be read.")
    summary: SentenceSummaryPart = Field(description="The run in numbers.")


def record_sentences(computed: Computed) -> RecordSentences:
    """Return what is written of one record."""
    return RecordSentences(
        custody_id=computed.custody_id,
        source=computed.source,
        sentences=tuple(_sentence(each) for each in computed.results),
    )


def sentence_summary(summary: SentenceSummary) -> SentenceSummaryPart:
    """Return what is written of a whole run."""
    counts = RecordCountsPart(
        read=summary.read,
        computed=summary.read - summary.rejected,
        rejected=summary.rejected,
        hidden=summary.hidden,
    )
    return SentenceSummaryPart(
        records=counts,
        sentences=summary.sentences,
        refused=summary.refused,
        compare=summary.compare,
        exit=summary.exit,
    )


def _sentence(result: SentenceResult) -> SentencePart:
    return SentencePart(
        sentences=result.sentences,
        ids=result.ids,
        aggregate=result.aggregate,
        milestones=tuple(_milestone(each) for each in result.milestones),
        refused=tuple(_refusal(each) for each in result.refused),
        compare=tuple(_comparison(each) for each in result.compare),
    )


def _milestone(each: Milestone) -> MilestonePart:
    hours = HoursPart.of(from_=each.hours.from_, to=each.hours.to) if each.hours is not None else None
    return MilestonePart(
        milestone=each.name,
        earliest=each.earliest,
        latest=each.latest,
        gives=each.gives,
        rule=each.rule,
        hours=hours,
        steps=each.steps,
        law=tuple(Citation(cite=law.cite, url=law.url, says=law.says) for law in each.law),
        confidence=each.confidence,
        missing=each.missing,
    )


def _refusal(each: Refusal) -> RefusalPart:
    return RefusalPart(code=each.code, path=each.path, supply=each.supply)


def _comparison(each: Comparison) -> ComparisonPart:
    return ComparisonPart(
        path=each.path,
        kind=each.kind,
        stated=each.stated,
        verdict=each.verdict,
        days=each.days,
        because=each.because,
    )
