"""What a record says of its sentences beside their length: what each follows, its offences, and what ended it early."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from holdcheck.law import LawOfPlace
from holdcheck.moments import bounds
from holdcheck.record import CustodyRecord
from holdcheck.record.sentences import Credit, Inoperative, Sentence
from holdcheck.sentences.ledger import NO_GOOD_TIME, Ledger, good_time_recorded
from holdcheck.sentences.refusing import OLD_LAW_ENDS, leaves_nothing_to_serve
from holdcheck.sentences.results import Refusal
from holdcheck.spans import NEVER_ENDS
from holdcheck.zones import SECONDS_A_DAY, Bounds, Zone, day_number

NO_DAY: Final = 1 << 40
"""After any day of a calendar, counted from 1970-01-01: what may have come by then may never have come."""


class RecordedSentences:
    """The sentences of one record, as far as it says something of them.

    Args:
        record: The record.
        law: The law of its facility's place.
        place: The facility's zone.
        until: The instant from which on nothing has happened yet.
    """

    def __init__(self, record: CustodyRecord, law: LawOfPlace, place: Zone, until: int = NEVER_ENDS) -> None:
        self.record, self.law, self.place, self.until = record, law, place, until
        self.federal = record.facility.custodian == "federal"
        self.sentences = _as_of(record.sentences, place, until)
        self.imposed: list[int | None] = []
        """The day on which each was imposed, counted from 1970-01-01; None where that is not recorded."""
        self._vacating = [order for order in record.court_orders if order.kind == "vacate_sentence"]
        self.ends_early = bool(self._vacating)
        """Whether the record says of any of them that something ended it before its term."""
        self.not_yet_imposed: frozenset[int] = frozenset()
        """Positions of the sentences that have not happened yet: no other one follows them, and they follow none."""
        follow = False
        for each in self.sentences:
            self.imposed.append(None if each.imposed_at is None else place.legal_day(each.imposed_at))
            if each.ended_by is not None:
                self.ends_early = True
            if each.consecutive_to:
                follow = True
        if until < NEVER_ENDS and self.imposed:
            today = place.day_of(until - 1)
            later = [i for i, day in enumerate(self.imposed) if day is not None and day > today]
            self.not_yet_imposed = frozenset(later) if later else self.not_yet_imposed
        self._followed = _followed(self.sentences, self.not_yet_imposed) if follow else {}
        self._following = [i for i in self._followed if not leaves_nothing_to_serve(self.sentences[i])]
        self.precede = frozenset([n for i in self._following for n in self._followed[i] or ()])
        """Positions of the sentences after which somebody goes on to serve another."""

    def day(self, value: date) -> int:
        """Return a legal date as days from 1970-01-01; a moment given for one counts as its local day."""
        return self.place.legal_day(value)

    def followed(self, i: int) -> list[int] | None:
        """Return the positions of the sentences one follows; None where one of them is not in the record."""
        return self._followed.get(i, [])

    def following(self, i: int) -> list[int]:
        """Return the positions of the sentences that follow one and leave something to serve."""
        return [n for n in self._following if i in (self._followed[n] or ())]

    def last_of_rows(self) -> list[int]:
        """Return the positions of sentences that follow others and that none follows."""
        return [i for i in self._following if i not in self.precede]

    def within_rows(self) -> list[int]:
        """Return the positions of sentences that follow others and that others follow."""
        return [i for i in self._following if i in self.precede]

    def last_stay(self, i: int) -> Bounds:
        """Return the days on which the last stay of a sentence that is served in stays can end.

        Raises:
            ValueError: It ends in an hour that the clocks skip.
        """
        ends: list[Bounds] = []
        for period in self.sentences[i].periods:
            begun, over = bounds(period.from_, self.place)[0], bounds(period.to, self.place)
            ends.append((max(over[0], begun), max(over[1], begun)))  # no stay ends before it begins
        return self.place.days_of((max(end[0] for end in ends), max(end[1] for end in ends)))

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

    def good_time(self, i: int) -> Ledger:
        """Return the good time of a sentence as recorded, and as far as it has happened."""
        good = self.sentences[i].good_time
        if good is None:
            return NO_GOOD_TIME
        until = self.place.day_of(self.until - 1) + 1 if good.ledger and self.until < NEVER_ENDS else None
        return good_time_recorded(good, until)

    def is_old_law(self, i: int) -> bool:
        """Return whether a federal sentence is surely under the law before 1987-11-01."""
        if not self.federal:
            return False
        imposed = self.imposed[i]
        return (imposed is not None and imposed < OLD_LAW_ENDS) or any(
            day < OLD_LAW_ENDS for day in self.offense_days(i)
        )

    def credit_for_an_escape(self, i: int) -> Refusal | None:
        """Return that a credit is for days on which the person was at large, if one is."""
        if not self.record.absences:
            return None
        for n, credit in enumerate(self.sentences[i].credits):
            if self.was_at_large(credit):
                path = f"sentences[{i}].credits[{n}]"
                return Refusal("credit_outside_custody", path, "which of its days were spent in custody")
        return None

    def was_at_large(self, credit: Credit) -> bool:
        """Return whether the person was surely at large for whole days of a span of credit, as absences tell."""
        if credit.from_ is None or credit.to is None:
            return False
        first, last = self.place.midnight(day_number(credit.from_)), self.place.midnight(day_number(credit.to) + 1)
        for absence in self.record.absences:
            if absence.kind == "escape":
                left = bounds(absence.from_, self.place)[1]
                back = bounds(absence.to, self.place)[0] if absence.to is not None else NEVER_ENDS
                if min(back, last) - max(left, first) >= SECONDS_A_DAY:
                    return True
        return False

    def cut_short(self, i: int, last: Bounds) -> Bounds:
        """Return the last day of a sentence that something may have ended early: what follows begins on that day."""
        for days in (self.ended_on(i), self.vacated_on(i)):
            if days is not None:
                last = min(last[0], days[0] - 1), min(last[1], days[1] - 1)
        return last

    def ended_on(self, i: int) -> Bounds | None:
        """Return the day on which the record says that a sentence ended before its term; None where it does not."""
        ended = self.sentences[i].ended_by
        if ended is None:
            return None
        at = bounds(ended.at, self.place)
        return self.place.days_of(at) if at[0] < self.until else None

    def ended_before(self, i: int, day: int) -> bool:
        """Return whether something surely ended a sentence before a day."""
        return any(at is not None and at[1] < day for at in (self.ended_on(i), self.vacated_on(i)))

    def vacated_on(self, i: int) -> Bounds | None:
        """Return the day on which a court vacated a sentence, perhaps `NO_DAY`; None where surely none did.

        An order that may have come before the sentence, as on its own day, may have vacated another one. It surely did
        where another one stood before.
        """
        if not self._vacating:
            return None
        sentence, imposed = self.sentences[i], self.imposed[i]
        ordered = [
            bounds(order.ordered_at, self.place)
            for order in self._vacating
            if order.ordered_at is not None
            and (not isinstance(order.charges, tuple) or set(order.charges) & set(sentence.charges))
        ]
        days = [self.place.days_of(at) for at in ordered if at[0] < self.until]
        if imposed is not None:
            before = any(stood_before(sentence, each, self.place) for each in self.sentences)
            since = imposed + 1 if before else imposed
            days = [each if each[0] > imposed else (max(each[0], imposed), NO_DAY) for each in days if each[1] >= since]
        return (min(first for first, _ in days), min(last for _, last in days)) if days else None


def stood_before(sentence: Sentence, other: Sentence, place: Zone) -> bool:
    """Return whether another sentence was imposed on a day before one, on a charge of it or with none named.

    Vacated on the day on which the one was imposed, it is that other one that was.
    """
    imposed, before = sentence.imposed_at, other.imposed_at
    if imposed is None or before is None or place.legal_day(before) >= place.legal_day(imposed):
        return False
    return not sentence.charges or not other.charges or not set(sentence.charges).isdisjoint(other.charges)


def _as_of(sentences: tuple[Sentence, ...], place: Zone, until: int) -> tuple[Sentence, ...]:
    """Return sentences whose spells of days that do not count are known only as far as they have happened.

    One that had not begun stopped nothing; one that had not ended was not known to end. Each keeps its place.
    """
    if until >= NEVER_ENDS or not any(each.inoperative for each in sentences):
        return sentences
    today = place.day_of(until - 1)

    def happened(spell: Inoperative) -> Inoperative:
        if day_number(spell.from_) > today:
            return spell.model_copy(update={"to": spell.from_})
        if spell.to is not None and day_number(spell.to) > today:
            return spell.model_copy(update={"to": None})
        return spell

    return tuple(
        each.model_copy(update={"inoperative": tuple(map(happened, each.inoperative))}) if each.inoperative else each
        for each in sentences
    )


def _followed(sentences: Sequence[Sentence], not_yet_imposed: frozenset[int]) -> dict[int, list[int] | None]:
    """Return for each consecutive sentence the positions of those it follows; None where one is not in the record."""
    imposed = [(i, each) for i, each in enumerate(sentences) if i not in not_yet_imposed]
    by_id = {each.id: i for i, each in imposed if each.id is not None}
    by_case: dict[str | None, list[int]] = {}
    for i, each in imposed:
        by_case.setdefault(each.case, []).append(i)
    found: dict[int, list[int] | None] = {}
    for i, sentence in imposed:
        if not sentence.consecutive_to:
            continue
        followed: list[int] = []
        for follows in sentence.consecutive_to:
            if isinstance(follows, str):
                named = [by_id[follows]] if follows in by_id else []
            else:
                named = [n for n in by_case.get(follows.case, ()) if n != i]
            if not named:
                found[i] = None
                break
            followed += named
        else:
            found[i] = followed
    return found
