"""Identity: the numbers, names and addresses of the process, the parties and their people."""

import re
from collections import Counter
from collections.abc import Iterator

from faults.errors import InvalidData
from instruments.identifiers import check_cnpj, check_cpf, check_nup
from instruments.states import NAMES, of_state, state_of_cep
from reading.outline import Block
from review.parties import CNPJ
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, listed, quoted

NUP = re.compile(
    r"(?<![\d.])\d{5}\.?\d{6}/\d{4}-\d{2}(?!\d)|(?<![\d.])\d{7}\.\d{8}/\d{4}-\d{2}(?!\d)"
)
CPF = re.compile(r"(?<![\d.*])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)")
_CEP = re.compile(r"\bCEP\s*:?\s*(?:n[ºo°.]*\s*)?(\d{2}\.?\d{3})-?(\d{3})(?!\d)", re.I)
_STATE = re.compile(rf"(?:/|[–-]\s?|,\s)({'|'.join(NAMES)})\b")


def _checks(check: object, text: str) -> bool:
    try:
        check(text)  # type: ignore[operator]
    except (ValueError, InvalidData):
        return False
    return True


@rule(
    "nup-invalido",
    "identidade",
    "erro",
    meaning="Número de processo (NUP) cujos dígitos verificadores não conferem.",
    remedy="Copie o número do SEI, no formato 00000.000000/0000-00.",
    source="Portaria Interministerial nº 11/2019",
    wrong="Processo nº 08012.002734/2023-19",
    right="Processo nº 08012.002734/2023-09",
)
def wrong_nup(subject: Subject) -> Iterator[Hit]:
    """Check digits of every process number."""
    for block in subject.blocks:
        for hit in NUP.finditer(block.text):
            if not _checks(check_nup, hit[0]):
                told = f"os dígitos verificadores de {quoted(hit[0])} não conferem."
                yield Hit(block, *hit.span(), told, key=hit[0])


@rule(
    "processos-diferentes",
    "identidade",
    "erro",
    meaning="Mais de um número de processo no mesmo instrumento.",
    remedy="Confirme o processo do instrumento; se o outro for citado de propósito, diga o que "
    "ele é.",
    source="Lei nº 9.784/1999, art. 22, § 4º",
    wrong=(
        "Processo nº 08012.002734/2023-09\n\nRESOLVEM celebrar este Acordo, conforme o Processo nº "
        "08012.000880/2016-62."
    ),
    right=(
        "Processo nº 08012.002734/2023-09\n\nRESOLVEM celebrar este Acordo, conforme o Processo nº "
        "08012.002734/2023-09."
    ),
)
def several_processes(subject: Subject) -> Iterator[Hit]:
    """Process numbers other than the one that stands most often (or first)."""
    found = [(block, hit) for block in subject.blocks for hit in NUP.finditer(block.text)]
    counted = Counter(re.sub(r"\D", "", hit[0]) for _, hit in found)
    if len(counted) < 2:
        return
    main = counted.most_common(1)[0][0]
    name = next(hit[0] for _, hit in found if re.sub(r"\D", "", hit[0]) == main)
    for block, hit in found:
        digits = re.sub(r"\D", "", hit[0])
        if digits != main:
            told = f"o texto cita o processo {hit[0]} e, em outros lugares, {name}."
            yield Hit(block, *hit.span(), told, key=digits)


@rule(
    "cnpj-invalido",
    "identidade",
    "erro",
    meaning="CNPJ cujos dígitos verificadores não conferem.",
    remedy="Confira o número no cartão do CNPJ.",
    source="IN RFB nº 2.229/2024",
    wrong="inscrito no CNPJ sob o nº 14.921.092/0001-75",
    right="inscrito no CNPJ sob o nº 14.921.092/0001-57",
)
def wrong_cnpj(subject: Subject) -> Iterator[Hit]:
    """Check digits of every CNPJ, the alphanumeric ones too."""
    for block in subject.blocks:
        for hit in CNPJ.finditer(block.text):
            if not _checks(check_cnpj, hit[0]):
                told = f"os dígitos verificadores do CNPJ {hit[0]} não conferem."
                yield Hit(block, *hit.span(), told, key=hit[0])


@rule(
    "cpf-invalido",
    "identidade",
    "erro",
    meaning="CPF cujos dígitos verificadores não conferem.",
    remedy="Confira o número; em texto público, o CPF vai mascarado.",
    source="IN RFB nº 2.172/2024",
    wrong="inscrita no CPF sob o nº 529.982.247-26",
    right="inscrita no CPF sob o nº 529.982.247-25",
)
def wrong_cpf(subject: Subject) -> Iterator[Hit]:
    """Check digits of every whole CPF."""
    for block in subject.blocks:
        for hit in CPF.finditer(block.text):
            if not _checks(check_cpf, hit[0]):
                told = "os dígitos verificadores do CPF não conferem."
                yield Hit(block, *hit.span(), told, key=hit[0])


