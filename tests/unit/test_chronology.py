"""Every moment of a record is read, wherever it stands: no time that no clock showed, nothing over before it began."""

from __future__ import annotations

from typing import Any

import pytest

from custodies import Json, record
from holdcheck.checking import check
from holdcheck.errors import RecordError
from holdcheck.faults.chronology import MOMENTS
from holdcheck.record import CustodyRecord
from holdcheck.record.field_names import fields_of, part_at
from holdcheck.sentences import compute_sentences

SKIPPED = "2024-03-10T02:30"
NEVER_SHOWN = f"'{SKIPPED}' falls into the hour the clocks skip; write the offset, or the right hour"
BACKWARDS = {"earliest": "2024-05-09T10:00", "latest": "2024-05-02T10:00"}
REVERSED = "the range '2024-05-09T10:00' to '2024-05-02T10:00' has its latest before its earliest; swap them"
NEEDED: dict[str, Json] = {
    "absences": {"kind": "court", "from": "2024-05-02T10:00"},
    "release_steps": {"step": "ready"},
    "court_orders": {"kind": "set_bail", "charges": "all"},
    "sentences": {"kind": "intermittent"},
    "warrants": {"purpose": "bench"},
    "detainers": {"kind": "immigration"},
    "writs": {"kind": "ad_prosequendum", "role": "lent"},
    "other_authority": {"kind": "quarantine"},
    "holds": {"code": "DET"},
    "identity": {"paper": "C1", "matches": True, "by": "name"},
    "proofs": {"document": "us_passport"},
    "held_for": {"holder": "state"},
}
"""What else a part of each list must say."""
IN_LISTS = [(name, field) for name, fields in MOMENTS.items() for field in fields]
DEEPER: dict[str, Any] = {
    "court_orders[0].conditions[0].met_at": lambda at: {
        "court_orders": [{"kind": "release", "charges": "all", "conditions": [{"kind": "device", "met_at": at}]}]
    },
    "sentences[0].periods[0].from": lambda at: {
        "sentences": [{"kind": "intermittent", "periods": [{"from": at, "to": "2024-05-12"}]}]
    },
    "sentences[0].periods[0].to": lambda at: {
        "sentences": [{"kind": "intermittent", "periods": [{"from": "2024-03-08", "to": at}]}]
    },
    "sentences[0].ended_by.at": lambda at: {"sentences": [{"kind": "jail", "ended_by": {"kind": "parole", "at": at}}]},
    "detainers[0].iad.tried_at": lambda at: {"detainers": [{"kind": "criminal", "iad": {"tried_at": at}}]},
    "facility.agreements[0].ends_at": lambda at: {
        "facility": {"state": "NC", "agreements": [{"id": "G1", "kind": "housing", "agency": "ICE", "ends_at": at}]}
    },
}


def problems(told: Json, reads: Any = check) -> tuple[str, ...]:
    with pytest.raises(RecordError) as refused:
        reads(told)
    return refused.value.problems


@pytest.mark.parametrize("reads", [check, compute_sentences])
@pytest.mark.parametrize(("name", "field"), IN_LISTS, ids=[f"{name}.{field}" for name, field in IN_LISTS])
def test_a_moment_that_cannot_be_read_is_refused_in_every_list(name: str, field: str, reads: Any) -> None:
    for moment, wrong in ((SKIPPED, NEVER_SHOWN), (BACKWARDS, REVERSED)):
        part = {"id": "C1"} if name == "charges" else {}
        told = record(**{name: [{**part, **NEEDED.get(name, {}), field: moment}]})
        assert problems(told, reads) == (f"{name}[0].{field}: {wrong}",)


@pytest.mark.parametrize("path", DEEPER)
def test_a_moment_that_cannot_be_read_is_refused_wherever_it_stands(path: str) -> None:
    assert problems(record(**DEEPER[path](SKIPPED))) == (f"{path}: {NEVER_SHOWN}",)
    assert problems(record(**DEEPER[path](BACKWARDS))) == (f"{path}: {REVERSED}",)


@pytest.mark.parametrize("field", ["custody_began_at", "booked_at", "released_at", "recorded_until"])
def test_a_moment_of_the_custody_itself_that_cannot_be_read_is_refused(field: str) -> None:
    assert problems(record(**{field: SKIPPED})) == (f"{field}: {NEVER_SHOWN}",)
    assert problems(record(**{field: BACKWARDS})) == (f"{field}: {REVERSED}",)


