"""Numbers with their words: each says what the other does, and the words are well written."""

import re
from collections.abc import Iterator

from portuguese.numerals import cardinal_words
from portuguese.parsing import cardinal_value, ordinal_value
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, quoted

_WITH_WORDS = re.compile(
    r"(?<![\d.,/])(?P<number>\d{1,3}(?:\.\d{3})*|\d+)(?:(?P<ordinal>[ºª])|\s?(?P<percent>%))?\s*"
    r"\((?P<words>[a-z ,\n]{2,80})\)"
)
_PER_CENT = re.compile(r"\s+por cento$")
_TENS = "vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa"
_HUNDREDS = (
    "cento|duzent[oa]s|trezent[oa]s|quatrocent[oa]s|quinhent[oa]s|seiscent[oa]s|setecent[oa]s|"
    "oitocent[oa]s|novecent[oa]s"
)
_UNJOINED = re.compile(
    rf"\b(?:(?:{_TENS})\s+(?:uma?|dois|duas|tres|quatro|cinco|seis|sete|oito|nove)"
    rf"|(?:{_HUNDREDS})\s+(?!e\b|mil|bilh)[a-z]+)\b|^cento$"
)
"""Words that lack their “e” (vinte quatro), and “cento” where nothing follows it."""


@rule(
    "numeral-e-extenso",
    "numeracao",
    "erro",
    meaning="Número ou porcentagem que contradiz as palavras entre parênteses; com gravidade de "
    "aviso, palavras mal escritas: 24 (vinte quatro), 100 (cento).",
    remedy="Confirme o número certo e acerte os dois.",
    source="Lei Complementar nº 95/1998, art. 11, II, “f”",
    wrong="O prazo é de 36 (trinta e dois) meses, para 50% (sessenta por cento) das ações.",
    right="O prazo é de 36 (trinta e seis) meses, para 50% (cinquenta por cento) das ações.",
)
def contradicting_numerals(subject: Subject) -> Iterator[Hit]:
    """Figures against their words."""
    for block in subject.drafted:
        for hit in _WITH_WORDS.finditer(fold(block.text)):
            number = int(hit["number"].replace(".", ""))
            words = " ".join(hit["words"].split())
            if hit["percent"]:
                words = _PER_CENT.sub("", words)
            value = ordinal_value(words) if hit["ordinal"] else cardinal_value(words)
            if value is None:
                continue
            shown = quoted(block.text[hit.start() : hit.end()])
            if value != number:
                yield Hit(block, *hit.span(), f"{shown}: o número e o extenso não conferem.")
            elif _UNJOINED.search(words):
                right = cardinal_words(
                    number, "f" if re.search(r"[cn]entas|duas|uma$", words) else "m"
                )
                told = f"{shown}: o extenso está mal escrito; é “{right}”."
                yield Hit(block, *hit.span(), told, "Acerte o extenso.", severity="aviso")


_UNITS = r"(?:dias?|meses|m[eê]s|anos?)"
_PLAIN = re.compile(rf"(?<![\d.,/º])\b(\d{{1,3}})\s+(?:\w+\s+)?{_UNITS}\b")
_FULL = re.compile(rf"\b\d{{1,3}}\s*\([^)]+\)\s+(?:\w+\s+)?{_UNITS}\b")


@rule(
    "numeral-sem-extenso",
    "numeracao",
    "nota",
    meaning="Prazo só em algarismos num texto em que outros trazem o extenso.",
    remedy="Escreva todos do mesmo modo: 30 (trinta) dias.",
    source="Lei Complementar nº 95/1998, art. 11, II, “f”",
    wrong="A vigência é de 36 (trinta e seis) meses, e o aviso, de 30 dias.",
    right="A vigência é de 36 (trinta e seis) meses, e o aviso, de 30 (trinta) dias.",
)
def numerals_without_words(subject: Subject) -> Iterator[Hit]:
    """Terms in figures only, where another has its words."""
    blocks = [block for block in subject.before_plan if block.kind not in ("cabecalho", "rodape")]
    if not any(_FULL.search(block.text) for block in blocks):
        return
    for block in blocks:
        for hit in _PLAIN.finditer(block.text):
            yield Hit(
                block, *hit.span(), f"{quoted(hit[0])} está só em algarismos.", key="algarismos"
            )
