"""The text of each record of a JSON or a JSON Lines file, one after another, before anybody looks into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from holdcheck.errors import InputError, problem
from holdcheck.readers.opened import Opened

_LONGEST_LINE = 50_000_000
_LARGEST_DOCUMENT = 200_000_000
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"|[][{},]', re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def lines_of(opened: Opened) -> Iterator[tuple[int, bytes | str]]:
    """Yield each line of a file with its number; a line that cannot be had is given as its problem.

    Empty lines at the end of a file are no records; one between two records is a problem.
    """
    number, empty, stream = 0, 0, opened.stream
    try:
        while line := stream.readline(_LONGEST_LINE + 1):
            number += 1
            if len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
                while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                yield number, problem("record", "is longer than 50 MB", "check that every record has its own line")
            elif line.isspace():
                empty += 1
            else:
                for before in range(number - empty, number):
                    yield before, problem("record", "is an empty line", "leave the line out")
                empty = 0
                yield number, line
        if empty and empty == number:
            yield 1, problem("file", "is empty", "write one record a line")
    except InputError as error:
        yield number + 1, f"file: {error}"


def items_of(opened: Opened) -> Iterator[tuple[int, bytes | str]]:
    """Yield each record of a JSON document with its number; what cannot be read is given as its problem."""
    try:
        data = opened.stream.read(_LARGEST_DOCUMENT + 1)
    except InputError as error:
        yield 1, f"file: {error}"
        return
    if len(data) > _LARGEST_DOCUMENT:
        yield 1, problem("file", "is larger than 200 MB", "write one record a line and name it .jsonl")
    elif data.lstrip()[:1] != b"[":
        yield 1, data if data.strip() else problem("file", "is empty", "write one record, or a list of records")
    else:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            yield 1, problem("file", f"is not UTF-8 from byte {error.start} on", "save the file as UTF-8")
        else:
            yield from _list_items(text)


def _list_items(text: str) -> Iterator[tuple[int, bytes | str]]:
    """Yield each item of a JSON list as the text it was written in, so that all records are validated from text."""
    number, position = 0, _skip(text, _skip(text, 0) + 1)
    while number or text[position : position + 1] != "]":
        number += 1
        try:
            end = _DECODER.raw_decode(text, position)[1]
        except json.JSONDecodeError as error:
            yield (
                number,
                problem("file", f"is not JSON from line {error.lineno} on", "correct it; nothing after it was read"),
            )
            return
        except (ValueError, RecursionError):  # a number of too many digits, or nested too deeply: JSON all the same
            end = _end_of_item(text, position)
        yield number, text[position:end].encode()
        position = _skip(text, end)
        if text[position : position + 1] != ",":
            break
        position = _skip(text, position + 1)
    if text[position : position + 1] != "]" or _skip(text, position + 1) != len(text):
        yield number + 1, problem("file", "is not one JSON list: it has no end, or something follows it", "correct it")


def _end_of_item(text: str, position: int) -> int:
    """Return where an item of a JSON list ends that Python does not decode, going by its brackets alone."""
    depth = 0
    for found in _BRACKET.finditer(text, position):
        mark = text[found.start()]
        if mark in "]}," and depth == 0:
            return found.start()
        depth += (mark in "[{") - (mark in "]}")
    return len(text)


def _skip(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position
