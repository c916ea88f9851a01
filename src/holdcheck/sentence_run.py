"""One run over the sentences of any number of records, told like a run of checks: item by item, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from holdcheck.errors import RecordError
from holdcheck.exit_codes import Gate, Tally
from holdcheck.findings.result import Exit, RecordCounts, Rejected, Source
from holdcheck.law import Law
from holdcheck.readers import Records
from holdcheck.run import rejected
from holdcheck.sentences import VERDICTS, SentenceResult, compute_sentences


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


SentenceItem: TypeAlias = Computed | Rejected
"""What a run over sentences yields for each record."""


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

    def __iter__(self) -> Iterator[SentenceItem]:
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
        return rejected(source, errors)

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
