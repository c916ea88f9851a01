"""Puts findings into words that counsel can read aloud, and gives each its fingerprint."""

from __future__ import annotations

import hashlib
from typing import Any

from holdcheck.authority import Doubt, Gap
from holdcheck.clocks import hours_text
from holdcheck.findings.judging import Fired, Undecided
from holdcheck.moments import Bounds, Zone
from holdcheck.papers import Paper
from holdcheck.reading import Reading
from holdcheck.segments import Segment
from holdcheck.vocabulary import FALSE, SEGMENT

PLACEHOLDERS = frozenset({"hours", "from", "since", "until", "papers", "deadline", "cause"})
"""What a message of a rule file may ask for in braces."""
CAUSES = {
    "bail": "bail accepted",
    "bail_refused": "bail tendered and refused",
    "recognizance": "release on recognizance",
    "release_order": "a court's release order",
    "condition_met": "a release order whose last condition was met",
    "no_probable_cause": "no finding of probable cause",
    "not_filed": "charges not filed",
    "declined": "charges declined",
    "dismissed": "charges dismissed",
    "acquitted": "acquittal",
    "time_served": "sentence of time served",
    "sentence_served": "sentence served",
    "sentence_suspended": "sentence suspended or probation only",
    "fine_paid": "fine paid",
    "quashed": "warrant recalled or quashed",
    "cited": "cited and to be released",
    "hold_lifted": "hold lifted",
    "authority_over": "its time was over",
    "parole": "parole granted",
    "vacated": "sentence vacated",
    "never_authorised": "nothing in the record ever authorised this custody",
    "unknown": "a cause the record does not name",
}
_LABEL_WORDS = {
    "287g": "served by a designated 287(g) officer",
    "administrative_warrant": "an administrative warrant no judge signed",
    "detainer": "a request to hold",
    "notification_request": "a request to be told of the release",
    "nothing": "a paper that asks for nothing and authorises nothing",
}
_DELAYS = {"immigration_inquiry": "an inquiry to the immigration agency", "curfew": "a rule against releases at night"}
_FORBIDDEN_DELAY = SEGMENT.index["forbidden_delay"]
_NOTHING_WORDS = {
    "warrant": "a warrant signed by nobody who may sign it",
    "other_authority": "a stay the person is not recorded as having signed for",
    "court_order": "bail set only because of a detainer",
}


def when(bounds: Bounds, place: Zone) -> str:
    """Return an instant in words: ``2010-02-12 12:00``, or its earliest with its latest in brackets."""
    first = place.text(bounds[0])[:16].replace("T", " ")
    if bounds[0] == bounds[1]:
        return first
    return f"{first} (at the latest {place.text(bounds[1])[:16].replace('T', ' ')})"


def how_long(least: int, most: int) -> str:
    """Return a length of time in words: ``19 hours``, or its bounds."""
    if least == most:
        return hours_text(most)
    return f"up to {hours_text(most)}" if not least else f"between {hours_text(least)} and {hours_text(most)}"


def held_on(fired: Fired) -> tuple[Paper, ...]:
    """Return the papers somebody is held on over a finding, each once, in the order they came."""
    return tuple({id(paper): paper for answer in fired.answers for paper in answer.segment.papers}.values())


def paper_name(reading: Reading, path: str) -> str:
    """Return the id of the part of the record at a path, or the path where it has none."""
    name, _, rest = path.partition("[")
    if not rest:
        return path
    part = getattr(reading.record, name)[int(rest.partition("]")[0])]
    return getattr(part, "id", None) or path


def message(reading: Reading, fired: Fired) -> str:
    """Return a finding's message with its spans, papers and cause filled in."""
    finding = fired.rule.version.finding
    assert finding is not None
    return fill(reading, fired, finding.message)


def fill(reading: Reading, fired: Fired, text: str) -> str:
    """Fill the placeholders of a text of a rule file."""
    if "{" not in text:
        return text
    segment = fired.answers[0].segment if fired.answers else None
    for name in PLACEHOLDERS:
        if "{" + name + "}" in text:
            text = text.replace("{" + name + "}", _value(reading, fired, segment, name))
    return text


