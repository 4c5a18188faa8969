"""Which tags a Word template may have, and how they are filled in.

Templates come from people, so a tag reaches the fields of rendering/docx_fields.py and nothing
else: what Jinja could do beyond that is refused when the template is opened, and a sandbox stands
behind the refusal. Leaves out what docxtpl and Word make of the file (rendering/docx.py).
"""

import html
import re
from dataclasses import fields
from traceback import extract_tb
from typing import Any
from xml.etree import ElementTree

from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from faults.errors import BadTemplate
from reading.parser_words import jinja_reason
from rendering.docx_fields import EditionFields, GroupFields, PlaceFields, RunXml, TableFields

ROOTS = frozenset({"grupos", "edicao"})
FIELDS = frozenset({"first", "last", "index", "junto"}).union(
    field.name
    for kind in (GroupFields, TableFields, PlaceFields, EditionFields)
    for field in fields(kind)
)
LAYOUT = (
    nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Name, nodes.Const, nodes.Tuple,
    nodes.Getattr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
"""All the Jinja that a layout needs; the sandbox stands behind this list, not instead of it."""

REMEDY = "Corrija o modelo no Word; templates/docx/LEIAME.md diz quais marcas ele pode ter."

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKUP = re.compile(r"<[^>]*>")


def _written(value: Any) -> str:
    return value if isinstance(value, RunXml) else escape(value)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed from what is not dangerous to what a layout names.

    `finalize` escapes every value but a run of ours. Jinja's own escaping does the same and copies
    each run twice on the way, which is two thirds of the time of drawing a document.
    """

    def __init__(self) -> None:
        super().__init__(autoescape=False, finalize=_written, undefined=StrictUndefined)
        for names in (self.globals, self.filters, self.tests):
            names.clear()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr in FIELDS


SANDBOX = _Sandbox()


class TemplatePart:
    """One part of the file that is drawn for each document."""

    def __init__(self, name: str, kind: str, source: str) -> None:
        self.name = name
        self.kind = kind
        self._lines = source.split("\n")
        try:
            self._check(SANDBOX.parse(source))
            self._template = SANDBOX.from_string(source)
        except TemplateSyntaxError as error:
            reason = f"a marca não pode ser lida{jinja_reason(error.message)}"
            raise self.fault(reason, error.lineno) from error

    def draw(self, values: dict[str, Any]) -> bytes:
        """The part with these values in it."""
        try:
            return self._template.render(values).encode()
        except Exception as error:  # the values are ours: whatever fails, the template asked for it
            trace = extract_tb(error.__traceback__)
            line = next((f.lineno for f in reversed(trace) if f.filename == "<template>"), None)
            reason = f"a marca não pode ser preenchida{jinja_reason(str(error))}"
            raise self.fault(reason, line) from error

    def words(self, values: dict[str, Any]) -> list[str]:
        """The words that a reader of the part sees."""
        try:
            root = ElementTree.fromstring(self.draw(values))
        except ElementTree.ParseError as error:
            reason = "uma marca abre num parágrafo ou célula e fecha em outro sem %p, %tr ou %tc"
            raise self.fault(reason) from error
        for paragraph in root.iter(f"{WORD}p"):
            loose = [paragraph.text, *(child.tail for child in paragraph)]
            if shown := "".join(text or "" for text in loose).strip():
                raise self.fault(f"“{shown}” não tem formato próprio e pede {{{{ … }}}} sem r")
        texts = list(root.iter(f"{WORD}t"))
        for text in texts:
            if len(text):
                shown = "".join(text.itertext())
                raise self.fault(f"“{shown}” tem negritos e itálicos próprios e pede {{{{r … }}}}")
        return " ".join(text.text or "" for text in texts).split()

    def fault(self, reason: str, line: int | None = None) -> BadTemplate:
        """The error that names this part and, when the line is known, shows what is on it."""
        near = html.unescape(MARKUP.sub("", self._lines[line - 1])).strip() if line else ""
        place = f", em “{near[:120]}”" if near else ""
        return BadTemplate(f"modelo do DOCX, {self.kind} ({self.name}){place}: {reason}.", REMEDY)

    def _check(self, tree: nodes.Template) -> None:
        used = list(tree.find_all(nodes.Node))
        for node in used:
            if not isinstance(node, LAYOUT):
                raise self.fault("o modelo só aceita for, if e nomes de campos", node.lineno)
            if isinstance(node, nodes.Getattr) and node.attr not in FIELDS:
                raise self.fault(f"o campo “{node.attr}” não existe", node.lineno)
        # only now: Jinja works out constants as it looks for names, and 'a' * 10**10 is one
        unknown = meta.find_undeclared_variables(tree) - ROOTS
        for node in used:
            if isinstance(node, nodes.Name) and node.name in unknown:
                raise self.fault(f"o campo “{node.name}” não existe", node.lineno)
