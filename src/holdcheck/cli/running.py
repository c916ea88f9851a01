"""Runs a verb that reads records: reports to where they go, progress on the way, and the line that ends every run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol, TextIO, TypeAlias, TypeVar

from holdcheck.checking import Checker
from holdcheck.cli.output_files import OutputFile
from holdcheck.cli.progress import ProgressBar, progress_bar
from holdcheck.cli.voice import say
from holdcheck.errors import InputError
from holdcheck.exit_codes import Gate
from holdcheck.findings.judging import StandardName
from holdcheck.findings.result import Exit, Source, Summary
from holdcheck.law import load_rules
from holdcheck.law.rules import Rule
from holdcheck.readers import Records, load_records
from holdcheck.reports import Report, SentenceReport
from holdcheck.reports.phrases import source_of
from holdcheck.run import Checked, Hidden, Run
from holdcheck.sentence_run import SentenceRun
from holdcheck.sentences.results import Verdict

T = TypeVar("T")
ItemT = TypeVar("ItemT")
SummaryT = TypeVar("SummaryT")
ItemT_co = TypeVar("ItemT_co", covariant=True)
SummaryT_co = TypeVar("SummaryT_co", covariant=True)

MakeReport: TypeAlias = Callable[[Run], Report]
MakeSentenceReport: TypeAlias = Callable[[SentenceRun], SentenceReport]


class AnyRun(Protocol[ItemT_co, SummaryT_co]):
    """What a run over checks and one over sentences have in common."""

    current: Source | None

    def __iter__(self) -> Iterator[ItemT_co]: ...
    def summary(self) -> SummaryT_co: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a verb that reads records is asked to do.

    Attributes:
        paths: What to read.
        report: What goes to standard output.
        files: What goes to files, by path.
        force: Whether files may be replaced.
        as_of: Nothing after it has happened.
        standard: By which the yardstick findings are graded.
        gate: What makes the run fail.
        hide: Which rules' findings are not shown; given the rules, which it may find unknown.
        show_clear: Whether clear records are shown.
        keep: Which of the records shown a docket is about; None: all.
    """

    paths: Sequence[str]
    report: MakeReport
    files: Mapping[str, MakeReport] = field(default_factory=dict)
    force: bool = False
    as_of: datetime | date | None = None
    standard: StandardName = "judicial-warrant"
    gate: Gate = field(default_factory=Gate)
    hide: Callable[[Sequence[Rule]], Hidden] | None = None
    show_clear: bool = True
    keep: Callable[[Checked], bool] | None = None


def carry_out(wish: Wish) -> int:
    """Check the records, write the reports, say on standard error how it ended, and return the exit code.

    Raises:
        InputError: Something cannot be read or written.
    """
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with ExitStack() as stack:
        entries = load_records(*wish.paths)
        checker = Checker(None, wish.standard, wish.as_of)
        hidden = wish.hide(checker.law.rules) if wish.hide is not None else None
        run = Run(entries, checker, gate=wish.gate, hidden=hidden, show_clear=wish.show_clear, keep=wish.keep, now=now)
        files = _opened(stack, wish.files, wish.force, entries)
        say(f"as of {_as_of(wish.as_of, now)}")
        bar = stack.enter_context(progress_bar(entries.size))
        entries.progress = bar.advance
        summary = _write(run, wish.report(run), [(file, make(run)) for file, make in files], bar)
    say(_last_line(summary))
    return summary.exit.code


