"""Words that stand where a datum is still to come: “a definir”, “a ser designado”, fulano, XXX.

Records refuse them and the reviewer finds them in a finished text; both ask here. It leaves out the
marks of a model (`[...]`, `{{campo}}`, `____`), which only a text has (review/leftovers.py).
"""

import re
from collections.abc import Iterator

_TO_DO = "definir|designar|indicar|nomear|informar|confirmar|preencher|completar|escolher"
_TO_BE_DONE = "definid|designad|indicad|nomead|informad|confirmad|preenchid|completad|escolhid"
_TO_COME = re.compile(
    rf"(?<![\w-])a\s+(?:(?:{_TO_DO})|ser(?:em)?\s+(?:{_TO_BE_DONE})[oa]s?)(?![\w-])", re.I
)
_NOBODY = re.compile(r"(?<!\w)(?:fulan|beltran|sicran)[oa](?:\s+de\s+tal)?(?![\w@]|\.\w)", re.I)
_CROSSES = re.compile(r"(?<!\w)X{3,}(?!\w)", re.I)
_NOTHING = re.compile(
    r"[\W_]*(?:(?:(?:nome|cargo|endereço)\s+)?(?:ainda\s+)?não\s+(?:há|(?:definid|informad)[oa]"
    r"|disponível)|em branco|pendente|indefinid[oa]|n/[ac]|tbd)?[\W_]*",
    re.I,
)

_GOVERNS_INFINITIVE = re.compile(
    r"(?:vi(?:er|esse)(?:em|m)?|vir(?:á|ão|ia|iam)?|venham?|pass\w+|volt\w+|começ\w+|\w+-se"
    r"|obrig\w+|destinad\w+|tendentes?|autorizad\w+|visand\w+|forma|modo)\s+$",
    re.I,
)
"""Before “a definir” it is a verb with its preposition: “os que vierem a designar”."""

_TOLD_HOW = re.compile(
    r"\s*,\s*(?:de|em|n[oa]s?|por|pel[oa]s?|conforme|segundo|entre|mediante|oportunamente"
    r"|posteriormente|\w+r)\b",
    re.I,
)
"""Behind “a ser definido,” these say who or when, or go on with verbs: then nothing is missing."""

_CLOSED = re.compile(r"\s*(?:[.,;:()\[\]”\"/]|[–-]\s|$)|\s*[\t\n]")


def placeholders_in(text: str) -> Iterator[re.Match[str]]:
    """Where a running text has one of these words in the place of a datum.

    “A ser definida pelos partícipes” says who will; “que vierem a designar” is a verb: neither is.
    """
    for hit in _TO_COME.finditer(text):
        shouted = hit[0].isupper() and not text.isupper()
        if not shouted and (
            not _CLOSED.match(text, hit.end())
            or _TOLD_HOW.match(text, hit.end())
            or _GOVERNS_INFINITIVE.search(text, 0, hit.start())
        ):
            continue
        yield hit
    yield from _NOBODY.finditer(text)


def is_placeholder(value: str) -> bool:
    """Whether the value of a field only marks the place of a datum, as a whole or in part."""
    return bool(
        _NOTHING.fullmatch(value)
        or _CROSSES.search(value)
        or _TO_COME.search(value)
        or _NOBODY.search(value)
    )
