"""Grammar: the slips that drafts of agreements repeat."""

import re
from collections.abc import Iterator

from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, quoted

MANUAL = "Manual de Redação da Presidência da República"


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


_NO_ARTICLE = re.compile(
    r"(?<!\w)(?P<a>[Àà]s?)\s+(?:(?!mulher\b|colher\b)[a-zà-ÿ]+[aei]r(?:-\w+)?"
    r"|(?:nível|prazo|título|critério|respeito|pé|bordo|todos|cada|qualquer|ele|eles))(?!\w)"
)
"""Before a verb, a masculine word or one that takes no article there is no second “a” to join."""


@rule(
    "crase",
    "gramatica",
    "aviso",
    meaning="Falta o acento grave (“obedecendo a Lei”, “acesso a informação”, “responder as "
    "demandas”) ou sobra (“à partir de”, “à nível de”).",
    remedy="Escreva “à” ou “às”; antes de verbo ou de palavra masculina, “a”.",
    source=MANUAL,
    wrong="Os partícipes devem obedecer as normas de acesso a informação, à partir da assinatura.",
    right="Os partícipes devem obedecer às normas de acesso à informação, a partir da assinatura.",
)
def crasis(subject: Subject) -> Iterator[Hit]:
    """Words that ask for “a” before a feminine noun with its article, and accents too many."""
    for block in subject.drafted:
        text = block.text
        for hit in _NO_ARTICLE.finditer(text):
            told = f"em {quoted(hit[0])} sobra a crase: “{'A' if hit['a'][0] == 'À' else 'a'}”."
            yield Hit(block, *hit.span("a"), told)
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


_INFLECTED = re.compile(
    r"\b(?P<aux>(?:dev|pod)(?:endo|em|erao|eriam|am))\b(?P<gap>[^.;:]{0,60}?)\s"
    r"(?P<verb>serem|estarem|terem|haverem|ficarem|(?!parem|lugarem)[a-z]{3,}(?:[ae]rem|irem))\b"
)
_SUBORDINATES = frozenset(
    ["que", "se", "quando", "para", "por", "conforme", "ao", "de", "caso", "onde", "enquanto", "a",
     "sem", "ate", "como", "quem", "apos"]
)  # fmt: skip


@rule(
    "infinitivo-flexionado",
    "gramatica",
    "aviso",
    meaning="Infinitivo flexionado depois de “dever” ou “poder”, que já trazem o plural.",
    remedy="Deixe o infinitivo sem flexão: “devendo as comunicações ser documentadas”.",
    source=MANUAL,
    wrong="Haverá reuniões, devendo todas as comunicações serem documentadas.",
    right="Haverá reuniões, devendo todas as comunicações ser documentadas.",
)
def inflected_infinitives(subject: Subject) -> Iterator[Hit]:
    """The auxiliary carries the person; a clause of its own in between has an infinitive of its."""
    for block in subject.prose:
        for hit in _INFLECTED.finditer(fold(block.text)):
            if _SUBORDINATES & set(hit["gap"].replace(",", " ").split()) or "," in hit["gap"]:
                continue
            shown = block.text[hit.start() : hit.end()]
            verb = block.text[hit.start("verb") : hit.end("verb")]
            told = f"em {quoted(shown, 90)}, {quoted(verb)} não se flexiona."
            yield Hit(block, *hit.span("verb"), told)


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


_OPENED = re.compile(
    r"(?P<comma>,) (?:procedentes?|decorrentes?|oriund[oa]s?|resultantes?|provenientes?|referentes?"
    r"|relativ[oa]s?) (?:d?[aeo]s?|aos?|dest[ea]s?) (?!qua)[^,;.:()]{3,120}? "
    r"(?P<verb>(?:dever|ser|poder|ter|ficar|correr|haver)(?:a|ao))\b"
)
"""An adjunct that a comma opens and none closes before the verb of the sentence."""

_RESTRICTS = re.compile(
    r"(?P<noun>[a-z]+)(?P<comma>,) que (?:nao |se )?(?:puder|for|vier|houver|tiver|estiver|fizer"
    r"|quiser|couber|decorrer)(?:em)?\b"
)
"""The future subjunctive restricts: of all differences, those that cannot be solved."""


@rule(
    "virgula-isolada",
    "gramatica",
    "aviso",
    meaning="Uma só vírgula entre o verbo e o seu objeto (“divulgar no âmbito do estado, a "
    "plataforma”) ou entre o sujeito e o verbo, ou antes de oração restritiva (“divergências, que "
    "não puderem”).",
    remedy="Retire a vírgula ou ponha o adjunto entre duas.",
    source=MANUAL,
    wrong="Cabe ao órgão:\n\na) divulgar no âmbito do Estado, a plataforma; e\n\nb) informar.",
    right="Cabe ao órgão:\n\na) divulgar, no âmbito do Estado, a plataforma; e\n\nb) informar.",
)
def lone_commas(subject: Subject) -> Iterator[Hit]:
    """An item of the form: infinitive, adjunct without a comma before it, comma, object.

    And the comma that parts a subject from its verb, or a noun from what restricts it.
    """
    for block in subject.prose:
        text = fold(block.text)
        for hit in _OPENED.finditer(text):
            shown = block.text[hit.start() + 2 : hit.end()]
            told = f"a vírgula antes de {quoted(shown, 90)} não tem par: separa o sujeito do verbo."
            yield Hit(block, *hit.span("comma"), told)
        for hit in _RESTRICTS.finditer(text):
            shown = block.text[hit.start() : hit.end()]
            told = f"vírgula antes de oração restritiva: {quoted(shown)}."
            yield Hit(block, *hit.span("comma"), told)
        if block.kind not in ("alinea", "inciso", "item", "marcador"):
            continue
        body = fold(block.body)
        lone = _LONE_COMMA.match(body)
        if lone and lone["noun"] not in _NOT_OBJECTS:
            start = block.body_at + lone.end("where")
            shown = block.body[: lone.end()]
            yield Hit(
                block, start, start + 1, f"vírgula separa o verbo do objeto: {quoted(shown, 90)}."
            )
