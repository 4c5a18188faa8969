"""Signing a PDF and looking at a signed one, beside pyHanko's own signer and pdfsig."""

import io
import subprocess
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from benchmarks.engines import seconds
from benchmarks.report import Row
from rendering.engines import build_engine
from rendering.port import Authenticity, Edition, PdfEngine
from services.drafting import Draft
from services.editions import edition_of
from services.office import Office
from signatures.bounded import Inspector
from signatures.pades.fields import FieldPlace, field_name, with_fields
from signatures.pades.sign import Order, open_credential, sign
from tests.pki import PASSWORD, pki

WHEN = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
PHRASE = "Documento assinado eletronicamente por Claire Vogel Dutra, Subprocuradora-Geral. " * 2


def to_sign(office: Office, draft: Draft) -> tuple[bytes, list[str]]:
    """A draft as it goes out for signature, and the places in it."""
    engine = build_engine("pdf", "typst")
    frame = Authenticity(("Confira em exemplo.gov.br.",))
    edition: Edition = replace(
        edition_of(office, draft), notices=(), stamps=True, authenticity=frame
    )
    laid = _pdf_engine(engine).lay_out(draft.document, edition)
    places = [
        FieldPlace(name, name, r.page, (r.left, r.bottom, r.right, r.top))
        for name, r in laid.stamps.items()
    ]
    return with_fields(laid.pdf, places), list(laid.stamps)


def signing(office: Office, draft: Draft, runs: int = 30) -> Row:
    """One signature with its stamp (PAdES B-B) against pyHanko's own signer without a stamp."""
    pdf, places = to_sign(office, draft)
    holder = pki().claire
    credential = open_credential(holder.p12(), PASSWORD)
    order = Order(places[-1], PHRASE, WHEN)
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as folder:
        path = Path(folder) / "certificado.p12"
        path.write_bytes(holder.p12())
        load: Any = SimpleSigner.load_pkcs12
        theirs_signer = load(str(path), passphrase=PASSWORD)

    def theirs() -> None:
        meta = PdfSignatureMetadata(
            field_name=field_name(places[-1]),
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
        )
        PdfSigner(meta, theirs_signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))

    ours: list[float] = []
    alone: list[float] = []
    for _ in range(runs):
        ours.append(seconds(lambda: sign(pdf, order, credential)))
        alone.append(seconds(theirs))
    return Row(
        "one signature with its stamp (PAdES B-B)",
        f"{1000 * median(ours):.0f} ms",
        f"pyHanko's SimpleSigner on the same file: {1000 * median(alone):.0f} ms",
        median(ours) / median(alone),
        1,
        at_least=False,
    )


def inspecting(office: Office, draft: Draft, runs: int = 10) -> Row:
    """A file with two signatures looked at in the bounded worker: seconds, at most one."""
    pdf, places = to_sign(office, draft)
    people = (pki().claire, pki().wadih)
    for place, holder in zip(places, people, strict=True):
        pdf = sign(pdf, Order(place, PHRASE, WHEN), open_credential(holder.p12(), PASSWORD))
    with Inspector() as inspector, tempfile.TemporaryDirectory(prefix="pactua-bench-") as folder:
        path = Path(folder) / "assinado.pdf"
        path.write_bytes(pdf)
        inspector.inspect(pdf, pki().trust(), WHEN)
        ours = [seconds(lambda: inspector.inspect(pdf, pki().trust(), WHEN)) for _ in range(runs)]
        theirs = [seconds(lambda: _pdfsig(path)) for _ in range(runs)]
    return Row(
        "a PDF with two signatures looked at, within bounds",
        f"{1000 * median(ours):.0f} ms",
        f"pdfsig, which compares no revisions: {1000 * median(theirs):.0f} ms",
        median(ours),
        1,
        at_least=False,
    )


def _pdfsig(path: Path) -> None:
    subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, check=False)


def _pdf_engine(engine: object) -> PdfEngine:
    if not hasattr(engine, "lay_out"):
        raise TypeError(engine)
    return engine  # type: ignore[return-value]  # looked at above
