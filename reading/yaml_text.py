"""YAML as people write it: every value is text, nothing is guessed.

Standard YAML reads `cep: 01310100` as an octal number and `uf: NO` as false; here both stay text
and the models say what they are. Keys given twice, keys that are not text, anchors, aliases and
tags are refused.
"""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from faults.errors import UnreadableFile
from reading.limits import read_text
from reading.parser_words import yaml_reason

Tree = dict[str, Any] | list[Any] | str | None
NULL = "tag:yaml.org,2002:null"
REMEDY = "Confira o recuo das linhas, os dois-pontos e as aspas."


class _TextLoader(yaml.SafeLoader):
    """SafeLoader whose only implicit type is null."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}  # noqa: RUF012 (PyYAML's API)

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # untyped in the stubs
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("âncoras (&) e apelidos (*) não são aceitos", event)
        if getattr(event, "tag", None):
            raise _refused("marcas de tipo (!) não são aceitas", event)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        value = super().construct_scalar(node)
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise _refused("há metade de um caractere (\\uD800 a \\uDFFF)", node)
        return value

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag == NULL:
                raise _refused("a chave não é um texto", key)
            if key.value in seen:
                raise _refused(f"a chave “{key.value}” aparece duas vezes", key)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Refused(yaml.constructor.ConstructorError):
    """What this reader refuses in words of its own."""


def _refused(problem: str, place: Any) -> _Refused:
    """The error at an event or node."""
    return _Refused(None, None, problem, place.start_mark)


_TextLoader.add_implicit_resolver(NULL, re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


def load_yaml(text: str, name: str) -> Tree:
    """The value of one YAML document. Raises UnreadableFile with line and column."""
    try:
        value: Tree = yaml.load(text, _TextLoader)  # noqa: S506 (a SafeLoader with fewer types)
    except RecursionError as error:
        raise UnreadableFile(f"{name}: níveis demais.", REMEDY) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"linha {mark.line + 1}, coluna {mark.column + 1}: " if mark else ""
        own = isinstance(error, _Refused)
        reason = f" ({error.problem})" if own else yaml_reason(error.problem)
        raise UnreadableFile(f"{name}: {place}YAML inválido{reason}.", REMEDY) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadableFile(
            f"{name}: linha {line}: o caractere U+{error.character:04X} não é aceito.",
            "Apague-o ou troque-o.",
        ) from error
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
