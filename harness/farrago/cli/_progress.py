"""How far a command is, for who sits before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def watched(items: Iterable[T], number: int, what: str) -> Iterable[T]:
    """Pass items on one by one, of so many, and show on a terminal how far that is."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(items, what, total=number, console=console, transient=True, disable=not console.is_terminal)
