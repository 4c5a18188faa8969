"""Articles cut into several files, and how many of them may wait for each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.finding import Finding
from publication.inlabs import read_gazette
from publication.members import Member
from publication.parts import chosen, joined
from tests.publication.gazettes import article, read, xml, zipped


def halves(identifica: tuple[str, str] = ("EXTRATO", ""), materia: str = "7") -> dict[str, str]:
    return {
        "530_20240207_7-2.xml": xml("<p>fim</p>", identifica[1], materia),
        "530_20240207_7-10.xml": xml("<p>último</p>", identifica[1], materia),
        "530_20240207_7-1.xml": xml("<p>início</p>", identifica[0], materia),
    }


def texts_in(folder: Path, files: dict[str, str]) -> list[str]:
    path = folder / "dia.zip"
    path.write_bytes(zipped(dict(files)))
    return [one.text for one in read(path)[0]]


def test_files_with_one_idmateria_are_one_article_in_order(tmp_path: Path) -> None:
    assert texts_in(tmp_path, halves()) == ["início\nfim\núltimo"]


def test_acts_with_titles_of_their_own_are_not_joined(tmp_path: Path) -> None:
    files = {
        "1.xml": xml("<p>um</p>", "EXTRATO Nº 1", "7"),
        "2.xml": xml("<p>dois</p>", "EXTRATO Nº 2", "7"),
    }

    assert texts_in(tmp_path, files) == ["um", "dois"]


@pytest.mark.parametrize("materia", ["", "0", "000"])
def test_articles_without_idmateria_are_not_joined(tmp_path: Path, materia: str) -> None:
    files = {
        "1.xml": xml("<p>um</p>", "", materia),
        "2.xml": xml("<p>dois</p>", "", materia),
    }

    assert texts_in(tmp_path, files) == ["um", "dois"]


def test_the_same_file_twice_is_one_article(tmp_path: Path) -> None:
    assert texts_in(tmp_path, {"1.xml": xml("<p>a</p>"), "1 (cópia).xml": xml("<p>a</p>")}) == ["a"]


def test_the_parts_are_joined_also_when_only_one_of_them_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "dia.zip"
    path.write_bytes(zipped({**halves(), "9.xml": xml("<p>outro</p>", materia="9")}))

    found = read_gazette(path, lambda finding: None, lambda data: b"fim" in data)

    assert [one.text for one in found] == ["início\nfim\núltimo"]


def test_broken_files_are_told_also_when_nothing_in_them_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "dia.zip"
    path.write_bytes(zipped({"a.xml": xml()[:-20], "b.xml": "<html></html>", "c.xml": xml()}))
    findings: list[Finding] = []

    assert list(read_gazette(path, findings.append, lambda data: False)) == []
    assert [finding.rule for finding in findings] == ["xml-quebrado", "pagina-html"]


def test_waiting_for_parts_holds_no_more_than_the_window() -> None:
    def endless() -> Iterator[str]:
        for number in range(1, 10**9):
            yield str(number)

    acts = (article("", "x" * 500, materia=number) for number in endless())
    files = (Member("z", "z: a", xml(materia=number).encode()) for number in endless())

    assert next(joined(acts, window=20_000)).materia == "1"
    assert next(chosen(files, lambda data: b'"50000"' in data, window=20_000)).where == "z: a"
