"""What the command line says of itself: on standard error, one line at a time."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Say one line."""
    print(f"holdcheck: {text}", file=sys.stderr)  # noqa: T201 - the command line's own voice
