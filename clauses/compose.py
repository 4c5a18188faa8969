"""A library text and the values of one instrument become nodes of the document tree."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from clauses.clause_text import ClauseText
from clauses.sandbox import Sealed, fill, holds, render
from clauses.values import Value
from document.anchors import anchors
from document.markdown import Dialect, MarkdownBlock, parse
from document.tree import (
    Clause,
    Inline,
    Item,
    ItemList,
    Paragraph,
    PlainBlock,
    Reference,
    Subclause,
)
from faults.errors import BadTemplate

Fields = Mapping[str, Value]


def applies(condition: str | None, fields: Fields) -> bool:
    """Whether a text under this condition (None: always) belongs to the instrument."""
    return condition is None or holds(condition, fields)


def compose_clause(text: ClauseText, fields: Fields, suffix: str = "") -> Clause:
    """The clause filled in. `suffix` keeps ids apart when a text stands once for each partner."""
    try:
        return Clause(
            id=text.head.id + suffix,
            title=fill(text.head.title, fields),
            blocks=compose_body(text.body, fields, "clausula", suffix),
            source=text.key,
        )
    except BadTemplate as error:
        raise BadTemplate(f"{text.origin}: {error.message}", error.remedy) from error


def compose_body(
    source: str, fields: Fields, dialect: Dialect, suffix: str = ""
) -> tuple[MarkdownBlock, ...]:
    """The blocks of a Markdown text with its values in place."""
    sealed = render(source, fields)
    blocks = parse(sealed.text, dialect)
    filler = _Filler(sealed, suffix, anchors(blocks) if suffix else frozenset())
    return tuple(filler.block(block) for block in blocks)


def compose_plain(source: str, fields: Fields, dialect: Dialect) -> tuple[PlainBlock, ...]:
    """Like compose_body, for texts that hold no subclauses."""
    blocks = compose_body(source, fields, dialect)
    plain = tuple(block for block in blocks if not isinstance(block, Subclause))
    if len(plain) != len(blocks):
        raise BadTemplate("este texto não admite subcláusulas.", "Retire as linhas “## ...”.")
    return plain


@dataclass(frozen=True, slots=True)
class _Filler:
    """Puts the values of one text in, and keeps its own ids apart from those of its twins."""

    sealed: Sealed
    suffix: str
    own: frozenset[str]

    def block(self, block: MarkdownBlock) -> MarkdownBlock:
        if isinstance(block, Subclause):
            inner = tuple(self.plain(part) for part in block.blocks)
            return replace(block, id=self._id(block.id), blocks=inner)
        return self.plain(block)

    def plain(self, block: PlainBlock) -> PlainBlock:
        if isinstance(block, ItemList):
            return self._list(block)
        if isinstance(block, Paragraph):
            return replace(block, content=self._content(block.content))
        return block

    def _list(self, block: ItemList) -> ItemList:
        return replace(block, items=tuple(self._item(item) for item in block.items))

    def _item(self, item: Item) -> Item:
        return replace(
            item,
            id=self._id(item.id),
            content=self._content(item.content),
            lists=tuple(self._list(part) for part in item.lists),
        )

    def _content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        filled = (self._inline(part) for part in content)
        return tuple(part for part in filled if isinstance(part, Reference) or part.text)

    def _inline(self, part: Inline) -> Inline:
        if isinstance(part, Reference):
            return Reference(self._id(part.target)) if part.target in self.own else part
        return replace(part, text=self.sealed.unseal(part.text))

    def _id(self, node_id: str) -> str:
        return node_id and node_id + self.suffix
