"""A clause set out of an agreement that exists: a body's approved wording becomes its library.

The words are taken as they are; labels, the endings of items and the plan are the system's. The
set is tried at once: drafted again with the same data, its text is compared with the original's,
and every difference is listed with its reason, or without one where there is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from clauses.library import Library
from document.redline import Redline, RedlinePart
from faults.errors import StateError, UsageError
from importing.agreement import Agreement, recover
from importing.clause_markdown import FieldSentinels, Fill, markdown_of
from importing.content import public_text
from importing.fields import Filler, Spelling, spellings
from importing.personal import without_personal
from instruments.facts import KeptFile
from instruments.imported import ImportedRequest
from portuguese.numerals import with_words
from portuguese.parsing import bare
from reading.limits import TEXT_LIMIT, read_bytes
from reading.open import read_file
from reading.outline import Block
from registry.files import write_whole
from services.clause_leftovers import Leftover, leftovers
from services.clause_proof import SIGNED_ON, Difference, proof
from services.clause_trials import Trial
from services.importing import context_of
from services.importing_request import imported_request, slug
from services.importing_sides import known_partners, sides
from services.office import Office

MONTHS = "{{ prazo.meses|extenso }}"
RENEWAL = "{{ prazo.antecedencia_renovacao|extenso }}"
CHAPTER = re.compile(
    r"(?:cap[íi]tulo|se[çc][ãa]o|t[íi]tulo)\s+(?:[IVXLC]+|\d+)\s*[-–—.:]\s*(?P<title>\S.*)", re.I
)
"""A heading over clauses, as where these are articles: it is the title of those under it."""

OPENING = ("ementa", "rotulo", "corpo")


@dataclass(frozen=True)
class Made:
    """The set that was made: its files, what could not be said, and how the trial came out."""

    set_id: str
    files: tuple[Path, ...]
    notes: tuple[str, ...]
    fields: int
    differences: tuple[Difference, ...]
    same_lines: int
    redline: Redline
    leftovers: tuple[Leftover, ...]
    """Data of the parties for which there was no field."""

    @property
    def fine(self) -> bool:
        """Whether the set can be used as it is."""
        return not self.unexplained and not self.leftovers

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """The differences that have no reason."""
        return tuple(one for one in self.differences if one.reason == "redacao")


@dataclass(frozen=True, slots=True)
class _Text:
    """One library text to be: where it stands in the set, its id, title and body."""

    part: str
    id: str
    title: str
    body: str
    style: str = "corpo"


def import_set(office: Office, path: Path, set_id: str, ocr: bool = False) -> Made:
    """Make the set and its texts in the body's own library. Raises StateError when it is there."""
    if slug(set_id) != set_id:
        raise UsageError(
            f"“{set_id}” não serve de nome de conjunto.", "Use letras minúsculas, números e hífens."
        )
    if set_id in office.library.set_ids():
        raise StateError(f"o conjunto “{set_id}” já existe.", "Escolha outro nome.")
    if office.folder is None:
        raise UsageError("não há pasta de dados.", "Diga-a em PACTUA_DIR.")
    folder = office.folder / "clausulas"
    found, request = _recovered(office, path, ocr)
    texts, notes, count = _texts(found, request, set_id)
    files = _files(found, request, set_id, texts, office.today)
    written = [(text.id, f"{text.title}\n{text.body}", text.part == "fecho") for text in texts]
    left = leftovers(found, request, written)
    with TemporaryDirectory(prefix="pactua-") as trial:
        # Tried before anything is put into the body's library.
        _write(Path(trial), files)
        library = Library((Path(trial), *office.library.folders))
        differences, same, redline = proof(found, request, library, set_id)
    redline = replace(redline, parts=tuple(_noted(part, left) for part in redline.parts))
    open_ones = sum(one.reason == "redacao" for one in differences)
    kept = Trial(set_id, path.name, open_ones, tuple((one.what, one.words) for one in left))
    _write(folder, files | {kept.name: kept.source})
    return Made(
        set_id,
        tuple(folder / name for name in files),
        tuple(notes),
        count,
        differences,
        same,
        redline,
        left,
    )


