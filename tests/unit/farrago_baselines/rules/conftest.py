"""The sentences that rules are tried on are read by ``writing``, beside these tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
