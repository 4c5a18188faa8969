"""Marks and spaces: doubled, unpaired, misplaced, or of a format that became text."""

import re
from collections.abc import Iterator
from itertools import groupby

from reading.outline import Block
from review.rule import Hit, rule
from review.subject import Subject
from review.words import quoted

_DOUBLED = re.compile(
    r"(?<!\.)\.\.(?!\.)|,\s?,|;\s?;|:\s?:|(?<![\w.])[,;]\s?\.|,\s?[;:]|[;:]\s?,|,\s+[–—-]\s"
    r"|\.\s?,(?!\s?\d)|(?<=[a-zà-ÿ)])\.;|\.:(?!/)|;\.|,\."
)


_ABBREVIATED = re.compile(
    r"(?<!\w)(?:etc|Ltda|S\.A|Cia|al|[Aa]rts?|inc|nº|n|fls?|Profa?|Dra?|Sra?|Ed|[Rr]ef|[Tt]el|[Oo]bs"
    r"|[Pp]roc|[Pp][áa]gs?|[Cc]f|[A-Z]|D\.\s?O\.\s?[UEM])$"
)


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
    r"\*\*|(?<!\w)__(?=[^\W_])|&(?:nbsp|amp|quot|lt|gt|#\d+);|</?(?:b|i|p|br|u|strong|em|span|div)\b"
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
        hits = list(_MARKUP.finditer(block.text))
        if hits and all(hit[0] == "**" for hit in hits) and len(hits) % 2 == 0:
            continue  # bold of a text exported as Markdown: whole, and no fault of its author
        for hit in hits:
            told = f"{quoted(hit[0])} é sinal de formatação, não texto."
            yield Hit(block, *hit.span(), told, key=hit[0])


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
