"""Runs a system for ``farrago baseline``: asks for what is not done, keeps answers, tells what came out."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import typer

from farrago import data, systems
from farrago.cli._progress import watched
from farrago.scoring.layers import layers_seen
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Input, Prediction

SHOWN = 20
"""How many mentions that were not located are listed."""


class Train(Sequence[Document]):
    """The split train, read when a system first looks at it: an installed package has none."""

    def __init__(self, place: Path) -> None:
        self.place = place

    @cached_property
    def _documents(self) -> list[Document]:
        return data.read_split(self.place, "train")

    def __len__(self) -> int:
        return len(self._documents)

    @overload
    def __getitem__(self, index: int) -> Document: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Document]: ...

    def __getitem__(self, index: int | slice) -> Document | Sequence[Document]:
        return self._documents[index]

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents)


class Job:
    """A system that is ready to run: what it is called, what it is, and how it is asked."""

    def __init__(
        self,
        name: str,
        system: object,
        ask: Callable[[Sequence[Document]], systems.Answers],
    ) -> None:
        self.name, self.system, self.ask = name, system, ask
        # Such a system keeps what it has done and shows how far it is by itself.
        self.journaled = getattr(system, "JOURNALED", False)


def of_command(command: str, timeout: float) -> Job:
    """Return the job that asks a program."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--command") from error
    if not words:
        raise typer.BadParameter("found nothing, expected a program", param_hint="--command")
    return Job(Path(words[0]).name, None, lambda documents: systems.run(words, _inputs(documents), timeout))


def of_code(code: Any, name: str, given: str | None, train: Sequence[Document]) -> Job:
    """Return the job that asks Python code, which is shown gold where it is ``given`` some."""

    def ask(documents: Sequence[Document]) -> systems.Answers:
        inputs = _inputs(documents)

        def said() -> Iterator[Any]:  # inside, so that an error at the call is told like one on the way
            if given is None:
                yield from code.predict(inputs, train)
            else:
                yield from code.predict_given(documents, train, given)

        return systems.of_function(said(), inputs, name)

    described = code
    if given is not None:
        described = type("Given", (), {"SYSTEM": code.system_given(given)})
    return Job(name, described, ask)


def _inputs(documents: Sequence[Document]) -> list[Input]:
    return [document.input() for document in documents]


def run(
    job: Job,
    documents: Sequence[Document],
    target: systems.Output,
    system: Path | None,
    *,
    resume: bool | None,
) -> None:
    """Ask for what is not done yet, keep each answer, and write the submission."""
    systems.describe(job.system, system, job.name, ())  # what is wrong with it is told before any work
    done = _done(job, target, _inputs(documents), resume)
    counts = systems.Checked()
    rest = documents[len(done) :]
    with closing(job.ask(rest)) as answers:  # a program is ended whatever happens here
        new = systems.checked(answers, _inputs(rest), job.name, counts)
        if target.is_stdout:
            codec.write(target.path, new, Prediction)
            return
        try:
            shown = new if job.journaled else watched(new, len(rest), "Predicting")
            predictions = target.collect(done, shown)
        except InputError as error:
            typer.echo(str(error), err=True)
            _tell_kept(job, target, len(documents))
            raise typer.Exit(3) from error
        except KeyboardInterrupt as error:
            _tell_kept(job, target, len(documents))
            raise typer.Exit(130) from error
    seen = {layer for prediction in predictions for layer in layers_seen(prediction)}
    target.finish(predictions, systems.describe(job.system, system, job.name, seen))
    _tell(counts, len(predictions), target)


def _done(job: Job, target: systems.Output, inputs: Sequence[Input], resume: bool | None) -> list[Prediction]:
    """Return what an earlier run left, if that is wanted; where nobody says, it is not thrown away."""
    if job.journaled and resume is False:
        raise typer.BadParameter(
            f"{job.name} keeps its own answers and goes on by itself: move them away to begin anew",
            param_hint="--restart",
        )
    if job.journaled or resume is False or target.is_stdout:
        return []
    if resume is None and target.partial.is_file() and target.partial.stat().st_size:
        raise typer.BadParameter(
            f"{target.partial} has predictions of a run that broke off: "
            "--resume goes on after them, --restart begins anew",
            param_hint="--resume",
        )
    return target.done(inputs)


def _tell_kept(job: Job, target: systems.Output, total: int) -> None:
    kept = target.kept()
    if kept and not job.journaled:
        typer.echo(
            f"{kept} of {total} documents are done and kept in {target.partial}: "
            "--resume goes on after them.",
            err=True,
        )


def _tell(counts: systems.Checked, number: int, target: systems.Output) -> None:
    located, lost = sum(counts.located.values()), len(counts.unlocated)
    if located or lost:
        rest = f", {lost:,} not, and spurious when scored" if lost else ""
        typer.echo(f"{located:,} mentions and triggers without offsets located{rest}", err=True)
        for each in counts.unlocated[:SHOWN]:
            typer.echo(f"{each.document}: {each.path}: {each.reason}: {each.text!r}", err=True)
        if lost > SHOWN:
            typer.echo(f"… and {lost - SHOWN:,} more; farrago align lists all of them", err=True)
    typer.echo(f"{number} documents predicted: {target.predictions}", err=True)
