"""Finds a system: by the name of a baseline or an entry point, or in a Python file.

A system is anything with ``predict(documents, train)``: a module, an object, or a class, which is made
first. It may have ``SYSTEM``, what ``system.json`` says of it, and ``configure(settings, folder)``, which
returns the system that was set up so.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec

from farrago import plugins
from farrago.scoring.layers import attempted
from farrago_schema import validate
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System
from farrago_schema.types import SCHEMA_VERSION, Document, Input, Layer, Prediction

GROUP = "farrago_baselines"
SUFFIX = ".py"


class Code(Protocol):
    """What a system in Python must have."""

    def predict(
        self, documents: Iterable[Input], train: Sequence[Document]
    ) -> Iterable[Prediction | Mapping[str, Any]]:
        """Return one prediction a document, in order."""


def load(name: str) -> Any:
    """Return the module, object or class of that name: ``rules``, ``mine.py``, ``mine.py:Mine``.

    Raises:
        farrago.plugins.UnknownPluginError: there is no baseline and no entry point of that name.
        InputError: the file is not there, does not run, or holds no such thing.
    """
    file, _, attribute = name.rpartition(":")
    if not attribute.isidentifier():
        file, attribute = name, ""
    if not file.endswith(SUFFIX):
        return plugins.load(GROUP, name) if name in plugins.own(GROUP) else _outside(name)
    found = _module(Path(file))
    if not attribute:
        return found
    if not hasattr(found, attribute):
        names = [each for each in vars(found) if hasattr(getattr(found, each), "predict")]
        expected = f"one of: {', '.join(names)}" if names else "something with predict(documents, train)"
        raise InputError([Problem("system", file, f"no {attribute!r}", expected)])
    return getattr(found, attribute)


def made(found: Any, name: str, settings: Mapping[str, str], folder: Path | None) -> Code:
    """Return the system, a class made and settings given: to ``configure``, else to the class.

    Raises:
        InputError: it takes no settings, or not these; it does not start; it has no ``predict``.
    """
    system = found
    try:
        if hasattr(found, "configure"):
            system = found.configure(settings, folder)
        elif isinstance(found, type):
            system = found(**settings)
        elif settings:
            expected = "a class, or a module with configure(settings, folder)"
            raise InputError([Problem("settings", name, f"settings for {type(found).__name__}", expected)])
    except InputError:
        raise
    except Exception as error:
        raise InputError([failure(error, name, None)]) from error
    if not callable(getattr(system, "predict", None)):
        raise InputError([Problem("system", name, "no predict", "a function predict(documents, train)")])
    code: Code = system
    return code


def describe(system: object, file: Path | None, name: str, seen: Collection[Layer]) -> System:
    """Return what ``system.json`` says: that file's content, or ``SYSTEM``, or what can be told without.

    Args:
        system: what may have ``SYSTEM``, a ``System`` or a dictionary of the same shape.
        file: a ``system.json`` to take instead.
        name: what it is called where neither says.
        seen: the layers that its predictions speak of.

    Raises:
        InputError: what is said has not the shape of ``farrago schema system``.
    """
    if file is not None:
        if problems := validate.validate_system(file):
            raise InputError(problems)
        return msgspec.json.decode(file.read_bytes(), type=System)
    said = getattr(system, "SYSTEM", None)
    if said is None:
        return System(SCHEMA_VERSION, Path(name).name[:80], "other", attempted(None, seen))
    try:
        return msgspec.convert(said, System, from_attributes=True)
    except msgspec.ValidationError as error:
        expected = "what farrago schema system says"
        raise InputError([Problem("system", name, f"SYSTEM: {error}", expected)]) from error


def failure(error: Exception, name: str, document: str | None) -> Problem:
    """Return what a user's code raised: the error, where in which document, and the way there below."""
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if Path(frame.filename).parent != Path(__file__).parent]
    way = "".join(traceback.format_list(theirs)).rstrip()
    line = next((f.lineno for f in reversed(theirs) if Path(f.filename).name == Path(name).name), None)
    told = f"{type(error).__name__}: {error}"
    return Problem("exception", name, told, "a prediction", line, document, hint=f"the way there:\n{way}")


def _outside(name: str) -> Any:
    try:
        return plugins.load(GROUP, name)
    except plugins.UnknownPluginError:
        raise
    except Exception as error:
        raise InputError([failure(error, name, None)]) from error


def _module(path: Path) -> Any:
    if not path.is_file():
        raise InputError([Problem("system", str(path), "no such file", "a Python file with predict")])
    name = f"_system_{path.stem}"  # no module of this name is there already
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise InputError([Problem("system", str(path), "no Python file", "a Python file with predict")])
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.resolve().parent))  # files beside it are imported as when it runs itself
    sys.modules[name] = module  # where dataclasses and pickle look for it
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise InputError([failure(error, str(path), None)]) from error
    return module
