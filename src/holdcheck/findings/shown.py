"""Puts what was judged of a record into the parts of its result, as other programs read them."""

from __future__ import annotations

from holdcheck.findings import wording
from holdcheck.findings.due_dates import Due
from holdcheck.findings.entitled import Entitled
from holdcheck.findings.grading import BINDING_BY_ITSELF
from holdcheck.findings.result import (
    Citation,
    Deadline,
    Entitlement,
    Fact,
    Finding,
    Hours,
    Instants,
    OpenWord,
    TimelineEntry,
    Undetermined,
)
from holdcheck.findings.rows import Row
from holdcheck.findings.verdict import Fired, Undecided
from holdcheck.law.rules import Standing
from holdcheck.reading import Reading
from holdcheck.zones import Bounds


class Shown:
    """Makes the parts of the result of one record, with its instants in the facility's zone.

    Args:
        reading: The record.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[Bounds, Instants] = {}

    def _instants(self, bounds: Bounds) -> Instants:
        known = self._known.get(bounds)
        if known is None:
            place = self._reading.place
            first = place.at(bounds[0])
            last = first if bounds[1] == bounds[0] else place.at(bounds[1])
            known = self._known[bounds] = Instants.of(earliest=first, latest=last)
        return known

    def finding(self, fired: Fired, fingerprint: str) -> Finding:
        """Return a finding in words.

        Args:
            fired: What fired.
            fingerprint: By which the hold is known again.
        """
        reading, rule, version = self._reading, fired.rule.rule, fired.rule.version
        text = version.finding
        assert text is not None
        assert rule.ground is not None
        binding = rule.ground in BINDING_BY_ITSELF
        standing: Standing = "settled" if binding else "open"
        if fired.standing is not None:
            standing, binding = fired.standing.is_, fired.standing.binding
        law = [Citation.of(cite=each.cite, url=each.url, says=each.says) for each in version.law]
        if fired.standing is not None and fired.standing.cite and fired.standing.held:
            entry = fired.standing
            if all(each.cite != entry.cite for each in law):
                law.append(Citation.of(cite=entry.cite, url=entry.url, says=entry.held))
        remedy = text.remedy
        if standing == "contrary":
            remedy = (
                "Find the paper that authorises this hold. The authorities read for this place accept it for now; "
                "tell counsel, who may know of later ones."
            )
        return Finding.of(
            rule=rule.id,
            title=rule.title,
            severity=fired.severity,
            ground=rule.ground,
            standing=standing,
            binding=binding,
            confidence=version.confidence,
            certainty="certain" if fired.certain else "possible",
            from_=self._instants(fired.start) if fired.start else None,
            until=self._instants(fired.end) if fired.end else None,
            hours=self._hours(fired.least, fired.most) if fired.start else None,
            ongoing=reading.ongoing and fired.end is not None and fired.end[1] >= reading.ended[1],
            message=wording.message(reading, fired),
            because=tuple(Fact.of(**fact) for fact in wording.facts(reading, fired)),
            law=tuple(law),
            open_terms=tuple(OpenWord.of(term=o.term, reading=o.reading) for o in rule.open_terms),
            remedy=wording.fill(reading, fired, remedy),
            would_clear=tuple(wording.fill(reading, fired, paper) for paper in text.would_clear),
            fingerprint=fingerprint,
        )

    @staticmethod
    def _hours(least: int, most: int) -> Hours:
        # Not even seconds become no time at all: what is certain is so because its least length is more than none.
        shown = [round(each / 3600, 2) or round(each / 3600, 4) for each in (least, most)]
        return Hours.of(least=shown[0], most=shown[1])

    def undetermined(self, undecided: Undecided) -> Undetermined:
        """Return a rule that missing facts keep from being decided."""
        span = undecided.span
        return Undetermined.of(
            rule=undecided.rule.rule.id,
            from_=self._instants((span[0], span[0])) if span else None,
            until=self._instants((span[1], span[1])) if span else None,
            hours=self._hours(0, span[1] - span[0]) if span else None,
            missing=undecided.missing,
            why=wording.why_undecided(undecided),
        )

    def entitlement(self, each: Entitled) -> Entitlement:
        """Return a release entitlement after which custody went on."""
        ended = self._instants(each.ended_at) if each.ended_at is not None else None
        return Entitlement.of(at=self._instants(each.at), because=each.because, steps=each.steps, ended_at=ended)

    def deadline(self, due: Due) -> Deadline:
        """Return when a clock runs out, and whether it had at the end of what is known."""
        end = self._reading.ended
        passed = True if due.at[1] <= end[0] else False if due.at[0] >= end[1] else None
        return Deadline.of(clock=due.clock, at=self._instants(due.at), counted=due.counted, passed=passed)

    def timeline_entry(self, row: Row) -> TimelineEntry:
        """Return a part of custody over which the papers in force do not change."""
        return TimelineEntry.of(
            from_=self._instants((row.start, row.start)),
            until=self._instants((row.end, row.end)),
            authority=row.authority,
            held_on=row.held_on,
            papers=row.papers,
        )
