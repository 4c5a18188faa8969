"""A redline as one HTML page: what went out struck through, what came in underlined.

Never by colour alone: `<del>` and `<ins>` carry words for those who listen to the page, and the
page says at its head how many parts changed. It stands alone and loads nothing.
"""

from collections.abc import Iterator
from html import escape

from document.redline import Piece, Redline, RedlineLine, RedlinePart

STATES = {
    "igual": "sem alteração",
    "alterada": "alterada",
    "incluida": "incluída",
    "excluida": "excluída",
}
STYLE = """
body { font-family: "Liberation Serif", Georgia, serif; line-height: 1.5; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
del { color: #8b0000; text-decoration: line-through; }
ins { color: #00482b; text-decoration: underline; text-decoration-thickness: 2px; }
.nota { border-left: 4px solid #1351b4; padding-left: .75rem; }
.estado { font-weight: normal; font-style: italic; }
.so-ouvido { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media print { body { margin: 0; max-width: none; } }
"""


def redline_html(redline: Redline, whole: bool = False) -> bytes:
    """The page in UTF-8; only the parts that changed unless the `whole` text is wanted."""
    parts = redline.parts if whole else redline.changed
    body = "\n".join(_part(part) for part in parts)
    page = (
        '<!DOCTYPE html>\n<html lang="pt-BR">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(redline.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(redline.title)}</h1>\n<p>{_counted(redline)}</p>\n"
        f"<p>De <del>{escape(redline.old_name)}</del> para <ins>{escape(redline.new_name)}</ins>."
        f"</p>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _counted(redline: Redline) -> str:
    changed, total = len(redline.changed), len(redline.parts)
    if not changed:
        return "Nenhuma parte foi alterada."
    return f"Partes alteradas: {changed} de {total}."


def _part(part: RedlinePart) -> str:
    note = f'<p class="nota">{escape(part.note)}</p>\n' if part.note else ""
    lines = "\n".join(_line(line) for line in part.lines)
    return (
        f'<section id="{escape(part.id, quote=True) or "titulo"}">\n<h2>{escape(part.title)} '
        f'<span class="estado">({STATES[part.state]})</span></h2>\n{note}{lines}\n</section>'
    )


def _line(line: RedlineLine) -> str:
    return f"<p>{''.join(_pieces(line.pieces))}</p>"


def _pieces(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        words = escape(piece.text, quote=False)
        if piece.kind == "excluido":
            yield f'<del><span class="so-ouvido">[excluído: </span>{words}' + _ends()
            yield "</del>"
        elif piece.kind == "incluido":
            yield f'<ins><span class="so-ouvido">[incluído: </span>{words}' + _ends()
            yield "</ins>"
        else:
            yield words


def _ends() -> str:
    return '<span class="so-ouvido">]</span>'
