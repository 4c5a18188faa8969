"""What was published against what should have been: each difference with both sides.

Capitals, accents and punctuation are the publisher's business and no difference; a wrong CNPJ,
term, name, date, number or process is. Something that is missing is reported like something wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from faults.finding import Severity
from instruments.identifiers import mask_cpf
from instruments.number import parse_number
from publication.article import Article
from publication.extract import ExtractData, Party
from publication.index import bare
from publication.kinds import AGREEMENTS, ENDING, KINDS, PUBLISHED_NAMES, fold, told_apart
from publication.names import STOP, likeness, words
from publication.published import Published, dates_in
from publication.signals import nearest

MISSING = "não consta"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `label` is the part of the extract that it is in; `published` is empty when
    the value is missing there."""

    field: str
    label: str
    published: str
    right: str
    text: str
    severity: Severity = "erro"


def differences(data: ExtractData, published: Published, article: Article) -> Iterator[Difference]:
    """Every difference, in the order of the extract."""
    yield from _kind(data, published)
    yield from _number(data, published)
    yield from _process(data, published)
    for party in data.parties:
        yield from _party(party, data, published)
    yield from _term(data, published)
    yield from _signed(data, published, article)
    yield from _signatories(data, published)
    for cpf in published.cpfs:
        yield Difference(
            "cpf", "", mask_cpf(cpf), "", "o texto publicado traz um CPF, que não se publica"
        )


def _wrong(field: str, label: str, name: str, published: str, right: str) -> Difference:
    if published:
        text = f"{name}: publicado “{published}”, o certo é “{right}”"
    else:
        text = f"{name}: {MISSING}; deveria ser “{right}”"
    return Difference(field, label, published, right, text)


def _kind(data: ExtractData, published: Published) -> Iterator[Difference]:
    if published.kind != data.kind and not told_apart(published.kind, data.kind):
        yield Difference(
            "especie",
            "Espécie",
            PUBLISHED_NAMES[published.kind],
            KINDS[data.kind].name,
            f"espécie: publicado como {PUBLISHED_NAMES[published.kind]}",
            "nota",
        )


def _number(data: ExtractData, published: Published) -> Iterator[Difference]:
    number = parse_number(data.speaks_of)
    if number is None:
        return
    if any(found.agrees_with(number) for found in published.numbers):
        for other in published.numbers:
            if other.named and other.short != number.short and data.kind in AGREEMENTS:
                yield _wrong("numero", "Espécie", "número", other.printed, number.short)
        return
    named = next((found.printed for found in published.numbers if found.named), "")
    yield _wrong("numero", "Espécie", "número", named, number.short)


def _process(data: ExtractData, published: Published) -> Iterator[Difference]:
    if data.process and bare(data.process) not in {found.value for found in published.processes}:
        printed = published.processes[0].printed if published.processes else ""
        yield _wrong("processo", "Processo", "processo", printed, data.process)


def _party(party: Party, data: ExtractData, published: Published) -> Iterator[Difference]:
    is_body = party is data.parties[0]
    if party.cnpj and bare(party.cnpj) not in {found.value for found in published.cnpjs}:
        known = {bare(other.cnpj or "") for other in data.parties}
        strange = tuple(found for found in published.cnpjs if found.value not in known)
        near = nearest(bare(party.cnpj), strange)
        alike = [found for found in strange if found.value[:8] == bare(party.cnpj)[:8]]
        printed = near.printed if near else alike[0].printed if alike else ""
        if not printed and strange and not is_body:
            printed = strange[0].printed
        difference = _wrong("cnpj", "Partícipes", f"CNPJ de {party.acronym}", printed, party.cnpj)
        if printed or not is_body:
            yield difference
    if is_body:
        return  # the body appears under many names: the Union, the ministry, the secretariat
    if likeness(party.name, published.parties_said) != "igual":
        printed = _closest(published.fields.get("participes", ""), party.name)
        yield _wrong("nome", "Partícipes", f"nome de {party.acronym}", printed, party.name)


def _closest(said: str, name: str) -> str:
    """The part of a list of parties that shares most words with a name; "" when none does."""
    parts = [part.strip(" .\n") for part in re.split(r"; e |;|, CNPJ|\(| – | - ", said)]
    wanted = set(words(name)) - {STOP}
    shared = [(len(wanted & set(words(part))), part) for part in parts]
    best = max(shared, default=(0, ""), key=lambda one: one[0])
    return best[1] if best[0] else ""


def _term(data: ExtractData, published: Published) -> Iterator[Difference]:
    label = "Efeitos" if data.kind in ENDING else "Vigência"
    effects = dates_in(published.fields.get("vigencia", ""))
    if data.kind in ENDING and data.start and effects[:1] != [data.start]:
        printed = _day(effects[0]) if effects else ""
        yield _wrong("efeitos", label, "dia dos efeitos", printed, _day(data.start))
    if data.months is not None:
        if published.months is not None and published.months != data.months:
            yield _wrong(
                "meses", label, "vigência", f"{published.months} meses", f"{data.months} meses"
            )
        elif published.months is None and published.span is None:
            yield _wrong("meses", label, "vigência", "", f"{data.months} meses")
    if data.start and data.end and published.span:
        for name, field, theirs, ours in (
            ("início da vigência", "inicio", published.span[0], data.start),
            ("fim da vigência", "fim", published.span[1], data.end),
        ):
            if theirs != ours:
                yield _wrong(field, label, name, _day(theirs), _day(ours))


def _signed(data: ExtractData, published: Published, article: Article) -> Iterator[Difference]:
    if data.signed_on is None:
        return
    if published.signed_on != data.signed_on:
        printed = _day(published.signed_on) if published.signed_on else ""
        yield _wrong(
            "assinatura", "Data de Assinatura", "data de assinatura", printed, _day(data.signed_on)
        )
    if article.date and article.date < data.signed_on:
        yield Difference(
            "edicao",
            "",
            _day(article.date),
            _day(data.signed_on),
            f"a edição, de {_day(article.date)}, é anterior à assinatura, de "
            f"{_day(data.signed_on)}",
        )


def _signatories(data: ExtractData, published: Published) -> Iterator[Difference]:
    field = published.fields.get("signatarios")
    if field is None:
        return
    said = words(field)
    for who in data.signatories:
        if fold(who.name) not in fold(field):
            printed = _closest(field, who.name) if likeness(who.name, said) == "quase" else ""
            yield _wrong(
                "signatario", "Signatários", f"signatário de {who.party}", printed, who.name
            )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
