"""The reviewer at work: every rule over a subject, its hits made into remarks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from faults.finding import Severity
from reading.outline import Block
from reading.source import Place
from review.remark import Remark, excerpt
from review.rule import Hit, Rule
from review.rules import all_rules
from review.subject import Subject, heading_name

ORDER: dict[Severity, int] = {"erro": 0, "aviso": 1, "nota": 2}
NOT_SPELLED = "ortografia não verificada: o Hunspell ou o dicionário pt_BR não está instalado"


@dataclass(frozen=True, slots=True)
class Report:
    """What a review found, and what it could not look at."""

    remarks: tuple[Remark, ...]
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Remark, ...]:
        """The remarks that nobody has set aside."""
        return tuple(remark for remark in self.remarks if remark.status == "novo")

    @property
    def has_errors(self) -> bool:
        """Whether one that stands is an `erro`."""
        return any(remark.severity == "erro" for remark in self.open)

    def at_least(self, severity: Severity) -> "Report":
        """Only the remarks of this severity or graver."""
        kept = tuple(one for one in self.remarks if ORDER[one.severity] <= ORDER[severity])
        return replace(self, remarks=kept)


def review(subject: Subject, rules: Iterable[Rule] | None = None) -> Report:
    """The remarks of these rules (all of them unless told)."""
    found: list[tuple[int, Remark]] = []
    for one in all_rules() if rules is None else rules:
        found += _of_rule(subject, one)
    found.sort(key=lambda pair: (pair[0], ORDER[pair[1].severity], pair[1].rule.id))
    notes = (*subject.source.notes, *(() if subject.speller.available else (NOT_SPELLED,)))
    if not subject.source.has_text_layer:
        notes += ("o arquivo não tem texto: é imagem; reconheça o texto (OCR) e revise de novo",)
    return Report(_counted([remark for _, remark in found]), notes)


def _of_rule(subject: Subject, rule: Rule) -> list[tuple[int, Remark]]:
    """The remarks of one rule, each with its offset; hits of one key are one remark."""
    grouped: dict[str, list[Hit]] = {}
    single: list[Hit] = []
    for hit in rule.find(subject):
        if hit.key:
            grouped.setdefault(hit.key, []).append(hit)
        else:
            single.append(hit)
    groups = [*([hit] for hit in single), *grouped.values()]
    return [_remark(subject, rule, hits) for hits in groups]


def _remark(subject: Subject, rule: Rule, hits: list[Hit]) -> tuple[int, Remark]:
    hit, block = hits[0], hits[0].block
    common = (rule, hit.severity or rule.severity, hit.message, hit.remedy or rule.remedy)
    if block is None:
        return len(subject.source.text) + 1, Remark(*common, None, None, "", None)
    end = max(hit.start, hit.end - 1)
    remark = Remark(
        *common,
        subject.place(block, hit.start),
        _after(subject.place(block, min(end, max(0, len(block.text) - 1)))),
        part_of(subject, block),
        excerpt(block.text, hit.start, hit.end),
        tuple(
            subject.place(other.block, other.start) for other in hits[1:] if other.block is not None
        ),
    )
    return block.at(hit.start), remark


def _after(place: Place) -> Place:
    return replace(place, column=place.column + 1)


def part_of(subject: Subject, block: Block) -> str:
    """The clause or section a block stands in, as a person would say it."""
    heading = subject.heading_of(block)
    if heading is None:
        named = {"fecho": "fecho", "signatario": "assinaturas", "assinatura": "assinaturas"}
        if block.kind in named:
            return named[block.kind]
        return "preâmbulo" if block in subject.preamble and subject.outline.clauses else ""
    if heading.kind == "clausula":
        return heading_name(heading)
    if heading.kind == "secao":
        return f"seção {heading.label.rstrip('. )–-')} do anexo"
    return "anexo"


def _counted(remarks: list[Remark]) -> tuple[Remark, ...]:
    """The remarks with twins told apart by their count."""
    seen: dict[str, int] = {}
    counted = []
    for remark in remarks:
        before = seen.get(remark.fingerprint, 0)
        seen[remark.fingerprint] = before + 1
        counted.append(replace(remark, repeated=before) if before else remark)
    return tuple(counted)
