"""The small Markdown in which clauses and plans are written, read into the tree.

markdown-it does the reading; this module only walks its tokens. Known: paragraphs, bold, italic,
lists, `## Subcláusula {#id}` and `## Parágrafo {#id}`, anchors `[]{#id}` and references `[](#id)`.
Anything else (HTML, images, code, outside links, quotes, rules) is refused with its line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from document.tree import (
    Inline,
    Item,
    ItemList,
    ListKind,
    Paragraph,
    PlainBlock,
    Reference,
    Run,
    Subclause,
    SubclauseKind,
)
from faults.errors import BadTemplate

Dialect = Literal["clausula", "plano"]

LIST_KINDS: dict[Dialect, dict[tuple[str, ...], ListKind]] = {
    "clausula": {
        ("bullet",): "alinea",
        ("bullet", "bullet"): "item",
        ("ordered",): "inciso",
        ("ordered", "bullet"): "alinea",
        ("ordered", "bullet", "bullet"): "item",
    },
    "plano": {("bullet",): "marcador", ("ordered",): "item", ("ordered", "bullet"): "alinea"},
}
"""Which list a Markdown list is, by the lists around it."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""The form of every id, that of the clauses included."""

SUBCLAUSES: dict[str, SubclauseKind] = {"Subcláusula": "subclausula", "Parágrafo": "paragrafo"}

REMEDY = (
    "Use parágrafos, **negrito**, *itálico*, listas com “- ” ou “1. ”, “## Subcláusula {#id}”, "
    "âncoras []{#id} e remissões [](#id)."
)

MarkdownBlock = PlainBlock | Subclause
"""What a body can hold. Tables do not come from Markdown; plans build theirs from data."""


@lru_cache(maxsize=4096)
def parse(source: str, dialect: Dialect = "clausula") -> tuple[MarkdownBlock, ...]:
    """The blocks of a body. Raises BadTemplate naming the line of what is not allowed.

    Cached, because the partners of one kind share their bodies until values are put in.
    """
    return _Reader(_parser().parse(source), dialect).blocks()


@cache
def _parser() -> MarkdownIt:
    # Without "reference", a line such as “[a]: b” stays text instead of vanishing as a definition.
    return MarkdownIt("commonmark").disable("reference").use(attrs_plugin, spans=True)


@dataclass(slots=True)
class _Reader:
    """Walks the tokens once, left to right."""

    tokens: Sequence[Token]
    dialect: Dialect
    at: int = 0

    def blocks(self) -> tuple[MarkdownBlock, ...]:
        found: list[MarkdownBlock] = []
        while self.at < len(self.tokens):
            if self.tokens[self.at].type == "heading_open":
                found.append(self._subclause())
            else:
                found.append(self._plain_block())
        return tuple(found)

    def _subclause(self) -> Subclause:
        title = self.tokens[self.at + 1]
        word, brace, anchor = title.content.partition("{#")
        kind = SUBCLAUSES.get(word.strip())
        allowed = self.tokens[self.at].tag == "h2" and self.dialect == "clausula"
        if kind is None or not allowed or (brace and not anchor.endswith("}")):
            raise _refused(title, f"o título “{title.content}” não é conhecido")
        if brace:
            _check_id(title, anchor[:-1])
        self.at += 3
        inner: list[PlainBlock] = []
        while self.at < len(self.tokens) and self.tokens[self.at].type != "heading_open":
            inner.append(self._plain_block())
        return Subclause(anchor[:-1], kind, tuple(inner))

    def _plain_block(self) -> PlainBlock:
        token = self.tokens[self.at]
        if token.type == "paragraph_open":
            return Paragraph(self._paragraph())
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return self._list(())
        raise _refused(token, f"elemento não permitido no texto ({token.type})")

    def _paragraph(self) -> tuple[Inline, ...]:
        inline = self.tokens[self.at + 1]
        self.at += 3
        anchor, content = _inlines(inline)
        if anchor:
            raise _refused(inline, f"a âncora “{anchor}” não está no começo de um item de lista")
        return content

    def _list(self, around: tuple[str, ...]) -> ItemList:
        opening = self.tokens[self.at]
        path = (*around, opening.type.removesuffix("_list_open"))
        kind = LIST_KINDS[self.dialect].get(path)
        if kind is None:
            raise _refused(opening, "lista dentro de lista além do que a técnica legislativa usa")
        if "start" in opening.attrs:
            first = f"{opening.attrs['start']}{opening.markup}"
            raise _refused(opening, f"a lista começa por “{first}”; toda lista começa por “1.”")
        self.at += 1
        items: list[Item] = []
        while self.tokens[self.at].type == "list_item_open":
            items.append(self._item(path))
        self.at += 1
        return ItemList(kind, tuple(items))

    def _item(self, path: tuple[str, ...]) -> Item:
        opening = self.tokens[self.at]
        self.at += 1
        if self.tokens[self.at].type != "paragraph_open":
            raise _refused(opening, "item de lista sem texto")
        anchor, content = _inlines(self.tokens[self.at + 1])
        if not content:
            raise _refused(opening, "item de lista sem texto")
        self.at += 3
        lists: list[ItemList] = []
        while self.tokens[self.at].type != "list_item_close":
            if not self.tokens[self.at].type.endswith("_list_open"):
                raise _refused(self.tokens[self.at], "um item tem um só parágrafo")
            lists.append(self._list(path))
        self.at += 1
        return Item(content, tuple(lists), id=anchor)


