"""How norms are cited: number, date, issuer, provision, in the form that is prescribed."""

import re
from collections.abc import Iterator

from review.citations import Cited
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, listed, quoted

FORM = "Decreto nº 12.002/2024, art. 11; Lei Complementar nº 95/1998, art. 11"


_UNCLOSED = re.compile(
    r"\s+(?:[a-zà-ÿ]{3,}(?:ando|endo|indo)\b|que\s|(?:dispõe|estabelece|institui|prevê|define|veda|"
    r"determina|regulamenta|aprova)\b)"
)
"""What goes on after a date that a comma opened, and none closed."""

_DESIGNATION = re.compile(
    r"(?:designad|nomead|empossad|reconduzid|eleit|ato de designacao|termo de posse)"
)


def _of_designation(cited: Cited) -> bool:
    """Whether a norm is the act that names somebody."""
    before = fold(cited.block.text[max(0, cited.start - 80) : cited.start])
    return bool(_DESIGNATION.search(before)) or (
        cited.block.kind == "linha" and bool(_DESIGNATION.search(fold(cited.block.text)))
    )


@rule(
    "forma-da-citacao",
    "norma",
    "nota",
    meaning="Norma citada sem “nº”, sem vírgula antes da data, sem a data inteira na primeira "
    "vez, com "
    "“01 de janeiro”, sem ponto de milhar ou com espaço a menos.",
    remedy="Escreva como “Lei nº 8.078, de 11 de setembro de 1990”.",
    source=FORM,
    wrong="com fundamento no Decreto 8.573 de 19 de novembro de 2015,",
    right="com fundamento no Decreto nº 8.573, de 19 de novembro de 2015,",
)
def form_of_citation(subject: Subject) -> Iterator[Hit]:
    """Each citation against the form that the decree prescribes; all its slips in one finding."""
    agreement = {id(block) for block in subject.before_plan}
    for cited in subject.norms:
        found = cited.found
        slips = []
        sign = " ".join((found["sign"] or "").split())
        if not sign:
            slips.append("falta “nº”")
        elif sign not in ("nº", "Nº", "n.º", "N.º", "n º", "N º"):
            slips.append(f"“{sign}” deveria ser “nº”")
        if sign and not found["space"]:
            slips.append("falta espaço depois de “nº”")
        if "." not in found["number"] and cited.number >= 1000:
            slips.append("falta o ponto de milhar")
        if found["day"] and not found["comma"]:
            slips.append("falta a vírgula antes da data")
        if found["day"] and int(found["day"]) == 1 and not (found["ordinal"] or "").strip():
            slips.append("o primeiro dia do mês escreve-se “1º”")
        elif found["day"] and found["day"].startswith("0"):
            slips.append("o dia não leva zero à esquerda")
        if (found["dated"] or "").startswith(",") and _UNCLOSED.match(cited.block.text, cited.end):
            slips.append("falta a vírgula depois da data")
        short = not found["day"]
        if (
            cited.first
            and short
            and id(cited.block) in agreement
            and cited.block.kind != "linha"
            and not _of_designation(cited)
            and not cited.local
        ):
            slips.append("a primeira citação traz a data inteira")
        if slips:
            told = f"{quoted(cited.text)}: {listed(slips)}."
            yield Hit(cited.block, cited.start, cited.end, told, key=f"{cited.text} {slips}")


_ARTICLE_FORM = re.compile(
    r"(?<=[a-zà-ÿ,;] )(?P<word>[Aa]rtigo)\s+\d+|(?P<tight>\bart\.\d+)|(?P<paragraph>§+\d+)"
    r"|(?:§|art\.)\s?\d+(?P<degree>°)"
)
_PARTED = re.compile(
    r"\b[Aa]rt(?:igo|\.)\s?\d+[ºo°]?(?:-[A-Z])?(?P<comma>,)\s+d[ao]\s+"
    r"(?=Lei|Decreto|Constituição|Código|Medida|Portaria|Resolução|Instrução|Regimento|Estatuto)"
)
"""With an inciso between them (“art. 16, inciso I, da Lei”) article and norm have their commas."""


