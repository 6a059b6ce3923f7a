"""Every law, on every metric that the folder holds and on the headline."""

from __future__ import annotations

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
