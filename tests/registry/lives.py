"""A registry with something of everything in it, for the tests of its care."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from instruments.facts import Fact, FilesRendered, StoredFile
from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EnvelopeOpened,
    ExtensionRequested,
    ExtractSent,
    Published,
    Returned,
    SentToReview,
    SignatureRecorded,
)
from registry.database import open_database
from registry.files import FileStore
from registry.search import SearchIndex
from registry.search_check import copied
from registry.store import Store
from registry.verification import Verification, verify
from services.settings import BRASILIA
from tests.facts import CPF, RG, append_drafted, drafted, numbered, recorded, rendered
from tests.registry.scratch import NOON

FIRST, THIRD = numbered(1), numbered(3)

LIFE: tuple[Fact, ...] = (
    recorded(representante__cpf=CPF, representante__rg=RG),
    drafted(representante__cpf=CPF, representante__rg=RG),
    rendered(1, 1, ("docx", "pdf")),
    recorded("defensoria"),
    drafted("defensoria", sequence=2),
    recorded(nome="Ministério Público de Mato Grosso"),
    SentToReview(number=FIRST, version=1),
    Returned(number=FIRST, reason="Mudou o nome do partícipe."),
    drafted(version=2, nome="Ministério Público de Mato Grosso"),
    rendered(1, 2, ("docx",)),
    rendered(1, 1, ("pdf",), salt="outra vez"),
    rendered(2, 1, ("txt", "json")),
    SentToReview(number=FIRST, version=2),
    Approved(number=FIRST, version=2, act="Parecer nº 10/2024"),
    EnvelopeOpened(number=FIRST, version=2, signatories=("orgao", "mpmt")),
    *(
        SignatureRecorded(
            number=FIRST,
            version=2,
            signatory=name,
            name="Claire Vogel Dutra",
            role="Subprocuradora-Geral de Justiça",
            signed_at=datetime(2024, 1, day, 14, 5, 6, tzinfo=BRASILIA),
            level="avancada",
        )
        for day, name in ((29, "orgao"), (30, "mpmt"))
    ),
    Counted(
        number=FIRST,
        signed_on=date(2024, 1, 30),
        months=36,
        end=date(2027, 1, 30),
        publish_by=date(2024, 2, 7),
        publish_prudent=date(2024, 2, 7),
        send_by=date(2024, 2, 6),
        renew_by=date(2026, 12, 31),
        renew_prudent=date(2026, 12, 30),
    ),
    ExtractSent(number=FIRST, sent_on=date(2024, 2, 5)),
    Published(number=FIRST, published_on=date(2024, 2, 7), edition="27", section=3, page=90),
    ExtensionRequested(number=FIRST, requested_on=date(2026, 11, 3)),
    drafted("procon-estadual", sequence=3),
    Cancelled(number=THIRD, reason="O partícipe desistiu."),
    Ended(
        number=FIRST,
        form="denuncia",
        notified_on=date(2026, 12, 1),
        effective_on=date(2026, 12, 31),
        reason="Perda de interesse.",
    ),
)
"""One fact of every kind, and facts that change what others had written."""

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
