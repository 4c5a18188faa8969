"""The documents prove themselves: what they say of commands, names, rules and files is so.

When the reference of the commands is out of step:
`python -m scripts.reference > docs/manual/referencia.md`.
"""

import ast
import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

import pytest
from pydantic import BaseModel

import clauses
import instruments
from clauses.agreement import FILTERS
from clauses.clause_set import PartnerKind
from clauses.sandbox import fill
from clauses.values import FIELDS, Value
from commands.app import pactua
from faults.errors import PactuaError
from faults.finding import KEYS
from instruments.context import instrument_fields, partner_records
from instruments.facts import FACTS
from instruments.instrument import KIND_NAMES
from instruments.partner import Sphere
from registry.schema import metadata
from scripts.reference import commands, reference
from services.drafting import Ask, prepare
from services.partners import read_partners
from services.plans import read_plan
from tests.documents import (
    INDEX,
    MANUAL,
    ROOT,
    blocks,
    coded,
    command_lines,
    documents,
    headings,
    inline_code,
    leaf,
    links,
    parsed,
    rows,
    session,
    told,
)
from tests.offices import EXAMPLES, PLAN, office_at
from tests.test_ground import all_files, project

GLOSSARY = ROOT / "docs" / "glossary.md"
WALK = ROOT / "docs" / "architecture.md"
CLAUSES_CHAPTER = MANUAL / "05-biblioteca-de-clausulas.md"
MESSAGES_CHAPTER = MANUAL / "08-mensagens.md"
CHAPTERS = sorted(MANUAL.glob("*.md"))
SHOWING = [path for path in [ROOT / "README.md", *CHAPTERS] if "```console" in path.read_text()]
PROGRAM = ("clauses", "commands", "faults", "instruments", "services")


def test_the_reference_is_what_the_commands_say_of_themselves() -> None:
    written = (MANUAL / "referencia.md").read_text(encoding="utf-8")

    assert written == reference(), "python -m scripts.reference > docs/manual/referencia.md"


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_command_that_a_document_quotes_can_be_typed(path: Path) -> None:
    assert {line: parsed(line) for line in command_lines(path) if parsed(line)} == {}


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_command_named_within_a_sentence_exists_with_its_options(path: Path) -> None:
    quoted = [code for code in inline_code(path) if code.startswith("pactua ")]

    assert {code: unknown_words(code) for code in quoted if unknown_words(code)} == {}


def unknown_words(code: str) -> list[str]:
    """The options of a command that do not exist; all its words when it does not exist itself."""
    command, rest = leaf(code.split()[1:])
    known = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h"}
    if command is pactua and rest and not rest[0].startswith("-"):
        return rest
    return [word for word in rest if word.startswith("-") and word not in known]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(path: Path) -> None:
    inner = [link for link in links(path) if "://" not in link and not link.startswith("mailto:")]

    assert [link for link in inner if not leads_somewhere(path, link)] == []


def leads_somewhere(path: Path, link: str) -> bool:
    """Whether a relative link finds its file and, in a document, its heading."""
    name, _, anchor = unquote(link).partition("#")
    target = (path.parent / name).resolve() if name else path
    return target.exists() and (not anchor or anchor in headings(target))


