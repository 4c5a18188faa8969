"""`pactua prazo calcular` as people and programs read it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import portuguese
from commands.prazo import command

portuguese.install()

ROOT = Path(__file__).parent.parent.parent
SEED = ("calcular", "--assinatura", "2024-01-30", "--meses", "36")


def prazo(folder: Path, *words: str) -> Result:
    """Run the command over a data folder."""
    environment = {"PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2026-11-23"}
    return CliRunner(env=environment).invoke(command, words, prog_name="pactua prazo")


def test_the_dates_of_the_seed_agreement_as_people_read_them(tmp_path: Path) -> None:
    done = prazo(tmp_path, *SEED)

    assert done.exit_code == 0
    assert done.stdout == (
        "última assinatura         30/01/2024 (terça-feira)\n"
        "vigência                  36 meses\n"
        "publicar o extrato até    07/02/2024 (quarta-feira)\n"
        "enviar ao DOU até         06/02/2024 (terça-feira), 19h (horário de Brasília)\n"
        "fim da vigência           30/01/2027 (sábado)\n"
        "pedir a prorrogação até   31/12/2026 (quinta-feira); prudente: 30/12/2026 (quarta-feira)\n"
        "relatório final até       31/03/2027 (quarta-feira)\n"
        "aviso de 180 dias         03/08/2026 (segunda-feira)\n"
        "aviso de 120 dias         02/10/2026 (sexta-feira)\n"
        "aviso de 90 dias          01/11/2026 (domingo)\n"
        "aviso de 60 dias          01/12/2026 (terça-feira)\n"
        "aviso de 45 dias          16/12/2026 (quarta-feira)\n"
        "aviso de 30 dias          30/12/2026 (quarta-feira)\n"
    )
    assert done.stderr == (
        "Atenção: A tabela de pontos facultativos não tem o ano de 2027: foram usados os de "
        "costume. Quando sair a portaria do ano, inclua-a em pontos_facultativos.yaml, na pasta de "
        "dados.\n"
    )


def test_the_end_by_the_civil_code_stands_under_the_end_where_it_differs(tmp_path: Path) -> None:
    done = prazo(tmp_path, "calcular", "--assinatura", "2024-02-29", "--meses", "36")

    assert done.stdout.splitlines()[4:6] == [
        "fim da vigência           28/02/2027 (domingo)",
        "fim alternativo           01/03/2027 (segunda-feira), na leitura do Código Civil",
    ]


def test_the_explanation_shows_each_day_and_its_norm(tmp_path: Path) -> None:
    done = prazo(tmp_path, "calcular", "--assinatura", "2026-05-15", "--meses", "36", "--explicar")

    assert done.stdout.split("\n\n")[1] == (
        "Publicação do extrato no Diário Oficial da União: 09/06/2026 (terça-feira)\n"
        "  15/05/2026 (sexta-feira): última assinatura; o extrato se publica até o 5º dia útil do "
        "mês seguinte, junho de 2026.\n"
        "    [cláusula da publicação]\n"
        "  01/06/2026 (segunda-feira): 1º dia útil.\n"
        "  02/06/2026 (terça-feira): 2º dia útil.\n"
        "  03/06/2026 (quarta-feira): 3º dia útil.\n"
        "  04/06/2026 (quinta-feira): não conta: ponto facultativo, Corpus Christi (Portaria MGI "
        "nº 11.460/2025).\n"
        "  05/06/2026 (sexta-feira): não conta: ponto facultativo (Portaria MGI nº 11.460/2025).\n"
        "  06/06/2026 (sábado): não conta: sábado.\n"
        "  07/06/2026 (domingo): não conta: domingo.\n"
        "  08/06/2026 (segunda-feira): 4º dia útil.\n"
        "  09/06/2026 (terça-feira): 5º dia útil: último dia para publicar.\n"
        "    [Lei nº 14.133/2021, art. 183, caput, inciso III]\n"
        "  Leitura prudente: 05/06/2026 (sexta-feira)\n"
        "  01/06/2026 (segunda-feira): 1º dia útil.\n"
        "  02/06/2026 (terça-feira): 2º dia útil.\n"
        "  03/06/2026 (quarta-feira): 3º dia útil.\n"
        "  04/06/2026 (quinta-feira): 4º dia útil, ainda que com ponto facultativo, Corpus Christi "
        "(Portaria MGI nº 11.460/2025).\n"
        "  05/06/2026 (sexta-feira): 5º dia útil, ainda que com ponto facultativo (Portaria MGI nº "
        "11.460/2025): último dia para publicar.\n"
        "    [Lei nº 14.133/2021, art. 183, caput, inciso III]"
    )


def test_every_deadline_is_explained(tmp_path: Path) -> None:
    done = prazo(tmp_path, *SEED, "--explicar")

    assert [part.partition(":")[0] for part in done.stdout.split("\n\n")[1:]] == [
        "Publicação do extrato no Diário Oficial da União",
        "Envio do extrato à Imprensa Nacional",
        "Fim da vigência",
        "Avisos de vencimento",
        "Pedido de prorrogação",
        "Relatório final conjunto",
    ]


def test_json_is_one_object_with_the_keys_of_the_contract_and_nothing_beside(
    tmp_path: Path,
) -> None:
    done = prazo(tmp_path, *SEED, "--json")
    data = json.loads(done.stdout)

    assert (done.exit_code, done.stderr) == (0, "")
    assert {
        "publicacao_ate", "publicacao_prudente", "envio_dou_ate", "fim_vigencia",
        "fim_vigencia_alternativo", "renovacao_ate", "renovacao_prudente", "avisos", "passos",
    } <= set(data)  # fmt: skip
    assert (data["publicacao_ate"], data["renovacao_ate"]) == ("2024-02-07", "2026-12-31")


def test_the_set_gives_the_months(tmp_path: Path) -> None:
    done = prazo(
        tmp_path, "calcular", "--assinatura", "2024-01-30", "--conjunto", "act-adesao", "--json"
    )

    assert json.loads(done.stdout)["meses"] == 36


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--assinatura", "2024-02-30", "--meses", "36"),
            "Erro: Valor não aceito em '--assinatura': 30/02/2024 não existe no calendário; "
            "confira o dia e o mês.\n",
        ),
        (
            ("--assinatura", "20240130", "--meses", "36"),
            "Erro: Valor não aceito em '--assinatura': “20240130” não é uma data; escreva "
            "AAAA-MM-DD.\n",
        ),
        (
            ("--assinatura", "2024-01-30"),
            "Erro: falta o número de meses da vigência.\n  Use --meses N ou --conjunto C.\n",
        ),
        (
            ("--assinatura", "1980-01-30", "--meses", "36"),
            "Erro: a assinatura vai de 01/01/2000 a 31/12/2089; 30/01/1980 está fora.\n"
            "  Confira a data, os meses e o conjunto.\n",
        ),
        (
            ("--assinatura", "2024-01-30", "--conjunto", "outro"),
            "Erro: o conjunto “outro” não existe.\n  Conjuntos existentes: ",
        ),
    ],
)
def test_what_cannot_be_counted_ends_with_2_and_says_what_to_type(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    done = prazo(tmp_path, "calcular", *words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_faulty_table_of_the_body_ends_with_2_and_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "dados").mkdir()
    (tmp_path / "dados" / "pontos_facultativos.yaml").write_text("anos: hoje\n", encoding="utf-8")

    done = prazo(tmp_path, *SEED)

    assert done.exit_code == 2
    assert "pontos_facultativos.yaml: anos: esperava uma lista." in done.stderr


def test_calculating_opens_no_database_and_makes_no_folder(tmp_path: Path) -> None:
    done = prazo(tmp_path, *SEED)

    assert done.exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_calculating_loads_neither_the_database_nor_an_engine(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from commands.prazo import command\n"
        f"command({list(SEED)!r}, standalone_mode=False)\n"
        "heavy = {'sqlalchemy', 'weasyprint', 'typst', 'docxtpl', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr.splitlines()[-1] == "[]"
