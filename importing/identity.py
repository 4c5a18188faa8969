"""What names an agreement: its kind, its number, its processes, SEI's code and CRC.

Numbers come in many dresses (“Nº 1/2024/CIHP/...”, “n. 15/2023”, “15/2023-ANATEL”) and scanners mix
O and 0; the place where one stands says how sure it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from importing.found import DOUBTFUL, LIKELY, SURE, Found, found_in
from instruments.identifiers import check_nup
from portuguese.parsing import bare
from reading.outline import Block

KINDS: tuple[tuple[str, str], ...] = (
    (r"termo\s+aditivo", "termo_aditivo"),
    (r"termo\s+de\s+rescisao", "termo_rescisao"),
    (r"(?:acordo|termo)\s+de\s+adesao", "acordo_adesao"),
    (r"acordo\s+de\s+cooperacao", "acordo_cooperacao_tecnica"),
    (r"termo\s+de\s+cooperacao|protocolo\s+de\s+intencoes|convenio|memorando", "outro"),
)
"""What a title says, and the kind it makes; the first that fits."""

TITLE_NUMBER = re.compile(
    r"\b(?:acordo|termo|protocolo|convenio|memorando|ajuste|act)\b[^|]{0,90}?"
    r"(?:\bn[.ºo°]*\s*|\s)(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*/\s*(\d{4}|\d{2})(?!\d)"
    r"((?:\s?[/-]\s?[a-z][a-z0-9.]*(?:-[a-z0-9]+)*)*)"
)
YEARS = (1900, 2199)
"""Of a number; “494/0100” is a piece of a CNPJ."""

_DASH = "[-\u2010-\u2015\u2212]"
FIGURES = re.compile(r"\d{5}")
"""Every NUP begins so; most blocks need not be read more closely."""

NUP = re.compile(
    rf"(?<![\d.])(\d{{5}}\s?\.\s?\d{{6}}\s?/\s?\d{{4}}\s?{_DASH}\s?\d{{2}}"
    rf"|\d{{7}}\s?\.\s?\d{{8}}\s?/\s?\d{{4}}\s?{_DASH}\s?\d{{2}})(?!\d)"
)
OTHER_PROCESS = re.compile(
    r"\bprocesso(?:\s+(?:sei|administrativo|eletronico|digital|judicial|interno))*"
    r"\s*(?:n[.ºo°]*|:)\s*([\w.-]*\d[\w./-]*\w)"
)
CODE = re.compile(r"codigo\s+verificador\s*(?:n[.ºo°]*\s*)?:?\s*(\d{7,10})\b")
CRC = re.compile(r"\b(?:codigo\s+)?crc\s*:?\s*([0-9a-fo]{8})\b")
SEI_FOOT = re.compile(r"\bsei\s+n[.ºo°]*\s*(\d{7,10})\b|\((\d{7,10})\)\s*$")
ALONE = re.compile(r"\d{7,10}")
PROCESS_WORD = re.compile(r"\bprocesso\b")


@dataclass(frozen=True, slots=True)
class Identity:
    """Each None where the file does not say it."""

    kind: Found[str] | None = None
    number: Found[str] | None = None
    process: Found[str] | None = None
    other_processes: tuple[Found[str], ...] = ()
    code: Found[str] | None = None
    crc: Found[str] | None = None


def identity(blocks: Sequence[Block]) -> Identity:
    """The identity of the agreement that these blocks are."""
    process, others = _processes(blocks)
    return Identity(_kind(blocks), _number(blocks), process, others, _code(blocks), _crc(blocks))


def _kind(blocks: Sequence[Block]) -> Found[str] | None:
    for wanted in (("titulo", "ementa"), ("cabecalho", "rotulo", "corpo")):
        for block in blocks[:40]:
            if block.kind not in wanted:
                continue
            words = bare(block.text[:300])
            for pattern, kind in KINDS:
                if match := re.search(pattern, words):
                    sure = SURE if block.kind in ("titulo", "ementa") else LIKELY
                    return found_in(block, match.start(), match.end(), kind, sure)
    return None


def _number(blocks: Sequence[Block]) -> Found[str] | None:
    """In the title, else in the lines around it, else in a running foot."""
    places: tuple[tuple[tuple[str, ...], float, int], ...] = (
        (("titulo", "ementa"), SURE, 60),
        (("cabecalho", "rotulo"), LIKELY, 40),
        (("corpo",), DOUBTFUL, 12),
        (("rodape",), DOUBTFUL, len(blocks)),
    )
    for kinds, certainty, limit in places:
        for block in blocks[:limit]:
            if block.kind not in kinds:
                continue
            match = TITLE_NUMBER.search(bare(block.text[:400]))
            if match is not None and (found := number_from(block, match, certainty)):
                return found
    return None


def number_from(block: Block, match: re.Match[str], certainty: float) -> Found[str] | None:
    """`7/2024/CIHP` from a match of sequence, year and unit; None for what is no number."""
    year = match[2] if len(match[2]) == 4 else f"20{match[2]}"
    sequence = int(match[1].replace(".", ""))
    suffix = re.sub(r"\s", "", block.text[match.start(3) : match.end(3)]).upper()
    suffix = "/" + suffix[1:] if suffix else ""
    if not sequence or not YEARS[0] <= int(year) <= YEARS[1]:
        return None
    sure = certainty if len(match[2]) == 4 else min(certainty, LIKELY)
    return found_in(block, match.start(1), match.end(), f"{sequence}/{year}{suffix}", sure)


def _processes(blocks: Sequence[Block]) -> tuple[Found[str] | None, tuple[Found[str], ...]]:
    """The process of the agreement, and the others that it names, each once."""
    seen = list(_nups(blocks))
    if not seen:
        return _other_process(blocks), ()
    counted = Counter(found.value for found in seen)

    def weight(found: Found[str]) -> tuple[float, int]:
        return found.certainty, counted[found.value]

    best = max(seen, key=weight)
    others: dict[str, Found[str]] = {}
    for found in seen:
        if found.value != best.value:
            others.setdefault(found.value, found)
    return best, tuple(others.values())


def _nups(blocks: Sequence[Block]) -> Iterator[Found[str]]:
    for block in blocks:
        if not FIGURES.search(block.text):
            continue
        for match in NUP.finditer(block.text):
            typed = re.sub(r"\s", "", match[1])
            value, right = _checked(typed)
            before = bare(block.text[max(0, match.start() - 60) : match.start()])
            named = PROCESS_WORD.search(before) is not None
            alone = match.end() - match.start() >= len(block.text.strip()) - 2
            if block.kind in ("cabecalho", "titulo", "rotulo", "rodape") and (named or alone):
                certainty = SURE
            elif block.kind == "campo" and PROCESS_WORD.search(bare(block.label)):
                certainty = 0.85
            else:
                certainty = 0.7 if named else DOUBTFUL
            if not right:
                certainty -= 0.3
            yield found_in(block, match.start(), match.end(), value, certainty)


def _checked(typed: str) -> tuple[str, bool]:
    plain = re.sub(_DASH, "-", typed)
    try:
        return check_nup(plain), True
    except PydanticCustomError:
        return plain, False


def is_nup(process: str) -> bool:
    """Whether a process is numbered the federal way, so that it has check digits."""
    return NUP.fullmatch(process) is not None


def _other_process(blocks: Sequence[Block]) -> Found[str] | None:
    """A process numbered otherwise than the federal way."""
    for block in blocks:
        match = OTHER_PROCESS.search(bare(block.text))
        if match and len(re.findall(r"\d", match[1])) >= 5:
            value = block.text[match.start(1) : match.end(1)].strip(" .,;")
            return found_in(block, match.start(1), match.end(1), value, LIKELY)
    return None


def _code(blocks: Sequence[Block]) -> Found[str] | None:
    for block in blocks:
        if match := CODE.search(bare(block.text)):
            return found_in(block, match.start(1), match.end(1), match[1])
    for block in blocks:
        if block.kind == "rodape" and (match := SEI_FOOT.search(bare(block.text))):
            return found_in(block, match.start(), match.end(), match[1] or match[2], 0.85)
    for block in blocks[:4]:
        if ALONE.fullmatch(block.text.strip()):
            return found_in(block, 0, len(block.text), block.text.strip(), LIKELY)
    return None


def _crc(blocks: Sequence[Block]) -> Found[str] | None:
    for block in blocks:
        match = CRC.search(bare(block.text))
        if match:
            typed = match[1].upper()
            value = typed.replace("O", "0")
            sure = SURE if value == typed else LIKELY
            return found_in(block, match.start(1), match.end(1), value, sure)
    return None
