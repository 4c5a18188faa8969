"""What the small Markdown refuses: each element with its line and the way out."""

from contextlib import suppress

import pytest

from document.markdown import REMEDY, parse
from faults.errors import BadTemplate

SYNTAX = "lista dentro de lista além do que a técnica legislativa usa"

REFUSED: dict[str, tuple[str, str]] = {
    "html block": ("<div>\nx\n</div>", "elemento não permitido no texto (html_block)"),
    "html in a line": ("a <b>x</b>", "elemento não permitido no texto (html_inline)"),
    "html comment": ("<!-- c -->", "elemento não permitido no texto (html_block)"),
    "comment in a line": ("a <!-- c --> b", "elemento não permitido no texto (html_inline)"),
    "image": ("![i](x)", "elemento não permitido no texto (image)"),
    "code in a line": ("a `x`", "elemento não permitido no texto (code_inline)"),
    "fenced code": ("```\nx\n```", "elemento não permitido no texto (fence)"),
    "indented code": ("    x", "elemento não permitido no texto (code_block)"),
    "quotation": ("> x", "elemento não permitido no texto (blockquote_open)"),
    "rule": ("***", "elemento não permitido no texto (hr)"),
    "address in angles": ("<http://x>", "ligação para fora do documento (http://x)"),
    "outside link": ("[](http://x)", "ligação para fora do documento (http://x)"),
    "outside link with text": ("[a](http://x)", "ligação para fora do documento (http://x)"),
    "link to a file": ("[](x.md#a)", "ligação para fora do documento (x.md#a)"),
    "empty link": ("[]()", "ligação para fora do documento ()"),
    "reference with text": ("[prazo](#a)", "remissão com texto: o sistema é que a escreve"),
    "reference to nothing": ("[](#)", "o identificador “” não tem só a-z, 0-9 e hífens"),
    "reference in capitals": ("[](#Prazo)", "o identificador “Prazo” não tem só a-z, 0-9 e hífens"),
    "anchor in a paragraph": (
        "[]{#a} x",
        "a âncora “a” não está no começo de um item de lista",
    ),
    "anchor inside a paragraph": ("x []{#a}", "âncora fora do começo de um item de lista"),
    "anchor inside an item": ("- x []{#a}", "âncora fora do começo de um item de lista"),
    "two anchors": ("- []{#a} []{#b} x", "âncora fora do começo de um item de lista"),
    "anchor around a text": ("- [x]{#a} y", "âncora mal escrita"),
    "class in place of an anchor": ("- []{.a} x", "âncora mal escrita"),
    "anchor with more": ("- []{#a b=c} x", "âncora mal escrita"),
    "anchor with an accent": ("- []{#ç} x", "o identificador “ç” não tem só a-z, 0-9 e hífens"),
    "anchor and nothing": ("- []{#a}", "item de lista sem texto"),
    "empty item": ("-\n- x", "item de lista sem texto"),
    "item that is a list": ("- - x", "item de lista sem texto"),
    "list that starts at 3": ("3. x", "a lista começa por “3.”; toda lista começa por “1.”"),
    "year that reads as a list": (
        "2024. Foi o ano.",
        "a lista começa por “2024.”; toda lista começa por “1.”",
    ),
    "first title": ("# Subcláusula {#s}", "o título “Subcláusula {#s}” não é conhecido"),
    "third title": ("### Subcláusula {#s}", "o título “Subcláusula {#s}” não é conhecido"),
    "other title": ("## Capítulo {#s}", "o título “Capítulo {#s}” não é conhecido"),
    "typed ordinal": (
        "## Subcláusula primeira {#s}",
        "o título “Subcláusula primeira {#s}” não é conhecido",
    ),
    "words after the id": (
        "## Subcláusula {#s} x",
        "o título “Subcláusula {#s} x” não é conhecido",
    ),
    "id with a space": (
        "## Subcláusula {#a b}",
        "o identificador “a b” não tem só a-z, 0-9 e hífens",
    ),
    "empty id": ("## Subcláusula {#}", "o identificador “” não tem só a-z, 0-9 e hífens"),
}


@pytest.mark.parametrize(("source", "problem"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_allowed_is_refused_with_its_line(source: str, problem: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        parse(f"Um.\n\n{source}")
    assert caught.value.message == f"linha 3: {problem}."
    assert caught.value.remedy == REMEDY


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        ("- x\n\n  y", 3, "um item tem um só parágrafo"),
        ("- x\n  > y", 2, "um item tem um só parágrafo"),
        ("- x\n- y\n  - z\n    - w", 4, SYNTAX),
        ("1. x\n   - y\n     - z\n       - w", 4, SYNTAX),
        ("- x\n  1. y", 2, SYNTAX),
        ("1. x\n   1. y", 2, SYNTAX),
        ("## Subcláusula {#s}\n\nx\n\n<hr>", 5, "elemento não permitido no texto (html_block)"),
        ("Um.\n\nDois\ncom `x`.", 3, "elemento não permitido no texto (code_inline)"),
    ],
)
def test_the_line_is_that_of_the_paragraph_or_list_at_fault(
    source: str, line: int, problem: str
) -> None:
    with pytest.raises(BadTemplate) as caught:
        parse(source)
    assert caught.value.message == f"linha {line}: {problem}."


@pytest.mark.parametrize(
    "source",
    ["- " * 3000 + "x", "> " * 3000 + "x", "**a " * 5000, "[" * 3000, "<" * 20000, "*" * 20000],
    ids=["lists", "quotations", "bold", "brackets", "angles", "stars"],
)
def test_deep_nesting_is_read_or_refused_without_running_away(source: str) -> None:
    with suppress(BadTemplate):  # anything else, RecursionError first of all, fails the test
        assert parse(source)
