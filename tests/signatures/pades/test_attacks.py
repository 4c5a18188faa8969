"""The table of attacks: what is done to a signed file, and what is said of it.

Each row begins with a file whose two signatures are valid.
"""

import io
import random
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic as untyped
from pyhanko.pdf_utils.generic import pdf_name

from signatures.inspection import Inspection
from signatures.pades.coverage import ADDED, CUT, FILLED, NOTED
from signatures.pades.validate import BROKEN, UNSIGNED, inspect
from tests.pki import pki
from tests.signed import CHECKED_AT, sign_by, signed_twice, to_sign, updated

generic: Any = untyped
CLAIRE, WADIH = "CLAIRE VOGEL DUTRA", "WADIH NEMER DAMOUS FILHO"
BYTE_RANGE = re.compile(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]")


def judged(data: bytes) -> Inspection:
    return inspect(data, pki().trust(), CHECKED_AT)


def stream(content: bytes) -> Any:
    return generic.StreamObject({}, stream_data=content)


def paint_over(writer: Any) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    white = writer.add_object(stream(b"q 1 1 1 rg 100 400 300 200 re f Q"))
    contents = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([contents, white])
    writer.update_container(page)


def annotate(writer: Any) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 400, 300, 500))),
            pdf_name("/Contents"): generic.pdf_string("prazo: 60 meses"),
        }
    )
    notes = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
    page["/Annots"] = notes
    writer.update_container(page)


def drop_a_page(writer: Any) -> None:
    pages = writer.root["/Pages"]
    del pages["/Kids"][1]
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) - 1)
    writer.update_container(pages)


def swap_the_pages(writer: Any) -> None:
    """The shadow: another tree of pages, which the reader shows instead of the signed one."""
    hidden = writer.add_object(stream(b"BT ET"))
    page = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
            pdf_name("/Contents"): hidden,
        }
    )
    kid = writer.add_object(page)
    tree = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Pages"),
            pdf_name("/Kids"): generic.ArrayObject([kid]),
            pdf_name("/Count"): generic.NumberObject(1),
        }
    )
    writer.root["/Pages"] = writer.add_object(tree)
    writer.update_root()


def replace_the_contents(writer: Any) -> None:
    """The shadow again: the object of the page's contents, under its own number, says other."""
    page = writer.root["/Pages"]["/Kids"][0]
    contents = page["/Contents"]
    contents._data = b"BT ET"
    contents._encoded_data = None
    writer.mark_update(page.raw_get("/Contents"))


def replace_the_stamp(writer: Any) -> None:
    """The stamp of the first signature comes to show another name."""
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == "assinatura-mpmt":
            field["/AP"]["/N"] = writer.add_object(stream(b"BT ET"))
            writer.update_container(field)


def add_script(writer: Any) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("1")}
    writer.root["/OpenAction"] = writer.add_object(generic.DictionaryObject(action))
    writer.update_root()


APPENDED: dict[str, tuple[Callable[[Any], None], str]] = {
    "pintar por cima do texto": (paint_over, ADDED),
    "acrescentar anotação": (annotate, ADDED),
    "tirar uma página": (drop_a_page, ADDED),
    "trocar as páginas (shadow)": (swap_the_pages, ADDED),
    "trocar o conteúdo de um objeto (shadow)": (replace_the_contents, ADDED),
    "trocar o carimbo": (replace_the_stamp, ADDED),
    "acrescentar um programa": (add_script, ADDED),
}


def test_the_file_before_any_attack_is_valid() -> None:
    found = judged(signed_twice())
    assert (found.judgement, found.reasons) == ("valida", ())


@pytest.mark.parametrize("name", APPENDED)
def test_what_is_appended_after_the_signatures_makes_them_invalid(name: str) -> None:
    change, words = APPENDED[name]
    found = judged(updated(signed_twice(), change))

    assert found.judgement == "invalida"
    assert [one.judgement for one in found.signatures] == ["invalida", "invalida"]
    assert set(found.reasons) <= {
        f"{who}: {why}" for who in (CLAIRE, WADIH) for why in (words, NOTED)
    }


def test_what_comes_between_two_signatures_spoils_the_first_alone() -> None:
    once = sign_by(to_sign(), pki().claire, "mpmt")
    found = judged(sign_by(updated(once, annotate), pki().wadih, "orgao"))

    assert found.judgement == "invalida"
    assert [one.judgement for one in found.signatures] == ["invalida", "valida"]


def test_a_field_of_the_form_that_is_filled_in_after_signing_is_named() -> None:
    with pikepdf.open(io.BytesIO(to_sign())) as document:
        page = document.pages[0].obj
        field = document.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("prazo"),
                Rect=Array([100, 100, 200, 120]),
                V=String("36 meses"),
                P=page,
            )
        )
        page.Annots = document.make_indirect(Array([field]))
        document.Root.AcroForm.Fields.append(field)
        out = io.BytesIO()
        document.save(out)
    signed = sign_by(out.getvalue(), pki().claire, "mpmt")

    def fill(writer: Any) -> None:
        for reference in writer.root["/AcroForm"]["/Fields"]:
            if reference.get_object()["/T"] == "prazo":
                reference.get_object()["/V"] = generic.pdf_string("60 meses")
                writer.update_container(reference.get_object())

    assert judged(signed).judgement == "valida"
    assert judged(updated(signed, fill)).reasons == (f"{CLAIRE}: {FILLED.format('prazo')}",)


