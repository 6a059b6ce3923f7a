"""Gold that was found valid before: a file is checked once, however often it is scored against.

A verdict is an empty file, named by the hash of all that it depends on: the bytes of the gold, the label
set, and the code of the checks. So it is never out of date, and where it is gone, gold is checked again. Only
that gold is valid is ever kept: what is wrong is told anew each time.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from farrago.caching import folder, source_hash
from farrago_schema.ontology import Ontology


class Verdict:
    """What is known of a file of gold, and to be kept of it.

    Args:
        gold: the file.
        sha256: the hash of its bytes, in hexadecimal.
        ontology: the label set that it is checked by.
    """

    def __init__(self, gold: Path, sha256: str, ontology: Ontology | None) -> None:
        self._gold, self._state = gold, _state(gold)
        labels = hashlib.sha256(msgspec.json.encode(ontology)).hexdigest()
        known = "\n".join((sha256, source_hash("farrago_schema"), labels))
        self._place = folder() / "valid" / hashlib.sha256(known.encode()).hexdigest()

    @property
    def is_valid(self) -> bool:
        """Whether the gold was found valid before."""
        return self._place.is_file()

    def keep(self) -> None:
        """Remember that the gold is valid, unless the file was written to since it was hashed."""
        if _state(self._gold) == self._state:
            with suppress(OSError):  # who cannot write there has gold checked each time
                self._place.parent.mkdir(parents=True, exist_ok=True)
                self._place.touch()


def _state(path: Path) -> tuple[int, int, int]:
    known = path.stat()
    return known.st_mtime_ns, known.st_size, known.st_ino
