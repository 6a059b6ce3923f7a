"""What a user may set, and what comes from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast, get_args
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from farrago_schema.problems import InputError, Problem
from farrago_schema.types import LAYERS, Layer

URL, MODEL, KEY = "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"
Price = Annotated[float, Meta(ge=0)]


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings; times in seconds, prices for a million tokens.

    ``format`` is how JSON is asked for: by its ``schema``, as any JSON ``object``, or in the ``text`` of the
    prompt alone (the last two put the schema there). ``body`` is JSON that is merged into every request:
    ``{"max_tokens": 16000}``; a null takes a key out. ``unanswered`` says what a document is that got no
    answer: the end of the run (``stop``), or an ``empty`` prediction, counted.
    """

    url: Annotated[str, Meta(min_length=1)]
    model: Annotated[str, Meta(min_length=1)]
    name: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    layers: str = ",".join(LAYERS)
    format: Literal["schema", "object", "text"] = "schema"
    body: str = "{}"
    concurrency: Annotated[int, Meta(ge=1, le=256)] = 4
    timeout: Annotated[float, Meta(gt=0)] = 300.0
    tries: Annotated[int, Meta(ge=1)] = 6
    backoff: Annotated[float, Meta(ge=0)] = 1.0
    longest_wait: Annotated[float, Meta(ge=0)] = 60.0
    input_price: Price | None = None
    output_price: Price | None = None
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")] = "USD"
    unanswered: Literal["stop", "empty"] = "stop"

    @property
    def chosen_layers(self) -> tuple[Layer, ...]:
        """The layers that are asked for, in the usual order."""
        given = {name.strip() for name in self.layers.split(",")}
        return tuple(layer for layer in LAYERS if layer in given)

    @property
    def extra(self) -> dict[str, Any]:
        """What is merged into a request."""
        return cast("dict[str, Any]", msgspec.json.decode(self.body))


def read(given: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings given, with the environment for what is not.

    Raises:
        InputError: one is missing, unknown or wrong.
    """
    usual = {"url": environment.get(URL, ""), "model": environment.get(MODEL, "")}
    try:
        settings = msgspec.convert({**usual, **given}, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise _wrong(_readable(str(error))) from error
    parts = urlsplit(settings.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _wrong("url: no http or https address", f"one like http://localhost:8000/v1 in ${URL}")
    if parts.username or parts.password or parts.query:
        raise _wrong("url: a user name, password or query in it", f"an address alone; the key in ${KEY}")
    unknown = {name.strip() for name in settings.layers.split(",")} - set(get_args(Layer))
    if unknown:
        raise _wrong(f"layers: {', '.join(sorted(unknown))}", f"some of: {', '.join(LAYERS)}")
    try:
        fits = isinstance(settings.extra, dict)
    except msgspec.DecodeError:
        fits = False
    if not fits:
        raise _wrong("body: no JSON object", 'one like {"max_tokens": 16000}')
    return settings


def _readable(error: str) -> str:
    reason, _, path = error.partition(" - at `$.")
    name = path.rstrip("`")
    if name in ("url", "model"):
        return f"{name}: nothing; set ${URL if name == 'url' else MODEL}, or give --set {name}=…"
    return f"{name}: {reason}" if name else reason


def _wrong(found: str, expected: str | None = None) -> InputError:
    known = ", ".join(Settings.__struct_fields__)
    return InputError([Problem("settings", "prompted", found, expected or f"settings: {known}")])
