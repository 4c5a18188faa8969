"""The spelling of words, asked of Hunspell: one process kept open, each word asked once.

Where Hunspell or its Portuguese dictionary is absent nothing is judged, and the report says so.
"""

import contextlib
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Protocol

DICTIONARY = "pt_BR"
CHUNK = 100
"""Words sent before their answers are read: few enough for the pipe to hold."""

Suggestions = tuple[str, ...]


class Speller(Protocol):
    """What the reviewer asks of a dictionary."""

    @property
    def available(self) -> bool:
        """Whether there is a dictionary to ask."""
        ...

    def unknown(self, words: Iterable[str]) -> dict[str, Suggestions]:
        """The words that the dictionary does not have, with what it would write instead."""
        ...


class NoSpeller:
    """Where there is no dictionary."""

    available = False

    def unknown(self, words: Iterable[str]) -> dict[str, Suggestions]:
        """Nothing is judged."""
        return {}


class Hunspell:
    """Hunspell with the Brazilian dictionary, started when the first word is asked."""

    def __init__(self, command: str = "hunspell", dictionary: str = DICTIONARY) -> None:
        self._command = (command, "-a", "-d", dictionary, "-i", "utf-8")
        self._process: subprocess.Popen[str] | None = None
        self._known: dict[str, Suggestions | None] = {}
        self._broken = False

    @property
    def available(self) -> bool:
        """Whether it answers; starts it when nobody has asked yet."""
        return self._running() is not None

    def unknown(self, words: Iterable[str]) -> dict[str, Suggestions]:
        """The words it does not have, each with its suggestions, best first."""
        asked = list(dict.fromkeys(words))
        new = [word for word in asked if word not in self._known]
        for begin in range(0, len(new), CHUNK):
            self._ask(new[begin : begin + CHUNK])
        found = ((word, self._known.get(word)) for word in asked)
        return {word: suggestions for word, suggestions in found if suggestions is not None}

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.terminate()
        self._process.wait()
        self._process = None

    def _running(self) -> subprocess.Popen[str] | None:
        if self._process is not None or self._broken:
            return self._process
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                cwd=Path("/"),
            )
        except OSError:
            self._broken = True
            return None
        self._process = process
        greeting = _pipe(process.stdout).readline()
        if not greeting.startswith("@(#)"):
            self.close()
            self._broken = True
        return self._process

    def _ask(self, words: list[str]) -> None:
        process = self._running()
        if process is None:
            return
        try:
            answers, questions = _pipe(process.stdout), _pipe(process.stdin)
            questions.write("".join(f"^{word}\n" for word in words))
            questions.flush()
            for word in words:
                self._known[word] = _answer(answers)
        except (OSError, EOFError):
            self.close()
            self._broken = True


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None  # both were asked for
    return pipe


def _answer(answers: IO[str]) -> Suggestions | None:
    """What it says of one line: None when every part of the word is known."""
    unknown: Suggestions | None = None
    while (line := answers.readline()) != "\n":
        if not line:
            raise EOFError("o corretor encerrou")
        if line[0] in "&?" and unknown is None:
            unknown = tuple(part.strip() for part in line.partition(":")[2].split(","))
        elif line[0] == "#" and unknown is None:
            unknown = ()
    return unknown
