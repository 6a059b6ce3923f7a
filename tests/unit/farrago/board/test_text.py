import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from farrago.board import text

HOSTILE = [
    "<script>alert(1)</script>",
    "a | b | c",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "`code` **bold** _it_ ~~gone~~ # head",
    "line\nbreak | and\r\nmore",
    "&lt;b&gt; &amp;",
    "back\\slash \\| pipe",
    "<https://evil.example>",
    "https://evil.example",
    "turn \u202egnorw\u202c around",
    "bell \a and \x1b[31mred",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_shows_a_name_as_it_stands_in_one_cell(name):
    table = f"| System | Score |\n| --- | --- |\n| {text.markdown(name)} | 1.0 |\n"
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    tokens = parser.parse(table)
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert [cell.content for cell in cells][1:] == ["1.0"]
    assert {child.type for child in cells[0].children} <= {"text", "text_special"}
    assert "".join(child.content for child in cells[0].children) == " ".join(text.plain(name).split(" "))


@given(st.text())
def test_plain_text_is_one_line_without_commands(value):
    result = text.plain(value)
    assert len(result) == len(value)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", result)
    assert text.plain(result) == result


def test_plain_text_keeps_writing_that_joins_and_combines():
    for value in ("مرحبا", "नमस्ते", "👩\u200d🚀", "e\u0301", "Ω-Net v2"):
        assert text.plain(value) == value


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org/a?b=c#d", "HTTPS://Example.org/ü"]
)
def test_addresses_of_the_web_are_links(url):
    assert text.web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org",
        "https:",
        "https:///path",
        "https://[broken",
        "https:\\\\example.org",
        "https://example.org/\u202egpj.exe",
        "https://example.org/a b",
        "ftp://example.org",
    ],
)
def test_other_addresses_are_none(url):
    assert text.web_address(url) is None


def test_an_address_cannot_leave_its_markdown_link():
    address = text.markdown_address("https://example.org/a)|(b>[c]")
    assert not set(address) & set("()<>[]|")
