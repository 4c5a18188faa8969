"""The spelling process: asked once a word, many words at a time, and its absence told."""

import shutil
from pathlib import Path

import pytest

from review.speller import Hunspell, NoSpeller
from tests.review.texts import hunspell

pytestmark = pytest.mark.requires("hunspell")


def test_it_knows_portuguese_and_says_what_it_would_write() -> None:
    unknown = hunspell().unknown(["transparência", "transparéncia", "partícipe"])

    assert list(unknown) == ["transparéncia"]
    assert unknown["transparéncia"][0] == "transparência"


def test_a_thousand_words_do_not_choke_the_pipe() -> None:
    words = [f"casa{'s' * (n % 2)}" for n in range(1_000)]

    assert hunspell().unknown([*words, "cassa", "xyzqw"]).keys() <= {"cassa", "xyzqw"}


def test_a_word_with_a_hyphen_is_one_word() -> None:
    assert hunspell().unknown(["obrigam-se", "técnico-institucional"]) == {}


def test_without_the_program_nothing_is_judged() -> None:
    absent = Hunspell(command="corretor-que-nao-existe")

    assert not absent.available
    assert absent.unknown(["transparéncia"]) == {}


def test_without_the_dictionary_nothing_is_judged() -> None:
    absent = Hunspell(dictionary="xx_XX")

    assert not absent.available


def test_a_process_that_dies_is_not_waited_for(tmp_path: Path) -> None:
    script = tmp_path / "corretor"
    script.write_text("#!/bin/sh\necho '@(#) corretor'\nread palavra\n")
    script.chmod(0o755)
    dying = Hunspell(command=str(script))

    assert dying.available
    assert dying.unknown(["transparéncia"]) == {}
    assert not dying.available


def test_a_closed_process_is_gone() -> None:
    mine = Hunspell(command=shutil.which("hunspell") or "hunspell")
    assert mine.available

    mine.close()
    mine.close()

    assert mine._process is None


def test_no_speller_judges_nothing() -> None:
    assert not NoSpeller().available
    assert NoSpeller().unknown(["transparéncia"]) == {}
