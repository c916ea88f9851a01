"""What the words on the command line mean; a word that means nothing is an error with what to write instead."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from holdcheck.errors import InputError, quote
from holdcheck.findings.judging import STANDARDS, StandardName
from holdcheck.law.rules import Rule
from holdcheck.moments import Day

T = TypeVar("T")

_DAY: TypeAdapter[date | datetime] = TypeAdapter(Day)


def as_of(text: str | None) -> datetime | date | None:
    """Return what ``--as-of`` names: an instant, or a day, which stands for its start in each facility's zone.

    Raises:
        InputError: It is neither, or a time without an offset.
    """
    if text is None:
        return None
    try:
        moment = _DAY.validate_python(text)
    except ValidationError:
        wrong = "is not a date, or a time with its offset, between 1900 and 2200"
        raise InputError(f"--as-of: {quote(text)} {wrong}; write 2025-01-10, or 2025-01-10T08:00-05:00") from None
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise InputError(f"--as-of: {quote(text)} has no offset; write one such as {text}-05:00, or a date alone")
    return moment


def standard(text: str) -> StandardName:
    """Return the standard of that name.

    Raises:
        InputError: There is none.
    """
    return one_of("--standard", text, {name: name for name in STANDARDS})


def one_of(option: str, text: str, choices: dict[str, T]) -> T:
    """Return what a word stands for.

    Raises:
        InputError: It is not one of the choices.
    """
    if text not in choices:
        raise InputError(f"{option}: {quote(text)} is not one of its words; write {' or '.join(choices)}")
    return choices[text]


def outputs(texts: Iterable[str], formats: dict[str, T]) -> dict[str, T]:
    """Return what each ``--output FORMAT=FILE`` asks to be written, by file.

    Raises:
        InputError: The format does not exist, or a file is named twice.
    """
    found: dict[str, T] = {}
    for text in texts:
        name, equals, path = text.partition("=")
        if not equals or not path:
            raise InputError(f"--output: {quote(text)} names no file; write FORMAT=FILE, such as json=result.json")
        if os.path.realpath(path) in map(os.path.realpath, found):
            raise InputError(f"--output: {quote(path)} is named twice; give each report a file of its own")
        found[path] = one_of("--output", name, formats)
    return found


def known_rules(option: str, named: Collection[str], rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return the rules of those ids.

    Raises:
        InputError: An id is not that of a rule; close ones are named.
    """
    if not named:
        return {}
    by_id = {rule.id: rule for rule in rules}
    for rule in named:
        if rule not in by_id:
            close = [each for each in by_id if rule and rule in each][:3] or get_close_matches(
                rule, by_id, n=3, cutoff=0.5
            )
            instead = f"did you mean {' or '.join(close)}?" if close else "`holdcheck rules` lists them"
            raise InputError(f"{option}: {quote(rule)} is not the id of such a rule; {instead}")
    return {rule: by_id[rule] for rule in named}
