"""The docket: people still held, and what is due next for each, soonest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from holdcheck.findings.result import Deadline, Rejected, Summary
from holdcheck.law.rules import SEVERITIES
from holdcheck.reports import Report
from holdcheck.reports.phrases import SEVERITY, counted, due, fill, how_long, instant, not_checked, when
from holdcheck.run import Checked, Run


class Due(NamedTuple):
    """Something that falls due for somebody still held; sorts by time."""

    at: datetime
    custody_id: str
    what: str
    when: str


def due_next(checked: Checked) -> list[Due]:
    """Return what is still to come for a person, or may be: the clocks that have not surely run out."""
    return [_due(checked, each) for each in _open(checked) if not _is_over(checked, each)]


def due_since(checked: Checked) -> list[Due]:
    """Return what surely fell due between the end of what is known of a person and the day that is asked for."""
    return [_due(checked, each) for each in _open(checked) if _is_over(checked, each)]


def _open(checked: Checked) -> list[Deadline]:
    """Return the clocks that have not surely run out in the time the record tells of."""
    return [each for each in checked.result.deadlines if each.passed is not True] if checked.still_held else []


def _is_over(checked: Checked, deadline: Deadline) -> bool:
    return checked.asked_for is not None and deadline.at.latest <= checked.asked_for


def _due(checked: Checked, deadline: Deadline) -> Due:
    at = deadline.at
    return Due(at.earliest, checked.result.custody_id, due(deadline), when(at, checked.place))


def is_on_docket(checked: Checked) -> bool:
    """Return whether a person still held has anything due, or is held past it already."""
    return checked.still_held and (checked.result.outcome != "clear" or bool(_open(checked)))


def due_table(due: Iterable[Due]) -> Iterator[str]:
    """Yield the lines that say what is due next."""
    yield from _lines(due)
    yield "  That a clock still runs authorises nobody to hold anybody."


def _lines(due: Iterable[Due]) -> Iterator[str]:
    for each in due:
        yield fill(f"{each.when}: {each.custody_id}: {each.what}", "  ", "      ")


def docket(run: Run) -> Report:
    """Report who is held past something already, what is due for everybody still held, and then the rest.

    Args:
        run: The run whose items are sent.
    """
    due: list[Due] = []
    since: list[Due] = []
    past: list[tuple[datetime, str]] = []
    others: list[str] = []
    undecided: list[str] = []
    held = 0
    as_of = f"as of {run.as_of}" if run.as_of else "each record as of its own horizon"
    text = fill(f"Docket of people still held, {as_of}. Times are those of each facility's zone.", "") + "\n"
    item = yield text
    while not isinstance(item, Summary):
        text = ""
        if isinstance(item, Rejected):
            text = not_checked(item)
        elif item.still_held:
            held += 1
            due += due_next(item)
            since += due_since(item)
            held_past = list(_held_past(item))
            past += held_past
            if item.result.outcome == "findings" and not held_past:
                others.append(item.result.custody_id)
            if item.result.outcome == "undetermined":
                undecided.append(item.result.custody_id)
        item = yield text
    lines = ["", counted(held, "person", "people") + " still held."]
    if past:
        lines += ["", "HELD WITHOUT RECORDED AUTHORITY OR PAST A LIMIT, longest first"]
        lines += [line for _, line in sorted(past)]
    if since:
        lines += ["", "FELL DUE AFTER THE RECORD ENDS; whether it was done is not known", *_lines(sorted(since))]
    if due:
        lines += ["", "DUE NEXT", *due_table(sorted(due))]
    if others:
        lines += ["", "OTHER FINDINGS; `holdcheck check` shows them", fill(", ".join(others), "  ", "  ")]
    if undecided:
        lines += ["", "NOT KNOWN, because facts are missing; `holdcheck check` names them"]
        lines.append(fill(", ".join(undecided), "  ", "  "))
    yield "\n".join(lines) + "\n"


def _held_past(checked: Checked) -> Iterator[tuple[datetime, str]]:
    """Yield one entry for a person with findings above a notice that go on, from the first of them on."""
    going_on = [
        (SEVERITIES.index(each.severity), each.from_.earliest, each)
        for each in checked.document.findings
        if each.ongoing and each.severity != "notice" and each.from_ is not None
    ]
    if not going_on:
        return
    going_on.sort(key=lambda each: each[:2])
    since = min(each[1] for each in going_on)
    gravest = going_on[0][2]
    lines = [
        fill(
            f"{checked.result.custody_id}: {SEVERITY[gravest.severity]}, since {instant(since, checked.place)}",
            "  ",
            "      ",
        )
    ]
    for _, _, finding in going_on:
        length = f", {how_long(finding.hours)}" if finding.hours is not None else ""
        sure = "" if finding.certainty == "certain" else "possibly: "
        lines.append(fill(f"- {sure}{finding.title}{length} [{finding.rule}]", "      ", "        "))
    yield since, "\n".join(lines)
