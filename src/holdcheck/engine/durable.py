"""The one module that knows durable-rules.

durable-rules 2.0.28 is used for what was measured to be right: positive conditions on one flat fact. Everything else in
it is avoided, because it was measured to be wrong: its negation depends on the order of facts, states of different
people can collide, its Host runs actions in other threads and swallows their exceptions, and text and numbers compare
as equal. So this adapter drives the C module itself, with one ruleset, one fact at a time, retracted afterwards;
``is_not`` has become the rest of a closed list before it gets here; and no value other than a known word may pass.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from typing import Final

from holdcheck.engine.reference import Test
from holdcheck.errors import EngineError
from holdcheck.vocabulary import Situation, Vocabulary

MOST_MATCHES: Final = 60
"""durable-rules fails when more rules than about 64 match one fact; each true branch of an *or* counts as one."""


def is_available() -> bool:
    """Return whether durable-rules can be imported here; on Python 3.13 and later it cannot."""
    try:
        import durable_rules_engine  # noqa: F401
    except ImportError:
        return False
    return True


class DurableRules:
    """One ruleset over one vocabulary.

    Args:
        name: Name of the ruleset; unique in the process.
        vocabulary: Of the situations it will be asked about.
        rules: The tests of each rule; a rule is known by its position.

    Raises:
        EngineError: durable-rules does not accept the rules.
    """

    def __init__(self, name: str, vocabulary: Vocabulary, rules: Sequence[tuple[Test, ...]]) -> None:
        import durable_rules_engine

        self._engine = durable_rules_engine
        self._lock = threading.Lock()
        self._names = vocabulary.names
        definition: dict[str, object] = {"seen": {"all": [{"m": {"$and": [{"asked": 1}]}}]}}
        for number, tests in enumerate(rules):
            conditions: list[object] = [{"asked": 1}]
            for position, admitted, _ in tests:
                branches = [{self._names[position]: word} for word in sorted(admitted)]
                conditions.append(branches[0] if len(branches) == 1 else {"$or": branches})
            definition[f"r{number}"] = {"all": [{"m": {"$and": conditions}}]}
        try:
            self._ruleset = self._engine.create_ruleset(name, json.dumps(definition))
        except Exception as error:
            raise EngineError(f"durable-rules refused the ruleset {name}: {error}") from None

    def fired(self, situation: Situation) -> frozenset[int]:
        """Return the positions of the rules that fire.

        Args:
            situation: One plain word in every field.

        Raises:
            EngineError: durable-rules refused the fact.
        """
        fact: dict[str, object] = {"id": "1", "sid": "1", "asked": 1}
        for name, value in zip(self._names, situation, strict=True):
            if not isinstance(value, str):
                raise EngineError(f"{name} has no plain word; the engine can only be asked about decided situations")
            fact[name] = value
        text = json.dumps(fact)
        found: set[int] = set()
        with self._lock:
            refused, state = self._engine.assert_fact(self._ruleset, text)
            if refused:
                raise EngineError(f"durable-rules refused a situation with error {refused}")
            try:
                started = self._engine.start_action_for_state(self._ruleset, state)
                message = started[1] if started else None
                while message:
                    rule = message[2 : message.index('"', 2)]
                    if rule != "seen":
                        found.add(int(rule[1:]))
                    message = self._engine.complete_and_start_action(self._ruleset, state)
            finally:
                self._engine.retract_fact(self._ruleset, text)
        return frozenset(found)