def test_every_chapter_of_the_manual_can_be_reached_from_its_index() -> None:
    reached: set[Path] = set()
    waiting = [INDEX]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        waiting += [(path.parent / link.partition("#")[0]).resolve() for link in links(path)]

    assert set(CHAPTERS) - reached == set()


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.name)
def test_a_session_that_a_document_shows_goes_as_it_shows(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("examples", "clauses", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PACTUA_HOJE", "2026-12-01")
    monkeypatch.setenv("PACTUA_USUARIO", "Ana Souza")
    for name in ("PACTUA_DIR", "PACTUA_BANCO", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)

    for block in blocks(path):
        if block.path:
            target = tmp_path / block.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        if block.language in ("console", "preparo"):
            steps = session(block)
            assert told(steps) == steps


# --- the walk ---


def test_the_walk_of_the_architecture_names_every_folder_and_no_other() -> None:
    named = {
        coded(name)[0] for name, *_ in rows(WALK, "The folders, from the door to the ground")[1:]
    }
    inside = {path.relative_to(ROOT).parts for path in all_files()}
    there = {f"{parts[0]}/" for parts in inside if len(parts) > 1 and not parts[0].startswith(".")}

    assert named == there | {"cli.py"}


def test_the_arrows_of_the_architecture_are_those_that_the_linter_holds() -> None:
    (drawn,) = (block.text for block in blocks(WALK) if block.text.startswith("cli -> "))
    contracts = project()["tool"]["importlinter"]["contracts"]
    (held,) = (contract["layers"] for contract in contracts if contract["id"] == "layers")

    assert [layer.strip() for layer in drawn.split("->")] == ["cli", *held]


# --- the glossary ---


def glossary() -> set[tuple[str, str]]:
    """(Portuguese, English) of every row that pairs two names in code."""
    lines = GLOSSARY.read_text(encoding="utf-8").split("\n")
    cells = [line.split("|")[1:3] for line in lines if line.startswith("|")]
    return {(left, right) for pair in cells for left in coded(pair[0]) for right in coded(pair[1])}


def glossary_names() -> set[str]:
    """Every name in the first column of the glossary."""
    lines = GLOSSARY.read_text(encoding="utf-8").split("\n")
    return {name for line in lines if line.startswith("|") for name in coded(line.split("|")[1])}


def models() -> Iterator[type[BaseModel]]:
    """Every pydantic model of the program."""
    for package in (clauses, instruments):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, BaseModel):
                    yield value


def test_the_glossary_pairs_every_alias_with_its_field() -> None:
    pairs = {
        (field.alias, name)
        for model in models()
        for name, field in model.model_fields.items()
        if field.alias is not None
    }

    assert pairs - glossary() == set()


def test_the_glossary_has_every_column_of_every_table() -> None:
    columns = {
        f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.c
    }

    assert columns - glossary_names() == set()


def test_the_glossary_has_every_fact_kind_sphere_and_filter() -> None:
    facts = {(name, fact.__name__) for name, fact in FACTS.items()}
    values = {*get_args(PartnerKind), *get_args(Sphere), *KIND_NAMES, *FILTERS}

    assert facts - glossary() == set()
    assert values - glossary_names() == set()


def test_the_glossary_has_every_command_and_no_other() -> None:
    said = {name for name in glossary_names() if name.startswith("pactua ")}
    there = {
        path for path, command in commands("pactua", pactua) if not hasattr(command, "commands")
    }

    assert said == there


def test_the_glossary_pairs_the_keys_of_findings_and_the_codes_of_errors() -> None:
    findings = {(portuguese, english) for english, portuguese in KEYS.items()}
    errors = {(error.code, error.__name__) for error in final_errors(PactuaError)}

    assert (findings | errors) - glossary() == set()


def final_errors(error: type[PactuaError]) -> Iterator[type[PactuaError]]:
    """The errors that are raised, not those that only gather others."""
    below = error.__subclasses__()
    if not below:
        yield error
    for inner in below:
        yield from final_errors(inner)


# --- the manual against the code ---


def test_the_manual_lists_the_fields_of_clause_texts_in_their_words() -> None:
    said = {coded(name)[0]: meaning for name, meaning in rows(CLAUSES_CHAPTER, "Campos")[1:]}
    of_body = {f"orgao{path.removeprefix('participe')}" for path in FIELDS}  # told in one row

    assert "orgao" in said
    assert {path: said[path] for path in said if path != "orgao"} == {
        path: meaning for path, meaning in FIELDS.items() if path not in of_body
    }


def test_the_filters_do_what_the_manual_shows(tmp_path: Path) -> None:
    mpmt, defensoria = (fields_of(tmp_path, name) for name in ("mpmt", "defensoria"))
    shown = rows(CLAUSES_CHAPTER, "Filtros: a concordância")[1:]

    done = [
        [cell, fill(coded(cell)[0], mpmt), fill(coded(cell)[0], defensoria)] for cell, *_ in shown
    ]

    assert done == shown


def test_the_manual_names_every_filter() -> None:
    text = CLAUSES_CHAPTER.read_text(encoding="utf-8")

    assert [name for name in FILTERS if f"|{name}" not in text and f"`{name}`" not in text] == []


def fields_of(folder: Path, example: str) -> dict[str, Value]:
    """What a text could say of an agreement with an example partner."""
    (row,) = read_partners(EXAMPLES / f"{example}.yaml")
    assert row.partner is not None
    ask = Ask((row.partner,), "act-adesao", read_plan(PLAN), PLAN.name)
    request = prepare(office_at(folder), ask)
    return {
        **instrument_fields(request, "1/2026"),
        "participe": partner_records(request.partners)[0],
    }


def test_the_manual_explains_every_rule() -> None:
    explained = set(inline_code(MESSAGES_CHAPTER))

    assert set(rules()) - explained == set()


def rules() -> Iterator[str]:
    """The rules that the program names: first word of every fault and Finding in its source."""
    for package in PROGRAM:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from rule_of(node)


def rule_of(node: Any) -> Iterator[str]:
    """The rule in a call such as `fault("cep-invalido", ...)`."""
    match node:
        case ast.Call(
            func=ast.Name(id="fault" | "Finding"), args=[ast.Constant(value=str(name)), *_]
        ):
            yield name


def test_the_manual_tells_the_status_of_every_error() -> None:
    explained = set(inline_code(MESSAGES_CHAPTER))

    assert {error.code for error in final_errors(PactuaError)} - explained == set()
