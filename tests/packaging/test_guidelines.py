"""The guidelines say what the ontology says, and every example in them is one that it admits.

In an example a mention is ``[span]/TYPE:kind{value}`` (kind and value optional) and a trigger
``**word**/Type:realis`` (``Type+Type`` for two). After an arrow stand ``relation(head, tail) status`` and
``Type(Role = filler; ...)``; a filler is the text of a mention in the same line. Bold without a type is a
lead-in and ends with a full stop or colon.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from farrago.corpus import check
from farrago_schema import ontology
from farrago_schema.types import MentionKind, Realis, Status
from farrago_schema.validate.normal_forms import check_value
from farrago_schema.validate.place import Place

ROOT = Path(__file__).resolve().parents[2]
GUIDELINES = (ROOT / "dataset" / "GUIDELINES.md").read_text()
LABELS = ontology.load()
EVENTS = {name.split(".")[1]: known for name, known in LABELS.event_types.items()}
FULL_NAMES = {name.split(".")[1]: name for name in LABELS.event_types}

KINDS, REALIS, STATUSES = map(get_args, (MentionKind, Realis, Status))

PLACES = ("GPE", "LOC")
MENTION = re.compile(r"/([A-Z]+)(?::([a-z]+))?(?:\{([^{}]*)\})?")
TRIGGER = re.compile(r"\*\*([^*]+)\*\*(?:/([A-Za-z+]+)(?::([a-z]+))?)?")
RELATION = re.compile(r"→ ([a-z_]+)\(([^()]*), ([^()]*)\)(?: (former|denied)\b)?")
EVENT = re.compile(r"→ ([A-Z][A-Za-z]+)\(([^()]*)\)")
PAIR = re.compile(r"^\| ([A-Za-z_]+) / ([A-Za-z_]+) \| (.+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Mention:
    text: str
    type: str
    kind: str
    value: str | None
    marked: str
    """The text with the marks in it."""


def lines() -> list[tuple[int, str]]:
    """Return the numbered lines that may hold examples: not the XML, links, check boxes or code."""
    kept, fenced = [], False
    for number, line in enumerate(GUIDELINES.splitlines(), 1):
        fenced ^= line.startswith("```")
        if not fenced:
            kept.append((number, re.sub(r"\[[^\]]*\]\(#[^)]*\)|^- \[ \]|`[^`]*`", "", line)))
    return kept


def plain(marked: str) -> str:
    """Return the words of a marked span."""
    marked = TRIGGER.sub(r"\1", marked)
    return re.sub(r"[\[\]]", "", re.sub(r"\]/[A-Z]+(?::[a-z]+)?(?:\{[^{}]*\})?", "", marked))


def mentions(line: str) -> list[Mention]:
    """Return the mentions of a line; raises ``ValueError`` where a bracket is not one."""
    found, open_ = [], []
    for place, sign in enumerate(line):
        if sign == "[":
            open_.append(place)
        elif sign == "]":
            label = MENTION.match(line, place + 1)
            if not open_ or label is None:
                raise ValueError(f"no mention ends at: {line[max(0, place - 30) : place + 10]}")
            type_, kind, value = label.groups()
            default = "value" if type_ in LABELS.value_types else ""
            marked = line[open_.pop() + 1 : place]
            found.append(Mention(plain(marked), type_, kind or default, value, marked))
    if open_:
        raise ValueError(f"left open: {line[open_[-1] :][:40]}")
    return found


ALL_MENTIONS = [mention for _, line in lines() for mention in mentions(line)]
TRIGGERS = [match for _, line in lines() for match in TRIGGER.finditer(line)]
RELATIONS = [(n, line, match) for n, line in lines() for match in RELATION.finditer(line)]
ARGUMENTS = [
    (number, line, match[1], *part.split(" = ", 1))
    for number, line in lines()
    for match in EVENT.finditer(line)
    for part in match[2].split("; ")
]


def fillers(line: str, text: str) -> set[str]:
    """Return the types of the mentions of a line whose words are ``text``."""
    return {mention.type for mention in mentions(line) if mention.text == text}


@pytest.mark.parametrize("line", ["a [tug", "a tug]/VEH", "a [tug] left", "the [[Lao]/GPE judge] left"])
def test_a_bracket_that_is_no_mention_is_refused(line):
    with pytest.raises(ValueError, match=r"no mention ends|left open"):
        mentions(line)


def test_mentions_bear_known_types_and_kinds():
    for mention in ALL_MENTIONS:
        assert mention.type in LABELS.filler_types, mention
        assert (mention.kind == "value") == LABELS.is_value(mention.type), mention
        assert mention.kind in {"", *KINDS}, mention
        assert mention.text == mention.text.strip(" .,\"'") or mention.text.endswith("."), mention


def test_places_in_longer_spans_are_marked():
    places = {
        mention.text for mention in ALL_MENTIONS if mention.type in PLACES and mention.text[0].isupper()
    }
    for mention in ALL_MENTIONS:
        inside = {part.text for part in mentions(mention.marked)}
        if mention.type not in PLACES and mention.text not in places:
            assert {place for place in places if re.search(rf"\b{place}\b", mention.text)} <= inside, mention


def test_values_are_in_normal_form():
    valued = [mention for mention in ALL_MENTIONS if mention.value is not None]
    assert len(valued) > 100
    for mention in valued:
        problems = check_value(mention.value, mention.type, "", LABELS, Place("GUIDELINES.md"))
        assert list(problems) == [], mention


def test_triggers_bear_known_types_and_realis():
    for match in TRIGGERS:
        if match[2] is None:
            assert match[1].endswith((".", ":")), match[0]
            continue
        assert set(match[2].split("+")) <= set(EVENTS), match[0]
        assert match[3] in {None, *REALIS}, match[0]


def test_relations_admit_their_ends():
    for number, line, (head, tail, name) in ((n, s, (m[2], m[3], m[1])) for n, s, m in RELATIONS):
        known = LABELS.relation_types[name]
        assert fillers(line, head) & set(known.head), (number, name, head)
        assert fillers(line, tail) & set(known.tail), (number, name, tail)


def test_roles_belong_to_their_type_and_admit_their_fillers():
    for number, line, type_, role, filler in ARGUMENTS:
        assert role in EVENTS[type_].roles, (number, type_, role)
        assert fillers(line, filler) & set(EVENTS[type_].roles[role]), (number, type_, role, filler)


def test_nothing_after_an_arrow_is_left_unread():
    for number, line in lines():
        assert line.count("→ ") == len(RELATION.findall(line)) + len(EVENT.findall(line)), number


def test_every_label_has_a_positive_example():
    assert {mention.type for mention in ALL_MENTIONS} == set(LABELS.filler_types)
    assert {mention.kind for mention in ALL_MENTIONS} >= set(KINDS)
    assert {part for match in TRIGGERS if match[2] for part in match[2].split("+")} == set(EVENTS)
    assert {match[3] or "actual" for match in TRIGGERS if match[2]} == set(REALIS)
    assert {match[1] for _, _, match in RELATIONS} == set(LABELS.relation_types)
    assert {match[4] or "current" for _, _, match in RELATIONS} == set(STATUSES)


def test_every_role_of_every_type_has_a_filler_in_an_example():
    shown = {(type_, role) for _, _, type_, role, _ in ARGUMENTS}
    needed = {
        (t, role) for t, known in EVENTS.items() for role in known.roles if role not in ("Time", "Place")
    }
    assert needed - shown == set()
    assert {role for _, role in shown} == set(LABELS.roles)


def test_each_trigger_of_an_example_with_arguments_stands_in_its_line():
    for number, line in lines():
        for match in EVENT.finditer(line):
            assert f"/{match[1]}" in TRIGGER.sub(lambda m: f" /{m[2]} ", line), (number, match[1])


def pairs_of_the_ontology() -> set[frozenset[str]]:
    kinds = (LABELS.entity_types, LABELS.value_types, LABELS.relation_types, LABELS.event_types)
    return {
        frozenset(part.split(".")[-1] for part in (name, other))
        for kind in kinds
        for name, known in kind.items()
        for other in known.confused_with
    }


def test_the_pairs_that_are_told_apart_are_those_of_the_ontology():
    told = [frozenset((match[1], match[2])) for match in PAIR.finditer(GUIDELINES)]
    assert len(set(told)) == len(told)
    assert set(told) - pairs_of_the_ontology() == set(), "in the guidelines only"
    assert pairs_of_the_ontology() - set(told) == set(), "in the ontology only"


def test_every_pair_is_decided_by_a_question():
    for match in PAIR.finditer(GUIDELINES):
        assert re.match(r"\*[^*]+\?\*", match[3]), match[0]


def test_every_type_has_a_row_with_an_example():
    rows = re.findall(r"^\| (\w+)(?: [A-Z–][^|]*)? \| .*$", GUIDELINES, re.MULTILINE)
    assert {*LABELS.entity_types, *LABELS.relation_types, *EVENTS} <= set(rows)


def test_the_relation_table_gives_the_types_of_the_ontology():
    for name, known in LABELS.relation_types.items():
        row = re.search(rf"^\| {name} ([A-Z, ]+)([→–])([A-Z, ]+|same) \|", GUIDELINES, re.MULTILINE)
        assert row, name
        head = row[1].split(", ")
        assert sorted(head) == sorted(known.head), name
        assert sorted(head if row[3] == "same" else row[3].split(", ")) == sorted(known.tail), name
        assert (row[2] == "–") == known.symmetric, name


def test_contents_lead_to_headings():
    headings = {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", GUIDELINES, re.MULTILINE)
    }
    links = re.findall(r"\]\(#([^)]+)\)", GUIDELINES)
    assert len(links) >= 12
    assert set(links) <= headings


def test_the_whole_document_of_the_guidelines_is_valid(tmp_path):
    (xml,) = re.findall(r"```xml\n(.*?)```", GUIDELINES, re.DOTALL)
    path = tmp_path / "example.xml"
    path.write_text(xml)
    inspection, problems = check.inspect(path, None, LABELS)
    assert problems == []
    assert inspection.document is not None
    assert len(inspection.document.events) == 7


def test_no_name_of_an_example_is_in_a_text_of_the_corpus():
    texts = " ".join(path.read_text() for path in (ROOT / "dataset" / "source" / "text").glob("*.txt"))
    found = set(re.findall(r"\w+", texts))
    words = {word for word in found if word.lower() not in found}  # no common word that opens a sentence
    invented = {"PER", "ORG", "VEH", "PRODUCT", "LAW", "OCCASION"}
    places = {word for m in ALL_MENTIONS if m.type in ("GPE", "LOC") for word in re.findall(r"\w+", m.text)}
    for mention in ALL_MENTIONS:
        if mention.type in invented and mention.text[0].isupper():
            assert set(re.findall(r"\b[A-Z]\w{4,}", mention.text)) - places - FIELD_WORDS & words == set(), (
                mention
            )


# Capitalised words of examples that are no names: common words in a name or at the head of a sentence.
FIELD_WORDS = {
    "Board",
    "Union",
    "Trust",
    "Bridge",
    "Blue",
    "Gunmen",
    "Prosecutors",
    "Judge",
    "Parliament",
    "Intruders",
    "Members",
}
