"""Who has said what of a hold past release: by circuit, state and day, graded under both standards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from holdcheck.engine import Bench
from holdcheck.findings.grading import grade
from holdcheck.law import load_rules
from holdcheck.law.rules import YARDSTICK
from holdcheck.record.facility import Facility
from holdcheck.vocabulary import SEGMENT, TRUE
from holdcheck.zones import day_number, zone

LAW = load_rules()
RULE = "new-seizure-without-authority"
ZONE = zone("America/New_York")
BENCH = Bench()

INSIDE = {"gap": TRUE, "new_seizure": TRUE, "stretch_length": "within_48_hours"}
DETAINER = {**INSIDE, "on_detainer": TRUE, "on_immigration_detainer": TRUE, "clock_287_7_d": "running"}
FACTS = {
    "old form": DETAINER,
    "I-247A": {**DETAINER, "on_i247a": TRUE},
    "I-247A and warrant": {**DETAINER, "on_i247a": TRUE, "on_administrative_warrant": TRUE},
    "over a weekend": {
        **DETAINER,
        "on_i247a": TRUE,
        "on_administrative_warrant": TRUE,
        "stretch_length": "over_48_hours",
    },
    "past 287.7(d)": {**DETAINER, "clock_287_7_d": "past", "stretch_length": "over_48_hours"},
    "warrant alone": {**INSIDE, "on_administrative_warrant": TRUE},
    "notice only": {**INSIDE, "on_notification_request": TRUE, "on_immigration_notification_request": TRUE},
    "booked on a detainer": {**DETAINER, "never_authorised": TRUE},
    "another state's detainer": {**INSIDE, "on_detainer": TRUE},
    "another state's detainer for three days": {
        **INSIDE,
        "on_detainer": TRUE,
        "stretch_length": "over_48_hours",
    },
    "another state asks for notice": {**INSIDE, "on_notification_request": TRUE},
    "booked on another state's detainer": {**INSIDE, "on_detainer": TRUE, "never_authorised": TRUE},
}
"""Facts at the end of which no judge had signed anything; inside 48 hours unless the name says otherwise."""

TABLE = [
    # state, day, facts; what authorities said of them the day before, and on that day; whether that binds
    ("RI", "2009-05-01", "old form", "open", "settled", True),  # the hold in Morales
    ("RI", "2009-05-01", "notice only", "open", "settled", True),
    ("RI", "2009-05-01", "warrant alone", "open", "open", False),
    ("RI", "2015-07-17", "old form", "settled", "settled", True),  # Morales
    ("MA", "2015-07-17", "I-247A and warrant", "open", "open", False),
    ("MA", "2017-07-24", "I-247A and warrant", "open", "open", False),  # Lunn: state law
    ("NY", "2018-11-14", "old form", "open", "open", False),  # Wells: state law
    ("NY", "2019-09-17", "old form", "open", "open", False),  # Hernandez
    ("PA", "2014-03-04", "old form", "open", "open", False),  # Galarza
    ("PA", "2019-02-27", "booked on a detainer", "open", "settled", False),  # Davila
    ("MD", "2013-08-07", "I-247A and warrant", "open", "split", True),  # Santos
    ("VA", "2019-07-15", "I-247A and warrant", "split", "split", True),  # Rios: immunity only
    ("MD", "2013-08-07", "warrant alone", "open", "settled", True),
    ("MD", "2013-08-07", "notice only", "open", "settled", True),
    ("TX", "2016-03-24", "old form", "open", "settled", False),  # the hold in Trujillo Santoyo
    ("TX", "2017-06-05", "old form", "settled", "settled", False),  # Trujillo Santoyo
    ("TX", "2018-05-08", "old form", "settled", "split", False),  # El Cenizo
    ("TX", "2018-05-08", "I-247A and warrant", "open", "contrary", True),
    ("LA", "2018-05-08", "I-247A and warrant", "open", "contrary", True),
    ("MS", "2018-05-08", "I-247A", "open", "open", False),
    ("MI", "2017-08-14", "I-247A and warrant", "open", "contrary", False),  # the hold in Lopez-Lopez
    ("MI", "2018-07-13", "I-247A and warrant", "contrary", "contrary", False),  # Lopez-Lopez
    ("OH", "2018-07-13", "I-247A and warrant", "open", "open", False),
    ("TN", "2012-09-10", "old form", "open", "split", False),  # Rios-Quiroz
    ("TN", "2017-04-06", "I-247A and warrant", "split", "split", False),  # the hold in Abriq
    ("TN", "2018-09-17", "warrant alone", "split", "split", False),  # Abriq: of a man ICE had brought in
    ("IN", "2017-11-07", "I-247A", "open", "open", False),  # a judgment that was reversed
    ("IN", "2019-05-09", "I-247A", "open", "open", False),  # Lopez-Aguilar
    ("IL", "2016-09-30", "old form", "open", "open", False),  # Jimenez Moreno: a statute
    ("WI", "2025-12-03", "I-247A and warrant", "open", "open", False),
    ("NE", "2010-03-05", "old form", "open", "contrary", False),  # the hold in Mendoza
    ("NE", "2017-02-21", "old form", "contrary", "contrary", True),  # Mendoza
    ("MN", "2014-11-21", "old form", "contrary", "split", False),  # the hold in Orellana
    ("MN", "2014-11-21", "warrant alone", "open", "open", False),
    ("MN", "2017-01-06", "I-247A and warrant", "split", "split", False),  # Orellana
    ("MN", "2019-09-23", "I-247A and warrant", "split", "split", False),  # Esparza
    ("CA", "2010-11-01", "old form", "open", "settled", False),  # the class in Roy
    ("CA", "2018-02-07", "old form", "settled", "settled", False),  # Roy
    ("CA", "2020-09-11", "I-247A and warrant", "open", "split", True),  # Gonzalez
    ("CA", "2020-09-11", "over a weekend", "open", "settled", True),
    ("WA", "2020-09-11", "over a weekend", "open", "settled", True),
    ("WA", "2017-07-31", "warrant alone", "open", "open", False),  # Ochoa: vacated
    ("WA", "2020-09-11", "warrant alone", "open", "split", True),
    ("AZ", "2012-09-25", "notice only", "open", "settled", True),  # Melendres
    ("AZ", "2018-07-05", "I-247A and warrant", "open", "split", False),  # Tenorio-Serrano
    ("AZ", "2020-09-11", "over a weekend", "open", "settled", True),
    ("ID", "2019-12-05", "I-247A and warrant", "open", "contrary", False),  # the hold in Castrejon
    ("ID", "2020-09-11", "I-247A and warrant", "contrary", "split", True),  # Gonzalez
    ("ID", "2022-07-21", "I-247A and warrant", "split", "split", True),  # Castrejon
    ("ID", "2020-09-11", "over a weekend", "open", "settled", True),
    ("OR", "2012-03-15", "old form", "open", "settled", False),  # the hold in Miranda-Olivares
    ("OR", "2014-04-11", "old form", "settled", "settled", False),  # Miranda-Olivares
    ("OR", "2020-09-11", "I-247A and warrant", "open", "split", True),
    ("MT", "2020-03-25", "I-247A", "open", "open", False),  # Ramon: state law
    ("MT", "2020-09-11", "I-247A", "open", "split", True),
    ("CO", "2018-12-06", "I-247A and warrant", "open", "open", False),  # Cisneros: state law
    ("UT", "2014-09-10", "old form", "open", "open", False),  # Uroza
    ("GA", "2014-01-30", "notice only", "open", "settled", True),  # the hold in Alcocer
    ("GA", "2018-10-09", "notice only", "settled", "settled", True),  # Alcocer
    ("GA", "2018-10-09", "old form", "open", "open", False),
    ("FL", "2018-11-09", "old form", "open", "open", False),  # Creedle
    ("FL", "2018-04-05", "I-247A and warrant", "open", "split", False),  # the hold in Brown
    ("FL", "2018-04-05", "warrant alone", "open", "open", False),  # Brown: with a detainer
    ("FL", "2025-05-30", "I-247A and warrant", "split", "split", False),  # Brown
    ("DC", "2011-06-24", "old form", "open", "open", False),
    ("KY", "1997-04-01", "past 287.7(d)", "open", "settled", True),  # the regulation
    ("NE", "2017-02-21", "past 287.7(d)", "settled", "settled", True),
    ("TX", "2018-05-08", "past 287.7(d)", "settled", "settled", True),
]
GRADED = {"settled": "violation", "split": "review", "open": "review", "contrary": "notice"}


def graded(state: str, day: date, facts: str, rule_id: str, standard: str) -> tuple[str, str, bool]:
    """Return severity, standing and whether it binds, of one rule on a day in a state."""
    seat = BENCH.seat(LAW.of(Facility(state=state)), "segment", ZONE, ZONE.midnight(day_number(day)))
    number = next(n for n, each in enumerate(seat.rules) if each.rule.id == rule_id)
    found = grade(seat, number, SEGMENT.situation(FACTS[facts]), standard, True)
    assert found.standing is not None
    return found.severity, found.standing.is_, found.standing.binding


def yardstick(facts: str) -> str:
    """Return the yardstick rule that speaks of such a hold."""
    if "never_authorised" in FACTS[facts]:
        return "held-without-any-authority"
    if "on_administrative_warrant" in FACTS[facts]:
        return "held-past-release-on-administrative-warrant"
    return "held-past-release-on-" + ("detainer" if "on_detainer" in FACTS[facts] else "notification-request")


@pytest.mark.parametrize(("state", "day", "facts", "before", "then", "binding"), TABLE)
def test_a_hold_is_graded_by_what_authorities_said_of_its_place_and_day(
    state: str, day: str, facts: str, before: str, then: str, binding: bool
) -> None:
    on = date.fromisoformat(day)
    for when, standing in ((on - timedelta(days=1), before), (on, then)):
        for standard in ("judicial-warrant", "controlling-law"):
            assert graded(state, when, facts, RULE, standard)[:2] == (GRADED[standing], standing)
        strict, weighed = (
            graded(state, when, facts, yardstick(facts), s)[0] for s in ("judicial-warrant", "controlling-law")
        )
        assert (strict, weighed) == ("violation", GRADED[standing])
    assert graded(state, on, facts, RULE, "controlling-law")[2] is binding


@pytest.mark.parametrize("facts", [name for name in FACTS if "another state" in name])
@pytest.mark.parametrize("state", sorted({state for state, *_ in TABLE}))
def test_no_decision_about_immigration_papers_is_read_as_one_about_another_states_detainer(
    state: str, facts: str
) -> None:
    for day in (date(2012, 10, 1), date(2026, 11, 1)):
        for standard in ("judicial-warrant", "controlling-law"):
            assert graded(state, day, facts, RULE, standard) == ("review", "open", False)
        rule = yardstick(facts)
        assert graded(state, day, facts, rule, "judicial-warrant")[0] == "violation"
        assert graded(state, day, facts, rule, "controlling-law") == ("review", "open", False)


def test_every_entry_about_a_hold_on_a_paper_says_that_it_is_one_of_immigration_officers() -> None:
    """An administrative warrant always is; without any paper at all there is none to be somebody else's."""
    table = next(rule for rule in LAW.rules if rule.id == RULE).standing
    of_immigration = {"on_immigration_detainer", "on_immigration_notification_request", "on_administrative_warrant"}
    about_none = [
        (e.place, e.from_, e.cite)
        for e in table
        if e.cite is not None and not any(c.field in of_immigration and c.is_ == TRUE for c in e.when)
    ]
    assert about_none == [("us", None, "Gerstein v. Pugh, 420 U.S. 103 (1975)")]


def test_every_day_and_place_of_the_table_of_the_rule_is_tried() -> None:
    tried = {(f"us/{state.lower()}", day) for state, day, *_ in TABLE}
    tried |= {(f"us/{LAW.of(Facility(state=state)).circuit}", day) for state, day, *_ in TABLE} | {("us", "1997-04-01")}
    table = next(rule for rule in LAW.rules if rule.id == RULE).standing
    assert {(e.place, e.from_.isoformat()) for e in table if e.from_ is not None} - tried == set()


def test_an_entry_of_a_state_binds_only_where_it_repeats_its_circuit() -> None:
    """A district court binds no jail; a state whose own courts spoke repeats its circuit's later word."""
    table = next(rule for rule in LAW.rules if rule.id == RULE).standing
    of_circuits = {(e.cite, e.from_) for e in table if e.place.startswith("us/ca") and len(e.place) > len("us/ca")}
    assert [e.cite for e in table if e.place.count("/") and e.binding and (e.cite, e.from_) not in of_circuits] == []


def test_the_rules_that_are_graded_by_this_table_are_those_of_the_yardstick() -> None:
    borrowing = [rule for rule in LAW.rules if rule.standing_of == RULE]
    assert {rule.ground for rule in borrowing} == {YARDSTICK}
