"""The gender and number of the parties and of those who represent them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reading.yaml_text import read_mapping
from review.grammar import MANUAL
from review.parties import Party
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, quoted

NAMES = Path(__file__).parent / "data" / "prenomes.yaml"

_OF_PARTY = re.compile(
    r"\b(?:inscrit|situad|sediad|representad|denominad|registrad|estabelecid|constituid|criad|"
    r"qualificad|vinculad)(?P<ending>[oa])(?P<plural>s?)\b"
)


_TREATMENT = re.compile(
    r"(?:\b(?P<article>[oa])\s+|(?<=,)\s+)(?P<word>senhora?|sra?\.|doutora?|dra?\.|"
    r"excelentissim[oa]\s+senhora?)\s+(?=(?P<name>[a-z]+)\s+[a-z])"
)
_ORGAN = re.compile(r"\b(?:por\s+(?:intermedio|meio)|atraves)\s+d(?P<article>[oa])\s")
"""The organ through which a party acts: what follows may agree with it as well."""


_OF_PERSON = re.compile(
    r"\b(?:inscrit|designad|nomead|portador|brasileir|casad|solteir|divorciad|residente e "
    r"domiciliad|domiciliad|empossad|eleit|reconduzid)(?P<ending>o|a|(?<=portador))(?P<plural>s?)\b"
)


@rule(
    "genero-da-parte",
    "gramatica",
    "aviso",
    meaning="Palavra que não concorda com o gênero da parte: “a União, inscrito”. O que vem depois "
    "de “por intermédio da Secretaria” pode concordar com ela.",
    remedy="Acerte a concordância com o nome da parte.",
    source=MANUAL,
    wrong=(
        "e a DEFENSORIA PÚBLICA DO ESTADO DO PARÁ, inscrito no CNPJ, neste ato representada por "
        "sua "
        "Defensora Pública-Geral,"
    ),
    right=(
        "e a DEFENSORIA PÚBLICA DO ESTADO DO PARÁ, inscrita no CNPJ, neste ato representada por "
        "sua "
        "Defensora Pública-Geral,"
    ),
)
def gender_of_party(subject: Subject) -> Iterator[Hit]:
    """Participles between the name of a party and that of its representative."""
    for party in subject.parties:
        text = fold(party.text)
        person = _TREATMENT.search(text)
        for hit in _OF_PARTY.finditer(text, 0, person.start() if person else len(text)):
            genders = {party.feminine, *_organ(text, hit.start())}
            if (hit["ending"] == "a") not in genders and not _of_another(text, hit, party):
                start = party.start + hit.start()
                word = party.block.text[start : party.start + hit.end()]
                told = f"{quoted(word)} não concorda com {quoted(f'{party.article} {party.name}')}."
                yield Hit(party.block, start, party.start + hit.end(), told)


def _organ(text: str, until: int) -> Iterator[bool]:
    """Whether the last organ named before a place is feminine; nothing when there is none."""
    organs = [hit["article"] == "a" for hit in _ORGAN.finditer(text, 0, until)]
    yield from organs[-1:]


def _of_another(text: str, hit: re.Match[str], party: Party) -> bool:
    """Whether the word belongs to something named between: “órgão vinculado à Secretaria”."""
    before = text[: hit.start()].rsplit(",", 1)[-1].split()
    return (
        bool(before)
        and before[0] not in ("neste", "ora", "doravante", "aqui")
        and len(before) > 0
        and not before[0].endswith("mente")
        and before[-1] not in ("e", "neste", "ato", "aqui")
    )


@rule(
    "genero-do-representante",
    "gramatica",
    "aviso",
    meaning="Tratamento, cargo ou particípio que não concorda com o gênero de quem representa a "
    "parte, ou tratamento que desmente o prenome: “o Senhor MARIA”.",
    remedy="Acerte a concordância com a pessoa.",
    source=MANUAL,
    wrong=(
        "A UNIÃO, inscrita no CNPJ, neste ato representada por seu Secretário, a Senhora ANA LIMA "
        "REIS, designado por Portaria,"
    ),
    right=(
        "A UNIÃO, inscrita no CNPJ, neste ato representada por sua Secretária, a Senhora ANA LIMA "
        "REIS, designada por Portaria,"
    ),
)
def gender_of_person(subject: Subject) -> Iterator[Hit]:
    """What stands around “o Senhor” or “a Senhora”, in each qualification."""
    for party in subject.parties:
        text = fold(party.text)
        person = _TREATMENT.search(text)
        if person is None:
            continue
        feminine = bool(re.match(r"senhora|sra|doutora|dra|excelentissima", person["word"]))
        name = _name(party, person)
        given = person["name"]
        if given in given_names()["f" if not feminine else "m"]:
            whole = party.text[person.start("word") : person.end("name")]
            yield _told(
                party,
                *person.span("word"),
                f"{quoted(whole)}: o tratamento não concorda com o nome.",
            )
        if person["article"] and (person["article"] == "a") != feminine:
            yield _told(
                party, person.start(), person.end(), f"{quoted(name)} não concorda em gênero."
            )
        yield from _role(party, text, person, feminine)
        next_organ = _ORGAN.search(text, person.end())
        until = next_organ.start() if next_organ else len(text)
        for hit in _OF_PERSON.finditer(text, person.end(), until):
            if text.startswith((" no cnpj", " no cadastro nacional da pessoa"), hit.end()):
                continue  # the party again, behind its representative
            if (hit[0].rstrip("s").endswith("a")) != feminine:
                word = party.text[hit.start() : hit.end()]
                message = f"{quoted(word)} não concorda com {quoted(name)}."
                yield _told(party, hit.start(), hit.end(), message)


_ROLE = re.compile(r"\b(?:por|pel[oa])\s+(?:(?P<own>seu|sua)\s+)?(?P<role>[a-z]+)")


_ORGANS = re.compile(
    r"(?:Secretaria|Prefeitura|Presid[êe]ncia|Superintend[êe]ncia|C[âa]mara|Portaria|Lei|Decreto|Ato"
    r"|\w+doria|Diretoria)",
    re.I,
)
"""What acts, but is no office: “pela Secretaria de Saúde, por seu Secretário”."""

_EPICENE = frozenset(
    ["presidente", "dirigente", "gerente", "chefe", "representante", "titular", "regente"]
)


@cache
def given_names() -> dict[str, frozenset[str]]:
    """First names that only women (`f`) or only men (`m`) bear, folded; see the file."""
    rows = read_mapping(NAMES)
    return {gender: frozenset(str(row).split()) for gender, row in rows.items()}


def _role(party: Party, text: str, person: re.Match[str], feminine: bool) -> Iterator[Hit]:
    """The possessive and the first word of the role against the treatment."""
    at = text.find("representad")
    hits = _ROLE.finditer(text, at, person.start()) if at >= 0 else iter(())
    hit = next(
        (one for one in hits if not _ORGANS.fullmatch(party.text[slice(*one.span("role"))])), None
    )
    if hit is None:
        return
    role = hit["role"]
    if hit["own"] and (hit["own"] == "sua") != feminine:
        word = party.text[hit.start("own") : hit.end("own")]
        yield _told(
            party,
            *hit.span("own"),
            f"{quoted(word)} não concorda com {quoted(_name(party, person))}.",
        )
    looks_feminine = role.endswith("a")
    looks_masculine = role.endswith(("o", "or", "iz"))
    if role not in _EPICENE and (looks_feminine or looks_masculine) and looks_feminine != feminine:
        word = party.text[hit.start("role") : hit.end("role")]
        yield _told(
            party,
            *hit.span("role"),
            f"o cargo {quoted(word)} não concorda com {quoted(_name(party, person))}.",
        )


def _name(party: Party, person: re.Match[str]) -> str:
    """“o Senhor”, or “Senhor” without the article."""
    start = person.start("article") if person["article"] else person.start("word")
    return party.text[start : person.end("word")]


def _told(party: Party, start: int, end: int, message: str) -> Hit:
    return Hit(party.block, party.start + start, party.start + end, message)


_SINGULAR = (
    r"(?:obriga-se|compromete-se|devera|podera|observara|respondera|designara|executara|realizara|"
    r"cumprira|promovera|adotara|divulgara|garantira|assegurara|indicara|comunicara|solicitara|"
    r"resolve|declara|assina|cabera\b(?=.{0,3}$)|fica|deve|pode)\b(?!-)"
)


_PLURAL = (
    r"(?:obrigam-se|comprometem-se|deverao|poderao|observarao|responderao|designarao|executarao|"
    r"realizarao|cumprirao|promoverao|adotarao|divulgarao|garantirao|assegurarao|indicarao|"
    r"comunicarao|solicitarao|resolvem|declaram|assinam|ficam|devem|podem)\b"
)


_ARTICLE = re.compile(
    r"\b(?:(?:os|aos|dos|pelos|nos)\s+(?:participe|acordo|instrumento|orgao)"
    r"|(?:o|ao|do|pelo)\s+participes|(?:as|pelas|das)\s+(?:parte|entidade|clausula))\b(?!\s*[/(-])"
)
"""An article of one number before a noun of the other."""

_NUMBER = re.compile(
    rf"(?<![a-z] )\b(?P<many>(?:os|ambos os)\s+participes|as\s+partes)\s+(?P<one>{_SINGULAR})"
    r"|(?<!dos )(?<!cada )\b(?P<single>o\s+participe|cada\s+participe"
    rf"|cada\s+parte)\s+(?P<all>{_PLURAL})"
)


@rule(
    "numero-das-partes",
    "gramatica",
    "aviso",
    meaning="Verbo ou artigo no singular com as partes no plural, ou o contrário: “os partícipes "
    "obriga-se”, “os partícipe”.",
    remedy="Acerte o número do verbo ou do nome.",
    source=MANUAL,
    wrong="Os partícipes deverá comunicar o incidente, e os partícipe zelarão pela rede.",
    right="Os partícipes deverão comunicar o incidente, e os partícipes zelarão pela rede.",
)
def number_of_parties(subject: Subject) -> Iterator[Hit]:
    """The verb right behind “os partícipes” or “cada partícipe”, and the article before them."""
    for block in subject.prose:
        for hit in re.finditer(_NUMBER, fold(block.text)):
            before = fold(block.text[max(0, hit.start() - 8) : hit.start()]).split()
            if before and before[-1] in ("entre", "dos", "por", "com", "para", "a", "de", "e"):
                continue
            shown = block.text[hit.start() : hit.end()]
            yield Hit(block, *hit.span(), f"sujeito e verbo não concordam em {quoted(shown)}.")
        for hit in _ARTICLE.finditer(fold(block.text)):
            shown = block.text[hit.start() : hit.end()]
            yield Hit(block, *hit.span(), f"artigo e substantivo não concordam em {quoted(shown)}.")
