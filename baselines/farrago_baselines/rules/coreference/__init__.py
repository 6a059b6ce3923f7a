"""Stage ``coreference``: a multi-pass sieve (Raghunathan et al. 2010; Lee et al. 2013).

Passes run from the most to the least precise; each sees the clusters that those before it built, with all
that their mentions tell of number, gender, type and names. Pages are where naive sieves fail, so distance
is counted within a paragraph, and no nominal or pronoun looks into another story.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from farrago_baselines.rules.coreference import bodies, nominals, pronouns, proper, quotations, values
from farrago_baselines.rules.coreference.clusters import Clusters
from farrago_baselines.rules.items import Entity, Mention
from farrago_baselines.rules.page import Page

PASSES = (
    proper.same_name,
    proper.short_name,
    nominals.apposition,
    nominals.name_inside,
    nominals.relative,
    nominals.title_of,
    nominals.head_of_name,
    nominals.same_head,
    bodies.kind_of_body,
    quotations.speakers,
    pronouns.personal,
)


def resolve(page: Page, mentions: Sequence[Mention], off: Collection[str] = ()) -> list[Entity]:
    """Return the entities and values of a page; pronouns without an antecedent are left out.

    Passes whose name is in ``off`` do not run.
    """
    clusters = Clusters(page, [m for m in mentions if not m.is_value], [m for m in mentions if m.is_value])
    for each in PASSES:
        if each.__name__ not in off:
            each(clusters)
    return [*clusters.entities(), *values.group(clusters.values)]


def alone(mentions: Sequence[Mention]) -> list[Entity]:
    """Return each mention as an entity of its own, for the ablation; pronouns have none then."""
    return [Entity([m], m.type) for m in mentions if m.kind != "pronoun"]
