"""One term laid on the calendar, or several consecutive ones as one, and in words how its last day was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from holdcheck.law.rules import Law
from holdcheck.record.sentences import Sentence, Term
from holdcheck.sentences.conventions import Conventions
from holdcheck.sentences.counting import credit_texts, day_text, number_text, term_text, within_calendar
from holdcheck.sentences.fines import TermOfFine
from holdcheck.sentences.refusing import gravest, is_served_in_stays
from holdcheck.sentences.results import Refusal
from holdcheck.zones import Bounds, iso_date


class Laid(NamedTuple):
    """One term on the calendar, or several consecutive ones as one. Days are bounds, from 1970-01-01.

    Attributes:
        chain: Positions of the sentences, the first to be served first.
        sentences: The same as sentences.
        kinds: The kinds of these.
        terms: How long each of them is; of a fine, the most it can be.
        fines: How fines among them became days.
        start: Day on which it begins, where all before it run their full term.
        begins: The same, where all before it end with recorded credit, or as something ended them.
        months: Calendar months of what is to be served.
        days: Days of it beyond those.
        shortest: The same where it may be shorter.
        raw: Its last day before credits and days that do not count.
        full: Its last day, after credits and days that do not count.
        recorded: The same less good time as recorded, for it and all before it.
        last: The same where something ended it early; what follows it begins on the day after.
        good: Good time as recorded.
        entered: The day of an entry of good time before which what it gives could free nobody; None where none did.
        lost: Good time recorded as lost and not restored.
        stopped: Days that do not count.
        floor: Nobody is released from it before this day.
        counting: The conventions of its place.
        missing: Conventions of it and of those before it that are not known.
        refusal: Why nothing is computed of it although it can be laid out.
        previous: The one before it in its chain; None where the chain is one term by law.
        one_term: By what law the chain is one term.
        limit: What ends the chain sooner, in words, and its last day without it.
        twice: Days credited to two sentences of the chain, which count once or twice.
    """

    chain: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    kinds: frozenset[str]
    terms: tuple[Term, ...]
    fines: tuple[TermOfFine, ...]
    start: Bounds
    begins: Bounds
    months: int
    days: int
    shortest: tuple[int, int]
    raw: Bounds
    full: Bounds
    recorded: Bounds
    last: Bounds
    good: int
    entered: int | None
    lost: int
    stopped: Bounds
    floor: int
    counting: Conventions
    missing: tuple[str, ...]
    refusal: Refusal | None
    previous: Laid | None = None
    one_term: str | None = None
    limit: tuple[str, Bounds] | None = None
    twice: int = 0

    @property
    def steps(self) -> tuple[str, ...]:
        """How the last day was found."""
        chain = [self]
        while chain[-1].previous is not None:
            chain.append(chain[-1].previous)
        steps: list[str] = []
        for each in reversed(chain):
            each._add_steps(steps)
        return tuple(steps)

    def _add_steps(self, steps: list[str]) -> None:
        """Add its own steps to those of what it follows; of one term they are all there is."""
        members, terms = self.sentences[-1:], self.terms[-1:]
        if self.one_term is not None:
            steps[:] = [self.one_term]
            members, terms = self.sentences, self.terms
        elif is_served_in_stays(members[0]):
            steps.append(stays_step(members[0], self.raw))
            return
        told = " and ".join(term_text(each) for each in terms)
        if len(members) == 1 and self.months == 0 and self.shortest[1] < self.days and self.one_term is None:
            told = f"{self.shortest[1]} or {told}"
        if len(members) == 1 and members[0].suspended is not None:
            told += f", {term_text(members[0].suspended)} of it suspended,"
        steps += [fine.step for fine in self.fines if fine.step not in steps]
        counts = _COUNTED[self.counting.counts_start_day]
        steps.append(f"{told} from {day_text(self.start)}{counts}: last day {day_text(self.raw)}")
        granted = tuple(credit for each in members for credit in each.credits)
        steps += [f"less {words}" for words in credit_texts(granted, self.counting, self.served_since)]
        if self.twice:
            steps.append(f"{number_text((self.twice, self.twice))} credited to two of them: counted once or twice")
        full = self.limit[1] if self.limit is not None else self.full
        if self.stopped[1]:
            steps.append(f"{number_text(self.stopped)} more that do not count: {_spells(members)}")
        if self.stopped[1] or self.raw != full:
            steps.append(f"full term: last day {day_text(full)}")
        if self.limit is not None:
            steps.append(f"{self.limit[0]}: last day {day_text(self.full)}")

    def after(self, before: Sequence[Laid], unknown: str | None) -> Laid:
        """Return a term with those it follows: its chain is that of the one that can end last.

        Args:
            before: Those it follows.
            unknown: A convention that is not known and bears on what follows them; None where there is none.
        """
        previous = ends_last(before)
        missing = [*(name for other in before for name in other.missing), *self.missing]
        if unknown is not None:
            missing.append(unknown)
        return self._replace(
            chain=previous.chain + self.chain,
            sentences=previous.sentences + self.sentences,
            kinds=previous.kinds | self.kinds,
            terms=previous.terms + self.terms,
            fines=previous.fines + self.fines,
            missing=tuple(dict.fromkeys(missing)),
            previous=previous,
            refusal=gravest((self.refusal, *(each.refusal for each in before))),
        )

    @property
    def open_last_day(self) -> tuple[str, ...]:
        """The conventions that are not known and bear on the last day, and not only on the day of release."""
        return tuple([name for name in self.missing if not name.endswith(".release_on")]) if self.missing else ()

    @property
    def served_since(self) -> Bounds:
        """The day from which on its days, and those of what it goes on from, are served and are no days of credit."""
        return served_since(self.start, self.begins, self.previous)

    @property
    def law(self) -> tuple[Law, ...]:
        """The sources used."""
        counted = self.counting.rule.law if self.counting.rule is not None else ()
        return (*(law for fine in self.fines for law in fine.law), *counted) if self.fines else counted


def ends_last(several: Sequence[Laid]) -> Laid:
    """Return the one of several terms that can be over last."""
    return max(several, key=lambda each: each.full[1])


def served_since(start: Bounds, begins: Bounds, previous: Laid | None) -> Bounds:
    """Return from which day on somebody has been serving a sentence that begins on a day, or one it goes on from.

    Args:
        start: Where it begins if all before it run their full term.
        begins: Where it begins with recorded credit.
        previous: The one it follows.
    """
    while previous is not None and begins[0] <= previous.last[1] + 1:
        start, begins, previous = previous.start, previous.begins, previous.previous
    return start


@cache
def only(kind: str) -> frozenset[str]:
    """Return the kinds of a row of sentences of one kind; the same object each time, so that it is soon looked up."""
    return frozenset((kind,))


_COUNTED: Final = {True: ", that day counted", False: ", that day not counted", None: ", that day counted or not"}


def _spells(sentences: Iterable[Sentence]) -> str:
    """Return in words the spells in which sentences stood still; on the last day of each, time counts again."""
    spells = (spell for each in sentences for spell in each.inoperative)
    return "; ".join(
        f"{spell.from_.isoformat()[:10]} to {spell.to.isoformat()[:10]}, the last day counted"
        for spell in spells
        if spell.to is not None and spell.to != spell.from_
    )


def stays_step(sentence: Sentence, over: Bounds) -> str:
    """Return the step that says when an intermittent sentence is over."""
    return f"the last of {len(sentence.periods)} stays ends on {day_text(over)}"


def less(last: Bounds, credit: Bounds, stopped: Bounds) -> Bounds:
    """Return a last day after credit and days that do not count."""
    return within_calendar(last[0] - credit[1] + stopped[0], last[1] - credit[0] + stopped[1])


def release_steps(laid: Laid) -> tuple[str, ...]:
    """Return the steps to the last day with good time as recorded."""
    steps = laid.steps
    # Of a row the good time of all is added up, and it begins with the first.
    if laid.previous is not None and laid.previous.begins < laid.begins < laid.start:
        over = "" if laid.good else f": last day {day_text(laid.recorded)}"
        steps = (*steps, f"good time as recorded of what it follows lets it begin on {day_text(laid.begins)}{over}")
    if not laid.good:
        return steps
    off = f"less {number_text((laid.good, laid.good))} of good time as recorded"
    if laid.entered is not None:
        off += f", not before {iso_date(laid.entered)}, when it was entered"
    return (*steps, f"{off}: {day_text(laid.recorded)}")


def not_before(days: Bounds, floor: int) -> tuple[Bounds, tuple[str, ...]]:
    """Return days none of which is before the sentence was imposed, with the step that says so where one would be."""
    if days[0] >= floor:
        return days, ()
    return (max(days[0], floor), max(days[1], floor)), (floor_step(floor),)


def floor_step(day: int) -> str:
    """Return the step that says that credit leaves nothing to serve."""
    return f"credit covers the whole term: released on the day it was imposed, {iso_date(day)}"
