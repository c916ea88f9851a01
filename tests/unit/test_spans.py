"""Spans at their edges: touching, empty, backwards, and without a beginning or an end."""

from __future__ import annotations

import pytest

from holdcheck.spans import (
    NEVER_BEGAN,
    NEVER_ENDS,
    Extent,
    Span,
    Spans,
    intersect,
    measure,
    remove,
    span_set,
    subtract,
    union,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ()),
        ([(5, 5)], ()),
        ([(7, 3)], ()),
        ([(0, 2), (2, 4)], ((0, 4),)),
        ([(3, 4), (0, 1)], ((0, 1), (3, 4))),
        ([(0, 9), (2, 3), (4, 12)], ((0, 12),)),
        ([(0, 1), (0, 1)], ((0, 1),)),
        ([(9, 2), (0, 1), (4, 4)], ((0, 1),)),
    ],
)
def test_a_set_is_sorted_joined_and_free_of_empty_spans(given: list[Span], expected: Spans) -> None:
    assert span_set(given) == expected

    assert intersect(((0, 10),), ((10, 20),)) == ()


def test_cutting_a_hole_leaves_both_sides() -> None:
    assert subtract(((0, 10),), ((3, 5),)) == ((0, 3), (5, 10))


def test_one_span_may_be_cut_many_times_and_the_next_still_be_cut() -> None:
    assert subtract(((0, 10), (20, 30)), ((1, 2), (4, 5), (9, 21), (29, 40))) == ((0, 1), (2, 4), (5, 9), (21, 29))


def test_taking_nothing_away_leaves_the_whole_and_taking_all_leaves_nothing() -> None:
    assert subtract(((0, 10),), ()) == ((0, 10),)
    assert subtract(((0, 10),), ((-5, 50),)) == ()
    assert subtract((), ((0, 1),)) == ()


def test_union_with_nothing_is_the_other_set() -> None:
    assert union((), ((0, 1),)) == ((0, 1),)
    assert union(((0, 1),), ()) == ((0, 1),)
    assert union(((0, 2),), ((2, 3),)) == ((0, 3),)


def test_a_paper_without_beginning_or_end_covers_every_instant_a_record_can_hold() -> None:
    earliest, latest = -2_208_988_800, 7_289_654_400  # 1900 and 2201
    always: Spans = ((NEVER_BEGAN, NEVER_ENDS),)
    assert subtract(((earliest, latest),), always) == ()
    assert subtract(always, ((earliest, latest),)) == ((NEVER_BEGAN, earliest), (latest, NEVER_ENDS))


def test_what_surely_remains_is_there_for_sure_and_not_even_possibly_taken() -> None:
    whole = Extent(((10, 90),), ((0, 100),))
    part = Extent(((40, 50),), ((30, 60),))
    assert remove(whole, part) == Extent(((10, 30), (60, 90)), ((0, 40), (50, 100)))


def test_length_is_the_sum_of_all_parts() -> None:
    assert measure(((0, 10), (20, 25))) == 15
    assert measure(()) == 0
