"""Lays the terms of a record on the calendar: where each begins, how long it is, and on which day it is over.

A sentence that follows others begins on the day after the last of them is over, by its full term for full terms and
with recorded credit for releases. What cannot be laid down without a guess is a refusal, and so is all that follows it.
"""

from __future__ import annotations

from datetime import date

from holdcheck.law import LawOfPlace
from holdcheck.moments import Bounds, Zone, bounds
from holdcheck.record import CustodyRecord
from holdcheck.sentences.counting import (
    anniversary,
    conventions,
    credited,
    days_that_do_not_count,
    good_time_lost,
    good_time_recorded,
    last_days,
    length,
)
from holdcheck.sentences.fines import TermOfFine, is_fine_without_term, term_of_fine
from holdcheck.sentences.laid import Laid, less
from holdcheck.sentences.refusing import MAY_BE_LAID_OUT, OLD_LAW_ENDS, is_in_doubt, leaves_nothing_to_serve, refusals
from holdcheck.sentences.results import Refusal


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
        self.imposed = [self.day(each.imposed_at) if each.imposed_at is not None else None for each in self.sentences]
        """The day on which each was imposed, counted from 1970-01-01; None where that is not recorded."""
        self._by_id = {each.id: i for i, each in enumerate(self.sentences) if each.id is not None}
        self._following = [
            i for i, each in enumerate(self.sentences) if each.consecutive_to and not leaves_nothing_to_serve(each)
        ]
        self.precede = frozenset([n for i in self._following for n in self.followed(i) or ()])
        """Positions of the sentences after which somebody goes on to serve another."""
        self.consecutive_credit = f"{law.counting_place}.credit_on_consecutive_terms"
        self._laid: dict[int, Laid | Refusal] = {}
        self._under_way: set[int] = set()

    def day(self, value: date) -> int:
        """Return a legal date as days from 1970-01-01; a moment given for one counts as its local day."""
        return self.place.legal_day(value)

    def followed(self, i: int) -> list[int] | None:
        """Return the positions of the sentences one follows; None where one of them is not in the record."""
        followed: list[int] = []
        for follows in self.sentences[i].consecutive_to:
            if isinstance(follows, str):
                if follows not in self._by_id:
                    return None
                followed.append(self._by_id[follows])
            else:
                of_case = [n for n, other in enumerate(self.sentences) if other.case == follows.case and n != i]
                if not of_case:
                    return None
                followed += of_case
        return followed

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
                found = self._lay(i)
            except (ValueError, OverflowError):
                found = Refusal("beyond_calendar", f"{path}.term", "a term that ends before the year 9900")
            self._under_way.discard(i)
            self._laid[i] = found
        return found

    def _is_old_law(self, i: int) -> bool:
        if not self.federal:
            return False
        imposed = self.imposed[i]
        return (imposed is not None and imposed < OLD_LAW_ENDS) or any(
            day < OLD_LAW_ENDS for day in self.offense_days(i)
        )

    def before(self, i: int) -> tuple[Laid, ...] | Refusal:
        """Return the terms a sentence follows; of those that leave nothing to serve, none."""
        if not self.sentences[i].consecutive_to:
            return ()
        before: list[Laid] = []
        for n in self.followed(i) or ():
            other = self.laid(n)
            if isinstance(other, Laid):
                before.append(other)
            elif other.code != "nothing_to_serve" or self.imposed[n] is None:
                return other
        return tuple(before)

    def _starts(self, i: int, before: tuple[Laid, ...]) -> tuple[Bounds, Bounds] | Refusal:
        """Return on which day a sentence begins: where all before it run full terms, and with recorded credit."""
        sentence, path = self.sentences[i], f"sentences[{i}]"
        if sentence.begins_at is not None:
            day = self.day(sentence.begins_at)
            return (day, day), (day, day)
        followed = self.followed(i)
        if followed is None:
            return Refusal("missing_sentence", f"{path}.consecutive_to", "the sentence it follows, or when it begins")
        if followed:
            # What leaves nothing to serve is over before the day it is imposed.
            imposed = [(n, self.imposed[n]) for n in followed]
            over = [(day - 1, day - 1) for n, day in imposed if day is not None and not isinstance(self.laid(n), Laid)]
            full = [*over, *(self._room(other, other.full, other.start) for other in before)]
            last = [*over, *(self._room(other, other.recorded, other.begins) for other in before)]
            return _day_after_all(full), _day_after_all(last)
        imposed_on = self.imposed[i]
        if imposed_on is None:
            return Refusal("missing_date", f"{path}.imposed_at", "the day it was imposed, or on which it begins")
        return (imposed_on, imposed_on), (imposed_on, imposed_on)

    def _lay(self, i: int) -> Laid | Refusal:
        sentence, path = self.sentences[i], f"sentences[{i}]"
        fine: TermOfFine | None = None
        if is_fine_without_term(sentence):
            found = term_of_fine(self.law, self.place, sentence, path)
            if isinstance(found, Refusal):
                return found
            fine = found
        term = fine.longest if fine is not None else sentence.term
        own: Refusal | None = None
        for each in refusals(sentence, term, path, self._is_old_law(i)):
            if each.code not in MAY_BE_LAID_OUT:
                return each
            own = own or each
        before = self.before(i)
        if isinstance(before, Refusal):
            return before
        starts = self._starts(i, before)
        if isinstance(starts, Refusal):
            return starts
        assert term is not None
        start, begins = starts
        imposed = self.imposed[i]
        months, days = length(term, sentence.suspended)
        shortest = (months, days) if fine is None else length(fine.shortest, sentence.suspended)
        served = anniversary(start[0], months, days) - start[0]
        counting = conventions(self.law, sentence, start[0], served)
        credit = credited(sentence.credits, counting.credit_end_days)
        if own is not None:  # how much of a credit counts that is in doubt, nobody knows
            sure = [each for each in sentence.credits if not is_in_doubt(each, start[0])]
            credit = credited(sure, counting.credit_end_days)[0], credit[1]
        good = good_time_recorded(sentence)
        raw = last_days(start, months, days, counting)
        with_credit = raw if start == begins else last_days(begins, months, days, counting)
        if shortest != (months, days):
            raw = last_days(start, *shortest, counting)[0], raw[1]
            with_credit = last_days(begins, *shortest, counting)[0], with_credit[1]
        stopped = days_that_do_not_count(sentence, begins[0], raw[1] - credit[0])
        full, recorded = less(raw, credit, stopped), less(with_credit, credit, stopped, good)
        whole = anniversary(start[1], months, days) - start[1] + stopped
        # Where credit makes up the whole term nothing is left of it, however days are counted.
        if credit[0] >= whole:
            full = min(full[0], start[0] - 1), min(full[1], start[1] - 1)
        if credit[0] + good >= whole:
            recorded = min(recorded[0], begins[0] - 1), min(recorded[1], begins[1] - 1)
        doubt: tuple[str, ...] = ()
        if not self.federal and (before or i in self.precede) and recorded[1] < begins[1] - 1:
            # Credit beyond the term may count for the others, or be lost: each may begin only when it is imposed.
            full = full[0], max(full[1], start[1] - 1)
            recorded, doubt = (recorded[0], begins[1] - 1), (self.consecutive_credit,)
        missing = (*fine.missing, *counting.missing) if fine is not None else counting.missing
        laid = Laid(
            chain=(i,),
            sentences=(sentence,),
            kinds=frozenset((sentence.kind,)),
            terms=(term,),
            fines=(fine,) if fine is not None else (),
            start=start,
            begins=begins,
            months=months,
            days=days,
            shortest=shortest,
            raw=raw,
            full=full,
            recorded=recorded,
            last=self.cut_short(i, recorded),
            good=good,
            lost=good_time_lost(sentence),
            stopped=stopped,
            floor=begins[0] if imposed is None else imposed,
            counting=counting,
            missing=(*missing, *doubt),
            refusal=own,
        )
        return self._following_others(laid, before) if before else laid

    def _following_others(self, laid: Laid, before: tuple[Laid, ...]) -> Laid:
        """Return a term on the calendar with those it follows: its chain is that of the one that can end last."""
        previous = max(before, key=lambda other: other.full[1])
        missing = [*(name for other in before for name in other.missing), *laid.missing]
        if any(self.vacated_on(other.chain[-1]) is not None for other in before):
            missing.append(f"{self.law.counting_place}.time_on_vacated_sentence")
        return laid._replace(
            chain=previous.chain + laid.chain,
            sentences=previous.sentences + laid.sentences,
            kinds=previous.kinds | laid.kinds,
            terms=previous.terms + laid.terms,
            fines=previous.fines + laid.fines,
            missing=tuple(dict.fromkeys(missing)),
            previous=previous,
            refusal=laid.refusal or next((each.refusal for each in before if each.refusal is not None), None),
        )

    def _room(self, other: Laid, last: Bounds, begins: Bounds) -> Bounds:
        """Return the last day of a sentence for one that follows it.

        Time served on a sentence that was vacated may count for the one after it, as if that had begun in its stead.
        """
        last = self.cut_short(other.chain[-1], last)
        vacated = self.vacated_on(other.chain[-1]) is not None
        return (min(last[0], begins[0] - 1), last[1]) if vacated else last

    def cut_short(self, i: int, last: Bounds) -> Bounds:
        """Return the last day of a sentence that something may have ended early: what follows begins on that day."""
        sentence = self.sentences[i]
        if sentence.ended_by is not None:
            first, final = self.place.days_of(bounds(sentence.ended_by.at, self.place))
            last = min(last[0], first - 1), min(last[1], final - 1)
        vacated = self.vacated_on(i)
        if vacated is not None:
            last = min(last[0], vacated[0] - 1), min(last[1], vacated[1] - 1)
        return last

    def vacated_on(self, i: int) -> Bounds | None:
        """Return the day on which a court vacated a sentence; None where none did, or perhaps an earlier one."""
        if not self.record.court_orders:
            return None
        sentence, imposed = self.sentences[i], self.imposed[i]
        days = [
            self.place.days_of(bounds(order.ordered_at, self.place))
            for order in self.record.court_orders
            if order.kind == "vacate_sentence"
            and order.ordered_at is not None
            and (not isinstance(order.charges, tuple) or set(order.charges) & set(sentence.charges))
        ]
        return min((each for each in days if imposed is None or each[0] >= imposed), default=None)

    def goes_on_after(self, i: int) -> bool | None:
        """Return whether somebody goes on to serve another sentence after one; None where credit may make up that."""
        found: bool | None = False
        for n in range(len(self.sentences)) if i in self.precede else ():
            laid = self.laid(n)
            if i in (self.followed(n) or ()) and isinstance(laid, Laid) and self.vacated_on(n) is None:
                if laid.recorded[0] >= laid.begins[0]:
                    return True
                found = None if laid.recorded[1] >= laid.begins[0] else found
        return found

    def last_of_rows(self) -> list[int]:
        """Return the positions of sentences that follow others and that none follows."""
        return [i for i in self._following if i not in self.precede]


def _day_after_all(lasts: list[Bounds]) -> Bounds:
    return max(last[0] for last in lasts) + 1, max(last[1] for last in lasts) + 1
