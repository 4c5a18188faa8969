"""How much of a file a signature covers, and what came into the file after it.

pyHanko compares the objects of each revision with those of the next. Stricter than it, nothing may
stand behind the last revision, a field that is not a signature may not be filled in after signing,
and the bytes left out must be those of the signature itself, exactly where they should be.
"""

from typing import Any

from asn1crypto import parser
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import SignatureCoverageLevel

from signatures.inspection import Change, Coverage

END_MARK = b"%%EOF"
LINE_ENDS = b"\r\n"

CUT = "Os bytes que a assinatura cobre não são o documento: o que se vê pode não ser o que foi "
CUT += "assinado."
ADDED = "Depois desta assinatura o arquivo foi alterado de um modo que ela não permite."
FILLED = "Depois desta assinatura foram preenchidos campos do formulário: {}."
NOTED = "Depois desta assinatura foram acrescentadas anotações ao documento."
LOCKED = "O documento foi certificado sem permitir mudanças, e mudou depois."


def coverage_of(signature: Any, data: bytes) -> Coverage:
    """What of the file a signature (pyHanko's EmbeddedPdfSignature) covers."""
    signature.compute_integrity_info()
    if not _gap_is_the_signature(signature, data):
        return "parcial"
    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "arquivo"
    if signature.coverage == SignatureCoverageLevel.ENTIRE_REVISION:
        return "revisao"
    return "parcial"


def changes_after(signature: Any, coverage: Coverage, reader: PdfFileReader) -> tuple[Change, str]:
    """What came after the signature; for what it does not allow, a sentence."""
    if coverage == "arquivo":
        return "nenhuma", ""
    if coverage == "parcial":
        return "proibida", CUT
    found = signature.diff_result
    allowed = signature.summarise_integrity_info()["docmdp_ok"]
    if not isinstance(found, DiffResult) or found.modification_level == ModificationLevel.OTHER:
        return "proibida", ADDED
    if found.modification_level == ModificationLevel.ANNOTATIONS:
        return "proibida", NOTED
    if not allowed:
        return "proibida", LOCKED
    filled = found.changed_form_fields - _signature_fields(reader)
    if filled:
        return "proibida", FILLED.format(", ".join(sorted(filled)))
    if found.modification_level == ModificationLevel.FORM_FILLING:
        return "assinaturas", ""
    return ("arquivamento" if found.modification_level.value else "nenhuma"), ""


def bytes_behind(reader: PdfFileReader, data: bytes) -> int:
    """How many bytes stand behind the end of the last revision; a last line break is none."""
    last = reader.xrefs.get_xref_container_info(reader.xrefs.total_revisions - 1)
    end = data.find(END_MARK, max(last.end_location, 0))
    if end < 0:
        return 0
    return len(data[end + len(END_MARK) :].strip(LINE_ENDS + b" \0\t"))


def _gap_is_the_signature(signature: Any, data: bytes) -> bool:
    ranges = [int(number) for number in signature.byte_range]
    if len(ranges) != 4 or min(ranges) < 0 or ranges[0] != 0:
        return False
    _, before, after, rest = ranges
    if not before < after <= after + rest <= len(data):
        return False
    gap = data[before:after]
    content: bytes = signature.pkcs7_content
    written = gap[1:-1].strip().lower()
    length = parser.peek(content)
    return (
        gap[:1] == b"<"
        and gap[-1:] == b">"
        and written == content.hex().encode()
        and not content[length:].strip(b"\0")
    )


def _signature_fields(reader: PdfFileReader) -> set[str]:
    return {name for name, _, _ in enumerate_sig_fields(reader)}
