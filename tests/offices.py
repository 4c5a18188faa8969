"""Offices for tests: a real store in a temporary folder, engines that are quick and plain."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from document.canonical import canonical_text
from document.tree import NumberedDocument
from instruments.partner import Partner
from instruments.work_plan import WorkPlan
from rendering.port import Edition, Engine
from services.drafting import Ask
from services.editions import EngineKey, Files, Pending
from services.office import Office, open_office
from services.partners import read_partners
from services.plans import read_plan
from services.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples"
PLAN = EXAMPLES / "plano-adesao.yaml"
NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@dataclass
class PlainEngine:
    """Writes the canonical text, and counts how often it was asked."""

    name: str
    format: str
    drawn: list[str] = field(default_factory=list)

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The canonical text under the notices."""
        self.drawn.append(edition.title)
        return (" ".join(edition.notices) + "\n" + canonical_text(document)).encode()


@dataclass
class PlainEngines:
    """One PlainEngine for each format and engine name, made when first asked for."""

    made: dict[tuple[str, str], PlainEngine] = field(default_factory=dict)

    def __call__(self, file_format: str, name: str) -> Engine:
        """The engine of this format and name."""
        return self.made.setdefault((file_format, name), PlainEngine(name, file_format))

    @property
    def count(self) -> int:
        """How many files were drawn in all."""
        return sum(len(engine.drawn) for engine in self.made.values())


@dataclass
class HereRenderers:
    """Renders in this process, at the moment it is asked."""

    engines: PlainEngines
    count: int = 1

    def submit(
        self, document: NumberedDocument, edition: Edition, missing: Sequence[EngineKey]
    ) -> Pending:
        """The files at once."""
        files: Files = [
            (kind, name, self.engines(kind, name).render(document, edition))
            for kind, name in missing
        ]
        return lambda: files


def office_at(
    folder: Path, now: datetime = NOON, actor: str = "Ana Lima", url: str | None = None
) -> Office:
    """An office in a folder, with plain engines; on another database when one is named."""
    settings = Settings(folder, url or f"sqlite:///{folder / 'pactua.db'}", now, actor)
    return replace(open_office(settings), engines=PlainEngines())


def on(office: Office, day: date) -> Office:
    """The same office at noon of another day."""
    return replace(office, now=datetime(day.year, day.month, day.day, 15, tzinfo=UTC))


def engines_of(office: Office) -> PlainEngines:
    """The plain engines of an office from office_at."""
    assert isinstance(office.engines, PlainEngines)
    return office.engines


def example(name: str) -> Partner:
    """The partner of examples/<name>.yaml."""
    (row,) = read_partners(EXAMPLES / f"{name}.yaml")
    assert row.partner is not None
    return row.partner


def example_plan() -> WorkPlan:
    """The plan of the examples."""
    return read_plan(PLAN)


def ask(*partners: Partner, months: int | None = None, new: bool = False) -> Ask:
    """A request for the bundled set with the example plan."""
    return Ask(partners, "act-adesao", example_plan(), PLAN.name, None, months, new)
