"""DOCX: its words, its controls and styles, its bytes, and what a restyled template may do."""

import io
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from document.canonical import canonical_text
from document.labels import number
from document.tree import Document, NumberedDocument, Paragraph, Run, SignaturePlace
from faults.errors import BadTemplate, InputError, UnreadableFile
from rendering.docx import TEMPLATE, DocxEngine
from rendering.port import Edition
from rendering.zip_writer import archive, pack
from tests.rendering.docx_reading import body, controls, members, read_docx_text
from tests.samples import HOSTILE_NAME, numbered_sample, sample_document, sample_edition

NAMES = ["Ministério Público do Estado de Mato Grosso", HOSTILE_NAME]
BARE = replace(sample_edition(), letterhead=(), notices=())
BODY, FIRST_HEADER, HEADER = "word/document.xml", "word/header2.xml", "word/header1.xml"


@pytest.fixture(scope="module")
def engine() -> DocxEngine:
    return DocxEngine()


@pytest.fixture(scope="module")
def sample(engine: DocxEngine) -> bytes:
    return engine.render(numbered_sample(), sample_edition())


def folded(text: str) -> str:
    return " ".join(text.split())


def template_with(old: str, new: str, part: str = BODY) -> bytes:
    """The shipped template with one thing changed in it."""
    files = members(TEMPLATE.read_bytes())
    source = files[part].decode()
    assert old in source
    files[part] = source.replace(old, new, 1).encode()
    return archive(pack(name, data) for name, data in files.items())


def refusal(template: bytes | Path) -> str:
    with pytest.raises(BadTemplate) as caught:
        DocxEngine(template)
    return caught.value.message


def document_of(*content: Run) -> NumberedDocument:
    return number(Document("Título", (), (Paragraph(content),), (), (), ()))


def tables(data: bytes) -> list[Any]:
    return list(body(data).iter(qn("w:tbl")))


def convert(source: Path, kind: str) -> Path:
    """The file as LibreOffice converts it, with a profile of its own."""
    profile = f"-env:UserInstallation={(source.parent / 'perfil').as_uri()}"
    target = source.parent / "convertido"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return target / f"{source.stem}.{kind}"


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
    properties = open_docx(io.BytesIO(sample)).core_properties
    assert properties.title == "Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON"
    assert properties.author == properties.last_modified_by == "Secretaria Nacional do Consumidor"
    assert properties.subject == "Adesão à plataforma consumidor.gov.br"
    assert properties.language == "pt-BR"
    assert properties.created == properties.modified == datetime(2024, 1, 10, 12, tzinfo=UTC)


def test_hostile_properties_stay_words(engine: DocxEngine) -> None:
    edition = replace(sample_edition(), title=HOSTILE_NAME, author=HOSTILE_NAME)
    data = engine.render(numbered_sample(), edition)
    assert open_docx(io.BytesIO(data)).core_properties.title == HOSTILE_NAME


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
    word = open_docx(io.BytesIO(sample))
    styles = {style.name: style for style in word.styles}
    bases = {name: style.base_style.name for name, style in styles.items() if style.base_style}
    assert bases["Pactua Cláusula"] == bases["Pactua Anexo"] == "Heading 1"
    assert bases["Pactua Seção"] == "Heading 2"
    assert bases["Pactua Título"] == "Title"
    assert bases["Pactua Lista 2"] == "Pactua Lista 1"
    named = {style.style_id: name for name, style in styles.items()}
    used = {
        "".join(text.text for text in paragraph.iter(qn("w:t"))): named[paragraph.style]
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


def test_columns_have_the_widths_of_the_document(sample: bytes) -> None:
    _, form, actions = tables(sample)
    grids = [
        [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        for table in (form, actions)
    ]
    assert grids == [[2721, 6350], [1089, 3084, 998, 997, 1270, 1633]]
    assert {sum(grid) for grid in grids} == {9071}  # A4 less 30 mm and 20 mm


def test_signature_places_stand_side_by_side_and_together(engine: DocxEngine) -> None:
    places = tuple(SignaturePlace(str(n), f"Nome {n}", "", f"Parte {n}") for n in range(3))
    document = number(replace(sample_document(), signatures=places))
    data = engine.render(document, sample_edition())
    rows = list(tables(data)[0].iterfind(qn("w:tr")))
    assert [len(row.findall(qn("w:tc"))) for row in rows] == [2, 2]
    assert folded(controls(data)["assinaturas"]) == "Nome 0 Parte 0 Nome 1 Parte 1 Nome 2 Parte 2"
    styles = {style.style_id: style for style in open_docx(io.BytesIO(data)).styles}
    for paragraph in tables(data)[0].iter(qn("w:p")):
        style = styles[paragraph.style]
        kept = (
            style.paragraph_format.keep_with_next
            or style.base_style.paragraph_format.keep_with_next
        )
        assert kept


def test_the_letterhead_heads_the_first_page_and_the_notices_every_page(sample: bytes) -> None:
    section = open_docx(io.BytesIO(sample)).sections[0]
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


# --- templates that people change ---


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ ''.__class__ }}", "o campo “__class__” não existe"),
        ("{{ grupos.__class__.__mro__ }}", "o campo “__mro__” não existe"),
        ("{{ grupo['__class__'] }}", "entre colchetes só cabe um número"),
        ("{% import 'os' as os %}", "o modelo só aceita for, if e nomes de campos"),
        ("{% include '/etc/passwd' %}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ grupos|list }}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ lipsum() }}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ 'a' * 9999999999 }}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ conteudoo }}", "o campo “conteudoo” não existe"),
        ("{{ edicao.senha }}", "o campo “senha” não existe"),
    ],
)
def test_a_tag_beyond_the_layout_is_refused_with_its_place(tag: str, told: str) -> None:
    message = refusal(template_with("{{r conteudo }}", f"{{{{r conteudo }}}} {tag}"))
    assert message.startswith("modelo do DOCX, corpo (word/document.xml), em “")
    assert message.endswith(f"”: {told}.")
    assert tag in message


