"""The result of checking one record. Everything but the outcome is built when it is read."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from holdcheck.authority import Covered
from holdcheck.engine import Bench
from holdcheck.findings import wording
from holdcheck.findings.due_dates import due_dates
from holdcheck.findings.entitled import Entitled, entitled
from holdcheck.findings.fingerprints import fingerprint
from holdcheck.findings.grading import BINDING_BY_ITSELF
from holdcheck.findings.judging import Fired, StandardName, Undecided, Verdict, is_silent, judge_segments
from holdcheck.findings.ordinary import is_ordinary
from holdcheck.findings.other_facts import can_be_grave
from holdcheck.findings.papers_judged import judge_papers
from holdcheck.findings.result import (
    Citation,
    Deadline,
    Entitlement,
    Fact,
    Finding,
    HandoffClaim,
    Hours,
    Instants,
    OpenWord,
    Outcome,
    RecordResult,
    Source,
    TimelineEntry,
    Undetermined,
    Warned,
)
from holdcheck.findings.rows import timeline_rows
from holdcheck.law.rules import Standing
from holdcheck.reading import Reading
from holdcheck.segments import Segment, cut, run_clocks
from holdcheck.zones import Bounds


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
        record = reading.record
        self.custody_id = record.custody_id
        self.standard = standard
        self.source = source
        self._reading, self._covered, self._bench = reading, covered, bench
        self._clocks = run_clocks(reading, covered)
        self._known: dict[Bounds, Instants] = {}
        self.outcome: Outcome = "clear"
        # A paper nobody is held on has at most notices to its name, so few papers ask for more than a look.
        if can_be_grave(reading) or not (
            is_ordinary(reading, covered, self._clocks, bench, standard)
            or is_silent(reading, self._segments, bench, standard)
        ):
            verdict = self._verdict
            if any(fired.severity != "notice" for fired in verdict.fired):
                self.outcome = "findings"
            elif any(undecided.may_matter for undecided in verdict.undecided):
                self.outcome = "undetermined"

    @cached_property
    def _segments(self) -> list[Segment]:
        """Custody cut into segments; an ordinary release is cut only when somebody reads about it."""
        return cut(self._reading, self._covered, self._clocks)

    @cached_property
    def _verdict(self) -> Verdict:
        """What all rules say; put together when it is first needed."""
        reading, segments = self._reading, self._segments
        verdict = judge_segments(reading, segments, self._bench, self.standard)
        judge_papers(reading, self._covered, segments, self._bench, self.standard, verdict)
        return verdict

    def __repr__(self) -> str:
        return f"<CheckResult {self.custody_id!r}: {self.outcome}>"

    def _instants(self, bounds: Bounds) -> Instants:
        known = self._known.get(bounds)
        if known is None:
            place = self._reading.place
            first = place.at(bounds[0])
            last = first if bounds[1] == bounds[0] else place.at(bounds[1])
            known = self._known[bounds] = Instants.of(earliest=first, latest=last)
        return known

    @cached_property
    def fired(self) -> list[Fired]:
        """What fired, in the order of the result: papers and events first, then by beginning and rule."""
        return sorted(
            self._verdict.fired,
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
        seen: Counter[str] = Counter()
        found = []
        for fired in self.fired:
            first = fingerprint(self._reading, fired, 0)
            own = fingerprint(self._reading, fired, seen[first]) if seen[first] else first
            found.append(self._finding(fired, own))
            seen[first] += 1
        return tuple(found)

    def _finding(self, fired: Fired, fingerprint: str) -> Finding:
        reading, rule, version = self._reading, fired.rule.rule, fired.rule.version
        text = version.finding
        assert text is not None
        assert rule.ground is not None
        binding = rule.ground in BINDING_BY_ITSELF
        standing: Standing = "settled" if binding else "open"
        if fired.standing is not None:
            standing, binding = fired.standing.is_, fired.standing.binding
        law = [Citation.of(cite=each.cite, url=each.url, says=each.says) for each in version.law]
        if fired.standing is not None and fired.standing.cite and fired.standing.held:
            entry = fired.standing
            if all(each.cite != entry.cite for each in law):
                law.append(Citation.of(cite=entry.cite, url=entry.url, says=entry.held))
        remedy = text.remedy
        if standing == "contrary":
            remedy = (
                "Find the paper that authorises this hold. The authorities read for this place accept it for now; "
                "tell counsel, who may know of later ones."
            )
        return Finding.of(
            rule=rule.id,
            title=rule.title,
            severity=fired.severity,
            ground=rule.ground,
            standing=standing,
            binding=binding,
            confidence=version.confidence,
            certainty="certain" if fired.certain else "possible",
            from_=self._instants(fired.start) if fired.start else None,
            until=self._instants(fired.end) if fired.end else None,
            hours=self._hours(fired.least, fired.most) if fired.start else None,
            ongoing=self._reading.ongoing and fired.end is not None and fired.end[1] >= reading.ended[1],
            message=wording.message(reading, fired),
            because=tuple(Fact.of(**fact) for fact in wording.facts(reading, fired)),
            law=tuple(law),
            open_terms=tuple(OpenWord.of(term=o.term, reading=o.reading) for o in rule.open_terms),
            remedy=wording.fill(reading, fired, remedy),
            would_clear=tuple(wording.fill(reading, fired, paper) for paper in text.would_clear),
            fingerprint=fingerprint,
        )

    @staticmethod
    def _hours(least: int, most: int) -> Hours:
        # Not even seconds become no time at all: what is certain is so because its least length is more than none.
        shown = [round(each / 3600, 2) or round(each / 3600, 4) for each in (least, most)]
        return Hours.of(least=shown[0], most=shown[1])

    @cached_property
    def undetermined(self) -> tuple[Undetermined, ...]:
        """Every rule that missing facts keep from being decided."""
        ordered = sorted(
            self._verdict.undecided, key=lambda u: (u.span is not None, u.span or (0, 0), u.rule.rule.id, u.missing)
        )
        return tuple(self._undetermined(undecided) for undecided in ordered if undecided.may_matter)

    def _undetermined(self, undecided: Undecided) -> Undetermined:
        span = undecided.span
        return Undetermined.of(
            rule=undecided.rule.rule.id,
            from_=self._instants((span[0], span[0])) if span else None,
            until=self._instants((span[1], span[1])) if span else None,
            hours=self._hours(0, span[1] - span[0]) if span else None,
            missing=undecided.missing,
            why=wording.why_undecided(undecided),
        )

    @cached_property
    def release_entitlements(self) -> tuple[Entitlement, ...]:
        """Every release entitlement after which custody went on, surely or possibly."""
        return tuple(
            Entitlement.of(
                at=self._instants(each.at),
                because=each.because,
                steps=each.steps,
                ended_at=self._instants(each.ended_at) if each.ended_at is not None else None,
            )
            for each in self._entitled
        )

    @cached_property
    def _entitled(self) -> list[Entitled]:
        return entitled(self._reading, self._covered)

    @property
    def causes(self) -> tuple[str, ...]:
        """Why there is each of the release entitlements, in words."""
        return tuple(each.cause for each in self._entitled)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every clock of this custody, soonest first."""
        end = self._reading.ended
        return tuple(
            Deadline.of(
                clock=due.clock,
                at=self._instants(due.at),
                counted=due.counted,
                passed=True if due.at[1] <= end[0] else False if due.at[0] >= end[1] else None,
            )
            for due in due_dates(self._reading, self._covered, self._segments, self._clocks)
        )

    @cached_property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Custody cut wherever the papers in force change, with the strongest authority of each part."""
        return tuple(
            TimelineEntry.of(
                from_=self._instants((row.start, row.start)),
                until=self._instants((row.end, row.end)),
                authority=row.authority,
                held_on=row.held_on,
                papers=row.papers,
            )
            for row in timeline_rows(self._reading.custody, self._covered.papers)
        )

    @property
    def still_held(self) -> bool:
        """Whether the person is still held at the end of what is known."""
        return self._reading.still_held

    @property
    def relied_on_record(self) -> tuple[str, ...]:
        """Charges that carried custody on the jail's word, with no paper seen."""
        began, ended = self._reading.began, self._reading.ended
        return tuple(
            each.key
            for each in self._covered.papers
            if each.kind == "recorded_charge" and max(each.possible[0], began[0]) < min(each.possible[1], ended[1])
        )

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What is odd in the record."""
        unique = dict.fromkeys(self._reading.warnings)
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
