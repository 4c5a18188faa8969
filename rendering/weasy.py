"""PDF by WeasyPrint: PDF/A-3a and PDF/UA-1 at once, with the instrument's data attached.

The only importer of weasyprint, and only when the first document is asked for (the import alone
takes 0.7 s). Fonts and style sheets are read once an engine and serve every document after it, so
keep the engine. The addresses that are answered are `fonte:`, a file of templates/fonts, and
`figura:qr`, the picture that came with the edition; any other one stops the rendering, whoever
wrote it. Leaves out: the marks of the page (rendering/html.py and templates/html).
"""

import atexit
import gc
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

from document.tree import NumberedDocument
from faults.errors import BadTemplate, OutsideError
from rendering.html import HtmlTemplates
from rendering.port import Edition, Laid, Picture, Rectangle

FONTS = Path(__file__).parents[1] / "templates" / "fonts"
FONT_SCHEME = "fonte:"
QR_ADDRESS = "figura:qr"
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
STAMP_ID = "carimbo-"
"""What begins the id of an element that is the room for a stamp."""
POINTS_A_PIXEL = 0.75
STYLES = ("texto.css", "pdf.css")
BASE_ADDRESS = "modelo:/"
"""Makes a relative address in a template an absolute one, so that it reaches the fetcher."""
ATTACHMENT = "dados-do-instrumento.json"
ATTACHMENT_WORDS = "Dados públicos deste instrumento, em JSON"

PDF_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    b'<rdf:Description rdf:about=""'
    b' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>PDF/UA part</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/UA-1's mark (ISO 14289-1, clause 5) and the schema that PDF/A asks for beside a mark that it
does not know (ISO 19005-3, 6.6.2.3.3)."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every document of an engine uses: WeasyPrint itself and what was read once."""

    weasyprint: Any
    fetcher: type[Any]
    fonts: Any
    counters: Any
    styles: tuple[Any, ...]
    refusal: type[BaseException]


class WeasyEngine:
    """HTML and CSS that many can restyle, into an archival and accessible PDF."""

    name = "weasyprint"
    format = "pdf"

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._templates = HtmlTemplates(folders)
        self._shared: _Shared | None = None

    def prepare(self) -> None:
        """Import WeasyPrint and read fonts and style sheets now, before the first document."""
        self._ready()

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The PDF. Raises BadTemplate for a faulty template, OutsideError when WeasyPrint fails."""
        return self.lay_out(document, edition).pdf

    def lay_out(self, document: NumberedDocument, edition: Edition) -> Laid:
        """The PDF, and where its room for stamps is. Raises as `render` does."""
        page = self._templates.page("pdf.html", document, edition)
        shared = self._ready()
        qr = edition.authenticity.qr if edition.authenticity else None
        stamps: dict[str, Rectangle] = {}
        try:
            with _collector_resting():
                html = shared.weasyprint.HTML(
                    string=page, base_url=BASE_ADDRESS, url_fetcher=shared.fetcher(qr)
                )
                pdf: bytes = html.write_pdf(
                    pdf_variant="pdf/a-3a",
                    finisher=partial(_finish, stamps),
                    stylesheets=shared.styles,
                    font_config=shared.fonts,
                    counter_style=shared.counters,
                    attachments=_attachments(shared.weasyprint, edition),
                )
        except shared.refusal as error:
            raise _refused(error) from error
        except Exception as error:
            raise OutsideError(
                f"o WeasyPrint não conseguiu fazer o PDF: {error}.",
                "Confira o modelo usado ou gere com --motor typst.",
            ) from error
        return Laid(pdf, stamps)

    def _ready(self) -> _Shared:
        if self._shared is None:
            self._shared = _read_once(self._templates)
        return self._shared


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No garbage collection while one document is laid out: a sixth of its time, none of its work.

    The boxes of a document live until it is written, so looking through them finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_once(templates: HtmlTemplates) -> _Shared:
    try:
        import weasyprint
        from weasyprint.css.counters import CounterStyle
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        raise OutsideError(
            f"o WeasyPrint não pode ser carregado: {error}.",
            "Instale as bibliotecas de sistema com make demo ou gere com --motor typst.",
        ) from error

    class OwnThings(URLFetcher):  # type: ignore[misc]  # weasyprint carries no types
        """Answers the fonts of templates/fonts and the picture of an edition, and nothing else."""

        def __init__(self, qr: Picture | None = None) -> None:
            super().__init__(fail_on_errors=True)
            self._qr = qr

        def fetch(self, url: str, headers: object = None) -> Any:
            if url == QR_ADDRESS and self._qr is not None:
                kind = MEDIA_TYPES[self._qr.format]
                return URLFetcherResponse(url, self._qr.data, {"Content-Type": kind})
            name = url.removeprefix(FONT_SCHEME)
            if name == url or name not in {font.name for font in FONTS.glob("*.ttf")}:
                raise PermissionError(url)
            return URLFetcherResponse(
                url, (FONTS / name).read_bytes(), {"Content-Type": "font/ttf"}
            )

    fonts, counters = FontConfiguration(), CounterStyle()
    # Its folder of fonts goes with the process even when nothing is collected at the end.
    atexit.register(fonts.__del__)
    try:
        styles = tuple(
            weasyprint.CSS(
                string=templates.style(name),
                base_url=BASE_ADDRESS,
                url_fetcher=OwnThings(),
                font_config=fonts,
                counter_style=counters,
            )
            for name in STYLES
        )
    except FatalURLFetchingError as error:
        raise _refused(error) from error
    return _Shared(weasyprint, OwnThings, fonts, counters, styles, FatalURLFetchingError)


def _refused(error: BaseException) -> BadTemplate:
    return BadTemplate(
        f"o modelo do PDF pede o endereço {error.__cause__}, e um documento não pode buscar nada "
        "fora do sistema.",
        "Retire esse endereço dos arquivos .html e .css do modelo.",
    )


def _attachments(weasyprint: Any, edition: Edition) -> list[Any]:
    if not edition.data:
        return []
    when = edition.when.astimezone(UTC)
    return [
        weasyprint.Attachment(
            file_obj=io.BytesIO(edition.data),
            name=ATTACHMENT,
            description=ATTACHMENT_WORDS,
            relationship="Data",
            created=when,
            modified=when,
        )
    ]


def _finish(stamps: dict[str, Rectangle], document: Any, pdf: Any) -> None:
    """Last touches before the file is written; `stamps` is filled with the places found."""
    stamps.update(_stamps(document))
    _declare_pdf_ua(pdf)
    _margins_are_artifacts(pdf)
    if "AF" in pdf.catalog:
        # WeasyPrint names each associated file twice: by its name and by its object.
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _stamps(document: Any) -> Iterator[tuple[str, Rectangle]]:
    """The room for each stamp: the boxes of the elements whose id says so."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            name = "" if box.element is None else box.element.get("id") or ""
            if name.startswith(STAMP_ID) and box.element_tag == "div":
                left, top = box.padding_box_x(), page.height - box.padding_box_y()
                right, bottom = left + box.padding_width(), top - box.padding_height()
                corners = (round(side * POINTS_A_PIXEL, 3) for side in (left, bottom, right, top))
                yield name.removeprefix(STAMP_ID), Rectangle(number, *corners)


