"""The laws of set algebra, against the plainest possible model: sets of small whole numbers."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from holdcheck.spans import Extent, Span, Spans, intersect, measure, remove, span_set, subtract, union

LAST = 24
ANY_SPANS = st.lists(st.tuples(st.integers(0, LAST), st.integers(0, LAST)), max_size=6)
"""Spans as they come: unsorted, overlapping, touching, empty and backwards."""
INSTANTS = st.frozensets(st.integers(0, LAST - 1))


def instants(spans: list[Span] | Spans) -> frozenset[int]:
    return frozenset(instant for start, end in spans for instant in range(start, end))


def spans_of(model: frozenset[int]) -> Spans:
    """The one way of writing a set: runs of neighbouring numbers, in order."""
    runs = groupby(enumerate(sorted(model)), key=lambda pair: pair[1] - pair[0])
    found = [[number for _, number in run] for _, run in runs]
    return tuple((run[0], run[-1] + 1) for run in found)


@given(ANY_SPANS)
def test_equal_sets_of_instants_are_equal_tuples_however_they_were_given(spans: list[Span]) -> None:
    assert span_set(spans) == spans_of(instants(spans))


@given(INSTANTS)
def test_a_set_already_in_order_is_left_as_it_is(model: frozenset[int]) -> None:
    assert span_set(spans_of(model)) == spans_of(model)


@given(INSTANTS, INSTANTS)
def test_union_holds_what_is_in_either(a: frozenset[int], b: frozenset[int]) -> None:
    assert union(spans_of(a), spans_of(b)) == spans_of(a | b)


@given(INSTANTS, INSTANTS)
def test_intersection_holds_what_is_in_both(a: frozenset[int], b: frozenset[int]) -> None:
    assert intersect(spans_of(a), spans_of(b)) == spans_of(a & b)


@given(INSTANTS, INSTANTS)
def test_subtraction_leaves_what_is_in_the_first_alone(a: frozenset[int], b: frozenset[int]) -> None:
    assert subtract(spans_of(a), spans_of(b)) == spans_of(a - b)


@given(INSTANTS, INSTANTS)
def test_what_is_kept_and_what_is_taken_add_up_to_the_whole(a: frozenset[int], b: frozenset[int]) -> None:
    whole, part = spans_of(a), spans_of(b)
    kept, taken = subtract(whole, part), intersect(whole, part)
    assert union(kept, taken) == whole
    assert intersect(kept, taken) == ()
    assert measure(kept) + measure(taken) == measure(whole)


@given(INSTANTS, INSTANTS, INSTANTS)
def test_taking_two_sets_away_one_after_the_other_is_taking_their_union(
    a: frozenset[int], b: frozenset[int], c: frozenset[int]
) -> None:
    whole, first, second = spans_of(a), spans_of(b), spans_of(c)
    assert subtract(subtract(whole, first), second) == subtract(whole, union(first, second))
    assert union(subtract(whole, first), subtract(whole, second)) == subtract(whole, intersect(first, second))


@given(INSTANTS)
def test_a_set_is_as_long_as_the_instants_in_it(model: frozenset[int]) -> None:
    assert measure(spans_of(model)) == len(model)


@st.composite
def a_paper(draw: st.DrawFn) -> tuple[tuple[int, int], tuple[int, int]]:
    """When a paper began and when it ended, each known within bounds; a reading may end it before it began."""
    starts = sorted((draw(st.integers(0, LAST)), draw(st.integers(0, LAST))))
    ends = sorted((draw(st.integers(0, LAST)), draw(st.integers(0, LAST))))
    return (starts[0], starts[1]), (ends[0], ends[1])


PAPERS = st.lists(a_paper(), max_size=4)


def extent_of(papers: list[tuple[tuple[int, int], tuple[int, int]]]) -> Extent:
    """Surely from the latest start to the earliest end, possibly from the earliest start to the latest end."""
    return Extent(
        span_set((start[1], end[0]) for start, end in papers), span_set((start[0], end[1]) for start, end in papers)
    )


@given(st.data(), PAPERS, PAPERS)
def test_every_reading_of_uncertain_dates_lies_between_surely_and_possibly(
    data: st.DataObject,
    whole: list[tuple[tuple[int, int], tuple[int, int]]],
    part: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    def reading(papers: list[tuple[tuple[int, int], tuple[int, int]]]) -> frozenset[int]:
        return instants([(data.draw(st.integers(*start)), data.draw(st.integers(*end))) for start, end in papers])

    left = remove(extent_of(whole), extent_of(part))
    read = reading(whole) - reading(part)
    assert instants(left.sure) <= read <= instants(left.possible)


@given(INSTANTS, INSTANTS)
def test_where_nothing_is_uncertain_surely_and_possibly_are_the_same(a: frozenset[int], b: frozenset[int]) -> None:
    whole, part = spans_of(a), spans_of(b)
    assert remove(Extent(whole, whole), Extent(part, part)) == Extent(spans_of(a - b), spans_of(a - b))


@given(INSTANTS, INSTANTS, INSTANTS, INSTANTS)
def test_less_certainty_about_what_is_taken_away_never_makes_more_certain_what_is_left(
    whole: frozenset[int], sure: frozenset[int], more: frozenset[int], fewer: frozenset[int]
) -> None:
    before = Extent(spans_of(sure), spans_of(sure | more))
    wider = Extent(spans_of(sure - fewer), spans_of(sure | more | fewer))
    exact = Extent(spans_of(whole), spans_of(whole))
    left, left_wider = remove(exact, before), remove(exact, wider)
    assert instants(left_wider.sure) <= instants(left.sure)
    assert instants(left.possible) <= instants(left_wider.possible)
