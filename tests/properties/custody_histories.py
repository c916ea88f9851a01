"""Whole custody records for property tests: valid by construction, and varied in everything the contract allows.

Each history is true in one way and told in another. Everything happened at a full hour after booking, in an order that
makes sense; the record may tell it to the minute, to the day, or within bounds that contain the truth. So the exact
record is one reading of the told one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

T = TypeVar("T")
Json = dict[str, Any]

PLACES = [
    ("NC", None, "America/New_York"),
    ("GA", None, "America/New_York"),
    ("CA", None, "America/Los_Angeles"),
    ("MN", None, "America/Chicago"),
    ("AZ", "America/Phoenix", "America/Phoenix"),
    ("OR", "America/Los_Angeles", "America/Los_Angeles"),
    ("TX", "America/Chicago", "America/Chicago"),
    ("FL", "America/New_York", "America/New_York"),
]
"""States with the zone the record names, and the zone that applies."""
FIRST_BOOKING, LAST_BOOKING = date(1998, 1, 1), date(2027, 12, 31)
OFFICES = ["judge", "magistrate", "court", "court_clerk", "grand_jury", "parole_board", "parole_officer"]
OFFICES += ["probation_officer", "corrections_officer", "hearing_officer", "governor", "prosecutor", "sheriff"]
OFFICES += ["tribal_court", "military_commander", "immigration_officer", "immigration_judge", "unknown"]
PURPOSES = ["arrest", "bench", "fugitive", "governor", "parole", "probation", "supervised_release", "material_witness"]
PURPOSES += ["civil_contempt", "child_support", "escape", "juvenile", "military", "immigration"]
DETAINER_FORMS: list[str | None] = [
    "I-247",
    "I-247D",
    "I-247N",
    "I-247X",
    "I-247A",
    "I-247G",
    "IAR",
    "oral",
    "other",
    "unknown",
    None,
]
DISPOSITIONS = ["declined", "no_billed", "dismissed", "nolle_prosequi", "acquitted", "not_guilty_insanity"]
DISPOSITIONS += ["convicted", "diverted", "transferred", "cited"]
STOPPED_HOLDING: list[str | None] = [
    "bail",
    "recognizance",
    "release_order",
    "no_probable_cause",
    "not_filed",
    "declined",
    "dismissed",
]
STOPPED_HOLDING += ["acquitted", "time_served", "sentence_suspended", "fine_paid", "quashed", "cited", "transferred"]
STOPPED_HOLDING += ["unknown", None]
REFUSALS: list[str | None] = [
    "immigration_hold",
    "other_hold",
    "office_closed",
    "amount_or_form",
    "conditions_unmet",
    "statutory_wait",
]
REFUSALS += ["identity", "unknown", None]
OTHER_KINDS = ["statutory_wait", "intoxication", "probation_or_parole_arrest", "supervision_sanction", "voluntary_stay"]
OTHER_KINDS += ["quarantine", "mental_health", "juvenile", "court_transport"]
ABSENCES = ["escape", "mistaken_release", "furlough", "intermittent", "lent_on_writ", "hospital", "court"]
ABSENCES += ["other_facility"]


@dataclass(frozen=True)
class At:
    """When something truly happened, and how the record tells it."""

    true: str
    told: str | Json


@dataclass(frozen=True)
class History:
    """A custody as it was: read it as told, or exactly."""

    tree: Json

    @property
    def told(self) -> Json:
        """The record, with moments told to the minute, to the day, or within bounds."""
        record: Json = _written(self.tree, exactly=False)
        return record

    @property
    def exact(self) -> Json:
        """The same record with every moment at its true minute."""
        record: Json = _written(self.tree, exactly=True)
        return record


def _written(part: Any, *, exactly: bool) -> Any:
    if isinstance(part, At):
        return part.true if exactly else part.told
    if isinstance(part, dict):
        return {key: _written(value, exactly=exactly) for key, value in part.items()}
    if isinstance(part, list):
        return [_written(value, exactly=exactly) for value in part]
    return part


class Teller:
    """Draws moments of one custody; hours are counted from its booking."""

    def __init__(self, draw: st.DrawFn, booked: datetime, length: int, place: ZoneInfo) -> None:
        self.draw, self.booked, self.length, self.place = draw, booked, length, place

    def one_of(self, choices: Sequence[T]) -> T:
        return self.draw(st.sampled_from(choices))

    def chance(self, in_ten: int) -> bool:
        return self.draw(st.integers(1, 10)) <= in_ten

    def hour(self, first: int = 0, last: int | None = None) -> int:
        last = self.length if last is None else last
        return self.draw(st.integers(min(first, last), last))

    def _reading(self, hour: int) -> datetime:
        """A local reading outside the hours in which clocks change, in the same order as the hours drawn."""
        reading = self.booked + timedelta(hours=hour)
        return reading.replace(hour=3, minute=0) if reading.hour in (1, 2) else reading

    def day(self, hour: int) -> str:
        return self._reading(hour).date().isoformat()

    def at(self, hour: int) -> At:
        """The moment of an hour: mostly exact, sometimes with its offset, to the day, or within bounds."""
        reading = self._reading(hour)
        exact = reading.isoformat(timespec="minutes")
        match self.draw(st.integers(0, 9)):
            case 6:
                return At(exact, reading.replace(tzinfo=self.place).isoformat(timespec="minutes"))
            case 7 | 8:
                return At(exact, reading.date().isoformat())
            case 9:
                before, after = self.draw(st.integers(0, 30)), self.draw(st.integers(0, 30))
                earliest, latest = self._reading(hour - before), self._reading(hour + after)
                if self.chance(3):
                    return At(exact, {"earliest": self.day(hour - before), "latest": self.day(hour + after)})
                bounds = (bound.isoformat(timespec="minutes") for bound in (earliest, latest))
                return At(exact, dict(zip(("earliest", "latest"), bounds, strict=True)))
        return At(exact, exact)

    def perhaps(self, in_ten: int, hour: int) -> At | None:
        return self.at(hour) if self.chance(in_ten) else None

    def protecting(self, hour: int) -> At | str | None:
        return self.one_of([self.at(hour), self.at(hour), "never", None])

    def some(self, ids: list[str]) -> list[str]:
        return [name for name in ids if self.chance(6)]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A whole custody, of which any part may be there or not."""
    state, named, applies = draw(st.sampled_from(PLACES))
    day = draw(st.dates(FIRST_BOOKING, LAST_BOOKING))
    booked = datetime(day.year, day.month, day.day, draw(st.sampled_from([0, 3, 9, 14, 20, 23])), 30)  # noqa: DTZ001
    length = draw(st.one_of(st.integers(1, 60), st.integers(30, 240), st.integers(200, 2000)))
    t = Teller(draw, booked, length, ZoneInfo(applies))
    facility: Json = {"state": state, "name": "a jail", "custodian": t.one_of(["local"] * 8 + ["federal", "tribal"])}
    if named is not None:
        facility["time_zone"] = named
    if t.chance(3):
        facility["agreements"] = [_agreement(t, n) for n in range(draw(st.integers(1, 2)))]
    record: Json = {"custody_id": "K-1", "facility": facility, "booked_at": t.at(0)}
    record["admission"] = t.one_of(["new", "return", "transfer_in", "unknown"])
    if t.chance(7):
        record["released_at"] = t.at(length)
        record["released_to"] = t.one_of(["community", "community", "ICE", "prison", "other_jail", "unknown", None])
    record["recorded_until"] = t._reading(length + 24).isoformat(timespec="minutes")
    charges = [f"C{n + 1}" for n in range(draw(st.integers(0, 3)))]
    warrants = [f"W{n + 1}" for n in range(draw(st.integers(0, 2)))]
    detainers = [f"D{n + 1}" for n in range(draw(st.integers(0, 2)))]
    record["charges"] = [_charge(t, name, charges) for name in charges]
    record["warrants"] = [_warrant(t, name, charges) for name in warrants]
    record["detainers"] = [_detainer(t, name, warrants) for name in detainers]
    for name, count, tell in (
        ("arrests", 2, lambda n: _arrest(t, n, charges, warrants)),
        ("court_orders", 3, lambda n: _order(t, n, charges, warrants, detainers)),
        ("bail", 2, lambda n: _bail(t, charges, warrants)),
        ("sentences", 2, lambda n: _sentence(t, n, charges)),
        ("writs", 1, lambda n: _writ(t, n)),
        ("other_authority", 1, lambda n: _other(t, n)),
        ("holds", 1, lambda n: _hold(t, n, warrants + detainers)),
        ("held_for", 1, lambda n: _held_for(t, warrants, facility)),
        ("absences", 1, lambda n: _absence(t)),
        ("identity", 1, lambda n: _identity(t, warrants + detainers)),
        ("proofs", 1, lambda n: {"document": "us_passport", "presented_at": t.at(t.hour()), "seen_by": "jail"}),
    ):
        if t.chance(4):
            told = [tell(n) for n in range(draw(st.integers(1, count)))]
            record[name] = [part for part in told if part is not None]
    if t.chance(1):
        record["not_recorded"] = [t.one_of(["warrants", "court_orders", "sentences", "sentences.good_time", "arrests"])]
    return History({key: value for key, value in record.items() if value != []})


