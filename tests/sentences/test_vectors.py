"""Worked examples from decisions, statutes and tables, exact to the day; each says how far its source was read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from holdcheck import compute_sentences
from holdcheck.clocks import after_working_hours, legal_holidays
from holdcheck.law import Law
from holdcheck.moments import day_number, instant_of, zone
from holdcheck.sentences import SentenceResult
from holdcheck.sentences.counting import days_of_span
from holdcheck.sentences.good_time import credit_for_days_served, yearly_rate_on_time_served
from sentences.places import CONVENTIONS, dated, good_time, law_of, release_day

Json = dict[str, Any]
VECTORS: list[Json] = YAML(typ="safe").load(Path(__file__).with_name("vectors.yaml").read_text(encoding="utf-8"))
NOT_COVERED = {"fl-10y-gain-time", "me-half-time"}
IN_PART = {"fed-ftc-guide-ex2", "fed-ftc-guide-120m", "tx-4313-window"}
EASTERN = zone("America/New_York")


def of(*ways: str) -> list[Any]:
    return [pytest.param(each, id=each["id"]) for each in VECTORS if each["way"] in ways]


def plain(value: Any) -> Any:
    """Dates as a record writes them."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def computed(sentences: list[Json], law: Law | None = None, state: str = "OH", custodian: str = "local") -> Any:
    kind = "prison" if custodian == "federal" else "jail"
    record = {"custody_id": "K-1", "facility": {"state": state, "custodian": custodian}}
    told = [{"kind": kind, **plain(each)} for each in sentences]
    return compute_sentences({**record, "sentences": told}, law=law)[-1]


def matches(result: SentenceResult, expected: Json) -> None:
    expected = dict(expected)
    full, earliest = result.milestone("full_term"), result.milestone("earliest_by_formula")
    assert full is not None
    if "credit" in expected:
        assert earliest is not None
        assert (full.latest - earliest.latest).days == expected.pop("credit")
    for name, at in expected.items():
        milestone = result.milestone(name)
        assert milestone is not None
        assert [milestone.earliest, milestone.latest] == (at if isinstance(at, list) else [at, at]), name
        assert milestone.steps


def test_every_example_names_its_source_and_how_far_it_was_read() -> None:
    assert len({each["id"] for each in VECTORS}) == len(VECTORS) == 63
    for each in VECTORS:
        assert each["source"], each["id"]
        assert each["url"].startswith("http"), each["id"]
        assert each["standing"] in ("verified", "reported", "derived"), each["id"]
    assert {each["id"] for each in VECTORS if each["way"] == "not_covered"} == NOT_COVERED
    assert {each["id"] for each in VECTORS if each.get("note", "").startswith("Covered in part")} == IN_PART


@pytest.mark.parametrize("vector", of("federal"))
def test_federal_terms(vector: Json, law: Law) -> None:
    result = computed([vector["inputs"]], law, custodian="federal")
    assert result.refused == ()
    matches(result, vector["expected"])


@pytest.mark.parametrize("vector", of("federal_chain"))
def test_consecutive_federal_terms(vector: Json, law: Law) -> None:
    terms = vector["inputs"]["terms"]
    chain = [
        {
            "id": f"S{n}",
            "imposed_at": vector["inputs"]["imposed_at"],
            "term": term,
            "consecutive_to": [f"S{n - 1}"] if n else [],
        }
        for n, term in enumerate(terms)
    ]
    matches(computed(chain, law, custodian="federal"), vector["expected"])


@pytest.mark.parametrize("vector", of("place"))
def test_terms_at_a_place_of_the_law_that_comes_with_holdcheck(vector: Json, law: Law) -> None:
    inputs = dict(vector["inputs"])
    matches(computed([inputs], law, state=inputs.pop("state")), vector["expected"])


@pytest.mark.parametrize("vector", of("formula"))
def test_terms_under_a_formula(vector: Json, tmp_path: Path) -> None:
    inputs, expected = dict(vector["inputs"]), dict(vector["expected"])
    counting = {**CONVENTIONS, "counts_start_day": str(inputs.pop("counts_start_day", True)).lower()}
    hours = inputs.pop("hours", None)
    rule = inputs.pop("rule")
    if rule.get("selected_by") == "offense":
        inputs["offense_at"] = plain(rule["effective_from"])
    law = law_of(
        tmp_path,
        sentences=[dated(**counting)],
        good_time=[good_time(**plain(rule))],
        release_days=[release_day(weekend="none", hours=hours)] if hours else [],
    )
    result = computed([inputs], law)
    earliest, begins = result.milestone("earliest_by_formula"), inputs["imposed_at"]
    assert earliest is not None
    if "served" in expected:
        assert (earliest.latest - begins).days + 1 == expected.pop("served")
    if "remaining" in expected:
        assert (earliest.latest - begins).days + 1 == expected.pop("remaining")
    if "hours" in expected:
        window = result.milestone("release_day").hours
        assert [window.from_, window.to] == expected.pop("hours")
    matches(result, expected)


@pytest.mark.parametrize("vector", of("time_served"))
def test_good_conduct_time_on_time_served(vector: Json) -> None:
    credit = yearly_rate_on_time_served(vector["inputs"]["term_days"], 54, 365)
    assert credit == vector["expected"]["credit"]


@pytest.mark.parametrize("vector", of("span", "spans", "served"))
def test_days_of_custody_and_what_they_earn(vector: Json) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    if "served" in inputs:
        days = inputs["served"]
    elif "days" in inputs:
        days = sum(inputs["days"])
    else:
        spans = inputs.get("spans") or [[inputs["first"], inputs["last"]]]
        ends = inputs.get("ends", "both")
        days = sum(days_of_span(day_number(first), day_number(last), ends) for first, last in spans)
    if "days" in expected:
        assert days == expected["days"]
    if "earned" in expected:
        assert credit_for_days_served(days, inputs["credit"], inputs["per"]) == expected["earned"]


@pytest.mark.parametrize("vector", of("clock"))
def test_hours_that_stand_still(vector: Json) -> None:
    start, end = (
        instant_of(datetime.fromisoformat(str(at)).replace(tzinfo=EASTERN.info))
        for at in (vector["inputs"]["start"], vector["expected"]["end"])
    )
    assert after_working_hours(start, 48, EASTERN) == end


@pytest.mark.parametrize("vector", of("holiday"))
def test_federal_holidays(vector: Json) -> None:
    day = vector["inputs"]["date"]
    assert (day_number(day) in legal_holidays(day.year)) is vector["expected"]["holiday"]
