"""Lays the terms of a record on the calendar: where each begins, how long it is, and on which day it is over.

A sentence that follows others begins on the day after the last of them is over, by its full term for full terms and
with recorded credit for releases. What cannot be laid down without a guess is a refusal, and so is all that follows it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from holdcheck.law.book import LawOfPlace
from holdcheck.moments import Bounds, Zone, bounds, iso_date
from holdcheck.record import CustodyRecord
from holdcheck.record.sentences import Sentence
from holdcheck.sentences.counting import (
    Conventions,
    conventions,
    credit_texts,
    credited,
    day_text,
    days_that_do_not_count,
    good_time_lost,
    good_time_recorded,
    last_days,
    length,
    number_text,
    term_text,
)
from holdcheck.sentences.refusing import OLD_LAW_ENDS, refusals
from holdcheck.sentences.results import Refusal
from holdcheck.sentences.running import followed_by


class Laid(NamedTuple):
    """One term on the calendar, or several consecutive ones as one. Days are bounds, from 1970-01-01.

    Attributes:
        chain: Positions of the sentences, the first to be served first.
        start: Day on which it begins, where all before it run their full term.
        months: Calendar months of what is to be served.
        days: Days of it beyond those.
        full: Its last day, after credits and days that do not count.
        recorded: The same less good time as recorded, for it and all before it.
        good: Good time as recorded.
        lost: Good time recorded as lost and not restored.
        floor: Nobody is released from it before this day.
        counting: The conventions of its place.
        missing: Conventions of it and of those before it that are not known.
        steps: How the last day was found.
    """

    chain: tuple[int, ...]
    start: Bounds
    months: int
    days: int
    full: Bounds
    recorded: Bounds
    good: int
    lost: int
    floor: int
    counting: Conventions
    missing: tuple[str, ...]
    steps: tuple[str, ...]


class Terms:
    """The sentences of one record, laid on the calendar when they are asked for.

    Args:
        record: The record.
        law: The law of its facility's place.
        place: The facility's zone.
    """

    def __init__(self, record: CustodyRecord, law: LawOfPlace, place: Zone) -> None:
        self.record, self.law, self.place = record, law, place
        self.federal = record.facility.custodian == "federal"
        self.sentences = record.sentences
        self._by_id = {each.id: i for i, each in enumerate(self.sentences) if each.id is not None}
        self._laid: dict[int, Laid | Refusal] = {}
        self._under_way: set[int] = set()

    def day(self, value: date) -> int:
        """Return a legal date as days from 1970-01-01; a moment given for one counts as its local day."""
        return self.place.legal_day(value)

    def followed(self, i: int) -> list[int] | None:
        """Return the positions of the sentences one follows; None where one of them is not in the record."""
        return followed_by(self.sentences, self._by_id, i)

    def offense_days(self, i: int) -> list[int]:
        """Return the days of the offences a sentence punishes, as far as they are recorded."""
        sentence = self.sentences[i]
        if sentence.offense_at is not None:
            return [self.day(sentence.offense_at)]
        days: list[int] = []
        for charge in self.record.charges:
            if charge.id in sentence.charges and charge.offense_at is not None:
                days += self.place.days_of(bounds(charge.offense_at, self.place))
        return days

    def laid(self, i: int) -> Laid | Refusal:
        """Return a sentence on the calendar, or why it cannot be laid there."""
        found = self._laid.get(i)
        if found is None:
            path = f"sentences[{i}]"
            if i in self._under_way:
                return Refusal("circle", f"{path}.consecutive_to", "which of the sentences is served first")
            self._under_way.add(i)
            try:
                found = self._refusal(i) or self._lay(i)
            except (ValueError, OverflowError):
                found = Refusal("beyond_calendar", f"{path}.term", "a term that ends before the year 9900")
            self._under_way.discard(i)
            self._laid[i] = found
        return found

    def _refusal(self, i: int) -> Refusal | None:
        """Return what keeps a sentence from being computed by itself."""
        return next(refusals(self.sentences[i], f"sentences[{i}]", self._is_old_law(i)), None)

    def _is_old_law(self, i: int) -> bool:
        sentence = self.sentences[i]
        if not self.federal:
            return False
        known = self.offense_days(i)
        imposed = self.day(sentence.imposed_at) if sentence.imposed_at is not None else OLD_LAW_ENDS
        return min([imposed, *known]) < OLD_LAW_ENDS

    def starts(self, i: int, last_of: Callable[[Laid], Bounds]) -> tuple[Bounds, tuple[Laid, ...]] | Refusal:
        """Return on which day a sentence begins, with those it follows.

        Args:
            i: Its position.
            last_of: Which last day of those before it counts.
        """
        sentence, path = self.sentences[i], f"sentences[{i}]"
        positions = self.followed(i)
        before: list[Laid] = []
        for n in positions or ():
            other = self.laid(n)
            if isinstance(other, Refusal):
                return other
            before.append(other)
        if sentence.begins_at is not None:
            day = self.day(sentence.begins_at)
            return (day, day), tuple(before)
        if positions is None:
            return Refusal("missing_sentence", f"{path}.consecutive_to", "the sentence it follows, or when it begins")
        if before:
            lasts = [last_of(other) for other in before]
            return (max(last[0] for last in lasts) + 1, max(last[1] for last in lasts) + 1), tuple(before)
        if sentence.imposed_at is None:
            return Refusal("missing_date", f"{path}.imposed_at", "the day it was imposed, or on which it begins")
        day = self.day(sentence.imposed_at)
        return (day, day), ()

    def _lay(self, i: int) -> Laid | Refusal:
        sentence = self.sentences[i]
        started = self.starts(i, lambda other: other.full)
        with_credit = self.starts(i, lambda other: other.recorded)
        if isinstance(started, Refusal) or isinstance(with_credit, Refusal):
            return started if isinstance(started, Refusal) else Refusal("circle", f"sentences[{i}]", "the order")
        assert sentence.term is not None
        (start, before), (start_with_credit, _) = started, with_credit
        months, days = length(sentence.term, sentence.suspended)
        counting = conventions(self.law, sentence, start[0])
        credit, stopped = credited(sentence, counting.credit_end_days), days_that_do_not_count(sentence)
        good = good_time_recorded(sentence)
        raw = last_days(start, months, days, counting)
        full = raw[0] - credit[1] + stopped, raw[1] - credit[0] + stopped
        recorded = last_days(start_with_credit, months, days, counting)
        recorded = recorded[0] - credit[1] + stopped - good, recorded[1] - credit[0] + stopped - good
        previous = max(before, key=lambda other: other.full[1]) if before else None
        steps = _steps(sentence, start, raw, full, counting, stopped)
        return Laid(
            (*(previous.chain if previous else ()), i),
            start,
            months,
            days,
            full,
            self._cut_short(sentence, recorded),
            good,
            good_time_lost(sentence),
            self.day(sentence.imposed_at) if sentence.imposed_at is not None else start[0],
            counting,
            tuple(dict.fromkeys((*(name for other in before for name in other.missing), *counting.missing))),
            (*(previous.steps if previous else ()), *steps),
        )

    def _cut_short(self, sentence: Sentence, recorded: Bounds) -> Bounds:
        """Return the last day of a sentence that something may have ended early: what follows begins on that day."""
        if sentence.ended_by is None:
            return recorded
        first, last = self.place.days_of(bounds(sentence.ended_by.at, self.place))
        return min(recorded[0], first - 1), min(recorded[1], last - 1)

    def together(self, chain: tuple[int, ...]) -> Laid | Refusal:
        """Return consecutive terms as one: their lengths added, then credit and days that do not count.

        18 USC 3584(c): a single, aggregate term for administrative purposes.

        Args:
            chain: Their positions, the first to be served first.
        """
        members: list[Laid] = []
        for i in chain:
            other = self.laid(i)
            if isinstance(other, Refusal):
                return other
            members.append(other)
        first = members[0]
        months, days = sum(each.months for each in members), sum(each.days for each in members)
        sentences = [self.sentences[i] for i in chain]
        # Credit of all of them in one list, so that a day credited to two of them counts once (18 USC 3585(b)).
        pooled = sentences[0].model_copy(update={"credits": tuple(c for each in sentences for c in each.credits)})
        ends = first.counting.credit_end_days
        credit, stopped = credited(pooled, ends), sum(days_that_do_not_count(each) for each in sentences)
        try:
            raw = last_days(first.start, months, days, first.counting)
        except ValueError:
            return Refusal("beyond_calendar", f"sentences[{chain[-1]}].term", "terms that end before the year 9900")
        full = raw[0] - credit[1] + stopped, raw[1] - credit[0] + stopped
        good = sum(each.good for each in members)
        terms = " and ".join(term_text(each.term) for each in sentences if each.term is not None)
        steps = ["consecutive terms are one term (18 USC 3584(c))", _term_step(terms, first.start, raw, first.counting)]
        steps += [f"less {words}" for words in credit_texts(pooled, ends)]
        steps += _rest(raw, full, stopped)
        return first._replace(
            chain=chain,
            months=months,
            days=days,
            full=full,
            recorded=(full[0] - good, full[1] - good),
            good=good,
            lost=sum(each.lost for each in members),
            floor=max(each.floor for each in members),
            missing=tuple(dict.fromkeys(name for each in members for name in each.missing)),
            steps=tuple(steps),
        )


def _term_step(term: str, start: Bounds, raw: Bounds, counting: Conventions) -> str:
    counts = {True: ", that day counted", False: ", that day not counted", None: ", that day counted or not"}
    return f"{term} from {day_text(start)}{counts[counting.counts_start_day]}: last day {day_text(raw)}"


def _steps(
    sentence: Sentence, start: Bounds, raw: Bounds, full: Bounds, counting: Conventions, stopped: int
) -> list[str]:
    assert sentence.term is not None
    term = term_text(sentence.term)
    if sentence.suspended is not None:
        term += f", {term_text(sentence.suspended)} of it suspended,"
    steps = [_term_step(term, start, raw, counting)]
    steps += [f"less {words}" for words in credit_texts(sentence, counting.credit_end_days)]
    return steps + _rest(raw, full, stopped)


def _rest(raw: Bounds, full: Bounds, stopped: int) -> list[str]:
    steps = [f"{number_text((stopped, stopped))} more that do not count"] if stopped else []
    return [*steps, f"full term: last day {day_text(full)}"] if steps or raw != full else []


def floor_step(day: int) -> str:
    """Return the step that says that credit leaves nothing to serve."""
    return f"credit covers the whole term: released on the day it was imposed, {iso_date(day)}"
