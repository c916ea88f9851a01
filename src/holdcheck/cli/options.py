"""The options that several verbs of the command line share, with what their help says."""

from __future__ import annotations

from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files (.json, .jsonl, each also .gz or .zst), or folders of them."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="T",
        help="Nothing after it has happened: 2025-01-10, or 2025-01-10T08:00-05:00. "
        "By default as far as each record goes; now, for people still held in one that does not say.",
    ),
]
Standard = Annotated[
    str, typer.Option(metavar="judicial-warrant|controlling-law", help="How time without recorded authority is graded.")
]
FORMAT = "What goes to standard output."
Format = Annotated[str, typer.Option("--format", metavar="text|json|jsonl", help=FORMAT)]
Output = Annotated[
    list[str] | None, typer.Option("--output", metavar="FORMAT=FILE", help="Write a report to a file, too; repeatable.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace output files that exist.")]
MaxRejected = Annotated[str, typer.Option(metavar="N|P%", help="How many records may be rejected before exit code 3.")]
AllowEmpty = Annotated[bool, typer.Option("--allow-empty", help="Let a run that checks nothing pass.")]
