"""Labels papers: what each of them is worth as authority, under the law of its place and of the day it came."""

from __future__ import annotations

from typing import Final

from holdcheck.engine import Bench, authorises
from holdcheck.papers.paper import Paper
from holdcheck.reading import Reading
from holdcheck.vocabulary import AUTHORITY, LABELS

_ANY_LABEL: Final = frozenset(LABELS)
_ANY_BUT_287G: Final = _ANY_LABEL - {"287g"}
_OF_UNLISTED_WARRANTS: Final = frozenset({"judicial", "administrative_warrant", "nothing"})
_OF_UNLISTED_PAPERS: Final = frozenset({"judicial", "nothing"})


def label(reading: Reading, papers: list[Paper], bench: Bench) -> None:
    """Label every paper under the law of its place and of the day it came into force here."""
    law, place, began = reading.law, reading.place, reading.began[0]
    seat = bench.seat(law, "authority", place, began)
    changes = law.change_days("authority")
    for paper in papers:
        facts = paper.facts
        if facts is AUTHORITY.default:
            paper.labels = _unknown_labels(reading, paper)
            paper.authorises = authorises(paper.labels)
        else:
            if changes:
                seat = bench.seat(law, "authority", place, max(paper.start[0], began))
            paper.labels, paper.authorises = seat.labels.get(facts) or seat.label(facts)


def _unknown_labels(reading: Reading, paper: Paper) -> frozenset[str]:
    """Return the labels a paper nobody has seen may have."""
    if paper.kind == "unknown" and paper.path != "papers":
        return _OF_UNLISTED_WARRANTS if paper.path == "warrants" else _OF_UNLISTED_PAPERS
    delegated = any(agreement.kind != "housing" for agreement in reading.record.facility.agreements)
    return _ANY_LABEL if delegated else _ANY_BUT_287G
