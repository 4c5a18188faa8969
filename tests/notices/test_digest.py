"""The digest: what a person reads, word by word, and the files that go along."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from faults.errors import BadTemplate, StateError
from notices.digest import MOST_BYTES, Composer
from notices.due import Due, Recipient
from notices.log import Log
from notices.message import Attachment, Message
from notices.owed import Owed
from notices.parcels import plan
from tests.notices.samples import (
    ACTION,
    EXPIRY,
    PUBLICATION,
    SIGNING,
    day,
    log_of,
    noon,
    notices,
    rules,
    rules_with,
    sent,
)
from tests.samples import HOSTILE_NAME

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ADITIVO = Attachment("minuta-aditivo-1-2024.docx", DOCX, b"PK...")


def message(
    dues: Sequence[Due], on: str, composer: Composer | None = None, log: Log | None = None
) -> Message:
    """The message to the coordinator about these things on a day."""
    parcels = plan(dues, noon(day(on)), log or Log(), rules()).parcels
    return (composer or Composer(rules())).compose(parcels[0], noon(day(on)))


def test_a_single_notice_reads_like_this() -> None:
    composer = Composer(rules(), attach=lambda _: [ADITIVO])

    found = message([EXPIRY], "01/12/2026", composer)

    assert found.subject == (
        "[Pactua] Acordo nº 1/2024 com o MPMT: a vigência termina em 30/01/2027 (sábado), "
        "daqui a 60 dias"
    )
    assert (
        found.text
        == """\
Ana Souza,

Há um prazo que pede providência.

1. Acordo nº 1/2024 com o MPMT: a vigência termina em 30/01/2027 (sábado), daqui a 60 dias

   Se houver interesse na continuidade, peça a prorrogação até 30/12/2026 (quarta-feira), \
daqui a 29 dias: é o último dia com expediente integral no prazo do pedido.

   Partícipe: Ministério Público do Estado de Mato Grosso
   Processo: 08012.002734/2023-09
   Em anexo: minuta-aditivo-1-2024.docx
   Aviso ID (D-60). Para assumir: pactua aviso assumir ID

Acordos da Senacon
Mensagem automática do Pactua, de 01/12/2026. As datas seguem o horário de Brasília.
""".replace("ID", notices(EXPIRY)["D-60"].id)
    )
    assert found.attachments == (ADITIVO,)


def test_several_notices_read_like_this_the_urgent_first() -> None:
    late = replace(PUBLICATION, deadline=date(2026, 7, 7), count_to=date(2026, 7, 6), opened=None)

    found = message([EXPIRY, late], "03/08/2026")

    assert found.subject == (
        "[Pactua] 2 prazos, 1 urgente: Acordo nº 1/2024 com o MPMT: o prazo de publicação no DOU "
        "terminou em 07/07/2026 (terça-feira), há 27 dias e mais um"
    )
    assert found.text == (
        """\
Ana Souza,

Há 2 prazos que pedem providência, 1 urgente.

1. URGENTE. Acordo nº 1/2024 com o MPMT: o prazo de publicação no DOU terminou em 07/07/2026 \
(terça-feira), há 27 dias

   Publique o extrato sem demora, justifique o atraso no processo e registre a publicação.

   Aviso LATE (vencido). Para assumir: pactua aviso assumir LATE

2. Acordo nº 1/2024 com o MPMT: a vigência termina em 30/01/2027 (sábado), daqui a 180 dias

   Se houver interesse na continuidade, peça a prorrogação até 30/12/2026 (quarta-feira), \
daqui a 149 dias: é o último dia com expediente integral no prazo do pedido.

   Partícipe: Ministério Público do Estado de Mato Grosso
   Processo: 08012.002734/2023-09
   Aviso EARLY (D-180). Para assumir: pactua aviso assumir EARLY

