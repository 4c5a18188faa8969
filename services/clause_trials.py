"""How the trial of an imported clause set came out, kept beside the set until counsel settles it.

A small file in `provas/` of the body's library. `clausula conferir` tells what it holds: the
differences without a reason until every text of the set has its act of approval, and each datum of
a party as long as it stands in a text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clauses.clause_set import ClauseSet
from clauses.clause_text import MEBIBYTE, ClauseText
from clauses.library import Library
from faults.errors import UnreadableFile
from faults.finding import Finding
from instruments.instrument import stable_json
from reading.limits import decode, read_bytes
from reading.yaml_text import load_mapping
from services.clause_leftovers import ESCAPE, FIELD, left_over, stands_in

FOLDER = "provas"


@dataclass(frozen=True, slots=True)
class Trial:
    """A set, the file it was made of, its differences without a reason, and (what, words) left."""

    set_id: str
    original: str
    unexplained: int
    left: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Where it is kept in the body's library."""
        return f"{FOLDER}/{self.set_id}.yaml"

    @property
    def source(self) -> str:
        """The file: a comment, and values that are JSON, which YAML reads."""
        left = [{"o_que": what, "palavras": words} for what, words in dict.fromkeys(self.left)]
        return (
            "# Como saiu a prova do conjunto; pactua clausula conferir a lê.\n"
            f"conjunto: {self.set_id}\n"
            f"original: {stable_json(self.original)}\n"
            f"sem_explicacao: {self.unexplained}\n"
            f"dados_da_parte: {stable_json(left)}\n"
        )


def trial_findings(library: Library) -> Iterator[Finding]:
    """What the trials of the library's sets left open. Raises nothing for a set that is gone."""
    for folder in library.folders:
        for path in sorted((folder / FOLDER).glob("*.yaml")):
            origin = str(path)
            data = load_mapping(decode(read_bytes(path, MEBIBYTE), origin), origin)
            trial = _trial(data, origin)
            if trial.set_id in library.set_ids():
                yield from _findings(library, library.clause_set(trial.set_id), trial)


def _trial(data: dict[str, Any], origin: str) -> Trial:
    try:
        left = tuple((str(one["o_que"]), str(one["palavras"])) for one in data["dados_da_parte"])
        return Trial(
            str(data["conjunto"]), str(data["original"]), int(data["sem_explicacao"]), left
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableFile(
            f"{origin}: não é a prova de um conjunto.",
            "Apague o arquivo e faça o conjunto de novo com pactua clausula importar.",
        ) from error


def _findings(library: Library, clause_set: ClauseSet, trial: Trial) -> Iterator[Finding]:
    ids = [entry.id for entry in clause_set.entries if entry.id in library.ids()]
    texts = [library.clause(text_id) for text_id in dict.fromkeys(ids)]
    if trial.unexplained and any(text.head.approval is None for text in texts):
        told = "diferença" if trial.unexplained == 1 else "diferenças"
        yield Finding(
            "prova-sem-explicacao",
            "erro",
            clause_set.id,
            f"a prova do conjunto deu {trial.unexplained} {told} sem explicação entre o texto "
            f"minutado e {trial.original}.",
            "Confira cada texto com o original, acerte-o e ponha em “aprovacao” o ato que o "
            "aprovou.",
        )
    for text in texts:
        yield from _left(text, trial)


def _left(text: ClauseText, trial: Trial) -> Iterator[Finding]:
    lines = [(1, text.head.title), *enumerate(text.body.split("\n"), text.body_line)]
    for number, line in lines:
        plain = ESCAPE.sub("", FIELD.sub("", line))
        for what, words in trial.left:
            if stands_in(words, plain):
                yield left_over(f"{text.key}: linha {number}", what, words)
