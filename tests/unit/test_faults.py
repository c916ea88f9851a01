"""A record that contradicts itself is refused in the same words, whichever verb reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from custodies import CONVICTED, Json, record, sentence, warrant
from holdcheck.checking import check
from holdcheck.cli import main
from holdcheck.errors import RecordError
from holdcheck.sentences import compute_sentences

TWICE = [sentence(), sentence(term={"days": 90}), sentence(id="S2", consecutive_to=["S1"])]

DAY = "2024-05-01"


def stays(*spans: tuple[Any, Any], **more: Any) -> Json:
    return sentence(kind="intermittent", periods=[{"from": begun, "to": over} for begun, over in spans], **more)


FAULTS = {
    "two sentences of one id": ({"sentences": TWICE}, ["sentences[1].id: 'S1' is also the id of sentences[0]"]),
    "three of one id": (
        {"sentences": [sentence(), sentence(), sentence()]},
        [
            "sentences[1].id: 'S1' is also the id of sentences[0]",
            "sentences[2].id: 'S1' is also the id of sentences[0]",
        ],
    ),
    "a warrant with a sentence's id": (
        {"sentences": [sentence()], "warrants": [warrant(id="S1")]},
        ["warrants[0].id: 'S1' is also the id of sentences[0]"],
    ),
    "a sentence ended before it was imposed": (
        {"sentences": [sentence(ended_by={"kind": "parole", "at": "2024-05-01"})]},
        ["sentences[0].ended_by.at: '2024-05-01' is before sentences[0].imposed_at '2024-05-03'"],
    ),
    "a stay of bare days": (
        {"sentences": [stays(("2024-05-10", "2024-05-08"))]},
        ["sentences[0].periods[0].to: '2024-05-08' is before sentences[0].periods[0].from '2024-05-10'"],
    ),
    "a stay to the minute, the second of two": (
        {"sentences": [stays(("2024-05-10", "2024-05-12"), ("2024-05-17T18:00", "2024-05-17T17:59"))]},
        ["sentences[0].periods[1].to: '2024-05-17T17:59' is before sentences[0].periods[1].from '2024-05-17T18:00'"],
    ),
}


@pytest.mark.parametrize(("parts", "wrong"), FAULTS.values(), ids=FAULTS)
def test_both_verbs_refuse_it_in_the_same_words(
    parts: Json, wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = record(charges=CONVICTED, **parts)
    instead = "give each paper an id of its own" if "id of" in wrong[0] else "correct one of the two"
    expected = tuple(f"{line}; {instead}" for line in wrong)
    for reads in (check, compute_sentences):
        with pytest.raises(RecordError) as refused:
            reads(told)
        assert refused.value.problems == expected
    path = tmp_path / "record.json"
    sound = record(custody_id="K-2", charges=CONVICTED, sentences=[sentence()])
    path.write_text(json.dumps([told, sound]), encoding="utf-8")
    for verb in ("check", "sentence"):
        code = main([verb, str(path), "--format", "json"])
        run = json.loads(capsys.readouterr().out)
        assert (code, [each["errors"] for each in run["rejected"]]) == (3, [list(expected)])
        assert [each["custody_id"] for each in run["results"]] == ["K-2"]
        assert {name: run["summary"]["records"][name] for name in ("read", "rejected")} == {"read": 2, "rejected": 1}


@pytest.mark.parametrize(
    "spans",
    [
        [("2024-05-10", "2024-05-10")],
        [("2024-05-10T18:00", "2024-05-10")],
        [("2024-05-10T18:00", "2024-05-10T18:00")],
        [({"earliest": "2024-05-10", "latest": "2024-05-14"}, "2024-05-12")],
    ],
    ids=["one bare day", "an hour of a bare day", "at once", "perhaps the right way round"],
)
def test_a_stay_that_may_be_the_right_way_round_is_read(spans: list[tuple[Any, Any]]) -> None:
    told = record(charges=CONVICTED, sentences=[stays(*spans)])
    assert check(told).custody_id == "K-1"
    assert [each.refused for each in compute_sentences(told)] == [()]


SERVED = {"role": "287g_jail", "designated_from": "2024-05-02", "designated_to": "2024-05-01"}
REVERSED = {
    "facility.agreements[0].ends_at": (
        {"facility": {"state": "NC", "agreements": [{"kind": "287g_jail", "signed_at": "2024-05-03", "ends_at": DAY}]}},
        "facility.agreements[0].signed_at '2024-05-03'",
    ),
    "warrants[0].served_by.designated_to": (
        {"warrants": [warrant(served_by=SERVED)]},
        "warrants[0].served_by.designated_from '2024-05-02'",
    ),
    "detainers[0].iad.returned_at": (
        {"detainers": [{"kind": "criminal", "iad": {"arrived_at": "2024-05-02", "returned_at": DAY}}]},
        "detainers[0].iad.arrived_at '2024-05-02'",
    ),
    "detainers[0].iad.delivered_at": (
        {"detainers": [{"kind": "criminal", "iad": {"requested_at": "2024-05-02", "delivered_at": DAY}}]},
        "detainers[0].iad.requested_at '2024-05-02'",
    ),
    "detainers[0].iad.tolled[0].to": (
        {"detainers": [{"kind": "criminal", "iad": {"tolled": [{"from": "2024-05-02", "to": DAY}]}}]},
        "detainers[0].iad.tolled[0].from '2024-05-02'",
    ),
}


@pytest.mark.parametrize(("parts", "before"), REVERSED.values(), ids=REVERSED)
def test_what_is_over_before_it_begins_is_refused_with_both_values(
    parts: Json, before: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(RecordError) as refused:
        check(record(**parts))
    where = request.node.callspec.id
    assert refused.value.problems == (f"{where}: '2024-05-01' is before {before}; correct one of the two",)
    sound = json.loads(json.dumps(parts).replace(f'"{DAY}"', '"2024-05-04"'))
    assert check(record(**sound)).custody_id == "K-1"
