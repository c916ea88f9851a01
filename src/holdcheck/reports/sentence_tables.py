"""Sentences as a table each: their dates, the steps to them, and what is not computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import holdcheck
from holdcheck.findings.result import Rejected
from holdcheck.printable import printable
from holdcheck.reports import SentenceReport
from holdcheck.reports.missing_facts import missing_fact
from holdcheck.reports.phrases import WIDTH, counted, fill, line, source_of
from holdcheck.sentence_run import Computed, SentenceRun, SentenceSummary
from holdcheck.sentences import Comparison, Milestone, SentenceResult
from holdcheck.sentences.refusing import CODES

_MEANING = (
    "A projection or ceiling is what the place's formula could give; nobody is known to have earned it. An option is "
    "the jail's to take and owed to nobody. A stated date that differs is a question to whoever worked it out, and no "
    "finding: holdcheck reads records and not papers. This is not legal advice."
)
_GIVES = {
    "computed": "",
    "eligibility": "parole can be granted from then on",
    "projection": "PROJECTION, not known to be earned",
    "ceiling": "CEILING, not known to be earned",
    "option": "OPTION of the jail, not owed",
    "owed": "owed on that day",
    "recorded": "as recorded",
}
_DAYS_COLUMN = 32


def sentence_tables(run: SentenceRun) -> SentenceReport:
    """Report sentences as text, a table for each, then the counts of a whole file.

    Args:
        run: The run whose items are sent.
    """
    head = f"holdcheck {holdcheck.__version__}, law edition {run.law.edition}. Dates are legal days of the facility; "
    without = 0
    item = yield fill(head + "none depends on the day this is run.") + "\n"
    while not isinstance(item, SentenceSummary):
        if isinstance(item, Rejected):
            lines = ["", fill(f"{source_of(item.source)}: REJECTED, not computed")]
            item = yield "\n".join([*lines, *(fill(error, "  - ", "    ") for error in item.errors)]) + "\n"
        else:
            without += not item.results
            item = yield "".join(_table(item, result) for result in item.results if item.shown)
    yield "\n".join(["", line(), "SUMMARY", *_counts(item, without), fill(_MEANING, "  ", "  ")]) + "\n"


def _table(computed: Computed, result: SentenceResult) -> str:
    what = "together: " if result.aggregate else ""
    head = f"{computed.custody_id}: {what}{' + '.join(result.ids)}  ({source_of(computed.source)})"
    lines = ["", line(), fill(head, "", "  ")]
    lines += [fill(_comparison(each), "  ", "      ") for each in result.compare]
    for each in result.milestones:
        lines += _dates(each)
    lines += _steps(result)
    for refusal in result.refused:
        words = f"not computed [{refusal.code}]: {refusal.path}: {CODES[refusal.code]} Supply {refusal.supply}."
        lines.append(fill(words, "  ", "      "))
    return "\n".join(lines) + "\n"


def _dates(each: Milestone) -> Iterator[str]:
    days = each.earliest.isoformat()
    days += f" to {each.latest.isoformat()}" if each.earliest < each.latest else ""
    gives = "owed on one of them" if each.gives == "owed" and each.earliest < each.latest else _GIVES[each.gives]
    told = [gives + (f" ({each.rule})" if each.rule else "")]
    if each.hours is not None:
        told.append(f"between {each.hours.from_} and {each.hours.to}")
    row = f"  {each.name.replace('_', ' '):<29} {days:<24} "
    gives = "; ".join(part for part in told if part)
    if len(row) + len(gives) <= WIDTH:
        yield printable(f"{row}{gives}".rstrip())
    else:
        yield printable(row.rstrip())
        yield fill(gives, " " * _DAYS_COLUMN, " " * _DAYS_COLUMN)


def _steps(result: SentenceResult) -> Iterator[str]:
    """Yield the steps to each date, those of an earlier one left out; without any, its sources changed nothing."""
    told: set[str] = set()
    for each in result.milestones:
        steps = [step for step in each.steps if step not in told]
        unknown = [path for path in each.missing if path not in told]
        told.update(steps)
        if not (steps or unknown):
            continue
        cited = [law.cite for law in each.law if law.cite not in told]
        told.update(cited)
        yield fill(f"{each.name.replace('_', ' ')}:", "    ")
        yield from (fill(step, "      - ", "        ") for step in steps)
        yield from (fill(f"not known: {_words(path)}", "      - ", "        ") for path in unknown)
        told.update(unknown)
        if cited:
            sure = "" if each.confidence == "read" else f" ({each.confidence}: read the source before relying on it)"
            yield fill(f"law: {'; '.join(cited)}{sure}", "      - ", "        ")


def _words(told: str) -> str:
    """Return a path or code that keeps a date or an answer open, with what it means."""
    path, _, code = told.partition(": ")
    meaning = CODES.get(code) or missing_fact(path).rpartition(": ")[2]
    return f"{meaning.rstrip('.')} [{told}]" if meaning else told


def _comparison(each: Comparison) -> str:
    words = f"stated {each.kind.replace('_', ' ')} {each.stated.isoformat()}: {each.verdict.replace('_', ' ').upper()}"
    if each.days:
        nearest, side = each.stated - timedelta(days=each.days), "after" if each.days > 0 else "before"
        words += f", {counted(abs(each.days), 'day', 'days')} {side} {nearest.isoformat()}, the nearest computed day"
    if each.because:
        words += f" (open: {'; '.join(_open(each, told) for told in each.because)})"
    return words


def _open(each: Comparison, told: str) -> str:
    if told == f"{each.path}.kind":
        return "such a date is not computed"
    if told == "admission":
        return "a date before this booking, of somebody who came back"
    return _words(told)


def _counts(summary: SentenceSummary, without: int) -> Iterator[str]:
    read = f"{counted(summary.read, 'record', 'records')} read, {summary.rejected:,} rejected"
    read += f", {without:,} without a sentence" if without else ""
    read += f", {summary.hidden:,} not shown" if summary.hidden else ""
    yield fill(
        f"{read}; {counted(summary.sentences, 'result', 'results')} on sentences, alone or together.", "  ", "  "
    )
    compared = ", ".join(f"{verdict.replace('_', ' ')} {number:,}" for verdict, number in summary.compare.items())
    yield fill(f"Stated dates: {compared}.", "  ", "  ")
    if summary.refused:
        yield fill(f"Not computed: {', '.join(f'{code} {n:,}' for code, n in summary.refused.items())}.", "  ", "  ")
