"""Backups: what is refused, that nothing is left behind, and what a kill leaves."""

import gzip
import hashlib
import io
import json
import multiprocessing
import os
import signal
import sys
import tarfile
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from faults.errors import OutsideError, StateError, UnreadableFile, UsageError
from services.office import database_address, open_office
from services.registry_backup import back_up, restore
from services.registry_care import verify_registry
from services.settings import Settings
from tests.offices import NOON
from tests.registry.lives import fill, kept_at


def at(folder: Path) -> Settings:
    """The settings of a data folder with its own database."""
    return Settings(folder, "", NOON, "Ana Lima")


def make_source(folder: Path) -> Settings:
    """A registry with files, and things of the body's own."""
    settings = at(folder)
    (folder / "modelos").mkdir(parents=True)
    (folder / "modelos" / "sei.html").write_text("<p>", encoding="utf-8")
    (folder / "pontos_facultativos.yaml").write_text("{}", encoding="utf-8")
    kept = kept_at(database_address(settings), folder)
    fill(kept, 1)
    kept.store.close()
    return settings


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound backup, the same for every test."""
    folder = tmp_path_factory.mktemp("fonte")
    settings = make_source(folder / "dados")
    back_up(open_office(settings), settings, folder / "copia.tar.gz")
    return folder / "copia.tar.gz"


def names_in(archive: Path) -> list[str]:
    """The members of an archive."""
    with tarfile.open(archive) as tar:
        return tar.getnames()


def left_in(folder: Path) -> list[str]:
    """What a refused restoration has left, the empty database aside."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("pactua.db"))


Member = tuple[tarfile.TarInfo, bytes]
Change = Callable[[list[Member]], list[Member]]


def rewritten(archive: Path, target: Path, change: Change) -> Path:
    """Another archive with changed members."""
    with tarfile.open(archive) as tar:
        members = [(member, tar.extractfile(member)) for member in tar]
        read = [(member, stream.read() if stream else b"") for member, stream in members]
    with tarfile.open(target, "w:gz") as tar:
        for member, data in change(read):
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return target


def refused(archive: Path, folder: Path) -> str:
    """The message with which an archive is refused; nothing of it may stay."""
    with pytest.raises(UnreadableFile) as told:
        restore(at(folder), archive)
    assert left_in(folder) == []
    assert sorted(path.name for path in folder.parent.iterdir() if "fora" in path.name) == []
    return told.value.message


def test_a_backup_has_the_database_the_files_and_what_the_body_put_there(archive: Path) -> None:
    names = names_in(archive)
    assert [name for name in names if not name.startswith("arquivos/")] == [
        "banco/pactua.db",
        "pasta/pontos_facultativos.yaml",
        "pasta/modelos/sei.html",
        "manifesto.sha256",
        "manifesto.json",
    ]
    assert len([name for name in names if name.startswith("arquivos/")]) == 2


