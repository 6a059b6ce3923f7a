"""What ``--format`` and ``--json`` mean together, for every command that has both."""

from __future__ import annotations

import typer

from farrago.formats import Format, chosen


def known_format(format_: Format, *, as_json: bool) -> Format:
    """Return the format that is asked for; end with exit code 2 where two are."""
    try:
        return chosen(format_, as_json=as_json)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--json") from error
