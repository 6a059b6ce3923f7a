from pathlib import Path
from shutil import copytree

import pytest

SOURCE = Path(__file__).parent / "source"
CARD = """---
# begin generated: front
# end generated: front
---
# Toy
<!-- begin generated: agreement -->
<!-- end generated: agreement -->
<!-- begin generated: tools -->
<!-- end generated: tools -->
<!-- begin generated: statistics -->
<!-- end generated: statistics -->
Written by hand.
"""


@pytest.fixture
def home(tmp_path):
    """A folder with the sources of three small documents, a card and a version, and nothing built."""
    copytree(SOURCE, tmp_path / "dataset" / "source")
    (tmp_path / "dataset" / "README.md").write_text(CARD, "utf-8")
    (tmp_path / "dataset" / "CHANGES.md").write_text("# Changes\n\n## 0.1.0\n\nToys.\n", "utf-8")
    return tmp_path / "dataset"
