"""`pactua participe`: the partners' records."""

from pathlib import Path

import click

from commands import options
from commands.outcome import negative, print_findings, print_json, told
from commands.portuguese import Group


@click.group("participe", cls=Group)
def command() -> None:
    """Cadastro dos partícipes.

    \b
    Exemplos:
      pactua participe importar participes.csv --parcial
      pactua participe listar
      pactua participe mostrar mpmt
    """


@command.command("importar")
@click.argument(
    "arquivo", type=click.Path(path_type=Path), help="Arquivo .yaml, .json, .csv ou .tsv."
)
@click.option("--parcial", is_flag=True, help="Grava os registros bons e relata os outros.")
@options.actor
@options.as_json
@told
def importar(arquivo: Path, parcial: bool, actor: str | None, as_json: bool) -> None:
    """Traz partícipes de um arquivo YAML, JSON, CSV ou TSV.

    \b
    As colunas do CSV são as chaves do YAML com pontos (endereco.uf).
    Importar de novo o mesmo arquivo não muda nada.
    Exemplo: pactua participe importar participes.csv --parcial
    """
    from services.partners import import_partners

    done = import_partners(options.office(actor), arquivo, parcial)
    if as_json:
        print_json(
            {
                "gravados": list(done.recorded),
                "sem_mudanca": list(done.unchanged),
                "recusados": [
                    {"linha": row.line, "achados": [f.as_dict() for f in row.findings]}
                    for row in done.refused
                ],
            }
        )
    else:
        recorded = options.count(len(done.recorded), "gravado", "gravados")
        refused = options.count(len(done.refused), "recusado", "recusados")
        click.echo(f"{recorded}, {len(done.unchanged)} sem mudança, {refused}.")
    for row in done.refused:
        print_findings(row.findings)
    if done.refused:
        negative()


@command.command("listar")
@options.as_json
@told
def listar(as_json: bool) -> None:
    """Lista os partícipes do cadastro.

    \b
    Exemplo: pactua participe listar
    """
    from services.partners import list_partners

    rows = list_partners(options.office())
    if as_json:
        print_json({"participes": rows})
        return
    if not rows:
        click.echo("O cadastro está vazio. Importe com: pactua participe importar ARQUIVO")
        return
    options.table(
        [(r["id"], r["sigla"], r["nome"], r["tipo"], _seat(r)) for r in rows],
        ("id", "sigla", "nome", "tipo", "sede"),
    )


@command.command("mostrar")
@click.argument("id_", metavar="ID", help="O id do cadastro, como mpmt.")
@options.as_json
@told
def mostrar(id_: str, as_json: bool) -> None:
    """Mostra o cadastro de um partícipe, com o CPF encoberto.

    \b
    Exemplo: pactua participe mostrar mpmt
    """
    from instruments.public import masked
    from services.partners import stored_partner

    partner = stored_partner(options.office(), id_)
    data = partner.as_data()
    data["representante"] = masked(data["representante"])
    if as_json:
        print_json(data)
        return
    for name, value in _flat(data):
        click.echo(f"{name:<36}{value}")


def _seat(row: dict[str, str]) -> str:
    """“Cuiabá/MT”, or abroad “Santiago, Chile”."""
    if row["uf"]:
        return f"{row['municipio']}/{row['uf']}"
    return ", ".join(part for part in (row["municipio"], row["pais"]) if part)


def _flat(data: dict[str, object], prefix: str = "") -> list[tuple[str, object]]:
    lines: list[tuple[str, object]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            lines += _flat(value, f"{prefix}{key}.")
        else:
            lines.append((f"{prefix}{key}", value))
    return lines
