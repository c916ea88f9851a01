"""The claims of the design, on whole custody records of every shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count, pairwise, permutations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from holdcheck.checking import Checker
from holdcheck.engine import Truth, holds
from holdcheck.engine.durable import DurableRules, is_available
from holdcheck.engine.reference import Test as Compiled
from holdcheck.engine.reference import compile_conditions
from holdcheck.findings.checked import CheckResult
from holdcheck.findings.result import Finding, Instants
from holdcheck.law import in_force_on, load_rules
from holdcheck.law.rules import YARDSTICK
from holdcheck.moments import bounds
from holdcheck.record import read_record
from holdcheck.record.facility import Facility
from holdcheck.spans import Extent, Spans, intersect, measure, span_set, subtract, union
from holdcheck.testing import History, Json, custody_histories, custody_records, exact_records
from holdcheck.testing.papers import DETAINER_FORMS
from holdcheck.vocabulary import VOCABULARIES, Situation
from holdcheck.zones import day_number, instant_of

LAW = load_rules()
CHECKER = Checker(LAW)
OVER_COVERED_TIME = (
    "probable-cause-finding-late",
    "first-appearance-late",
    "iad-clock-passed",
    "agent-not-appeared-in-thirty-days",
    "warrant-uncollected-for-thirty-days",
)
GAP_RULES = frozenset(rule.id for rule in LAW.rules if rule.judges == "segment") - set(OVER_COVERED_TIME)
"""Rules that speak of custody without authority; the others speak of covered time too."""
PROCESSING = 6 * 3600


def check(record: Json, checker: Checker = CHECKER) -> CheckResult:
    return checker.check(read_record(record))


def instants(at: Instants | None) -> tuple[int, int]:
    assert at is not None
    return instant_of(at.earliest), instant_of(at.latest)


def possible_span(finding: Any) -> tuple[int, int]:
    return instants(finding.from_)[0], instants(finding.until)[1]


def yardsticks(result: CheckResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.ground == YARDSTICK]


def covered(result: CheckResult) -> Spans:
    """Custody that an authority surely covers, from the timeline."""
    return span_set(_entry(e) for e in result.timeline if e.authority is not None)


def unsure(result: CheckResult) -> Spans:
    """Custody of which a missing fact or an uncertain date decides whether anything covers it."""
    return span_set(_entry(e) for e in result.timeline if e.held_on == "unknown")


def uncovered(result: CheckResult) -> Spans:
    """Custody that no authority covers, not even possibly."""
    return span_set(_entry(e) for e in result.timeline if e.authority is None and e.held_on != "unknown")


def _entry(entry: Any) -> tuple[int, int]:
    return instants(entry.from_)[0], instants(entry.until)[0]


def _hours(result: CheckResult, rules: Iterable[str]) -> tuple[float, float]:
    wanted = frozenset(rules)
    hours = [f.hours for f in result.findings if f.rule in wanted and f.hours is not None]
    return sum(h.least for h in hours), sum(h.most for h in hours)


YARDSTICK_RULES = frozenset(rule.id for rule in LAW.rules if rule.ground == YARDSTICK)
CLOCK_RULES = (
    "held-on-detainer-past-regulation-limit",
    "detainer-past-the-48-hours-it-asks-for",
    *OVER_COVERED_TIME,
)


def custody_of(record: Json) -> Extent:
    """Custody by the contract's own words, worked out apart from the code that checks: booking to end less absences."""
    read = read_record(record)
    place = LAW.zone_of(read.facility)
    assert read.booked_at is not None
    began = bounds(read.booked_at, place)
    assert read.recorded_until is not None
    horizon = bounds(read.recorded_until, place)[1]
    ended = bounds(read.released_at, place) if read.released_at is not None else (horizon, horizon)
    ended = min(ended[0], horizon), min(ended[1], horizon)
    surely_away, possibly_away = [], []
    for absence in read.absences:
        if absence.kind in ("hospital", "court", "other_facility") and absence.guarded is not False:
            continue
        left = bounds(absence.from_, place)
        back = bounds(absence.to, place) if absence.to is not None else (ended[1], ended[1])
        surely_away.append((left[1], back[0]))
        possibly_away.append((left[0], back[1]))
    return Extent(
        subtract(span_set([(began[1], max(ended[0], began[0]))]), span_set(possibly_away)),
        subtract(span_set([(began[0], ended[1])]), span_set(surely_away)),
    )


