"""How the extract, its sending and the reading of the gazette are told, to people and programs."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.outcome import print_findings

if TYPE_CHECKING:
    from faults.finding import Finding
    from publication.extract import Extract
    from services.gazette_outcomes import Outcome, Reading
    from services.publishing import Sending, Sheet

UNDELIVERED = (
    "a entrega ainda não está registrada, e o dia dos efeitos conta dela (pactua instrumento "
    "entregar NUM)."
)

MOST_FINDINGS = 1000
"""Findings of one reading that are kept; of the others only the number is told."""

HEADS = {
    "registrada": "REGISTRADA",
    "ja_registrada": "JÁ REGISTRADA",
    "retificacao_registrada": "RETIFICAÇÃO REGISTRADA",
    "a_conferir": "A CONFERIR",
    "outro_ato": "OUTRO ATO",
}
SIMULATED = {
    "registrada": "SERIA REGISTRADA",
    "retificacao_registrada": "RETIFICAÇÃO SERIA REGISTRADA",
}
COUNTED = {
    "registrada": ("publicação registrada", "publicações registradas"),
    "retificacao_registrada": ("retificação registrada", "retificações registradas"),
    "ja_registrada": ("já registrada", "já registradas"),
    "a_conferir": ("a conferir", "a conferir"),
    "outro_ato": ("outro ato sobre os nossos", "outros atos sobre os nossos"),
}


class Findings:
    """What could not be read: the first ones whole, the rest as a number."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.count = 0
        self.errors = 0

    def take(self, finding: "Finding") -> None:
        """Take one more."""
        self.count += 1
        self.errors += finding.severity == "erro"
        if len(self.kept) < MOST_FINDINGS:
            self.kept.append(finding)


# --- the extract ---


def extract_data(extract: "Extract") -> dict[str, Any]:
    """An extract under the keys of the command-line contract."""
    return {
        "tipo": extract.code,
        "titulo": extract.title,
        "texto": extract.paragraph,
        "assinatura": extract.signature,
    }


def sheet_data(sheet: "Sheet") -> dict[str, Any]:
    """An extract that was only written."""
    return {
        "numero": sheet.number,
        **extract_data(sheet.extract),
        "falta": list(sheet.missing),
        "sem_entrega": sheet.undelivered,
    }


def sending_data(sending: "Sending", path: Path) -> dict[str, Any]:
    """An extract that was handed over."""
    last = sending.last_cut_off
    return {
        "numero": sending.number,
        **extract_data(sending.extract),
        "arquivo": str(path),
        "enviado_em": sending.sent_on.isoformat(),
        "ja_constava": sending.repeated,
        "entregar_ate": sending.cut_off.hand_in_by.isoformat(),
        "entregar_hora": sending.cut_off.hour,
        "edicao_de": sending.cut_off.edition.isoformat(),
        "publicar_ate": sending.last_day.isoformat() if sending.last_day else None,
        "envio_dou_ate": last.hand_in_by.isoformat() if last else None,
        "com_atraso": sending.is_late,
        "sem_entrega": sending.undelivered,
    }


def tell_sending(sending: "Sending", path: Path) -> None:
    """What was sent, until when to hand it in, and whether that is in time."""
    from publication.kinds import KINDS

    kind = KINDS[sending.extract.kind].type_name
    what = "retificação" if sending.extract.kind == "retificacao" else "extrato"
    already = sending.extract.kind == "retificacao"
    sent = "enviada" if already else "enviado"
    how = f"já constava como {sent}" if sending.repeated else sent
    click.echo(
        f"Instrumento nº {sending.number}: {what} ({kind}) {how} em {sending.sent_on:%d/%m/%Y}."
    )
    click.echo(f"Entregue à Imprensa Nacional o arquivo {path}.")
    if sending.undelivered:
        click.echo(f"Atenção: {UNDELIVERED}")
    cut = sending.cut_off
    click.echo(
        f"O que ela recebe até {_hour(cut.hour)} de {cut.hand_in_by:%d/%m/%Y} (horário de "
        f"Brasília) sai na edição de {cut.edition:%d/%m/%Y}."
    )
    if sending.is_late and sending.last_day:
        click.echo(
            f"Atenção: o último dia para publicar é {sending.last_day:%d/%m/%Y}; assim sai com "
            "atraso."
        )
    elif sending.last_day and sending.last_cut_off:
        last = sending.last_cut_off
        click.echo(
            f"Último dia para publicar: {sending.last_day:%d/%m/%Y}; entregue até "
            f"{_hour(last.hour)} de {last.hand_in_by:%d/%m/%Y}."
        )


