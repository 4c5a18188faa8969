"""Files by their SHA-256: whole or not at all, once, and never other bytes than were kept."""

import hashlib
import multiprocessing
import os
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults.errors import OutsideError
from registry.files import FileStore, write_whole

DATA = b"os bytes exatos"
DIGEST = hashlib.sha256(DATA).hexdigest()


def all_files(folder: Path) -> list[Path]:
    """Every file at any depth."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_bytes_are_kept_under_their_sha_256_and_read_back(tmp_path: Path) -> None:
    files = FileStore(tmp_path / "arquivos")
    assert (files.keep(DATA), files.read(DIGEST)) == (DIGEST, DATA)
    assert all_files(tmp_path) == [tmp_path / "arquivos" / DIGEST[:2] / DIGEST]


@given(st.lists(st.binary(max_size=200), max_size=8))
@settings(max_examples=25)
def test_whatever_is_kept_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, many: list[bytes]
) -> None:
    files = FileStore(tmp_path_factory.mktemp("arquivos"))
    assert [files.read(files.keep(data)) for data in many] == many
    assert len(all_files(files.folder)) == len(set(many))


def test_keeping_the_same_bytes_again_does_not_write(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    files.keep(DATA)
    before = files.path(DIGEST).stat()
    files.keep(DATA)
    after = files.path(DIGEST).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("other", [b"", DATA + b"\n", DATA[:-1], b"os bytes exatoz"])
def test_a_file_altered_on_disk_is_found_out(tmp_path: Path, other: bytes) -> None:
    files = FileStore(tmp_path)
    files.keep(DATA)
    files.path(DIGEST).write_bytes(other)
    with pytest.raises(OutsideError) as told:
        files.read(DIGEST)
    assert told.value.message == f"o arquivo guardado {DIGEST[:12]}… foi alterado no disco."


def test_keeping_the_bytes_of_a_damaged_file_makes_it_good(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    files.keep(DATA)
    files.path(DIGEST).write_bytes(b"dano")
    files.keep(DATA)
    assert files.read(DIGEST) == DATA


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as told:
        FileStore(tmp_path).read(DIGEST)
    assert told.value.message.startswith(f"falta o arquivo guardado {DIGEST[:12]}… (")
    assert told.value.remedy == "Restaure a cópia de segurança da pasta de dados."


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "arquivos").write_text("um arquivo no lugar da pasta", encoding="utf-8")
    with pytest.raises(OutsideError) as told:
        FileStore(tmp_path / "arquivos").keep(DATA)
    assert told.value.message.startswith("o arquivo não pôde ser guardado em ")
    assert told.value.remedy == "Confira o espaço em disco e a permissão da pasta de dados."


def _keep_on_a_full_disk(folder: Path, answers: "multiprocessing.Queue[str]") -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # what a full disk does, at will
    try:
        FileStore(folder).keep(b"x" * 100_000)
    except OutsideError as error:
        answers.put(error.message)
    else:
        answers.put("guardado")


def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[str] = spawn.Queue()
    process = spawn.Process(target=_keep_on_a_full_disk, args=(tmp_path, answers))
    process.start()
    told = answers.get(timeout=60)
    process.join()
    assert told == f"o arquivo não pôde ser guardado em {tmp_path} (o arquivo ficou grande demais)."
    assert all_files(tmp_path) == []


def test_a_write_that_fails_leaves_the_earlier_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    write_whole(path, b"antes")
    with pytest.raises(TypeError):
        write_whole(path, "texto")  # type: ignore[arg-type]  # what fails in the middle
    assert (path.read_bytes(), all_files(tmp_path)) == (b"antes", [path])


def test_what_a_killed_run_left_half_written_is_no_kept_file(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    draft = files.path(DIGEST).with_name(".0123456789abcdef.parte")
    draft.parent.mkdir()
    draft.write_bytes(DATA[:3])
    files.keep(DATA)
    assert files.read(DIGEST) == DATA


def test_many_threads_that_keep_the_same_bytes_do_not_disturb_each_other(tmp_path: Path) -> None:
    data = os.urandom(200_000)
    files = FileStore(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        digests = list(pool.map(files.keep, [data] * 32))
    assert (set(digests), len(all_files(tmp_path))) == ({hashlib.sha256(data).hexdigest()}, 1)