@rule(
    "forma-do-dispositivo",
    "norma",
    "nota",
    meaning="Artigo ou parágrafo citado fora da forma: “Artigo 17”, “§1º” sem espaço, “art. 17, do "
    "Decreto” com vírgula.",
    remedy="Escreva “art. 17”, “§ 1º”, “art. 17 do Decreto”.",
    source=FORM,
    wrong="nos termos do Artigo 37, §1º, da Constituição Federal.",
    right="nos termos do art. 37, § 1º, da Constituição Federal.",
)
def form_of_provision(subject: Subject) -> Iterator[Hit]:
    """Abbreviations and spaces of articles and paragraphs."""
    for block in subject.prose:
        for hit in _ARTICLE_FORM.finditer(block.text):
            shown = block.text[hit.start() : hit.end()]
            if hit["word"]:
                slip = "ao citar, “artigo” abrevia-se “art.”"
            elif hit["degree"]:
                slip = "o sinal é o do ordinal (º), não o de grau (°)"
            else:
                slip = "falta espaço"
            yield Hit(block, *hit.span(), f"{quoted(shown)}: {slip}.", key=slip)
        for hit in _PARTED.finditer(block.text):
            shown = block.text[hit.start() : block.text.find(" ", hit.end())].strip(" ,.;")
            told = f"{quoted(shown)}: não há vírgula entre o artigo e a norma."
            yield Hit(block, *hit.span("comma"), told)


@rule(
    "portaria-sem-orgao",
    "norma",
    "nota",
    meaning="Portaria, resolução ou instrução normativa sem o órgão que a editou: cada um numera "
    "as "
    "suas.",
    remedy="Diga o órgão: “Portaria MJ nº 1.184, de 1º de julho de 2014”.",
    source=FORM,
    wrong="obedecendo à Portaria nº 1.184, de 1º de julho de 2014, e à lei.",
    right="obedecendo à Portaria MJ nº 1.184, de 1º de julho de 2014, e à lei.",
)
def anonymous_ordinances(subject: Subject) -> Iterator[Hit]:
    """Ordinances of nobody, but for the acts that name people."""
    for cited in subject.norms:
        if cited.kind not in ("portaria", "resolucao", "instrucao normativa"):
            continue
        after = fold(cited.block.text[cited.end : cited.end + 60])
        named = re.match(r",?\s*(?:d[aoe]s?\s|\()", after)
        if not cited.issuer and not named and not _of_designation(cited) and cited.first:
            told = f"{quoted(cited.text)} não diz de que órgão é."
            yield Hit(cited.block, cited.start, cited.end, told)


_BY_NAME = (
    ("13.709", r"lei geral de protecao de dados(?: pessoais)?|\blgpd\b"),
    ("12.527", r"lei de acesso a informacao|\blai\b"),
    ("8.078", r"codigo de (?:protecao e )?defesa do consumidor"),
    ("12.965", r"marco civil da internet"),
)


@rule(
    "norma-sem-numero",
    "norma",
    "nota",
    meaning="Lei chamada só pelo apelido antes de o texto dar o seu número.",
    remedy="Na primeira vez, cite número e data, e o apelido entre parênteses.",
    source=FORM,
    wrong="Os partícipes observarão a Lei Geral de Proteção de Dados Pessoais.",
    right="Os partícipes observarão a Lei nº 13.709, de 14 de agosto de 2018 (Lei Geral de "
    "Proteção de "
    "Dados Pessoais).",
)
def nicknames(subject: Subject) -> Iterator[Hit]:
    """The first time of a nickname, when the number has not been told by then."""
    for number, pattern in _BY_NAME:
        for block in subject.drafted:
            hit = re.search(pattern, fold(block.text))
            if number in block.text:
                break
            if hit and block.kind not in ("clausula", "secao", "linha", "campo"):
                shown = block.text[hit.start() : hit.end()]
                told = f"{quoted(shown)} aparece antes do número da lei ({number})."
                yield Hit(block, *hit.span(), told)
                break
