"""What speaks for and against a published text being the extract of an instrument.

Each key of identity is weighed by itself: the same, nearly the same (one slip of the keyboard),
absent, or another. The words are what a person reads; the points are added up in matching.py.
"""

from dataclasses import dataclass
from typing import Literal

from instruments.number import parse_number
from publication.article import Article
from publication.extract import ExtractData, Party
from publication.index import Candidate, bare
from publication.kinds import AMENDING, CITING, PUBLISHED_NAMES, PublishedKind, told_apart
from publication.names import likeness, mentions, slips, words
from publication.published import Found, Published

State = Literal["igual", "quase", "ausente", "outro"]
Key = Literal[
    "especie", "processo", "numero", "cnpj", "nome", "orgao", "assinatura", "vigencia", "ordem",
    "ato", "publicacao",
]  # fmt: skip

TYPING_SLIPS = 2
IDENTITY: frozenset[Key] = frozenset({"processo", "numero", "cnpj", "nome", "publicacao"})
"""Keys that tell instruments apart; the others only support them."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One key: how it compares, what that is worth of what it could be worth, in which words."""

    key: Key
    state: State
    points: float
    best: float
    text: str


def signals(candidate: Candidate, published: Published, article: Article) -> list[Signal]:
    """Every key that the candidate has, compared; the dates of another act are its own."""
    data = candidate.extract
    kind = _kind(data, published.kind)
    found = [
        kind,
        _process(data, published),
        _number(data, published),
        _cnpj(data, published),
        _name(data, published),
        _body(data.parties[0], published, article) if data.parties else None,
        *(() if kind.state == "outro" else (_signed(data, published), _term(data, published))),
        _ordinal(data, published),
        _act(data, published),
        _cited(candidate, published),
    ]
    return [signal for signal in found if signal is not None]


def _kind(data: ExtractData, kind: PublishedKind) -> Signal:
    name = PUBLISHED_NAMES[kind]
    if kind == data.kind:
        return Signal("especie", "igual", 0, 0, f"a espécie é a mesma ({name})")
    if not told_apart(kind, data.kind):
        return Signal("especie", "quase", 0, 0, f"foi publicado como {name}")
    if kind == "generico":
        return Signal("especie", "ausente", 0, 0, "o texto não diz a espécie")
    return Signal("especie", "outro", 0, 0, f"a espécie publicada é outra: {name}")


def _process(data: ExtractData, published: Published) -> Signal | None:
    if not data.process:
        return None
    ours = bare(data.process)
    if any(found.value == ours for found in published.processes):
        return Signal("processo", "igual", 3, 3, f"o processo {data.process} é o mesmo")
    near = nearest(ours, published.processes)
    if near:
        text = f"o processo publicado, {near.printed}, difere do nosso por um erro de digitação"
        return Signal("processo", "quase", 1.5, 3, text)
    others = [found.printed for found in published.processes if found.valid]
    if others:
        return Signal("processo", "outro", -3, 3, f"o processo publicado é outro: {others[0]}")
    return Signal("processo", "ausente", 0, 3, "o processo não consta do texto")


def nearest(ours: str, found: tuple[Found, ...]) -> Found | None:
    """A number that is ours but for a slip: its check digits are wrong, or all but them agree."""
    for other in found:
        if slips(ours, other.value) <= TYPING_SLIPS and not other.valid:
            return other
    return None


def _number(data: ExtractData, published: Published) -> Signal | None:
    number = parse_number(data.speaks_of)
    if number is None:
        return None
    if any(found.is_whole(number) for found in published.numbers):
        return Signal("numero", "igual", 3, 3, f"o número {number} é o mesmo, com a unidade")
    best = 3 if number.suffix else 2
    if any(found.agrees_with(number) for found in published.numbers):
        return Signal("numero", "igual", 2, best, f"o número {number.short} é o mesmo")
    named = [found.printed for found in published.numbers if found.named]
    if named:
        return Signal("numero", "outro", -2, best, f"o número publicado é outro: {named[0]}")
    return Signal("numero", "ausente", 0, best, "o número não consta do texto")


def _cnpj(data: ExtractData, published: Published) -> Signal | None:
    partners = [party for party in data.parties[1:] if party.cnpj]
    if not partners:
        return None
    values = {found.value for found in published.cnpjs}
    same = [party for party in partners if bare(party.cnpj or "") in values]
    if same:
        share = len(same) / len(partners)
        text = f"o CNPJ {same[0].cnpj}, de {same[0].acronym}, é o mesmo"
        return Signal("cnpj", "igual", 1 + share, 2, text)
    for party in partners:
        ours = bare(party.cnpj or "")
        near = nearest(ours, published.cnpjs) or next(
            (found for found in published.cnpjs if found.value[:8] == ours[:8]), None
        )
        if near:
            text = f"o CNPJ publicado, {near.printed}, é quase o de {party.acronym}"
            return Signal("cnpj", "quase", 1, 2, text)
    body = bare(data.parties[0].cnpj or "")
    others = [found.printed for found in published.cnpjs if found.value != body]
    if others:
        return Signal("cnpj", "outro", -2, 2, f"o CNPJ publicado é outro: {others[0]}")
    return Signal("cnpj", "ausente", 0, 2, "o CNPJ do partícipe não consta do texto")


