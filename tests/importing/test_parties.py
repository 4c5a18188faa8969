"""Who the parties are: their names and acronyms in sentences, in tables, over broken lines."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importing.names import titled
from importing.parties import parties
from importing.party import FoundParty
from reading.outline import outline
from reading.plain import read_plain
from reading.source import Line, SourceText

SENACON = "SECRETARIA NACIONAL DO CONSUMIDOR"
TITLE = "ACORDO DE COOPERAÇÃO TÉCNICA Nº 8/2024"
CLAUSE = "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTrocar dados."
THREE = (
    f"A UNIÃO, por intermédio da {SENACON}, inscrita no CNPJ sob o nº 00.394.494/0100-18, "
    "doravante denominada SENACON, com sede na Esplanada dos Ministérios – Bloco T, Brasília/DF – "
    "CEP 70064-900, representada por seu Secretário, Senhor JOÃO CARLOS PEREIRA LIMA;\n\n"
    "o TRIBUNAL DE JUSTIÇA DO ESTADO DO CEARÁ, CNPJ 08.538.758/0001-90, com sede na Avenida "
    "General Afonso Lima, s/n, Fortaleza/CE, doravante TJCE, representado por seu Presidente, "
    "Desembargador ANTÔNIO ABELARDO MORAES; e\n\n"
    "a CÂMARA DE DIRIGENTES LOJISTAS DE BELO HORIZONTE – CDL/BH, CNPJ 17.123.456/0001-41, com sede "
    "na Avenida João Pinheiro, 495, Belo Horizonte/MG, neste ato representada por seu Presidente, "
    "MARCELO DE SOUZA E SILVA, resolvem celebrar este acordo."
)


def read(qualification: str) -> tuple[FoundParty, ...]:
    text = f"{TITLE}\n\n{qualification}\n\n{CLAUSE}"
    return parties(outline(read_plain("a.txt", text.encode())))


def named(qualification: str) -> list[tuple[str, str | None]]:
    """(name, acronym) of each party."""
    return [
        (one.name.value, one.acronym.value if one.acronym else None) for one in read(qualification)
    ]


def whole(found: tuple[FoundParty, ...]) -> list[tuple[str | None, ...]]:
    """What is told of each party."""
    return [
        (
            one.name.value,
            one.acronym.value if one.acronym else None,
            one.cnpj.value if one.cnpj else None,
            one.address.value.city if one.address else None,
            one.person.name.value if one.person else None,
            one.person.role.value if one.person and one.person.role else None,
        )
        for one in found
    ]


ALL = [
    (
        "Secretaria Nacional do Consumidor", "SENACON", "00.394.494/0100-18", "Brasília",
        "João Carlos Pereira Lima", "Secretário",
    ),
    (
        "Tribunal de Justiça do Estado do Ceará", "TJCE", "08.538.758/0001-90", "Fortaleza",
        "Antônio Abelardo Moraes", "Presidente, Desembargador",
    ),
    (
        "Câmara de Dirigentes Lojistas de Belo Horizonte", "CDL/BH", "17.123.456/0001-41",
        "Belo Horizonte", "Marcelo de Souza e Silva", "Presidente",
    ),
]  # fmt: skip


@given(width=st.integers(48, 130))
@settings(max_examples=40, deadline=None)
def test_lines_may_be_broken_anywhere(width: int) -> None:
    broken = "\n\n".join(
        textwrap.fill(one, width, break_on_hyphens=False) for one in THREE.split("\n\n")
    )
    assert whole(read(broken)) == ALL


def test_what_follows_a_name_is_its_acronym_only_where_it_stands_as_one() -> None:
    assert named(
        "O BANCO CENTRAL DO BRASIL, CNPJ 00.038.166/0001-05, doravante BCB, representado por "
        "FULANO DE TAL, e o MUNICÍPIO DE LONDRINA, POR INTERMÉDIO DE SEU PREFEITO, CNPJ "
        "75.771.477/0001-70, representado por BELTRANO DE TAL, doravante denominados PARTÍCIPES."
    ) == [("Banco Central do Brasil", "BCB"), ("Município de Londrina", None)]


def test_an_acronym_alone_is_a_party_where_its_cnpj_follows() -> None:
    found = read(
        "O MUNICÍPIO DE CAMPINAS, CNPJ 51.885.242/0001-40, representado por FULANO DE TAL, e a "
        "SENACON, CNPJ 00.394.494/0100-18, representada pelo Secretário BELTRANO DE TAL, celebram:"
    )
    assert [(one.name.value, one.name.certainty) for one in found] == [
        ("Município de Campinas", 0.95),
        ("SENACON", 0.75),
    ]


def test_the_last_of_those_who_act_for_one_another_is_the_party() -> None:
    (party,) = read(
        f"A UNIÃO, por meio do MINISTÉRIO DA JUSTIÇA, por intermédio da {SENACON}, doravante "
        "denominada SENACON, CNPJ 00.394.494/0100-18, representada por FULANO DE TAL, celebra:"
    )
    assert (party.name.value, party.ministry) == (
        "Secretaria Nacional do Consumidor",
        "Ministério da Justiça",
    )


def test_a_name_goes_on_after_its_commas() -> None:
    assert named(
        "O ESTADO DO RIO GRANDE DO NORTE, por intermédio da SECRETARIA DE ESTADO DA MULHER, DA "
        "JUVENTUDE E DOS DIREITOS HUMANOS – SEMJIDH e do PROCON/RN, inscrito no CNPJ nº "
        "08.241.739/0001-05, representado por FULANA DE TAL, celebra:"
    ) == [("Secretaria de Estado da Mulher, da Juventude e dos Direitos Humanos", "SEMJIDH")]


@pytest.mark.parametrize(
    ("capitals", "kept"),
    [
        ("MARCELO D'ÁVILA", "Marcelo D'Ávila"),
        ("SANTA BÁRBARA D’OESTE", "Santa Bárbara D’Oeste"),
        ("PROCURADORIA-GERAL DE JUSTIÇA", "Procuradoria-Geral de Justiça"),
    ],
)
def test_each_part_of_a_name_has_its_capital(capitals: str, kept: str) -> None:
    assert titled(capitals) == kept


ROWS = [
    ("PARTÍCIPE 1", "AGÊNCIA NACIONAL DE TELECOMUNICAÇÕES – ANATEL"),
    ("CNPJ", "02.030.515/0001-60"),
    ("Endereço", "SAUS Quadra 6, Bloco H, Brasília/DF, CEP 70070-940"),
    ("Representante legal", "CARLOS MANUEL BAIGORRI"),
    ("Cargo", "Presidente"),
    ("PARTÍCIPE 2", "FUNDAÇÃO DE PROTEÇÃO E DEFESA DO CONSUMIDOR – PROCON/SP"),
    ("CNPJ", "46.704.320/0001-23"),
    ("Endereço", "Rua Barra Funda, nº 930, São Paulo/SP"),
    ("Representante legal", "ANA REIS LOBO"),
    ("Cargo", "Diretora Executiva"),
]
OF_ROWS = [
    (
        "Agência Nacional de Telecomunicações", "ANATEL", "02.030.515/0001-60", "Brasília",
        "Carlos Manuel Baigorri", "Presidente",
    ),
    (
        "Fundação de Proteção e Defesa do Consumidor", "PROCON/SP", "46.704.320/0001-23",
        "São Paulo", "Ana Reis Lobo", "Diretora Executiva",
    ),
]  # fmt: skip


def in_table(rows: list[tuple[str, ...]]) -> tuple[FoundParty, ...]:
    """The parties of an agreement that has this table between its title and its first clause."""
    cells = (
        Line(cell, "celula", cell=(0, row, column))
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )
    after = (Line(line) for line in ("CLÁUSULA PRIMEIRA – DO OBJETO", "Trocar dados."))
    lines = (Line(TITLE), *cells, *after)
    return parties(outline(SourceText("a.docx", "docx", lines)))


def test_parties_stand_in_the_rows_of_a_table() -> None:
    assert whole(in_table(list(ROWS))) == OF_ROWS


def test_parties_stand_in_the_columns_of_a_table() -> None:
    columns = [
        (label, one, other) for (label, one), (_, other) in zip(ROWS[:5], ROWS[5:], strict=True)
    ]
    assert whole(in_table([("Partícipe", *columns[0][1:]), *columns[1:]])) == OF_ROWS


def test_parties_stand_one_a_row_under_a_head() -> None:
    head = ("Partícipe", *(label for label, _ in ROWS[1:5]))
    one, other = (tuple(value for _, value in part) for part in (ROWS[:5], ROWS[5:]))
    assert whole(in_table([head, one, other])) == OF_ROWS


def test_a_form_in_lines_qualifies_a_party() -> None:
    (party,) = read(
        "Nome do órgão aderente: PROCURADORIA-GERAL DE JUSTIÇA DO ESTADO DO CEARÁ\n\n"
        "CNPJ: 14.706.001/0001-60\n\nRepresentante legal: HALEY DE CARVALHO FILHO\n\nTelefone:"
    )
    assert whole((party,)) == [
        (
            "Procuradoria-Geral de Justiça do Estado do Ceará", None, "14.706.001/0001-60", None,
            "Haley de Carvalho Filho", None,
        )
    ]  # fmt: skip


def test_a_table_of_something_else_makes_no_party() -> None:
    assert in_table([("Ação", "Responsável"), ("Divulgar", "Ana Reis")]) == ()