def test_no_list_of_the_record_has_a_moment_that_is_not_read() -> None:
    found = {
        (name, each)
        for name in fields_of(CustodyRecord)
        if name != "facility" and (part := part_at(CustodyRecord, [name])) is not None
        for each, field in fields_of(part).items()
        if "Between" in repr(field.annotation)
    }
    assert found == set(IN_LISTS)
    assert len(found) > 30


def test_a_range_that_ends_before_it_begins_never_makes_a_late_finding_look_in_time() -> None:
    arrest = {"at": "2024-05-01T09:00", "warrantless": True, "charges": ["C1"], "first_appearance_at": "2024-05-02"}
    told = record(arrests=[{**arrest, "probable_cause_found_at": BACKWARDS}])
    assert problems(told) == (f"arrests[0].probable_cause_found_at: {REVERSED}",)


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"absences": [{"kind": "furlough", "from": "2024-03-12", "to": SKIPPED}]}, "absences[0].to"),
        ({"court_orders": [{"kind": "detain", "ordered_at": "2024-05-04", "expires_at": SKIPPED}]},
         "court_orders[0].expires_at"),
        ({"bail": [{"posted_at": "2024-05-04", "revoked_at": SKIPPED}]}, "bail[0].revoked_at"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_problem_and_not_also_out_of_order(part: Json, path: str) -> None:
    assert problems(record(**part)) == (f"{path}: {NEVER_SHOWN}",)


@pytest.mark.parametrize(
    ("facility", "wrong"),
    [
        ({"state": "XX"}, "facility.state: 'XX' is not a state this law knows; write the postal code of a state or DC"),
        (
            {"state": "OR"},
            "facility.time_zone: is missing, and OR has several; write one of America/Los_Angeles, America/Boise",
        ),
    ],
)
def test_a_record_of_no_known_place_is_told_its_other_problems_too(facility: Json, wrong: str) -> None:
    told = record(facility=facility, released_at="2024-04-30T10:00", bail=[{"charges": ["C9"]}])
    assert problems(told) == (
        wrong,
        "released_at: '2024-04-30T10:00' is before booked_at '2024-05-01T10:00'; correct one of the two",
        "bail[0].charges: 'C9' is not the id of one of the charges; list that paper, or drop the reference",
    )
    near = record(facility=facility, released_at="2024-05-01T12:00+00:00")
    assert problems(near) == (wrong,)  # whether that is before the booking depends on where it is


def test_an_unreadable_horizon_does_not_hide_what_else_is_wrong() -> None:
    recalled = {"purpose": "bench", "issued_at": "2024-05-04", "recalled_at": "2024-05-02"}
    assert problems(record(recorded_until=SKIPPED, warrants=[recalled])) == (
        f"recorded_until: {NEVER_SHOWN}",
        "warrants[0].recalled_at: '2024-05-02' is before warrants[0].issued_at '2024-05-04'; correct one of the two",
    )


BREAK = "break the circle of consecutive sentences"


@pytest.mark.parametrize("reads", [check, compute_sentences])
@pytest.mark.parametrize("kind", ["jail", "time_served", "intermittent", "probation_only", "fine_commitment"])
def test_a_sentence_of_any_kind_that_follows_itself_is_refused(kind: str, reads: Any) -> None:
    told = record(sentences=[{"id": "S1", "kind": kind, "consecutive_to": ["S1"]}])
    assert problems(told, reads) == (f"sentences[0].consecutive_to: 'S1' would follow itself; {BREAK}",)


@pytest.mark.parametrize(
    ("sentences", "it"),
    [
        ([{"consecutive_to": [{"case": "7"}], "case": "7"}], "'sentences[0]' would follow itself"),
        (
            [{"id": "S1", "consecutive_to": ["S2"]}, {"id": "S2", "consecutive_to": ["S1"], "term": {"days": 3}}],
            "'S1' would follow itself by way of 'S2'",
        ),
        (
            [{"id": "S1", "consecutive_to": ["S1"], "imposed_at": "2024-05-03", "term": {"life": True}}],
            "'S1' would follow itself",
        ),
    ],
    ids=["by its own case", "one without a term", "for life"],
)
def test_a_circle_is_refused_whatever_the_sentences_say(sentences: list[Json], it: str) -> None:
    told = record(sentences=[{"kind": "jail", **each} for each in sentences])
    assert problems(told) == (f"sentences[0].consecutive_to: {it}; {BREAK}",)


def test_charges_refiled_as_each_other_are_refused() -> None:
    told = record(
        charges=[{"id": f"C{n}", "disposition": "refiled", "refiled_as": f"C{(n + 1) % 3}"} for n in (1, 2, 0)]
    )
    assert problems(told) == (
        "charges[0].refiled_as: 'C1' would follow itself by way of 'C2', 'C0'; break the circle of refiled charges",
    )


def test_no_custody_carries_itself_on() -> None:
    wrong = "continues: 'K-1' would carry itself on; write the custody_id of the one before, or leave it out"
    assert problems(record(continues="K-1")) == (wrong,)
    assert check(record(continues="K-0")).custody_id == "K-1"


def test_custody_cannot_begin_elsewhere_after_this_booking() -> None:
    told = record(custody_began_at="2024-05-01T10:01")
    wrong = "booked_at: '2024-05-01T10:00' is before custody_began_at '2024-05-01T10:01'; correct one of the two"
    assert problems(told) == problems(told, compute_sentences) == (wrong,)
    for in_order in (
        "2024-05-01T10:00",
        "2024-05-01",
        "2024-04-30",
        {"earliest": "2024-05-01", "latest": "2024-05-03"},
    ):
        assert check(record(custody_began_at=in_order)).custody_id == "K-1"


@pytest.mark.parametrize(
    ("name", "part", "later", "earlier"),
    [
        ("warrants", {"purpose": "bench"}, "lodged_at", "issued_at"),
        ("warrants", {"purpose": "bench"}, "served_at", "issued_at"),
        ("detainers", {"kind": "immigration"}, "received_at", "issued_at"),
        ("court_orders", {"kind": "detain"}, "received_at", "ordered_at"),
        ("bail", {}, "accepted_at", "posted_at"),
        ("bail", {}, "revoked_at", "accepted_at"),
    ],
)
def test_no_paper_is_anywhere_before_it_was_made_and_no_bail_is_taken_before_it_is_given(
    name: str, part: Json, later: str, earlier: str
) -> None:
    told = record(**{name: [{**part, later: "2024-05-03T09:59", earlier: "2024-05-03T10:00"}]})
    first, last = f"{name}[0].{earlier} '2024-05-03T10:00'", f"{name}[0].{later}: '2024-05-03T09:59'"
    assert problems(told) == (f"{last} is before {first}; correct one of the two",)
    in_order = {later: "2024-05-03", earlier: "2024-05-03T10:00"}
    assert check(record(**{name: [{**part, **in_order}]})).custody_id == "K-1"


def test_two_agreements_of_one_id_are_refused() -> None:
    def facility(*ids: str | None) -> Json:
        agreements = [{"id": each, "kind": "housing", "agency": "ICE"} for each in ids]
        return {"state": "NC", "agreements": agreements}

    wrong = "'G1' is also the id of facility.agreements[0]; give each agreement an id of its own"
    assert problems(record(facility=facility("G1", None, None, "G2", "G1"))) == (f"facility.agreements[4].id: {wrong}",)
    assert check(record(facility=facility("G1", None, None, "G2", "C1"))).custody_id == "K-1"


def test_a_sentence_may_follow_the_others_of_its_own_case() -> None:
    first = {"id": "S1", "case": "7", "kind": "jail", "imposed_at": "2024-05-03", "term": {"days": 5}}
    second = {**first, "id": "S2", "consecutive_to": [{"case": "7"}]}
    assert check(record(sentences=[first, second])).custody_id == "K-1"


def test_a_chain_longer_than_calls_can_be_nested_is_laid_out() -> None:
    chain = [
        {"id": f"S{n}", "kind": "jail", "imposed_at": "2024-05-01", "term": {"days": 1},
         "consecutive_to": [f"S{n - 1}"] if n else []}
        for n in range(400)
    ]  # fmt: skip
    chain.reverse()
    told = record(charges=[], sentences=chain)
    assert check(told).outcome == "clear"
    assert [each.refused for each in compute_sentences(told)[:400]] == [()] * 400
