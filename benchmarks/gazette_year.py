"""A year of invented gazette: the instruments looked for, the acts of others, and the files.

Names and numbers are invented; the same seed gives the same year. The acts of ours, with their
faults, are in gazette_acts.py.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from typing import Literal

from stdnum.br import cnpj as stdnum_cnpj

from instruments.identifiers import nup_check_digits
from instruments.states import NAMES
from portuguese.dates import short_date
from publication.extract import ExtractData, Party, Signatory
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
FIRST_DAY = date(2026, 1, 5)
INSTITUTIONS = (
    ("Ministério Público do Estado", "MP"),
    ("Defensoria Pública do Estado", "DPE"),
    ("Tribunal de Justiça do Estado", "TJ"),
    ("Instituto de Defesa do Consumidor do Estado", "PROCON-"),
)
SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstvxz" for vowel in "aeiou"]


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


def any_cnpj(rng: random.Random) -> str:
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
        Party(f"{name} {_of(state)}", f"{acronym}{uf}", any_cnpj(rng))
        for name, acronym in INSTITUTIONS
        for uf, state in NAMES.items()
        if uf != "DF"
    ]
    towns: set[str] = set()
    while len(found) < count:
        town = "".join(rng.choices(SYLLABLES, k=rng.randint(3, 5))).capitalize()
        if town not in towns:
            towns.add(town)
            name = f"Procon Municipal de {town}"
            found.append(Party(name, f"PROCON {town.upper()}", any_cnpj(rng)))
    return found[:count]


def _of(state: str) -> str:
    feminine = {"Bahia", "Paraíba"}
    bare = {"Alagoas", "Goiás", "Mato Grosso", "Mato Grosso do Sul", "Minas Gerais", "Pernambuco"}
    bare |= {"Rondônia", "Roraima", "Santa Catarina", "São Paulo", "Sergipe"}
    return f"{'da' if state in feminine else 'de' if state in bare else 'do'} {state}"


def candidates(rng: random.Random, count: int) -> list[Candidate]:
    """Instruments of every kind, signed over the year.

    One in ten shares a single process, one in five has the partner of the one before, and beside
    half of the aditivos and rescisões stands the agreement that they speak of.
    """
    found: list[Candidate] = []
    mother = process_number(rng, "08012")
    known = partners(rng, count)
    for sequence, partner in enumerate(known, 1):
        party = known[sequence - 2] if sequence % 5 == 0 else partner
        data = _agreement(rng, sequence, party, mother if sequence % 10 == 0 else None)
        amended = _amended(data, sequence)
        if amended is not None and sequence % 2:
            signed = FIRST_DAY - timedelta(days=rng.randrange(400, 900))
            original = replace(
                data,
                kind="acordo_cooperacao_tecnica",
                number=amended.original_number,
                signed_on=signed,
                start=signed,
                end=_three_years_on(signed),
            )
            found.append(Candidate(f"original:{original.number}", original))
        data = amended or data
        found.append(Candidate(f"{data.kind}:{data.speaks_of}", data))
    return found


def _agreement(
    rng: random.Random, sequence: int, partner: Party, process: str | None
) -> ExtractData:
    signed = FIRST_DAY + timedelta(days=rng.randrange(330))
    return ExtractData(
        kind="acordo_adesao" if sequence % 9 == 0 else "acordo_cooperacao_tecnica",
        number=f"{sequence}/2026/{SUFFIX}",
        process=process or process_number(rng, "08012"),
        parties=(BODY, partner),
        object="adesão ao Consumidor.gov.br, para a solução de conflitos de consumo",
        signed_on=signed,
        signatories=(
            Signatory("SENACON", "Ana Beatriz Nogueira", "Secretária Nacional do Consumidor"),
            Signatory(partner.acronym, " ".join(_person(rng)), "Dirigente máximo"),
        ),
        months=36,
        start=signed,
        end=_three_years_on(signed),
    )


def _amended(data: ExtractData, sequence: int) -> ExtractData | None:
    """An aditivo or a rescisão made of the agreement, for some of them."""
    if sequence % 7 and sequence % 11:
        return None
    amending = replace(
        data,
        kind="termo_rescisao",
        number="",
        original_kind="acordo_cooperacao_tecnica",
        original_number=f"{sequence}/2023/{SUFFIX}",
        months=None,
        end=None,
    )
    if sequence % 7:
        return amending
    return replace(
        amending, kind="termo_aditivo", ordinal=1 + sequence % 3, months=36, end=data.end
    )


def _three_years_on(day: date) -> date:
    return day.replace(year=day.year + 3, day=min(day.day, 28))


def _person(rng: random.Random) -> list[str]:
    return ["".join(rng.choices(SYLLABLES, k=3)).capitalize() for _ in range(3)]


# --- the acts of everybody else ---

TEXT = (
    "contratação de empresa especializada para prestação de serviços continuados com dedicação de"
    " mão de obra pregão eletrônico registro de preços aquisição material permanente unidade"
    " gestora vigência valor total fonte empenho nota data assinatura contratante contratado"
    " fundamento legal lei objeto item lote abertura propostas edital horas endereço praça bairro"
    " processo sei sistema"
)
WORDS = TEXT.split()
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
        f"{any_cnpj(rng)}. {body}. (COMPRASNET 4.0 - {short_date(FIRST_DAY)})."
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
