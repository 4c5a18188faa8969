"""Identifiers and the small texts of a record: each is checked, and put into its one printed form.

CNPJ and CPF by python-stdnum; the NUP by its own rule (Portaria Interministerial MJSP/MGI nº
11/2019). Every fault is raised through `fault`, so pydantic collects all of them.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError
from stdnum.br import cnpj as stdnum_cnpj
from stdnum.br import cpf as stdnum_cpf
from stdnum.exceptions import ValidationError as StdnumError

from document.charset import code_point, undrawable
from faults.validation import fault
from instruments.model import FOUND, STORED
from portuguese.placeholders import is_placeholder

UNUSED_AREAS = frozenset(
    {20, 23, 25, 26, 29, 30, 36, 39, 40, 50, 52, 56, 57, 58, 59, 60, 70, 72, 76, 78, 80, 90}
)
AREA_CODES = frozenset(str(code) for code in range(11, 100) if code not in UNUSED_AREAS)
"""Códigos nacionais (DDD) in use, by Anatel's numbering plan."""


WHITE_SPACE = re.compile(r"[\t\n\r \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
"""What folds into one space. Separators that are control characters stay, and are refused."""


def _one_line(text: str) -> str:
    return WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def _paragraphs(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


def check_characters(text: str) -> str:
    """The text, if the documents can show it. Names the code point and the place otherwise."""
    wrong = undrawable(text)
    if wrong:
        place, character = wrong[0]
        more = f" e mais {len(wrong) - 1}" if len(wrong) > 1 else ""
        raise fault(
            "caractere-recusado",
            f"o caractere {code_point(character)}, na {_position(text, place)}{more}, não pode "
            "constar de um documento.",
            "Apague-o ou troque-o por uma letra comum.",
        )
    return text


def _position(text: str, place: int) -> str:
    before = unicodedata.normalize("NFC", text)[: place - 1]
    if "\n" not in before:
        return f"posição {place}"
    return f"linha {before.count(chr(10)) + 1}, posição {place - before.rindex(chr(10)) - 1}"


def _digits(text: str, marks: str) -> str:
    """The digits of a text that holds only digits and these marks; "" when it holds any other.

    Dropping whatever is not a digit would turn a wrong number into another number.
    """
    digits = text.translate(dict.fromkeys(map(ord, marks)))
    return digits if digits.isascii() and digits.isdecimal() else ""


def check_cnpj(text: str) -> str:
    """`14.921.092/0001-57` or `12.ABC.345/01DE-35` (alphanumeric, IN RFB nº 2.229/2024)."""
    try:
        compact = stdnum_cnpj.validate(text.upper())
    except StdnumError as error:
        raise fault(
            "cnpj-invalido",
            f"o CNPJ “{text}” não confere com os dígitos verificadores.",
            "Confira o número no cartão do CNPJ.",
            "IN RFB nº 2.229/2024",
        ) from error
    return str(stdnum_cnpj.format(compact))


def check_cpf(text: str) -> str:
    """`529.982.247-25`. Refuses repeated digits, which pass the check digits."""
    digits = _digits(text, " .-–")
    if len(set(digits)) < 2 or not stdnum_cpf.is_valid(digits):
        raise fault(
            "cpf-invalido",
            "o CPF não confere com os dígitos verificadores.",
            "Confira o número; o CPF é opcional e pode ficar em branco.",
        )
    return str(stdnum_cpf.format(digits))


def mask_cpf(cpf: str) -> str:
    """`***.982.247-**`: what a public document may show (Parecer AGU nº 1/2021/CONJUR-CGU)."""
    return f"***{cpf[3:-2]}**"


_CPF_IN_TEXT = re.compile(r"(?<!\w)(\d{3}\.\d{3}\.\d{3}-\d{2}|\d{11})(?!\w)")


def mask_cpfs(text: str) -> str:
    """A text with every CPF in it masked: whatever is written like one, and eleven digits that
    check as one."""

    def hidden(found: re.Match[str]) -> str:
        digits = found[0]
        if digits.isdecimal() and not stdnum_cpf.is_valid(digits):
            return digits
        return mask_cpf(str(stdnum_cpf.format(digits)))

    return _CPF_IN_TEXT.sub(hidden, text)


def nup_check_digits(fifteen: str) -> str:
    """The two check digits of a 17-digit NUP from its first 15 digits (modulo 11)."""

    def digit(body: str) -> str:
        total = sum(int(d) * weight for weight, d in enumerate(reversed(body), 2))
        value = 11 - total % 11
        return str(value - 10 if value > 9 else value)

    first = digit(fifteen)
    return first + digit(fifteen + first)


def check_nup(text: str) -> str:
    """`08012.002734/2023-09`, or the 21-digit form, with right check digits."""
    digits = _digits(text, " ./-–")
    if len(digits) == 17 and nup_check_digits(digits[:15]) == digits[15:]:
        return f"{digits[:5]}.{digits[5:11]}/{digits[11:15]}-{digits[15:]}"
    if len(digits) == 21 and 98 - int(digits[:19] + "00") % 97 == int(digits[19:]):
        return f"{digits[:7]}.{digits[7:15]}/{digits[15:19]}-{digits[19:]}"
    raise fault(
        "nup-invalido",
        f"o número de processo “{text}” não confere com os dígitos verificadores.",
        "Copie o NUP do SEI, no formato 00000.000000/0000-00.",
        "Portaria Interministerial nº 11/2019",
    )


@lru_cache(maxsize=4096)
def check_email(text: str) -> str:
    """An address as the standards write it; nothing is sent or looked up."""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise fault(
            "email-invalido", f"“{text}” não é um e-mail.", "Escreva como nome@orgao.gov.br."
        ) from error


def check_phone(text: str) -> str:
    """`(65) 3611-0600`, `0800 ...` or an international number that starts with +."""
    digits = _digits(text.removeprefix("+"), " ()-.–")
    from_home = digits.startswith("55") or not text.startswith("+")
    if not from_home and 8 <= len(digits) <= 15:
        return text
    local = digits.removeprefix("55") if text.startswith("+") else digits
    if local.startswith("0800") and len(local) in (10, 11):
        return f"{local[:4]} {local[4:7]} {local[7:]}"
    if len(local) in (10, 11) and local[:2] in AREA_CODES and (len(local) == 10 or local[2] == "9"):
        return f"({local[:2]}) {local[2:-4]}-{local[-4:]}"
    raise fault(
        "telefone-invalido",
        f"“{text}” não é um telefone com DDD.",
        "Escreva como (65) 3611-0600 ou, no exterior, +54 11 4321-0000.",
    )


def check_cep(text: str) -> str:
    """`78049-921`."""
    digits = _digits(text, " .-–")
    if len(digits) != 8:
        raise fault("cep-invalido", f"o CEP “{text}” não tem oito algarismos.", "Confira o CEP.")
    return f"{digits[:5]}-{digits[5:]}"


def check_filled(text: str) -> str:
    """A text that says something: “A DEFINIR” or XXX would be drafted, signed and published."""
    if is_placeholder(text):
        raise fault(
            "dado-por-preencher",
            f"“{text}” marca o lugar de um dado que falta.",
            "Escreva o dado ou deixe o campo em branco: a minuta não mostra o que falta.",
        )
    return text


def check_named(text: str) -> str:
    """The same of who signs, named in every instrument (Lei nº 14.133/2021, art. 89, § 1º)."""
    if is_placeholder(text):
        raise fault(
            "dado-por-preencher",
            f"“{text}” marca o lugar de um dado que falta.",
            "Espere a nomeação ou escreva o substituto ou interino, se é ele quem vai assinar.",
            "Lei nº 14.133/2021, art. 89, § 1º (por analogia)",
        )
    return text


Check = Callable[[str], str]


def _checked(check: Check) -> AfterValidator:
    """A check that refuses what people write, and keeps what an imported agreement says.

    What is stored was either checked when it came in, or told as a finding then.
    """

    def checked(value: str, info: ValidationInfo) -> str:
        try:
            return check(value)
        except PydanticCustomError:
            if info.context in (FOUND, STORED):
                return value
            raise

    return AfterValidator(checked)


def _blank_is_absent(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400),
    BeforeValidator(lambda value: _one_line(value) if isinstance(value, str) else value),
    AfterValidator(check_characters),
]
"""A text of one line that documents can show; white space folded."""

Prose = Annotated[
    str,
    StringConstraints(min_length=1, max_length=20_000),
    BeforeValidator(lambda value: _paragraphs(value) if isinstance(value, str) else value),
    AfterValidator(check_characters),
]
"""Paragraphs in the small Markdown of plans."""

Statement = Annotated[
    str,
    StringConstraints(min_length=1, max_length=4_000),
    BeforeValidator(
        lambda value: _one_line(value).rstrip(" .;") if isinstance(value, str) else value
    ),
    AfterValidator(check_characters),
]
"""A sentence or several that a text works in and closes with its own full stop."""

BLANK_IS_ABSENT = BeforeValidator(_blank_is_absent)
OptionalProse = Annotated[Prose | None, BLANK_IS_ABSENT]
OptionalStatement = Annotated[Statement | None, BLANK_IS_ABSENT]
OptionalLine = Annotated[Line | None, BLANK_IS_ABSENT]
Filled = Annotated[Line, _checked(check_filled)]
Named = Annotated[Line, _checked(check_named)]
OptionalFilled = Annotated[Filled | None, BLANK_IS_ABSENT]
Cnpj = Annotated[Line, _checked(check_cnpj)]
Cpf = Annotated[Line, _checked(check_cpf)]
Nup = Annotated[Line, _checked(check_nup)]
Email = Annotated[Line, _checked(check_email)]
Phone = Annotated[Line, _checked(check_phone)]
Cep = Annotated[Line, _checked(check_cep)]
OptionalCnpj = Annotated[Cnpj | None, BLANK_IS_ABSENT]
OptionalCpf = Annotated[Cpf | None, BLANK_IS_ABSENT]
OptionalNup = Annotated[Nup | None, BLANK_IS_ABSENT]
OptionalEmail = Annotated[Email | None, BLANK_IS_ABSENT]
OptionalPhone = Annotated[Phone | None, BLANK_IS_ABSENT]
OptionalCep = Annotated[Cep | None, BLANK_IS_ABSENT]
