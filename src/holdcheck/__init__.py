"""holdcheck: flags jail holds that outlast an entitlement to release without a judicial warrant.

    from holdcheck import check, load_records

    for entry in load_records("roster.jsonl"):
        if entry.record is not None:
            print(check(entry.record).outcome)

Everything here is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from holdcheck.checking import Checker, check, check_many
    from holdcheck.errors import EngineError, HoldcheckError, InputError, LawError, RecordError
    from holdcheck.findings.checked import CheckResult
    from holdcheck.law import load_rules
    from holdcheck.readers import load_records
    from holdcheck.record import CustodyRecord
    from holdcheck.sentences import SentenceResult, compute_sentences

__version__ = "0.1.0"

__all__ = [
    "CheckResult",
    "Checker",
    "CustodyRecord",
    "EngineError",
    "HoldcheckError",
    "InputError",
    "LawError",
    "RecordError",
    "SentenceResult",
    "__version__",
    "check",
    "check_many",
    "compute_sentences",
    "load_records",
    "load_rules",
]

_HOMES: Final = {
    "CheckResult": "findings.checked",
    "Checker": "checking",
    "CustodyRecord": "record",
    "EngineError": "errors",
    "HoldcheckError": "errors",
    "InputError": "errors",
    "LawError": "errors",
    "RecordError": "errors",
    "SentenceResult": "sentences",
    "check": "checking",
    "check_many": "checking",
    "compute_sentences": "sentences",
    "load_records": "readers",
    "load_rules": "law",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
