"""The ids that stand inside a text: where references and the actions of a plan can lead."""

from functools import lru_cache

from document.tree import Document, ItemList, PlainBlock, Subclause


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
