"""The rules of notices from orgao.yaml: people, sender, ladders, days; what is missing there."""

from dataclasses import replace
from pathlib import Path

import pytest

from faults.errors import InvalidData, UsageError
from services.notifying_rules import check_sender, fingerprint, gaps, rules_of
from services.office import Office
from tests.notices.samples import ANA, CHIEF, SENDER
from tests.services.notice_offices import TODAY, notice_office

ANA_ALONE = {"coordenador": {"nome": ANA.name, "email": ANA.email}}

TABLE = """
anos:
  - ano: 2026
    atos:
      - ato: Portaria de teste
        fonte: Teste.
        conferida: true
        dias:
          - {dia: 2026-12-04, motivo: Dia de teste}
"""


def print_of(office: Office) -> str:
    return fingerprint(rules_of(office), TODAY)


def test_people_and_sender_are_those_of_the_body(tmp_path: Path) -> None:
    rules = rules_of(notice_office(tmp_path))

    assert rules.people == {"coordenador": (ANA,), "superior": (CHIEF,)}
    assert rules.sender == SENDER
    assert gaps(rules) == []


def test_a_missing_superior_is_told_with_what_follows_and_what_to_write(tmp_path: Path) -> None:
    rules = rules_of(notice_office(tmp_path, papeis=ANA_ALONE))

    assert gaps(rules) == [
        "orgao.yaml não tem superior: o aviso que ninguém assumir não sobe a ninguém. "
        "Escreva em PACTUA_DIR/orgao.yaml: papeis: {superior: {nome: ..., email: ...}}"
    ]


def test_a_role_that_a_ladder_asks_for_and_nobody_has_is_told(tmp_path: Path) -> None:
    ladder = {
        "vencimento": {
            "conta_em": "dias",
            "antes": [30],
            "parede": 30,
            "escala_apos": 1,
            "para": ["coordenador", "juridico"],
        }
    }
    asked = notice_office(tmp_path, avisos=ladder)
    nobody = notice_office(tmp_path, papeis={})

    assert [gap.partition(".")[0] for gap in gaps(rules_of(asked))] == ["orgao"]
    assert gaps(rules_of(asked)) == [
        "orgao.yaml não tem juridico: os avisos deste papel vão ao superior. "
        "Escreva em PACTUA_DIR/orgao.yaml: papeis: {juridico: {nome: ..., email: ...}}"
    ]
    assert gaps(rules_of(nobody))[0].startswith(
        "orgao.yaml não tem coordenador: os avisos deste papel não têm a quem ir."
    )


def test_a_ladder_of_the_body_replaces_ours_and_a_bad_one_names_its_place(tmp_path: Path) -> None:
    own = {"acao": {"conta_em": "dias", "antes": [90], "escala_apos": 2}}
    bad = {"acao": {"conta_em": "semanas", "escala_apos": 2}}

    assert rules_of(notice_office(tmp_path, avisos=own)).ladders.acao.before == (90,)
    with pytest.raises(InvalidData) as told:
        rules_of(notice_office(tmp_path, avisos=bad))
    assert {finding.where for finding in told.value.findings} >= {
        "orgao.yaml: avisos: acao.conta_em"
    }


def test_without_a_sender_nothing_leaves_the_machine(tmp_path: Path) -> None:
    office = notice_office(tmp_path, remetente=None)

    assert rules_of(office).sender == ANA
    with pytest.raises(UsageError, match="remetente"):
        check_sender(office)
    check_sender(notice_office(tmp_path))


def test_the_fingerprint_changes_with_people_ladders_and_days_alone(tmp_path: Path) -> None:
    office = notice_office(tmp_path)
    own = {"acao": {"conta_em": "dias", "antes": [90], "escala_apos": 2}}
    one = print_of(office)

    assert print_of(notice_office(tmp_path)) == one
    assert print_of(replace(office, actor="Outra pessoa")) == one
    assert print_of(notice_office(tmp_path, papeis=ANA_ALONE)) != one
    assert print_of(notice_office(tmp_path, avisos=own)) != one
    (tmp_path / "pontos_facultativos.yaml").write_text(TABLE, encoding="utf-8")
    assert print_of(notice_office(tmp_path)) != one