def _noted(part: RedlinePart, left: Sequence[Leftover]) -> RedlinePart:
    """The part of the proof, with what of the parties stayed in the set."""
    words = dict.fromkeys(f"{one.what} “{one.words}”" for one in left)
    return (
        replace(part, note=f"Dados da parte no texto-base: {'; '.join(words)}.") if left else part
    )


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        write_whole(folder / name, content.encode())


def _recovered(office: Office, path: Path, ocr: bool) -> tuple[Agreement, ImportedRequest]:
    data = read_bytes(path, TEXT_LIMIT)
    found = recover(read_file(path.name, data, ocr), context_of(office).matcher)
    if len(found.clauses) < 2:
        raise UsageError(
            f"{path}: não se reconhecem cláusulas no texto.", "Confira se é um acordo inteiro."
        )
    parted = sides(office.body, found.parties)
    known = known_partners(office.store.partner_rows())
    file = KeptFile(name=path.name, sha256="0" * 64, size=len(data))
    suffix = office.body.unit.suffix
    return found, imported_request(office.body, found, parted, known, suffix, file, ocr)


def _texts(
    found: Agreement, request: ImportedRequest, set_id: str
) -> tuple[list[_Text], list[str], int]:
    sentinels = FieldSentinels()
    parties = (request.body.id, *(one.id for one in request.partners))
    spelt = spellings(request, dict(zip(parties, _addresses(found, request), strict=True)))
    known = tuple(_of_months(one) for one in spelt)
    fill = Filler(known, sentinels)
    renewal = found.term.renewal_days
    days = Spelling(f"{with_words(renewal.value)} dias", f"{RENEWAL} dias") if renewal else None
    fill_term = Filler((days, *known), sentinels) if days else fill
    notes: list[str] = []
    texts: list[_Text] = []
    taken: set[str] = set()

    def add(
        part: str, name: str, title: str, blocks: Sequence[Block], style: str = "corpo"
    ) -> None:
        within = renewal and any(one.start <= renewal.start < one.end for one in blocks)
        written = markdown_of(blocks, _cleaned(fill_term if within else fill))
        if not written.text.strip():
            return
        text_id = f"{set_id}-{slug(name)}"[:76].rstrip("-")
        while text_id in taken:
            text_id += "-2"
        taken.add(text_id)
        told = sentinels.put_in(title or name)
        notes.extend(f"{told}: {note}" for note in written.notes)
        texts.append(_Text(part, text_id, title or name, written.text, style))

    opening = [b for b in _before(found) if b.kind in OPENING and not _chapter(b)]
    for place, block in enumerate(opening, 1):
        style = block.kind if block.kind in ("ementa", "rotulo") else "corpo"
        add("abertura", f"abertura-{place}", f"Abertura {place}", [block], style)
    chapter = ""
    for place in found.outline.clauses:
        head = found.outline.blocks[place]
        chapter = _chapter(found.outline.blocks[place - 1]) or chapter if place else chapter
        name = head.title or chapter or head.label
        blocks = [one for one in found.outline.under(place) if not _chapter(one)]
        add("clausulas", name, _sentence(fill(name)), blocks)
    closing = [
        b for b in found.outline.blocks if b.kind == "fecho" and not SIGNED_ON.fullmatch(b.text)
    ]
    for place, block in enumerate(closing[:3], 1):
        add("fecho", f"fecho-{place}", f"Fecho {place}", [block])
    put = [
        _Text(one.part, one.id, sentinels.put_in(one.title), sentinels.put_in(one.body), one.style)
        for one in texts
    ]
    return put, notes, sum(one.body.count("{{") + one.title.count("{{") for one in put)


