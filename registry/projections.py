"""How each fact changes the tables for reading. Folding the whole journal makes them again."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert

from instruments.facts import Fact, FilesRendered, InstrumentDrafted, PartnerRecorded
from instruments.imported import InstrumentImported
from instruments.instrument import Instrument, stable_json
from instruments.personal import PERSONAL_KEYS
from registry.dialect import upsert
from registry.schema import files, instruments, partners, states, versions

AnyFact = TypeVar("AnyFact", bound=Fact)
Fold = Callable[[Connection, int, Any], None]

_FOLDS: dict[type[Fact], Fold] = {}


def fold(connection: Connection, seq: int, fact: Fact) -> None:
    """Bring the tables up to a fact that stands in the journal under this number.

    All but the public log, which comes after them: see folding.py.
    """
    _FOLDS[type(fact)](connection, seq, fact)


def folds(
    kind: type[AnyFact],
) -> Callable[[Callable[[Connection, int, AnyFact], None]], Fold]:
    """Enter a function as the fold of one kind of fact; a second one is refused."""

    def register(function: Callable[[Connection, int, AnyFact], None]) -> Fold:
        if kind in _FOLDS:
            raise RuntimeError(f"{kind.__name__} has a fold already")
        _FOLDS[kind] = function
        return function

    return register


@folds(PartnerRecorded)
def _partner(connection: Connection, seq: int, fact: PartnerRecorded) -> None:
    partner = fact.partner
    public = partner.as_data()
    for private in PERSONAL_KEYS:
        public["representante"].pop(private, None)
    row = {
        "id": partner.id,
        "nome": partner.name,
        "sigla": partner.acronym,
        "tipo": partner.kind,
        "uf": partner.address.state or "",
        "municipio": partner.address.city or "",
        "dados": stable_json(public),
        "seq": seq,
    }
    upsert(connection, partners, row)


@folds(InstrumentDrafted)
def _drafted(connection: Connection, seq: int, fact: InstrumentDrafted) -> None:
    enter_version(connection, seq, fact, "minuta")


def enter_version(
    connection: Connection, seq: int, fact: InstrumentDrafted | InstrumentImported, state: str
) -> None:
    """A version of an instrument in the tables: its row, the states of its partners, its hashes."""
    instrument = fact.instrument
    number = instrument.number
    place = {"ano": number.year, "sequencia": number.sequence, "unidade": number.suffix}
    upsert(connection, instruments, {**place, **_instrument_row(instrument, seq), "estado": state})
    connection.execute(delete(states).where(states.c.numero == str(number)))
    for uf in _states_of(instrument):
        row = {"numero": str(number), "uf": uf, "estado": state, **place}
        connection.execute(insert(states).values(row))
    connection.execute(
        insert(versions).values(
            numero=str(number),
            versao=instrument.version,
            pedido_sha256=fact.request_sha256,
            texto_sha256=fact.text_sha256,
            cnpjs=" ".join(instrument.request.cnpjs),
            seq=seq,
        )
    )


def _states_of(instrument: Instrument) -> list[str]:
    """The states of the federation in which the partners sit, in their order, each once."""
    partners = instrument.request.partners
    return list(dict.fromkeys(one.address.state for one in partners if one.address.state))


def _instrument_row(instrument: Instrument, seq: int) -> dict[str, Any]:
    """The reading row of a version, without its place in the order and its state."""
    request = instrument.request
    return {
        "numero": str(instrument.number),
        "codigo": instrument.code,
        "especie": request.kind,
        "conjunto": request.clause_set.id,
        "orgao": request.body.name,
        "versao": instrument.version,
        "chave": request.key,
        "participes": stable_json(
            [
                {
                    "id": partner.id,
                    "nome": partner.name,
                    "sigla": partner.acronym,
                    "cnpj": partner.cnpj or "",
                }
                for partner in request.partners
            ]
        ),
        "uf": ", ".join(_states_of(instrument)),
        "processo": request.process or "",
        "original": request.tied.original.number if request.tied else "",
        "ordem": request.tied.amendment.order if request.tied and request.tied.amendment else 0,
        "meses": request.months,
        "minutado_em": instrument.drafted_on.isoformat(),
        "seq": seq,
    }


@folds(FilesRendered)
def _rendered(connection: Connection, seq: int, fact: FilesRendered) -> None:
    for file in fact.files:
        row = {
            "numero": str(fact.number),
            "versao": fact.version,
            "formato": file.format,
            "motor": file.engine,
            "nome": file.name,
            "sha256": file.sha256,
            "bytes": file.size,
            "seq": seq,
        }
        upsert(connection, files, row)
