"""What the model is asked: the instructions, which are the same for every document, and the document."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined

from farrago_baselines.prompted.settings import Settings
from farrago_schema import schemas
from farrago_schema.ontology import Ontology
from farrago_schema.types import Input


def instructions(labels: Ontology, settings: Settings) -> str:
    """Return the rules and the label set in short, for the layers that are asked for."""
    layers = set(settings.chosen_layers)
    asked = schemas.for_language_models(labels, settings.chosen_layers)["properties"]
    wanted = set(asked["entities"]["items"]["properties"]["type"]["enum"])
    # Not HTML: nothing is escaped, and what is missing is an error.
    environment = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701
    text = resources.files(__package__).joinpath("instructions.md.j2").read_text(encoding="utf-8")
    return environment.from_string(text).render(
        entities=[item for item in labels.entity_types.items() if item[0] in wanted],
        values=[item for item in labels.value_types.items() if item[0] in wanted],
        relations=list(labels.relation_types.items()) if "relations" in layers else [],
        events=list(labels.event_types.items()) if "events" in asked else [],
        schema=""
        if settings.format == "schema"
        else json.dumps(_schema(labels, settings), ensure_ascii=False),
    )


def request(document: Input, rules: str, labels: Ontology, settings: Settings) -> dict[str, Any]:
    """Return the body of the request for one document."""
    content = f"id: {document.id}\ndate of publication: {document.date}\n\n{document.text}"
    body: dict[str, Any] = {
        "model": settings.model,
        "messages": [{"role": "system", "content": rules}, {"role": "user", "content": content}],
        "temperature": 0,
    }
    if settings.format == "schema":
        schema = {"name": "prediction", "strict": True, "schema": _schema(labels, settings)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif settings.format == "object":
        body["response_format"] = {"type": "json_object"}
    merged = body | settings.extra
    return {key: value for key, value in merged.items() if value is not None}


def _schema(labels: Ontology, settings: Settings) -> dict[str, Any]:
    return schemas.for_language_models(labels, settings.chosen_layers)