def _agreement(t: Teller, n: int) -> Json:
    kind = t.one_of(["287g_jail", "287g_warrant_service", "287g_task_force", "housing"])
    signed, ended = t.hour(-2000, 0), t.perhaps(3, t.hour())
    return {"id": f"G{n + 1}", "kind": kind, "agency": "ICE", "signed_at": t.day(signed), "ends_at": ended}


def _charge(t: Teller, name: str, charges: list[str]) -> Json:
    charge: Json = {"id": name, "level": t.one_of(["felony", "misdemeanor", "unknown"])}
    charge["court"] = t.one_of(["District", "District", "Superior", None])
    charge["instrument"] = t.one_of(["indictment", "complaint", None])
    charge["filed_at"] = t.protecting(t.hour())
    later = charges[charges.index(name) + 1 :]
    match t.draw(st.integers(0, 5)):
        case 0:
            pass
        case 1 if later:
            charge |= {"disposition": "refiled", "disposed_at": t.at(t.hour()), "refiled_as": later[0]}
        case _:
            charge |= {"disposition": t.one_of(DISPOSITIONS), "disposed_at": t.perhaps(9, t.hour())}
    if t.chance(3):
        charge |= {"held_until": t.at(t.hour()), "held_until_because": t.one_of(STOPPED_HOLDING)}
    return charge


