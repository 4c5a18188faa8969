"""The Merkle tree: published vectors, and the laws that hold for every tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instruments.public_events import leaf_hash
from signatures.log import merkle
from tests.signatures.log.trees import Tree, mth
from tests.signatures.log.vectors import CONSISTENCY, INCLUSION, LEAVES, ROOTS

TREE = Tree(LEAVES)
LARGEST = 40


@pytest.mark.parametrize("size", range(9))
def test_the_head_of_each_size_is_the_published_one(size: int) -> None:
    assert TREE.root(size) == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_a_proof_of_inclusion_is_the_published_one(index: int, size: int) -> None:
    published = tuple(bytes.fromhex(text) for text in INCLUSION[index, size])

    assert TREE.path(index, size) == published
    assert merkle.included(leaf_hash(LEAVES[index]), index, size, published, ROOTS[size])


@pytest.mark.parametrize(("old", "size"), CONSISTENCY)
def test_a_proof_of_consistency_is_the_published_one(old: int, size: int) -> None:
    published = tuple(bytes.fromhex(text) for text in CONSISTENCY[old, size])

    assert TREE.proof(old, size) == published
    assert merkle.consistent(old, size, ROOTS[old], ROOTS[size], published)


def grown(size: int) -> Tree:
    """A tree of this many different leaves."""
    return Tree([b"folha %d" % index for index in range(size)])


def test_every_leaf_of_every_tree_is_proven_and_at_no_other_place() -> None:
    for size in range(1, LARGEST):
        tree = grown(size)
        root = mth(tree.leaves)
        for index in range(size):
            leaf, path = leaf_hash(tree.leaves[index]), tree.path(index, size)
            places = [
                place for place in range(size) if merkle.included(leaf, place, size, path, root)
            ]
            assert places == [index]


def test_every_tree_is_proven_to_hold_every_smaller_one() -> None:
    tree = grown(LARGEST)
    roots = [mth(tree.leaves[:size]) for size in range(LARGEST + 1)]
    for size in range(LARGEST + 1):
        for old in range(size + 1):
            path = tree.proof(old, size)
            assert merkle.consistent(old, size, roots[old], roots[size], path)


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 300), st.data())
def test_a_changed_leaf_path_or_head_proves_nothing(size: int, data: st.DataObject) -> None:
    tree = grown(size)
    index = data.draw(st.integers(0, size - 1))
    path, root, leaf = list(tree.path(index, size)), tree.root(), leaf_hash(tree.leaves[index])
    assert merkle.included(leaf, index, size, path, root)

    parts = [leaf, root, *path]
    place = data.draw(st.integers(0, len(parts) - 1))
    bit = data.draw(st.integers(0, 255))
    parts[place] = flipped(parts[place], bit)
    new_leaf, new_root, *new_path = parts

    assert not merkle.included(new_leaf, index, size, new_path, new_root)
    assert not merkle.included(leaf, index, size, [*path, root], root)
    assert not merkle.included(leaf, index, size, [leaf, *path], root)
    assert path == [] or not merkle.included(leaf, index, size, path[:-1], root)


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 200), st.integers(0, 100), st.data())
def test_no_proof_holds_two_trees_together_of_which_an_early_leaf_differs(
    old: int, more: int, data: st.DataObject
) -> None:
    size = old + more
    before, after = grown(old), grown(size)
    if old:
        after.leaves[data.draw(st.integers(0, old - 1))] = b"outra"
        path = after.proof(old, size)
        assert not merkle.consistent(old, size, before.root(), after.root(), path)
        assert not merkle.consistent(old, size, before.root(), after.root(), [])


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 200), st.integers(1, 100), st.data())
def test_a_changed_proof_of_consistency_proves_nothing(
    old: int, more: int, data: st.DataObject
) -> None:
    tree, size = grown(old + more), old + more
    parts = [tree.root(old), tree.root(), *tree.proof(old, size)]
    place = data.draw(st.integers(0, len(parts) - 1))
    parts[place] = flipped(parts[place], data.draw(st.integers(0, 255)))
    old_root, root, *path = parts

    assert not merkle.consistent(old, size, old_root, root, path)


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 10**12), st.integers(0, 10**6))
def test_a_proof_needs_no_more_nodes_than_the_square_of_the_height(index: int, more: int) -> None:
    size = index + 1 + more
    height = size.bit_length()

    assert len(merkle.inclusion(index, size).runs) <= height
    assert len(merkle.inclusion(index, size).nodes) <= 2 * height
    assert len(merkle.consistency(index, size).nodes) <= 2 * height
    assert len(merkle.head(size).nodes) <= height


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_of_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="is not in a tree"):
        merkle.inclusion(index, size)
    assert not merkle.included(ROOTS[1], index, size, [], ROOTS[1])


@pytest.mark.parametrize(("old", "size"), [(-1, 3), (4, 3)])
def test_a_larger_tree_is_not_held_by_a_smaller_one(old: int, size: int) -> None:
    with pytest.raises(ValueError, match="does not hold"):
        merkle.consistency(old, size)
    assert not merkle.consistent(old, size, ROOTS[0], ROOTS[0], [])


def test_hashes_of_another_length_prove_nothing() -> None:
    path = [hash_ + b"\x00" for hash_ in TREE.path(0, 8)]

    assert not merkle.included(leaf_hash(LEAVES[0]), 0, 8, path, ROOTS[8])
    assert not merkle.consistent(8, 8, ROOTS[8][:31], ROOTS[8][:31], [])


def flipped(value: bytes, bit: int) -> bytes:
    """The value with one bit turned over."""
    return (int.from_bytes(value) ^ 1 << bit).to_bytes(len(value))
