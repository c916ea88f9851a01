"""The reference evaluator: what a rule says of a situation in which facts may be missing or dates uncertain.

It is the oracle against which the engine is tested, the evaluator where the engine cannot be installed, and the one
that answers for situations the engine cannot be asked about: those with a value that is not one plain word.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeAlias

from holdcheck.law.rules import Condition
from holdcheck.vocabulary import Situation, Value, Vocabulary

Test: TypeAlias = tuple[int, frozenset[str], int]
"""A compiled condition: the field's position, the words that satisfy it, and how many words the field has."""


class Truth(IntEnum):
    """Whether a rule fires. A conjunction is as true as its least true part, so the order matters."""

    FALSE = 0
    UNKNOWN = 1
    """In some completions of the missing facts."""
    MAYBE = 2
    """In some readings of the uncertain dates."""
    TRUE = 3


def compile_conditions(conditions: Sequence[Condition], vocabulary: Vocabulary) -> tuple[Test, ...]:
    """Return conditions as tests on the values of a situation of that vocabulary."""
    return tuple(
        (vocabulary.index[c.field], c.admits(vocabulary.fields[c.field]), len(vocabulary.fields[c.field]))
        for c in conditions
    )


def truth_of(value: Value, admitted: frozenset[str], words: int) -> Truth:
    """Return whether one condition holds of one value."""
    if value is None:
        return Truth.TRUE if len(admitted) == words else Truth.UNKNOWN if admitted else Truth.FALSE
    if isinstance(value, str):
        return Truth.TRUE if value in admitted else Truth.FALSE
    if value <= admitted:
        return Truth.TRUE
    return Truth.MAYBE if value & admitted else Truth.FALSE


def holds(tests: tuple[Test, ...], situation: Situation) -> Truth:
    """Return whether all conditions hold: surely, in some reading, in some completion, or not."""
    least = Truth.TRUE
    for position, admitted, words in tests:
        truth = truth_of(situation[position], admitted, words)
        if truth < least:
            if truth is Truth.FALSE:
                return truth
            least = truth
    return least


def undecided_fields(tests: tuple[Test, ...], situation: Situation) -> tuple[int, ...]:
    """Return the positions of the fields whose missing facts keep the conditions from being decided."""
    return tuple(
        position
        for position, admitted, words in tests
        if situation[position] is None and truth_of(None, admitted, words) is Truth.UNKNOWN
    )
