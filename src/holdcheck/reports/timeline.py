"""Custody as a picture: one row for each stretch, with its authority, and uncovered time in red."""

from __future__ import annotations

from io import StringIO

from holdcheck.findings.result import Rejected, Summary, TimelineEntry
from holdcheck.printable import printable
from holdcheck.reports import Report
from holdcheck.reports.phrases import HELD_ON, fill, how_long_between, instant, not_checked
from holdcheck.run import Checked, Run

_BAR, _PLAIN_BAR, _NARROW_BAR, _WIDE = 30, 20, 12, 120
_LEGEND = "  = authority recorded   ! none recorded   ? the record does not decide"


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


def _plain(checked: Checked) -> str:
    entries = checked.document.timeline
    lines = [fill(_title(checked), "", "  ")]
    if not entries:
        lines.append("  No custody is known.")
    for entry, bar in zip(entries, _bars(entries, _PLAIN_BAR), strict=True):
        start, end = instant(entry.from_.earliest, checked.place), instant(entry.until.latest, checked.place)
        lines.append(f"  [{bar}] {start} to {end}")
        lines.append(fill(_words(entry), " " * (_PLAIN_BAR + 5), " " * (_PLAIN_BAR + 7)))
    return "\n".join([*lines, _LEGEND]) + "\n\n"


def _coloured(checked: Checked, width: int) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = _BAR if width >= _WIDE else _NARROW_BAR
    entries = checked.document.timeline
    table = Table(title=Text(printable(_title(checked))), title_justify="left", box=SIMPLE_HEAD)
    table.add_column(no_wrap=True, min_width=cells)
    for name in ("from", "until", "authority"):
        table.add_column(name)
    for entry, bar in zip(entries, _bars(entries, cells), strict=True):
        colour = "green" if entry.authority is not None else "yellow" if entry.held_on == "unknown" else "bold red"
        table.add_row(
            Text(bar.replace("=", "█").replace("!", "█").replace("?", "▒"), style=colour),
            Text(instant(entry.from_.earliest, checked.place)),
            Text(instant(entry.until.latest, checked.place)),
            Text(printable(_words(entry)), style=colour),
        )
    console = Console(file=StringIO(), force_terminal=True, width=width, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()
