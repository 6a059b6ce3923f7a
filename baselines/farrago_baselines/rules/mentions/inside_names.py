"""What a name says by itself: its words, its shape, and whether libraries know it as a place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from farrago_baselines.rules import gazetteer, lists, words
from farrago_baselines.rules.mentions.evidence import Said
from farrago_baselines.rules.mentions.runs import PARTICLES, Name
from farrago_baselines.rules.page import Page

STORMS = frozenset({"storm", "hurricane", "cyclone", "typhoon"})


def shape(page: Page, name: Name) -> Iterator[Said]:
    """Yield what a name's own words say."""
    run = [t.text for t in page.walk(name.first, name.last)]
    for kind, type_ in (
        ("org", "ORG"),
        ("fac", "FAC"),
        ("loc", "LOC"),
        ("occasion", "OCCASION"),
        ("law", "LAW"),
    ):
        if len(run) > 1 and run[-1] in lists.words("places", f"{kind}_last"):
            yield type_, 7.0, f"its last word, {run[-1]}"
        if (
            len(run) > 1
            and f"{kind}_first" in lists.read("places")
            and run[0] in lists.words("places", f"{kind}_first")
        ):
            yield type_, 4.0, f"its first word, {run[0]}"
    if page.tokens[name.first - 1].text.lower() in STORMS and name.first > 0:
        yield "OCCASION", 8.0, "a storm's name"
    if any(one in lists.words("places", "org_last") and two in {"of", "for"} for one, two in pairwise(run)):
        yield "ORG", 7.0, "a word for a body before of or for"
    if len(run) > 1 and run[0] in lists.words("places", "vehicle_first"):
        yield "VEH", 8.0, "a ship's prefix"
    if len(run) > 1 and run[-1].isdigit():
        yield "PRODUCT", 3.0, "a model's number"
    if len(run) == 1 and run[0].isupper() and 2 <= len(run[0]) <= 5 and not page.line_of(name.first).titled:
        yield "ORG", 2.0, "initials"
    if len(run) == 1 and any(c.isdigit() for c in run[0]):
        yield "PRODUCT", 3.0, "a model's number"
    if 2 <= len(run) <= 4 and not any(words.lookup(w.lower()) for w in run if w not in PARTICLES):
        yield "PER", 1.3, "two or more words that are no English"


def gazetteers(name: Name) -> Iterator[Said]:
    """Yield what libraries know of a name: a state, a region, a town, a province."""
    key = gazetteer.fold(name.text)
    if gazetteer.state_code(name.text):
        yield "GPE", 8.0, "a state or its adjective"
    elif key in gazetteer.regions():
        yield "LOC", 6.0, "a region"
    elif key in gazetteer.towns():
        whole = " " in key and name.text.split()[-1] not in {"Bank", "United"}
        yield "GPE", 8.0 if whole else 2.2, "a town of GeoNames"
    elif key in gazetteer.provinces():
        yield "GPE", 1.8, "a province of ISO 3166-2"
