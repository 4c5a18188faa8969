"""The text of an agreement as it is kept: flat blocks with the labels of the original.

What only frames a text (letterhead, running heads, the sentences that SEI adds) stays out. Numbers
of CPF and RG are masked, and characters that our documents cannot show are left out; the file
itself, kept untouched, has all of them.
"""

import re
from collections.abc import Iterator
from typing import cast

from document.charset import undrawable
from importing.matching import FoundClause
from instruments.identifiers import mask_cpfs
from instruments.imported import TextBlock, TextKind
from reading.outline import Block, Outline

LEFT_OUT = frozenset({"cabecalho", "rodape", "titulo", "assinatura", "autenticidade", "signatario"})
KINDS: dict[str, TextKind] = {"campo": "corpo"}
UNKNOWN = "não informado"
"""What stands where a file does not tell what a record needs."""

LINE = 390
_FIGURE = re.compile(r"\d")
_BULLET = re.compile(r"^[-•*·▪►●–—]\s+(?=\S)")
_RG = re.compile(
    r"(\b(?:RG|R\.G\.|[Cc][ée]dula de [Ii]dentidade|[Cc]arteira de [Ii]dentidade)\b[^\d\n\[]{0,25})"
    r"((?:[A-Z]{2}[- ]?)?\d[\d.\-/xX]{4,14})"
)


def content_of(outline: Outline, clauses: tuple[FoundClause, ...]) -> tuple[TextBlock, ...]:
    """The blocks to keep, in their order."""
    ids = {clause.at: clause.match.key.partition("@")[0] for clause in clauses if clause.match}
    return tuple(_blocks(outline, ids))


def _blocks(outline: Outline, ids: dict[int, str]) -> Iterator[TextBlock]:
    pending: Block | None = None
    for block in outline.blocks:
        if block.kind in LEFT_OUT:
            continue
        if block.kind == "anexo":
            if pending is not None:
                # “ANEXOS À MINUTA” over “PLANO DE TRABALHO” are one heading.
                yield _annex(pending, block)
                pending = None
            else:
                pending = block
            continue
        if pending is not None:
            yield _annex(None, pending)
            pending = None
        yield _kept(block, ids.get(block.start, ""))
    if pending is not None:
        yield _annex(None, pending)


def _annex(above: Block | None, block: Block) -> TextBlock:
    label = public_text(above.text) if above else block.label
    return TextBlock(kind="anexo", label=label, title=public_text(block.title or block.text))


def _kept(block: Block, clause_id: str) -> TextBlock:
    kind = KINDS.get(block.kind) or cast(TextKind, block.kind)
    if block.kind == "linha":
        return TextBlock(kind=kind, cells=tuple(public_text(cell) for cell in block.cells))
    if block.kind in ("clausula", "secao"):
        return TextBlock(
            kind=kind,
            label=block.label,
            title=public_text(block.title),
            clause_id=clause_id,
        )
    if not block.label or block.kind == "campo":
        return TextBlock(kind=kind, text=public_text(block.text))
    typed = block.text[: block.body_at].rstrip()
    return TextBlock(
        kind=kind,
        label=public_text(_BULLET.sub("", typed)) or typed,
        text=public_text(block.body),
        depth=block.depth,
    )


def public_text(text: str) -> str:
    """Words that a public document may show."""
    if _FIGURE.search(text):
        text = _RG.sub(r"\1***", mask_cpfs(text))
    return " ".join(drawable(text).split())


def drawable(text: str) -> str:
    """The text without the characters that our fonts do not draw."""
    wrong = {character for _, character in undrawable(text)}
    return text.translate({ord(character): None for character in wrong}) if wrong else text


def line(text: str, instead: str = UNKNOWN) -> str:
    """One line that a document can show."""
    return " ".join(drawable(text).split())[:LINE].strip() or instead
