"""`pactua encerramento` and the letters: what people read, the JSON, the status."""

import json
from pathlib import Path

import pytest

from services.ending import record_end
from tests.agreements import FULL, LATER, ORIGINAL, signed_agreement
from tests.commands.test_aditivo import agreed, run
from tests.commands.test_exits import Done

LETTER = ("--formato", "txt", "--saida", "s")
NAMED = ("--nome", "Ana Lima Reis", "--genero", "f", "--cargo", "Promotora")


def signed_and_delivered(folder: Path, number: str, *words: str) -> Done:
    """A letter of the partner taken to its delivery by the commands."""
    act = ("--ato", "Parecer nº 2")
    signing = ("--signatario", "mpmt", "--em", "2026-12-01T10:00", "--nivel", "avancada")
    for command in (
        ("instrumento", "enviar", number),
        ("instrumento", "aprovar", number, *act),
        ("assinatura", "abrir", number),
        ("assinatura", "registrar", number, *signing),
    ):
        done = run(folder, *command)
        assert done.returncode == 0, done.stderr
    return run(folder, "instrumento", "entregar", number, *words)


def test_a_withdrawal_is_drafted_signed_and_delivered(tmp_path: Path) -> None:
    folder = agreed(tmp_path)
    drafted = run(folder, "encerramento", "denuncia", "1/2024", "--autor", "mpmt", *LETTER)
    assert "  efeito ao fim de    31/12/2026\n" in drafted.stdout
    done = signed_and_delivered(folder, "1/2026")
    assert done.stdout == (
        "Documento nº 1/2026 entregue em 01/12/2026.\n"
        f"  o acordo nº {FULL} extingue-se por denúncia ao fim de 31/12/2026; relatório final "
        "até 01/03/2027.\n"
    )
    shown = run(folder, "instrumento", "mostrar", "1/2024", day="2027-01-01").stdout
    assert (
        "  vigência            de 30/01/2024 a 31/12/2026 (encerrada; previa 36 meses)\n" in shown
    )


