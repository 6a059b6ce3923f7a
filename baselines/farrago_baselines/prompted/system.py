"""Runs the model over documents: asks for what the journal does not have, then reads all answers."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from farrago_baselines.prompted import answers, prompt, settings
from farrago_baselines.prompted.answers import LABELS, Reading
from farrago_baselines.prompted.threads import as_they_come
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System, Usage
from farrago_schema.types import SCHEMA_VERSION, Document, Input, Layer, Prediction

if TYPE_CHECKING:
    from farrago_baselines.prompted.journal import Entry, Journal

EXTRA = "prompted"
NEEDS = ("httpx", "tenacity")
ANSWERS, PROBLEMS = "answers.jsonl", "problems.jsonl"
MILLION = 1_000_000


def configure(given: Mapping[str, str], folder: Path | None) -> Prompted:
    """Return the runner with these settings, which keeps its answers in the folder.

    Raises:
        InputError: a setting is missing or wrong, or there is no folder.
    """
    if folder is None:
        expected = "a folder, which keeps every answer: -o submissions/NAME"
        raise InputError([Problem("output", "prompted", "a file", expected)])
    return Prompted(settings.read(given), folder)


class Prompted:
    """One model with one prompt."""

    JOURNALED = True

    def __init__(self, chosen: settings.Settings, folder: Path) -> None:
        self.settings, self.folder = chosen, folder
        self.rules = prompt.instructions(LABELS, chosen)
        self.usage: Usage | None = None

    @property
    def SYSTEM(self) -> System:  # noqa: N802  # what every system calls it
        """What it is and, once it has run, what that took."""
        return System(
            SCHEMA_VERSION,
            self.settings.name or self.settings.model[:80],
            "prompted",
            self.settings.chosen_layers,
            description="A language model, asked once a document with the rules in short and no examples.",
            date=datetime.now(UTC).date().isoformat(),
            usage=self.usage,
        )

    def predict(self, documents: Iterable[Input], _train: Sequence[Document]) -> Iterator[Prediction]:
        """Yield one prediction a document, in order, when all are answered.

        Raises:
            InputError: documents got no answer, and ``unanswered`` is not ``empty``.
        """
        from farrago_baselines.prompted.journal import Journal, fingerprint  # noqa: PLC0415  # needs httpx

        documents = list(documents)
        bodies = [prompt.request(document, self.rules, LABELS, self.settings) for document in documents]
        requests = [fingerprint(self.settings.url, body) for body in bodies]
        journal = Journal(self.folder / ANSWERS)
        try:
            left = [
                (document, body, request)
                for document, body, request in zip(documents, bodies, requests, strict=True)
                if journal.answer(request) is None
            ]
            failures, hopeless = _ask_all(left, self.settings, journal)
            entries = [journal.answer(request) for request in requests]
            noted = journal.of(set(requests))
        finally:
            journal.close()
        if failures and (hopeless or self.settings.unanswered == "stop"):
            raise _unfinished(failures, len(documents), hopeless=hopeless)
        readings = [
            _read(document, entry, failures, self.settings.chosen_layers)
            for document, entry in zip(documents, entries, strict=True)
        ]
        self.usage = self._usage(noted, readings, len(failures))
        _tell(readings, self.folder / PROBLEMS, self.usage)
        yield from (reading.prediction for reading in readings)

    def _usage(self, noted: Sequence[Entry], readings: Sequence[Reading], unanswered: int) -> Usage:
        answered = [entry for entry in noted if entry.failure is None]
        read = _sum([entry.input_tokens for entry in answered])
        written = _sum([entry.output_tokens for entry in answered])
        cost = None
        prices = (self.settings.input_price, self.settings.output_price)
        if None not in (*prices, read, written):
            cost = ((read or 0) * (prices[0] or 0) + (written or 0) * (prices[1] or 0)) / MILLION
        unusable = Counter(reading.unusable for reading in readings if reading.unusable)
        return Usage(
            model=self.settings.model,
            prompt=hashlib.sha256(self.rules.encode()).hexdigest(),
            requests=sum(entry.tries for entry in noted),
            answers=len(answered),
            input_tokens=read,
            output_tokens=written,
            cost=cost,
            currency=None if cost is None else self.settings.currency,
            unusable={str(reason): number for reason, number in sorted(unusable.items())},
            dropped=sum(
                problem.startswith("dropped") for reading in readings for problem in reading.problems
            ),
            unanswered=unanswered,
        )


def _ask_all(
    left: Sequence[tuple[Input, dict[str, Any], str]], chosen: settings.Settings, journal: Journal
) -> tuple[dict[str, str], bool]:
    """Ask for documents, several at once, and keep each answer.

    Returns why which document got none, and whether no document would have got one.
    """
    from rich.console import Console  # noqa: PLC0415  # only when something is asked for
    from rich.progress import track  # noqa: PLC0415

    from farrago_baselines.prompted.client import Client, NoAnswerError  # noqa: PLC0415  # needs httpx
    from farrago_baselines.prompted.key import Key  # noqa: PLC0415

    if not left:
        return {}, False
    stop = Event()
    client = Client(chosen, Key.from_environment(), stop)

    def one(document: Input, body: dict[str, Any], request: str) -> tuple[str, str | None]:
        if stop.is_set():
            return document.id, "not asked"
        try:
            journal.answered(document.id, request, client.ask(body))
        except NoAnswerError as error:
            if error.hopeless:
                stop.set()  # no use to ask for the others
            journal.failed(document.id, request, error.tries, error.reason)
            return document.id, error.reason
        return document.id, None

    console = Console(stderr=True)
    try:
        watched = track(
            as_they_come(one, left, chosen.concurrency),
            "Asking",
            total=len(left),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        failures = {document: failure for document, failure in watched if failure is not None}
        hopeless = stop.is_set()
    finally:
        stop.set()
        client.close()
    return failures, hopeless


def _read(
    document: Input, entry: Entry | None, failures: Mapping[str, str], layers: Sequence[Layer]
) -> Reading:
    """Read one answer; what is of no use is an empty prediction that says why."""
    nothing = Prediction(document.id, entities=())
    if entry is None:
        reading = Reading(nothing, (f"unanswered: {failures[document.id]}",))
    elif entry.refusal or entry.finish == "content_filter":
        why = entry.refusal or "the content filter ended the answer"
        reading = Reading(nothing, (f"refused: {why}",), "refused")
    else:
        reading = answers.read_answer(entry.text or "", document)
        if entry.finish == "length" and reading.unusable:
            reading = Reading(nothing, ("cut: the answer was longer than it may be",), "cut")
    said = reading.prediction
    if said.relations is None and "relations" in layers:
        said = replace(said, relations=())
    if said.events is None and {"events", "event_coref", "realis"} & set(layers):
        said = replace(said, events=())
    return replace(reading, prediction=said)


def _unfinished(failures: Mapping[str, str], total: int, *, hopeless: bool) -> InputError:
    hint = "what is answered is kept, and the same command goes on"
    if not hopeless:
        hint += "; --set unanswered=empty leaves these out"
    asked = {document: reason for document, reason in failures.items() if reason != "not asked"}
    problems = [
        Problem("unanswered", "prompted", reason, "an answer", document=document)
        for document, reason in asked.items()
    ]
    if len(asked) < len(failures):
        found = f"{len(failures) - len(asked)} documents that were not asked for after that"
        problems.append(Problem("unanswered", "prompted", found, f"answers to {total}"))
    return InputError([*problems[:-1], replace(problems[-1], hint=hint)])


def _tell(readings: Sequence[Reading], path: Path, usage: Usage) -> None:
    """Write every problem down, and say in short what the run took and what was of no use."""
    lines = [
        msgspec.json.encode(
            {"document": reading.prediction.id, "unusable": reading.unusable, "problem": problem}
        )
        for reading in readings
        for problem in reading.problems
    ]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    tokens = f"{_or_unknown(usage.input_tokens)} tokens read, {_or_unknown(usage.output_tokens)} written"
    cost = "" if usage.cost is None else f", {usage.cost:.4f} {usage.currency}"
    print(f"{usage.answers} answers in {usage.requests} requests: {tokens}{cost}", file=sys.stderr)
    for reason, number in usage.unusable.items():
        print(f"{number} of no use, and empty predictions: {reason}", file=sys.stderr)
    if usage.unanswered:
        print(f"{usage.unanswered} without an answer, and empty predictions", file=sys.stderr)
    if lines:
        print(f"Items dropped: {usage.dropped}. All problems: {path}", file=sys.stderr)


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _or_unknown(count: int | None) -> str:
    return "an unknown number of" if count is None else f"{count:,}"
