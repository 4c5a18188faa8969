"""Names as legal texts write them: which capitals are an institution, which a person, and in which
letters a record keeps them.

Nothing is known of the names themselves: the words around them decide (“o Senhor”, “inscrito no
CNPJ”), and the words that institutions begin with.
"""

import re
from functools import lru_cache

from portuguese.parsing import bare

SMALL = frozenset({"de", "da", "do", "das", "dos", "e", "a", "o", "as", "os", "em", "no", "na"})
INSTITUTION = re.compile(
    r"(?:uniao|ministerio|secretaria|defensoria|tribunal|procuradoria|instituto|fundacao|agencia"
    r"|universidade|municipio|estado|prefeitura|conselho|autoridade|banco|empresa|associacao|camara"
    r"|senado|assembleia|procon|companhia|servico|superintendencia|departamento|controladoria"
    r"|advocacia|policia|comissao|federacao|confederacao|sociedade|centro|escola|receita|junta"
    r"|ordem|orgao|republica|governo|distrito|casa|caixa|colegio|corregedoria|ouvidoria|consorcio"
    r"|direcao|diretoria|coordenadoria|coordenacao|subsecretaria|nucleo|sindicato|cooperativa)\b"
)
KINDS: tuple[tuple[str, str], ...] = (
    (r"ministerio publico", "ministerio_publico"),
    (r"defensoria publica", "defensoria_publica"),
    (r"tribunal de justica", "tribunal_de_justica"),
    (r"agencia|autarquia reguladora", "agencia_reguladora"),
    (r"procon.*municip|municip.*procon", "procon_municipal"),
    (r"procon|protecao e defesa do consumidor", "procon_estadual"),
    (r"^uniao\b|\bsecretaria nacional\b|^ministerio d", "uniao"),
)
"""What a name says of the kind of institution; the first that fits."""

CAPITALS = r"[A-ZÀ-ÖØ-Þ]"
_LETTERS = "[A-ZÀ-ÖØ-Þ'’.&º-]"
_LINK = "(?:d[aeo]s?|e|em|à|ao|para)"
_LINK_UPPER = "(?:d[aeo]s?|e|em|D[AEO]S?|E|EM|À|AO|para|PARA)"
UPPER_RUN = re.compile(
    rf"(?<!\w){CAPITALS}{_LETTERS}*"
    rf"(?:[ ]+(?:[-\u2010-\u2015\u2212][ ]+)?(?:{_LINK_UPPER}[ ]+)*{CAPITALS}{_LETTERS}+)*"
)
TITLE_RUN = re.compile(
    rf"(?<!\w){CAPITALS}[\wÀ-ÿ'’-]+(?:[ ]+(?:{_LINK}[ ]+)*{CAPITALS}[\wÀ-ÿ'’.-]*)*"
)
_WORD = re.compile(r"[^\W\d_]+")
"""What has one capital: each part of GUARDA-CHUVA and of D'ÁVILA."""

PERSON_BEFORE = re.compile(
    r"(?:senhora?|prof(?:essora?|\.)?|sr\.?ª?a?\.?|sra\.?|dra?\.?|doutora?|excelentissim[oa]s?|exm[oa]\.?|secretari[oa]"
    r"|promotora?|procuradora?[\w -]*|diretora?[\w -]*|presidente|ministr[oa]|coordenadora?[\w -]*"
    r"|juiza?|desembargadora?|prefeit[oa]|governadora?|reitora?)\s*,?\s*$"
)


def titled(name: str) -> str:
    """A name in capitals as a record keeps it; one that is not in capitals stays.

    >>> titled("MINISTÉRIO PÚBLICO DO ESTADO DE MATO GROSSO")
    'Ministério Público do Estado de Mato Grosso'
    >>> titled("MARCELO D'ÁVILA")
    "Marcelo D'Ávila"
    """
    letters = [letter for letter in name if letter.isalpha()]
    if not letters or sum(letter.isupper() for letter in letters) < 0.8 * len(letters):
        return name
    parts = name.split(" ")
    middle = {"PARA"} if parts[-1] != "PARA" else frozenset()  # written without accent: Pará
    words = []
    for place, word in enumerate(parts):
        if place and (word.lower() in SMALL or word in middle):
            words.append(word.lower())
        elif "." in word.strip("."):
            words.append(word)  # CONSUMIDOR.GOV.BR
        else:
            words.append(_WORD.sub(lambda part: part[0][:1].upper() + part[0][1:].lower(), word))
    return " ".join(words)


def is_institution(name: str) -> bool:
    """Whether a name begins as the names of institutions do."""
    return INSTITUTION.match(bare(name)) is not None


@lru_cache(maxsize=4096)
def kind_of_party(name: str) -> str:
    """The kind of partner that a name tells of; `outro` when it tells none."""
    words = bare(name)
    return next((kind for pattern, kind in KINDS if re.search(pattern, words)), "outro")


def sphere_of(name: str, kind: str) -> str:
    """The sphere that a name and its kind tell of."""
    words = bare(name)
    if kind == "uniao" or re.search(r"\b(?:federal|uniao|nacional|da republica)\b", words):
        return "distrital" if "distrito federal" in words and kind != "uniao" else "federal"
    if re.search(r"\bdistrito federal\b", words):
        return "distrital"
    if re.search(r"\bmunicip|\bprefeitura\b", words):
        return "municipal"
    return "estadual" if kind != "outro" or "estado" in words else "privada"


FEMININE = re.compile(
    r"(?:uniao|secretaria|defensoria|procuradoria|fundacao|agencia|universidade|prefeitura"
    r"|autoridade|empresa|associacao|camara|assembleia|companhia|superintendencia|controladoria"
    r"|advocacia|policia|comissao|federacao|confederacao|sociedade|escola|receita|junta|ordem"
    r"|republica|casa|caixa|corregedoria|ouvidoria|direcao|diretoria|coordenadoria|coordenacao"
    r"|subsecretaria|cooperativa)\b"
)


FEMININE_ROLE = re.compile(r"[\w-]*?(?:tora|dora|sora|aria|nistra|feita|eita)(?:-|\b)")
"""A role that only a woman has by its form."""


def gender_of_party(name: str) -> str:
    """`f` or `m`, by the first word of an institution's name."""
    return "f" if FEMININE.match(bare(name)) else "m"


def same_name(one: str, other: str) -> bool:
    """Whether two writings are of one name: words only, without accents and small words."""
    return name_key(one) == name_key(other)


@lru_cache(maxsize=8192)
def name_key(name: str) -> tuple[str, ...]:
    """The words that tell a name apart."""
    return tuple(word for word in re.findall(r"[a-z0-9]+", bare(name)) if word not in SMALL)
