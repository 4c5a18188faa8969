"""A registry with something of everything in it, for the tests of its care."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from instruments.action_facts import ActionDone, ActionReopened
from instruments.agenda_facts import AgendaOpened, AgendaRevoked
from instruments.facts import Fact, FilesRendered, StoredFile
from instruments.gazette_states import ExtractText, PublishedDifference
from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EnvelopeExtended,
    EnvelopeOpened,
    EnvelopePlace,
    ExtensionRequested,
    ExtractSent,
    Published,
    Returned,
    SentToReview,
    SignatureRecorded,
    SignatureRefused,
)
from instruments.log_facts import CheckpointSigned, KeyCreated, KeyRevoked
from instruments.notice_facts import (
    NoticeAnnulled,
    NoticeFailed,
    NoticeHeld,
    NoticePrepared,
    NoticesChecked,
    NoticeSent,
    NoticeSuperseded,
    NoticeTaken,
    NoticeWaived,
    RecipientAdded,
    RecipientRemoved,
)
from instruments.publication_facts import (
    CorrectionDrafted,
    CorrectionPublished,
    CorrectionSent,
    PublicationUndone,
)
from instruments.tied import Manager
from instruments.tied_facts import Amended, Delivered, ManagerReplaced, PartnerLeft, Reported
from registry.database import open_database
from registry.files import FileStore
from registry.search import SearchIndex
from registry.search_check import copied
from registry.store import Store
from registry.verification import Verification, verify
from services.settings import BRASILIA
from tests.facts import CPF, RG, append_drafted, drafted, imported, numbered, recorded, rendered
from tests.registry.scratch import NOON

FIRST, THIRD = numbered(1), numbered(3)
EXTRACT = ExtractText(code=89, title="EXTRATO", paragraph="Espécie: Acordo.", signature="Ana")
MONTHS = PublishedDifference(field="meses", published="60 meses", right="36 meses", text="vigência")

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
    EnvelopeOpened(
        number=FIRST,
        version=2,
        signatories=("orgao", "mpmt", "testemunha-1"),
        places=(
            EnvelopePlace(id="orgao", name="Wadih Damous", role="Secretário", order=2),
            EnvelopePlace(id="mpmt", name="Claire Vogel Dutra", role="Subprocuradora-Geral"),
            EnvelopePlace(
                id="testemunha-1",
                name="Ana Souza",
                role="Testemunha",
                part="testemunha",
                optional=True,
            ),
        ),
        minimum="avancada",
        opened_at=datetime(2024, 1, 20, 12, 0, tzinfo=BRASILIA),
        until=date(2024, 1, 28),
        crc="061FFA87",
        text_sha256="1" * 64,
        file_sha256="2" * 64,
        qr="https://pactua.exemplo.gov.br/conferir?codigo=10000001&crc=061FFA87#123456789",
    ),
    EnvelopeExtended(number=FIRST, version=2, until=date(2024, 2, 10)),
    SignatureRefused(
        number=FIRST,
        version=2,
        signatory="testemunha-1",
        reason="Estará em viagem.",
        refused_on=date(2024, 1, 22),
    ),
    *(
        SignatureRecorded(
            number=FIRST,
            version=2,
            signatory=name,
            name="Claire Vogel Dutra",
            role="Subprocuradora-Geral de Justiça",
            signed_at=datetime(2024, 1, day, 14, 5, 6, tzinfo=BRASILIA),
            level="avancada",
            way="aqui",
            file_sha256=f"{day:064x}",
            time="carimbo",
            wording="Documento assinado eletronicamente por Claire Vogel Dutra.",
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
        actions=(date(2024, 3, 30), date(2024, 3, 30), date(2027, 1, 30)),
    ),
    ExtractSent(number=FIRST, sent_on=date(2024, 2, 5), extract=EXTRACT),
    Published(number=FIRST, published_on=date(2024, 2, 6), edition="26", section=3, page=9),
    PublicationUndone(number=FIRST, reason="A data foi digitada errada."),
    Published(
        number=FIRST,
        published_on=date(2024, 2, 7),
        edition="27",
        section=3,
        page=90,
        materia="20001",
        differences=(MONTHS,),
    ),
    CorrectionDrafted(number=FIRST, extract=EXTRACT, differences=(MONTHS,)),
    CorrectionSent(number=FIRST, sent_on=date(2024, 2, 9)),
    CorrectionPublished(
        number=FIRST,
        published_on=date(2024, 2, 14),
        edition="30",
        section=3,
        page=88,
        materia="20300",
    ),
    RecipientAdded(number=FIRST, name="Bia Lima", email="bia.lima@mj.gov.br"),
    RecipientAdded(number=FIRST, name="Caio Reis", email="caio.reis@mj.gov.br"),
    RecipientRemoved(number=FIRST, email="caio.reis@mj.gov.br"),
    AgendaOpened(id="0a1b2c3d", holder="coordenador", secret_sha256="0" * 64, opened_at=NOON),
    AgendaOpened(id="4e5f6a7b", holder="bia@mj.gov.br", secret_sha256="1" * 64, opened_at=NOON),
    AgendaRevoked(id="4e5f6a7b", revoked_at=NOON),
    *(
        kind(
            number=FIRST,
            notice_id=f"{place:016x}",
            due_key=f"vencimento:{FIRST}",
            rung=rung,
            at=NOON,
            reason=reason,
            detail=reason and "Por este motivo.",
            recipient=who,
            message_id="<1@mj.gov.br>" if who else "",
            by=by,
        )
        for kind, place, rung, reason, who, by in (
            (NoticeHeld, 1, "D-180", "dia_sem_envio", "bia.lima@mj.gov.br", ""),
            (NoticeSuperseded, 1, "D-180", "superado", "", ""),
            (NoticePrepared, 2, "D-120", "", "bia.lima@mj.gov.br", ""),
            (NoticeFailed, 2, "D-120", "entrega_incerta", "bia.lima@mj.gov.br", ""),
            (NoticePrepared, 2, "D-120", "", "bia.lima@mj.gov.br", ""),
            (NoticeSent, 2, "D-120", "", "bia.lima@mj.gov.br", ""),
            (NoticeTaken, 2, "D-120", "assumido", "", "Bia Lima"),
            (NoticeFailed, 3, "D-90", "recusado", "bia.lima@mj.gov.br", ""),
            (NoticeAnnulled, 3, "D-90", "relogio_adiantado", "", ""),
            (NoticePrepared, 4, "D-60", "", "bia.lima@mj.gov.br", ""),
            (NoticeWaived, 5, "D-45", "resolvido", "", ""),
        )
    ),
    NoticesChecked(day=date(2026, 10, 2), rules="regras", read_until=1),
    NoticesChecked(day=date(2026, 10, 5), rules="regras", read_until=2),
    ActionDone(number=FIRST, place=1, done_on=date(2024, 3, 1), evidence="Extrato no DOU."),
    ActionDone(number=FIRST, place=2, done_on=date(2024, 3, 4), evidence="Ofício nº 4."),
    ActionReopened(number=FIRST, place=2, reason="Faltou um ato."),
    ExtensionRequested(number=FIRST, requested_on=date(2026, 11, 3)),
    Amended(
        number=FIRST,
        amendment=numbered(4),
        order=1,
        signed_on=date(2026, 11, 10),
        months=12,
        end=date(2028, 1, 30),
    ),
    Counted(
        number=FIRST,
        signed_on=date(2024, 1, 30),
        months=48,
        end=date(2028, 1, 30),
        publish_by=date(2024, 2, 7),
        publish_prudent=date(2024, 2, 7),
        send_by=date(2024, 2, 6),
        renew_by=date(2027, 12, 31),
        renew_prudent=date(2027, 12, 30),
        report_by=date(2028, 3, 30),
        report_prudent=date(2028, 3, 30),
    ),
    ManagerReplaced(
        number=FIRST,
        party="mpmt",
        manager=Manager(name="Ana Lima Reis", gender="f", role="Promotora de Justiça"),
        since=date(2026, 11, 20),
        told_on=date(2026, 11, 18),
        document=numbered(5),
    ),
    PartnerLeft(
        number=FIRST,
        partner="mpmt",
        form="denuncia",
        notified_on=date(2026, 11, 18),
        effective_on=date(2026, 12, 18),
        reason="Perda de interesse.",
    ),
    Delivered(number=FIRST, delivered_on=date(2026, 11, 18)),
    drafted("procon-estadual", sequence=3),
    Cancelled(number=THIRD, reason="O partícipe desistiu."),
    Ended(
        number=FIRST,
        form="denuncia",
        notified_on=date(2026, 12, 1),
        effective_on=date(2026, 12, 31),
        reason="Perda de interesse.",
        report_by=date(2027, 3, 1),
        report_prudent=date(2027, 3, 1),
    ),
    Reported(number=FIRST, made_on=date(2027, 2, 10)),
    imported(),
    KeyCreated(id="0a1b2c3d", origin="a.gov.br/r", public="A" * 43 + "=", created_at=NOON),
    CheckpointSigned(
        origin="a.gov.br/r", size=2, root="ab" * 32, signed_at=NOON, note="a.gov.br/r\n2\n"
    ),
    KeyCreated(
        id="1b2c3d4e",
        origin="a.gov.br/r",
        public="B" * 43 + "=",
        created_at=NOON,
        previous="0a1b2c3d",
        endorsement="C" * 86 + "==",
    ),
    KeyRevoked(id="0a1b2c3d", reason="perdida", since=date(2024, 2, 1), revoked_at=NOON),
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
    list(kept.search.instruments("mato grosso"))
