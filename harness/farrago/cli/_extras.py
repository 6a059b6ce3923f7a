"""What a command needs beyond the core dependencies."""

from __future__ import annotations

from importlib.util import find_spec

import typer


def need(extra: str, *modules: str) -> None:
    """End the command with exit code 2 and a way out, unless all the modules are installed."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        typer.echo(f"This needs {', '.join(missing)}: pip install 'farrago[{extra}]'", err=True)
        raise typer.Exit(2)
