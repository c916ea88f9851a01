"""Keys that one object of a JSON text names twice, and where: a parser keeps the last of them and says nothing."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from holdcheck.errors import path_of, problem, quote


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of one object, as they were written."""


def named_twice(data: bytes) -> list[str]:
    """Return a problem for every key that an object names twice; none for what Python does not decode.

    Args:
        data: The text of one record.
    """
    try:
        whole = json.loads(data, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return []
    problems: list[str] = []
    ahead: list[tuple[tuple[str | int, ...], Any]] = [((), whole)]
    while ahead:
        place, value = ahead.pop()
        inside: list[tuple[str | int, Any]] = []
        if isinstance(value, _Pairs):
            inside += value
            for key, times in Counter(key for key, _ in value).items():
                if times > 1:
                    wrong = f"{quote(key)} is named {'twice' if times == 2 else f'{times} times'} in one object"
                    problems.append(problem(path_of(place) or "record", wrong, "name each key once"))
        elif isinstance(value, list):
            inside += enumerate(value)
        ahead += [((*place, step), each) for step, each in reversed(inside)]
    return problems
