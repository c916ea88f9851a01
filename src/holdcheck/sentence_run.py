"""One run over the sentences of any number of records, told like a run of checks: item by item, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from holdcheck.errors import RecordError
from holdcheck.exit_codes import Gate, Tally
from holdcheck.findings.result import Exit, RecordCounts, Rejected, Source
from holdcheck.law import Law
from holdcheck.readers import Records
from holdcheck.run import rejected
from holdcheck.sentences import VERDICTS, SentenceResult, compute_sentences
from holdcheck.sentences.results import Verdict


@dataclass(frozen=True, slots=True)
class Computed:
    """The sentences of one record.

    Attributes:
        source: Where the record stands.
        custody_id: As in the record.
        results: What is computed of them.
        shown: Whether the record belongs into the output.
    """

    source: Source
    custody_id: str
    results: tuple[SentenceResult, ...]
    shown: bool = True


@dataclass(frozen=True, slots=True)
class SentenceSummary:
    """A run over sentences in numbers.

    Attributes:
        read: Records read.
        rejected: Records that could not be read.
        hidden: Records that were computed and are not shown.
        sentences: Sentences and rows of consecutive sentences that results are about.
        refused: How often each reason not to compute came up.
        compare: How the stated dates of all records compare with the computed ones.
        exit: The exit code, with every reason.
    """

    read: int
    rejected: int
    hidden: int
    sentences: int
    refused: dict[str, int]
    compare: dict[Verdict, int]
    exit: Exit


SentenceItem: TypeAlias = Computed | Rejected
"""What a run over sentences yields for each record."""


class SentenceRun:
    """Computes the sentences of entries one by one; to be iterated once, and asked for its summary afterwards.

    Args:
        entries: As `load_records` yields them.
        law: The law to apply.
        gate: What makes the run fail.
        select: Only records with a comparison of one of these verdicts are shown; empty: all. All are counted.
        as_of: As for `compute_sentences`.

    Attributes:
        current: Where the record stands that is being read, for messages about what broke.
    """

    def __init__(
        self,
        entries: Records,
        law: Law,
        gate: Gate,
        select: Collection[Verdict] = (),
        as_of: datetime | date | None = None,
    ) -> None:
        self.entries, self.law, self.as_of = entries, law, as_of
        self._select = frozenset(select)
        self.current: Source | None = None
        self._gate = gate
        self._read = self._rejected = self._hidden = self._sentences = 0
        self._refused: Counter[str] = Counter()
        self._compare: Counter[Verdict] = Counter()

    def __iter__(self) -> Iterator[SentenceItem]:
        for entry in self.entries:
            self.current = entry.source
            self._read += 1
            if entry.record is None:
                yield self._reject(entry.source, entry.errors)
                continue
            try:
                results = compute_sentences(entry.record, law=self.law, as_of=self.as_of)
            except RecordError as error:
                if isinstance(self.entries, Records):
                    self.entries.forget(entry.record)
                yield self._reject(entry.source, error.problems)
                continue
            self._sentences += len(results)
            for result in results:
                self._refused.update(refusal.code for refusal in result.refused)
                self._compare.update(each.verdict for each in result.compare)
            verdicts = {each.verdict for result in results for each in result.compare}
            shown = not self._select or not self._select.isdisjoint(verdicts)
            self._hidden += not shown
            yield Computed(entry.source, entry.record.custody_id, results, shown)

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
            self._hidden,
            self._sentences,
            dict(sorted(self._refused.items())),
            {verdict: self._compare[verdict] for verdict in VERDICTS},
            self._gate.exit(Tally(records, {}, {})),
        )
