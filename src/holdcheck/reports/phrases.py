"""The words of a result for people: severities, grounds, standing, times, and where a record stands."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from datetime import datetime

from holdcheck.clocks import hours_text
from holdcheck.findings.grading import BINDING_BY_ITSELF
from holdcheck.findings.result import Citation, Deadline, Finding, Hours, Instants, Rejected, Source
from holdcheck.law.rules import YARDSTICK, Confidence, Ground, Severity, Standing
from holdcheck.printable import printable
from holdcheck.zones import Zone

WIDTH = 80
_DECISION = re.compile(r" v\. |^(In re|Ex parte) ")
_YEAR = re.compile(r"\([^()]*?(\d{4})\)")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

SEVERITY: dict[Severity, str] = {"violation": "VIOLATION", "review": "FOR REVIEW", "notice": "NOTICE"}
COUNTED: dict[Severity, tuple[str, str]] = {
    "violation": ("violation", "violations"),
    "review": ("finding for review", "findings for review"),
    "notice": ("notice", "notices"),
}
GROUND: dict[Ground, str] = {
    "judicial_warrant_standard": "holdcheck's own yardstick, which is not a rule any court has laid down",
    "fourth_amendment": "the Fourth Amendment",
    "due_process": "due process of law",
    "eighth_amendment": "the Eighth Amendment",
    "federal_regulation": "a federal regulation",
    "federal_statute": "a federal statute",
    "federal_policy": "a federal agency's own policy, which binds no jail",
    "interstate_compact": "an interstate compact",
    "state_constitution": "the state's constitution",
    "state_law": "state law",
    "local_law": "local law",
    "court_order": "an order made in this custody",
    "record": "what the record says of itself",
}
STANDING: dict[Standing, str] = {
    "settled": "taken as settled, as nothing read for this place goes the other way",
    "split": "the authorities read for this place are split",
    "contrary": "the authorities read for this place accept such a hold",
    "open": "none of the sources above is recorded as settling the point for this place; whether one binds this jail "
    "is for counsel",
}
_BINDS = {
    "court_order": "It binds this jail",
    "interstate_compact": "It binds where both states have joined it",
}
_STANDS_ALONE = ("record", "federal_policy")
"""Grounds on which the standing of decisions has no bearing."""
CONFIDENCE: dict[Confidence, str] = {
    "read": "",
    "reported": "The source itself was not read, only an account of it: read it before relying on it.",
    "uncertain": "How the source reads is uncertain: verify it before relying on it.",
}
CLOCKS = {
    "287-7-d": "the 48 hours of 8 CFR 287.7(d) run out",
    "detainer-48-hours": "the 48 hours that Form I-247A asks for run out",
    "287g-jail": "the 48 hours of a 287(g) jail agreement run out",
    "287g-warrant-service": "the 48 hours of a 287(g) officer's warrant run out",
    "riverside-48-hours": "finding of probable cause due under County of Riverside v. McLaughlin",
    "first-appearance": "first appearance before a judge due",
    "preliminary-hearing": "preliminary hearing on the violation due",
    "iad-request": "trial due after the prisoner's request, under the Interstate Agreement on Detainers",
    "iad-arrival": "trial due after the prisoner's arrival, under the Interstate Agreement on Detainers",
    "agent-to-appear": "agent of the demanding state due under 18 USC 3182",
    "uncollected-warrant": "thirty days on an unserved warrant alone, holdcheck's own number",
    "writ-return": "return of the prisoner lent on a writ due",
    "release-due": "release due",
}
HELD_ON = {
    "287g": "no authority of the jail; a 287(g) officer's warrant",
    "administrative_warrant": "no authority; an administrative warrant",
    "detainer": "no authority; a detainer",
    "notification_request": "no authority; a request to be told of the release",
    "nothing": "no recorded authority",
    "unknown": "not known: the record does not decide",
}
_LISTS = (".jsonl", ".jsonl.gz", ".jsonl.zst")


def instant(moment: datetime, place: Zone) -> str:
    """Return an instant in the facility's time: ``Fri 2022-09-23 14:00 CDT``."""
    local = moment.astimezone(place.info)
    return f"{_day(local)} {local:%H:%M %Z}"


def _day(local: datetime) -> str:
    return f"{_DAYS[local.weekday()]} {local:%Y-%m-%d}"


def when(instants: Instants, place: Zone) -> str:
    """Return an instant, or its bounds; the bounds of a bare date as that day."""
    if instants.earliest == instants.latest:
        return instant(instants.earliest, place)
    first, last = instants.earliest.astimezone(place.info), instants.latest.astimezone(place.info)
    if first.hour == first.minute == last.hour == last.minute == 0 and (last.date() - first.date()).days == 1:
        return f"{_day(first)} at an hour not recorded"
    return f"between {instant(first, place)} and {instant(last, place)}"


