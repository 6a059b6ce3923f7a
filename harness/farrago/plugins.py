"""From a name to the module that does it. The folder is the register; outsiders use entry points.

A metric, an importer or a baseline is one module in its folder. A package of somebody else's adds one by an
entry point of the group that is called like the folder (``farrago.metrics``, ``farrago.importers``,
``farrago_baselines``).
"""

from __future__ import annotations

import pkgutil
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType


class UnknownPluginError(LookupError):
    """No module of that name; the message lists all names and the nearest one."""

    def __init__(self, package: str, name: str) -> None:
        known = names(package)
        near = get_close_matches(name, known, n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        folder = package.rpartition(".")[2]
        super().__init__(f"{folder} has no {name!r}.{guess} There is: {', '.join(known)}.")


@cache
def names(package: str) -> tuple[str, ...]:
    """Return the names of all modules in the package and of all entry points of its group, sorted."""
    folder = import_module(package).__path__
    own = (module.name for module in pkgutil.iter_modules(folder) if not module.name.startswith("_"))
    return tuple(sorted({*own, *(point.name for point in entry_points(group=package))}))


def load(package: str, name: str) -> ModuleType:
    """Import and return the module of that name; the folder comes before entry points.

    Raises:
        UnknownPluginError: there is none.
    """
    if name not in names(package):
        raise UnknownPluginError(package, name)
    if name in {module.name for module in pkgutil.iter_modules(import_module(package).__path__)}:
        return import_module(f"{package}.{name}")
    (point,) = entry_points(group=package, name=name)
    module = point.load()
    assert isinstance(module, ModuleType), f"entry point {name!r} of {package!r} must name a module"
    return module
