"""`pactua registro`: the care of what is kept."""

from pathlib import Path

import click

from commands import options
from commands.outcome import negative, print_findings, print_json, told
from commands.portuguese import Group


@click.group("registro", cls=Group)
def command() -> None:
    """Cuidado do registro: conferir, refazer, copiar, restaurar, exportar.

    \b
    Exemplos:
      pactua registro verificar
      pactua registro copiar --saida copia-2026-11-23.tar.gz
      pactua registro exportar --saida dados-abertos
    """


@command.command("verificar", short_help="Confere o diário, as tabelas, os arquivos e a busca.")
@options.as_json
@told
def verificar(as_json: bool) -> None:
    """Confere a cadeia do diário, as partes, os dados pessoais, os arquivos, as tabelas e a busca.

    \b
    Nada é alterado. Termina com 1 se algo não confere.
    Exemplo: pactua registro verificar
    """
    from faults.finding import has_errors
    from services.registry_care import verify_registry

    done = verify_registry(options.office())
    if as_json:
        print_json(
            {
                "conferidos": dict(done.counts),
                "achados": [finding.as_dict() for finding in done.findings],
            }
        )
    else:
        for name, word in (
            ("registros", "registros do diário"),
            ("partes", "textos e partes comuns"),
            ("dados_pessoais", "dados pessoais"),
            ("linhas", "linhas das tabelas"),
            ("arquivos", "arquivos"),
            ("busca", "instrumentos no índice de busca"),
        ):
            click.echo(f"{done.counts[name]:>10}  {word}")
        count = len(done.findings)
        click.echo(
            "Tudo confere."
            if not count
            else f"{options.count(count, 'achado', 'achados')}: veja o remédio de cada um."
        )
        print_findings(done.findings)
    if has_errors(done.findings):
        negative()


@command.command("reconstruir")
@options.as_json
@told
def reconstruir(as_json: bool) -> None:
    """Refaz do diário as tabelas de leitura, numa só transação.

    \b
    O diário e os arquivos não são alterados.
    Exemplo: pactua registro reconstruir
    """
    from services.registry_care import rebuild_registry

    entries = rebuild_registry(options.office())
    if as_json:
        print_json({"registros": entries})
        return
    told_entries = options.count(entries, "registro", "registros")
    click.echo(f"Tabelas refeitas de {told_entries} do diário.")


@command.command("copiar", short_help="Copia tudo num só arquivo (cópia de segurança).")
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="ARQ",
    help="A cópia, como copia-2026-11-23.tar.gz; não pode existir ainda.",
)
@click.option(
    "--com-chaves", "with_keys", is_flag=True, help="Inclui as chaves secretas, cifradas."
)
@options.as_json
@told
def copiar(target: Path, with_keys: bool, as_json: bool) -> None:
    """Copia o banco, os arquivos e o que o órgão pôs na pasta de dados, num só tar.gz.

    \b
    Pode ser feita durante o trabalho: é o retrato de um só momento. Contém
    dados pessoais; guarde-a como se guarda o banco. As chaves secretas do órgão
    ficam de fora, salvo com --com-chaves.
    Exemplo: pactua registro copiar --saida copia-2026-11-23.tar.gz
    """
    from services.office import open_office
    from services.registry_backup import back_up
    from services.settings import read_settings

    settings = read_settings()
    done = back_up(open_office(settings), settings, target, with_keys)
    if as_json:
        print_json(
            {
                "copia": str(target),
                "bytes": done.size,
                "arquivos": done.files,
                "proprios": done.own,
                "achados": [finding.as_dict() for finding in done.findings],
            }
        )
    else:
        files = options.count(done.files, "arquivo", "arquivos")
        own = options.count(done.own, "arquivo próprio do órgão", "arquivos próprios do órgão")
        click.echo(f"{target}: banco de dados, {files} e {own} ({done.size // 1024} KiB).")
        print_findings(done.findings)
    if done.findings:
        negative()


@command.command("restaurar")
@click.argument(
    "archive",
    metavar="ARQ",
    type=click.Path(path_type=Path),
    help="Uma cópia feita por registro copiar.",
)
@options.as_json
@told
def restaurar(archive: Path, as_json: bool) -> None:
    """Restaura uma cópia numa pasta de dados vazia e num banco vazio.

    \b
    A cópia de um SQLite entra também num PostgreSQL, e ao contrário. Tudo é
    conferido antes de valer; se algo falha, nada fica.
    Exemplo: PACTUA_DIR=dados-novos pactua registro restaurar copia-2026-11-23.tar.gz
    """
    from services.registry_backup import restore
    from services.settings import read_settings

    settings = read_settings()
    done = restore(settings, archive)
    if as_json:
        print_json(
            {
                "pasta": str(settings.folder),
                "copia_de": done.made_at,
                "registros": done.entries,
                "arquivos": done.files,
                "achados": [finding.as_dict() for finding in done.findings],
            }
        )
    else:
        entries = options.count(done.entries, "registro do diário", "registros do diário")
        files = options.count(done.files, "arquivo", "arquivos")
        verdict = "o que a cópia tinha de errado veio junto" if done.findings else "tudo confere"
        click.echo(f"Restaurado em {settings.folder}: {entries} e {files}; {verdict}.")
        print_findings(done.findings)
    if done.findings:
        negative()


@command.command("exportar", short_help="Dados abertos em CSV, JSON e SQLite (Datasette).")
@click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="Pasta dos dados abertos; o que já houver neles é substituído.",
)
@options.as_json
@told
def exportar(folder: Path, as_json: bool) -> None:
    """Escreve dados abertos: CSV, JSON e um SQLite só de leitura, com metadata.json.

    \b
    CPF encoberto; sem RG, sem contatos de pessoas, sem quem agiu. Só vai o que foi
    assinado por todos; minutas, o que está em assinatura e o que foi cancelado antes
    dela ficam de fora (Lei nº 12.527/2011, art. 7º, § 3º). O mesmo registro dá sempre
    os mesmos bytes. Para abrir no Datasette:
      datasette dados-abertos/dados-abertos.db -m dados-abertos/metadata.json
    Exemplo: pactua registro exportar --saida dados-abertos
    """
    from services.registry_care import export_open_data

    done = export_open_data(options.office(), folder)
    if as_json:
        print_json({"pasta": str(folder), "linhas": done.rows, "de_fora": done.left_out})
        return
    for name, rows in done.rows.items():
        click.echo(f"{rows:>10}  {name}")
    click.echo(f"Dados abertos em {folder}.")
    if done.left_out:
        left_out = options.count(
            done.left_out, "instrumento não assinado ficou", "instrumentos não assinados ficaram"
        )
        click.echo(f"{left_out} de fora (Lei nº 12.527/2011, art. 7º, § 3º).")
