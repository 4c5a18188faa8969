"""PDF by Typst: PDF/A-3a and PDF/UA-1 natively, some ten times faster than WeasyPrint; for batches.

The only importer of typst, and only when the first document is asked for. One compiler a template
and process serves every document. The words reach the template as JSON in `sys.inputs`, never as
markup; templates/typst/documento.typ draws them. Here the flat flow becomes the blocks it draws.

Processes that draw many documents are to be spawned, not forked, with RAYON_NUM_THREADS=1 in their
environment before the first document: Typst reads it once, and without it every process starts as
many threads as the machine has cores. Leaves out which characters may appear (document/charset.py).
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from document.flow import Piece, flow
from document.tree import NumberedDocument, Run, SignaturePlace, Table
from faults.errors import BadTemplate, OutsideError, PactuaError
from rendering.port import Edition, Laid, Picture, Rectangle

if TYPE_CHECKING:
    from typst import Compiler, Fonts

TEMPLATES = Path(__file__).parents[1] / "templates"
TEMPLATE = TEMPLATES / "typst" / "documento.typ"
FONTS = TEMPLATES / "fonts"

FORBIDDEN = re.compile(r"\b(?:import|include|eval|std)\b", re.ASCII)
"""All that can lead a template to a package, and so to the network: the two statements, `eval`,
and the module `std`, out of which `eval` could be taken under a name put together at run time."""

LISTS = ("inciso", "alinea", "item", "marcador")
TEXT_WIDTH = 160 / 25.4 * 72
"""Points between the margins of the page."""
PAGE_HEIGHT = 297 / 25.4 * 72

Data = dict[str, Any]


class TypstEngine:
    """The tree as PDF, drawn by the shipped template or by one of the user's own."""

    name = "typst"
    format = "pdf"

    def __init__(self, template: Path = TEMPLATE) -> None:
        self._template = template

    def prepare(self) -> None:
        """Import typst and read fonts and template now, before the first document."""
        _press(self._template)

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The PDF. Raises BadTemplate for a faulty template, OutsideError when Typst fails."""
        press = _press(self._template)
        with press.lock, _faults_of(self._template):
            inputs = _inputs(document, edition)
            return _drawn(press.compiler, press.source, edition.when, inputs)

    def lay_out(self, document: NumberedDocument, edition: Edition) -> Laid:
        """The PDF, and where its room for stamps is. Raises as `render` does.

        Only a compiler that was made with the words of the document can be asked where things lie.
        """
        press = _press(self._template)
        inputs = _inputs(document, edition)
        with _faults_of(self._template):
            import typst

            compiler = typst.Compiler(
                press.source,
                root=self._template.parent,
                font_paths=press.fonts,
                sys_inputs=inputs,
            )
            # The question first: a compiler forgets its source when it draws.
            found = json.loads(compiler.query("<carimbo>", field="value"))
            pdf = _drawn(compiler, press.source, edition.when, inputs)
        return Laid(pdf, dict(_rectangle(place) for place in found))


def typeset(template: Path, inputs: dict[str, str], when: datetime) -> bytes:
    """A PDF of another template of ours, which takes these inputs. Raises as `render` does."""
    press = _press(template)
    with press.lock, _faults_of(template):
        return _drawn(press.compiler, press.source, when, inputs)


def _inputs(document: NumberedDocument, edition: Edition) -> dict[str, str]:
    qr = edition.authenticity.qr if edition.authenticity else None
    return {
        "edicao": _json(_frame(edition)),
        "blocos": _json(blocks(document)),
        "dados": edition.data.decode(),
        "qr": _json(_picture(qr) if qr else None),
    }


def _drawn(compiler: "Compiler", source: bytes, when: datetime, inputs: dict[str, str]) -> bytes:
    pdf = compiler.compile(
        source,
        sys_inputs=inputs,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(when.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise OutsideError("o Typst não devolveu um arquivo PDF.")
    return pdf + b"\n"  # Typst ends at %%EOF, and a signature is appended to the file


@contextmanager
def _faults_of(template: Path) -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        raise _fault(error, template) from error


def _rectangle(place: Data) -> tuple[str, Rectangle]:
    """A place as the template tells it: measured from the top, in points."""
    left, top = place["x"], PAGE_HEIGHT - place["y"]
    corners = (left, top - place["altura"], left + place["largura"], top)
    return place["id"], Rectangle(place["pagina"] - 1, *(round(side, 3) for side in corners))


def _picture(picture: Picture) -> Data:
    words = _clean(picture.words)
    return {"formato": picture.format, "bytes": list(picture.data), "descricao": words}


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler with its template and fonts read; it takes one document at a time.

    The source goes along with each document (the compiler forgets it), so what was checked is what
    is compiled, whatever happens to the file.
    """

    compiler: "Compiler"
    source: bytes
    fonts: "Fonts"
    lock: Lock = field(default_factory=Lock)


