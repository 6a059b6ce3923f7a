"""Documents and predictions with faults in them, of which types are no longer sure to hold."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import strategies as st

from farrago_schema.types import Document, Prediction
from strategies._documents import ONTOLOGY, documents
from strategies._predictions import predictions_for
from strategies._text_only import text_only_for


def containers(value: Any) -> list[Any]:
    """Return every list and object in a value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, (dict, list)) and value else []
    return own + [found for each in inner for found in containers(each)]


def leaves(value: Any) -> list[Any]:
    """Return every string, number and null in a value."""
    if isinstance(value, (dict, list)):
        inner = value.values() if isinstance(value, dict) else value
        return [leaf for each in inner for leaf in leaves(each)]
    return [value]


def spoil(draw: st.DrawFn, plain: Any, known: list[Any]) -> None:
    """Change one thing somewhere: leave it out, repeat or move it, or put another thing in its place."""
    place = draw(st.sampled_from(containers(plain)))
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    key, other = draw(st.sampled_from(keys)), draw(st.sampled_from(keys))
    what = draw(st.sampled_from(("drop", "repeat", "swap", "replace", "nudge")))
    if what == "drop":
        del place[key]
    elif what == "repeat" and isinstance(place, list):
        place.append(json.loads(json.dumps(place[key])))
    elif what == "swap":
        place[key], place[other] = place[other], place[key]
    elif what == "nudge" and type(place[key]) is int:
        place[key] += draw(st.sampled_from((-1, 1)))
    elif not isinstance(place[key], (dict, list)):
        place[key] = draw(st.sampled_from(known))


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Document, Document | None, Prediction | None]:
    """Draw a document, and it and a prediction with up to three faults; ``None`` if a type is broken."""
    document = draw(documents())
    prediction = draw(st.one_of(predictions_for(document), text_only_for(document)))
    types = *ONTOLOGY.filler_types, *ONTOLOGY.relation_types, "value", "name", "now", 0
    found: list[Any] = []
    for side in (document, prediction):
        plain = json.loads(msgspec.json.encode(side))
        known = [*leaves(plain), *types, None]
        for _ in range(draw(st.integers(0, 3))):
            spoil(draw, plain, known)
        try:
            found.append(msgspec.convert(plain, type(side)))
        except msgspec.ValidationError:
            found.append(None)
    return document, *found
