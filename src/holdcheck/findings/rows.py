"""Custody laid out row by row: what authorised each stretch, or what the person was held on."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from holdcheck.papers import Paper
from holdcheck.spans import Extent
from holdcheck.vocabulary import AUTHORISING, LABELS

There: TypeAlias = tuple[str | None, str | None, tuple[str, ...]]
"""The strongest authority, else what the person is held on, and the papers in force."""

_RANK: Final = {label: rank for rank, label in enumerate(LABELS)}


class Row(NamedTuple):
    """One stretch of custody over which the papers in force are the same."""

    start: int
    end: int
    authority: str | None
    held_on: str | None
    papers: tuple[str, ...]


def timeline_rows(custody: Extent, all_papers: list[Paper]) -> list[Row]:
    """Return custody cut wherever the papers in force change."""
    if not custody.possible:
        return []
    first, last = custody.possible[0][0], custody.possible[-1][1]
    papers = [paper for paper in all_papers if paper.start[0] < last and first < paper.end[1]]
    cuts = {point for span in (*custody.possible, *custody.sure) for point in span}
    for paper in papers:
        cuts.update(point for point in (*paper.start, *paper.end) if first < point < last)
    rows: list[Row] = []
    for start, end in pairwise(sorted(cuts)):
        if not any(a <= start and end <= b for a, b in custody.possible):
            continue
        there = _there(papers, start, end)
        if rows and rows[-1].end == start and rows[-1][2:] == there:
            rows[-1] = rows[-1]._replace(end=end)
        else:
            rows.append(Row(start, end, *there))
    return rows


def _there(papers: list[Paper], start: int, end: int) -> There:
    """Return the strongest authority surely in force in a span, else what the person is held on, and all papers."""
    strongest: Paper | None = None
    rank, unsure = len(LABELS), False
    labels: set[str] = set()
    names: set[str] = set()
    for paper in papers:
        if not (paper.start[0] <= start and end <= paper.end[1]):
            continue
        if paper.kind != "unknown":
            names.add(paper.key)
        if paper.authorises and paper.start[1] <= start and end <= paper.end[0]:
            own = min([_RANK[label] for label in paper.labels])
            if strongest is None or (own, paper.key) < (rank, strongest.key):
                strongest, rank = paper, own
        elif paper.authorises is not False:
            unsure = True
        else:
            labels |= paper.labels
    keys = tuple(sorted(names))
    if strongest is not None:
        return strongest.kind, None, keys
    if unsure:
        return None, "unknown", keys
    return None, next((label for label in LABELS if label in labels and label not in AUTHORISING), "nothing"), keys
