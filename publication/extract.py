"""The extract that goes to the gazette: its data, its title, its one paragraph, who signs it.

The order is the one the gazette's readers expect: Espécie, Processo, Partícipes (with CNPJ),
Objeto, Recursos, Fundamento Legal, Vigência, Data de Assinatura, Signatários; never a CPF. The
text can be read back (reread.py); what could not be, such as a name with "Objeto:" in it, is
refused.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from document.canonical import stable
from document.charset import code_point, undrawable
from faults.errors import InvalidData
from faults.finding import Finding
from portuguese.contractions import by, of, to
from portuguese.dates import short_date
from portuguese.gender import Gender, Noun
from portuguese.numerals import with_words
from portuguese.ordinals import ordinal_words
from publication.kinds import AMENDING, ENDING, KINDS, ExtractKind, InstrumentKind

NO_TRANSFER = "não há transferência de recursos financeiros entre os partícipes"
CPF = re.compile(r"(?<![\d.*])(\d{3})\.(\d{3})\.(\d{3})-(\d{2})(?!\d)")
LAST_MARKS = " .;,:"
EFFECTS = "ao fim de "  # the day of the effects is the last one of the term


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the extract names it. The first of an extract is the body that publishes it."""

    name: str
    acronym: str
    cnpj: str | None
    gender: Gender = "m"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed for the party of that acronym."""

    party: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ExtractData:
    """What an extract tells, as plain values.

    `number` is the instrument's own ("1/2024/CIHP/..."), and may be empty for an aditivo,
    a rescisão or a denúncia that is known by its original: `original_kind`, `original_number` and,
    for an aditivo, its place in the order (`ordinal`). `start` of a rescisão or a denúncia is the
    day at the end of which it takes effect: the last one on which the agreement is in force.
    """

    kind: InstrumentKind
    number: str
    process: str | None
    parties: tuple[Party, ...]
    object: str
    signed_on: date | None
    signatories: tuple[Signatory, ...]
    months: int | None = None
    start: date | None = None
    end: date | None = None
    resources: str = NO_TRANSFER
    basis: str = ""
    ordinal: int | None = None
    original_kind: InstrumentKind | None = None
    original_number: str = ""
    sent_by: str = ""
    """Who signs the matter for the body, `name, role`, where only a partner signs the act."""

    @property
    def speaks_of(self) -> str:
        """The number by which a reader looks it up: its own, or that of the amended instrument."""
        return self.original_number if self.kind in AMENDING else self.number


@dataclass(frozen=True, slots=True)
class Extract:
    """What is sent: the three marked parts of the file."""

    kind: ExtractKind
    title: str
    paragraph: str
    signature: str

    @property
    def code(self) -> int | None:
        """The gazette's code of the type: 89, 90, 131, 194, 271; None where it is not verified."""
        return KINDS[self.kind].code

    @property
    def text(self) -> str:
        """The extract as plain text."""
        parts = (self.title, self.paragraph, self.signature)
        return "\n\n".join(part for part in parts if part) + "\n"


def compose(data: ExtractData) -> Extract:
    """The extract of an instrument. Raises InvalidData with every fault of the data."""
    from publication.reread import reread

    tidy = tidied(data)
    findings = _faults(tidy)
    if not findings:
        extract = _written(tidy)
        if reread(extract) == tidy:
            return extract
        findings = _ambiguous(tidy)
    raise InvalidData(f"o extrato {_what(tidy)} não pode ser escrito.", findings)


def tidied(data: ExtractData) -> ExtractData:
    """The same data in the form that is written: single spaces, no full stop at the end.

    The gender of a party for whom nobody signs is forgotten, since no phrase shows it.
    """
    signing = {stable(who.party) for who in data.signatories}
    body_signs = any(stable(party.acronym) in signing for party in data.parties[:1])
    return replace(
        data,
        number=stable(data.number),
        process=stable(data.process) if data.process else None,
        parties=tuple(
            replace(
                party,
                name=_phrase(party.name),
                acronym=stable(party.acronym),
                cnpj=stable(party.cnpj) if party.cnpj else None,
                gender=party.gender if stable(party.acronym) in signing else "m",
            )
            for party in data.parties
        ),
        object=_phrase(data.object),
        signatories=tuple(
            Signatory(stable(who.party), stable(who.name), _phrase(who.role))
            for who in data.signatories
        ),
        resources=_phrase(data.resources),
        basis=_phrase(data.basis),
        original_number=stable(data.original_number),
        sent_by="" if body_signs else _phrase(data.sent_by),
    )


