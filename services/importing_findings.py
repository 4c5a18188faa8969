"""What is worth knowing of an imported agreement: what is missing, contradicts or is doubted.

These are findings about the record. What is wrong with the wording is the reviewer's business and
comes beside them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from faults.finding import Finding, Severity
from importing.agreement import NAMES, Agreement
from importing.found import Found
from importing.identity import is_nup
from importing.party import FoundParty
from importing.signing import FoundSignature
from instruments.identifiers import check_nup
from instruments.states import of_state, state_of_cep
from services.importing_signatures import Matched
from services.importing_term import findings_of_term

DOUBTED = 0.6
"""Below this certainty a field is told as doubtful."""

REMEDIES = {
    "numero": "Foi dado um número provisório; confira no processo.",
    "processo": "Confira no SEI; o registro fica sem processo.",
    "codigo_verificador": "Sem os códigos do SEI, a conferência é feita pelos códigos do Pactua.",
    "crc": "Sem os códigos do SEI, a conferência é feita pelos códigos do Pactua.",
    "meses": "Importe de novo com --meses N.",
    "partes": "Confira a qualificação das partes no arquivo.",
    "assinaturas": "Registre-as com: pactua assinatura registrar NUM",
    "clausulas": "Confira se o arquivo é o instrumento inteiro.",
    "plano": "Se há plano de trabalho em outro arquivo, guarde-o no processo.",
    "especie": "Foi registrado como acordo de cooperação técnica.",
}
ONE_PARTY = "partes: só se leu a qualificação de uma."
GRAVE = frozenset({"meses", "partes"})
SLIGHT = frozenset({"codigo_verificador", "crc", "plano"})


def findings_of_import(found: Agreement, matched: Matched, numbered: bool) -> list[Finding]:
    """Every finding about the record, the gravest first within each field."""
    return [
        *_missing(found),
        *_notes(found),
        *_doubtful(found),
        *_numbers(found, numbered),
        *_parties(found.parties),
        *findings_of_term(found, matched),
        *_signatures(found, matched),
        *_plan(found),
    ]


def findings_of_reading(found: Agreement) -> list[Finding]:
    """Those of a document that follows an agreement, before the agreement is at hand."""
    return [*_notes(found), *_invalid_numbers(found), *_undated(found)]


def _told(
    rule: str, severity: Severity, where: str, message: str, remedy: str, excerpt: str = ""
) -> Finding:
    return Finding(rule, severity, where, message, remedy, excerpt)


def _missing(found: Agreement) -> Iterator[Finding]:
    for name in found.missing:
        severity: Severity = "erro" if name in GRAVE else "nota" if name in SLIGHT else "aviso"
        yield _told(
            f"falta-{name.replace('_', '-')}",
            severity,
            "texto inteiro",
            ONE_PARTY
            if name == "partes" and found.parties
            else f"{NAMES[name]}: não consta do arquivo, ou não pôde ser lido.",
            REMEDIES[name],
        )


def _notes(found: Agreement) -> Iterator[Finding]:
    for note in found.source.notes:
        yield _told("leitura-do-arquivo", "nota", "texto inteiro", note, "Confira com o original.")
    if not found.source.has_text_layer:
        yield _told(
            "sem-camada-de-texto",
            "erro",
            "texto inteiro",
            "o arquivo só tem imagens.",
            "Importe de novo com --ocr.",
        )


def _doubtful(found: Agreement) -> Iterator[Finding]:
    own = found.identity
    doubtful: list[tuple[str, Found[Any] | None]] = [
        ("especie", own.kind),
        ("numero", own.number),
        ("processo", own.process),
        ("meses", found.term.months),
    ]
    for name, field in doubtful:
        if field is not None and field.certainty < DOUBTED:
            yield _told(
                "campo-duvidoso",
                "aviso",
                _place(found, field),
                f"{NAMES[name]}: lido como “{field.value}”, com pouca certeza.",
                "Confira no arquivo.",
                field.excerpt,
            )


def _numbers(found: Agreement, numbered: bool) -> Iterator[Finding]:
    own = found.identity
    if own.kind is not None and own.kind.value == "outro":
        yield _told(
            "especie-outra",
            "aviso",
            _place(found, own.kind),
            f"o título diz “{own.kind.excerpt}”, que não é acordo de cooperação técnica.",
            "Foi registrado como acordo de cooperação técnica; confira os prazos.",
            own.kind.excerpt,
        )
    if own.number is not None and not numbered:
        yield _told(
            "numero-sem-unidade",
            "nota",
            _place(found, own.number),
            f"o número {own.number.value} não diz a unidade que o deu.",
            "Foi completado com a do órgão, ou com a sigla da parte.",
            own.number.excerpt,
        )
    for other in own.other_processes:
        yield _told(
            "outro-processo",
            "aviso",
            _place(found, other),
            f"o texto cita também o processo {other.value}.",
            "Confira qual é o processo deste instrumento.",
            other.excerpt,
        )
    yield from _invalid_numbers(found)


def _invalid_numbers(found: Agreement) -> Iterator[Finding]:
    own = found.identity
    processes = [one for one in (own.process, *own.other_processes) if one is not None]
    for process in (one for one in processes if is_nup(one.value)):
        try:
            check_nup(process.value)
        except PydanticCustomError:
            yield _told(
                "nup-invalido",
                "aviso",
                _place(found, process),
                f"o processo {process.value} não confere com os dígitos verificadores.",
                "Confira no SEI; foi mantido como está.",
                process.excerpt,
            )


def _parties(parties: Sequence[FoundParty]) -> Iterator[Finding]:
    for place, party in enumerate(parties, 1):
        where = f"partes.{place} ({party.name.value})"
        if party.cnpj is None:
            yield _told("parte-sem-cnpj", "aviso", where, "o CNPJ não foi encontrado.", "Confira.")
        elif not party.cnpj_right:
            yield _told(
                "cnpj-invalido",
                "aviso",
                where,
                f"o CNPJ {party.cnpj.value} não confere com os dígitos verificadores.",
                "Foi mantido como está; corrija no próximo termo aditivo.",
                party.cnpj.excerpt,
            )
        address = party.address.value if party.address else None
        state = state_of_cep(address.cep.replace("-", "")) if address and address.cep else None
        if address and address.state and address.cep and state != address.state:
            of = f"é {of_state(state)}" if state else "não pertence a nenhum estado"
            yield _told(
                "cep-de-outro-estado",
                "aviso",
                where,
                f"o CEP {address.cep} {of}; o município é {address.city}/{address.state}.",
                "Foi mantido como está; corrija no próximo termo aditivo.",
                address.line[-60:],
            )
        if party.person is None:
            yield _told(
                "parte-sem-representante",
                "aviso",
                where,
                "o representante não foi encontrado na qualificação.",
                "Confira no arquivo.",
            )


def _signatures(found: Agreement, matched: Matched) -> Iterator[Finding]:
    yield from _undated(found)
    for stranger in matched.strangers:
        yield stranger_finding(stranger, _place(found, stranger))
    if found.signatures:
        yield from (unsigned_finding(name) for name in matched.unsigned)


def _undated(found: Agreement) -> Iterator[Finding]:
    for signature in found.signatures:
        if signature.value.at is None:
            yield _told(
                "assinatura-sem-data",
                "aviso",
                _place(found, signature),
                f"a data da assinatura de {signature.value.name} não pôde ser lida.",
                "Registre-a com: pactua assinatura registrar NUM",
                signature.excerpt[:80],
            )


def stranger_finding(stranger: Found[FoundSignature], where: str) -> Finding:
    """Someone signed who represents none of the parties."""
    return _told(
        "assinatura-de-terceiro",
        "aviso",
        where,
        f"{stranger.value.name} assinou, e não representa nenhuma das partes.",
        "Foi registrado como testemunha; confira.",
        stranger.excerpt[:80],
    )


def unsigned_finding(name: str) -> Finding:
    """A party whose signature the file does not show, where it shows others."""
    return _told(
        "parte-sem-assinatura",
        "aviso",
        "assinaturas",
        f"não se encontrou a assinatura de {name}.",
        "Se assinou, registre-a com: pactua assinatura registrar NUM",
    )


def _plan(found: Agreement) -> Iterator[Finding]:
    undated = [
        action
        for action in (found.plan.actions if found.plan else ())
        if action.start_month is None or action.end_month is None
    ]
    if undated:
        yield _told(
            "acoes-sem-prazo",
            "aviso",
            str(found.source.place(undated[0].at)),
            "o plano tem ações sem mês de início e de fim legíveis.",
            f"Foram registradas com o prazo da vigência inteira: {len(undated)}.",
            undated[0].text[:80],
        )


def _place(found: Agreement, field: Found[Any]) -> str:
    return str(found.source.place(field.start))