@rule(
    "cep-de-outro-estado",
    "identidade",
    "erro",
    meaning="CEP que não pertence à unidade da Federação do endereço.",
    remedy="Confira o CEP no sítio dos Correios.",
    source="Faixas de CEP dos Correios",
    wrong="situado na Rua das Flores, nº 10, Cuiabá - MT - CEP: 69306-680",
    right="situado na Rua das Flores, nº 10, Cuiabá - MT - CEP: 78049-921",
)
def cep_elsewhere(subject: Subject) -> Iterator[Hit]:
    """Each CEP against the state named before it, in its paragraph or the two fields above."""
    for place, block in enumerate(subject.blocks):
        for hit in _CEP.finditer(block.text):
            state = _state_before(subject.blocks, place, hit.start())
            found = state_of_cep((hit[1] + hit[2]).replace(".", ""))
            if state and found != state:
                where = f"é {of_state(found)}" if found else "não pertence a nenhum estado"
                told = f"o CEP {hit[1]}-{hit[2]} {where}; o endereço é {of_state(state)}."
                yield Hit(block, *hit.span(), told, key=hit[1] + hit[2])


def _state_before(blocks: tuple[Block, ...], place: int, offset: int) -> str | None:
    texts = [blocks[place].text[max(0, offset - 160) : offset]]
    if blocks[place].kind in ("campo", "linha"):
        texts += [block.text for block in reversed(blocks[max(0, place - 2) : place])]
    for text in texts:
        named = _STATE.findall(text)
        if named:
            return str(named[-1])
    return None


@rule(
    "cnpj-divergente",
    "identidade",
    "erro",
    meaning="CNPJ no plano ou no fecho que não é de nenhuma das partes do preâmbulo.",
    remedy="Confirme o CNPJ da parte e escreva o mesmo em todo o texto.",
    source="Lei nº 14.133/2021, art. 89, § 1º (por analogia)",
    wrong=(
        "A UNIÃO, inscrita no CNPJ nº 00.394.494/0100-18, neste ato representada por seu "
        "Secretário,\n\nRESOLVEM celebrar este Acordo.\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto."
        "\n\nANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nCNPJ: 14.921.092/0001-57"
    ),
    right=(
        "A UNIÃO, inscrita no CNPJ nº 00.394.494/0100-18, neste ato representada por seu "
        "Secretário,\n\nRESOLVEM celebrar este Acordo.\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto."
        "\n\nANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nCNPJ: 00.394.494/0100-18"
    ),
)
def other_cnpj(subject: Subject) -> Iterator[Hit]:
    """CNPJs outside the preamble against those in it."""
    inside = {id(block) for block in subject.preamble}
    known = {hit[0] for block in subject.preamble for hit in CNPJ.finditer(block.text)}
    if not known:
        return
    for block in subject.blocks:
        if id(block) in inside or block.kind in ("cabecalho", "rodape"):
            continue
        for hit in CNPJ.finditer(block.text):
            if hit[0] not in known:
                told = f"o CNPJ {hit[0]} não é o de nenhuma das partes: {listed(sorted(known))}."
                yield Hit(block, *hit.span(), told, key=hit[0])


_NUMBERED = re.compile(
    r"\b(?:acordo de (?:cooperacao tecnica|adesao|cooperacao)|act)\s+n[ºo°.]*\s*(\d{1,5}/\d{4})"
)


@rule(
    "numero-divergente",
    "identidade",
    "erro",
    meaning="O instrumento chama a si mesmo por dois números.",
    remedy="Deixe um só número, o do título.",
    source="Lei Complementar nº 95/1998, art. 4º",
    wrong="ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nEste Acordo de Cooperação Técnica nº 2/2024 "
    "vige.",
    right="ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nEste Acordo de Cooperação Técnica nº 1/2024 "
    "vige.",
)
def several_numbers(subject: Subject) -> Iterator[Hit]:
    """Numbers of the instrument other than that of its title."""
    if not (subject.is_agreement or subject.kind is None):
        return
    found = [
        (block, hit) for block in subject.blocks for hit in _NUMBERED.finditer(fold(block.text))
    ]
    if not found or found[0][0] not in subject.blocks[:14]:
        return
    first = found[0][1][1]
    for block, hit in found[1:]:
        if hit[1].lstrip("0") != first.lstrip("0"):
            told = f"o instrumento é o nº {first} no título e o nº {hit[1]} aqui."
            yield Hit(block, *hit.span(1), told, key=hit[1])
