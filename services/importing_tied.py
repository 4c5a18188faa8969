"""The request of a document that follows an agreement: what its text says, beside the agreement.

The parties are those of the agreement, with the representatives that the document names. Where it
names both months and a day, the day stands; what it changes in its own words is told, not applied.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from faults.finding import Finding
from faults.validation import validate
from importing.content import UNKNOWN
from importing.following import Following
from importing.names import same_name
from instruments.imported import ImportedRequest
from instruments.instrument import KIND_NAMES
from instruments.lifecycle_facts import SignatureRecorded
from instruments.partner import Partner
from instruments.tied import Tied
from services.counting import running_term
from services.importing_facts import LONGEST_COUNTED, months_between
from services.importing_reading import Ready
from services.importing_term import TOLERANCE
from services.office import Office
from services.settings import BRASILIA
from services.ties import Agreement, original_facts, read_instrument, read_life

TITLES = {
    "termo_aditivo": "Termo aditivo importado",
    "termo_rescisao": "Termo de rescisão importado",
}


def tied_request(
    office: Office, made: Ready, found: Agreement, months: int | None, orders: Collection[int]
) -> tuple[ImportedRequest, tuple[Finding, ...]] | Finding:
    """The request with its tie, and what is to be told; or the finding that refuses it.

    `months` are as the person tells them, `orders` those of the amendments that came before.
    """
    request, told = made.request, made.following
    if request is None or told is None:
        raise LookupError(made.name)
    findings: list[Finding] = []
    parts: dict[str, Any] = {"original": original_facts(found)}
    if told.kind == "termo_rescisao":
        if told.consensus is None:
            return Finding(
                "rescisao-de-um-so",
                "erro",
                made.name,
                "é um termo de rescisão que não diz ser de comum acordo; o de um só partícipe vale "
                "da entrega, que o arquivo não prova.",
                "Registre o fim com: pactua encerramento registrar NUM",
            )
        parts["ato"] = _consensus(office, made, told)
    else:
        parts["aditivo"] = _amendment(office, made, told, found, months, orders, findings)
    own = found.instrument.request
    counted = found.life.counted
    total = (counted.months if counted else own.months) + (
        parts.get("aditivo", {}).get("meses") or 0
    )
    clause_set = request.clause_set.model_copy(
        update={"kind": told.kind, "title": TITLES[told.kind], "tied": True}
    )
    signer = own.signer
    if own.body.id == request.body.id and request.signer.name != UNKNOWN:
        signer = request.signer
    update = {
        "clause_set": clause_set,
        "body": own.body,
        "signer": signer,
        "partners": tuple(_partner(one, request.partners) for one in found.partners),
        "process": request.process or own.process,
        "months": min(total, LONGEST_COUNTED),
        "end": None,
        "tied": validate(Tied, parts, made.name),
    }
    return request.model_copy(update=update), tuple(findings)


def _partner(known: Partner, named: tuple[Partner, ...]) -> Partner:
    """The partner of the agreement, with who represents it in this document."""
    for one in named:
        same = same_name(one.name, known.name) or bool(one.cnpj and one.cnpj == known.cnpj)
        if same and one.representative.name != UNKNOWN:
            return known.model_copy(update={"representative": one.representative})
    return known


def _amendment(
    office: Office,
    made: Ready,
    told: Following,
    found: Agreement,
    asked: int | None,
    orders: Collection[int],
    findings: list[Finding],
) -> dict[str, Any]:
    order = told.order.value if told.order else _next_order(office, found, orders)
    months, end = _extension(told, found, asked, made.name, findings)
    plan = told.new_plan is not None and bool((made.summary.get("plano") or {}).get("acoes"))
    changed = bool(told.changed) or (told.new_plan is not None and not plan)
    nothing = months is None and not plan and not changed
    findings += _told(made, told, orders, order, changed, nothing)
    return {
        "ordem": order,
        "meses": months,
        "fim_novo": end,
        "altera_plano": plan,
        "so_no_proprio_texto": changed or nothing,
    }


def _told(
    made: Ready,
    told: Following,
    orders: Collection[int],
    order: int,
    changed: bool,
    nothing: bool,
) -> Iterator[Finding]:
    if told.order is None:
        yield Finding(
            "aditivo-sem-ordem",
            "aviso",
            made.name,
            f"o texto não diz que termo aditivo é; foi registrado como o {order}º.",
            "Confira a ordem no processo.",
        )
    missing = [str(one) for one in range(1, order) if one not in orders]
    if told.order is not None and missing:
        names = " e ".join(f"{one}º" for one in missing)
        yield Finding(
            "falta-aditivo-anterior",
            "aviso",
            made.name,
            f"não está no registro o que veio antes deste: {names} termo aditivo.",
            "Importe-o também: se prorrogou a vigência, o término muda.",
        )
    if changed:
        places = [one.value for one in told.changed]
        if told.new_plan is not None and not places:
            places = ["plano de trabalho"]
        yield Finding(
            "alteracoes-nao-aplicadas",
            "aviso",
            made.name,
            f"altera o texto do acordo ({'; '.join(dict.fromkeys(places))[:200]}), e isso não foi "
            "aplicado ao texto em vigor.",
            "O texto em vigor remete ao termo aditivo, que fica guardado como veio.",
        )
    elif nothing:
        yield Finding(
            "aditivo-sem-alteracao",
            "aviso",
            made.name,
            "não se leu o que o termo aditivo altera.",
            "Se prorroga a vigência, importe-o de novo com --meses N.",
        )


def _extension(
    told: Following, found: Agreement, asked: int | None, name: str, findings: list[Finding]
) -> tuple[int | None, date | None]:
    """The months that are added and the new last day; (None, None) where nothing is."""
    counted = found.life.counted
    if counted is None:
        return None, None
    months = asked or (told.months.value if told.months else None)
    if months is None and told.total is not None:
        months = told.total.value - counted.months
    end = told.new_end.value if told.new_end and not asked else None
    if months is None and end is None:
        return None, None
    running = running_term(counted)
    given = running.extended(months).end if months is not None and months > 0 else None
    last = end or given
    if last is None or last <= counted.end:
        day = f"{last:%d/%m/%Y}" if last else "o prazo que ele dá"
        findings.append(
            Finding(
                "prorrogacao-para-tras",
                "aviso",
                name,
                f"o novo término ({day}) não vem depois do que está no registro "
                f"({counted.end:%d/%m/%Y}); a vigência não mudou.",
                "Confira se a prorrogação já estava registrada.",
            )
        )
        return None, None
    if end and given and abs((end - given).days) > TOLERANCE:
        findings.append(
            Finding(
                "prorrogacao-contraditoria",
                "aviso",
                name,
                f"{months} meses a partir de {counted.end:%d/%m/%Y} terminariam em "
                f"{given:%d/%m/%Y}, e o texto diz {end:%d/%m/%Y}.",
                "Foi registrado o dia que o texto diz; confira.",
            )
        )
    added = months if months and months > 0 else max(1, months_between(counted.end, last))
    return min(added, LONGEST_COUNTED), last


def _consensus(office: Office, made: Ready, told: Following) -> dict[str, Any]:
    """The act of a termo de rescisão of all."""
    days = [one.value.at.astimezone(BRASILIA).date() for one in made.printed if one.value.at]
    day = max(days, default=office.today)
    effective = told.effective_on.value if told.effective_on else day
    return {
        "data": day,
        "efeito_em": max(effective, day),
        "forma": "consenso",
        "motivo": "Comum acordo dos partícipes.",
    }


def _next_order(office: Office, found: Agreement, orders: Collection[int]) -> int:
    """The ordinal after the last one on record."""
    rows = office.store.tied_to(found.number)
    waiting = [row.order for row in rows if row.state != "cancelada"]
    return 1 + max([*orders, *waiting], default=0)


def known_already(office: Office, made: Ready, found: Agreement) -> str | Finding | None:
    """The number under which this very document is on record, from another file or drafted here.

    A finding where one of ours, of the same ordinal, is not signed, or signed otherwise.
    """
    told = made.following
    if told is None:
        return None
    for row in office.store.tied_to(found.number):
        if row.kind != told.kind or row.state == "cancelada":
            continue
        same_order = told.order is not None and row.order == told.order.value
        signed = {_minute(one) for one in read_life(office, row.number).signed}
        printed = {f"{one.value.at:%Y-%m-%d %H:%M}" for one in made.printed if one.value.at}
        same_moments = bool(signed) and signed == printed
        if same_moments or (told.kind == "termo_rescisao"):
            return row.number
        if not same_order:
            continue
        if isinstance(read_instrument(office, row.number).request, ImportedRequest):
            return row.number
        return Finding(
            "aditivo-em-preparo",
            "erro",
            made.name,
            f"o {row.order}º {KIND_NAMES[row.kind]} do acordo nº {found.number} já está no "
            f"registro (nº {row.number}), com outras assinaturas.",
            "Se é este, registre nele as assinaturas: pactua assinatura registrar NUM; senão, "
            "cancele-o.",
        )
    return None


def _minute(signature: SignatureRecorded) -> str:
    return f"{signature.signed_at.astimezone(BRASILIA):%Y-%m-%d %H:%M}"
