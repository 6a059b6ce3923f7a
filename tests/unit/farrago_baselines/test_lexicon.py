import re

from farrago_baselines import lexicon
from farrago_baselines.lexicon.memory import longest_matches, remember
from farrago_schema.types import (
    Argument,
    Document,
    Entity,
    Event,
    Mention,
    Metadata,
    Relation,
    Span,
    Trigger,
)

TRAIN = "Kestrel sued Ana Ruiz on Tuesday . The Ruiz clan sued nobody ."
NEW = "On Tuesday Ana Ruiz met Kestrel . Kestrel sued Lima Works ."


def spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"\S+", text))


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"[^.]+\.", text))


def document(text: str, **gold) -> Document:
    meta = Metadata(kind="story", date="2031-05-14", split="train")
    return Document(id="d", text=text, meta=meta, tokens=spans(text), sentences=sentences(text), **gold)


def mention(text: str, surface: str, kind: str) -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), surface, kind)


def trained() -> Document:
    start = TRAIN.index("sued")
    return document(
        TRAIN,
        entities=(
            Entity("k", "ORG", (mention(TRAIN, "Kestrel", "name"),), name="Kestrel"),
            Entity("r", "PER", (mention(TRAIN, "Ana Ruiz", "name"),), name="Ana Ruiz"),
            Entity("t", "TIME", (mention(TRAIN, "Tuesday", "value"),), value="2031-05-13"),
        ),
        relations=(Relation("employed_by", "r", "k"),),
        events=(
            Event(
                "v1",
                "Justice.Sue",
                "actual",
                (Trigger(start, start + 4, "sued"),),
                (Argument("Plaintiff", "k"), Argument("Defendant", "r"), Argument("Time", "t")),
            ),
        ),
    )


def predicted():
    (prediction,) = lexicon.predict([document(NEW).input()], [trained()])
    return prediction


def test_known_names_and_values_are_found_and_the_same_words_are_one_entity():
    found = {(e.type, e.name, tuple(m.text for m in e.mentions)) for e in predicted().entities}
    assert found == {
        ("TIME", None, ("Tuesday",)),
        ("PER", "Ana Ruiz", ("Ana Ruiz",)),
        ("ORG", "Kestrel", ("Kestrel", "Kestrel")),
    }


def test_a_related_pair_of_names_is_remembered():
    names = {entity.id: entity.name for entity in predicted().entities}
    assert [(r.type, names[r.head], names[r.tail]) for r in predicted().relations] == [
        ("employed_by", "Ana Ruiz", "Kestrel")
    ]


def test_a_word_that_is_a_trigger_in_only_half_of_its_places_is_left_alone():
    assert remember([trained()]).triggers == {}, "'sued' stands twice in train and is marked once"


def test_roles_go_to_the_nearest_admissible_entities_of_the_sentence():
    train = trained()
    second = TRAIN.rindex("sued")
    again = Event("v2", "Justice.Sue", "negated", (Trigger(second, second + 4, "sued"),))
    both = document(TRAIN, entities=train.entities, relations=train.relations, events=(*train.events, again))
    (prediction,) = lexicon.predict([document(NEW).input()], [both])
    (event,) = prediction.events
    names = {entity.id: entity.name for entity in prediction.entities}
    assert event.type == "Justice.Sue"
    assert {(a.role, names[a.entity]) for a in event.arguments} == {("Defendant", "Kestrel")}, (
        "of equally common roles the first in the alphabet takes the nearest, and Kestrel is alone there"
    )


def test_the_longest_match_wins_and_matches_do_not_overlap():
    known = {("a",), ("a", "b"), ("b", "c")}
    assert list(longest_matches(("a", "b", "c", "a"), known)) == [(0, 2), (3, 4)]


def test_it_sees_nothing_of_gold():
    given = document(NEW).input()
    assert set(given.__struct_fields__) == {"id", "text", "date", "lang", "sentences", "tokens"}
