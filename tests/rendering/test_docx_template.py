"""What a restyled Word template may do, and how it is told what it may not."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from document.canonical import canonical_text
from faults.errors import BadTemplate, UnreadableFile
from rendering.docx import TEMPLATE, DocxEngine
from rendering.zip_writer import archive, pack
from tests.rendering.docx_reading import body, controls, convert, folded, members, read_docx_text
from tests.samples import numbered_sample, sample_edition

BODY, FIRST_HEADER, HEADER = "word/document.xml", "word/header2.xml", "word/header1.xml"
CORPO, CABECALHO = "corpo (word/document.xml)", "cabeçalho (word/header"


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


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ ''.__class__ }}", "o campo “__class__” não existe"),
        ("{{ grupos.__class__.__mro__ }}", "o campo “__mro__” não existe"),
        ("{{ grupo['__class__'] }}", "o modelo só aceita for, if e nomes de campos"),
        ("{% import 'os' as os %}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ grupos|list }}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ lipsum() }}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ 'a' * 9999999999 }}", "o modelo só aceita for, if e nomes de campos"),
        ("{{ conteudoo }}", "o campo “conteudoo” não existe"),
        ("{{ edicao.senha }}", "o campo “senha” não existe"),
        (
            "{{ grupos grupos }}",
            "a marca não pode ser lida (esperava “}}” e encontrou “grupos”)",
        ),
    ],
)
def test_a_tag_beyond_the_layout_is_refused_with_its_place(tag: str, told: str) -> None:
    message = refusal(template_with("{{r conteudo }}", f"{{{{r conteudo }}}} {tag}"))
    assert message.startswith("modelo do DOCX, corpo (word/document.xml), em “")
    assert message.endswith(f"”: {told}.")
    assert tag in message


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        (
            FIRST_HEADER, "{%p if loop.first %}", "{%p se loop.first %}",
            CABECALHO + "2.xml), em “{% for linha in edicao.timbre %}{% se loop.first %}",
        ),
        (
            BODY, "{{r conteudo }}", "{{ conteudo.nome }}",
            f"{CORPO}, em “{{{{ conteudo.nome }}}}",
        ),
        (
            BODY, "{{r conteudo }}", "{{ conteudo }}",
            f"{CORPO}: “corpo-1” tem negritos e itálicos próprios e pede {{{{r … }}}}.",
        ),
        (
            HEADER, "{{ edicao.avisos }}", "{{r edicao.avisos }}",
            CABECALHO + "1.xml): “aviso-um · aviso-dois” não tem formato próprio e pede {{ …",
        ),
        (
            BODY, '{%p elif tipo == "ementa" %}', '{%p elif tipo == "emenda" %}',
            f"{CORPO}: o modelo não mostra ementa-1.",
        ),
        (
            BODY, "{{r conteudo }}", "Diz {{r conteudo }}",
            f"{CORPO}: o modelo acrescenta ao texto “Diz”, que os outros formatos não têm.",
        ),
        (
            BODY, "{%p for grupo in grupos %}", "{%p if grupos %}",
            "corpo: falta o parágrafo {%p for grupo in grupos %}.",
        ),
        (
            BODY, "{%p if conteudo.legenda %}", "{% if conteudo.legenda %}",
            f"{CORPO}: uma marca abre num parágrafo ou célula e fecha em outro sem %p, %tr ou %tc.",
        ),
        (
            HEADER, "{{ edicao.avisos }}", "Pactua",
            CABECALHO + "1.xml): falta {{ edicao.avisos }}, que diz se o texto é só minuta.",
        ),
    ],
)  # fmt: skip
def test_a_broken_template_is_told_with_its_part(part: str, old: str, new: str, told: str) -> None:
    assert refusal(template_with(old, new, part)).startswith(f"modelo do DOCX, {told}")


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
    text = read_docx_text(engine.render(numbered_sample(), sample_edition()))
    assert folded(text) == folded(canonical_text(numbered_sample()))


@pytest.mark.requires("soffice")
def test_a_template_saved_by_libreoffice_still_serves(tmp_path: Path) -> None:
    (tmp_path / "modelo.docx").write_bytes(TEMPLATE.read_bytes())
    saved = convert(tmp_path / "modelo.docx", "docx")
    data = DocxEngine(saved).render(numbered_sample(), sample_edition())
    assert folded(read_docx_text(data)) == folded(canonical_text(numbered_sample()))
    assert list(controls(data))[2:4] == ["objeto", "prazo"]
    assert b"MINUTA" in members(data)[HEADER]
    assert docx.Document(io.BytesIO(data)).core_properties.title == sample_edition().title
    assert list(body(data).iter(qn("w:tbl")))[2].find(f".//{qn('w:tblHeader')}") is not None
