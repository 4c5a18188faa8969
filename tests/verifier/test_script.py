"""conferir.py as a stranger runs it: a process of its own, without anything of the program."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path

import pytest

from tests.verifier.cases import Attack, Given

SCRIPT = Path(__file__).parents[2] / "verifier" / "conferir.py"
ENDS = {
    "certo": (0, "Tudo o que foi dado confere."),
    "errado": (1, "ALGO NÃO CONFERE."),
    "atencao": (1, "Confere SE a chave acima for mesmo a do órgão."),
}


@pytest.fixture(scope="module")
def script() -> Callable[[list[str]], int]:
    """The script, loaded as what it is: a file beside the program."""
    spec = spec_from_file_location("conferir", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    main: Callable[[list[str]], int] = module.main
    return main


def arguments(folder: Path, given: Given) -> list[str]:
    """What is given, as files and options."""
    options: list[str] = []
    if given.document is not None:
        (folder / "acordo.pdf").write_bytes(given.document)
        options.append(str(folder / "acordo.pdf"))
    if given.proof is not None:
        (folder / "prova.json").write_text(json.dumps(given.proof), encoding="utf-8")
        options += ["--prova", str(folder / "prova.json")]
    if given.checkpoint is not None:
        (folder / "ponto.txt").write_text(given.checkpoint, encoding="utf-8")
        options += ["--ponto", str(folder / "ponto.txt")]
    if given.qr:
        options += ["--qr", given.qr]
    if given.keys:
        options += ["--chave", given.keys]
    return options


def alone(options: list[str], folder: Path) -> tuple[int, str]:
    """Status and words of the script in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def here(script: Callable[[list[str]], int], options: list[str]) -> tuple[int, str]:
    """Status and words of the script in this process."""
    words = StringIO()
    with redirect_stdout(words), redirect_stderr(words):
        status = script(options)
    return status, words.getvalue()


def test_a_stranger_runs_it_alone(table: list[Attack], tmp_path: Path) -> None:
    honest, *_ = table

    status, words = alone(arguments(tmp_path, honest.given), tmp_path)

    assert status == 0
    assert words.endswith("\nTudo o que foi dado confere.\n")


def test_every_attack_gets_its_answer_and_its_reason(
    table: list[Attack], script: Callable[[list[str]], int], tmp_path: Path
) -> None:
    wrong = []
    for attack in table:
        status, words = here(script, arguments(tmp_path, attack.given))
        expected, last = ENDS[attack.conclusion]
        unreadable = status == 2 and words.startswith("Não pôde ser lido")
        ended = (status, last in words) == (expected, True) or (expected == 1 and unreadable)
        if not ended or attack.why not in words or "Traceback" in words:
            wrong.append((attack.name, status, words))

    assert wrong == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("prova.json", b"{"),
        ("prova.json", b"[]"),
        ("prova.json", b'{"formato": "pactua-prova/1", "ponto": 3, "eventos": 3}'),
        ("prova.json", b"\xff\xfe"),
        ("prova.json", None),
    ],
)
def test_what_is_no_proof_ends_without_a_traceback(
    name: str, content: bytes | None, script: Callable[[list[str]], int], tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    status, words = here(script, ["--prova", str(tmp_path / name)])

    assert (status, words.splitlines()[-1].split(":")[0]) == (2, "Não pôde ser lido")


def test_the_script_imports_the_standard_library_and_cryptography_only() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    }

    assert names - set(sys.stdlib_module_names) == {"cryptography"}
    assert not names & {"socket", "urllib", "http", "ssl", "subprocess"}


def test_a_file_alone_is_not_called_checked(tmp_path: Path) -> None:
    (tmp_path / "plano.yaml").write_text("a: 1", encoding="utf-8")
    status, told = alone(["plano.yaml"], tmp_path)
    assert status == 1
    assert "NADA FOI CONFERIDO: falta a prova (--prova) ou o texto do QR (--qr)." in told
    assert "confere." not in told


def test_what_is_no_proof_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("isto não é JSON", encoding="utf-8")
    status, told = alone(["--prova", "x.json"], tmp_path)
    assert (status, told.strip()) == (
        2,
        "Não pôde ser lido: x.json não é uma prova; dê o arquivo .json que veio com o documento",
    )


def test_help_and_wrong_options_are_in_portuguese(tmp_path: Path) -> None:
    assert alone(["--ajuda"], tmp_path)[1].startswith("Uso: conferir.py")
    status, told = alone(["--nada"], tmp_path)
    assert (status, told.splitlines()[-1]) == (
        2,
        "Opção desconhecida ou sem valor. Veja: python3 conferir.py --ajuda",
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ["a.pdf", "prova.json"],
            'A prova vem depois de --prova: python3 conferir.py "a.pdf" --prova "prova.json"',
        ),
        (
            ["prova.json", "a b.pdf"],
            'A prova vem depois de --prova: python3 conferir.py "a b.pdf" --prova "prova.json"',
        ),
        (["a.pdf", "b.pdf"], "Confira um documento de cada vez: python3 conferir.py --ajuda"),
        (
            ["a.pdf", "--prova", "prova.json", "b.json"],
            "Confira um documento de cada vez: python3 conferir.py --ajuda",
        ),
    ],
)
def test_more_files_than_one_are_told_how_to_be_given(
    tmp_path: Path, options: list[str], told: str
) -> None:
    assert alone(options, tmp_path) == (2, f"{told}\n")
