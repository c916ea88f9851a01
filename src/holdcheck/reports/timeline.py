"""Custody as a picture: one row for each stretch, with its authority, and uncovered time in red."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from holdcheck.findings.result import Rejected, Summary, TimelineEntry
from holdcheck.printable import printable
from holdcheck.reports import Report
from holdcheck.reports.phrases import HELD_ON, fill, how_long_between, instant, not_checked
from holdcheck.run import Checked, Run

if TYPE_CHECKING:
    from rich.table import Table

_BAR, _PLAIN_BAR, _NARROW_BAR, _WIDE, _NARROW = 30, 20, 12, 120, 90
_LEGEND = "  = authority recorded   ! none recorded   ? the record does not decide"
_DRAWN = str.maketrans("=!?", "━█▒")
"""Bars of a terminal: as unlike each other as their colours, for whoever sees none."""
_COLOURS = {"=": "green", "!": "bold red", "?": "yellow"}
_NONE = "  No custody is known."


def timeline(run: Run, width: int | None = None) -> Report:
    """Report the custody of every record as rows with bars.

    Args:
        run: The run whose items are sent.
        width: Of the terminal, for a coloured table; None: plain text.
    """
    item = yield ""
    while not isinstance(item, Summary):
        if isinstance(item, Rejected):
            item = yield not_checked(item)
        elif item.shown:
            item = yield _plain(item) if width is None else _coloured(item, width)
        else:
            item = yield ""
    yield ""


def _title(checked: Checked) -> str:
    held = ", still held" if checked.still_held else ""
    return f"{checked.result.custody_id}: {checked.result.outcome}{held} (times of {checked.place.name})"


def _bars(entries: tuple[TimelineEntry, ...], cells: int) -> list[str]:
    """Return for each entry a bar that lies where the entry lies in the whole; every entry shows at least one cell."""
    if not entries:
        return []
    began = entries[0].from_.earliest.timestamp()
    whole = max(entries[-1].until.latest.timestamp() - began, 1)
    bars = []
    for entry in entries:
        start = min(int((entry.from_.earliest.timestamp() - began) / whole * cells), cells - 1)
        end = max(round((entry.until.latest.timestamp() - began) / whole * cells), start + 1)
        mark = "=" if entry.authority is not None else "?" if entry.held_on == "unknown" else "!"
        bars.append((" " * start + mark * (end - start)).ljust(cells))
    return bars


def _words(entry: TimelineEntry) -> str:
    """Return how long an entry lasts, on what authority, and the papers in force."""
    held_on = entry.held_on or "nothing"
    authority = (entry.authority or HELD_ON.get(held_on, held_on)).replace("_", " ")
    papers = f" ({', '.join(entry.papers)})" if entry.papers else ""
    return f"{how_long_between(entry.from_.earliest, entry.until.latest)}: {authority}{papers}"


def _rows(checked: Checked, cells: int) -> list[tuple[str, str]]:
    """Return for each stretch its mark, and two lines: its bar and bounds, and what it rests on."""
    entries, rows = checked.document.timeline, []
    for entry, bar in zip(entries, _bars(entries, cells), strict=True):
        start, end = instant(entry.from_.earliest, checked.place), instant(entry.until.latest, checked.place)
        words = fill(_words(entry), " " * (cells + 5), " " * (cells + 7))
        rows.append((bar.strip()[0], f"  [{bar}] {start} to {end}\n{words}"))
    return rows


def _plain(checked: Checked) -> str:
    lines = [fill(_title(checked), "", "  ")]
    lines += [text for _, text in _rows(checked, _PLAIN_BAR)] or [_NONE]
    return "\n".join([*lines, _LEGEND]) + "\n\n"


def _coloured(checked: Checked, width: int) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=StringIO(), force_terminal=True, width=width, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(Text(printable(_title(checked)), style="bold"))
        if not checked.document.timeline:
            console.print(_NONE)
        elif width >= _NARROW:
            console.print(_table(checked, _BAR if width >= _WIDE else _NARROW_BAR))
        else:  # no columns: each stretch is two lines, which the terminal may break where it likes
            for mark, text in _rows(checked, _NARROW_BAR):
                head, _, words = text.partition("\n")
                console.print(Text(head.translate(_DRAWN) + "\n    " + " ".join(words.split()), style=_COLOURS[mark]))
        console.print(_LEGEND.translate(_DRAWN), "\n")
    return captured.get()


def _table(checked: Checked, cells: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    entries = checked.document.timeline
    table = Table(box=SIMPLE_HEAD)
    table.add_column(no_wrap=True, min_width=cells)
    table.add_column("from", no_wrap=True)
    table.add_column("until", no_wrap=True)
    table.add_column("authority")
    for entry, bar in zip(entries, _bars(entries, cells), strict=True):
        colour = _COLOURS[bar.strip()[0]]
        table.add_row(
            Text(bar.translate(_DRAWN), style=colour),
            Text(instant(entry.from_.earliest, checked.place)),
            Text(instant(entry.until.latest, checked.place)),
            Text(printable(_words(entry)), style=colour),
        )
    return table
