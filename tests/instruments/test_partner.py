"""Partner records: every fault at once, each at its place; and what a good record may leave out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.model import FOUND, STORED
from instruments.partner import SPHERES, Address, Contact, Partner
from tests.records import PARTNERS, changed, example_data, findings, lines, partner
from tests.samples import HOSTILE_NAME

FOREIGN = {
    "id": "dnc-uy",
    "nome": "Unidad Defensa del Consumidor",
    "sigla": "UDECO",
    "tipo": "orgao_estrangeiro",
    "genero": "f",
    "esfera": "estrangeira",
    "identificador_estrangeiro": "RUT 21.100342.0018",
    "endereco": {"municipio": "Montevidéu", "pais": "Uruguai"},
    "representante": {"nome": "Ana Pérez", "genero": "f", "cargo": "Directora"},
}

REQUIRED = (
    "id", "nome", "sigla", "tipo", "genero", "esfera", "cnpj", "endereco.municipio", "endereco.uf",
    "representante.nome", "representante.genero", "representante.cargo",
)  # fmt: skip


def places(data: Any) -> list[str]:
    """Where the faults of this record are, in the order they are told."""
    return [finding.where.removeprefix("participe.yaml: ") for finding in findings(Partner, data)]


@pytest.mark.parametrize("name", PARTNERS)
def test_every_example_is_a_good_partner(name: str) -> None:
    assert lines(Partner, example_data(name)) == []


def test_an_empty_record_is_told_every_key_it_lacks_at_once() -> None:
    assert sorted(places({})) == sorted(REQUIRED)


@pytest.mark.parametrize("key", REQUIRED)
def test_a_record_that_lacks_one_required_key_is_told_that_one(key: str) -> None:
    changes: dict[str, Any] = {key.replace(".", "__"): ...}
    data = example_data(**changes)
    assert [line.partition(": falta")[0] for line in lines(Partner, data)] == [
        f"participe.yaml: {key}"
    ]


def test_several_faults_are_told_in_one_go_with_place_and_remedy() -> None:
    data = example_data(
        cnpj="14.921.092/0001-58", telefone="123", representante__genero="x", apelido="MP"
    )
    assert lines(Partner, data) == [
        "participe.yaml: cnpj: o CNPJ “14.921.092/0001-58” não confere com os dígitos "
        "verificadores. Confira o número no cartão do CNPJ.",
        "participe.yaml: telefone: “123” não é um telefone com DDD. Escreva como (65) 3611-0600 "
        "ou, no exterior, +54 11 4321-0000.",
        "participe.yaml: representante.genero: o valor “x” não é aceito. Use um destes: m ou f.",
        "participe.yaml: apelido: este campo não existe. Confira o nome da chave ou retire a "
        "linha.",
    ]


def test_the_cep_printed_in_the_agreement_of_2024_is_refused() -> None:
    assert lines(Partner, example_data(endereco__cep="69306-680")) == [
        "participe.yaml: endereco.cep: 69306-680 é de Roraima; o município é Cuiabá/MT. "
        "Confira o CEP."
    ]


def test_a_cep_of_no_state_is_refused() -> None:
    assert lines(Partner, example_data(endereco__cep="00999-000")) == [
        "participe.yaml: endereco.cep: 00999-000 não pertence a nenhum estado; "
        "o município é Cuiabá/MT. Confira o CEP."
    ]


def test_a_stored_record_is_read_even_when_the_table_of_ceps_has_changed() -> None:
    old = example_data(endereco__cep="69306-680")
    assert Partner.model_validate(old, context=STORED).address.cep == "69306-680"


@pytest.mark.parametrize("kind", sorted(SPHERES))
def test_a_kind_exists_only_in_its_spheres(kind: str) -> None:
    spheres = {"federal", "estadual", "distrital", "municipal", "estrangeira", "privada"}
    data = FOREIGN if kind == "orgao_estrangeiro" else example_data()
    good = {s for s in spheres if not findings(Partner, changed(data, tipo=kind, esfera=s))}
    assert good == SPHERES[kind]


def test_a_sphere_that_does_not_fit_is_told_with_those_that_do() -> None:
    data = example_data("procon-municipal", esfera="estadual")
    assert lines(Partner, data) == [
        "participe.yaml: esfera: um partícipe do tipo procon_municipal não é da esfera estadual. "
        "Use: municipal."
    ]


def test_a_foreign_body_has_a_country_and_an_identifier_of_its_own() -> None:
    assert lines(Partner, FOREIGN) == []


def test_the_address_of_a_foreign_body_ends_with_its_country() -> None:
    found = Partner.model_validate(FOREIGN)
    assert found.address.line == "Montevidéu, Uruguai"


def test_a_foreign_body_without_its_own_identifier_is_told_so() -> None:
    assert lines(Partner, changed(FOREIGN, identificador_estrangeiro=...)) == [
        "participe.yaml: identificador_estrangeiro: falta este campo. "
        "Informe o número de registro no país de origem."
    ]


def test_a_foreign_body_without_a_country_is_told_that_one_would_do() -> None:
    data = changed(FOREIGN, endereco={"municipio": "Montevidéu"})
    assert lines(Partner, data) == [
        "participe.yaml: endereco.uf: falta este campo. "
        "Preencha município e UF ou, se a sede é no exterior, o país."
    ]


def test_a_foreign_body_with_a_brazilian_address_is_refused() -> None:
    data = changed(FOREIGN, endereco={"municipio": "Brasília", "uf": "DF"})
    assert lines(Partner, data) == [
        "participe.yaml: endereco: falta endereco.pais. Informe o país da sede."
    ]


def test_a_brazilian_body_with_a_seat_abroad_is_refused() -> None:
    assert lines(Partner, example_data(endereco={"pais": "Uruguai"})) == [
        "participe.yaml: endereco: faltam endereco.municipio e endereco.uf. "
        "Só um partícipe do tipo orgao_estrangeiro tem a sede em outro país."
    ]


def test_a_brazilian_body_with_a_foreign_identifier_still_needs_its_cnpj() -> None:
    data = example_data(cnpj=None, identificador_estrangeiro="RUT 1")
    assert lines(Partner, data) == [
        "participe.yaml: cnpj: falta este campo. Informe o CNPJ do partícipe."
    ]


@pytest.mark.parametrize("word", ["orgao", "participe", "ambos"])
def test_a_partner_cannot_be_called_by_a_word_of_the_plans(word: str) -> None:
    assert lines(Partner, example_data(id=word)) == [
        f"participe.yaml: id: “{word}” é palavra reservada dos planos de trabalho. "
        "Dê outro id ao partícipe."
    ]


@pytest.mark.parametrize(
    "name", ["MPMT", "mp mt", "../mpmt", "mp--mt", "mpmt\n", "", "a" * 81, "ç"]
)
def test_an_id_is_small_letters_figures_and_hyphens(name: str) -> None:
    assert places(example_data(id=name)) == ["id"]


def test_a_hostile_name_is_accepted_unchanged() -> None:
    assert partner(nome=HOSTILE_NAME).name == HOSTILE_NAME


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("nome", "Procon 😀"),
        ("sigla", "PRO\u202eCON"),
        ("endereco__logradouro", "Rua\0"),
        ("representante__cargo", "Pro\x1bcurador"),
        ("gestor__nome", "Caio \u200b"),
    ],
)
def test_a_character_that_cannot_be_shown_is_refused_in_any_field(key: str, value: str) -> None:
    assert places(example_data(**{key: value})) == [key.replace("__", ".")]


def test_a_text_longer_than_its_limit_is_refused_at_its_place() -> None:
    data = example_data(nome="a" * 401)
    assert lines(Partner, data) == [
        "participe.yaml: nome: passa de 400 caracteres. Encurte o texto."
    ]


@pytest.mark.parametrize("empty", ["", {}, None, {"nome": None, "email": ""}, {"cargo": "  "}])
def test_a_contact_with_nothing_in_it_is_no_contact(empty: object) -> None:
    assert partner(gestor=empty).manager is None


def test_a_contact_may_be_a_sector_alone() -> None:
    assert partner(gestor={"setor": "Procon"}).manager == Contact(sector="Procon")


@pytest.mark.parametrize("junk", ["texto", 7, ["lista"], True])
def test_a_part_of_the_wrong_shape_is_told_at_its_place(junk: object) -> None:
    data = example_data(endereco=junk, representante=junk, gestor=junk)
    assert places(data) == ["endereco", "representante", "gestor"]


@pytest.mark.parametrize("junk", ["texto", None, ["lista"], 7])
def test_a_record_that_is_no_mapping_is_one_fault(junk: object) -> None:
    assert len(findings(Partner, junk)) == 1


def test_a_number_without_street_and_a_street_without_number_leave_no_gap() -> None:
    def line(**parts: str) -> str:
        return partner(endereco={"municipio": "Cuiabá", "uf": "MT", **parts}).address.line

    assert [line(), line(numero="S/N"), line(logradouro="Rua A"), line(cep="78049921")] == [
        "Cuiabá/MT",
        "S/N, Cuiabá/MT",
        "Rua A, Cuiabá/MT",
        "Cuiabá/MT, CEP 78049-921",
    ]


@pytest.mark.parametrize("name", PARTNERS)
def test_a_record_read_back_from_its_own_data_is_the_same(name: str) -> None:
    record = partner(name)
    assert Partner.model_validate(record.as_data()) == record


@given(st.dictionaries(st.sampled_from(REQUIRED), st.none() | st.text(max_size=5), max_size=12))
def test_no_record_makes_validation_fail_in_any_other_way(spoiled: dict[str, Any]) -> None:
    changes: dict[str, Any] = {key.replace(".", "__"): value for key, value in spoiled.items()}
    data = example_data(**changes)
    assert all(line.startswith("participe.yaml: ") for line in lines(Partner, data))


@pytest.mark.parametrize("key", ["representante.nome", "representante.cargo"])
@pytest.mark.parametrize(
    "blank", ["A DEFINIR", "(a definir)", "a designar", "fulano", "XXX", "a ser nomeada"]
)
def test_nobody_signs_under_a_word_that_marks_a_gap(key: str, blank: str) -> None:
    changes: dict[str, Any] = {key.replace(".", "__"): blank}
    assert lines(Partner, example_data(**changes)) == [
        f"participe.yaml: {key}: “{blank}” marca o lugar de um dado que falta. Espere a nomeação "
        "ou escreva o substituto ou interino, se é ele quem vai assinar."
    ]


@pytest.mark.parametrize(
    "key",
    [
        "nome", "sigla", "endereco.logradouro", "endereco.numero", "endereco.complemento",
        "endereco.bairro", "endereco.municipio", "representante.designacao", "gestor.nome",
        "gestor.cargo", "gestor.setor",
    ],
)  # fmt: skip
def test_no_other_text_of_the_record_may_be_a_word_that_marks_a_gap(key: str) -> None:
    changes: dict[str, Any] = {"gestor": {"nome": "Ivo Paz"}, key.replace(".", "__"): "A DEFINIR"}
    assert lines(Partner, example_data(**changes)) == [
        f"participe.yaml: {key}: “A DEFINIR” marca o lugar de um dado que falta. Escreva o dado "
        "ou deixe o campo em branco: a minuta não mostra o que falta."
    ]


@pytest.mark.parametrize("context", [FOUND, STORED])
def test_what_an_agreement_already_says_is_kept_as_it_says(context: str) -> None:
    old = example_data(representante__nome="A DEFINIR")
    assert Partner.model_validate(old, context=context).representative.name == "A DEFINIR"


@pytest.mark.parametrize(
    ("address", "seat"),
    [
        ({"municipio": "Gurupi", "uf": "TO"}, "em Gurupi/TO"),
        ({"municipio": "Gurupi", "uf": "TO", "cep": "77403-010"}, "em Gurupi/TO, CEP 77403-010"),
        ({"municipio": "Montevidéu", "pais": "Uruguai"}, "em Montevidéu, Uruguai"),
        (
            {"logradouro": "Rua 1", "numero": "s/n", "municipio": "Gurupi", "uf": "TO"},
            "no endereço Rua 1, s/n, Gurupi/TO",
        ),
        ({"bairro": "Centro", "municipio": "Gurupi", "uf": "TO"}, "no endereço Centro, Gurupi/TO"),
    ],
)
def test_a_seat_is_an_address_or_only_a_town(address: dict[str, str], seat: str) -> None:
    assert Address.model_validate(address).seat == seat
