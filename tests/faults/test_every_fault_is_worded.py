"""Whatever stands in a file that people write, each fault has words of its own.

Every field of every such file is given every kind of wrong value. Pydantic has a hundred kinds of
fault; one that WORDING does not know would come out as “valor não aceito.”, which helps nobody.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from clauses.clause_set import ClauseSet
from clauses.clause_text import FrontMatter
from faults.errors import InvalidData
from faults.finding import Finding
from faults.validation import validate
from instruments.arrangements import KEYS, Arrangements
from instruments.body import DEFAULT, Body
from instruments.partner import Partner
from instruments.work_plan import WorkPlan
from reading.yaml_text import load_mapping, read_mapping

ROOT = Path(__file__).parents[2]
CLAUSE = (ROOT / "clauses" / "library" / "objeto" / "1.md").read_text(encoding="utf-8")

OWN = read_mapping(DEFAULT)
FILES: dict[type[BaseModel], dict[str, Any]] = {
    Partner: read_mapping(ROOT / "examples" / "mpmt.yaml"),
    WorkPlan: read_mapping(ROOT / "examples" / "plano-adesao.yaml"),
    Body: {key: value for key, value in OWN.items() if key not in KEYS},
    Arrangements: {
        **{key: value for key, value in OWN.items() if key in KEYS},
        "conferencia": {"endereco": "https://exemplo.gov.br", "autenticidade": "Em {endereco}."},
        "assinatura": {"nivel_minimo": {"padrao": "qualificada"}, "prazo_dias": 30},
    },
    ClauseSet: read_mapping(ROOT / "clauses" / "sets" / "act-adesao.yaml"),
    FrontMatter: load_mapping(CLAUSE.split("---\n")[1], "objeto/1.md"),
}
# What YAML, CSV and JSON can put in a field.
WRONG: list[Any] = [
    *(None, "", " ", "x", "{0}", "1.5", "2024", "9" * 5000, "x" * 100_000, "\0", "\U0001f600"),
    *(True, 0, -1, 10**30, 1.5, float("nan"), float("inf")),
    *([], [None], [[]], {}, {"a": "b"}, [{"a": "b"}]),
]

Place = tuple[str | int, ...]


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """The way to every value inside, for lists to their first item only."""
    yield here
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*here, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*here, 0))


def put(data: Any, place: Place, wrong: Any) -> Any:
    if not place:
        return wrong
    copy = deepcopy(data)
    inner = copy
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = wrong
    return copy


def findings(model: type[BaseModel], data: Any) -> tuple[Finding, ...]:
    try:
        validate(model, data, "arquivo")
    except InvalidData as error:
        return error.findings
    return ()


@pytest.mark.parametrize("model", FILES, ids=[model.__name__ for model in FILES])
def test_every_fault_of_a_file_has_words_of_its_own(model: type[BaseModel]) -> None:
    data = FILES[model]
    assert findings(model, data) == ()
    wordless = {
        (finding.rule, finding.where)
        for place in places(data)
        for wrong in WRONG
        for finding in findings(model, put(data, place, wrong))
        if finding.message == "valor não aceito."
    }
    assert wordless == set()
