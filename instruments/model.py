"""The common ground of the records: frozen, strict about unknown keys, Portuguese outside."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

FOUND = "found"
"""Validation context of parties as they stand in an agreement that is imported: kept as found,
with what is wrong told as findings."""

STORED = "stored"
"""Validation context of data read back from the journal: tables that have changed since (CEP
ranges, for one) must not make an old record unreadable."""


@cache
def _optional(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """(Portuguese key, English name) of each field that may be left out."""
    return tuple(
        (field.alias or name, name)
        for name, field in model.model_fields.items()
        if field.default is None
    )


class Model(BaseModel):
    """Aliases are the Portuguese keys people write; an optional key left out is the same as null.

    So a rule that needs two keys also speaks when one is left out, and names it as people write it
    (pydantic would place a fault found in a default under the English name).
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        defer_build=True,
        coerce_numbers_to_str=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _absent_is_null(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        absent = [key for key, name in _optional(cls) if key not in data and name not in data]
        return {**data, **dict.fromkeys(absent)} if absent else data

    def as_data(self) -> dict[str, Any]:
        """JSON-ready data under the Portuguese keys, without what is absent."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
