"""Gold in the place of a stage, for rows of kind ``oracle``.

They show where the pipeline loses its points.
"""

from __future__ import annotations

from typing import Literal

from farrago_baselines.rules import words
from farrago_baselines.rules.items import VALUES, Entity, Mention, Trigger
from farrago_baselines.rules.mentions.nominals import gender, number_of
from farrago_baselines.rules.mentions.pronouns import FORMS
from farrago_baselines.rules.page import Page
from farrago_schema.types import Document, Layer
from farrago_schema.types import Entity as GoldEntity
from farrago_schema.types import Mention as GoldMention

Level = Literal["mentions", "entities", "triggers"]
# Each level shows the gold of those before it, too.
LAYERS_GIVEN: dict[Level, tuple[Layer, ...]] = {
    "mentions": ("entities", "values"),
    "entities": ("entities", "coref", "values"),
    "triggers": ("entities", "coref", "values", "events"),
}


def mentions(page: Page, gold: Document) -> list[Mention]:
    """Return the gold mentions with their types, kinds and normal forms, but not who refers to the same."""
    return [_mention(page, entity, mention) for entity in gold.entities for mention in entity.mentions]


def entities(page: Page, gold: Document) -> list[Entity]:
    """Return the gold entities and values."""
    found = []
    for entity in gold.entities:
        own = sorted((_mention(page, entity, m) for m in entity.mentions), key=lambda m: (m.start, -m.end))
        found.append(Entity(own, entity.type))
    return found


def triggers(page: Page, gold: Document) -> list[Trigger]:
    """Return the gold triggers with their types, but neither realis nor which are of one event."""
    found = []
    for event in gold.events:
        for trigger in event.triggers:
            first, last = page.place(trigger.start, trigger.end)
            found.append(
                Trigger(first, last, trigger.start, trigger.end, event.type, "given", text=trigger.text)
            )
    return sorted(found, key=lambda t: (t.start, t.end, t.type))


def _mention(page: Page, entity: GoldEntity, gold: GoldMention) -> Mention:
    first, last = page.place(gold.start, gold.end)
    token = page.tokens[last - 1]
    mention = Mention(
        first,
        last,
        gold.start,
        gold.end,
        entity.type,
        gold.kind,
        "given",
        gold.text,
        entity.value,
        head=last - 1,
    )
    mention.story = page.line_of(first).story
    if gold.kind == "pronoun":
        mention.number, mention.gender = FORMS.get(token.low, ("", ""))
    elif gold.kind == "nominal":
        mention.number = number_of(token)
        mention.gender = gender(token.low) if entity.type == "PER" else "n"
        mention.definite = page.low(first - 1) in {"the", "this", "that", "these", "those"}
    if entity.type in VALUES:
        mention.rule = _office_rule(page, mention) if entity.type == "TITLE" else "given"
    return mention


def _office_rule(page: Page, title: Mention) -> str:
    """Return how a title is ascribed, which the relations ask for."""
    before = page.low(title.first - 1)
    if before == "as" or words.lemma(before, "verb") in {"become", "remain", "appoint", "name", "elect"}:
        return "after as"
    return "given"
