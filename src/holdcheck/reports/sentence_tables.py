"""Sentences as a table each: their dates, the steps to them, and what is not computed."""

from __future__ import annotations

from collections.abc import Iterator

import holdcheck
from holdcheck.findings.result import Rejected
from holdcheck.printable import printable
from holdcheck.reports import SentenceReport
from holdcheck.reports.phrases import counted, fill, line, source_of
from holdcheck.sentence_run import Computed, SentenceRun, SentenceSummary
from holdcheck.sentences import Comparison, SentenceResult

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


def sentence_tables(run: SentenceRun) -> SentenceReport:
    """Report sentences as text, a table for each, then the counts of a whole file.

    Args:
        run: The run whose items are sent.
    """
    head = f"holdcheck {holdcheck.__version__}, law edition {run.law.edition}. Dates are legal days of the facility."
    item = yield fill(head) + "\n"
    while not isinstance(item, SentenceSummary):
        if isinstance(item, Rejected):
            lines = ["", fill(f"{source_of(item.source)}: REJECTED, not computed")]
            item = yield "\n".join([*lines, *(fill(error, "  - ", "    ") for error in item.errors)]) + "\n"
        else:
            item = yield "".join(_table(item, result) for result in item.results)
    yield "\n".join(["", line(), "SUMMARY", *_counts(item), fill(_MEANING, "  ", "  ")]) + "\n"


def _table(computed: Computed, result: SentenceResult) -> str:
    what = "together: " if result.aggregate else ""
    head = f"{computed.custody_id}: {what}{' + '.join(result.ids)}  ({source_of(computed.source)})"
    lines = ["", line(), fill(head, "", "  ")]
    for each in result.milestones:
        days = each.earliest.isoformat()
        days += f" to {each.latest.isoformat()}" if each.earliest < each.latest else ""
        gives = _GIVES[each.gives] + (f" ({each.rule})" if each.rule else "")
        row = f"  {each.name.replace('_', ' '):<29} {days:<24} {gives}".rstrip()
        lines.append(printable(row))
    lines += _steps(result)
    for refusal in result.refused:
        words = f"not computed [{refusal.code}]: {refusal.path}; supply {refusal.supply}"
        lines.append(fill(words, "  ", "      "))
    lines += [fill(_comparison(each), "  ", "      ") for each in result.compare]
    return "\n".join(lines) + "\n"


def _steps(result: SentenceResult) -> Iterator[str]:
    """Yield the steps to each date, those of an earlier one left out."""
    told: set[str] = set()
    for each in result.milestones:
        steps = [step for step in each.steps if step not in told]
        told.update(steps)
        cited = [law.cite for law in each.law if law.cite not in told]
        told.update(cited)
        if steps or each.missing or cited:
            yield fill(f"{each.name.replace('_', ' ')}:", "    ")
        yield from (fill(step, "      - ", "        ") for step in steps)
        if each.missing:
            yield fill(f"not known: {', '.join(each.missing)}", "      - ", "        ")
        if cited:
            sure = "" if each.confidence == "read" else f" ({each.confidence}: read the source before relying on it)"
            yield fill(f"law: {'; '.join(cited)}{sure}", "      - ", "        ")


def _comparison(each: Comparison) -> str:
    words = f"stated {each.kind.replace('_', ' ')} {each.stated.isoformat()}: {each.verdict.replace('_', ' ').upper()}"
    if each.days:
        words += f", {counted(abs(each.days), 'day', 'days')} {'after' if each.days > 0 else 'before'} the computed day"
    return words + (f" ({', '.join(each.because)})" if each.because else "")


def _counts(summary: SentenceSummary) -> Iterator[str]:
    records = f"{summary.read:,} records read, {summary.rejected:,} rejected; {summary.sentences:,} sentences computed."
    yield fill(records, "  ", "  ")
    compared = ", ".join(f"{verdict.replace('_', ' ')} {number:,}" for verdict, number in summary.compare.items())
    yield fill(f"Stated dates: {compared}.", "  ", "  ")
    if summary.refused:
        yield fill(f"Not computed: {', '.join(f'{code} {n:,}' for code, n in summary.refused.items())}.", "  ", "  ")
