"""The issuing body (órgão): the federal party of every instrument and its unit, from orgao.yaml."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator, model_validator

from clauses.clause_text import Slug
from faults.errors import StateError
from faults.validation import fault, validate
from instruments.arrangements import KEYS, Arrangements, arrangements
from instruments.identifiers import Cnpj, Line, OptionalLine, OptionalPhone
from instruments.model import Model
from instruments.partner import Address, OptionalContact, Representative
from portuguese.gender import Gender
from reading.yaml_text import read_mapping

DEFAULT = Path(__file__).parent / "data" / "orgao.yaml"


class BodyRepresentative(Representative):
    """A representative of the body during a span of days, both included."""

    powers: OptionalLine = Field(alias="atribuicoes", default=None)
    since: date = Field(alias="desde")
    until: date | None = Field(alias="ate", default=None)

    @field_validator("until")
    @classmethod
    def _after_since(cls, value: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if value is not None and since is not None and value < since:
            raise fault(
                "periodo-invertido",
                f"o último dia ({value:%d/%m/%Y}) vem antes do primeiro ({since:%d/%m/%Y}).",
                "Troque as datas “desde” e “ate”.",
            )
        return value


class Unit(Model):
    """The unit that numbers the instruments; its suffix ends every number."""

    suffix: str = Field(alias="sufixo", pattern=r"^[A-Z0-9][A-Z0-9./-]{0,80}$")


class Body(Model):
    """The issuing body as its file describes it."""

    id: Slug
    name: Line = Field(alias="nome")
    acronym: Line = Field(alias="sigla")
    gender: Gender = Field(alias="genero")
    ministry: OptionalLine = Field(alias="ministerio", default=None)
    cnpj: Cnpj
    address: Address = Field(alias="endereco")
    phone: OptionalPhone = Field(alias="telefone", default=None)
    forum: Line = Field(alias="foro")
    representatives: tuple[BodyRepresentative, ...] = Field(alias="representantes", min_length=1)
    unit: Unit = Field(alias="unidade")
    manager: OptionalContact = Field(alias="gestor", default=None)
    letterhead: tuple[Line, ...] = Field(alias="timbre", min_length=1)

    @model_validator(mode="after")
    def _one_at_a_time(self) -> "Body":
        ordered = sorted(self.representatives, key=lambda person: person.since)
        for earlier, later in pairwise(ordered):
            if earlier.until is None or earlier.until >= later.since:
                raise fault(
                    "representantes-sobrepostos",
                    f"{earlier.name} e {later.name} representam o órgão nos mesmos dias.",
                    "Preencha “ate” do primeiro com o dia anterior a “desde” do segundo.",
                )
        return self

    def representative_on(self, day: date) -> BodyRepresentative:
        """Who represents the body on this day. Raises StateError when nobody does."""
        for person in self.representatives:
            if person.since <= day and (person.until is None or day <= person.until):
                return person
        raise StateError(
            f"ninguém representa {self.acronym} em {day:%d/%m/%Y}.",
            "Inclua em orgao.yaml o representante desse período.",
        )


def read_body(path: Path = DEFAULT) -> Body:
    """The body in a file. Raises UnreadableFile or InvalidData."""
    data = read_mapping(path)
    return validate(Body, {key: data[key] for key in data if key not in KEYS}, str(path))


def read_arrangements(path: Path = DEFAULT) -> Arrangements:
    """What the same file arranges beside the party. Raises UnreadableFile or InvalidData."""
    return arrangements(read_mapping(path), path)