def test_the_same_registry_gives_the_same_backup(tmp_path: Path) -> None:
    settings = make_source(tmp_path / "dados")
    office = open_office(settings)
    for name in ("a", "b"):
        back_up(office, settings, tmp_path / name)
    office.store.close()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_only_the_owner_may_read_a_backup(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_replaces_another_file(tmp_path: Path) -> None:
    settings = make_source(tmp_path / "dados")
    (tmp_path / "copia").write_bytes(b"a de ontem")
    with pytest.raises(StateError, match=r"copia já existe\.$"):
        back_up(open_office(settings), settings, tmp_path / "copia")
    assert (tmp_path / "copia").read_bytes() == b"a de ontem"


def test_a_backup_into_the_data_folder_is_refused(tmp_path: Path) -> None:
    settings = make_source(tmp_path / "dados")
    with pytest.raises(UsageError) as told:
        back_up(open_office(settings), settings, tmp_path / "dados" / "copia.tar.gz")
    assert told.value.message == "a cópia ficaria dentro da pasta de dados que ela copia."


def test_a_backup_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    settings = make_source(tmp_path / "dados")
    (tmp_path / "arquivo").write_bytes(b"")
    with pytest.raises(OutsideError, match=r"^a cópia não pôde ser gravada em "):
        back_up(open_office(settings), settings, tmp_path / "arquivo" / "copia")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["arquivo", "dados"]


def test_a_damaged_file_is_copied_and_told(tmp_path: Path) -> None:
    settings = make_source(tmp_path / "dados")
    path = next(path for path in settings.files.rglob("*") if path.is_file())
    path.write_bytes(b"dano")
    done = back_up(open_office(settings), settings, tmp_path / "copia")
    assert [(f.rule, f.where) for f in done.findings] == [
        ("arquivo-alterado", f"arquivos/{path.parent.name}/{path.name}")
    ]
    restored = restore(at(tmp_path / "novo"), tmp_path / "copia")
    assert [finding.rule for finding in restored.findings] == ["arquivo-alterado"]


def test_a_folder_that_links_to_itself_is_copied_once(tmp_path: Path) -> None:
    settings = make_source(tmp_path / "dados")
    (tmp_path / "dados" / "modelos" / "laço").symlink_to(tmp_path / "dados" / "modelos")
    back_up(open_office(settings), settings, tmp_path / "copia")
    names = names_in(tmp_path / "copia")
    assert [name for name in names if name.endswith("sei.html")] == ["pasta/modelos/sei.html"]


def test_a_folder_that_is_not_empty_is_refused_and_stays_as_it_is(
    archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "orgao.yaml").write_text("meu", encoding="utf-8")
    with pytest.raises(StateError) as told:
        restore(at(tmp_path), archive)
    assert told.value.message == f"a pasta de dados {tmp_path} não está vazia."
    assert told.value.remedy == ("Restaure em PACTUA_DIR e PACTUA_BANCO novos; nada foi alterado.")
    assert left_in(tmp_path) == ["orgao.yaml"]


def test_restoring_twice_is_refused(archive: Path, tmp_path: Path) -> None:
    restore(at(tmp_path), archive)
    with pytest.raises(StateError, match=r"^o banco de dados não está vazio\.$"):
        restore(at(tmp_path), archive)


def test_a_data_folder_that_was_opened_but_never_used_counts_as_empty(
    archive: Path, tmp_path: Path
) -> None:
    office = open_office(at(tmp_path))
    list(office.search.instruments("nada"))
    office.store.close()
    assert restore(at(tmp_path), archive).findings == ()


def test_what_is_restored_verifies_and_finds(archive: Path, tmp_path: Path) -> None:
    restore(at(tmp_path), archive)
    office = open_office(at(tmp_path))
    assert len(list(office.search.instruments("ceará"))) == 1
    assert verify_registry(office).findings == []


def test_an_archive_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nada\.tar\.gz: o arquivo não existe\.$"):
        restore(at(tmp_path / "novo"), tmp_path / "nada.tar.gz")


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused(archive: Path, tmp_path: Path, share: float) -> None:
    data = archive.read_bytes()
    (tmp_path / "copia").write_bytes(data[: int(len(data) * share)])
    assert "cópia" in refused(tmp_path / "copia", tmp_path / "novo")


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_backup_with_a_damaged_byte_is_refused(
    archive: Path, tmp_path: Path, share: float
) -> None:
    data = bytearray(archive.read_bytes())
    data[int(len(data) * share)] ^= 0x55
    (tmp_path / "copia").write_bytes(data)
    refused(tmp_path / "copia", tmp_path / "novo")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copia").write_bytes(gzip.compress(b"uma carta" * 200))
    message = refused(tmp_path / "copia", tmp_path / "novo")
    assert message.startswith(
        f"{tmp_path / 'copia'}: não é uma cópia do Pactua, ou está danificada"
    )


def _with(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> Change:
    def change(members: list[Member]) -> list[Member]:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, link
        return [(member, b"" if link else b"x"), *members]

    return change


TRICKS: dict[str, Change] = {
    "up": _with("../fora.txt"),
    "up inside": _with("pasta/../../fora.txt"),
    "absolute": _with("/tmp/pactua-fora.txt"),
    "dot": _with("pasta/./x"),
    "empty part": _with("pasta//x"),
    "backslash": _with("pasta\\..\\fora"),
    "control": _with("pasta/a\x1b[2J"),
    "unknown place": _with("outra/coisa"),
    "top": _with("fora.txt"),
    "table up": _with("banco/../x.db"),
    "link": _with("pasta/atalho", tarfile.SYMTYPE, "/etc/passwd"),
    "hard link": _with("pasta/atalho", tarfile.LNKTYPE, "manifesto.json"),
    "device": _with("pasta/nulo", tarfile.CHRTYPE),
    "fifo": _with("pasta/fila", tarfile.FIFOTYPE),
    "directory": _with("pasta/modelos", tarfile.DIRTYPE),
    "long": _with("pasta/" + "x" * 300),
    "deep": _with("pasta/" + "x/" * 600 + "x"),
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_members_that_are_none_of_a_backup_are_refused(
    archive: Path, tmp_path: Path, trick: Change
) -> None:
    made = rewritten(archive, tmp_path / "copia", trick)
    assert refused(made, tmp_path / "novo").startswith("a cópia traz algo que não é dela (")


def test_a_member_that_stands_twice_is_refused(archive: Path, tmp_path: Path) -> None:
    made = rewritten(archive, tmp_path / "copia", lambda members: [members[0], *members])
    assert refused(made, tmp_path / "novo") == "a cópia traz duas vezes 'banco/pactua.db'."


def test_a_file_beside_the_database_cannot_be_slipped_in(archive: Path, tmp_path: Path) -> None:
    made = resealed(archive, tmp_path / "copia", "pasta/pactua.db-wal", b"outro diario")
    message = refused(made, tmp_path / "novo")
    assert message == "a cópia traz algo que não é dela ('pactua.db-wal')."


def resealed(archive: Path, target: Path, name: str, data: bytes) -> Path:
    """An archive with one more member and a manifest that knows of it."""

    def change(members: list[Member]) -> list[Member]:
        kept = {member.name: (member, content) for member, content in members}
        sums, manifest = kept.pop("manifesto.sha256"), kept.pop("manifesto.json")
        lines = sums[1] + f"{hashlib.sha256(data).hexdigest()}  {name}\n".encode()
        told = {**json.loads(manifest[1]), "somas_sha256": hashlib.sha256(lines).hexdigest()}
        extra = (tarfile.TarInfo(name), data)
        return [*kept.values(), extra, (sums[0], lines), (manifest[0], json.dumps(told).encode())]

    return rewritten(archive, target, change)


def _edit(name: str, old: bytes, new: bytes) -> Change:
    def change(members: list[Member]) -> list[Member]:
        return [
            (member, data.replace(old, new) if member.name == name else data)
            for member, data in members
        ]

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_edit("pasta/modelos/sei.html", b"<p>", b"<b>"), "modelos/sei.html não confere"),
        (lambda members: members[1:], "banco/pactua.db não confere com o manifesto."),
        (lambda members: members[:-1], "a cópia está incompleta."),
        (lambda members: [*members[:-2], members[-1]], "a cópia está incompleta."),
        (_edit("manifesto.json", b"pactua-copia/1", b"pactua-copia/9"), "(pactua-copia/9)."),
        (_edit("manifesto.json", b"{", b"["), "o manifesto da cópia não pôde ser lido."),
        (_edit("manifesto.json", b'"somas_sha256": "', b'"somas_sha256": "f'), "não confere"),
    ],
)
def test_an_archive_that_is_not_what_its_manifest_says_is_refused(
    archive: Path, tmp_path: Path, change: Change, told: str
) -> None:
    made = rewritten(archive, tmp_path / "copia", change)
    assert told in refused(made, tmp_path / "novo")


