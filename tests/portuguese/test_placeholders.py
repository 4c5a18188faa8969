"""What stands where a datum is missing, apart from the same words used as they should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese.placeholders import is_placeholder, placeholders_in

VERBS = ("definir", "designar", "indicar", "nomear", "informar", "confirmar", "preencher")
DONE = ("definido", "designada", "indicados", "nomeadas", "informado", "preenchida")


@pytest.mark.parametrize(
    "value",
    [
        "A DEFINIR", "a definir", "(a definir)", "a designar", "Secretário a designar",
        "Secretária a ser nomeada", "a ser definido", "fulano", "FULANA DE TAL", "Beltrano", "XXX",
        "xxxx", "Portaria nº XXX", "___", "-", "–", "?", "...", "Nome não informado",
        "não definido", "em branco", "pendente", "N/A", "TBD",
    ],
)  # fmt: skip
def test_a_value_that_only_marks_the_place_of_a_datum_is_known_as_such(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        "Ana Lima Reis", "Xisto XX", "João XXIII", "s/n", "Rua XV de Novembro", "Av. Vaga-Lume",
        "Definir Araújo", "Nome Próprio", "Coordenador a cargo do Procon", "Maria Fulanetti",
        "Diretor de Vagas", "P",
    ],
)  # fmt: skip
def test_a_name_a_role_or_a_street_is_a_datum(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    "text",
    [
        "o Senhor A DEFINIR, designado por Portaria,",
        "o Senhor A DEFINIR no cargo de Secretário",
        "representado por seu Secretário, a designar;",
        "Gestor: a ser designado.",
        "Prazo (a definir).",
        "Responsável\ta definir\tSENACON",
        "A DEFINIR",
        "As metas serão as de anexo a ser definido.",
        "o Senhor Fulano de Tal assina.",
    ],
)
def test_a_gap_in_a_running_text_is_found_once(text: str) -> None:
    assert len(list(placeholders_in(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "O cronograma a ser definido pelos partícipes será público.",
        "em data a ser definida, de comum acordo, pelos partícipes",
        "os responsáveis que vierem a designar.",
        "Os partícipes comprometem-se a indicar, em trinta dias, o gestor.",
        "Cabe aos partícipes a definir o fluxo",
        "as ações destinadas a informar.",
        "E-mail: fulana.silva@exemplo.gov.br",
        "CABE AOS PARTÍCIPES A DEFINIR O FLUXO",
    ],
)
def test_the_same_words_as_verbs_leave_no_gap(text: str) -> None:
    assert [hit[0] for hit in placeholders_in(text)] == []


@given(st.sampled_from(VERBS), st.sampled_from(DONE), st.booleans(), st.booleans())
def test_every_such_phrase_is_found_in_any_case_bare_and_in_parentheses(
    verb: str, done: str, shout: bool, in_parentheses: bool
) -> None:
    for phrase in (f"a {verb}", f"a ser {done}"):
        written = f"({phrase})" if in_parentheses else phrase
        value = written.upper() if shout else written
        assert is_placeholder(value)
        assert [hit[0] for hit in placeholders_in(value)] == [value.strip("()")]
