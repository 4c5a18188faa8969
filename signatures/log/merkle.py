"""The Merkle tree of RFC 9162, section 2.1: heads, proofs of inclusion and of consistency.

Who makes a proof reads nodes; who checks one has only hashes. The two halves of this module share
no code on purpose: the makers go down from ranges of leaves to whole subtrees, the checkers follow
the steps of 2.1.3.2 and 2.1.4.2. A node is (level, index): the head of the leaves
[index * 2**level, (index + 1) * 2**level), all of which are there. Keeping nodes, and reading many
in one go, is the business of whoever holds the tree: the makers first say which nodes they need.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from instruments.public_events import HASH_BYTES, node_hash

Node = tuple[int, int]
HashOf = Callable[[Node], bytes]

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The head of a tree without leaves."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The hashes of a proof as runs of whole subtrees, each run to be folded into one hash."""

    runs: tuple[tuple[Node, ...], ...]

    @property
    def nodes(self) -> frozenset[Node]:
        """Every node whose hash the proof is made of."""
        return frozenset(node for run in self.runs for node in run)

    def hashes(self, hash_of: HashOf) -> tuple[bytes, ...]:
        """The proof as it is handed out, in the order of RFC 9162."""
        return tuple(_folded([hash_of(node) for node in run]) for run in self.runs)


def head(size: int) -> Proof:
    """What the head of the first `size` leaves is made of: one run, or none of an empty tree."""
    return Proof((_cover(0, size),) if size else ())


def root(size: int, hash_of: HashOf) -> bytes:
    """MTH(D[0:size]), RFC 9162, 2.1.1."""
    return head(size).hashes(hash_of)[0] if size else EMPTY_ROOT


def inclusion(index: int, size: int) -> Proof:
    """PATH(index, D[0:size]), RFC 9162, 2.1.3.1."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    return Proof(tuple(_cover(start, end) for start, end in _path(index, 0, size)))


def consistency(old: int, size: int) -> Proof:
    """PROOF(old, D[0:size]), RFC 9162, 2.1.4.1; empty for an empty or an unchanged tree."""
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {size} does not hold one of {old}")
    if old in (0, size):
        return Proof(())
    return Proof(tuple(_cover(start, end) for start, end in _subproof(old, 0, size, True)))


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a leaf hash stands at this index of the tree with this head (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _hashes(leaf, root, *path):
        return False
    place, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, size: int, old_root: bytes, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the second tree only adds leaves to the first (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size or not _hashes(old_root, root, *path):
        return False
    if old == size:
        return not path and old_root == root
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    hashes = list(path)
    if old & (old - 1) == 0:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == root


def _hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _split(size: int) -> int:
    """The largest power of two below a size of at least two: how many leaves go to the left."""
    return 1 << ((size - 1).bit_length() - 1)


def _path(index: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges beside a leaf on its way up."""
    if end - start == 1:
        return
    middle = start + _split(end - start)
    if index < middle:
        yield from _path(index, start, middle)
        yield middle, end
    else:
        yield from _path(index, middle, end)
        yield start, middle


def _subproof(old: int, start: int, end: int, known: bool) -> Iterator[tuple[int, int]]:
    """SUBPROOF for the range; `known` while its head is the one that the holder has."""
    if old == end - start:
        if not known:
            yield start, end
        return
    middle = _split(end - start)
    if old <= middle:
        yield from _subproof(old, start, start + middle, known)
        yield start + middle, end
    else:
        yield from _subproof(old - middle, start + middle, end, False)
        yield start, start + middle


def _cover(start: int, end: int) -> tuple[Node, ...]:
    """The whole subtrees that make up a range which RFC 9162 splits off, from left to right."""
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return tuple(nodes)


def _folded(hashes: Sequence[bytes]) -> bytes:
    folded = hashes[-1]
    for left in reversed(hashes[:-1]):
        folded = node_hash(left, folded)
    return folded
