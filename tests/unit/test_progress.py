"""The bar on standard error: there while somebody waits at a terminal, and never in the way of the report."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

import pytest

from holdcheck.cli import main, progress

pty = pytest.importorskip("pty", reason="terminals of this kind are of Unix")
RECORD = {
    "custody_id": "K-1",
    "facility": {"state": "NC"},
    "booked_at": "2024-05-01T10:00",
    "recorded_until": "2024-05-09T10:00",
    "charges": [{"id": "C1", "disposition": "dismissed", "disposed_at": "2024-05-05T10:00"}],
}


class Terminal:
    """A terminal of which everything that is written to it is kept."""

    def __init__(self) -> None:
        self._ours, theirs = pty.openpty()
        self.stream = os.fdopen(theirs, "w", encoding="utf-8")
        self._read = bytearray()
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()

    def _listen(self) -> None:
        while True:
            try:
                piece = os.read(self._ours, 65_536)
            except OSError:  # the other end was closed
                return
            if not piece:
                return
            self._read += piece

    def told(self) -> str:
        self.stream.close()
        self._reader.join(10)
        os.close(self._ours)
        return self._read.decode()


def write(tmp_path: Path) -> str:
    path = tmp_path / "roster.jsonl"
    path.write_text("".join(json.dumps(RECORD | {"custody_id": f"K-{n}"}) + "\n" for n in range(50)), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("large", "seen"), [(1_000, True), (1_000_000, False)], ids=["much", "little"])
def test_a_bar_is_on_the_terminal_until_the_report_is_written_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int, seen: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_LARGE", large)
    monkeypatch.setattr(sys, "stdout", terminal.stream)
    monkeypatch.setattr(sys, "stderr", terminal.stream)
    assert main(["docket", write(tmp_path)]) == 0
    before, _, report = terminal.told().partition("50 people still held")
    assert ("━" in before) is seen
    assert "━" not in report
    if seen:
        assert "\x1b[2K" in before[before.rindex("━") :]  # its line was cleared


def test_no_bar_is_drawn_where_standard_error_is_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(progress, "_LARGE", 1_000)
    monkeypatch.setattr(sys, "stdout", terminal.stream)
    assert main(["docket", write(tmp_path)]) == 0
    assert "━" not in terminal.told() + capfd.readouterr().err
