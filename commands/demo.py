"""`pactua demo`: the life of a sample agreement, told as it happens."""

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.outcome import print_json, told
from commands.portuguese import Command
from commands.verdict_told import TITLES

if TYPE_CHECKING:
    from instruments.lifecycle import Life
    from services.demo_gazette import SamplePublication


@click.command("demo", cls=Command)
@click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-pactua"),
    show_default=True,
    metavar="DIR",
    help="Pasta da demonstração; refeita a cada vez.",
)
@options.as_json
@told
def command(folder: Path, as_json: bool) -> None:
    """Mostra a vida de um acordo de exemplo numa pasta própria.

    \b
    Cria um banco vazio, registra os partícipes de exemplo, gera o acordo de
    2024 com o Ministério Público de Mato Grosso e um de cada outro tipo de
    partícipe, em DOCX e PDF. O de 2024 é assinado com certificados de teste,
    conferido, adulterado numa cópia e conferido de novo; o extrato dele é
    escrito, e encontrado numa edição inventada do Diário Oficial; vêm os avisos
    dos anos seguintes e a agenda. O relógio começa em 10/01/2024. Seus dados em
    PACTUA_DIR não são tocados.
    Exemplo: pactua demo --saida demo-pactua
    """
    from services import demo
    from services.demo_signing import FALSE_TERM

    say = (lambda line: None) if as_json else click.echo
    demo.prepare_folder(folder)
    say(f"1. Banco de dados vazio em {folder / 'dados'}; hoje é 10/01/2024.")
    office = demo.demo_office(folder)
    ids = demo.record_examples(office)
    say(f"2. {len(ids)} partícipes de exemplo registrados: {', '.join(ids)}.")
    texts = len(office.library.clause_set(demo.CLAUSE_SET).entries)
    say(f"3. Conjunto {demo.CLAUSE_SET}: {texts} textos; cada partícipe recebe os do seu tipo.")
    say("4. Um instrumento para cada partícipe, com o plano de trabalho:")
    made: list[dict[str, Any]] = []
    samples = []
    documents = folder / "documentos"
    for drafted in demo.draft_samples(office, ids, documents):
        draft = drafted.draft
        samples.append(drafted)
        say(f"   {draft.instrument.title}")
        clauses = len(draft.document.clauses)
        say(f"      código verificador {draft.instrument.code}, {clauses} cláusulas")
        for copy in drafted.files:
            say(f"      {copy.path} ({copy.path.stat().st_size // 1024} KiB)")
        made.append(
            {
                "numero": str(draft.instrument.number),
                "codigo_verificador": draft.instrument.code,
                "texto_sha256": draft.text_sha256,
                "arquivos": [str(copy.path) for copy in drafted.files],
            }
        )
    number = made[0]["numero"]
    signed = demo.sign_sample(office, number, documents)
    say(f"5. O acordo nº {number} é aprovado e assinado com certificados de teste:")
    say(f"   {signed.signed.path}, código {signed.code}, CRC {signed.crc}")
    say(f"   {signed.sheet}: a folha de autenticidade, com a prova do registro público")
    say("6. Conferência, como a faria quem recebeu o documento:")
    asked = (
        "pelos códigos",
        "pelo arquivo assinado",
        f"por uma cópia em que o prazo virou {FALSE_TERM}",
    )
    verdicts = demo.check_sample(office, signed, samples[0], documents)
    for question, verdict in zip(asked, verdicts, strict=True):
        say(f"   {question}: {TITLES[verdict.situation.value]}")
        for change in verdict.changes:
            say(f"      {change.where}: “{change.found}”, e no original “{change.original}”")
    published, life = demo.publish_sample(office, number, documents, folder)
    say("7. Com a última assinatura os prazos são contados, e o extrato vai ao Diário Oficial:")
    for line in (*_told_life(life), *_told_publication(published)):
        say(f"   {line}")
    ahead = demo.notices_ahead(office, number)
    calendar, events = demo.write_calendar(office, folder)
    say("8. Avisos do fim da vigência, se ninguém pedir a prorrogação antes:")
    for one in ahead:
        last = "último dia seguro para pedir a prorrogação" if one.notice.rung.wall else ""
        say(f"   {one.day:%d/%m/%Y}  {one.notice.rung.name:<9}{last}".rstrip())
    say(f"   todos os prazos, para o Outlook ou o Google: {calendar} ({events} eventos)")
    entries = office.store.last_seq()
    broken = office.store.broken_links()
    say(f"9. Diário: {entries} fatos encadeados, {len(broken)} elos quebrados.")
    say(f"\nAbra os arquivos de {documents} no LibreOffice, no Word e no leitor de PDF.")
    say(f"Continue por sua conta: PACTUA_DIR={folder / 'dados'} pactua instrumento listar")
    if as_json:
        print_json(
            {
                "pasta": str(folder),
                "instrumentos": made,
                "assinado": str(signed.signed.path),
                "codigo_verificador": signed.code,
                "crc": signed.crc,
                "folha": str(signed.sheet),
                "conferencias": [verdict.situation.value for verdict in verdicts],
                "extrato": [str(path) for path in published.files],
                "edicao_inventada": str(published.edition),
                "publicacao": published.outcome.state,
                "avisos": [
                    {"em": one.day.isoformat(), "degrau": one.notice.rung.name} for one in ahead
                ],
                "agenda": str(calendar),
                "fatos": entries,
            }
        )


def _told_life(life: "Life") -> list[str]:
    from services.settings import BRASILIA

    lines = [
        f"{one.signed_at.astimezone(BRASILIA):%d/%m/%Y %H:%M} assinou {one.name}"
        for one in life.signed
    ]
    if life.counted is not None:
        counted = life.counted
        prudent = f" (leitura prudente: {counted.renew_prudent:%d/%m/%Y})"
        lines += [
            f"publicar até {counted.publish_by:%d/%m/%Y}; vigência até {counted.end:%d/%m/%Y}",
            f"pedir a prorrogação até {counted.renew_by:%d/%m/%Y}{prudent}",
        ]
    return lines


def _told_publication(published: "SamplePublication") -> list[str]:
    from instruments.gazette_states import PUBLICATION_NAMES
    from services.demo_gazette import SENT

    extract, (rtf, text) = published.extract, published.files
    state, place = PUBLICATION_NAMES[published.outcome.state], published.outcome.match.article.place
    said = wrap(extract.paragraph, 90, initial_indent="   ", subsequent_indent="   ")
    return [
        f"extrato dado por enviado em {SENT:%d/%m/%Y} ({rtf} e {text.name}):",
        f"   {extract.title}",
        *said,
        f"{published.edition}: edição inventada, só para esta demonstração",
        f"lida como se lê a verdadeira: {state}, no {place}",
    ]
