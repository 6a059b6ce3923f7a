"""What the page says between its tables."""

from __future__ import annotations

from collections.abc import Mapping

PREFACE = """\
# Baselines

What the reference systems score, and where they lose it. `make docs` writes this page
(`python -m bench.baselines --write`), and a test finds it stale. Scores are the strict ones of the
headline, in per cent; dev has {dev} documents and train {train}, too few for small differences to mean
anything.

- `lexicon` remembers names, values and triggers of train.
- `rules` is a pipeline of rules written by hand; of train it learns words alone (heads of nominals, jobs,
  crimes, triggers). [Its folder](../baselines/farrago_baselines/rules) says of each stage what its rules
  are and where the field has them from. `farrago baseline rules --explain DOC` prints which rule made which
  item.

Both were developed on train and dev: whoever wrote the rules had read what was there then, so that what
follows is what the rules can do. What they do on new text is told by the part of dev that was annotated after
they were written, which has a row of its own. Train is scored with each document left out of what is learnt.
Test was looked at neither for a rule nor for a word list; it was first scored on 28 November 2026, with version
0.0.5 of the corpus, when the rules were done. They are the same since; train has grown, from ten documents to 40, and
with it the words that they learn. Test scores lower than the new part of dev, most of all in triggers: rules that were
written with one set of affairs in view find less in others.
"""
ABLATION = """\
## What each part is worth
Each part switched off in turn, on dev. Without `zones` all of a page is the body of one story; without
`coreference` every mention is an entity of its own; what a stage needs and does not get, it cannot do.
"""
GIVEN = """\
## What is lost where
Upper bounds, of kind `oracle` and never ranked: `farrago baseline rules --given LEVEL` puts gold in the
place of the first stages. `mentions` are gold's mentions with their types, `entities` also who refers to
the same, `triggers` also the triggers with their types. What a row gains over the one above is lost in that
stage.
"""
BREAKDOWN = """\
## What messy pages cost
The same predictions, by slices of dev: clean stories against pages; the page's own story against strays;
kinds of zone; names that train has against new ones; and how many sentences lie between what is to be
joined.
"""
FACETS: Mapping[str, str] = {
    "kind": "document",
    "story": "story",
    "zone": "zone",
    "seen": "name in train",
    "distance": "sentences between",
}
ERRORS = """\
## Errors
Of each layer how many, and up to ten that follow from no error in another layer, evenly spread over dev,
with the rule that made what is wrong. `farrago errors` prints all of them.
"""
CURES: Mapping[str, str] = {
    "mention": (
        "Most of what is missed are nominals that no list of heads holds, and names whose type no "
        "word beside them tells; most of what is spurious are nominals that the seven steps of the "
        "guidelines leave out, for they ask whether something happened to a thing. A larger lexicon "
        "of nouns by what they name (a WordNet) would help with the first, a parser with the last."
    ),
    "value": (
        "Years and days that only the page tells need the order of events; the rest are forms without a rule."
    ),
    "coref": (
        "Descriptions without a word in common (“the inspector” for a man who tested scales) need "
        "knowledge of what people do; pronouns far from their antecedents, and those at the head of "
        "shuffled paragraphs, need to know who would do what is told."
    ),
    "relation": (
        "Mostly stated over several sentences, or by a verb with an odd object. Joining what a person "
        "is called in one place with the body that another place names would help most."
    ),
    "trigger": (
        "Common verbs in a special sense (“took”, “went”, “gave up”) need the senses of their "
        "arguments; spun words cannot be in any list."
    ),
    "realis": ("Reported plans and denials over more than one clause; a parser would give their scope."),
    "argument": (
        "Most fillers stand in another sentence than the trigger; within one, a parser would find "
        "those behind long subjects and lists."
    ),
}
