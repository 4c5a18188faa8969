"""Delivery to the screen, for those who have no mail server."""

from notices.console import ConsoleMailer
from notices.outbox import Receipt
from tests.notices.test_message import PLAIN


def test_a_message_is_shown_as_plain_text_with_the_names_of_its_files() -> None:
    shown: list[str] = []

    receipt = ConsoleMailer(shown.append).send(PLAIN)

    assert receipt == Receipt("aceita")
    assert shown == [
        """\
------------------------------------------------------------------------
Para: Ana Souza <ana.souza@mj.gov.br>
Assunto: [Pactua] Ação até 30/12
Anexo: minuta.docx (7 bytes)
Anexo: Relatório de execução nº 1/2024.pdf (4 bytes)

Olá, Ana.

.
Até já.
------------------------------------------------------------------------"""
    ]
