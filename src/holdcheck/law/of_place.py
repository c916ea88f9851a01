"""The law of one place: which rules are in force on which day, and how the place counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from holdcheck.errors import LawError
from holdcheck.law.places import ClockLength, GoodTimeRule, Place
from holdcheck.law.rules import Rule, StandingEntry, Version
from holdcheck.law.versions import Versions
from holdcheck.vocabulary import VOCABULARIES
from holdcheck.zones import Zone, date_of, day_number


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """One rule as it stands on a day.

    Attributes:
        rule: The rule.
        version: The version that applies; where none covers the day, the nearest one.
        read: Whether a version covers the day. If not, whether the rule fires that day is undetermined.
        declared_later: The day is before a ruling that says what the law always was: at most review.
    """

    rule: Rule
    version: Version
    read: bool = True
    declared_later: bool = False

    @property
    def key(self) -> tuple[str, int, bool, bool]:
        """What tells it from every other rule and version."""
        return self.rule.id, self.rule.versions.index(self.version), self.read, self.declared_later


RuleSet = tuple[RuleInForce, ...]


def in_force_on(rule: Rule, day: int) -> RuleInForce | None:
    """Return a rule as it stood on a day, or None when there was no such law yet.

    Args:
        rule: The rule.
        day: Counted from 1970-01-01.
    """
    when = date_of(day)
    for version in rule.versions:
        if version.covers(when):
            return RuleInForce(rule, version)
    first = rule.versions[0]
    if first.effective_from is not None and when < first.effective_from:
        if rule.declares_existing_law:
            return RuleInForce(rule, first, declared_later=True)
        return None if rule.before == "no_such_law" else RuleInForce(rule, first, read=False)
    return RuleInForce(rule, rule.versions[-1], read=False)


class LawOfPlace:
    """The rules and conventions that apply in one facility's place.

    Args:
        chain: The place and those it lies in, widest first: ``("us", "us/or")``.
        rules: Rules of all of them.
        places: Place files of all of them, widest first.
        federal: Whether a federal custodian counts days, by federal conventions.
    """

    def __init__(self, chain: tuple[str, ...], rules: Iterable[Rule], places: tuple[Place, ...], federal: bool) -> None:
        self.chain = chain
        self.rules = tuple(rules)
        self.by_id = {rule.id: rule for rule in self.rules}
        self.zones = places[1].zones if len(places) > 1 else ()
        self.circuit = next((place.circuit for place in reversed(places) if place.circuit), None)
        counting = places[0].sentences if federal else places[-1].sentences if len(places) > 1 else ()
        self.counting = Versions(counting)
        self.counting_place = "us" if federal else chain[-1]
        # A county without rules of its own follows its state; no state follows the United States.
        nearest = places[:1] if federal else places[:0:-1]
        self._good_time = next((place.good_time for place in nearest if place.good_time), ())
        self.good_time_unread = next((place.good_time_unread for place in nearest if place.good_time), None)
        self.consecutive = Versions(next((place.consecutive for place in nearest if place.consecutive), ()))
        self.fines = Versions(next((place.fines for place in nearest if place.fines), ()))
        self.time_credits = Versions(next((place.time_credits for place in nearest if place.time_credits), ()))
        self.treatment = Versions(next((place.treatment for place in nearest if place.treatment), ()))
        self.release_days = Versions(next((place.release_days for place in nearest if place.release_days), ()))
        self.magistrates = frozenset(office for place in places for office in place.magistrates)
        hours = next((place.processing_hours for place in reversed(places) if place.processing_hours), None)
        if hours is None:
            raise LawError([f"{chain[0]}/place.yaml: processing_hours is missing; write it"])
        self.processing_hours = hours.hours
        self._clocks: dict[str, Versions[ClockLength]] = {}
        for place in places:
            for name in {each.clock for each in place.clocks}:
                self._clocks[name] = Versions([each for each in place.clocks if each.clock == name])
        self._changes = {judges: self._change_days(judges) for judges in VOCABULARIES}
        self._sets: dict[tuple[str, int], RuleSet] = {}
        self._instants: dict[tuple[str, str], list[int]] = {}
        self._regimes: dict[frozenset[str], tuple[Versions[GoodTimeRule], ...]] = {}

    def _change_days(self, judges: str) -> list[int]:
        days = set()
        for rule in self.rules:
            if rule.judges == judges:
                for version in rule.versions:
                    if version.effective_from is not None:
                        days.add(day_number(version.effective_from))
                    if version.effective_to is not None:
                        days.add(day_number(version.effective_to + timedelta(days=1)))
                days |= {day_number(entry.from_) for entry in self._standing_table(rule) if entry.from_ is not None}
        return sorted(days)

    def change_days(self, judges: str) -> list[int]:
        """Return the days, counted from 1970-01-01, on which the rules of a kind or their standing change."""
        return self._changes[judges]

    def change_instants(self, judges: str, place: Zone) -> list[int]:
        """Return the instants at which those days begin in a zone."""
        key = judges, place.name
        found = self._instants.get(key)
        if found is None:
            found = self._instants[key] = [place.midnight(day) for day in self._changes[judges]]
        return found

    def in_force(self, judges: str, day: int) -> RuleSet:
        """Return the rules of a kind as they stood on a day; the same object for every day between two changes."""
        key = judges, bisect_right(self._changes[judges], day)
        found = self._sets.get(key)
        if found is None:
            rules = [in_force_on(rule, day) for rule in self.rules if rule.judges == judges]
            found = self._sets[key] = tuple(rule for rule in rules if rule is not None)
        return found

    def good_time(self, kinds: frozenset[str]) -> tuple[Versions[GoodTimeRule], ...]:
        """Return the regimes of good time here for sentences of some kinds, each with its versions, oldest first.

        Args:
            kinds: Of the sentences that count together; one rule must be about every one of them.
        """
        found = self._regimes.get(kinds)
        if found is None:
            by_name: dict[str, list[GoodTimeRule]] = {}
            for rule in sorted(self._good_time, key=lambda each: each.effective_from or date.min):
                if kinds.issubset(rule.kinds):
                    by_name.setdefault(rule.name, []).append(rule)
            found = self._regimes[kinds] = tuple(Versions(versions) for versions in by_name.values())
        return found

    def clock(self, name: str, day: int) -> ClockLength:
        """Return how long a clock of the law runs here on a day; the nearest length where none covers the day.

        Since when a clock is law is said by the rules that read it.

        Raises:
            LawError: No place file of this chain says how long it is.
        """
        lengths = self._clocks.get(name)
        if lengths is None:
            raise LawError([f"{self.chain[0]}/place.yaml: clocks: {name} is missing; write how long it is"])
        return lengths.on(day) or lengths[0]

    def _standing_table(self, rule: Rule) -> tuple[StandingEntry, ...]:
        if rule.standing_of is None:
            return rule.standing
        other = self.by_id.get(rule.standing_of)
        return other.standing if other is not None else ()

    def standing_entries(self, rule: Rule, day: int) -> tuple[StandingEntry, ...]:
        """Return what authorities said on a rule's point up to a day, most telling for this place first.

        An entry that overrides comes before every place's own; then the narrower place comes first, then the later day.
        """
        when = date_of(day)
        rank = {place: number for number, place in enumerate((self.chain[0], f"us/{self.circuit}", *self.chain[1:]))}
        entries = [
            entry
            for entry in self._standing_table(rule)
            if entry.place in rank and (entry.from_ is None or entry.from_ <= when)
        ]
        entries.sort(key=lambda e: (e.overrides, rank[e.place], day_number(e.from_) if e.from_ else -1 << 40))
        return tuple(reversed(entries))
