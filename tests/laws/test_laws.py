"""Every law, on every metric that the folder holds and on the headline."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farrago.scoring import metrics
from laws.laws import LAWS, Law

EXAMPLES = settings.get_profile(settings.get_current_profile_name()).max_examples // 2


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("name", metrics())
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_law(name: str, law: Law, data: st.DataObject) -> None:
    law(metrics()[name], data)


@pytest.mark.parametrize("name", list(metrics()))
@given(numbers=st.lists(st.lists(st.integers(0, 2**20), min_size=60, max_size=60), min_size=1, max_size=4))
def test_a_score_by_itself_is_bit_for_bit_that_among_all(name, numbers):
    metric = metrics()[name]
    place = {column: index for index, column in enumerate(metric.columns)}
    sums = np.array(numbers)[:, : len(metric.columns)] // np.array([1, 2**20])[:, np.newaxis, np.newaxis]
    for column, score in metric.score(sums).items():
        alone = metric.alone(column)
        few = sums[..., [place[each] for each in alone.columns]]
        assert np.array_equal(alone.score(few), score, equal_nan=True)
