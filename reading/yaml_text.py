"""YAML as people write it: every value is text, nothing is guessed.

Standard YAML reads `cep: 01310100` as an octal number and `uf: NO` as false; here both stay text
and the models say what they are. Keys given twice, anchors and aliases are refused.
"""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from faults.errors import UnreadableFile
from reading.limits import read_text

Tree = dict[str, Any] | list[Any] | str | None
REMEDY = "Confira o recuo das linhas, os dois-pontos e as aspas."


class _TextLoader(yaml.SafeLoader):
    """SafeLoader whose only implicit type is null."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}  # noqa: RUF012 (PyYAML's API)

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # untyped in the stubs
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.constructor.ConstructorError(
                None, None, "âncoras (&) e apelidos (*) não são aceitos", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"a chave “{key.value}” aparece duas vezes", key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


_TextLoader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), list("~nN") + [""]
)


def load_yaml(text: str, name: str) -> Tree:
    """The value of one YAML document. Raises UnreadableFile with line and column."""
    try:
        value: Tree = yaml.load(text, _TextLoader)  # noqa: S506 (a SafeLoader with fewer types)
    except RecursionError as error:
        raise UnreadableFile(f"{name}: níveis demais.", REMEDY) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"linha {mark.line + 1}, coluna {mark.column + 1}: " if mark else ""
        raise UnreadableFile(f"{name}: {place}YAML inválido ({error.problem}).", REMEDY) from error
    except yaml.YAMLError as error:
        raise UnreadableFile(f"{name}: YAML inválido ({error}).", REMEDY) from error
    return value


def load_mapping(text: str, name: str) -> dict[str, Any]:
    """The keys and values of one YAML document that must be a mapping."""
    value = load_yaml(text, name)
    if not isinstance(value, dict):
        raise UnreadableFile(
            f"{name}: esperava linhas “chave: valor” e encontrou outra coisa.",
            "Compare com os arquivos da pasta examples/.",
        )
    return value


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file."""
    return load_mapping(read_text(path), str(path))
