"""What `check` and `check_many` are given is looked at first: what is not a record, a day or law says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from conftest import PROJECT
from custodies import Json
from holdcheck import (
    InputError,
    LawError,
    RecordError,
    check,
    check_many,
    compute_sentences,
    load_records,
    load_rules,
)

RECORD: Json = {
    "custody_id": "K-1",
    "facility": {"state": "NC"},
    "booked_at": "2024-05-01T10:00",
    "released_at": "2024-05-02T10:00",
    "charges": [{"id": "C1"}],
}
A_DAY = "is not a date or datetime between 1900 and 2200; pass an aware datetime, or a date"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"as_of": "2024-05-03"}, f"as_of: '2024-05-03' {A_DAY}"),
        ({"as_of": date.max}, f"as_of: 'datetime.date(9999, 12, 31)' {A_DAY}"),
        ({"as_of": datetime(2024, 5, 3)}, "as_of: has no offset; pass an aware datetime, or a date"),  # noqa: DTZ001
        ({"standard": "strict"}, "standard: 'strict' does not exist; write one of judicial-warrant, controlling-law"),
        ({"law": "rules"}, "law: is of the type str; pass what load_rules returns"),
    ],
    ids=str,
)
@pytest.mark.parametrize("run", [check, lambda record, **given: list(check_many([record], **given))])
def test_a_wrong_argument_says_what_to_pass_instead(run: Callable[..., Any], given: Any, wrong: str) -> None:
    with pytest.raises(InputError) as refused:
        run(RECORD, **given)
    assert str(refused.value) == wrong


def test_sentences_are_computed_by_law_that_was_loaded() -> None:
    with pytest.raises(InputError) as refused:
        compute_sentences(RECORD, law="rules")  # type: ignore[arg-type]
    assert str(refused.value) == "law: is of the type str; pass what load_rules returns"


@pytest.mark.parametrize("given", [RECORD, "roster.jsonl", b"{}", None], ids=["one record", "a path", "bytes", "none"])
def test_one_record_or_a_path_is_not_several_records(given: Any) -> None:
    with pytest.raises(InputError) as refused:
        list(check_many(given))
    kind = type(given).__name__
    assert str(refused.value) == (
        f"records: is of the type {kind}, and not several records; pass one record to check, and a path to load_records"
    )


def test_the_record_that_stops_a_stream_is_named_by_its_number() -> None:
    results = check_many([RECORD, {"custody_id": "K-2", "facility": {}, "colour": 1}])
    assert next(results).outcome == "clear"
    with pytest.raises(RecordError) as refused:
        next(results)
    assert refused.value.problems == (
        "records[1].facility.state: is missing; every record needs it",
        "records[1].colour: is not a field of the record; see `holdcheck schema` for the names",
    )


def test_an_entry_of_a_file_is_not_its_record() -> None:
    entries: Any = load_records(PROJECT / "examples" / "record.json")
    with pytest.raises(RecordError) as refused:
        list(check_many(entries))
    assert refused.value.problems == (
        "records[0]: is of the type Entry; pass a mapping, or the .record of an entry of load_records",
    )


def test_a_folder_without_law_is_said_to_hold_none() -> None:
    with pytest.raises(LawError) as refused:
        load_rules(PROJECT / "examples")
    assert refused.value.problems == ("examples: holds no law; name the folder that holds edition.yaml",)
