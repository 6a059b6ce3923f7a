"""Gold documents, valid by construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
from hypothesis import strategies as st

from farrago_schema import ontology as ontologies
from farrago_schema.ontology import Ontology
from farrago_schema.types import (
    LAYERS,
    Argument,
    Document,
    Entity,
    Event,
    Layer,
    Mention,
    Metadata,
    Relation,
    Span,
    Trigger,
    Zone,
)

ONTOLOGY = ontologies.load()
Place = tuple[int, int]

# A piece is what no span cuts: a character with the marks that combine with it.
PIECES = (
    *"abcdefgXYZ0123456789",
    *"<>&\"'[]{}()/\\;:,.-–“”’%$€",
    "é",
    "e\u0301",
    "n\u0303",
    "o\u0308\u0323",
    "ß",
    "\u0130",
    "ﬁ",
    "ж",
    "中",
    "한",
    "א",
    "שׁ",
    "ب",
    "كَ",
    "\u200fم",
    "क\u094dष",
    "😀",
    "👩\u200d🚒",
    "🇵🇪",
    "🏽",
    "\U0001d4d0",
    "\u00ad",
    "\u200b",
    "\ufeff",
)
GAPS = (" ", " ", " ", "  ", "\n", "\t", "\u00a0", "\u2003", "\r\n")
NORMAL_FORMS = {
    "TIME": ("2031-05-13", "2030", "P3D", "2031-W20"),
    "MONEY": ("USD 10000000", "PEN 35"),
    "QUANTITY": ("14 %", "57 year", "3-1"),
    "COUNT": ("300", "1"),
}
# Sets of annotated layers that make sense together: nothing stands in them without what it points at.
LAYER_SETS: tuple[tuple[Layer, ...], ...] = (
    LAYERS,
    ("entities",),
    ("entities", "coref"),
    ("entities", "coref", "values", "relations"),
    ("entities", "values", "events", "realis"),
    ("values",),
)


class Page(NamedTuple):
    """A text with the places where spans may begin and end, zone by zone."""

    text: str
    zones: tuple[Zone, ...]
    sentences: tuple[Span, ...]
    tokens: tuple[Span, ...]
    edges: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]  # starts and ends that a zone offers


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Texts of one to five zones; a zone is white space apart from its neighbours."""
    text = draw(st.sampled_from(("", "", "\n", " ")))
    zones, sentences, tokens, edges = [], [], [], []
    for kind in draw(
        st.lists(st.sampled_from(get_args(get_type_hints(Zone)["kind"])), min_size=1, max_size=5)
    ):
        start, starts, ends = len(text), [], []
        words = draw(
            st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), min_size=1, max_size=8)
        )
        opened: int | None = None
        for number, word in enumerate(words):
            first = len(text)
            opened = first if opened is None else opened
            for piece in word:
                starts.append(len(text))
                text += piece
                ends.append(len(text))
            tokens.append(Span(first, len(text)))
            last = number + 1 == len(words)
            if last or draw(st.integers(0, 3)) == 0:
                sentences.append(Span(opened, len(text)))
                opened = None
            text += "" if last else draw(st.sampled_from(GAPS))
        story = None if kind == "boilerplate" else draw(st.sampled_from(("s1", "s1", "s2", "s3")))
        zones.append(Zone(start, len(text), kind, story))
        edges.append((tuple(starts), tuple(ends)))
        text += draw(st.sampled_from(("\n\n", "\n", " ", "\r\n\r\n")))
    return Page(text, tuple(zones), tuple(sentences), tuple(tokens), tuple(edges))


@st.composite
def places(draw: st.DrawFn, page: Page, most: int) -> list[Place]:
    """Spans that nest or lie apart, and never cross; none leaves its zone, and none is twice here."""
    kept: list[Place] = []
    for _ in range(draw(st.integers(0, most))):
        starts, ends = draw(st.sampled_from(page.edges))
        first = draw(st.integers(0, len(starts) - 1))
        last = draw(st.integers(first, min(first + 7, len(ends) - 1)))
        place = (starts[first], ends[last])
        if place not in kept and not any(_cross(place, other) for other in kept):
            kept.append(place)
    return kept


def _cross(one: Place, other: Place) -> bool:
    return one[0] < other[0] < one[1] < other[1] or other[0] < one[0] < other[1] < one[1]


@st.composite
def documents(
    draw: st.DrawFn, *, segmented: bool = True, all_layers: bool = True, ontology: Ontology = ONTOLOGY
) -> Document:
    """Gold documents, valid by the ontology.

    Mentions and triggers stand in the order of their spans. ``segmented=False`` leaves sentences and tokens
    out, as the inline form does; ``all_layers=False`` lets some layers be unannotated, and then empty.
    """
    page = draw(pages())
    spans = draw(places(page, 14))
    layers = LAYERS if all_layers else draw(st.sampled_from(LAYER_SETS))
    entities = draw(_entities(page, spans, ontology)) if "entities" in layers else []
    if "coref" not in layers:
        entities = [_alone(entity) for entity in entities]
    values = draw(_values(page, spans, ontology)) if "values" in layers else []
    fillers = {item.id: item.type for item in (*entities, *values)}
    relations = draw(_relations(fillers, len(page.sentences), ontology)) if "relations" in layers else []
    events = draw(_events(page, spans, fillers, ontology)) if "events" in layers else []
    return Document(
        id=draw(st.sampled_from(("fg-p-0001", "d1", "ドキュメント", 'a "quoted" & <marked> id'))),
        text=page.text,
        meta=draw(metadata()),
        layers=layers,
        zones=page.zones,
        sentences=page.sentences if segmented else (),
        tokens=page.tokens if segmented else (),
        entities=tuple(entities + values),
        relations=tuple(relations),
        events=tuple(events),
    )


