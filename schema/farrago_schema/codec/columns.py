"""Rows of tables: there every field of a struct stands in every row, and what nobody said is null."""

from __future__ import annotations

import types
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec


def said(row: Any, type_: type[msgspec.Struct]) -> Any:
    """Return a row of a table as the mapping that was once written: without nulls for what has a default.

    A list of structs may stand as a struct of lists, which is what ``datasets.Sequence`` makes of it. What is
    not shaped like the type stays as it is: who decodes the row says what is wrong with it.
    """
    if not isinstance(row, dict):
        return row
    known = _fields(type_)
    return {
        name: known[name].read(value) if name in known else value
        for name, value in row.items()
        if value is not None or name not in known or known[name].is_required
    }


class _Field(msgspec.Struct, frozen=True):
    """What a field holds: structs of a type, one or many, or something plain (``None``)."""

    is_required: bool
    struct: type[msgspec.Struct] | None
    is_list: bool

    def read(self, value: Any) -> Any:
        if self.struct is None:
            return value
        if not self.is_list:
            return said(value, self.struct)
        rows = _turned(value) if isinstance(value, dict) else value
        return [said(row, self.struct) for row in rows] if isinstance(rows, list) else rows


@cache
def _fields(type_: type[msgspec.Struct]) -> dict[str, _Field]:
    hints = get_type_hints(type_)
    return {
        field.name: _Field(field.required, *_struct(hints[field.name]))
        for field in msgspec.structs.fields(type_)
    }


def _struct(hint: Any) -> tuple[type[msgspec.Struct] | None, bool]:
    """Return the struct in a type, and whether there are many of it."""
    if get_origin(hint) in {Union, types.UnionType}:
        (hint, *_) = (part for part in get_args(hint) if part is not types.NoneType)
    is_list = get_origin(hint) is tuple
    inner = get_args(hint)[0] if is_list else hint
    return (inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None), is_list


def _turned(columns: dict[str, Any]) -> Any:
    """Return a struct of lists as a list of structs, if it is one."""
    lists = [*columns.values()]
    if not all(isinstance(each, list) for each in lists) or len({*map(len, lists)}) != 1:
        return columns
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]
