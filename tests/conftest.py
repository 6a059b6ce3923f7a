"""What every test may use: ``import strategies``, and how hard the property tests work."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# What tests find out of gold is no business of others, and what others found is none of theirs.
CACHE = tempfile.TemporaryDirectory(prefix="farrago-tests-")
os.environ["FARRAGO_CACHE"] = CACHE.name

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]  # the second: bench

# Whole documents are large examples: it is their number that is bounded, not the time of one.
settings.register_profile(
    "usual", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("long", parent=settings.get_profile("usual"), max_examples=1000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

# What tests compute stays out of the user's own cache.
os.environ["FARRAGO_CACHE"] = tempfile.mkdtemp(prefix="farrago-tests-")
