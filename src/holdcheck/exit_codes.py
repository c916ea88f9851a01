"""What makes a run fail: the exit codes of the command line and the choices that lead to them.

The codes are never renumbered. The first that applies in the order 4, 2, 5, 3, 1, 0 is the run's, and every reason is
told with it, so that "nothing was checked" never hides behind "records were rejected".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdcheck.errors import InputError, quote
from holdcheck.findings.result import Exit, RecordCounts
from holdcheck.law.rules import SEVERITIES

SUCCESS, FAILED, USAGE, REJECTED, INTERNAL, NOTHING_CHECKED = range(6)

_NEVER = "never"
_MORE = ("undetermined", "possible")
_CHOICES = (*SEVERITIES, *_MORE)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the exit code depends on.

    Attributes:
        records: What became of the records.
        certain: Certain findings of each severity, hidden ones included.
        possible: Possible findings of each severity, hidden ones included.
    """

    records: RecordCounts
    certain: dict[str, int]
    possible: dict[str, int]


@dataclass(frozen=True, slots=True)
class Gate:
    """The choices that decide the exit code.

    Attributes:
        fail_on: Out of ``violation``, ``review``, ``notice``, ``undetermined`` and ``possible``; empty: never fail.
        most_rejected: How many records may be rejected.
        in_percent: Whether that is a share of the records read.
        allow_empty: Whether a run may check nothing.
    """

    fail_on: frozenset[str] = frozenset({"violation"})
    most_rejected: float = 0
    in_percent: bool = False
    allow_empty: bool = False

    def exit(self, tally: Tally) -> Exit:
        """Return the exit code of a run that went through, with every reason."""
        records = tally.records
        reasons: dict[str, int] = {}
        if not records.checked and not self.allow_empty:
            reasons["nothing_checked"] = NOTHING_CHECKED
        allowed = self.most_rejected * records.read / 100 if self.in_percent else self.most_rejected
        if records.rejected > allowed:
            reasons["rejected"] = REJECTED
        if any(tally.certain.get(severity) for severity in self.fail_on):
            reasons["findings"] = FAILED
        if "possible" in self.fail_on and any(tally.possible.get(severity) for severity in self.fail_on):
            reasons["findings"] = FAILED
        if "undetermined" in self.fail_on and records.undetermined:
            reasons["undetermined"] = FAILED
        return Exit(code=next(iter(reasons.values()), SUCCESS), reasons=tuple(reasons))


def fail_on(text: str) -> frozenset[str]:
    """Return what ``--fail-on`` names.

    ``possible`` says that possible findings count, too; where no severity is named beside it, violations are meant.

    Raises:
        InputError: A word is not one of the list.
    """
    words = [word.strip() for word in text.split(",")]
    if words == [_NEVER]:
        return frozenset()
    for word in words:
        if word not in _CHOICES:
            wrong = "cannot stand beside other words" if word == _NEVER else "is not one of its words"
            raise InputError(f"--fail-on: {quote(word)} {wrong}; write {_NEVER}, or some of {','.join(_CHOICES)}")
    named = frozenset(words)
    return named | {"violation"} if "possible" in named and named.isdisjoint(SEVERITIES) else named


def most_rejected(text: str) -> tuple[float, bool]:
    """Return how many records ``--max-rejected`` lets be rejected, and whether that is in per cent.

    Raises:
        InputError: It is neither a whole number nor a percentage.
    """
    found = re.fullmatch(r"(\d{1,12})|(\d{1,3}(?:\.\d{1,6})?)%", text, re.ASCII)
    if found is None or (found[2] and float(found[2]) > 100):
        raise InputError(f"--max-rejected: {quote(text)} is not a number of records; write one such as 5, or 0.1%")
    return (float(found[2]), True) if found[2] else (int(found[1]), False)
