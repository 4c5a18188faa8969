"""Wordings that a partner proposed and counsel accepted: a clause of one instrument says otherwise.

The library's text stays as it is; the accepted body stands in the request, so the text can be put
together again at any time. Its Markdown is that of clauses without fields: nothing in it is
evaluated. Ids of subclauses and items are kept by their order, so references still lead there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from document.markdown import parse
from document.tree import Clause, ItemList, PlainBlock, Subclause
from instruments.instrument import AcceptedWording

Blocks = tuple[PlainBlock | Subclause, ...]


def reworded(clause: Clause, wordings: Sequence[AcceptedWording]) -> Clause:
    """The clause with its accepted wording, if there is one."""
    for one in wordings:
        if one.clause == clause.id:
            blocks = _with_ids(parse(one.body, "clausula"), clause.blocks)
            return replace(clause, blocks=blocks)
    return clause


def _with_ids(new: Blocks, old: Blocks) -> Blocks:
    """The new blocks with the ids that the old ones had in the same places."""
    subclauses = (block.id for block in old if isinstance(block, Subclause))
    items = _item_ids(old)
    return tuple(_named(block, subclauses, items) for block in new)


def _item_ids(blocks: Sequence[PlainBlock | Subclause]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Subclause):
            yield from _item_ids(block.blocks)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield item.id
                yield from _item_ids(item.lists)


def _named(
    block: PlainBlock | Subclause, subclauses: Iterator[str], items: Iterator[str]
) -> PlainBlock | Subclause:
    if isinstance(block, Subclause):
        name = next(subclauses, block.id)
        inner = tuple(
            _listed(part, items) if isinstance(part, ItemList) else part for part in block.blocks
        )
        return replace(block, id=name, blocks=inner)
    return _listed(block, items) if isinstance(block, ItemList) else block


def _listed(block: ItemList, items: Iterator[str]) -> ItemList:
    return replace(
        block,
        items=tuple(
            replace(
                item,
                id=next(items, ""),
                lists=tuple(_listed(inner, items) for inner in item.lists),
            )
            for item in block.items
        ),
    )
