"""Sentences as a table each, or as one JSON document: their dates, the steps to them, and what is not computed.

A run over sentences is told like a run of checks: each report is a generator that is sent every item in turn, and at
last the summary.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import holdcheck
from holdcheck.errors import RecordError
from holdcheck.exit_codes import Gate, Tally
from holdcheck.findings.result import Exit, RecordCounts, Rejected, Source
from holdcheck.law import Law
from holdcheck.printable import printable, printable_json
from holdcheck.readers import Records
from holdcheck.reports.phrases import WIDTH, counted, fill, source_of
from holdcheck.sentences import VERDICTS, Comparison, Milestone, SentenceResult, compute_sentences

_SCHEMA = "holdcheck-sentence/1"
_MEANING = (
    "A projection or ceiling is what the place's formula could give; nobody is known to have earned it. An option is "
    "the jail's to take and owed to nobody. A stated date that differs is a question to whoever worked it out, and no "
    "finding: holdcheck reads records and not papers. This is not legal advice."
)
_GIVES = {
    "computed": "",
    "eligibility": "parole can be granted from then on",
    "projection": "PROJECTION, not known to be earned",
    "ceiling": "CEILING, not known to be earned",
    "option": "OPTION of the jail, not owed",
    "owed": "owed on that day",
    "recorded": "as recorded",
}


@dataclass(frozen=True, slots=True)
class Computed:
    """The sentences of one record."""

    source: Source
    custody_id: str
    results: tuple[SentenceResult, ...]


@dataclass(frozen=True, slots=True)
class SentenceSummary:
    """A run over sentences in numbers.

    Attributes:
        read: Records read.
        rejected: Records that could not be read.
        sentences: Sentences and rows of consecutive sentences that results are about.
        refused: How often each reason not to compute came up.
        compare: How the stated dates of all records compare with the computed ones.
        exit: The exit code, with every reason.
    """

    read: int
    rejected: int
    sentences: int
    refused: dict[str, int]
    compare: dict[str, int]
    exit: Exit


SentenceItem: TypeAlias = Computed | Rejected | SentenceSummary
SentenceReport: TypeAlias = Generator[str, SentenceItem, None]


class SentenceRun:
    """Computes the sentences of entries one by one; to be iterated once, and asked for its summary afterwards.

    Args:
        entries: As `load_records` yields them.
        law: The law to apply.
        gate: What makes the run fail.

    Attributes:
        current: Where the record stands that is being read, for messages about what broke.
    """

    def __init__(self, entries: Records, law: Law, gate: Gate) -> None:
        self.entries, self.law = entries, law
        self.current: Source | None = None
        self._gate = gate
        self._read = self._rejected = self._sentences = 0
        self._refused: Counter[str] = Counter()
        self._compare: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Computed | Rejected]:
        for entry in self.entries:
            self.current = entry.source
            self._read += 1
            if entry.record is None:
                yield self._reject(entry.source, entry.errors)
                continue
            try:
                results = compute_sentences(entry.record, law=self.law)
            except RecordError as error:
                yield self._reject(entry.source, error.problems)
                continue
            self._sentences += len(results)
            for result in results:
                self._refused.update(refusal.code for refusal in result.refused)
                self._compare.update(each.verdict for each in result.compare)
            yield Computed(entry.source, entry.record.custody_id, results)

    def _reject(self, source: Source, errors: tuple[str, ...]) -> Rejected:
        self._rejected += 1
        return Rejected(source=source, errors=tuple(printable(error) for error in errors))

    def summary(self) -> SentenceSummary:
        """Return the run so far in numbers, with the exit code it leads to."""
        computed = self._read - self._rejected
        records = RecordCounts(
            read=self._read, checked=computed, rejected=self._rejected, clear=0, findings=0, undetermined=0
        )
        return SentenceSummary(
            self._read,
            self._rejected,
            self._sentences,
            dict(sorted(self._refused.items())),
            {verdict: self._compare[verdict] for verdict in VERDICTS},
            self._gate.exit(Tally(records, {}, {})),
        )


def sentence_text(run: SentenceRun) -> SentenceReport:
    """Report sentences as text, a table for each, then the counts of a whole file.

    Args:
        run: The run whose items are sent.
    """
    head = f"holdcheck {holdcheck.__version__}, law edition {run.law.edition}. Dates are legal days of the facility."
    item = yield fill(head) + "\n"
    while not isinstance(item, SentenceSummary):
        if isinstance(item, Rejected):
            lines = ["", fill(f"{source_of(item.source)}: REJECTED, not computed")]
            item = yield "\n".join([*lines, *(fill(error, "  - ", "    ") for error in item.errors)]) + "\n"
        else:
            item = yield "".join(_table(item, result) for result in item.results)
    yield "\n".join(["", "─" * WIDTH, "SUMMARY", *_counts(item), fill(_MEANING, "  ", "  ")]) + "\n"


def _table(computed: Computed, result: SentenceResult) -> str:
    what = "together: " if result.aggregate else ""
    head = f"{computed.custody_id}: {what}{' + '.join(result.ids)}  ({source_of(computed.source)})"
    lines = ["", "─" * WIDTH, fill(head, "", "  ")]
    for each in result.milestones:
        days = each.earliest.isoformat()
        days += f" to {each.latest.isoformat()}" if each.earliest < each.latest else ""
        gives = _GIVES[each.gives] + (f" ({each.rule})" if each.rule else "")
        row = f"  {each.name.replace('_', ' '):<29} {days:<24} {gives}".rstrip()
        lines.append(printable(row))
    lines += _steps(result)
    for refusal in result.refused:
        words = f"not computed [{refusal.code}]: {refusal.path}; supply {refusal.supply}"
        lines.append(fill(words, "  ", "      "))
    lines += [fill(_comparison(each), "  ", "      ") for each in result.compare]
    return "\n".join(lines) + "\n"


def _steps(result: SentenceResult) -> Iterator[str]:
    """Yield the steps to each date, those of an earlier one left out."""
    told: set[str] = set()
    for each in result.milestones:
        steps = [step for step in each.steps if step not in told]
        told.update(steps)
        cited = [law.cite for law in each.law if law.cite not in told]
        told.update(cited)
        if steps or each.missing or cited:
            yield fill(f"{each.name.replace('_', ' ')}:", "    ")
        yield from (fill(step, "      - ", "        ") for step in steps)
        if each.missing:
            yield fill(f"not known: {', '.join(each.missing)}", "      - ", "        ")
        if cited:
            sure = "" if each.confidence == "read" else f" ({each.confidence}: read the source before relying on it)"
            yield fill(f"law: {'; '.join(cited)}{sure}", "      - ", "        ")


def _comparison(each: Comparison) -> str:
    words = f"stated {each.kind.replace('_', ' ')} {each.stated.isoformat()}: {each.verdict.replace('_', ' ').upper()}"
    if each.days:
        words += f", {counted(abs(each.days), 'day', 'days')} {'after' if each.days > 0 else 'before'} the computed day"
    return words + (f" ({', '.join(each.because)})" if each.because else "")


def _counts(summary: SentenceSummary) -> Iterator[str]:
    records = f"{summary.read:,} records read, {summary.rejected:,} rejected; {summary.sentences:,} sentences computed."
    yield fill(records, "  ", "  ")
    compared = ", ".join(f"{verdict.replace('_', ' ')} {number:,}" for verdict, number in summary.compare.items())
    yield fill(f"Stated dates: {compared}.", "  ", "  ")
    if summary.refused:
        yield fill(f"Not computed: {', '.join(f'{code} {n:,}' for code, n in summary.refused.items())}.", "  ", "  ")


def sentence_json(run: SentenceRun) -> SentenceReport:
    """Report sentences as one JSON document; ``rejected`` and ``summary`` come last.

    Args:
        run: The run whose items are sent.
    """
    head = {
        "schema": _SCHEMA,
        "tool": {"name": "holdcheck", "version": holdcheck.__version__},
        "law": {"version": run.law.edition, "sha256": run.law.sha256},
    }
    rejected: list[str] = []
    results = 0
    item = yield _json(head)[:-1] + ', "results": ['
    while not isinstance(item, SentenceSummary):
        text = ""
        if isinstance(item, Rejected):
            rejected.append(printable_json(item.model_dump_json()))
        else:
            text = (",\n" if results else "\n") + _json(_document(item))
            results += 1
        item = yield text
    files = ",\n".join(file.model_dump_json() for file in run.entries.files)
    summary = {
        "records": {"read": item.read, "computed": item.read - item.rejected, "rejected": item.rejected},
        "sentences": item.sentences,
        "refused": item.refused,
        "compare": item.compare,
        "exit": item.exit.model_dump(mode="json"),
    }
    refused = ",\n".join(rejected)
    yield f'],\n"input": [{files}],\n"rejected": [{refused}],\n"summary": {_json(summary)}}}\n'


def _json(value: dict[str, Any]) -> str:
    return printable_json(json.dumps(value, ensure_ascii=False))


def _document(computed: Computed) -> dict[str, Any]:
    return {
        "custody_id": computed.custody_id,
        "source": computed.source.model_dump(mode="json"),
        "sentences": [
            {
                "sentences": list(result.sentences),
                "ids": list(result.ids),
                "aggregate": result.aggregate,
                "milestones": [_milestone(each) for each in result.milestones],
                "refused": [{"code": each.code, "path": each.path, "supply": each.supply} for each in result.refused],
                "compare": [
                    {
                        "path": each.path,
                        "kind": each.kind,
                        "stated": each.stated.isoformat(),
                        "verdict": each.verdict,
                        "days": each.days,
                        "because": list(each.because),
                    }
                    for each in result.compare
                ],
            }
            for result in computed.results
        ],
    }


def _milestone(each: Milestone) -> dict[str, Any]:
    return {
        "milestone": each.name,
        "earliest": each.earliest.isoformat(),
        "latest": each.latest.isoformat(),
        "gives": each.gives,
        "rule": each.rule,
        "hours": each.hours.model_dump(by_alias=True) if each.hours is not None else None,
        "steps": list(each.steps),
        "law": [law.model_dump() for law in each.law],
        "confidence": each.confidence,
        "missing": list(each.missing),
    }
