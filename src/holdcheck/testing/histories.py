"""Whole custody records for property tests: valid by construction, and varied in everything the record allows.

Each history is true in one way and told in another. Everything happened at a full hour after booking, in an order that
makes sense; the record may tell it to the minute, to the day, or within bounds that contain the truth. So the exact
record is one reading of the told one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from holdcheck.testing import courts, papers
from holdcheck.testing.telling import At, Json, Teller

PLACES = [
    ("NC", None, "America/New_York"),
    ("GA", None, "America/New_York"),
    ("CA", None, "America/Los_Angeles"),
    ("MN", None, "America/Chicago"),
    ("AZ", "America/Phoenix", "America/Phoenix"),
    ("OR", "America/Los_Angeles", "America/Los_Angeles"),
    ("TX", "America/Chicago", "America/Chicago"),
    ("FL", "America/New_York", "America/New_York"),
]
"""States with the zone the record names, and the zone that applies."""
FIRST_BOOKING, LAST_BOOKING = date(1998, 1, 1), date(2027, 12, 31)


@dataclass(frozen=True)
class History:
    """A custody as it was: read it as told, or exactly. The exact record is one reading of the told one.

    Attributes:
        tree: The record, with each moment both ways.
    """

    tree: Json

    @property
    def told(self) -> Json:
        """The record, with moments told to the minute, to the day, or within bounds."""
        record: Json = _written(self.tree, exactly=False)
        return record

    @property
    def exact(self) -> Json:
        """The same record with every moment at its true minute."""
        record: Json = _written(self.tree, exactly=True)
        return record


def _written(part: Any, *, exactly: bool) -> Any:
    if isinstance(part, At):
        return part.true if exactly else part.told
    if isinstance(part, dict):
        return {key: _written(value, exactly=exactly) for key, value in part.items()}
    if isinstance(part, list):
        return [_written(value, exactly=exactly) for value in part]
    return part


@st.composite
def custody_histories(draw: st.DrawFn) -> History:
    """Whole custodies, of which any part may be there or not, each true in one way and told in another.

    Of use where the claim is about how exactly something is told: a history that is told less exactly must not be
    certain of anything more. Elsewhere `custody_records` is enough.
    """
    state, named, applies = draw(st.sampled_from(PLACES))
    day = draw(st.dates(FIRST_BOOKING, LAST_BOOKING))
    booked = datetime(day.year, day.month, day.day, draw(st.sampled_from([0, 3, 9, 14, 20, 23])), 30)  # noqa: DTZ001
    length = draw(st.one_of(st.integers(1, 60), st.integers(30, 240), st.integers(200, 2000)))
    tell = Teller(draw, booked, length, ZoneInfo(applies))
    facility: Json = {"state": state, "name": "a jail", "custodian": tell.one_of(["local"] * 8 + ["federal", "tribal"])}
    if named is not None:
        facility["time_zone"] = named
    if tell.chance(3):
        facility["agreements"] = [papers.draw_agreement(tell, number) for number in range(draw(st.integers(1, 2)))]
    record: Json = {"custody_id": "K-1", "facility": facility, "booked_at": tell.at(0)}
    record["admission"] = tell.one_of(["new", "return", "transfer_in", "unknown"])
    if tell.chance(7):
        record["released_at"] = tell.at(length)
        record["released_to"] = tell.one_of(["community", "community", "ICE", "prison", "other_jail", "unknown", None])
    record["recorded_until"] = tell.reading_at(length + 24).isoformat(timespec="minutes")
    charges = [f"C{number + 1}" for number in range(draw(st.integers(0, 3)))]
    warrants = [f"W{number + 1}" for number in range(draw(st.integers(0, 2)))]
    detainers = [f"D{number + 1}" for number in range(draw(st.integers(0, 2)))]
    record["charges"] = [courts.draw_charge(tell, name, charges) for name in charges]
    record["warrants"] = [papers.draw_warrant(tell, name, charges) for name in warrants]
    record["detainers"] = [papers.draw_detainer(tell, name, warrants) for name in detainers]
    for name, most, part in (
        ("arrests", 2, lambda number: courts.draw_arrest(tell, number, charges, warrants)),
        ("court_orders", 3, lambda number: courts.draw_order(tell, number, charges, warrants, detainers)),
        ("bail", 2, lambda number: courts.draw_bail(tell, charges, warrants)),
        ("sentences", 2, lambda number: courts.draw_sentence(tell, number, charges)),
        ("writs", 1, lambda number: papers.draw_writ(tell, number)),
        ("other_authority", 1, lambda number: papers.draw_other_authority(tell, number)),
        ("holds", 1, lambda number: papers.draw_hold(tell, number, warrants + detainers)),
        ("held_for", 1, lambda number: papers.draw_held_for(tell, warrants, facility)),
        ("absences", 1, lambda number: papers.draw_absence(tell)),
        ("release_steps", 2, lambda number: papers.draw_release_step(tell)),
        ("identity", 1, lambda number: papers.draw_identity(tell, warrants + detainers)),
        (
            "proofs",
            1,
            lambda number: {"document": "us_passport", "presented_at": tell.at(tell.hour()), "seen_by": "jail"},
        ),
    ):
        if tell.chance(4):
            told = [part(number) for number in range(draw(st.integers(1, most)))]
            record[name] = [each for each in told if each is not None]
    if tell.chance(1):
        record["not_recorded"] = [
            tell.one_of(["warrants", "court_orders", "sentences", "sentences.good_time", "arrests"])
        ]
    return History({key: value for key, value in record.items() if value != []})


def custody_records() -> st.SearchStrategy[Json]:
    """Whole records as an export may tell them: valid, as JSON, and of every outcome.

    They know nothing of each other: all have the same ``custody_id``, and a file of several needs one of its own for
    each.
    """
    return custody_histories().map(lambda history: history.told)


def exact_records() -> st.SearchStrategy[Json]:
    """Whole records in which every moment is exact to the minute, as a system of its own would keep them."""
    return custody_histories().map(lambda history: history.exact)
