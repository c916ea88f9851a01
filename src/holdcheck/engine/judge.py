"""Asks the rules about a situation, once for each distinct one.

`Judge` is the one interface: durable-rules answers where every value is a plain word, the reference evaluator answers
for the rest, and where both can answer they must agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from holdcheck.engine import durable
from holdcheck.engine.reference import Truth, compile_conditions, holds
from holdcheck.errors import EngineError
from holdcheck.law.rules import Condition
from holdcheck.vocabulary import Situation, Vocabulary

_numbers = count(1)


class Judge:
    """Answers which of its rules fire in a situation, and remembers every answer.

    Args:
        vocabulary: Of the situations.
        rules: The conditions of each rule; a rule is known by its position.
    """

    def __init__(self, vocabulary: Vocabulary, rules: Sequence[Sequence[Condition]]) -> None:
        self.tests = tuple(compile_conditions(conditions, vocabulary) for conditions in rules)
        self._vocabulary = vocabulary
        self._engine: durable.DurableRules | None = None
        self._answers: dict[Situation, tuple[tuple[int, Truth], ...]] = {}

    def fired(self, situation: Situation) -> tuple[tuple[int, Truth], ...]:
        """Return each rule that fires or may fire, by position, with how surely.

        Raises:
            EngineError: The engine and the reference evaluator disagree.
        """
        answer = self._answers.get(situation)
        if answer is None:
            answer = self._answers[situation] = self._ask(situation)
        return answer

    @property
    def asked(self) -> int:
        """How many distinct situations it has judged."""
        return len(self._answers)

    def _ask(self, situation: Situation) -> tuple[tuple[int, Truth], ...]:
        answer = tuple((number, truth) for number, tests in enumerate(self.tests) if (truth := holds(tests, situation)))
        if durable.is_available() and all(isinstance(value, str) for value in situation):
            if self._engine is None:
                self._engine = durable.DurableRules(f"holdcheck{next(_numbers)}", self._vocabulary, self.tests)
            found = self._engine.fired(situation)
            if found != {number for number, _ in answer}:
                raise EngineError(
                    f"the engine says rules {sorted(found)} fire and the reference evaluator "
                    f"{sorted(number for number, _ in answer)}; please report this situation: {situation}"
                )
        return answer
