"""Phrases: fixed expressions copied in another order, and what legal drafting avoids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reading.yaml_text import read_mapping
from review.rule import Hit, rule
from review.subject import Subject
from review.words import WORD, fold, quoted

TABLE = Path(__file__).parent / "data" / "expressoes.yaml"


@dataclass(frozen=True, slots=True)
class _Avoided:
    pattern: re.Pattern[str]
    instead: tuple[str, ...]
    why: str


@cache
def _fixed() -> dict[tuple[str, ...], tuple[tuple[str, ...], str]]:
    """Each fixed expression by its words in alphabetical order: (words in order, as written)."""
    found = {}
    for phrase in read_mapping(TABLE)["ordem_fixa"]:
        words = tuple(fold(word[0]) for word in WORD.finditer(phrase))
        found[tuple(sorted(words))] = (words, phrase)
    return found


@cache
def _avoided() -> tuple[_Avoided, ...]:
    return tuple(
        _Avoided(re.compile(row["errada"]), _one_or_more(row["certa"]), row["porque"])
        for row in read_mapping(TABLE)["evitar"]
    )


def _one_or_more(words: str | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


@rule(
    "expressao-trocada",
    "gramatica",
    "aviso",
    meaning="Nome ou expressão de ordem fixa com as palavras fora do lugar.",
    remedy="Restaure a ordem das palavras.",
    source="review/data/expressoes.yaml",
    wrong="O objeto é a adesão ao Sistema de Solução de Alternativa Conflitos.",
    right="O objeto é a adesão ao Sistema de Solução Alternativa de Conflitos.",
)
def scrambled(subject: Subject) -> Iterator[Hit]:
    """The same words as a fixed expression, side by side, in another order."""
    sizes = sorted({len(key) for key in _fixed()}, reverse=True)
    of_expressions = {word for key in _fixed() for word in key}
    for block in subject.drafted:
        if block.kind == "signatario":
            continue  # names, roles and bodies side by side
        hits = list(WORD.finditer(block.text))
        words = WORD.findall(fold(block.text))
        if len(words) != len(hits):
            continue  # never so: folding keeps letters letters
        runs = _runs(words, of_expressions)
        taken = -1
        for place in range(len(words)):
            if place <= taken or runs[place] < sizes[-1]:
                continue
            for size in sizes:
                if size > runs[place]:
                    continue
                window = words[place : place + size]
                known = _fixed().get(tuple(sorted(window))) if len(window) == size else None
                if known is None:
                    continue
                taken = place + size - 1
                if tuple(window) != known[0] and _one_stretch(block.text, hits, place, taken):
                    start, end = hits[place].start(), hits[taken].end()
                    told = f"{quoted(block.text[start:end])} parece ser {quoted(known[1])}."
                    yield Hit(block, start, end, told, key=fold(block.text[start:end]))
                break


def _runs(words: list[str], known: set[str]) -> list[int]:
    """For each word, how many from it on are words of fixed expressions."""
    runs = [0] * len(words)
    for place in range(len(words) - 1, -1, -1):
        after = runs[place + 1] if place + 1 < len(words) else 0
        runs[place] = after + 1 if words[place] in known else 0
    return runs


def _one_stretch(text: str, hits: list[re.Match[str]], first: int, last: int) -> bool:
    """Whether nothing but spaces stands between these words."""
    return not re.search(r"[^\w \n-]", text[hits[first].start() : hits[last].end()])


@rule(
    "expressao-a-evitar",
    "gramatica",
    "nota",
    meaning="Expressão que o padrão culto ou a técnica legislativa manda evitar.",
    remedy="Troque pela forma indicada.",
    source="Manual de Redação da Presidência da República; Lei Complementar nº 95/1998, art. 11",
    wrong="O plano integra o Acordo, independente de transcrição.",
    right="O plano integra o Acordo, independentemente de transcrição.",
)
def avoided(subject: Subject) -> Iterator[Hit]:
    """Phrases of the table."""
    for block in subject.drafted:
        text = fold(block.text)
        for phrase in _avoided():
            for hit in phrase.pattern.finditer(text):
                shown = block.text[hit.start() : hit.end()].strip()
                better = " ou ".join(quoted(one) for one in phrase.instead)
                told = f"evite {quoted(shown)}: {phrase.why}; prefira {better}."
                start = hit.start() + len(hit[0]) - len(hit[0].lstrip())
                yield Hit(block, start, start + len(shown), told, key=shown.lower())
