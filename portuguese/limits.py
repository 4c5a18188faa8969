"""The range a number must lie in before it can be written in words.

Shared by ordinals, numerals, dates and currency, so that each refuses in the same words. It leaves
out rounding and conversion: a number that is not whole is refused, never mended.
"""


def require_whole(n: object, first: int, last: int | None, what: str) -> None:
    """Refuse `n` unless it is a whole number from `first` to `last` (None: no upper end).

    `what` names the thing in Portuguese, for the message. Values may come from expressions in
    clause files, which no type checker sees; True would pass for 1, so booleans are refused too.

    >>> require_whole(7, 1, 999, "ordinal")
    >>> require_whole(0, 1, 999, "ordinal")
    Traceback (most recent call last):
    ValueError: ordinal: 0 está fora do intervalo de 1 a 999
    >>> require_whole(-1, 0, None, "letra")
    Traceback (most recent call last):
    ValueError: letra: -1 é menor que 0
    """
    if isinstance(n, bool) or not isinstance(n, int):
        raise ValueError(f"{what}: “{n}” não é um número inteiro")
    if last is None and n < first:
        raise ValueError(f"{what}: {n} é menor que {first}")
    if last is not None and not first <= n <= last:
        raise ValueError(f"{what}: {n} está fora do intervalo de {first} a {last}")
