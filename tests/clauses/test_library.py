"""The library: versions, dates, the body's own folder, and what it says of what it lacks."""

from datetime import date
from pathlib import Path

import pytest

from clauses.library import Library
from faults.errors import NotFound, UnreadableFile
from tests.clauses.parties import clause_file
from tests.clauses.sets import set_file


def put(
    folder: Path, id: str, version: int, body: str = "Texto.", since: str = "2024-01-01"
) -> None:
    path = folder / "library" / id / f"{version}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = clause_file(body, id=id, versao=str(version), desde=since)
    path.write_text(text, encoding="utf-8")


def put_set(folder: Path, id: str, title: str = "Conjunto") -> None:
    path = folder / "sets" / f"{id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(set_file(id=id, titulo=title), encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "bundled"
    put(folder, "objeto", 1, "Primeira.", "2024-01-01")
    put(folder, "objeto", 2, "Segunda.", "2024-06-01")
    put(folder, "objeto", 10, "Décima.", "2025-01-01")
    put(folder, "prazo", 1)
    put_set(folder, "act")
    return folder


@pytest.fixture
def library(own: Path, bundled: Path) -> Library:
    return Library((own, bundled))


def told(library: Library, key: str) -> tuple[str, str]:
    with pytest.raises(NotFound) as caught:
        library.clause(key)
    return caught.value.message, caught.value.remedy


def test_ids_come_in_alphabetical_order_and_versions_as_numbers(library: Library) -> None:
    assert library.ids() == ["objeto", "prazo"]
    assert library.versions("objeto") == [1, 2, 10]


def test_a_key_with_a_version_gives_that_version(library: Library) -> None:
    assert library.clause("objeto@2").body == "Segunda.\n"


def test_an_id_alone_gives_the_newest_version(library: Library) -> None:
    assert library.clause("objeto").key == "objeto@10"


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2024, 1, 1), 1),
        (date(2024, 5, 31), 1),
        (date(2024, 6, 1), 2),
        (date(2024, 12, 31), 2),
        (date(2025, 1, 1), 10),
        (date(2030, 1, 1), 10),
    ],
)
def test_a_day_gives_the_newest_version_offered_by_then(
    library: Library, day: date, version: int
) -> None:
    assert library.clause("objeto", day).head.version == version


def test_before_the_first_version_was_offered_that_one_stands_in(library: Library) -> None:
    assert library.clause("objeto", date(2020, 1, 1)).head.version == 1


def test_a_version_asked_for_by_number_is_given_whatever_the_day(library: Library) -> None:
    assert library.clause("objeto@10", date(2020, 1, 1)).head.version == 10


def test_the_text_of_the_own_folder_wins_version_by_version(own: Path, bundled: Path) -> None:
    put(own, "objeto", 2, "Nossa.", "2024-06-01")
    library = Library((own, bundled))
    assert library.clause("objeto@2").body == "Nossa.\n"
    assert library.clause("objeto@1").body == "Primeira.\n"
    assert library.versions("objeto") == [1, 2, 10]


def test_the_own_folder_adds_versions_and_texts(own: Path, bundled: Path) -> None:
    put(own, "objeto", 11, "Nova.", "2025-02-01")
    put(own, "sigilo", 1)
    library = Library((own, bundled))
    assert library.clause("objeto").key == "objeto@11"
    assert library.ids() == ["objeto", "prazo", "sigilo"]


def test_the_set_of_the_own_folder_wins(own: Path, bundled: Path) -> None:
    put_set(own, "act", "Nosso")
    put_set(own, "outro")
    library = Library((own, bundled))
    assert library.clause_set("act").title == "Nosso"
    assert library.set_ids() == ["act", "outro"]


def test_a_folder_that_does_not_exist_has_nothing(tmp_path: Path) -> None:
    library = Library((tmp_path / "nada",))
    assert (library.ids(), library.set_ids(), list(library.all_texts())) == ([], [], [])


def test_other_files_in_the_folders_are_not_texts(own: Path, bundled: Path) -> None:
    for name in ("LEIAME.md", "1.md~", "1.txt", "rascunho.md"):
        (bundled / "library" / "objeto" / name).write_text("x", encoding="utf-8")
    (bundled / "library" / "1.md").write_text("x", encoding="utf-8")
    assert Library((own, bundled)).versions("objeto") == [1, 2, 10]


def test_every_version_of_every_text_is_given_in_order(library: Library) -> None:
    assert [text.key for text in library.all_texts()] == [
        *("objeto@1", "objeto@2", "objeto@10"),
        "prazo@1",
    ]


def test_a_library_shows_its_folders_as_they_were_when_first_asked(
    library: Library, bundled: Path
) -> None:
    assert library.versions("prazo") == [1]
    put(bundled, "prazo", 2)
    assert library.versions("prazo") == [1]


@pytest.mark.parametrize("key", ["nada", "nada@1", "", "@1", "../objeto", "OBJETO"])
def test_an_unknown_text_is_told(library: Library, key: str) -> None:
    assert told(library, key) == (
        f"a cláusula “{key.partition('@')[0]}” não existe na biblioteca.",
        "Veja as que existem com: pactua clausula listar",
    )


@pytest.mark.parametrize("version", ["3", "0", "-1", "um", "1.0", "²", " 1"])
def test_an_unknown_version_is_told_with_those_that_exist(library: Library, version: str) -> None:
    assert told(library, f"objeto@{version}") == (
        f"a cláusula “objeto” não tem a versão “{version}”.",
        "Versões existentes: 1, 2, 10.",
    )


@pytest.mark.parametrize("name", ["nada", "", "../act", "ACT"])
def test_an_unknown_set_is_told_with_those_that_exist(library: Library, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        library.clause_set(name)
    assert caught.value.message == f"o conjunto “{name}” não existe."
    assert caught.value.remedy == "Conjuntos existentes: act."


def test_an_empty_library_says_that_it_has_no_set(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        Library((tmp_path,)).clause_set("act")
    assert caught.value.remedy == "Conjuntos existentes: nenhum."


def test_a_broken_text_is_told_only_when_it_is_asked_for(own: Path, bundled: Path) -> None:
    (bundled / "library" / "prazo" / "2.md").write_text("sem cabeçalho", encoding="utf-8")
    library = Library((own, bundled))
    assert library.clause("objeto").key == "objeto@10"
    with pytest.raises(UnreadableFile, match="falta o cabeçalho"):
        library.clause("prazo")


def test_the_bundled_library_reads_whole() -> None:
    library = Library()
    assert len(list(library.all_texts())) == sum(
        len(library.versions(clause_id)) for clause_id in library.ids()
    )
    assert "act-adesao" in library.set_ids()
