"""Sentences: when they authorise custody, and when they are over, worked out step by step."""

from holdcheck.sentences.ending import any_time_of_day
from holdcheck.sentences.milestones import compute_sentences
from holdcheck.sentences.recorded import stood_before
from holdcheck.sentences.refusing import leaves_nothing_to_serve
from holdcheck.sentences.results import VERDICTS, Comparison, Milestone, Refusal, SentenceResult
from holdcheck.sentences.running import Running, running_sentences

__all__ = [
    "VERDICTS",
    "Comparison",
    "Milestone",
    "Refusal",
    "Running",
    "SentenceResult",
    "any_time_of_day",
    "compute_sentences",
    "leaves_nothing_to_serve",
    "running_sentences",
    "stood_before",
]
