"""A million instruments in the registry: the gazette is read against them by their keys alone."""

import json
import resource
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import Integer, Table, insert

from instruments.identifiers import nup_check_digits
from publication.published import keys_in
from registry.schema import instruments, lives
from services.gazette_candidates import Instruments
from services.office import Office
from tests.offices import office_at

ALL, AWAITED, AT_A_TIME = 1_000_000, 50_000, 10_000
YEARS = 25


@pytest.mark.soak
def test_the_gazette_is_read_against_a_million_instruments_by_their_keys(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    _fill(office)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = perf_counter()
    known = Instruments(office)
    loading = perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    text = (
        "Espécie: Acordo de Cooperação Técnica nº 17/2023. Processo: 23000.000123/2024-11. "
        "Partícipes: Universidade Federal de Goiás, CNPJ 01.567.601/0001-43."
    )
    keys = keys_in("EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 17/2023", text)
    start = perf_counter()
    for _ in range(200):
        assert known.leads(keys, text) == []
    each = (perf_counter() - start) / 200

    told = f"{loading:.1f} s and {grown:.0f} MiB to load, {1000 * each:.2f} ms for an article"
    assert known.awaited == AWAITED
    assert (loading < 15, grown < 150, each < 0.02) == (True, True, True), told


def _fill(office: Office) -> None:
    """The rows for reading of signed agreements, of which the first await publication."""
    with office.store.exclusive() as connection:
        for start in range(0, ALL, AT_A_TIME):
            places = range(start, start + AT_A_TIME)
            connection.execute(insert(instruments), [_instrument(place) for place in places])
            connection.execute(insert(lives), [_life(place) for place in places])


def _empty(table: Table) -> dict[str, Any]:
    return {c.name: 0 if isinstance(c.type, Integer) else "" for c in table.c}


def _number(place: int) -> str:
    return f"{place // YEARS + 1}/{2000 + place % YEARS}/CIHP/CGSINDEC/DPDC/SENACON"


def _instrument(place: int) -> dict[str, Any]:
    digits = f"08012{place:06d}{2000 + place % YEARS}"
    party = {
        "id": "procon",
        "nome": f"Procon do Município {place % 5000}",
        "sigla": f"PROCON-{place % 5000}",
        "cnpj": f"14.{place % 5000 // 1000:03d}.{place % 1000:03d}/0001-57",
    }
    return {
        **_empty(instruments),
        "numero": _number(place),
        "ano": 2000 + place % YEARS,
        "sequencia": place // YEARS + 1,
        "unidade": "CIHP/CGSINDEC/DPDC/SENACON",
        "codigo": str(10_000_000 + place),
        "especie": "acordo_cooperacao_tecnica",
        "chave": str(place),
        "participes": json.dumps([party]),
        "processo": (f"{digits[:5]}.{digits[5:11]}/{digits[11:]}-{nup_check_digits(digits)}"),
    }


def _life(place: int) -> dict[str, Any]:
    return {
        **_empty(lives),
        "numero": _number(place),
        "publicado_em": "" if place < AWAITED else "2024-02-07",
        "retificacao": "sem_retificacao",
    }
