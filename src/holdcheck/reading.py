"""One record being read: its clock, its span of custody, and everything wrong or odd met on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from holdcheck.clocks import after
from holdcheck.errors import RecordError, problem, shown
from holdcheck.law import LawOfPlace
from holdcheck.moments import AnyMoment, bounds
from holdcheck.record import CustodyRecord
from holdcheck.record.charges import Arrest, Bail, Charge, CourtOrder
from holdcheck.record.facility import Absence
from holdcheck.record.papers import Detainer, Warrant
from holdcheck.record.sentences import Sentence
from holdcheck.spans import NEVER_BEGAN, NEVER_ENDS, Extent, Spans, remove, span_set
from holdcheck.zones import SECONDS_A_DAY, Bounds, Zone

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - local clock readings are counted from here
_AT_LARGE: Final = frozenset({"escape", "mistaken_release"})
_CUSTODY_THOUGH_AWAY: Final = frozenset({"hospital", "court", "other_facility"})


class Warned(NamedTuple):
    """Something odd in a record that does not keep it from being checked."""

    code: str
    at: str
    message: str


_PATHS: Final[dict[str, list[str]]] = {}


def paths(name: str, parts: Sequence[object]) -> list[str]:
    """Return the paths of the parts of one list of a record, in order; at least as many as there are."""
    known = _PATHS.setdefault(name, [])
    for i in range(len(known), len(parts)):
        known.append(f"{name}[{i}]")
    return known


def position(path: str) -> int:
    """Return the position a path such as ``warrants[2]`` names."""
    return int(path[path.index("[") + 1 : path.index("]")])


def _joined(path: str, field: str) -> str:
    return f"{path}.{field}" if field else path


class Reading:
    """A record with its moments turned into instants.

    Args:
        record: A valid record.
        law: The law of its facility's place.
        place: The facility's zone.
        as_of: Nothing after this instant has happened.
    """

    __slots__ = (
        "arrests",
        "as_of",
        "bail",
        "began",
        "charge_positions",
        "charges",
        "court_orders",
        "custody",
        "detainers",
        "ended",
        "last_came",
        "law",
        "names_warrants",
        "offsets",
        "ongoing",
        "place",
        "problems",
        "record",
        "release_day",
        "sentences",
        "warnings",
        "warrants",
    )

    def __init__(self, record: CustodyRecord, law: LawOfPlace, place: Zone, as_of: int) -> None:
        self.record, self.law, self.place, self.as_of = record, law, place, as_of
        self.offsets = place.offsets
        # Nearly every step asks for these lists; reading them from the model costs more than what many steps do.
        fields: dict[str, Any] = record.__dict__
        self.arrests: tuple[Arrest, ...] = fields["arrests"]
        self.bail: tuple[Bail, ...] = fields["bail"]
        self.charges: tuple[Charge, ...] = fields["charges"]
        self.court_orders: tuple[CourtOrder, ...] = fields["court_orders"]
        self.detainers: tuple[Detainer, ...] = fields["detainers"]
        self.sentences: tuple[Sentence, ...] = fields["sentences"]
        self.warrants: tuple[Warrant, ...] = fields["warrants"]
        self.problems: list[str] = []
        self.warnings: list[Warned] = []
        self.release_day: date | None = None
        # Few records hold an order or bail that names a warrant, and every warrant asks for those.
        self.names_warrants = bool(self.warrants) and any(
            each.__dict__["warrants"] for each in (*self.court_orders, *self.bail)
        )
        self.charge_positions: dict[str, int] = {}
        self.last_came: int | None = None
        self.began: Bounds = (as_of, as_of)
        self.ended: Bounds = (as_of, as_of)
        self.ongoing = True
        self.custody = self._custody()

    def _custody(self) -> Extent:
        record, as_of = self.record, self.as_of
        booked, released = record.booked_at, record.released_at
        if booked is None:
            return Extent((), ())
        self.began = self.instant(booked, "booked_at")
        if self.began[0] > as_of:
            self.warn("not_yet_in_custody", "booked_at", "Booked after as_of: nothing of this custody has happened.")
        if released is not None:
            ended = self.instant(released, "released_at")
            # A release that is surely still to come has not happened; one that may have happened is kept as it is.
            if ended[0] <= as_of:
                self.ended, self.ongoing = (max(ended[0], self.began[0]), min(ended[1], as_of)), False
                if type(released) is date:
                    self.release_day = released
        until = record.recorded_until
        if self.ongoing and until is not None and type(until) is not datetime:
            # Of a horizon that is a bare date nobody knows the hour, so custody on that day is only possible.
            known = self.instant(until, "recorded_until")[0]
            self.ended = max(min(known, as_of), min(self.began[0], as_of)), as_of
        start_e, start_l = self.began
        end_e, end_l = self.ended
        possible: Spans = ((start_e, end_l),) if start_e < end_l else ()
        exact = start_e == start_l and end_e == end_l
        sure = possible if exact else ((start_l, end_e),) if start_l < end_e else ()
        if record.absences:
            return self._without_absences(sure, possible)
        return Extent(sure, possible)

    def _without_absences(self, sure: Spans, possible: Spans) -> Extent:
        surely_away, possibly_away = [], []
        for i, absence in enumerate(self.record.absences):
            if not self.is_away(absence):
                continue
            path = f"absences[{i}]"
            left = self.instant(absence.from_, path, "from")
            if left[0] >= self.as_of:
                continue
            back = (self.as_of, self.as_of) if absence.to is None else self.instant(absence.to, path, "to")
            surely_away.append((left[1], back[0]))
            possibly_away.append((left[0], back[1]))
        return remove(Extent(sure, possible), Extent(span_set(surely_away), span_set(possibly_away)))

    @property
    def still_held(self) -> bool:
        """Whether the person is still held at the end of what is known: neither left, nor at large, nor yet to come."""
        if not self.ongoing or self.record.booked_at is None:
            return self.ongoing
        custody = self.custody.possible
        if not custody:
            return False
        left = custody[-1][1]
        return left >= self.ended[1] or not any(
            each.kind in _AT_LARGE and self.instant(each.from_, "absences", "from")[0] == left
            for each in self.record.absences
        )

    @staticmethod
    def is_away(absence: Absence) -> bool:
        """Return whether the person was out of custody, and not only out of the jail."""
        return absence.kind not in _CUSTODY_THOUGH_AWAY or absence.guarded is False

    def instant(self, moment: AnyMoment, path: str, field: str = "") -> Bounds:
        """Return a moment in seconds; one that cannot be read becomes a problem of the record.

        Args:
            moment: As validated.
            path: Path of the part of the record it stands in.
            field: Its name there; joined to the path only when there is something to say.
        """
        if type(moment) is datetime and moment.tzinfo is None:
            since = moment - _EPOCH
            day = since.days
            offset = self.offsets.get(day)
            if offset is not None:  # an ordinary day: the rest of this method only slower
                instant = day * SECONDS_A_DAY + since.seconds - offset
                return instant, instant
        elif type(moment) is date and (known := self.place.whole_days.get(moment)) is not None:
            return known
        try:
            return bounds(moment, self.place)
        except ValueError as error:
            wrong, _, instead = str(error).partition("; ")
            self.problems.append(problem(_joined(path, field), f"{shown(moment)} {wrong}", instead))
            return self.began

    def event(self, moment: AnyMoment, path: str, field: str = "", planned: bool = False) -> Bounds:
        """Return when something happened that lies inside custody: clipped to it where its time is not exact.

        An event and a release on the same bare date are not two unknowns: the event is read as at the release. What
        surely comes after as_of has not happened, unless it is ``planned``: the end that a paper was given.
        """
        at = self.instant(moment, path, field)
        if not planned and self.is_to_come(at):
            return NEVER_ENDS, NEVER_ENDS
        if at[0] == at[1]:
            return at
        if self.release_day is not None and moment == self.release_day:
            where = _joined(path, field)
            self.warn("same_day", where, "Known to the day only, and released that day: read as released in time.")
            return self.ended[1], self.ended[1]
        clipped = max(at[0], self.began[0]), at[1] if self.ongoing else min(at[1], self.ended[1])
        if clipped[0] <= clipped[1]:
            return clipped
        if type(moment) is date and at[1] <= self.began[0]:
            return at  # a conviction or an order of a day before: it counts as at booking, and nothing is odd in it
        self.warn("outside_custody", _joined(path, field), "Lies wholly outside the custody; read as written.")
        return at

    def is_to_come(self, at: Bounds) -> bool:
        """Return whether something surely comes after the instant asked about, while the person is still held."""
        return at[0] > self.as_of and self.ongoing

    def happened(self, moment: AnyMoment | None, path: str, field: str) -> Bounds | None:
        """Return when a step was taken; None where it is not recorded, or surely still to come."""
        if moment is None:
            return None
        at = self.instant(moment, path, field)
        return None if self.is_to_come(at) else at

    def lapse(self, moment: AnyMoment, path: str, field: str) -> Bounds:
        """Return when a paper lapses by its own words: it may name a day long after the release, or the day of it."""
        named = self.release_day is not None and moment == self.release_day
        return self.event(moment, path, field) if named else self.instant(moment, path, field)

    def start(self, moment: AnyMoment | None, path: str, field: str) -> Bounds:
        """Return when a paper began to be on file; unknown means throughout custody, with a warning."""
        if moment is None:
            message = "Absent: the paper counts as on file throughout custody."
            self.warn("start_unknown", _joined(path, field), message)
            return NEVER_BEGAN, NEVER_BEGAN
        return self.instant(moment, path, field)

    def deadline(self, clock: str, start: int) -> int:
        """Return when a clock of this place that began at an instant has run out; never, where no length was read.

        Args:
            clock: Its name in the place files.
            start: In seconds since 1970-01-01T00:00Z.
        """
        length = self.law.clock(clock, self.place.day_of(start))
        return NEVER_ENDS if length.length is None else after(length.length, length.unit, start, self.place)

    def deadlines(self, clock: str, start: Bounds) -> Bounds:
        """Return when such a clock has run out that began between two instants."""
        first = self.deadline(clock, start[0])
        return first, first if start[0] == start[1] else self.deadline(clock, start[1])

    def warn(self, code: str, at: str, message: str) -> None:
        """Note something odd."""
        self.warnings.append(Warned(code, at, message))

    def day(self, day: date) -> int:
        """Return a legal date as days from 1970-01-01; a moment given for one counts as its local day."""
        return self.place.legal_day(day)

    def midnight(self, day: date) -> int:
        """Return the first instant of a legal date in the facility's zone."""
        return self.place.midnight(self.day(day))

    def part(self, path: str) -> Any:
        """Return the part of the record at a path such as ``warrants[0]``, whatever its kind."""
        return getattr(self.record, path.partition("[")[0])[position(path)]

    def raise_problems(self) -> None:
        """Refuse the record if anything in it was found meaningless.

        Raises:
            RecordError: With every problem.
        """
        if self.problems:
            raise RecordError(list(dict.fromkeys(self.problems)))  # a moment that is read twice is wrong once
