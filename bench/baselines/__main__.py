"""``python -m bench.baselines``: prints ``docs/baselines.md``; with ``--write`` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.baselines.page import page

PAGE = Path(__file__).parents[2] / "docs" / "baselines.md"

if sys.argv[1:] == ["--write"]:
    PAGE.write_text(page(), encoding="utf-8")
elif sys.argv[1:]:
    sys.exit(
        f"python -m bench.baselines: unknown arguments {' '.join(sys.argv[1:])!r}; there is only --write"
    )
else:
    print(page(), end="")
