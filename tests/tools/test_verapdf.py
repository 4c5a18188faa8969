"""The validator answers rightly for files known to be good, bad and broken.

How our own documents fare stands beside what draws them, in tests/rendering.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import verapdf

pytestmark = pytest.mark.requires("java", "javac")

FONT = Path(__file__).parents[2] / "templates" / "fonts" / "LiberationSerif-Regular.ttf"
PAGE = """<html lang="pt-BR"><title>Acordo</title>
<style>
@font-face { font-family: Texto; src: url("FONT") }
@page { font-family: Texto }
body, h1 { font-family: Texto; font-weight: normal }
</style>
<h1>Acordo de Cooperação Técnica</h1><p>Cláusula primeira – Do objeto</p></html>"""


def write(path: Path, variant: str | None) -> Path:
    import weasyprint

    html = weasyprint.HTML(string=PAGE.replace("FONT", FONT.as_uri()))
    html.write_pdf(path, pdf_variant=variant)
    return path


def test_a_file_made_to_comply_complies(tmp_path: Path) -> None:
    good = write(tmp_path / "bom.pdf", "pdf/a-3a")

    (result,) = verapdf.validate("3a", [good])

    assert result.compliant, str(result)
    assert result.file == good
    assert result.checks > 100
    assert result.failures == ()


def test_an_untagged_file_does_not_comply_and_says_which_rules_it_breaks(tmp_path: Path) -> None:
    bad = write(tmp_path / "mau.pdf", None)

    archival, accessible = verapdf.validate("3a,ua1", [bad])

    assert (archival.flavour, accessible.flavour) == ("3a", "ua1")
    assert not archival.compliant
    assert not accessible.compliant
    assert "6.7.3.3-1" in {failure.rule for failure in archival.failures}
    untagged = next(f for f in accessible.failures if f.rule == "7.1-11")
    assert untagged == verapdf.Failure(
        rule="7.1-11",
        count=1,
        message="StructTreeRoot entry is not present in the document catalog",
        place="root/document[0]",
    )


def test_pdf_a_alone_is_not_pdf_ua(tmp_path: Path) -> None:
    (result,) = verapdf.validate("ua1", [write(tmp_path / "so-arquivo.pdf", "pdf/a-3a")])

    assert [failure.rule for failure in result.failures] == ["5-1"]


def test_many_files_are_answered_in_their_order_whatever_their_names(tmp_path: Path) -> None:
    broken = tmp_path / "não é “PDF”.pdf"
    broken.write_text("isto não é um PDF", encoding="utf-8")
    good = write(tmp_path / "ação.pdf", "pdf/a-3a")

    results = verapdf.validate("3a", [broken, good, tmp_path / "ausente.pdf"])

    assert [result.compliant for result in results] == [False, True, False]
    assert [bool(result.error) for result in results] == [True, False, True]
    assert "não é “PDF”.pdf (3a): org.verapdf" in str(results[0])


def test_an_unknown_flavour_is_an_error_and_not_an_answer(tmp_path: Path) -> None:
    with pytest.raises(verapdf.ValidatorError, match="unknown flavour: 9z"):
        verapdf.validate("9z", [tmp_path / "qualquer.pdf"])
