"""One record in the card, as the code beside it prints it: what a newcomer sees first.

The card holds the code, and a test runs it through ``datasets`` and compares; here the same is made of the
rows that are being built, so that the card is never behind the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

DOCUMENT = "fg-s-0025"
SPLIT = "dev"
WIDTH = 100
EVENTS = 6


def block(tables: Mapping[str, Mapping[str, pa.Table]]) -> str:
    """Return what the card's code prints, in a block; a sentence if the corpus lacks that document."""
    rows = tables["documents"][SPLIT].to_pylist() if SPLIT in tables["documents"] else []
    record = next((row for row in rows if row["id"] == DOCUMENT), None)
    if record is None:
        return f"This corpus has no document {DOCUMENT}."
    return "```text\n{}\n```".format("\n".join([*_fields(record), *_events(record)]))


def _fields(record: Mapping[str, Any]) -> Iterator[str]:
    for name, value in record.items():
        if isinstance(value, list):
            yield f"{name}: {len(value)}, first {_short(value[0])}"
        else:
            yield f"{name}: {_short(value)}"


def _short(value: Any) -> str:
    return text if len(text := repr(value)) <= WIDTH else f"{text[:WIDTH]} …"


def _events(record: Mapping[str, Any]) -> Iterator[str]:
    called = {each["id"]: each["name"] or each["mentions"][0]["text"] for each in record["entities"]}
    for event in record["events"][:EVENTS]:
        words = " / ".join(trigger["text"] for trigger in event["triggers"])
        fillers = "; ".join(f"{one['role']} {called[one['entity']]}" for one in event["arguments"])
        yield f"{event['type']} ({event['realis']}) “{words}”: {fillers or '–'}"
