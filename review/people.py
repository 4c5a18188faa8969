"""The people a text names: after their treatment, in forms, under the signature, in SEI's lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reading.outline import Block
from review.words import CONNECTORS, fold

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
NAME = rf"{_CAPITAL}(?:[ \t\n]+(?:(?:d[aeo]s?|e|d’|del|von|van)[ \t\n]+)?{_CAPITAL}){{1,9}}"
"""Two to ten capitalised words with the small words of names between them."""

_TREATED = re.compile(
    r"(?:\b(?P<article>[oa]|seu|sua)\s+|(?<=,)\s+)(?P<treatment>Senhora?|Sra?\.|Excelentíssim[oa]\s+Senhora?|"
    rf"Doutora?|Dra?\.)\s+(?:(?:Dra?\.|Doutora?)\s+)?(?P<name>{NAME})"
)
_FORM = re.compile(
    r"(?:nome(?: d[oae] \w+(?: pela \w+(?: com .{2,20})?| da plataforma)?)?|responsavel"
    r"(?: pel[ao] \w+)?|representante(?: legal)?|gestor|signatario|interlocutor)\s*:?\s*$"
)
_FIELD = re.compile(r"^\s*(?P<label>[^:]{3,60}):\s*(?P<name>.+)$", re.S)
_SIGNED = re.compile(rf"assinado (?:eletronica|digital)mente por\s+\**(?P<name>{NAME}),")
_NOT_PEOPLE = re.compile(
    r"(?:sub)?(?:secretari|ministeri|procurador|defensor|president|diretor|coordenador|ministr"
    r"|promotor|juiz|"
    r"desembargador|prefeit|governador|superintend|chefe|gerente|reitor|comandante|testemunha"
    r"|tribunal|"
    r"agencia|programa|nucleo|instituto|procon|departamento|municipi|estado|fundacao|universidade|"
    r"conselh|associacao|empresa|uniao|camara|corregedor|controlador|advoga|representante|usuario|"
    r"documento|assinatura|brasilia)"
)
_CELL = re.compile(
    r"^(?P<label>Nome d[oae] \w+(?: pela interlocução com [ao] \w+| da [Pp]lataforma)?)\s*:?\s+"
    rf"(?P<name>{NAME})$"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person named at a place of a block. `treatment` as typed (“o Senhor”, “Senhor”), or ""."""

    name: str
    block: Block
    start: int
    end: int
    origin: str
    treatment: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name, small ones left out."""
        return name_words(self.name)


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, small ones left out."""
    words = (fold(word.strip(".,;")) for word in name.split())
    return tuple(word for word in words if word and word not in CONNECTORS)


def people_of(blocks: tuple[Block, ...]) -> tuple[Person, ...]:
    """Everyone named in these blocks, in order."""
    found: list[Person] = []
    for block in blocks:
        found += _in_block(block)
    return tuple(found)


def _in_block(block: Block) -> Iterator[Person]:
    if block.kind == "assinatura":
        for hit in _SIGNED.finditer(block.text):
            yield Person(hit["name"], block, *hit.span("name"), "assinatura")
        return
    if block.kind == "signatario":
        yield from _signatory(block)
        return
    if block.kind == "linha":
        yield from _row(block)
        return
    if block.kind == "campo" and (field := _FIELD.match(block.text)):
        name = field["name"].strip()
        if _FORM.match(fold(field["label"].strip())) and re.fullmatch(NAME, name):
            yield Person(name, block, *field.span("name"), "campo")
        return
    for hit in _TREATED.finditer(block.text):
        name = _trimmed(hit["name"])
        start = hit.start("name")
        treatment = f"{hit['article'] or ''} {hit['treatment']}".strip()
        yield Person(name, block, start, start + len(name), "qualificacao", treatment)


def _signatory(block: Block) -> Iterator[Person]:
    """A name alone on its line or in its cell, or capitals before a role in lower case."""
    parts = block.cells or (block.text,)
    at = 0
    for part in parts:
        place = block.text.find(part, at) if part else at
        at = place + len(part)
        hit = re.match(
            r"(?:[A-ZÀ-ÖØ-Þ’'-]{2,}|[A-Z]\.)(?:\s+(?:[A-ZÀ-ÖØ-Þ’'-]{2,}|[A-Z]\.)){1,9}(?![\w])",
            part,
        )
        if hit and len(hit[0].split()) >= 2:
            yield Person(hit[0], block, place, place + hit.end(), "signatario")
        elif re.fullmatch(NAME, part) and not block.cells and not _NOT_PEOPLE.match(fold(part)):
            yield Person(part, block, place, at, "signatario")


def _row(block: Block) -> Iterator[Person]:
    at, before = 0, ""
    for cell in block.cells:
        place = block.text.find(cell, at) if cell else at
        at = place + len(cell)
        if _FORM.match(fold(before)) and re.fullmatch(NAME, cell.strip()):
            yield Person(cell.strip(), block, place, at, "linha")
        elif hit := _CELL.match(cell):
            yield Person(
                hit["name"], block, place + hit.start("name"), place + hit.end("name"), "linha"
            )
        before = cell.strip()


def _trimmed(name: str) -> str:
    """A name without what follows it: a hyphen, a full stop."""
    return name.rstrip(".-’' \n\t")
