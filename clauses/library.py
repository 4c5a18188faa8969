"""The library: every version of every text, from the bundled folder and from the body's own.

A body's folder (PACTUA_DIR/clausulas) has the same shape and wins over the bundled one, version by
version. Files are read when they are asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from clauses.clause_set import ClauseSet, read_set
from clauses.clause_text import ClauseText, read_clause
from faults.errors import NotFound

BUNDLED = Path(__file__).parent


@dataclass(frozen=True)
class Library:
    """Texts and sets under these folders; the first folder that has one wins.

    The folders are listed once: a Library shows them as they were when it was first asked.
    """

    folders: tuple[Path, ...] = (BUNDLED,)
    _texts: dict[Path, ClauseText] = field(default_factory=dict, repr=False, compare=False)
    _sets: dict[str, ClauseSet] = field(default_factory=dict, repr=False, compare=False)

    def ids(self) -> list[str]:
        """Every clause id, in alphabetical order."""
        return sorted(self._paths)

    def versions(self, clause_id: str) -> list[int]:
        """The versions of a clause, oldest first. Raises NotFound."""
        paths = self._paths.get(clause_id)
        if not paths:
            raise NotFound(
                f"a cláusula “{clause_id}” não existe na biblioteca.",
                "Veja as que existem com: pactua clausula listar",
            )
        return sorted(paths)

    def clause(self, key: str, on: date | None = None) -> ClauseText:
        """The text `id@version`, or of `id` the newest version offered by a day (default: today's).

        Before the first version was offered, that one stands in. Raises NotFound.
        """
        clause_id, _, version = key.partition("@")
        known = self.versions(clause_id)
        if version:
            if not version.isdecimal() or int(version) not in known:
                raise NotFound(
                    f"a cláusula “{clause_id}” não tem a versão “{version}”.",
                    f"Versões existentes: {', '.join(map(str, known))}.",
                )
            return self._read(self._paths[clause_id][int(version)])
        for candidate in reversed(known):
            text = self._read(self._paths[clause_id][candidate])
            if on is None or text.head.since <= on:
                return text
        # The library is younger than the day asked for (a demo in the past): its first version.
        return self._read(self._paths[clause_id][known[0]])

    def all_texts(self) -> Iterator[ClauseText]:
        """Every version of every clause, by id and version."""
        for clause_id in self.ids():
            for version in self.versions(clause_id):
                yield self.clause(f"{clause_id}@{version}")

    def set_ids(self) -> list[str]:
        """Every set, in alphabetical order."""
        return sorted(
            {path.stem for folder in self.folders for path in (folder / "sets").glob("*.yaml")}
        )

    def clause_set(self, set_id: str) -> ClauseSet:
        """The set of this name. Raises NotFound."""
        if set_id not in self._sets:
            self._sets[set_id] = read_set(self._set_path(set_id))
        return self._sets[set_id]

    def _set_path(self, set_id: str) -> Path:
        if set_id not in self.set_ids():
            raise NotFound(
                f"o conjunto “{set_id}” não existe.",
                f"Conjuntos existentes: {', '.join(self.set_ids()) or 'nenhum'}.",
            )
        paths = (folder / "sets" / f"{set_id}.yaml" for folder in self.folders)
        return next(path for path in paths if path.is_file())

    @cached_property
    def _paths(self) -> dict[str, dict[int, Path]]:
        return _index(self.folders)

    def _read(self, path: Path) -> ClauseText:
        if path not in self._texts:
            self._texts[path] = read_clause(path)
        return self._texts[path]


def _index(folders: Sequence[Path]) -> dict[str, dict[int, Path]]:
    found: dict[str, dict[int, Path]] = {}
    for folder in reversed(folders):
        for path in (folder / "library").glob("*/*.md"):
            if path.stem.isdecimal():
                found.setdefault(path.parent.name, {})[int(path.stem)] = path
    return found
