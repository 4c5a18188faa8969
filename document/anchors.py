"""The ids that stand inside a text: where references and the actions of a plan can lead."""

from collections.abc import Iterator
from functools import lru_cache

from document.tree import Document, Inline, ItemList, Paragraph, PlainBlock, Reference, Subclause


@lru_cache(maxsize=2048)
def anchors(blocks: tuple[PlainBlock | Subclause, ...]) -> frozenset[str]:
    """Every id given to a subclause or item in these blocks."""
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Subclause):
            found |= {block.id} | anchors(block.blocks)
        elif isinstance(block, ItemList):
            for item in block.items:
                found |= {item.id} | anchors(item.lists)
    return frozenset(found - {""})


def document_anchors(document: Document) -> frozenset[str]:
    """Every id inside the clauses of a document, without the suffix that keeps twins apart."""
    found = (anchor for clause in document.clauses for anchor in anchors(clause.blocks))
    return frozenset(anchor.partition(":")[0] for anchor in found)


def targets(blocks: tuple[PlainBlock | Subclause, ...]) -> frozenset[str]:
    """Every id that a reference in these blocks leads to."""
    return frozenset(
        part.target
        for content in _contents(blocks)
        for part in content
        if isinstance(part, Reference)
    )


def _contents(blocks: tuple[PlainBlock | Subclause, ...]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        if isinstance(block, Subclause):
            yield from _contents(block.blocks)
        elif isinstance(block, Paragraph):
            yield block.content
        elif isinstance(block, ItemList):
            for item in block.items:
                yield item.content
                yield from _contents(item.lists)
        else:
            yield from (cell.content for row in block.rows for cell in row)