@cache
def _press(template: Path) -> _Press:
    try:
        import typst
    except ImportError as error:
        raise OutsideError(
            f"o Typst não pode ser carregado: {error}.", "Gere com --motor weasyprint."
        ) from error
    try:
        text = template.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadTemplate(
            f"o modelo {template} não pode ser lido: {error}.", "Confira o arquivo do modelo."
        ) from error
    _closed(template, text)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    source = text.encode()
    compiler = typst.Compiler(source, root=template.parent, font_paths=fonts)
    return _Press(compiler, source, fonts)


def _closed(template: Path, text: str) -> None:
    """Refuse a template that could leave its folder: the compiler keeps it from `..` and absolute
    paths, but would fetch packages and follow links."""
    for number, line in enumerate(text.split("\n"), 1):
        if word := FORBIDDEN.search(line):
            raise BadTemplate(
                f"o modelo {template.name}, linha {number}, traz a palavra “{word[0]}”, e um "
                "modelo do Typst é um arquivo só, sem pacotes.",
                "Escreva tudo no próprio modelo e retire essa palavra, mesmo de comentários.",
            )
    folder = template.parent.resolve()
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.resolve().is_relative_to(folder):
            raise BadTemplate(
                f"a pasta do modelo tem um atalho para fora dela: {path.name}.",
                "Copie o arquivo para a pasta no lugar do atalho.",
            )


def _fault(error: RuntimeError, template: Path) -> PactuaError:
    """Typst's complaint: the user's template is at fault when there is one, else the engine."""
    place = re.search(r"\.typ:(\d+):", getattr(error, "diagnostic", ""))
    message = str(error).rstrip(".")
    if template.parent == TEMPLATE.parent:
        return OutsideError(
            f"o Typst não conseguiu fazer o PDF: {message}.", "Gere com --motor weasyprint."
        )
    line = f", linha {place[1]}," if place else ""
    return BadTemplate(
        f"o modelo {template.name}{line} não pode ser usado: {message}.",
        "Corrija o modelo ou apague-o para voltar ao modelo do sistema.",
    )


def _frame(edition: Edition) -> Data:
    language, _, region = edition.language.partition("-")
    witnesses: list[Data] = []
    for place in edition.witnesses:
        _add_place(place, witnesses)
    authenticity = edition.authenticity.lines if edition.authenticity else ()
    return {
        "titulo": _clean(edition.title),
        "titulo_curto": _clean(edition.short_title),
        "timbre": [_clean(line) for line in edition.letterhead],
        "avisos": [_clean(notice) for notice in edition.notices],
        "autor": _clean(edition.author),
        "assunto": _clean(edition.subject),
        "idioma": language,
        "regiao": region or None,
        "carimbos": edition.stamps,
        "testemunhas": witnesses,
        "autenticidade": [_clean(line) for line in authenticity],
    }


def blocks(document: NumberedDocument) -> list[Data]:
    """What the template draws, in reading order, under its Portuguese names.

    Items become lists again, one inside the other, and signature places one block.
    """
    out: list[Data] = []
    lists: list[Data] = []
    for piece in flow(document):
        if piece.kind in LISTS:
            _add_item(piece, out, lists)
            continue
        lists.clear()
        if piece.table is not None:
            out.append(_table(piece.table))
        elif piece.place is not None:
            _add_place(piece.place, out)
        else:
            label = (Run(f"{piece.label} ", bold=True),) if piece.label else ()
            room = TEXT_WIDTH * (90 / 160 if piece.kind == "ementa" else 1) / 12
            out.append({"tipo": piece.kind, "conteudo": _content((*label, *piece.runs), room)})
    return out


def _add_item(piece: Piece, out: list[Data], lists: list[Data]) -> None:
    """Put an item in the innermost list of its depth; `lists` are those open, outermost first."""
    del lists[piece.depth + 1 :]
    if len(lists) > piece.depth and lists[piece.depth]["classe"] != piece.kind:
        del lists[piece.depth :]
    if len(lists) == piece.depth:
        opened: Data = {"tipo": "lista", "classe": piece.kind, "itens": []}
        around = lists[-1]["itens"][-1]["listas"] if lists else out
        around.append(opened)
        lists.append(opened)
    room = (TEXT_WIDTH - (10 + 8 * piece.depth) / 25.4 * 72) / 12
    content = _content(piece.runs, room)
    lists[-1]["itens"].append({"rotulo": piece.label, "conteudo": content, "listas": []})


def _table(table: Table) -> Data:
    rooms = [(TEXT_WIDTH * width / 100 - 8.5) / 10 for width in table.widths]
    return {
        "tipo": "tabela",
        "legenda": _content((Run(table.caption),), TEXT_WIDTH / 12),
        "colunas": table.widths,
        "cabecalho": [
            _content((Run(title),), room) for title, room in zip(table.header, rooms, strict=False)
        ],
        "linhas": [
            [
                {"conteudo": _content(_runs(cell.content), room)}
                for cell, room in zip(row, rooms, strict=True)
            ]
            for row in table.rows
        ],
    }


