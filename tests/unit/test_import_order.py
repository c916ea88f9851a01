"""The order of the modules: each may import only from itself and from those before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import PROJECT

PACKAGE = PROJECT / "src" / "holdcheck"
ORDER = (
    "errors",
    "printable",
    "spans",
    "zones",
    "moments",
    "clocks",
    "record",
    "horizon",
    "faults",
    "vocabulary",
    "law",
    "engine",
    "reading",
    "sentences",
    "papers",
    "authority",
    "segments",
    "findings",
    "checking",
    "readers",
    "exit_codes",
    "run",
    "sentence_run",
    "reports",
    "cli",
    "__main__",
    "testing",
)
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def _module(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module a file imports, wherever the import stands, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports relatively"
            name = node.module or ""
            yield from ((node.lineno, f"{name}.{a.name}" if name == "holdcheck" else name) for a in node.names)


def test_every_module_has_its_place_in_the_order() -> None:
    assert {_module(path) for path in FILES} - set(ORDER) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_those_before_it(path: Path) -> None:
    before = {"__version__", *ORDER[: ORDER.index(_module(path)) + 1]}
    back = [
        f"line {line} imports {name}"
        for line, name in _imports(path)
        if name.startswith("holdcheck.") and name.split(".")[1] not in before
    ]
    assert back == []


def test_only_the_engine_knows_durable_rules() -> None:
    knows = {_module(path) for path in FILES for _, name in _imports(path) if name.startswith("durable")}
    assert knows == {"engine"}


def test_nothing_but_the_strategies_for_tests_knows_hypothesis() -> None:
    knows = {_module(path) for path in FILES for _, name in _imports(path) if name.startswith("hypothesis")}
    assert knows == {"testing"}
    uses = {_module(path) for path in FILES for _, name in _imports(path) if name.startswith("holdcheck.testing")}
    assert uses == {"testing"}


def test_set_algebra_knows_no_other_module_of_the_project() -> None:
    assert [name for _, name in _imports(PACKAGE / "spans.py") if name.startswith("holdcheck")] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_but_the_command_line_reads_the_clock(path: Path) -> None:
    if _module(path) == "cli":
        pytest.skip("the command line is where the clock is read")
    names = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
    reads = [
        f"line {node.lineno} calls {node.func.attr}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
    ]
    assert reads == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "core", "common", "base", "manager", "misc"}
    assert {part for path in FILES for part in path.relative_to(PACKAGE).with_suffix("").parts} & empty == set()
