import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.board.charts import Axis, curve, stacked, whisker
from farrago_schema.leaderboard import Figure

RATES = st.floats(0, 1)


@given(st.lists(RATES, min_size=1))
def test_an_axis_shows_every_rate_within_its_ends(rates):
    axis = Axis.around(rates, 100, 5)
    assert 0 <= axis.low < axis.high <= 1.1
    assert all(5 <= axis.at(rate) <= 105 for rate in rates)
    assert all(axis.low - 1e-9 <= rate <= axis.high + 1e-9 for rate in rates)


@given(RATES, RATES)
def test_a_higher_rate_never_stands_before_a_lower_one(one, other):
    axis = Axis.around([one, other], 160)
    assert (one <= other) == (axis.at(one) <= axis.at(other)) or axis.at(one) == axis.at(other)


@given(st.lists(RATES))
def test_an_axis_has_few_ticks_and_they_are_apart(rates):
    ticks = Axis.around(rates, 152, 8).ticks
    assert 1 <= len(ticks) <= 6
    places = [place for place, _ in ticks]
    assert all(later - earlier > 12 for earlier, later in itertools.pairwise(places))


def test_without_rates_an_axis_is_the_whole_scale():
    assert (Axis.around([], 10).low, Axis.around([], 10).high) == (0, 1)


def test_a_whisker_without_interval_is_a_dot():
    drawn = whisker(Figure(0.5, None, None, None, 1), Axis(0, 1, 100))
    assert drawn == (50, None, None)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 10**6)))
def test_pieces_of_a_bar_join_and_are_as_long_as_their_share(numbers):
    total = sum(numbers.values())
    pieces = stacked(numbers, 480, total)
    assert [piece.number for piece in pieces] == [number for number in numbers.values() if number]
    at = 0.0
    for piece in pieces:
        assert piece.start == pytest.approx(at, abs=0.011)
        at = piece.start + piece.length
    assert at == pytest.approx(480 if total else 0, abs=0.011)


def test_a_curve_leaves_out_what_has_no_score():
    points = curve([("0", 1.0), ("1-2", None), ("3+", 0.0)], 240, 120, 20)
    assert [(point.x, point.y, point.label) for point in points] == [(20, 0, "0"), (220, 120, "3+")]
