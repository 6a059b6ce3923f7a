"""What a rule finds, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from farrago.corpus.audit.corpus import Corpus
    from farrago.corpus.audit.page import Page

CONTEXT = 45


class Finding(Struct, frozen=True):
    """Something that looks wrong in a document.

    ``sure`` is between 0 and 1: how likely it is an error, by the rule's own estimate. ``start`` and ``end``
    are ``None`` for what stands at no place of the text; ``ids`` are the entities and events concerned.
    """

    rule: str
    document: str
    sure: float
    start: int | None
    end: int | None
    text: str
    context: str
    reason: str
    ids: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, int | None, int | None, tuple[str, ...]]:
        """What an explanation of it names."""
        return self.rule, self.document, self.start, self.end, self.ids

    @property
    def rank(self) -> tuple[float, str, int, str, tuple[str, ...], str]:
        """Return the order of findings: the surest first, then by document and place."""
        return -self.sure, self.document, self.start or 0, self.rule, self.ids, self.reason


class Hit(Struct, frozen=True):
    """A finding before the rule's name and the context are added."""

    sure: float
    reason: str
    start: int | None = None
    end: int | None = None
    ids: tuple[str, ...] = ()


class Stretch(Protocol):
    """Anything with a start and an end: a mention, a trigger, a word."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""


def hit_at(stretch: Stretch | None, sure: float, reason: str, *ids: str) -> Hit:
    """Return a hit at a stretch of the text, or at no place."""
    if stretch is None:
        return Hit(sure, reason, ids=ids)
    return Hit(sure, reason, stretch.start, stretch.end, ids)


class Readable(Protocol):
    """A text with an id: a page, or a text that is not annotated yet."""

    id: str
    text: str


Find = Callable[["Page", "Corpus"], Iterator[Hit]]


def name_of(rule: Callable[..., Iterator[Hit]]) -> str:
    """Return the name that a rule goes by: its function's, with dashes."""
    return rule.__name__.replace("_", "-")


def about(rule: Callable[..., Iterator[Hit]]) -> str:
    """Return what a rule finds: its docstring on one line."""
    return " ".join((rule.__doc__ or "").split())


def finding(rule: Callable[..., Iterator[Hit]], page: Readable, hit: Hit) -> Finding:
    """Return the finding of a hit, with the text around it."""
    text = page.text
    if hit.start is None or hit.end is None:
        return Finding(name_of(rule), page.id, hit.sure, None, None, "", "", hit.reason, hit.ids)
    before = text[max(hit.start - CONTEXT, 0) : hit.start]
    after = text[hit.end : hit.end + CONTEXT]
    inside = text[hit.start : hit.end]
    context = " ".join(f"{before}⟦{inside}⟧{after}".split())
    return Finding(
        name_of(rule), page.id, round(hit.sure, 2), hit.start, hit.end, inside, context, hit.reason, hit.ids
    )
