"""DOCX: its words, its bytes, its controls and styles.

What a restyled template may do is in test_docx_template.py.
"""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from document.canonical import canonical_text
from document.labels import number
from document.tree import (
    Document,
    Item,
    ItemList,
    NumberedDocument,
    Paragraph,
    Run,
    SignaturePlace,
)
from faults.errors import InputError
from rendering.docx import TEMPLATE, DocxEngine
from rendering.zip_writer import archive, pack
from tests.rendering.docx_reading import body, controls, convert, folded, members, read_docx_text
from tests.samples import HOSTILE_NAME, numbered_sample, sample_document, sample_edition

NAMES = ["Ministério Público do Estado de Mato Grosso", HOSTILE_NAME]
BARE = replace(sample_edition(), letterhead=(), notices=())
BODY, HEADER = "word/document.xml", "word/header1.xml"


@pytest.fixture(scope="module")
def engine() -> DocxEngine:
    return DocxEngine()


@pytest.fixture(scope="module")
def sample(engine: DocxEngine) -> bytes:
    return engine.render(numbered_sample(), sample_edition())


def document_of(*content: Run) -> NumberedDocument:
    return number(Document("Título", (), (Paragraph(content),), (), (), ()))


def tables(data: bytes) -> list[Any]:
    return list(body(data).iter(qn("w:tbl")))


def paragraph_styles(data: bytes) -> dict[str, Any]:
    every = docx.Document(io.BytesIO(data)).styles
    return {style.style_id: style for style in every if style.type == WD_STYLE_TYPE.PARAGRAPH}


# --- the words ---


@pytest.mark.parametrize("name", NAMES)
def test_the_body_says_exactly_the_canonical_text(engine: DocxEngine, name: str) -> None:
    document = numbered_sample(name)
    text = read_docx_text(engine.render(document, sample_edition()))
    assert folded(text) == folded(canonical_text(document))
    assert name in text


def test_a_frame_without_letterhead_and_notices_leaves_the_words_alone(engine: DocxEngine) -> None:
    data = engine.render(numbered_sample(), BARE)
    assert folded(read_docx_text(data)) == folded(canonical_text(numbered_sample()))
    assert "MINUTA" not in members(data)[HEADER].decode()


def test_bold_and_italic_runs_keep_their_weight_and_slope(sample: bytes) -> None:
    runs = [run for paragraph in body(sample).iter(qn("w:p")) for run in paragraph.iter(qn("w:r"))]
    bold = [
        run.find(qn("w:t")).text
        for run in runs
        if run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
    ]
    italic = [
        run.find(qn("w:t")).text
        for run in runs
        if run.find(f"{qn('w:rPr')}/{qn('w:i')}") is not None
    ]
    assert "UNIÃO" in bold
    assert "Subcláusula única." in bold
    assert italic == ["ipsis litteris"]


def test_line_breaks_in_data_are_spaces_and_no_break_spaces_stay(engine: DocxEngine) -> None:
    data = engine.render(document_of(Run("uma\nlinha\u2028só, nº\u00a01")), BARE)
    assert "uma linha só, nº\u00a01" in read_docx_text(data)


def test_what_xml_cannot_hold_is_refused_by_its_code_point(engine: DocxEngine) -> None:
    with pytest.raises(InputError) as caught:
        engine.render(document_of(Run("a\x01b")), BARE)
    assert caught.value.message == (
        "o texto tem o caractere U+0001, que um arquivo DOCX não aceita."
    )


# --- the file ---


def test_the_same_document_and_edition_give_the_same_bytes(sample: bytes) -> None:
    assert DocxEngine().render(numbered_sample(), sample_edition()) == sample


