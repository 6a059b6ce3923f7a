"""The scorer and the tools. ``farrago.score(predictions, gold=…)`` scores what a system says.

``farrago.align(predictions, gold=…)`` finds offsets for predictions that come as text.
``farrago.errors_of(predictions, gold=…)`` says what went wrong, item by item.
``farrago.compare(one, other, gold=…)`` says whether the difference of systems is more than chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from farrago.report import align, score
    from farrago.report.compared import compare
    from farrago.report.errors import errors_of
    from farrago_schema.problems import InputError

    __version__: str

__all__ = ["InputError", "__version__", "align", "compare", "errors_of", "score"]


def __getattr__(name: str) -> Any:
    """Load the scorer when it is first asked for: ``import farrago`` itself costs nothing."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("farrago")
    if name == "InputError":
        from farrago_schema import problems  # noqa: PLC0415

        return problems.InputError
    if name == "errors_of":
        from farrago.report import errors  # noqa: PLC0415

        return errors.errors_of
    if name == "compare":
        from farrago.report import compared  # noqa: PLC0415

        return compared.compare
    if name in __all__:
        from farrago import report  # noqa: PLC0415

        return getattr(report, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