def _name(data: ExtractData, published: Published) -> Signal | None:
    partners = data.parties[1:]
    if not partners:
        return None
    said = published.parties_said
    compared = [(likeness(party.name, said), party) for party in partners]
    for wanted, points in (("igual", 2.0), ("quase", 1.0)):
        for state, party in compared:
            if state == wanted:
                how = "é o mesmo" if state == "igual" else "é quase o mesmo"
                text = f"o nome do partícipe {how} ({party.name})"
                return Signal("nome", state, points, 2, text)
    for party in partners:
        if mentions(party.acronym, published.said):
            return Signal("nome", "quase", 0.5, 2, f"a sigla {party.acronym} consta do texto")
    if "participes" in published.fields:
        return Signal("nome", "outro", -1.5, 2, "os partícipes publicados têm outro nome")
    return Signal("nome", "ausente", 0, 2, "o nome do partícipe não consta do texto")


def _body(body: Party, published: Published, article: Article) -> Signal:
    """The publishing body: its CNPJ or name in the text, or its name in the gazette's path."""
    own_name = core_name(body)
    in_text = (
        bool(body.cnpj and bare(body.cnpj) in {found.value for found in published.cnpjs})
        or likeness(own_name, published.said) == "igual"
        or mentions(body.acronym, published.said)
    )
    if in_text:
        return Signal("orgao", "igual", 1, 1, f"{body.acronym} consta do texto")
    path = words(article.category)
    if likeness(own_name, path) == "igual" or mentions(body.acronym, path):
        return Signal("orgao", "igual", 1, 1, f"a matéria é de {body.acronym}")
    return Signal("orgao", "ausente", 0, 1, f"{body.acronym} não consta do texto")


def core_name(body: Party) -> str:
    """`Secretaria Nacional do Consumidor` of `União, por intermédio da Secretaria ...`."""
    for joint in (" por intermédio d", " por meio d", " através d"):
        _, found, rest = body.name.partition(joint)
        if found:
            return rest.partition(" ")[2] or body.name
    return body.name


def _signed(data: ExtractData, published: Published) -> Signal | None:
    if data.signed_on is None:
        return None
    if published.signed_on is None:
        return Signal("assinatura", "ausente", 0, 1, "a data de assinatura não consta do texto")
    day = f"{published.signed_on:%d/%m/%Y}"
    if published.signed_on == data.signed_on:
        return Signal("assinatura", "igual", 1, 1, f"a data de assinatura é a mesma ({day})")
    return Signal("assinatura", "outro", -1, 1, f"a data de assinatura publicada é outra: {day}")


def _term(data: ExtractData, published: Published) -> Signal | None:
    compared = [
        ours == theirs
        for ours, theirs in (
            (data.months, published.months),
            (data.end, published.span[1] if published.span else None),
        )
        if ours is not None and theirs is not None
    ]
    if not compared:
        return None
    if all(compared):
        return Signal("vigencia", "igual", 0.5, 0.5, "a vigência é a mesma")
    return Signal("vigencia", "outro", -0.5, 0.5, "a vigência publicada é outra")


def _ordinal(data: ExtractData, published: Published) -> Signal | None:
    if data.kind not in AMENDING or data.ordinal is None or published.ordinal is None:
        return None
    if data.ordinal == published.ordinal:
        return Signal("ordem", "igual", 1, 1, f"é o {data.ordinal}º termo aditivo")
    return Signal("ordem", "outro", -3, 1, f"o texto é o {published.ordinal}º termo aditivo")


def _act(data: ExtractData, published: Published) -> Signal | None:
    """Which extract a correction speaks of: the agreement's or that of one of its aditivos."""
    if published.kind not in CITING or published.cited == "generico":
        return None
    name = PUBLISHED_NAMES[published.cited]
    if not told_apart(published.cited, data.kind):
        return Signal("ato", "igual", 1, 1, f"fala do extrato de {name}")
    return Signal("ato", "outro", -2, 1, f"fala de outro extrato, de {name}")


def _cited(candidate: Candidate, published: Published) -> Signal | None:
    if published.kind not in CITING or candidate.published_on is None:
        return None
    if published.cited_on == candidate.published_on:
        text = f"cita a publicação de {candidate.published_on:%d/%m/%Y}, que é a nossa"
        return Signal("publicacao", "igual", 2, 2, text)
    return None
