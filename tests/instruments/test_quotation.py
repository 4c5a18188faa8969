"""The words of an amendment of the seed's agreement: each changed clause as it will stand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from document.canonical import canonical_text
from document.diff import diff, parts
from document.labels import number
from document.tree import Document, NumberedDocument
from faults.errors import BadTemplate, NotFound, PactuaError, StateError
from instruments.amendment import Amendment, consolidated
from instruments.assemble import assemble, composed, used_texts
from instruments.instrument import Instrument
from instruments.quotation import amendment_of, settled
from tests.records import TEXTS, instrument, partner, plan
from tests.ties import (
    EXTENSION,
    addition,
    amending,
    revocation,
    seed_text,
    tied_instrument,
    tied_request,
    wording,
)

SIGNED = date(2026, 12, 1)
WORDED = wording("casos-omissos", "Os partícipes decidirão, ouvida a [](#publicidade).")


def clause_lines(document: NumberedDocument, clause_id: str) -> list[str]:
    """The canonical lines of one clause."""
    return list(parts(document)[clause_id])


def changes_of(amendment: Instrument) -> list[str]:
    """The lines of the clause that tells the changes, under its opening sentence."""
    return clause_lines(assemble(amendment, TEXTS), "aditivo-alteracoes")[2:]


def after(*amendments: Instrument, base: Document | None = None) -> NumberedDocument:
    """The consolidated text once these are signed."""
    signed = [amendment_of(one, SIGNED) for one in amendments]
    return number(consolidated(base or seed_text(), signed, SIGNED))


def test_a_new_wording_is_quoted_in_full_under_its_number() -> None:
    assert changes_of(amending(WORDED)) == [
        "A cláusula décima sexta passa a vigorar com a seguinte redação:",
        "“CLÁUSULA DÉCIMA SEXTA – DOS CASOS OMISSOS",
        "Os partícipes decidirão, ouvida a cláusula décima quinta.” (NR)",
    ]


def test_an_addition_is_quoted_with_its_letter_and_without_nr() -> None:
    new = addition("marca", "publicidade", "A marca depende de autorização.", "Da marca")
    assert changes_of(amending(new)) == [
        "Fica acrescida a cláusula décima quinta-A, com a seguinte redação:",
        "“CLÁUSULA DÉCIMA QUINTA-A – DA MARCA",
        "A marca depende de autorização.”",
    ]


def test_a_revocation_names_the_clause_and_its_title() -> None:
    assert changes_of(amending(revocation("casos-omissos"))) == [
        "Fica revogada a cláusula décima sexta (Dos casos omissos)."
    ]


def test_several_changes_stand_in_a_subclause_each() -> None:
    new = addition("marca", "casos-omissos", "A marca é da [](#objeto).", "Da marca")
    assert changes_of(amending(WORDED, new, revocation("publicidade"))) == [
        "Subcláusula primeira. A cláusula décima sexta passa a vigorar com a seguinte redação:",
        "“CLÁUSULA DÉCIMA SEXTA – DOS CASOS OMISSOS",
        "Os partícipes decidirão, ouvida a cláusula décima quinta.” (NR)",
        "Subcláusula segunda. Fica acrescida a cláusula décima sexta-A, com a seguinte redação:",
        "“CLÁUSULA DÉCIMA SEXTA-A – DA MARCA",
        "A marca é da cláusula primeira.”",
        "Subcláusula terceira. Fica revogada a cláusula décima quinta (Da publicidade e "
        "divulgação).",
    ]


def test_items_subclauses_and_references_are_written_as_in_the_consolidated_text() -> None:
    text = (
        "Os casos são de:\n\n"
        "- []{#grave} urgência\n- espera, nos termos da [](#grave) e da [](#rescisao)\n\n"
        "## Subcláusula {#primeiro}\n\nVale a [](#casos-omissos).\n\n"
        "## Subcláusula {#segundo}\n\n1. um\n2. dois, da [](#foro)"
    )
    assert changes_of(amending(wording("casos-omissos", text, titulo="Dos casos"))) == [
        "A cláusula décima sexta passa a vigorar com a seguinte redação:",
        "“CLÁUSULA DÉCIMA SEXTA – DOS CASOS",
        "Os casos são de:",
        "a) urgência; e",
        "b) espera, nos termos da alínea “a” desta cláusula e da cláusula décima terceira.",
        "Subcláusula primeira. Vale a cláusula décima sexta.",
        "Subcláusula segunda.",
        "I – um; e",
        "II – dois, da subcláusula primeira da cláusula décima sétima.” (NR)",
    ]


def test_changed_clauses_cite_one_another_as_they_will_stand() -> None:
    new = addition("marca", "publicidade", "Como na [](#casos-omissos).", "Da marca")
    worded = wording("casos-omissos", "Como na [](#marca).")
    said = changes_of(amending(new, worded))
    assert [said[2], said[5]] == [
        "Como na cláusula décima sexta.”",
        "Como na cláusula décima quinta-A.” (NR)",
    ]


def test_the_fields_of_the_agreement_may_stand_in_a_new_wording() -> None:
    text = "Cabe {{ participe.tratamento|ao }} decidir em {{ prazo.denuncia|extenso }} dias."
    assert changes_of(amending(wording("casos-omissos", text)))[-1] == (
        "Cabe ao Ministério Público decidir em 30 (trinta) dias.” (NR)"
    )


def test_a_title_of_the_text_in_force_is_no_template() -> None:
    one, two = partner(sigla="{{ 7*7 }}"), partner("defensoria")
    change = wording("obrigacoes-ministerio-publico:mpmt", "Cabe {{ participe|ao }} agir.")
    said = changes_of(amending(change, partners=(one, two)))
    assert said[1:] == [
        "“CLÁUSULA QUINTA – DAS OBRIGAÇÕES DO {{ 7*7 }}",
        "Cabe ao Ministério Público do Estado de Mato Grosso agir.” (NR)",
    ]


def test_a_twin_clause_speaks_of_its_own_partner() -> None:
    people = (partner(), partner(id="mpsp", sigla="MPSP", nome="Ministério Público de São Paulo"))
    change = wording("obrigacoes-ministerio-publico:mpsp", "Cabe {{ participe|ao }} agir.")
    assert changes_of(amending(change, partners=people))[-1] == (
        "Cabe ao Ministério Público de São Paulo agir.” (NR)"
    )


# --- the quotation is what will be read ---


@pytest.mark.parametrize("clause_id", ["objeto", "protecao-de-dados", "encerramento"])
def test_a_clause_of_the_library_quoted_again_is_the_one_that_stands(clause_id: str) -> None:
    body = TEXTS(clause_id).body
    quote = changes_of(amending(wording(clause_id, body)))[1:]
    assert unquoted(quote) == clause_lines(number(seed_text()), clause_id)


def unquoted(lines: list[str]) -> list[str]:
    """The lines without the quotation marks around them and what closes a new wording."""
    whole = "\n".join(lines)
    assert whole.startswith("“")
    return whole.removeprefix("“").removesuffix(" (NR)").removesuffix("”").split("\n")


WORD = st.sampled_from(("a ação", "o dado", "da [](#rescisao)", "a [](#foro)", "um **bem**", "*x*"))
PARAGRAPHS = WORD.map(lambda word: f"Diz {word}.")
LISTS = st.tuples(st.sampled_from(("- ", "1. ")), st.lists(WORD, min_size=1, max_size=3)).map(
    lambda drawn: "\n".join(drawn[0] + word for word in drawn[1])
)
PLAIN = st.lists(st.one_of(PARAGRAPHS, LISTS), min_size=1, max_size=2).map(
    lambda blocks: "\n\n<!---->\n\n".join(blocks).replace("<!---->", "E mais.")
)
SUBCLAUSES = st.lists(PLAIN, max_size=2).map(
    lambda texts: "".join(
        f"\n\n## Subcláusula {{#nova-{place}}}\n\n{text}" for place, text in enumerate(texts)
    )
)
MARKDOWN = st.tuples(PLAIN, SUBCLAUSES).map("".join)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(MARKDOWN, MARKDOWN)
def test_every_quotation_is_the_clause_of_the_consolidated_text(one: str, two: str) -> None:
    worded = wording("casos-omissos", one)
    new = addition("marca", "recursos", two.replace("nova-", "outra-"), "Da marca")
    amendment = amending(worded, new)
    said, now = changes_of(amendment), after(amendment)
    first, second = clause_lines(now, "casos-omissos"), clause_lines(now, "marca")
    assert unquoted(said[1 : 1 + len(first)]) == first
    assert unquoted(said[2 + len(first) :]) == second


# --- applied ---


def test_the_amendments_consolidated_change_the_places_they_name_and_no_other() -> None:
    first = amending(WORDED, addition("marca", "publicidade", "A marca.", "Da marca"))
    base = consolidated(seed_text(), [amendment_of(first, SIGNED)], SIGNED)
    second = amending(revocation("marca"), base=base, **{**EXTENSION, "ordem": 2})
    found = diff(number(seed_text()), after(first, second))
    assert [(one.kind, one.part) for one in found] == [
        ("alterada", "prazo-e-vigencia"),
        ("incluida", "marca"),
        ("alterada", "casos-omissos"),
        ("alterada", "plano-2"),
    ]


def test_a_second_amendment_is_quoted_as_the_first_left_the_text() -> None:
    first = amending(addition("marca", "publicidade", "A marca.", "Da marca"))
    base = consolidated(seed_text(), [amendment_of(first, SIGNED)], SIGNED)
    worded = wording("marca", "Outra marca.")
    assert changes_of(amending(worded, base=base, ordem=2)) == [
        "A cláusula décima quinta-A passa a vigorar com a seguinte redação:",
        "“CLÁUSULA DÉCIMA QUINTA-A – DA MARCA",
        "Outra marca.” (NR)",
    ]


def test_an_extension_and_a_new_plan_are_applied_too() -> None:
    extended = amending(**EXTENSION)
    asked = tied_request("termo-aditivo", aditivo={"ordem": 2, "altera_plano": True})
    asked = asked.model_copy(update={"plan": plan(titulo="Plano de 2027")})
    planned = tied_instrument(asked.model_copy(update={"texts": used_texts(asked, TEXTS)}))
    text = canonical_text(after(extended, planned))
    assert "Vigência prorrogada por 12 (doze) meses, até 30 de janeiro de 2028.\n" in text
    assert "Título\tPlano de 2027\n" in text
    assert "data da última assinatura\n" not in text


def test_the_plan_that_is_consolidated_is_the_one_annexed_to_the_amendment() -> None:
    asked = tied_request("termo-aditivo", aditivo={"ordem": 1, "altera_plano": True})
    planned = tied_instrument(asked)
    text = consolidated(seed_text(), [amendment_of(planned, SIGNED)], SIGNED)
    assert text.annexes == composed(planned, TEXTS).annexes


def test_the_same_facts_read_back_from_their_data_make_the_same_text() -> None:
    amendment = amending(WORDED, revocation("publicidade"), **EXTENSION)
    again = Instrument.model_validate(amendment.as_data())
    assert assemble(again, TEXTS) == assemble(amendment, TEXTS)
    assert amendment_of(again, SIGNED) == amendment_of(amendment, SIGNED)


def test_what_is_applied_carries_the_order_and_the_day_of_the_amendment() -> None:
    applied = amendment_of(amending(WORDED, ordem=3), SIGNED)
    assert (applied.order, applied.day, applied.name) == (3, SIGNED, "3º Termo Aditivo")
    assert isinstance(applied, Amendment)


# --- refusals ---


def refusal(*changes: dict[str, object]) -> str:
    with pytest.raises(PactuaError) as refused:
        amending(*changes)
    return f"{type(refused.value).__name__}: {refused.value.message}"


def test_a_clause_that_the_text_does_not_have_is_refused_by_name() -> None:
    assert refusal(wording("sigilo", "x")) == (
        f"{NotFound.__name__}: o texto em vigor não tem a cláusula “sigilo”."
    )


def test_a_revocation_that_would_leave_a_reference_without_target_is_refused() -> None:
    assert refusal(revocation("protecao-de-dados")) == (
        f"{BadTemplate.__name__}: a remissão a “guarda-apos-encerramento” não encontra destino "
        "neste documento."
    )


def test_a_new_wording_that_cites_nothing_known_is_refused() -> None:
    assert refusal(wording("casos-omissos", "Como na [](#sigilo).")) == (
        f"{BadTemplate.__name__}: a remissão a “sigilo” não encontra destino neste documento."
    )


def test_a_new_wording_outside_the_language_names_its_clause() -> None:
    assert refusal(wording("casos-omissos", "{{ participe.segredo }}")).startswith(
        f"{BadTemplate.__name__}: alteração da cláusula “casos-omissos”: linha 1: "
    )


def test_a_change_that_was_never_placed_in_a_text_is_not_worded() -> None:
    amendment = {"ordem": 1, "alteracoes": [WORDED]}
    loose = tied_instrument(tied_request("termo-aditivo", aditivo=amendment))
    with pytest.raises(StateError) as refused:
        assemble(loose, TEXTS)
    assert refused.value.message == (
        "a alteração da cláusula “casos-omissos” não foi situada no texto em vigor."
    )


def test_an_instrument_that_is_no_amendment_is_not_applied() -> None:
    with pytest.raises(StateError, match="não é termo aditivo"):
        amendment_of(instrument(), SIGNED)


def test_a_request_without_an_amendment_is_settled_as_it_is() -> None:
    asked = instrument().request
    assert settled(asked, seed_text()) == asked
