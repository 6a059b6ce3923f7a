"""Tables and strangers' text in Markdown, LaTeX and CSV."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from farrago import formats

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
    table = f"| System | Score |\n| --- | --- |\n| {formats.markdown(name)} | 1.0 |\n"
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    tokens = parser.parse(table)
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert [cell.content for cell in cells][1:] == ["1.0"]
    assert {child.type for child in cells[0].children} <= {"text", "text_special"}
    assert "".join(child.content for child in cells[0].children) == " ".join(formats.plain(name).split(" "))


@given(st.text())
def test_plain_text_is_one_line_without_commands(value):
    result = formats.plain(value)
    assert len(result) == len(value)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", result)
    assert formats.plain(result) == result


def test_every_control_and_every_half_of_a_character_is_replaced():
    for character in map(chr, range(0x110000)):
        if unicodedata.category(character) in {"Cc", "Cs"}:
            assert formats.plain(character) in {" ", "\N{REPLACEMENT CHARACTER}"}


def test_plain_text_keeps_writing_that_joins_and_combines():
    for value in ("مرحبا", "नमस्ते", "👩\u200d🚀", "e\u0301", "Ω-Net v2"):
        assert formats.plain(value) == value


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_code_shows_a_signature_as_it_stands(name):
    tokens = MarkdownIt("commonmark").parse(f"{formats.markdown_code(name)}\n")
    (code,) = next(token for token in tokens if token.type == "inline").children
    assert (code.type, code.content) == ("code_inline", formats.plain(name))


def unescaped(text: str) -> str:
    """Read LaTeX as LaTeX does, as far as our own escapes go; fail at any other command or special sign."""
    words = {code: sign for sign, code in formats._LATEX.items()} | {"-{}": "-"}
    signs = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found, rest = [], text
    while rest:
        match = re.match(rf"{signs}|[^\\&%$#_{{}}~^]", rest)
        assert match, f"LaTeX would stumble over {rest[:20]!r}"
        found.append(words.get(match[0], match[0]))
        rest = rest[len(match[0]) :]
    return "".join(found)


@given(st.text(alphabet=st.one_of(st.sampled_from("\\{}[]*&%$#_~^<>|\"'`-–ab"), st.characters())))
def test_latex_shows_a_name_as_it_stands(value):
    assert unescaped(formats.latex(value)) == formats.plain(value)
    assert "--" not in formats.latex(value), "two hyphens would be joined"


def test_a_latex_table_has_as_many_cells_in_every_row_and_closes_what_it_opens():
    rows = [["[a] & b", "1", "–"], ["*c\\\\d", "2", "50 %"]]
    signature = "farrago:1|gold:x_y#12%\nnext line"
    table = formats.latex_table(
        ("metric", "P", "R_1"), rows, caption="A & B", label="tab:a", signature=signature, notes=["n_1"]
    )
    lines = [line.strip() for line in table.splitlines()]
    assert lines[0] == "% farrago:1|gold:x_y#12% next line", "a comment that no line break can leave"
    body = [line for line in lines if line.endswith("\\\\")]
    assert [len(re.findall(r"(?<!\\)&", line)) for line in body] == [2, 2, 2]
    assert r"\begin{tabular}{lrr}" in lines
    assert not any(line.startswith(("[", "*")) for line in body), "no option of the line end above"
    opened = re.findall(r"\\begin\{(\w+)\}", table)
    assert opened == re.findall(r"\\end\{(\w+)\}", table)[::-1] == ["table", "tabular"]
    bare = re.sub(r"\\[{}]", "", table)
    assert bare.count("{") == bare.count("}")
    assert r"x\_y\#\allowbreak{}12\%" in table, "the signature is a note, too"


def test_csv_holds_what_was_put_in():
    text = formats.csv_text(("a", "b"), [('say "hi", you', 0.1), ("two\nlines", None)])
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ['say "hi", you', "0.1"], ["two\nlines", ""]]


def test_two_formats_at_once_are_refused():
    assert formats.chosen(formats.Format.text, as_json=True) is formats.Format.json
    assert formats.chosen(formats.Format.csv, as_json=False) is formats.Format.csv
    with pytest.raises(ValueError, match="--format says csv"):
        formats.chosen(formats.Format.csv, as_json=True)
