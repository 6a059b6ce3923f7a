"""What the reference systems score, and where.

``python -m bench.baselines --write`` makes ``docs/baselines.md``.
"""
