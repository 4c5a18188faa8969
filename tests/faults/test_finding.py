"""A finding as people and programs read it."""

from dataclasses import fields

from faults.finding import KEYS, Finding, has_errors

FINDING = Finding(
    "cep-uf",
    "erro",
    "participe.yaml: endereco.cep",
    "69306-680 é de Roraima; o município é Cuiabá/MT.",
    "Confira o CEP.",
    "69306-680",
    "Faixas de CEP dos Correios",
)


def test_a_finding_on_one_line_is_place_fault_and_remedy() -> None:
    assert FINDING.line() == (
        "participe.yaml: endereco.cep: 69306-680 é de Roraima; o município é Cuiabá/MT. "
        "Confira o CEP."
    )


def test_a_finding_without_remedy_ends_with_its_message() -> None:
    assert Finding("r", "nota", "onde", "o que há.", "").line() == "onde: o que há."


def test_a_finding_of_no_place_begins_with_its_message() -> None:
    assert Finding("r", "erro", "", "o que há.", "Faça.").line() == "o que há. Faça."


def test_a_finding_goes_out_under_portuguese_keys() -> None:
    assert FINDING.as_dict() == {
        "regra": "cep-uf",
        "severidade": "erro",
        "onde": "participe.yaml: endereco.cep",
        "trecho": "69306-680",
        "mensagem": "69306-680 é de Roraima; o município é Cuiabá/MT.",
        "remedio": "Confira o CEP.",
        "fonte": "Faixas de CEP dos Correios",
    }


def test_every_field_of_a_finding_has_a_portuguese_key() -> None:
    assert {field.name for field in fields(Finding)} == set(KEYS)


def test_only_findings_of_severity_erro_forbid_going_on() -> None:
    notes = [Finding("r", "aviso", "", "", ""), Finding("r", "nota", "", "", "")]
    assert not has_errors(notes)
    assert has_errors([*notes, FINDING])
    assert not has_errors([])
