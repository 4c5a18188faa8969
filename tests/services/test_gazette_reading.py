"""Reading the gazette: recorded when beyond doubt, shown with reasons when not, and only once."""

import os
import signal
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.drafting import draft
from services.ending import ActAsk, draft_withdrawal
from services.gazette_outcomes import Outcome
from services.lifecycle import record_delivery, record_publication
from services.office import Office
from services.publishing import send_correction, undo_publication, write_correction
from tests import agreements
from tests.offices import office_at, on
from tests.publication.gazettes import xml, zipped
from tests.services.gazette_days import (
    LATER,
    NUMBER,
    OUT,
    act,
    asked,
    edition,
    extract,
    facts,
    kinds,
    life,
    printed,
    read,
    sign,
    signed_office,
)

WRONG_CNPJ = ("14.921.092/0001-57", "14.921.092/0001-58")
WRONG_TERM = (
    "36 (trinta e seis) meses, de 30/01/2024 a 30/01/2027",
    "60 (sessenta) meses, de 30/01/2024 a 30/01/2029",
)
WRONG_PROCESS = ("08012.002734/2023-09", "08012.002735/2023-45")
NO_UNIT = (" nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON", "")


def only(outcomes: list[Outcome]) -> Outcome:
    (outcome,) = outcomes
    return outcome


