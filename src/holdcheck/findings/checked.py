"""The result of checking one record. Everything but the outcome is built when it is read."""

from __future__ import annotations

from functools import cached_property

from holdcheck.authority import Covered
from holdcheck.engine import Bench
from holdcheck.findings.due_dates import due_dates
from holdcheck.findings.entitled import Entitled, entitled
from holdcheck.findings.fingerprints import fingerprint
from holdcheck.findings.judged import Judged
from holdcheck.findings.judging import StandardName
from holdcheck.findings.oddities import oddities
from holdcheck.findings.result import (
    Deadline,
    Entitlement,
    Finding,
    HandoffClaim,
    Outcome,
    RecordResult,
    Source,
    TimelineEntry,
    Undetermined,
    Warned,
)
from holdcheck.findings.rows import timeline_rows
from holdcheck.findings.shown import Shown
from holdcheck.findings.verdict import Fired
from holdcheck.reading import Reading


class CheckResult:
    """What holdcheck says of one custody record.

    Attributes:
        custody_id: Of the record.
        outcome: ``findings`` (a violation or a review), ``undetermined`` or ``clear``.
        standard: The standard it was graded by.
        source: The file and rows the record came from, if it was read from one.
    """

    def __init__(
        self,
        reading: Reading,
        covered: Covered,
        bench: Bench,
        standard: StandardName,
        source: Source | None = None,
    ) -> None:
        self.custody_id = reading.record.custody_id
        self.standard = standard
        self.source = source
        self._judged = judged = Judged(reading, covered, bench, standard)
        self.outcome: Outcome = judged.outcome

    def __repr__(self) -> str:
        return f"<CheckResult {self.custody_id!r}: {self.outcome}>"

    @cached_property
    def _shown(self) -> Shown:
        return Shown(self._judged.reading)

    @cached_property
    def fired(self) -> list[Fired]:
        """What fired, in the order of the result: papers and events first, then by beginning and rule."""
        return sorted(
            self._judged.verdict().fired,
            key=lambda fired: (
                fired.start is not None,
                fired.start[0] if fired.start else 0,
                fired.rule.rule.id,
                fired.paper,
            ),
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding."""
        reading, shown = self._judged.reading, self._shown
        seen: dict[str, int] = {}
        found = []
        for fired in self.fired:
            first = fingerprint(reading, fired, 0)
            before = seen.get(first, 0)
            own = fingerprint(reading, fired, before) if before else first
            found.append(shown.finding(fired, own))
            seen[first] = before + 1
        return tuple(found)

    @cached_property
    def undetermined(self) -> tuple[Undetermined, ...]:
        """Every rule that missing facts keep from being decided."""
        ordered = sorted(
            self._judged.verdict().undecided,
            key=lambda u: (u.span is not None, u.span or (0, 0), u.rule.rule.id, u.missing),
        )
        return tuple(self._shown.undetermined(undecided) for undecided in ordered if undecided.may_matter)

    @cached_property
    def release_entitlements(self) -> tuple[Entitlement, ...]:
        """Every release entitlement after which custody went on, surely or possibly."""
        return tuple(self._shown.entitlement(each) for each in self._entitled)

    @cached_property
    def _entitled(self) -> list[Entitled]:
        return entitled(self._judged.reading, self._judged.covered)

    @property
    def causes(self) -> tuple[str, ...]:
        """Why there is each of the release entitlements, in words."""
        return tuple(each.cause for each in self._entitled)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every clock of this custody, soonest first."""
        judged = self._judged
        due = due_dates(judged.reading, judged.covered, judged.segments(), judged.clocks)
        return tuple(self._shown.deadline(each) for each in due)

    @cached_property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Custody cut wherever the papers in force change, with the strongest authority of each part."""
        rows = timeline_rows(self._judged.reading.custody, self._judged.covered.papers)
        return tuple(self._shown.timeline_entry(row) for row in rows)

    @property
    def still_held(self) -> bool:
        """Whether the person is still held at the end of what is known."""
        return self._judged.reading.still_held

    @property
    def relied_on_record(self) -> tuple[str, ...]:
        """Charges that carried custody on the jail's word, with no paper seen."""
        began, ended = self._judged.reading.began, self._judged.reading.ended
        return tuple(
            each.key
            for each in self._judged.covered.papers
            if each.kind == "recorded_charge" and max(each.possible[0], began[0]) < min(each.possible[1], ended[1])
        )

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What is odd in the record."""
        reading = self._judged.reading
        unique = dict.fromkeys([*reading.warnings, *oddities(reading)])
        return tuple(Warned.of(code=w.code, at=w.at, message=w.message) for w in unique)

    @property
    def handoff(self) -> tuple[HandoffClaim, ...]:
        """Claims on the person at release."""
        return ()

    @property
    def document(self) -> RecordResult:
        """The whole result as one model, for output."""
        return RecordResult.of(
            custody_id=self.custody_id,
            source=self.source,
            outcome=self.outcome,
            release_entitlements=self.release_entitlements,
            findings=self.findings,
            undetermined=self.undetermined,
            deadlines=self.deadlines,
            handoff=self.handoff,
            timeline=self.timeline,
            relied_on_record=self.relied_on_record,
            warnings=self.warnings,
        )
