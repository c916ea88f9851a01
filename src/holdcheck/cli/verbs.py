"""The verbs of the command line. What they need is imported when they run, so that ``--help`` loads nothing."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from holdcheck.cli.options import FORMAT, AllowEmpty, AsOf, Force, Format, MaxRejected, Output, Paths, Standard

if TYPE_CHECKING:
    from holdcheck.cli.running import MakeReport, Wish

app = typer.Typer(
    name="holdcheck",
    help="Flags jail holds that outlast an entitlement to release without a judicial warrant.",
    epilog="Exit codes: 0 nothing to fail on, 1 something named in --fail-on, 2 usage, 3 records rejected, "
    "4 internal error, 5 nothing was checked.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        import holdcheck

        sys.stdout.write(f"holdcheck {holdcheck.__version__}\n")
        raise typer.Exit(0)


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Without it typer would offer no option before the verb."""


@app.command()
def check(
    paths: Paths,
    as_of: AsOf = None,
    standard: Standard = "judicial-warrant",
    format_: Annotated[str, typer.Option("--format", metavar="text|json|jsonl|csv", help=FORMAT)] = "text",
    output: Output = None,
    force: Force = False,
    fail_on: Annotated[
        str,
        typer.Option(metavar="LIST", help="Out of violation,review,notice,undetermined,possible; or never."),
    ] = "violation",
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE", help="Show findings of this rule only; all others count all the same. Repeatable."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Do not show this rule's findings; they count all the same. Repeatable."),
    ] = None,
    results: Annotated[str, typer.Option(metavar="all|not-clear", help="Which records to show.")] = "all",
    max_rejected: MaxRejected = "0",
    allow_empty: AllowEmpty = False,
) -> int:
    """Check custody records.

    Says what was found, why, on what law, and what to do; and what cannot be decided without which fact.
    """
    from collections.abc import Sequence

    from holdcheck import exit_codes
    from holdcheck.cli import arguments
    from holdcheck.cli.running import carry_out
    from holdcheck.law.rules import Rule
    from holdcheck.reports.csv_rows import csv_rows
    from holdcheck.reports.text import text
    from holdcheck.run import Hidden

    def hide(rules: Sequence[Rule]) -> Hidden:
        finding = [rule for rule in rules if rule.judges != "authority"]
        shown = arguments.known_rules("--select", select or (), finding)
        return Hidden(shown, arguments.known_rules("--ignore", ignore or (), finding))

    most, in_percent = exit_codes.most_rejected(max_rejected)
    gate = exit_codes.Gate(exit_codes.fail_on(fail_on), most, in_percent, allow_empty)
    show_clear = arguments.one_of("--results", results, {"all": True, "not-clear": False})
    wish = _wish(text, paths, as_of, standard, format_, output, force, csv=csv_rows)
    return carry_out(replace(wish, gate=gate, hide=hide if select or ignore else None, show_clear=show_clear))


@app.command()
def docket(
    paths: Paths,
    as_of: AsOf = None,
    standard: Standard = "judicial-warrant",
    format_: Format = "text",
    output: Output = None,
    force: Force = False,
    max_rejected: MaxRejected = "0",
    allow_empty: AllowEmpty = False,
) -> int:
    """List what is due for people still held.

    Those held without recorded authority or past a limit of the law come first, then what fell due after a record
    ends, and what falls due next, soonest first. As JSON: the results of these people.
    """
    from holdcheck import exit_codes
    from holdcheck.cli.running import carry_out
    from holdcheck.reports.docket import docket as report
    from holdcheck.reports.docket import is_on_docket

    gate = exit_codes.Gate(frozenset(), *exit_codes.most_rejected(max_rejected), allow_empty)
    wish = _wish(report, paths, as_of, standard, format_, output, force)
    return carry_out(replace(wish, gate=gate, keep=is_on_docket))


@app.command()
def timeline(
    paths: Paths,
    as_of: AsOf = None,
    standard: Standard = "judicial-warrant",
    format_: Format = "text",
    output: Output = None,
    force: Force = False,
    max_rejected: MaxRejected = "0",
    allow_empty: AllowEmpty = False,
) -> int:
    """Show what authorised each hour of custody.

    One row for each stretch: from when to when, on what papers, and where there was no authority.
    """
    from holdcheck import exit_codes
    from holdcheck.cli.running import carry_out, terminal_width
    from holdcheck.reports.timeline import timeline as report

    width = terminal_width()
    gate = exit_codes.Gate(frozenset(), *exit_codes.most_rejected(max_rejected), allow_empty)
    wish = _wish(report, paths, as_of, standard, format_, output, force)
    if wish.report is report:
        wish = replace(wish, report=lambda run: report(run, width))
    return carry_out(replace(wish, gate=gate))


