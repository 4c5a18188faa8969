"""Enumerations inside a sentence: "a, b e c".

It leaves out the lists of items on lines of their own, whose punctuation belongs to labels.
"""

from collections.abc import Sequence


def join_and(parts: Sequence[str]) -> str:
    """Join with commas, and with "e" before the last; no comma stands before the "e".

    >>> join_and(["a", "b", "c"])
    'a, b e c'
    >>> join_and(["a", "b"]), join_and(["a"])
    ('a e b', 'a')

    Raises ValueError for no parts or a blank one: a sentence with a hole must not reach a contract.
    """
    if isinstance(parts, str):
        # A string is a sequence of its own letters: "abc" would come out as "a, b e c".
        raise ValueError("enumeração: esperava uma lista de textos, veio um texto só")
    if not parts or not all(part.strip() for part in parts):
        raise ValueError("enumeração: lista vazia ou com item em branco")
    *first, last = parts
    return f"{', '.join(first)} e {last}" if first else last
