"""What a database says is told in Portuguese, or quoted."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from faults.errors import OutsideError
from registry.causes import cause_of
from registry.database import open_database


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("disk I/O error", "o disco falhou ao ler ou gravar"),
        ("database or disk is full", "o disco está cheio"),
        ("attempt to write a readonly database", "o arquivo ou a pasta só permite leitura"),
        (
            'connection to server at "127.0.0.1", port 5 failed: Connection refused\n\tIs it?',
            "o servidor recusou a conexão",
        ),
        ('connection failed: FATAL:  database "x" does not exist', "o banco, o usuário ou uma "
         "tabela não existe no servidor"),
    ],
)  # fmt: skip
def test_a_known_sentence_is_told_in_portuguese(said: str, told: str) -> None:
    assert cause_of(OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))) == told
    assert cause_of(sqlite3.OperationalError(said)) == told


def test_an_unknown_sentence_is_quoted_by_its_first_line() -> None:
    assert cause_of(sqlite3.OperationalError("something new\nLINE 1")) == (
        "o banco diz: “something new”"
    )


def test_a_server_that_does_not_answer_is_told_in_portuguese() -> None:
    with pytest.raises(OutsideError) as refused:
        open_database("postgresql://ninguem@127.0.0.1:1/nada")
    assert refused.value.message == "o banco de dados não abriu (o servidor recusou a conexão)."


def test_a_place_that_only_reads_is_told_in_portuguese(tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as refused:
        open_database(f"sqlite:///{tmp_path}")
    assert refused.value.message == (
        "o banco de dados não abriu (o arquivo do banco não pôde ser aberto)."
    )
