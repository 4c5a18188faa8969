"""What the parsers of YAML, JSON and Jinja complain about, in Portuguese.

They speak English only. What people run into is worded here; a complaint that is not in the tables
is left out, since the place and the remedy that stand beside it are in Portuguese and help more.
Each function gives ` (the reason)`, ready to follow a message, or "".
"""

import re
from collections.abc import Callable, Iterable

Words = str | Callable[[re.Match[str]], str]
Table = tuple[tuple[re.Pattern[str], Words], ...]


def _table(*rows: tuple[str, Words]) -> Table:
    return tuple((re.compile(pattern, re.S), words) for pattern, words in rows)


YAML = _table(
    (r"found character '\\t' that .*", "a linha é recuada com tabulação; use espaços"),
    (
        r"found character '(.+)' that .*",
        lambda found: f"um texto não começa com “{found[1]}”; ponha-o entre aspas",
    ),
    (r"could not find expected ':'", "faltam os dois-pontos depois da chave"),
    (r"sequence entries are not allowed here", "um item de lista (-) não cabe aqui"),
    (r"mapping keys are not allowed here", "uma chave não cabe aqui"),
    (
        r"mapping values are not allowed here",
        "há dois-pontos onde não cabem; ponha o texto entre aspas",
    ),
    (
        r"expected (?:a comment or a line break|chomping or indentation indicators), .*",
        "depois de “|” ou “>” o texto começa na linha seguinte",
    ),
    (
        r"expected escape sequence of .*|found unknown escape character .*",
        "a barra invertida não se usa assim entre aspas duplas; use aspas simples",
    ),
    (r"found unexpected (?:end of stream|document separator)", "as aspas não fecham"),
    (
        r"expected alphabetic or numeric character, .*",
        "um texto não começa com “&”, “*” nem “!”; ponha-o entre aspas",
    ),
    (r"expected '<document start>', .*", "há texto fora do lugar; confira o recuo"),
    (r"expected the node content, .*", "falta um valor"),
    (r"expected <block end>, .*", "o recuo desta linha não combina com o das anteriores"),
    (r"expected ',' or '([\]}])', .*", lambda found: f"falta uma vírgula ou “{found[1]}”"),
    (r"but found another document", "há mais de um documento (---) no arquivo"),
)
"""Complaints of PyYAML."""

JSON = _table(
    (r"Expecting value", "falta um valor"),
    (r"Expecting property name .*", "falta o nome de uma chave, entre aspas duplas"),
    (r"Expecting ':' delimiter", "faltam os dois-pontos depois da chave"),
    (r"Expecting ',' delimiter", "falta uma vírgula"),
    (r"Illegal trailing comma .*", "há uma vírgula a mais"),
    (r"Extra data", "há texto depois do fim"),
    (r"Unterminated string .*", "as aspas não fecham"),
    (r"Invalid control character.*", "há uma quebra de linha ou um sinal de controle entre aspas"),
    (r"Invalid \\.*", "a barra invertida não se usa assim"),
)
"""Complaints of the json module."""

_TOKENS = {
    "begin of print statement": "“{{”",
    "end of print statement": "“}}”",
    "begin of statement block": "“{%”",
    "end of statement block": "“%}”",
    "end of template": "o fim do texto",
    "template data / text": "texto",
    "name": "um nome",
    "string": "um texto entre aspas",
    "integer": "um número",
}


def _token(name: str) -> str:
    return _TOKENS.get(name, f"“{name}”")


JINJA = _table(
    (
        r"expected token '(.+)', got '(.+)'",
        lambda found: f"esperava {_token(found[1])} e encontrou {_token(found[2])}",
    ),
    (
        r"unexpected end of template, expected '(.+)'\.",
        lambda found: f"o texto acaba antes de {_token(found[1])}",
    ),
    (
        r"Unexpected end of template\..* that needs to be closed is '(\w+)'\.",
        lambda found: f"falta fechar “{{% {found[1]} %}}”",
    ),
    (
        r"Expected an expression, got '(.+)'",
        lambda found: f"falta algo antes de {_token(found[1])}",
    ),
    (
        r"unexpected '(.+)', expected '(.+)'",
        lambda found: f"encontrou “{found[1]}” onde devia estar “{found[2]}”",
    ),
    (r"unexpected 'end of template'", "o texto acaba antes da hora"),
    (
        r"unexpected (?:char )?'(.+?)'(?: at \d+)?",
        lambda found: f"{_token(found[1])} não cabe aqui",
    ),
    (r"Encountered unknown tag '(.+?)'\..*", lambda found: f"o comando “{found[1]}” não cabe aqui"),
    (r"No filter named '(.+?)'\..*", lambda found: f"o filtro “{found[1]}” não existe"),
    (r"No test named '(.+?)'\..*", lambda found: f"o teste “{found[1]}” não existe"),
    (r"Missing end of comment tag", "falta fechar um comentário"),
    (r"tag name expected", "falta um comando depois de “{%”"),
    (r"'(\w+)' is undefined", lambda found: f"o campo “{found[1]}” não existe"),
    (r"'.+' has no attribute '(.+)'", lambda found: f"o campo “{found[1]}” não existe"),
    (
        r"access to attribute '(.+)' of '.+' object is unsafe\.",
        lambda found: f"o campo “{found[1]}” não pode ser usado",
    ),
)
"""Complaints of Jinja, when it reads a template and when it fills it in."""


def yaml_reason(complaint: str | None) -> str:
    """Why PyYAML refuses a text."""
    return _reason(YAML, complaint)


def json_reason(complaint: str) -> str:
    """Why the json module refuses a text."""
    return _reason(JSON, complaint)


def jinja_reason(complaint: str | None) -> str:
    """Why Jinja refuses a template, or cannot fill it in."""
    return _reason(JINJA, complaint)


def _reason(table: Iterable[tuple[re.Pattern[str], Words]], complaint: str | None) -> str:
    for pattern, words in table:
        found = pattern.fullmatch(complaint or "")
        if found:
            return f" ({words if isinstance(words, str) else words(found)})"
    return ""
