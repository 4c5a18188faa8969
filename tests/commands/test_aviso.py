"""`pactua aviso` and `pactua acao` as people and programs use them: words, JSON, exit status."""

import json
from pathlib import Path

import pytest

from tests.commands.test_exits import Done, pactua
from tests.notices.samples import ANA, BIA
from tests.notices.servers import HOST, Mailbox, free_port, mail_server
from tests.services.notice_offices import seed_office

ORGAO = Path(__file__).parents[2] / "instruments" / "data" / "orgao.yaml"
ROLES = f"""
papeis:
  coordenador: {{nome: {ANA.name}, email: {ANA.email}}}
remetente: {{nome: Acordos, email: acordos@mj.gov.br}}
"""
NO_SUPERIOR = (
    "Atenção: orgao.yaml não tem superior: o aviso que ninguém assumir não sobe a ninguém. "
    "Escreva em PACTUA_DIR/orgao.yaml: papeis: {superior: {nome: ..., email: ...}}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the seed's agreement, which ends in 60 days."""
    data = tmp_path / "dados"
    data.mkdir()
    body = ORGAO.read_text(encoding="utf-8").partition("\n# Daqui em diante")[0]
    (data / "orgao.yaml").write_text(body + ROLES, encoding="utf-8")
    seed_office(data).store.close()
    return tmp_path


def run(folder: Path, *words: str, **environment: str) -> Done:
    values = {"PACTUA_HOJE": "2026-12-01", "PACTUA_USUARIO": "Ana Souza", "PACTUA_SMTP": ""}
    return pactua(folder, *words, **{**values, **environment})


def test_the_list_tells_what_is_owed_to_whom(folder: Path) -> None:
    done = run(folder, "aviso", "listar")

    (row,) = [line for line in done.stdout.split("\n") if "D-60" in line]
    assert row[18:] == "30/01/2027  vencimento  D-60    ACT nº 1/2024 (MPMT)  Ana Souza"
    assert "Última execução completa de pactua aviso enviar: nunca." in done.stdout
    assert (done.returncode, done.stderr) == (0, NO_SUPERIOR)


def test_the_list_as_json_is_one_object(folder: Path) -> None:
    data = json.loads(run(folder, "aviso", "listar", "--json").stdout)

    (one,) = data["avisos"]
    assert list(data) == [
        "hoje", "avisos", "ha_mais", "dia_sem_envio", "ultima_conferencia", "lacunas",
    ]  # fmt: skip
    assert {key: one[key] for key in ("assunto", "degrau", "prazo", "desde", "destinatarios")} == {
        "assunto": "vencimento",
        "degrau": "D-60",
        "prazo": "2027-01-30",
        "desde": "2026-12-01",
        "destinatarios": [ANA.email],
    }


def test_without_a_mail_server_notices_are_delivered_on_the_screen(folder: Path) -> None:
    done = run(folder, "aviso", "enviar")

    assert f"Para: {ANA.name} <{ANA.email}>" in done.stdout
    assert "Anexo: minuta-1-termo-aditivo-acordo-1-2024.docx" in done.stdout
    assert "1 aviso entregue na tela, em 1 mensagem:" in done.stdout
    assert done.returncode == 0
    assert "Nada havia a enviar." in run(folder, "aviso", "enviar").stdout


def test_through_a_mail_server_the_draft_of_the_aditivo_goes_along(folder: Path) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        url = f"smtp://{HOST}:{port}"
        sent = json.loads(run(folder, "aviso", "enviar", "--json", PACTUA_SMTP=url).stdout)
        again = run(folder, "aviso", "enviar", "--smtp", url)

    ((_, recipients, content),) = mailbox.taken
    assert recipients == [ANA.email]
    assert b"minuta-1-termo-aditivo-acordo-1-2024.docx" in content
    assert [(one["para"], len(one["avisos"]), one["de_novo"]) for one in sent["enviados"]] == [
        (ANA.email, 1, False)
    ]
    assert [one["motivo"] for one in sent["nao_enviados"]] == ["superado"] * 3
    assert again.stdout == "Nada havia a enviar.\n"


def test_a_mail_server_that_is_not_there_ends_with_4_and_loses_nothing(folder: Path) -> None:
    done = run(folder, "aviso", "enviar", "--smtp", f"smtp://{HOST}:{free_port()}")

    assert done.returncode == 4
    assert "recusou a conexão" in done.stderr
    assert "D-60" in run(folder, "aviso", "listar").stdout


def test_a_refused_recipient_ends_with_1(folder: Path) -> None:
    with mail_server(Mailbox({ANA.email: "550 nao existe"})) as port:
        done = run(folder, "aviso", "enviar", "--smtp", f"smtp://{HOST}:{port}")

    assert done.returncode == 1
    assert f"Não saiu para {ANA.name} <{ANA.email}>: 550 nao existe" in done.stderr


def test_a_url_that_is_none_ends_with_2_before_anything_is_done(folder: Path) -> None:
    done = run(folder, "aviso", "enviar", "--smtp", "http://correio")

    assert done.returncode == 2
    assert "não tem a forma esperada" in done.stderr


def test_messages_need_a_sender_only_when_they_leave_the_machine(folder: Path) -> None:
    path = folder / "dados" / "orgao.yaml"
    text = path.read_text(encoding="utf-8").partition("remetente:")[0]
    path.write_text(text, encoding="utf-8")

    refused = run(folder, "aviso", "enviar", "--smtp", f"smtp://{HOST}:{free_port()}")
    shown = run(folder, "aviso", "enviar")

    assert (refused.returncode, shown.returncode) == (2, 0)
    assert "orgao.yaml não diz em nome de quem os avisos saem (remetente)." in refused.stderr


def test_nobody_to_be_told_ends_with_1_and_says_what_to_write(folder: Path) -> None:
    path = folder / "dados" / "orgao.yaml"
    text = path.read_text(encoding="utf-8").partition("papeis:")[0]
    path.write_text(text, encoding="utf-8")

    done = run(folder, "aviso", "enviar")

    assert done.returncode == 1
    assert "Ninguém com e-mail em: coordenador." in done.stderr
    assert "orgao.yaml não tem coordenador: os avisos deste papel não têm a quem ir." in done.stderr


def test_a_simulation_shows_and_changes_nothing(folder: Path) -> None:
    done = run(folder, "aviso", "enviar", "--simular")
    data = json.loads(run(folder, "aviso", "enviar", "--simular", "--json").stdout)

    assert "Simulação: 1 mensagem sairia; nada saiu e nada foi registrado." in done.stdout
    assert [one["para"] for one in data["simulados"]] == [ANA.email]
    assert data["simulados"][0]["anexos"] == ["minuta-1-termo-aditivo-acordo-1-2024.docx"]
    assert run(folder, "aviso", "historico", "1/2024").stdout == (
        "Nada se avisou deste instrumento.\n"
    )


def test_a_notice_is_taken_over_by_who_acts(folder: Path) -> None:
    (one,) = json.loads(run(folder, "aviso", "listar", "--json").stdout)["avisos"]

    done = run(folder, "aviso", "assumir", one["id"][:5], "--por", "Bia Lima")
    again = run(folder, "aviso", "assumir", one["id"])
    same = run(folder, "aviso", "assumir", one["id"])

    told = f"O aviso {one['id']} (D-60, instrumento nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON)"
    assert done.stdout == f"{told} fica com Bia Lima.\n"
    assert again.stdout == f"{told} fica com Ana Souza; antes respondia Bia Lima.\n"
    assert same.stdout == f"{told} já estava com Ana Souza.\n"
    assert "Nenhum aviso é devido hoje." in run(folder, "aviso", "listar").stdout
    assert run(folder, "aviso", "assumir", "ffffff").returncode == 2


def test_the_history_tells_what_was_said_and_what_was_not(folder: Path) -> None:
    run(folder, "aviso", "enviar")

    shown = run(folder, "aviso", "historico", "1/2024").stdout
    data = json.loads(run(folder, "aviso", "historico", "1/2024", "--json").stdout)

    assert "Veio depois o degrau D-60." in shown
    assert [(one["degrau"], one["situacao"]) for one in data["avisos"]] == [
        ("D-180", "superado"),
        ("D-120", "superado"),
        ("D-90", "superado"),
        ("D-60", "preparado"),
        ("D-60", "enviado"),
    ]
    assert "aviso enviado" in run(folder, "instrumento", "historico", "1/2024").stdout


def test_the_projection_goes_by_days_in_words_and_in_json(folder: Path) -> None:
    shown = run(folder, "aviso", "projetar", "--anos", "1").stdout.split("\n")
    data = json.loads(run(folder, "aviso", "projetar", "--anos", "1", "--json").stdout)

    assert [line.split()[:3] for line in shown[1:5]] == [
        ["01/12/2026", "D-60", "vencimento"],
        ["16/12/2026", "D-45", "vencimento"],
        ["30/12/2026", "D-30", "vencimento"],
        ["15/01/2027", "D-15", "ação"],
    ]
    assert [one["em"] for one in data["avisos"]][:3] == ["2026-12-01", "2026-12-16", "2026-12-30"]


def test_the_calendar_is_written_whole(folder: Path) -> None:
    done = run(folder, "aviso", "agenda", "--saida", "prazos.ics")

    assert done.stdout == "prazos.ics: 17 eventos.\n"
    assert (folder / "prazos.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")


def test_recipients_of_one_instrument_are_shown_added_and_removed(folder: Path) -> None:
    person = f"{BIA.name} <{BIA.email}>"
    none = run(folder, "aviso", "destinatario", "1/2024")
    added = run(folder, "aviso", "destinatario", "1/2024", "--incluir", person)
    wrong = run(folder, "aviso", "destinatario", "1/2024", "--incluir", BIA.email)
    bad = run(folder, "aviso", "destinatario", "1/2024", "--incluir", "Bia <bia>")
    removed = run(folder, "aviso", "destinatario", "1/2024", "--retirar", BIA.email, "--json")

    assert none.stdout == "Instrumento nº 1/2024: só os papéis do órgão recebem os avisos.\n"
    assert added.stdout.split("\n")[1] == f"  {person}"
    assert (wrong.returncode, bad.returncode) == (2, 2)
    assert json.loads(removed.stdout)["destinatarios"] == []


def test_actions_are_listed_concluded_and_reopened(folder: Path) -> None:
    (folder / "ata.txt").write_text("ata", encoding="utf-8")
    listed = run(folder, "acao", "listar", "1/2024").stdout.split("\n")
    words = ("6", "--em", "2026-11-30", "--evidencia", "Ata de 30/11.", "--arquivo", "ata.txt")
    done = run(folder, "acao", "concluir", "1/2024", *words)
    twice = run(folder, "acao", "concluir", "1/2024", *words)
    data = json.loads(run(folder, "acao", "listar", "1/2024", "--json").stdout)
    back = run(folder, "acao", "reabrir", "1/2024", "6", "--motivo", "Faltou a lista.")

    assert [line.split()[:3] for line in listed[2:8]] == [
        *[[str(place), "30/03/2024", "vencida"] for place in (1, 2)],
        ["3", "30/04/2024", "vencida"],
        ["4", "30/07/2024", "vencida"],
        ["5", "30/03/2024", "vencida"],
        ["6", "30/01/2027", "a"],
    ]
    assert done.stdout.split("\n")[0] == (
        "Instrumento nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON, ação 6: concluída em dia em 30/11/2026."
    )
    assert twice.returncode == 3
    action = data["acoes"][5]
    assert (action["situacao"], action["evidencia"], action["arquivo"]["nome"]) == (
        "concluida_em_dia",
        "Ata de 30/11.",
        "ata.txt",
    )
    assert "ação 6: a fazer." in back.stdout
