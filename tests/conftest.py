"""Shared by all tests: the law is read once, and nothing may open a socket."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from holdcheck.checking import Checker
from holdcheck.law import Law, load_rules

PROJECT = Path(__file__).resolve().parent.parent

# The examples are the same in every run of the same source, so that a failure is a failure of the change at hand, and a
# slow machine fails nothing. `HYPOTHESIS_PROFILE=thorough` looks further, at random; `sampling` draws 50,000 records a
# claim, which takes a quarter of an hour for each.
_ROOMY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much]}
settings.register_profile(
    "everyday", max_examples=60, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate), **_ROOMY
)
settings.register_profile("thorough", max_examples=500, **_ROOMY)
settings.register_profile("sampling", max_examples=50_000, phases=(Phase.generate,), database=None, **_ROOMY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("holdcheck must not open a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture(scope="session")
def law() -> Law:
    return load_rules()


@pytest.fixture(scope="session")
def checkers(law: Law) -> dict[str, Checker]:
    return {standard: Checker(law, standard) for standard in ("judicial-warrant", "controlling-law")}  # type: ignore[arg-type]
