"""A custody of twenty days and the papers on it, from which tests put records together."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
BOOKED, DONE, HELD = "2024-05-01T10:00", "2024-05-05T09:00", "2024-05-20T10:00"
"""When the person was booked, when most things happen, and until when the record goes: the person is still held."""
ALL = "all"
NOTHING, DETAINER = "held-past-release-on-nothing", "held-past-release-on-detainer"
ADMINISTRATIVE = "held-past-release-on-administrative-warrant"


def record(**parts: Any) -> Json:
    """Somebody booked on 1 May 2024 on one charge and still there on 20 May."""
    least = {"custody_id": "K-1", "facility": {"state": "NC"}, "booked_at": BOOKED, "recorded_until": HELD}
    return {**least, "charges": [{"id": "C1"}], **parts}


def disposed(how: str, at: Any = DONE, charge: str = "C1", **more: Any) -> Json:
    return {"id": charge, "disposition": how, "disposed_at": at, **more}


def order(kind: str, at: Any = DONE, **more: Any) -> Json:
    return {"kind": kind, "ordered_at": at, "charges": ALL, **more}


def warrant(purpose: str = "bench", **more: Any) -> Json:
    return {"id": "W1", "purpose": purpose, "issued_by": {"office": "judge"}, "lodged_at": BOOKED, **more}


def i200(**more: Any) -> Json:
    issuer = {"office": "immigration_officer"}
    return {"id": "I1", "purpose": "immigration", "form": "I-200", "issued_by": issuer, "lodged_at": BOOKED, **more}


def detainer(**more: Any) -> Json:
    known = {"id": "D1", "kind": "immigration", "agency": "ICE", "form": "I-247A", "issued_at": BOOKED}
    return {**known, "received_at": BOOKED, "served_on_person_at": BOOKED, **more}


def sentence(**more: Any) -> Json:
    return {"id": "S1", "charges": ["C1"], "kind": "jail", "imposed_at": "2024-05-03", "term": {"days": 60}, **more}


DISMISSED = [disposed("dismissed")]
CONVICTED = [disposed("convicted", "2024-05-03T10:00")]
