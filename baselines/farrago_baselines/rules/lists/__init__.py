"""The word lists that the rules use: one TOML file a subject beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def read(name: str) -> dict[str, str]:
    """Return the strings of the file ``name.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the words of one entry; an underscore stands for a space."""
    return frozenset(word.replace("_", " ") for word in read(name)[key].split())


@cache
def pairs(name: str, key: str) -> dict[str, str]:
    """Return an entry of the form ``word=code`` as a dictionary; an underscore stands for a space."""
    items = (pair.rpartition("=") for pair in read(name)[key].split())
    return {word.replace("_", " "): code for word, _, code in items}