def test_every_member_is_well_formed_and_dated_1980(sample: bytes) -> None:
    for data in members(sample).values():
        parse_xml(data)
    with zipfile.ZipFile(io.BytesIO(sample)) as archived:
        assert {member.date_time for member in archived.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archived.namelist()[0] == "[Content_Types].xml"


def test_a_zip_of_ours_is_read_by_others() -> None:
    data = archive([pack("ação.txt", b"corpo" * 5000), pack("vazio", b"")])
    assert members(data) == {"ação.txt": b"corpo" * 5000, "vazio": b""}


def test_the_properties_come_from_the_edition(sample: bytes) -> None:
    properties = docx.Document(io.BytesIO(sample)).core_properties
    assert properties.title == "Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON"
    assert properties.author == properties.last_modified_by == "Secretaria Nacional do Consumidor"
    assert properties.subject == "Adesão à plataforma consumidor.gov.br"
    assert properties.language == "pt-BR"
    assert properties.created == properties.modified == datetime(2024, 1, 10, 12, tzinfo=UTC)


def test_hostile_words_around_the_text_stay_words(engine: DocxEngine) -> None:
    edition = replace(
        sample_edition(), title=HOSTILE_NAME, letterhead=(HOSTILE_NAME,), notices=(HOSTILE_NAME,)
    )
    word = docx.Document(io.BytesIO(engine.render(numbered_sample(HOSTILE_NAME), edition)))
    assert word.core_properties.title == HOSTILE_NAME
    paragraphs = word.sections[0].first_page_header.paragraphs
    assert [paragraph.text for paragraph in paragraphs] == [HOSTILE_NAME, HOSTILE_NAME]


# --- structure and look ---


def test_each_clause_stands_in_a_control_with_its_id(sample: bytes) -> None:
    held = controls(sample)
    assert list(held) == [
        "rosto", "abertura", "objeto", "prazo", "fecho", "assinaturas",
        "plano", "dados", "objetivos", "acoes",
    ]  # fmt: skip
    assert held["objeto"].startswith("CLÁUSULA PRIMEIRA – DO OBJETO\nO objeto é a adesão")
    assert held["objeto"].endswith("Subcláusula única. Os dados seguem a lei ipsis litteris.")


def test_clauses_annexes_and_sections_are_headings_and_items_are_not(sample: bytes) -> None:
    styles = paragraph_styles(sample)
    bases = {style.name: style.base_style.name for style in styles.values() if style.base_style}
    assert bases["Pactua Cláusula"] == bases["Pactua Anexo"] == "Heading 1"
    assert bases["Pactua Seção"] == "Heading 2"
    assert bases["Pactua Título"] == "Title"
    assert bases["Pactua Lista 2"] == "Pactua Lista 1"
    used = {
        "".join(text.text for text in paragraph.iter(qn("w:t"))): styles[paragraph.style].name
        for paragraph in body(sample).iter(qn("w:p"))
    }
    assert used["CLÁUSULA SEGUNDA – DO PRAZO"] == "Pactua Cláusula"
    assert used["ANEXO – PLANO DE TRABALHO"] == "Pactua Anexo"
    assert used["3. PLANO DE AÇÃO"] == "Pactua Seção"
    assert used["a)executar as ações;"] == "Pactua Lista 1"
    assert used["1.técnico; e"] == "Pactua Lista 2"


def test_labels_are_words_and_not_automatic_numbers(sample: bytes) -> None:
    files = members(sample)
    assert "word/numbering.xml" not in files
    assert b"w:numPr" not in files[BODY] + files["word/styles.xml"]


def test_the_header_row_repeats_and_no_row_breaks_across_pages(sample: bytes) -> None:
    _, form, actions = tables(sample)
    repeated = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
    whole = f"{qn('w:trPr')}/{qn('w:cantSplit')}"
    assert [row.find(repeated) is not None for row in actions.iterfind(qn("w:tr"))] == [
        True, *[False] * 30
    ]  # fmt: skip
    assert form.find(f".//{qn('w:tblHeader')}") is None
    for table in tables(sample):
        assert all(row.find(whole) is not None for row in table.iterfind(qn("w:tr")))


def test_the_rows_of_a_form_stay_on_one_page_and_those_of_a_long_table_do_not(
    sample: bytes,
) -> None:
    _, form, actions = tables(sample)
    styles = paragraph_styles(sample)

    def kept(table: Any) -> set[bool]:
        """Whether paragraphs hold on to the next one, by their style or by themselves."""
        return {
            paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
            or bool(styles[paragraph.pPr.pStyle.val].paragraph_format.keep_with_next)
            for row in table.findall(qn("w:tr"))[1:]
            for paragraph in row.iter(qn("w:p"))
        }

    assert (kept(form), kept(actions)) == ({True}, {False})


def test_the_ementa_is_set_left_so_that_its_narrow_lines_have_no_gaps(sample: bytes) -> None:
    assert paragraph_styles(sample)["PactuaEmenta"].paragraph_format.alignment == (
        WD_ALIGN_PARAGRAPH.LEFT
    )


def test_the_number_of_the_title_stays_on_the_line_of_its_no(sample: bytes) -> None:
    title = next(line for line in read_docx_text(sample).splitlines() if line)
    assert title == "ACORDO DE COOPERAÇÃO TÉCNICA Nº\u00a01/2024/CIHP/CGSINDEC/DPDC/SENACON"


def test_columns_have_the_widths_of_the_document(sample: bytes) -> None:
    _, form, actions = tables(sample)
    grids = [
        [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        for table in (form, actions)
    ]
    assert grids == [[2721, 6350], [1089, 3084, 997, 998, 1270, 1633]]
    assert {sum(grid) for grid in grids} == {9071}  # A4 less 30 mm and 20 mm


def test_signature_places_stand_side_by_side_and_together(engine: DocxEngine) -> None:
    places = tuple(SignaturePlace(str(n), f"Nome {n}", "", f"Parte {n}") for n in range(3))
    document = number(replace(sample_document(), signatures=places))
    data = engine.render(document, sample_edition())
    rows = list(tables(data)[0].iterfind(qn("w:tr")))
    assert [len(row.findall(qn("w:tc"))) for row in rows] == [2, 3]
    cells = rows[1].findall(qn("w:tc"))
    alone = ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in cells]
    assert alone == ["", "Nome 2Parte 2", ""]  # in the middle
    assert folded(controls(data)["assinaturas"]) == "Nome 0 Parte 0 Nome 1 Parte 1 Nome 2 Parte 2"
    styles = paragraph_styles(data)
    for paragraph in tables(data)[0].iter(qn("w:p")):
        style = styles[paragraph.style]
        kept = (
            style.paragraph_format.keep_with_next
            or style.base_style.paragraph_format.keep_with_next
        )
        assert kept


def test_the_letterhead_heads_the_first_page_and_the_notices_every_page(sample: bytes) -> None:
    section = docx.Document(io.BytesIO(sample)).sections[0]
    notices = "MINUTA – sem validade · Texto-base sem ato de aprovação"
    first = [paragraph.text for paragraph in section.first_page_header.paragraphs]
    assert first == [
        "Ministério da Justiça e Segurança Pública",
        "Secretaria Nacional do Consumidor",
        notices,
    ]
    assert [paragraph.text for paragraph in section.header.paragraphs] == [notices]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.startswith(
            "ACT nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON\tPágina"
        )
        fields = [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))]
        assert fields == [" PAGE ", " NUMPAGES "]


