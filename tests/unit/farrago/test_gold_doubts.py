"""Gold that is not in doubt has no problem: told of many documents at once, in arrays."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, get_args, get_origin

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

import boards
import strategies
from farrago.engine.comparing import Comparing
from farrago.engine.judged import Held, Irregular, Judged, LaidDocument
from farrago.matching import labels_of
from farrago.scoring import DEFAULT, Counting, Options, metrics, selected
from farrago_schema.ontology import Ontology
from farrago_schema.types import Document, Entity, Mention, Prediction, Relation, Span, Zone
from farrago_schema.validate import check_document
from farrago_schema.validate.parse import has_duplicate_keys

ONTOLOGY = strategies.ONTOLOGY
LIMITS = "ge", "gt", "le", "lt", "min_length", "max_length", "pattern", "multiple_of"
META = boards.gold(1)[0].meta
WAYS = {"without pages": DEFAULT, "with pages": tuple(metrics())}


class Noting(Judged):
    """Notes what is left to the full check, and lets it pass as an empty document."""

    def __init__(self, ontology: Ontology, options: Options, counting: Counting) -> None:
        super().__init__(ontology, options, counting, is_valid=False)
        self.left: list[bytes] = []

    def checked(self, line: bytes) -> Held:
        self.left.append(line)
        return Held(Document(json.loads(line)["id"], "", META), line, is_valid=True)


def in_doubt(lines: Sequence[bytes], way: str) -> list[bool]:
    """Tell of each line of gold whether a full check would have to look at it; all are one batch."""
    options = Options(labels=labels_of(ONTOLOGY), metrics=WAYS[way], by_document=False)
    counting = Counting(selected(options.metrics), options)
    judged = Noting(ONTOLOGY, options, counting)
    comparing = Comparing(counting, judged)
    broken = []
    for line in lines:
        try:
            held = judged.document(line)
        except Irregular:
            broken.append(line)
            continue
        said = Prediction(held.id, (), (), ())
        comparing.add(held, judged.prediction(msgspec.json.encode(said)))
    comparing.compare()
    return [line in judged.left or line in broken for line in lines]


def is_wrong(line: bytes) -> bool:
    """Tell by the full checks whether something is wrong with a line of gold."""
    try:
        document = msgspec.json.decode(line, type=Document)
    except msgspec.DecodeError:
        return True
    return has_duplicate_keys(line) or check_document(document, ONTOLOGY, file="") != []


@pytest.mark.parametrize("way", WAYS)
@given(drawn=st.lists(strategies.spoilt(), min_size=1, max_size=4))
def test_what_is_not_in_doubt_has_no_problem(
    way: str, drawn: list[tuple[Document, Document | None, Prediction | None]]
) -> None:
    gold = [replace(held, id=f"d{number}") for number, (_, held, _) in enumerate(drawn) if held is not None]
    lines = [msgspec.json.encode(document) for document in gold]
    for document, is_doubtful in zip(gold, in_doubt(lines, way), strict=True):
        if not is_doubtful:
            assert check_document(document, ONTOLOGY, file="") == []


@pytest.mark.parametrize("way", WAYS)
@given(drawn=strategies.corpora())
def test_plain_gold_is_not_in_doubt(way: str, drawn: list[Document]) -> None:
    """The law above would say nothing if all were."""
    gold = [
        replace(document, relations=tuple(replace(each, evidence=()) for each in document.relations))
        for document in drawn
    ]
    triggers = [
        [(each.start, each.end) for event in document.events for each in event.triggers] for document in gold
    ]
    assume(all(len(set(spans)) == len(spans) for spans in triggers))
    assert not any(in_doubt([msgspec.json.encode(document) for document in gold], way))


def test_a_document_in_part_has_what_the_whole_has() -> None:
    whole, part = (
        {field.encode_name: field.type for field in msgspec.structs.fields(type_)}
        for type_ in (Document, LaidDocument)
    )
    assert list(whole) == list(part)
    raw = {name for name, type_ in part.items() if type_ is msgspec.Raw}
    assert raw == {"sentences", "tokens"}

    assert all(_plain(whole[name]) == _plain(part[name]) for name in whole if name not in raw)


def _plain(type_: Any) -> Any:
    """Return a type without what its documentation says of it, but with the limits of what it takes."""
    if get_origin(type_) is not Annotated:
        return type_
    inner, *said = get_args(type_)
    limits = [[getattr(meta, name) for name in LIMITS] for meta in said]
    kept = [each for each in limits if any(limit is not None for limit in each)]
    return (inner, kept) if kept else inner


# Each kind of error, planted.

TEXT = "Kestrel sued Ana Ruiz . She left Lima .  On 2031-05-14 Ana Ruiz paid ."


def sound() -> Document:
    """Gold with everything in it: zones with a gap, sentences, tokens, a name, a value in its normal form."""
    document = boards.gold(1, sentences=1)[0]
    kestrel, ana, lima = document.entities
    ana = replace(ana, name="Ana Ruiz", mentions=(*ana.mentions, Mention(55, 63, "Ana Ruiz", "name")))
    day = Entity("day", "TIME", (Mention(44, 54, "2031-05-14", "value"),), value="2031-05-14")
    words, at = [], 0
    for word in TEXT.split():
        at = TEXT.index(word, at)
        words.append(Span(at, at + len(word)))
        at += len(word)
    ann = Entity("ann", "PER", (Mention(24, 27, "She", "pronoun"),))
    return replace(
        document,
        text=TEXT,
        zones=(Zone(0, 39, "headline", "s1"), Zone(41, len(TEXT), "body", "s1")),
        sentences=(Span(0, 23), Span(24, 39), Span(41, len(TEXT))),
        tokens=tuple(words),
        entities=(kestrel, replace(ana, mentions=(ana.mentions[0], ana.mentions[-1])), lima, day, ann),
        relations=(*document.relations, Relation("family_of", "per0", "ann")),
    )


Plain = dict[str, Any]
Change = Callable[[Plain], object]


def at(*path: str | int) -> Callable[[Plain], Any]:
    def found(plain: Any) -> Any:
        for step in path:
            plain = plain[step]
        return plain

    return found


def put(*path: Any) -> Change:
    """Put the last of them where the others lead."""
    *way, key, value = path
    return lambda plain: at(*way)(plain).__setitem__(key, value)


def also(*path: Any) -> Change:
    """Append the last of them to the list where the others lead."""
    *way, value = path
    return lambda plain: at(*way)(plain).append(value)


def twice(*path: str | int) -> Change:
    return lambda plain: at(*path)(plain).append(at(*path)(plain)[0])


def mention(start: int, end: int, kind: str) -> Plain:
    return {"start": start, "end": end, "text": TEXT[start:end], "kind": kind}


ROBOT = {"id": "robot", "type": "ROBOT", "mentions": [mention(8, 12, "nominal")], "name": None, "value": None}

PLANTED: dict[str, Change] = {
    "a mention past the end": put("entities", 0, "mentions", 0, "end", 2000),
    "a mention far past the end": put("entities", 0, "mentions", 0, "end", 2**31 - 1),
    "a mention that ends where it starts": put("entities", 0, "mentions", 0, mention(3, 3, "name")),
    "a mention of another text": put("entities", 0, "mentions", 0, "text", "Kestrol"),
    "a trigger of another text": put("events", 0, "triggers", 0, "text", "sues"),
    "a trigger past the end": put("events", 0, "triggers", 0, "end", 99),
    "a mention twice": twice("entities", 0, "mentions"),
    "a span of two entities": also("entities", 0, "mentions", mention(13, 21, "name")),
    "a value twice": also(
        "entities", {"id": "two", "type": "TIME", "mentions": [mention(44, 54, "value")], "value": None}
    ),
    "mentions that cross": also("entities", 0, "mentions", mention(8, 16, "nominal")),
    "mentions that cross inside another": lambda plain: at("entities", 0, "mentions")(plain).extend(
        [mention(0, 21, "nominal"), mention(4, 10, "nominal"), mention(8, 12, "nominal")]
    ),
    "an id of two entities": put("entities", 0, "id", "per0"),
    "an id of two events": put("events", 0, "id", "l0"),
    "a head that is nobody": put("relations", 0, "head", "nobody"),
    "a filler that is nobody": put("events", 0, "arguments", 0, "entity", "nobody"),
    "an unknown type of entities": also("entities", ROBOT),
    "a type of events for an entity": also("entities", {**ROBOT, "type": "Justice.Sue"}),
    "an unknown type of relations": put("relations", 0, "type", "likes"),
    "an unknown type of events": lambda plain: plain["events"][0].update(type="Justice.Yawn", arguments=[]),
    "an unknown role": put("events", 0, "arguments", 0, "role", "Onlooker"),
    "a role of other events": put("events", 1, "arguments", 0, "role", "Plaintiff"),
    "an inadmissible head": put("relations", 0, "head", "day"),
    "an inadmissible tail": put("relations", 0, "tail", "day"),
    "an inadmissible filler": put("events", 0, "arguments", 0, "entity", "day"),
    "a kind of values for an entity": put("entities", 0, "mentions", 0, "kind", "value"),
    "a kind of entities for a value": put("entities", 3, "mentions", 0, "kind", "name"),
    "an entity without mentions": put("entities", 0, "mentions", []),
    "an event without triggers": put("events", 0, "triggers", []),
    "a name that no mention gives": put("entities", 4, "name", "Ann"),
    "a normal form that is none": put("entities", 3, "value", "2031-05-44"),
    "a normal form of an entity": put("entities", 0, "value", "3"),
    "a relation twice": twice("relations"),
    "a symmetric relation both ways": also(
        "relations",
        {"type": "family_of", "head": "ann", "tail": "per0", "status": "current", "evidence": []},
    ),
    "an argument twice": twice("events", 0, "arguments"),
    "a trigger twice": twice("events", 0, "triggers"),
    "a trigger of two events of a type": lambda plain: plain["events"].append(
        {**plain["events"][0], "id": "again"}
    ),
    "a layer that was not annotated": lambda plain: plain["layers"].remove("values"),
    "evidence that is not there": put("relations", 0, "evidence", [3]),
    "zones in disorder": lambda plain: plain["zones"].reverse(),
    "zones that overlap": put("zones", 1, "start", 38),
    "a zone past the end": put("zones", 1, "end", len(TEXT) + 1),
    "an empty zone": put("zones", 0, "end", 0),
    "a gap between zones": put("zones", 1, "start", 44),
    "a gap before zones": put("zones", 0, "start", 1),
    "a gap after zones": put("zones", 1, "end", len(TEXT) - 1),
    "a mention across zones": also("entities", 2, "mentions", mention(37, 43, "nominal")),
    "a mention in no zone": also("entities", 2, "mentions", mention(39, 40, "nominal")),
    "a trigger across zones": also("events", 0, "triggers", {"start": 37, "end": 43, "text": TEXT[37:43]}),
    "a sentence across zones": lambda plain: plain.update(
        sentences=[{"start": 0, "end": 23}, {"start": 24, "end": len(TEXT)}]
    ),
    "a sentence before its zone": put("sentences", 2, "start", 40),
    "sentences that overlap": put("sentences", 1, "start", 22),
    "sentences in disorder": lambda plain: plain["sentences"].reverse(),
    "a sentence past the end": put("sentences", 2, "end", 1000),
    "tokens that overlap": put("tokens", 1, "start", 6),
    "tokens in disorder": lambda plain: plain["tokens"].reverse(),
    "a token twice": lambda plain: plain["tokens"].insert(0, plain["tokens"][0]),
    "an empty token": put("tokens", 0, "end", 0),
    "a token that ends before it starts": put("tokens", 1, "end", 7),
    "a token past the end": put("tokens", -1, "end", len(TEXT) + 1),
    "a token far past the end": put("tokens", -1, "end", 10**9),
    "a token in no sentence": lambda plain: (
        plain["tokens"].insert(4, {"start": 22, "end": 23}) or put("sentences", 0, "end", 21)(plain)
    ),
    "a token before the first sentence": put("sentences", 0, "start", 1),
    "a token across sentences": put("tokens", 4, "end", 24),
    "a negative offset": put("tokens", 0, "start", -1),
    "an offset that is a fraction": put("tokens", 0, "start", 0.5),
    "an offset of more digits than a word holds": put("tokens", -1, "end", 10**30),
    "an offset that is a string": put("tokens", 0, "start", "0"),
    "a key too many in a token": put("tokens", 0, "text", "Kestrel"),
    "a key too few in a token": lambda plain: plain["tokens"][0].pop("end"),
    "a key too many in a mention": put("entities", 0, "mentions", 0, "score", 1),
    "a key too many in a document": put("title", "Kestrel"),
    "a mention without a text": lambda plain: plain["entities"][0]["mentions"][0].pop("text"),
    "tokens that are no list": put("tokens", {"start": 0, "end": 7}),
    "a token that is a list": put("tokens", 0, [0, 7]),
}
WRITTEN = {
    "a key of a token twice": (b'{"start":0,"end":7}', b'{"start":0,"start":0,"end":7}'),
    "a key of a mention twice": (b'"text":"Kestrel"', b'"text":"Kestrel","text":"Kestrel"'),
    "tokens twice": (b'"tokens":', b'"tokens":[],"tokens":'),
    "a zero before a number": (b'{"start":8,', b'{"start":08,'),
    "a token that is not closed": (b'{"start":0,"end":7},', b'{"start":0,"end":7,'),
}


def lines_with(line: bytes) -> list[bytes]:
    """Return a line between two that are sound."""
    before, after = (msgspec.json.encode(replace(sound(), id=name)) for name in ("before", "after"))
    return [before, line, after]


@pytest.mark.parametrize("way", WAYS)
def test_the_gold_that_errors_are_planted_in_is_sound(way: str) -> None:
    line = msgspec.json.encode(sound())
    assert not is_wrong(line)
    assert in_doubt(lines_with(line), way) == [False] * 3


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_in_doubt_and_nothing_else(name: str, way: str) -> None:
    plain = json.loads(msgspec.json.encode(sound()))
    PLANTED[name](plain)
    line = json.dumps(plain, separators=(",", ":")).encode()
    assert is_wrong(line)
    assert in_doubt(lines_with(line), way) == [False, True, False]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_wrong_is_in_doubt(name: str, way: str) -> None:
    line = msgspec.json.encode(sound())
    changed = line.replace(*WRITTEN[name], 1)
    assert changed != line
    assert is_wrong(changed)
    assert in_doubt(lines_with(changed), way) == [False, True, False]


@pytest.mark.parametrize("way", WAYS)
def test_what_others_wrote_is_left_to_the_full_check(way: str) -> None:
    """White space or another order of keys is no error: only our own writing is known at a glance."""
    line = json.dumps(json.loads(msgspec.json.encode(sound()))).encode()
    assert not is_wrong(line)
    assert in_doubt([line], way) == [True]
