"""Reads custody records from JSON and JSON Lines, one entry for each record, and never stops at a bad one.

Keys named twice in one object are refused, because a parser that silently keeps the last of them would check a record
nobody wrote. Looking for them costs about half as much as validating and a tenth of a whole check: the keys in the text
are counted and compared with the fields that were set, and only where they differ is the record parsed a second time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import ValidationError

from holdcheck.errors import InputError, problem, quote
from holdcheck.faults import faults_of
from holdcheck.findings.result import InputFile, Source
from holdcheck.printable import printable
from holdcheck.readers.json_texts import items_of, lines_of
from holdcheck.readers.keys import named_twice
from holdcheck.readers.opened import COMPRESSED, Opened, Progress
from holdcheck.readers.repeats import Repeats
from holdcheck.record import CustodyRecord, problems_of

_KINDS = tuple(kind + packed for kind in (".json", ".jsonl") for packed in ("", *COMPRESSED))
_MOST_PROBLEMS = 50
_LONGEST_PROBLEM = 600

_KEY = re.compile(rb'"\s*:')
_PLAIN = frozenset({str, int, float, bool, type(None), datetime, date})
_BY_LINE = "write each custody as one JSON object on one line; other JSON belongs in a .json file"
_WHOLE = "write one JSON object or a list of them; one object a line belongs in a .jsonl file"
_AS_DESCRIBED = "write a record as `holdcheck schema` describes it"
_NO_RECORD = {
    "recursion limit": ("is nested too deeply", _AS_DESCRIBED),
    "number out of range": ("holds a number of too many digits", _AS_DESCRIBED),
    # An escape that is no escape at all is called invalid, and one that is cut off an end of the text.
    "hex escape": ("holds half of a character, as \\ud800 is by itself", "write whole characters"),
}
"""What is JSON and no record, by what its parser says of it."""
_ENCODINGS = {
    b"\xef\xbb\xbf": ("starts with a byte order mark", "save the file as UTF-8 without one"),
    b"\xff\xfe": ("is UTF-16", "save the file as UTF-8"),
    b"\xfe\xff": ("is UTF-16", "save the file as UTF-8"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a file: valid, or rejected with every reason.

    Attributes:
        source: Where it stands: the path as given, and the line of a JSON Lines file or the number in a list.
        record: The record; None where it was rejected.
        errors: Why it was rejected, one line each in the form *where: what is wrong; what to write instead*.
    """

    source: Source
    record: CustodyRecord | None = None
    errors: tuple[str, ...] = ()


class Records(Iterator[Entry]):
    """The entries of some files, in input order.

    JSON Lines are read in constant memory, but for the hashes by which a repeated custody is known (see `Repeats`); a
    JSON list is held in memory whole.

    Attributes:
        paths: The files that are read, in order.
        progress: Told of every piece read from disk; may be set before the first entry is asked for.
        files: Every file that has been read to its end, with its SHA-256 as it lies on disk.
        size: Bytes of all files on disk.
        repeated: How many records repeated one that was already read, word for word; they are not among the entries.
    """

    def __init__(self, paths: tuple[str | os.PathLike[str], ...], progress: Progress | None = None) -> None:
        if not paths:
            raise InputError("paths: none is given, so nothing would be read; name a file or a folder")
        self.files: list[InputFile] = []
        self.repeated = 0
        try:
            names = [os.fsdecode(path) for path in paths]
        except TypeError:
            wrong = "holds something that is no path"
            raise InputError(problem("paths", wrong, "pass each path as an argument of its own")) from None
        self.paths = tuple(file for name in names for file in _files(name))
        self.size = sum(os.path.getsize(path) for path in self.paths)
        self.progress = progress
        self._repeats = Repeats()
        self._entries = self._read()

    def __next__(self) -> Entry:
        return next(self._entries)

    def forget(self, record: CustodyRecord) -> None:
        """Take a record back that was found to be meaningless: a later one of its custody contradicts nothing."""
        self._repeats.forget(record)

    def _read(self) -> Iterator[Entry]:
        for number, path in enumerate(self.paths):
            opened = Opened(path, self.progress)
            name = printable(path)
            try:
                by_line = os.path.basename(path).lower().removesuffix(".gz").removesuffix(".zst").endswith(".jsonl")
                for row, data in lines_of(opened) if by_line else items_of(opened):
                    entry = self._entry(data, number, name, row, _BY_LINE if by_line else _WHOLE)
                    if entry is not None:
                        yield entry
                self.files.append(InputFile(path=name, sha256=opened.sha256()))
            finally:
                opened.close()

    def _entry(self, data: bytes | str, number: int, name: str, row: int, form: str) -> Entry | None:
        """Return the entry of one record, or None where it repeats an earlier one; text is a problem found before."""
        source = Source.of(path=name, rows=(row,))
        if isinstance(data, str):
            return Entry(source, errors=(data,))
        try:
            record = CustodyRecord.model_validate_json(data)
        except ValidationError as error:
            return Entry(source, errors=_problems(error, data, form))
        if _keys(data) != _fields_set(record) and (twice := named_twice(data)):
            return Entry(source, errors=(*_printable(twice), *faults_of(record, None)))
        before = self._repeats.first_place(record, number, row)
        if before is None:
            return Entry(source, record)
        file, earlier, same = before
        if same:
            self.repeated += 1
            return None
        other = f"{printable(self.paths[file])} row {earlier}"
        wrong = f"{quote(record.custody_id)} was already read from {other}, where its record says something else"
        instead = "give every custody its own id, or keep one of the two"
        return Entry(source, errors=(problem("custody_id", wrong, instead), *faults_of(record, None)))


