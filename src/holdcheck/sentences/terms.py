"""Lays the terms of a record on the calendar: where each begins, how long it is, and on which day it is over.

A sentence that follows others begins on the day after the last of them is over, by its full term for full terms and
with recorded credit for releases. What cannot be laid down without a guess is a refusal, and so is all that follows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from holdcheck.law import LawOfPlace
from holdcheck.record import CustodyRecord
from holdcheck.record.sentences import Credit
from holdcheck.sentences.conventions import conventions, joining, of_credited_day
from holdcheck.sentences.counting import anniversary, credited, days_that_do_not_count, length
from holdcheck.sentences.fines import TermOfFine, is_fine_without_term, term_of_fine
from holdcheck.sentences.laid import Laid, ends_last, less, only, served_since
from holdcheck.sentences.ledger import taken_off
from holdcheck.sentences.recorded import RecordedSentences
from holdcheck.sentences.refusing import (
    MAY_BE_LAID_OUT,
    credit_while_serving,
    gravest,
    is_in_doubt,
    is_served_in_stays,
    refusals,
)
from holdcheck.sentences.results import Refusal
from holdcheck.sentences.starts import Start
from holdcheck.sentences.stays import laid_in_stays
from holdcheck.spans import NEVER_ENDS
from holdcheck.zones import Bounds, Zone

_NONE: Final = 0, 0


class Terms(RecordedSentences):
    """The sentences of one record, laid on the calendar when they are asked for.

    The arguments are those of `RecordedSentences`. No sentence of the record follows itself (`circles`).
    """

    def __init__(self, record: CustodyRecord, law: LawOfPlace, place: Zone, until: int = NEVER_ENDS) -> None:
        super().__init__(record, law, place, until)
        self._laid: dict[int, Laid | Refusal] = {}
        self.rows: dict[int, Laid | Refusal] = {}
        """Consecutive sentences together, by the position of the last of them, once they were asked for."""

    @property
    def consecutive_credit(self) -> str:
        """The convention that says whether credit beyond a term counts for the one that follows it."""
        return f"{self.law.counting_place}.credit_on_consecutive_terms"

    def laid(self, i: int) -> Laid | Refusal:
        """Return a sentence on the calendar, or why it cannot be laid there."""
        found = self._laid.get(i)
        if found is not None:
            return found
        # Those it follows are laid out first, in a loop: a chain of them may be longer than calls can be nested.
        waiting = [i]
        while waiting:
            n = waiting[-1]
            ahead = [other for other in self.followed(n) or () if other not in self._laid]
            if ahead:
                waiting += ahead
            elif waiting.pop() not in self._laid:
                try:
                    self._laid[n] = self._lay(n)
                except (ValueError, OverflowError):
                    supply = "a term that ends before the year 9900"
                    self._laid[n] = Refusal("beyond_calendar", f"sentences[{n}].term", supply)
        return self._laid[i]

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

    def _starts(self, i: int, before: tuple[Laid, ...]) -> tuple[Start, Start] | Refusal:
        """Return on which day a sentence begins: where all before it run full terms, and with recorded credit."""
        sentence, path = self.sentences[i], f"sentences[{i}]"
        if sentence.begins_at is not None:
            day = self.day(sentence.begins_at)
            start = Start((day, day))
            return start, start
        followed = self.followed(i)
        if followed is None:
            return Refusal("missing_sentence", f"{path}.consecutive_to", "the sentence it follows, or when it begins")
        if followed:
            # What leaves nothing to serve is over before the day it is imposed.
            imposed = [(n, self.imposed[n]) for n in followed]
            over = [(day - 1, day - 1) for n, day in imposed if day is not None and not isinstance(self.laid(n), Laid)]
            start = self._after_all(i, over, [(other, other.full, other.start) for other in before])
            if all(other.full == other.recorded and other.start == other.begins for other in before):
                return start, start
            return start, self._after_all(i, over, [(other, other.recorded, other.begins) for other in before])
        imposed_on = self.imposed[i]
        if imposed_on is None:
            return Refusal("missing_date", f"{path}.imposed_at", "the day it was imposed, or on which it begins")
        start = Start((imposed_on, imposed_on))
        return start, start

    def sure(self, granted: Iterable[Credit], since: int) -> list[Credit]:
        """Return the credits that surely count for somebody who has been serving since a day."""
        return [each for each in granted if not (is_in_doubt(each, since) or self.was_at_large(each))]

    def _lay(self, i: int) -> Laid | Refusal:
        sentence, path = self.sentences[i], f"sentences[{i}]"
        if i in self.not_yet_imposed:
            return Refusal("not_yet_imposed", f"{path}.imposed_at", "a later day as of which to compute")
        if sentence.periods and is_served_in_stays(sentence):
            return laid_in_stays(self, i)
        term, suspended, granted = sentence.term, sentence.suspended, sentence.credits
        fine: TermOfFine | None = None
        if is_fine_without_term(sentence):
            found = term_of_fine(self.law, self.place, sentence, path)
            if isinstance(found, Refusal):
                return found
            fine, term = found, found.longest
        doubts: list[Refusal] = []
        by_hours: Refusal | None = None
        goes_on: Refusal | None = None
        for each in refusals(sentence, term, path, self.is_old_law(i)):
            if each.code == "hours_term":
                by_hours = each
            elif each.code == "time_not_counting":
                goes_on = each
            elif each.code not in MAY_BE_LAID_OUT:
                return each
            else:
                doubts.append(each)
        own = gravest((*doubts, self.credit_for_an_escape(i))) if doubts or self.record.absences else None
        if by_hours is not None:
            return own or goes_on or by_hours
        before = self.before(i)
        if isinstance(before, Refusal):
            return before
        starts = self._starts(i, before)
        if isinstance(starts, Refusal):
            return starts
        assert term is not None
        start, begins = starts[0].days, starts[1].days
        imposed = self.imposed[i]
        months, days = length(term, suspended)
        shortest = (months, days) if fine is None else length(fine.shortest, suspended)
        served = anniversary(start[0], months, days) - start[0]
        of_place = conventions(self.law, granted, start[0], served)
        counting = joining(of_place, starts[0].joins, path) if before else of_place
        credit = 0, 0
        if granted:
            credited_first = of_credited_day(counting, granted, start)
            if credited_first is not counting:
                counting = of_place = credited_first
                starts = Start(start), Start(start) if begins == start else starts[1]
            since = served_since(start, begins, ends_last(before)) if before else start
            credit = credited(granted, counting, since)
            if before:
                own = own or credit_while_serving(granted, since[1], path)
            if own is not None:  # how much of a credit counts that is in doubt, nobody knows
                credit = credited(self.sure(granted, since[0]), counting, since)[0], credit[1]
        raw = with_credit = starts[0].last_days(months, days, of_place)
        if starts[0] != starts[1]:
            with_credit = starts[1].last_days(months, days, of_place)
        if fine is not None:
            raw = starts[0].last_days(*shortest, of_place)[0], raw[1]
            with_credit = starts[1].last_days(*shortest, of_place)[0], with_credit[1]
        good_time, stopped = self.good_time(i), _NONE
        if sentence.inoperative:

            def last(bound: int, stopped: int) -> int:
                due = taken_off(less(with_credit, credit, (stopped, stopped)), good_time, counting)
                return max(due.last[bound], due.earliest[bound])

            # What may be over before a spell begins is longer by it only where it is not.
            low, high = (days_that_do_not_count(sentence.inoperative, begins[n], partial(last, n)) for n in (0, 1))
            stopped = low, high
            over = max(last(0, low), last(1, high))
            if goes_on is not None and any(not e.to and self.day(e.from_) <= over for e in sentence.inoperative):
                return goes_on
        full = less(raw, credit, stopped)
        recorded = full if raw == with_credit else less(with_credit, credit, stopped)
        if sentence.inoperative:  # of two days on which it may begin the earlier may be longer by more
            full, recorded = (min(full), max(full)), (min(recorded), max(recorded))
        good = taken_off(recorded, good_time, counting)
        recorded = good.last
        # Where credit makes up the whole term nothing is left of it, however days are counted.
        whole = anniversary(start[1], months, days) - start[1] + stopped[1]
        if credit[0] >= whole:
            full = min(full[0], start[0] - 1), min(full[1], start[1] - 1)
        if credit[0] + good.days >= whole:
            # Good time that may have been entered in time for one of the two bounds makes up the term for that one.
            recorded = (
                min(recorded[0], begins[0] - 1) if credit[0] + good.each[0] >= whole else recorded[0],
                min(recorded[1], begins[1] - 1) if credit[0] + good.each[1] >= whole else recorded[1],
            )
        if good_time.entries:
            recorded = max(recorded[0], good.earliest[0]), max(recorded[1], good.earliest[1])
        missing = (*fine.missing, *counting.missing) if fine is not None else counting.missing
        if not self.federal and (before or i in self.precede) and recorded[1] < begins[1] - 1:
            # Credit beyond the term may count for the others, or be lost: each may begin only when it is imposed.
            full = full[0], max(full[1], start[1] - 1)
            recorded, missing = (recorded[0], begins[1] - 1), (*missing, self.consecutive_credit)
        laid = Laid(  # in the order of its attributes: to name two dozen of them takes longer than to make it
            (i,),
            (sentence,),
            only(sentence.kind),
            (term,),
            (fine,) if fine is not None else (),
            start,
            begins,
            months,
            days,
            shortest,
            raw,
            full,
            recorded,
            self.cut_short(i, recorded) if self.ends_early else recorded,
            good.days,
            good.entered,
            good_time.lost,
            stopped,
            begins[0] if imposed is None else imposed,
            counting,
            missing,
            own,
        )
        if not before:
            return laid
        vacated = any(self.vacated_on(each.chain[-1]) is not None for each in before)
        return laid.after(before, f"{self.law.counting_place}.time_on_vacated_sentence" if vacated else None)

    def _after_all(self, i: int, over: list[Bounds], followed: list[tuple[Laid, Bounds, Bounds]]) -> Start:
        """Return the day on which a sentence begins that follows others: none before it was imposed.

        Credit beyond the whole of all of them comes off it as if it had begun by as many days earlier. Time served on a
        sentence that was vacated may count for the one after it, as if that had begun in its stead.

        Args:
            i: Position of the sentence.
            over: The last days of those it follows that left nothing to serve.
            followed: The others, with their last days and the days on which they begin.
        """
        imposed, vacated = self.imposed[i], False
        ends, beyond = list(over), [(0, 0)] * len(over)
        for other, last, begins in followed:
            left = max(begins[0] - 1 - last[0], 0), max(begins[1] - 1 - last[1], 0)
            first, final = last[0] + left[0], last[1] + left[1]
            if self.ends_early:
                first, final = self.cut_short(other.chain[-1], (first, final))
                # Nothing ends a sentence before it begins.
                first, final = max(first, begins[0] - 1), max(final, begins[1] - 1)
                if self.vacated_on(other.chain[-1]) is not None:
                    vacated, first = True, min(first, begins[0] - 1)
            ends.append((first, final))
            beyond.append(left)
        (first, final), off = ends[0], beyond[0]
        if len(ends) > 1:
            first, final = max(first for first, _ in ends), max(final for _, final in ends)
            off = min(left for left, _ in beyond), min(left for _, left in beyond)
        first, final = first + 1, final + 1
        joins = not vacated and (imposed is None or imposed < first), imposed is None or imposed < final
        if imposed is not None:
            first, final = first if vacated else max(first, imposed), max(final, imposed)
        return Start((first - off[0], final - off[1]), joins)

    def goes_on_after(self, i: int) -> bool | None:
        """Return whether somebody goes on to serve another sentence after one; None where credit may make up that.

        One that was imposed when the first was over is no going on: the person was released in between.
        """
        found: bool | None = False
        own = self.laid(i) if i in self.precede else None
        if not isinstance(own, Laid):
            return found
        for n in self.following(i):
            laid = self.laid(n)
            if isinstance(laid, Laid) and not (self.ends_early and self.ended_before(n, laid.begins[0])):
                if laid.begins[0] > own.last[1] + 1:
                    continue
                if laid.recorded[0] >= laid.begins[0] and laid.begins[1] <= own.last[1] + 1:
                    return True
                nothing_left = laid.recorded[0] < laid.begins[0] and laid.recorded[1] < laid.begins[1]
                found = found if nothing_left else None
        return found
