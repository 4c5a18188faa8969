"""`pactua assinatura`: sending out for signature, and the three ways in which signatures come."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.dates import ISO_DATE, ISO_MOMENT
from commands.outcome import print_json, told
from commands.portuguese import Group
from commands.signatures_told import as_data, tell

if TYPE_CHECKING:
    from services.office import Office

LEVELS = ("simples", "avancada", "qualificada")
PROFILES = ("b-b", "b-t", "b-lta")
PDF_LIMIT = 50 * 1024 * 1024
FILE = click.Path(path_type=Path, dir_okay=False)

number = click.argument("numero", help="Como 1/2026, ou o número inteiro.")
signatory = click.option(
    "--signatario", required=True, metavar="NOME|ID", help="A parte, ou quem a representa."
)
waiver = click.option(
    "--dispensa", metavar="MOTIVO", help="Por que se aceita nível menor que o exigido."
)
to_folder = click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Pasta onde pôr uma cópia do PDF.",
)


@click.group("assinatura", cls=Group)
def command() -> None:
    """Assinaturas de um instrumento.

    \b
    Três caminhos: a assinatura dada no SEI é registrada; o PDF assinado no
    gov.br ou com certificado é recebido e conferido; ou assina-se aqui.
    Exemplos:
      pactua assinatura abrir 1/2026 --saida para-assinar
      pactua assinatura registrar 1/2026 --signatario mpmt --em 2026-12-01T10:30 --nivel avancada
      pactua assinatura receber 1/2026 --arquivo assinado.pdf
      pactua assinatura assinar 1/2026 --signatario senacon --certificado wadih.p12
      pactua assinatura listar 1/2026
    """


@command.command("abrir")
@number
@click.option(
    "--ordem",
    metavar="ID,ID",
    help="Quem assina antes de quem; com +, juntos: mpmt+testemunha-1,senacon.",
)
@click.option(
    "--testemunha",
    "witnesses",
    multiple=True,
    metavar="NOME:CARGO",
    help="Testemunha, que assina depois do texto; pode repetir.",
)
@click.option("--opcional", multiple=True, metavar="ID", help="De quem não se espera a assinatura.")
@click.option("--prazo", type=ISO_DATE, metavar="AAAA-MM-DD", help="Último dia para assinar.")
@click.option(
    "--motor",
    type=click.Choice(["weasyprint", "typst"]),
    default="weasyprint",
    show_default=True,
    help="Como se faz o PDF.",
)
@to_folder
@options.actor
@options.as_json
@told
def abrir(
    numero: str,
    ordem: str | None,
    witnesses: tuple[str, ...],
    opcional: tuple[str, ...],
    prazo: date | None,
    motor: str,
    folder: Path | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Abre a versão aprovada para assinatura e faz o PDF que vai ser assinado.

    \b
    O PDF é feito uma só vez, com os códigos, o QR e um lugar para cada
    assinatura; daí em diante o texto não muda sem que se abra de novo.
    Exemplo: pactua assinatura abrir 1/2026 --ordem mpmt,senacon --prazo 2026-12-20
    """
    from services.envelopes import Opening, open_envelope

    opening = Opening(
        order=tuple(
            tuple(name.strip() for name in group.split("+"))
            for group in (ordem or "").split(",")
            if group.strip()
        ),
        witnesses=tuple(_witness(text) for text in witnesses),
        optional=opcional,
        until=prazo,
        pdf_engine=motor,
    )
    office = _with_key(options.office(actor))
    opened = open_envelope(office, numero, opening)
    copies = _deliver(office, opened.files, folder)
    if opened.note:
        click.echo(opened.note, err=True)
    if as_json:
        print_json({**as_data(office, numero), "arquivos": copies})
        return
    tell(office, numero)
    envelope = opened.envelope
    click.echo(f"  código verificador {opened.code}, CRC {envelope.crc}")
    for copy in copies:
        click.echo(f"  {copy['caminho'] or copy['nome']}")


