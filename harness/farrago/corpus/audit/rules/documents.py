"""What documents share that should not: names between splits, and text."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Page

FREE = ("GPE", "LOC")  # states and cities may recur


def shared_name(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find names in test that other splits have, places aside: what was remembered passes for understood."""
    if page.split != "test":
        return
    told: set[str] = set()
    for mention in page.mentions:
        new = mention.kind == "name" and mention.text not in told and mention.entity.type not in FREE
        if not new or not any(letter.isupper() for letter in mention.text):
            continue
        told.add(mention.text)
        documents = set().union(*corpus.names[mention.text].values())
        others = sorted(d for d in documents if corpus.by_id[d].split != "test")
        if others:
            reason = f"{mention.text!r} is also in {', '.join(others[:3])}"
            yield hit_at(mention, 0.6, reason, mention.entity.id)


def near_duplicate(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find documents with runs of eight words in common. A tenth of a text is certain, one run is chance."""
    shingles = corpus.shingles
    for other, shared in shingles.shared(page.id).items():
        if page.id < other:
            split = corpus.by_id[other].split
            across = page.split != split and "test" in (page.split, split)
            share = shared / max(shingles.size(page.id), 1)
            start, end = shingles.first(page.id, other)
            sure = min(0.35 + 5 * share + 0.2 * across, 1.0)
            yield Hit(sure, f"{share:.0%} of its runs of eight words are in {other}", start, end)


RULES = (shared_name, near_duplicate)
