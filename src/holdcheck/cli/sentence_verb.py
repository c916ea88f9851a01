"""The verb that computes sentences. What it needs is imported when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from holdcheck.cli.verbs import AllowEmpty, Force, MaxRejected, Output, Paths, app

__all__ = ["app", "sentence"]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from holdcheck.reports.sentence_tables import SentenceItem, SentenceReport

Format = Annotated[str, typer.Option("--format", metavar="text|json", help="What goes to standard output.")]


@app.command()
def sentence(
    paths: Paths,
    format_: Format = "text",
    output: Output = None,
    force: Force = False,
    max_rejected: MaxRejected = "0",
    allow_empty: AllowEmpty = False,
) -> int:
    """Compute when sentences are over, step by step.

    Shows every date with the steps to it, what is not computed and why, and how stated dates compare.
    """
    import sys
    from contextlib import ExitStack

    from holdcheck import exit_codes
    from holdcheck.cli import arguments
    from holdcheck.cli.output_files import OutputFile
    from holdcheck.cli.running import StandardOutput
    from holdcheck.law import load_rules
    from holdcheck.readers import load_records
    from holdcheck.reports.phrases import source_of
    from holdcheck.reports.sentence_tables import SentenceRun, sentence_json, sentence_text

    formats = {"text": sentence_text, "json": sentence_json}
    make = arguments.one_of("--format", format_, formats)
    wanted = arguments.outputs(output or (), formats)
    gate = exit_codes.Gate(frozenset(), *exit_codes.most_rejected(max_rejected), allow_empty)
    with ExitStack() as stack:
        entries = load_records(*paths)
        run = SentenceRun(entries, load_rules(), gate)
        files = {stack.enter_context(OutputFile(path, force, entries.paths)): report for path, report in wanted.items()}
        screen = StandardOutput(sys.stdout)
        targets = [(make(run), screen.write), *((report(run), file.write) for file, report in files.items())]
        for started, write in targets:
            write(next(started))
        try:
            for item in run:
                _send(targets, item)
        except Exception as error:
            error.record_place = f" ({source_of(run.current)})"  # type: ignore[attr-defined]
            raise
        summary = run.summary()
        _send(targets, summary)
        for file in files:
            file.finish()
        screen.flush()
    reasons = ", ".join(summary.exit.reasons) or "nothing to fail on"
    compared = ", ".join(f"{number} {verdict}" for verdict, number in summary.compare.items())
    counts = f"records: {summary.read} read, {summary.rejected} rejected; stated dates: {compared}"
    print(f"holdcheck: exit {summary.exit.code}: {reasons} ({counts})", file=sys.stderr)  # noqa: T201 - as other verbs
    return summary.exit.code


def _send(targets: Sequence[tuple[SentenceReport, Callable[[str], None]]], item: SentenceItem) -> None:
    for report, write in targets:
        text = report.send(item)
        if text:
            write(text)
