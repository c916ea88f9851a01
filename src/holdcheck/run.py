"""One run over any number of records: each is checked in turn, and what the summary says is counted on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from typing import TypeAlias

import holdcheck
from holdcheck.checking import Checker
from holdcheck.errors import RecordError
from holdcheck.exit_codes import Gate, Tally
from holdcheck.findings.checked import CheckResult
from holdcheck.findings.result import (
    InputFile,
    LawUsed,
    MissingFact,
    NotAssessed,
    RecordCounts,
    RecordResult,
    Rejected,
    RowCounts,
    RuleCounts,
    Source,
    Summary,
    Tool,
    Warned,
)
from holdcheck.horizon import instant_asked
from holdcheck.law.rules import SEVERITIES
from holdcheck.printable import printable
from holdcheck.readers import Entry, Records
from holdcheck.record import CustodyRecord
from holdcheck.zones import Zone

_INDEX = re.compile(r"\[\d+\]")


class Hidden:
    """Which rules' findings are left out of every output. It never changes what is found, nor the exit code.

    Args:
        select: Only these rules are shown; empty: all.
        ignore: These are not.
    """

    def __init__(self, select: Collection[str] = (), ignore: Collection[str] = ()) -> None:
        self._select, self._ignore = frozenset(select), frozenset(ignore)

    def __bool__(self) -> bool:
        return bool(self._select or self._ignore)

    def __contains__(self, rule: object) -> bool:
        return rule in self._ignore or bool(self._select and rule not in self._select)


class Checked:
    """A record that was checked, as outputs see it.

    Attributes:
        result: The whole result.
        place: The facility's zone, in which its times are told.
        still_held: Whether the person is still held at the end of what is known.
        shown: Whether the record belongs into the output; a clear one may not.
    """

    def __init__(
        self,
        result: CheckResult,
        place: Zone,
        still_held: bool,
        shown: bool,
        hidden: Hidden,
        added: tuple[Warned, ...] = (),
        as_of: datetime | date | None = None,
    ) -> None:
        self.result, self.place, self.still_held, self.shown = result, place, still_held, shown
        self._as_of = as_of
        self._hidden, self._added = hidden, added

    @cached_property
    def asked_for(self) -> datetime | None:
        """The as_of of the run, though what is known of this record may end before it; None: there was none."""
        return None if self._as_of is None else self.place.at(instant_asked(self._as_of, self.place))

    @cached_property
    def document(self) -> RecordResult:
        """The result without the findings that are hidden."""
        document = self.result.document
        changes: dict[str, object] = {}
        if self._hidden:
            changes["findings"] = tuple(each for each in document.findings if each.rule not in self._hidden)
        if self._added:
            changes["warnings"] = document.warnings + self._added
        return document.model_copy(update=changes) if changes else document


Item: TypeAlias = Checked | Rejected
"""What a run yields for each record."""


def rejected(source: Source, errors: Iterable[str]) -> Rejected:
    """Return what a run yields for a record that cannot be checked, safe to print."""
    return Rejected(source=source, errors=tuple(printable(error) for error in errors))


class Run:
    """Checks entries one by one; to be iterated once, and asked for its summary afterwards.

    Args:
        entries: As `load_records` yields them.
        checker: With the law, the standard and the as_of of the run.
        gate: What makes the run fail.
        hidden: Rules whose findings are not shown.
        show_clear: Whether clear records are shown.
        keep: Which records are shown, instead; None: as ``show_clear`` says.
        now: The as_of of people still held in records that do not say how far they go, where the checker has none.

    Attributes:
        current: Where the record stands that is being checked, for messages about what broke.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        checker: Checker,
        *,
        gate: Gate | None = None,
        hidden: Hidden | None = None,
        show_clear: bool = True,
        keep: Callable[[Checked], bool] | None = None,
        now: datetime | None = None,
    ) -> None:
        self.checker = checker
        self.current: Source | None = None
        self._entries, self._gate, self._show_clear = entries, gate or Gate(), show_clear
        self._hidden = hidden if hidden is not None else Hidden()
        self._keep = keep
        self._as_of_now: Checker | None = None
        if now is not None and checker.as_of is None:
            self._as_of_now = Checker(checker.law, checker.standard, now)
            self._as_of_now.bench = checker.bench
        self._outcomes: Counter[str] = Counter()
        self._certain: Counter[str] = Counter()
        self._possible: Counter[str] = Counter()
        self._rules: dict[str, list[int]] = {}
        self._missing: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()
        self._not_assessed: set[tuple[str, str]] = set()
        self._evaluated: set[str] = set()
        self._read = self._rejected = self._hid = 0
        self._assessed_before: set[tuple[object, ...]] = set()

    @property
    def tool(self) -> Tool:
        """What checks."""
        return Tool(name="holdcheck", version=holdcheck.__version__)

    @property
    def law(self) -> LawUsed:
        """The law that is applied."""
        law = self.checker.law
        return LawUsed(version=law.edition, sha256=law.sha256, standard=self.checker.standard)

    @property
    def as_of(self) -> str | None:
        """The instant or day after which nothing has happened; None: each record's own ``recorded_until``."""
        return None if self.checker.as_of is None else self.checker.as_of.isoformat()

    @property
    def files(self) -> tuple[InputFile, ...]:
        """The files that were read to their end."""
        return tuple(self._entries.files) if isinstance(self._entries, Records) else ()

    def __iter__(self) -> Iterator[Item]:
        for entry in self._entries:
            self.current = entry.source
            self._read += 1
            yield self._item(entry)

    def _item(self, entry: Entry) -> Item:
        if entry.record is None:
            return self._reject(entry.source, entry.errors)
        record, checker = entry.record, self.checker
        added: tuple[Warned, ...] = ()
        if self._as_of_now is not None and record.recorded_until is None and record.released_at is None:
            checker, added = self._as_of_now, (_checked_now(self._as_of_now.as_of),)
        try:
            result = checker.check(record, entry.source)
        except RecordError as error:
            if isinstance(self._entries, Records):
                self._entries.forget(record)
            return self._reject(entry.source, error.problems)
        self._count(record, result, added)
        shown = self._show_clear or result.outcome != "clear"
        place = checker.law.zone_of(record.facility)
        checked = Checked(result, place, result.still_held, shown, self._hidden, added, checker.as_of)
        if self._keep is not None:
            checked.shown = self._keep(checked)
        return checked

    def _reject(self, source: Source, errors: Iterable[str]) -> Rejected:
        self._rejected += 1
        return rejected(source, errors)

    def _count(self, record: CustodyRecord, result: CheckResult, added: tuple[Warned, ...]) -> None:
        self._outcomes[result.outcome] += 1
        for fired in result.fired:
            (self._certain if fired.certain else self._possible)[fired.severity] += 1
            self._rules.setdefault(fired.rule.rule.id, [0, 0])[not fired.certain] += 1
            self._hid += fired.rule.rule.id in self._hidden
        if result.outcome != "clear":
            paths = {_INDEX.sub("[]", path) for each in result.undetermined for path in each.missing}
            self._missing.update(path.partition(":")[0] for path in paths)
        self._warnings.update(warned.code for warned in (*result.warnings, *added))
        self._note_assessed(record)

    def _note_assessed(self, record: CustodyRecord) -> None:
        """Note which rules could say something about a record, and which its source keeps no input for."""
        law = self.checker.law.of(record.facility)
        key = law, record.not_recorded
        if key in self._assessed_before:
            return
        self._assessed_before.add(key)
        for rule in law.rules:
            if rule.judges != "authority":
                missing = sorted(set(rule.reads).intersection(record.not_recorded))
                self._not_assessed.update((rule.id, path) for path in missing)
                if not missing:
                    self._evaluated.add(rule.id)

    def summary(self) -> Summary:
        """Return the run so far in numbers, with the exit code it leads to."""
        outcomes = self._outcomes
        counts = RecordCounts(
            read=self._read,
            checked=outcomes.total(),
            rejected=self._rejected,
            clear=outcomes["clear"],
            findings=outcomes["findings"],
            undetermined=outcomes["undetermined"],
        )
        repeated = self._entries.repeated if isinstance(self._entries, Records) else 0
        return Summary(
            records=counts,
            rows=RowCounts(
                read=self._read + repeated, used=outcomes.total(), ignored=repeated, rejected=self._rejected
            ),
            by_severity={severity: self._certain[severity] + self._possible[severity] for severity in SEVERITIES},
            by_rule={rule: RuleCounts(certain=n[0], possible=n[1]) for rule, n in sorted(self._rules.items())},
            missing=tuple(
                MissingFact(path=path, records=n)
                for path, n in sorted(self._missing.items(), key=lambda item: (-item[1], item[0]))
            ),
            not_assessed=tuple(NotAssessed(rule=rule, missing=path) for rule, path in sorted(self._not_assessed)),
            warnings=dict(sorted(self._warnings.items())),
            rules_evaluated=len(self._evaluated),
            situations=self.checker.bench.situations,
            exit=self._gate.exit(Tally(counts, dict(self._certain), dict(self._possible))),
            hidden=self._hid,
        )


def _checked_now(now: date | None) -> Warned:
    shown = f"{now:%Y-%m-%d %H:%M} UTC"
    message = f"Absent, and the person is still held: checked as of {shown}, when holdcheck ran."
    return Warned(code="as_of_now", at="recorded_until", message=message)