@given(custody_records())
def test_covered_and_uncovered_time_add_up_to_custody(record: Json) -> None:
    result = check(record)
    entries = [_entry(entry) for entry in result.timeline]
    assert entries == sorted(entries)
    assert sum(end - start for start, end in entries) == measure(custody_of(record).possible)
    assert span_set(entries) == custody_of(record).possible


@given(exact_records())
def test_what_is_uncovered_is_what_the_yardstick_finds(record: Json) -> None:
    """Every surely uncovered instant belongs to exactly one yardstick finding, or is undetermined and said to be."""
    result = check(record)
    custody = custody_of(record).possible
    found = intersect(span_set(possible_span(finding) for finding in yardsticks(result)), custody)
    undecided = span_set(possible_span(u) for u in result.undetermined if u.rule in GAP_RULES and u.from_ is not None)
    assert subtract(uncovered(result), union(found, undecided)) == ()
    assert subtract(found, union(uncovered(result), unsure(result))) == ()
    assert round(_hours(result, YARDSTICK_RULES)[1] - measure(found) / 3600, 1) == 0


@given(custody_records())
def test_every_surely_uncovered_instant_belongs_to_exactly_one_certain_yardstick_finding(record: Json) -> None:
    result = check(record)
    sure = intersect(uncovered(result), custody_of(record).sure)
    certain = span_set(possible_span(f) for f in yardsticks(result) if f.certainty == "certain")
    undecided = span_set(possible_span(u) for u in result.undetermined if u.rule in GAP_RULES and u.from_ is not None)
    assert subtract(sure, union(certain, undecided)) == ()


@given(custody_records())
def test_yardstick_findings_never_stand_two_at_one_instant(record: Json) -> None:
    spans = sorted(possible_span(finding) for finding in yardsticks(check(record)))
    assert [(one, next_one) for one, next_one in pairwise(spans) if next_one[0] < one[1]] == []


@given(custody_records())
def test_there_is_one_finding_for_each_rule_and_maximal_span(record: Json) -> None:
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in check(record).findings:
        if finding.from_ is not None:
            spans.setdefault(finding.rule, []).append(possible_span(finding))
    assert {rule: sorted(found) for rule, found in spans.items()} == {
        rule: list(span_set(found)) for rule, found in spans.items()
    }


@given(custody_records())
def test_a_certain_finding_has_a_length_and_a_possible_one_may_have_none(record: Json) -> None:
    for finding in check(record).findings:
        if finding.hours is None:
            assert (finding.from_, finding.until, finding.certainty) == (None, None, "certain")
        else:
            assert (finding.hours.least > 0) == (finding.certainty == "certain")
            start, end = instants(finding.from_), instants(finding.until)
            assert 0 <= finding.hours.least <= finding.hours.most <= round((end[1] - start[0]) / 3600, 2)


@given(custody_records())
def test_time_held_on_nothing_is_graded_by_its_least_hours_when_certain_and_by_its_most_when_possible(
    record: Json,
) -> None:
    # A delay for a forbidden reason is a violation however short.
    assume(all(step["reason"] not in ("immigration_inquiry", "curfew") for step in record.get("release_steps", [])))
    for finding in check(record).findings:
        if finding.rule == "held-past-release-on-nothing":
            assert finding.hours is not None
            hours = finding.hours.least if finding.certainty == "certain" else finding.hours.most
            grade = "notice" if hours <= 6 else "review" if hours <= 48 else "violation"
            assert finding.severity == grade, finding.hours


@given(custody_records())
def test_what_is_undetermined_names_the_fact_that_is_missing(record: Json) -> None:
    result = check(record)
    assert [(u.rule, u.from_) for u in result.undetermined if u.missing == ()] == []


def _with(record: Json, name: str, *parts: Json) -> Json:
    more = deepcopy(record)
    more[name] = [*more.get(name, []), *parts]
    return more


def _around(record: Json) -> tuple[str, str]:
    """A moment surely before the custody, and one surely after it."""
    custody = custody_of(record).possible
    first, last = (custody[0][0], custody[-1][1]) if custody else (0, 0)
    shown = [datetime.fromtimestamp(at, UTC) for at in (first - 9 * 86_400, last + 9 * 86_400)]
    return shown[0].isoformat(), shown[1].isoformat()