def _of_months(one: Spelling) -> Spelling:
    """The term with its unit, so that no other number becomes the term."""
    if one.source != MONTHS:
        return one
    unit = "mês" if one.words.startswith("1 ") else "meses"
    return Spelling(f"{one.words} {unit}", f"{one.source} {unit}")


def _chapter(block: Block) -> str:
    """The title of a chapter that this block heads; "" for any other block."""
    found = CHAPTER.fullmatch(block.text.strip()) if block.kind in OPENING else None
    return found["title"] if found else ""


def _cleaned(fill: Filler) -> Fill:
    """No one's documents, and one full stop where two were typed."""

    def filled(text: str) -> str:
        words = public_text(without_personal(text))
        return fill(re.sub(r"(?<!\.)\.\.$", ".", words))

    return filled


def _before(found: Agreement) -> list[Block]:
    first = found.outline.clauses[0]
    return list(found.outline.blocks[:first])


def _addresses(found: Agreement, request: ImportedRequest) -> Iterator[str]:
    """The lines of address as they stand in the text, the body's first."""
    names = [request.body.name, *(partner.name for partner in request.partners)]
    for name in names:
        party = next((one for one in found.parties if bare(one.name.value) == bare(name)), None)
        yield party.address.value.line if party and party.address else ""


def _sentence(title: str) -> str:
    """A title in capitals as a library keeps it: the system raises it again."""
    words = " ".join(title.split())
    return words[:1].upper() + words[1:].lower() if words.upper() == words else words


def _files(
    found: Agreement,
    request: ImportedRequest,
    set_id: str,
    texts: Sequence[_Text],
    today: date,
) -> dict[str, str]:
    files = {
        f"library/{text.id}/1.md": (
            f"---\nid: {text.id}\ntitulo: {_quoted(text.title)}\nversao: 1\n"
            f"desde: {today.isoformat()}\nfundamento: []\nquando: null\naprovacao: null\n---\n"
            f"{text.body}"
        )
        for text in texts
    }
    terms = request.clause_set.terms
    number = found.identity.number.value if found.identity.number else found.source.name
    months = request.months if 1 <= request.months <= 120 else 36
    lines = [
        f"# Conjunto feito de {number} por pactua clausula importar; confira cada texto.",
        f"id: {set_id}",
        f"especie: {request.kind}",
        f"titulo: {_quoted(f'Redação de {number}')}",
        "versao: 1",
        f"desde: {today.isoformat()}",
        "descricao: Redação aprovada de um acordo que já existia.",
        "fundamento: []",
        "tipos:",
        f"  - {request.partners[0].kind}",
        f"meses_padrao: {months}",
        "prazos:",
        f"  renovacao_antecedencia_dias: {terms.renewal_notice_days}",
        f"  denuncia_dias: {terms.withdrawal_days}",
        f"  rescisao_dias: {terms.termination_days}",
        f"  substituicao_dias: {terms.replacement_days}",
        f"  publicacao: {terms.publication}",
        "campos_variaveis: [participe, participes, orgao, instrumento, prazo, plano]",
    ]
    for part in ("abertura", "clausulas", "fecho"):
        chosen = [text for text in texts if text.part == part]
        if chosen:
            lines.append(f"{part}:")
        lines += [
            f"  - {{id: {text.id}, estilo: {text.style}}}"
            if text.style != "corpo"
            else f"  - {text.id}"
            for text in chosen
        ]
    duties = [t.id for t in texts if t.part == "clausulas" and "obriga" in bare(t.title)]
    if duties:
        lines += ["metodologia:", *(f"  - {text_id}" for text_id in duties)]
    return {**files, f"sets/{set_id}.yaml": "\n".join(lines) + "\n"}


def _quoted(text: str) -> str:
    """A YAML text that nothing in it can end."""
    return "'" + text.replace("'", "''") + "'"
