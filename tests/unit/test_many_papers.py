"""A record with very many papers gets a clear error or a correct answer, and never hangs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from holdcheck.checking import check
from holdcheck.errors import RecordError
from holdcheck.record.parts import MOST_PARTS

_BASE: dict[str, Any] = {
    "custody_id": "K-1",
    "facility": {"state": "NC"},
    "booked_at": "2025-04-01T08:00",
    "released_at": "2025-06-20T08:00",
    "released_to": "community",
    "charges": [{"id": "C1", "disposition": "dismissed", "disposed_at": "2025-04-05T08:00"}],
}
_MANY: dict[str, dict[str, Any]] = {
    "detainers": {"kind": "immigration", "form": "I-247A", "asks": ["hold"]},
    "warrants": {"purpose": "bench"},
    "court_orders": {"kind": "detain", "charges": ["C1"]},
}
_START = {"detainers": "received_at", "warrants": "lodged_at", "court_orders": "ordered_at"}


def _record(name: str, count: int) -> dict[str, Any]:
    began = datetime(2025, 4, 1, 9)  # noqa: DTZ001 - a local clock
    parts = [
        {**_MANY[name], _START[name]: (began + timedelta(minutes=97 * i)).isoformat(timespec="minutes")}
        for i in range(count)
    ]
    return {**_BASE, name: parts}


@pytest.mark.parametrize("name", _MANY)
def test_more_papers_than_a_list_may_have_are_a_clear_error(name: str) -> None:
    with pytest.raises(RecordError) as caught:
        check(_record(name, 10_000))
    assert caught.value.problems == (
        f"{name}: has more than {MOST_PARTS} entries; check how the record was put together",
    )


@pytest.mark.parametrize(("name", "outcome"), [("detainers", "findings"), ("warrants", "undetermined")])
def test_as_many_as_a_list_may_have_are_answered(name: str, outcome: str) -> None:
    result = check(_record(name, MOST_PARTS))
    assert result.outcome == outcome
    rules = {f.rule for f in result.findings} | {u.rule for u in result.undetermined}
    assert ("held-past-release-on-detainer" in rules) == (name == "detainers")


def test_as_many_orders_as_a_list_may_have_all_end_with_their_charge() -> None:
    told = _record("court_orders", MOST_PARTS)
    told["court_orders"] = [order | {"ordered_at": "2025-04-01T09:00"} for order in told["court_orders"]]
    result = check(told)
    assert [e.because for e in result.release_entitlements] == ["dismissed"]
    assert "held-past-release-on-nothing" in {f.rule for f in result.findings}
