"""Worked examples: a small text with gold, what a system says of it, and the numbers that come out.

Lines of an example begin with what they are; a line that is indented goes on with the one above it::

    text: Ana Ruiz runs Teva.                           a sentence; text[s2]: one of another story,
                                                        text[]: boilerplate
    gold: a PER = Ana Ruiz, She (pronoun)               an entity, with its mentions and their kinds
    gold: t TIME 2031-05-14 = Friday; o ORG = Teva#2    a value with its normal form; the second Teva
    gold: leads(a, o) former @0                         a relation, with status and evidence
    said: Justice.Sue(Plaintiff a) possible = sued      an event: arguments, realis, triggers
    note: …                                             words in between
    f1 = 2 × correct / (predicted + gold) = 2/5 = 0.4   numbers, which are checked

Gold and predictions are checked like a user's, so an example cannot show what nobody could submit. Tokens are
words and signs; in gold a mention without a kind is a name, or a value; a prediction gives no kind by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

import msgspec

from farrago_schema import ontology, validate
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction

_LINE = re.compile(r"^(text|gold|said|note)(?:\[(\w*)\])?: (.+)$")
_ENTITY = re.compile(r"^(\w+) ([A-Z]+)(?: (.+?))? = (.+)$")
_MENTION = re.compile(r"^(.+?)(?:#(\d+))?(?: \((\w+)\))?$")
_RELATION = re.compile(r"^([a-z_]+)\((\w+), (\w+)\)(?: (current|former|denied))?(?: @([\d,]+))?$")
_EVENT = re.compile(r"^([A-Z]\w+\.\w+)\((.*?)\)(?: (actual|possible|negated))?(?: = (.+))?$")
_TOKEN = re.compile(r"\w+|[^\w\s]")
DATE = "2031-05-14"

Lines = list[tuple[str, str | None, str]]


@dataclass(frozen=True)
class Example:
    """A worked example as it was written: a title, which may be empty, and its lines."""

    title: str
    source: str

    def to_dict(self) -> dict[str, str]:
        """Return title and lines."""
        return {"title": self.title, "lines": self.source}

    @cached_property
    def lines(self) -> Lines:
        """Each line as what it is (``claim`` for numbers), the story of a text, and the rest."""
        found: Lines = []
        for line in re.sub(r"\n +", " ", self.source).splitlines():
            match = _LINE.fullmatch(line)
            found.append((match[1], match[2], match[3]) if match else ("claim", None, line))
        return found

    @property
    def claims(self) -> list[str]:
        """The lines that say numbers."""
        return [rest for what, _, rest in self.lines if what == "claim" and rest.strip()]

    @cached_property
    def document(self) -> Document:
        """The text with gold.

        Raises:
            ValueError: a line is not written as this module says.
            InputError: it is no valid gold.
        """
        labels = ontology.load()
        parts: list[dict[str, Any]] = []
        start = 0
        for what, story, text in self.lines:
            if what == "text":
                parts.append({"start": start, "end": start + len(text), "story": story, "text": text})
                start += len(text) + 1
        text = " ".join(part["text"] for part in parts)
        sides = [{"start": part["start"], "end": part["end"]} for part in parts]
        has_zones = any(part["story"] is not None for part in parts)
        zones = [
            side | {"kind": "body" if part["story"] else "boilerplate", "story": part["story"] or None}
            for part, side in zip(parts, sides, strict=True)
        ]
        plain = {
            "id": "example",
            "text": text,
            "meta": {"kind": "page", "date": DATE, "split": "dev"},
            "zones": zones if has_zones else [],
            "sentences": sides,
            "tokens": [{"start": match.start(), "end": match.end()} for match in _TOKEN.finditer(text)],
            **_layers(self._statements("gold"), text, labels, is_gold=True),
        }
        document = msgspec.convert(plain, Document)
        if problems := validate.check_document(document, labels, file="example"):
            raise InputError(problems)
        return document

    @cached_property
    def prediction(self) -> Prediction:
        """What the system says; raises like ``document``."""
        labels = ontology.load()
        plain = _layers(self._statements("said"), self.document.text, labels, is_gold=False)
        prediction = msgspec.convert({"id": "example", **plain}, Prediction)
        if problems := validate.check_prediction(prediction, self.document, labels, file="example"):
            raise InputError(problems)
        return prediction

    def _statements(self, side: str) -> list[str]:
        lines = [rest for what, _, rest in self.lines if what == side and rest != "nothing"]
        return [statement.strip() for line in lines for statement in line.split(";")]


def _layers(statements: list[str], text: str, labels: Ontology, *, is_gold: bool) -> dict[str, Any]:
    layers: dict[str, list[dict[str, Any]]] = {"entities": [], "relations": [], "events": []}
    numbers = count(1)
    for statement in statements:
        if match := _ENTITY.fullmatch(statement):
            id_, type_, value, mentions = match.groups()
            kind = "value" if type_ in labels.value_types else "name"
            found = [*_mentions(mentions, text, kind if is_gold else None)]
            layers["entities"].append({"id": id_, "type": type_, "value": value, "mentions": found})
        elif match := _RELATION.fullmatch(statement):
            layers["relations"].append(_relation(match))
        elif match := _EVENT.fullmatch(statement):
            layers["events"].append(_event(match, f"v{next(numbers)}", text, is_gold=is_gold))
        else:
            raise ValueError(f"neither entity, relation nor event: {statement!r}")
    return layers


def _relation(match: re.Match[str]) -> dict[str, Any]:
    type_, head, tail, status, evidence = match.groups()
    more = {"evidence": [int(number) for number in evidence.split(",")]} if evidence else {}
    return {"type": type_, "head": head, "tail": tail, "status": status or "current", **more}


def _event(match: re.Match[str], id_: str, text: str, *, is_gold: bool) -> dict[str, Any]:
    type_, arguments, realis, triggers = match.groups()
    fillers = [
        dict(zip(("role", "entity"), each.split(), strict=True)) for each in arguments.split(", ") if each
    ]
    said = realis or ("actual" if is_gold else None)
    found = [*_mentions(triggers or "", text, None)]
    return {"id": id_, "type": type_, "realis": said, "triggers": found, "arguments": fillers}


def _mentions(written: str, text: str, kind: str | None) -> Iterator[dict[str, Any]]:
    for each in filter(None, written.split(", ")):
        match = _MENTION.fullmatch(each)
        assert match is not None, "anything that is not empty is a mention"
        words, occurrence, said = match.groups()
        places = [*re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
        if len(places) < int(occurrence or 1):
            raise ValueError(f"{each!r} does not stand in {text!r}")
        place = places[int(occurrence or 1) - 1]
        mention = {"start": place.start(), "end": place.end(), "text": words}
        yield mention | ({"kind": said or kind} if said or kind else {})