@command.command("registrar")
@number
@signatory
@click.option(
    "--em",
    "moment",
    required=True,
    type=ISO_MOMENT,
    metavar="AAAA-MM-DDTHH:MM",
    help="Quando assinou (horário de Brasília).",
)
@click.option("--nivel", required=True, type=click.Choice(LEVELS), help="Lei nº 14.063/2020.")
@click.option("--cargo", metavar="C", help="Cargo, se não for o do cadastro.")
@click.option("--fundamento", metavar="F", help="Fundamento escrito junto da assinatura.")
@click.option("--codigo", metavar="N", help="Código verificador do sistema em que foi dada.")
@click.option("--crc", metavar="X", help="Código CRC que vai com ele.")
@waiver
@click.option("--arquivo", "path", type=FILE, metavar="ARQ", help="O arquivo assinado, intocado.")
@options.actor
@options.as_json
@told
def registrar(
    numero: str,
    signatario: str,
    moment: datetime,
    nivel: Any,
    cargo: str | None,
    fundamento: str | None,
    codigo: str | None,
    crc: str | None,
    dispensa: str | None,
    path: Path | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra uma assinatura feita no SEI ou em outro lugar.

    \b
    Com a última assinatura, os prazos são contados e ficam no diário.
    Exemplo: pactua assinatura registrar 1/2024 --signatario senacon \\
        --em 2024-01-30T15:13 --nivel simples --codigo 26718933 --crc 059A70AD \\
        --dispensa "art. 4º, § 3º, do Decreto nº 10.543/2020" --arquivo sei.pdf
    """
    from services.odd_days import odd_signing_day
    from services.settings import BRASILIA
    from services.signing import Recording, record

    signed_at = moment.replace(tzinfo=BRASILIA)
    recording = Recording(
        signatario,
        signed_at,
        nivel,
        cargo,
        fundamento,
        dispensa,
        codigo,
        crc,
        _given(path) if path else None,
    )
    office = options.office(actor)
    record(office, numero, recording)
    if odd := odd_signing_day(office, numero, signed_at):
        click.echo(f"Atenção: {odd}", err=True)
    _say(office, numero, as_json)


@command.command("receber")
@number
@click.option("--arquivo", "path", required=True, type=FILE, metavar="PDF", help="O PDF assinado.")
@waiver
@click.option(
    "--como",
    metavar="NOME|ID",
    help="De quem é a assinatura, quando o certificado tem outro nome; pede --motivo.",
)
@click.option("--motivo", metavar="M", help="Como se sabe que é essa pessoa; fica no diário.")
@options.actor
@options.as_json
@told
def receber(
    numero: str,
    path: Path,
    dispensa: str | None,
    como: str | None,
    motivo: str | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Recebe o PDF assinado no gov.br ou com certificado, confere e registra.

    \b
    Tem de ser o PDF que saiu para assinatura, sem outra mudança. Signatário,
    nível e hora são lidos do arquivo; a cadeia do certificado é conferida
    com a pasta de confiança. Quem assina é conhecido pelo CPF do cadastro ou,
    sem ele, pelo nome inteiro.
    Exemplos:
      pactua assinatura receber 1/2026 --arquivo ACT-1-2026-assinado.pdf
      pactua assinatura receber 1/2026 --arquivo assinado.pdf --como mpmt \\
        --motivo "assina com o nome de casada, conforme certidão no processo"
    """
    from faults.errors import UsageError
    from services.signed_files import TakenFor, receive

    if (como is None) != (motivo is None):
        raise UsageError(
            "--como e --motivo vão juntos.",
            "Informe quem assinou e como se sabe, ou nenhum dos dois.",
        )
    taken_for = TakenFor(como, motivo) if como is not None and motivo is not None else None
    office = options.office(actor)
    receive(office, numero, _given(path), dispensa, taken_for)
    _say(office, numero, as_json)


@command.command("assinar")
@number
@signatory
@click.option(
    "--certificado",
    "path",
    required=True,
    type=FILE,
    metavar="P12",
    help="Arquivo .p12 ou .pfx do certificado de quem assina.",
)
@click.option(
    "--senha-arquivo",
    "password_file",
    type=FILE,
    metavar="ARQ",
    help="Arquivo com a senha do certificado (ou PACTUA_CERTIFICADO_SENHA).",
)
@click.option("--perfil", type=click.Choice(PROFILES), help="Padrão: b-t se há carimbo do tempo.")
@waiver
@to_folder
@options.actor
@options.as_json
@told
def assinar(
    numero: str,
    signatario: str,
    path: Path,
    password_file: Path | None,
    perfil: Any,
    dispensa: str | None,
    folder: Path | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Assina aqui, com o certificado (PKCS#12) do signatário.

    \b
    A senha é pedida sem aparecer na tela; nunca vai na linha de comando, que
    outros podem ver. O carimbo do tempo vem de orgao.yaml ou PACTUA_CARIMBO.
    Exemplo: pactua assinatura assinar 1/2026 --signatario mpmt --certificado claire.p12
    """
    from services.settings import read_settings
    from services.signing import SigningHere, sign_here

    office = options.office(actor)
    order = SigningHere(
        signatario,
        _read(path),
        options.certificate_password(password_file),
        perfil,
        read_settings().time_stamps or None,
        dispensa,
    )
    signed = sign_here(office, numero, order)
    copies = _deliver(office, [signed.file], folder)
    if as_json:
        print_json({**as_data(office, numero), "arquivos": copies})
        return
    tell(office, numero)
    for copy in copies:
        click.echo(f"  {copy['caminho'] or copy['nome']}")


@command.command("recusar")
@number
@signatory
@click.option("--motivo", required=True, metavar="M", help="Por que não assina.")
@click.option("--em", "day", type=ISO_DATE, metavar="AAAA-MM-DD", help="Quando recusou; hoje.")
@options.actor
@options.as_json
@told
def recusar(
    numero: str, signatario: str, motivo: str, day: date | None, actor: str | None, as_json: bool
) -> None:
    """Registra que alguém não vai assinar, e por quê.

    \b
    Sem essa assinatura o instrumento não se completa: devolva-o para
    alteração ou cancele-o.
    Exemplo: pactua assinatura recusar 1/2026 --signatario mpmt --motivo "cláusula quinta"
    """
    from services.envelopes import refuse

    office = options.office(actor)
    refuse(office, numero, signatario, motivo, day)
    _say(office, numero, as_json)


@command.command("prorrogar")
@number
@click.option("--ate", "until", required=True, type=ISO_DATE, metavar="AAAA-MM-DD", help="Até.")
@options.actor
@options.as_json
@told
def prorrogar(numero: str, until: date, actor: str | None, as_json: bool) -> None:
    """Dá mais prazo a quem ainda não assinou.

    \b
    Exemplo: pactua assinatura prorrogar 1/2026 --ate 2027-01-15
    """
    from services.envelopes import extend

    office = options.office(actor)
    extend(office, numero, until)
    _say(office, numero, as_json)


@command.command("arquivo")
@number
@to_folder
@options.as_json
@told
def arquivo(numero: str, folder: Path | None, as_json: bool) -> None:
    """Entrega o PDF atual: com todas as assinaturas já dadas, para a próxima.

    \b
    Exemplo: pactua assinatura arquivo 1/2026 --saida para-assinar
    """
    from services.envelopes import newest_file

    office = options.office()
    (copy,) = _deliver(office, [newest_file(office, numero)], folder or Path())
    if as_json:
        print_json(copy)
        return
    click.echo(copy["caminho"])


@command.command("listar")
@number
@options.as_json
@told
def listar(numero: str, as_json: bool) -> None:
    """Lista quem assinou e quem falta.

    \b
    Exemplo: pactua assinatura listar 1/2026
    """
    _say(options.office(), numero, as_json)


def _say(office: "Office", numero: str, as_json: bool) -> None:
    if as_json:
        print_json(as_data(office, numero))
    else:
        tell(office, numero)


def _with_key(office: "Office") -> "Office":
    """The office with the passphrase of the body's key, asked for when that key is here."""
    from commands.chave import with_passphrase
    from services.statements import can_sign

    return with_passphrase(office) if can_sign(office) else office


def _witness(text: str) -> tuple[str, str]:
    name, _, role = text.partition(":")
    return name.strip(), role.strip() or "Testemunha"


def _read(path: Path) -> bytes:
    from reading.limits import read_bytes

    return read_bytes(path, PDF_LIMIT)


def _given(path: Path) -> Any:
    from services.signature_keeping import FileGiven

    return FileGiven(path.name, _read(path))


def _deliver(office: "Office", files: Any, folder: Path | None) -> list[dict[str, str]]:
    """The files as people are told of them; copies in the folder, when there is one."""
    from services.editions import deliver

    paths = {one.sha256: str(one.path) for one in deliver(office, files, folder)} if folder else {}
    return [
        {
            "formato": file.format,
            "nome": file.name,
            "caminho": paths.get(file.sha256, ""),
            "sha256": file.sha256,
        }
        for file in files
    ]