def carry_out_sentences(
    paths: Sequence[str],
    report: MakeSentenceReport,
    files: Mapping[str, MakeSentenceReport],
    force: bool,
    gate: Gate,
    select: Sequence[Verdict] = (),
    as_of: datetime | date | None = None,
) -> int:
    """Compute the sentences of records, write the reports, say how it ended, and return the exit code.

    Args:
        paths: What to read.
        report: What goes to standard output.
        files: What goes to files, by path.
        force: Whether files may be replaced.
        gate: What makes the run fail.
        select: Only records with a comparison of one of these verdicts are shown; empty: all.
        as_of: Nothing after it has happened.

    Raises:
        InputError: Something cannot be read or written.
    """
    with ExitStack() as stack:
        entries = load_records(*paths)
        run = SentenceRun(entries, load_rules(), gate, select, as_of)
        opened = _opened(stack, files, force, entries)
        bar = stack.enter_context(progress_bar(entries.size))
        entries.progress = bar.advance
        summary = _write(run, report(run), [(file, make(run)) for file, make in opened], bar)
    compared = ", ".join(f"{number} {verdict}" for verdict, number in summary.compare.items())
    hidden = f", {summary.hidden} not shown" if summary.hidden else ""
    counts = f"records: {summary.read} read, {summary.rejected} rejected{hidden}; stated dates: {compared}"
    say(_ending(summary.exit, counts))
    return summary.exit.code


def _opened(stack: ExitStack, files: Mapping[str, T], force: bool, entries: Records) -> list[tuple[OutputFile, T]]:
    return [(stack.enter_context(OutputFile(path, force, entries.paths)), make) for path, make in files.items()]


def _write(
    run: AnyRun[ItemT, SummaryT],
    report: Generator[str, ItemT | SummaryT, None],
    files: Sequence[tuple[OutputFile, Generator[str, ItemT | SummaryT, None]]],
    bar: ProgressBar,
) -> SummaryT:
    """Send every item of a run, and at last its summary, to every report, in one pass."""
    screen = StandardOutput(sys.stdout, bar.pause)
    targets = [(report, screen.write), *((each, file.write) for file, each in files)]

    def send(item: ItemT | SummaryT) -> None:
        for each, write in targets:
            text = each.send(item)
            if text:
                write(text)

    for each, write in targets:
        write(next(each))
    try:
        for item in run:
            send(item)
    except Exception as error:
        error.record_place = f" ({source_of(run.current)})"  # type: ignore[attr-defined]
        raise
    summary = run.summary()
    send(summary)
    for file, _ in files:
        file.finish()
    screen.flush()
    return summary


class StandardOutput:
    """Standard output that does not mind being closed: the exit code is about the records and not about the reader.

    Args:
        stream: Where text goes until nobody reads it any more.
        before: Called before text is written.
    """

    def __init__(self, stream: TextIO, before: Callable[[], None] = lambda: None) -> None:
        self._stream: TextIO | None = stream
        self._before = before
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def write(self, text: str) -> None:
        """Write text, unless nobody reads it.

        Raises:
            InputError: The disk behind it is full, or fails.
        """
        if self._stream is not None and text:
            self._before()
            self._try(lambda stream: stream.write(text), self._stream)

    def flush(self) -> None:
        """Let everything out."""
        if self._stream is not None:
            self._try(lambda stream: stream.flush(), self._stream)

    def _try(self, act: Callable[[TextIO], object], stream: TextIO) -> None:
        try:
            act(stream)
        except BrokenPipeError:
            self._stream = None
            # What Python would still flush at its end must not fail a second time.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except OSError as error:
            raise InputError(f"standard output: cannot be written ({error.strerror}); check the disk") from None


def terminal_width() -> int | None:
    """Return the width of the terminal that standard output is, or None where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _as_of(given: datetime | date | None, now: datetime) -> str:
    if given is None:
        return f"each record's own recorded_until; {now:%Y-%m-%dT%H:%MZ} for people still held without one"
    if isinstance(given, datetime):
        return given.isoformat(timespec="minutes")
    return f"the start of {given.isoformat()} in each facility's zone"


def _last_line(summary: Summary) -> str:
    """Return the exit code and every reason for it, with the counts that show what it is about."""
    records = summary.records
    counts = f"records: {records.read} read, {records.rejected} rejected, {records.findings} with findings, "
    counts += f"{records.undetermined} undetermined, {records.clear} clear"
    hidden = f", {summary.hidden} findings hidden" if summary.hidden else ""
    return _ending(summary.exit, counts + hidden)


def _ending(exit_: Exit, counts: str) -> str:
    return f"exit {exit_.code}: {', '.join(exit_.reasons) or 'nothing to fail on'} ({counts})"
