"""Tricks that raise numbers elsewhere, on the dev gold: ``python -m bench.tricks > docs/tricks.md``."""