def span(start: Instants, end: Instants, place: Zone) -> str:
    """Return a stretch of time."""
    if start.earliest == start.latest and end.earliest == end.latest:
        return f"{instant(start.earliest, place)} to {instant(end.earliest, place)}"
    return f"from {when(start, place)} until {when(end, place)}"


def how_long(hours: Hours) -> str:
    """Return a length of time: ``19 hours``, ``3 days (72 hours)``, or its bounds."""
    least, most = (hours_text(round(length * 3600)) for length in (hours.least, hours.most))
    if hours.least == hours.most:
        return most
    return f"up to {most}" if not hours.least else f"at least {least}, at most {most}"


def how_long_between(start: datetime, end: datetime) -> str:
    """Return the time that passed between two instants."""
    return hours_text(round(end.timestamp() - start.timestamp()))


def counted(number: int, one: str, many: str) -> str:
    """Return ``1 record`` or ``5 records``."""
    return f"{number:,} {one if number == 1 else many}"


def clock(name: str) -> str:
    """Return what falls due when a clock runs out."""
    return CLOCKS.get(name, name.replace("-", " ") + " runs out")


def due(deadline: Deadline) -> str:
    """Return what falls due at a deadline, and how it was counted."""
    counted_from = deadline.counted.removesuffix(" from").replace(", from: ", ", counted from: ")
    return f"{clock(deadline.clock)} ({counted_from})"


def weight(finding: Finding) -> str:
    """Return on what a finding rests, and how the authorities stand on it, in sentences."""
    says = [f"Rests on {GROUND[finding.ground]}."]
    if finding.standing == "settled" and finding.binding and finding.ground in BINDING_BY_ITSELF:
        says.append(f"{_BINDS.get(finding.ground, 'Its own words bind this jail')}.")
    elif finding.ground not in _STANDS_ALONE:
        stands = _stands(finding)
        if finding.ground == YARDSTICK:
            says.append(f"On the law behind it: {stands}.")
        else:
            says.append(f"{stands[0].upper()}{stands[1:]}.")
    says += [f'"{each.term}" is read as: {each.reading}.' for each in finding.open_terms]
    if CONFIDENCE[finding.confidence]:
        says.append(CONFIDENCE[finding.confidence])
    return " ".join(says)


def _stands(finding: Finding) -> str:
    if finding.standing == "open":
        return STANDING["open"]
    binds = "what was read binds this jail" if finding.binding else "what was read does not bind this jail"
    last = finding.law[-1].cite if finding.law else ""
    if finding.standing == "settled" and finding.binding and last.startswith("8 CFR"):
        return f"the ceiling of {last} settles it and binds this jail; that is no court's reading of the Constitution"
    return f"{STANDING[finding.standing]}; {binds}"


def cited(source: Citation, until: int | None) -> str:
    """Return a citation, with a word where the decision came later than the custody.

    Args:
        source: As a finding cites it.
        until: The year in which what the finding is about ended; None: not known.
    """
    if until is None or not _DECISION.search(source.cite):
        return source.cite
    later = [int(year) > until for year in _YEAR.findall(source.cite)]
    if not any(later):
        return source.cite
    return f"{source.cite}, {'decided later' if all(later) else 'the last of them decided later'}"


def source_of(source: Source | None) -> str:
    """Return where a record stands: ``roster.jsonl line 17``."""
    if source is None:
        return "a record without a file"
    word = "line" if source.path.lower().endswith(_LISTS) else "record"
    return f"{printable(source.path)} {word} {', '.join(str(row) for row in source.rows)}"


def not_checked(rejected: Rejected) -> str:
    """Return the lines on a record that could not be checked, one for each reason."""
    where = source_of(rejected.source)
    return "".join(fill(f"{where}: REJECTED: {error}", "", "  ") + "\n" for error in rejected.errors)


def line(character: str = "─") -> str:
    """Return a line across the page."""
    return character * WIDTH


def fill(text: str, indent: str = "", hanging: str = "") -> str:
    """Return a paragraph of data, made safe to print, wrapped and indented.

    Args:
        text: One paragraph; line breaks in it are no longer line breaks.
        indent: Before the first line.
        hanging: Before every further line.
    """
    return textwrap.fill(
        printable(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def labelled(label: str, texts: Iterable[str], indent: str = "    ", column: int = 13) -> str:
    """Return a paragraph beside a label; several stand one under the other, each with a dash."""
    every = list(texts)
    dash = "- " if len(every) > 1 else ""
    lines = []
    for number, text in enumerate(every):
        head = indent + (label if not number else "").ljust(column) + dash
        lines.append(fill(text, head, " " * len(head)))
    return "\n".join(lines)
