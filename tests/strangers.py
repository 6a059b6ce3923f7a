"""A package from outside that adds a baseline by an entry point, as if somebody had installed it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from farrago import plugins


@contextmanager
def installed(
    place: Path, monkeypatch: pytest.MonkeyPatch, module: str, code: str, entry: str
) -> Iterator[None]:
    """Let the package be found within: a module of that code, and the entry ``name = module:object``."""
    (place / f"{module}.py").write_text(code)
    info = place / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[farrago_baselines]\n{entry}\n")
    monkeypatch.syspath_prepend(place)
    plugins.names.cache_clear()
    try:
        yield
    finally:
        plugins.names.cache_clear()
