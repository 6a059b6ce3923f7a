"""Text from strangers, made harmless for a page, a Markdown table and a terminal."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~&!@$^]|:(?=//)")
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\t\n\r\v\f\x85\u2028\u2029")


def plain(text: str) -> str:
    """Return the text on one line, without characters that command a terminal or turn the direction."""
    return "".join(map(_plain, text))


def web_address(url: str | None) -> str | None:
    """Return the address if it is one of the web (http or https, with a host), else ``None``."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # what looks like an IPv6 address and is none
        return None
    is_clean = plain(url) == url and " " not in url and "\\" not in url
    return url if is_clean and parts.scheme in {"http", "https"} and parts.hostname else None


def markdown(text: str) -> str:
    """Return the text such that Markdown prints it as it stands, in a table too."""
    return _MARKDOWN.sub(r"\\\g<0>", plain(text))


def markdown_address(url: str) -> str:
    """Return a web address in the form that stands between the brackets of a Markdown link."""
    return re.sub(r"[<>()\[\]|`\s]", lambda match: f"%{ord(match[0]):02X}", url)


def _plain(character: str) -> str:
    if character in _BREAKS:
        return " "
    if character in _DIRECTION or unicodedata.category(character) in {"Cc", "Cs"}:
        return "\N{REPLACEMENT CHARACTER}"
    return character
