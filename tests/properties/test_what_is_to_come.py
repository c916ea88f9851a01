"""What happens after as_of has not happened: a later export asked about an earlier time says what one of then said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from holdcheck.checking import Checker
from holdcheck.law import load_rules
from holdcheck.moments import Moment, bounds
from holdcheck.record import read_record
from holdcheck.testing import Json, custody_records, exact_records
from holdcheck.zones import Zone

LAW = load_rules()
_MOMENT: TypeAdapter[Any] = TypeAdapter(Moment)
_BEGINS = {
    "arrests": ("at",),
    "court_orders": ("ordered_at",),
    "detainers": ("received_at", "issued_at"),
    "writs": ("executed_at", "issued_at"),
    "other_authority": ("from",),
    "holds": ("placed_at",),
    "held_for": ("from",),
    "absences": ("from",),
    "release_steps": ("at",),
    "identity": ("at",),
    "proofs": ("presented_at",),
    "sentences": ("imposed_at",),
    "bail": (),
    "charges": (),
    "warrants": (),
}
"""By what a part is there at all: the first of these moments that is told."""
_STEPS = {
    "court_orders": ("received_at",),
    "bail": ("posted_at", "accepted_at", "tendered_at", "declared_futile_at", "revoked_at"),
    "warrants": ("served_at", "recalled_at"),
    "detainers": ("withdrawn_at",),
    "writs": ("executed_at", "returned_at"),
    "other_authority": ("consent_signed_at",),
    "holds": ("cleared_at",),
    "held_for": ("to",),
    "absences": ("to",),
}
"""Moments whose absence says that it has not happened; the ends that papers were given stay."""
_GUARDS = {
    "arrests": ("probable_cause_found_at", "first_appearance_at"),
    "detainers": ("served_on_person_at", "neutral_review_at"),
    "charges": ("filed_at",),
}
"""Events that protect the person: what surely came later was known not to have happened."""


def _is_there(name: str, part: Json, is_later: Callable[[Any], bool]) -> bool:
    if name == "bail":
        return any(part.get(field) for field in _STEPS["bail"])
    if name == "warrants":
        came = [part[field] for field in ("lodged_at", "served_at") if part.get(field)]
        return part.get("lodged_at") is None or not all(is_later(each) for each in came)
    if name == "writs":
        came = [part[field] for field in _BEGINS[name] if part.get(field)]
        return not came or not all(is_later(each) for each in came)
    if part.get("kind") == "statutory_wait":
        return True
    told = next((part[field] for field in _BEGINS[name] if part.get(field)), None)
    return not is_later(told)


def _as_it_stood(record: Json, is_later: Callable[[Any], bool]) -> tuple[Json, dict[str, str]]:
    """Return a record without what surely came later, and for the place of each part in it that in the other."""
    stood = deepcopy(record)
    places: dict[str, str] = {}
    whole = json.dumps(record)
    if is_later(stood.get("released_at")):
        stood["released_at"] = stood["released_to"] = None
    for name in _BEGINS:
        parts = stood.pop(name, None)
        if parts is None:
            continue
        stood[name] = []
        for n, part in enumerate(parts):
            there = _is_there(name, part, is_later)
            # Of what something else names it is not told since when it was known.
            assume(there or "id" not in part or whole.count(json.dumps(part["id"])) == 1)
            if name == "bail" and is_later(part.get("accepted_at")):
                part["posted_at"] = None
            part |= {field: None for field in _STEPS.get(name, ()) if is_later(part.get(field))}
            part |= {field: "never" for field in _GUARDS.get(name, ()) if is_later(part.get(field))}
            if is_later(part.get("disposed_at")):
                part |= {"disposition": "pending", "disposed_at": None, "refiled_as": None}
            if is_later((part.get("ended_by") or {}).get("at")):
                part["ended_by"] = None
            for condition in part.get("conditions") or ():
                if is_later(condition.get("met_at")):
                    condition["met_at"] = None
            if there and _is_there(name, part, is_later):
                places[f"{name}[{len(stood[name])}]"] = f"{name}[{n}]"
                stood[name].append(part)
    return stood, places


def _said(checker: Checker, record: Json, places: dict[str, str]) -> Json:
    written = checker.check(read_record(record)).document.model_dump_json()
    said: Json = json.loads(re.sub(r"[a-z_]+\[\d+\]", lambda place: places.get(place[0], place[0]), written))
    del said["warnings"]
    for finding in said["findings"]:
        del finding["because"]
    return said


def _asked(record: Json, place: Zone, share: float) -> datetime:
    read = read_record(record)
    assert read.booked_at is not None
    assert read.recorded_until is not None
    began, horizon = bounds(read.booked_at, place)[1], bounds(read.recorded_until, place)[1]
    if read.released_at is not None:
        horizon = bounds(read.released_at, place)[0] - 60
    assume(began <= horizon)
    return place.at(began + int((horizon - began) * share) // 60 * 60)


@pytest.mark.parametrize("records", [exact_records(), custody_records()], ids=["exact", "as told"])
@given(data=st.data(), share=st.floats(0, 1))
def test_what_happens_after_as_of_has_not_happened(
    records: st.SearchStrategy[Json], data: st.DataObject, share: float
) -> None:
    """A history asked about an earlier time says what it said when nothing was recorded that surely came later.

    Left out, and why:

    * warnings and the words about a paper: they speak of the record, and quote all that it says of the paper;
    * custody that may be over by then: what is told of it afterwards is read as written;
    * a sentence imposed on that very day, which is not before the verdict that came later that day;
    * bail posted and accepted only later: a record cannot say that it was posted and not accepted;
    * the Interstate Agreement: the steps drawn for it may come before its detainer does;
    * a waiting period that bail was refused for, and agreements of the jail: they are planned;
    * parts that others name and that came later: a record of then could not have named them.
    """
    record = data.draw(records)
    for detainer in record.get("detainers", ()):
        detainer.pop("iad", None)
    place = LAW.zone_of(read_record(record).facility)
    at = _asked(record, place, share)
    assume(all(str(each["imposed_at"])[:10] != at.date().isoformat() for each in record.get("sentences", ())))

    def is_later(told: Any) -> bool:
        if told is None or told == "never":
            return False
        return bounds(_MOMENT.validate_json(json.dumps(told)), place)[0] > at.timestamp()

    stood, places = _as_it_stood(record, is_later)
    then = {**stood, "recorded_until": at.isoformat(timespec="minutes")}
    assert _said(Checker(LAW, as_of=at), record, {}) == _said(Checker(LAW), then, places)