def test_a_file_that_was_saved_anew_keeps_no_valid_signature() -> None:
    with pikepdf.open(io.BytesIO(signed_twice())) as document:
        out = io.BytesIO()
        document.save(out)
    found = judged(out.getvalue())

    assert found.judgement in ("invalida", "ilegivel")


@pytest.mark.parametrize(
    "junk",
    [b"lixo", b"\n% comentario\n", b"\nstartxref\n0\n%%EOF\n", b"%PDF-1.7\n%%EOF", b"x" * 5000],
)
def test_bytes_behind_the_end_are_told(junk: bytes) -> None:
    assert judged(signed_twice() + junk).judgement in ("invalida", "ilegivel")


def test_a_line_break_at_the_end_harms_nothing() -> None:
    assert judged(signed_twice() + b"\r\n").judgement == "valida"


def test_flipped_bytes_are_never_valid() -> None:
    data = signed_twice()
    gaps = [tuple(map(int, found.groups())) for found in BYTE_RANGE.finditer(data)]
    outside = [
        place
        for place in random.Random(7).sample(range(20, len(data)), 60)
        if not any(before <= place < after for _, before, after, _ in gaps)
    ]
    judgements = {judged(flipped(data, place)).judgement for place in outside[:10]}

    assert judgements <= {"invalida", "ilegivel"}


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_nothing_can_be_hidden_beside_the_signature() -> None:
    data = signed_twice()
    _, before, after, _ = map(int, list(BYTE_RANGE.finditer(data))[-1].groups())
    padded = data[: after - 9] + b"deadbeef" + data[after - 1 :]
    assert data[before : before + 1] == b"<"

    assert judged(padded).judgement == "invalida"
    assert f"{WADIH}: {CUT}" in judged(padded).reasons


def rewritten(data: bytes, ranges: Callable[[list[int]], list[int]]) -> bytes:
    """The file with another /ByteRange in its last signature, as long as the old one."""
    last = list(BYTE_RANGE.finditer(data))[-1]
    numbers = ranges([int(number) for number in last.groups()])
    text = f"/ByteRange [{' '.join(map(str, numbers))}]".encode()
    return data[: last.start()] + text.ljust(len(last[0])) + data[last.end() :]


@pytest.mark.parametrize(
    "ranges",
    [
        lambda r: [r[0], r[1], r[2] + 10, r[3] - 10],
        lambda r: [r[0] + 1, r[1] - 1, r[2], r[3]],
        lambda r: [r[0], r[1], r[2], r[3] - 100],
        lambda r: [0, 0, 0, 0],
        lambda r: [r[0], r[1] - 50, r[2], r[3]],
    ],
)
def test_another_byte_range_is_never_valid(ranges: Callable[[list[int]], list[int]]) -> None:
    assert judged(rewritten(signed_twice(), ranges)).judgement in ("invalida", "ilegivel")


def test_a_signature_wrapped_around_other_content_covers_nothing() -> None:
    """The signed second half goes to the end of the file, and something else takes its place."""
    data = sign_by(to_sign(), pki().claire, "mpmt")
    found = BYTE_RANGE.search(data)
    assert found is not None
    _, before, after, rest = map(int, found.groups())
    other = b"\n% outro conteudo\n"
    moved = data[:after] + other + data[after:]
    text = f"/ByteRange [0 {before} {after + len(other)} {rest}]".encode().ljust(len(found[0]))
    wrapped = moved[: found.start()] + text[: len(found[0])] + moved[found.end() :]

    assert judged(wrapped).judgement in ("invalida", "ilegivel")


@pytest.mark.parametrize("key", ["/Contents", "/ByteRange"])
def test_a_signature_without_its_parts_is_refused(key: str) -> None:
    """Universal signature forgery: some readers take what is not there for unchanged."""
    data = signed_twice()
    last = data.rindex(key.encode())
    crippled = data[:last] + key.replace("t", "x").encode() + data[last + len(key) :]

    assert judged(crippled).judgement in ("invalida", "ilegivel")


def test_a_file_whose_signatures_were_taken_out_has_none() -> None:
    with pikepdf.open(io.BytesIO(signed_twice())) as document:
        del document.Root.AcroForm
        for page in document.pages:
            page.obj.Annots = Array()
        out = io.BytesIO()
        document.save(out)

    assert judged(out.getvalue()).reasons == (UNSIGNED,)


def test_a_file_cut_off_is_refused() -> None:
    data = signed_twice()
    assert judged(data[: len(data) // 2]).refusal == BROKEN


def test_the_file_as_it_was_after_the_first_signature_lacks_the_second() -> None:
    """Going back is no forgery; whoever expects two signatures finds one (services/)."""
    data = signed_twice()
    first = next(BYTE_RANGE.finditer(data))
    _, _, after, rest = map(int, first.groups())
    found = judged(data[: after + rest])

    assert (found.judgement, [one.name for one in found.signers]) == ("valida", [CLAIRE])
