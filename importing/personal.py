"""Numbers that identify a person, in a text that others will use: the whole phrase goes.

An agreement need not carry CPF or RG (Parecer AGU nº 1/2021/CONJUR-CGU), and a library that is made
of one must not.
"""

import re

_KIND = r"(?:CPF(?:/MF)?|R\.?G\.?|(?:c[ée]dula|carteira)\s+de\s+identidade)(?:\s*\([^)]{0,20}\))?"
_ISSUER = r"(?:\s*[-–/]?\s*(?:SSP|SESP|SDS|SJS|IFP|PC|DETRAN|SEJUSP)\b(?:\s*[-–/]\s*[A-Z]{2}\b)?)?"
_VALUE = rf"(?:[\dXx*][\dXx.*/\-]{{3,20}}(?<![.\-/])|\[[A-Z ]{{3,20}}\]){_ISSUER}"
_SAID = (
    r"(?:(?:inscrit|portador|titular|cadastrad)\w*\s+)?(?:(?:d[aoe]|n[ao]|sob)\s+)?(?:[oa]\s+)?"
    rf"(?:n[º°.o]{{1,2}}\s*)?{_KIND}[\s:,]*(?:sob\s+)?(?:o\s+)?(?:n[º°.o]{{1,2}}\s*)?{_VALUE}"
)
_PHRASE = re.compile(
    rf"(?P<lead>\s*,)?\s*(?:\be\s+)?\b{_SAID}(?:(?:\s*,)?\s*(?:e\s+)?{_SAID})*(?P<trail>\s*,)?",
    re.I,
)


def without_personal(text: str) -> str:
    """The text without the phrases that give the CPF or the RG of someone."""

    def gone(found: re.Match[str]) -> str:
        rest = text[found.end() :].lstrip()
        comma = (found["lead"] or found["trail"]) and rest and rest[0] not in ".;:,"
        return "," if comma else ""

    return re.sub(r"\s*\(\s*\)", "", _PHRASE.sub(gone, text))
