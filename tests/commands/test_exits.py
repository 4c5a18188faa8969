"""The contract of the command line: exit status, one JSON object on stdout, messages on stderr."""

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.app import pactua as command
from tests.offices import EXAMPLES

ROOT = Path(__file__).parent.parent.parent
PLAN = str(EXAMPLES / "plano-adesao.yaml")
DRAFT = ("minuta", "gerar", "--conjunto", "act-adesao", "--plano", PLAN, "--formato", "txt")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def pactua(folder: Path, *words: str, **environment: str) -> Done:
    """Run the command in a folder, on a fixed day."""
    values = {"PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2026-11-23", **environment}
    with contextlib.chdir(folder):
        done = CliRunner(env=values).invoke(command, words, prog_name="pactua")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def gerar(folder: Path, partner: str, *words: str) -> Done:
    return pactua(folder, *DRAFT, "--participe", partner, "--saida", "saida", *words)


def bad_partner(folder: Path, **changes: str) -> str:
    """A copy of the sample partner with lines changed by their key."""
    lines = (EXAMPLES / "mpmt.yaml").read_text(encoding="utf-8").split("\n")
    for key, value in changes.items():
        lines = [
            f"{line[: len(line) - len(line.lstrip())]}{key}: {value}"
            if line.lstrip().startswith(f"{key}:")
            else line
            for line in lines
        ]
    path = folder / "participe.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_draft_as_json_is_one_object_with_the_keys_of_the_contract(tmp_path: Path) -> None:
    done = gerar(tmp_path, str(EXAMPLES / "mpmt.yaml"), "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(data) == [
        "numero", "versao", "codigo_verificador", "arquivos", "texto_sha256", "achados",
    ]  # fmt: skip
    assert (data["numero"], data["versao"]) == ("1/2026/CIHP/CGSINDEC/DPDC/SENACON", 1)
    (file,) = data["arquivos"]
    assert (file["formato"], Path(file["caminho"]).name) == ("txt", "ACT-1-2026-mpmt-v1.txt")


def test_an_invalid_partner_tells_every_fault_at_once_and_ends_with_2(tmp_path: Path) -> None:
    partner = bad_partner(
        tmp_path, cep="69306-680", cnpj="14.921.092/0001-58", email="gabinete", tipo="igreja"
    )
    done = gerar(tmp_path, partner)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "participe.yaml: endereco.cep: 69306-680 é de Roraima; o município é Cuiabá/MT." in (
        done.stderr
    )
    for place in ("participe.yaml: cnpj:", "participe.yaml: email:", "participe.yaml: tipo:"):
        assert place in done.stderr


def test_a_refused_partner_leaves_no_instrument(tmp_path: Path) -> None:
    gerar(tmp_path, bad_partner(tmp_path, cep="69306-680"))
    listed = json.loads(pactua(tmp_path, "instrumento", "listar", "--json").stdout)
    assert listed == {"instrumentos": [], "ha_mais": False}