def _quarantine(start: str, end: str) -> Json:
    return {"id": "ALL", "kind": "quarantine", "from": start, "to": end}


def _of_gaps(result: CheckResult) -> list[str]:
    return [f.rule for f in result.findings if f.rule in GAP_RULES] + [
        u.rule for u in result.undetermined if u.rule in GAP_RULES
    ]


@given(custody_records())
def test_authority_over_all_custody_leaves_nothing_to_find_in_a_gap(record: Json) -> None:
    result = check(_with(record, "other_authority", _quarantine(*_around(record))))
    assert (_of_gaps(result), uncovered(result), result.release_entitlements) == ([], (), ())


@given(custody_records())
def test_a_judicial_warrant_lodged_before_booking_leaves_nothing_to_find_in_a_gap(record: Json) -> None:
    warrant = {"id": "ALL", "purpose": "bench", "issued_by": {"office": "judge"}, "lodged_at": _around(record)[0]}
    result = check(_with(record, "warrants", warrant))
    assert (_of_gaps(result), uncovered(result), result.release_entitlements) == ([], (), ())


@given(exact_records(), st.floats(0, 1), st.floats(0, 1))
def test_more_authority_takes_away_just_the_time_it_covers(record: Json, one: float, other: float) -> None:
    custody = custody_of(record).possible
    assume(custody)
    first, last = custody[0][0], custody[-1][1]
    start, end = sorted(first + int(part * (last - first) / 60) * 60 for part in (one, other))
    shown = [datetime.fromtimestamp(at, UTC).isoformat() for at in (start, end)]
    before, after = check(record), check(_with(record, "other_authority", _quarantine(shown[0], shown[1])))
    # A record without any list of papers is undetermined; with one paper in it the others are known not to exist.
    assume(before.undetermined == () or before.undetermined[0].missing != ("papers",))
    added = span_set([(start, end)])
    assert uncovered(after) == subtract(uncovered(before), added)
    assert covered(after) == union(covered(before), intersect(custody, added))


@given(custody_records(), st.sampled_from(DETAINER_FORMS), st.sampled_from([None, ["hold"], ["notify"], []]))
def test_a_detainer_alone_changes_no_covered_minute(record: Json, form: str | None, asks: list[str] | None) -> None:
    # By its agency a roster code may be that of a listed detainer; then it is no longer unknown what it stands for.
    for hold in record.get("holds", []):
        hold["agency"] = "Other county"
    detainer = {"id": "NEW", "kind": "immigration", "form": form, "asks": asks, "received_at": _around(record)[0]}
    before, after = check(record), check(_with(record, "detainers", detainer))
    assume(before.undetermined == () or before.undetermined[0].missing != ("papers",))
    assert (covered(after), uncovered(after), unsure(after)) == (covered(before), uncovered(before), unsure(before))
    assert after.release_entitlements == before.release_entitlements


@given(exact_records(), st.floats(0, 1), st.floats(0, 1), st.sampled_from(["escape", "furlough", "lent_on_writ"]))
def test_an_absence_takes_its_time_out_and_creates_no_overdetention(
    record: Json, one: float, other: float, kind: str
) -> None:
    custody = custody_of(record).possible
    assume(custody)
    first, last = custody[0][0], custody[-1][1]
    start, end = sorted(first + int(part * (last - first) / 60) * 60 for part in (one, other))
    shown = [datetime.fromtimestamp(at, UTC).isoformat() for at in (start, end)]
    before, after = (
        check(record),
        check(_with(record, "absences", {"kind": kind, "from": shown[0], "to": shown[1]})),
    )
    away = span_set([(start, end)])
    assert uncovered(after) == subtract(uncovered(before), away)
    assert covered(after) == subtract(covered(before), away)


_LISTS = ("charges", "warrants", "detainers", "arrests", "court_orders", "bail", "sentences", "writs", "absences")


