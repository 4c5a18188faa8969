"""Pages: as SEI exports them, and as anybody writes them."""

import pytest

from faults.errors import UnreadableFile
from reading.html import HIDDEN_NOTE, NUMBERS_NOTE, read_html
from reading.source import SourceText


def read(body: str, encoding: str = "utf-8", said: str = "") -> SourceText:
    head = f'<meta charset="{said or encoding}">'
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_html("a.html", page.encode(encoding))


def texts(body: str) -> list[str]:
    return [line.text for line in read(body).lines]


def test_paragraphs_and_breaks_are_lines() -> None:
    assert texts("<p>um <b>só</b>\n parágrafo</p><p>dois<br>linhas</p>solto") == [
        "um só parágrafo", "dois", "linhas", "solto",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "said", "notes"),
    [
        ("cp1252", "iso-8859-1", ()),
        ("utf-8", "utf-8", ()),
        ("utf-8", "iso-8859-1", ("O arquivo diz estar em iso-8859-1, mas está em UTF-8.",)),
        ("cp1252", "utf-8", ("O texto está na codificação do Windows (1252), e não em UTF-8.",)),
    ],
)
def test_what_the_bytes_say_goes_before_what_the_page_says(
    encoding: str, said: str, notes: tuple[str, ...]
) -> None:
    source = read("<p>Ação – “fim”</p>", encoding, said)
    assert ([line.text for line in source.lines], source.notes) == (["Ação – “fim”"], notes)


def test_the_labels_of_seis_classes_are_written_out() -> None:
    source = read(
        '<p class="Item_Nivel1">DO OBJETO</p><p class="Item_Nivel2">Texto.</p>'
        '<p class="Item_Alinea_Letra">um;</p><p class="Item_Alinea_Letra">dois.</p>'
        '<p class="Item_Nivel1">DO PRAZO</p><p class="Item_Inciso_Romano">três;</p>'
        '<p class="Item_Alinea_Letra">quatro.</p>'
    )
    assert [line.text for line in source.lines] == [
        "1. DO OBJETO", "1.1. Texto.", "a) um;", "b) dois.", "2. DO PRAZO", "I - três;",
        "a) quatro.",
    ]  # fmt: skip
    assert source.notes == (NUMBERS_NOTE,)


def test_lists_show_the_labels_of_their_kind() -> None:
    assert texts(
        '<ol type="a"><li>um</li><li value="4">dois</li></ol><ol start="3"><li>três</li></ol>'
        '<ol style="list-style-type: upper-roman"><li>quatro</li></ol><ul><li>cinco</li></ul>'
    ) == ["a) um", "d) dois", "3. três", "I - quatro", "• cinco"]


def test_a_label_that_is_written_already_is_not_written_twice() -> None:
    item = '<p class="Item_Alinea_Letra">b) dois</p>'
    assert texts(f"<ol><li><span>a) </span>um</li></ol>{item}") == ["a) um", "b) dois"]


def test_cells_know_their_table_row_and_column() -> None:
    source = read("<table><tr><td>a</td><td></td></tr><tr><th><p>b</p><p>c</p></th></tr></table>")
    assert [(line.text, line.cell) for line in source.lines] == [
        ("a", (0, 0, 0)), ("", (0, 0, 1)), ("b", (0, 1, 0)), ("c", (0, 1, 0)),
    ]  # fmt: skip


def test_what_is_hidden_or_runs_is_not_read() -> None:
    source = read(
        '<p style="display: none">oculto</p><script>x()</script><style>p{}</style>'
        "<!-- nota --><template>t</template><p>visto</p>depois"
    )
    assert [line.text for line in source.lines] == ["visto", "depois"]
    assert source.notes == (HIDDEN_NOTE,)


def test_our_own_sections_carry_their_ids() -> None:
    source = read('<section class="clausula" id="objeto"><h2>CLÁUSULA</h2><p>Texto</p></section>')
    assert {line.clause_id for line in source.lines} == {"objeto"}


def test_a_thousand_levels_are_read_without_recursion() -> None:
    assert read("<div>" * 1000 + "fundo").text == "fundo"


def test_more_levels_than_can_be_read_are_refused_and_not_passed_over() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.html: a página tem níveis demais\.$"):
        read("<div>" * 10_000 + "fundo")


def test_an_entity_bomb_is_only_letters() -> None:
    page = b'<!DOCTYPE html [<!ENTITY a "' + b"b" * 1000 + b'">]><html><p>&a;&a;</p></html>'
    assert len(read_html("a.html", page).text) < 3000


def test_a_page_that_is_a_typed_text_is_read_as_one() -> None:
    typed = "<html><body><pre>ACORDO DE\nCOOPERAÇÃO\n\nCLÁUSULA ÚNICA</pre></body></html>"
    source = read_html("a.html", typed.encode())
    assert [line.text for line in source.lines] == ["ACORDO DE", "COOPERAÇÃO", "", "CLÁUSULA ÚNICA"]
    assert source.kind == "texto"