@st.composite
def corpora(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 4) -> list[Document]:
    """Lists of documents with different ids."""
    found = draw(st.lists(documents(), min_size=min_size, max_size=max_size))
    return [msgspec.structs.replace(document, id=f"d{number}") for number, document in enumerate(found, 1)]


def metadata() -> st.SearchStrategy[Metadata]:
    """Whatever may be known of a document."""
    words = st.sampled_from(("", "crime-courts", "wire", 'South & "East"'))
    return st.builds(
        Metadata,
        kind=st.sampled_from(("story", "page")),
        date=st.dates().map(str),
        split=st.sampled_from(("train", "dev", "test")),
        topic=words,
        register=words,
        region=words,
        blemishes=st.lists(
            st.sampled_from(("lost-antecedent", "teasers", "caption")), unique=True, max_size=2
        ).map(tuple),
        lang=st.sampled_from(("en", "es")),
    )


@st.composite
def _entities(draw: st.DrawFn, page: Page, spans: Sequence[Place], ontology: Ontology) -> list[Entity]:
    groups: dict[int, list[Mention]] = {}
    kinds = st.sampled_from(("name", "nominal", "pronoun"))
    for place in sorted(spans):
        group = draw(st.integers(0, 5))
        if group:
            groups.setdefault(group, []).append(_mention(page.text, place, draw(kinds)))
    types_ = st.sampled_from(_busy_types(ontology))
    names = st.none() | st.sampled_from(("Ifeanyi Okoro", 'A & "B" <C>'))
    found = []
    for group, mentions in groups.items():
        named = any(mention.kind == "name" for mention in mentions)
        found.append(Entity(f"e{group}", draw(types_), tuple(mentions), draw(names) if named else None))
    return found


def _alone(entity: Entity) -> Entity:
    """Return an entity with its first mention only, as gold without coreference has it."""
    first = entity.mentions[0]
    name = entity.name if first.kind == "name" else None
    return msgspec.structs.replace(entity, mentions=(first,), name=name)


def _busy_types(ontology: Ontology) -> tuple[str, ...]:
    """Entity types, those oftenest that most relations admit: else hardly two entities could be related."""
    ends = (type_ for known in ontology.relation_types.values() for type_ in (*known.head, *known.tail))
    return (*ontology.entity_types, *(type_ for type_ in ends if type_ in ontology.entity_types))


@st.composite
def _values(draw: st.DrawFn, page: Page, spans: Sequence[Place], ontology: Ontology) -> list[Entity]:
    found = []
    for place in sorted(spans):
        if draw(st.integers(0, 3)) == 0:
            type_ = draw(st.sampled_from(tuple(ontology.value_types)))
            normal = draw(st.sampled_from(NORMAL_FORMS.get(type_, (None,))))
            mention = _mention(page.text, place, "value")
            found.append(Entity(f"x{len(found) + 1}", type_, (mention,), value=normal))
    return found


def _mention(text: str, place: Place, kind: Any) -> Mention:
    return Mention(*place, text[slice(*place)], kind)


@st.composite
def _relations(
    draw: st.DrawFn, fillers: Mapping[str, str], sentences: int, ontology: Ontology
) -> list[Relation]:
    statuses = st.sampled_from(("current", "former", "denied"))
    evidence = st.lists(st.integers(0, sentences - 1), unique=True, max_size=2).map(sorted).map(tuple)
    return [Relation(*triple, draw(statuses), draw(evidence)) for triple in draw(triples(fillers, ontology))]


@st.composite
def triples(draw: st.DrawFn, fillers: Mapping[str, str], ontology: Ontology) -> list[tuple[str, str, str]]:
    """Admissible (type, head, tail), each once; a symmetric one in one direction only."""
    admissible = [
        (name, head, tail)
        for name, relation in ontology.relation_types.items()
        for head, head_type in fillers.items()
        for tail, tail_type in fillers.items()
        if head != tail and head_type in relation.head and tail_type in relation.tail
    ]
    if not admissible:
        return []

    def key(triple: tuple[str, str, str]) -> tuple[str, frozenset[str] | tuple[str, str]]:
        name, *ends = triple
        return name, frozenset(ends) if ontology.is_symmetric(name) else (ends[0], ends[1])

    return draw(st.lists(st.sampled_from(admissible), unique_by=key, max_size=5))


@st.composite
def _events(
    draw: st.DrawFn, page: Page, spans: Sequence[Place], fillers: Mapping[str, str], ontology: Ontology
) -> list[Event]:
    found, taken = [], set()
    for number in range(draw(st.integers(0, 4)) if spans else 0):
        type_ = draw(st.sampled_from(tuple(ontology.event_types)))
        chosen = draw(st.lists(st.sampled_from(spans), min_size=1, max_size=3, unique=True))
        # One word may name two events, of different types.
        free = sorted(place for place in chosen if (place, type_) not in taken)
        taken.update((place, type_) for place in free)
        triggers = tuple(Trigger(*place, page.text[slice(*place)]) for place in free)
        realis = draw(st.sampled_from(("actual", "possible", "negated")))
        arguments = tuple(Argument(*pair) for pair in draw(roles_of(type_, fillers, ontology)))
        if triggers:
            found.append(Event(f"v{number}", type_, realis, triggers, arguments))
    return found


def roles_of(
    type_: str, fillers: Mapping[str, str], ontology: Ontology
) -> st.SearchStrategy[list[tuple[str, str]]]:
    roles = ontology.event_types[type_].roles
    admissible = [
        (role, filler)
        for role, admitted in roles.items()
        for filler, filler_type in fillers.items()
        if filler_type in admitted
    ]
    return st.lists(st.sampled_from(admissible), unique=True, max_size=4) if admissible else st.just([])
