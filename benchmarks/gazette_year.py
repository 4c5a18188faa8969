"""A year of invented gazette: half a million acts of others, and ours among them, faults and all.

Each planted act knows what should come of it (`Planted.expected`): found exactly, found with the
difference that was put in, recognised as another act about the instrument, or left alone. Names and
numbers are invented; the same seed gives the same year.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from typing import Literal

from stdnum.br import cnpj as stdnum_cnpj

from instruments.identifiers import nup_check_digits
from instruments.states import NAMES
from portuguese.dates import long_date, short_date
from portuguese.numerals import cardinal_words
from publication.extract import Extract, ExtractData, Party, Signatory, compose
from publication.index import Candidate

Expected = Literal["exata", "divergente", "relacionada", "nada"]

SUFFIX = "CIHP/CGSINDEC/DPDC/SENACON"
BODY = Party(
    "União, por intermédio da Secretaria Nacional do Consumidor",
    "SENACON",
    "00.394.494/0100-18",
    "f",
)
OUR_PATH = "Ministério da Justiça e Segurança Pública/Secretaria Nacional do Consumidor"
ART_TYPES = {
    "acordo_cooperacao_tecnica": "Extrato de Acordo de Cooperação Técnica",
    "acordo_adesao": "Extrato de Adesão",
    "termo_aditivo": "Extrato de Termo Aditivo",
    "termo_rescisao": "Extrato de Rescisão",
}
FIRST_DAY = date(2026, 1, 5)
INSTITUTIONS = (
    ("Ministério Público do Estado", "MP", "m"),
    ("Defensoria Pública do Estado", "DPE", "f"),
    ("Tribunal de Justiça do Estado", "TJ", "m"),
    ("Instituto de Defesa do Consumidor do Estado", "PROCON-", "m"),
)
SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstvxz" for vowel in "aeiou"]
TEXT = (
    "contratação de empresa especializada para prestação de serviços continuados com dedicação de"
    " mão de obra pregão eletrônico registro de preços aquisição material permanente unidade"
    " gestora vigência valor total fonte empenho nota data assinatura contratante contratado"
    " fundamento legal lei objeto item lote abertura propostas edital horas endereço praça bairro"
    " processo sei sistema"
)
WORDS = TEXT.split()


@dataclass(frozen=True, slots=True)
class Act:
    """An article to be written into an edition: one file, or several when its text is cut."""

    title: str
    html: str
    art_type: str
    category: str
    identifica: bool = True
    dated: bool = True
    cut: bool = False
    encoding: str = "utf-8"
    twice_encoded: bool = False


@dataclass(frozen=True, slots=True)
class Planted:
    """An act of ours, or one that looks like it, and what should come of it."""

    act: Act
    fault: str
    expected: Expected
    key: str = ""
    field: str = ""


# --- who and what ---


def numeric_cnpj(rng: random.Random) -> str:
    """A valid CNPJ, one in twenty of them alphanumeric."""
    letters = "ABCDEFGHJKLMNPRSTVWXYZ" if rng.random() < 0.05 else ""
    root = "".join(rng.choice("0123456789" + letters) for _ in range(8)) + "0001"
    return str(stdnum_cnpj.format(root + stdnum_cnpj.calc_check_digits(root)))


def process_number(rng: random.Random, office: str, year: int = 2025) -> str:
    """A valid NUP of that office."""
    fifteen = f"{office}{rng.randrange(10**6):06d}{year}"
    return f"{office}.{fifteen[5:11]}/{year}-{nup_check_digits(fifteen)}"


def partners(rng: random.Random, count: int) -> list[Party]:
    """Institutions of every state, then Procons of invented towns."""
    found = [
        Party(f"{name} {_of(state)}", f"{acronym}{uf}", numeric_cnpj(rng), "m")
        for name, acronym, _ in INSTITUTIONS
        for uf, state in NAMES.items()
        if uf != "DF"
    ]
    towns: set[str] = set()
    while len(found) < count:
        town = "".join(rng.choices(SYLLABLES, k=rng.randint(3, 5))).capitalize()
        if town not in towns:
            towns.add(town)
            name = f"Procon Municipal de {town}"
            found.append(Party(name, f"PROCON {town.upper()}", numeric_cnpj(rng)))
    return found[:count]


def _of(state: str) -> str:
    feminine = {"Bahia", "Paraíba"}
    bare = {"Alagoas", "Goiás", "Mato Grosso", "Mato Grosso do Sul", "Minas Gerais", "Pernambuco"}
    bare |= {"Rondônia", "Roraima", "Santa Catarina", "São Paulo", "Sergipe"}
    return f"{'da' if state in feminine else 'de' if state in bare else 'do'} {state}"


def candidates(rng: random.Random, count: int) -> list[Candidate]:
    """Instruments of every kind, signed over the year; one in ten shares a single process."""
    found: list[Candidate] = []
    mother = process_number(rng, "08012")
    for sequence, partner in enumerate(partners(rng, count), 1):
        signed = FIRST_DAY + timedelta(days=rng.randrange(330))
        person = " ".join(_person(rng))
        data = ExtractData(
            kind="acordo_adesao" if sequence % 9 == 0 else "acordo_cooperacao_tecnica",
            number=f"{sequence}/2026/{SUFFIX}",
            process=mother if sequence % 10 == 0 else process_number(rng, "08012"),
            parties=(BODY, partner),
            object="adesão ao Consumidor.gov.br, para a solução de conflitos de consumo",
            signed_on=signed,
            signatories=(
                Signatory("SENACON", "Ana Beatriz Nogueira", "Secretária Nacional do Consumidor"),
                Signatory(partner.acronym, person, "Dirigente máximo"),
            ),
            months=36,
            start=signed,
            end=_three_years_on(signed),
        )
        if sequence % 7 == 0:
            data = replace(
                data,
                kind="termo_aditivo",
                number="",
                ordinal=1 + sequence % 3,
                original_kind="acordo_cooperacao_tecnica",
                original_number=f"{sequence}/2023/{SUFFIX}",
            )
        elif sequence % 11 == 0:
            data = replace(
                data,
                kind="termo_rescisao",
                number="",
                original_kind="acordo_cooperacao_tecnica",
                original_number=f"{sequence}/2024/{SUFFIX}",
                months=None,
                end=None,
            )
        found.append(Candidate(f"{data.kind}:{data.speaks_of}", data))
    return found


def _three_years_on(day: date) -> date:
    return day.replace(year=day.year + 3)


def _person(rng: random.Random) -> list[str]:
    return ["".join(rng.choices(SYLLABLES, k=3)).capitalize() for _ in range(3)]


# --- our acts, with and without faults ---

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
    text = (
        f"Partes: A UNIÃO, por meio da Secretaria Nacional do Consumidor - SENACON, e o(a) "
        f"{partner.name}, CNPJ nº {''.join(filter(str.isalnum, partner.cnpj or ''))}. "
        f"Processo nº {digits}. Objeto: {data.object}. "
        f"Prazo de vigência: {cardinal_words(data.months or 36)} meses a contar da assinatura. "
        f"Assinado em: {long_date(data.signed_on)}."
    )
    title = f"EXTRATO DO ACORDO DE COOPERAÇÃO TÉCNICA Nº {data.number.split('/')[0]:0>3}/2026"
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
        ordinal=1,
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
        cnpj=numeric_cnpj(rng),
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


# --- the acts of everybody else ---

NOISE = (
    ("Extrato de Contrato", "EXTRATO DE CONTRATO Nº {n}/2026 - UASG {u}"),
    ("Extrato de Termo Aditivo", "EXTRATO DE TERMO ADITIVO Nº {n}/2026 - UASG {u}"),
    ("Aviso de Licitação-Pregão", "AVISO DE LICITAÇÃO PREGÃO ELETRÔNICO Nº {n}/2026"),
    ("Extrato de Registro de Preços", "EXTRATO DE REGISTRO DE PREÇOS"),
    ("Extrato de Inexigibilidade de Licitação", "EXTRATO DE INEXIGIBILIDADE Nº {n}/2026"),
    ("Edital", "EDITAL Nº {n}, DE 2026"),
    ("Resultado de Julgamento", "RESULTADO DE JULGAMENTO PREGÃO Nº {n}/2026"),
    ("Aviso", "AVISO DE CHAMAMENTO PÚBLICO Nº {n}/2026"),
    ("Extrato de Convênio", "EXTRATO DE CONVÊNIO Nº {n}/2026"),
    ("Retificação", "RETIFICAÇÃO"),
    ("Extrato", "EXTRATO DE TERMO DE EXECUÇÃO DESCENTRALIZADA Nº {n}/2026"),
    (
        "Extrato de Acordo de Cooperação Técnica",
        "EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº {n}/2026",
    ),
)
NOISE_WEIGHTS = (24, 20, 14, 10, 8, 6, 6, 4, 3, 2, 2, 2)


def noise(rng: random.Random) -> Act:
    """An act of somebody else, about as long as the gazette's are."""
    kind, title = rng.choices(NOISE, NOISE_WEIGHTS)[0]
    title = title.format(n=rng.randint(1, 900), u=rng.randint(100_000, 200_000))
    length = max(30, min(6000, int(rng.lognormvariate(5.3, 0.8))))
    body = " ".join(rng.choices(WORDS, k=length))
    text = (
        f"Nº Processo: {process_number(rng, f'{rng.randint(1000, 79999):05d}')}. Contratado: "
        f"{numeric_cnpj(rng)}. {body}. (COMPRASNET 4.0 - {short_date(FIRST_DAY)})."
    )
    html = f'<p class="identifica">{title}</p><p class="dou-paragraph">{text}</p>'
    return Act(title, html, kind, "Ministério da Educação/Universidade Federal/Pró-Reitoria")


