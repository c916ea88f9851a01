"""Puts findings into words that counsel can read aloud."""

from __future__ import annotations

from typing import Any, Final

from holdcheck.authority import Doubt, Gap
from holdcheck.clocks import hours_text
from holdcheck.findings.paper_words import (
    authority_ended,
    cause,
    paper_fact,
    paper_name,
    when,
    words,
)
from holdcheck.findings.release_orders import orders_between, release_words
from holdcheck.findings.verdict import Fired, Undecided
from holdcheck.papers import Paper
from holdcheck.reading import Reading
from holdcheck.segments import Clock, Segment, by_release_order
from holdcheck.vocabulary import FALSE, SEGMENT, TRUE
from holdcheck.zones import Bounds, Zone

PLACEHOLDERS: Final = frozenset({"hours", "from", "since", "until", "papers", "deadline", "cause", "release"})
"""What a message of a rule file may ask for in braces."""
_LABEL_WORDS: Final = {
    "287g": "served by a designated 287(g) officer",
    "administrative_warrant": "an administrative warrant no judge signed",
    "detainer": "a request to hold",
    "notification_request": "a request to be told of the release",
    "nothing": "a paper that asks for nothing and authorises nothing",
}
_LABEL_OF_FIELD: Final = {
    "on_287g": "287g",
    "on_administrative_warrant": "administrative_warrant",
    "on_detainer": "detainer",
    "on_immigration_detainer": "detainer",
    "on_i247a": "detainer",
    "on_notification_request": "notification_request",
}
"""The label of the papers a rule speaks of that asks for one kind of paper to be in force."""
_DELAYS: Final = {
    "immigration_inquiry": "an inquiry to the immigration agency",
    "curfew": "a rule against releases at night",
}
_FORBIDDEN_DELAY: Final = SEGMENT.index["forbidden_delay"]
_RELEASE_ORDERED: Final = SEGMENT.index["entitled_by_release_order"]
_NOTHING_WORDS: Final = {
    "warrant": "one that nobody signed whose office may sign it",
    "other_authority": "one the person is not recorded as having signed for",
    "court_order": "bail set only because of a detainer",
}
_NOUNS: Final = {"other_authority": "stay", "court_order": "order"}


def how_long(least: int, most: int) -> str:
    """Return a length of time in words: ``19 hours``, or its bounds."""
    if least == most:
        return hours_text(most)
    return f"up to {hours_text(most)}" if not least else f"between {hours_text(least)} and {hours_text(most)}"


def held_on(fired: Fired) -> tuple[Paper, ...]:
    """Return the papers somebody is held on over a finding, each once, in the order they came."""
    return tuple({id(paper): paper for answer in fired.answers for paper in answer.segment.papers}.values())


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
    # Hours that are told after an entitlement are taken to run from it, unless another beginning is told.
    from_it = "{from}" in text and "{since}" not in text
    if from_it and fired.start is not None and fired.start != _entitled(fired, segment):
        text = text.replace("{hours}", "{hours}, from {since} on,")
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
    gap = segment.gap if segment is not None else None
    if name == "release":
        assert isinstance(gap, Gap)  # a rule that asks for a court's release speaks of a gap
        return release_words(reading, gap)
    return cause(reading, gap) if gap is not None else "the last authority ended"


def _entitled(fired: Fired, segment: Segment | None) -> Bounds:
    """The release entitlement, where the finding lies in a gap; else where the finding begins."""
    if segment is not None and isinstance(segment.gap, Gap):
        return segment.gap.entitled
    return fired.start or (0, 0)


def _papers_text(reading: Reading, fired: Fired) -> str:
    """Return the papers a message names: of those somebody is held on, the ones the rule speaks of."""
    if fired.paper:
        return _paper_text(reading, fired.paper)
    clocks = [answer.segment.clock.key for answer in fired.answers if answer.segment.clock is not None]
    papers = held_on(fired)
    for condition in fired.rule.version.when:
        if condition.is_ == TRUE and condition.field in _LABEL_OF_FIELD:
            named = [paper for paper in papers if _is_meant(reading, paper, condition.field)]
            papers = tuple(named) or papers
    return ", ".join(dict.fromkeys([*clocks, *(each.key for each in papers)])) or "no paper"


