"""What follows an agreement enters on it: an imported aditivo extends it, a rescisão ends it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.finding import Finding
from services.consolidation import text_on
from services.importing_outcome import Outcome
from services.importing_reading import Wanted
from services.instruments import find_number
from services.lifecycle import Signing, due, read_life, record_signature
from services.office import Office
from services.registry_care import verify_registry
from services.settings import BRASILIA
from services.ties import agreement, plan_in_force
from services.tying import AmendmentAsk, draft_amendment, list_amendments
from tests.agreements import FULL, signed_agreement
from tests.importing.test_never_raises import spoiled
from tests.importing.variants import as_html, sample
from tests.offices import office_at, on
from tests.services.imports import put, run

NUMBER = "7/2024/CIHP/CGSINDEC/DPDC/SENACON"
DAY = date(2026, 3, 20)
EXTENDED = date(2028, 4, 15)
TERM = (
    "Fica prorrogada a vigência do Acordo por 24 (vinte e quatro) meses, de 15/04/2026 a "
    "15/04/2028."
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return on(office_at(tmp_path / "dados"), DAY)


def amendment(*pairs: tuple[str, str]) -> str:
    """The sample aditivo with these words replaced."""
    text = sample("termo-aditivo")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def second() -> str:
    """The second aditivo, of two years later."""
    return amendment(
        ("PRIMEIRO TERMO", "SEGUNDO TERMO"),
        (TERM, "Fica prorrogada a vigência do Acordo por 12 (doze) meses."),
        ("10/03/2026", "10/03/2028"),
        ("12/03/2026", "12/03/2028"),
    )


def with_original(office: Office, folder: Path, text: str) -> Outcome:
    """The aditivo of this text, imported after its agreement."""
    run(office, put(folder / "a", "acordo.txt", sample()))
    (outcome,) = run(office, put(folder / "b", "aditivo.txt", text))
    return outcome


def rules(outcome: Outcome) -> list[str]:
    return [finding.rule for finding in outcome.findings]


def told(outcome: Outcome, rule: str) -> Finding:
    return next(finding for finding in outcome.findings if finding.rule == rule)


def ends(office: Office) -> tuple[date, date]:
    """The end of the agreement, and the last day to ask for more time."""
    counted = read_life(office, NUMBER).counted
    assert counted is not None
    return counted.end, counted.renew_by


def test_an_extension_moves_the_end_and_the_day_to_ask_for_more(
    office: Office, tmp_path: Path
) -> None:
    run(office, put(tmp_path, "acordo.txt", sample()))
    assert ends(office) == (date(2026, 4, 15), date(2026, 3, 1))
    (outcome,) = run(office, put(tmp_path, "aditivo.txt", amendment()))
    assert (outcome.state, outcome.cycle, outcome.follows) == ("registrado", "assinada", NUMBER)
    assert (outcome.number, outcome.findings) == ("1/2026/ADITIVO", ())
    assert ends(office) == (EXTENDED, date(2028, 3, 1))
    assert outcome.counted is not None
    assert outcome.counted.end == EXTENDED
    waiting = [(row["numero"], row["prazo"], row["ate"]) for row in due(office, date(2028, 12, 31))]
    assert (NUMBER, "prorrogacao", "2028-03-01") in waiting
    assert verify_registry(office).findings == []


def test_its_provisional_number_does_not_stand_in_the_way_of_others(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path / "dados")
    run(office, put(tmp_path / "a", "acordo.txt", sample()))
    text = amendment(("10/03/2026", "10/03/2024"), ("12/03/2026", "20/04/2024"))
    (outcome,) = run(office, put(tmp_path / "b", "aditivo.txt", text))
    assert outcome.number == "1/2024/ADITIVO"
    assert find_number(office, "1/2024") == FULL
    assert find_number(office, "1/2024/ADITIVO") == "1/2024/ADITIVO"


def test_it_is_a_document_of_its_own_with_its_signatures_and_its_publication(
    office: Office, tmp_path: Path
) -> None:
    outcome = with_original(office, tmp_path, amendment())
    assert outcome.number is not None
    life = read_life(office, outcome.number)
    assert [(one.name, one.signatory) for one in life.signed] == [
        ("RITA HELENA SAMPAIO LOBO", "dpepa"), ("José Carlos Mendes Prado", "senacon"),
    ]  # fmt: skip
    assert life.counted is not None
    assert (life.counted.publish_by, life.counted.own_term) == (date(2026, 4, 8), False)
    (listed,) = list_amendments(office, "7/2024").rows
    assert (listed.order, listed.signed_on, listed.purpose, listed.new_end) == (
        1, date(2026, 3, 12), "prorrogar a vigência", EXTENDED,
    )  # fmt: skip
    text = canonical_text(text_on(office, NUMBER).document)
    assert "Vigência prorrogada por 24 (vinte e quatro) meses, até 15 de abril de 2028." in text


def test_the_agreement_is_taken_first_whatever_the_order_of_the_files(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "acervo"
    late = put(folder, "1-segundo.txt", second()).parent
    put(folder, "2-primeiro.txt", amendment())
    put(folder, "3-acordo.txt", sample())
    outcomes = run(on(office, date(2028, 5, 1)), late)
    assert [(Path(one.path).name, one.state) for one in outcomes] == [
        ("3-acordo.txt", "registrado"),
        ("2-primeiro.txt", "registrado"),
        ("1-segundo.txt", "registrado"),
    ]
    assert ends(office)[0] == date(2029, 4, 15)
    assert [one.order for one in read_life(office, NUMBER).amended] == [1, 2]


def test_simulating_tells_the_same_dates_and_writes_nothing(office: Office, tmp_path: Path) -> None:
    folder = put(tmp_path / "acervo", "1-segundo.txt", second()).parent
    put(folder, "2-primeiro.txt", amendment())
    put(folder, "3-acordo.txt", sample())
    outcomes = run(on(office, date(2028, 5, 1)), folder, simulate=True)
    assert [(one.state, one.counted and one.counted.end) for one in outcomes] == [
        ("simulado", date(2026, 4, 15)), ("simulado", EXTENDED), ("simulado", date(2029, 4, 15)),
    ]  # fmt: skip
    assert "falta-aditivo-anterior" not in rules(outcomes[2])
    assert office.store.last_seq() == 0


def test_a_second_import_is_recognised_by_bytes_and_by_ordinal(
    office: Office, tmp_path: Path
) -> None:
    first = with_original(office, tmp_path, amendment())
    same = put(tmp_path, "de-novo.txt", amendment())
    page = put(tmp_path, "pagina.html", as_html(amendment()))
    before = office.store.last_seq()
    states = [(one.state, one.number) for one in run(office, same, page)]
    assert states == [("ja_registrado", first.number)] * 2
    assert (office.store.last_seq(), ends(office)[0]) == (before, EXTENDED)


def test_without_its_agreement_it_says_to_import_that_first(office: Office, tmp_path: Path) -> None:
    (outcome,) = run(office, put(tmp_path, "aditivo.txt", amendment()))
    finding = told(outcome, "acompanha-outro")
    assert (outcome.refused, finding.message, finding.remedy) == (
        True,
        "é um termo aditivo, e o acordo que acompanha (nº 7/2024/CIHP/CGSINDEC/DPDC/SENACON, "
        "processo 08012.001234/2023-41) não está no registro.",
        "Importe primeiro o acordo; se já está no registro, diga qual é com --de NUM.",
    )
    assert office.store.last_seq() == 0


@pytest.mark.parametrize("named", ["", " Nº 7/2024"])
def test_the_process_finds_the_agreement_where_the_number_does_not(
    office: Office, tmp_path: Path, named: str
) -> None:
    text = amendment((" Nº 7/2024/CIHP/CGSINDEC/DPDC/SENACON", named))
    assert with_original(office, tmp_path, text).follows == NUMBER


def test_a_number_alone_is_not_enough_among_strangers(office: Office, tmp_path: Path) -> None:
    text = amendment(
        ("7/2024/CIHP/CGSINDEC/DPDC/SENACON", "7/2024"),
        ("08012.001234/2023-41", "08012.000456/2016-18"),
        ("DEFENSORIA PÚBLICA DO ESTADO DO PARÁ", "FUNDAÇÃO DO LIVRO"),
        ("34.321.056/0001-60", "14.921.092/0001-57"),
    )
    assert rules(with_original(office, tmp_path, text)) == ["acompanha-outro"]


def test_the_agreement_may_be_told(office: Office, tmp_path: Path) -> None:
    run(office, put(tmp_path, "acordo.txt", sample()))
    text = amendment(
        (" Nº 7/2024/CIHP/CGSINDEC/DPDC/SENACON", ""), ("Processo nº 08012.001234/2023-41", "")
    )
    path = put(tmp_path, "aditivo.txt", text)
    (outcome,) = run(office, path, wanted=Wanted(original="7/2024"))
    assert (outcome.state, outcome.follows) == ("registrado", NUMBER)
    (wrong,) = run(office, put(tmp_path, "b.txt", second()), wanted=Wanted(original="9/2031"))
    assert wrong.findings[-1].message == "não há instrumento nº 9/2031."
    (agreement,) = run(
        office, put(tmp_path, "c.html", as_html(sample())), wanted=Wanted(original="7/2024")
    )
    assert rules(agreement) == ["nao-acompanha-outro"]


def test_an_agreement_of_ours_takes_an_imported_aditivo(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path / "dados")
    text = amendment(
        ("7/2024/CIHP/CGSINDEC/DPDC/SENACON", "1/2024/CIHP/CGSINDEC/DPDC/SENACON"),
        ("de 15/04/2026 a 15/04/2028", "a contar de 30/01/2027"),
        ("DEFENSORIA PÚBLICA DO ESTADO DO PARÁ", "MINISTÉRIO PÚBLICO DO ESTADO DE MATO GROSSO"),
        ("34.321.056/0001-60", "14.921.092/0001-57"),
    )
    (outcome,) = run(office, put(tmp_path, "aditivo.txt", text))
    assert outcome.state == "registrado"
    assert outcome.counted is not None
    assert outcome.counted.end == date(2029, 1, 30)


def test_clauses_in_its_own_words_are_kept_and_told_and_not_applied(
    office: Office, tmp_path: Path
) -> None:
    words = (
        "A Cláusula Quinta do Acordo passa a vigorar com a seguinte redação: “Cabe à Defensoria "
        "divulgar.”"
    )
    outcome = with_original(office, tmp_path, amendment((TERM, words)))
    assert told(outcome, "alteracoes-nao-aplicadas").message == (
        "altera o texto do acordo (Cláusula Quinta), e isso não foi aplicado ao texto em vigor."
    )
    assert outcome.counted is None
    assert ends(office)[0] == date(2026, 4, 15)
    (listed,) = list_amendments(office, "7/2024").rows
    assert listed.purpose == "alterar cláusulas"
    text = canonical_text(text_on(office, NUMBER).document)
    assert (
        "(O 1º Termo Aditivo traz alterações que não estão aplicadas neste texto; leia-o.)" in text
    )
    assert outcome.number is not None
    kept = canonical_text(text_on(office, outcome.number).document)
    assert "A Cláusula Quinta do Acordo passa a vigorar com a seguinte redação" in kept


def test_a_new_plan_takes_the_place_of_the_old_one(office: Office, tmp_path: Path) -> None:
    annex = sample()[sample().index("ANEXOS A MINUTA") :].replace("maio/2024", "maio/2025")
    words = "Fica substituído o plano de trabalho do Acordo pelo que vai anexo."
    outcome = with_original(office, tmp_path, f"{amendment((TERM, words))}\n\n{annex}")
    assert rules(outcome) == []
    found = agreement(office, NUMBER)
    assert plan_in_force(office, found).plan.actions[0].end == "2025-05"
    text = canonical_text(text_on(office, NUMBER).document)
    assert ("maio/2025" in text, "maio/2024" in text) == (True, False)


def test_an_aditivo_that_cannot_be_understood_says_so(office: Office, tmp_path: Path) -> None:
    outcome = with_original(office, tmp_path, amendment((TERM, "Nada consta.")))
    assert (outcome.state, rules(outcome)) == ("registrado", ["aditivo-sem-alteracao"])


@pytest.mark.parametrize(
    ("words", "end", "rule"),
    [
        ("O prazo de vigência do Acordo fica prorrogado por mais 1 (um) ano.", date(2027, 4, 15),
         ""),
        ("A vigência do Acordo fica prorrogada até 30 de junho de 2027.", date(2027, 6, 30), ""),
        ("Fica alterado o prazo de vigência, que passa a ser de 60 (sessenta) meses.",
         date(2029, 4, 15), ""),
        ("Fica prorrogada a vigência, de 24 (vinte e quatro) para 48 (quarenta e oito) meses.",
         EXTENDED, ""),
        ("Fica prorrogada a vigência por 12 (doze) meses, até 15 de abril de 2028.", EXTENDED,
         "prorrogacao-contraditoria"),
        ("Fica prorrogada a vigência até 15 de abril de 2025.", date(2026, 4, 15),
         "prorrogacao-para-tras"),
    ],
)  # fmt: skip
def test_the_new_end_is_that_of_the_words(
    office: Office, tmp_path: Path, words: str, end: date, rule: str
) -> None:
    outcome = with_original(office, tmp_path, amendment((TERM, words)))
    assert ends(office)[0] == end
    assert [one for one in rules(outcome) if one.startswith("prorrogacao")] == [rule][: bool(rule)]


def test_what_was_signed_after_the_end_extends_nothing(office: Office, tmp_path: Path) -> None:
    text = amendment(("12/03/2026", "16/04/2026"))
    outcome = with_original(on(office, date(2026, 5, 1)), tmp_path, text)
    finding = told(outcome, "fora-da-vigencia")
    assert (outcome.refused, ends(office)[0]) == (True, date(2026, 4, 15))
    assert finding.message.startswith(f"a vigência do acordo nº {NUMBER} terminou em 15/04/2026;")


def test_what_was_signed_before_the_agreement_is_refused(office: Office, tmp_path: Path) -> None:
    text = amendment(("10/03/2026", "10/03/2024"), ("12/03/2026", "12/03/2024"))
    outcome = with_original(office, tmp_path, text)
    assert "foi assinado por todos em 15/04/2024" in told(outcome, "fora-da-vigencia").message


def test_a_second_aditivo_without_the_first_is_told(office: Office, tmp_path: Path) -> None:
    text = amendment(("PRIMEIRO TERMO", "SEGUNDO TERMO"))
    outcome = with_original(office, tmp_path, text)
    assert told(outcome, "falta-aditivo-anterior").message == (
        "não está no registro o que veio antes deste: 1º termo aditivo."
    )


def test_until_all_have_signed_the_agreement_stays_as_it_is(office: Office, tmp_path: Path) -> None:
    begin = amendment().index("Documento assinado eletronicamente por José")
    text = amendment()[:begin]
    outcome = with_original(office, tmp_path, text)
    assert (outcome.cycle, rules(outcome)) == ("em_assinatura", ["parte-sem-assinatura"])
    assert ends(office)[0] == date(2026, 4, 15)
    assert outcome.number is not None
    at = datetime(2026, 3, 18, 10, 0, tzinfo=BRASILIA)
    record_signature(office, outcome.number, Signing("senacon", at, "avancada"))
    assert ends(office)[0] == EXTENDED


def test_one_of_ours_in_preparation_is_not_taken_over(office: Office, tmp_path: Path) -> None:
    run(office, put(tmp_path, "acordo.txt", sample()))
    acting = replace(office, actor="Bia")
    ours = draft_amendment(acting, AmendmentAsk("7/2024", months=12))
    (outcome,) = run(office, put(tmp_path, "aditivo.txt", amendment()))
    assert rules(outcome) == ["aditivo-em-preparo"]
    assert str(ours.instrument.number) in outcome.findings[0].message


ENDING: Sequence[tuple[str, str]] = (
    ("PRIMEIRO TERMO ADITIVO AO ACORDO", "TERMO DE RESCISÃO DO ACORDO"),
    ("este Termo Aditivo, considerando que o Acordo poderá ser prorrogado", "este Termo"),
    (TERM, "Fica rescindido o Acordo, de comum acordo, a partir de 1º de abril de 2026."),
)


def test_a_rescission_of_all_ends_the_agreement(office: Office, tmp_path: Path) -> None:
    outcome = with_original(office, tmp_path, amendment(*ENDING))
    life = read_life(office, NUMBER)
    assert (outcome.state, outcome.number) == ("registrado", "1/2026/RESCISAO")
    assert life.ended is not None
    assert (life.ended.form, life.ended.effective_on) == ("consenso", date(2026, 4, 1))


def test_spoiled_aditivos_are_answered_and_what_is_registered_reads_back(
    office: Office, tmp_path: Path
) -> None:
    run(office, put(tmp_path, "acordo.txt", sample()))
    paths = [
        put(tmp_path / "varios", f"{seed}.txt", spoiled(seed, ["termo-aditivo"]))
        for seed in range(40)
    ]
    states = {outcome.state for outcome in run(office, *paths)}
    assert {"registrado", "recusado"} <= states
    assert verify_registry(office).findings == []
    text_on(office, NUMBER)


def test_a_rescission_of_one_waits_for_its_delivery(office: Office, tmp_path: Path) -> None:
    outcome = with_original(office, tmp_path, amendment(*ENDING, (", de comum acordo,", "")))
    assert rules(outcome) == ["rescisao-de-um-so"]
    assert read_life(office, NUMBER).ended is None
