"""The command ``farrago``: one file a sub-command, found by its name in this folder.

A command's module holds ``command(app)``, which adds it. Nothing heavy is imported before a command runs:
``farrago --help`` stays as fast as the command line library itself.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from farrago import plugins

app = typer.Typer(
    name="farrago",
    help="Information extraction from messy web news: score, validate and compare systems.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _print_version(asked: bool) -> None:
    if asked:
        import farrago

        print(f"farrago {farrago.__version__}")
        raise typer.Exit


@app.callback()
def _farrago(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for _name in plugins.own(__name__):
    plugins.load(__name__, _name).command(app)


def main() -> None:
    """Run the command; invalid input ends with exit code 3 and all that is wrong with it on stderr."""
    try:
        app()
    except BrokenPipeError:
        # The reader of our output went away (``farrago … | head``): that is not an error of ours.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        from farrago_schema.problems import InputError

        if not isinstance(error, InputError):
            raise
        print(error, file=sys.stderr)
        sys.exit(3)
