"""Leftovers (sobras): what drafting leaves behind in a text that should be finished."""

import re
from collections.abc import Iterator
from itertools import groupby

from reading.outline import Block
from review.rule import Hit, rule
from review.subject import Subject
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
    meaning="Marca de preenchimento que ficou no texto: XX/2024, MÊS/2024, [...], ____, {{campo}}.",
    remedy="Preencha o dado ou retire o trecho.",
    source="Decreto nº 12.002/2024 (clareza e precisão do texto)",
    wrong="O prazo começa em XX/2024 e termina em XX/2027.",
    right="O prazo começa em janeiro de 2024 e termina em janeiro de 2027.",
)
def placeholders(subject: Subject) -> Iterator[Hit]:
    """Placeholders of every usual form."""
    for block in subject.blocks:
        for hit in _PLACEHOLDERS.finditer(block.text):
            yield Hit(
                block,
                *hit.span(),
                f"{quoted(hit[0])} é marca de preenchimento: falta o dado.",
            )


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
    blocks = subject.drafted
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
        if after is None or after.kind != "corpo" or _begins_with_label(after.text):
            yield Hit(block, 0, len(label), f"o campo {quoted(label)} está vazio.")


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


_DOUBLED = re.compile(
    r"(?<!\.)\.\.(?!\.)|,\s?,|;\s?;|:\s?:|(?<![\w.])[,;]\s?\.|,\s?[;:]|[;:]\s?,|,\s+[–—-]\s"
    r"|\.\s?,(?!\s?\d)|(?<=[a-zà-ÿ)])\.;|\.:(?!/)|;\.|,\."
)
_ABBREVIATED = re.compile(r"(?:etc|Ltda|S\.A|Cia|al|art|inc|nº|n|fls|Prof|Dr|Dra|Sr|Sra|Ed|[A-Z])$")


@rule(
    "pontuacao-dobrada",
    "sobras",
    "aviso",
    meaning="Dois sinais de pontuação seguidos, como “..”, “,,” ou “, -”.",
    remedy="Deixe um só.",
    source="Manual de Redação da Presidência da República",
    wrong="Cada partícipe custeia as suas despesas..",
    right="Cada partícipe custeia as suas despesas.",
)
def doubled_marks(subject: Subject) -> Iterator[Hit]:
    """Two marks where one belongs; an abbreviation keeps its full stop."""
    for block in subject.blocks:
        if block.kind in ("assinatura", "autenticidade", "rodape"):
            continue
        for hit in _DOUBLED.finditer(block.text):
            before = block.text[: hit.start()]
            if hit[0].startswith(".") and hit[0] != ".." and _ABBREVIATED.search(before):
                continue
            yield Hit(
                block, *hit.span(), f"há dois sinais de pontuação seguidos: {quoted(hit[0])}."
            )


_SPACING = re.compile(
    r"(?<=[^\s.|])[ \t]{2,}(?=\S)|(?<=[\wÀ-ÿ)])[ ]+(?=[,;](?:\s|$))|(?<=[\wÀ-ÿ)]) (?=\.(?:\s|$))"
    r"|(?<=[a-zà-ÿ)])[,;](?=[A-Za-zÀ-ÿ(])|(?<=\() +|(?<=\S) +(?=\))"
)


@rule(
    "espaco-indevido",
    "sobras",
    "nota",
    meaning="Espaço dobrado, espaço antes da pontuação ou falta de espaço depois dela.",
    remedy="Acerte o espaço.",
    source="Manual de Redação da Presidência da República",
    wrong="Os partícipes ,em conjunto,  avaliarão os resultados.",
    right="Os partícipes, em conjunto, avaliarão os resultados.",
)
def wrong_spaces(subject: Subject) -> Iterator[Hit]:
    """Spaces too many, before a mark, or missing after one."""
    for block in subject.drafted:
        if block.kind in ("linha", "signatario", "campo", "rotulo"):
            continue
        for hit in _SPACING.finditer(block.text):
            if _in_address(block.text, hit.start()):
                continue
            told = {"": "falta espaço", " ": "há espaço antes da pontuação ou dentro do parêntese"}
            what = "há espaços dobrados" if len(hit[0]) > 1 else told.get(hit[0][:1], told[""])
            around = block.text[max(0, hit.start() - 15) : hit.end() + 15]
            yield Hit(block, *hit.span(), f"{what} em {quoted(around)}.", key=what)


def _in_address(text: str, place: int) -> bool:
    """Whether a place is within an address of the internet."""
    begin = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
    end = text.find(" ", place)
    word = text[begin : end if end > 0 else len(text)]
    return "://" in word or "@" in word or word.startswith("www.")


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


