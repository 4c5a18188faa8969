"""Grammar: the gender and number of the parties, and the slips that drafts of agreements repeat."""

import re
from collections.abc import Iterator

from review.parties import Party
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, quoted

MANUAL = "Manual de Redação da Presidência da República"

_OF_PARTY = re.compile(
    r"\b(?:inscrit|situad|sediad|representad|denominad|registrad|estabelecid|constituid|criad|"
    r"qualificad|vinculad)(?P<ending>[oa])(?P<plural>s?)\b"
)
_TREATMENT = re.compile(
    r"\b(?P<article>[oa])\s+(?P<word>senhora?|sra?\.|doutora?|dra?\.|"
    r"excelentissim[oa]\s+senhora?)\s"
)
_OF_PERSON = re.compile(
    r"\b(?:inscrit|designad|nomead|portador|brasileir|casad|solteir|divorciad|residente e "
    r"domiciliad|domiciliad|empossad|eleit|reconduzid)(?P<ending>o|a|(?<=portador))(?P<plural>s?)\b"
)


@rule(
    "genero-da-parte",
    "gramatica",
    "aviso",
    meaning="Palavra que não concorda com o gênero da parte: “a União, inscrito”.",
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
            if (hit["ending"] == "a") != party.feminine and not _of_another(text, hit, party):
                start = party.start + hit.start()
                word = party.block.text[start : party.start + hit.end()]
                told = f"{quoted(word)} não concorda com {quoted(f'{party.article} {party.name}')}."
                yield Hit(party.block, start, party.start + hit.end(), told)


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
    "parte.",
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
        name = party.text[person.start() : person.end()].strip()
        if (person["article"] == "a") != feminine:
            yield _told(
                party, person.start(), person.end(), f"{quoted(name)} não concorda em gênero."
            )
        yield from _role(party, text, person, feminine)
        for hit in _OF_PERSON.finditer(text, person.end()):
            if (hit[0].rstrip("s").endswith("a")) != feminine:
                word = party.text[hit.start() : hit.end()]
                message = f"{quoted(word)} não concorda com {quoted(name)}."
                yield _told(party, hit.start(), hit.end(), message)


_ROLE = re.compile(r"\b(?:por|pel[oa])\s+(?:(?P<own>seu|sua)\s+)?(?P<role>[a-z]+)")
_EPICENE = frozenset(
    ["presidente", "dirigente", "gerente", "chefe", "representante", "titular", "regente"]
)


def _role(party: Party, text: str, person: re.Match[str], feminine: bool) -> Iterator[Hit]:
    """The possessive and the first word of the role against the treatment."""
    at = text.find("representad")
    hit = _ROLE.search(text, at, person.start()) if at >= 0 else None
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
    looks_feminine = role.endswith("a") and role not in ("prefeitura",)
    looks_masculine = role.endswith(("o", "or", "iz"))
    if role not in _EPICENE and (looks_feminine or looks_masculine) and looks_feminine != feminine:
        word = party.text[hit.start("role") : hit.end("role")]
        yield _told(
            party,
            *hit.span("role"),
            f"o cargo {quoted(word)} não concorda com {quoted(_name(party, person))}.",
        )


def _name(party: Party, person: re.Match[str]) -> str:
    return party.text[person.start() : person.end()].strip()


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
_NUMBER = re.compile(
    rf"(?<![a-z] )\b(?P<many>(?:os|ambos os)\s+participes|as\s+partes)\s+(?P<one>{_SINGULAR})"
    r"|(?<!dos )(?<!cada )\b(?P<single>o\s+participe|cada\s+participe"
    rf"|cada\s+parte)\s+(?P<all>{_PLURAL})"
)


@rule(
    "numero-das-partes",
    "gramatica",
    "aviso",
    meaning="Verbo no singular com sujeito no plural, ou o contrário: “os partícipes obriga-se”.",
    remedy="Acerte o número do verbo.",
    source=MANUAL,
    wrong="Os partícipes deverá comunicar o incidente.",
    right="Os partícipes deverão comunicar o incidente.",
)
def number_of_parties(subject: Subject) -> Iterator[Hit]:
    """The verb right behind “os partícipes” or “cada partícipe”."""
    for block in subject.prose:
        for hit in re.finditer(_NUMBER, fold(block.text)):
            before = fold(block.text[max(0, hit.start() - 8) : hit.start()]).split()
            if before and before[-1] in ("entre", "dos", "por", "com", "para", "a", "de", "e"):
                continue
            shown = block.text[hit.start() : hit.end()]
            yield Hit(block, *hit.span(), f"sujeito e verbo não concordam em {quoted(shown)}.")


_PREDICATE = re.compile(
    r"(?:\be|\bfica|\bsera)\s+(?P<word>(?:vedad|permitid|proibid|facultad|assegurad|garantid|"
    r"dispensad|autorizad|exigid|necessari|obrigatori)o)(?:\s+a(?:os?)?\s+[a-z]+(?:\s+[a-z]+)?)?\s+"
    r"(?P<noun>as?\s+(?:[a-z]+(?:cao|coes|sao|soes|dade|dades|agem|agens|encia|encias|ancia|ancias)"
    r"|transferencia|cobranca|divulgacao|copia|entrega|venda|compra))\b"
)


@rule(
    "predicativo",
    "gramatica",
    "aviso",
    meaning="“É vedado a utilização”: com artigo, o predicativo concorda com o substantivo.",
    remedy="Escreva “é vedada a utilização” ou “é vedado utilizar”.",
    source=MANUAL,
    wrong="É vedado aos partícipes a utilização dos dados para outro fim.",
    right="É vedada aos partícipes a utilização dos dados para outro fim.",
)
def predicates(subject: Subject) -> Iterator[Hit]:
    """A masculine predicate before a feminine noun that has its article."""
    for block in subject.prose:
        for hit in _PREDICATE.finditer(fold(block.text)):
            word = block.text[hit.start("word") : hit.end("word")]
            noun = block.text[hit.start("noun") : hit.end("noun")]
            told = f"{quoted(word)} não concorda com {quoted(noun)}."
            yield Hit(block, *hit.span("word"), told)


_FEMININE = (
    r"(?:leis?|restricoes|normas?|regras?|disposicoes|diretrizes|exigencias?|obrigacoes|"
    r"determinacoes|condicoes|formalidades|legislacao|constituicao|clausulas?|orientacoes|"
    r"recomendacoes|politicas?|demandas|solicitacoes|reclamacoes|notificacoes|requisicoes)"
)
_TO_WHOM = re.compile(
    rf"\b(?:obedec|desobedec)(?:er|endo|e|em|era|erao|eu|am|a)\s+(?P<a>as?)\s+{_FEMININE}\b"
    r"|\brespond(?:er|endo|e|em|era|erao)\s+(?P<b>as?)\s+(?:demandas|solicitacoes|reclamacoes|"
    r"notificacoes|consultas|requisicoes)\b"
    r"|\bacesso\s+(?P<c>a)\s+(?:informacao|justica|internet|plataforma|educacao|saude)\b"
    r"|\b(?:relativ[oa]s?|referentes?|inerentes?|necessari[oa]s?|atinentes?"
    r"|pertinentes?)\s+(?P<d>as?)\s+"
    r"(?:execucao|vigencia|materia|legislacao|plataforma|parceria|publicacao|protecao)\b"
    r"|\bcom\s+vistas?\s+(?P<e>as?)\s+(?:prevencao|solucao|melhoria|execucao|protecao|promocao)\b"
    r"|\banexos?\s+(?P<f>a)\s+(?:minuta|portaria)\b"
    r"|\bdevido\s+(?P<g>as?)\s+[a-z]+(?:cao|coes|dade|dades|encia|ancia)\b"
    r"|\b(?:em\s+observancia|em\s+obediencia|em\s+atencao|em\s+relacao)\s+(?P<h>as?)\s+"
    r"(?:disposicoes|leis?|normas?|regras?|exigencias?|legislacao)\b"
)


@rule(
    "crase",
    "gramatica",
    "aviso",
    meaning="Falta o acento grave: “obedecendo a Lei”, “acesso a informação”, “responder as "
    "demandas”.",
    remedy="Escreva “à” ou “às”.",
    source=MANUAL,
    wrong="Os partícipes devem obedecer as normas de acesso a informação.",
    right="Os partícipes devem obedecer às normas de acesso à informação.",
)
def crasis(subject: Subject) -> Iterator[Hit]:
    """Words that ask for “a” before a feminine noun with its article."""
    for block in subject.drafted:
        text = block.text
        for hit in _TO_WHOM.finditer(fold(text)):
            name = next(key for key, value in hit.groupdict().items() if value)
            at = slice(*hit.span(name))
            if text[at] in ("a", "as", "A", "AS"):
                mended = "À" if text[at].isupper() else "à"
                told = (
                    f"em {quoted(text[hit.start() : hit.end()])} falta a crase: "
                    f"“{mended}{text[at][1:]}”."
                )
                yield Hit(block, at.start, at.stop, told)


_GOVERNED = re.compile(
    r"\b(?P<visar>visando|visam)\s+(?P<art>os?|as?)\s+(?:[a-z]+(?:mento|mentos|cao|coes|dade|dades|"
    r"encia|ancia)|melhorias?|atendimento)\b"
    r"|\b(?P<implicar>implica(?:r|ra|rao|m)?\s+em)\s+[a-z]"
    r"|\b(?P<preferir>prefere?\s+mais)\b"
)


@rule(
    "regencia",
    "gramatica",
    "nota",
    meaning="Regência que a norma culta não aceita: “visando o aperfeiçoamento”, “implica em "
    "ônus”.",
    remedy="Escreva “visando ao aperfeiçoamento” (ou “para aperfeiçoar”), “implica ônus”.",
    source=MANUAL,
    wrong="O diálogo ocorrerá visando o aperfeiçoamento da gestão.",
    right="O diálogo ocorrerá visando ao aperfeiçoamento da gestão.",
)
def government(subject: Subject) -> Iterator[Hit]:
    """A verb with a preposition too few or too many."""
    for block in subject.prose:
        for hit in _GOVERNED.finditer(fold(block.text)):
            shown = block.text[hit.start() : hit.end()]
            word = hit["visar"] or hit["implicar"] or hit["preferir"]
            if hit["visar"] and "à" in block.text[hit.start("art") : hit.end("art")]:
                continue
            advice = "pede “a” (visando ao, à)" if hit["visar"] else "não pede preposição"
            yield Hit(block, *hit.span(), f"em {quoted(shown)}, {quoted(word)} {advice}.")


_MODALS = frozenset(
    [
        "poder",
        "dever",
        "fazer",
        "deixar",
        "mandar",
        "saber",
        "querer",
        "precisar",
        "procurar",
        "buscar",
        "conseguir",
        "vir",
        "ir",
        "pretender",
        "permitir",
        "tentar",
        "ver",
        "passar",
        "voltar",
        "qualquer",
        "para",
        "por",
        "lugar",
        "par",
        "mulher",
        "valor",
        "setor",
        "superior",
        "anterior",
        "posterior",
        "exterior",
        "interior",
        "melhor",
        "maior",
        "menor",
        "pior",
        "dar",
    ]
)
_SERIES = re.compile(
    r",\s+(?P<one>[a-z]{3,}[aei]r)(?P<gap>\s+)(?P<two>[a-z]{3,}[aei]r)\s+(?:e"
    r"|ou)\s+[a-z]{3,}[aei]r\b"
)


@rule(
    "virgula-em-enumeracao",
    "gramatica",
    "aviso",
    meaning="Falta a vírgula entre dois verbos de uma enumeração.",
    remedy="Separe-os por vírgula.",
    source=MANUAL,
    wrong="Cabe aos designados coordenar, articular, acompanhar monitorar e supervisionar as "
    "ações.",
    right="Cabe aos designados coordenar, articular, acompanhar, monitorar e supervisionar as "
    "ações.",
)
def series_of_verbs(subject: Subject) -> Iterator[Hit]:
    """Two infinitives with nothing between them, before the last of a series."""
    for block in subject.prose:
        for hit in _SERIES.finditer(fold(block.text)):
            if {hit["one"], hit["two"]} & _MODALS:
                continue
            shown = block.text[hit.start("one") : hit.end("two")]
            yield Hit(block, hit.start("one"), hit.end("two"), f"falta vírgula em {quoted(shown)}.")


_LONE_COMMA = re.compile(
    r"^(?P<verb>[a-z]+[aei]r)\s+(?P<where>(?:no|na|nos|nas|em|por|pelo"
    r"|pela)\s+[a-z][^,;.:()]{2,60}),"
    r"\s+(?P<object>os?|as?|seus?|suas?)\s+(?P<noun>[a-z]+)"
)
_NOT_OBJECTS = frozenset(
    ["fim", "partir", "titulo", "criterio", "saber", "cargo", "qual", "quais", "que", "respeito"]
)


@rule(
    "virgula-isolada",
    "gramatica",
    "aviso",
    meaning="Uma só vírgula entre o verbo e o seu objeto: “divulgar no âmbito do estado, a "
    "plataforma”.",
    remedy="Retire a vírgula ou ponha o adjunto entre duas.",
    source=MANUAL,
    wrong="Cabe ao órgão:\n\na) divulgar no âmbito do Estado, a plataforma; e\n\nb) informar.",
    right="Cabe ao órgão:\n\na) divulgar, no âmbito do Estado, a plataforma; e\n\nb) informar.",
)
def lone_commas(subject: Subject) -> Iterator[Hit]:
    """An item of the form: infinitive, adjunct without a comma before it, comma, object."""
    for block in subject.prose:
        if block.kind not in ("alinea", "inciso", "item", "marcador"):
            continue
        body = fold(block.body)
        hit = _LONE_COMMA.match(body)
        if hit and hit["noun"] not in _NOT_OBJECTS:
            start = block.body_at + hit.end("where")
            shown = block.body[: hit.end()]
            yield Hit(
                block, start, start + 1, f"vírgula separa o verbo do objeto: {quoted(shown, 90)}."
            )