def _add_place(place: SignaturePlace, out: list[Data]) -> None:
    room = TEXT_WIDTH * 46 / 100 / 12
    lines = {
        "id": place.id,
        "nome": _content((Run(place.name, bold=True),), room),
        "cargo": _content((Run(place.role),), room),
        "parte": _content((Run(place.party),), room),
    }
    if out and out[-1]["tipo"] == "assinaturas":
        out[-1]["lugares"].append(lines)
        return
    if out and out[-1]["tipo"] == "corpo":
        out[-1]["tipo"] = "antes_da_assinatura"
    out.append({"tipo": "assinaturas", "lugares": [lines]})


BREAKERS = "-\u2010\u2012\u2013\u2014/|?!\u2026}\u203c"
"""Characters after which a line may end inside a word (Unicode Annex 14)."""

CLOSING = ".,;:!?\u2026)]}\"'\u201d\u2019\u00bb"
"""Characters before which no line ends."""

ADVANCES = {
    0.28: ".,ijlt/:;\\",
    0.33: "fIr()[]-|!",
    0.39: "sJ",
    0.44: "aceyz?",
    0.56: "FPS",
    0.61: "ELTZ",
    0.67: "BCR",
    0.72: "ADGHKNOQUVXYw&",
    0.78: "m",
    0.9: "MW@%\u2014\u2026",
}
"""Widths of letters in the shipped font, in em, rounded; any other takes half an em."""

ADVANCE = {letter: width for width, letters in ADVANCES.items() for letter in letters}
WIDEST = 0.9
SPACES = re.compile(r"[ \t\n\r\f\v]+")
DOUBT = 1.2
"""How much wider than reckoned a word may be: bold, or letters that are not in the table."""
SYLLABLE = re.compile(rf"[^@._{re.escape(BREAKERS)}]*[@._{re.escape(BREAKERS)}]+|[^ ]+")


def _content(runs: Iterable[Run], room: float) -> list[Data | str]:
    """Runs as the template takes them; words that must not break (or must) apart.

    A line may end after the hyphen of `guarda-chuva` or the slash of `CGSINDEC/DPDC`; in Portuguese
    Typst even repeats the hyphen. Whoever takes the text out would find other words, so such a
    word is held together. A word wider than its room (in em) is instead cut so that it fits.
    """
    clean = [Run(_clean(run.text), run.bold, run.italic) for run in runs]
    text = "".join(run.text for run in clean)
    out: list[Data | str] = []
    done = 0
    for start, end in _held(text, room):
        out += _between(clean, done, start)
        out.append({"junto": list(_between(clean, start, end))})
        done = end
    return [*out, *_between(clean, done, len(text))]


def _held(text: str, room: float) -> Iterator[tuple[int, int]]:
    """Where the stretches that stay on one line begin and end."""
    for word in _suspects(room).finditer(text):
        width = _width(word[0])
        if width <= room and not word["broken"]:
            continue
        if width * DOUBT <= room:
            yield word.span()
            continue
        for part in SYLLABLE.finditer(word[0]):
            start, end = word.start() + part.start(), word.start() + part.end()
            if _width(part[0]) <= room:
                yield start, end
            else:
                yield from ((place, place + 1) for place in range(start, end))


@cache
def _suspects(room: float) -> re.Pattern[str]:
    """Words that could break inside (group `broken`) or be wider than the room."""
    inside = re.escape(BREAKERS)
    broken = rf"(?P<broken>[^ {inside}]*+[{inside}][^ ]*[^ {re.escape(CLOSING)}][^ ]*)"
    return re.compile(rf"(?<![^ ])(?:{broken}|[^ ]{{{int(room / WIDEST) + 1},}})")


@lru_cache(maxsize=4096)
def _width(word: str) -> float:
    letters = unicodedata.normalize("NFD", word)
    return sum(ADVANCE.get(c, 0 if unicodedata.combining(c) else 0.5) for c in letters)


def _between(runs: list[Run], start: int, end: int) -> Iterator[Data | str]:
    """The stretch from one character to another, each weight and slope by itself."""
    first = 0
    for run in runs:
        text = run.text[max(start - first, 0) : max(end - first, 0)]
        first += len(run.text)
        if text and (run.bold or run.italic):
            yield {"texto": text, "negrito": run.bold, "italico": run.italic}
        elif text:
            yield text


def _runs(content: Iterable[object]) -> list[Run]:
    return [part for part in content if isinstance(part, Run)]


def _clean(text: str) -> str:
    """NFC with ordinary white space folded; a space that must not break stays."""
    return SPACES.sub(" ", unicodedata.normalize("NFC", text))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
