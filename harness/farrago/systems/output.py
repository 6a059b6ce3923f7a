"""Where predictions go: each as soon as it is made, so that a run that breaks off has lost nothing.

Until the last one is there they stand in ``predictions.partial.jsonl`` (beside ``x.jsonl``, in
``x.partial.jsonl``); then the submission is written, and that file goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from farrago_schema import codec
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System
from farrago_schema.types import Input, Prediction


class Output:
    """The output of one run: a predictions file, or a folder to make a submission in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_stdout = str(path) == codec.STANDARD
        self.is_folder = not self.is_stdout and not path.suffix
        self.predictions = path / "predictions.jsonl" if self.is_folder else path
        if not self.is_stdout:
            codec.is_parquet(self.predictions)  # a suffix that cannot be written is told before any work
        name = self.predictions.name
        suffix = next((each for each in codec.SUFFIXES if name.endswith(each)), "")
        self.partial = self.predictions.with_name(f"{name.removesuffix(suffix)}.partial.jsonl")

    def done(self, documents: Sequence[Input]) -> list[Prediction]:
        """Return what an earlier run of the same documents has done; a line that it broke off in is cut.

        Raises:
            InputError: it was a run of other documents.
        """
        if not self.partial.is_file():
            return []
        content = self.partial.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            self.partial.write_bytes(whole)
        done = list(codec.read(self.partial, Prediction)) if whole else []
        for number, prediction in enumerate(done):
            expected = documents[number].id if number < len(documents) else "the end"
            if prediction.id != expected:
                hint = "it is of a run of other documents; --restart begins anew"
                raise InputError(
                    [Problem("resume", str(self.partial), prediction.id, expected, number + 1, hint=hint)]
                )
        return done

    def collect(self, done: Sequence[Prediction], new: Iterable[Prediction]) -> list[Prediction]:
        """Return all predictions, and write each of the new ones down as soon as it comes."""
        self.partial.parent.mkdir(parents=True, exist_ok=True)
        predictions = list(done)
        with self.partial.open("ab" if done else "wb") as stream:
            for prediction in new:
                stream.write(_line(prediction, self.partial.name))
                stream.flush()
                predictions.append(prediction)
        return predictions

    def kept(self) -> int:
        """Return how many predictions of an unfinished run are kept; a file without any goes."""
        if not self.partial.is_file():
            return 0
        number = self.partial.read_bytes().count(b"\n")
        if not number:
            self.partial.unlink()
        return number

    def finish(self, predictions: Sequence[Prediction], system: System) -> None:
        """Write the file, or the submission; what was kept until then goes."""
        if self.is_folder:
            said = msgspec.json.format(msgspec.json.encode(system), indent=2) + b"\n"
            (self.path / "system.json").write_bytes(said)
        codec.write(self.predictions, predictions, Prediction)
        self.partial.unlink(missing_ok=True)


def _line(prediction: Prediction, file: str) -> bytes:
    try:
        return msgspec.json.encode(prediction) + b"\n"
    except UnicodeEncodeError as error:
        found, expected = str(error), "Unicode characters"
        raise InputError(
            [Problem("lone-surrogate", file, found, expected, document=prediction.id)]
        ) from error
