"""Writes a report to a file: whole or not at all, readable by its owner only, and never through a link.

Reports name people by their booking numbers and say what happened to them, so nobody else may read them, and a run that
breaks off must not leave something that looks like a finished report.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from holdcheck.errors import InputError
from holdcheck.printable import printable


class OutputFile:
    """A file that appears under its name when everything was written, and not before.

    Args:
        path: Where it is to appear.
        force: Whether it may take the place of a file that is there. A link is never followed or replaced.
        inputs: Files that are being read; none of them is ever replaced.

    Raises:
        InputError: It may not or cannot be written there.
    """

    def __init__(self, path: str, force: bool = False, inputs: Iterable[str] = ()) -> None:
        self._path, self._force = path, force
        self.name = printable(path)
        if os.path.islink(path):
            raise InputError(f"{self.name}: is a link, and holdcheck writes through none; name another file")
        if os.path.exists(path):
            if not os.path.isfile(path):
                raise InputError(f"{self.name}: is not a file; name another")
            if any(os.path.samefile(path, each) for each in inputs):
                raise InputError(f"{self.name}: is one of the files to be checked; name another")
            if not force:
                raise InputError(f"{self.name}: exists already; name another, or pass --force")
        self._temporary = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.{secrets.token_hex(8)}")
        try:
            handle = os.open(self._temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except OSError as error:
            raise InputError(f"{self.name}: cannot be written ({error.strerror}); check the folder") from None
        self._file = os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n")

    def write(self, text: str) -> None:
        """Write more of the report.

        Raises:
            InputError: The disk is full, or fails.
        """
        try:
            self._file.write(text)
        except OSError as error:
            raise InputError(f"{self.name}: cannot be written on ({error.strerror}); check the disk") from None

    def finish(self) -> None:
        """Let the file appear under its name.

        Raises:
            InputError: The disk is full, or a file of that name has appeared in the meantime.
        """
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            if self._force:
                os.replace(self._temporary, self._path)
            else:
                self._appear()
        except OSError as error:
            raise InputError(f"{self.name}: cannot be written ({error.strerror}); name another") from None

    def _appear(self) -> None:
        """Take the name if it is free. A hard link fails where it is not; a rename would silently take its place."""
        try:
            os.link(self._temporary, self._path)
        except FileExistsError:
            raise InputError(f"{self.name}: has appeared in the meantime; name another, or pass --force") from None
        except OSError:  # a file system without hard links
            if os.path.lexists(self._path):
                raise
            os.replace(self._temporary, self._path)
        else:
            os.unlink(self._temporary)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
        finally:
            if os.path.lexists(self._temporary):
                os.unlink(self._temporary)
