"""Every kind of file becomes entries: valid records, or rejections that say what to write instead."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import PROJECT
from holdcheck.errors import InputError
from holdcheck.readers import Entry, load_records
from holdcheck.readers import json_texts as texts

CASES = PROJECT / "examples" / "cases"
A, B = '{"custody_id": "A", "facility": {"state": "OR"}}', '{"custody_id": "B", "facility": {"state": "OR"}}'


def read(path: Path) -> list[Entry]:
    entries = list(load_records(path))
    for entry in entries:
        assert (entry.record is None) == bool(entry.errors)
        assert entry.source.path == str(path)
        assert all(line.isprintable() and ": " in line for line in entry.errors)
    return entries


def ids(entries: list[Entry]) -> list[str | None]:
    return [entry.record.custody_id if entry.record else None for entry in entries]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    data = content.encode() if isinstance(content, str) else content
    if name.endswith(".gz"):
        data = gzip.compress(data)
    elif name.endswith(".zst"):
        data = zstandard.ZstdCompressor().compress(data)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [
        ("one.json", A, [1]),
        ("spread.json", json.dumps(json.loads(A), indent=4), [1]),
        ("list.json", f" [{A},\n\n{B}] \n", [1, 2]),
        ("empty-list.json", "[ ]", []),
        ("lines.jsonl", f"{A}\n{B}\n", [1, 2]),
        ("no-last-newline.jsonl", f"{A}\r\n{B}", [1, 2]),
    ],
)
def test_every_kind_of_file_is_read(tmp_path: Path, packed: str, name: str, content: str, rows: list[int]) -> None:
    entries = read(written(tmp_path, name + packed, content))
    assert ids(entries) == ["A", "B"][: len(rows)]
    assert [entry.source.rows for entry in entries] == [(row,) for row in rows]


BAD = [
    ("not-json.jsonl", b"Juan Perez,1980-01-01\n", "is not JSON"),
    ("cut.jsonl", A[:30].encode(), "is not JSON"),
    ("a-list-a-line.jsonl", f"[{A}]".encode(), "is not a JSON object"),
    ("text.jsonl", b'"Juan Perez"', "is not a JSON object"),
    ("number.json", b"5035550100", "is not a JSON object"),
    ("null.json", b"null", "is not a JSON object"),
    ("nan.jsonl", b'{"custody_id": "A", "facility": {"state": "OR"}, "sentences": NaN}', "sentences: "),
    ("infinity.jsonl", A[:-1].encode() + b', "court_orders": [{"kind": "set_bail", "amount": Infinity}]}', "amount: "),
    ("deep.jsonl", A[:-1].encode() + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    ("deep.json", b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    ("long.jsonl", A[:-1].encode() + b', "person_id": "' + b"x" * 10_000_000 + b'"}', "person_id: is longer"),
    ("latin.jsonl", A[:-1].encode() + b', "person_id": "Mu\xf1oz"}', "is not UTF-8"),
    ("latin.json", b"[" + A[:-1].encode() + b', "person_id": "Mu\xf1oz"}]', "is not UTF-8"),
    ("nul.jsonl", A[:-1].encode() + b', "person_id": "a\x00b"}', "control character"),
    ("escaped-nul.jsonl", A[:-1].encode() + b', "person_id": "a\\u0000b"}', "person_id: contains the character NUL"),
    ("escape-sequence-key.jsonl", A[:-1].encode() + b', "\\u001b[2J": 1}', "is not a field"),
    ("half-a-character.jsonl", A[:-1].encode() + b', "person_id": "\\ud800"}', "record: holds half of a character"),
    ("the-other-half.jsonl", A[:-1].encode() + b', "person_id": "\\udc00."}', "record: holds half of a character"),
    ("bom.jsonl", b"\xef\xbb\xbf" + A.encode(), "byte order mark"),
    ("utf16.jsonl", A.encode("utf-16"), "is UTF-16"),
    ("utf16.json", A.encode("utf-16"), "is UTF-16"),
    ("blank.jsonl", b"   \n\n", "is empty"),
    ("blank.json", b"  \n", "is empty"),
    ("two-records.json", f"{A}\n{A}".encode(), "is not JSON"),
    ("misspelt.jsonl", A[:-1].encode() + b', "bookedat": "2024-01-01"}', "bookedat: is not a field"),
    ("no-date.jsonl", A[:-1].encode() + b', "booked_at": "Jan 10"}', "booked_at: 'Jan 10' is not a moment"),
    ("number-for-text.jsonl", b'{"custody_id": 1, "facility": {"state": "OR"}}', "custody_id: "),
    ("twice.jsonl", A[:-1].encode() + b', "custody_id": "B"}', "'custody_id' is named twice"),
    ("twice-spaced.jsonl", A[:-1].encode() + b', "custody_id"  : "B"}', "'custody_id' is named twice"),
    ("twice-inside.json", b'[{"custody_id": "A", "facility": {"state": "OR", "state": "WA"}}]', "'state' is named"),
    ("not-a-gzip.jsonl.gz", None, "is damaged"),
    ("not-a-zstandard.json.zst", None, "is damaged"),
]


@pytest.mark.parametrize(("name", "content", "told"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_one_clear_rejection(tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if content is not None else A.encode())
    (entry,) = read(path)
    assert entry.record is None
    assert told in " ".join(entry.errors)
    assert "Juan" not in " ".join(entry.errors)
    assert "5035550100" not in " ".join(entry.errors)
    assert all(len(line) <= 700 for line in entry.errors)


def test_empty_lines_at_the_end_are_no_records_and_others_are_rejected(tmp_path: Path) -> None:
    entries = read(written(tmp_path, "export.jsonl", f"{A}\n\n \n{B}\n\n\n"))
    assert ids(entries) == ["A", None, None, "B"]
    assert [entry.source.rows for entry in entries] == [(1,), (2,), (3,), (4,)]


def test_a_record_of_a_list_that_no_parser_takes_hides_none_after_it(tmp_path: Path) -> None:
    deep = A[:-1] + ', "x": {"]": ' + "[" * 5_000 + "]" * 5_000 + "}}"
    long = A[:-1] + ', "person_id": ' + "9" * 5_000 + "}"
    entries = read(written(tmp_path, "list.json", f"[{deep}, {A}, {long} , {B}]"))
    assert ids(entries) == [None, "A", None, "B"]
    assert [entry.errors[0].partition(";")[0] for entry in entries if entry.errors] == [
        "record: is nested too deeply",
        "record: holds a number of too many digits",
    ]


def test_what_comes_after_a_bad_line_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "mixed.jsonl", f"{A}\n\nnonsense\n{B}\n")
    entries = read(path)
    assert ids(entries) == ["A", None, None, "B"]
    assert [entry.source.rows for entry in entries] == [(1,), (2,), (3,), (4,)]


@pytest.mark.parametrize(
    ("content", "read_well"),
    [(f"[{A}, {B}", 2), (f"[{A}, nonsense, {B}]", 1), (f"[{A}] {B}", 1), (f"[{A},]", 1), ("[", 0), (f"[{A} {B}]", 1)],
)
def test_a_broken_list_gives_what_stands_before_the_break(tmp_path: Path, content: str, read_well: int) -> None:
    entries = read(written(tmp_path, "broken.json", content))
    assert [record is not None for record in ids(entries)] == [True] * read_well + [False]


def test_every_key_that_is_named_twice_is_told_with_its_place_beside_all_else_that_is_wrong(tmp_path: Path) -> None:
    """Whether the record is otherwise one that can be read or not."""
    again = '"facility": {"state": "OR", "state": "WA"}, "custody_id": "A", "custody_id": "B"'
    reversed_ = '"booked_at": "2024-05-02", "released_at": "2024-04-01", "charges": [{"id": "C1", "id": "C2"}]'
    unknown = '"custody_id": "C", "booked_at": "soon", "foo": [[{"a": 1, "a": 2}]]'
    path = written(tmp_path, "twice.jsonl", f"{{{again}, {reversed_}}}\n{{{again}, {unknown}}}\n")
    told = [[re.split(" in one object| is before", each)[0] for each in entry.errors[-4:]] for entry in read(path)]
    assert told == [
        [
            "record: 'custody_id' is named twice",
            "facility: 'state' is named twice",
            "charges[0]: 'id' is named twice",
            "released_at: '2024-04-01'",
        ],
        [
            "foo: is not a field of the record; see `holdcheck schema` for the names",
            "record: 'custody_id' is named 3 times",
            "facility: 'state' is named twice",
            "foo[0][0]: 'a' is named twice",
        ],
    ]


def test_text_that_looks_like_a_key_is_no_repeated_key(tmp_path: Path) -> None:
    odd = json.loads(A) | {"court_orders": [{"kind": "detain", "reason": 'he said "kind": and "kind" : twice \\u0000'}]}
    assert ids(read(written(tmp_path, "odd.jsonl", json.dumps(odd)))) == ["A"]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_no_case_has_a_repeated_key_on_any_spacing(case: Path, tmp_path: Path) -> None:
    record = json.loads(case.read_text(encoding="utf-8"))
    for separators in ((",", ":"), (", ", ": "), (" , ", " : ")):
        assert ids(read(written(tmp_path, "case.jsonl", json.dumps(record, separators=separators)))) == [case.stem]


def test_a_line_longer_than_memory_should_hold_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_LONGEST_LINE", 100)
    entries = read(written(tmp_path, "long.jsonl", f"{A}\n{'x' * 3_000_000}\n{B}\n"))
    assert ids(entries) == ["A", None, "B"]
    assert "longer than 50 MB" in entries[1].errors[0]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gz", "zst"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    suffix = "gz" if pack is gzip.compress else "zst"
    path = tmp_path / f"bomb.jsonl.{suffix}"
    path.write_bytes(pack(A.encode() + b"\n" + b" " * 60_000_000))
    tracemalloc.start()
    entries = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert entries[-1].record is None
    assert "unpacks to more than" in entries[-1].errors[0]
    assert peak < 120_000_000


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_file_that_was_cut_off_never_looks_whole(tmp_path: Path, suffix: str) -> None:
    records = (json.loads(A) | {"custody_id": f"K-{n}", "person_id": str(n * n)} for n in range(9000))
    lines = "".join(json.dumps(record) + "\n" for record in records)
    whole = written(tmp_path, f"whole.jsonl.{suffix}", lines)
    cut = tmp_path / f"cut.jsonl.{suffix}"
    cut.write_bytes(whole.read_bytes()[:-20])
    entries = read(cut)
    assert entries[-1].record is None
    assert "ends in the middle" in entries[-1].errors[0]
    assert len(read(whole)) == 9000


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_several_compressed_members_are_one_file(tmp_path: Path, suffix: str) -> None:
    parts = [written(tmp_path, f"{n}.jsonl.{suffix}", f"{text}\n").read_bytes() for n, text in enumerate((A, B))]
    path = tmp_path / f"both.jsonl.{suffix}"
    path.write_bytes(b"".join(parts))
    assert ids(read(path)) == ["A", "B"]


def test_a_record_said_twice_counts_once(tmp_path: Path) -> None:
    again = '{"facility":{"state":"OR","county":null},"custody_id":"A"}'
    first, second = written(tmp_path, "a.jsonl", f"{A}\n{again}\n"), written(tmp_path, "b.json", f"[{B},{A}]")
    records = load_records(first, second)
    assert ids(list(records)) == ["A", "B"]
    assert records.repeated == 2


@pytest.mark.parametrize("change", [{"person_id": "p-2"}, {"charges": []}, {"facility": {"state": "WA"}}])
def test_a_record_that_contradicts_another_is_rejected_with_both_places(tmp_path: Path, change: dict[str, Any]) -> None:
    first = written(tmp_path, "a.jsonl", f"{B}\n{A}\n")
    second = written(tmp_path, "b.json", json.dumps(json.loads(A) | change))
    *_, entry = load_records(first, second)
    assert entry.record is None
    assert entry.source.path == str(second)
    assert f"{first} row 2" in entry.errors[0]


def test_a_folder_means_its_json_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "inner.json").mkdir()
    for name in ("b.jsonl", "a.json", "c.jsonl.gz", "notes.txt", "d.csv"):
        written(tmp_path, name, json.dumps(json.loads(A) | {"custody_id": name}))
    assert ids(list(load_records(tmp_path))) == ["a.json", "b.jsonl", "c.jsonl.gz"]


def test_what_is_named_like_records_in_a_folder_and_is_no_file_is_an_error_and_not_passed_over(tmp_path: Path) -> None:
    """Passed over it would look as if nobody had been in that file."""
    written(tmp_path, "a.json", A)
    (tmp_path / "tonight.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    with pytest.raises(
        InputError, match=r"tonight\.jsonl: is no file that can be read; take it away, or name the files"
    ):
        load_records(tmp_path)


def test_a_contradicting_record_is_told_its_other_problems_too(tmp_path: Path) -> None:
    other = json.loads(A) | {"booked_at": "2024-05-02", "released_at": "2024-04-01", "bail": [{"charges": ["C1"]}]}
    path = written(tmp_path, "a.jsonl", f"{A}\n{json.dumps(other)}\n")
    *_, entry = load_records(path)
    assert [each.partition(":")[0] for each in entry.errors] == ["custody_id", "released_at", "bail[0].charges"]


@pytest.mark.parametrize("name", ["missing.json", "roster.csv", "roster.xml.gz", "roster"])
def test_a_path_that_cannot_be_read_is_an_error_at_once(tmp_path: Path, name: str) -> None:
    if name != "missing.json":
        (tmp_path / name).write_text(A)
    with pytest.raises(InputError, match=name):
        load_records(tmp_path / name)


def test_no_path_at_all_is_an_error_and_not_nothing_to_read() -> None:
    with pytest.raises(InputError, match=r"^paths: none is given, so nothing would be read; name a file or a folder$"):
        load_records()
    with pytest.raises(InputError, match=r"^paths: holds something that is no path; pass each path as an argument"):
        load_records(["roster.json"])  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"^path: is empty; check the path$"):
        load_records("")


@pytest.mark.parametrize(
    ("name", "content", "instead"),
    [
        ("pretty.jsonl", json.dumps(json.loads(A), indent=1), "on one line; other JSON belongs in a .json file"),
        ("lines.json", f"{A}\n{B}", "one object a line belongs in a .jsonl file"),
    ],
)
def test_json_under_the_wrong_name_is_told_the_right_one(tmp_path: Path, name: str, content: str, instead: str) -> None:
    first, *_ = load_records(written(tmp_path, name, content))
    (line,) = first.errors
    assert line.startswith("record: is not JSON (")
    assert line.endswith(instead)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json.zst", "broken.json", "bomb.jsonl.gz"])
def test_every_file_is_hashed_as_it_lies_on_disk(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, b" " * 40_000_000 if name.startswith("bomb") else A.encode() + b"\n")
    told: list[int] = []
    records = load_records(path, progress=told.append)
    assert list(records)
    (file,) = records.files
    assert (file.path, file.sha256) == (str(path), hashlib.sha256(path.read_bytes()).hexdigest())
    assert sum(told) == records.size == path.stat().st_size


def test_json_lines_are_read_in_constant_memory(tmp_path: Path) -> None:
    line = json.loads(A) | {"charges": [{"id": "C1", "case": "x" * 150} for _ in range(20)]}
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(3000):
            file.write(json.dumps(line | {"custody_id": f"K-{number}"}) + "\n")
    tracemalloc.start()
    assert sum(entry.record is not None for entry in load_records(path)) == 3000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 10_000_000
    assert peak < 5_000_000


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["json", "jsonl"]),
    at=st.integers(0, 300),
    length=st.integers(0, 5),
    with_=st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"[", b"]", b",", b"\\", b"\n", b"1e999"]),
)
def test_no_damage_to_a_file_is_an_exception(tmp_path: Path, kind: str, at: int, length: int, with_: bytes) -> None:
    whole = f"[{A},{B}]".encode() if kind == "json" else f"{A}\n{B}\n".encode()
    path = tmp_path / f"damaged.{kind}"
    path.write_bytes(whole[:at] + with_ + whole[at + length :])
    assert len(read(path)) <= 8
