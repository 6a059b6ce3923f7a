"""Calls of one function in several threads, which an interrupt leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


def as_they_come(function: Callable[..., T], calls: Sequence[tuple[Any, ...]], number: int) -> Iterator[T]:
    """Yield what the calls return, in the order in which they end, ``number`` of them at a time.

    The threads are daemons. Those of a ``ThreadPoolExecutor`` are waited for when Python ends: a run that a
    user interrupts would go on until the slowest answer has come.

    Raises:
        Exception: what a call has raised.
    """
    todo: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    done: SimpleQueue[tuple[T, None] | tuple[None, Exception]] = SimpleQueue()
    for call in calls:
        todo.put(call)

    def work() -> None:
        while True:
            try:
                call = todo.get_nowait()
            except Empty:
                return
            try:
                done.put((function(*call), None))
            except Exception as error:  # it is raised where the results are read
                done.put((None, error))

    for _ in range(min(number, len(calls))):
        Thread(target=work, daemon=True).start()
    for _ in calls:
        result, error = done.get()
        if error is not None:
            raise error
        yield result  # type: ignore[misc]  # without an error there is a result
