"""The language of clause texts: declared fields, grammar filters, `if` with comparisons, no more.

A text is first read into Jinja's syntax tree and every node is held against a list of what is
allowed, so loops, calls, arithmetic, imports and undeclared names never run; the immutable sandbox
of Jinja stands behind that as a second wall. Values leave as sentinels of the private-use area,
one character each, which `unseal` exchanges after Markdown was read: no value can become markup.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from clauses.agreement import FILTERS
from clauses.values import FIELDS, ROOTS, Record, Value
from faults.errors import BadTemplate

FIRST_SENTINEL = 0xE000
LAST_SENTINEL = 0xF8FF
VALUES_KEY = " values"
"""Where the collected values stand in the context: no Jinja name can contain a space."""

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.List,
    nodes.Tuple,
)
COMPARISONS = frozenset({"eq", "ne", "in", "notin"})
REMEDY = "Use só os campos e filtros listados por `pactua clausula campos` e {% if %} simples."


class _Environment(ImmutableSandboxedEnvironment):
    """Attributes are fields of Records; there are no globals, tests or calls."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Record) and attribute in obj.fields:
            return obj.fields[attribute]
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        return False


@pass_context
def _seal(context: Context, value: Value) -> str:
    """Put the value aside and print its sentinel. Taking the context stops constant folding."""
    values: list[str] = context[VALUES_KEY]
    values.append("" if value is None else str(value))
    if FIRST_SENTINEL + len(values) > LAST_SENTINEL:
        raise BadTemplate("o texto tem campos demais.", "Divida a cláusula em duas.")
    return chr(FIRST_SENTINEL + len(values) - 1)


@cache
def _environment() -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{%#",  # Jinja's own {# is how Markdown here writes an anchor
        comment_end_string="#%}",
        finalize=_seal,
        autoescape=False,  # values never meet markup: they are put in after parsing
    )
    environment.globals = {}
    environment.tests = {}
    environment.filters = dict(FILTERS)
    return environment


@dataclass(frozen=True, slots=True)
class Sealed:
    """A rendered text with one private-use character in the place of each value."""

    text: str
    values: tuple[str, ...]

    def unseal(self, text: str) -> str:
        """The text, or a part of it, with the values in their places."""
        if not self.values or text.isascii():
            return text
        return text.translate(dict(enumerate(self.values, FIRST_SENTINEL)))


def render(source: str, fields: Mapping[str, Value]) -> Sealed:
    """The source filled in. Raises BadTemplate for what the language does not allow."""
    values: list[str] = []
    try:
        text = _compiled(source).render({**fields, VALUES_KEY: values})
    except BadTemplate:
        raise
    except (TemplateError, TypeError) as error:
        raise BadTemplate(f"o texto não pôde ser preenchido ({error}).", REMEDY) from error
    return Sealed(text, tuple(values))


def fill(source: str, fields: Mapping[str, Value]) -> str:
    """A one-line text (a title, a cell) filled in, without Markdown."""
    sealed = render(source, fields)
    return sealed.unseal(sealed.text)


def holds(condition: str, fields: Mapping[str, Value]) -> bool:
    """Whether a condition such as `participe.tipo == "fornecedor"` is true."""
    return render(f"{{% if {condition} %}}sim{{% endif %}}", fields).text == "sim"


@lru_cache(maxsize=2048)
def _compiled(source: str) -> Template:
    for line, problem in problems(source):
        raise BadTemplate(f"linha {line}: {problem}", REMEDY)
    return _environment().from_string(source)


def problems(source: str) -> Iterator[tuple[int, str]]:
    """(line, what is wrong) of everything in a text that the language does not allow."""
    for line, text in enumerate(source.split("\n"), 1):
        if any(FIRST_SENTINEL <= ord(character) <= LAST_SENTINEL for character in text):
            yield line, "há um caractere de uso privado no texto."
    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as error:
        yield error.lineno, f"marcação {{{{ }}}} ou {{% %}} mal formada ({error.message})."
        return
    yield from _walk(tree)


def fields_of(source: str) -> frozenset[str]:
    """The dotted paths of the fields that a text uses."""
    tree = _environment().parse(source)
    return frozenset(
        path for node in tree.find_all((nodes.Name, nodes.Getattr)) if (path := _path(node))
    )


def _walk(node: nodes.Node) -> Iterator[tuple[int, str]]:
    for child in node.iter_child_nodes():
        if not isinstance(child, ALLOWED):
            yield child.lineno, f"“{type(child).__name__}” não é permitido em textos."
            continue
        if isinstance(child, nodes.Filter) and child.name not in FILTERS:
            yield child.lineno, f"o filtro “{child.name}” não existe."
        if isinstance(child, nodes.Operand) and child.op not in COMPARISONS:
            yield child.lineno, f"a comparação “{child.op}” não é permitida."
        if isinstance(child, nodes.Name) and child.name not in ROOTS:
            yield child.lineno, f"o campo “{child.name}” não existe."
        if isinstance(child, nodes.Getattr):
            path = _path(child)
            if path not in FIELDS and path.partition(".")[0] in ROOTS | {"?"}:
                yield child.lineno, f"o campo “{path}” não existe."
        yield from _walk(child)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return "?"
