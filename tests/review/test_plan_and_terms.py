"""The plan against the clauses: owners, the last day, the object; and terms told twice."""

import pytest

from tests.review.texts import told

PARTIES = (
    "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2026\n\nA UNIÃO, por intermédio da SECRETARIA NACIONAL DO "
    "CONSUMIDOR, doravante denominada SENACON, inscrita no CNPJ nº 00.394.494/0100-18, e o "
    "MUNICÍPIO DE NITERÓI, doravante denominado MUNICÍPIO, inscrito no CNPJ nº 28.521.748/0001-59, "
    "resolvem celebrar este Acordo.\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nEste Acordo tem por objeto "
    "a troca de dados entre os partícipes.\n\nCLÁUSULA SEGUNDA – DA VIGÊNCIA\n\n{}\n\n"
)
PLAN = (
    "ANEXO I – PLANO DE TRABALHO\n\n1. OBJETO\n\n{}\n\n2. CRONOGRAMA DE EXECUÇÃO\n\n"
    "Ação\tResponsável\tInício\tTérmino\nRelatório final\t{}\t07/2026\t{}"
)
UNTIL = "Este Acordo vigorará de 01/07/2026 até 31 de dezembro de 2027."


def agreement(term: str = UNTIL, goal: str = "Troca de dados.", who: str = "SENACON",
              end: str = "12/2027") -> str:  # fmt: skip
    """An agreement with one action."""
    return PARTIES.format(term) + PLAN.format(goal, who, end)


@pytest.mark.parametrize(
    "term",
    [
        UNTIL,
        "Este Acordo vigora da última assinatura até 31 de dezembro de 2027, prorrogável.",
        "A vigência vai de 01/07/2026 a 31/12/2027.",
    ],
)
def test_an_action_after_the_last_day_of_the_term_is_told(term: str) -> None:
    (line,) = told(agreement(term, end="03/2028"), "acao-fora-da-vigencia")

    assert line.endswith(": a ação termina em 03/2028; a vigência, em 31/12/2027.")


@pytest.mark.parametrize(
    ("term", "end"),
    [
        (UNTIL, "12/2027"),
        ("Este Acordo vigora da publicação até 31/12/2027.", "12/2027"),
        ("A vigência inicia-se com a publicação, que se fará até 10/08/2026.", "12/2027"),
        ("Vigora por 24 (vinte e quatro) meses, prorrogável até 31/12/2027.", "06/2028"),
    ],
)
def test_an_action_within_the_term_is_let_be(term: str, end: str) -> None:
    assert told(agreement(term, end=end), "acao-fora-da-vigencia") == []


def test_a_body_with_the_acronym_of_its_state_is_named_whole() -> None:
    (line,) = told(agreement(who="PROCON/SP"), "responsavel-nao-e-parte")

    assert line.endswith(": “PROCON/SP” não é nenhuma das partes do acordo.")


def test_an_organ_that_the_preamble_names_may_answer_for_an_action() -> None:
    text = agreement(who="Secretaria Nacional do Consumidor e MUNICÍPIO")

    assert told(text, "responsavel-nao-e-parte") == []


@pytest.mark.parametrize(("who", "told_of"), [("ANATEL e PROCON/SP", []), ("SENACON", ["SENACON"])])
def test_parties_that_a_form_names_are_known_in_the_plan(who: str, told_of: list[str]) -> None:
    text = (
        "ACORDO DE COOPERAÇÃO TÉCNICA Nº 3/2024\n\nPARTÍCIPE 1\tAGÊNCIA NACIONAL – ANATEL\n"
        "CNPJ\t02.030.515/0001-60\n\nPARTÍCIPE 2\tFUNDAÇÃO DE PROTEÇÃO – PROCON/SP\n"
        "CNPJ\t46.704.320/0001-23\n\nCLÁUSULA PRIMEIRA - OBJETO\n\nTexto.\n\n"
        + PLAN.format("Texto.", who, "12/2027")
    )

    assert [line.rpartition(": ")[2] for line in told(text, "responsavel-nao-e-parte")] == [
        f"“{name}” não é nenhuma das partes do acordo." for name in told_of
    ]


def test_a_short_object_that_shares_no_word_with_the_clause_is_another() -> None:
    (line,) = told(agreement(goal="Construção de escolas."), "objeto-divergente")

    assert line.endswith(": o objeto do plano não é o da cláusula primeira.")


@pytest.mark.parametrize(
    "goal",
    ["Troca de dados.", "O mesmo da cláusula primeira.", "Título: Projeto Consumidor Vencedor"],
)
def test_a_short_object_like_that_of_the_clause_or_a_mere_title_is_let_be(goal: str) -> None:
    assert told(agreement(goal=goal), "objeto-divergente") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "O Acordo pode ser denunciado com 30 (trinta) dias de antecedência, ou "
        "denunciado em 45 dias.",
        "O Acordo será denunciado a qualquer tempo, mediante aviso prévio de 30 (trinta) dias, e "
        "rescindido, observada a antecedência de 45 (quarenta e cinco) dias da denúncia.",
    ],
)
def test_two_terms_of_notice_in_one_sentence_are_told(sentence: str) -> None:
    (line,) = told(f"CLÁUSULA PRIMEIRA – DA DENÚNCIA\n\n{sentence}", "prazos-divergentes")

    assert line.endswith(": aqui o prazo da denúncia é de 45 dias; em outro lugar, de 30.")


@pytest.mark.parametrize(
    "sentence",
    [
        "O Acordo pode ser denunciado com antecedência de 30 (trinta) dias, e o denunciante presta "
        "contas em 60 (sessenta) dias.",
        "O Acordo extingue-se por denúncia, com antecedência de 30 (trinta) dias, e prorroga-se a "
        "pedido, com antecedência de 60 (sessenta) dias.",
    ],
)
def test_terms_for_different_matters_are_let_be(sentence: str) -> None:
    assert told(f"CLÁUSULA PRIMEIRA – DA DENÚNCIA\n\n{sentence}", "prazos-divergentes") == []
