"""What the system refuses is told in Portuguese."""

import errno
import os
from pathlib import Path

import pytest

from faults.errors import UnreadableFile
from faults.system_words import REASONS, system_reason
from reading.limits import read_bytes


@pytest.mark.parametrize("number", sorted(REASONS))
def test_no_reason_is_the_english_of_the_system(number: int) -> None:
    reason = system_reason(OSError(number, os.strerror(number)))
    assert reason == REASONS[number]
    assert reason != os.strerror(number)


def test_a_reason_without_words_is_told_by_its_number() -> None:
    assert system_reason(OSError(errno.EXFULL, "Exchange full")) == (
        f"erro {errno.EXFULL} do sistema"
    )
    assert system_reason(OSError("something")) == "motivo desconhecido"


def test_a_path_that_no_file_can_have_is_told_in_portuguese(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(tmp_path / ("x" * 300))
    assert refused.value.message.endswith(": não pôde ser lido (o nome é longo demais).")


def test_a_name_that_no_network_knows_is_told_so() -> None:
    assert system_reason(OSError(-2, "Name or service not known")) == (
        "o nome não foi encontrado na rede"
    )
