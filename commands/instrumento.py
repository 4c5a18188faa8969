"""`pactua instrumento`: what was drafted, and what became of it."""

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from commands import options
from commands.conformity import conformidade
from commands.dates import ISO_DATE
from commands.in_force import entregar, gestor, substituir_gestor, texto
from commands.outcome import print_json, told
from commands.portuguese import Group

if TYPE_CHECKING:
    from instruments.instrument import Instrument
    from instruments.lifecycle import Life

STATES = ("minuta", "em_revisao", "aprovada", "em_assinatura", "assinada", "cancelada")
UFS = (
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA",
    "PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
)  # fmt: skip

FACT_NAMES = {
    "minuta_gerada": "minuta gerada",
    "instrumento_importado": "importado de um arquivo",
    "arquivos_gerados": "arquivos gerados",
    "enviada_para_revisao": "enviada para revisão",
    "devolvida": "devolvida",
    "aprovada": "aprovada",
    "assinatura_aberta": "aberta para assinatura",
    "assinatura_registrada": "assinatura registrada",
    "prazos_contados": "prazos contados",
    "cancelada": "cancelada",
    "extrato_enviado": "extrato enviado ao DOU",
    "publicada": "publicada",
    "publicacao_anulada": "registro da publicação anulado",
    "retificacao_minutada": "retificação minutada",
    "retificacao_enviada": "retificação enviada ao DOU",
    "retificacao_publicada": "retificação publicada",
    "prorrogacao_pedida": "prorrogação pedida",
    "encerrada": "encerrada",
    "aviso_preparado": "aviso preparado",
    "aviso_enviado": "aviso enviado",
    "aviso_falhou": "aviso que não saiu",
    "aviso_adiado": "aviso adiado",
    "aviso_superado": "aviso superado",
    "aviso_dispensado": "aviso dispensado",
    "aviso_assumido": "aviso assumido",
    "aviso_anulado": "aviso anulado",
    "destinatario_incluido": "destinatário de avisos incluído",
    "destinatario_retirado": "destinatário de avisos retirado",
    "acao_concluida": "ação do plano concluída",
    "acao_reaberta": "ação do plano reaberta",
    "aditada": "alterada por termo aditivo",
    "participe_desligado": "partícipe desligado",
    "entregue": "entregue ao outro partícipe",
    "gestor_substituido": "gestor substituído",
    "relatorio_feito": "relatório final feito",
}


number = click.argument("numero", help="Como 1/2026, ou o número inteiro.")


@click.group("instrumento", cls=Group)
def command() -> None:
    """Instrumentos já minutados.

    \b
    Exemplos:
      pactua instrumento listar --uf MT
      pactua instrumento listar --busca "mato grosso"
      pactua instrumento mostrar 1/2026
    """


@command.command("listar")
@click.option("--estado", type=click.Choice(STATES), help="Só os deste estado.")
@click.option(
    "--uf",
    type=click.Choice(UFS, case_sensitive=False),
    metavar="UF",
    help="Só os que têm algum partícipe com sede nesta UF.",
)
@click.option("--busca", metavar="TEXTO", help="Palavras dos campos ou das cláusulas.")
@options.limited(500)
@options.as_json
@told
def listar(estado: str | None, uf: str | None, busca: str | None, most: int, as_json: bool) -> None:
    """Lista os instrumentos, por número; com --busca, do mais novo ao mais antigo.

    \b
    A busca não distingue acentos nem maiúsculas.
    Exemplo: pactua instrumento listar --busca "mato grosso"
    """
    from commands.publication_told import publication_words
    from services.instruments import list_instruments

    rows = [
        {**row, "participes": json.loads(row["participes"])}
        for row in list_instruments(options.office(), estado, uf, busca, most + 1 if most else 0)
    ]
    there_are_more = options.more(rows, most)
    if as_json:
        keys = (
            "numero", "versao", "codigo", "especie", "conjunto", "estado",
            "participes", "uf", "processo", "meses", "minutado_em", "publicacao", "retificacao",
        )  # fmt: skip
        shown = [{key: row[key] for key in keys} for row in rows]
        print_json({"instrumentos": shown, "ha_mais": there_are_more})
        return
    if not rows:
        click.echo("Nenhum instrumento encontrado.")
        return
    options.table(
        [
            (
                row["numero"],
                f"v{row['versao']}",
                row["estado"],
                ", ".join(partner["sigla"] for partner in row["participes"]),
                row["uf"],
                row["processo"] or "–",
                publication_words(row["publicacao"], row["retificacao"]),
            )
            for row in rows
        ],
        ("número", "versão", "estado", "partícipes", "UF", "processo", "publicação"),
    )
    options.tell_more(there_are_more, most)


