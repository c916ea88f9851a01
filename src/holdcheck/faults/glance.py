"""One look at a record that shows, for nearly all of them, that nothing makes it meaningless: the rest costs far more.

Fields are looked up in the dictionary of a part, once for all questions: reading an attribute of a model takes three
times as long.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from holdcheck.faults.chronology import ENDS_AFTER, MOMENTS, field_of
from holdcheck.faults.circles import circles
from holdcheck.faults.ids import NAMED_LISTS, REFERENCES, WORDS
from holdcheck.moments import Between
from holdcheck.record import CustodyRecord
from holdcheck.record.parts import MOST_PAPERS
from holdcheck.zones import Zone

_DEEPER: Final[dict[str, tuple[str, ...]]] = {
    "court_orders": ("conditions",),
    "sentences": ("periods", "ended_by", "inoperative", "credits"),
    "warrants": ("served_by",),
    "detainers": ("iad",),
    "held_for": ("agreement",),
}


class _Listed:
    """What is looked at in the parts of one list of a record.

    Attributes:
        name: Of the list.
        has_ids: Whether its parts have ids.
        moments: The fields that hold moments.
        pairs: Those of them that cannot come before another.
        deeper: The fields that hold parts with moments of their own.
        references: The fields that refer to ids, each with the list it must lead to and a word it may hold instead.
    """

    __slots__ = ("deeper", "has_ids", "moments", "name", "pairs", "references")

    def __init__(self, name: str) -> None:
        self.name, self.has_ids = name, name in NAMED_LISTS
        self.moments = tuple(field_of(each) for each in MOMENTS.get(name, ()))
        self.pairs = tuple((field_of(later), field_of(earlier)) for later, earlier in ENDS_AFTER.get(name, ()))
        self.deeper = _DEEPER.get(name, ())
        self.references = tuple((field, to, WORDS.get((name, field))) for of, field, to in REFERENCES if of == name)


_LISTS: Final = [_Listed(name) for name in dict.fromkeys((*MOMENTS, *NAMED_LISTS))]
_LINKS: Final = frozenset({"refiled_as", "consecutive_to"})
"""Fields by which a part can lead to itself."""
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


def looks_right(record: CustodyRecord, place: Zone) -> bool:
    """Return whether one look shows that no moment, span, id or reference of a record can be wrong.

    Args:
        record: The record.
        place: Its facility's zone.
    """
    fields: dict[str, Any] = record.__dict__
    offsets = place.offsets
    booked = fields["booked_at"]
    for name in ("booked_at", "released_at", "recorded_until", "custody_began_at"):
        moment = fields[name]
        if moment is not None and not _is_shown(moment, offsets):
            return False
    if booked is not None:
        for name in ("released_at", "recorded_until"):
            later = fields[name]
            if later is not None and not _in_order(later, booked):
                return False
        began = fields["custody_began_at"]
        if began is not None and not _in_order(booked, began):
            return False
    if fields["continues"] == fields["custody_id"]:
        return False
    ids: dict[str, str] = {}
    named = papers = 0
    referring: list[tuple[str, Any]] = []
    linked = deep = False
    for listed in _LISTS:
        parts = fields[listed.name]
        if not parts:
            continue
        for part in parts:
            told: dict[str, Any] = part.__dict__
            papers += 1
            if listed.has_ids:
                own = told["id"]
                if own is not None:
                    named += 1
                    ids[own] = listed.name
            for field in listed.moments:
                moment = told[field]
                if moment is not None and not _is_shown(moment, offsets):
                    return False
            for last, first in listed.pairs:
                end, start = told[last], told[first]
                if end is not None and start is not None and not _in_order(end, start):
                    return False
            for field in listed.deeper:
                deep = deep or bool(told[field])
            for field, leads_to, word in listed.references:
                reference = told[field]
                if reference and reference != word:
                    referring.append((leads_to, reference))
                    linked = linked or field in _LINKS
    if papers > MOST_PAPERS or named != len(ids):
        return False
    for leads_to, reference in referring:
        for each in (reference,) if type(reference) is str else reference:
            # A sentence may follow those of another case, which are not named by an id.
            if type(each) is str:
                found = ids.get(each)
                if found is None or (leads_to and found != leads_to):
                    return False
    if (deep or record.facility.agreements) and not _has_plain_parts(record, offsets):
        return False
    return not (linked and circles(record))


def _is_shown(moment: Any, offsets: dict[int, int | None]) -> bool:
    """Return whether one sees at a glance that a moment can be read: a day, or a time of an ordinary day."""
    kind = type(moment)
    if kind is datetime:
        # On an ordinary day a local clock shows every time once.
        return moment.tzinfo is not None or offsets.get(moment.toordinal() - _EPOCH_DAY) is not None
    return kind is not Between


def _has_plain_parts(record: CustodyRecord, offsets: dict[int, int | None]) -> bool:
    """Return whether nothing that stands deeper in a record than a field of a part asks for a closer look."""
    agreements: set[str] = set()
    for agreement in record.facility.agreements:
        if agreement.ends_at is not None or agreement.id in agreements:
            return False
        if agreement.id is not None:
            agreements.add(agreement.id)
    for order in record.court_orders:
        for condition in order.conditions:
            if condition.met_at is not None and not _is_shown(condition.met_at, offsets):
                return False
    for sentence in record.sentences:
        if sentence.periods or sentence.ended_by is not None or sentence.inoperative:
            return False
        for credit in sentence.credits:
            if credit.from_ is not None and credit.to is not None and not _in_order(credit.to, credit.from_):
                return False
    for warrant in record.warrants:
        if warrant.served_by is not None and warrant.served_by.designated_to is not None:
            return False
    return all(each.agreement is None for each in record.held_for) and all(
        detainer.iad is None for detainer in record.detainers
    )


def _in_order(later: Any, earlier: Any) -> bool:
    """Return whether one sees at a glance that two moments are in order; otherwise they may be all the same."""
    if type(later) is Between or type(earlier) is Between:
        return False
    if type(later) is datetime:
        if type(earlier) is datetime and later.tzinfo is earlier.tzinfo:
            return bool(later >= earlier)
        local = later.tzinfo is None and (type(earlier) is not datetime or earlier.tzinfo is None)
    else:
        local = type(earlier) is not datetime or earlier.tzinfo is None
    days = later.toordinal() - earlier.toordinal()
    return bool(days >= 0) if local else bool(days > 2)  # in whatever zones the two are