def _phrase(text: str) -> str:
    return stable(stable(text).rstrip(LAST_MARKS))


def _what(data: ExtractData) -> str:
    return f"de {KINDS[data.kind].name} {data.speaks_of}".strip()


# --- the text ---


def _written(data: ExtractData) -> Extract:
    paragraph = " ".join(f"{label}: {text}." for label, text in segments(data).items())
    first = data.parties[0].acronym
    signs = next((who for who in data.signatories if who.party == first), None)
    signature = f"{signs.name}, {signs.role}" if signs else data.sent_by
    return Extract(data.kind, title(data), paragraph, signature)


def title(data: ExtractData) -> str:
    """`EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024`."""
    of_what = _act(data, short=True)
    return f"EXTRATO {'DO' if data.ordinal else 'DE'} {of_what}".upper()


def segments(data: ExtractData) -> dict[str, str]:
    """Each label of the paragraph with its text, in order; what is unknown is left out."""
    term = term_text(data)
    told = {
        "Espécie": _act(data, short=False),
        "Processo": data.process or "",
        "Partícipes": _list([party_text(party) for party in data.parties]),
        "Objeto": data.object,
        "Recursos": data.resources,
        "Fundamento Legal": data.basis,
        "Efeitos" if data.kind in ENDING else "Vigência": term,
        "Data de Assinatura": short_date(data.signed_on) if data.signed_on else "",
        "Signatários": _list([_signatory_text(who, data) for who in data.signatories]),
    }
    return {label: text for label, text in told.items() if text}


def _act(data: ExtractData, *, short: bool) -> str:
    """`Primeiro Termo Aditivo ao Acordo de Cooperação Técnica nº 1/2024/CIHP/...`."""
    words = KINDS[data.kind].name
    if data.ordinal:
        order = ordinal_words(data.ordinal, "m").title()
        words = f"{order} {words}"
    if data.number:
        words += f" nº {_number(data.number, short)}"
    if data.kind in AMENDING and data.original_kind and data.original_number:
        original = Noun(
            f"{KINDS[data.original_kind].name} nº {_number(data.original_number, short)}", "m"
        )
        words += f" {to(original) if data.kind == 'termo_aditivo' else of(original)}"
    return words


def _number(number: str, short: bool) -> str:
    return "/".join(number.split("/")[:2]) if short else number


def party_text(party: Party) -> str:
    """`Ministério Público do Estado de Mato Grosso – MPMT, CNPJ nº 14.921.092/0001-57`."""
    cnpj = f", CNPJ nº {party.cnpj}" if party.cnpj else ""
    return f"{party.name} – {party.acronym}{cnpj}"


def _signatory_text(who: Signatory, data: ExtractData) -> str:
    gender: Gender = next((p.gender for p in data.parties if p.acronym == who.party), "m")
    return f"{by(Noun(who.party, gender))}: {who.name}, {who.role}"


def term_text(data: ExtractData) -> str:
    """`36 (trinta e seis) meses, de 30/01/2024 a 30/01/2027`, as far as it is known."""
    if data.kind in ENDING:
        return f"{EFFECTS}{short_date(data.start)}" if data.start else ""
    months = dates = ""
    if data.months:
        months = f"{with_words(data.months)} {'mês' if data.months == 1 else 'meses'}"
    if data.start and data.end:
        dates = f"de {short_date(data.start)} a {short_date(data.end)}"
    return ", ".join(part for part in (months, dates) if part)