def test_errors_under_json_are_an_object_too(tmp_path: Path) -> None:
    done = gerar(tmp_path, bad_partner(tmp_path, cep="69306-680"), "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, data["erro"]) == (2, "dados_invalidos")
    assert data["achados"][0]["regra"] == "cep-de-outro-estado"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("inventar",), "O comando 'inventar' não existe."),
        (("minuta", "gerar"), "Falta a opção '--participe'"),
        (("minuta", "gerar", "--cor", "azul"), "A opção '--cor' não existe."),
        (("instrumento", "mostrar", "abc"), "“abc” não é um número de instrumento."),
        (("instrumento", "mostrar", "7/2026"), "não há instrumento nº 7/2026."),
        (("participe", "mostrar", "ninguem"), "o partícipe “ninguem” não está no cadastro."),
        (("clausula", "mostrar", "nenhuma"), "a cláusula “nenhuma” não existe na biblioteca."),
        (("clausula", "mostrar", "objeto@9"), "a cláusula “objeto” não tem a versão “9”."),
        (("participe", "importar", "falta.csv"), "falta.csv: não existe."),
        ((*DRAFT, "--participe", "x", "--meses", "0", "--saida", "s"), "está fora do intervalo"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    done = pactua(tmp_path, *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("variable", "value", "status"),
    [
        ("PACTUA_HOJE", "amanhã", 2),
        ("PACTUA_HOJE", "2022-01-01", 3),
        ("PACTUA_BANCO", "banco da praça", 2),
        ("PACTUA_BANCO", "mysql://localhost/x", 2),
        ("PACTUA_BANCO", "sqlite:////proc/nada/x.db", 4),
        ("PACTUA_DIR", "/proc/nada", 4),
        ("SOURCE_DATE_EPOCH", "ontem", 2),
    ],
)
def test_a_setting_that_cannot_be_used_ends_by_its_kind(
    tmp_path: Path, variable: str, value: str, status: int
) -> None:
    done = pactua(
        tmp_path, *DRAFT, "--participe", str(EXAMPLES / "mpmt.yaml"), "--saida", "saida",
        **{variable: value},
    )  # fmt: skip
    assert done.returncode == status
    assert done.stderr.startswith("Erro: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"nome: [1, 2",
        b"- um\n- dois\n",
        "nome: Ação".encode("latin-1"),
        b"a: &x 1\nb: *x\n",
        b"id: ../../etc/passwd\n",
        b"\x00\x00",
        b"nome: " + b"x" * 100_000,
    ],
)
def test_a_hostile_partner_file_is_refused_with_2_and_no_traceback(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "hostil.yaml"
    path.write_bytes(content)
    done = gerar(tmp_path, str(path))
    assert done.returncode == 2
    assert "hostil.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_import_with_refused_rows_ends_with_1_under_parcial_and_with_2_without(
    tmp_path: Path,
) -> None:
    text = (EXAMPLES / "participes.csv").read_text(encoding="utf-8")
    (tmp_path / "lista.csv").write_text(text.replace("66015-160", "69306-680"), encoding="utf-8")
    whole = pactua(tmp_path, "participe", "importar", "lista.csv")
    assert (whole.returncode, "nada foi gravado" in whole.stderr) == (2, True)
    partial = pactua(tmp_path, "participe", "importar", "lista.csv", "--parcial")
    assert (partial.returncode, partial.stdout) == (1, "11 gravados, 0 sem mudança, 1 recusado.\n")


def test_a_batch_with_refused_rows_ends_with_1_and_counts_by_the_contract(tmp_path: Path) -> None:
    text = (EXAMPLES / "participes.csv").read_text(encoding="utf-8")
    (tmp_path / "lista.csv").write_text(text.replace("66015-160", "69306-680"), encoding="utf-8")
    done = pactua(
        tmp_path, "minuta", "lote", "--participes", "lista.csv", "--conjunto", "act-adesao",
        "--plano", PLAN, "--formato", "txt", "--saida", "saida", "--paralelo", "1", "--json",
    )  # fmt: skip
    data = json.loads(done.stdout)
    assert (done.returncode, data["gerados"]) == (1, 11)
    assert [row["linha"] for row in data["recusados"]] == [3]
    assert data["segundos"] > 0


def test_the_history_names_who_acted_and_each_fact(tmp_path: Path) -> None:
    gerar(tmp_path, str(EXAMPLES / "mpmt.yaml"), "--por", "Ana Lima")
    done = pactua(tmp_path, "instrumento", "historico", "1/2026", "--json")
    facts = json.loads(done.stdout)["fatos"]
    assert [(fact["quem"], fact["fato"]) for fact in facts] == [
        ("Ana Lima", "minuta_gerada"),
        ("Ana Lima", "arquivos_gerados"),
    ]


def test_an_instrument_is_shown_in_the_state_it_is_in_today(tmp_path: Path) -> None:
    gerar(tmp_path, str(EXAMPLES / "mpmt.yaml"))
    pactua(tmp_path, "instrumento", "enviar", "1/2026")
    shown = json.loads(pactua(tmp_path, "instrumento", "mostrar", "1/2026", "--json").stdout)
    assert shown["situacao"] == "em_revisao"


def test_the_search_finds_by_field_and_by_clause_without_accents(tmp_path: Path) -> None:
    gerar(tmp_path, str(EXAMPLES / "mpmt.yaml"))
    gerar(tmp_path, str(EXAMPLES / "defensoria.yaml"))

    def found(words: str) -> list[str]:
        done = pactua(tmp_path, "instrumento", "listar", "--busca", words, "--json")
        return [row["numero"].split("/")[0] for row in json.loads(done.stdout)["instrumentos"]]

    assert found("ceara") == ["2"]
    assert found("MATO GROSSO") == ["1"]
    assert found("conciliacao") == ["2", "1"]  # the newest first
    assert found('" OR * NEAR(') == []


def test_the_library_check_says_that_nothing_is_wrong_with_the_bundled_one(tmp_path: Path) -> None:
    done = pactua(tmp_path, "clausula", "conferir")
    assert done.returncode == 0
    assert done.stdout.endswith(" conjuntos: nada a corrigir.\n")
    assert done.stderr == ""


def test_the_library_check_finds_what_a_lawyer_got_wrong_in_her_own_text(tmp_path: Path) -> None:
    own = tmp_path / "dados" / "clausulas" / "library" / "casos-omissos"
    own.mkdir(parents=True)
    (own / "2.md").write_text(
        "---\nid: casos-omissos\ntitulo: Dos casos omissos\nversao: 2\ndesde: 2026-11-22\n"
        'fundamento: ["Decreto nº 9.662/2019, art. 17"]\n---\n'
        "Vale o que {{ participe.apelido }} decidir:\n\n- primeiro;\n- segundo\n",
        encoding="utf-8",
    )
    done = pactua(tmp_path, "clausula", "conferir", "--json")
    found = {item["regra"]: item["onde"] for item in json.loads(done.stdout)["achados"]}
    assert done.returncode == 1
    assert found["texto-linguagem"].startswith("casos-omissos@2: linha 8")
    assert found["pontuacao-digitada"] == "casos-omissos@2: linha 10"
    assert found["norma-revogada"] == "casos-omissos@2: fundamento"


def test_a_demo_never_clears_a_folder_that_is_not_a_demo(tmp_path: Path) -> None:
    (tmp_path / "meus").mkdir()
    (tmp_path / "meus" / "tese.txt").write_text("anos de trabalho")
    done = pactua(tmp_path, "demo", "--saida", "meus")
    assert (done.returncode, "não é de uma demonstração" in done.stderr) == (3, True)
    assert (tmp_path / "meus" / "tese.txt").read_text() == "anos de trabalho"


def test_the_command_is_quick_to_help_and_speaks_utf_8_whatever_the_terminal_says(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", str(ROOT / "cli.py"), "--help"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        timeout=60,
    )
    assert "cooperação técnica" in done.stdout.decode("utf-8")
    imported = done.stderr.decode("utf-8")
    for heavy in ("pydantic", "sqlalchemy", "weasyprint", "docxtpl", "typst", "jinja2"):
        assert f" {heavy}\n" not in imported


def test_bad_input_gives_no_traceback_in_a_real_process(tmp_path: Path) -> None:
    (tmp_path / "nulo.yaml").write_bytes(b"\x00")
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "participe", "importar", "nulo.yaml"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PACTUA_DIR": str(tmp_path / "dados")},
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").split("\n")[0] == (
        "Erro: nulo.yaml: linha 1: há um byte nulo; o arquivo não é texto."
    )