def _is_meant(reading: Reading, paper: Paper, field: str) -> bool:
    if _LABEL_OF_FIELD[field] not in paper.labels:
        return False
    if field == "on_i247a":
        return bool(reading.part(paper.path).form == "I-247A")
    return field != "on_immigration_detainer" or bool(reading.part(paper.path).kind == "immigration")


def _paper_text(reading: Reading, path: str) -> str:
    """Return a paper's name; of an event that has none, that of the paper it is about, or what it is."""
    part = reading.part(path)
    match path.partition("[")[0]:
        case "identity":
            return str(part.paper)
        case "proofs":
            return words(part.document)
        case "held_for":
            return ", ".join(name for name in (part.agreement, part.paper) if name) or path
    return paper_name(reading, path)


def _deadline_text(fired: Fired, place: Zone) -> str:
    for answer in fired.answers:
        if answer.segment.clock is not None:
            return when(answer.segment.clock.deadline, place)
    return when(fired.start, place) if fired.start is not None else ""


def facts(reading: Reading, fired: Fired) -> list[dict[str, Any]]:
    """Return the facts a finding rests on, each with the paper that says so."""
    if fired.paper:
        return [{"fact": paper_fact(reading, fired.paper), "paper": paper_name(reading, fired.paper)}]
    segment = fired.answers[0].segment
    if segment.clock is not None:
        return [{"fact": _clock_fact(reading, segment.clock), "paper": segment.clock.key}]
    found: list[dict[str, Any]] = []
    gap = segment.gap
    if isinstance(gap, Gap):
        ended = gap.paper
        if ended is None or gap.because == "never_authorised":
            found.append({"fact": "No paper in the record authorised this custody before.", "paper": None})
            found += _spent(reading, gap)
        else:
            by = paper_name(reading, ended.ended_by) if ended.ended_by else ended.key
            at = when(gap.entitled, reading.place)
            why = cause(reading, gap).replace("the last authority's own", "its own")
            fact = f"The last authority, {authority_ended(reading, ended)}, ended {at}: {why}."
            found.append({"fact": fact, "paper": by})
        if segment.situation[_RELEASE_ORDERED] != FALSE and not by_release_order(gap):
            found += _release_orders(reading, gap)
    if segment.situation[_FORBIDDEN_DELAY] != FALSE:
        waited = sorted({_DELAYS[step.reason] for step in reading.record.release_steps if step.reason in _DELAYS})
        found += [{"fact": f"The jail's log: release was put off because of {why}.", "paper": None} for why in waited]
    for each in held_on(fired):
        on_file = "" if each.possible[0] <= gap_began(gap) else f", on file from {when(each.start, reading.place)}"
        fact = f"The {_noun(reading, each)} is {_label_words(fired, each)}{on_file}."
        found.append({"fact": fact, "paper": each.key})
    return found


def _noun(reading: Reading, paper: Paper) -> str:
    if paper.kind == "detainer" and reading.part(paper.path).form == "IAR":
        return "reply to a query"
    return _NOUNS.get(paper.kind, words(paper.kind))


def _clock_fact(reading: Reading, clock: Clock) -> str:
    """Return what set a clock off and when it ran out."""
    place = reading.place
    length = reading.law.clock(clock.name, place.day_of(clock.start[0]))
    unit = "hours" if length.unit.endswith("hours") else "days"
    began, over = when(clock.start, place), when(clock.deadline, place)
    began = began.removesuffix(" 00:00") if clock.name.startswith("iad") else began
    return f"{clock.began_with} {began}; the {length.length} {unit} ran out {over}."


def _release_orders(reading: Reading, gap: Gap) -> list[dict[str, Any]]:
    """Return the orders of release a court made while a gap went on that had begun for another cause."""
    found: list[dict[str, Any]] = []
    for path in orders_between(reading, gap.start[0], gap.span[1]):
        at = reading.instant(reading.part(path).ordered_at, path, "ordered_at")
        fact = f"A court ordered release {when(at, reading.place)}."
        found.append({"fact": fact, "paper": paper_name(reading, path)})
    return found


def _spent(reading: Reading, gap: Gap) -> list[dict[str, Any]]:
    """Return the warrants of the record that were recalled or had run out before this custody began."""
    found: list[dict[str, Any]] = []
    for i, warrant in enumerate(reading.warrants):
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


def why_undecided(undecided: Undecided) -> str:
    """Return in words why a rule cannot be decided."""
    named = ", ".join(undecided.missing) or "a fact"
    return f"Whether this rule applies depends on what the record does not say: {named}."
