"""Sentences: when they authorise custody, and when they are over, worked out step by step."""

from holdcheck.sentences.running import ENTITLES_WHEN_IMPOSED, Running, any_time_of_day, running_sentences

__all__ = ["ENTITLES_WHEN_IMPOSED", "Running", "any_time_of_day", "running_sentences"]
