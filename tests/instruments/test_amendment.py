"""One change laid over a text: where it goes, what it leaves, what it says of itself."""

from datetime import date

import pytest

from document.canonical import canonical_text
from document.labels import number
from document.tree import Clause, Document, Paragraph, plain
from faults.errors import PactuaError, StateError
from instruments.amendment import (
    Addition,
    Amendment,
    Change,
    Extension,
    NewPlan,
    OwnWords,
    Replacement,
    Revocation,
    amended,
    consolidated,
)
from tests.document.trees import annex, clause, document, items, paragraph, section, subclause

FIRST = clause("objeto", paragraph("Um."), title="Do objeto")
TERM = clause(
    "prazo-e-vigencia",
    paragraph("Trinta e seis meses."),
    subclause("contagem", paragraph("De data a data.")),
    title="Do prazo",
)
LAST = clause("foro", items("alinea", "x", "y"), title="Do foro")
PLAN = annex("plano", section("acoes", paragraph("Antigo.")))
BASE = document(FIRST, TERM, LAST, annexes=(PLAN,))
NEW = clause("objeto", paragraph("Outro."), title="Do novo objeto")
ADDED = clause("marca", paragraph("Da marca."), title="Da marca")
LATER = clause("imagem", paragraph("Da imagem."), title="Da imagem")
EXTENDED = Extension(12, date(2028, 1, 30))


def lines(whole: Document) -> list[str]:
    """The canonical lines under the title."""
    return canonical_text(number(whole)).splitlines()[1:]


def of(clause_id: str, whole: Document) -> list[str]:
    """The canonical lines of one clause."""
    (found,) = (part for part in number(whole).clauses if part.id == clause_id)
    return lines(Document("", (), (), (found,), (), ()))[1:]


def test_a_new_wording_takes_the_place_and_the_number_of_the_old_one() -> None:
    assert lines(amended(BASE, [Replacement(NEW)]))[:2] == [
        "CLÁUSULA PRIMEIRA – DO NOVO OBJETO",
        "Outro.",
    ]


def test_a_new_wording_of_an_inserted_clause_keeps_its_letter() -> None:
    once = amended(BASE, [Addition(ADDED, "objeto")])
    again = Clause("marca", "Da marca", (paragraph("Mudou."),))
    assert amended(once, [Replacement(again)]).clauses[1].inserted


def test_an_addition_goes_after_the_clause_named_and_moves_no_number() -> None:
    headings = [part.heading for part in number(amended(BASE, [Addition(ADDED, "objeto")])).clauses]
    assert headings == [
        "CLÁUSULA PRIMEIRA – DO OBJETO",
        "CLÁUSULA PRIMEIRA-A – DA MARCA",
        "CLÁUSULA SEGUNDA – DO PRAZO",
        "CLÁUSULA TERCEIRA – DO FORO",
    ]


@pytest.mark.parametrize("after", ["objeto", "marca"])
def test_a_later_addition_goes_after_those_already_there(after: str) -> None:
    once = amended(BASE, [Addition(ADDED, "objeto")])
    twice = amended(once, [Addition(LATER, after)])
    assert [part.label for part in number(twice).clauses if part.inserted] == [
        "CLÁUSULA PRIMEIRA-A",
        "CLÁUSULA PRIMEIRA-B",
    ]
    assert [part.id for part in twice.clauses][:3] == ["objeto", "marca", "imagem"]


def test_a_revoked_clause_keeps_its_number_and_says_only_that() -> None:
    assert lines(amended(BASE, [Revocation("objeto")]))[:3] == [
        "CLÁUSULA PRIMEIRA",
        "(Revogada)",
        "CLÁUSULA SEGUNDA – DO PRAZO",
    ]


def test_the_extension_stands_in_the_clause_of_the_term_before_its_subclauses() -> None:
    assert of("prazo-e-vigencia", amended(BASE, [EXTENDED])) == [
        "Trinta e seis meses.",
        "Vigência prorrogada por 12 (doze) meses, até 30 de janeiro de 2028.",
        "Subcláusula única. De data a data.",
    ]


def test_a_second_extension_stands_after_the_first() -> None:
    twice = amended(amended(BASE, [EXTENDED]), [Extension(1, date(2028, 2, 29))])
    assert of("prazo-e-vigencia", twice)[1:3] == [
        "Vigência prorrogada por 12 (doze) meses, até 30 de janeiro de 2028.",
        "Vigência prorrogada por 1 (um) mês, até 29 de fevereiro de 2028.",
    ]


def test_an_extension_is_kept_beside_a_new_wording_of_its_clause_in_the_same_amendment() -> None:
    worded = Replacement(Clause("prazo-e-vigencia", "Do prazo", (paragraph("Novo prazo."),)))
    assert of("prazo-e-vigencia", amended(BASE, [EXTENDED, worded])) == [
        "Novo prazo.",
        "Vigência prorrogada por 12 (doze) meses, até 30 de janeiro de 2028.",
    ]


def test_a_new_plan_takes_the_place_of_the_annexed_one() -> None:
    plan = annex("plano", section("acoes", paragraph("Novo.")))
    assert amended(BASE, [NewPlan(plan)]).annexes == (plan,)