def _arrest(t: Teller, n: int, charges: list[str], warrants: list[str]) -> Json:
    at = t.hour(-12, 0)
    arrest: Json = {"id": f"A{n + 1}", "at": t.perhaps(9, at), "warrantless": t.one_of([True, True, False, None])}
    arrest["charges"] = t.some(charges)
    if arrest["warrantless"] is False and warrants:
        arrest["warrant"] = warrants[0]
    arrest["probable_cause_found_at"] = t.protecting(t.hour(at))
    arrest["first_appearance_at"] = t.protecting(t.hour(at))
    return arrest


def _order(t: Teller, n: int, charges: list[str], warrants: list[str], detainers: list[str]) -> Json:
    ordered = t.hour()
    order: Json = {"id": f"O{n + 1}", "ordered_at": t.perhaps(9, ordered)}
    kinds = ["detain", "set_bail", "release", "release", "commit", "stay", "extend", "vacate_sentence"]
    order["kind"] = t.one_of(kinds)
    order["charges"] = t.one_of(["all", None, t.some(charges)])
    order["source"] = t.one_of(["judge", "judge", "schedule", None])
    if t.chance(2):
        order["warrants"] = t.some(warrants)
    if t.chance(2):
        order["because_of"] = t.some(detainers)
    if order["kind"] == "commit":
        order["commit_for"] = t.one_of(["competency", "civil_contempt", "fine", "fugitive", "temporary_federal", None])
    if order["kind"] in ("commit", "stay", "detain", "extend"):
        order["expires_at"] = t.perhaps(4, t.hour(ordered))
    if order["kind"] in ("release", "set_bail") and t.chance(3):
        met = [t.perhaps(8, t.hour(ordered)) for _ in range(t.draw(st.integers(1, 2)))]
        order["conditions"] = [{"kind": "device", "met_at": at} for at in met]
    order["received_at"] = t.perhaps(3, t.hour(ordered))
    return order


