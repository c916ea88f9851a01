"""Reads rule files and place files: strictly, every problem at once, and every scalar as text."""

from __future__ import annotations

import hashlib
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from holdcheck.errors import LawError, path_of
from holdcheck.law.places import Place
from holdcheck.law.rules import Rule

_LARGEST_FILE = 1_000_000
PLACE_FILE = "place.yaml"
EDITION_FILE = "edition.yaml"

M = TypeVar("M", bound=BaseModel)


def rules_folder() -> Path:
    """Return the folder of the law that came with holdcheck: inside the wheel, or beside ``src`` in a checkout.

    Raises:
        LawError: It is in neither place.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "rules", package.parent.parent / "rules"):
        if (folder / EDITION_FILE).is_file():
            return folder
    raise LawError(["rules: the folder of the law is missing; install holdcheck again"])


def read_yaml(text: str, where: str) -> Any:
    """Parse YAML with every scalar as text, so that ``010``, ``NO`` and ``12:30`` stay what was written.

    Raises:
        LawError: The text is not YAML, names a key twice, uses an anchor, or is too large.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(text) > _LARGEST_FILE:
        raise LawError([f"{where}: is larger than a rule file may be; split it"])
    loader = YAML(typ="base")
    try:
        data = loader.load(StringIO(text))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark is not None else ""
        wrong = getattr(error, "problem", None) or "cannot be parsed"
        raise LawError([f"{where}{line}: {wrong}; write plain YAML with each key once"]) from None
    if _is_shared(data, set()):
        raise LawError([f"{where}: uses an anchor or alias; write the value out"])
    return data


def _is_shared(data: Any, seen: set[int]) -> bool:
    """Return whether a node stands in more than one place, as aliases make it (and as bombs are made)."""
    if not isinstance(data, dict | list):
        return False
    if id(data) in seen:
        return True
    seen.add(id(data))
    return any(_is_shared(part, seen) for part in (data.values() if isinstance(data, dict) else data))


def _model(model: type[M], path: Path, root: Path, problems: list[str]) -> M | None:
    where = path.relative_to(root).as_posix()
    try:
        return model.model_validate(read_yaml(path.read_text(encoding="utf-8"), where))
    except LawError as error:
        problems += error.problems
    except UnicodeDecodeError:
        problems.append(f"{where}: is not UTF-8; save it as UTF-8")
    except ValidationError as error:
        for found in error.errors(include_url=False):
            place = path_of(found["loc"])
            wrong = found["msg"].removeprefix("Value error, ")
            problems += [f"{where}: {place + ': ' if place else ''}{line}" for line in wrong.splitlines()]
    return None


def read_rules(folder: Path, root: Path) -> tuple[Rule, ...]:
    """Read the rule files that lie directly in a folder.

    Args:
        folder: Of one place, such as ``rules/us/ma``.
        root: The folder of the law, from which places are named.

    Raises:
        LawError: With every problem of every file.
    """
    problems: list[str] = []
    rules: list[Rule] = []
    place = folder.relative_to(root).as_posix()
    for path in sorted(folder.glob("*.yaml")):
        if path.name == PLACE_FILE:
            continue
        rule = _model(Rule, path, root, problems)
        if rule is None:
            continue
        where = path.relative_to(root).as_posix()
        if rule.id != path.stem:
            problems.append(f"{where}: id {rule.id} is not the file's name; give both one name")
        if rule.place != place:
            problems.append(f"{where}: place {rule.place} is not the file's folder; move the file or write {place}")
        rules.append(rule)
    if problems:
        raise LawError(problems)
    return tuple(rules)


def read_place(folder: Path, root: Path) -> Place | None:
    """Read the place file of a folder, or return None where there is none.

    Raises:
        LawError: With every problem of the file.
    """
    path = folder / PLACE_FILE
    if not path.is_file():
        return None
    problems: list[str] = []
    place = _model(Place, path, root, problems)
    if problems:
        raise LawError(problems)
    return place


def edition(root: Path) -> tuple[str, str]:
    """Return the edition of the law and the SHA-256 over every file of it, path and content."""
    data = read_yaml((root / EDITION_FILE).read_text(encoding="utf-8"), EDITION_FILE)
    if not isinstance(data, dict) or set(data) != {"edition"}:
        raise LawError([f"{EDITION_FILE}: must name the edition and nothing else; write edition: 2026.11.24"])
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return str(data["edition"]), digest.hexdigest()