def test_an_extract_as_it_was_sent_is_recorded_with_its_place(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    outcomes, findings, reading = read(office, edition(tmp_path, printed(extract(office))))

    assert (kinds(outcomes), findings) == (["registrada"], [])
    assert only(outcomes).state == "publicada_em_dia"
    assert not only(outcomes).asks
    assert (reading.files, reading.awaited) == (1, 1)
    published = life(office).published
    assert published is not None
    assert (published.published_on, published.edition, published.section, published.page) == (
        OUT,
        "27",
        3,
        112,
    )
    assert (published.materia, published.differences) == ("20001", ())
    assert facts(office) == ["publicada"]


def test_a_publication_after_the_last_day_is_recorded_as_late(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    late = printed(extract(office), day=date(2024, 2, 8), edition="28")

    assert only(read(office, edition(tmp_path, late))[0]).state == "publicada_com_atraso"


def test_what_came_out_wrong_is_recorded_compared_and_its_correction_drafted(
    tmp_path: Path,
) -> None:
    office = signed_office(tmp_path)
    wrong = printed(extract(office), WRONG_CNPJ, WRONG_TERM)
    outcome = only(read(office, edition(tmp_path, wrong))[0])

    assert (outcome.kind, outcome.asks) == ("registrada", True)
    assert [one.text for one in outcome.differences] == [
        "CNPJ de MPMT: publicado “14.921.092/0001-58”, o certo é “14.921.092/0001-57”",
        "vigência: publicado “60 meses”, o certo é “36 meses”",
        "fim da vigência: publicado “30/01/2029”, o certo é “30/01/2027”",
    ]
    assert facts(office) == ["publicada", "retificacao_minutada"]
    assert write_correction(office, "1/2024").extract == outcome.correction
    assert outcome.correction is not None
    assert outcome.correction.paragraph == (
        "No Extrato de Acordo de Cooperação Técnica nº 1/2024, publicado no Diário Oficial da "
        "União de 07/02/2024, Edição 27, Seção 3, página 112, onde se lê: “CNPJ nº "
        "14.921.092/0001-58”, leia-se: “CNPJ nº 14.921.092/0001-57”; onde se lê: “Vigência: 60 "
        "(sessenta) meses, de 30/01/2024 a 30/01/2029”, leia-se: “Vigência: 36 (trinta e seis) "
        "meses, de 30/01/2024 a 30/01/2027”."
    )
    assert life(office).correction == "retificacao_minutada"


def test_the_same_file_read_again_records_nothing_and_still_shows_what_is_wrong(
    tmp_path: Path,
) -> None:
    office = signed_office(tmp_path)
    path = edition(tmp_path, printed(extract(office), WRONG_CNPJ))
    first = only(read(office, path)[0])
    last = office.store.last_seq()
    second = only(read(office, path)[0])

    assert (second.kind, second.asks) == ("ja_registrada", True)
    assert second.correction == first.correction
    assert office.store.last_seq() == last


def test_simulating_tells_the_same_and_records_nothing(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    path = edition(tmp_path, printed(extract(office), WRONG_CNPJ))
    last = office.store.last_seq()
    simulated = read(office, path, simulate=True)[0]

    assert kinds(simulated) == ["registrada"]
    assert simulated[0].correction is not None
    assert office.store.last_seq() == last
    assert kinds(read(office, path)[0]) == ["registrada"]


# --- what is not certain ---


def test_another_process_and_no_unit_leave_it_to_a_person(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    doubtful = printed(extract(office), WRONG_PROCESS, NO_UNIT)
    path = edition(tmp_path, doubtful)
    outcome = only(read(office, path)[0])

    assert (outcome.kind, outcome.confirmable) == ("a_conferir", True)
    assert "Contra: o processo publicado é outro: 08012.002735/2023-45" in outcome.explanation
    assert facts(office) == []

    confirmed = only(read(office, path, NUMBER)[0])
    assert (confirmed.kind, facts(office)) == (
        "registrada",
        ["publicada", "retificacao_minutada"],
    )


def test_a_slip_in_the_process_does_not_hide_it(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    slip = printed(extract(office), ("08012.002734/2023-09", "08012.002743/2023-09"))
    outcome = only(read(office, edition(tmp_path, slip))[0])

    assert (outcome.kind, [one.field for one in outcome.differences]) == (
        "registrada",
        ["processo"],
    )


def test_the_act_of_another_body_is_nobody_of_ours(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    other = act(
        "EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024",
        "Espécie: Acordo de Cooperação Técnica nº 1/2024. Processo: 23000.000123/2024-11. "
        "Partícipes: Universidade Federal de Goiás, CNPJ 01.567.601/0001-43, e Município de "
        "Jataí. Objeto: estágio. Vigência: 36 meses. Data de Assinatura: 30/01/2024.",
        category="Ministério da Educação/Universidade Federal de Goiás",
    )

    assert read(office, edition(tmp_path, other))[0] == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"day": None}, "a data da edição não consta do arquivo"),
        ({"edition": ""}, "o número da edição não consta do arquivo"),
        ({"page": ""}, "a página não consta do arquivo"),
        ({"day": date(2024, 2, 21)}, "a edição é de 21/02/2024, que ainda não chegou"),
        ({"day": date(2024, 1, 29)}, "a edição é anterior à assinatura"),
    ],
)
def test_an_edition_that_does_not_tell_its_place_records_nothing(
    tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    office = signed_office(tmp_path)
    text = extract(office)
    path = edition(tmp_path, act(text.title, text.paragraph, **changes), name="dia.zip")  # type: ignore[arg-type]  # one of act's own
    outcome = only(read(office, path)[0])

    assert (outcome.kind, outcome.reason, outcome.confirmable) == ("a_conferir", reason, False)
    assert facts(office) == []


def test_a_day_that_only_the_name_of_the_file_tells_records_nothing(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    outcome = only(read(office, edition(tmp_path, printed(extract(office), day=None)))[0])

    assert outcome.reason == "a data da edição só consta do nome do arquivo"


def test_two_instruments_that_come_too_near_are_left_to_a_person(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    twin_of(office)
    text = extract(office)
    vague = text.paragraph.replace(" nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON", "")
    path = edition(tmp_path, act("EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA", vague))
    outcome = only(read(office, path)[0])

    assert outcome.kind == "a_conferir"
    assert outcome.reason.startswith("parece-se também com")


def twin_of(office: Office) -> str:
    """Another agreement with the same partner in the same process, signed on the same day."""
    early = on(office, date(2024, 1, 15))
    made = draft(early, replace(asked("mpmt", "08012.002734/2023-09"), new=True))
    sign(early, str(made.instrument.number))
    return str(made.instrument.number)


def test_a_rival_counts_also_when_it_is_published_already(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    record_publication(office, twin_of(office), date(2024, 2, 6), "26", 3, 10)
    vague = extract(office).paragraph.replace(" nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON", "")
    path = edition(tmp_path, act("EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA", vague))

    outcome = only(read(office, path)[0])

    assert outcome.kind == "a_conferir"
    assert outcome.reason.startswith("parece-se também com")
    assert facts(office) == []


# --- what follows a publication ---


def correction_act(office: Office, **more: object) -> str:
    text = write_correction(office, "1/2024").extract
    given = {"materia": "20300", "day": date(2024, 2, 16), "edition": "33", "page": "80", **more}
    return act(text.title, text.paragraph, **given)  # type: ignore[arg-type]  # act's own


def test_the_published_correction_closes_the_matter_also_when_read_twice(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    read(office, edition(tmp_path, printed(extract(office), WRONG_CNPJ, WRONG_TERM)))
    send_correction(office, "1/2024", date(2024, 2, 12))
    path = edition(tmp_path, correction_act(office), name="2024-02-16-DO3.zip")
    first, second = only(read(office, path)[0]), only(read(office, path)[0])

    assert (first.kind, first.asks, second.kind) == (
        "retificacao_registrada",
        False,
        "ja_registrada",
    )
    assert (life(office).correction, life(office).wrong) == ("retificada", ())
    assert facts(office)[-2:] == ["retificacao_enviada", "retificacao_publicada"]


def test_a_correction_that_leaves_something_wrong_says_what(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    read(office, edition(tmp_path, printed(extract(office), WRONG_CNPJ, WRONG_TERM)))
    text = (
        "No Extrato de Acordo de Cooperação Técnica nº 1/2024, processo 08012.002734/2023-09, "
        "celebrado com o Ministério Público do Estado de Mato Grosso, publicado no DOU de "
        "07/02/2024, Seção 3, onde se lê: CNPJ nº 14.921.092/0001-58, leia-se: CNPJ nº "
        "14.921.092/0001-57."
    )
    half = act("RETIFICAÇÃO", text, "20300", date(2024, 2, 16), "33", "80")
    outcome = only(read(office, edition(tmp_path, half, name="b.zip"))[0])

    assert outcome.kind == "retificacao_registrada"
    assert [one.field for one in outcome.differences] == ["meses", "fim"]
    assert life(office).correction == "a_retificar"


def test_a_correction_read_before_its_publication_waits_for_it(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    folder = tmp_path / "ano"
    folder.mkdir()
    wrong = printed(extract(office), WRONG_CNPJ)
    path = edition(folder, wrong, name="b-fevereiro.zip")
    rehearsal = signed_office(_new_folder(tmp_path))
    read(rehearsal, path)
    edition(folder, correction_act(rehearsal), name="a-retificacoes.zip")

    for simulate in (True, False):
        outcomes, _, reading = read(office, folder, simulate=simulate)
        assert kinds(outcomes) == ["registrada", "retificacao_registrada"]
        assert (outcomes[0].asks, reading.asking) == (True, 0)
    assert life(office).correction == "retificada"


def test_a_known_difference_asks_no_more_once_the_same_run_reads_its_correction(
    tmp_path: Path,
) -> None:
    office = signed_office(tmp_path)
    folder = tmp_path / "ano"
    folder.mkdir()
    read(office, edition(folder, printed(extract(office), WRONG_CNPJ)))
    _, _, known = read(office, folder)
    edition(folder, correction_act(office), name="2024-02-16-DO3.zip")
    outcomes, _, corrected = read(office, folder)

    assert kinds(outcomes) == ["ja_registrada", "retificacao_registrada"]
    assert (known.asking, corrected.asking) == (1, 0)


def test_what_a_correction_leaves_wrong_is_still_asked_for_after_the_run(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    folder = tmp_path / "ano"
    folder.mkdir()
    read(office, edition(folder, printed(extract(office), WRONG_CNPJ, WRONG_TERM)))
    whole = write_correction(office, "1/2024").extract
    first_half = whole.paragraph.partition("; onde se lê")[0]
    half = act(whole.title, first_half, "20300", date(2024, 2, 16), "33", "80")
    edition(folder, half, name="2024-02-16-DO3.zip")
    outcomes, _, reading = read(office, folder)

    assert kinds(outcomes) == ["ja_registrada", "retificacao_registrada"]
    assert reading.asking == 2


def test_a_doubtful_text_asks_no_more_once_the_true_one_is_read(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    true = extract(office)
    doubtful = printed(true, WRONG_PROCESS, NO_UNIT, materia="19999", page="7")
    outcomes, _, reading = read(office, edition(tmp_path, doubtful, printed(true)))

    assert kinds(outcomes) == ["a_conferir", "registrada"]
    assert reading.asking == 0


def _new_folder(folder: Path) -> Path:
    made = folder / "ensaio"
    made.mkdir()
    return made


def test_a_correction_that_nobody_expected_is_shown(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    read(office, edition(tmp_path, printed(extract(office))))
    text = (
        "No Extrato de Acordo de Cooperação Técnica nº 1/2024, processo 08012.002734/2023-09, "
        "publicado no DOU de 07/02/2024, onde se lê: 36 meses, leia-se: 24 meses. Ministério "
        "Público do Estado de Mato Grosso."
    )
    path = edition(tmp_path, act("RETIFICAÇÃO", text, "20300", date(2024, 2, 16)), name="b.zip")
    outcome = only(read(office, path)[0])

    assert (outcome.kind, outcome.reason) == (
        "a_conferir",
        "o registro não esperava retificação deste instrumento",
    )


def test_the_whole_extract_published_again_and_rightly_is_its_correction(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    read(office, edition(tmp_path, printed(extract(office), WRONG_CNPJ)))
    again = printed(extract(office), materia="20400", day=date(2024, 2, 16), edition="33")
    path = edition(tmp_path, again, name="b.zip")

    assert kinds(read(office, path)[0]) == ["retificacao_registrada"]
    assert life(office).correction == "retificada"
    assert kinds(read(office, path)[0]) == ["ja_registrada"]


def test_an_annulment_is_shown_with_what_to_do(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    read(office, edition(tmp_path, printed(extract(office))))
    text = (
        "Torna sem efeito a publicação do Extrato de Acordo de Cooperação Técnica nº 1/2024, "
        "processo 08012.002734/2023-09, com o Ministério Público do Estado de Mato Grosso, "
        "publicado no DOU de 07/02/2024, Seção 3."
    )
    path = edition(tmp_path, act("TORNA SEM EFEITO", text, "20500", LATER), name="b.zip")
    outcome = only(read(office, path)[0])

    assert outcome.kind == "a_conferir"
    assert outcome.reason == (
        "torna sem efeito a publicação registrada, do DOU de 07/02/2024, edição 27, seção 3, "
        "página 112? Se for ela, anule o registro: pactua publicacao anular NUM --motivo TEXTO"
    )
    assert facts(office) == ["publicada"]


def test_what_was_undone_is_not_recorded_again_by_the_same_text(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    path = edition(tmp_path, printed(extract(office)))
    read(office, path)
    undo_publication(office, "1/2024", "tornada sem efeito")
    outcome = only(read(office, path)[0])

    assert (outcome.kind, outcome.reason) == (
        "a_conferir",
        "o registro desta mesma publicação foi anulado",
    )
    assert kinds(read(office, path, NUMBER)[0]) == ["registrada"]


def test_a_publication_recorded_by_hand_is_compared_when_the_gazette_is_read(
    tmp_path: Path,
) -> None:
    office = signed_office(tmp_path)
    record_publication(office, "1/2024", OUT, "27", 3, 112)
    path = edition(tmp_path, printed(extract(office), WRONG_CNPJ))
    first, second = only(read(office, path)[0]), only(read(office, path)[0])

    assert (first.kind, first.correction) == ("ja_registrada", second.correction)
    assert facts(office) == ["publicada", "retificacao_minutada"]
    assert [one.field for one in life(office).wrong] == ["cnpj"]


def test_a_publication_recorded_by_hand_on_the_wrong_day_is_shown(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    record_publication(office, "1/2024", date(2024, 2, 8), "28", 3, 112)
    outcome = only(read(office, edition(tmp_path, printed(extract(office))))[0])

    assert (outcome.kind, outcome.reason) == (
        "a_conferir",
        "a publicação registrada é a do DOU de 08/02/2024, edição 28, seção 3, página 112",
    )


# --- hostile files, kills, and two at once ---


def test_broken_members_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    bomb = '<!DOCTYPE x [<!ENTITY a "a">]>' + xml()
    path = tmp_path / "2024-02-07-DO3.zip"
    path.write_bytes(
        zipped(
            {
                "0.xml": "<xml><article",
                "1.xml": bomb,
                "../2.xml": xml(),
                "3.xml": "<html>entre de novo</html>",
                "4.xml": zipped({"a.xml": b"0" * 2_000_000}),
                "5.xml": printed(extract(office)),
                "6.zip": zipped({"b.zip": zipped({"c.xml": xml()})}),
            }
        )
    )
    outcomes, findings, _ = read(office, path)

    assert kinds(outcomes) == ["registrada"]
    assert sorted({finding.rule for finding in findings if finding.severity == "erro"}) == [
        "nome-suspeito",
        "pagina-html",
        "xml-com-dtd",
        "xml-quebrado",
        "zip-aninhado",
    ]


def test_a_hostile_text_is_kept_in_a_form_that_can_be_shown(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    poison = "Ministério\u202e Público \u200b" + "x" * 5000 + " 529.982.247-25"
    name = ("Ministério Público do Estado de Mato Grosso", poison)
    outcome = only(read(office, edition(tmp_path, printed(extract(office), name)))[0])

    assert outcome.kind == "registrada"
    wrong = life(office).wrong
    assert wrong
    for one in wrong:
        assert "\u202e" not in one.text
        assert "529.982.247-25" not in one.published + one.text
        assert len(one.text) <= 300


POINTS = 20


def test_a_run_killed_anywhere_goes_on_and_records_each_once(tmp_path: Path) -> None:
    office = signed_office(tmp_path, "mpmt", "defensoria", "procon-estadual")
    acts = [
        printed(extract(office, f"{place}/2024"), materia=f"2000{place}", page=str(100 + place))
        for place in (1, 2, 3)
    ]
    path = edition(tmp_path, *acts)
    office.store.close()
    faults: list[str] = []
    for point in range(1, POINTS + 1):
        _killed(tmp_path, path, point)
    again = on(office_at(tmp_path), LATER)
    read(again, path)
    for place in (1, 2, 3):
        found = facts(again, f"{place}/2024/CIHP/CGSINDEC/DPDC/SENACON")
        faults += [] if found == ["publicada"] else [f"{place}: {found}"]

    assert faults == []
    assert again.store.broken_links() == []


def _killed(folder: Path, path: Path, point: int) -> None:
    """Read in a child that is killed as it asks the store for the nth time."""
    child = os.fork()
    if child == 0:
        office = on(office_at(folder), LATER)
        left = point

        class Deadly:
            """The store until the nth question."""

            def __getattr__(self, name: str) -> object:
                nonlocal left
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return getattr(office.store, name)

        read(replace(office, store=Deadly()), path)  # type: ignore[arg-type]  # a Store that kills
        os._exit(0)
    os.waitpid(child, 0)


def test_two_runs_at_once_record_each_once(tmp_path: Path) -> None:
    office = signed_office(tmp_path, "mpmt", "defensoria")
    acts = [printed(extract(office, f"{place}/2024"), materia=f"2000{place}") for place in (1, 2)]
    path = edition(tmp_path, *acts)
    office.store.close()
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            read(on(office_at(tmp_path), LATER), path)
            os._exit(0)
        children.append(child)
    statuses = [os.waitpid(child, 0)[1] for child in children]
    after = on(office_at(tmp_path), LATER)

    assert statuses == [0, 0, 0]
    for place in (1, 2):
        assert facts(after, f"{place}/2024/CIHP/CGSINDEC/DPDC/SENACON") == ["publicada"]


# --- what follows an agreement ---


def test_an_aditivo_is_found_by_its_original_and_its_place_in_the_order(tmp_path: Path) -> None:
    office = agreements.signed_agreement(tmp_path)
    number = str(agreements.amend_and_sign(office, months=12).instrument.number)
    text = extract(office, number)
    day = office.today
    path = edition(tmp_path, printed(text, day=day), name="dia.zip")
    outcome = only(read(office, path)[0])

    assert (outcome.kind, outcome.number, outcome.state) == (
        "registrada",
        number,
        "publicada_em_dia",
    )
    assert life(office, agreements.FULL).published is None
    assert kinds(read(office, path)[0]) == ["ja_registrada"]


def test_the_second_aditivo_is_not_the_first(tmp_path: Path) -> None:
    office = agreements.signed_agreement(tmp_path)
    number = str(agreements.amend_and_sign(office, months=12).instrument.number)
    text = extract(office, number)
    second = text.paragraph.replace("Primeiro Termo", "Segundo Termo")
    path = edition(
        tmp_path, act(text.title.replace("PRIMEIRO", "SEGUNDO"), second, day=office.today)
    )

    assert "registrada" not in kinds(read(office, path)[0])
    assert life(office, number).published is None


def test_an_extension_does_not_change_the_extract_of_the_agreement(tmp_path: Path) -> None:
    office = agreements.signed_agreement(tmp_path)
    before = extract(office)
    agreements.amend_and_sign(office, months=12)

    assert extract(office) == before
    assert "de 30/01/2024 a 30/01/2027" in before.paragraph


def delivered_withdrawal(folder: Path) -> tuple[Office, str]:
    """An office, and the number of a denúncia signed on 01/12/2026 and delivered a week later."""
    office = agreements.signed_agreement(folder)
    made = draft_withdrawal(office, ActAsk(agreements.ORIGINAL, "mpmt"))
    number = str(made.instrument.number)
    agreements.sign(office, number)
    later = on(office, date(2026, 12, 8))
    record_delivery(later, number, later.today)
    return later, number


@pytest.mark.parametrize(
    "changes",
    [(), (("Denúncia do Acordo", "Rescisão do Acordo"),)],
    ids=["as a denúncia", "under the name of a rescisão"],
)
def test_a_denuncia_is_found_by_its_original(
    tmp_path: Path, changes: tuple[tuple[str, str], ...]
) -> None:
    office, number = delivered_withdrawal(tmp_path)
    file = printed(extract(office, number), *changes, day=office.today)
    outcome = only(read(office, edition(tmp_path, file, name="dia.zip"))[0])

    assert (outcome.kind, outcome.number, outcome.state, outcome.asks) == (
        "registrada",
        number,
        "publicada_em_dia",
        False,
    )
    assert life(office, agreements.FULL).published is None


def test_a_denuncia_printed_with_the_effects_of_its_date_is_corrected_to_those_of_its_delivery(
    tmp_path: Path,
) -> None:
    office, number = delivered_withdrawal(tmp_path)
    early = ("Efeitos: ao fim de 07/01/2027", "Efeitos: a partir de 31/12/2026")
    file = printed(extract(office, number), early, day=office.today)
    outcome = only(read(office, edition(tmp_path, file, name="dia.zip"))[0])

    assert [one.text for one in outcome.differences] == [
        "dia dos efeitos: publicado “31/12/2026”, o certo é “07/01/2027”"
    ]
    assert outcome.correction is not None
    assert outcome.correction.paragraph.startswith(
        "No Extrato de Denúncia nº 1/2024, publicado no Diário Oficial da União de 08/12/2026"
    )