def _bail(t: Teller, charges: list[str], warrants: list[str]) -> Json:
    first = t.hour()
    bail: Json = {"charges": t.one_of(["all", None, t.some(charges)])}
    if t.chance(2):
        bail["warrants"] = t.some(warrants)
    match t.draw(st.integers(0, 4)):
        case 0 | 1:
            bail["posted_at"] = t.at(first)
            bail["accepted_at"] = t.perhaps(3, t.hour(first))
            bail["revoked_at"] = t.perhaps(2, t.length)
        case 2 | 3:
            bail |= {"tendered_at": t.at(first), "refused": True, "refused_because": t.one_of(REFUSALS)}
        case _:
            bail |= {"declared_futile_at": t.at(first), "refused_because": t.one_of(REFUSALS)}
    return bail


def _term(t: Teller) -> Json:
    return {t.one_of(["days", "days", "weeks", "months", "hours"]): t.draw(st.integers(1, 40))}


def _sentence(t: Teller, n: int, charges: list[str]) -> Json:
    imposed = t.hour()
    kinds = ["jail", "jail", "jail", "prison", "time_served", "intermittent", "probation_only", "fine_only"]
    sentence: Json = {"id": f"S{n + 1}", "charges": t.some(charges), "imposed_at": t.day(imposed)}
    sentence["kind"] = t.one_of([*kinds, "fine_commitment", "sanction"])
    if t.chance(9):
        sentence["term"] = t.one_of([_term(t), _term(t), _term(t), {"life": True}])
    if t.chance(2):
        sentence["begins_at"] = t.day(t.hour(imposed))
    elif n and t.chance(4):
        sentence["consecutive_to"] = [f"S{n}"]
    if t.chance(3):
        days = t.draw(st.integers(0, 20))
        since = t.hour(-300, imposed)
        spans = {"from": t.day(since), "to": t.day(t.hour(since, imposed))}
        sentence["credits"] = [t.one_of([{"days": days}, spans])]
    if t.chance(2):
        sentence["good_time"] = t.one_of(
            [{"days": t.draw(st.integers(0, 10))}, {"ledger": [{"at": t.day(imposed), "days": 3, "reason": "earned"}]}]
        )
    if t.chance(1):
        stopped = t.hour(imposed)
        sentence["inoperative"] = [{"from": t.day(stopped), "to": t.day(t.hour(stopped))}]
    if t.chance(1):
        sentence["ended_by"] = {"kind": t.one_of(["parole", "pardon", "early_release"]), "at": t.at(t.hour(imposed))}
    if t.chance(2):
        sentence["stated"] = [{"kind": "release", "at": t.day(t.hour(imposed, t.length + 300))}]
    if sentence["kind"] == "intermittent":
        first = t.hour(imposed)
        sentence["periods"] = [{"from": t.at(first), "to": t.at(t.hour(first))}]
    sentence["served_in"] = t.one_of(["jail"] * 7 + ["home", "work_release", "treatment"])
    return sentence


def _warrant(t: Teller, name: str, charges: list[str]) -> Json:
    issued = t.hour(-500, t.length)
    lodged = t.hour(max(issued, -5))
    warrant: Json = {"id": name, "purpose": t.one_of(PURPOSES), "issued_at": t.at(issued)}
    warrant["issued_by"] = t.one_of([{"office": t.one_of(OFFICES)}, {"office": t.one_of(OFFICES)}, None])
    if t.chance(3):
        warrant |= {"purpose": "immigration", "form": t.one_of(["I-200", "I-205", None]), "agency": "ICE"}
    warrant["lodged_at"] = t.perhaps(9, lodged)
    if t.chance(4):
        roles = ["local_officer", "immigration_officer", "287g_jail", "287g_warrant_service", "unknown"]
        since = t.one_of([t.day(t.hour(-900, t.length)), None])
        warrant |= {"served_at": t.at(t.hour(lodged)), "served_by": {"role": t.one_of(roles), "designated_from": since}}
    if t.chance(3):
        warrant["charges"] = t.some(charges)
    if t.chance(3):
        warrant["recalled_at"] = t.at(t.hour(max(issued, 0)))
    if t.chance(2):
        warrant["expires_at"] = t.at(t.hour(max(issued, 0)))
    return warrant