def test_a_plan_is_annexed_where_there_was_none() -> None:
    assert amended(document(FIRST), [NewPlan(PLAN)]).annexes == (PLAN,)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            Replacement(ADDED),
            "NotFound: o texto em vigor não tem a cláusula “marca”. Veja os identificadores "
            "com: pactua clausula listar --conjunto CONJUNTO",
        ),
        (
            Revocation("marca"),
            "NotFound: o texto em vigor não tem a cláusula “marca”. Veja os identificadores "
            "com: pactua clausula listar --conjunto CONJUNTO",
        ),
        (
            Addition(ADDED, "imagem"),
            "NotFound: o texto em vigor não tem a cláusula “imagem”. Veja os identificadores "
            "com: pactua clausula listar --conjunto CONJUNTO",
        ),
        (
            Addition(NEW, "foro"),
            "StateError: o texto em vigor já tem a cláusula “objeto”. "
            "Dê outro identificador à cláusula acrescida.",
        ),
    ],
)
def test_a_change_without_a_place_is_refused_by_name(change: Change, told: str) -> None:
    assert refusal(BASE, change) == told


def refusal(base: Document, change: Change) -> str:
    with pytest.raises(PactuaError) as refused:
        amended(base, [change])
    error = refused.value
    return f"{type(error).__name__}: {error.message} {error.remedy}"


@pytest.mark.parametrize("change", [Replacement(NEW), Revocation("objeto")])
def test_a_revoked_clause_is_not_changed_again(change: Change) -> None:
    assert refusal(amended(BASE, [Revocation("objeto")]), change) == (
        "StateError: a cláusula “objeto” foi revogada e não pode ser alterada. "
        "Acrescente outra cláusula, com outro identificador."
    )


def test_the_id_of_a_revoked_clause_is_not_used_again() -> None:
    with pytest.raises(StateError, match="já tem a cláusula “objeto”"):
        amended(amended(BASE, [Revocation("objeto")]), [Addition(NEW, "foro")])


def test_without_a_clause_of_the_term_the_extension_stands_at_the_end_of_the_text() -> None:
    """An imported text may have no clause that is known as the one of the term."""
    text = amended(document(FIRST), [EXTENDED], "1º Termo Aditivo")
    (line,) = text.closing[-1:]
    assert isinstance(line, Paragraph)
    assert plain(line.content).startswith("Vigência prorrogada por ")
    assert plain(line.content).endswith(" (Incluído pelo 1º Termo Aditivo)")


def test_what_stands_in_the_words_of_an_amendment_alone_is_pointed_to() -> None:
    (line,) = amended(document(FIRST), [OwnWords(2)]).closing[-1:]
    assert isinstance(line, Paragraph)
    assert plain(line.content) == (
        "(O 2º Termo Aditivo traz alterações que não estão aplicadas neste texto; leia-o.)"
    )


# --- the text in force on a day ---

ONE = Amendment(1, date(2025, 3, 10), (Replacement(NEW), Addition(ADDED, "objeto")))
TWO = Amendment(2, date(2026, 5, 4), (EXTENDED, Revocation("foro"), NewPlan(PLAN)))


@pytest.mark.parametrize(
    ("day", "signed"),
    [
        (date(2025, 3, 9), 0),
        (date(2025, 3, 10), 1),
        (date(2026, 5, 3), 1),
        (date(2026, 5, 4), 2),
        (date(2030, 1, 1), 2),
    ],
)
def test_an_amendment_is_in_force_from_the_day_of_its_last_signature(
    day: date, signed: int
) -> None:
    texts = [BASE, amended(BASE, ONE.changes), amended(amended(BASE, ONE.changes), TWO.changes)]
    assert consolidated(BASE, [TWO, ONE], day) == texts[signed]


def test_the_notes_say_which_amendment_gave_each_place_its_words() -> None:
    assert lines(consolidated(BASE, [ONE, TWO], date(2026, 5, 4), notes=True)) == [
        "Texto consolidado em 4 de maio de 2026, com os 1º e 2º Termos Aditivos",
        "CLÁUSULA PRIMEIRA – DO NOVO OBJETO",
        "(Redação dada pelo 1º Termo Aditivo)",
        "Outro.",
        "CLÁUSULA PRIMEIRA-A – DA MARCA",
        "(Incluída pelo 1º Termo Aditivo)",
        "Da marca.",
        "CLÁUSULA SEGUNDA – DO PRAZO",
        "Trinta e seis meses.",
        "Vigência prorrogada por 12 (doze) meses, até 30 de janeiro de 2028. "
        "(Incluído pelo 2º Termo Aditivo)",
        "Subcláusula única. De data a data.",
        "CLÁUSULA TERCEIRA",
        "(Revogada pelo 2º Termo Aditivo)",
        "ANEXO – PLANO (REDAÇÃO DADA PELO 2º TERMO ADITIVO)",
        "1. DA SEÇÃO",
        "Antigo.",
    ]


def test_with_one_amendment_the_line_under_the_title_is_in_the_singular() -> None:
    text = consolidated(BASE, [ONE], date(2025, 3, 10), notes=True)
    assert text.subtitle == ("Texto consolidado em 10 de março de 2025, com o 1º Termo Aditivo",)


def test_before_any_amendment_the_text_with_notes_is_the_original() -> None:
    assert consolidated(BASE, [ONE, TWO], date(2024, 1, 30), notes=True) == BASE


def test_only_the_last_wording_has_a_note() -> None:
    again = Amendment(2, date(2026, 5, 4), (Replacement(NEW),))
    noted = lines(consolidated(BASE, [ONE, again], date(2026, 5, 4), notes=True))
    assert noted[1:4] == [
        "CLÁUSULA PRIMEIRA – DO NOVO OBJETO",
        "(Redação dada pelo 2º Termo Aditivo)",
        "Outro.",
    ]
