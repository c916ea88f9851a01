"""Sentences: when they authorise custody, and when they are over, worked out step by step."""

from holdcheck.sentences.milestones import compute_sentences
from holdcheck.sentences.results import VERDICTS, Comparison, Milestone, Refusal, SentenceResult
from holdcheck.sentences.running import ENTITLES_WHEN_IMPOSED, Running, any_time_of_day, running_sentences

__all__ = [
    "ENTITLES_WHEN_IMPOSED",
    "VERDICTS",
    "Comparison",
    "Milestone",
    "Refusal",
    "Running",
    "SentenceResult",
    "any_time_of_day",
    "compute_sentences",
    "running_sentences",
]
