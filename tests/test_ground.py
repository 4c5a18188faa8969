"""The ground that every change stands on: layout, packaging, and what no file may carry.

The arrows between folders are import-linter's (`make check`); here stands what it cannot hold:
`cli.py`, which is a single module, the wheel, and the files as files.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SKIPPED_FOLDERS = {"__pycache__", "demo-pactua", "pactua-dados", "build", "dist"}
DATA = {"examples", "law", "templates", "verifier"}  # shipped whether or not they hold any Python
BENEATH = {"markupsafe", "pydantic-core", "pyhanko-certvalidator", "python-docx"}
"""Part of what brings them."""

# Written in pieces, so that this file does not find itself.
FORBIDDEN = [
    *(f"/{folder}/" for folder in ("work", "root", "home", "opt")),
    "/tmp/" + "founding",
    "pypi" + ".org",
    "python" + "hosted",
    "npmjs" + ".org",
    "deb.debian" + ".org",
    "proxy.golang" + ".org",
]
SHARED = "../" + "shared"


def all_files() -> list[Path]:
    """The files of the repository: what git knows or would add; without git, what stands here."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode == 0:
        found = [ROOT / name for name in told.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if _belongs(path.relative_to(ROOT))]
    return sorted(path for path in found if path.is_file())


def _belongs(path: Path) -> bool:
    hidden = {part for part in path.parts if part.startswith(".") and part != ".ci"}
    return not hidden and not SKIPPED_FOLDERS & set(path.parts)


def python_files() -> list[Path]:
    return [path for path in all_files() if path.suffix == ".py"]


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def packages() -> set[str]:
    """The Python folders at the root that are the program itself."""
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    return folders - {"tests", "benchmarks", "pactua_app"}


def imported_names(path: Path) -> set[str]:
    """The top-level names that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def shown(paths: Iterator[Path] | list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_the_command_line_only_knows_click_and_commands() -> None:
    imported = imported_names(ROOT / "cli.py")

    assert imported - {"__future__", "collections", "typing"} <= {"click", "commands"}


def test_every_python_file_opens_by_saying_what_it_is() -> None:
    empty = {path for path in python_files() if path.stat().st_size == 0}
    silent = [
        path
        for path in python_files()
        if path not in empty and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert shown(silent) == []
    assert [
        name for name in shown(sorted(empty)) if not re.match(r"tests/.*__init__\.py$", name)
    ] == []


def test_every_folder_of_tests_is_a_package_so_that_it_hides_no_folder_of_the_program() -> None:
    tests = ROOT / "tests"
    folders = {
        folder
        for path in python_files()
        if path.is_relative_to(tests)
        for folder in (path.parent, *path.parent.parents)
        if folder.is_relative_to(tests)
    }

    assert shown(sorted(f for f in folders if not (f / "__init__.py").is_file())) == []


def test_no_file_carries_a_path_of_a_machine_or_the_address_of_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {word}"
        for path in all_files()
        for content in contents(path)
        for word in forbidden_in(path)
        if word.encode() in content
    ]

    assert found == []


def forbidden_in(path: Path) -> list[str]:
    return FORBIDDEN if path == ROOT / ".ci" / "run" else [*FORBIDDEN, SHARED]


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file and, for a Word file or another zip, of its members."""
    data = path.read_bytes()
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def test_every_folder_of_the_program_is_shipped_and_held_by_the_linter() -> None:
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    shipped = wheel["force-include"]
    linted = project()["tool"]["importlinter"]["root_packages"]

    assert all(target == f"pactua_app/{source}" for source, target in shipped.items())
    assert set(shipped) == packages() | {"cli.py", *DATA}
    assert set(linted) == packages()


def test_the_wheel_installs_one_name_and_carries_the_data(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    tops = {name.partition("/")[0] for name in names}
    sources = [*packages(), *DATA, "cli.py", "pactua_app"]
    expected = {
        name if name.startswith("pactua_app/") else f"pactua_app/{name}"
        for name in shown(all_files())
        if name.partition("/")[0] in sources
    }

    assert {re.sub(r"-[\d.]+\.dist-info$", "", top) for top in tops} == {"pactua", "pactua_app"}
    assert expected - names == set()


def test_the_command_runs_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    program = (
        "import atexit, sys; sys.path.insert(0, sys.argv[1])\n"
        "sys.argv[:] = ['pactua', '--help']\n"
        "from pactua_app.__main__ import main\n"
        "atexit.register(lambda: print(sys.modules['cli'].__file__, file=sys.stderr))\n"
        "main()\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "minuta" in done.stdout
    assert done.stderr.splitlines()[-1] == str(tmp_path / "pactua_app" / "cli.py")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel as `hatchling` builds it from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("pactua-*.whl")
    with zipfile.ZipFile(built) as archive:
        yield archive


def declared(group: str) -> set[str]:
    """The names of packages that pyproject.toml asks for, at run time or for development."""
    metadata = project()["project"]
    asked = (
        metadata["dependencies"] if group == "Runtime" else metadata["optional-dependencies"]["dev"]
    )
    return {re.split(r"[^\w-]", line)[0] for line in asked}


@pytest.mark.parametrize("group", ["Runtime", "Tests, checks and build"])
def test_every_dependency_says_why_it_is_here(group: str) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {group}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([\w-]+) \|(.+)\|$", section, flags=re.MULTILINE)
    explained = {name: cells.split("|") for name, cells in rows if name != "Package"}

    assert set(explained) == declared(group)
    assert [name for name, cells in explained.items() if not all(map(str.strip, cells))] == []


def test_the_program_imports_what_it_declares_and_nothing_else() -> None:
    owners = packages_distributions()
    program = [path for path in python_files() if path.relative_to(ROOT).parts[0] in packages()]
    imported = {name for path in program for name in imported_names(path)}
    used = {
        owner.lower().replace("_", "-") for name in imported for owner in owners.get(name, [])
    } - {"pactua"}
    unknown = imported - set(owners) - set(sys.stdlib_module_names) - packages()

    assert unknown == set()
    assert declared("Runtime") - used == set()
    assert used - declared("Runtime") <= BENEATH


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("requirements.lock", ["Runtime"]),
        ("requirements-dev.lock", ["Runtime", "Tests, checks and build"]),
        ("requirements-build.lock", []),
    ],
)
def test_every_dependency_is_locked_with_hashes_and_no_registry_is_named(
    lock: str, groups: list[str]
) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^([\w-]+)==\S+(.*(?:\n {4}--hash=sha256:[0-9a-f]{64}.*)*)", text, re.M)
    hashed = {name for name, rest in entries if "--hash=sha256:" in rest}

    assert re.findall(r".*://.*|^-.*", text, re.M) == []
    assert {name for name, _ in entries} - hashed == set()
    assert {name for group in groups for name in declared(group)} - hashed == set()