def _inlines(inline: Token) -> tuple[str, tuple[Inline, ...]]:
    """The anchor (or "") and the content of one inline token."""
    tokens = inline.children or []
    anchor, first = _leading_anchor(inline, tokens)
    bold = italic = False
    content: list[Inline] = []
    for place, token in enumerate(tokens[first:], first):
        match token.type:
            case "text":
                content.append(Run(token.content, bold, italic))
            case "softbreak" | "hardbreak":
                content.append(Run(" ", bold, italic))
            case "strong_open" | "strong_close":
                bold = token.type == "strong_open"
            case "em_open" | "em_close":
                italic = token.type == "em_open"
            case "span_open":
                raise _refused(inline, "âncora fora do começo de um item de lista")
            case "link_close":
                if tokens[place - 1].type != "link_open":
                    raise _refused(inline, "remissão com texto: o sistema é que a escreve")
            case "link_open":
                target = str(token.attrs.get("href", ""))
                if not target.startswith("#"):
                    raise _refused(inline, f"ligação para fora do documento ({target})")
                _check_id(inline, target[1:])
                content.append(Reference(target[1:]))
            case _:
                raise _refused(inline, f"elemento não permitido no texto ({token.type})")
    return anchor, _tidy(content)


def _leading_anchor(inline: Token, tokens: Sequence[Token]) -> tuple[str, int]:
    """The id of the anchor `[]{#id}` that opens the tokens (or ""), and where they go on."""
    if not tokens or tokens[0].type != "span_open":
        return "", 0
    anchor = str(tokens[0].attrs.get("id", ""))
    if tokens[1].type != "span_close" or set(tokens[0].attrs) != {"id"}:
        raise _refused(inline, "âncora mal escrita")
    _check_id(inline, anchor)
    return anchor, 2


def _check_id(token: Token, node_id: str) -> None:
    if not ID.fullmatch(node_id):
        raise _refused(token, f"o identificador “{node_id}” não tem só a-z, 0-9 e hífens")


def _tidy(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbours of one style joined, no empty runs, no space at either end."""
    joined: list[Inline] = []
    for part in content:
        previous = joined[-1] if joined else None
        if (
            isinstance(part, Run)
            and isinstance(previous, Run)
            and (part.bold, part.italic) == (previous.bold, previous.italic)
        ):
            joined[-1] = Run(previous.text + part.text, part.bold, part.italic)
        elif not isinstance(part, Run) or part.text:
            joined.append(part)
    if joined and isinstance(joined[0], Run):
        joined[0] = Run(joined[0].text.lstrip(), joined[0].bold, joined[0].italic)
    if joined and isinstance(joined[-1], Run):
        joined[-1] = Run(joined[-1].text.rstrip(), joined[-1].bold, joined[-1].italic)
    return tuple(part for part in joined if not isinstance(part, Run) or part.text)


def _refused(token: Token, what: str) -> BadTemplate:
    line = f"linha {token.map[0] + 1}: " if token.map else ""
    return BadTemplate(f"{line}{what}.", REMEDY)