@command.command("mostrar")
@number
@click.option("--texto", is_flag=True, help="Mostra também o texto inteiro.")
@options.as_json
@told
def mostrar(numero: str, texto: bool, as_json: bool) -> None:
    """Mostra um instrumento: dados, versões e arquivos.

    \b
    Exemplo: pactua instrumento mostrar 1/2026 --texto
    """
    from commands.publication_told import publication_data, publication_lines
    from commands.term_told import term_data, term_lines
    from document.canonical import canonical_text
    from instruments.lifecycle import CYCLE_NAMES
    from instruments.public import public_data
    from services.drafting import read_draft
    from services.instruments import find_number, version_rows
    from services.lifecycle import read_life

    office = options.office()
    full = find_number(office, numero)
    versions = version_rows(office, full)
    life = read_life(office, full)
    instrument = office.store.instrument(full)
    assert instrument is not None  # find_number has just found it
    files = office.store.files(full, instrument.version)
    if as_json:
        data = public_data(instrument, versions[-1].text_sha256)
        data["situacao"] = life.cycle  # the files were drawn as a draft; this is what it is today
        data["publicacao"] = publication_data(life, office.today)
        data["vigencia"] = term_data(instrument.request, life, office.today)
        data["arquivos"] = [file.as_data() for file in files]
        data["versoes"] = [
            {"versao": row.version, "texto_sha256": row.text_sha256} for row in versions
        ]
        print_json(data)
        return
    request = instrument.request
    click.echo(f"{instrument.title}, versão {instrument.version}")
    for name, value in (
        ("estado", CYCLE_NAMES[life.cycle]),
        ("código verificador", instrument.code),
        ("processo", request.process or "não informado"),
        ("partícipes", "; ".join(partner.name for partner in request.partners)),
        *term_lines(request, life, office.today),
        *_made_of(instrument),
        *publication_lines(life, office.today),
        ("versões", ", ".join(f"v{row.version}" for row in versions)),
        ("texto SHA-256", versions[-1].text_sha256),
    ):
        click.echo(f"  {name:<20}{value}")
    named = [(f"{file.format} ({file.engine})", file.sha256) for file in files]
    width = max([20, *(len(name) + 2 for name, _ in named)])
    for name, sha256 in named:
        click.echo(f"  {name:<{width}}{sha256}")
    if texto:
        click.echo()
        click.echo(canonical_text(read_draft(office, instrument).document))


def _made_of(instrument: "Instrument") -> list[tuple[str, str]]:
    """Of what it was made: of a clause set on a day, or of a file that existed."""
    from instruments.imported import ImportedRequest

    request = instrument.request
    if not isinstance(request, ImportedRequest):
        clause_set = request.clause_set
        return [
            ("minutado em", f"{instrument.drafted_on:%d/%m/%Y}"),
            ("conjunto", f"{clause_set.id}@{clause_set.version}"),
        ]
    origin = request.origin
    codes = [f"código verificador {origin.code}" if origin.code else ""]
    codes += [f"CRC {origin.crc}" if origin.crc else "", "lido por OCR" if origin.ocr else ""]
    return [
        ("importado de", ", ".join([origin.file.name, *filter(None, codes)])),
        ("arquivo SHA-256", origin.file.sha256),
    ]


