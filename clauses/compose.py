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
    Run,
    Subclause,
)
from faults.errors import BadTemplate

Fields = Mapping[str, Value]

GAP_REMEDY = (
    "Preencha o campo que falta, ou ponha o trecho inteiro sob condição ({% if %} no texto, "
    "“quando” no cabeçalho)."
)


def applies(condition: str | None, fields: Fields) -> bool:
    """Whether a text under this condition (None: always) belongs to the instrument."""
    return condition is None or holds(condition, fields)


def compose_clause(text: ClauseText, fields: Fields, suffix: str = "") -> Clause:
    """The clause filled in. `suffix` keeps ids apart when a text stands once for each partner."""
    try:
        sealed = render("\n" * (text.body_line - 1) + text.body, fields)
        blocks = parse(sealed.text, "clausula")
        own = anchors(blocks) | {text.head.id} if suffix else frozenset[str]()
        filled = _Filler(sealed, suffix, own).blocks(blocks)
        if not filled:
            raise BadTemplate("a cláusula ficou sem texto.", GAP_REMEDY)
        return Clause(text.head.id + suffix, fill(text.head.title, fields), filled, text.key)
    except BadTemplate as error:
        raise BadTemplate(f"{text.origin}: {error.message}", error.remedy) from error


def compose_body(source: str, fields: Fields, dialect: Dialect) -> tuple[MarkdownBlock, ...]:
    """The blocks of a Markdown text with its values in place."""
    sealed = render(source, fields)
    return _Filler(sealed).blocks(parse(sealed.text, dialect))


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
    suffix: str = ""
    own: frozenset[str] = frozenset()

    def blocks(self, blocks: tuple[MarkdownBlock, ...]) -> tuple[MarkdownBlock, ...]:
        """The blocks filled in; a paragraph whose fields were all empty leaves no gap."""
        filled = (self._block(block) for block in blocks)
        return tuple(block for block in filled if not isinstance(block, Paragraph) or block.content)

    def _block(self, block: MarkdownBlock) -> MarkdownBlock:
        if isinstance(block, Subclause):
            return self._subclause(block)
        if isinstance(block, ItemList):
            return self._list(block)
        if isinstance(block, Paragraph):
            return Paragraph(self._content(block.content), block.style)
        return block

    def _subclause(self, block: Subclause) -> Subclause:
        inner = tuple(part for part in self.blocks(block.blocks) if not isinstance(part, Subclause))
        if not inner:
            raise BadTemplate(f"a subcláusula “{block.id}” ficou sem texto.", GAP_REMEDY)
        return replace(block, id=self._id(block.id), blocks=inner)

    def _list(self, block: ItemList) -> ItemList:
        items = tuple(self._item(item) for item in block.items)
        return ItemList(block.kind, items, block.conjunction)

    def _item(self, item: Item) -> Item:
        content = self._content(item.content)
        if not content:
            raise BadTemplate(f"o item “{item.id}” ficou sem texto.", GAP_REMEDY)
        lists = tuple(self._list(part) for part in item.lists)
        return Item(content, lists, self._id(item.id), item.label)

    def _content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        filled = [self._inline(part) for part in content]
        if not any(isinstance(part, Reference) or part.text.strip() for part in filled):
            return ()
        return tuple(part for part in filled if isinstance(part, Reference) or part.text)

    def _inline(self, part: Inline) -> Inline:
        if isinstance(part, Reference):
            return Reference(self._id(part.target)) if part.target in self.own else part
        text = self.sealed.unseal(part.text)
        return part if text == part.text else Run(text, part.bold, part.italic)

    def _id(self, node_id: str) -> str:
        return node_id and node_id + self.suffix
