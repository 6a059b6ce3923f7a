"""The part of a broken prediction that is whole, so that its other errors can be told at the same time.

What the schema refuses is replaced by a stand-in of the right shape, so that every path stays as it was; what
is then said of a stand-in is dropped.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from farrago_schema.problems import Problem
from farrago_schema.types import Prediction
from farrago_schema.validate.place import Path, json_path, steps_of

_NOBODY = "\0"
_STAND_INS: dict[str, dict[str, object]] = {
    "mentions": {"text": _NOBODY},
    "triggers": {"text": _NOBODY},
    "arguments": {"role": _NOBODY, "entity": _NOBODY},
    "relations": {"type": _NOBODY, "head": _NOBODY, "tail": _NOBODY},
    "events": {"type": _NOBODY},
}
_OPTIONAL = {
    "name",
    "value",
    "score",
    "kind",
    "occurrence",
    "sentence",
    "status",
    "evidence",
    "realis",
}


class Salvage(msgspec.Struct, frozen=True):
    """A prediction with stand-ins, the paths of these, and whether all ids of entities are known."""

    prediction: Prediction
    stand_ins: frozenset[str]
    ids_known: bool

    def concerns(self, problem: Problem) -> bool:
        """Tell whether a problem is one of the prediction, and not of a stand-in."""
        if problem.code == "unknown-entity" and not self.ids_known:
            return False
        return json_path(_unit(steps_of(problem.path or "$"))) not in self.stand_ins


def salvage(value: object, broken: Iterable[Path], unknown_keys: Sequence[Path]) -> Salvage | None:
    """Return what is whole of a prediction that is broken at these paths, or ``None`` if too little is."""
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        return None
    mended: dict[str, Any] = copy.deepcopy(value)
    optional = {path: _up_to_optional(path) for path in broken}
    for path in (*unknown_keys, *filter(None, optional.values())):
        _follow(mended, path[:-1]).pop(path[-1], None)
    units = sorted({_unit(path) for path in broken if not optional[path]}, key=len, reverse=True)
    ids_known = True
    for unit in units:
        if len(unit) == 1:
            mended.pop(str(unit[0]), None)
        elif unit:
            ids_known = _replace(mended, unit) and ids_known
    ids_known = ids_known and ("entities" in mended or ("entities" not in value and not unknown_keys))
    try:
        prediction = msgspec.convert(mended, Prediction)
    except (msgspec.ValidationError, RecursionError):
        return None
    return Salvage(prediction, frozenset(map(json_path, units)), ids_known)


def _up_to_optional(path: Path) -> Path:
    """Return the path up to the first key that an item may do without, or ``()`` if there is none."""
    for length, step in enumerate(path, 1):
        if step in _OPTIONAL or (path[:1] == ("events",) and length == 3 and step == "id"):
            return path[:length]
    return ()


def _unit(path: Path) -> Path:
    """Return the smallest item of a list that the path lies in, else the key of the document."""
    for length in range(len(path), 1, -1):
        name, index = path[length - 2], path[length - 1]
        if isinstance(index, int) and (name in _STAND_INS or name == "entities"):
            return path[:length]
    return path[:1]


def _replace(mended: Any, unit: Path) -> bool:
    """Put a stand-in at the unit's place, and tell whether the ids of entities are still known."""
    parent = _follow(mended, unit[:-1])
    index = unit[-1]
    if unit[-2] != "entities":
        stand_in = dict(_STAND_INS[str(unit[-2])])
        if unit[-2] == "events":
            stand_in |= _kept(parent[index], ("triggers", "arguments"))
        parent[index] = stand_in
        return True
    kept = _kept(parent[index], ("mentions",))
    id_ = parent[index].get("id") if isinstance(parent[index], dict) else None
    is_known = isinstance(id_, str) and 0 < len(id_) <= 200
    parent[index] = {"id": id_ if is_known else f"{_NOBODY}{index}", "type": _NOBODY, "mentions": [], **kept}
    return is_known


def _follow(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _kept(item: object, keys: tuple[str, ...]) -> dict[str, object]:
    """Return the lists of a broken item whose own items were whole, or have stand-ins by now."""
    if not isinstance(item, dict):
        return {}
    return {key: item[key] for key in keys if isinstance(item.get(key), list)}
