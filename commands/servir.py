"""`pactua servir`: the public portal."""

from pathlib import Path

import click

from commands import options
from commands.outcome import print_json, told
from commands.portuguese import Between, Command


@click.command(
    "servir", cls=Command, short_help="Portal público: conferir autenticidade, acordos publicados."
)
@click.option(
    "--porta",
    "port",
    type=Between(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Porta em que o portal ouve; 0 escolhe uma livre.",
)
@click.option(
    "--endereco",
    "address",
    default="127.0.0.1",
    show_default=True,
    metavar="IP",
    help="Endereço em que ouve; 0.0.0.0 para toda a rede.",
)
@click.option(
    "--processos",
    "processes",
    type=Between(1, 64),
    default=2,
    show_default=True,
    metavar="N",
    help="Quantos processos respondem.",
)
@click.option(
    "--confiar-proxy",
    "proxies",
    multiple=True,
    metavar="REDE",
    help="Proxy cujo X-Forwarded-For vale, como 10.0.0.5 ou 10.0.0.0/8. Pode repetir.",
)
@click.option(
    "--por-minuto",
    "checks",
    type=Between(1, 100_000),
    default=60,
    show_default=True,
    metavar="N",
    help="Conferências por minuto que se aceitam de cada endereço de internet.",
)
@click.option(
    "--dados-abertos",
    "open_data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Pasta de dados abertos a oferecer, feita por registro exportar.",
)
@options.as_json
@told
def command(
    port: int,
    address: str,
    processes: int,
    proxies: tuple[str, ...],
    checks: int,
    open_data: Path | None,
    as_json: bool,
) -> None:
    """Põe no ar o portal público, até ser interrompido (Ctrl+C ou SIGTERM).

    \b
    Para a internet, ponha-o atrás de um proxy com HTTPS e diga qual é:
      pactua servir --confiar-proxy 127.0.0.1
    Depois de mudar orgao.yaml: kill -HUP no processo, ou comece de novo.
    Exemplo: pactua servir --porta 8000
    """
    from portal.addresses import proxy_networks
    from portal.server import listen, serve, serving_of
    from services.settings import read_settings

    networks = proxy_networks(proxies)
    serving = serving_of(read_settings(), open_data, checks, networks, processes)
    listening = listen(address, port)
    host = f"[{address}]" if ":" in address else address
    where = f"http://{host}:{listening.getsockname()[1]}"
    if as_json:
        print_json({"endereco": where, "processos": processes})
    else:
        click.echo(f"Portal no ar em {where}. Para parar: Ctrl+C.")
    serve(serving, listening)
    click.echo("Portal parado.", err=True)
