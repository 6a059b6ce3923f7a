"""Breakdowns change nothing else: the laws are tried with all of them, and most runs ask for none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.matching import Pair
from farrago.scoring import metrics
from farrago.scoring.headline import NAME
from laws.cases import FACETS, LABELS, cases, known_by_heart


@pytest.mark.parametrize("name", [name for name in metrics() if name != NAME])
@given(data=st.data())
def test_counts_are_the_same_whatever_they_are_broken_down_by(name: str, data: st.DataObject) -> None:
    case = data.draw(cases())
    bare, sliced = (
        dict(metrics()[name].count(Pair(*case, LABELS, facets, known_by_heart(case.document))))
        for facets in (frozenset[str](), FACETS)
    )
    kept = {group: row for group, row in sliced.items() if group.partition("=")[0] in ("", "type")}
    assert {group: list(row) for group, row in bare.items()} == {
        group: list(row) for group, row in kept.items()
    }
