"""Findings set aside: suppressions with a reason, and the baseline of an old document.

A suppression stands in the text, as a comment over the paragraph it is about

    <!-- revisao: numeral-sem-extenso: prazo citado como está na lei -->

(`<!-- revisao: REGRA em todo o texto: motivo -->` for all of it), or in a file `revisao.yaml`
beside the text. Without a reason it is refused: who reads the file later must know why.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from faults.errors import InvalidData, UnreadableFile
from faults.finding import Finding
from reading.source import Place
from review.remark import Remark
from review.reviewer import Report
from review.rules import all_rules
from review.words import fold

COMMENT = re.compile(
    r"<!--\s*revis[aã]o:\s*(?P<rule>[a-z-]+)(?P<whole>\s+em todo o texto)?\s*"
    r"(?::\s*(?P<reason>.*?))?\s*-->",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One suppression. `lines` empty: the whole text; `words`: only where the excerpt has them."""

    rule: str
    reason: str
    origin: str
    lines: range | None = None
    words: str = ""

    def covers(self, remark: Remark, place: Place | None) -> bool:
        """Whether this place of a remark falls under it."""
        if remark.rule.id != self.rule:
            return False
        if self.words:
            shown = f"{remark.excerpt.text if remark.excerpt else ''} {remark.message}"
            return fold(self.words) in fold(shown)
        if self.lines is None:
            return True
        return place is not None and place.line in self.lines


def comments(text: str, name: str) -> tuple[tuple[Suppression, ...], str]:
    """The suppressions in a text, and the text without them, every other letter in its place.

    Raises InvalidData for one without a reason or of a rule that there is not.
    """
    found = []
    lines = text.split("\n")
    for hit in COMMENT.finditer(text):
        first = text.count("\n", 0, hit.end()) + 1
        origin = f"{name}, linha {text.count(chr(10), 0, hit.start()) + 1}"
        last = first
        while last < len(lines) and not lines[last - 1 + (last == first)].strip():
            last += 1
        while last < len(lines) and lines[last].strip():
            last += 1
        covered = None if hit["whole"] else range(first, last + 1)
        found.append(Suppression(hit["rule"], (hit["reason"] or "").strip(), origin, covered))
    _checked(found)
    return tuple(found), COMMENT.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), text)


def suppressions(data: dict[str, Any], origin: str, file: str) -> tuple[Suppression, ...]:
    """Those of a `revisao.yaml` for a file of this name. Raises InvalidData."""
    rows = data.get("dispensas")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidData(
            f"{origin}: falta a lista “dispensas”.",
            [],
            "Escreva “dispensas:” e, abaixo, um item com regra e motivo para cada dispensa.",
        )
    found = [
        Suppression(
            str(row.get("regra") or ""),
            str(row.get("motivo") or "").strip(),
            f"{origin}: dispensas.{place}",
            None,
            str(row.get("trecho") or ""),
        )
        for place, row in enumerate(rows, 1)
        if row.get("arquivo") in (None, file)
    ]
    _checked(found)
    return tuple(found)


def _checked(found: Iterable[Suppression]) -> None:
    known = {rule.id for rule in all_rules()}
    faults = []
    for one in found:
        if one.rule not in known:
            faults.append(
                Finding(
                    "dispensa-de-regra-desconhecida",
                    "erro",
                    one.origin,
                    f"não há regra “{one.rule}”.",
                    "Veja os nomes com: pactua revisar --regras",
                )
            )
        elif not one.reason:
            faults.append(
                Finding(
                    "dispensa-sem-motivo",
                    "erro",
                    one.origin,
                    f"a dispensa de “{one.rule}” não diz o motivo.",
                    "Escreva por que o achado não procede neste texto.",
                )
            )
    if faults:
        raise InvalidData("há dispensas que não podem ser usadas.", faults)


def suppressed(report: Report, found: Sequence[Suppression]) -> Report:
    """The report with covered remarks set aside; a suppression without use is noted.

    A remark of many places is set aside when all are covered, each by its own comment or by one;
    else it loses the further places that are.
    """
    remarks: list[Remark] = []
    used: set[Suppression] = set()
    for remark in report.remarks:
        places = (remark.place, *remark.also)
        by = [next((one for one in found if one.covers(remark, at)), None) for at in places]
        reasons = list(dict.fromkeys(one.reason for one in by if one is not None))
        used.update(one for one in by if one is not None)
        if all(one is not None for one in by):
            remark = remark.marked("dispensado", "; ".join(reasons))
        elif reasons:
            still = (at for at, one in zip(remark.also, by[1:], strict=True) if one is None)
            remark = replace(remark, also=tuple(still))
        remarks.append(remark)
    idle = tuple(
        f"dispensa sem uso em {one.origin}: a regra {one.rule} nada acha ali"
        for one in found
        if one not in used
    )
    return replace(report, remarks=tuple(remarks), notes=(*report.notes, *idle))


def known_before(report: Report, fingerprints: frozenset[str]) -> Report:
    """The report with the remarks of a baseline set aside."""
    remarks = tuple(
        remark.marked("conhecido", "consta da linha de base")
        if remark.status == "novo" and remark.fingerprint in fingerprints
        else remark
        for remark in report.remarks
    )
    return replace(report, remarks=remarks)


def baseline_text(report: Report) -> str:
    """What a baseline keeps: the open remarks, each known by its fingerprint."""
    rows = [
        {
            "impressao": remark.fingerprint,
            "regra": remark.rule.id,
            "onde": remark.where,
            "mensagem": remark.message,
        }
        for remark in report.open
    ]
    return json.dumps({"linha_de_base": 1, "achados": rows}, ensure_ascii=False, indent=2) + "\n"


def read_baseline(text: str, origin: str) -> frozenset[str]:
    """The fingerprints of a baseline. Raises UnreadableFile."""
    try:
        data = json.loads(text)
        return frozenset(row["impressao"] for row in data["achados"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(
            f"{origin}: não é uma linha de base do revisor.",
            "Apague o arquivo e rode de novo para gravar outra.",
        ) from error
