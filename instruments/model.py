"""The common ground of the records: frozen, strict about unknown keys, Portuguese outside."""

from typing import Any

from pydantic import BaseModel, ConfigDict

STORED = "stored"
"""Validation context of data read back from the journal: tables that have changed since (CEP
ranges, for one) must not make an old record unreadable."""


class Model(BaseModel):
    """Aliases are the Portuguese keys people write; defaults are validated like values."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        validate_default=True,
        coerce_numbers_to_str=True,
    )

    def as_data(self) -> dict[str, Any]:
        """JSON-ready data under the Portuguese keys, without what is absent."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
