"""A registry with something of everything in it, for the tests of its care."""

from dataclasses import dataclass
from pathlib import Path

from instruments.facts import FilesRendered, StoredFile
from registry.database import open_database
from registry.files import FileStore
from registry.search import SearchIndex
from registry.search_check import copied
from registry.store import Store
from registry.verification import Verification, verify
from tests.facts import CPF, RG, append_drafted, drafted, numbered, recorded
from tests.registry.scratch import NOON

BYTES = b"os bytes de um arquivo"


@dataclass(frozen=True)
class Kept:
    """A store, its files and its search index."""

    store: Store
    files: FileStore
    search: SearchIndex

    def verify(self) -> Verification:
        """Everything that does not fit in it."""
        with copied(self.search.path) as index, self.store.snapshot() as snapshot:
            return verify(snapshot, self.files, index)

    def found(self) -> list[tuple[str, str, str]]:
        """(rule, place, message) of each finding."""
        return [(f.rule, f.where, f.message) for f in self.verify().findings]


def kept_at(url: str, folder: Path) -> Kept:
    """What is kept at this address and in this folder."""
    store = Store(open_database(url))
    return Kept(store, FileStore(folder / "arquivos"), SearchIndex(folder / "busca.db", store))


def fill(kept: Kept, agreements: int = 2) -> None:
    """Partners, agreements in two versions with files, and a search index."""
    names = ("mpmt", "defensoria", "procon-estadual", "procon-municipal")
    with kept.store.writing(NOON, "Ana Lima") as writing:
        for place in range(1, agreements + 1):
            name = names[place % len(names)]
            writing.append(recorded(name, representante__cpf=CPF, representante__rg=RG))
            for version in (1, 2):
                made = drafted(name, place, version, telefone=None, representante__cpf=CPF)
                append_drafted(writing, made)
                digest = kept.files.keep(BYTES + f" {place} {version}".encode())
                file = StoredFile(
                    format="pdf", engine="motor", name=f"ACT-{place}.pdf", sha256=digest, size=24
                )
                writing.append(
                    FilesRendered(number=numbered(place), version=version, files=(file,))
                )
    kept.search.instruments("mato grosso")