@app.command()
def explain(rule: Annotated[str, typer.Argument(metavar="RULE", help="Id of a rule.")]) -> int:
    """Print a rule with its law and examples."""
    from holdcheck.cli import arguments
    from holdcheck.law import load_rules
    from holdcheck.reports.rule_pages import rule_page

    rules = load_rules().rules
    found = arguments.known_rules("explain", (rule,), rules)[rule]
    table = arguments.known_rules("explain", (found.standing_of or rule,), rules)[found.standing_of or rule]
    return _print(rule_page(found, table.standing))


@app.command()
def rules() -> int:
    """List all rules."""
    from holdcheck.law import load_rules
    from holdcheck.reports.rule_pages import rule_list

    return _print(rule_list(load_rules().rules))


@app.command()
def schema(
    result: Annotated[bool, typer.Option("--result", help="Of the result of check.")] = False,
    sentence: Annotated[bool, typer.Option("--sentence", help="Of the result of sentence.")] = False,
) -> int:
    """Print the JSON Schema of a custody record, or of a result."""
    import json

    from holdcheck.errors import InputError
    from holdcheck.findings.result import RunResult
    from holdcheck.record import CustodyRecord
    from holdcheck.reports.sentence_shape import SentenceRunResult

    if result and sentence:
        raise InputError("--result and --sentence: name two schemas; write one of them")
    model = CustodyRecord.model_json_schema()
    if result or sentence:
        model = (RunResult if result else SentenceRunResult).model_json_schema(mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return _print(json.dumps(dialect | model, indent=2, ensure_ascii=False) + "\n")


@app.command()
def sentence(
    paths: Paths,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="T",
            help="Nothing after it has happened, such as an award of good time. By default as far as each record goes.",
        ),
    ] = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|json|jsonl|csv", help=FORMAT)] = "text",
    output: Output = None,
    force: Force = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICT",
            help="Show only records with such a comparison; repeatable. Out of possible_late_release, "
            "possible_early_release, agrees, cannot_say. All are counted.",
        ),
    ] = None,
    max_rejected: MaxRejected = "0",
    allow_empty: AllowEmpty = False,
) -> int:
    """Compute when sentences are over, step by step.

    Shows every date with the steps to it, what is not computed and why, and how stated dates compare. No date depends
    on the day on which it is run.
    """
    from holdcheck import exit_codes
    from holdcheck.cli import arguments
    from holdcheck.cli.running import MakeSentenceReport, carry_out_sentences
    from holdcheck.reports.sentence_document import sentence_document, sentence_lines
    from holdcheck.reports.sentence_rows import sentence_rows
    from holdcheck.reports.sentence_tables import sentence_tables
    from holdcheck.sentences import VERDICTS

    formats: dict[str, MakeSentenceReport] = {
        "text": sentence_tables,
        "json": sentence_document,
        "jsonl": sentence_lines,
        "csv": sentence_rows,
    }
    report = arguments.one_of("--format", format_, formats)
    files = arguments.outputs(output or (), formats)
    gate = exit_codes.Gate(frozenset(), *exit_codes.most_rejected(max_rejected), allow_empty)
    verdicts = [arguments.one_of("--select", text, {each: each for each in VERDICTS}) for text in select or ()]
    return carry_out_sentences(paths, report, files, force, gate, verdicts, arguments.as_of(as_of))


def _wish(
    report: MakeReport,
    paths: list[str],
    as_of: str | None,
    standard: str,
    format_: str,
    output: list[str] | None,
    force: bool,
    **more: MakeReport,
) -> Wish:
    """Return what the options common to all verbs that read records ask for; ``more`` are formats of one verb only."""
    from holdcheck.cli import arguments
    from holdcheck.cli.running import Wish
    from holdcheck.reports.json_document import json_document
    from holdcheck.reports.json_lines import json_lines

    formats: dict[str, MakeReport] = {"text": report, "json": json_document, "jsonl": json_lines, **more}
    return Wish(
        paths=paths,
        report=arguments.one_of("--format", format_, formats),
        files=arguments.outputs(output or (), formats),
        force=force,
        as_of=arguments.as_of(as_of),
        standard=arguments.standard(standard),
    )


def _print(text: str) -> int:
    from holdcheck.cli.running import StandardOutput

    screen = StandardOutput(sys.stdout)
    screen.write(text)
    screen.flush()
    return 0
