"""How scenario files write expected results, and how actual results are written in the same way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from holdcheck.findings.checked import CheckResult
from holdcheck.findings.result import Hours, Instants


def load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return loaded


def local(instants: Instants | None) -> str | list[str] | None:
    """An instant as a naive local time, or its bounds."""
    if instants is None:
        return None
    first, last = (i.replace(tzinfo=None).isoformat(timespec="minutes") for i in (instants.earliest, instants.latest))
    return first if instants.earliest == instants.latest else [first, last]


def hours(length: Hours | None) -> list[float] | None:
    return None if length is None else [length.least, length.most]


def findings(result: CheckResult) -> list[dict[str, Any]]:
    return [
        {
            "rule": f.rule,
            "severity": f.severity,
            "certainty": f.certainty,
            "from": local(f.from_),
            "until": local(f.until),
            "hours": hours(f.hours),
        }
        for f in result.findings
    ]


def undetermined(result: CheckResult) -> list[dict[str, Any]]:
    return [
        {"rule": u.rule, "from": local(u.from_), "until": local(u.until), "missing": list(u.missing)}
        for u in result.undetermined
    ]


def entitlements(result: CheckResult) -> list[dict[str, Any]]:
    return [
        {"at": local(e.at), "because": e.because, "ended_at": local(e.ended_at)} for e in result.release_entitlements
    ]


def warnings(result: CheckResult) -> list[str]:
    return sorted(w.code for w in result.warnings)
