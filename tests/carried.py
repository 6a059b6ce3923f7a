"""What a document's page carries, read back as its script reads it."""

from __future__ import annotations

import base64
import json
import re
import zlib
from html.parser import HTMLParser

VOID = {"meta", "input", "br"}


def unpacked(text):
    return json.loads(zlib.decompress(base64.b64decode(text)))


def data_of(html):
    return json.loads(
        re.search(r'<script type="application/json" id="Data">(.*?)</script>', html, re.DOTALL)[1]
    )


def units(text, start, length):
    """Return a slice of a text by UTF-16 units, as a browser counts."""
    encoded = text.encode("utf-16-le", errors="surrogatepass")
    return encoded[2 * start : 2 * (start + length)].decode("utf-16-le", errors="surrogatepass")


class Page(HTMLParser):
    """Collects tags, ids, links and texts, and refuses tags that are not well nested."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.ids, self.links, self.text = [], [], [], [], []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.tags.append((tag, known))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "a" and "href" in known:
            self.links.append(known["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)
