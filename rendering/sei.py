"""HTML that SEI's editor takes: paragraphs and tables in the classes of SEI's own style sheet.

Made by code and not by a template, because the CRC printed beside the verification code is taken
over `canonical_bytes(canonical_html(document))`: nobody's restyling may move it. That text is the
whole instrument with its places of signature (name, role, party), and without everything that comes
from elsewhere: letterhead, notices about a draft, the blocks that tell who signed and how to check.

Of SEI's paragraph classes only those that number nothing are used: `Item_Alinea_Letra`,
`Item_Inciso_Romano`, `Item_Nivel1` and their like print a label of their own through CSS counters,
and it would stand beside ours, which is text. Inline styles say the same for whoever opens the file
elsewhere. Leaves out: computing the CRC, and sending anything to SEI.
"""

import unicodedata
from collections.abc import Iterator
from html import escape

from document.flow import Piece, PieceKind, flow
from document.tree import Cell, Inline, NumberedDocument, Run, SignaturePlace, Table
from rendering.port import Edition

ENCODING = "iso-8859-1"
CENTRED = "text-align:center"
JUSTIFIED = "text-align:justify"
LEFT = "text-align:left"
TITLE = "Texto_Centralizado_Maiusculas_Negrito"
TABLE = (
    '<table border="1" cellpadding="4" cellspacing="0" style="border-collapse:collapse;width:100%">'
)

LOOKS: dict[PieceKind, tuple[str, str]] = {
    "titulo": (TITLE, CENTRED),
    "subtitulo": ("Texto_Centralizado", CENTRED),
    "ementa": ("Texto_Justificado", f"{JUSTIFIED};margin-left:70mm"),
    "rotulo": ("Texto_Alinhado_Esquerda", LEFT),
    "corpo": ("Texto_Justificado", JUSTIFIED),
    "clausula": ("Texto_Alinhado_Esquerda", LEFT),
    "subclausula": ("Texto_Justificado", JUSTIFIED),
    "inciso": ("Texto_Justificado", JUSTIFIED),
    "alinea": ("Texto_Justificado", JUSTIFIED),
    "item": ("Texto_Justificado", JUSTIFIED),
    "marcador": ("Texto_Justificado", JUSTIFIED),
    "anexo": (TITLE, f"{CENTRED};page-break-before:always"),
    "secao": ("Texto_Alinhado_Esquerda", LEFT),
}
"""Class and inline style of each kind of paragraph."""

BOLD: frozenset[PieceKind] = frozenset({"titulo", "ementa", "rotulo", "clausula", "anexo", "secao"})
ITEMS: frozenset[PieceKind] = frozenset({"inciso", "alinea", "item", "marcador"})
FIRST_INDENT_MM, STEP_MM = 10, 8


class SeiEngine:
    """A small page in ISO-8859-1 around the canonical HTML, to paste or to send."""

    name = "sei"
    format = "sei"

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The page; its notices, when it has any, stand before the canonical HTML."""
        notices = ""
        if edition.notices:
            words = _text(" · ".join(edition.notices))
            notices = f"{_paragraph(TITLE, CENTRED, f'<strong>{words}</strong>')}\n"
        return canonical_bytes(
            "<!DOCTYPE html>\n"
            f'<html lang="{escape(edition.language)}">\n'
            f'<head>\n<meta charset="{ENCODING}">\n<title>{_text(edition.title)}</title>\n</head>\n'
            f"<body>\n{notices}{canonical_html(document)}</body>\n</html>\n"
        )


def canonical_html(document: NumberedDocument) -> str:
    """The instrument alone, one paragraph or table after another, each ending in a line break.

    Depends on the document and on nothing else. A change in what this gives for the same document
    changes every CRC computed after it.
    """
    return "".join(f"{block}\n" for piece in flow(document) for block in _blocks(piece))


def canonical_bytes(html: str) -> bytes:
    """The HTML in ISO-8859-1, with what that lacks (– “ ”) as decimal references, as SEI keeps it.

    The CRC-32 of a version is taken over these bytes.
    """
    return html.encode(ENCODING, "xmlcharrefreplace")


def _blocks(piece: Piece) -> Iterator[str]:
    if piece.table is not None:
        yield _table(piece.table)
    elif piece.place is not None:
        yield from _signature(piece.place)
    else:
        css_class, style = LOOKS[piece.kind]
        if piece.kind in ITEMS:
            style = f"{style};margin-left:{FIRST_INDENT_MM + STEP_MM * piece.depth}mm"
        yield _paragraph(css_class, style, _words(piece))


def _words(piece: Piece) -> str:
    """Label and runs. Kinds that are bold throughout carry one mark instead of one a run."""
    if piece.kind in BOLD:
        plain = tuple(Run(run.text, italic=run.italic) for run in piece.runs)
        return f"<strong>{_runs(plain)}</strong>"
    label = _text(piece.label)
    if piece.kind == "subclausula":
        label = f"<strong>{label}</strong>"
    return " ".join(part for part in (label, _runs(piece.runs)) if part)


def _signature(place: SignaturePlace) -> Iterator[str]:
    yield _paragraph(
        "Texto_Centralizado",
        f"{CENTRED};margin-top:36pt;page-break-after:avoid",
        f"<strong>{_text(place.name)}</strong>",
    )
    yield _paragraph("Texto_Centralizado", f"{CENTRED};page-break-after:avoid", _text(place.role))
    yield _paragraph("Texto_Centralizado", CENTRED, _text(place.party))


def _table(table: Table) -> str:
    lines = [TABLE]
    if table.caption:
        lines.append(f'<caption style="{LEFT}"><strong>{_text(table.caption)}</strong></caption>')
    widths = table.widths
    if table.header:
        cells = (
            _cell("th", f"<strong>{_text(title)}</strong>", width, "col")
            for title, width in zip(table.header, widths, strict=True)
        )
        lines.append(f"<thead>\n<tr>{' '.join(cells)}</tr>\n</thead>")
    lines.append("<tbody>")
    lines += (_row(row, widths, form=not table.header) for row in table.rows)
    lines.append("</tbody>\n</table>")
    return "\n".join(lines)


def _row(row: tuple[Cell, ...], widths: tuple[int, ...], *, form: bool) -> str:
    cells = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        words = _runs(cell.content)
        if form and place == 0:
            cells.append(_cell("th", f"<strong>{words}</strong>", width, "row"))
        else:
            cells.append(_cell("td", words, width))
    return f"<tr>{' '.join(cells)}</tr>"


def _cell(tag: str, words: str, width: int, scope: str = "") -> str:
    scoped = f' scope="{scope}"' if scope else ""
    inner = _paragraph("Tabela_Texto_Alinhado_Esquerda", LEFT, words)
    return f'<{tag}{scoped} style="width:{width}%;vertical-align:top">{inner}</{tag}>'


def _paragraph(css_class: str, style: str, words: str) -> str:
    return f'<p class="{css_class}" style="{style}">{words}</p>'


def _runs(runs: tuple[Inline, ...]) -> str:
    return "".join(_run(run) for run in runs if isinstance(run, Run))


def _run(run: Run) -> str:
    marked = _text(run.text)
    if run.italic:
        marked = f"<em>{marked}</em>"
    if run.bold:
        marked = f"<strong>{marked}</strong>"
    return marked


def _text(text: str) -> str:
    """Escaped text in NFC."""
    return escape(unicodedata.normalize("NFC", text), quote=False)
