"""Reports: one function each, all alike.

A report is a generator of text. Its first text is what comes before the first record; then it is sent each item of a
run, and answers with the text for it, often none; at last it is sent the run's summary, and answers with what comes
after the last record. So several reports can be written in one pass, and none of them knows where its text goes.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from holdcheck.findings.result import Summary
from holdcheck.run import Item
from holdcheck.sentence_run import SentenceItem, SentenceSummary

Report: TypeAlias = Generator[str, Item | Summary, None]
"""What every report of a run of checks is."""
SentenceReport: TypeAlias = Generator[str, SentenceItem | SentenceSummary, None]
"""What every report of a run over sentences is."""

__all__ = ["Report", "SentenceReport"]
