"""Where the data of the parties stand in a text: found there, and named as fields of our language.

The longest values first, so that a short one is never cut out of a long one; a name in capitals
becomes the field in capitals; the short names of the parties take the article they stand with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from importing.clause_markdown import FieldSentinels
from instruments.context import TREATMENTS
from instruments.imported import ImportedRequest
from instruments.partner import Partner
from portuguese.contractions import by, in_, of, to, with_article
from portuguese.numerals import with_words

CONTRACTIONS = (
    ("do", of), ("ao", to), ("pelo", by), ("no", in_), ("o", with_article),
)  # fmt: skip
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a value is written in the text, and the field that prints it so."""

    words: str
    source: str


def spellings(request: ImportedRequest, addresses: dict[str, str]) -> tuple[Spelling, ...]:
    """The data of the parties as they stand in the text, the longest first.

    `addresses` are the lines of address as found, by the id of the party.
    """
    found: dict[str, str] = {}
    for one in _all(request, addresses):
        if len(one.words) >= SHORTEST:
            found.setdefault(one.words, one.source)
    ordered = sorted(found, key=len, reverse=True)
    return tuple(Spelling(words, found[words]) for words in ordered)


def _all(request: ImportedRequest, addresses: dict[str, str]) -> Iterator[Spelling]:
    partner = request.partners[0]
    body, signer = request.body, request.signer
    yield from _party("orgao", body.name, body.acronym, body.cnpj, addresses.get(body.id, ""))
    yield from _person("orgao", signer.name, signer.role, signer.designation or "")
    yield from _party(
        "participe", partner.name, partner.acronym, partner.cnpj or "",
        addresses.get(partner.id, ""),
    )  # fmt: skip
    person = partner.representative
    yield from _person("participe", person.name, person.role, person.designation or "")
    if signer.powers:
        yield Spelling(signer.powers, "{{ orgao.atribuicoes }}")
    if body.ministry:
        yield Spelling(body.ministry.upper(), "{{ orgao.ministerio|maiusculas }}")
    if request.process:
        yield Spelling(request.process, "{{ instrumento.processo }}")
    yield from _treatment(partner)
    if request.months:
        yield Spelling(with_words(request.months), "{{ prazo.meses|extenso }}")


def _party(root: str, name: str, acronym: str, cnpj: str, address: str) -> Iterator[Spelling]:
    yield Spelling(name.upper(), f"{{{{ {root}.nome|maiusculas }}}}")
    yield Spelling(name, f"{{{{ {root}.nome }}}}")
    yield Spelling(acronym, f"{{{{ {root}.sigla }}}}")
    yield Spelling(cnpj, f"{{{{ {root}.cnpj }}}}")
    yield Spelling(address, f"{{{{ {root}.endereco }}}}")


def _person(root: str, name: str, role: str, designation: str) -> Iterator[Spelling]:
    yield Spelling(name.upper(), f"{{{{ {root}.representante.nome|maiusculas }}}}")
    yield Spelling(name, f"{{{{ {root}.representante.nome }}}}")
    yield Spelling(role, f"{{{{ {root}.representante.cargo }}}}")
    yield Spelling(designation, f"{{{{ {root}.representante.designacao }}}}")


def _treatment(partner: Partner) -> Iterator[Spelling]:
    """“do Ministério Público” is a field, so that the text serves a Defensoria too."""
    if partner.kind == "outro":
        return
    noun = TREATMENTS[partner.kind]
    for name, contract in CONTRACTIONS:
        yield Spelling(contract(noun), f"{{{{ participe.tratamento|{name} }}}}")
    yield Spelling(noun.text, "{{ participe.tratamento }}")


class Filler:
    """Puts the fields into the words of a text, as sentinels."""

    def __init__(self, found: tuple[Spelling, ...], sentinels: FieldSentinels) -> None:
        self._sources = {one.words: one.source for one in found}
        self._sentinels = sentinels
        words = "|".join(re.escape(one.words) for one in found)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def __call__(self, text: str) -> str:
        """The text with a sentinel for each value of a party."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._sentinels.of(self._sources[match[0]]), text)
