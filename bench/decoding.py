"""Reading predictions through ``codec`` against msgspec alone on the same bytes in memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from bench.measure import Ratio, compare
from farrago import data
from farrago_schema import codec
from farrago_schema.types import Prediction

COPIES = 100


def run() -> Ratio:
    """Return the ratio on the dev gold, turned into predictions and repeated under new ids."""
    documents = data.read_split(data.folder(), "dev")
    predictions = [
        msgspec.structs.replace(document.prediction(), id=f"{document.id}-{copy}")
        for copy in range(COPIES)
        for document in documents
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        codec.write(path, predictions, Prediction)
        lines = path.read_bytes().splitlines()
        decoder = msgspec.json.Decoder(Prediction)
        return compare(
            f"codec.read / msgspec alone, {len(lines)} documents",
            lambda: list(codec.read(path, Prediction)),
            lambda: [decoder.decode(line) for line in lines],
        )
