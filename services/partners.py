"""Partners: taken in from files, listed and shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faults.errors import InvalidData, NotFound, UnreadableFile
from faults.finding import Finding
from faults.validation import validate
from instruments.partner import Partner
from reading.rows import read_rows
from reading.yaml_text import read_mapping
from services.drafting import record_partner
from services.office import Office

TABLES = frozenset({".csv", ".tsv", ".json"})
RECORDS = frozenset({".yaml", ".yml"})
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
PROCESS_COLUMN = "processo"
REQUIRED_COLUMNS = tuple(
    field.alias or name for name, field in Partner.model_fields.items() if field.is_required()
)
"""What every table has, on its own or as the beginning of a name (endereco.uf)."""
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file: a partner with the process of its column, or its faults."""

    line: int
    partner: Partner | None
    process: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """What became of a file: ids recorded, ids that stood like this already, rows refused."""

    recorded: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Row, ...]


def import_partners(office: Office, path: Path, partial: bool) -> Import:
    """Record the partners of a file. Unless `partial`, one bad row refuses all (InvalidData)."""
    rows = list(read_partners(path))
    refused = tuple(row for row in rows if row.partner is None)
    if refused and not partial:
        findings = [finding for row in refused for finding in row.findings]
        raise InvalidData(
            f"{path}: há falhas em {len(refused)} de {len(rows)}; nada foi gravado.",
            findings,
            "Corrija o arquivo ou use --parcial para gravar só os registros bons.",
        )
    good = [row.partner for row in rows if row.partner is not None]
    recorded: list[str] = []
    unchanged: list[str] = []
    with office.store.writing(office.now, office.actor) as writing:
        for partner in good:
            written = record_partner(writing, partner)
            (recorded if written else unchanged).append(partner.id)
    return Import(tuple(recorded), tuple(unchanged), refused)


def read_partners(path: Path) -> Iterator[Row]:
    """Every record of a YAML, CSV, TSV or JSON file, good or bad. Raises UnreadableFile."""
    seen: dict[str, int] = {}
    line = 0
    for line, data in _records(path):
        process = data.pop(PROCESS_COLUMN, None)
        where = f"{path.name}: linha {line}" if path.suffix in TABLES else path.name
        try:
            partner = validate(Partner, data, where)
        except InvalidData as error:
            yield Row(line, None, process, error.findings)
            continue
        if partner.id in seen:
            yield Row(line, None, process, (_repeated(where, partner.id, seen[partner.id]),))
            continue
        seen[partner.id] = line
        yield Row(line, partner, process, ())
    if line == 0:
        raise UnreadableFile(
            f"{path}: não há linhas de partícipes.",
            "Abaixo do cabeçalho, escreva uma linha para cada partícipe, como em "
            "examples/participes.csv.",
        )


def list_partners(office: Office) -> list[dict[str, Any]]:
    """The reading row of every partner, by id, with the country of those that have no state."""
    rows = list(office.store.partner_rows())
    return [row if row["uf"] else {**row, "pais": _country(office, row["id"])} for row in rows]


def _country(office: Office, partner_id: str) -> str:
    return stored_partner(office, partner_id).address.country or ""


def find_partner(office: Office, name: str) -> Partner:
    """The partner of a file (YAML or JSON with one record), or of an id in the registry."""
    path = Path(name)
    if path.suffix.lower() in RECORDS | TABLES:
        rows = list(read_partners(path))
        if len(rows) != 1:
            raise UnreadableFile(
                f"{path}: esperava um partícipe e há {len(rows)}.",
                "Para muitos de uma vez, use: pactua minuta lote",
            )
        if rows[0].partner is None:
            count = len(rows[0].findings)
            raise InvalidData(
                f"{path}: {count} {'falha' if count == 1 else 'falhas'} nos dados.",
                rows[0].findings,
            )
        return rows[0].partner
    return stored_partner(office, name)


def stored_partner(office: Office, partner_id: str) -> Partner:
    """The partner of the registry with this id. Raises NotFound."""
    partner = office.store.partner(partner_id)
    if partner is None:
        raise NotFound(
            f"o partícipe “{partner_id}” não está no cadastro.",
            "Veja os cadastrados com pactua participe listar, ou indique um arquivo .yaml.",
        )
    return partner


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if path.suffix.lower() in TABLES:
        yield from read_rows(path, REQUIRED_COLUMNS)
    elif path.suffix.lower() in RECORDS:
        yield 1, read_mapping(path)
    elif path.is_dir():
        raise UnreadableFile(
            f"{path}: é uma pasta.", "Dê o arquivo que traz os partícipes, como participes.csv."
        )
    elif path.suffix.lower() in SPREADSHEETS:
        raise UnreadableFile(
            f"{path}: é uma planilha, que não se lê como está.",
            "No Excel ou no LibreOffice, salve como CSV (UTF-8).",
        )
    else:
        raise UnreadableFile(
            f"{path}: não é um arquivo .yaml, .csv, .tsv ou .json.",
            "Ponha os partícipes numa planilha, uma linha para cada um, com as colunas de "
            "examples/participes.csv; no Excel ou no LibreOffice, salve como CSV (UTF-8).",
        )


def _repeated(where: str, partner_id: str, first: int) -> Finding:
    return Finding(
        "participe-repetido",
        "erro",
        f"{where}: id",
        f"o partícipe “{partner_id}” já aparece na linha {first}.",
        "Retire a linha repetida ou dê outro id.",
    )