def _hour(text: str) -> str:
    return f"{text.removesuffix(':00')}h"


# --- what the gazette said ---


def correction_files(outcome: "Outcome", folder: Path) -> list[Path]:
    """Write the correction of an outcome, if it has one, as RTF and as text; where."""
    from services.publishing import file_stem, save

    if outcome.correction is None:
        return []
    stem = file_stem(outcome.number, outcome.correction)
    paths = [folder / f"{stem}.rtf", folder / f"{stem}.txt"]
    for path, file_format in zip(paths, ("rtf", "texto"), strict=True):
        save(path, outcome.correction, file_format)
    return paths


def outcome_data(outcome: "Outcome", files: list[Path]) -> dict[str, Any]:
    """An outcome under the keys of the command-line contract."""
    from services.extracts import shown

    match = outcome.match
    article = match.article
    return {
        "resultado": outcome.kind,
        "numero": outcome.number,
        "publicacao": outcome.state,
        "data": article.date.isoformat() if article.date else None,
        "edicao": article.edition,
        "secao": article.section_number,
        "pagina": article.page,
        "materia": article.materia,
        "arquivo": article.where,
        "veredito": match.verdict,
        "pontuacao": match.score,
        "explicacao": outcome.explanation,
        "motivo": outcome.reason,
        "divergencias": [
            {
                "campo": one.field,
                "publicado": shown(one.published),
                "certo": shown(one.right),
                "texto": shown(one.text),
                "severidade": one.severity,
            }
            for one in outcome.differences
        ],
        "retificacao": extract_data(outcome.correction) if outcome.correction else None,
        "arquivos": [str(path) for path in files],
    }


def tell_outcome(outcome: "Outcome", files: list[Path], source: Path, simulate: bool) -> None:
    """An outcome in a few lines: what, why, what is wrong, what to do."""
    from instruments.gazette_states import PUBLICATION_NAMES
    from services.extracts import shown

    head = SIMULATED.get(outcome.kind) if simulate else None
    state = PUBLICATION_NAMES[outcome.state]
    click.echo(f"{head or HEADS[outcome.kind]}: nº {outcome.number}, {state}")
    known = outcome.kind == "ja_registrada"
    click.echo(f"  {outcome.match.article.place}" if known else f"  {outcome.explanation}")
    for one in outcome.differences:
        click.echo(f"  {'observação' if one.severity == 'nota' else 'ERRADO'}: {shown(one.text)}")
    if outcome.reason:
        click.echo(f"  Por quê: {outcome.reason}.")
    if files:
        click.echo(f"  Retificação minutada: {' e '.join(map(str, files))}")
    elif outcome.correction is not None:
        click.echo(f"  Retificação minutada: {outcome.correction.paragraph}")
    if outcome.kind == "a_conferir":
        click.echo(f"  Matéria: {outcome.match.article.where}")
        if outcome.confirmable:
            line = f"pactua publicacao ler {source} --confirmar {outcome.number}"
            click.echo(f"  Se for mesmo dele: {line}")


def tell_summary(reading: "Reading", findings: Findings, simulate: bool) -> None:
    """What the run came to, and what could not be read."""
    counts = Counter(reading.kinds)
    told = [options.count(counts[kind], *words) for kind, words in COUNTED.items() if counts[kind]]
    files = options.count(reading.files, "matéria lida", "matérias lidas")
    awaited = options.count(reading.awaited, "instrumento aguardava", "instrumentos aguardavam")
    click.echo(f"{files}; {awaited} o Diário Oficial.")
    click.echo(f"{'; '.join(told) or 'nada do que se aguardava saiu'}.".capitalize())
    if simulate:
        click.echo("Nada foi registrado (--simular).")
    if findings.count:
        told_count = options.count(findings.count, "achado", "achados")
        click.echo(f"{told_count} na leitura:", err=True)
        print_findings(findings.kept)
