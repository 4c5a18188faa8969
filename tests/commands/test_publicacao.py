"""`pactua publicacao` as people and programs read it, from the extract to the correction."""

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.app import pactua as command
from publication.rtf import from_rtf
from services.ending import ActAsk, draft_withdrawal
from services.office import Office
from services.publishing import write_correction
from tests import agreements
from tests.commands.test_exits import Done
from tests.publication.gazettes import zipped
from tests.services.gazette_days import NUMBER, edition, extract, printed, signed_office

WRONG = ("14.921.092/0001-57", "14.921.092/0001-58")
DOUBTFUL = (
    ("08012.002734/2023-09", "08012.002735/2023-45"),
    (" nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON", ""),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which an agreement has been signed by all."""
    (tmp_path / "dados").mkdir()
    return tmp_path


@pytest.fixture
def office(folder: Path) -> Office:
    """The office of its data folder, on 20/02/2024."""
    return signed_office(folder / "dados")


def pactua(folder: Path, *words: str, day: str = "2024-02-20") -> Done:
    """Run the command in a folder, on a day."""
    values = {
        "PACTUA_DIR": str(folder / "dados"),
        "PACTUA_HOJE": day,
        "PACTUA_BANCO": "",
        "PACTUA_USUARIO": "Ana Lima",
    }
    with contextlib.chdir(folder):
        done = CliRunner(env=values).invoke(command, words, prog_name="pactua")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def test_the_extract_is_shown_as_text_or_written_as_rtf(folder: Path, office: Office) -> None:
    shown = pactua(folder, "publicacao", "extrato", "1/2024")
    written = pactua(
        folder, "publicacao", "extrato", "1/2024", "--formato", "rtf", "--saida", "e.rtf"
    )

    assert shown.stdout == extract(office).text
    assert written.stdout == "e.rtf: EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n"
    assert from_rtf((folder / "e.rtf").read_bytes()) == extract(office)


def test_sending_writes_the_file_and_tells_until_when(folder: Path, office: Office) -> None:
    done = pactua(folder, "publicacao", "enviar", "1/2024", day="2024-02-05")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Instrumento nº {NUMBER}: extrato (tipo 89) enviado em 05/02/2024.\n"
        "Entregue à Imprensa Nacional o arquivo extrato-1-2024.rtf.\n"
        "O que ela recebe até 19h de 05/02/2024 (horário de Brasília) sai na edição de "
        "06/02/2024.\n"
        "Último dia para publicar: 07/02/2024; entregue até 19h de 06/02/2024.\n"
    )
    assert from_rtf((folder / "extrato-1-2024.rtf").read_bytes()) == extract(office)


def test_sending_late_says_so(folder: Path, office: Office) -> None:
    done = pactua(folder, "publicacao", "enviar", "1/2024", day="2024-02-07T20:00")

    assert done.stdout.splitlines()[-1] == (
        "Atenção: o último dia para publicar é 07/02/2024; assim sai com atraso."
    )


def test_sending_as_data_has_the_dates_in_iso(folder: Path, office: Office) -> None:
    done = pactua(folder, "publicacao", "enviar", "1/2024", "--json", day="2024-02-05")
    data = json.loads(done.stdout)

    assert {key: data[key] for key in ("tipo", "enviado_em", "entregar_ate", "edicao_de")} == {
        "tipo": 89,
        "enviado_em": "2024-02-05",
        "entregar_ate": "2024-02-05",
        "edicao_de": "2024-02-06",
    }
    assert (data["publicar_ate"], data["envio_dou_ate"]) == ("2024-02-07", "2024-02-06")
    assert (data["ja_constava"], data["com_atraso"]) == (False, False)


def test_a_right_publication_ends_with_0_and_one_line_says_what_was_done(
    folder: Path, office: Office
) -> None:
    edition(folder, printed(extract(office)))
    done = pactua(folder, "publicacao", "ler", "2024-02-07-DO3.zip")

    assert (done.returncode, done.stderr) == (0, "")
    first, _, *last = done.stdout.splitlines()
    assert first == f"REGISTRADA: nº {NUMBER}, publicada em dia"
    assert last == [
        "1 matéria lida; 1 instrumento aguardava o Diário Oficial.",
        "1 publicação registrada.",
    ]
    assert not (folder / "retificacoes").exists()


def test_a_wrong_publication_ends_with_1_and_leaves_the_correction_in_files(
    folder: Path, office: Office
) -> None:
    edition(folder, printed(extract(office), WRONG))
    done = pactua(folder, "publicacao", "ler", "2024-02-07-DO3.zip")
    text = (folder / "retificacoes" / "retificacao-1-2024.txt").read_text(encoding="utf-8")

    assert done.returncode == 1
    assert done.stdout.splitlines()[2:4] == [
        "  ERRADO: CNPJ de MPMT: publicado “14.921.092/0001-58”, o certo é “14.921.092/0001-57”",
        "  Retificação minutada: retificacoes/retificacao-1-2024.rtf e "
        "retificacoes/retificacao-1-2024.txt",
    ]
    assert from_rtf((folder / "retificacoes" / "retificacao-1-2024.rtf").read_bytes()).text == text
    assert pactua(folder, "publicacao", "extrato", "1/2024", "--retificacao").stdout == text


def test_a_wrong_publication_that_the_same_run_sees_corrected_ends_with_0(
    folder: Path, office: Office
) -> None:
    (folder / "ano").mkdir()
    edition(folder / "ano", printed(extract(office), WRONG))
    first = pactua(folder, "publicacao", "ler", "ano")
    correction = write_correction(office, "1/2024").extract
    act = printed(correction, materia="20300", day=date(2024, 2, 16), edition="33", page="80")
    edition(folder / "ano", act, name="2024-02-16-DO3.zip")
    second = pactua(folder, "publicacao", "ler", "ano")

    assert (first.returncode, second.returncode) == (1, 0)
    assert "  ERRADO: CNPJ de MPMT" in second.stdout
    assert second.stdout.splitlines()[-1] == "1 retificação registrada; 1 já registrada."


def test_the_extract_of_a_denuncia_tells_its_type_by_name_and_that_delivery_is_missing(
    tmp_path: Path,
) -> None:
    office = agreements.signed_agreement(tmp_path / "dados")
    made = draft_withdrawal(office, ActAsk(agreements.ORIGINAL, "mpmt"))
    number = str(made.instrument.number)
    agreements.sign(office, number)
    shown = pactua(tmp_path, "publicacao", "extrato", number, day="2026-12-01")
    sent = pactua(tmp_path, "publicacao", "enviar", number, day="2026-12-01")
    data = pactua(tmp_path, "publicacao", "extrato", number, "--json", day="2026-12-01").stdout

    assert shown.stdout == extract(office, number).text
    assert shown.stderr == (
        "Nota: a entrega ainda não está registrada, e o dia dos efeitos conta dela (pactua "
        "instrumento entregar NUM).\n"
    )
    assert sent.stdout == (
        f"Instrumento nº {number}: extrato (tipo “Extrato de Denúncia”) enviado em 01/12/2026.\n"
        "Entregue à Imprensa Nacional o arquivo extrato-1-2026.rtf.\n"
        "Atenção: a entrega ainda não está registrada, e o dia dos efeitos conta dela (pactua "
        "instrumento entregar NUM).\n"
        "O que ela recebe até 19h de 01/12/2026 (horário de Brasília) sai na edição de "
        "02/12/2026.\n"
        "Último dia para publicar: 08/01/2027; entregue até 19h de 07/01/2027.\n"
    )
    assert from_rtf((tmp_path / "extrato-1-2026.rtf").read_bytes()) == extract(office, number)
    told = json.loads(data)
    assert (told["tipo"], told["sem_entrega"]) == (None, True)


def test_simulating_writes_nothing_anywhere(folder: Path, office: Office) -> None:
    edition(folder, printed(extract(office), WRONG))
    last = office.store.last_seq()
    done = pactua(folder, "publicacao", "ler", "2024-02-07-DO3.zip", "--simular")

    assert done.stdout.startswith(f"SERIA REGISTRADA: nº {NUMBER}, publicada em dia\n")
    assert done.stdout.splitlines()[-1] == "Nada foi registrado (--simular)."
    assert (office.store.last_seq(), (folder / "retificacoes").exists()) == (last, False)


def test_a_doubtful_one_tells_why_and_what_to_type(folder: Path, office: Office) -> None:
    edition(folder, printed(extract(office), *DOUBTFUL), name="dia.zip")
    done = pactua(folder, "publicacao", "ler", "dia.zip")

    assert done.returncode == 1
    assert done.stdout.splitlines()[-5:] == [
        "  Por quê: o que confere não basta para ter certeza.",
        "  Matéria: dia.zip: 530_1.xml",
        f"  Se for mesmo dele: pactua publicacao ler dia.zip --confirmar {NUMBER}",
        "1 matéria lida; 1 instrumento aguardava o Diário Oficial.",
        "1 a conferir.",
    ]
    confirmed = pactua(folder, "publicacao", "ler", "dia.zip", "--confirmar", "1/2024")
    assert confirmed.stdout.startswith(f"REGISTRADA: nº {NUMBER}, publicada em dia\n")


def test_a_broken_member_is_a_finding_on_stderr_and_ends_with_1(
    folder: Path, office: Office
) -> None:
    (folder / "dia.zip").write_bytes(zipped({"a.xml": "<xml>", "b.xml": printed(extract(office))}))
    done = pactua(folder, "publicacao", "ler", "dia.zip")

    assert done.returncode == 1
    assert done.stdout.startswith("REGISTRADA")
    assert done.stderr.splitlines()[0] == "1 achado na leitura:"
    assert done.stderr.splitlines()[1].startswith(
        "  erro   dia.zip: a.xml: o XML está incompleto ou errado"
    )


def test_the_reading_as_data_is_one_object_with_all_of_it(folder: Path, office: Office) -> None:
    edition(folder, printed(extract(office), WRONG))
    done = pactua(folder, "publicacao", "ler", "2024-02-07-DO3.zip", "--json")
    data = json.loads(done.stdout)
    (one,) = data.pop("resultados")

    assert data == {
        "simulado": False,
        "aguardavam": 1,
        "arquivos_lidos": 1,
        "pendentes": 1,
        "achados": [],
        "achados_ao_todo": 0,
    }
    assert {key: one[key] for key in ("resultado", "numero", "publicacao", "data", "materia")} == {
        "resultado": "registrada",
        "numero": NUMBER,
        "publicacao": "publicada_em_dia",
        "data": "2024-02-07",
        "materia": "20001",
    }
    assert one["divergencias"] == [
        {
            "campo": "cnpj",
            "publicado": "14.921.092/0001-58",
            "certo": "14.921.092/0001-57",
            "texto": "CNPJ de MPMT: publicado “14.921.092/0001-58”, o certo é “14.921.092/0001-57”",
            "severidade": "erro",
        }
    ]
    assert one["retificacao"]["tipo"] == 271


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("ler", "nada.zip"), 2, "nada.zip"),
        (("extrato", "9/2024"), 2, "não há instrumento nº 9/2024."),
        (("enviar", "1/2024", "--retificacao"), 3, "não há retificação minutada"),
        (("anular", "1/2024", "--motivo", "engano"), 3, "ainda não está registrada"),
        (("enviar", "1/2024", "--em", "2024-03-01"), 2, "01/03/2024 está no futuro"),
        (("ler", "dia.zip", "--confirmar", "7/2024"), 2, "não há instrumento nº 7/2024."),
    ],
)
def test_what_cannot_be_done_says_so_and_ends_with_its_status(
    folder: Path, office: Office, words: tuple[str, ...], status: int, message: str
) -> None:
    done = pactua(folder, "publicacao", *words)

    assert (done.returncode, done.stdout) == (status, "")
    assert message in done.stderr


# --- the state, wherever it is shown ---


def states(folder: Path, day: str) -> tuple[str, str, str]:
    """What `instrumento mostrar`, `instrumento listar` and `prazo listar` say of it."""
    shown = json.loads(pactua(folder, "instrumento", "mostrar", "1/2024", "--json", day=day).stdout)
    (row,) = json.loads(pactua(folder, "instrumento", "listar", "--json", day=day).stdout)[
        "instrumentos"
    ]
    due = json.loads(pactua(folder, "prazo", "listar", "--json", day=day).stdout)
    listed = [one["publicacao"] for one in due["prazos"] if one["prazo"] == "publicacao"]
    return shown["publicacao"]["situacao"], row["publicacao"], *(listed or ["–"])


def test_the_state_is_the_same_wherever_it_is_shown(folder: Path, office: Office) -> None:
    assert states(folder, "2024-02-05") == ("a_publicar",) * 3
    pactua(folder, "publicacao", "enviar", "1/2024", day="2024-02-05")
    assert states(folder, "2024-02-05") == ("enviada",) * 3
    assert states(folder, "2024-02-08") == ("vencida",) * 3
    edition(folder, printed(extract(office)))
    pactua(folder, "publicacao", "ler", "2024-02-07-DO3.zip")
    assert states(folder, "2024-02-20") == ("publicada_em_dia", "publicada_em_dia", "–")


def test_an_awaited_correction_is_seen_until_it_is_published(folder: Path, office: Office) -> None:
    edition(folder, printed(extract(office), WRONG))
    pactua(folder, "publicacao", "ler", "2024-02-07-DO3.zip")
    due = pactua(folder, "prazo", "listar").stdout
    shown = pactua(folder, "instrumento", "mostrar", "1/2024").stdout
    listed = pactua(folder, "instrumento", "listar").stdout

    assert due == (
        "Nada vence nesse período.\n\n"
        "Retificações pendentes (saiu errado no Diário Oficial):\n"
        f"  {NUMBER}, publicado em 07/02/2024: retificação minutada\n"
    )
    assert [line.strip() for line in shown.splitlines() if "public" in line or "ret" in line] == [
        "publicação          publicada em dia: DOU de 07/02/2024, edição 27, seção 3, página 112",
        "retificação         retificação minutada",
        f"saiu errado: CNPJ de MPMT: publicado “{WRONG[1]}”, o certo é “{WRONG[0]}”",
    ]
    assert "publicada em dia, retificação minutada" in listed

    given = ("--data", "2024-02-16", "--edicao", "33", "--pagina", "80", "--retificacao")
    done = pactua(folder, "publicacao", "registrar", "1/2024", *given)
    assert done.stdout == "Instrumento nº 1/2024: retificada (16/02/2024).\n"
    assert "Retificações" not in pactua(folder, "prazo", "listar").stdout


def test_a_record_by_mistake_is_taken_back(folder: Path, office: Office) -> None:
    given = ("--data", "2024-02-08", "--edicao", "28", "--pagina", "80")
    recorded = pactua(folder, "publicacao", "registrar", "1/2024", *given)
    undone = pactua(folder, "publicacao", "anular", "1/2024", "--motivo", "data errada")
    told = pactua(folder, "instrumento", "historico", "1/2024").stdout

    assert recorded.stdout == "Instrumento nº 1/2024: publicada com atraso (08/02/2024).\n"
    assert undone.stdout == "Instrumento nº 1/2024: registro anulado; vencida.\n"
    assert "registro da publicação anulado" in told


def test_an_edition_of_a_sunday_is_recorded_with_a_warning(folder: Path, office: Office) -> None:
    assert office.today == date(2024, 2, 20)
    done = pactua(
        folder, "publicacao", "registrar", "1/2024", "--data", "2024-02-04",
        "--edicao", "24", "--pagina", "115",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        0,
        "Atenção: 04/02/2024 é domingo; nesse dia o Diário Oficial só sai em edição extra. "
        "Confira a data.\n",
    )
