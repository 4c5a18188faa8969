"""How the signatures of an instrument are told: lines for people, data for programs."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from services.office import Office
    from signatures.envelope import Place

WAYS = {"registrada": "", "recebida": ", PDF recebido", "aqui": ", aqui"}


def tell(office: "Office", numero: str) -> None:
    """Who signed, who refused, who is awaited, and what follows from the last signature."""
    from instruments.lifecycle import CYCLE_NAMES
    from instruments.signature_level import LEVEL_NAMES
    from services.envelopes import read_envelope
    from services.settings import BRASILIA

    life, envelope = read_envelope(office, numero)
    click.echo(f"Instrumento nº {numero}: {CYCLE_NAMES[life.cycle]}.")
    for one in life.signed:
        local = one.signed_at.astimezone(BRASILIA)
        how = f"{LEVEL_NAMES[one.level]}{WAYS[one.way]}"
        click.echo(f"  assinou  {one.name}, {one.role}, {local:%d/%m/%Y às %H:%M} ({how})")
    refused = envelope is not None and envelope.state == "recusado"
    for place in envelope.places if envelope else ():
        if place.signature is None:
            click.echo(f"  {_waiting(place, later=not (place.turn or refused))}")
    if envelope is not None and envelope.until is not None and life.cycle == "em_assinatura":
        over = "terminou em" if envelope.state == "expirado" else "vai até"
        click.echo(f"  prazo    {over} {envelope.until:%d/%m/%Y}")
    if life.counted is not None and life.cycle == "assinada":
        counted = life.counted
        term = f"; vigência até {counted.end:%d/%m/%Y}" if counted.own_term else ""
        click.echo(f"  publicar até {counted.publish_by:%d/%m/%Y}{term}.")


def _waiting(place: "Place", later: bool) -> str:
    optional = " (opcional)" if place.optional else ""
    if place.refusal is not None:
        return f"recusou  {place.id}{optional}: {place.refusal.reason}"
    turn = ", depois de outros" if later and place.state == "pendente" else ""
    return f"falta    {place.id}{optional}{turn}"


def as_data(office: "Office", numero: str) -> dict[str, Any]:
    """The same as data."""
    from services.envelopes import read_envelope

    life, envelope = read_envelope(office, numero)
    data: dict[str, Any] = {
        "numero": numero,
        "estado": life.cycle,
        "assinaturas": [one.as_data() for one in life.signed],
        "faltam": list(life.pending),
    }
    if envelope is not None:
        data["envelope"] = {
            "estado": envelope.state,
            "crc": envelope.crc,
            "prazo": envelope.until.isoformat() if envelope.until else None,
            "nivel_minimo": envelope.minimum,
            "arquivo_sha256": envelope.newest_file,
            "lugares": [
                {
                    "id": place.id,
                    "nome": place.name,
                    "cargo": place.role,
                    "papel": place.part,
                    "ordem": place.order,
                    "opcional": place.optional,
                    "situacao": place.state,
                    "vez": place.turn,
                    "motivo": place.refusal.reason if place.refusal else None,
                }
                for place in envelope.places
            ],
        }
    return data