def test_the_language_is_portuguese_and_the_font_has_a_name_that_word_knows(sample: bytes) -> None:
    files = members(sample)
    assert b'<w:lang w:val="pt-BR"' in files["word/styles.xml"]
    assert b'<w:altName w:val="Times New Roman"/>' in files["word/fontTable.xml"]


@pytest.mark.requires("soffice")
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_opens_the_file(engine: DocxEngine, tmp_path: Path, name: str) -> None:
    (tmp_path / "acordo.docx").write_bytes(engine.render(numbered_sample(name), sample_edition()))
    assert convert(tmp_path / "acordo.docx", "pdf").read_bytes().startswith(b"%PDF-")


def held(data: bytes) -> list[str]:
    """The paragraphs outside tables that Word keeps on the page of the next one, by their own."""
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in body(data).iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        and next(paragraph.iterancestors(qn("w:tbl")), None) is None
    ]


def test_a_paragraph_that_announces_a_list_stays_with_its_first_item(engine: DocxEngine) -> None:
    inner = ItemList("alinea", (Item((Run("dentro."),)),))
    items = ItemList("inciso", (Item((Run("com rol:"),), lists=(inner,)), Item((Run("simples"),))))
    opening = (
        Paragraph((Run("Solto."),)),
        Paragraph((Run("São", bold=True), Run(" estes:"))),
        items,
    )
    document = number(Document("Título", (), opening, (), (), ()))
    assert held(engine.render(document, BARE)) == ["São estes:", "I – com rol:"]


def test_the_last_paragraph_before_the_signatures_stays_with_them(engine: DocxEngine) -> None:
    closing = (Paragraph((Run("Primeiro."),)), Paragraph((Run("Assinam."),)))
    places = (SignaturePlace("a", "NOME", "Cargo", "Parte"),)
    document = number(Document("Título", (), (), (), closing, places))
    assert held(engine.render(document, BARE)) == ["Assinam."]


def test_what_a_template_holds_already_it_holds_once(tmp_path: Path) -> None:
    kept = members(TEMPLATE.read_bytes())
    style = b'<w:pStyle w:val="PactuaCorpo"/>'
    kept[BODY] = kept[BODY].replace(style, style + b"<w:keepNext/>")
    path = tmp_path / "documento.docx"
    path.write_bytes(archive(pack(name, data) for name, data in kept.items()))
    drawn = DocxEngine(path).render(document_of(Run("São estes:")), BARE)
    assert members(drawn)[BODY].count(b"<w:keepNext/>") == 1
