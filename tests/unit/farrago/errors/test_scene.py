"""The nearest two of many spans are the first of those that are closest to each other."""

from hypothesis import given
from hypothesis import strategies as st

import small
from farrago.errors import Scene

SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 5)).map(lambda at: (at[0], sum(at))), max_size=5
)
SCENE = Scene(small.gold(), small.said(), small.LABELS)


def gap(one, other):
    return max(one[0] - other[1], other[0] - one[1], 0)


@given(SPANS, SPANS)
def test_the_nearest_pair_is_the_least_by_distance_and_then_by_place(some, others):
    found = SCENE.nearest(some, others)
    pairs = [(one, other) for one in some for other in others if one != other]
    if pairs:
        assert found == min(pairs, key=lambda pair: (gap(*pair), pair))
    else:
        assert found == (next(iter(some), None), next(iter(others), None))
