"""``python -m bench.peers``: run every peer, and write ``docs/peers.md``."""

from pathlib import Path

from bench.peers.page import page

PAGE = Path("docs/peers.md")
PAGE.parent.mkdir(exist_ok=True)
PAGE.write_text(page(), encoding="utf-8")
print(PAGE)
