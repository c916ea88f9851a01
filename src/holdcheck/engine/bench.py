"""Judges for every place and day: which rules apply, and what they say."""

from __future__ import annotations

from bisect import bisect_right
from itertools import product

from holdcheck.engine.judge import Judge
from holdcheck.engine.reference import Truth
from holdcheck.errors import EngineError
from holdcheck.law import LawOfPlace, RuleSet
from holdcheck.vocabulary import AUTHORISING, AUTHORITY, VOCABULARIES, Situation
from holdcheck.zones import Zone


def authorises(labels: frozenset[str]) -> bool | None:
    """Return whether papers with these labels authorise custody; None where the labels disagree."""
    return True if labels <= AUTHORISING else None if labels & AUTHORISING else False


class Seat:
    """The rules of one kind as they stand at a place between two changes of the law, with the judge who applies them.

    Attributes:
        law: Of the place.
        rules: In force; a rule is known by its position.
        judge: Answers which of them fire.
        day: A day in that time, from 1970-01-01, for looking up what authorities had said by then.
    """

    __slots__ = ("day", "judge", "labels", "law", "rules")

    def __init__(self, law: LawOfPlace, rules: RuleSet, judge: Judge, day: int) -> None:
        self.law, self.rules, self.judge, self.day = law, rules, judge, day
        self.labels: dict[Situation, tuple[frozenset[str], bool | None]] = {}

    def label(self, facts: Situation) -> tuple[frozenset[str], bool | None]:
        """Return the labels a paper may have, and whether it authorises custody; None where a missing fact decides.

        Missing facts are completed before the paper is labelled, so that a label is never computed from a guess.

        Raises:
            EngineError: The authority rules give a fully known paper no label, or more than one.
        """
        found = self.labels.get(facts)
        if found is None:
            choices = [
                (value,) if isinstance(value, str) else AUTHORITY.fields[name]
                for name, value in zip(AUTHORITY.names, facts, strict=True)
            ]
            labels = frozenset(self._label(filled) for filled in product(*choices))
            found = self.labels[facts] = labels, authorises(labels)
        return found

    def _label(self, facts: Situation) -> str:
        given = {
            str(self.rules[number].version.label)
            for number, truth in self.judge.fired(facts)
            if truth is Truth.TRUE and self.rules[number].read
        }
        if len(given) != 1:
            raise EngineError(f"authority rules give {sorted(given) or 'no label'} to {facts}; exactly one must apply")
        return given.pop()


class Bench:
    """Keeps one judge for each distinct set of rules, whatever the place, and remembers every answer."""

    def __init__(self) -> None:
        self._judges: dict[tuple[object, ...], Judge] = {}
        self._seats: dict[tuple[LawOfPlace, str, str, int], Seat] = {}

    def seat(self, law: LawOfPlace, judges: str, place: Zone, instant: int) -> Seat:
        """Return the seat that judges at a place at an instant.

        Args:
            law: Of the place.
            judges: ``authority``, ``segment`` or ``paper``.
            place: The facility's zone.
            instant: In seconds since 1970-01-01T00:00Z.
        """
        key = law, judges, place.name, bisect_right(law.change_instants(judges, place), instant)
        found = self._seats.get(key)
        if found is None:
            day = place.day_of(instant)
            rules = law.in_force(judges, day)
            same = (judges, *(rule.key for rule in rules))
            judge = self._judges.get(same)
            if judge is None:
                conditions = [rule.version.when for rule in rules]
                judge = self._judges[same] = Judge(VOCABULARIES[judges], conditions)
            found = self._seats[key] = Seat(law, rules, judge, day)
        return found

    @property
    def situations(self) -> int:
        """How many distinct segment and paper situations have been judged."""
        return sum(judge.asked for key, judge in self._judges.items() if key[0] != "authority")