Acordos da Senacon
Mensagem automática do Pactua, de 03/08/2026. As datas seguem o horário de Brasília.
""".replace("LATE", notices(late)["vencido"].id).replace("EARLY", notices(EXPIRY)["D-180"].id)
    )


HEADLINES = [
    (
        EXPIRY,
        "30/12/2026",
        "Acordo nº 1/2024 com o MPMT: hoje é o último dia seguro para pedir a prorrogação",
        "A vigência termina em 30/01/2027 (sábado), daqui a 31 dias. Hoje é o último dia com "
        "expediente integral no prazo do pedido.",
    ),
    (
        EXPIRY,
        "04/01/2027",
        "Acordo nº 1/2024 com o MPMT: a vigência termina em 30/01/2027 (sábado), daqui a 26 dias",
        "O último dia seguro para pedir a prorrogação foi 30/12/2026 (quarta-feira). Consulte a "
        "área jurídica.",
    ),
    (
        EXPIRY,
        "01/02/2027",
        "Acordo nº 1/2024 com o MPMT: a vigência terminou em 30/01/2027 (sábado), há 2 dias",
        "O instrumento já não pode ser prorrogado. Registre o encerramento e providencie o "
        "relatório final.",
    ),
    (
        PUBLICATION,
        "02/02/2024",
        "Acordo nº 1/2024 com o MPMT: envie o extrato ao DOU até 06/02/2024 (terça-feira), daqui a "
        "4 dias",
        "O extrato deve estar publicado até 07/02/2024 (quarta-feira).",
    ),
    (
        PUBLICATION,
        "06/02/2024",
        "Acordo nº 1/2024 com o MPMT: hoje é o último dia para enviar o extrato ao DOU",
        "Para sair até 07/02/2024 (quarta-feira), o extrato deve ser enviado à Imprensa Nacional "
        "ainda hoje.",
    ),
    (
        PUBLICATION,
        "07/02/2024",
        "Acordo nº 1/2024 com o MPMT: o extrato deve sair no DOU até 07/02/2024 (quarta-feira), "
        "hoje",
        "O último dia de envio à Imprensa Nacional foi 06/02/2024 (terça-feira). Se o extrato já "
        "saiu, registre a publicação.",
    ),
    (
        PUBLICATION,
        "08/02/2024",
        "Acordo nº 1/2024 com o MPMT: o prazo de publicação no DOU terminou em 07/02/2024 "
        "(quarta-feira), ontem",
        "Publique o extrato sem demora, justifique o atraso no processo e registre a publicação.",
    ),
    (
        SIGNING,
        "17/01/2024",
        "Acordo nº 1/2024 com o MPMT: aguarda assinatura desde 10/01/2024 (quarta-feira), há 7 "
        "dias",
        "Verifique com quem ainda não assinou. Enquanto faltar uma assinatura, a vigência não "
        "começa.",
    ),
    (
        ACTION,
        "16/01/2026",
        "Acordo nº 1/2024 com o MPMT, ação “Capacitar servidores”: o prazo da ação termina em "
        "31/01/2026 (sábado), daqui a 15 dias",
        "Concluída a ação, registre-a com a evidência.",
    ),
    (
        ACTION,
        "30/01/2026",
        "Acordo nº 1/2024 com o MPMT, ação “Capacitar servidores”: hoje é o último dia com "
        "expediente para concluir a ação",
        "O prazo termina em 31/01/2026 (sábado). Concluída a ação, registre-a com a evidência.",
    ),
    (
        ACTION,
        "02/02/2026",
        "Acordo nº 1/2024 com o MPMT, ação “Capacitar servidores”: o prazo da ação terminou em "
        "31/01/2026 (sábado), há 2 dias",
        "Registre a conclusão com a evidência ou explique no processo por que a ação não foi "
        "concluída.",
    ),
]


@pytest.mark.parametrize(("due", "on", "headline", "paragraph"), HEADLINES)
def test_each_stage_of_each_subject_has_its_words(
    due: Due, on: str, headline: str, paragraph: str
) -> None:
    found = message([due], on)

    assert found.subject == f"[Pactua] {headline}"
    assert f"\n   {paragraph}\n" in found.text


def test_publication_without_a_last_day_to_send_has_words_too() -> None:
    own = rules_with(
        publicacao={"conta_em": "dias_uteis", "antes": [5], "depois": [1], "escala_apos": 2}
    )
    (parcel,) = plan(
        [replace(PUBLICATION, opened=None)], noon(day("30/01/2024")), Log(), own
    ).parcels

    found = Composer(own).compose(parcel, noon(day("30/01/2024")))

    assert found.subject == (
        "[Pactua] Acordo nº 1/2024 com o MPMT: o extrato deve sair no DOU até 07/02/2024 "
        "(quarta-feira), daqui a 8 dias"
    )


def test_who_reads_an_escalated_notice_learns_why() -> None:
    log = log_of(*(sent(EXPIRY, rung) for rung in ("D-180", "D-120", "D-90")))

    found = message([EXPIRY], "01/12/2026", log=log)

    line = "Vai também à chefia: ninguém assumiu os avisos anteriores ou pôde recebê-los."
    assert f"\n   {line}\n" in found.text
    assert f"<p>{line}</p>" in found.html


def test_the_html_says_what_the_text_says_and_loads_nothing() -> None:
    found = message([EXPIRY], "01/12/2026", Composer(rules(), attach=lambda _: [ADITIVO]))

    assert '<html lang="pt-BR">' in found.html
    assert all(mark not in found.html for mark in ("<img", "<script", "http", "url("))
    for line in found.text.splitlines():
        bare = line.strip().partition(": ")[2] if line.startswith("   ") else line.strip()
        assert bare.replace("1. ", "") in found.html, line


def test_what_strangers_write_stays_text() -> None:
    due = replace(
        EXPIRY,
        title=f"Acordo com {HOSTILE_NAME}\nBcc: todos@mj.gov.br",
        details=(("Partícipe", f"{HOSTILE_NAME}\r\n\r\n<b>x</b>"),),
    )

    found = message([due], "01/12/2026")

    title = 'Acordo com Procon & Cidadania <Teste> "Ações" {{ 7*7 }} Bcc: todos@mj.gov.br'
    assert found.subject.startswith(f"[Pactua] {title}: a vigência")
    assert f"1. {title}: a vigência" in found.text
    assert "<Teste>" not in found.html
    assert "&lt;Teste&gt; &#34;Ações&#34; {{ 7*7 }} &lt;b&gt;x&lt;/b&gt;" in found.html


def test_the_same_parcel_and_moment_give_the_same_bytes() -> None:
    first, second = (message([EXPIRY], "01/12/2026").as_bytes() for _ in range(2))

    assert first == second


# --- files ---


def test_a_draft_that_cannot_be_made_never_holds_back_its_notice() -> None:
    def failing(item: Owed) -> Sequence[Attachment]:
        raise StateError("o aditivo já está em assinatura.")

    found = message([EXPIRY], "01/12/2026", Composer(rules(), failing))

    assert found.attachments == ()
    assert "\n   A minuta não pôde ser preparada: o aditivo já está em assinatura.\n" in found.text


def test_files_that_are_too_large_for_a_message_stay_out_and_it_says_so() -> None:
    other = replace(EXPIRY, key="outra", instrument="2/2024")
    half = replace(ADITIVO, data=b"x" * (MOST_BYTES // 2 + 1))

    found = message([EXPIRY, other], "01/12/2026", Composer(rules(), lambda _: [half]))

    assert found.attachments == (half,)
    assert found.text.count("A minuta não coube nesta mensagem; gere-a no sistema.") == 1


def test_after_a_refusal_the_files_stay_out_and_the_message_says_so() -> None:
    (parcel,) = plan([EXPIRY], noon(day("01/12/2026")), Log(), rules()).parcels

    found = Composer(rules(), lambda _: [ADITIVO]).compose(
        replace(parcel, light=True), noon(day("01/12/2026"))
    )

    assert found.attachments == ()
    assert "A mensagem anterior foi recusada; esta vai sem a minuta." in found.text


# --- templates of the body's own ---


def test_a_body_may_change_the_words_of_a_subject(tmp_path: Path) -> None:
    own = tmp_path / "email" / "vencimento.txt"
    own.parent.mkdir()
    own.write_text("{{ titulo }} acaba {{ faltam|daqui }}.\n\nProcure a CGSINDEC.\n", "utf-8")

    found = message([EXPIRY], "01/12/2026", Composer(rules(), folders=[tmp_path]))

    assert found.subject == "[Pactua] Acordo nº 1/2024 com o MPMT acaba daqui a 60 dias."
    assert "\n   Procure a CGSINDEC.\n" in found.text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "{{ titulo",
            "vencimento.txt, linha 1, não pode ser usado (o texto acaba antes de “}}”).",
        ),
        ("{{ nada }}", "vencimento.txt não pode ser usado (o campo “nada” não existe)."),
        (
            "{{ ''.__class__.__mro__ }}",
            "vencimento.txt não pode ser usado (o campo “__class__” não pode ser usado).",
        ),
        ("{% if faltam > 999 %}x{% endif %}", "vencimento.txt não diz nada sobre este aviso."),
    ],
)
def test_a_template_that_cannot_be_used_is_named(tmp_path: Path, text: str, problem: str) -> None:
    own = tmp_path / "email" / "vencimento.txt"
    own.parent.mkdir()
    own.write_text(text, "utf-8")

    with pytest.raises(BadTemplate) as refused:
        message([EXPIRY], "01/12/2026", Composer(rules(), folders=[tmp_path]))

    assert refused.value.message.startswith(f"o modelo de e-mail {problem}")
    assert refused.value.remedy == "Corrija o modelo ou apague-o para voltar ao modelo do sistema."


def test_it_comes_from_the_sender_and_goes_to_the_recipient_at_the_moment_given() -> None:
    found = message([EXPIRY], "01/12/2026")

    assert (found.sender, found.recipient) == (
        rules().sender,
        Recipient("Ana Souza", "ana.souza@mj.gov.br"),
    )
    assert found.when == noon(day("01/12/2026"))
