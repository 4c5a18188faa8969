"""Leftovers (sobras): what drafting leaves behind in a text that should be finished."""

import re
from collections.abc import Iterator
from itertools import pairwise

from portuguese.placeholders import placeholders_in
from reading.outline import Block
from review.people import NAME
from review.rule import Hit, rule
from review.subject import SYSTEM, Subject
from review.words import fold, is_upper, quoted

_PLACEHOLDERS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|<<[^<>]{1,60}>>|«[^«»]{1,60}»"
    r"|\[(?!\s*(?:REDACTED|OMITIDO|TARJADO|SUPRIMIDO|sic|\.\.\.|…)\s*\])[^\[\]\n]{0,80}\]"
    r"|\[\s*(?:\.\s*){2,}\]|\[…\]"
    r"|(?<![\w])_{3,}"
    r"|\.{5,}|…{2,}"
    r"|(?<![\w/])(?:[Xx]{2,}|MÊS|MES|DIA|ANO|DD|MM)\s?/\s?(?:(?:[Xx]{2,}|MÊS|MES|MM)\s?/\s?)?"
    r"(?:\d{2,4}|[Xx]{2,4}|AAAA|ANO)(?!\w)"
    r"|(?<![\w])(?:[Xx]{3,}(?:[./-][Xx]+)*|[Xx]{2}(?=\s+(?:de|dias|meses|\()))(?!\w)"
    r"|(?<!\w)(?:AAAA|INSERIR [A-ZÀ-Ý]+|PREENCHER|A PREENCHER|NOME DO (?:PARTÍCIPE|ÓRGÃO) AQUI)"
    r"(?!\w)"
    r"|\((?:a )?(?:preencher|definir|inserir|informar|confirmar|completar)[^()]{0,60}\)"
    r"|(?<!\w)\?{2,}|(?i:lorem ipsum)",
    re.S,
)


@rule(
    "lacuna",
    "sobras",
    "erro",
    meaning="Marca de preenchimento que ficou no texto: XX/2024, MÊS/2024, [...], ____, {{campo}}, "
    "“a definir”, “a ser designado”. Não é lacuna o que o texto diz quem fará, ou quando: “em data "
    "a ser definida pelos partícipes”; nem o traço sobre o nome de quem assina.",
    remedy="Preencha o dado ou retire o trecho.",
    source="Decreto nº 12.002/2024 (clareza e precisão do texto)",
    wrong=(
        "O prazo começa em XX/2024 e termina em XX/2027.\n\nRepresenta-o o Senhor A DEFINIR. O "
        "gestor: a ser designado."
    ),
    right=(
        "O prazo começa em janeiro de 2024 e termina em janeiro de 2027.\n\nRepresenta-o o Senhor "
        "CAIO PRADO NUNES. O gestor a ser designado pelos partícipes apresenta o relatório."
    ),
)
def placeholders(subject: Subject) -> Iterator[Hit]:
    """Placeholders of every usual form."""
    following = {id(block): after for block, after in pairwise(subject.drafted)}
    for block in subject.blocks:
        marks = [
            hit
            for hit in _PLACEHOLDERS.finditer(block.text)
            if not _is_signature_line(block, hit, following.get(id(block)))
        ]
        words = [
            hit
            for hit in placeholders_in(block.text)
            if not any(mark.start() <= hit.start() < mark.end() for mark in marks)
        ]
        for hit in (*marks, *words):
            yield Hit(
                block,
                *hit.span(),
                f"{quoted(hit[0])} é marca de preenchimento: falta o dado.",
                key=_REPEATED.sub(r"\1\1", hit[0]),
            )


_REPEATED = re.compile(r"(\W|_)\1+")
_RULED = re.compile(r"_{4,}")
_OPENS_LINE = re.compile(r"(?:^|[\t\n])\s*(?:(?:\d{1,2}|[a-z])\s?[.)ªº-]*\s*)?$")
_ENDS_LINE = re.compile(r"_*\s*(?:$|[\t\n]|(?:nome|assinatura)\s*:|[A-ZÀ-Þ])", re.I)


def _is_signature_line(block: Block, hit: re.Match[str], after: Block | None) -> bool:
    """Whether a line of underscores is where somebody signs, over or beside the name."""
    if not _RULED.fullmatch(hit[0]):
        return False
    opens = _OPENS_LINE.search(block.text[: hit.start()]) is not None
    if opens and block.kind in ("fecho", "signatario"):
        return bool(_ENDS_LINE.match(block.text, hit.end()))
    over_a_name = after is not None and re.fullmatch(NAME, after.text.strip()) is not None
    ends = hit.end() == len(block.text.rstrip())
    return ends and over_a_name and (opens or block.kind == "signatario")


