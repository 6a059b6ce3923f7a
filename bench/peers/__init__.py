"""The field's scorers beside ours: on how many cases they agree, and on which they do not, and who is right.

``python -m bench.peers`` runs them all and writes ``docs/peers.md``; a test runs them again and compares.
"""

from __future__ import annotations

from msgspec import Struct


class Disagreement(Struct, frozen=True):
    """A case on which a peer and we differ, with what each says of it when asked, who is right, and why."""

    what: str
    case: str
    theirs: str
    ours: str
    who: str
    why: str


class Comparison(Struct, frozen=True):
    """What a run of one peer has shown: equal on all cases to ``largest``, but for the disagreements."""

    peer: str
    what: str
    cases: int
    largest: float
    disagreements: tuple[Disagreement, ...] = ()


def number(value: float) -> str:
    """Return a score as the page writes it; NaN is null."""
    return "null" if value != value else f"{value:.4g}"  # noqa: PLR0124  # only NaN differs from itself