def _list(items: list[str]) -> str:
    """Items with semicolons, since each has commas of its own."""
    return "; e ".join(["; ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


# --- what cannot be written ---


def _faults(data: ExtractData) -> list[Finding]:
    found = [
        _fault(where, rule, message, remedy)
        for where, text in _texts(data)
        for rule, message, remedy in _unfit(text)
    ]
    required = {"participes": data.parties, "objeto": data.object, "numero": data.speaks_of}
    found += [
        _fault(where, "extrato-incompleto", "falta este dado no extrato.", "Preencha-o.")
        for where, value in required.items()
        if not value
    ]
    found += _term_faults(data)
    if data.kind not in AMENDING and (data.ordinal or data.original_kind or data.original_number):
        found.append(
            _fault(
                "especie",
                "original-indevido",
                f"{KINDS[data.kind].name} não altera outro instrumento.",
                "Retire a ordem e o instrumento original.",
            )
        )
    acronyms = [party.acronym for party in data.parties]
    if len(set(acronyms)) < len(acronyms):
        found.append(
            _fault("participes", "sigla-repetida", "dois partícipes têm a mesma sigla.", "Corrija.")
        )
    strangers = [who.party for who in data.signatories if who.party not in acronyms]
    found += [
        _fault(
            "signatarios",
            "signatario-sem-parte",
            f"o signatário de “{acronym}” não assina por nenhum partícipe do extrato.",
            "Use a sigla do partícipe.",
        )
        for acronym in strangers
    ]
    return found


def _term_faults(data: ExtractData) -> list[Finding]:
    """A term that the text would show by half."""
    if data.kind in ENDING:
        wrong = bool(data.months or data.end)
        remedy = "Numa rescisão ou denúncia informe só o dia em que produz efeitos."
    else:
        wrong = (data.start is None) != (data.end is None)
        remedy = "Informe o início e o fim, ou nenhum dos dois."
    message = "a vigência não pode ser escrita."
    return [_fault("vigencia", "vigencia-incompleta", message, remedy)] if wrong else []


def _texts(data: ExtractData) -> list[tuple[str, str]]:
    texts = [
        ("numero", data.number),
        ("numero_original", data.original_number),
        ("processo", data.process or ""),
        ("objeto", data.object),
        ("recursos", data.resources),
        ("fundamento", data.basis),
        ("assinatura", data.sent_by),
    ]
    for party in data.parties:
        texts += [("participes", party.name), ("participes", party.acronym)]
        texts.append(("participes", party.cnpj or ""))
    for who in data.signatories:
        texts += [("signatarios", who.name), ("signatarios", who.role)]
    return texts


def _unfit(text: str) -> list[tuple[str, str, str]]:
    found = []
    if CPF.search(text):
        found.append(
            (
                "cpf-no-extrato",
                "há um CPF, que nunca se publica.",
                "Retire-o: no Diário Oficial vão só o nome e o cargo.",
            )
        )
    wrong = undrawable(text)
    if wrong or "##" in text:
        character = code_point(wrong[0][1]) if wrong else "##, marca do arquivo da matéria,"
        found.append(
            (
                "caractere-recusado",
                f"o caractere {character} não pode constar da matéria.",
                "Apague-o ou troque-o por uma letra comum.",
            )
        )
    return found


def _ambiguous(data: ExtractData) -> list[Finding]:
    """Which values keep the text from being read back the same way."""
    found = [
        _fault(
            where,
            "extrato-ambiguo",
            f"“{text[:80]}” se confunde com os rótulos ou a pontuação do extrato.",
            "Reescreva-o sem dois-pontos, ponto e vírgula ou travessão.",
        )
        for where, text in _texts(data)
        if re.search(r"[:;]|\. | – |, CNPJ", text)
    ]
    return found or [
        _fault(
            "extrato",
            "extrato-ambiguo",
            "os dados não voltam iguais da leitura do extrato.",
            "Confira número, processo, CNPJ, nomes e datas.",
        )
    ]


def _fault(where: str, rule: str, message: str, remedy: str) -> Finding:
    return Finding(rule, "erro", where, message, remedy)
