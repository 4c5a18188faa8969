"""A verdict for people at a terminal: the answer first, then what it rests on, then what to do."""

import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from signatures.verdict import Verdict

TITLES = {
    "autentico": "AUTÊNTICO",
    "palavras_conferem": "AS PALAVRAS CONFEREM, MAS O ARQUIVO NÃO É O ASSINADO",
    "nao_assinado": "NÃO ASSINADO",
    "nao_encontrado": "NÃO ENCONTRADO",
    "crc_nao_confere": "O CRC NÃO CONFERE",
    "cancelado": "CANCELADO",
    "adulterado": "ALTERADO",
    "substituido": "SUBSTITUÍDO",
    "assinatura_valida_sem_registro": "ASSINATURA VÁLIDA, DOCUMENTO SEM REGISTRO",
}
WIDTH = 88


def tell_verdict(verdict: "Verdict") -> None:
    """The whole verdict on the standard output."""
    click.echo(TITLES[verdict.situation.value])
    _paragraph(verdict.explanation)
    if verdict.number:
        click.echo(f"  documento  {verdict.kind or 'instrumento'} nº {verdict.number}")
    for party in verdict.parties:
        click.echo(f"  parte      {party}")
    for party in verdict.addressees:
        click.echo(f"  para       {party}")
    if verdict.signatures and verdict.file_sha256 and verdict.situation.value != "autentico":
        click.echo("  assinaturas do documento registrado; este arquivo pode não as trazer:")
    for one in verdict.signatures:
        _paragraph(one.wording, "  - ")
        if one.checked:
            _paragraph(one.checked, "    ")
    for change in verdict.changes:
        click.echo(f"  {change.where}:")
        _paragraph(change.original or "(nada)", "    no original  ")
        _paragraph(change.found or "(nada)", "    no arquivo   ")
    for note in verdict.notes:
        _paragraph(note, "  ")
    if verdict.file_sha256:
        click.echo(f"  SHA-256 do arquivo  {verdict.file_sha256}")
    _paragraph(f"O que fazer: {verdict.next_step}")


def _paragraph(text: str, start: str = "") -> None:
    indent = " " * len(start)
    click.echo(textwrap.fill(text, WIDTH, initial_indent=start, subsequent_indent=indent))
