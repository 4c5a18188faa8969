"""Files that are odd but no reason to lose others: twice the same acronym, name or agreement."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from faults.errors import StateError
from instruments.facts import Fact
from instruments.lifecycle_facts import SignatureRecorded
from registry.journal import Entry
from registry.store import Store, Writing
from services.importing import ImportAsk, context_of, import_files
from services.importing_files import Readers, shown
from services.importing_outcome import Outcome
from services.lifecycle import read_life
from services.office import Office
from services.registry_care import verify_registry
from tests.importing.variants import as_html, sample
from tests.offices import office_at, on
from tests.services.imports import put, run

DAY = date(2026, 1, 15)
BASIS = "conforme o art. 6º do Decreto nº 8.539/2015"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return on(office_at(tmp_path / "dados"), DAY)


def agreement(
    term: str = "Este Acordo vigorará por 24 (vinte e quatro) meses, a contar da assinatura.",
    called: str = "",
    number: str = "9/2024/GAB",
) -> str:
    """An agreement of two towns, signed by both on 12 and 15 March 2024."""
    return "\n\n".join(
        (
            f"ACORDO DE COOPERAÇÃO TÉCNICA Nº {number}",
            "Processo nº 08012.002734/2023-09",
            f"O MUNICÍPIO DE LONDRINA, inscrito no CNPJ sob o nº 75.771.477/0001-70,{called} neste "
            "ato representado por seu Prefeito, Senhor MARCELO BELINATI, e o MUNICÍPIO DE BELÉM, "
            f"inscrito no CNPJ sob o nº 05.055.009/0001-13,{called} neste ato representado por seu "
            "Prefeito, Senhor EDMILSON BRITO RODRIGUES, resolvem celebrar este Acordo.",
            "CLÁUSULA PRIMEIRA – DO OBJETO",
            "Este Acordo tem por objeto a troca de experiências.",
            "CLÁUSULA SEGUNDA – DA VIGÊNCIA",
            term,
            f"Documento assinado eletronicamente por MARCELO BELINATI, Prefeito, em 12/03/2024, às "
            f"10:22, {BASIS}.",
            f"Documento assinado eletronicamente por EDMILSON BRITO RODRIGUES, Prefeito, em "
            f"15/03/2024, às 17:05, {BASIS}.",
        )
    )


def told(outcome: Outcome) -> dict[str, str]:
    """The message of each finding by its rule."""
    return {one.rule: one.message for one in outcome.findings}


def test_two_parties_of_one_acronym_are_two_and_both_have_signed(
    office: Office, tmp_path: Path
) -> None:
    called = " doravante denominado MUNICÍPIO,"
    (outcome,) = run(office, put(tmp_path, "a.txt", agreement(called=called)))
    assert (outcome.state, outcome.cycle) == ("registrado", "assinada")
    assert outcome.instrument is not None
    request = outcome.instrument.request
    assert (request.body.id, request.body.acronym) == ("municipio", "MUNICÍPIO")
    assert [(one.id, one.acronym) for one in request.partners] == [("municipio-de-belem", "MB")]
    assert len(read_life(office, "9/2024/GAB").signed) == 2


class UnwillingWriting(Writing):
    """A transaction that cannot hold a signature of one agreement."""

    def append(self, fact: Fact) -> Entry:
        if fact.kind == SignatureRecorded.kind and fact.subject == "2/2024/GAB":
            raise StateError("o registro não pode guardar estes dados (já há um igual).", "Veja.")
        return super().append(fact)


class Unwilling(Store):
    """A store whose transactions are unwilling."""

    @contextmanager
    def writing(self, at: datetime, actor: str) -> Iterator[Writing]:
        with super().writing(at, actor) as writing:
            yield UnwillingWriting(writing._connection, at, actor)


def test_one_file_that_the_registry_does_not_take_keeps_nobody_else_out(
    office: Office, tmp_path: Path
) -> None:
    paths = [
        put(tmp_path, f"{place}.txt", agreement(number=f"{place}/2024/GAB")) for place in (1, 2, 3)
    ]
    outcomes = run(replace(office, store=Unwilling(office.store._engine)), *paths)
    assert [one.state for one in outcomes] == ["registrado", "recusado", "registrado"]
    assert told(outcomes[1]) == {
        "nao-registrado": "o registro não pode guardar estes dados (já há um igual)."
    }
    assert office.store.instrument_row("2/2024/GAB") is None
    assert verify_registry(office).findings == []


def test_a_simulation_knows_the_same_agreement_in_another_format(
    office: Office, tmp_path: Path
) -> None:
    paths = (
        put(tmp_path, "a.txt", sample()),
        put(tmp_path, "b.html", as_html(sample())),
        put(tmp_path, "c.txt", sample()),
    )
    simulated = run(office, *paths, simulate=True)
    assert [one.state for one in simulated] == ["simulado", "ja_registrado", "ja_registrado"]
    number = "7/2024/CIHP/CGSINDEC/DPDC/SENACON"
    would = f"outro arquivo desta simulação já seria registrado como nº {number}."
    assert [one.findings[0].message for one in simulated[1:]] == [
        f"o mesmo número e processo: {would}",
        f"os mesmos bytes: {would}",
    ]
    assert [one.state for one in run(office, *paths)] == [
        "registrado", "ja_registrado", "ja_registrado",
    ]  # fmt: skip


def test_a_simulation_refuses_the_number_that_another_process_has(
    office: Office, tmp_path: Path
) -> None:
    other = agreement().replace("08012.002734/2023-09", "08012.001234/2023-41")
    paths = (put(tmp_path, "a.txt", agreement()), put(tmp_path, "b.txt", other))
    for outcomes in (run(office, *paths, simulate=True), run(office, *paths)):
        assert told(outcomes[1]) == {
            "numero-ocupado": "o nº 9/2024/GAB já é de outro instrumento (processo "
            "08012.002734/2023-09)."
        }


def test_a_simulation_knows_the_same_aditivo_in_another_format(
    office: Office, tmp_path: Path
) -> None:
    later = on(office, date(2026, 3, 20))
    paths = (
        put(tmp_path, "a.txt", sample("termo-aditivo")),
        put(tmp_path, "b.html", as_html(sample("termo-aditivo"))),
        put(tmp_path, "c.txt", sample()),
    )
    outcomes = run(later, *paths, simulate=True)
    assert [one.state for one in outcomes] == ["simulado", "simulado", "ja_registrado"]
    assert outcomes[2].findings[0].message == (
        "o mesmo documento do acordo nº 7/2024/CIHP/CGSINDEC/DPDC/SENACON: outro arquivo desta "
        "simulação já seria registrado como nº 0/2026/ADITIVO."
    )


@pytest.mark.parametrize(
    "extension",
    [
        "Fica prorrogada a vigência do Acordo por um ano e seis meses.",
        "Prorroga-se o Acordo por 1 (um) ano e 6 (seis) meses.",
        "Fica o presente Acordo prorrogado por dezoito meses.",
    ],
)
def test_an_aditivo_of_a_year_and_months_extends_by_both(
    office: Office, tmp_path: Path, extension: str
) -> None:
    later = on(office, date(2026, 3, 20))
    aditivo = re.sub(
        r"Fica prorrogada a vigência do Acordo por 24[^.]*\.", extension, sample("termo-aditivo")
    )
    assert extension in aditivo
    outcomes = run(later, put(tmp_path, "a.txt", sample()), put(tmp_path, "b.txt", aditivo))
    assert outcomes[1].counted is not None
    assert outcomes[1].counted.end == date(2027, 10, 15)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("a\nb.txt", r"a\nb.txt"),
        ("x\x1b[31mred.txt", r"x\x1b[31mred.txt"),
        ("ação.txt", "ação.txt"),
    ],
)
def test_a_name_cannot_command_the_terminal(name: str, printed: str) -> None:
    assert shown(name) == printed


def test_a_name_that_is_no_utf_8_is_read_and_shown_by_its_bytes(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "pasta"
    folder.mkdir()
    (folder / os.fsdecode(b"acordo-s\xe3o.txt")).write_text(agreement(), encoding="utf-8")
    readers = Readers(context_of(office))
    (outcome,) = import_files(office, ImportAsk((folder,)), readers, lambda *_: None)
    assert (outcome.state, Path(outcome.shown_path).name) == ("registrado", "acordo-s\\xe3o.txt")
    assert outcome.instrument is not None
    assert outcome.instrument.request.origin.file.name == "acordo-s\\xe3o.txt"
    (again,) = import_files(office, ImportAsk((folder,)), readers, lambda *_: None)
    assert again.findings[0].where == shown(outcome.path)


@pytest.mark.parametrize(
    ("term", "end", "findings"),
    [
        (
            "A vigência é de 36 meses, de 01/07/2024 a 30/06/2027.",
            date(2027, 6, 30),
            {
                "vigencia-com-inicio-proprio": "a vigência começa em 01/07/2024, e não na última "
                "assinatura."
            },
        ),
        (
            "A vigência inicia-se em 1º de setembro de 2024, por 12 (doze) meses.",
            date(2025, 9, 1),
            {
                "vigencia-com-inicio-proprio": "a vigência começa em 01/09/2024, e não na última "
                "assinatura."
            },
        ),
        (
            "A vigência é de 12 meses, contados da assinatura, com término em 31/12/2025.",
            date(2025, 12, 31),
            {
                "vigencia-contraditoria": "o texto diz 12 meses, que terminam em 15/03/2025, e o "
                "dia 31/12/2025."
            },
        ),
        (
            "A vigência é de 24 meses, contados da assinatura, com término em 14/03/2026.",
            date(2026, 3, 14),
            {},
        ),
        (
            "A vigência é de 12 meses, a partir da homologação pelo Conselho.",
            date(2025, 3, 15),
            {
                "vigencia-de-outro-marco": "o texto conta a vigência de outro marco: “a partir da "
                "homologação pelo Conselho”."
            },
        ),
        ("A vigência é de um ano e seis meses, contados da assinatura.", date(2025, 9, 15), {}),
    ],
)
def test_the_days_that_a_text_names_stand_and_are_told(
    office: Office, tmp_path: Path, term: str, end: date, findings: dict[str, str]
) -> None:
    (outcome,) = run(office, put(tmp_path, "a.txt", agreement(term)))
    assert outcome.counted is not None
    assert outcome.counted.end == end
    rules = told(outcome)
    assert {rule: rules[rule] for rule in rules if rule.startswith("vigencia-")} == findings


def test_a_notice_that_cannot_be_read_is_told(office: Office, tmp_path: Path) -> None:
    term = "A vigência é de 24 meses, prorrogável a pedido feito um semestre antes do fim."
    (outcome,) = run(office, put(tmp_path, "a.txt", agreement(term)))
    assert told(outcome)["antecedencia-nao-lida"] == (
        "a antecedência para prorrogar não pôde ser lida: “prorrogável a pedido feito um semestre "
        "antes do”."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "TERMO DE COOPERAÇÃO Nº 1/2024\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nTrocar dados.",
            "o título diz “TERMO DE COOPERAÇÃO”, mas não se leram no texto duas partes, três "
            "cláusulas nem assinatura.",
        ),
        (
            "\n\n".join(f"CLÁUSULA {one} – DO OBJETO\n\nTrocar." for one in ("I", "II", "III")),
            "o texto não tem título de acordo, nem número.",
        ),
        (
            "Prezada Senhora, segue a carta.",
            "o texto não parece o de um acordo: faltam título, partes e cláusulas.",
        ),
    ],
)
def test_a_refusal_says_what_is_missing_and_not_what_is_there(
    office: Office, tmp_path: Path, text: str, message: str
) -> None:
    (outcome,) = run(office, put(tmp_path, "a.txt", text))
    assert told(outcome) == {"nao-parece-acordo": message}


def test_a_process_of_another_body_is_not_held_against_the_federal_digits(
    office: Office, tmp_path: Path
) -> None:
    text = agreement().replace("08012.002734/2023-09", "2024/1234567-DPE")
    (outcome,) = run(office, put(tmp_path, "a.txt", text))
    assert (outcome.summary["processo"], "nup-invalido" in told(outcome)) == (
        "2024/1234567-DPE",
        False,
    )