@pytest.mark.parametrize(
    ("old", "new", "part", "message"),
    [
        (
            "{%p if loop.first %}",
            "{%p se loop.first %}",
            FIRST_HEADER,
            "modelo do DOCX, cabeçalho (word/header2.xml), em “{% se loop.first %}”: "
            "a marca não pode ser lida (Jinja: Encountered unknown tag 'se'.",
        ),
        (
            '{%p elif tipo == "ementa" %}',
            '{%p elif tipo == "emenda" %}',
            BODY,
            "modelo do DOCX, corpo (word/document.xml): o modelo não mostra ementa-1.",
        ),
        (
            "{{r conteudo }}",
            "Considerando {{r conteudo }}",
            BODY,
            "modelo do DOCX, corpo (word/document.xml): "
            "o modelo acrescenta ao texto “Considerando”, que os outros formatos não têm.",
        ),
        (
            "{{r conteudo }}",
            "{{ conteudo.nome }}",
            BODY,
            "modelo do DOCX, corpo (word/document.xml), em “{{ conteudo.nome }}”: "
            "a marca não pode ser preenchida (Jinja: ",
        ),
        (
            "{{ edicao.avisos }}",
            "Pactua",
            HEADER,
            "modelo do DOCX, cabeçalho (word/header1.xml): "
            "falta {{ edicao.avisos }}, que diz se o texto é só minuta.",
        ),
        (
            "{%p for grupo in grupos %}",
            "{%p if grupos %}",
            BODY,
            "modelo do DOCX, corpo: falta o parágrafo {%p for grupo in grupos %}.",
        ),
        (
            "{%p if conteudo.legenda %}",
            "{% if conteudo.legenda %}",
            BODY,
            "modelo do DOCX, corpo (word/document.xml): uma marca abre num parágrafo ou célula e "
            "fecha em outro sem %p, %tr ou %tc.",
        ),
    ],
)
def test_a_broken_template_is_told_with_its_part(
    old: str, new: str, part: str, message: str
) -> None:
    assert refusal(template_with(old, new, part)).startswith(message)


def test_what_is_no_docx_is_refused(tmp_path: Path) -> None:
    assert refusal(b"PK") == "modelo do DOCX: não é um arquivo DOCX íntegro."
    assert refusal(archive([pack("a", b"b")])) == "modelo do DOCX: não é um arquivo DOCX íntegro."
    (tmp_path / "documento.docx").write_bytes(archive([pack("a", bytes(65 << 20))]))
    assert refusal(tmp_path / "documento.docx") == (
        "modelo do DOCX (documento.docx): passa de 64 MB ao abrir."
    )
    with pytest.raises(UnreadableFile):
        DocxEngine(tmp_path / "ausente.docx")


def test_tags_that_word_split_over_runs_are_read() -> None:
    split = (
        '{%p if tipo == "co</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr/><w:t>rpo" %}'
    )
    engine = DocxEngine(template_with('{%p if tipo == "corpo" %}', split))
    text = read_docx_text(engine.render(numbered_sample(), BARE))
    assert folded(text) == folded(canonical_text(numbered_sample()))


@pytest.mark.requires("soffice")
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_opens_the_file(engine: DocxEngine, tmp_path: Path, name: str) -> None:
    (tmp_path / "acordo.docx").write_bytes(engine.render(numbered_sample(name), sample_edition()))
    assert convert(tmp_path / "acordo.docx", "pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.requires("soffice")
def test_a_template_saved_by_libreoffice_still_serves(tmp_path: Path) -> None:
    saved = convert(
        Path(tmp_path / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        and tmp_path / TEMPLATE.name,
        "docx",
    )
    data = DocxEngine(saved).render(numbered_sample(), sample_edition())
    assert folded(read_docx_text(data)) == folded(canonical_text(numbered_sample()))
    assert list(controls(data))[2:4] == ["objeto", "prazo"]
    assert b"MINUTA" in members(data)[HEADER]
    assert open_docx(io.BytesIO(data)).core_properties.title == sample_edition().title
    assert tables(data)[2].find(f".//{qn('w:tblHeader')}") is not None
