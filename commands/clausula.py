"""`pactua clausula`: the library, for those who write it."""

from pathlib import Path

import click

from commands import options
from commands.outcome import negative, print_findings, print_json, told
from commands.portuguese import Group


@click.group("clausula", cls=Group)
def command() -> None:
    """Biblioteca de cláusulas.

    \b
    Exemplos:
      pactua clausula listar --conjunto act-adesao
      pactua clausula mostrar prazo-e-vigencia
      pactua clausula conferir
      pactua clausula importar acordo.docx --conjunto act-mpmt
    """


@command.command("listar")
@click.option("--conjunto", metavar="C", help="Só os textos deste conjunto, na ordem dele.")
@options.as_json
@told
def listar(conjunto: str | None, as_json: bool) -> None:
    """Lista os textos da biblioteca, ou os de um conjunto.

    \b
    Exemplo: pactua clausula listar --conjunto act-adesao
    """
    library = options.office().library
    ids = (
        [entry.id for entry in library.clause_set(conjunto).entries] if conjunto else library.ids()
    )
    heads = [library.clause(clause_id).head for clause_id in ids]
    if as_json:
        print_json(
            {
                "conjuntos": library.set_ids(),
                "clausulas": [head.model_dump(mode="json", by_alias=True) for head in heads],
            }
        )
        return
    options.table(
        [
            (head.id, head.version, f"{head.since:%d/%m/%Y}", head.approval or "–", head.title)
            for head in heads
        ],
        ("id", "versão", "desde", "aprovação", "título"),
    )
    if not conjunto:
        click.echo(f"\nConjuntos: {', '.join(library.set_ids())}")


@command.command("mostrar")
@click.argument("id_", metavar="ID", help="O id do texto, ou id@versao.")
@options.as_json
@told
def mostrar(id_: str, as_json: bool) -> None:
    """Mostra um texto como foi escrito (ID ou ID@VERSAO).

    \b
    Exemplo: pactua clausula mostrar prazo-e-vigencia@1
    """
    library = options.office().library
    text = library.clause(id_)
    if as_json:
        print_json(
            {
                **text.head.model_dump(mode="json", by_alias=True),
                "versoes": library.versions(text.head.id),
                "sha256": text.sha256,
                "corpo": text.body,
            }
        )
        return
    versions = ", ".join(str(version) for version in library.versions(text.head.id))
    for name, value in (
        ("texto", text.key),
        ("versões", versions),
        ("título", text.head.title),
        ("desde", f"{text.head.since:%d/%m/%Y}"),
        ("fundamento", "; ".join(text.head.basis) or "–"),
        ("quando", text.head.condition or "sempre"),
        ("aprovação", text.head.approval or "sem ato de aprovação"),
        ("SHA-256", text.sha256),
    ):
        click.echo(f"{name:<12}{value}")
    click.echo(f"\n{text.body}", nl=False)


@command.command("campos")
@options.as_json
@told
def campos(as_json: bool) -> None:
    """Lista os campos e filtros que um texto pode usar.

    \b
    Exemplo: pactua clausula campos
    """
    from clauses.agreement import FILTERS
    from clauses.values import FIELDS

    if as_json:
        print_json({"campos": FIELDS, "filtros": list(FILTERS)})
        return
    for path, meaning in FIELDS.items():
        click.echo(f"{{{{ {path} }}}}".ljust(50) + meaning)
    click.echo(f"\nFiltros: {', '.join(FILTERS)}")


@command.command("conferir", short_help="Confere os textos e monta cada conjunto.")
@options.as_json
@told
def conferir(as_json: bool) -> None:
    """Confere todos os textos e conjuntos e monta cada conjunto para cada tipo de partícipe.

    \b
    Termina com 1 se houver achado de severidade erro.
    Exemplo: pactua clausula conferir
    """
    from faults.finding import has_errors
    from services.clause_check import check_library

    office = options.office()
    findings = check_library(office)
    if as_json:
        print_json({"achados": [finding.as_dict() for finding in findings]})
    else:
        texts = sum(1 for _ in office.library.all_texts())
        told_texts = options.count(texts, "texto", "textos")
        sets = options.count(len(office.library.set_ids()), "conjunto", "conjuntos")
        told_findings = options.count(len(findings), "achado", "achados")
        verdict = told_findings if findings else "nada a corrigir"
        click.echo(f"{told_texts} e {sets}: {verdict}.")
        print_findings(findings)
    if has_errors(findings):
        negative()


@command.command("importar", short_help="Faz um conjunto da redação de um acordo que já existe.")
@click.argument(
    "arquivo", type=click.Path(path_type=Path), help="O acordo: texto, HTML, DOCX, PDF."
)
@click.option("--conjunto", "set_id", required=True, metavar="ID", help="Nome do novo conjunto.")
@click.option("--ocr", is_flag=True, help="Lê por OCR o PDF que só tem imagens.")
@click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Grava em DIR a comparação com o original (HTML e DOCX).",
)
@options.as_json
@told
def importar(arquivo: Path, set_id: str, ocr: bool, folder: Path | None, as_json: bool) -> None:
    """Faz um conjunto de cláusulas da redação de um acordo que já existe.

    \b
    As palavras ficam como estão, com campos no lugar dos dados das partes. O
    conjunto é provado na hora: minutado de novo com os mesmos dados, é
    comparado com o original, e cada diferença aparece com a sua razão.
    Termina com 1 se houver diferença sem explicação ou dado da parte no texto.
    Exemplo: pactua clausula importar acordo.docx --conjunto act-mpmt
    """
    from services.clause_import import import_set
    from services.clause_proof import REASONS
    from services.redlines import write_redline

    office = options.office()
    made = import_set(office, arquivo, set_id, ocr)
    written = write_redline(office, made.redline, folder, f"{set_id}-prova") if folder else ()
    if as_json:
        print_json(
            {
                "conjunto": made.set_id,
                "arquivos": [str(path) for path in made.files],
                "campos": made.fields,
                "linhas_iguais": made.same_lines,
                "diferencas": [
                    {
                        "razao": one.reason,
                        "explicacao": REASONS[one.reason],
                        "original": one.original,
                        "minutado": one.drafted,
                    }
                    for one in made.differences
                ],
                "dados_da_parte": [one.finding.as_dict() for one in made.leftovers],
                "observacoes": list(made.notes),
                "comparacao": [str(path) for path in written],
            }
        )
        if not made.fine:
            negative()
        return
    texts = options.count(len(made.files) - 1, "texto", "textos")
    fields = options.count(made.fields, "campo", "campos")
    click.echo(f"Conjunto {made.set_id}: {texts}, {fields} no lugar de dados das partes.")
    same = options.count(made.same_lines, "linha igual", "linhas iguais")
    other = options.count(len(made.differences), "diferente", "diferentes")
    click.echo(f"Prova: {same} à do original, {other}.")
    for reason, why in REASONS.items():
        count = sum(one.reason == reason for one in made.differences)
        if count:
            click.echo(f"  {count:3}  {why}")
    for one in made.unexplained:
        click.echo(f"       - {one.original}\n       + {one.drafted}")
    print_findings(tuple(one.finding for one in made.leftovers))
    for note in made.notes:
        click.echo(f"  nota  {note}", err=True)
    for path in written:
        click.echo(f"Comparação: {path}")
    if not made.fine:
        click.echo("O conjunto não está pronto: confira cada texto com o original antes de usá-lo.")
        negative()
