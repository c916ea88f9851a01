"""The law as data: every example of every rule, on its date, and what must be true of all rules together."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdcheck.engine import Bench, Truth, compile_conditions, holds
from holdcheck.engine.durable import MOST_MATCHES, DurableRules, is_available
from holdcheck.errors import EngineError
from holdcheck.findings.grading import grade
from holdcheck.findings.wording import PLACEHOLDERS
from holdcheck.law import LawOfPlace, RuleSet, in_force_on, load_rules
from holdcheck.law.loading import read_place
from holdcheck.law.places import Place
from holdcheck.law.rules import YARDSTICK, Example, Rule
from holdcheck.record.facility import Facility
from holdcheck.vocabulary import AUTHORITY, FALSE, SEGMENT, TRUE, VOCABULARIES, Situation, Value
from holdcheck.zones import day_number, zone

LAW = load_rules()
RULES = {rule.id: rule for rule in LAW.rules}
FINDING_RULES = [rule for rule in LAW.rules if rule.judges != "authority"]
AUTHORITY_RULES = [rule for rule in LAW.rules if rule.judges == "authority"]
EXAMPLES = [(rule.id, number) for rule in LAW.rules for number in range(len(rule.examples))]
EASTERN = zone("America/New_York")
BENCH = Bench()

YARDSTICK_IDS = {
    "held-past-release-on-nothing",
    "held-past-release-on-detainer",
    "held-past-release-on-notification-request",
    "held-past-release-on-administrative-warrant",
    "held-past-release-under-287g",
    "held-without-any-authority",
}
LAW_IDS = {
    "new-seizure-without-authority": "fourth_amendment",
    "overdetention-before-conviction": "due_process",
    "overdetention-after-conviction": "eighth_amendment",
    "release-order-ignored": "court_order",
    "held-on-detainer-past-regulation-limit": "federal_regulation",
    "detainer-past-the-48-hours-it-asks-for": "federal_policy",
    "bail-refused-for-a-hold": "fourth_amendment",
    "bail-set-because-of-a-detainer": None,
    "probable-cause-finding-late": "fourth_amendment",
    "first-appearance-late": "due_process",
    "preliminary-hearing-late": "due_process",
    "temporary-federal-detention-past-ten-days": None,
    "federal-release-date-passed": None,
    "iad-clock-passed": None,
    "iad-returned-before-trial": None,
    "fugitive-hold-past-limit": None,
    "agent-not-appeared-in-thirty-days": None,
    "warrant-uncollected-for-thirty-days": None,
    "parole-warrant-issued-after-the-term": None,
    "writ-overdue": None,
    "commitment-expired": None,
    "stated-release-date-disagrees": None,
}
PAPER_IDS = {
    "detainer-lodged-after-release-was-due": "federal_regulation",
    "detainer-not-served-on-the-person": "federal_policy",
    "detainer-without-administrative-warrant": "federal_policy",
    "detainer-form-not-in-use-when-issued": "federal_policy",
    "query-reply-used-as-hold": "fourth_amendment",
    "housing-contract-taken-for-authority": None,
    "287g-officer-not-designated": None,
    "warrant-does-not-extradite-from-here": None,
    "identity-does-not-match": None,
    "status-document-shown": None,
}
"""The ids callers rely on, with the ground where the contract names it."""
CIRCUITS = {
    "cadc": "DC",
    "ca1": "ME MA NH RI",
    "ca2": "CT NY VT",
    "ca3": "DE NJ PA",
    "ca4": "MD NC SC VA WV",
    "ca5": "LA MS TX",
    "ca6": "KY MI OH TN",
    "ca7": "IL IN WI",
    "ca8": "AR IA MN MO NE ND SD",
    "ca9": "AK AZ CA HI ID MT NV OR WA",
    "ca10": "CO KS NM OK UT WY",
    "ca11": "AL FL GA",
}
"""28 USC 41, as far as it speaks of states and the District."""
CIRCUIT_OF = {state: circuit for circuit, states in CIRCUITS.items() for state in states.split()}


def law_for(rule: Rule) -> LawOfPlace:
    """The law of a place the rule applies to; for the whole country, one whose courts are silent on holds."""
    state = rule.place.split("/")[1].upper() if "/" in rule.place else "KY"
    return LAW.of(Facility(state=state))


def situation_of(rule: Rule, example: Example) -> Situation:
    """The situation of an example; the word unknown means that a fact is missing."""
    values: dict[str, Value] = {k: None if v == "unknown" else v for k, v in example.situation.items()}
    return VOCABULARIES[rule.judges].situation(values)


def day_of(example: Example) -> int:
    assert example.on is not None, f"{example.name} has no date"
    return day_number(example.on)


def truth_on(rule: Rule, example: Example) -> Truth:
    """What the rule itself says of an example: the reference evaluator, under the version of that day."""
    found = in_force_on(rule, day_of(example))
    if found is None:
        return Truth.FALSE
    truth = holds(compile_conditions(found.version.when, VOCABULARIES[rule.judges]), situation_of(rule, example))
    return truth if found.read or truth is Truth.FALSE else Truth.UNKNOWN


def severity_of(rule: Rule, example: Example) -> str:
    seat = BENCH.seat(law_for(rule), rule.judges, EASTERN, EASTERN.midnight(day_of(example)))
    number = next(i for i, each in enumerate(seat.rules) if each.rule.id == rule.id)
    return grade(seat, number, situation_of(rule, example), "judicial-warrant", True).severity


def gravest_yardstick(example: Example) -> str | None:
    """How grave the yardstick finding is that fires in the situation of an example, if one does."""
    firing = [r for r in FINDING_RULES if r.ground == YARDSTICK and truth_on(r, example) is Truth.TRUE]
    return severity_of(firing[0], example) if firing else None


@pytest.mark.parametrize(("rule_id", "number"), EXAMPLES)
def test_an_example_gets_the_answer_it_promises_from_the_reference_evaluator(rule_id: str, number: int) -> None:
    rule = RULES[rule_id]
    example = rule.examples[number]
    truth = truth_on(rule, example)
    if example.expect == "undetermined":
        assert truth is Truth.UNKNOWN
        return
    assert set(example.expect) <= {rule.id}, "an example speaks of its own rule"
    fires = truth is Truth.TRUE
    if rule.beside_yardstick and fires:
        fires = gravest_yardstick(example) in ("violation", "review")
    assert truth in (Truth.TRUE, Truth.FALSE)
    assert fires == (rule.id in example.expect)
    if example.severity is not None:
        assert fires
        assert severity_of(rule, example) == example.severity


_rulesets = count(1)


_engines: dict[tuple[object, ...], DurableRules] = {}


def _engine(rules: RuleSet, judges: str) -> DurableRules:
    same = (judges, *(each.key for each in rules))
    if same not in _engines:
        tests = [compile_conditions(each.version.when, VOCABULARIES[judges]) for each in rules]
        _engines[same] = DurableRules(f"data{next(_rulesets)}", VOCABULARIES[judges], tests)
    return _engines[same]


@pytest.mark.skipif(not is_available(), reason="durable-rules cannot be imported here")
@pytest.mark.parametrize(("rule_id", "number"), EXAMPLES)
def test_an_example_gets_the_same_answer_from_durable_rules(rule_id: str, number: int) -> None:
    rule = RULES[rule_id]
    example = rule.examples[number]
    situation = situation_of(rule, example)
    rules = law_for(rule).in_force(rule.judges, day_of(example))
    if None in situation:
        with pytest.raises(EngineError, match="has no plain word"):
            _engine(rules, rule.judges).fired(situation)
        return
    fired = {rules[i].rule.id for i in _engine(rules, rule.judges).fired(situation)}
    tests = [compile_conditions(each.version.when, VOCABULARIES[rule.judges]) for each in rules]
    assert fired == {each.rule.id for each, test in zip(rules, tests, strict=True) if holds(test, situation)}
    if example.expect != "undetermined" and not rule.beside_yardstick:
        assert (rule.id in fired) == (rule.id in example.expect)


@pytest.mark.parametrize("rule", LAW.rules, ids=lambda rule: rule.id)
def test_a_rule_shows_where_it_fires_and_where_it_does_not(rule: Rule) -> None:
    expected = [example.expect for example in rule.examples]
    assert (rule.id,) in expected
    assert () in expected


@pytest.mark.parametrize("rule", LAW.rules, ids=lambda rule: rule.id)
def test_a_rule_shows_each_side_of_every_day_on_which_it_changes(rule: Rule) -> None:
    starts = {version.effective_from for version in rule.versions if version.effective_from is not None}
    ends = {v.effective_to + timedelta(days=1) for v in rule.versions if v.effective_to is not None}
    shown = {example.on for example in rule.examples}
    assert {day for change in starts | ends for day in (change - timedelta(days=1), change)} - shown == set()


@pytest.mark.parametrize("rule", FINDING_RULES, ids=lambda rule: rule.id)
def test_every_grade_of_a_rule_is_reached_by_an_example(rule: Rule) -> None:
    promised = {
        severity
        for version in rule.versions
        if version.finding is not None
        for severity in (version.finding.severity, *(each.severity for each in version.finding.grades))
    }
    if rule.graded_by_standing == "always":
        promised &= {"violation", "review"}  # a notice needs a place whose courts went the other way
    shown = {e.severity or severity_of(rule, e) for e in rule.examples if rule.id in e.expect}
    assert promised - shown == set()


def test_the_ids_are_those_callers_rely_on() -> None:
    national = {rule.id: rule.ground for rule in FINDING_RULES if rule.place == "us"}
    assert {name for name, ground in national.items() if ground == YARDSTICK} == YARDSTICK_IDS
    rest = {name: ground for name, ground in national.items() if ground != YARDSTICK}
    assert set(rest) - set(LAW_IDS) - set(PAPER_IDS) == set()
    grounds = {**LAW_IDS, **PAPER_IDS}
    assert {name: ground for name, ground in rest.items() if grounds[name] not in (None, ground)} == {}


def test_a_rule_of_a_state_or_county_carries_its_place() -> None:
    local = [rule for rule in LAW.rules if rule.place != "us"]
    assert [rule.id for rule in local if not rule.id.startswith(rule.place.split("/")[1] + "-")] == []


def test_every_id_is_used_once() -> None:
    assert len({rule.id for rule in LAW.rules}) == len(LAW.rules)


GAP_FIELDS = sorted(
    {c.field for rule in FINDING_RULES if rule.ground == YARDSTICK for v in rule.versions for c in v.when}
)


@pytest.mark.parametrize("day", ["1990-01-01", "2000-01-01", "2016-01-01", "2026-01-01"])
def test_in_every_gap_exactly_one_yardstick_rule_fires_and_outside_of_gaps_none(day: str) -> None:
    rules = [
        (rule.id, compile_conditions(found.version.when, SEGMENT))
        for rule in FINDING_RULES
        if rule.ground == YARDSTICK and (found := in_force_on(rule, day_number(date.fromisoformat(day)))) is not None
    ]
    assert len(rules) == len(YARDSTICK_IDS)
    for words in product(*(SEGMENT.fields[name] for name in GAP_FIELDS)):
        values = dict(zip(GAP_FIELDS, words, strict=True))
        if (values["never_authorised"] == TRUE) == (values["once_authorised"] == TRUE):
            continue  # one question, asked both ways
        fired = [name for name, tests in rules if holds(tests, SEGMENT.situation(values))]
        assert len(fired) == (1 if values["gap"] == TRUE else 0), (values, fired)


@given(st.data())
def test_no_other_field_makes_a_second_yardstick_rule_fire(data: st.DataObject) -> None:
    values = {name: data.draw(st.sampled_from(words)) for name, words in SEGMENT.fields.items()}
    values["once_authorised"] = FALSE if values["never_authorised"] == TRUE else TRUE
    situation = SEGMENT.situation({**values, "gap": TRUE})
    yardstick = [rule for rule in FINDING_RULES if rule.ground == YARDSTICK]
    fired = [r.id for r in yardstick if holds(compile_conditions(r.versions[-1].when, SEGMENT), situation)]
    assert len(fired) == 1


def _reachable() -> Iterator[dict[str, Value]]:
    """Every combination of facts a paper of the record can have, missing facts completed."""
    for paper in ("recorded_charge", "arrest", "sentence", "writ"):
        yield {"paper": paper}
    for flag in (TRUE, FALSE):
        yield {"paper": "court_order", "because_of_detainer": flag}
    for asks in AUTHORITY.fields["asks"]:
        yield {"paper": "detainer", "asks": asks}
    for consent in AUTHORITY.fields["consent"]:
        yield {"paper": "other_authority", "consent": consent}
    for issuer, purpose in product(AUTHORITY.fields["issuer"], AUTHORITY.fields["purpose"][1:]):
        warrant: dict[str, Value] = {"paper": "warrant", "issuer": issuer, "purpose": purpose}
        yield warrant
        if issuer == "immigration_authority":
            yield {**warrant, "designated_287g": TRUE}
            yield {**warrant, "issuer_holds_the_person": TRUE}


@pytest.mark.parametrize("day", ["1950-01-01", "1990-01-01", "2000-01-01", "2016-01-01", "2026-01-01"])
def test_every_paper_a_record_can_hold_gets_exactly_one_label(day: str) -> None:
    instant = EASTERN.midnight(day_number(date.fromisoformat(day)))
    seat = BENCH.seat(LAW.of(Facility(state="KY")), "authority", EASTERN, instant)
    tests = [compile_conditions(each.version.when, AUTHORITY) for each in seat.rules]
    for values in _reachable():
        situation = AUTHORITY.situation(values)
        labels = [seat.rules[i].version.label for i, test in enumerate(tests) if holds(test, situation)]
        assert len(labels) == 1, (values, labels)
        assert seat.label(situation)[0] == frozenset(labels)


def test_a_missing_fact_leaves_the_labels_of_all_its_completions() -> None:
    instant = EASTERN.midnight(day_number(date(2024, 5, 1)))
    seat = BENCH.seat(LAW.of(Facility(state="KY")), "authority", EASTERN, instant)
    warrant: dict[str, Value] = {"paper": "warrant", "issuer": "immigration_authority", "purpose": "immigration"}
    assert seat.label(AUTHORITY.situation({**warrant, "designated_287g": None}))[0] == {
        "287g",
        "administrative_warrant",
    }
    assert seat.label(AUTHORITY.situation({"paper": "detainer", "asks": None}))[0] == {
        "nothing",
        "detainer",
        "notification_request",
    }


@pytest.mark.parametrize("judges", sorted(VOCABULARIES))
def test_so_few_rules_apply_to_one_fact_that_the_engine_can_take_them_all(judges: str) -> None:
    """Each true branch of an *or* counts as a match; a fact has one word a field, so a rule has one at most."""
    for place in LAW.places():
        if place.count("/") != 1:
            continue
        law = LAW.of(Facility(state=place[3:].upper()))
        for day in (day_number(date(1990, 1, 1)), *law.change_days(judges)):
            branches = 1  # the rule that catches every fact
            for rule in law.in_force(judges, day):
                tests = compile_conditions(rule.version.when, VOCABULARIES[judges])
                assert len({position for position, _, _ in tests}) == len(tests), f"{rule.rule.id} names a field twice"
                branches += 1
            assert branches <= MOST_MATCHES


KIND = {"authority": "paper", "paper": "paper", "segment": "gap"}
"""The field of each vocabulary that says what kind of thing a fact is about."""


@pytest.mark.parametrize("judges", sorted(VOCABULARIES))
def test_no_kind_of_fact_can_make_more_rules_fire_than_the_engine_can_take(judges: str) -> None:
    """Counts, for each place and each kind of thing, the rules whose conditions leave that kind open."""
    words = VOCABULARIES[judges].fields[KIND[judges]]

    def could_fire(rule: Rule, kind: str) -> bool:
        return any(
            all(kind in c.admits(words) for c in version.when if c.field == KIND[judges]) for version in rule.versions
        )

    for place in LAW.places():
        rules = [r for r in LAW.rules if r.judges == judges and f"{place}/".startswith(f"{r.place}/")]
        for kind in words:
            catch_all = 1
            firing = [rule.id for rule in rules if could_fire(rule, kind)]
            assert len(firing) + catch_all <= MOST_MATCHES, (place, kind)


def _texts(rule: Rule) -> Iterator[str]:
    for version in rule.versions:
        if version.finding is not None:
            yield from (version.finding.message, version.finding.remedy, *version.finding.would_clear)


@pytest.mark.parametrize("rule", FINDING_RULES, ids=lambda rule: rule.id)
def test_a_message_asks_for_nothing_that_cannot_be_filled_in(rule: Rule) -> None:
    asked = {name for text in _texts(rule) for name in re.findall(r"\{([^}]*)\}", text)}
    assert asked <= (PLACEHOLDERS if rule.judges == "segment" else {"papers"})
    assert [text for text in _texts(rule) if re.sub(r"\{[a-z]+\}", "", text).count("{")] == []


FORBIDDEN_WORDS = ("illegal", "unlawful", "serve a warrant", "withdraw the detainer", "refuse the bail", "inmate")


@pytest.mark.parametrize("rule", FINDING_RULES, ids=lambda rule: rule.id)
def test_a_message_accuses_nobody_and_advises_no_way_to_keep_the_person(rule: Rule) -> None:
    assert [(word, text) for text in _texts(rule) for word in FORBIDDEN_WORDS if word in text.lower()] == []


@pytest.mark.parametrize("rule", LAW.rules, ids=lambda rule: rule.id)
def test_every_version_cites_what_it_rests_on_says_it_and_was_reviewed(rule: Rule) -> None:
    for version in rule.versions:
        assert version.reviewed_on is not None
        assert version.law != ()
        for source in version.law:
            assert source.cite.strip() != ""
            assert len(source.says.split()) >= 3
            assert source.url is None or source.url.startswith(("https://", "http://"))
        if version.effective_from is not None:
            assert version.effective_from <= version.reviewed_on


@pytest.mark.parametrize("rule", [rule for rule in LAW.rules if rule.standing], ids=lambda rule: rule.id)
def test_every_entry_on_standing_names_a_place_and_who_said_what(rule: Rule) -> None:
    circuits = {f"us/{circuit}" for circuit in CIRCUITS}
    for entry in rule.standing:
        assert entry.place in {*LAW.places(), *circuits}
        assert entry.cite or entry.is_ == "open"
        assert entry.held or entry.is_ == "open"
    assert any(entry.place == "us" and entry.from_ is None and entry.when == () for entry in rule.standing)


def test_a_rule_that_borrows_a_standing_table_borrows_one_that_exists() -> None:
    borrowed = {rule.standing_of for rule in LAW.rules if rule.standing_of is not None}
    assert {name for name in borrowed if name not in RULES or not RULES[name].standing} == set()


def _place(name: str) -> Place:
    place = read_place(LAW.folder / name, LAW.folder)
    assert place is not None
    return place


STATES = sorted(CIRCUIT_OF)


def test_every_state_and_the_district_has_a_place_file() -> None:
    assert [name for name in LAW.places() if name.count("/") == 1] == sorted(f"us/{state.lower()}" for state in STATES)
    assert len(STATES) == 51


@pytest.mark.parametrize("state", STATES)
def test_a_state_lies_in_its_circuit(state: str) -> None:
    assert _place(f"us/{state.lower()}").circuit == CIRCUIT_OF[state]
    assert LAW.of(Facility(state=state)).circuit == CIRCUIT_OF[state]


@pytest.mark.parametrize("state", STATES)
def test_a_state_names_zones_and_each_once(state: str) -> None:
    zones = _place(f"us/{state.lower()}").zones
    assert zones != ()
    assert len(set(zones)) == len(zones)
    assert [zone(name).name for name in zones] == list(zones)


def test_the_states_together_name_every_zone_of_the_country_and_no_other() -> None:
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    country = {line.split("\t")[2] for line in table.splitlines() if line.startswith("US\t")}
    assert {name for state in STATES for name in _place(f"us/{state.lower()}").zones} == country


def test_every_convention_of_a_place_is_dated_reviewed_and_cited() -> None:
    for name in LAW.places():
        place = _place(name)
        for counting in place.sentences:
            assert counting.reviewed_on is not None
            assert counting.law != ()
            assert all(source.cite and source.says for source in counting.law)
        for rule in (*place.release_days, *place.good_time):
            assert rule.reviewed_on is not None
            assert rule.law != ()
            assert all(source.cite and source.says for source in rule.law)
        for one, other in combinations(place.sentences, 2):
            days = (date(1990, 1, 1) + timedelta(days=n) for n in range(41 * 366))
            if one.terms_over_days == other.terms_over_days:
                assert [day for day in days if one.covers(day) and other.covers(day)] == [], name
    national = _place("us")
    assert national.processing_hours is not None
    assert national.processing_hours.hours == 6
    assert national.magistrates_law != ()
    assert national.holidays_law != ()
