"""What the rules say of one record, before any of it is put into words."""

from __future__ import annotations

from holdcheck.engine import Seat, Truth
from holdcheck.law import RuleInForce
from holdcheck.law.rules import Severity, StandingEntry
from holdcheck.segments import Segment
from holdcheck.spans import Span
from holdcheck.zones import Bounds


class Answer:
    """What one rule says of one segment."""

    __slots__ = (
        "missing",
        "number",
        "seat",
        "segment",
        "truth",
    )

    def __init__(
        self,
        segment: Segment,
        seat: Seat,
        number: int,
        truth: Truth,
        missing: tuple[str, ...] = (),
    ) -> None:
        self.segment = segment
        self.seat = seat
        self.number = number
        self.truth = truth
        self.missing = missing

    @property
    def rule(self) -> RuleInForce:
        """The rule, as it stood at the time of the segment."""
        return self.seat.rules[self.number]


class Fired:
    """A finding before it is put into words.

    Attributes:
        rule: The rule, as it stood where the finding is gravest.
        answers: What it rests on, in order of time; none for a finding about a paper.
        severity: How grave.
        certain: Whether it holds in every reading of the dates.
        standing: What authorities say on the point here, if a table says.
        start: When it began.
        end: When it ended.
        least: Its least length in seconds.
        most: Its greatest length in seconds.
        paper: Path of the paper or event it is about, if it is about one.
    """

    __slots__ = (
        "answers",
        "certain",
        "end",
        "least",
        "most",
        "paper",
        "rule",
        "severity",
        "standing",
        "start",
    )

    def __init__(
        self,
        rule: RuleInForce,
        answers: list[Answer],
        severity: Severity,
        certain: bool,
        standing: StandingEntry | None,
        start: Bounds | None = None,
        end: Bounds | None = None,
        least: int = 0,
        most: int = 0,
        paper: str = "",
    ) -> None:
        self.rule = rule
        self.answers = answers
        self.severity = severity
        self.certain = certain
        self.standing = standing
        self.start = start
        self.end = end
        self.least = least
        self.most = most
        self.paper = paper


class Undecided:
    """A rule of which missing facts decide whether it fires."""

    __slots__ = (
        "may_matter",
        "missing",
        "rule",
        "span",
    )

    def __init__(
        self,
        rule: RuleInForce,
        span: Span | None,
        missing: tuple[str, ...],
        may_matter: bool,
    ) -> None:
        self.rule = rule
        self.span = span
        self.missing = missing
        self.may_matter = may_matter


class Verdict:
    """All that the rules say of one record."""

    __slots__ = ("fired", "undecided")

    def __init__(self) -> None:
        self.fired: list[Fired] = []
        self.undecided: list[Undecided] = []
