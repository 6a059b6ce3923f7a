"""What a run is asked for, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from farrago.matching import Labels, Scheme, Training
from farrago.scoring.registry import DEFAULT
from farrago.tally import AnyTally
from farrago_schema.results import Unlocated
from farrago_schema.types import Layer

Compat = Literal["conll"]
"""``conll``: two entities of a prediction may share a span; the larger keeps it, then the earlier."""


NerWith = Literal["seqeval"]
"""Another scorer's name, which then scores ``ner`` by itself."""


@dataclass(frozen=True)
class Bootstrap:
    """How intervals are computed: so many resamples of the documents, from a seed, at a level of confidence.

    Raises:
        ValueError: there is no resample, or the level does not lie between 0 and 1.
    """

    resamples: int = 10_000
    seed: int = 20_310_514
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.resamples < 1 or self.seed < 0 or not 0 < self.level < 1:
            raise ValueError(f"resamples from 1, a seed from 0 and a level between 0 and 1, not {self}")


@dataclass(frozen=True)
class Options:
    """What a run leaves open, and what must be known to repeat it.

    ``facets`` are the breakdowns to count; ``layers`` those that the system declares, ``None`` to go by its
    keys; ``bootstrap`` asks for intervals, which need the counts of each document;
    ``compat`` whose leniency with what is otherwise an error; ``training`` what can be known by heart;
    ``scheme`` that by which tags are read; ``ner_with`` who scores ``ner`` instead of us;
    ``metrics`` what ``chosen`` says. With ``by_document`` the counts of each document are kept, which
    intervals and comparisons need.
    """

    labels: Labels = field(default_factory=Labels)
    facets: frozenset[str] = frozenset()
    layers: Sequence[Layer] | None = None
    allow_missing: bool = False
    bootstrap: Bootstrap | None = None
    compat: Compat | None = None
    training: Training | None = None
    scheme: Scheme | None = None
    ner_with: NerWith | None = None
    metrics: tuple[str, ...] = DEFAULT
    by_document: bool = True


@dataclass(frozen=True)
class Scored:
    """The tallies of every metric (``None``: not attempted, or not annotated), and what happened on the way.

    ``missing`` are the ids of gold documents without a prediction; ``duplicates`` counts what was collapsed.
    ``located`` counts what came without offsets by the rule that found its text; ``unlocated`` is the rest.
    """

    tallies: dict[str, AnyTally | None]
    layers: tuple[Layer, ...]
    missing: tuple[str, ...]
    duplicates: dict[str, int]
    predictions: int
    located: dict[str, int] = field(default_factory=dict)
    unlocated: tuple[Unlocated, ...] = ()
