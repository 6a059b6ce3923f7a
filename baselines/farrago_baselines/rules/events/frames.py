"""Where the roles of an event type stand (``lists/frames.toml``)."""

from __future__ import annotations

from functools import cache

from farrago_baselines.rules import lists


@cache
def frame(type_: str, lemma: str = "") -> dict[str, tuple[str, ...]]:
    """Return the roles of an event type by position or preposition; some verbs have a frame of their own."""
    frames = lists.read("frames")
    parts = (part.partition("=") for part in frames.get(f"{type_}/{lemma}", frames[type_]).split())
    return {place: tuple(filter(None, roles.split(","))) for place, _, roles in parts}