_DRAFT_OF = re.compile(
    r"\b(?:anexos?\s+[aà]\s+minuta\b|(?:presente|desta|nesta|esta)\s+minuta\b"
    r"|minuta\s+d[eoa]s?\s+(?:presente\s+)?(?:acordo|conv[eê]nio|termo|instrumento|ajuste"
    r"|plano)\b)",
    re.I,
)


@rule(
    "minuta-em-texto-final",
    "sobras",
    "erro",
    meaning="O texto chama a si mesmo de minuta: depois de assinado, continuará a dizê-lo.",
    remedy="Troque pelo nome do instrumento.",
    source="Lei Complementar nº 95/1998, art. 11",
    wrong="ANEXO À MINUTA DE ACORDO DE COOPERAÇÃO TÉCNICA",
    right="ANEXO AO ACORDO DE COOPERAÇÃO TÉCNICA",
)
def draft_of_itself(subject: Subject) -> Iterator[Hit]:
    """The word “minuta” where the text speaks of itself; a notice that it is a draft is right."""
    for block in subject.drafted:
        whole = fold(block.text).strip(" .-–")
        if whole.startswith("minuta") and not subject.is_signed and len(whole) < 40:
            continue
        hit = _DRAFT_OF.search(block.text)
        if hit is None and subject.is_signed and block.kind in ("titulo", "anexo", "ementa"):
            hit = re.search(r"\bminuta\b", block.text, re.I)
        if hit:
            yield Hit(block, *hit.span(), f"o texto se chama de minuta: {quoted(block.text, 80)}.")


_LABELS = re.compile(
    r"(?:cnpj|cpf|rg|endereco|cep|ddd(?:\s*/\s*fone)?|ddd/fone|fone|telefone|e-?mail|esfera|nome"
    r"(?: d[oae] [\w ]{3,40})?|cargo(?:\s*/\s*funcao| ou funcao)?|funcao|orgao(?: expedidor)?|"
    r"orgao ou entidade|matricula|processo(?: n[ºo°.]*)?|inicio(?: \(mes/ano\))?|"
    r"termino(?: \(mes/ano\))?|titulo|objeto|unidade|setor|responsavel|representante|cidade|uf|"
    r"municipio|data|ato de designacao|participe \d)"
)


@rule(
    "campo-vazio",
    "sobras",
    "aviso",
    meaning="Campo de formulário com o nome e sem o dado.",
    remedy="Preencha o campo ou retire a linha.",
    source="Lei nº 14.133/2021, art. 184 (plano de trabalho completo, no que couber)",
    wrong=(
        "ANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nTelefone:\n\nCNPJ: 14.921.092/0001-57"
    ),
    right=(
        "ANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nTelefone: (65) 3611-0600\n\n"
        "CNPJ: 14.921.092/0001-57"
    ),
)
def empty_fields(subject: Subject) -> Iterator[Hit]:
    """A known label with nothing behind it, in a field or in the first cell of a form's row."""
    # A form above the title reads as a letterhead; what the system prints is nobody's form.
    blocks = [block for block in subject.blocks if block.kind not in (*SYSTEM, "rodape")]
    for place, block in enumerate(blocks):
        if block.kind == "linha":
            label, *values = block.cells
            named = _LABELS.fullmatch(fold(label).strip(" :"))
            if named and len(values) == 1 and not values[0].strip():
                yield Hit(block, 0, len(label), f"o campo {quoted(label)} está vazio.")
            continue
        if _is_alone_in_row(subject, block) and _LABELS.fullmatch(fold(block.text).strip(" :")):
            yield Hit(block, 0, len(block.text), f"o campo {quoted(block.text)} está vazio.")
            continue
        label, colon, value = block.text.partition(":")
        if not colon or value.strip() or not _LABELS.fullmatch(fold(label).strip(" -•")):
            continue
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if _leaves_empty(block, after):
            yield Hit(block, 0, len(label), f"o campo {quoted(label)} está vazio.")


def _leaves_empty(block: Block, after: Block | None) -> bool:
    """Whether what stands behind a label is not its value."""
    if after is None or _begins_with_label(after.text):
        return True
    if block.kind == "cabecalho":
        return after.kind in ("clausula", "anexo")  # the value may stand on a line of its own
    return after.kind != "corpo"


