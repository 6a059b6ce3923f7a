"""Web addresses from strangers, made harmless for a page and a Markdown table; for text see ``formats``."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from farrago.formats import plain


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


def markdown_address(url: str) -> str:
    """Return a web address in the form that stands between the brackets of a Markdown link."""
    return re.sub(r"[<>()\[\]|`\s]", lambda match: f"%{ord(match[0]):02X}", url)
