"""A Merkle tree in memory, written as RFC 9162 defines it and not as the program computes it."""

from collections.abc import Sequence

from instruments.public_events import leaf_hash, node_hash
from signatures.log import merkle
from signatures.log.merkle import Node


def mth(leaves: Sequence[bytes]) -> bytes:
    """The head of these leaves, by the recursion of RFC 9162, 2.1.1."""
    if not leaves:
        return merkle.EMPTY_ROOT
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(mth(leaves[:split]), mth(leaves[split:]))


class Tree:
    """Leaves, and the hashes of whole subtrees as somebody would keep them."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.leaves = list(leaves)
        self.asked: list[Node] = []

    def hash_of(self, node: Node) -> bytes:
        """The hash of a whole subtree; which were asked for is remembered."""
        level, index = node
        start, end = index << level, (index + 1) << level
        assert end <= len(self.leaves), f"{node} is not whole"
        self.asked.append(node)
        return mth(self.leaves[start:end])

    def root(self, size: int | None = None) -> bytes:
        """The head at a size."""
        return merkle.root(len(self.leaves) if size is None else size, self.hash_of)

    def path(self, index: int, size: int) -> tuple[bytes, ...]:
        """A proof of inclusion."""
        return merkle.inclusion(index, size).hashes(self.hash_of)

    def proof(self, old: int, size: int) -> tuple[bytes, ...]:
        """A proof of consistency."""
        return merkle.consistency(old, size).hashes(self.hash_of)
