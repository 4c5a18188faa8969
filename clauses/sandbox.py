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
    Undefined,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from clauses.agreement import FILTERS, WITH_WORD
from clauses.values import CHOICES, FIELDS, ROOTS, Record, Value
from faults.errors import BadTemplate
from reading.parser_words import jinja_reason

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
MEMBERSHIPS = frozenset({"in", "notin"})
DEEPEST = 50
"""Levels of a text, branches of an `if` included. Python's own compiler gives up at about 100."""

REMEDY = "Use só os campos e filtros listados por `pactua clausula campos` e {% if %} simples."


class _Missing(StrictUndefined):
    """A field that nobody gave a value: any use of it is an error that names it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"o campo “{self._undefined_name}” não foi informado"


class _Environment(ImmutableSandboxedEnvironment):
    """Attributes are fields of Records; there are no globals, tests or calls."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Record) and attribute in obj.fields:
            return obj.fields[attribute]
        return obj if isinstance(obj, Undefined) else self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        return False


@pass_context
def _seal(context: Context, value: object) -> str:
    """Put the value aside and print its sentinel. Taking the context stops constant folding."""
    values: list[str] = context[VALUES_KEY]
    values.append(_printed(value))
    if FIRST_SENTINEL + len(values) > LAST_SENTINEL:
        raise BadTemplate("o texto tem campos demais.", "Divida a cláusula em duas.")
    return chr(FIRST_SENTINEL + len(values) - 1)


def _printed(value: object) -> str:
    """The words of a value. True, a list or a record without a name have none."""
    if value is None:
        return ""
    named = isinstance(value, Record) and value.noun is not None
    text = isinstance(value, str | int | Undefined) and not isinstance(value, bool)
    if named or text:
        return str(value)
    raise BadTemplate(
        "há um campo que não é texto nem número e não pode ser impresso.",
        "Imprima um de seus campos, ou use-o só em {% if %}.",
    )


@cache
def _environment() -> _Environment:
    environment = _Environment(
        undefined=_Missing,
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
    values: dict[int, str]
    """Each value under the code point that stands for it."""

    def unseal(self, text: str) -> str:
        """The text, or a part of it, with the values in their places."""
        if not self.values or text.isascii():
            return text
        return text.translate(self.values)


def render(source: str, fields: Mapping[str, Value]) -> Sealed:
    """The source filled in. Raises BadTemplate for what the language does not allow."""
    if "{" not in source and source.isprintable():
        return Sealed(source, {})  # most titles: there is nothing to fill in
    values: list[str] = []
    try:
        text = _compiled(source).render({**fields, VALUES_KEY: values})
    except BadTemplate:
        raise
    except (UndefinedError, ValueError) as error:  # ours, in Portuguese: fields, numbers, lists
        raise BadTemplate(f"o texto não pôde ser preenchido ({error}).", REMEDY) from error
    except (TemplateError, TypeError) as error:
        reason = jinja_reason(str(error))
        raise BadTemplate(f"o texto não pôde ser preenchido{reason}.", REMEDY) from error
    return Sealed(text, dict(enumerate(values, FIRST_SENTINEL)))


def fill(source: str, fields: Mapping[str, Value]) -> str:
    """A one-line text (a title, a cell) filled in, without Markdown."""
    sealed = render(source, fields)
    return sealed.unseal(sealed.text)


def holds(condition: str, fields: Mapping[str, Value]) -> bool:
    """Whether a condition such as `participe.tipo == "fornecedor"` is true."""
    if "%}" in condition:
        raise BadTemplate(f"a condição “{condition}” tem “%}}”.", "Escreva só a comparação.")
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
        reason = jinja_reason(error.message)
        yield error.lineno, f"marcação {{{{ }}}} ou {{% %}} mal formada{reason}."
    except (RecursionError, ValueError):
        yield 1, "há níveis demais de parênteses ou de condições, ou um número longo demais."
    else:
        yield from _walk(tree, 1, 0)


def _walk(node: nodes.Node, line: int, depth: int) -> Iterator[tuple[int, str]]:
    if depth > DEEPEST:
        yield line, f"há mais de {DEEPEST} níveis de condições e de filtros."
        return
    for child in node.iter_child_nodes():
        at = child.lineno or line
        if isinstance(child, ALLOWED):
            yield from ((at, problem) for problem in _wrong(child))
            branches = len(child.elif_) if isinstance(child, nodes.If) else 0
            yield from _walk(child, at, depth + 1 + branches)
        else:
            yield at, f"“{type(child).__name__}” não é permitido em textos."


def _wrong(node: nodes.Node) -> Iterator[str]:
    """What is wrong with one node, apart from what it holds."""
    match node:
        case nodes.Filter(name=name) if name not in FILTERS:
            yield f"o filtro “{name}” não existe."
        case nodes.Filter(name=name) if len(_arguments(node)) != (name in WITH_WORD):
            wanted = "leva uma palavra" if name in WITH_WORD else "não leva nada"
            yield f"o filtro “{name}” {wanted} entre parênteses."
        case nodes.Operand(op=op) if op not in COMPARISONS:
            yield f"a comparação “{op}” não é permitida."
        case nodes.Operand(op=op, expr=expr) if op in MEMBERSHIPS:
            if not isinstance(expr, nodes.List | nodes.Tuple):
                yield '“in” compara só com uma lista, como ["a", "b"].'
        case nodes.Compare(expr=expr, ops=ops):
            path = _path(expr)
            for value in (value for op in ops for value in _constants(op.expr)):
                if value not in CHOICES.get(path, (value,)):
                    yield f"“{path}” nunca é “{value}”; pode ser: {', '.join(CHOICES[path])}."
        case nodes.Const(value=value) if not isinstance(value, str | int | None):
            yield f"“{value}” não é um número inteiro nem um texto entre aspas."
        case nodes.Name(name=name) if name not in ROOTS:
            yield f"o campo “{name}” não existe."
        case nodes.Getattr():
            path = _path(node)
            if path not in FIELDS and path.partition(".")[0] in ROOTS | {"?"}:
                yield f"o campo “{path}” não existe."


def _constants(node: nodes.Expr) -> list[Any]:
    """The value of a constant, or those of a list of them."""
    items = node.items if isinstance(node, nodes.List | nodes.Tuple) else [node]
    return [item.value for item in items if isinstance(item, nodes.Const)]


def _arguments(node: nodes.Filter) -> list[nodes.Node]:
    given = (*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs)
    return [argument for argument in given if argument is not None]


def _path(node: nodes.Node) -> str:
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    root = node.name if isinstance(node, nodes.Name) else "?"
    return ".".join((root, *reversed(steps)))
