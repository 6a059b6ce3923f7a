import pytest

from farrago.board import text


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
