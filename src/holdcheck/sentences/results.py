"""What is said of a sentence: dates with their steps, refusals with what would lift them, and comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Literal, NamedTuple

from holdcheck.law.places import ReleaseHours
from holdcheck.law.rules import Confidence, Law
from holdcheck.zones import Bounds, date_of

MilestoneName = Literal[
    "full_term",
    "minimum_term",
    "release_with_recorded_credit",
    "earliest_by_formula",
    "earliest_prerelease_custody",
    "earliest_supervised_release",
    "earliest_with_treatment",
    "release_day",
    "entitlement",
    "ended_early",
]
Gives = Literal["computed", "eligibility", "projection", "ceiling", "option", "owed", "recorded"]
Verdict = Literal["possible_late_release", "possible_early_release", "agrees", "cannot_say"]
VERDICTS: Final[tuple[Verdict, ...]] = ("possible_late_release", "possible_early_release", "agrees", "cannot_say")


class Refusal(NamedTuple):
    """Something that is not computed, because it would be a guess.

    Attributes:
        code: Why, in a word of a closed list.
        path: Which part of the record, or which convention of the place, stands in the way.
        supply: What a person must find out or do.
    """

    code: str
    path: str
    supply: str


class Milestone(NamedTuple):
    """One date of a sentence, or the days among which it lies.

    Attributes:
        name: ``full_term``: its last day, after credits and days that do not count. ``release_with_recorded_credit``:
            the day of release with the good time that is recorded. ``earliest_by_formula``: the same with the place's
            formula in its stead. ``earliest_prerelease_custody``: from then on credits for programs could lead to
            custody outside the prison, which is custody still. ``earliest_supervised_release``: the same to supervised
            release, for a sentence that includes it. ``earliest_with_treatment``: the most that treatment takes off.
            ``release_day``: after the place's rule of weekends and holidays. ``entitlement``: when release is owed, by
            which `check` takes the sentence to have ended. ``minimum_term``:
            from then on parole can be granted. ``ended_early``: when the record says that it ended.
        days: The first and the last of the days on which it can be, from 1970-01-01.
        gives: What the date is: ``computed``; a ``projection`` or ``ceiling`` of good time nobody is known to have
            earned; an ``option`` of the jail, never owed; ``owed`` on the earlier day; ``eligibility`` for parole;
            ``recorded``.
        tell: Says how it was found, step by step; asked only when the steps are read.
        law: The sources used.
        missing: What keeps it from being one day, by path.
        rule: The place's rule of good time, by its name.
        hours: Between which hours of the day the place lets people go, where its law says.
        confidence: The least of the sources used; None where none was.
    """

    name: MilestoneName
    days: Bounds
    gives: Gives
    tell: Callable[[], Iterable[str]]
    law: tuple[Law, ...] = ()
    missing: tuple[str, ...] = ()
    rule: str | None = None
    hours: ReleaseHours | None = None
    confidence: Confidence | None = None

    @property
    def earliest(self) -> date:
        """Not before this day."""
        return date_of(self.days[0])

    @property
    def latest(self) -> date:
        """Not after this day."""
        return date_of(self.days[1])

    @property
    def steps(self) -> tuple[str, ...]:
        """How it was found."""
        return tuple(self.tell())


class Comparison(NamedTuple):
    """What an agency states, beside what is computed.

    Attributes:
        path: Of the stated date.
        kind: Of what it is the date.
        stated: The date.
        verdict: ``agrees``; ``possible_late_release``: later than every computed day; ``possible_early_release``:
            earlier than the place's formula allows; ``cannot_say``.
        days: How many days later (earlier: below zero) than the nearest computed day; None where none is compared.
        because: Paths or codes that keep the answer open.
    """

    path: str
    kind: str
    stated: date
    verdict: Verdict
    days: int | None = None
    because: tuple[str, ...] = ()


class SentenceResult(NamedTuple):
    """Everything that is computed of one sentence, or of consecutive sentences together.

    Attributes:
        sentences: Paths of the sentences, the first to be served first.
        ids: Their ids, where they have any, else their paths.
        aggregate: Whether it is about several consecutive sentences together.
        milestones: The dates.
        refused: What is not computed.
        compare: The dates agencies state, compared.
    """

    sentences: tuple[str, ...]
    ids: tuple[str, ...]
    aggregate: bool
    milestones: tuple[Milestone, ...]
    refused: tuple[Refusal, ...]
    compare: tuple[Comparison, ...] = ()

    def milestone(self, name: MilestoneName) -> Milestone | None:
        """Return the milestone of that name, or None; of several by formula the one that can come first."""
        named = [each for each in self.milestones if each.name == name]
        return min(named, key=lambda each: each.days) if named else None
