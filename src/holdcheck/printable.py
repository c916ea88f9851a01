"""Text that comes from data, made safe to print on a terminal or in a log."""

from __future__ import annotations

import json
import re
from typing import Final

_REPLACEMENT: Final = "?"
_ACTING: Final = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters above ASCII, and those that hide, join or turn round the characters beside them."""


def printable(text: str) -> str:
    """Return text on one line: without control characters, marks that turn writing round, or bytes that are no text.

    An escape sequence in a booking number could otherwise hide or rewrite what a terminal shows.
    """
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _REPLACEMENT for character in text)


def printable_json(text: str) -> str:
    """Return JSON text with the same meaning in which characters that would act on a terminal are escapes.

    In JSON text such characters stand inside strings only; those below U+0020 are escapes already.
    """
    return text if text.isascii() else _ACTING.sub(lambda found: json.dumps(found[0])[1:-1], text)
