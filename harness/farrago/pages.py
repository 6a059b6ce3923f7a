"""What all pages that the project makes share: templates that escape, files beside them, and a policy.

A page is one HTML file with its style and its script inside. It asks the network for nothing, and what a
stranger wrote is text on it and never a tag.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from farrago.formats import plain


@cache
def environment(package: str) -> Environment:
    """Return the templates of a package's folder ``templates``; what they print is escaped and harmless."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def static(package: str, name: str) -> str:
    """Return a file of a package's folder ``static``."""
    return resources.files(package).joinpath("static", name).read_text(encoding="utf-8")


def style(package: str, *names: str) -> str:
    """Return what all pages look like, and what a page of the package has besides."""
    return static("farrago", "base.css") + "".join(static(package, name) for name in names)


def inert(value: object) -> Markup:
    """Return JSON for a data block of a page; nothing in it can end the block or begin a tag."""
    text = msgspec.json.encode(value, order="deterministic").decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # no tag can be in it any more


def policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy under which this style and this script work, and nothing else."""
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _harmless(value: object) -> object:
    # What a template prints is a stranger's text, except what we made ourselves.
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
