"""Spelling: every word but names, held against the dictionary and our own legal word list."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reading.outline import Block
from review.rule import Hit, rule
from review.subject import Subject
from review.words import WORD, fold, is_upper, listed, quoted

VOCABULARY = Path(__file__).parent / "data" / "vocabulario.txt"
SHORTEST = 3
"""Letters below which a word is taken for an abbreviation."""
LONGEST_ABBREVIATION = 5
LONGEST_ACRONYM = 8
SHOWN = 3
_UNREAD = re.compile(
    r"[@_\d]|://|www\.|\.(?:gov|org|com|mp|jus|def|leg|edu|br)\b|^\W*[A-Z]+(?:/[A-Z]+)+\W*$", re.I
)
_TOKEN = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.:;!?–—-]\s*[“\"(]?$")


_BETWEEN_NAMES = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]+ $")
_NAME_AFTER = re.compile(r" [A-ZÀ-Þ][a-zà-ÿ]")
_NEXT_CAPITAL = re.compile(r"\s+(?:(?:d[aeo]s?|e)\s+)?[A-ZÀ-Þ][a-zà-ÿ]")


@cache
def vocabulary() -> frozenset[str]:
    """Our own words, folded in case only."""
    lines = VOCABULARY.read_text(encoding="utf-8").split("\n")
    return frozenset(
        word.strip().lower() for line in lines if (word := line.partition("#")[0]).strip()
    )


@rule(
    "ortografia",
    "ortografia",
    "aviso",
    meaning="Palavra que não está no dicionário do português do Brasil nem no vocabulário "
    "jurídico.",
    remedy="Corrija a grafia; sendo palavra certa, acrescente-a ao vocabulário do revisor.",
    source="Acordo Ortográfico da Língua Portuguesa (Decreto nº 6.583/2008); dicionário do "
    "Hunspell",
    wrong="A transparéncia beneficia cada partície.",
    right="A transparência beneficia cada partícipe.",
)
def misspelt(subject: Subject) -> Iterator[Hit]:
    """Words unknown to the dictionary; within names only what an accent would mend."""
    if not subject.speller.available:
        return
    names = {word for person in subject.people for word in person.words}
    names |= {fold(acronym) for acronym in subject.acronyms}
    places: list[tuple[Block, re.Match[str], bool]] = []
    for block in subject.blocks:
        if block.kind in ("assinatura", "autenticidade", "signatario"):
            continue
        places += ((block, hit, name) for hit, name in _asked(block) if fold(hit[0]) not in names)
    asked = dict.fromkeys(hit[0] for _, hit, _ in places)
    unknown = subject.speller.unknown(asked)
    capitals = [hit[0].lower() for _, hit, name in places if name and hit[0] in unknown]
    lowered = subject.speller.unknown(capitals)
    for block, hit, name in places:
        word = hit[0]
        suggestions = unknown.get(word)
        if suggestions is None:
            continue
        accents = [one for one in suggestions if fold(one) == fold(word)]
        # Sergio may be so written; Ministerios may not, for “ministérios” is no name.
        if name and not any(
            one.islower() and fold(one) == fold(word) for one in lowered.get(word.lower(), ())
        ):
            continue
        best = accents or list(suggestions)
        hint = f"; talvez {listed([quoted(one) for one in best[:SHOWN]], 'ou')}" if best else ""
        yield Hit(block, *hit.span(), f"{quoted(hit[0])} não está no dicionário{hint}.", key=word)


def _asked(block: Block) -> Iterator[tuple[re.Match[str], bool]]:
    """The words of a block to look up, each with whether it looks like part of a name."""
    text = block.text
    skipped = [hit.span() for hit in _TOKEN.finditer(text) if _UNREAD.search(hit[0])]
    upper = is_upper(text)
    heading = block.kind in ("clausula", "secao", "anexo", "ementa", "titulo")
    for hit in WORD.finditer(text):
        word = hit[0]
        if len(word) < SHORTEST or word.lower() in vocabulary():
            continue
        if skipped and any(begin <= hit.start() < end for begin, end in skipped):
            continue
        if word.islower():
            if (
                len(word) > LONGEST_ABBREVIATION
                or text[hit.end() : hit.end() + 1] != "."
                or _ends_sentence(text, hit.end())
            ):
                yield hit, False
        elif word.isupper():
            if upper and heading:
                yield hit, len(word) <= LONGEST_ACRONYM
            elif upper or len(word) > LONGEST_ACRONYM:
                yield hit, True
        elif _BETWEEN_NAMES.search(
            text, max(0, hit.start() - 40), hit.start()
        ) and _NAME_AFTER.match(text, hit.end()):
            continue  # Caio Marcio Loureiro: a name of somebody
        elif word[1:].islower() or "-" in word:
            yield hit, _is_name(block, hit)


def _ends_sentence(text: str, place: int) -> bool:
    """Whether the full stop at a place ends a sentence, and does not shorten a word."""
    return not text[place + 1 :].strip() or bool(
        re.match(r"\.\s+[A-ZÀ-Þ“]", text[place : place + 4])
    )


def _is_name(block: Block, hit: re.Match[str]) -> bool:
    """Whether a capital is there because of the word, not of the place: not after a full stop."""
    if _NEXT_CAPITAL.match(block.text, hit.end()):
        return True
    before = block.text[: hit.start()]
    at_start = not before[block.body_at :].strip(' “"(') if block.body_at else not before.strip()
    return not (at_start or _SENTENCE_END.search(before))


_ALIKE = re.compile(
    r"\b(?:(?:os?|dos?|aos?|pelos?|entre|cada|nenhum|qualquer|quaisquer|demais|outros?|um|ambos)\s+"
    r"(?:os\s+)?(?P<after>participes?)\b|(?P<alone>participes?)(?=\s*(?:\d|:|[ivx]+\b)))",
    re.I,
)


@rule(
    "participe-sem-acento",
    "ortografia",
    "aviso",
    meaning="“Participe” (verbo) no lugar de “partícipe” (a parte do acordo).",
    remedy="Escreva “partícipe”, com acento.",
    source="Acordo Ortográfico da Língua Portuguesa (Decreto nº 6.583/2008)",
    wrong="PARTICIPE 1:\n\nCabe aos participes divulgar o serviço.",
    right="PARTÍCIPE 1:\n\nCabe aos partícipes divulgar o serviço.",
)
def participe(subject: Subject) -> Iterator[Hit]:
    """The noun without its accent, which a dictionary takes for the verb."""
    for block in subject.blocks:
        for hit in _ALIKE.finditer(block.text):
            name = "after" if hit["after"] else "alone"
            yield Hit(
                block,
                *hit.span(name),
                f"{quoted(hit[name])} é do verbo participar; a parte do acordo é “partícipe”.",
                key="participe",
            )


_GENERAL = re.compile(
    r"\b(?P<head>Coordenação|Secretaria|Procuradoria|Advocacia|Diretoria|Controladoria"
    r"|Corregedoria|"
    r"Subprocuradoria|Coordenador|Secretári[oa]|Procurador|Diretor|Corregedor)a? Gera(?:l|is)\b"
)
_HYPHENED = re.compile(r"[a-zà-ÿ]-(?:Geral|Gerais)\b")


@rule(
    "hifen-de-cargo",
    "ortografia",
    "nota",
    meaning="“Coordenação Geral” sem hífen num texto que escreve “Coordenador-Geral”.",
    remedy="Escreva com hífen, se assim é o nome oficial.",
    source="Vocabulário Ortográfico da Língua Portuguesa; Decreto nº 12.002/2024",
    wrong="O Coordenador-Geral responde pela Coordenação Geral de Informações.",
    right="O Coordenador-Geral responde pela Coordenação-Geral de Informações.",
)
def hyphens_of_offices(subject: Subject) -> Iterator[Hit]:
    """Offices written apart, where the text hyphenates others."""
    if not any(_HYPHENED.search(block.text) for block in subject.drafted):
        return
    for block in subject.drafted:
        for hit in _GENERAL.finditer(block.text):
            yield Hit(
                block,
                *hit.span(),
                f"{quoted(hit[0])} está sem hífen; o texto usa hífen em outros cargos e órgãos.",
                key=hit[0],
            )
