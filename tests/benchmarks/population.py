"""A population of custody records for measuring: varied, seeded, and mostly lawful, as a jail's export is."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

Record = dict[str, Any]

_PLACES = [
    ("OR", "America/Los_Angeles"),
    ("NC", None),
    ("CA", None),
    ("TX", "America/Chicago"),
    ("NY", None),
    ("GA", None),
    ("IL", None),
    ("CO", None),
    ("PA", None),
    ("FL", "America/New_York"),
]
MIX = {
    "clear": 0.90,
    "finding or undetermined": 0.10,
}


def _at(moment: datetime) -> str:
    if moment.hour in (1, 2):  # keeps clear of the hours in which clocks change, without changing any order
        moment = moment.replace(hour=3, minute=0)
    return moment.strftime("%Y-%m-%dT%H:%M")


def _base(number: int, chance: random.Random) -> tuple[Record, datetime]:
    state, zone = chance.choice(_PLACES)
    booked = datetime(2024, 1, 1) + timedelta(minutes=chance.randrange(60 * 24 * 600))  # noqa: DTZ001 - local clock
    facility: Record = {"name": "county jail", "state": state, "county": "Example"}
    if zone:
        facility["time_zone"] = zone
    record: Record = {
        "custody_id": f"K-{number}",
        "person_id": f"p-{number % 9000}",
        "admission": "new",
        "facility": facility,
        "booked_at": _at(booked),
        "recorded_until": "2026-06-01",
    }
    return record, booked


def _charges(chance: random.Random, count: int) -> list[Record]:
    levels = ["felony", "misdemeanor", "gross_misdemeanor"]
    return [
        {"id": f"C{n}", "case": f"24-{chance.randrange(99999):05}", "court": "District", "level": chance.choice(levels)}
        for n in range(1, count + 1)
    ]


def _detainer(record: Record, at: datetime, chance: random.Random) -> None:
    record["detainers"] = [
        {
            "id": "D1",
            "kind": "immigration",
            "agency": "ICE",
            "form": "I-247A",
            "issued_at": _at(at),
            "received_at": _at(at + timedelta(minutes=5)),
            "served_on_person_at": _at(at + timedelta(hours=1)),
            "asks": ["hold", "notify"],
            "accompanied_by": ["W1"],
        }
    ]
    office = {"office": "immigration_officer"}
    record["warrants"] = [
        {
            "id": "W1",
            "purpose": "immigration",
            "form": chance.choice(["I-200", "I-205"]),
            "issued_by": office,
            "issued_at": _at(at),
        }
    ]


def _bailed(record: Record, booked: datetime, chance: random.Random) -> None:
    record["charges"] = _charges(chance, chance.randint(1, 3))
    order = booked + timedelta(hours=chance.randint(6, 40))
    posted = order + timedelta(hours=chance.randint(2, 90))
    record["arrests"] = [
        {
            "id": "A1",
            "at": _at(booked - timedelta(hours=1)),
            "warrantless": True,
            "charges": [c["id"] for c in record["charges"]],
            "probable_cause_found_at": _at(booked + timedelta(hours=5)),
            "first_appearance_at": _at(order),
        }
    ]
    record["court_orders"] = [
        {"id": "O1", "kind": "set_bail", "ordered_at": _at(order), "charges": "all", "amount": 2500, "source": "judge"}
    ]
    record["bail"] = [{"charges": "all", "posted_at": _at(posted)}]
    record["released_at"] = _at(posted + timedelta(minutes=chance.randint(20, 300)))
    record["released_to"] = "community"


def _dismissed(record: Record, booked: datetime, chance: random.Random) -> None:
    record["charges"] = _charges(chance, 2)
    order = booked + timedelta(hours=20)
    end = order + timedelta(hours=chance.randint(30, 900))
    record["court_orders"] = [{"id": "O1", "kind": "detain", "ordered_at": _at(order), "charges": ["C1", "C2"]}]
    for charge in record["charges"]:
        charge |= {"disposition": "dismissed", "disposed_at": _at(end)}
    _detainer(record, booked + timedelta(hours=9), chance)
    record["released_at"] = _at(end + timedelta(minutes=chance.randint(30, 330)))
    record["released_to"] = "community"


def _sentenced(record: Record, booked: datetime, chance: random.Random) -> None:
    record["facility"] = {"name": "county jail", "state": "NC", "county": "Example"}
    record["charges"] = _charges(chance, 2)
    imposed = booked + timedelta(days=chance.randint(5, 60))
    days = chance.choice([30, 45, 60, 90, 120])
    while (imposed + timedelta(days=days)).weekday() > 4:  # on a weekend the end would be a range, law being unread
        days += 1
    record["charges"][0] |= {"disposition": "convicted", "disposed_at": _at(imposed)}
    record["charges"][1] |= {"disposition": "dismissed", "disposed_at": _at(imposed)}
    record["court_orders"] = [
        {"id": "O1", "kind": "detain", "ordered_at": _at(booked + timedelta(hours=16)), "charges": "all"}
    ]
    credit = (imposed - booked).days
    record["sentences"] = [
        {
            "id": "S1",
            "charges": ["C1"],
            "kind": "jail",
            "imposed_at": imposed.strftime("%Y-%m-%d"),
            "term": {"days": days + credit},
            "credits": [{"days": credit, "reason": "prior_custody"}],
        }
    ]
    record["released_at"] = _at(imposed.replace(hour=10) + timedelta(days=days))
    record["released_to"] = "community"


def _still_held(record: Record, booked: datetime, chance: random.Random) -> None:
    record["charges"] = _charges(chance, 3)
    record["court_orders"] = [
        {
            "id": "O1",
            "kind": "detain",
            "ordered_at": _at(booked + timedelta(hours=18)),
            "charges": "all",
            "source": "judge",
        }
    ]
    record["warrants"] = [
        {
            "id": "W1",
            "purpose": "bench",
            "issued_by": {"office": "judge", "court": "Other"},
            "issued_at": _at(booked - timedelta(days=80)),
            "lodged_at": _at(booked + timedelta(hours=2)),
            "agency": "Other county",
        }
    ]


def _on_detainer(record: Record, booked: datetime, chance: random.Random) -> None:
    _bailed(record, booked, chance)
    _detainer(record, booked + timedelta(hours=4), chance)
    posted = datetime.fromisoformat(record["bail"][0]["posted_at"])
    record["released_at"] = _at(posted + timedelta(hours=chance.randint(10, 200)))
    record["released_to"] = "ICE"


def _late(record: Record, booked: datetime, chance: random.Random) -> None:
    _dismissed(record, booked, chance)
    end = datetime.fromisoformat(record["charges"][0]["disposed_at"])
    record["released_at"] = _at(end + timedelta(hours=chance.randint(8, 300)))
    del record["detainers"], record["warrants"]


def _unknown_hold(record: Record, booked: datetime, chance: random.Random) -> None:
    _late(record, booked, chance)
    record["holds"] = [{"id": "H1", "code": "HOLD", "placed_at": _at(booked + timedelta(hours=1))}]


_CLEAR: list[Callable[[Record, datetime, random.Random], None]] = [_bailed, _dismissed, _sentenced, _still_held]
_FOUND: list[Callable[[Record, datetime, random.Random], None]] = [_on_detainer, _late, _unknown_hold]


def population(count: int, seed: int = 7) -> Iterator[bytes]:
    """Yield that many records as lines of JSON; one in ten has a finding or is undetermined."""
    chance = random.Random(seed)
    for number in range(count):
        record, booked = _base(number, chance)
        kinds = _FOUND if chance.random() < MIX["finding or undetermined"] else _CLEAR
        chance.choice(kinds)(record, booked, chance)
        yield json.dumps(record).encode()
