"""The public register: the agreements that stand in the gazette, listed, searched and shown."""

import json
from datetime import date
from time import monotonic
from typing import Any

from instruments.identifiers import mask_cpfs
from instruments.instrument import KIND_NAMES, Instrument
from instruments.lifecycle import END_NAMES
from instruments.number import parse_number
from instruments.partner import Address
from portuguese.ordinals import ordinal_number
from registry.published_queries import published_among, published_count, published_rows
from services.office import Office
from services.public_records import (
    MOST_FOUND,
    PAGE_SIZE,
    Gazette,
    PublicAgreement,
    PublicParty,
    PublishedPage,
    PublishedRow,
)
from services.ties import AGREEMENT_KINDS
from signatures.verdict import TermState

COUNT_SECONDS = 60.0
AT_A_TIME = 200
MOST_LOOKED_THROUGH = 20_000
"""Instruments that hold the words of a search, published or not, before it is cut short."""


class PublicRegister:
    """What anyone may know of published agreements, over an office that can only read."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._count = (0.0, 0)

    def page(self, query: str, page: int, today: date) -> PublishedPage:
        """A page of the public register, or of what a search finds in it."""
        start = (page - 1) * PAGE_SIZE
        if query:
            found, whole = self._search(query, start + PAGE_SIZE + 1)
            shown, total = found[start:], len(found) if whole else None
        else:
            with self._office.store.snapshot() as connection:
                shown = published_rows(connection, AGREEMENT_KINDS, start, PAGE_SIZE + 1)
            total = self._counted()
        rows = tuple(_row(one, today) for one in shown[:PAGE_SIZE])
        return PublishedPage(rows, page, len(shown) > PAGE_SIZE, total)

    def agreement(self, number: str, today: date) -> PublicAgreement | None:
        """What anyone may know of a published agreement."""
        if "\0" in number:  # no number, and PostgreSQL fails over it
            return None
        store = self._office.store
        with store.snapshot() as connection:
            row = published_among(connection, AGREEMENT_KINDS, [number]).get(number)
        instrument = store.instrument(number, row["versao"]) if row else None
        if row is None or instrument is None:
            return None
        (version,) = (one for one in store.version_rows(number) if one.version == row["versao"])
        ended = row["encerrado_em"]
        asked = row["prorrogacao_pedida_em"]
        return PublicAgreement(
            row=_row(row, today),
            title=instrument.title,
            subject=mask_cpfs(instrument.request.plan.title),
            process=row["processo"],
            code=row["codigo"],
            parties=_parties(instrument),
            gazette=Gazette(
                date.fromisoformat(row["publicado_em"]), row["edicao"], row["secao"], row["pagina"]
            ),
            months=row["meses"],
            text_sha256=version.text_sha256,
            ended_on=date.fromisoformat(ended) if ended else None,
            ended_by=f"por {END_NAMES[row['forma_encerramento']]}" if ended else "",
            extension_requested_on=date.fromisoformat(asked) if asked else None,
            amended_by=tuple(
                f"{ordinal_number(one.order)} Termo Aditivo, nº {one.number}"
                for one in store.tied_to(number)
                if one.kind == "termo_aditivo" and one.state == "assinada"
            ),
        )

    def _search(self, query: str, most: int) -> tuple[list[dict[str, Any]], bool]:
        """Up to so many published rows that a search finds, and whether these are all."""
        found: dict[str, dict[str, Any]] = {}
        looked = 0
        store = self._office.store
        with store.snapshot() as connection:
            numbers = self._numbered(query)
            found |= published_among(connection, AGREEMENT_KINDS, numbers)
            for lot in self._office.search.by_fields(query, AT_A_TIME):
                rows = published_among(connection, AGREEMENT_KINDS, lot)
                found |= {number: rows[number] for number in lot if number in rows}
                looked += len(lot)
                if len(found) >= min(most, MOST_FOUND) or looked >= MOST_LOOKED_THROUGH:
                    return list(found.values())[:MOST_FOUND], False
        return list(found.values()), True

    def _numbered(self, query: str) -> list[str]:
        parsed = parse_number(query)
        if parsed is None:
            return []
        return self._office.store.numbers_like(parsed.sequence, parsed.year, parsed.suffix)

    def _counted(self) -> int:
        until, count = self._count
        now = monotonic()
        if now >= until:
            with self._office.store.snapshot() as connection:
                count = published_count(connection, AGREEMENT_KINDS)
            self._count = (now + COUNT_SECONDS, count)
        return count


def _row(row: dict[str, Any], today: date) -> PublishedRow:
    end = date.fromisoformat(min(row["fim"], row["encerrado_em"] or row["fim"]))
    signed = date.fromisoformat(row["assinado_em"])
    term: TermState = "vigente"
    if today > end:
        term = "encerrada"
    elif today < signed:
        term = "futura"
    return PublishedRow(
        number=row["numero"],
        kind=KIND_NAMES[row["especie"]],
        parties=tuple(
            mask_cpfs(f"{one['nome']} ({one['sigla']})") for one in json.loads(row["participes"])
        ),
        state=row["uf"],
        signed_on=signed,
        published_on=date.fromisoformat(row["publicado_em"]),
        end=end,
        term=term,
    )


def _parties(instrument: Instrument) -> tuple[PublicParty, ...]:
    request = instrument.request
    body, signer = request.body, request.signer
    first = PublicParty(
        body.name,
        body.acronym,
        _place(body.address),
        f"CNPJ {body.cnpj}",
        mask_cpfs(f"{signer.name}, {signer.role}"),
    )
    others = (
        PublicParty(
            mask_cpfs(one.name),
            one.acronym,
            _place(one.address),
            f"CNPJ {one.cnpj}" if one.cnpj else mask_cpfs(one.foreign_id or ""),
            mask_cpfs(f"{one.representative.name}, {one.representative.role}"),
        )
        for one in request.partners
    )
    return (first, *others)


def _place(address: Address) -> str:
    return "/".join(part for part in (address.city, address.state or address.country) if part)
