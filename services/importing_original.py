"""Which agreement a document follows: the one told, else the one that its text names.

By its number with the unit; by a number without one, or the process, where one party more than the
body is the same. Nothing is guessed: of two that fit, neither is taken.
"""

from collections.abc import Iterator, Mapping

from faults.errors import StateError, UsageError
from faults.finding import Finding
from importing.names import same_name
from instruments.number import InstrumentNumber, parse_number
from registry.store import Store
from services.importing_reading import Ready
from services.instruments import find_number
from services.office import Office
from services.ties import AGREEMENT_KINDS, Agreement, agreement

REMEDY = (
    "Registre antes as assinaturas do acordo (pactua assinatura registrar NUM); sem elas e sem "
    "vigência não há o que alterar."
)
NAMES = {"termo_aditivo": "um termo aditivo", "termo_rescisao": "um termo de rescisão"}


def find_original(
    office: Office, made: Ready, told: str | None, simulated: Mapping[str, Agreement]
) -> Agreement | Finding:
    """The signed agreement that a file follows, of the registry or of a simulated run.

    A finding where none fits, or more than one, or it is not signed. Raises UsageError or NotFound
    for a number told that is none.
    """
    try:
        if told is not None:
            return _told(office, told, simulated)
        fitting = {one.number: one for one in _candidates(office, made, simulated)}
    except StateError as error:
        return Finding("original-sem-prazo", "erro", made.name, error.message, REMEDY)
    if len(fitting) == 1:
        return next(iter(fitting.values()))
    if fitting:
        return Finding(
            "original-incerto",
            "erro",
            made.name,
            f"o texto pode acompanhar mais de um acordo: {' ou '.join(sorted(fitting))}.",
            "Diga qual com --de NUM.",
        )
    return Finding(
        "acompanha-outro",
        "erro",
        made.name,
        f"é {NAMES[made.following.kind] if made.following else 'um termo'}, e o acordo que "
        f"acompanha{_named(made)} não está no registro.",
        "Importe primeiro o acordo; se já está no registro, diga qual é com --de NUM.",
    )


def _told(office: Office, told: str, simulated: Mapping[str, Agreement]) -> Agreement:
    parsed = parse_number(told)
    if parsed is None:
        raise UsageError(f"“{told}” não é um número de instrumento.", "Escreva como 1/2026.")
    for number, one in simulated.items():
        if number in (str(parsed), told) or number.startswith(f"{parsed.short}/{parsed.suffix}"):
            return one
    return agreement(office, find_number(office, told))


def _named(made: Ready) -> str:
    original = made.following.original if made.following else None
    process = made.request.process if made.request else None
    told = [f"nº {original.value}"] if original else []
    told += [f"processo {process}"] if process else []
    return f" ({', '.join(told)})" if told else ""


def _candidates(
    office: Office, made: Ready, simulated: Mapping[str, Agreement]
) -> Iterator[Agreement]:
    typed = made.following.original if made.following else None
    number = parse_number(typed.value) if typed else None
    process = made.request.process if made.request else None
    if number is not None:
        alike = list(_numbered(office, number, simulated))
        exact = [one for one in alike if one.instrument.number.suffix == number.suffix]
        yield from exact or (one for one in alike if _fits(one, made))
        if alike:
            return
    if process:
        yield from (one for one in _of_process(office, process, simulated) if _fits(one, made))


def _numbered(
    office: Office, number: InstrumentNumber, simulated: Mapping[str, Agreement]
) -> Iterator[Agreement]:
    for one in simulated.values():
        if one.instrument.number[:2] == number[:2]:
            yield one
    for known in office.store.numbers_like(number.sequence, number.year, ""):
        if known not in simulated and _is_agreement(office.store, known):
            yield agreement(office, known)


def _of_process(
    office: Office, process: str, simulated: Mapping[str, Agreement]
) -> Iterator[Agreement]:
    for one in simulated.values():
        if one.instrument.request.process == process:
            yield one
    for row in office.store.rows_with_keys([process], []):
        if row["numero"] not in simulated and row["especie"] in AGREEMENT_KINDS:
            yield agreement(office, row["numero"])


def _is_agreement(store: Store, number: str) -> bool:
    row = store.instrument_row(number)
    return row is not None and row["especie"] in AGREEMENT_KINDS


def _fits(found: Agreement, made: Ready) -> bool:
    """Whether process or a party other than the body is the same; a text without either fits."""
    request, own = made.request, found.instrument.request
    if request is None:
        return False
    if request.process and request.process == own.process:
        return True
    cnpjs = {one.cnpj for one in request.partners if one.cnpj}
    names = [one.name for one in request.partners]
    known = own.partners
    if any(one.cnpj in cnpjs or any(same_name(one.name, name) for name in names) for one in known):
        return True
    return not cnpjs and not request.process
