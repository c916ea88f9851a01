"""Judges one record: first by a look that most records need no more than, then by all that the rules say."""

from __future__ import annotations

from holdcheck.authority import Covered
from holdcheck.engine import Bench
from holdcheck.findings.judging import StandardName, is_silent, judge_segments
from holdcheck.findings.ordinary import is_ordinary
from holdcheck.findings.other_facts import can_be_grave
from holdcheck.findings.papers_judged import judge_papers
from holdcheck.findings.result import Outcome
from holdcheck.findings.verdict import Verdict
from holdcheck.reading import Reading
from holdcheck.segments import Segment, cut, run_clocks


class Judged:
    """What the rules say of one record; put together only as far as somebody asks.

    Attributes:
        reading: The record.
        covered: Its custody beside its authority.
        clocks: The clocks that run over it.
        outcome: ``findings`` (a violation or a review), ``undetermined`` or ``clear``.
    """

    def __init__(self, reading: Reading, covered: Covered, bench: Bench, standard: StandardName) -> None:
        self.reading, self.covered, self._bench, self._standard = reading, covered, bench, standard
        self.clocks = run_clocks(reading, covered)
        self._segments: list[Segment] | None = None
        self._verdict: Verdict | None = None
        self.outcome: Outcome = "clear"
        # A paper nobody is held on has at most notices to its name, so few papers ask for more than a look.
        if can_be_grave(reading) or not (
            is_ordinary(reading, covered, self.clocks, bench, standard)
            or is_silent(reading, self.segments(), bench, standard)
        ):
            verdict = self.verdict()
            for fired in verdict.fired:
                if fired.severity != "notice":
                    self.outcome = "findings"
                    return
            if any(undecided.may_matter for undecided in verdict.undecided):
                self.outcome = "undetermined"

    def segments(self) -> list[Segment]:
        """Return custody cut into segments; an ordinary release is cut only when somebody reads about it."""
        if self._segments is None:
            self._segments = cut(self.reading, self.covered, self.clocks)
        return self._segments

    def verdict(self) -> Verdict:
        """Return what all rules say."""
        if self._verdict is None:
            segments = self.segments()
            self._verdict = judge_segments(self.reading, segments, self._bench, self._standard)
            judge_papers(self.reading, self.covered, segments, self._bench, self._standard, self._verdict)
        return self._verdict