_QUOTES = (("“", "”"), ("«", "»"))
_BRACKETS = (("(", ")"), ("[", "]"))


@rule(
    "aspas-ou-parenteses",
    "sobras",
    "aviso",
    meaning="Aspas ou parênteses que abrem e não fecham, ou fecham sem abrir.",
    remedy="Feche ou retire o sinal.",
    source="Manual de Redação da Presidência da República",
    wrong="O Consumidor.gov.br (“plataforma” é mantido pela SENACON.",
    right="O Consumidor.gov.br (“plataforma”) é mantido pela SENACON.",
)
def unbalanced(subject: Subject) -> Iterator[Hit]:
    """Marks that come in pairs: brackets within a paragraph, quotation marks within a clause."""
    for _, group in groupby(subject.drafted, key=lambda block: block.clause):
        blocks = list(group)
        for opening, closing in _QUOTES:
            yield from _unpaired(blocks, opening, closing)
        for block in blocks:
            for opening, closing in _BRACKETS:
                yield from _unpaired([block], opening, closing)
            straight = [hit.start() for hit in re.finditer(r'"', block.text)]
            if len(straight) % 2:
                yield Hit(block, straight[-1], straight[-1] + 1, "há aspas sem par.")


def _unpaired(blocks: list[Block], opening: str, closing: str) -> Iterator[Hit]:
    waiting: list[tuple[Block, int]] = []
    either = re.compile(f"[{re.escape(opening)}{re.escape(closing)}]")
    for block in blocks:
        begin = block.body_at if block.kind in ("alinea", "inciso", "item") else 0
        for hit in either.finditer(block.text, begin):
            if hit[0] == opening:
                waiting.append((block, hit.start()))
            elif waiting:
                waiting.pop()
            elif closing != ")" or not re.search(r"(?:^|\s)\w{1,2}$", block.text[: hit.start()]):
                yield Hit(block, *hit.span(), f"{closing} fecha o que não foi aberto.")
    for block, place in waiting:
        yield Hit(block, place, place + 1, f"{opening} não é fechado.")


_MARKUP = re.compile(
    r"\*\*|(?<!\w)__(?=\w)|&(?:nbsp|amp|quot|lt|gt|#\d+);|</?(?:b|i|p|br|u|strong|em|span|div)\b"
    r"[^<>]*>|^#{1,4}\s|\uFFFD|Erro! (?:Fonte de referência|Indicador)[^.]{0,40}|"
    r"Error! (?:Reference source|Bookmark)[^.]{0,40}|(?:Ã[§£©ªº³µ¡]|â€[œ“”™])"
)


@rule(
    "marcacao-residual",
    "sobras",
    "aviso",
    meaning="Sinal de formatação ou de conversão que virou texto: **, &nbsp;, <br>, Ã§, “Erro! "
    "Fonte "
    "de referência não encontrada”.",
    remedy="Retire o sinal ou refaça a conversão do arquivo.",
    source="Lei Complementar nº 95/1998, art. 11",
    wrong="Subcláusula única** – Os partícipes cooperam entre si.",
    right="Subcláusula única – Os partícipes cooperam entre si.",
)
def markup(subject: Subject) -> Iterator[Hit]:
    """Marks of a format that the reader left in the words."""
    for block in subject.drafted:
        hits = [hit for hit in _MARKUP.finditer(block.text)]
        if hits and all(hit[0] == "**" for hit in hits) and len(hits) % 2 == 0:
            continue  # bold of a text exported as Markdown: whole, and no fault of its author
        for hit in hits:
            yield Hit(block, *hit.span(), f"{quoted(hit[0])} é sinal de formatação, não texto.")


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


_DEGREE = re.compile(r"(?:\b[nN]|(?<=\d))°(?!\s?[CF]\b)")


@rule(
    "sinal-de-grau",
    "sobras",
    "nota",
    meaning="Sinal de grau (°) no lugar do ordinal (º).",
    remedy="Use o sinal do ordinal: nº, 1º.",
    source="Manual de Redação da Presidência da República",
    wrong="situado na Rua das Flores, N° 237, Centro,",
    right="situado na Rua das Flores, nº 237, Centro,",
)
def degrees(subject: Subject) -> Iterator[Hit]:
    """The degree behind a number or an n; citations of norms are told elsewhere."""
    cited = {(id(one.block), place) for one in subject.norms for place in range(one.start, one.end)}
    for block in subject.drafted:
        for hit in _DEGREE.finditer(block.text):
            before = block.text[max(0, hit.start() - 4) : hit.start()]
            if (id(block), hit.start()) in cited or "§" in before or "art" in before:
                continue
            yield Hit(block, *hit.span(), f"{quoted(hit[0])} traz o sinal de grau.", key="grau")
