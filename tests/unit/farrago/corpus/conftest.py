from pathlib import Path
from shutil import copytree

import pytest

SOURCE = Path(__file__).parent / "source"
PARTS = (
    "summary",
    "record",
    "process",
    "agreement",
    "agreement by type",
    "reads",
    "sizes",
    "statistics",
    "quotas",
    "quotas by label",
    "comparison",
    "citation",
    "tools",
)
MARKERS = "".join(f"<!-- begin generated: {part} -->\n<!-- end generated: {part} -->\n" for part in PARTS)
CARD = f"""---
# begin generated: front
# end generated: front
---
# Toy
{MARKERS}Written by hand.
"""


@pytest.fixture
def home(tmp_path):
    """A folder with the sources of three small documents, a card and a version, and nothing built."""
    copytree(SOURCE, tmp_path / "dataset" / "source")
    (tmp_path / "dataset" / "README.md").write_text(CARD, "utf-8")
    (tmp_path / "dataset" / "CHANGES.md").write_text("# Changes\n\n## 0.1.0\n\nToys.\n", "utf-8")
    return tmp_path / "dataset"