def files(act: Act, number: int, day: date) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the XML files of an act."""
    cut = act.html.find(" Objeto: ") if act.cut else -1
    halves = (act.html[:cut], act.html[cut:]) if cut > 0 else (act.html,)
    for part, html in enumerate(halves, 1):
        title = act.title if act.identifica and part == 1 else ""
        words = (title, html)
        if act.twice_encoded:
            words = (_twice(title), _twice(html))
        dated = f' pubDate="{short_date(day)}"' if act.dated else ""
        link = f"index.jsp?data={short_date(day)}&amp;jornal=530&amp;pagina={1 + number % 300}"
        xml = (
            f'<xml><article id="{number}{part}" name="{escape(act.title[:40])}" '
            f'idOficio="{number}" pubName="DO3" artType="{act.art_type}"{dated} '
            f'artClass="00003:00041:00000:00000:00000:00000:00000:00000:00000:00000:00041:00000" '
            f'artCategory="{act.category}" artSize="12" artNotes="" '
            f'numberPage="{1 + number % 300}" pdfPage="http://gazeta.invalid/{link}" '
            f'editionNumber="{day:%j}" idMateria="{number}"><body>'
            f"<Identifica><![CDATA[{words[0]}]]></Identifica><Data><![CDATA[]]></Data><Ementa />"
            f"<Titulo /><SubTitulo /><Texto><![CDATA[{words[1]}]]></Texto></body><Midias />"
            f"</article></xml>"
        )
        name = f"530_{day:%Y%m%d}_{number}{f'-{part}' if act.cut else ''}.xml"
        yield (
            name,
            xml.encode(act.encoding, "xmlcharrefreplace" if act.encoding != "utf-8" else "strict"),
        )


def _twice(text: str) -> str:
    """UTF-8 read as Windows-1252: `COOPERAÃ‡ÃƒO`."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8")
    )
