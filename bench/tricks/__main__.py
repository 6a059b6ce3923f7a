"""``python -m bench.tricks``: prints ``docs/tricks.md``."""

from bench.tricks.page import page

print(page(), end="")
