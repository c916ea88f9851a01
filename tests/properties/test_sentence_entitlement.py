"""Any sentences together: `check` takes them to end on the days on which their milestones say that release is owed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from holdcheck import compute_sentences
from holdcheck.checking import Checker
from holdcheck.law import load_rules
from holdcheck.record import read_record
from sentences.simulation import PLACES, Json, place_file

LAW = load_rules()
CHECKER = Checker(LAW)
IMPOSED = date(2024, 3, 1)
LAST = IMPOSED + timedelta(days=4000)
"""The record ends then; what is not over by then has no end that can be compared."""
TERM = st.fixed_dictionaries(
    {}, optional={"years": st.integers(1, 2), "months": st.integers(1, 14), "days": st.integers(1, 70)}
).filter(bool)
SPELL = st.tuples(st.integers(0, 60), st.integers(0, 30)).map(
    lambda each: {
        "from": (IMPOSED - timedelta(days=each[0] + each[1])).isoformat(),
        "to": (IMPOSED - timedelta(days=each[0])).isoformat(),
    }
)
CREDIT = st.one_of(SPELL, st.integers(0, 90).map(lambda days: {"days": days}))
STOP = st.tuples(st.integers(-5, 90), st.integers(0, 20)).map(
    lambda each: {
        "from": (IMPOSED + timedelta(days=each[0])).isoformat(),
        "to": (IMPOSED + timedelta(days=each[0] + each[1])).isoformat(),
    }
)
SENTENCE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["jail", "jail", "prison", "sanction", "fine_commitment", "time_served"]),
        "term": TERM,
        "imposed_at": st.just(IMPOSED.isoformat()),
        "offense_at": st.sampled_from([None, "2023-06-01", "2024-06-01"]),
        "credits": st.lists(CREDIT, max_size=2),
        "good_time": st.sampled_from([None, None, {"days": 7}]),
        "inoperative": st.lists(STOP, max_size=2),
    }
)


@st.composite
def records(draw: st.DrawFn) -> Json:
    """Up to three sentences of any kind at any place, some of which follow others."""
    state = draw(st.sampled_from([None, "TX", "NC", "NY", "SD", "ME", *PLACES]))
    sentences: list[Json] = []
    for n, told in enumerate(draw(st.lists(SENTENCE, min_size=1, max_size=3))):
        follows = draw(st.sampled_from([None, None, *(each["id"] for each in sentences)]))
        sentences.append({"id": f"S{n}", **told, "consecutive_to": [follows] if follows else []})
    custodian = "federal" if state is None else "local"
    return {
        "custody_id": "K-1",
        "facility": {
            "state": state or "NY",
            "custodian": custodian,
            "time_zone": place_file(state)["zones"][0] if state else "America/New_York",
        },
        "booked_at": "2024-03-01T00:00",
        "recorded_until": f"{LAST}T00:00",
        "sentences": sentences,
    }


def _over(milestone: Any, end: date) -> datetime:
    """When a day of release is over: by the hour of the place where it has one, else at its end."""
    if milestone.hours is None:
        return datetime.combine(end + timedelta(days=1), time())
    return datetime.combine(end, time.fromisoformat(milestone.hours.to))


@given(records())
def test_the_check_takes_any_sentences_to_end_when_the_last_of_their_releases_is_owed(told: Json) -> None:
    due = [result.milestone("entitlement") for result in compute_sentences(told, law=LAW)]
    owed = [each for each in due if each is not None]
    assert owed
    first, last = max(_over(each, each.earliest) for each in owed), max(_over(each, each.latest) for each in owed)
    found = CHECKER.check(read_record(told)).release_entitlements
    assert found
    times = [at.replace(tzinfo=None) for each in found for at in (each.at.earliest, each.at.latest)]
    day_over = datetime.combine(IMPOSED + timedelta(days=1), time())
    if last <= day_over:  # nothing is left to serve: over at some time of that day, nobody knows when it was imposed
        assert max(times) <= day_over
    else:
        assert max(times) == last
        assert min(times) <= first
        assert min(each.at.latest.replace(tzinfo=None) for each in found) >= first  # and nobody goes home between them