def _is_alone_in_row(subject: Subject, block: Block) -> bool:
    """Whether a block is the first cell of a row whose other cells are blank."""
    line = subject.source.place(block.start).line
    cell = subject.source.lines[line - 1].cell
    if cell is None or cell[2] != 0:
        return False
    after = subject.source.lines[line : line + 2]
    others = [one for one in after if one.cell is not None and one.cell[:2] == cell[:2]]
    return bool(others) and not any(one.text.strip() for one in others)


def _begins_with_label(text: str) -> bool:
    found = _LABELS.match(fold(text).lstrip(" -•"))
    return bool(found and len(text) < 120)


_TWICE = re.compile(r"\b([^\W\d_]{1,30})\s+\1\b", re.I)


_MAY_REPEAT = frozenset({"se", "mato", "pouco", "logo", "i", "x"})


@rule(
    "palavra-repetida",
    "sobras",
    "aviso",
    meaning="A mesma palavra duas vezes seguidas.",
    remedy="Retire uma delas.",
    source="Manual de Redação da Presidência da República",
    wrong="Os partícipes avaliarão os os resultados.",
    right="Os partícipes avaliarão os resultados.",
)
def repeated_words(subject: Subject) -> Iterator[Hit]:
    """A word typed twice."""
    for block in subject.drafted:
        if block.kind == "linha":
            continue
        for hit in _TWICE.finditer(block.text):
            if hit[1].lower() not in _MAY_REPEAT and hit.start() >= len(block.label):
                yield Hit(block, *hit.span(), f"a palavra {quoted(hit[1])} está repetida.")


_EDITORIAL = re.compile(
    r"^\s*[\[(]?\s*(?:nota explicativa|nota de redacao|nota ao redator|obs\.?\s?:|observacao:"
    r"|comentario:|orientacao:|revisar:|conferir:|atencao[:!])"
)


@rule(
    "nota-de-redacao",
    "sobras",
    "erro",
    meaning="Nota do modelo ou do redator que ficou no texto.",
    remedy="Retire a nota; ela fala a quem redige, não às partes.",
    source="Modelos de acordo de cooperação técnica da Advocacia-Geral da União",
    wrong="Nota explicativa: esta cláusula é facultativa.",
    right="Os casos omissos serão resolvidos de comum acordo.",
)
def editorial_notes(subject: Subject) -> Iterator[Hit]:
    """Explanatory notes of a model."""
    for block in subject.drafted:
        hit = _EDITORIAL.match(fold(block.text))
        if hit:
            yield Hit(block, *hit.span(), f"{quoted(block.text, 40)} é nota a quem redige.")


_CUT = re.compile(r"(?<=[a-zà-ÿ]) [B-DF-HJ-NP-TV-WYZ](?= [A-ZÀ-Ý][a-zà-ÿ]{2,})")


_HEADERS = ("responsavel", "evidencia", "participe", "descricao", "quantidade", "situacao")


@rule(
    "texto-cortado",
    "sobras",
    "aviso",
    meaning="Palavra ou nome cortado: letra solta no meio de um nome, título de coluna incompleto.",
    remedy="Recupere o texto inteiro no original.",
    source="Lei Complementar nº 95/1998, art. 11",
    wrong="EIXO\tAÇÃO\tINÍCIO\tTÉRMINO\tRESPO\n1\tDivulgar\t1º mês\t2º mês\tSENACON",
    right="EIXO\tAÇÃO\tINÍCIO\tTÉRMINO\tRESPONSÁVEL\n1\tDivulgar\t1º mês\t2º mês\tSENACON",
)
def cut_text(subject: Subject) -> Iterator[Hit]:
    """A lone consonant within a name, or the head of a known column without its tail."""
    for block in subject.drafted:
        for hit in _CUT.finditer(block.text):
            around = block.text[max(0, hit.start() - 20) : hit.end() + 20]
            yield Hit(
                block, hit.start() + 1, hit.end(), f"o nome parece cortado: {quoted(around)}."
            )
        if block.kind == "linha" and is_upper("".join(block.cells)):
            at = 0
            for cell in block.cells:
                place = block.text.find(cell, at)
                at = place + len(cell)
                name = fold(cell.strip())
                if len(name) > 3 and any(
                    header.startswith(name) and header != name for header in _HEADERS
                ):
                    yield Hit(
                        block, place, at, f"o título da coluna parece cortado: {quoted(cell)}."
                    )
