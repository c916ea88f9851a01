"""Judges for every place and day: which rules apply, and what they say."""

from __future__ import annotations

from itertools import product

from holdcheck.engine.judge import Judge
from holdcheck.engine.reference import Truth
from holdcheck.errors import EngineError
from holdcheck.law import LawOfPlace, RuleSet
from holdcheck.vocabulary import AUTHORITY, VOCABULARIES, Situation


class Bench:
    """Keeps one judge for each distinct set of rules, and remembers every label and answer it has given."""

    def __init__(self) -> None:
        self._judges: dict[tuple[object, ...], Judge] = {}
        self._seats: dict[tuple[LawOfPlace, str, int], tuple[RuleSet, Judge]] = {}
        self._labels: dict[tuple[int, Situation], frozenset[str]] = {}

    def seat(self, law: LawOfPlace, judges: str, day: int) -> tuple[RuleSet, Judge]:
        """Return the rules of a kind in force at a place on a day, and the judge who applies them.

        Args:
            law: Of the place.
            judges: ``authority``, ``segment`` or ``paper``.
            day: Counted from 1970-01-01.
        """
        rules = law.in_force(judges, day)
        key = law, judges, id(rules)
        found = self._seats.get(key)
        if found is None:
            same = (judges, *(rule.key for rule in rules))
            judge = self._judges.get(same)
            if judge is None:
                conditions = [rule.version.when for rule in rules]
                judge = self._judges[same] = Judge(VOCABULARIES[judges], conditions)
            found = self._seats[key] = rules, judge
        return found

    def labels(self, law: LawOfPlace, facts: Situation, day: int) -> frozenset[str]:
        """Return the labels a paper may have: one if its facts are known, several if a missing fact decides.

        Missing facts are completed before the paper is labelled, so that a label is never computed from a guess.

        Raises:
            EngineError: The authority rules give a fully known paper no label, or more than one.
        """
        rules, judge = self.seat(law, "authority", day)
        key = id(rules), facts  # the seats keep every rule set alive, so its identity is its own
        found = self._labels.get(key)
        if found is None:
            words = [AUTHORITY.fields[name] for name in AUTHORITY.names]
            choices = [(value,) if isinstance(value, str) else words[n] for n, value in enumerate(facts)]
            found = self._labels[key] = frozenset(self._label(rules, judge, filled) for filled in product(*choices))
        return found

    @staticmethod
    def _label(rules: RuleSet, judge: Judge, facts: Situation) -> str:
        given = {
            str(rules[number].version.label)
            for number, truth in judge.fired(facts)
            if truth is Truth.TRUE and rules[number].read
        }
        if len(given) != 1:
            raise EngineError(f"authority rules give {sorted(given) or 'no label'} to {facts}; exactly one must apply")
        return given.pop()

    @property
    def situations(self) -> int:
        """How many distinct segment and paper situations have been judged."""
        return sum(judge.asked for key, judge in self._judges.items() if key[0] != "authority")
