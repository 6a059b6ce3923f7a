"""Any value that a type can hold."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

T = TypeVar("T")


def values_of(type_: type[T]) -> st.SearchStrategy[T]:
    """Any value that decodes as the type: its shape is right, its meaning is nobody's concern."""
    return _of(type_, ())


def _of(hint: Any, metas: tuple[msgspec.Meta, ...]) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _of(arguments[0], tuple(item for item in arguments[1:] if isinstance(item, msgspec.Meta)))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(_of(item, metas) for item in arguments))
    if origin in {tuple, dict}:
        return _container(origin, arguments)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = get_type_hints(hint, include_extras=True)
        return st.builds(hint, **{name: _of(hints[name], ()) for name in hint.__struct_fields__})
    return _LEAVES[hint](metas)


def _container(origin: Any, arguments: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is dict:
        return st.dictionaries(_of(arguments[0], ()), _of(arguments[1], ()), max_size=3)
    return st.lists(_of(arguments[0], ()), max_size=3).map(tuple)


def _strings(metas: Sequence[msgspec.Meta]) -> st.SearchStrategy[str]:
    for meta in metas:
        if meta.pattern is not None:
            # \Z and [0-9]: what JSON Schema and msgspec both mean by the pattern.
            return st.from_regex(meta.pattern.replace(r"\d", "[0-9]").replace("$", r"\Z"))
        if meta.min_length is not None or meta.max_length is not None:
            return st.text(
                _characters(), min_size=meta.min_length or 0, max_size=min(meta.max_length or 8, 8)
            )
    return st.text(_characters(), max_size=8)


def _characters() -> st.SearchStrategy[str]:
    return st.characters(codec="utf-8")


def _integers(metas: Sequence[msgspec.Meta]) -> st.SearchStrategy[int]:
    low = max((int(meta.ge) for meta in metas if meta.ge is not None), default=-(2**31))
    high = min((int(meta.le) for meta in metas if meta.le is not None), default=2**31 - 1)
    return st.integers(low, high)


def _floats(metas: Sequence[msgspec.Meta]) -> st.SearchStrategy[float]:
    low = max((float(meta.ge) for meta in metas if meta.ge is not None), default=None)
    high = min((float(meta.le) for meta in metas if meta.le is not None), default=None)
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


_LEAVES: dict[Any, Callable[[Sequence[msgspec.Meta]], st.SearchStrategy[Any]]] = {
    str: _strings,
    int: _integers,
    float: _floats,
    bool: lambda _: st.booleans(),
    type(None): lambda _: st.none(),
}