def _value(reading: Reading, fired: Fired, segment: Segment | None, name: str) -> str:
    place = reading.place
    match name:
        case "hours":
            return how_long(fired.least, fired.most)
        case "from":
            return when(_entitled(fired, segment), place) if fired.start else ""
        case "since":
            return when(fired.start, place) if fired.start else ""
        case "until":
            return when(fired.end, place) if fired.end else ""
        case "papers":
            return _papers_text(reading, fired)
        case "deadline":
            return _deadline_text(fired, place)
    return CAUSES.get(getattr(segment.gap, "because", "") if segment else "", "the last authority ended")


def _entitled(fired: Fired, segment: Segment | None) -> Bounds:
    """The release entitlement, where the finding lies in a gap; else where the finding begins."""
    if segment is not None and isinstance(segment.gap, Gap):
        return segment.gap.entitled
    return fired.start or (0, 0)


def _papers_text(reading: Reading, fired: Fired) -> str:
    if fired.paper:
        return paper_name(reading, fired.paper)
    names = [each.key for each in held_on(fired)]
    return ", ".join(dict.fromkeys(names)) or "no paper"


def _deadline_text(fired: Fired, place: Zone) -> str:
    for answer in fired.answers:
        if answer.segment.clock is not None:
            return when(answer.segment.clock.deadline, place)
    return when(fired.start, place) if fired.start is not None else ""


def facts(reading: Reading, fired: Fired) -> list[dict[str, Any]]:
    """Return the facts a finding rests on, each with the paper that says so."""
    if fired.paper:
        return [{"fact": _paper_fact(reading, fired.paper), "paper": paper_name(reading, fired.paper)}]
    found: list[dict[str, Any]] = []
    segment = fired.answers[0].segment
    if segment.clock is not None:
        clock = segment.clock
        found.append({"fact": f"{clock.began_with} {when(clock.start, reading.place)}.", "paper": clock.key})
        return found
    gap = segment.gap
    if isinstance(gap, Gap):
        ended = gap.paper
        if ended is None or gap.because == "never_authorised":
            found.append({"fact": "No paper in the record authorised this custody before.", "paper": None})
            found += _spent(reading, gap)
        else:
            by = paper_name(reading, ended.ended_by) if ended.ended_by else ended.key
            cause = CAUSES.get(gap.because, gap.because)
            ended_at = when(gap.entitled, reading.place)
            found.append({"fact": f"The last authority ended {ended_at}: {cause}.", "paper": by})
    if segment.situation[_FORBIDDEN_DELAY] != FALSE:
        waited = sorted({_DELAYS[step.reason] for step in reading.record.release_steps if step.reason in _DELAYS})
        found += [{"fact": f"The jail's log: release waited for {why}.", "paper": None} for why in waited]
    for each in held_on(fired):
        words = _label_words(fired, each)
        kind = each.kind.replace("_", " ")
        on_file = "" if each.possible[0] <= gap_began(gap) else f", on file from {when(each.start, reading.place)}"
        found.append({"fact": f"The {kind} is {words}{on_file}.", "paper": each.key})
    return found


def _spent(reading: Reading, gap: Gap) -> list[dict[str, Any]]:
    """Return the warrants of the record that were recalled or had run out before this custody began."""
    found: list[dict[str, Any]] = []
    for i, warrant in enumerate(reading.record.warrants):
        for word, moment in (("recalled", warrant.recalled_at), ("over", warrant.expires_at)):
            if moment is None:
                continue
            at = reading.instant(moment, f"warrants[{i}]")
            if at[1] <= gap.start[0]:
                fact = f"The warrant was {word} {when(at, reading.place)}, before this custody."
                found.append({"fact": fact, "paper": warrant.id or f"warrants[{i}]"})
                break
    return found


