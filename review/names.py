"""Names: of people and bodies, each written in one way."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reading.outline import Block
from review.people import Person, name_words
from review.rule import Hit, rule
from review.subject import Subject
from review.words import distance, fold, is_upper, quoted

MANUAL = "Manual de Redação da Presidência da República"


_PEOPLE = (
    "A UNIÃO, inscrita no CNPJ, neste ato representada por sua Secretária, a Senhora CLAIRE VOGEL "
    "DUTRA,"
    "\n\nANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\n"
)


@rule(
    "pessoa-em-duas-formas",
    "identidade",
    "aviso",
    meaning="O nome da mesma pessoa escrito de dois modos.",
    remedy="Confira a grafia no ato de designação e repita-a em todo o texto.",
    source="Lei nº 14.133/2021, art. 89, § 1º (por analogia)",
    wrong=_PEOPLE + "Nome do responsável: Clair Vogel Dutra",
    right=_PEOPLE + "Nome do responsável: Claire Vogel Dutra",
)
def people_in_two_forms(subject: Subject) -> Iterator[Hit]:
    """Names nearly equal to one that came before."""
    known: list[Person] = []
    for person in subject.people:
        same = next((one for one in known if _same_spelling(one.name, person.name)), None)
        if same is not None:
            continue
        near = next((one for one in known if alike(one.words, person.words)), None)
        if near is not None:
            told = f"{quoted(person.name)} aparece também como {quoted(near.name)}."
            yield Hit(person.block, person.start, person.end, told, key=fold(person.name))
        known.append(person)


def _same_spelling(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are those of one person: a few letters or a middle name apart."""
    if not one or not other:
        return False
    if one == other:
        return True  # the same letters, other accents
    if len(one) == len(other):
        total = sum(distance(first, second) for first, second in zip(one, other, strict=True))
        apart = sum(first != second for first, second in zip(one, other, strict=True))
        return apart == 1 and total <= 2 and len("".join(one)) >= 8
    shorter, longer = sorted((one, other), key=len)
    ends = shorter[0] == longer[0] and shorter[-1] == longer[-1]
    return ends and len(shorter) >= 2 and set(shorter) <= set(longer)


_BODY = re.compile(
    r"(?:Ministério|Secretaria|Procuradoria|Defensoria|Tribunal|Agência|Departamento|Coordenação|"
    r"Instituto|Conselho|Fundação|Universidade|Prefeitura|Município|Advocacia|Controladoria|"
    r"Autoridade|Câmara|Procon)"
    r"(?:[- ](?:(?:d[aeo]s?|e|para|à|às|ao)\s+(?:(?:d[aeo]s?)\s+)?)?[A-ZÀ-Þ][\w-]*){1,10}"
)


_PART_OF = re.compile(r"\s+d[ao]\s+(?=Ministério\b(?! Público))", re.I)


