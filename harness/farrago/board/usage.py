"""What a run of a system took, as its card tells it: in all, and for each document that it answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from farrago_schema.results import Usage

LARGEST = 1e9
"""A cost from there on is told in powers of ten."""


class Taken(NamedTuple):
    """One thing that was taken: in all, and by document; ``each`` is empty where that says nothing."""

    name: str
    total: str
    each: str


def taken(usage: Usage | None) -> list[Taken]:
    """Return what a card tells, and nothing of what it does not.

    Tokens and cost are those of the answers that came, so they are shared among as many documents.
    """
    return [] if usage is None else list(_taken(usage))


def _taken(usage: Usage) -> Iterator[Taken]:
    yield Taken("Requests", f"{usage.requests:,}", _shared(usage.requests, usage))
    yield Taken("Documents answered", f"{usage.answers:,}", "")
    for name, tokens in (("Tokens read", usage.input_tokens), ("Tokens written", usage.output_tokens)):
        if tokens is not None:
            yield Taken(name, f"{tokens:,}", _shared(tokens, usage))
    if usage.cost is not None:
        name = f"Cost in {usage.currency}" if usage.currency else "Cost"
        each = amount(usage.cost / usage.answers) if usage.answers else ""
        yield Taken(name, amount(usage.cost), each)
    for reason, number in usage.unusable.items():
        yield Taken(f"Answers of no use: {reason}", f"{number:,}", "")
    if usage.unanswered:
        yield Taken("Documents without an answer", f"{usage.unanswered:,}", "")
    if usage.dropped:
        yield Taken("Items dropped as not valid", f"{usage.dropped:,}", _shared(usage.dropped, usage))


def _shared(number: int, usage: Usage) -> str:
    return f"{number / usage.answers:,.1f}" if usage.answers else ""


def amount(cost: float) -> str:
    """Return an amount of money: to the hundredth from one on, and two digits of less."""
    return f"{cost:,.2f}" if cost == 0 or 1 <= cost < LARGEST else f"{cost:.2g}"