MOMENTS = frozenset({"os.rename", "shutil.rmtree", "sqlite3.connect"})


def _restore_until(archive: Path, folder: Path, point: int) -> None:
    left = point

    def hook(event: str, _: tuple[object, ...]) -> None:
        nonlocal left
        if event in MOMENTS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    tempfile.tempdir = str(folder.parent)  # what a kill leaves there goes with the test
    sys.addaudithook(hook)
    restore(at(folder), archive)


def kill_while_restoring(archive: Path, folder: Path) -> list[str]:
    """Kill a restoration at each of its steps on the disk, then restore again."""
    faults: list[str] = []
    for point in range(1, 100):
        place = folder / str(point)
        child = os.fork()
        if child == 0:
            _restore_until(archive, place, point)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        try:
            restore(at(place), archive)
        except StateError as error:  # it had come to its end before it was killed
            if error.message != "o banco de dados não está vazio.":
                faults.append(f"{point}: {error.message}")
        office = open_office(at(place))
        faults += [f"{point}: {finding.line()}" for finding in verify_registry(office).findings]
        if office.store.last_seq() != 5:
            faults.append(f"{point}: {office.store.last_seq()} registros")
        office.store.close()
        if not killed:
            return faults if point > 5 else [*faults, f"só {point} passos"]
    return [*faults, "não chegou ao fim"]


def test_a_restoration_killed_at_any_step_can_be_made_again(archive: Path, tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(kill_while_restoring, archive, tmp_path).result() == []
