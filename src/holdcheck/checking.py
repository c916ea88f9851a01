"""The whole flow: a record in, a result out.

record ► papers ► labels ► gaps ► clocks ► segments ► rules ► result
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from holdcheck.authority import lay_beside
from holdcheck.engine import Bench
from holdcheck.errors import InputError, RecordError, problem
from holdcheck.faults import faults_of
from holdcheck.findings.checked import CheckResult
from holdcheck.findings.judging import STANDARDS, StandardName
from holdcheck.findings.result import Source
from holdcheck.horizon import as_of_given, known_until, latest_of
from holdcheck.law import Law, law_to_apply
from holdcheck.papers import list_papers
from holdcheck.papers.hold_notes import warn_cleared_holds
from holdcheck.papers.labels import label
from holdcheck.reading import Reading
from holdcheck.record import CustodyRecord, read_record
from holdcheck.zones import Zone


class Checker:
    """Checks records under one law and one standard, and remembers every situation it has judged.

    Args:
        law: The law to apply; by default the one that comes with holdcheck.
        standard: ``judicial-warrant``: every gap is a finding; ``controlling-law``: graded by what authorities said.
        as_of: Nothing after it has happened. A bare date is its first instant in each facility's zone. By default each
            record's own ``recorded_until``.

    Raises:
        InputError: The standard does not exist, as_of is no date between 1900 and 2200 or has no offset, or the law was
            not loaded.
    """

    def __init__(
        self,
        law: Law | None = None,
        standard: StandardName = "judicial-warrant",
        as_of: datetime | date | None = None,
    ) -> None:
        if standard not in STANDARDS:
            raise InputError(f"standard: {standard!r} does not exist; write one of {', '.join(STANDARDS)}")
        self.law = law_to_apply(law)
        self.standard: StandardName = standard
        self.as_of = as_of_given(as_of)
        self.bench = Bench()

    def check(self, record: CustodyRecord, source: Source | None = None) -> CheckResult:
        """Check one record.

        Args:
            record: The record.
            source: Where it stands, if it was read from a file; repeated in the result.

        Raises:
            RecordError: The record contradicts itself, or cannot be placed in time or law.
            LawError: A file of the law of its place is malformed.
            EngineError: The rules engine and the reference evaluator disagree.
        """
        try:
            law, place = self.law.placed(record.facility)
        except RecordError as error:
            raise RecordError([*error.problems, *faults_of(record, None)]) from None
        if faults := faults_of(record, place):
            raise RecordError(dict.fromkeys(faults))
        reading = Reading(record, law, place, self._horizon(record, place))
        papers = list_papers(reading)
        reading.raise_problems()
        label(reading, papers, self.bench)
        if record.holds:
            warn_cleared_holds(reading, papers)
        covered = lay_beside(reading, papers)
        return CheckResult(reading, covered, self.bench, self.standard, source)

    def _horizon(self, record: CustodyRecord, place: Zone) -> int:
        """Return the instant after which nothing has happened."""
        until = known_until(record, place, self.as_of)
        if until is not None:
            return until
        if record.released_at is not None:
            return latest_of(record.released_at, "released_at", place)
        wrong = "is missing, and the person is still held"
        raise RecordError([problem("recorded_until", wrong, "write it, or pass as_of")])


def check(
    record: CustodyRecord | Mapping[str, Any],
    *,
    as_of: datetime | date | None = None,
    standard: StandardName = "judicial-warrant",
    law: Law | None = None,
) -> CheckResult:
    """Check one custody record.

    Args:
        record: A record, or a mapping in the shape of one, of dictionaries and lists.
        as_of: Nothing after it has happened; an aware datetime, or a date meaning its first instant at the facility.
            By default the record's own ``recorded_until``, else its release.
        standard: ``judicial-warrant`` or ``controlling-law``.
        law: The law to apply; by default the one that comes with holdcheck.

    Returns:
        The result. Its findings are built when they are read.

    Raises:
        RecordError: The record is malformed or contradicts itself; every problem is in it.
        InputError: As for `Checker`.
        LawError: A file of the law of its place is malformed.
        EngineError: The rules engine and the reference evaluator disagree; reading the findings can raise it, too.
    """
    return Checker(law, standard, as_of).check(read_record(record))


def check_many(
    records: Iterable[CustodyRecord | Mapping[str, Any]],
    *,
    as_of: datetime | date | None = None,
    standard: StandardName = "judicial-warrant",
    law: Law | None = None,
) -> Iterator[CheckResult]:
    """Check records one by one, in their order and in constant memory.

    Args:
        records: Records, or mappings in the shape of one.
        as_of: As for `check`.
        standard: As for `check`.
        law: As for `check`.

    Yields:
        One result for each record.

    Raises:
        RecordError: At the first record that is malformed, with its number from 0 as in a list; read files with
            `load_records` to go on past it.
        InputError: As for `Checker`; or ``records`` is one record, or a path.
        LawError: As for `check`.
        EngineError: As for `check`.
    """
    if isinstance(records, CustodyRecord | Mapping | str | bytes) or not isinstance(records, Iterable):
        wrong = f"is of the type {type(records).__name__}, and not several records"
        raise InputError(problem("records", wrong, "pass one record to check, and a path to load_records"))
    checker = Checker(law, standard, as_of)
    for number, record in enumerate(records):
        try:
            result = checker.check(read_record(record))
        except RecordError as error:
            place = f"records[{number}]"
            raise RecordError(
                place + line.removeprefix("record") if line.startswith("record: ") else f"{place}.{line}"
                for line in error.problems
            ) from None
        yield result