def _label_words(fired: Fired, paper: Paper) -> str:
    """Return what a paper is that somebody is held on, as the finding sees it."""
    if "287g" in paper.labels and fired.rule.rule.id != "held-past-release-under-287g":
        return "an administrative warrant whose 48 hours in the hands of a designated 287(g) officer are over"
    if "nothing" in paper.labels:
        return _NOTHING_WORDS.get(paper.kind, _LABEL_WORDS["nothing"])
    return next((_LABEL_WORDS[name] for name in _LABEL_WORDS if name in paper.labels), "a paper")


def gap_began(gap: Gap | Doubt | None) -> int:
    """Return the earliest instant of the gap a finding lies in."""
    if gap is None:
        return 0
    return gap.start[0] if isinstance(gap, Gap) else gap.span[0]


def _paper_fact(reading: Reading, path: str) -> str:
    """Return in words what the record says of a paper or event a finding is about."""
    kind, _, rest = path.partition("[")
    part = getattr(reading.record, kind)[int(rest.partition("]")[0])]
    match kind:
        case "detainers":
            form = part.form or "unknown form"
            return "Reply to a query of an immigration agency (IAR)." if form == "IAR" else f"Detainer on {form}."
        case "bail":
            return f"Bail refused: {_words(part.refused_because)}."
        case "warrants":
            office = part.issued_by.office if part.issued_by is not None else None
            return f"Warrant, {_words(part.purpose)}, signed by: {_words(office)}."
        case "writs":
            return f"Writ {_words(part.kind)}, prisoner {part.role}, to return by {part.return_by.isoformat()[:10]}."
        case "sentences":
            days = ", ".join(each.at.isoformat()[:10] for each in part.stated if each.kind == "release")
            return f"Stated date of release: {days}."
        case "court_orders":
            return f"Order: {_words(part.kind)}."
        case "held_for":
            return f"Held for {part.holder}, taken by: {_words(part.taken_by)}; paper: {part.paper or 'not recorded'}."
        case "identity":
            return f"Compared with {part.paper} by {_words(part.by)}: not the same person."
    return f"Shown: {_words(part.document)}; seen by: {_words(part.seen_by)}."


def _words(word: str | None) -> str:
    return (word or "not recorded").replace("_", " ")


def why_undecided(undecided: Undecided) -> str:
    """Return in words why a rule cannot be decided."""
    named = ", ".join(undecided.missing) or "a fact"
    return f"Whether this rule applies depends on what the record does not say: {named}."


def content_key(reading: Reading, path: str) -> str:
    """Return what identifies a paper by its content: its id, else its unchanging attributes; never dates or places."""
    kind, _, rest = path.partition("[")
    if not rest:
        return kind
    part = getattr(reading.record, kind)[int(rest.partition("]")[0])]
    if getattr(part, "id", None):
        return f"{kind}:{part.id}"
    names = ("kind", "purpose", "form", "agency", "case", "court", "code", "holder", "commit_for", "refused_because")
    return f"{kind}:" + ",".join(f"{name}={getattr(part, name)}" for name in names if getattr(part, name, None))


def fingerprint(reading: Reading, fired: Fired, number: int) -> str:
    """Return the identity of a finding: facility, custody, rule, ground and papers, and nothing that moves with time.

    Args:
        reading: The record.
        fired: The finding.
        number: How many findings with the same identity come before it in this result.
    """
    facility = reading.record.facility
    paths = {fired.paper} if fired.paper else set()
    if fired.answers:
        segment = fired.answers[0].segment
        if segment.clock is not None:
            paths.add(segment.clock.path)
        if isinstance(segment.gap, Gap) and segment.gap.paper is not None:
            paths.add(segment.gap.paper.path)
        paths |= {each.path for each in segment.papers}
    parts = [
        facility.name or "",
        facility.state,
        facility.county or "",
        facility.locality or "",
        reading.record.custody_id,
        fired.rule.rule.id,
        str(fired.rule.rule.ground),
        *sorted(content_key(reading, path) for path in paths),
        *([str(number)] if number else []),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
