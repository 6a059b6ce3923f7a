"""The key of the endpoint: read from the environment, sent in one header, and shown nowhere."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from farrago_baselines.prompted.settings import KEY
from farrago_schema.problems import InputError, Problem

SHORTEST = 8
"""What is shorter is a placeholder for servers that want no key, and may be an ordinary word."""
HIDDEN = "[key]"


class Key:
    """A secret that prints as nothing."""

    def __init__(self, value: str) -> None:
        value = value.strip()
        if not value.isascii() or not value.isprintable() or " " in value:
            found = "a character that no key has"  # never the key itself
            raise InputError([Problem("key", f"${KEY}", found, "visible ASCII characters without spaces")])
        self._value = value

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Key:
        """Return the key, an empty one if there is none."""
        return cls(environment.get(KEY, ""))

    def headers(self) -> dict[str, str]:
        """Return the header that bears the key."""
        return {"Authorization": f"Bearer {self._value}"} if self._value else {}

    def hide(self, text: str) -> str:
        """Return a text without the key in it, plain or escaped: servers repeat what they were sent."""
        if len(self._value) < SHORTEST:
            return text
        for spelt in {self._value, self._value.replace("/", "\\/"), json.dumps(self._value)[1:-1]}:
            text = text.replace(spelt, HIDDEN)
        return text

    def __repr__(self) -> str:
        return HIDDEN
