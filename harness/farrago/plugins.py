"""From a name to the module that does it. The folder is the register; outsiders use entry points.

A metric, an importer or a baseline is one module in its folder. A package of somebody else's adds one by an
entry point of the group that is called like the folder (``farrago.metrics``, ``farrago.importers``,
``farrago_baselines``); what the entry point names may be a module or anything in one.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints
    from types import ModuleType


class UnknownPluginError(LookupError):
    """No module of that name; the message lists all names and the nearest one."""

    def __init__(self, package: str, name: str) -> None:
        from difflib import get_close_matches  # noqa: PLC0415  # see _outside

        known = names(package)
        near = get_close_matches(name, known, n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        folder = package.rpartition(".")[2]
        super().__init__(f"{folder} has no {name!r}.{guess} There is: {', '.join(known)}.")


@cache
def own(package: str) -> tuple[str, ...]:
    """Return the names of the modules in the package itself, sorted; underscored ones are private."""
    folder = import_module(package).__path__
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folder) if not m.name.startswith("_")))


@cache
def names(package: str) -> tuple[str, ...]:
    """Return the names of all modules in the package and of all entry points of its group, sorted."""
    return tuple(sorted({*own(package), *(point.name for point in _outside(package))}))


def load(package: str, name: str) -> ModuleType:
    """Import and return the module of that name; the folder comes before entry points.

    Raises:
        UnknownPluginError: there is none.
    """
    if name in own(package):
        return import_module(f"{package}.{name}")
    if name not in names(package):
        raise UnknownPluginError(package, name)
    (point,) = _outside(package).select(name=name)
    module: ModuleType = point.load()
    return module


def outsiders(package: str) -> tuple[str, ...]:
    """Return what others add to the package: name, what it is, and of which version of which distribution."""
    points = sorted(_outside(package), key=lambda point: (point.name, point.value))
    return tuple(
        f"{point.name}={point.value} {point.dist.name} {point.dist.version}"
        if point.dist
        else f"{point.name}={point.value}"
        for point in points
    )


def _outside(package: str) -> EntryPoints:
    # Looking at every installed package costs more than the command line library itself: only when needed.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return entry_points(group=package)
