"""The public contract: JSON Schemas (2020-12), made from the types and shipped beside them.

``python -m farrago_schema.schemas`` writes the files anew after a change of the types; a test keeps both
equal.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from farrago_schema._language_models import for_language_models
from farrago_schema.errors import Errors
from farrago_schema.results import Result, System
from farrago_schema.standoff import StandoffDocument
from farrago_schema.types import SCHEMA_VERSION, Document, Prediction

__all__ = ["NAMES", "for_language_models", "generate", "load", "render", "write_files"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[str, type[msgspec.Struct]] = {
    "document": Document,
    "prediction": Prediction,
    "system": System,
    "result": Result,
    "errors": Errors,
    "standoff": StandoffDocument,
}
NAMES = tuple(TYPES)
Schema = dict[str, Any]


def load(name: str) -> Schema:
    """Return the schema that ships with the package; raises ``KeyError`` for a name not in ``NAMES``."""
    schema: Schema = json.loads(resources.files(__package__).joinpath(_file_name(name)).read_bytes())
    return schema


def generate(name: str) -> Schema:
    """Return the schema that the types say; raises ``KeyError`` for a name not in ``NAMES``."""
    return schema_of(TYPES[name], name)


def schema_of(type_: type[msgspec.Struct], name: str) -> Schema:
    """Return the schema that a type says, under the name that its ``$id`` bears."""
    _, definitions = msgspec.json.schema_components([type_], ref_template="#/$defs/{name}")
    definitions = {key: _readable(definition) for key, definition in definitions.items()}
    root = definitions.pop(type_.__name__)
    schema = {"$schema": DIALECT, "$id": f"urn:farrago:schema:{name}:{SCHEMA_VERSION}", **root}
    if definitions:
        schema["$defs"] = definitions
    # Through JSON, which has no tuples: msgspec gives defaults as they are.
    plain: Schema = json.loads(json.dumps(schema))
    return plain


def render(schema: Schema) -> str:
    """Return a schema as the text that is printed and shipped."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _file_name(name: str) -> str:
    if name not in TYPES:
        raise KeyError(name)
    return f"{name}.schema.json"


def _readable(definition: Schema) -> Schema:
    """Return a definition whose description, a docstring, reads well to who does not know Python."""
    text = definition["description"].replace("``None``", "null").replace("``", "")
    return {**definition, "description": re.sub(r"\s+", " ", text)}


def write_files(folder: Path) -> None:
    """Write the schemas of all types into a folder."""
    for name in NAMES:
        (folder / _file_name(name)).write_text(render(generate(name)), encoding="utf-8")


if __name__ == "__main__":
    write_files(Path(__file__).parent)
