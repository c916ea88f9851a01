"""A place made for one test: a folder of law with the United States as they are, and one state as the test says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from conftest import PROJECT
from holdcheck.law import Law, load_rules
from holdcheck.law.loading import read_yaml

LAW_OF_A_TEST = {"reviewed_on": "2026-11-24", "confidence": "read", "law": [{"cite": "Test 1", "says": "A test."}]}
CONVENTIONS = {"counts_start_day": "true", "release_on": "last_day", "credit_end_days": "both"}


def dated(**values: Any) -> dict[str, Any]:
    """A convention in force at all times unless the values say otherwise."""
    return {"effective_from": "null", "effective_to": "null", **LAW_OF_A_TEST, **values}


def good_time(**values: Any) -> dict[str, Any]:
    """A rule of good time, a ceiling for every kind of sentence unless the values say otherwise."""
    rule = {"name": "Good time", "kinds": ["jail", "prison"], "gives": "ceiling", "selected_by": "sentence"}
    return dated(**{**rule, **values})


def release_day(**values: Any) -> dict[str, Any]:
    """A rule of days of release for every sentence in jail or prison unless the values say otherwise."""
    return dated(**{"kinds": ["jail", "prison"], **values})


def law_of(folder: Path, state: str = "oh", **place: Any) -> Law:
    """Load a law of which one state's file says what is given."""
    if not (folder / "edition.yaml").exists():
        (folder / "us").mkdir()
        shutil.copy(PROJECT / "rules" / "edition.yaml", folder)
        shutil.copy(PROJECT / "rules" / "us" / "place.yaml", folder / "us")
    (folder / "us" / state).mkdir(exist_ok=True)
    told = {"zones": ["America/New_York"], "circuit": "ca6", **place}
    # JSON is YAML; every scalar is read as text, whatever it is written as.
    (folder / "us" / state / "place.yaml").write_text(json.dumps(told), encoding="utf-8")
    return load_rules(folder)


def law_with(folder: Path, place: str, **sections: Any) -> Law:
    """Load the law that comes with holdcheck for one place, with sections of its file put in place of its own."""
    if not (folder / "edition.yaml").exists():
        (folder / place).mkdir(parents=True)
        for path in ("edition.yaml", "us/place.yaml", f"{place}/place.yaml"):
            shutil.copy(PROJECT / "rules" / path, folder / path)
    file = folder / place / "place.yaml"
    told = {**read_yaml(file.read_text(encoding="utf-8"), place), **sections}
    file.write_text(json.dumps(told), encoding="utf-8")
    return load_rules(folder)
