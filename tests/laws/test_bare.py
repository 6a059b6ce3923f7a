"""Gold that is known to be valid is decoded in part: no metric may miss what is left out."""

from __future__ import annotations

from typing import cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.engine.judged import BareDocument
from farrago.matching import Pair
from farrago.scoring import metrics
from farrago_schema.types import Document
from laws.cases import LABELS, cases

BARE = [name for name, metric in metrics().items() if not metric.reads_text]


@pytest.mark.parametrize("name", BARE)
@given(data=st.data())
def test_what_reads_no_text_counts_the_same_without_it(name: str, data: st.DataObject) -> None:
    case = data.draw(cases())
    bare = cast("Document", msgspec.json.decode(msgspec.json.encode(case.document), type=BareDocument))
    whole, part = (
        dict(metrics()[name].count(Pair(document, case.prediction, LABELS)))
        for document in (case.document, bare)
    )
    assert {group: list(row) for group, row in whole.items()} == {
        group: list(row) for group, row in part.items()
    }