def _declare_pdf_ua(pdf: Any) -> None:
    (metadata,) = (o for o in _objects(pdf, "/Metadata", "extra"))
    text: bytes = metadata.stream[0]
    end = text.rindex(b"</rdf:RDF>")
    metadata.stream[0] = text[:end] + PDF_UA + text[end:]
    metadata.compress = False


def _margins_are_artifacts(pdf: Any) -> None:
    """Headers and footers become pagination artifacts (ISO 14289-1, 7.8).

    WeasyPrint marks them as content and gives them elements that hang from no branch of the
    structure tree. Here each such mark turns into an artifact and its element is emptied.
    """
    (root,) = _objects(pdf, "/StructTreeRoot")
    reachable = _reachable(pdf, root)
    orphans = [
        element for element in _objects(pdf, "/StructElem") if element.number not in reachable
    ]
    lost = {element.reference for element in orphans}
    marks = _at(pdf, root["ParentTree"])["Nums"]
    by_page = dict(zip(marks[::2], marks[1::2], strict=True))
    for page in _objects(pdf, "/Page"):
        owners = by_page[page["StructParents"]]
        _unmark(
            _at(pdf, page["Contents"]).stream, {n for n, ref in enumerate(owners) if ref in lost}
        )
        owners[:] = ["null" if owner in lost else owner for owner in owners]
    for element in orphans:
        element.clear()


def _unmark(operators: list[Any], numbers: set[int]) -> None:
    """Turn the marked content of these numbers (MCID) into pagination artifacts."""
    for place, operand in enumerate(operators):
        if isinstance(operand, dict) and operand.get("MCID") in numbers:
            operators[place - 1] = "/Artifact"
            operand.clear()
            operand["Type"] = "/Pagination"


def _reachable(pdf: Any, root: Any) -> set[int]:
    """Numbers of all objects under the structure tree's root."""
    found: set[int] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        for child in element.get("K", ()):
            if isinstance(child, bytes):
                kid = _at(pdf, child)
                found.add(kid.number)
                waiting.append(kid)
    return found


def _objects(pdf: Any, kind: str, where: str = "") -> list[Any]:
    """All dictionaries of this /Type, or all streams whose dictionary has it."""
    owners = ((o, getattr(o, where, None) if where else o) for o in pdf.objects)
    return [o for o, d in owners if isinstance(d, dict) and d.get("Type") == kind]


def _at(pdf: Any, reference: bytes) -> Any:
    """The object that `12 0 R` points to."""
    return pdf.objects[int(reference.split()[0])]
