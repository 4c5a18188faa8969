"""Signature fields: where the stamps go, and what a screen reader makes of them."""

import io
from typing import Any

import pikepdf
import pytest

from signatures.pades.fields import FieldPlace, field_name, with_fields
from signatures.pades.stamp import LARGEST, SMALLEST, fitted
from signatures.pades.stamp_font import stamp_font
from tests.signed import laid, to_sign

ENGINES = ("typst", "weasyprint")
PLACES = ["orgao", "mpmt", "testemunha-1"]


def fields_of(data: bytes) -> dict[str, Any]:
    """(page, rectangle, words, flags) of each field."""
    with pikepdf.open(io.BytesIO(data)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return {
            str(field.T): (
                pages[field.P.objgen],
                [float(side) for side in field.Rect],
                str(field.TU),
                int(field.F),
            )
            for field in document.Root.AcroForm.Fields
        }


def elements(node: Any) -> list[Any]:
    """Every element of the tag tree in reading order."""
    kids = node.get("/K")
    children = list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]
    inner = [one for one in children if isinstance(one, pikepdf.Dictionary) and "/S" in one]
    found = [node] if "/S" in node else []
    for one in inner:
        found += elements(one)
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_each_field_lies_exactly_where_the_page_left_room(engine: str) -> None:
    fields = fields_of(to_sign(engine))
    for name, room in laid(engine).stamps.items():
        page, box, words, flags = fields[field_name(name)]
        assert (page, box) == (room.page, [room.left, room.bottom, room.right, room.top])
        assert (words, flags) == (f"Assinatura de {name}", 4)


def test_both_engines_leave_the_same_room() -> None:
    typst, weasy = (laid(engine).stamps for engine in ENGINES)
    assert list(typst) == list(weasy) == PLACES
    assert typst["orgao"] == weasy["orgao"]
    assert typst["mpmt"] == weasy["mpmt"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_screen_reader_meets_the_field_where_the_name_stands(engine: str) -> None:
    with pikepdf.open(io.BytesIO(to_sign(engine))) as document:
        tree = elements(document.Root.StructTreeRoot.K[0])
        forms = [str(one.Alt) for one in tree if str(one.S) == "/Form"]
        places = [n for n, one in enumerate(tree) if str(one.S) == "/Form"]
        last_heading = max(n for n, one in enumerate(tree) if str(one.S) == "/H2")

    assert forms[:3] == [f"Assinatura de {name}" for name in PLACES]
    assert places[0] < places[1] < places[2] < last_heading
    assert len(forms) == 5  # and two places for the time stamps of the archive, at the end


@pytest.mark.parametrize("engine", ENGINES)
def test_the_tag_tree_points_back_at_each_field(engine: str) -> None:
    with pikepdf.open(io.BytesIO(to_sign(engine))) as document:
        root = document.Root.StructTreeRoot
        keys: dict[int, Any] = {}

        def collect(node: Any) -> None:
            nums = node.get("/Nums", [])
            keys.update({int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)})
            for kid in node.get("/Kids", []):
                collect(kid)

        collect(root.ParentTree)
        for field in document.Root.AcroForm.Fields:
            element = keys[int(field.StructParent)]
            assert element.K.Obj.objgen == field.objgen
        assert int(root.ParentTreeNextKey) > max(keys) - 1


def test_the_same_input_gives_the_same_bytes() -> None:
    place = FieldPlace("orgao", "Assinatura", 0, (100, 100, 300, 160))
    assert with_fields(laid().pdf, [place]) == with_fields(laid().pdf, [place])


def test_a_template_that_marks_no_place_gets_its_fields_at_the_end_of_the_reading_order() -> None:
    places = [
        FieldPlace(name, f"Assinatura de {name}", 0, (100, 100, 300, 160))
        for name in ("um", "outro")
    ]
    with pikepdf.open(io.BytesIO(with_fields(laid().pdf, places))) as document:
        tree = elements(document.Root.StructTreeRoot.K[0])
    assert (str(tree[-1].S), str(tree[-1].Alt)) == ("/Form", "Assinatura de outro")


def test_a_stamp_is_as_large_as_its_words_allow() -> None:
    assert fitted("Assinado", 200, 60)[0] == LARGEST
    size, lines = fitted("Documento assinado eletronicamente por Fulana de Tal, " * 6, 200, 60)
    assert SMALLEST <= size < LARGEST
    assert all(stamp_font().width(line, size) <= 200 for line in lines)
    assert (
        " ".join(lines).split()
        == ("Documento assinado eletronicamente por Fulana de Tal, " * 6).split()
    )


def test_a_word_too_long_for_the_stamp_is_cut() -> None:
    size, lines = fitted("x" * 300, 100, 60)
    assert "".join(lines) == "x" * 300
    assert all(stamp_font().width(line, size) <= 100 for line in lines)


def test_a_letter_that_the_font_lacks_comes_out_as_a_question_mark() -> None:
    font = stamp_font()
    assert font.encode("Ação ł ż") == font.encode("Ação ł ż")
    assert font.encode("中") == font.encode("?")
