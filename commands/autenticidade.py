"""`pactua autenticidade`: is this the document that was signed, and what proves it to others."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands import options
from commands.chave import with_passphrase
from commands.outcome import negative, print_json, told
from commands.portuguese import Group

if TYPE_CHECKING:
    from services.office import Office

number = click.argument("numero", help="Como 1/2026, ou o número inteiro.")
older = click.option(
    "--desde",
    "older",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PONTO",
    help="Ponto guardado antes: a prova mostra também que nada mudou desde ele.",
)


@click.group("autenticidade", cls=Group)
def command() -> None:
    """Autenticidade: conferir documentos, e provas que se conferem sem este sistema.

    \b
    Exemplos:
      pactua autenticidade conferir 10000001 059A70AD
      pactua autenticidade conferir --arquivo acordo.pdf
      pactua autenticidade ponto --saida ponto.txt
      pactua autenticidade prova 1/2026 --saida prova.json
      pactua autenticidade folha 1/2026 --saida folha.pdf
      pactua autenticidade conferidor --saida conferidor
    """


@command.command("conferir")
@click.argument("codigo", required=False, help="O código verificador, de 7 a 10 algarismos.")
@click.argument("crc", required=False, help="O código CRC, de oito algarismos ou letras.")
@click.option(
    "--arquivo",
    "path",
    type=click.Path(path_type=Path),
    metavar="ARQ",
    help="Confere o próprio arquivo: PDF, DOCX, HTML ou texto.",
)
@options.as_json
@told
def conferir(codigo: str | None, crc: str | None, path: Path | None, as_json: bool) -> None:
    """Diz se um documento é o que foi assinado, se está inteiro e se ainda vale.

    \b
    Pelos dois códigos que estão no fim do documento, ou pelo arquivo: primeiro
    os bytes, depois as assinaturas dentro dele, depois as palavras, cláusula
    por cláusula. Termina com 1 quando a resposta não é “autêntico”.
    Exemplos:
      pactua autenticidade conferir 10000001 059A70AD
      pactua autenticidade conferir --arquivo acordo.pdf
    """
    from commands.verdict_told import tell_verdict
    from faults.errors import UsageError
    from reading.limits import read_bytes
    from services.public_answers import verdict_data
    from services.verifying import by_codes, by_file
    from signatures.verdict import Situation

    if (path is None) == (codigo is None) or (crc is None) != (codigo is None):
        raise UsageError(
            "informe os dois códigos ou um arquivo.",
            "Exemplos: pactua autenticidade conferir 10000001 059A70AD; "
            "pactua autenticidade conferir --arquivo acordo.pdf",
        )
    office = options.office()
    if path is not None:
        verdict = by_file(office, path.name, read_bytes(path))
    else:
        verdict = by_codes(office, codigo or "", crc or "")
    if as_json:
        print_json(verdict_data(verdict))
    else:
        tell_verdict(verdict)
    if verdict.situation is not Situation.AUTHENTIC:
        negative()


@command.command("prova")
@number
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="ARQ",
    help="O arquivo JSON da prova.",
)
@older
@options.actor
@options.as_json
@told
def prova(numero: str, target: Path, older: Path | None, actor: str | None, as_json: bool) -> None:
    """Exporta a prova de que os fatos de um instrumento constam do registro público.

    \b
    Se a chave pode ser aberta, assina antes um ponto novo; se não, usa o último
    e diz o que ele não cobre.
    Exemplo: pactua autenticidade prova 1/2026 --saida prova.json
    """
    from services.transparency import prove

    office = with_passphrase(options.office(actor))
    note = _freshen(office)
    proof = prove(office, numero, _text(older) if older else None)
    data = proof.as_data()
    target.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if as_json:
        print_json(data)
    else:
        facts = options.count(len(proof.events), "fato", "fatos")
        click.echo(f"{target}: {facts} do instrumento nº {proof.number},")
        click.echo(
            f"  sob o ponto assinado de {options.count(proof.size, 'folha', 'folhas')}."
            if proof.checkpoint
            else f"  numa árvore de {options.count(proof.size, 'folha', 'folhas')}, sem ponto."
        )
        if proof.consistency:
            click.echo("  O registro de hoje contém o ponto anterior, sem mudança.")
    for line in (*proof.notes, *_pending(proof.pending), note):
        if line:
            click.echo(f"Nota: {line}", err=True)


@command.command("ponto")
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="Arquivo para publicar; sem ele, o ponto vai para a tela.",
)
@options.actor
@options.as_json
@told
def ponto(target: Path | None, actor: str | None, as_json: bool) -> None:
    """Assina o estado do registro público, para publicar e para guardar.

    \b
    Quem guarda um ponto descobre, com comparar, se alguém reescreveu o que
    estava registrado. Publique-o de tempos em tempos fora deste sistema.
    Exemplo: pactua autenticidade ponto --saida ponto.txt
    """
    from services.transparency import sign_checkpoint

    head = sign_checkpoint(with_passphrase(options.office(actor)))
    if target is not None:
        target.write_text(head.note, encoding="utf-8")
    if as_json:
        print_json({**head.as_data(), "novo": head.new})
    elif target is None:
        click.echo(head.note, nl=False)
    else:
        what = "ponto assinado" if head.new else "nada mudou desde o último ponto"
        click.echo(f"{target}: {what}, {options.count(head.size, 'folha', 'folhas')}.")


@command.command("comparar")
@click.argument(
    "older",
    metavar="PONTO",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Um ponto guardado antes, como pactua autenticidade ponto o gravou.",
)
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="Grava a prova de consistência, para conferir em outro lugar.",
)
@options.as_json
@told
def comparar(older: Path, target: Path | None, as_json: bool) -> None:
    """Diz se o registro público de hoje contém, sem mudança, um ponto antigo.

    \b
    Termina com 1 se o registro foi reescrito.
    Exemplo: pactua autenticidade comparar ponto-de-janeiro.txt
    """
    from services.transparency import KEEP_IT, REWRITTEN, consistency, last_checkpoint

    office = options.office()
    found = consistency(office, _text(older))
    head = last_checkpoint(office)
    if found is not None and target is not None:
        text = json.dumps(found.as_data(), ensure_ascii=False, indent=2)
        target.write_text(f"{text}\n", encoding="utf-8")
    if as_json:
        print_json({"contem": found is not None, **(found.as_data() if found else {})})
    elif found is not None and head is not None:
        click.echo(f"O último ponto ({head.size} folhas) contém {older}: nada foi reescrito.")
    if found is None:
        click.echo(f"{REWRITTEN[0].upper()}{REWRITTEN[1:]} {KEEP_IT}", err=True)
        negative()


@command.command("folha")
@number
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="ARQ.pdf",
    help="O PDF a escrever.",
)
@options.actor
@options.as_json
@told
def folha(numero: str, target: Path, actor: str | None, as_json: bool) -> None:
    """Escreve a folha de autenticidade: assinaturas, SHA-256 do arquivo, prova e QR.

    \b
    É um PDF para imprimir ou guardar ao lado do documento; a prova vai nele
    também como anexo.
    Exemplo: pactua autenticidade folha 1/2026 --saida folha.pdf
    """
    from rendering.sheet import draw_sheet
    from services.sheets import gather

    office = with_passphrase(options.office(actor))
    note = _freshen(office)
    sheet = gather(office, numero)
    target.write_bytes(draw_sheet(sheet))
    notes = [line for line in (*sheet.notes, note) if line]
    if as_json:
        print_json({"arquivo": str(target), "titulo": sheet.title, "notas": notes})
    else:
        click.echo(f"{target}: {sheet.title}.")
    for line in notes:
        click.echo(f"Nota: {line}", err=True)


@command.command("conferidor")
@click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="Pasta que recebe conferir.html e conferir.py.",
)
@options.as_json
@told
def conferidor(folder: Path, as_json: bool) -> None:
    """Entrega o conferidor avulso: uma página e um programa que conferem sem rede.

    \b
    As chaves públicas do órgão já vão neles. Publique-os junto com a
    impressão de cada chave.
    Exemplo: pactua autenticidade conferidor --saida conferidor
    """
    from services.verifier_files import verifier_files

    files = verifier_files(options.office())
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        (folder / file.name).write_bytes(file.data)
    if as_json:
        print_json({"arquivos": [str(folder / file.name) for file in files]})
    else:
        for file in files:
            click.echo(f"{folder / file.name}")


def _freshen(office: "Office") -> str:
    """Sign a new checkpoint if that can be done here; otherwise why not."""
    from faults.errors import StateError, UsageError
    from services.transparency import sign_checkpoint

    try:
        sign_checkpoint(office)
    except (StateError, UsageError) as error:
        return f"nenhum ponto novo foi assinado: {error.message} {error.remedy}"
    return ""


def _pending(names: tuple[str, ...]) -> list[str]:
    from services.sheets import EVENT_NAMES

    told_names = ", ".join(EVENT_NAMES.get(name, name) for name in names)
    return [f"o ponto ainda não cobre: {told_names}."] if names else []


def _text(path: Path) -> str:
    from faults.errors import UnreadableFile

    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read(1 << 16)
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"{path}: não pôde ser lido.", "Use o arquivo que pactua autenticidade ponto gravou."
        ) from error
