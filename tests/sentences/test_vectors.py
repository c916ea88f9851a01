"""Worked examples from decisions, statutes and tables, exact to the day; each says how far its source was read.

Every example goes through a public function. What no record can say (a county's own rate, a counting the law of a place
leaves open) is given by the example, which says so in its note.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from holdcheck import compute_sentences
from holdcheck.clocks import after_working_hours, legal_holidays
from holdcheck.law import Law
from holdcheck.sentences import Milestone, SentenceResult
from holdcheck.zones import day_number, instant_of, zone
from sentences.places import CONVENTIONS, dated, good_time, law_of, law_with

Json = dict[str, Any]
VECTORS: list[Json] = YAML(typ="safe").load(Path(__file__).with_name("vectors.yaml").read_text(encoding="utf-8"))
WAYS = {
    "place": 37,
    "federal": 15,
    "chain": 2,
    "counted": 2,
    "parts": 1,
    "policy": 1,
    "federal_rate": 1,
    "clock": 3,
    "holiday": 5,
}
ASSUMED = ("counted", "parts", "policy", "federal_rate")
"""Ways in which something is given that the law that comes with holdcheck does not say."""
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


def computed(sentences: list[Json], law: Law | None, state: str, custodian: str = "local") -> SentenceResult:
    """The result of the last sentence, or of consecutive ones together."""
    kind = "prison" if custodian == "federal" else "jail"
    zones = {"time_zone": "America/Chicago"} if state in ("FL", "TX", "OR", "MI") else {}
    record = {"custody_id": "K-1", "facility": {"state": state, "custodian": custodian, **zones}}
    told = [{"kind": kind, **plain(each)} for each in sentences]
    return compute_sentences({**record, "sentences": told}, law=law)[-1]


def milestone(result: SentenceResult, name: Any) -> Milestone:
    found = result.milestone(name)
    assert found is not None, name
    assert found.steps
    return found


def matches(sentence: Json, expected: Json, law: Law | None, state: str, custodian: str = "local") -> None:
    """Compute one sentence and compare every number and date that its example gives."""
    result = computed([sentence], law, state, custodian)
    expected = dict(expected)
    full = milestone(result, "full_term")
    if "credited" in expected:
        without = milestone(computed([{**sentence, "credits": []}], law, state, custodian), "full_term")
        off = [(one - other).days for one, other in ((without.earliest, full.earliest), (without.latest, full.latest))]
        # A first day that is credited is not served too: where no source says that it counts, only the later day moves
        # by all of the credit.
        starts = sentence.get("begins_at", sentence.get("imposed_at"))
        credited = any(each.get("to") == starts for each in sentence["credits"])
        assert off[credited:] == [expected["credited"]] * (2 - credited)
        del expected["credited"]
    if "credit" in expected or "served" in expected:
        # Without what is recorded: credit that leaves nothing to serve would hide a formula that gives too much.
        as_imposed = computed([{**sentence, "good_time": None, "credits": []}], law, state, custodian)
        release = milestone(as_imposed, "release_with_recorded_credit")
        credit = (release.latest - milestone(as_imposed, "earliest_by_formula").latest).days
        left = (full.earliest - sentence["imposed_at"]).days + 1  # the first day counted where nothing says otherwise
        assert credit == expected.pop("credit", credit)
        assert left - credit == expected.pop("served", left - credit)
    if "hours" in expected:
        window = milestone(result, "release_day").hours
        assert window is not None
        assert [window.from_, window.to] == expected.pop("hours")
    if "time_credits" in expected:
        found = milestone(result, "earliest_prerelease_custody")
        assert any(f": {expected['time_credits']} days by {found.earliest}" in step for step in found.steps)
        assert f"{expected['beyond']} days beyond the 12 months toward supervised release" in found.steps
        del expected["time_credits"], expected["beyond"]
    dates_match(result, expected)


def dates_match(result: SentenceResult, expected: Json) -> None:
    for name, at in expected.items():
        found = milestone(result, name)
        assert [found.earliest, found.latest] == (at if isinstance(at, list) else [at, at]), name


def test_every_example_names_its_source_and_how_far_it_was_read() -> None:
    assert len({each["id"] for each in VECTORS}) == len(VECTORS) == 67
    assert {way: len(of(way)) for way in WAYS} == WAYS
    assert sum(WAYS.values()) == 67
    for each in VECTORS:
        assert each["source"], each["id"]
        assert each["url"].startswith("http"), each["id"]
        assert each["standing"] in ("verified", "reported", "derived"), each["id"]
        assert each["expected"], each["id"]
        if each["way"] in ASSUMED:
            assert each["note"], each["id"]


@pytest.mark.parametrize("vector", of("federal"))
def test_federal_terms(vector: Json, law: Law) -> None:
    matches(vector["inputs"], vector["expected"], law, "OH", "federal")


@pytest.mark.parametrize("vector", of("place"))
def test_terms_at_a_place_of_the_law_that_comes_with_holdcheck(vector: Json, law: Law) -> None:
    inputs = dict(vector["inputs"])
    matches(inputs, vector["expected"], law, inputs.pop("state"))


@pytest.mark.parametrize("vector", of("chain"))
def test_consecutive_terms(vector: Json, law: Law) -> None:
    inputs, expected = vector["inputs"], dict(vector["expected"])
    chain = [
        {"id": f"S{n}", "consecutive_to": [f"S{n - 1}"] if n else [], **inputs["each"], **each}
        for n, each in enumerate(inputs["terms"])
    ]
    result = computed(chain, law, inputs["state"], inputs.get("custodian", "local"))
    assert result.aggregate
    if "credit" in expected:
        full, earliest = milestone(result, "full_term"), milestone(result, "earliest_by_formula")
        assert (full.latest - earliest.latest).days == expected.pop("credit")
    dates_match(result, expected)


@pytest.mark.parametrize("vector", of("counted"))
def test_terms_under_a_counting_that_the_law_of_the_place_leaves_open(vector: Json, tmp_path: Path) -> None:
    inputs = dict(vector["inputs"])
    state = inputs.pop("state")
    law = law_with(tmp_path, f"us/{state.lower()}", sentences=[counting(inputs.pop("counting"))])
    matches(inputs, vector["expected"], law, state)


@pytest.mark.parametrize("vector", of("parts"))
def test_parts_of_a_term_as_minimums(vector: Json, tmp_path: Path) -> None:
    inputs, expected = dict(vector["inputs"]), dict(vector["expected"])
    state = inputs.pop("state")
    law = law_with(tmp_path, f"us/{state.lower()}", sentences=[counting(inputs.pop("counting"))])
    for minimum, at in zip(inputs.pop("minimums"), expected.pop("minimum_term"), strict=True):
        result = computed([{**inputs, "minimum": minimum}], law, state)
        dates_match(result, {**expected, "minimum_term": at})


@pytest.mark.parametrize("vector", of("policy"))
def test_terms_under_a_policy_of_a_county(vector: Json, tmp_path: Path) -> None:
    inputs = dict(vector["inputs"])
    rule = good_time(**plain(inputs.pop("rule")))
    law = law_of(tmp_path, sentences=[dated(**CONVENTIONS)], good_time=[rule])
    matches(inputs, vector["expected"], law, "OH")


@pytest.mark.parametrize("vector", of("federal_rate"))
def test_federal_terms_at_a_rate_that_no_record_selects(vector: Json, tmp_path: Path) -> None:
    inputs = dict(vector["inputs"])
    rate = good_time(
        formula="yearly_rate_prorated", credit=inputs.pop("rate"), per=365, terms_over_days=365, selected_by="release"
    )
    law = law_with(tmp_path, "us/oh")
    law = law_with(tmp_path, "us", good_time=[rate])
    matches(inputs, vector["expected"], law, "OH", "federal")


def counting(convention: Json) -> Json:
    return dated(**{key: str(value).lower() if isinstance(value, bool) else value for key, value in convention.items()})


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
