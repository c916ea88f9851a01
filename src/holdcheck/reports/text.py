"""A run as text that counsel can read aloud: what was found, why, on what law, and what to do."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from holdcheck.findings.result import Finding, RecordResult, Rejected, Summary, Undetermined, Warned
from holdcheck.law.rules import SEVERITIES
from holdcheck.reports import Report
from holdcheck.reports.docket import Due, due_next, due_table
from holdcheck.reports.missing_facts import missing_fact
from holdcheck.reports.phrases import (
    COUNTED,
    SEVERITY,
    cited,
    counted,
    fill,
    how_long,
    labelled,
    line,
    source_of,
    span,
    weight,
    when,
)
from holdcheck.run import Checked, Run
from holdcheck.zones import Zone

_MOST_DUE = 20
_MOST_LISTED = 12
_MEANING = (
    "Clear means that an authority named in the record covers the custody, or that what is left is ordinary release "
    "processing. holdcheck reads records and not papers: what a record leaves out was not looked for. This is not "
    "legal advice. `holdcheck explain RULE` prints a rule with the addresses of its sources."
)


def text(run: Run) -> Report:
    """Report a run as text: every record with findings or undetermined, then a summary.

    Args:
        run: The run whose items are sent.
    """
    due: list[Due] = []
    on_the_jails_word = 0
    item = yield _head(run)
    while not isinstance(item, Summary):
        if isinstance(item, Rejected):
            item = yield _rejected(item)
            continue
        if item.result.outcome == "clear" and item.result.relied_on_record:
            on_the_jails_word += 1
        due = heapq.nsmallest(_MOST_DUE + 1, [*due, *due_next(item)])
        item = yield _record(item) if item.shown else ""
    yield _due(due) + _summary(run, item, on_the_jails_word)


def _head(run: Run) -> str:
    law = run.law
    as_of = f"as of {run.as_of}" if run.as_of else "each record as of its own horizon"
    about = f"holdcheck {run.tool.version}, standard {law.standard}, law edition {law.version}, {as_of}."
    return fill(f"{about} Times are those of each facility's zone.") + "\n"


def _rejected(rejected: Rejected) -> str:
    lines = ["", line(), fill(f"{source_of(rejected.source)}: REJECTED, not checked")]
    lines += [fill(error, "  - ", "    ") for error in rejected.errors]
    return "\n".join(lines) + "\n"


def _record(checked: Checked) -> str:
    document = checked.document
    notices = [each for each in document.findings if each.severity == "notice"]
    # The result puts papers first; who reads a page wants the gravest first.
    grave = sorted(
        (each for each in document.findings if each.severity != "notice"),
        key=lambda each: SEVERITIES.index(each.severity),
    )
    if document.outcome == "clear":
        return _clear(checked)
    held = ", STILL HELD" if checked.still_held else ""
    head = f"{document.custody_id}: {document.outcome.upper()}{held}  ({source_of(document.source)})"
    lines = ["", line(), fill(head, "", "  ")]
    if document.outcome == "findings" and not grave:
        lines.append("  What was found is not shown, because of --select or --ignore.")
    lines += _entitlements(checked)
    told: dict[str, int] = {}
    ended = document.timeline[-1].until.latest.year if document.timeline else None
    for number, finding in enumerate(grave, 1):
        lines += ["", *_finding(finding, number, told, checked.place, ended)]
    if document.undetermined:
        lines += ["", *_undetermined(document, checked.place)]
    if notices:
        lines.append("")
        lines += [fill(f"NOTICE: {_briefly(each, checked.place)}", "  ", "     ") for each in notices]
    lines += _remarks(document)
    return "\n".join(lines) + "\n"


def _clear(checked: Checked) -> str:
    """Return a line for a clear record with a notice or something odd, and nothing for any other."""
    document = checked.document
    remarks = [f"notice: {_briefly(each, checked.place)}" for each in document.findings]
    remarks += [f"odd: {_odd(each)}" for each in document.warnings]
    return fill(f"{document.custody_id}: clear; {'; '.join(remarks)}", "", "  ") + "\n" if remarks else ""


def _briefly(notice: Finding, place: Zone) -> str:
    stretch = _span(notice, place)
    return f"{notice.title}{', ' if stretch else ''}{stretch} [{notice.rule}]"


def _odd(warned: Warned) -> str:
    return f"{warned.at}: {warned.message} [{warned.code}]"


def _entitlements(checked: Checked) -> Iterator[str]:
    document, place = checked.document, checked.place
    for entitlement, cause in zip(document.release_entitlements, checked.result.causes, strict=True):
        # The last step says the same again; those before it say how a sentence was computed.
        yield labelled("Release due", [f"{when(entitlement.at, place)}: {cause}", *entitlement.steps[:-1]], "  ")
    if document.relied_on_record:
        charges = ", ".join(document.relied_on_record)
        told = f"For some time nothing but a charge ({charges}) carries this custody: no paper was seen."
        yield labelled("Jail's word", [told], "  ")


def _span(part: Finding | Undetermined, place: Zone) -> str:
    if part.from_ is None or part.until is None:
        return ""
    length = f", {how_long(part.hours)}" if part.hours is not None else ""
    return f"{span(part.from_, part.until, place)}{length}"


def _finding(finding: Finding, number: int, told: dict[str, int], place: Zone, ended: int | None) -> Iterator[str]:
    """Yield the lines of one finding; what an earlier one of the record said in full is only named.

    Args:
        finding: The finding.
        number: Its number within the record.
        told: The number of the finding that said something first.
        place: The facility's zone.
        ended: The year in which the custody ended; None: not known.
    """
    certainty = "certain" if finding.certainty == "certain" else "possible: in some readings of the dates, not in all"
    yield fill(f"{number}. {SEVERITY[finding.severity]} ({certainty}): {finding.title}", "  ", "     ")
    if finding.from_ is not None:
        going_on = ", and it goes on" if finding.ongoing else ""
        yield labelled("When", [f"{_span(finding, place)}{going_on}"])
    yield labelled("Finding", [finding.message])
    facts = [f"{each.paper}: {each.fact}" if each.paper else each.fact for each in finding.because]
    yield labelled("Why", _once("\n".join(facts), number, told, facts, "The same facts as in {}."))
    law = []
    until = finding.until.latest.year if finding.until is not None else ended
    for each in finding.law:
        key = f"{each.cite}\n{each.says}"
        first = told.setdefault(key, number)
        law.append(f"{cited(each, until)}: {each.says}" if first == number else f"{each.cite}: see {first}.")
    yield labelled("Law", law)
    yield labelled("Weight", [weight(finding)])
    yield labelled("To do", _once(finding.remedy, number, told, [finding.remedy], "As in {}."))
    papers = [f"{each}." for each in finding.would_clear]
    yield labelled("Lawful with", _once("\n".join(papers), number, told, papers, "One of the papers named in {}."))
    yield labelled("Rule", [finding.rule])


def _once(key: str, number: int, told: dict[str, int], texts: list[str], instead: str) -> list[str]:
    first = told.setdefault(key, number)
    return texts if first == number else [instead.format(first)]


def _undetermined(document: RecordResult, place: Zone) -> Iterator[str]:
    """Yield what is undetermined, once for each span and set of missing facts, however many rules wait for them."""
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for each in document.undetermined:
        groups.setdefault((_span(each, place), each.missing), []).append(each.rule)
    for (stretch, missing), rules in groups.items():
        yield fill(f"UNDETERMINED: {stretch or 'a question about a paper'}", "  ", "     ")
        yield labelled("Supply", _needed(missing))
        yield labelled("It decides", [f"{counted(len(rules), 'rule', 'rules')}: {', '.join(rules)}"])


def _needed(missing: tuple[str, ...]) -> list[str]:
    """Return what would have to be supplied; of facts described alike the description once."""
    alike: dict[str, list[str]] = {}
    for path in missing:
        alike.setdefault(missing_fact(path) or path, []).append(path)
    return [
        ", ".join(paths) + (f" ({described})" if described not in paths else "") for described, paths in alike.items()
    ]


def _remarks(document: RecordResult) -> Iterator[str]:
    if document.warnings:
        yield ""
        yield from (fill(f"ODD: {_odd(each)}", "  ", "     ") for each in document.warnings)


def _due(due: list[Due]) -> str:
    if not due:
        return ""
    more = ["  … and more; see `holdcheck docket`."] if len(due) > _MOST_DUE else []
    return "\n".join(["", line("═"), "PEOPLE STILL HELD: WHAT IS DUE NEXT", *due_table(due[:_MOST_DUE]), *more]) + "\n"


def _summary(run: Run, summary: Summary, on_the_jails_word: int) -> str:
    return "\n".join(["", line("═"), "SUMMARY", *_summary_lines(run, summary, on_the_jails_word)]) + "\n"


def _summary_lines(run: Run, summary: Summary, on_the_jails_word: int) -> Iterator[str]:
    records, law = summary.records, run.law
    read = f"{_records(records.read)} read: {records.checked:,} checked, {records.rejected:,} rejected."
    if summary.rows.ignored:
        read += f" {_records(summary.rows.ignored)} said word for word what another said, and counted once with it."
    yield fill(read, "  ", "  ")
    if not records.checked:
        yield "  Nothing was checked: this says nothing of anybody."
    outcomes = f"{records.findings:,} with findings, {records.undetermined:,} undetermined, {records.clear:,} clear."
    yield fill(f"Of the records checked: {outcomes}", "  ", "  ")
    if on_the_jails_word:
        those = counted(on_the_jails_word, "clear record rests", "clear records rest")
        words = f"{those}, for some time, on a charge of which no paper was seen."
        yield fill(words, "  ", "  ")
    found = [counted(summary.by_severity[severity], *COUNTED[severity]) for severity in SEVERITIES]
    yield fill(f"Found: {', '.join(found)}.", "  ", "  ")
    ordered = sorted(summary.by_rule.items(), key=lambda item: (-item[1].certain - item[1].possible, item[0]))
    for rule, counts in ordered:
        yield f"    {rule:<44} {counts.certain:>6,} certain {counts.possible:>6,} possible"
    if summary.hidden:
        hidden = counted(summary.hidden, "of these findings is", "of these findings are")
        yield fill(f"{hidden} not shown, because of --select or --ignore.", "  ", "  ")
    if summary.missing:
        yield "  Facts that would decide what is undetermined:"
        for fact in summary.missing[:_MOST_LISTED]:
            described = missing_fact(fact.path)
            words = f"{fact.path}: {_records(fact.records)}" + (f" ({described})" if described else "")
            yield fill(words, "    ", "      ")
    if summary.not_assessed:
        yield "  Not assessed, where the source does not keep what the rule reads:"
        for each in summary.not_assessed:
            yield fill(f"{each.rule}: {each.missing}", "    ", "      ")
    if summary.warnings:
        odd = ", ".join(f"{code} ({number:,})" for code, number in summary.warnings.items())
        yield fill(f"Odd in the records: {odd}.", "  ", "    ")
    judged = (
        f"{counted(summary.rules_evaluated, 'rule', 'rules')}, which met "
        f"{counted(summary.situations, 'distinct situation', 'distinct situations')}"
    )
    edition = f"law edition {law.version} (SHA-256 {law.sha256})"
    yield fill(f"Judged by {judged}; standard {law.standard}; {edition}.", "  ", "    ")
    yield fill(_MEANING, "  ", "  ")


def _records(number: int) -> str:
    return counted(number, "record", "records")