_GENERIC = frozenset(
    {
        "ministerio publico", "defensoria publica", "tribunal justica", "secretaria nacional",
        "secretaria estado", "procon estadual", "procon municipal", "agencia nacional",
        "agencia reguladora", "procuradoria geral", "secretaria executiva", "advocacia geral",
        "ministerio publico federal", "defensoria publica uniao", "conselho nacional",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    words: tuple[str, ...]
    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]


@rule(
    "orgao-em-duas-formas",
    "identidade",
    "aviso",
    meaning="O nome do mesmo órgão escrito de dois modos: incompleto, ou com letras trocadas.",
    remedy="Use o nome oficial inteiro, ou a forma curta que o preâmbulo definiu.",
    source="Lei Complementar nº 95/1998, art. 11, II, “b”",
    wrong=(
        "A SECRETARIA NACIONAL DO CONSUMIDOR, do MINISTÉRIO DA JUSTIÇA E SEGURANÇA PÚBLICA, "
        "inscrita no CNPJ.\n\nA Secretaria é órgão do Ministério da Justiça."
    ),
    right=(
        "A SECRETARIA NACIONAL DO CONSUMIDOR, do MINISTÉRIO DA JUSTIÇA E SEGURANÇA PÚBLICA, "
        "inscrita no CNPJ.\n\nA Secretaria é órgão do Ministério da Justiça e Segurança Pública."
    ),
)
def bodies_in_two_forms(subject: Subject) -> Iterator[Hit]:
    """Names of bodies against the longest form of each in the preamble and the letterhead."""
    official = _official(subject)
    aliases = {alias for party in subject.parties for alias in party.known_as}
    for block in subject.drafted:
        for named in _bodies(block) if block.kind != "signatario" else ():
            if named.words in official or " ".join(named.words) in _GENERIC:
                continue
            if fold(named.text) in aliases:
                continue
            full = _meant(named.words, official)
            if full is not None:
                told = (
                    f"{quoted(named.text)} é nome incompleto ou diverso "
                    f"de {quoted(official[full])}."
                )
                yield Hit(block, named.start, named.end, told, key=fold(named.text))


def _official(subject: Subject) -> dict[tuple[str, ...], str]:
    """The names that the preamble gives in full, by their words; the longest of each family."""
    found: dict[tuple[str, ...], str] = {}
    for party in subject.parties:
        name = _PART_OF.split(party.name)[0]
        found[name_words(name)] = name
    for block in subject.preamble:
        for named in _bodies(block):
            found.setdefault(named.words, " ".join(named.text.split()))
    for words in list(found):
        if any(other[: len(words)] == words and other != words for other in found):
            del found[words]
    return found


def _bodies(block: Block) -> Iterator[_Named]:
    """The names of bodies in a block, capitals or not."""
    text = block.text
    if is_upper(text) or re.search(r"[A-ZÀ-Þ]{6,}", text):
        for hit in re.finditer(rf"\b(?:{_UPPER_HEADS})\b(?:\s+[A-ZÀ-Þ][A-ZÀ-Þ-]*)+", text):
            words = name_words(_without_tail(hit[0]))
            size = len(_without_tail(hit[0]))
            yield _Named(words, block, hit.start(), hit.start() + size)
    for hit in _BODY.finditer(text):
        if is_upper(hit[0]):
            continue
        # “Secretaria Nacional do Consumidor do Ministério da Justiça” names two bodies.
        begins = [hit.start(), *(hit.start() + one.end() for one in _PART_OF.finditer(hit[0]))]
        ends = [*(hit.start() + one.start() for one in _PART_OF.finditer(hit[0])), hit.end()]
        for begin, end in zip(begins, ends, strict=True):
            yield _Named(name_words(text[begin:end]), block, begin, end)


_UPPER_HEADS = (
    "MINISTÉRIO|SECRETARIA|PROCURADORIA|DEFENSORIA|TRIBUNAL|AGÊNCIA|DEPARTAMENTO|INSTITUTO|CONSELHO"
    "|FUNDAÇÃO|UNIVERSIDADE|PREFEITURA|ADVOCACIA|CONTROLADORIA"
)


def _without_tail(name: str) -> str:
    """A name in capitals without the next party that an “E O” ties to it."""
    cut = re.split(r"\s+E\s+[OA]S?\s+|\s+PARA\s+|\s+[EA]$", _PART_OF.split(name)[0])[0]
    return cut.rstrip(" -")


def _meant(words: tuple[str, ...], official: dict[tuple[str, ...], str]) -> tuple[str, ...] | None:
    """The full name that an incomplete or misspelt one stands for."""
    for full in official:
        if len(words) >= 2 and len(words) < len(full) and full[: len(words)] == words:
            return full
        if len(words) == len(full) and len(full) > 2:
            apart = [(one, other) for one, other in zip(words, full, strict=True) if one != other]
            if len(apart) == 1 and distance(*apart[0]) <= 2 and len(apart[0][0]) > 3:
                return full
        if len(full) > 3 and len(words) > 2 and words[0] == full[0] and words[-1] == full[-1]:
            missing = len(set(full) - set(words))
            if (
                words != full
                and len(words) < len(full)
                and missing <= 2
                and set(words) <= set(full)
            ):
                return full
    return None


_MIXED = re.compile(r"(?<![\w@./])[A-Z][A-Za-zÀ-ÿ]*[a-zà-ÿ][A-Za-zÀ-ÿ]*(?![\w@/])")


@rule(
    "sigla-em-duas-formas",
    "identidade",
    "nota",
    meaning="A mesma sigla em maiúsculas e em minúsculas: SENACON e Senacon.",
    remedy="Use a forma definida no preâmbulo.",
    source=MANUAL,
    wrong=(
        "A UNIÃO, doravante denominada SENACON, inscrita no CNPJ.\n\nCabe à Senacon publicar o "
        "extrato."
    ),
    right=(
        "A UNIÃO, doravante denominada SENACON, inscrita no CNPJ.\n\nCabe à SENACON publicar o "
        "extrato."
    ),
)
def acronyms_in_two_forms(subject: Subject) -> Iterator[Hit]:
    """An acronym in capitals somewhere and otherwise elsewhere; names of sites too."""
    capitals = subject.acronyms
    sites: Counter[str] = Counter()
    for block in subject.drafted:
        sites.update(hit[0] for hit in _SITE.finditer(block.text) if not is_upper(block.text))
    for block in subject.drafted:
        for hit in _MIXED.finditer(block.text):
            if hit[0].upper() in capitals and not _is_address(block.text, hit.start()):
                told = f"{quoted(hit[0])} aparece também como {quoted(hit[0].upper())}."
                yield Hit(block, *hit.span(), told, key=hit[0])
        if is_upper(block.text):
            continue
        for hit in _SITE.finditer(block.text):
            usual = max(
                (name for name in sites if name.lower() == hit[0].lower()), key=sites.__getitem__
            )
            if hit[0] != usual and sites[hit[0]] < sites[usual]:
                told = f"{quoted(hit[0])} aparece também como {quoted(usual)}."
                yield Hit(block, *hit.span(), told, key=hit[0])


_SITE = re.compile(r"(?<![\w@/.])[A-Za-z]+(?:\.[A-Za-z]+)*\.(?:GOV|gov)\.(?:BR|br)\b")


def _is_address(text: str, place: int) -> bool:
    begin = text.rfind(" ", 0, place) + 1
    end = text.find(" ", place)
    word = text[begin : end if end > 0 else len(text)]
    return "@" in word or "://" in word or "www." in word.lower()


_EMAIL = re.compile(r"\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)\b")


@rule(
    "email-nao-condiz",
    "identidade",
    "aviso",
    meaning="E-mail com o nome de uma pessoa que não condiz com o nome escrito ao lado.",
    remedy="Confirme com a pessoa qual dos dois está certo.",
    source=MANUAL,
    wrong=(
        "ANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nResponsável: Grayce Ruiz Reich\n\n"
        "E-mail: grayce.rech@exemplo.mp.br"
    ),
    right=(
        "ANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nResponsável: Grayce Ruiz Reich\n\n"
        "E-mail: grayce.reich@exemplo.mp.br"
    ),
)
def emails_of_others(subject: Subject) -> Iterator[Hit]:
    """`first.last@` where somebody has that first name and no such last one."""
    by_first = {person.words[0]: person for person in reversed(subject.people) if person.words}
    for block in subject.drafted:
        for hit in _EMAIL.finditer(block.text):
            parts = [fold(part) for part in re.split(r"[._-]", hit[1]) if part.isalpha()]
            if len(parts) < 2 or parts[0] not in by_first:
                continue
            names = {word for person in subject.people for word in person.words}
            wrong = [part for part in parts[1:] if part not in names and len(part) > 2]
            if wrong:
                person = by_first[parts[0]]
                told = f"o e-mail {hit[0]} não condiz com o nome {quoted(person.name)}."
                yield Hit(block, *hit.span(), told, key=hit[0])
