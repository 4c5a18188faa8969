"""The acts planted in the invented gazette: ours, with and without faults, and those alike.

Each knows what should come of it (`Planted.expected`): found exactly, found with the difference
that was put in, recognised as another act about the instrument, or left alone.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import escape

from benchmarks.gazette_year import (
    FIRST_DAY,
    OUR_PATH,
    SUFFIX,
    Act,
    Planted,
    any_cnpj,
    process_number,
)
from portuguese.dates import long_date, short_date
from portuguese.numerals import cardinal_words
from publication.extract import Extract, ExtractData, Party, Signatory, compose
from publication.index import Candidate

ART_TYPES = {
    "acordo_cooperacao_tecnica": "Extrato de Acordo de Cooperação Técnica",
    "acordo_adesao": "Extrato de Adesão",
    "termo_aditivo": "Extrato de Termo Aditivo",
    "termo_rescisao": "Extrato de Rescisão",
}

Planter = Callable[[random.Random, Candidate, list[Candidate]], Planted | None]


def _act(extract: Extract, candidate: Candidate, **changes: object) -> Act:
    html = (
        f'<p class="identifica">{escape(extract.title)}</p>'
        f'<p class="dou-paragraph">{escape(extract.paragraph)}</p>'
        f'<p class="assina">{escape(extract.signature)}</p>'
    )
    act = Act(extract.title, html, ART_TYPES[candidate.extract.kind], OUR_PATH)
    return replace(act, **changes)  # type: ignore[arg-type]  # fields of Act, by name


def _exact(fault: str, **changes: object) -> Planter:
    def plant(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted:
        return Planted(_act(compose(one.extract), one, **changes), fault, "exata", one.key)

    return plant


def _capitals(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted:
    extract = compose(one.extract)
    act = _act(replace(extract, paragraph=extract.paragraph.upper()), one)
    return Planted(act, "em maiúsculas", "exata", one.key)


def _other_layout(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted | None:
    """As another ministry writes: other labels, dates in words, numbers without marks."""
    data = one.extract
    if data.kind != "acordo_cooperacao_tecnica" or not data.signed_on:
        return None
    partner = data.parties[1]
    if any(letter.isalpha() for letter in partner.cnpj or ""):
        return None  # a CNPJ with letters is not recognised without its marks
    digits = "".join(filter(str.isdigit, data.process or ""))
    sequence, year, *_suffix = data.number.split("/")
    text = (
        f"Partes: A UNIÃO, por meio da Secretaria Nacional do Consumidor - SENACON, e o(a) "
        f"{partner.name}, CNPJ nº {''.join(filter(str.isalnum, partner.cnpj or ''))}. "
        f"Processo nº {digits}. Objeto: {data.object}. "
        f"Prazo de vigência: {cardinal_words(data.months or 36)} meses a contar da assinatura. "
        f"Assinado em: {long_date(data.signed_on)}."
    )
    title = f"EXTRATO DO ACORDO DE COOPERAÇÃO TÉCNICA Nº {sequence:0>3}/{year}"
    html = f"<p class='identifica'><b>{title}</b></p><p>{escape(text)}</p>"
    act = Act(title, html, "Extrato", OUR_PATH)
    return Planted(act, "em outro formato", "exata", one.key)


def _changed(
    fault: str, field: str, change: Callable[[random.Random, ExtractData], ExtractData | None]
) -> Planter:
    def plant(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted | None:
        wrong = change(rng, one.extract)
        if wrong is None:
            return None
        return Planted(_act(compose(wrong), one), fault, "divergente", one.key, field)

    return plant


def _with_partner(data: ExtractData, partner: Party) -> ExtractData:
    signers = tuple(
        replace(who, party=partner.acronym) if who.party == data.parties[1].acronym else who
        for who in data.signatories
    )
    return replace(data, parties=(data.parties[0], partner), signatories=signers)


def _slip(rng: random.Random, text: str, among: str = "0123456789") -> str:
    """One character of the text exchanged for another of its kind."""
    places = [i for i, letter in enumerate(text) if letter in among]
    place = rng.choice(places)
    other = rng.choice([letter for letter in among if letter != text[place]])
    return text[:place] + other + text[place + 1 :]


def _cnpj_slip(rng: random.Random, data: ExtractData) -> ExtractData:
    partner = data.parties[1]
    return _with_partner(data, replace(partner, cnpj=_slip(rng, partner.cnpj or "")))


def _name_slip(rng: random.Random, data: ExtractData) -> ExtractData:
    partner = data.parties[1]
    name = _slip(rng, partner.name, "abcdefghijlmnopqrstuvxz")
    return _with_partner(data, replace(partner, name=name))


def _other_number(rng: random.Random, data: ExtractData) -> ExtractData | None:
    if not data.number:
        return None
    return replace(data, number=f"{rng.randint(100_000, 900_000)}/2026/{SUFFIX}")


def _other_day(rng: random.Random, data: ExtractData) -> ExtractData:
    signed = data.signed_on or FIRST_DAY
    return replace(data, signed_on=signed - timedelta(days=rng.randint(1, 20)))


def _swapped_cnpj(rng: random.Random, one: Candidate, others: list[Candidate]) -> Planted:
    """The CNPJ of another partner of ours, as it happens when an older extract is copied."""
    other = rng.choice(
        [c for c in others if c.extract.parties[1].cnpj != one.extract.parties[1].cnpj]
    )
    partner = replace(one.extract.parties[1], cnpj=other.extract.parties[1].cnpj)
    act = _act(compose(_with_partner(one.extract, partner)), one)
    return Planted(act, "CNPJ de outro partícipe", "divergente", one.key, "cnpj")


def _nameless(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted | None:
    """The number left out of the title and of the text."""
    data = one.extract
    if not data.number:
        return None
    extract = compose(data)
    act = _act(
        replace(
            extract,
            title=extract.title.partition(" Nº")[0],
            paragraph=extract.paragraph.replace(f" nº {data.number}", ""),
        ),
        one,
    )
    return Planted(act, "número ausente", "divergente", one.key, "numero")


# --- acts about ours, and acts that only look like ours ---


def _correction(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted:
    data = one.extract
    extract = compose(data)
    text = (
        f"No {extract.title.capitalize()}, publicado no DOU de {short_date(FIRST_DAY)}, Seção 3, "
        f"pág. 99, Processo nº {data.process}, onde se lê: “Vigência: 12 meses”, leia-se: "
        f"“Vigência: 36 meses”."
    )
    act = Act("", f'<p class="identifica">RETIFICAÇÃO</p><p>{text}</p>', "Retificação", OUR_PATH)
    return Planted(act, "retificação", "relacionada", one.key)


def _unannounced(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted | None:
    """An aditivo of an instrument of ours that no candidate stands for."""
    if one.extract.kind != "acordo_cooperacao_tecnica":
        return None
    data = replace(
        one.extract,
        kind="termo_aditivo",
        number="",
        ordinal=9,
        original_kind=one.extract.kind,
        original_number=one.extract.number,
    )
    act = replace(_act(compose(data), one), art_type="Extrato")
    return Planted(act, "aditivo não anunciado", "relacionada", one.key)


def _other_ministry(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted | None:
    """The same partner and number, another ministry."""
    data = one.extract
    if data.kind in ("termo_aditivo", "termo_rescisao"):
        return None
    other = Party("União, por intermédio do Ministério da Educação", "MEC", "00.394.445/0003-65")
    text = compose(
        replace(
            data,
            number=f"{data.number.split('/')[0]}/2026",
            process=process_number(rng, "23000"),
            parties=(other, data.parties[1]),
            signatories=(Signatory("MEC", "Carlos Prado", "Secretário"), data.signatories[1]),
        )
    )
    act = replace(_act(text, one), category="Ministério da Educação/Secretaria-Executiva")
    return Planted(act, "outro ministério", "nada")


def _other_unit(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted | None:
    """The same partner and number, another unit of our own body."""
    data = one.extract
    if data.kind in ("termo_aditivo", "termo_rescisao"):
        return None
    number = f"{data.number.split('/')[0]}/2026/CGEMM"
    signed = (data.signed_on or FIRST_DAY) - timedelta(days=40)
    wrong = replace(
        data, number=number, process=process_number(rng, "08012"), signed_on=signed, months=24
    )
    wrong = replace(wrong, start=None, end=None, object="capacitação de servidores")
    return Planted(_act(compose(wrong), one), "outra unidade", "nada")


def _stranger(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted:
    """Our own agreement with a partner of another name: Mato Grosso do Sul for Mato Grosso."""
    partner = replace(
        one.extract.parties[1],
        name=f"{one.extract.parties[1].name} do Norte Novo",
        acronym="XYZ",
        cnpj=any_cnpj(rng),
    )
    data = replace(
        _with_partner(one.extract, partner),
        process=process_number(rng, "08012"),
        number=f"{rng.randint(100_000, 900_000)}/2026/{SUFFIX}" if one.extract.number else "",
    )
    if data.original_number:
        data = replace(data, original_number=f"{rng.randint(100_000, 900_000)}/2024/{SUFFIX}")
    return Planted(_act(compose(data), one), "outro partícipe", "nada")


def _contract(rng: random.Random, one: Candidate, _: list[Candidate]) -> Planted:
    """A contract of somebody else with our partner."""
    partner = one.extract.parties[1]
    text = (
        f"Nº Processo: {process_number(rng, '23080')}. Contratante: UNIVERSIDADE. Contratado: "
        f"{partner.cnpj} - {partner.name.upper()}. Objeto: locação de auditório. Vigência: 1 ano."
    )
    title = "EXTRATO DE CONTRATO Nº 1/2026 - UASG 153163"
    act = Act(title, f"<p>{escape(text)}</p>", "Extrato de Contrato", "Ministério da Educação")
    return Planted(act, "contrato do mesmo partícipe", "nada")


PLANTERS: tuple[Planter, ...] = (
    _exact("como enviado"),
    _exact("tipo genérico, sem Identifica", art_type="Extrato", identifica=False),
    _exact("sem pubDate", dated=False),
    _exact("em duas partes", cut=True),
    _exact("em Windows-1252", encoding="cp1252"),
    _exact("codificado duas vezes", twice_encoded=True),
    _capitals,
    _other_layout,
    _changed("CNPJ com erro", "cnpj", _cnpj_slip),
    _changed("nome com erro", "nome", _name_slip),
    _changed("número trocado", "numero", _other_number),
    _changed("processo com erro", "processo", lambda rng, data: replace(
        data, process=_slip(rng, data.process or ""))),
    _changed("processo ausente", "processo", lambda rng, data: replace(data, process=None)),
    _changed("vigência trocada", "meses", lambda rng, data: replace(
        data, months=24, start=None, end=None) if data.months else None),
    _changed("data trocada", "assinatura", _other_day),
    _swapped_cnpj,
    _nameless,
    _correction,
    _unannounced,
    _other_ministry,
    _other_unit,
    _stranger,
    _contract,
)  # fmt: skip


def plant(rng: random.Random, known: list[Candidate], count: int, day: date) -> Iterator[Planted]:
    """That many acts for the edition of a day, of instruments that are signed by then."""
    signed = [one for one in known if one.extract.signed_on and one.extract.signed_on < day]
    for _ in range(count if signed else 0):
        planted = None
        while planted is None:
            planted = rng.choice(PLANTERS)(rng, rng.choice(signed), known)
        yield planted
