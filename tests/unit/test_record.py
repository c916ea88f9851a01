"""The record: strict about every name, type and word, and helpful about everything that is wrong at once."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from holdcheck.checking import check
from holdcheck.errors import RecordError
from holdcheck.law import load_rules
from holdcheck.record import CustodyRecord, read_record
from holdcheck.testing import Json, custody_records

LEAST: Json = {"custody_id": "K-1", "facility": {"state": "NC"}}
SECRET = "John Q. Public, born 1970-02-03"
MOMENT = 'write 2025-01-10T08:00-05:00, 2025-01-10T08:00, 2025-01-10 or {"earliest": …, "latest": …}'


def problems(record: Any) -> tuple[str, ...]:
    with pytest.raises(RecordError) as refused:
        read_record(record)
    return refused.value.problems


def test_only_the_custody_and_the_state_are_required() -> None:
    assert read_record(LEAST).custody_id == "K-1"
    assert problems({}) == (
        "custody_id: is missing; every record needs it",
        "facility: is missing; every record needs it",
    )
    assert problems({"custody_id": "K-1", "facility": {}}) == ("facility.state: is missing; every record needs it",)


@pytest.mark.parametrize(
    ("part", "path", "meant"),
    [
        ({"bookd_at": "2024-05-01"}, "bookd_at", "booked_at"),
        ({"name": SECRET}, "name", None),
        ({"date_of_birth": "1970-02-03"}, "date_of_birth", None),
        ({"nationality": "NZ"}, "nationality", None),
        ({"facility": {"state": "NC", "State": "NC"}}, "facility.State", "state"),
        ({"charges": [{"levle": "felony"}]}, "charges[0].levle", "level"),
        ({"sentences": [{"kind": "jail", "term": {"day": 3}}]}, "sentences[0].term.day", "days"),
        (
            {"warrants": [{"purpose": "bench", "issued_by": {"officer": "judge"}}]},
            "warrants[0].issued_by.officer",
            "office",
        ),
        ({"detainers": [{"kind": "parole", "iad": {"tried": "never"}}]}, "detainers[0].iad.tried", "tried_at"),
        ({"held_for": [{"holder": "ICE"}, {"holder": "ICE", "from_": "2024-05-01"}]}, "held_for[1].from_", "from"),
    ],
)
def test_a_key_that_is_not_of_the_contract_is_an_error_and_never_an_absent_fact(
    part: Json, path: str, meant: str | None
) -> None:
    instead = f"write {meant}, or see" if meant else "see"
    assert problems({**LEAST, **part}) == (
        f"{path}: is not a field of the record; {instead} `holdcheck schema` for the names",
    )


def test_of_many_unknown_keys_the_first_twenty_are_told_what_was_meant() -> None:
    told = problems({**LEAST, **{f"warrants{n}": [] for n in range(30)}})
    assert ["write warrants, or" in each for each in told] == [True] * 20 + [False] * 10


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ({"custody_id": 7}, "custody_id: '7' is not of the type this field needs; write text in quotation marks"),
        ({"charges": {}}, "charges: this value is not of the type this field needs; write a list"),
        ({"charges": "C1"}, "charges: this value is not of the type this field needs; write a list"),
        (
            {"warrants": [{"purpose": "arrest", "bail": 10**400}]},
            f"warrants[0].bail: '1{'0' * 39}…' is too large; write 1000000000000 or less",
        ),
        ({"[colour": 1}, "[colour: is not a field of the record; see `holdcheck schema` for the names"),
        ({"str": 1}, "str: is not a field of the record; see `holdcheck schema` for the names"),
        ({"facility": "NC"}, "facility: this value is not of the type this field needs; write a JSON object"),
        (
            {"bail": [{"refused": "yes"}]},
            (
                "bail[0].refused: 'yes' is not of the type this field needs; "
                "write true or false, without quotation marks"
            ),
        ),
        (
            {"bail": [{"refused": 1}]},
            ("bail[0].refused: '1' is not of the type this field needs; write true or false, without quotation marks"),
        ),
        (
            {"sentences": [{"kind": "jail", "term": {"days": "30"}}]},
            (
                "sentences[0].term.days: '30' is not of the type this field needs; "
                "write a whole number, without quotation marks"
            ),
        ),
        (
            {"sentences": [{"kind": "jail", "term": {"days": True}}]},
            (
                "sentences[0].term.days: 'true' is not of the type this field needs; "
                "write a whole number, without quotation marks"
            ),
        ),
        (
            {"sentences": [{"kind": "jail", "term": {"days": -1}}]},
            "sentences[0].term.days: '-1' is too small; write 0 or more",
        ),
        (
            {"court_orders": [{"kind": "detain", "amount": -5}]},
            "court_orders[0].amount: '-5' is too small; write 0 or more",
        ),
        (
            {"court_orders": [{"kind": "detain", "amount": float("nan")}]},
            "court_orders[0].amount: 'nan' is not a finite number; write a plain number",
        ),
        (
            {"court_orders": [{"kind": "detain", "amount": "$500"}]},
            (
                "court_orders[0].amount: '$500' is not of the type this field needs; "
                "write a number, without quotation marks"
            ),
        ),
        (
            {"court_orders": [{"kind": "detain", "charges": "C1"}]},
            "court_orders[0].charges: this value is not of the type this field needs; write a list or 'all'",
        ),
        (
            {"sentences": [{"kind": "jail", "consecutive_to": [5]}]},
            (
                "sentences[0].consecutive_to[0]: '5' is not of the type this field needs; "
                "write text in quotation marks or a JSON object"
            ),
        ),
        (
            {"sentences": [{"kind": "jail", "consecutive_to": [{}]}]},
            "sentences[0].consecutive_to[0].case: is missing; every part of that list needs it",
        ),
        ({"charges": None}, "charges: 'null' is not of the type this field needs; write a list"),
        ({"custody_id": "\ud800"}, "custody_id: is not text that can be written as UTF-8; write whole characters"),
        ({5: 6}, "[5]: is a name that is not text; write the names of fields in quotation marks"),
        (
            {"not_recorded": ["warrents"]},
            ("not_recorded[0]: 'warrents' is no list or field of the record; write warrants"),
        ),
        (
            {"not_recorded": ["sentences.days"]},
            (
                "not_recorded[0]: 'sentences.days' is no list or field of the record; "
                "write its path, such as warrants or arrests.at"
            ),
        ),
        (
            {"court_orders": [{"kind": "detain", "amount": float("inf")}]},
            "court_orders[0].amount: 'inf' is not a finite number; write a plain number",
        ),
        (
            {"detainers": [{"kind": "immigration", "asks": ["arrest"]}]},
            "detainers[0].asks[0]: 'arrest' is not one of the words for this field; write 'hold' or 'notify'",
        ),
        ({"released_at": "never"}, f"released_at: 'never' is not a moment between 1900 and 2200; {MOMENT}"),
        (
            {"arrests": [{"first_appearance_at": "no"}]},
            (f"arrests[0].first_appearance_at: 'no' is not a moment between 1900 and 2200; {MOMENT} or \"never\""),
        ),
        (
            {"sentences": [{"kind": "jail", "imposed_at": "Jan 10"}]},
            "sentences[0].imposed_at: 'Jan 10' is not a date between 1900 and 2200; write 2025-01-10",
        ),
        (
            {"custody_id": "x" * 201},
            "custody_id: is longer than this field may be; write at most 200 characters",
        ),
    ],
    ids=str,
)
def test_a_wrong_value_is_one_line_that_says_where_what_and_what_instead(part: Json, problem: str) -> None:
    assert problems({**LEAST, **part}) == (problem,)


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"court_orders": [{"kind": "detain", "amount": "5"}]}, "court_orders[0].amount"),
        ({"court_orders": [{"kind": "detain", "amount": True}]}, "court_orders[0].amount"),
        ({"court_orders": [{"kind": "detain", "charges": "C1"}]}, "court_orders[0].charges"),
        ({"bail": [{"charges": 5}]}, "bail[0].charges"),
        ({"sentences": [{"kind": "jail", "consecutive_to": [5]}]}, "sentences[0].consecutive_to[0]"),
        ({"arrests": [{"probable_cause_found_at": 5}]}, "arrests[0].probable_cause_found_at"),
    ],
    ids=str,
)
def test_a_value_that_may_take_several_forms_is_still_one_problem_at_a_place_counsel_knows(
    part: Json, path: str
) -> None:
    assert [line.split(": ")[0] for line in problems({**LEAST, **part})] == [path]


def test_a_required_field_is_not_said_to_be_one_that_may_be_left_out() -> None:
    (line,) = problems({**LEAST, "custody_id": ""})
    assert line.startswith("custody_id: is empty; ")
    assert "leave the field out" not in line
    assert problems({**LEAST, "custody_id": " \t "}) == ("custody_id: is nothing but spaces; write its value",)


def test_a_state_in_small_letters_is_told_how_to_be_written() -> None:
    (line,) = problems({**LEAST, "facility": {"state": "nc"}})
    assert line.startswith("facility.state: 'nc' ")
    assert "pattern" not in line


def test_every_problem_is_told_at_once_in_the_order_of_the_record() -> None:
    record = {
        **LEAST,
        "booked_at": "20240501",
        "charges": [{"level": "murder"}, {"disposed_at": True}],
        "bail": [{"refused": "no"}],
        "sentences": [{"kind": "jail", "term": {"days": 1.5}}],
        "unknown_key": 1,
    }
    assert [line.split(": ")[0] for line in problems(record)] == [
        "booked_at",
        "charges[0].level",
        "charges[1].disposed_at",
        "bail[0].refused",
        "sentences[0].term.days",
        "unknown_key",
    ]


def test_every_contradiction_is_told_at_once_too() -> None:
    record = {
        **LEAST,
        "booked_at": "2024-05-02T10:00",
        "released_at": "2024-05-01T10:00",
        "charges": [{"id": "C1"}, {"id": "C1"}],
        "bail": [{"charges": ["C9"]}],
    }
    with pytest.raises(RecordError) as refused:
        check(record)
    assert [line.split(": ")[0] for line in refused.value.problems] == [
        "released_at",
        "charges[1].id",
        "bail[0].charges",
    ]
    assert str(refused.value) == "\n".join(refused.value.problems)


@pytest.mark.parametrize(
    "part",
    [
        {"facility": {"state": "NC", "name": [SECRET]}},
        {"facility": {"state": "NC", "name": SECRET * 400}},
        {"court_orders": [{"kind": "detain", "reason": {"text": SECRET}}]},
        {"court_orders": [{"kind": "detain", "reason": SECRET * 400}]},
        {"detainers": [{"kind": "immigration", "form_text": [SECRET]}]},
        {"detainers": [{"kind": "immigration", "form_text": SECRET * 400}]},
        {"charges": [{"court": {"judge": SECRET}}]},
        {"person": SECRET},
    ],
    ids=lambda part: str(part)[:60],
)
def test_free_text_is_never_quoted(part: Json) -> None:
    assert [line for line in problems({**LEAST, **part}) if "John" in line or "1970" in line] == []


@pytest.mark.parametrize("field", ["name", "reason", "form_text"])
def test_free_text_of_the_wrong_type_is_called_this_value(field: str) -> None:
    part: Json = {
        "name": {"facility": {"state": "NC", "name": 5}},
        "reason": {"court_orders": [{"kind": "detain", "reason": 5}]},
        "form_text": {"detainers": [{"kind": "parole", "form_text": 5}]},
    }[field]
    (line,) = problems({**LEAST, **part})
    assert line.endswith(f".{field}: this value is not of the type this field needs; write text in quotation marks")


def test_a_quoted_value_is_short_and_without_control_characters() -> None:
    (line,) = problems({**LEAST, "booked_at": "\x1b[31m2024\n" + "9" * 200})
    assert line == f"booked_at: '?[31m2024?{'9' * 30}…' is not a moment between 1900 and 2200; {MOMENT}"


def test_every_line_has_the_common_form() -> None:
    record = {"facility": 5, "booked_at": [], "charges": [5], "bail": [{"refused": None}], "": 1, "holds": [{"x": 1}]}
    lines = problems(record)
    assert len(lines) == 7
    for line in lines:
        assert re.fullmatch(r"[^:]*: [^;]+; .+", line), line


@pytest.mark.parametrize(("name", "told"), [("", "''"), (" ", "' '"), ("\n", "?")])
def test_a_name_that_nobody_could_see_is_told_all_the_same(name: str, told: str) -> None:
    unknown = "is not a field of the record; see `holdcheck schema` for the names"
    assert problems({**LEAST, name: 1}) == (f"{told}: {unknown}",)
    assert problems({**LEAST, "charges": [{name: 1}]}) == (f"charges[0].{told}: {unknown}",)


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ({"custody_id": "K\0"}, "custody_id"),
        ({"charges": [{"id": "C\0"}]}, "charges[0].id"),
        ({"charges": [{"code": "\0"}]}, "charges[0].code"),
        ({"court_orders": [{"kind": "detain", "reason": f"{SECRET}\0"}]}, "court_orders[0].reason"),
    ],
    ids=["custody", "id", "word", "text"],
)
def test_no_text_holds_the_character_nul(part: Json, where: str) -> None:
    """From Python as from a file."""
    assert problems({**LEAST, **part}) == (f"{where}: contains the character NUL; leave it out",)


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ({"facility": MappingProxyType({"state": "NC", "name": SECRET})}, "facility"),
        ({"charges": [MappingProxyType({"court": SECRET})]}, "charges[0]"),
        ({"booked_at": MappingProxyType({"earliest": SECRET})}, "booked_at"),
    ],
)
def test_a_part_that_is_a_mapping_and_no_dictionary_is_told_by_its_type(part: Json, where: str) -> None:
    assert problems({**LEAST, **part}) == (f"{where}: is of the type mappingproxy; pass a dictionary",)


@pytest.mark.parametrize("value", [[], "text", 5, None, True])
def test_what_is_no_object_is_no_record(value: object) -> None:
    (line,) = problems(value)
    assert line == (
        f"record: is of the type {type(value).__name__}; pass a mapping, or the .record of an entry of load_records"
    )


def test_a_model_cannot_be_changed_after_it_was_read() -> None:
    record = read_record({**LEAST, "charges": [{"id": "C1"}]})
    for part, name in ((record, "custody_id"), (record.facility, "state"), (record.charges[0], "id")):
        with pytest.raises(ValidationError):
            setattr(part, name, "changed")


def test_a_list_that_is_empty_is_a_list_that_was_given() -> None:
    """An empty list says there is none; no list at all says nothing."""
    assert "charges" in read_record({**LEAST, "charges": []}).model_fields_set
    assert "charges" not in read_record(LEAST).model_fields_set
    held = {**LEAST, "booked_at": "2024-05-01T10:00", "released_at": "2024-05-02T10:00"}
    assert check(held).outcome == "undetermined"
    assert {u.missing for u in check(held).undetermined} == {("papers",)}
    assert check({**held, "charges": []}).outcome == "findings"


def test_null_in_an_attribute_is_the_word_unknown_as_its_absence_is() -> None:
    """An office, a reason, a form: absent or null = unknown."""
    from jsonschema import Draft202012Validator

    def told(*word: str | None) -> Json:
        def field(name: str) -> Json:
            return {name: word[0]} if word else {}

        return {
            **LEAST,
            **field("admission"),
            "charges": [{"id": "C1", **field("level")}],
            "warrants": [{"purpose": "bench", "issued_by": field("office"), "served_by": field("role")}],
            "held_for": [{"holder": "ICE", **field("taken_by")}],
            "sentences": [{"kind": "jail", "imposed_by": field("office")}],
            "prior_convictions": [field("level")],
        }

    assert read_record(told(None)) == read_record(told("unknown")) == read_record(told())
    schema = Draft202012Validator(CustodyRecord.model_json_schema())
    assert [*schema.iter_errors(told(None))] == []


@given(custody_records())
def test_json_and_python_are_read_alike(record: Json) -> None:
    assert CustodyRecord.model_validate_json(json.dumps(record)) == read_record(record)


@given(custody_records())
def test_a_record_written_out_is_read_back_the_same(record: Json) -> None:
    read = read_record(record)
    written = read.model_dump_json(by_alias=True, exclude_unset=True)
    assert CustodyRecord.model_validate_json(written) == read


@given(custody_records())
def test_the_published_schema_accepts_every_valid_record(record: Json) -> None:
    from jsonschema import Draft202012Validator

    errors = list(Draft202012Validator(CustodyRecord.model_json_schema()).iter_errors(record))
    assert errors == []


@pytest.mark.parametrize("field", ["booked_at", "recorded_until"])
@pytest.mark.parametrize(
    "written",
    ["2024-13-01", "2024-01-32", "2024-00-10", "2024-01-01T25:00", "2024-01-01T10:60", "2024-01-01T10:00+24:00"],
)
def test_the_published_schema_refuses_what_is_on_no_calendar_and_no_clock(field: str, written: str) -> None:
    from jsonschema import Draft202012Validator

    wrong = Draft202012Validator(CustodyRecord.model_json_schema()).iter_errors({**LEAST, field: written})
    assert [list(each.path) for each in wrong] == [[field]]
    assert problems({**LEAST, field: written})[0].startswith(f"{field}: ")


@given(custody_records())
def test_no_result_repeats_free_text(record: Json) -> None:
    told = {**record, "court_orders": [{**each, "reason": SECRET} for each in record.get("court_orders", [])]}
    told["detainers"] = [{**each, "form_text": SECRET} for each in record.get("detainers", [])]
    written = check(told).document.model_dump_json()
    assert [secret for secret in (SECRET, "Public", "1970-02-03") if secret in written] == []


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (
            {"facility": {"state": "XX"}},
            "facility.state: 'XX' is not a state this law knows; write the postal code of a state or DC",
        ),
        (
            {"facility": {"state": "OR"}},
            ("facility.time_zone: is missing, and OR has several; write one of America/Los_Angeles, America/Boise"),
        ),
        (
            {"facility": {"state": "NC", "time_zone": "Mars/Olympus"}},
            "facility.time_zone: 'Mars/Olympus' is not a time zone; write one such as America/Denver",
        ),
        (
            {"booked_at": "2024-03-10T02:30"},
            ("booked_at: '2024-03-10T02:30' falls into the hour the clocks skip; write the offset, or the right hour"),
        ),
        (
            {"released_at": None},
            "recorded_until: is missing, and the person is still held; write it, or pass as_of",
        ),
        (
            {"absences": [{"kind": "escape", "from": {"earliest": "2024-05-04", "latest": "2024-05-02"}}]},
            ("absences[0].from: the range '2024-05-04' to '2024-05-02' has its latest before its earliest; swap them"),
        ),
        (
            {"absences": [{"kind": "escape", "from": {"earliest": "2024-05-02", "latest": "2024-05-01"}}]},
            ("absences[0].from: the range '2024-05-02' to '2024-05-01' has its latest before its earliest; swap them"),
        ),
        (
            {"released_at": "2024-04-30T10:00"},
            ("released_at: '2024-04-30T10:00' is before booked_at '2024-05-01T10:00'; correct one of the two"),
        ),
    ],
    ids=str,
)
def test_a_record_that_cannot_be_placed_in_time_or_law_says_why(part: Json, problem: str) -> None:
    record = {**LEAST, "booked_at": "2024-05-01T10:00", "released_at": "2024-05-02T10:00", **part}
    with pytest.raises(RecordError) as refused:
        check(record)
    assert refused.value.problems == (problem,)


def test_every_path_that_a_rule_reads_may_be_said_not_to_be_recorded() -> None:
    paths = sorted({path for rule in load_rules().rules for path in rule.reads})
    assert len(paths) > 5
    assert read_record({**LEAST, "not_recorded": paths}).not_recorded == tuple(paths)


def test_the_schema_says_of_every_field_that_may_be_absent_what_its_absence_means() -> None:
    schema = CustodyRecord.model_json_schema(by_alias=True)
    parts = {"the record": schema, **schema["$defs"]}
    silent = [
        f"{part}.{field}"
        for part, each in parts.items()
        for field, described in each.get("properties", {}).items()
        if field not in each.get("required", ())
        if not re.search(r"absen[tc]|empty|may be", described["description"], re.IGNORECASE)
    ]
    assert silent == []
