"""One input file as a stream of bytes: hashed as it is read, unpacked on the way, and never larger than it may be.

Compressed files are unpacked here and not by the readers of ``gzip`` or ``zstandard``, for two reasons: zstandard's
ends silently where a file was cut off, and neither of them bounds how much a small file may unpack to.
"""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from holdcheck.errors import InputError
from holdcheck.printable import printable

Progress = Callable[[int], None]
"""Told of every piece that was read from disk: its number of bytes."""

COMPRESSED = (".gz", ".zst")

_BUFFER = 1 << 20
_PIECE = 2_048
"""Bytes handed to a decompressor at a time. zstandard cannot bound what it returns for them; at worst it is 64 MB."""
_UNSUSPICIOUS = 16_000_000
_GREATEST_RATIO = 200
"""A file that unpacks to more than this many times its size, and to more than `_UNSUSPICIOUS` bytes, is not read on.
Exports of custody records compress ten to forty times; a bomb reaches a thousand and more."""
_LARGEST_WINDOW = 1 << 27


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def _gzip() -> _Decompressor:
    return zlib.decompressobj(wbits=31)


def _zstandard() -> _Decompressor:
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).decompressobj()


class _Hashed(io.RawIOBase):
    """The bytes of a file as they lie on disk."""

    def __init__(self, path: str, progress: Progress | None) -> None:
        self.digest, self.total = hashlib.sha256(), 0
        self._progress = progress
        try:
            self._file = open(path, "rb", buffering=0)  # noqa: SIM115 - closed by close()
        except OSError as error:
            raise InputError(
                f"{printable(path)}: cannot be read ({error.strerror}); check the path and its permissions"
            ) from None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            count = self._file.readinto(buffer) or 0
        except OSError as error:
            raise InputError(f"cannot be read on ({error.strerror}); check the disk") from None
        self.digest.update(memoryview(buffer)[:count])
        self.total += count
        if self._progress is not None and count:
            self._progress(count)
        return count

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """The same after decompression; a file may hold several compressed members, one after another."""

    def __init__(self, packed: BinaryIO, raw: _Hashed, begin: Callable[[], _Decompressor]) -> None:
        self._packed, self._raw, self._begin = packed, raw, begin
        self._member: _Decompressor | None = None
        self._left = b""
        self._ready = memoryview(b"")
        self._total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            piece = self._left or self._packed.read(_PIECE)
            self._left = b""
            if not piece:
                if self._member is not None or not self._raw.total:
                    raise InputError("ends in the middle of the compressed data; copy the file again")
                return 0
            self._ready = memoryview(self._unpack(piece))
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpack(self, piece: bytes) -> bytes:
        if self._member is None:
            self._member = self._begin()
        try:
            data = self._member.decompress(piece)
        except Exception as error:
            if not isinstance(error, zlib.error) and type(error).__name__ != "ZstdError":
                raise
            raise InputError("is damaged, or not compressed as its name says; copy or compress it again") from None
        if self._member.eof:
            self._left, self._member = self._member.unused_data, None
        self._total += len(data)
        if self._total > max(_UNSUSPICIOUS, self._raw.total * _GREATEST_RATIO):
            raise InputError(
                f"unpacks to more than {_GREATEST_RATIO} times its size; unpack it yourself if you trust it"
            )
        return data


class Opened:
    """A file that is being read.

    Args:
        path: Of the file; its name says whether it is compressed.
        progress: Told of every piece read from disk.

    Attributes:
        stream: Its bytes, unpacked.

    Raises:
        InputError: It cannot be opened. Reading `stream` raises it, too: where the disk fails, the compressed data are
            damaged or cut off, or unpack to suspiciously much.
    """

    def __init__(self, path: str, progress: Progress | None = None) -> None:
        self._raw = _Hashed(path, progress)
        self._packed = io.BufferedReader(self._raw, _BUFFER)
        self.stream: BinaryIO = self._packed
        suffix = os.path.splitext(path)[1].lower()
        if suffix in COMPRESSED:
            begin = _gzip if suffix == ".gz" else _zstandard
            self.stream = io.BufferedReader(_Unpacked(self._packed, self._raw, begin), _BUFFER)

    def sha256(self) -> str:
        """Return the SHA-256 of the whole file as it lies on disk; what was not read before is read now."""
        while self._packed.read(_BUFFER):
            pass
        return self._raw.digest.hexdigest()

    def close(self) -> None:
        """Close the file."""
        self.stream.close()
        self._packed.close()
