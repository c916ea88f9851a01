"""A rule as a page to read, and the list of all rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from holdcheck.law.rules import FindingText, Rule, StandingEntry, Version
from holdcheck.reports.conditions import condition
from holdcheck.reports.phrases import CONFIDENCE, GROUND, SEVERITY, fill, labelled

_GRADED = {
    "never": "The severity does not depend on how authorities stand.",
    "always": "The severity follows how authorities stand at the place: settled, violation; split or open, for review; "
    "contrary, notice.",
    "controlling-law": "Under --standard controlling-law the severity follows how authorities stand at the place: "
    "settled, violation; split or open, for review; contrary, notice.",
}
_LABELS = {
    "judicial": "the paper authorises custody: it comes from a judge",
    "other_authority": "the paper authorises custody, on other authority the law recognises",
    "recorded_charge": "the paper authorises custody on the jail's word",
    "287g": "the paper is a designated 287(g) officer's, and authorises nothing of the jail's own",
    "administrative_warrant": "the paper is an administrative warrant, and authorises nothing",
    "detainer": "the paper is a request to hold, and authorises nothing",
    "notification_request": "the paper is a request to be told, and authorises nothing",
    "nothing": "the paper authorises nothing",
}
_JUDGES = {"segment": "time in custody", "paper": "a paper or an event", "authority": "what a paper is worth"}
_BEFORE = {
    "no_such_law": "Before its first version there was no such law.",
    "undetermined": "For days no version covers, the rule is undetermined.",
}


def rule_page(rule: Rule, standing: tuple[StandingEntry, ...]) -> str:
    """Return everything a rule says of itself, in words.

    Args:
        rule: The rule.
        standing: What authorities said on its point: its own table, or that of the rule it refers to.
    """
    return "\n".join(_page(rule, standing)) + "\n"


def _page(rule: Rule, standing: tuple[StandingEntry, ...]) -> Iterator[str]:
    yield rule.id
    yield fill(rule.title)
    yield ""
    yield labelled("Place", [rule.place], "")
    if rule.ground is not None:
        yield labelled("Ground", [GROUND[rule.ground]], "")
    yield labelled("Judges", [_JUDGES[rule.judges]], "")
    if rule.reads:
        yield labelled("Reads", [f"{', '.join(rule.reads)}; not assessed where a source does not keep them"], "")
    for version in rule.versions:
        yield ""
        yield from _version(rule, version)
    if any(version.effective_from for version in rule.versions):
        declared = "It says what the law was before, too: an earlier hold is for review."
        yield fill(declared if rule.declares_existing_law else _BEFORE[rule.before], "  ", "  ")
    if rule.beside_yardstick is not None:
        yield fill("Said only beside a finding of holdcheck's own yardstick that is for review or graver.", "  ", "  ")
    if rule.judges != "authority":
        yield from _standing(rule, standing)
    yield from _rest(rule)


def _version(rule: Rule, version: Version) -> Iterator[str]:
    start = f"from {version.effective_from}" if version.effective_from else "without a beginning"
    end = f"to {version.effective_to}" if version.effective_to else "still in force as far as read"
    yield fill(f"IN FORCE {start}, {end}; source last read {version.reviewed_on or 'on an unknown day'}.", "", "  ")
    if CONFIDENCE[version.confidence]:
        yield fill(CONFIDENCE[version.confidence], "  ", "  ")
    yield labelled("When", [condition(rule.judges, each) for each in version.when] or ["always"], "  ")
    if version.label is not None:
        yield labelled("Then", [_LABELS.get(version.label, version.label)], "  ")
    if version.finding is not None:
        yield from _finding(rule, version.finding)
    yield labelled("Law", [f"{each.cite}: {each.says}{_address(each.url)}" for each in version.law], "  ")


def _address(url: str | None) -> str:
    return f" <{url}>" if url else ""


def _finding(rule: Rule, finding: FindingText) -> Iterator[str]:
    grades = [
        f"{SEVERITY[grade.severity]} where {'; and '.join(condition(rule.judges, each) for each in grade.when)}"
        for grade in finding.grades
    ]
    own = SEVERITY[finding.severity]
    yield labelled(
        "Severity", [*grades, f"{own} otherwise (of these lines the first that fits counts)" if grades else own], "  "
    )
    yield labelled("Says", [_blanks(finding.message)], "  ")
    yield labelled("To do", [_blanks(finding.remedy)], "  ")
    if finding.would_clear:
        yield labelled("Lawful with", [_blanks(each) for each in finding.would_clear], "  ")


def _blanks(text: str) -> str:
    """Return a text of a rule with what is filled in for each record in square brackets."""
    return text.replace("{", "[").replace("}", "]")


def _standing(rule: Rule, standing: tuple[StandingEntry, ...]) -> Iterator[str]:
    yield ""
    yield "STANDING"
    yield fill(_GRADED[rule.graded_by_standing], "  ", "  ")
    if rule.standing_of is not None:
        yield fill(f"The table is that of {rule.standing_of}.", "  ", "  ")
    for entry in standing:
        since = f" from {entry.from_}" if entry.from_ else ""
        where = "".join(f"; {condition(rule.judges, each)}" for each in entry.when)
        binding = "binding" if entry.binding else "not binding"
        yield fill(f"- {entry.place}{since}: {entry.is_}, {binding}{where}.", "  ", "    ")
        if entry.cite:
            held = f" {entry.held}" if entry.held else ""
            yield fill(f"{entry.cite}:{held}{_address(entry.url)}", "    ", "    ")


def _rest(rule: Rule) -> Iterator[str]:
    if rule.open_terms:
        yield ""
        yield "WORDS THE LAW LEAVES OPEN (findings are at most for review)"
        for term in rule.open_terms:
            yield fill(f'- "{term.term}" is read as: {term.reading}', "  ", "    ")
    yield ""
    yield "KNOWN PROBLEMS"
    yield fill(rule.known_problems, "  ", "  ")
    yield ""
    yield "EXAMPLES (each is run as a test)"
    for example in rule.examples:
        if isinstance(example.expect, str):
            answer = "undetermined"
        elif rule.id in example.expect:
            answer = f"fires ({SEVERITY[example.severity]})" if example.severity else "fires"
        else:
            answer = "does not fire"
        day = f" ({example.on})" if example.on else ""
        yield fill(f"- {example.name}{day}: {answer}", "  ", "    ")


def rule_list(rules: Iterable[Rule]) -> str:
    """Return all rules, a line or two for each: those that make findings, then those that say what a paper is worth."""
    every = sorted(rules, key=lambda rule: (rule.place, rule.id))
    finding = [rule for rule in every if rule.judges != "authority"]
    authority = [rule for rule in every if rule.judges == "authority"]
    lines = [f"{len(finding)} RULES THAT MAKE FINDINGS"]
    for rule in finding:
        gravest = rule.versions[-1].finding
        severity = SEVERITY[gravest.severity].lower() if gravest is not None else ""
        ground = (rule.ground or "record").replace("_", " ")
        lines.append(fill(f"{rule.id}  [{rule.place}; {severity}; {ground}]", "", "    "))
        lines.append(fill(rule.title, "    ", "    "))
    lines += ["", f"{len(authority)} RULES THAT SAY WHAT A PAPER IS WORTH"]
    for rule in authority:
        lines.append(f"{rule.id}  [{rule.place}]")
        lines.append(fill(rule.title, "    ", "    "))
    lines += ["", "`holdcheck explain RULE` prints the whole of a rule."]
    return "\n".join(lines) + "\n"