def load_records(*paths: str | os.PathLike[str], progress: Progress | None = None) -> Records:
    """Read custody records from files.

    Args:
        paths: ``.json`` (one record, or a list) or ``.jsonl`` (one record a line), each also ``.gz`` or ``.zst``; a
            folder means the files of these kinds that lie directly in it, sorted by name.
        progress: Told of every piece read from disk: its number of bytes.

    Returns:
        An iterator with one `Entry` for each record: valid, or rejected with every reason. A record that repeats an
        earlier one word for word is left out and counted; one that contradicts an earlier one is rejected.

    Raises:
        InputError: No path is given, or one does not exist or is of no kind that can be read. While iterating: the disk
            fails.
    """
    return Records(paths, progress)


def _files(path: str) -> list[str]:
    if os.path.isdir(path):
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            raise InputError(f"{printable(path)}: cannot be read ({error.strerror}); check its permissions") from None
        named = [os.path.join(path, name) for name in names if name.lower().endswith(_KINDS)]
        found = [file for file in named if not os.path.isdir(file)]
        astray = next((file for file in found if not os.path.isfile(file)), None)
        if astray is not None:
            raise InputError(f"{printable(astray)}: is no file that can be read; take it away, or name the files")
        return found
    if not os.path.exists(path):
        raise InputError(f"{printable(path) or 'path'}: {'does not exist' if path else 'is empty'}; check the path")
    if not path.lower().endswith(_KINDS):
        raise InputError(f"{printable(path)}: is no kind of file that can be read; name it {', '.join(_KINDS)}")
    if not os.access(path, os.R_OK):
        raise InputError(f"{printable(path)}: may not be read; check its permissions")
    return [path]


def _problems(error: ValidationError, data: bytes, form: str) -> tuple[str, ...]:
    """Return what is wrong with a record that its model does not take."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return (problem("record", *_not_json(data, str(first["ctx"]["error"]), form)),)
    if not first["loc"]:  # the whole line is no object; whatever it is, it is not repeated
        return (problem("record", "is not a JSON object", "write one object for each custody"),)
    return _printable([*problems_of(error), *named_twice(data)])


def _printable(problems: Sequence[str]) -> tuple[str, ...]:
    """Return problems without control characters, none of them too long, and not too many."""
    lines = [printable(line) for line in problems]
    half = _LONGEST_PROBLEM // 2
    lines = [line if len(line) <= _LONGEST_PROBLEM else f"{line[:half]}…{line[-half:]}" for line in lines]
    if len(lines) > _MOST_PROBLEMS:
        lines[_MOST_PROBLEMS:] = [f"record: has {len(lines) - _MOST_PROBLEMS} more problems; correct these first"]
    return tuple(lines)


def _not_json(data: bytes, said: str, form: str) -> tuple[str, str]:
    for mark, wording in _ENCODINGS.items():
        if data.startswith(mark):
            return wording
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return f"is not UTF-8 at byte {error.start}", "save the file as UTF-8"
    for sign, wording in _NO_RECORD.items():
        if sign in said:
            return wording
    return f"is not JSON ({said.replace('at line 1 column', 'at column')})", form


def _keys(data: bytes) -> int:
    """Return how many keys a JSON text names, or more where a string in it looks like one; never fewer."""
    if b'" ' in data or b'"\t' in data or b'"\n' in data or b'"\r' in data:
        return len(_KEY.findall(data))
    return data.count(b'":')


def _fields_set(record: CustodyRecord) -> int:
    """Return how many keys the text of a valid record has if it names none twice.

    This runs for every record, so it looks into pydantic's own attributes, at half the cost of the public ones.
    """
    count, parts = 0, [record]
    for part in parts:
        fields, values = part.__pydantic_fields_set__, part.__dict__
        count += len(fields)
        for name in fields:
            value = values[name]
            if value.__class__ in _PLAIN:
                continue
            if value.__class__ is not tuple:
                parts.append(value)
            elif value and (value[0].__class__ not in _PLAIN or value[-1].__class__ not in _PLAIN):
                parts += [each for each in value if each.__class__ not in _PLAIN]
    return count
