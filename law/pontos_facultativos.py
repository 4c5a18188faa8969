"""The table of pontos facultativos as people write it: each year, its portarias, their days.

pontos_facultativos.yaml comes with the program; a body may keep a file of the same form with the
years that came out since, whose blocks then stand in place of ours.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from faults.validation import fault, validate
from reading.yaml_text import read_mapping

BUNDLED = Path(__file__).with_name("pontos_facultativos.yaml")
NO_REASON = "Ponto facultativo"

Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Hours = Annotated[str, StringConstraints(pattern=r"^(até as|a partir das) \d{1,2}h(\d\d)?$")]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionalDay(_Row):
    """A day without expediente, or with the hours that it has."""

    day: date = Field(alias="dia")
    reason: Text = Field(alias="motivo")
    hours: Hours | None = Field(alias="expediente", default=None)


class Act(_Row):
    """A portaria: what it is called, where it was read, and its days."""

    name: Text = Field(alias="ato")
    source: Text = Field(alias="fonte")
    checked: bool = Field(alias="conferida")
    days: tuple[OptionalDay, ...] = Field(alias="dias")


class OptionalYear(_Row):
    """The portarias of a year; a day that several name keeps the last."""

    year: int = Field(alias="ano", ge=1999, le=2100)
    acts: tuple[Act, ...] = Field(alias="atos", min_length=1)

    @field_validator("acts")
    @classmethod
    def _of_the_year(cls, acts: tuple[Act, ...], info: ValidationInfo) -> tuple[Act, ...]:
        year = info.data.get("year")
        for act in acts:
            for day in act.days:
                if year is not None and day.day.year != year:
                    raise fault(
                        "dia-de-outro-ano",
                        f"{day.day:%d/%m/%Y} não é de {year}.",
                        "Acerte o dia ou mude-o para o bloco do seu ano.",
                    )
        return acts


class Table(_Row):
    """The whole file; `holidays` and `customary` only in ours."""

    holidays: dict[str, Text] = Field(alias="feriados", default={})
    customary: dict[str, Hours] = Field(alias="costume", default={})
    years: tuple[OptionalYear, ...] = Field(alias="anos")

    @field_validator("years")
    @classmethod
    def _each_once(cls, years: tuple[OptionalYear, ...]) -> tuple[OptionalYear, ...]:
        numbers = [year.year for year in years]
        for number in numbers:
            if numbers.count(number) > 1:
                raise fault(
                    "ano-repetido",
                    f"o ano {number} aparece mais de uma vez.",
                    "Junte os blocos num só.",
                )
        return years

    def year(self, number: int) -> OptionalYear | None:
        """The block of a year; None when the table lacks it."""
        return next((year for year in self.years if year.year == number), None)


@cache
def bundled() -> Table:
    """The table that comes with the program."""
    return read_table(BUNDLED)


def read_table(path: Path) -> Table:
    """The table in a file. Raises UnreadableFile or InvalidData with every fault."""
    return validate(Table, read_mapping(path), str(path))
