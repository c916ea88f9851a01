"""Check a booking when something changes, as jail management software would."""

from __future__ import annotations

from datetime import UTC, datetime

from holdcheck import RecordError, check

booking = {
    "custody_id": "K-2291",
    "facility": {"name": "County jail", "state": "OR", "county": "Example", "time_zone": "America/Los_Angeles"},
    "booked_at": "2025-03-10T20:00",
    "charges": [{"id": "C1", "level": "misdemeanor"}],
    "court_orders": [{"id": "O1", "kind": "set_bail", "ordered_at": "2025-03-11T10:00", "charges": ["C1"]}],
    "bail": [{"charges": ["C1"], "posted_at": "2025-03-12T14:00"}],
    "detainers": [
        {
            "id": "D1",
            "kind": "immigration",
            "agency": "ICE",
            "form": "I-247A",
            "asks": ["hold", "notify"],
            "issued_at": "2025-03-11",
            "received_at": "2025-03-11T09:00",
            "served_on_person_at": "2025-03-11T09:30",
        }
    ],
}

try:
    result = check(booking, as_of=datetime(2025, 3, 13, 21, 0, tzinfo=UTC))
except RecordError as error:
    for problem in error.problems:
        print("fix the record:", problem)
    raise SystemExit(2) from None

print(result.custody_id, result.outcome)
for finding in result.findings:
    print(f"[{finding.severity}] {finding.message}")
    print("   do:", finding.remedy)
for undetermined in result.undetermined:
    print("[undetermined]", undetermined.rule, "needs", ", ".join(undetermined.missing))
for deadline in result.deadlines:
    print("due", deadline.at.latest.isoformat(), deadline.clock, "passed" if deadline.passed else "")
