"""A desk of our own for the tests of the portal: every situation under a code of its own."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from faults.errors import OutsideError, PactuaError, UnreadableFile
from faults.finding import Finding
from services.public_answers import UNTOLD, as_json, verdict_data
from services.public_records import (
    PAGE_SIZE,
    Gazette,
    PublicAgreement,
    PublicCheckpoint,
    PublicKey,
    PublicParty,
    PublishedPage,
    PublishedRow,
    Verifier,
)
from signatures.verdict import ChangedClause, Situation, Verdict, VerdictSignature

CRC = "059A70AD"
SUFFIX = "CIHP/CGSINDEC/DPDC/SENACON"
SECRET = "um-endereco-que-ninguem-adivinha"
SIGNED_FILE = b"%PDF-1.7 o documento assinado"
SHEET = b"%PDF-1.7 a folha"
SIGNATURES = (
    VerdictSignature(
        "Claire Vogel Dutra",
        "Subprocuradora-Geral de Justiça Administrativa",
        "avancada",
        datetime(2024, 1, 25, 20, 16, tzinfo=UTC),
        "Documento assinado eletronicamente por Claire Vogel Dutra, Subprocuradora-Geral de "
        "Justiça Administrativa, em 25/01/2024, às 17:16, conforme horário oficial de Brasília. "
        "Nº de série do certificado: 46A6805B487A5FC68DE867D1FA25B49C1435A626.",
    ),
    VerdictSignature(
        "Wadih Nemer Damous Filho",
        "Secretário Nacional do Consumidor",
        "qualificada",
        datetime(2024, 1, 30, 18, 13, tzinfo=UTC),
        "",
        "A assinatura cobre o arquivo inteiro e o certificado valia quando foi dada.",
    ),
)
KNOWN = Verdict(
    situation=Situation.AUTHENTIC,
    explanation="Este é o documento que foi assinado, inteiro e sem alteração: o de nº "
    f"1/2024/{SUFFIX}.",
    next_step="",
    number=f"1/2024/{SUFFIX}",
    code="10000001",
    crc=CRC,
    kind="Acordo de Cooperação Técnica",
    parties=(
        "Secretaria Nacional do Consumidor (SENACON)",
        "Ministério Público do Estado de Mato Grosso (MPMT)",
    ),
    signatures=SIGNATURES,
    term="vigente",
    term_end=date(2027, 1, 30),
    text_sha256=hashlib.sha256(b"texto").hexdigest(),
    signed_file_sha256=hashlib.sha256(SIGNED_FILE).hexdigest(),
)
TAMPERED = replace(
    KNOWN,
    situation=Situation.TAMPERED,
    explanation="O texto deste arquivo não é o do documento que foi assinado.",
    changes=(
        ChangedClause("cláusula décima", "36 (trinta e seis) meses", "60 (sessenta) meses"),
        ChangedClause("cláusula décima primeira", "", "Fica dispensada a publicação do extrato."),
    ),
    file_sha256=hashlib.sha256(b"outro").hexdigest(),
    findings=(
        Finding("texto-lido", "nota", "página 3", "Parte do texto foi lida por imagem.", ""),
    ),
    notes=("O arquivo foi gravado de novo depois de assinado.",),
)
VERDICTS: dict[str, Verdict] = {
    "10000001": KNOWN,
    "10000002": replace(
        KNOWN,
        situation=Situation.UNSIGNED,
        code="10000002",
        explanation="O documento foi emitido, e ainda falta a assinatura da SENACON.",
        signatures=SIGNATURES[:1],
        term=None,
        term_end=None,
        signed_file_sha256=None,
    ),
    "10000003": replace(
        KNOWN,
        situation=Situation.CANCELLED,
        code="10000003",
        explanation="O documento foi cancelado em 02/02/2024.",
        signatures=(),
        term=None,
        term_end=None,
        signed_file_sha256=None,
    ),
    "10000004": replace(
        KNOWN,
        situation=Situation.REPLACED,
        code="10000004",
        explanation=f"No lugar deste documento vale o nº 9/2024/{SUFFIX}.",
    ),
    "10000005": TAMPERED,
    "10000006": replace(
        KNOWN,
        situation=Situation.VALID_ELSEWHERE,
        code=None,
        crc=None,
        number=None,
        parties=(),
        explanation="As duas assinaturas do arquivo são válidas.",
        term=None,
        term_end=None,
        signed_file_sha256=None,
    ),
    "10000007": replace(
        KNOWN,
        code="10000007",
        term="encerrada",
        ended_on=date(2026, 3, 2),
        amended_by=(f"1º Termo Aditivo ao ACT nº 1/2024/{SUFFIX}",),
    ),
}
LETTER = replace(
    KNOWN,
    code="10000009",
    kind="Notificação de Denúncia",
    parties=KNOWN.parties[1:],
    addressees=KNOWN.parties[:1],
    signatures=SIGNATURES[:1],
)
VERDICTS |= {
    "10000008": replace(
        KNOWN,
        situation=Situation.SAME_WORDS,
        code="10000008",
        explanation="As palavras são as do documento registrado, e o arquivo é outro.",
        file_sha256=hashlib.sha256(b"copia").hexdigest(),
    ),
    "10000009": LETTER,
}
UNKNOWN = Verdict(Situation.UNKNOWN, "Não há documento com este código.", "Confira o código.")
WRONG = Verdict(Situation.WRONG_CRC, "O CRC é de outra versão.", "Confira o CRC.")


def row(sequence: int) -> PublishedRow:
    """A published agreement of a list."""
    return PublishedRow(
        number=f"{sequence}/2024/{SUFFIX}",
        kind="Acordo de Cooperação Técnica",
        parties=("SENACON", "Ministério Público do Estado de Mato Grosso (MPMT)"),
        state="MT",
        signed_on=date(2024, 1, 30),
        published_on=date(2024, 2, 7),
        end=date(2027, 1, 30),
        term="vigente" if sequence % 3 else "encerrada",
    )


AGREEMENT = PublicAgreement(
    row=row(1),
    title=f"Acordo de Cooperação Técnica nº 1/2024/{SUFFIX}",
    subject="Adesão do Ministério Público de Mato Grosso à plataforma consumidor.gov.br",
    process="08012.002734/2023-09",
    code="10000001",
    parties=(
        PublicParty(
            "Secretaria Nacional do Consumidor",
            "SENACON",
            "Brasília/DF",
            "CNPJ 00.394.494/0100-18",
            "Wadih Nemer Damous Filho, Secretário Nacional do Consumidor",
        ),
        PublicParty(
            "Ministério Público do Estado de Mato Grosso",
            "MPMT",
            "Cuiabá/MT",
            "CNPJ 14.921.092/0001-57",
            "Claire Vogel Dutra, Subprocuradora-Geral de Justiça Administrativa",
        ),
    ),
    gazette=Gazette(date(2024, 2, 7), "27", 3, 90),
    months=36,
    text_sha256=hashlib.sha256(b"texto").hexdigest(),
)
KEYS = (
    PublicKey(
        "1a2b3c4d",
        "Ed25519",
        "consumidor.gov.br/registro+1a2b3c4d+AZJ0bBb2b5VhQ3mN0zq3fYb4gJ1m7mY5Ih6sC2bqv0aX",
        "ativa",
        date(2024, 1, 10),
    ),
    PublicKey(
        "0f0e0d0c",
        "Ed25519",
        "consumidor.gov.br/registro+0f0e0d0c+ATi7yLq2b5VhQ3mN0zq3fYb4gJ1m7mY5Ih6sC2bqv0aX",
        "revogada",
        date(2023, 1, 10),
        date(2024, 1, 10),
        "perdida",
    ),
)
CHECKPOINT = PublicCheckpoint(
    128,
    hashlib.sha256(b"raiz").hexdigest(),
    datetime(2026, 11, 30, 12, tzinfo=UTC),
    "1a2b3c4d",
    "consumidor.gov.br/registro\n128\nDGeJqVjNtkBmFF3Z6ZK9yYlqKGCjVHbLmj1SLlCpVVk=\n\n"
    "\u2014 consumidor.gov.br/registro Gis8TZ1xIIfKJ9ph1g2Xh0+4k0pH1J8m5u6WcQ==\n",
)
VERIFIERS = (
    Verifier("conferir.py", "text/x-python", b"# conferir\n" * 300),
    Verifier("conferir.html", "text/html", b"<!doctype html>" * 900),
)


@dataclass
class FakeDesk:
    """Knows the verdicts above with one CRC, and counts what it is asked."""

    asked: list[str] = field(default_factory=list)
    ready: bool = True
    down: PactuaError | None = None
    rows: int = 45
    log: bool = True

    def verify_codes(self, code: str, crc: str) -> Verdict:
        self._ask("codes")
        found = VERDICTS.get(code)
        if found is None:
            return UNKNOWN
        return found if crc == CRC else WRONG

    def verify_file(self, name: str, data: bytes) -> Verdict:
        self._ask(f"file {name}")
        if b"ilegivel" in data:
            raise UnreadableFile("o PDF está danificado.", "Peça outra cópia.")
        for code, verdict in VERDICTS.items():
            if code.encode() in data:
                return verdict
        return UNKNOWN

    def ready_answer(self, code: str, crc: str) -> bytes | None:
        verdict = VERDICTS.get(code)
        if not self.ready or verdict is None or crc != CRC or verdict.situation in UNTOLD:
            return None
        return as_json(verdict_data(verdict))

    def close(self) -> None:
        self._ask("close")

    def rest(self) -> None:
        return None

    def prepare(self, after: tuple[str, str], most: int) -> tuple[str, str] | None:
        return None

    def signed_file(self, code: str, crc: str) -> bytes | None:
        self._ask("signed_file")
        known = code in VERDICTS and VERDICTS[code].signed_file_sha256
        return SIGNED_FILE if known and crc == CRC else None

    def sheet(self, code: str, crc: str) -> bytes | None:
        self._ask("sheet")
        return SHEET if code == "10000001" and crc == CRC else None

    def proof(self, code: str, crc: str) -> bytes | None:
        self._ask("proof")
        return b'{"prova":[]}' if code == "10000001" and crc == CRC else None

    def published(self, query: str, page: int) -> PublishedPage:
        self._ask(f"published {query}")
        rows = [row(place) for place in range(1, self.rows + 1)]
        rows = [one for one in rows if query.casefold() in f"{one.number} {one.parties}".casefold()]
        start = (page - 1) * PAGE_SIZE
        shown = tuple(rows[start : start + PAGE_SIZE])
        return PublishedPage(shown, page, len(rows) > start + PAGE_SIZE, len(rows))

    def agreement(self, number: str) -> PublicAgreement | None:
        self._ask(f"agreement {number}")
        return AGREEMENT if number == AGREEMENT.row.number else None

    def checkpoint(self) -> PublicCheckpoint | None:
        self._ask("checkpoint")
        return CHECKPOINT if self.log else None

    def public_keys(self) -> tuple[PublicKey, ...]:
        self._ask("keys")
        return KEYS if self.log else ()

    def verifiers(self) -> tuple[Verifier, ...]:
        return VERIFIERS

    def feed(self, secret: str) -> bytes | None:
        self._ask("feed")
        return b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" if secret == SECRET else None

    def healthy(self) -> bool:
        self._ask("healthy")
        return True

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.down is not None:
            raise self.down


def failing_desk() -> FakeDesk:
    """A desk whose database is gone."""
    return FakeDesk(down=OutsideError("o banco de dados falhou (disk I/O error).", "Chame alguém."))
