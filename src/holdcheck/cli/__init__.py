"""The command line: arguments, the clock, and exit codes; everything else is the library's."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from holdcheck.cli.voice import say
from holdcheck.errors import EngineError, HoldcheckError, LawError
from holdcheck.printable import printable

_INTERRUPTED = 130
_USAGE, _INTERNAL = 2, 4  # as in holdcheck.exit_codes, which is not loaded for --help


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: Without the program's name; by default those of the process.
    """
    from holdcheck.cli.verbs import app

    try:
        code = app(
            args=list(sys.argv[1:] if arguments is None else arguments), prog_name="holdcheck", standalone_mode=False
        )
        return code if isinstance(code, int) else 0
    except EngineError as error:
        return _internal(error, str(error))
    except HoldcheckError as error:
        for line in str(error).splitlines():
            say(printable(line))
        return _end(_USAGE, "rules" if isinstance(error, LawError) else "usage")
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        # Typer's own errors of usage know how to show themselves; everything else is a defect of holdcheck.
        if hasattr(error, "exit_code") and hasattr(error, "show"):
            error.show()
            return _end(_USAGE, "usage")
        if type(error).__name__ == "Abort":
            return _INTERRUPTED
        return _internal(error, "")


def _internal(error: Exception, told: str) -> int:
    """Say where holdcheck broke, and never what it was reading: an exception's own text may hold a record."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    current = getattr(error, "record_place", "")
    say(f"internal error: {type(error).__name__} in {frame.name}, line {frame.lineno}{current}. Please report it.")
    if told:
        say(printable(told))
    return _end(_INTERNAL, "internal_error")


def _end(code: int, reason: str) -> int:
    say(f"exit {code}: {reason}")
    return code
