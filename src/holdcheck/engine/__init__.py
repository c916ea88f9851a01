"""The rules engine: durable-rules and the reference evaluator behind one interface."""

from holdcheck.engine.bench import Bench, Seat, authorises
from holdcheck.engine.judge import Judge
from holdcheck.engine.reference import Truth, compile_conditions, holds, undecided_fields

__all__ = ["Bench", "Judge", "Seat", "Truth", "authorises", "compile_conditions", "holds", "undecided_fields"]
