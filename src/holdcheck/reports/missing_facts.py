"""What a missing fact is, in the words of the record's own schema, so that somebody can go and find it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from holdcheck.record import CustodyRecord

_STEP = re.compile(r"[a-z_]+")
_ABSENT = re.compile(r"[.;,] absent: [^;]*?(?=;|\.$|$)", re.IGNORECASE)
"""What a description says of the field's absence: it is absent."""

_CONVENTIONS = {
    "counts_start_day": ": whether the day on which it begins is its first",
    "release_on": ": whether the person goes on the last day or on the day after",
    "credit_end_days": ": which end days of a span of credit count",
    "part_of_day": ": whether what is left of a fine after whole days takes a day more",
    "credit_on_minimum": ": whether credit shortens the minimum, too",
    "credit_on_consecutive_terms": ": whether credit on one of several consecutive terms counts for the others, too",
    "time_on_vacated_sentence": ": whether time served on a vacated sentence counts for the one that follows it",
    "minimum_of_consecutive_terms": ": whether minimums of consecutive sentences are added up",
    "consecutive_terms": ": whether consecutive terms are one term for good time",
    "holidays": ": which days besides the federal holidays, and which of these, are holidays there",
    "release_days": ": what becomes of a release on a weekend or holiday",
    "good_time": ": how much good time it gives",
    "time_credits": ": whether credits for programs were earned",
    "treatment": ": whether treatment took time off",
}
"""What a convention of a place is about, by its name."""


@cache
def _schema() -> dict[str, Any]:
    return CustodyRecord.model_json_schema()


@cache
def missing_fact(path: str) -> str:
    """Return what would have to be supplied.

    Args:
        path: As a result names it: of the record (``holds[0].paper``), of the law of a place
            (``us/or.counts_start_day``), or of a rule that has no version for a day.
    """
    if path == "papers":
        return "what the person is held on: no list of papers appears in the record at all"
    if path.startswith("rules."):
        return "the law of that day, which was not read"
    if "/" in path or path.startswith("us."):
        convention = _CONVENTIONS.get(path.rpartition(".")[2])
        return f"how this place counts the days of a sentence, of which no source was read{convention or ''}"
    described = ""
    part: dict[str, Any] = _schema()
    for name in _STEP.findall(path):
        field = part.get("properties", {}).get(name)
        if field is None:
            return ""
        described = str(field.get("description", ""))
        part = _part(field)
    return _ABSENT.sub("", described).replace('; "never"', ', or "never"').rstrip(".")


def _part(field: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the object a field holds, or of the items of its list."""
    for choice in (field, field.get("items", {}), *field.get("anyOf", ())):
        if "$ref" in choice:
            found: dict[str, Any] = _schema()["$defs"][choice["$ref"].rpartition("/")[2]]
            return found
    return {}
