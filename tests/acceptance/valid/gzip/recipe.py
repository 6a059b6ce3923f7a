"""Good predictions as .jsonl.gz."""

from pathlib import Path

from farrago_schema import codec
from farrago_schema.types import Prediction


def make(folder: Path) -> None:
    predictions = codec.read(folder / "source.jsonl", Prediction)
    codec.write(folder / "predictions.jsonl.gz", predictions, Prediction)