@command.command("historico")
@number
@options.as_json
@told
def historico(numero: str, as_json: bool) -> None:
    """Conta o que aconteceu com um instrumento: quando, quem, o quê.

    \b
    As horas são as de Brasília.
    Exemplo: pactua instrumento historico 1/2026
    """
    from services.instruments import find_number, history
    from services.settings import BRASILIA

    office = options.office()
    full = find_number(office, numero)
    entries = history(office, full)
    if as_json:
        print_json(
            {
                "numero": full,
                "fatos": [
                    {
                        "seq": entry.seq,
                        "em": entry.at.isoformat(),
                        "quem": entry.actor,
                        "fato": entry.kind,
                        "hash": entry.hash,
                    }
                    for entry in entries
                ],
            }
        )
        return
    options.table(
        [
            (
                entry.seq,
                f"{entry.at.astimezone(BRASILIA):%d/%m/%Y %H:%M}",
                entry.actor,
                FACT_NAMES[entry.kind],
                entry.hash[:16],
            )
            for entry in entries
        ],
        ("diário", "em (horário de Brasília)", "quem", "fato", "hash"),
    )


@command.command("enviar")
@number
@options.actor
@options.as_json
@told
def enviar(numero: str, actor: str | None, as_json: bool) -> None:
    """Envia a minuta para a revisão jurídica.

    \b
    Exemplo: pactua instrumento enviar 1/2026 --por "Ana Lima"
    """
    from services.lifecycle import send_to_review

    _tell(numero, send_to_review(options.office(actor), numero), as_json)


@command.command("devolver")
@number
@click.option("--motivo", required=True, metavar="TEXTO", help="Por que volta a ser minuta.")
@options.actor
@options.as_json
@told
def devolver(numero: str, motivo: str, actor: str | None, as_json: bool) -> None:
    """Devolve para alteração; as assinaturas já dadas caem.

    \b
    Exemplo: pactua instrumento devolver 1/2026 --motivo "corrigir a cláusula quinta"
    """
    from services.lifecycle import send_back

    _tell(numero, send_back(options.office(actor), numero, motivo), as_json)


@command.command("aprovar")
@number
@click.option("--ato", required=True, metavar="ATO", help="Parecer ou despacho que aprova.")
@options.actor
@options.as_json
@told
def aprovar(numero: str, ato: str, actor: str | None, as_json: bool) -> None:
    """Registra a aprovação jurídica, com o ato.

    \b
    Exemplo: pactua instrumento aprovar 1/2026 --ato "Parecer nº 10/2026/CONJUR"
    """
    from services.lifecycle import approve

    _tell(numero, approve(options.office(actor), numero, ato), as_json)


@command.command("cancelar")
@number
@click.option("--motivo", required=True, metavar="TEXTO", help="Por que não será assinado.")
@options.actor
@options.as_json
@told
def cancelar(numero: str, motivo: str, actor: str | None, as_json: bool) -> None:
    """Cancela o que ainda não foi assinado por todos; o número não volta a ser usado.

    \b
    Exemplo: pactua instrumento cancelar 1/2026 --motivo "desistência do partícipe"
    """
    from services.lifecycle import cancel

    _tell(numero, cancel(options.office(actor), numero, motivo), as_json)


@command.command("pedir-prorrogacao")
@number
@click.option("--em", "day", type=ISO_DATE, help="Data do pedido (padrão: hoje).")
@options.actor
@options.as_json
@told
def pedir_prorrogacao(numero: str, day: date | None, actor: str | None, as_json: bool) -> None:
    """Registra o pedido de prorrogação.

    \b
    Exemplo: pactua instrumento pedir-prorrogacao 1/2024 --em 2026-12-01
    """
    from services.lifecycle import request_extension

    office = options.office(actor)
    _tell(numero, request_extension(office, numero, day or office.today), as_json)


for _more in (texto, gestor, substituir_gestor, entregar, conformidade):
    command.add_command(_more)


def _tell(numero: str, life: "Life", as_json: bool) -> None:
    from instruments.lifecycle import CYCLE_NAMES

    if as_json:
        print_json({"numero": numero, "versao": life.version, "estado": life.cycle})
        return
    click.echo(f"Instrumento nº {numero}, versão {life.version}: {CYCLE_NAMES[life.cycle]}.")
