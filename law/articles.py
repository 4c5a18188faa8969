"""How many articles a norm has, where it is known (articles.yaml)."""

from functools import cache
from pathlib import Path

from reading.yaml_text import read_mapping

TABLE = Path(__file__).with_name("articles.yaml")


def last_article(norm: str) -> int | None:
    """The last article of a norm by its name in norms.yaml; None where it is not known."""
    return _table().get(norm)


@cache
def _table() -> dict[str, int]:
    return {row["norma"]: int(row["ultimo"]) for row in read_mapping(TABLE)["artigos"]}