def _told(result: CheckResult) -> Any:
    """Everything a result says, without the places at which things stand in the record."""
    return (
        result.outcome,
        Counter((f.rule, f.severity, f.certainty, f.from_, f.until, f.hours, f.fingerprint) for f in result.findings),
        Counter(
            (u.rule, u.from_, u.until, *sorted(re.sub(r"\d+", "", path) for path in u.missing))
            for u in result.undetermined
        ),
        Counter((e.at, e.because) for e in result.release_entitlements),
        [(e.from_, e.until, e.authority, e.held_on) for e in result.timeline],
        Counter(result.relied_on_record),
        Counter((w.code, re.sub(r"\d+", "", w.at)) for w in result.warnings),
    )


@given(custody_records(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_record_lists_things_changes_nothing(record: Json, chance: Any) -> None:
    shuffled = deepcopy(record)
    for name in _LISTS:
        if name in shuffled:
            chance.shuffle(shuffled[name])
    assert _told(check(shuffled)) == _told(check(record))


def _readings(told: Any) -> tuple[str, str]:
    """The first and the last local reading of a moment as it is told."""
    if isinstance(told, dict):
        return _readings(told["earliest"])[0], _readings(told["latest"])[1]
    return (f"{told}T00:00", f"{told}T24:00") if len(told) == 10 else (told[:16], told[:16])


def _is_told_in_order(
    history: History, first: tuple[str, str], then: tuple[str, int, str], of: Container[int] | None = None
) -> bool:
    """Whether events came before another, or are told so that nobody can take them for the earlier ones."""
    (list_, field), (other_list, i, other_field) = first, then
    moments = [each.get(field) for each in history.exact.get(list_, [])]
    other = history.exact[other_list][i].get(other_field)
    for n, moment in enumerate(moments):
        if of is not None and n not in of:
            continue
        if moment and other and other < moment and (list_, n) != (other_list, i):
            told = _readings(history.told[list_][n][field])
            other_told = _readings(history.told[other_list][i][other_field])
            if told[0] <= other_told[1] and other_told[0] <= told[1]:
                return False
    return True


def _compared(history: History) -> tuple[CheckResult, CheckResult]:
    """Check a history as it is told and as it was.

    Where dates leave two orders of events open the natural one is taken: an event comes before a release of one bare
    day, an order of a court before the disposition of its charge, bail by a schedule before a judge's order, a warrant
    before the first appearance, the order that sets bail, a warrant (or the detainer it came with), and the revocation
    of other bail before the bail, and a stay at once after the release of the same bare day.
    Histories in which it was the other one are left out.
    """
    orders = "court_orders", "ordered_at"
    days: dict[str, list[str]] = {"release": [], "stay": []}
    for order in history.told.get("court_orders", []):
        if order["kind"] in days and isinstance(order["ordered_at"], str) and len(order["ordered_at"]) == 10:
            days[order["kind"]].append(order["ordered_at"])
    assume(set(days["release"]).isdisjoint(days["stay"]))
    for i, _ in enumerate(history.exact.get("charges", [])):
        assume(_is_told_in_order(history, orders, ("charges", i, "disposed_at")))
    given = history.exact.get("court_orders", [])
    of_a_schedule = "set_bail", "detain", "release"
    by_schedule = {n for n, o in enumerate(given) if o["source"] == "schedule" and o["kind"] in of_a_schedule}
    for i in set(range(len(given))) - by_schedule:
        assume(_is_told_in_order(history, orders, (orders[0], i, orders[1]), by_schedule))
    for i, _ in enumerate(history.exact.get("arrests", [])):
        assume(_is_told_in_order(history, ("warrants", "lodged_at"), ("arrests", i, "first_appearance_at")))
    for i, _ in enumerate(history.exact.get("bail", [])):
        for name in ("tendered_at", "declared_futile_at", "posted_at", "accepted_at"):
            assume(_is_told_in_order(history, orders, ("bail", i, name)))
            for list_, field in (
                ("warrants", "lodged_at"),
                ("warrants", "served_at"),
                ("detainers", "issued_at"),
                ("detainers", "received_at"),
            ):
                assume(_is_told_in_order(history, (list_, field), ("bail", i, name)))
            assume(_is_told_in_order(history, ("bail", "revoked_at"), ("bail", i, name)))
    told, exact = check(history.told), check(history.exact)
    assume(all(warned.code not in ("same_day", "outside_custody") for warned in told.warnings))
    return told, exact


@given(custody_histories())
def test_telling_moments_less_exactly_makes_nothing_certain_that_was_not(history: History) -> None:
    told, exact = _compared(history)
    certain = intersect(uncovered(told), custody_of(history.told).sure)
    assert subtract(certain, uncovered(exact)) == ()
    # Somebody who left nobody knows where may have been on the way home: that is undetermined, and no hours are found.
    open_ = span_set(possible_span(each) for each in exact.undetermined if each.missing == ("released_to",))
    most = _hours(exact, YARDSTICK_RULES)[1] + measure(intersect(open_, uncovered(exact))) / 3600
    assert _hours(told, YARDSTICK_RULES)[0] <= most + 0.02
    # Of the labels of the yardstick a sure gap takes the strongest possible one, so only all of them together compare.
    for rule in CLOCK_RULES:
        assert _hours(told, [rule])[0] <= _hours(exact, [rule])[1] + 0.02, rule


@given(custody_histories())
def test_telling_moments_less_exactly_hides_nothing(history: History) -> None:
    """What is found of exact moments is found, possible or undetermined where they are told less exactly."""
    told, exact = _compared(history)
    assert subtract(uncovered(exact), union(uncovered(told), unsure(told))) == ()
    found = {f.rule for f in told.findings} | {u.rule for u in told.undetermined}
    assert {f.rule for f in exact.findings if f.rule in CLOCK_RULES} - found == set()
    # A doubt that could at most become a notice is not worth a row.
    # Where nobody knows quite when an officer under an agreement executed a warrant, or perhaps one did, the strongest
    # paper there may be is taken, and for 48 hours that is a notice.
    perhaps = ("287g", "unknown", "None") if history.told["facility"].get("agreements") else ("287g",)
    executed = [
        _readings(warrant["served_at"])
        for warrant in history.told.get("warrants", [])
        if warrant.get("served_at") and any(role in str(warrant.get("served_by")) for role in perhaps)
    ]
    vague = any(first != last for first, last in executed)
    if not vague and any(f.rule in YARDSTICK_RULES and f.severity != "notice" for f in exact.findings):
        assert found & YARDSTICK_RULES != set()


_FACTS = (
    ("warrants", "issued_by"),
    ("bail", "refused_because"),
    ("holds", "paper"),
    ("holds", "agency"),
    ("held_for", "paper"),
    ("detainers", "form"),
    ("detainers", "served_on_person_at"),
    ("charges", "disposed_at"),
    ("sentences", "term"),
    ("sentences", "imposed_at"),
    ("arrests", "warrantless"),
    ("arrests", "probable_cause_found_at"),
    ("arrests", "first_appearance_at"),
)
"""Facts whose absence the contract calls unknown."""


@given(custody_records(), st.data())
def test_dropping_a_fact_never_makes_a_record_clear(record: Json, data: st.DataObject) -> None:
    there = [(n, i, f) for n, f in _FACTS for i, part in enumerate(record.get(n, [])) if part.get(f) is not None]
    assume(there)
    before = check(record)
    assume(before.outcome != "clear")
    name, i, fact = data.draw(st.sampled_from(there))
    # Where a date cannot be computed the agency's own is used (contract, `stated`), which may be the later one, and
    # nothing is left to compare it with.
    assume(fact not in ("term", "imposed_at") or not record[name][i].get("stated"))
    # An appearance before a judge stands in for a finding of probable cause of which nothing is recorded.
    assume(fact != "probable_cause_found_at" or not record[name][i].get("first_appearance_at"))
    # A record that knows of nothing but sentences, as a prison's, is read as on sentence from its beginning.
    assume(fact != "imposed_at" or any(record.get(other) for other in ("charges", "arrests", "court_orders", "bail")))
    less = deepcopy(record)
    del less[name][i][fact]
    after = check(less)
    assert after.outcome != "clear", f"without {name}[{i}].{fact}"


MADE_GOOD = frozenset({"detainer-without-administrative-warrant", "detainer-not-served-on-the-person"})
"""Defects of a detainer that end when the warrant comes, or when the person is given a copy."""


@given(custody_records(), st.integers(0, 2500), st.integers(0, 800))
def test_a_later_as_of_lengthens_findings_and_removes_none(record: Json, first: int, more: int) -> None:
    """But for holds that are still inside the hours of processing, of which it is not known how they will end.

    What a detainer lacked may come later: then it is made good.
    """
    custody = custody_of(record).possible
    assume(custody)
    early = datetime.fromtimestamp(custody[0][0] + first * 3600, UTC)
    late = early + timedelta(hours=more)
    before, after = check(record, Checker(LAW, as_of=early)), check(record, Checker(LAW, as_of=late))
    kept: dict[tuple[str, str], list[Finding]] = {}
    for finding in after.findings:
        kept.setdefault((finding.rule, finding.fingerprint), []).append(finding)
    for finding in before.findings:
        if finding.from_ is None:
            assert (finding.rule, finding.fingerprint) in kept or finding.rule in MADE_GOOD
            continue
        if finding.rule in GAP_RULES and possible_span(finding)[1] - _entitled(before, finding) <= PROCESSING:
            continue
        later = kept.get((finding.rule, finding.fingerprint), [])
        if finding.certainty == "possible":
            # Which paper was the last to end may only be known when more has happened.
            later = [each for each in after.findings if each.rule == finding.rule]
        assert [each for each in later if _goes_on(finding, each)] != [], finding.rule


def _entitled(result: CheckResult, finding: Finding) -> int:
    """The latest release entitlement at or before a finding."""
    start = instants(finding.from_)[0]
    return max((instants(e.at)[0] for e in result.release_entitlements if instants(e.at)[0] <= start), default=start)


def _goes_on(before: Finding, after: Finding) -> bool:
    assert before.hours is not None
    assert after.hours is not None
    return (
        after.from_ is not None
        and before.from_ is not None
        and after.from_.earliest == before.from_.earliest
        and after.hours.most >= before.hours.most
        and after.hours.least >= before.hours.least
    )


@given(custody_records(), st.integers(1, 2500))
def test_a_finding_keeps_its_fingerprint_while_time_goes_on(record: Json, hours: int) -> None:
    custody = custody_of(record).possible
    assume(custody)
    as_of = datetime.fromtimestamp(custody[0][0] + hours * 3600, UTC)
    early, late = check(record, Checker(LAW, as_of=as_of)), check(record)
    for finding in early.findings:
        same = {f.fingerprint for f in late.findings if (f.rule, f.from_) == (finding.rule, finding.from_)}
        assert finding.from_ is None or not same or finding.fingerprint in same


def _shifted(part: Any, days: int) -> Any:
    if isinstance(part, dict):
        return {key: _shifted(value, days) for key, value in part.items()}
    if isinstance(part, list):
        return [_shifted(value, days) for value in part]
    if isinstance(part, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", part):
        moved = date.fromisoformat(part[:10]) + timedelta(days=days)
        return moved.isoformat() + part[10:]
    return part


@given(exact_records(), st.integers(-3000, 3000))
def test_a_fingerprint_does_not_depend_on_when_it_happened(record: Json, days: int) -> None:
    here, there = check(record), check(_shifted(record, days))
    one, other = ({(f.rule, f.fingerprint) for f in result.findings} for result in (here, there))
    both = {rule for rule, _ in one} & {rule for rule, _ in other}
    count_of = [Counter(f.rule for f in result.findings) for result in (here, there)]
    same = {rule for rule in both if count_of[0][rule] == count_of[1][rule]}
    # Its 48 hours stand still on weekends and holidays, so on other days it may be past in another hold.
    same.discard("held-on-detainer-past-regulation-limit")
    assert {pair for pair in one if pair[0] in same} == {pair for pair in other if pair[0] in same}


@pytest.mark.parametrize("name", ["charges", "sentences", "warrants", "detainers"])
def test_a_fingerprint_does_not_depend_on_which_of_several_papers_that_end_together_is_listed_first(name: str) -> None:
    many: dict[str, list[Json]] = {
        "charges": [{"disposition": "dismissed", "disposed_at": "2024-05-03T10:00"}] * 3,
        "sentences": [{"kind": "jail", "imposed_at": "2024-05-01", "term": {"days": 2}}] * 3,
        "warrants": [{"purpose": "bench", "issued_by": {"office": "judge"}, "recalled_at": "2024-05-03T10:00"}] * 3,
        "detainers": [{"kind": "immigration", "form": "I-247D", "issued_at": "2016-05-03T10:00"}] * 3,
    }
    record: Json = {"custody_id": "K-1", "facility": {"state": "NC"}, "booked_at": "2024-05-01T10:00"}
    record |= {"released_at": "2024-05-10T10:00", "charges": many["charges"][:1]}
    parts = [{**part, "id": f"Z{number}"} for number, part in enumerate(many[name])]
    told = [{f.fingerprint for f in check({**record, name: list(p)}).findings} for p in permutations(parts)]
    assert told[1:] == told[:-1]


def _situations(judges: str) -> st.SearchStrategy[Situation]:
    return st.tuples(*(st.sampled_from(words) for words in VOCABULARIES[judges].fields.values()))


_FACILITIES = [Facility(state=state) for state in ("NC", "CA", "MI", "LA")]
_rulesets = count(1)


@cache
def _engine(judges: str, state: int, day: int) -> tuple[tuple[tuple[Compiled, ...], ...], DurableRules]:
    rules = LAW.of(_FACILITIES[state]).in_force(judges, day)
    tests = tuple(compile_conditions(rule.version.when, VOCABULARIES[judges]) for rule in rules)
    return tests, DurableRules(f"claims{next(_rulesets)}", VOCABULARIES[judges], tests)


_DAYS = [day_number(date(year, month, 1)) for year in (1990, 1998, 2010, 2014, 2016, 2018, 2024) for month in (3, 12)]


@pytest.mark.skipif(not is_available(), reason="durable-rules cannot be imported here")
@pytest.mark.parametrize("judges", sorted(VOCABULARIES))
@settings(max_examples=600)
@given(data=st.data(), state=st.integers(0, 3), day=st.sampled_from(_DAYS))
def test_the_engine_and_the_reference_evaluator_say_the_same(
    judges: str, data: st.DataObject, state: int, day: int
) -> None:
    tests, engine = _engine(judges, state, day)
    situation = data.draw(_situations(judges))
    expected = {number for number, test in enumerate(tests) if holds(test, situation) is Truth.TRUE}
    assert engine.fired(situation) == expected


@pytest.mark.parametrize("judges", sorted(VOCABULARIES))
@given(data=st.data())
def test_an_unknown_fact_decides_a_rule_only_if_every_completion_agrees(judges: str, data: st.DataObject) -> None:
    vocabulary = VOCABULARIES[judges]
    situation = list(data.draw(_situations(judges)))
    unknown = data.draw(st.lists(st.sampled_from(range(len(situation))), unique=True, max_size=3))
    for rule in (rule for rule in LAW.rules if rule.judges == judges):
        for version in rule.versions:
            tests = compile_conditions(version.when, vocabulary)
            filled = [situation]
            for position in unknown:
                words = vocabulary.fields[vocabulary.names[position]]
                filled = [[*one[:position], word, *one[position + 1 :]] for one in filled for word in words]
            truths = {holds(tests, tuple(one)) for one in filled}
            asked = tuple(None if position in unknown else value for position, value in enumerate(situation))
            expected = truths.pop() if len(truths) == 1 else Truth.UNKNOWN
            assert holds(tests, asked) is expected, (rule.id, asked)


def test_every_day_from_1990_to_2030_has_at_most_one_version_of_each_rule() -> None:
    days = [date(1990, 1, 1) + timedelta(days=n) for n in range((date(2031, 1, 1) - date(1990, 1, 1)).days)]
    covering = ((rule.id, day, [v for v in rule.versions if v.covers(day)]) for rule in LAW.rules for day in days)
    assert [(rule, day) for rule, day, versions in covering if len(versions) > 1] == []


@pytest.mark.parametrize("judges", sorted(VOCABULARIES))
def test_the_rules_in_force_change_on_the_days_the_law_says_and_on_no_other(judges: str) -> None:
    law = LAW.of(Facility(state="CA"))
    rules = [rule for rule in law.rules if rule.judges == judges]
    starts = {v.effective_from for rule in rules for v in rule.versions if v.effective_from}
    ends = {v.effective_to + timedelta(days=1) for rule in rules for v in rule.versions if v.effective_to}
    assert starts | ends <= {date.fromordinal(day + 719_163) for day in law.change_days(judges)}
    for change in {day_number(date(1990, 1, 1)), *law.change_days(judges)}:
        for day in (change - 1, change, change + 1):
            expected = tuple(found for rule in rules if (found := in_force_on(rule, day)) is not None)
            assert law.in_force(judges, day) == expected
