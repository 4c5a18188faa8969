"""Accessible HTML: one file that stands alone, and the page that becomes a PDF.

Templates and style sheets are in templates/html; a folder of the user's own may replace any of
them (first hit wins). They run in Jinja's sandbox, and every value is escaped. The words come from
the tree; inside `<main>` there is the canonical text and nothing else. Leaves out: what SEI's
editor wants (rendering/sei.py) and laying out pages (rendering/weasy.py).
"""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from document.tree import Inline, ItemList, NumberedDocument, Paragraph, Run, Table
from faults.errors import BadTemplate
from reading.parser_words import jinja_reason
from rendering.port import Edition

FOLDER = Path(__file__).parents[1] / "templates" / "html"
SCREEN_STYLES = ("texto.css", "tela.css")
FAULTS_OF_A_TEMPLATE = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
"""What an expression in a template of the user's can raise, beside Jinja's own errors."""


class HtmlEngine:
    """The standalone file: nothing outside it is needed or may be loaded."""

    name = "html"
    format = "html"

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._templates = HtmlTemplates(folders)
        self._style: str | None = None

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The file in UTF-8. Raises BadTemplate when a template of the user's is faulty."""
        if self._style is None:
            self._style = "\n".join(self._templates.style(name) for name in SCREEN_STYLES)
        page = self._templates.page("documento.html", document, edition, style=self._style)
        return page.encode()


class HtmlTemplates:
    """Templates and style sheets by name, from the user's folders first and ours last."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._loader = FileSystemLoader([*folders, FOLDER])
        self._environment = ImmutableSandboxedEnvironment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(texto=_text, trechos=_runs)
        self._environment.tests.update(
            paragrafo=lambda block: isinstance(block, Paragraph),
            lista=lambda block: isinstance(block, ItemList),
            tabela=lambda block: isinstance(block, Table),
        )

    def page(self, name: str, document: NumberedDocument, edition: Edition, style: str = "") -> str:
        """The whole page that this template makes of the document."""
        if "</" in style:
            raise BadTemplate(
                "a folha de estilo contém “</”, que encerraria o bloco de estilo da página.",
                "Retire esse trecho do arquivo .css do modelo.",
            )
        try:
            return self._environment.get_template(name).render(
                document=document,
                edition=edition,
                moment=utc_moment(edition.when),
                style=Markup(style),  # a style sheet, checked above
            )
        except FAULTS_OF_A_TEMPLATE as error:
            raise BadTemplate(
                f"o modelo {_place(error, name)} não pode ser usado{_reason(error)}.",
                "Corrija o modelo ou apague-o para voltar ao modelo do sistema.",
            ) from error

    def style(self, name: str) -> str:
        """The text of a style sheet, as it stands in the file."""
        return self._loader.get_source(self._environment, name)[0]


def utc_moment(when: datetime) -> str:
    """`2024-01-10T12:00:00Z`, the form that HTML and XMP metadata share."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _place(error: Exception, name: str) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or name}, linha {error.lineno},"
    return name


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f" (o modelo “{error.name}” não existe)"
    return jinja_reason(error.message if isinstance(error, TemplateError) else str(error))


def _text(text: str) -> Markup:
    """Escaped text in NFC, normalised before marks surround it: a combining one could join them."""
    return escape(unicodedata.normalize("NFC", text))


def _runs(content: tuple[Inline, ...]) -> Markup:
    """Runs in reading order with their weight and slope."""
    return Markup("").join(_run(part) for part in content if isinstance(part, Run))


def _run(run: Run) -> Markup:
    marked = _text(run.text)
    if run.italic:
        marked = Markup("<em>{}</em>").format(marked)
    if run.bold:
        marked = Markup("<strong>{}</strong>").format(marked)
    return marked