def test_a_delivery_as_json_says_what_it_brought(tmp_path: Path) -> None:
    folder = agreed(tmp_path)
    run(folder, "encerramento", "denuncia", "1/2024", "--autor", "mpmt", *LETTER)
    done = signed_and_delivered(folder, "1/2026", "--json")
    assert json.loads(done.stdout) == {
        "numero": "1/2026",
        "entregue_em": "2026-12-01",
        "acordo": FULL,
        "efeito_em": "2026-12-31",
        "encerra": True,
    }


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("denuncia", "1/2024", "--autor", "ninguem"), 2, "“ninguem” não é parte do acordo"),
        (("denuncia", "9/2024", "--autor", "mpmt"), 2, "não há instrumento nº 9/2024"),
        (("consenso", "1/2024"), 2, "falta o último dia em que o acordo vigora"),
        (
            ("denuncia", "1/2024", "--autor", "mpmt", "--efeito", "2026-12-05"),
            2,
            "o acordo vigora ao menos até 31/12/2026, e não só até 05/12/2026",
        ),
        (
            ("consenso", "1/2024", "--efeito", "2026-11-05"),
            2,
            "o efeito, em 05/11/2026, vem antes da data do documento, 01/12/2026",
        ),
        (("relatorio", "1/2024", "--resultados", "Um"), 3, "ainda está em vigor (até 30/01/2027)"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    done = run(agreed(tmp_path), "encerramento", *words, *LETTER)
    assert (done.returncode, told in done.stderr) == (status, True), done.stderr


def test_nothing_is_terminated_twice(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path / "dados")
    record_end(office, ORIGINAL, "denuncia", LATER, "ofício nº 9", "mpmt")
    done = run(tmp_path, "encerramento", "consenso", "1/2024", "--efeito", "2026-12-20", *LETTER)
    assert done.returncode == 3
    told = "foi encerrado por denúncia, com efeito ao fim de 31/12/2026; não cabe rescisão"
    assert told in done.stderr


def test_an_end_told_elsewhere_is_recorded(tmp_path: Path) -> None:
    words = ("--forma", "rescisao", "--em", "2026-11-30", "--motivo", "ofício nº 9")
    done = run(agreed(tmp_path), "encerramento", "registrar", "1/2024", *words)
    assert done.stdout == (
        "Acordo nº 1/2024: extingue-se por rescisão ao fim de 30/12/2026.\n"
        "  relatório final até 01/03/2027\n"
    )


def test_of_several_partners_the_one_who_left_is_told(tmp_path: Path) -> None:
    signed_agreement(tmp_path / "dados", "mpmt", "defensoria").store.close()
    words = ("--forma", "denuncia", "--em", "2026-11-30", "--motivo", "ofício nº 9")
    done = run(tmp_path, "encerramento", "registrar", "1/2024", *words, "--autor", "mpmt")
    assert done.stdout == (
        "Acordo nº 1/2024: mpmt se desliga ao fim de 30/12/2026; o acordo prossegue entre os "
        "demais.\n"
    )
    shown = run(tmp_path, "instrumento", "mostrar", "1/2024").stdout
    assert "  desligamento        mpmt, ao fim de 30/12/2026\n" in shown


def test_the_report_is_drafted_after_the_end_and_recorded_when_made_elsewhere(
    tmp_path: Path,
) -> None:
    folder = agreed(tmp_path)
    over = "2027-02-10"
    words = ("--resultados", "A plataforma foi divulgada", "--dificuldades", "Faltou pessoal")
    said = (*words, "--cumprimento", "parcial")
    drafted = run(folder, "encerramento", "relatorio", "1/2024", *said, *LETTER, day=over)
    assert drafted.returncode == 0, drafted.stderr
    assert "não constam como concluídas, e o relatório não diz por quê" in drafted.stderr
    done = run(folder, "encerramento", "relatorio-feito", "1/2024", "--em", over, day=over)
    assert done.stdout == "Relatório final do acordo nº 1/2024 registrado: 10/02/2027.\n"
    listed = json.loads(run(folder, "prazo", "listar", "--json", day=over).stdout)["prazos"]
    assert "relatorio" not in [row["prazo"] for row in listed]


def test_the_manager_of_a_day_is_shown_and_replaced_by_letter(tmp_path: Path) -> None:
    folder = agreed(tmp_path)
    replace = ("instrumento", "substituir-gestor", "1/2024", "--autor", "mpmt", *NAMED)
    drafted = run(folder, *replace, *LETTER)
    assert drafted.returncode == 0, drafted.stderr
    done = signed_and_delivered(folder, "1/2026")
    assert done.stdout.endswith(
        f"  Ana Lima Reis responde pelo acordo nº {FULL}, por parte de mpmt, desde 01/12/2026.\n"
    )
    words = ("instrumento", "gestor", "1/2024", "--json", "--em")
    now = json.loads(run(folder, *words, "2026-12-01").stdout)["gestores"]
    before = json.loads(run(folder, *words, "2026-11-30").stdout)["gestores"]
    assert [one["parte"] for one in now] == ["orgao", "mpmt"]
    assert now[1]["gestor"] == {"nome": "Ana Lima Reis", "cargo": "Promotora"}
    assert "nome" not in before[1]["gestor"]
    assert "mpmt   Ana Lima Reis" in run(folder, "instrumento", "gestor", "1/2024").stdout


def test_a_former_manager_is_named_with_the_gender(tmp_path: Path) -> None:
    replace = ("instrumento", "substituir-gestor", "1/2024", "--autor", "mpmt", *NAMED)
    done = run(agreed(tmp_path), *replace, "--anterior", "Caio Prado", *LETTER)
    assert (done.returncode, "vão juntos" in done.stderr) == (2, True)


def test_every_fact_of_what_followed_has_its_words_in_the_history(tmp_path: Path) -> None:
    folder = agreed(tmp_path)
    run(folder, "encerramento", "denuncia", "1/2024", "--autor", "mpmt", *LETTER)
    signed_and_delivered(folder, "1/2026")
    assert "entregue ao outro partícipe" in run(folder, "instrumento", "historico", "1/2026").stdout
    assert "encerrada" in run(folder, "instrumento", "historico", "1/2024").stdout
