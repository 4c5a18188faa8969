"""Kinds of extract: their names, the gazette's type codes, and telling them apart in print.

The codes are those of the Imprensa Nacional's table of acts (identificador da norma). The table has
an "Extrato de Denúncia" whose code could not be verified, so its type is told by name. Publishers
choose the generic "Extrato" freely, so the kind of a published text is read from its title and its
"Espécie" first and from the gazette's own type last.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

InstrumentKind = Literal[
    "acordo_cooperacao_tecnica", "acordo_adesao", "termo_aditivo", "termo_rescisao",
    "notificacao_denuncia",
]  # fmt: skip
ExtractKind = InstrumentKind | Literal["retificacao"]
PublishedKind = Literal[
    "acordo_cooperacao_tecnica", "acordo_adesao", "termo_aditivo", "termo_rescisao",
    "notificacao_denuncia", "retificacao", "sem_efeito", "outro", "generico",
]  # fmt: skip
"""What a published text turns out to be: one of ours, the annulment of a publication, something
else altogether, or an extract that does not say."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of extract is called, and the code under which it is sent; None: not verified."""

    name: str
    code: int | None

    @property
    def type_name(self) -> str:
        """How whoever hands it in finds the type: `tipo 89`, or by its name."""
        return f"tipo {self.code}" if self.code else f"tipo “Extrato de {self.name}”"


KINDS: dict[ExtractKind, Kind] = {
    "acordo_cooperacao_tecnica": Kind("Acordo de Cooperação Técnica", 89),
    "acordo_adesao": Kind("Acordo de Adesão", 90),
    "termo_aditivo": Kind("Termo Aditivo", 131),
    "termo_rescisao": Kind("Termo de Rescisão", 194),
    "notificacao_denuncia": Kind("Denúncia", None),
    "retificacao": Kind("Retificação", 271),
}

PUBLISHED_NAMES: dict[PublishedKind, str] = {
    **{kind: known.name for kind, known in KINDS.items()},
    "sem_efeito": "ato que torna sem efeito uma publicação",
    "outro": "ato de outra espécie",
    "generico": "extrato sem espécie declarada",
}

AGREEMENTS: frozenset[PublishedKind] = frozenset({"acordo_cooperacao_tecnica", "acordo_adesao"})
"""An adesão is often published under the title of an acordo de cooperação técnica, and so back."""

ENDING: frozenset[PublishedKind] = frozenset({"termo_rescisao", "notificacao_denuncia"})
"""Both end an agreement before its term, and a denúncia is often published as a rescisão."""

AMENDING: frozenset[PublishedKind] = ENDING | {"termo_aditivo"}
"""Kinds that speak of another instrument, whose number they carry."""

CITING: frozenset[PublishedKind] = frozenset({"retificacao", "sem_efeito"})
"""Kinds that speak of an extract already published."""

_WITHOUT_EFFECT = re.compile(r"\bsem efeito\b|\banulacao\b|\bcancelamento\b")
_CORRECTION = re.compile(r"\bretificac|\berrata\b|\brerratifica")
_FOREIGN = re.compile(
    r"\bcontrat|\bconveni|\bregistro de precos\b|\bata de registro|\bexecucao descentralizada\b"
    r"|\bprotocolo de intencoes\b|\bfomento\b|\bcolaboracao\b|\bcomodato\b|\bcessao\b|\bdoacao\b"
    r"|\bapostil|\bpermissao\b|\blicitac|\bcredenciamento\b|\bautorizacao\b"
    r"|\bempenho\b|\bpregao\b|\bdispensa\b|\binexigibilidade\b"
)
_ENDING = re.compile(r"\brescis|\bdistrato\b")
_WITHDRAWAL = re.compile(r"\bdenuncia\b")
_AMENDMENT = re.compile(r"\baditiv|\baditamento\b|\bprorrogacao\b")
_COOPERATION = re.compile(r"\bcoopera|\bact\b")
_ADHESION = re.compile(r"\bades(?:ao|oes)\b")


def told_apart(one: PublishedKind, other: PublishedKind) -> bool:
    """Whether two kinds are different acts in print, and not two names that publishers exchange."""
    return one != other and not any({one, other} <= family for family in (AGREEMENTS, ENDING))


def fold(text: str) -> str:
    """Lower case without accents, ordinal signs or odd spaces: what two writings are compared by.

    >>> fold("Nº 1 – COOPERAÇÃO  Técnica")
    'n 1 – cooperacao tecnica'
    """
    plain = text
    if not text.isascii():
        plain = _SIGNS.sub("", unicodedata.normalize("NFKD", _ORDINALS.sub("", text)))
    return " ".join(plain.lower().split())


_ORDINALS = re.compile("[ºª°]")
_SIGNS = re.compile("[\u0300-\u036f\u00ad\u200b\ufeff]")
"""Accents apart from their letters, and characters that nobody sees."""


@lru_cache(maxsize=4096)
def kind_in(words: str) -> PublishedKind:
    """The kind that a title, an "Espécie" or a gazette's type tells, "generico" when none."""
    folded = fold(words[:600])
    if _WITHOUT_EFFECT.search(folded):
        return "sem_efeito"
    if _CORRECTION.search(folded):
        return "retificacao"
    cooperation, adhesion = _COOPERATION.search(folded), _ADHESION.search(folded)
    if _FOREIGN.search(folded) and not cooperation:
        return "outro"
    if _ENDING.search(folded):
        return "termo_rescisao"
    if _WITHDRAWAL.search(folded):
        return "notificacao_denuncia"
    if _AMENDMENT.search(folded):
        return "termo_aditivo"
    if adhesion and (not cooperation or adhesion.start() < cooperation.start()):
        return "acordo_adesao"
    return "acordo_cooperacao_tecnica" if cooperation else "generico"


_FIRST: tuple[PublishedKind, ...] = (
    "sem_efeito", "retificacao", "termo_rescisao", "notificacao_denuncia", "termo_aditivo",
    "acordo_adesao", "acordo_cooperacao_tecnica", "outro",
)  # fmt: skip
"""Which wins when title and "Espécie" differ: the one that changes what the text does."""


def published_kind(title: str, species: str, art_type: str, text: str) -> PublishedKind:
    """The kind of a published text from all that it says of itself."""
    folded = fold(text[:4000])
    if "onde se le" in folded and "leia-se" in folded:
        return "sem_efeito" if kind_in(title) == "sem_efeito" else "retificacao"
    if "torna" in folded[:400] and "sem efeito" in folded[:400]:
        return "sem_efeito"
    told = {kind_in(title), kind_in(species)} - {"generico"}
    for kind in _FIRST:
        if kind in told:
            return kind
    return kind_in(art_type)
