"""Word files: words, cells, labels that Word counts, content controls, revisions, and bombs."""

import pytest

from faults.errors import UnreadableFile
from reading.docx import FOOTNOTES_NOTE, LABEL_NOTE, REVISED_NOTE, read_docx
from tests.reading.word import packed, paragraph, zipped

NUMBERING = """<w:abstractNum w:abstractNumId="0">\
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>\
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>\
</w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3 -"/></w:lvl>\
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>\
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">\
<w:startOverride w:val="7"/></w:lvlOverride></w:num>"""


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read_docx("a.docx", packed(body, **parts)).lines]


def level(number: int, instance: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="{instance}"/></w:numPr>'


def test_labels_that_word_counts_are_written_out() -> None:
    body = "".join(
        paragraph(text, level(*where))
        for text, where in [
            ("um", (0,)), ("dois", (1,)), ("três", (1,)), ("quatro", (2,)), ("cinco", (0,)),
            ("seis", (1,)), ("sete", (0, 2)),
        ]
    )  # fmt: skip
    source = read_docx("a.docx", packed(body, numbering=NUMBERING))
    assert [line.text for line in source.lines] == [
        "1. um", "a) dois", "b) três", "1.I - quatro", "2. cinco", "a) seis", "7. sete",
    ]  # fmt: skip
    assert source.notes == (LABEL_NOTE,)


def test_a_style_numbers_its_paragraphs_and_those_based_on_it() -> None:
    styles = (
        f'<w:style w:styleId="lista"><w:pPr>{level(1)}</w:pPr></w:style>'
        '<w:style w:styleId="filha"><w:basedOn w:val="lista"/></w:style>'
    )
    body = paragraph("um", '<w:pStyle w:val="lista"/>') + paragraph(
        "dois", '<w:pStyle w:val="filha"/>'
    )
    assert texts(body, numbering=NUMBERING, styles=styles) == ["a) um", "b) dois"]


def test_revisions_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>fica </w:t></w:r><w:ins><w:r><w:t>entra</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>sai</w:delText></w:r></w:del></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>uni</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>do</w:t></w:r></w:p>"
        "<w:moveFrom><w:p><w:r><w:t>daqui</w:t></w:r></w:p></w:moveFrom>"
    )
    source = read_docx("a.docx", packed(body))
    assert [line.text for line in source.lines] == ["fica entra", "unido"]
    assert source.notes == (REVISED_NOTE,)


def test_a_row_that_is_deleted_is_not_read() -> None:
    row = "<w:tr>{props}<w:tc>" + paragraph("{text}") + "</w:tc></w:tr>"
    kept = row.format(props="", text="fica")
    gone = row.format(props="<w:trPr><w:del/></w:trPr>", text="sai")
    assert texts(f"<w:tbl>{kept}{gone}</w:tbl>") == ["fica"]


def test_content_controls_of_ours_give_their_ids() -> None:
    def control(tag: str, text: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
            f"<w:sdtContent>{paragraph(text)}</w:sdtContent></w:sdt>"
        )

    source = read_docx("a.docx", packed(control("objeto", "um") + control("{GUID 1}", "dois")))
    assert [(line.text, line.clause_id) for line in source.lines] == [
        ("um", "objeto"), ("dois", None),
    ]  # fmt: skip


def test_breaks_tabs_fields_and_text_boxes() -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:pict><w:txbxContent>"
        + paragraph("caixa")
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert texts(body) == ["a\tb", "c", "caixa"]


def test_a_footnote_is_read_behind_the_paragraph_that_calls_it() -> None:
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph("sinal")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("nota")}</w:footnote>'
    )
    called = '<w:p><w:r><w:t>um</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    source = read_docx("a.docx", packed(called + paragraph("dois"), footnotes=notes))
    assert [line.text for line in source.lines] == ["um", "nota", "dois"]
    assert source.notes == (FOOTNOTES_NOTE,)


def test_a_footnote_called_in_a_cell_stays_in_its_row() -> None:
    notes = f'<w:endnote w:id="1">{paragraph("nota")}</w:endnote>'
    called = '<w:p><w:r><w:t>um</w:t><w:endnoteReference w:id="1"/></w:r></w:p>'
    row = f"<w:tr><w:tc>{called}</w:tc><w:tc>{paragraph('dois')}</w:tc></w:tr>"
    source = read_docx("a.docx", packed(f"<w:tbl>{row}</w:tbl>", endnotes=notes))
    assert [(line.text, line.cell) for line in source.lines] == [
        ("um", (0, 0, 0)), ("nota", (0, 0, 0)), ("dois", (0, 0, 1)),
    ]  # fmt: skip


def test_headers_and_footers_frame_the_text_once() -> None:
    source = read_docx(
        "a.docx", packed(paragraph("texto"), header=paragraph("timbre"), footer=paragraph("pé"))
    )
    assert [(line.text, line.kind) for line in source.lines] == [
        ("timbre", "cabecalho"), ("texto", "paragrafo"), ("pé", "rodape"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 nada", "a.docx: não é um arquivo DOCX íntegro."),
        (zipped({"a.txt": "x"}), "a.docx: é um arquivo compactado, e não um DOCX."),
        (
            zipped({"content.xml": "<a/>"}),
            "a.docx: é um documento do LibreOffice (ODT), formato que não é lido aqui.",
        ),
        (
            zipped({"xl/workbook.xml": "<a/>"}),
            "a.docx: é uma planilha (XLSX), formato que não é lido aqui.",
        ),
        (packed("<w:p>"), "a.docx: o texto do DOCX está danificado (word/document.xml)."),
        (
            packed(paragraph("&b;"), '<!DOCTYPE a [<!ENTITY b "c">]>'),
            "a.docx: o DOCX declara entidades, o que não é aceito.",
        ),
        (
            packed(paragraph("a" * 30_000_000)),
            "a.docx: o texto do DOCX passa do limite ao ser descompactado.",
        ),
    ],
)
def test_what_is_no_word_file_or_a_hostile_one_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_docx("a.docx", data)
    assert refusal.value.message == message


def test_an_archive_with_too_many_members_is_refused() -> None:
    members = {str(number): "" for number in range(4001)}
    with pytest.raises(UnreadableFile, match="tem arquivos demais dentro de si"):
        read_docx("a.docx", zipped(members))
