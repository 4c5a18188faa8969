"""Texts that look like ours and are not: none may be confirmed."""

from dataclasses import replace
from datetime import date

import pytest

from publication.extract import Party, Signatory, compose
from publication.matching import Verdict
from tests.publication.gazettes import (
    MPMT,
    NUMBER,
    PROCESS,
    SAMPLE,
    SENACON,
    article,
    candidate,
    matched,
    only,
    published,
    with_words,
)


def test_the_same_partner_and_number_in_another_ministry_is_not_ours() -> None:
    education = Party(
        "União, por intermédio do Ministério da Educação", "MEC", "00.394.445/0003-65"
    )
    other = replace(
        SAMPLE,
        number="1/2024",
        process="23000.000001/2024-77",
        parties=(education, MPMT),
        signatories=(Signatory("MEC", "Ana Prado", "Secretária"), SAMPLE.signatories[1]),
    )
    act = published(compose(other), category="Ministério da Educação/Gabinete")

    assert [match.is_confirmed for match in matched(act)] == [False]


def test_the_same_partner_and_number_in_another_unit_of_ours_is_not_ours() -> None:
    other = replace(
        SAMPLE, number="1/2024/CGEMM", process="08012.000880/2016-62", signed_on=date(2024, 1, 5)
    )

    assert [match.is_confirmed for match in matched(published(compose(other)))] in ([], [False])


def test_mato_grosso_do_sul_is_not_mato_grosso() -> None:
    south = replace(MPMT, name=f"{MPMT.name} do Sul", acronym="MPMS", cnpj="03.015.475/0001-40")
    other = replace(
        SAMPLE,
        number=NUMBER.replace("1/", "9/", 1),
        process="08012.000880/2016-62",
        parties=(SENACON, south),
        signatories=SAMPLE.signatories[:1],
    )

    assert matched(published(compose(other))) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("EXTRATO DE CONTRATO Nº 1/2024", f"Contratado: {MPMT.cnpj} - {MPMT.name}."),
        ("PORTARIA Nº 1/2024", f"Processo nº {PROCESS}. Designa fiscal."),
        ("EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024", "Partes: UFMT e UFPA."),
    ],
)
def test_a_single_key_confirms_nothing(title: str, text: str) -> None:
    assert [match for match in matched(article(title, text)) if match.is_confirmed] == []


@pytest.mark.parametrize("verdict", ["exata", "com_divergencias"])
def test_a_process_of_a_thousand_instruments_finds_the_one(verdict: Verdict) -> None:
    crowd = [
        candidate(
            replace(
                SAMPLE,
                number=f"{n}/2024/CIHP/CGSINDEC/DPDC/SENACON",
                parties=(SENACON, Party(f"Procon de Vila {n}", f"PROCON {n}", None)),
                signatories=SAMPLE.signatories[:1],
            ),
            f"ACT {n}/2024",
        )
        for n in range(2, 1002)
    ]
    act = published(compose(SAMPLE))
    if verdict == "com_divergencias":
        act = with_words("14.921.092/0001-57", "14.921.092/0001-75")

    match = only(act, candidate(), *crowd)

    assert (match.key, match.verdict) == ("ACT 1/2024", verdict)
