"""Signed PDFs for tests: the sample document as it goes out for signature, and signed."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from document.labels import number
from document.tree import NumberedDocument, SignaturePlace
from rendering.port import Authenticity, Edition, Laid, Picture
from rendering.typst_engine import TypstEngine
from rendering.weasy import WeasyEngine
from signatures.pades.fields import FieldPlace, with_fields
from signatures.pades.sign import Credential, Order, open_credential, sign
from signatures.qr import qr_code
from tests.pki import PASSWORD, Holder, pki
from tests.samples import sample_document, sample_edition

SIGNED_AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
CHECKED_AT = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
PHRASE = (
    "Documento assinado eletronicamente por Claire Vogel Dutra (CPF ***.982.247-**), "
    "Subprocuradora-Geral de Justiça, em 20/11/2026, às 12:00."
)
WITNESS = SignaturePlace("testemunha-1", "MARIA DA SILVA", "Coordenadora", "")


def final_edition(**changes: Any) -> Edition:
    """The edition of the sample that goes out for signature."""
    qr = Picture(qr_code("https://exemplo.gov.br/conferir?codigo=10000001").svg(), "svg", "QR")
    lines = ("A autenticidade deste documento pode ser conferida em exemplo.gov.br.",)
    edition = replace(
        sample_edition(),
        notices=(),
        stamps=True,
        witnesses=(WITNESS,),
        authenticity=Authenticity(lines, qr),
    )
    return replace(edition, **changes)


def short_document() -> NumberedDocument:
    """The sample without its long table: two pages."""
    document = sample_document()
    (annex,) = document.annexes
    return number(replace(document, annexes=(replace(annex, sections=annex.sections[:1]),)))


@cache
def laid(engine: str = "typst") -> Laid:
    """The sample by an engine, with room for stamps."""
    made = TypstEngine() if engine == "typst" else WeasyEngine()
    return made.lay_out(short_document(), final_edition())


@cache
def to_sign(engine: str = "typst") -> bytes:
    """The sample with its signature fields: orgao, mpmt and a witness."""
    found = laid(engine)
    places = [
        FieldPlace(name, f"Assinatura de {name}", r.page, (r.left, r.bottom, r.right, r.top))
        for name, r in found.stamps.items()
    ]
    return with_fields(found.pdf, places, time_stamps=2)


@cache
def credential(holder: Holder) -> Credential:
    """The certificate of somebody, opened."""
    return open_credential(holder.p12(), PASSWORD)


def sign_by(
    data: bytes, holder: Holder, place: str, when: datetime = SIGNED_AT, **more: Any
) -> bytes:
    """The PDF signed once more, without a time stamp unless `profile` and `stamper` are given."""
    order = Order(place, PHRASE, when, more.pop("profile", "b-b"))
    return sign(data, order, credential(holder), more.pop("stamper", None), more.pop("trust", None))


@cache
def signed_twice(engine: str = "typst") -> bytes:
    """Signed by the partner, then by the body."""
    return sign_by(sign_by(to_sign(engine), pki().claire, "mpmt"), pki().wadih, "orgao")


def updated(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The PDF with a revision appended, in which `change` has worked on pyHanko's writer."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko's
    return out.getvalue()
