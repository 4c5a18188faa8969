"""Sums in reais: in figures, and in figures with the words after them.

It leaves out other currencies, negative sums and rounding: a fraction of a centavo is refused,
because only the person who wrote it knows which way it should go.
"""

from decimal import Context, Decimal

from portuguese.numerals import LARGEST, cardinal_words, grouped

_CENTAVO = Decimal("0.01")
# Our own context: the caller's precision or traps must not change what a contract says.
_CONTEXT = Context(prec=28)


def reais(amount: Decimal) -> str:
    """Write a sum in figures.

    >>> reais(Decimal("1234.56"))
    'R$ 1.234,56'
    >>> reais(Decimal(0))
    'R$ 0,00'

    Raises ValueError for a negative sum, a fraction of a centavo, what is not a number, or a sum of
    a trillion or more.
    """
    whole, centavos = _split(amount)
    return f"R$ {grouped(whole)},{centavos:02d}"


def reais_with_words(amount: Decimal) -> str:
    """Write a sum in figures and, between brackets, in full.

    >>> reais_with_words(Decimal("1234.56"))
    'R$ 1.234,56 (mil duzentos e trinta e quatro reais e cinquenta e seis centavos)'
    >>> reais_with_words(Decimal("2000000"))
    'R$ 2.000.000,00 (dois milhões de reais)'
    >>> reais_with_words(Decimal("0.01"))
    'R$ 0,01 (um centavo)'

    Raises ValueError as `reais` does.
    """
    whole, centavos = _split(amount)
    parts = []
    if whole or not centavos:
        parts.append(_reais_words(whole))
    if centavos:
        parts.append(f"{cardinal_words(centavos)} {'centavo' if centavos == 1 else 'centavos'}")
    return f"{reais(amount)} ({' e '.join(parts)})"


def _split(amount: object) -> tuple[int, int]:
    """Split into reais and centavos without loss; a clause file's expression may pass anything."""
    if not isinstance(amount, Decimal) or not amount.is_finite():
        raise ValueError(f"valor em reais: “{amount}” não é um valor decimal")
    if amount < 0:
        raise ValueError(f"valor em reais: {amount} é negativo")
    if amount >= LARGEST + 1:
        raise ValueError(f"valor em reais: {amount} passa de R$ {grouped(LARGEST)},99")
    rounded = amount.quantize(_CENTAVO, context=_CONTEXT)
    if rounded != amount:
        raise ValueError(f"valor em reais: {amount} tem fração de centavo")
    return divmod(int(rounded.scaleb(2, _CONTEXT)), 100)


def _reais_words(whole: int) -> str:
    # Zero takes the singular, as in "zero hora": there is nothing to be plural.
    unit = "real" if whole < 2 else "reais"
    # Milhão and bilhão are nouns, so what they count follows with "de" when nothing stands between.
    joint = " de " if whole and whole % 1_000_000 == 0 else " "
    return cardinal_words(whole) + joint + unit
