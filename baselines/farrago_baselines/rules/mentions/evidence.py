"""Evidence for the type of a name, and what more than one kind of it asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from farrago_baselines.rules.mentions.runs import Name
from farrago_baselines.rules.page import Page

Said = tuple[str, float, str]
"""A type, how much speaks for it, and the rule that says so."""

TRADES = frozenset(
    "maker builder operator lender supplier manufacturer packer producer distributor "
    "exporter importer brewer retailer mender carrier shipper insurer publisher processor "
    "buyer seller rival developer parent owner".split()
)
BODY_OF = frozenset(
    "founder owner head chief chairman boss director members member shares employee staff "
    "subsidiary unit spokesman trustee".split()
)


@dataclass(slots=True)
class Evidence:
    """How much speaks for each type, and which rule said the most for it."""

    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    rules: dict[str, tuple[float, str]] = field(default_factory=dict)

    def add(self, type_: str, weight: float, rule: str) -> None:
        """Let a rule speak for a type."""
        self.weights[type_] += weight
        if weight > self.rules.get(type_, (0.0, ""))[0]:
            self.rules[type_] = (weight, rule)

    def best(self) -> tuple[str, str]:
        """Return the type with most evidence, the first in the alphabet of equals, and its rule."""
        type_ = min(self.weights, key=lambda t: (-self.weights[t], t))
        return type_, self.rules.get(type_, (0.0, "nothing else spoke"))[1]


def trade(name: Name, rule: str) -> Iterator[Said]:
    """Yield what the word for a trade says: of one word, the name is a firm's.

    Of more, it may be a person's.
    """
    single = name.last - name.first == 1
    yield "ORG", 3.4 if single else 2.0, rule
    yield "PER", 0.5 if single else 1.2, rule


def is_dateline(page: Page, name: Name) -> bool:
    """Tell whether a name stands at the head of a report: "KARS, 21 November."."""
    line = page.line_of(name.first)
    if name.first != line.first and not (
        page.tokens[name.first - 1].text == "," and page.tokens[line.first].text.isupper()
    ):
        return False
    start = page.tokens[line.first]
    after = page.tokens[name.last] if name.last < len(page.tokens) else None
    if name.last - line.first > 6:
        return False
    return (
        start.text.isupper()
        and len(start.text) > 2
        and after is not None
        and after.text in {",", "–", "—", ".", "-"}
        and not line.titled
    )


def is_label(page: Page, first: int, last: int) -> bool:
    """Tell whether capitals at the head of a line say who speaks in a transcript: "MARCOUX.

    Nobody's passport".
    """
    line = page.line_of(first)
    if first != line.first or not all(
        t.text.isupper() or not t.text[0].isalpha() for t in page.walk(first, last)[1:] if len(t.text) > 1
    ):
        return False
    if not page.tokens[last - 1].text.isupper():
        return False
    after = page.tokens[last] if last < len(page.tokens) else None
    if after is not None and after.text == "(":
        return any(t.text == ":" for t in page.walk(last, min(last + 8, line.last)))
    return after is not None and after.text == ":"