def _detainer(t: Teller, name: str, warrants: list[str]) -> Json:
    issued = t.hour(-300, t.length)
    kind = t.one_of(["immigration"] * 6 + ["criminal", "probation", "parole", "military"])
    detainer: Json = {"id": name, "kind": kind, "agency": "ICE" if kind == "immigration" else "a court"}
    detainer["form"] = t.one_of(DETAINER_FORMS) if kind == "immigration" else None
    detainer["issued_at"] = t.perhaps(9, issued)
    received = t.hour(issued)
    detainer["received_at"] = t.perhaps(6, received)
    detainer["served_on_person_at"] = t.protecting(received)
    detainer["asks"] = t.one_of([["hold", "notify"], ["hold"], ["notify"], [], None, None])
    if t.chance(4):
        detainer["accompanied_by"] = t.some(warrants)
    if t.chance(3):
        detainer |= {"withdrawn_at": t.at(t.hour(received)), "ended_because": "withdrawn"}
    return detainer


def _writ(t: Teller, n: int) -> Json:
    executed = t.hour()
    kind, role = t.one_of(["ad_prosequendum", "ad_testificandum"]), t.one_of(["lent", "borrowed", None])
    writ: Json = {"id": f"X{n + 1}", "kind": kind, "role": role, "issued_at": t.at(executed)}
    writ["executed_at"] = t.perhaps(7, executed)
    back = t.hour(executed)
    writ |= {"return_by": t.one_of([t.day(back), None]), "returned_at": t.perhaps(4, back)}
    return writ


def _other(t: Teller, n: int) -> Json:
    start = t.hour()
    other: Json = {"id": f"P{n + 1}", "kind": t.one_of(OTHER_KINDS), "from": t.perhaps(9, start)}
    other["to"] = t.perhaps(7, t.hour(start))
    other["consent_signed_at"] = t.perhaps(5, start)
    return other


def _hold(t: Teller, n: int, papers: list[str]) -> Json:
    placed = t.hour()
    hold: Json = {"id": f"H{n + 1}", "code": "HOLD", "agency": t.one_of(["ICE", "Other county", None])}
    hold["paper"] = t.one_of([None, "none", *papers])
    hold |= {"placed_at": t.perhaps(7, placed), "cleared_at": t.perhaps(4, t.hour(placed))}
    return hold


def _held_for(t: Teller, warrants: list[str], facility: Json) -> Json:
    start = t.hour()
    held: Json = {"holder": t.one_of(["ICE", "USMS", "BOP", "other_county"]), "from": t.perhaps(7, start)}
    held["to"] = t.perhaps(4, t.hour(start))
    held["taken_by"] = t.one_of(["federal_officer", "local_officer", "unknown"])
    held["paper"] = t.one_of([None, *warrants])
    held["agreement"] = next((each["id"] for each in facility.get("agreements", [])), None)
    return held


def _absence(t: Teller) -> Json:
    left = t.hour()
    kind, guarded = t.one_of(ABSENCES), t.one_of([True, False, None])
    return {"kind": kind, "guarded": guarded, "from": t.at(left), "to": t.perhaps(8, t.hour(left))}


def _identity(t: Teller, papers: list[str]) -> Json | None:
    if not papers:
        return None
    return {"paper": t.one_of(papers), "matches": t.chance(5), "by": "fingerprint", "at": t.at(t.hour())}


def custody_records() -> st.SearchStrategy[Json]:
    """Whole records as an export may tell them."""
    return histories().map(lambda history: history.told)


def exact_records() -> st.SearchStrategy[Json]:
    """Whole records in which every moment is exact."""
    return histories().map(lambda history: history.exact)
