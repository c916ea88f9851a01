"""A bar on standard error while a person waits for much input; away while the report is written to its terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_LARGE = 5_000_000
"""Bytes below which nobody waits long enough to need a bar."""


class ProgressBar:
    """Shows how much of the input has been read; where nobody sees it, does nothing.

    Args:
        bar: What draws it, or None.
        shares: Whether standard output is a terminal, too, so that the bar must be off it while a report is written.
    """

    def __init__(self, bar: Progress | None, shares: bool) -> None:
        self._bar, self._shares = bar, shares

    def advance(self, count: int) -> None:
        """Show that a number of bytes has been read."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], count)
            self._bar.start()

    def pause(self) -> None:
        """Take the bar off the terminal until more is read."""
        if self._bar is not None and self._shares:
            self._bar.stop()


@contextmanager
def progress_bar(size: int) -> Iterator[ProgressBar]:
    """Give a bar for input of so many bytes, if standard error is a terminal and it is much."""
    if size < _LARGE or not sys.stderr.isatty():
        yield ProgressBar(None, False)
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    columns = BarColumn(), DownloadColumn(), TimeRemainingColumn()
    # Rich would otherwise put itself in the place of standard output and draw the report on standard error.
    console = Console(stderr=True)
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    bar.add_task("reading", total=size)
    try:
        yield ProgressBar(bar, sys.stdout.isatty())
    finally:
        bar.stop()
