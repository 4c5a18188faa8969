"""Partners, plans and instruments for tests, made from the examples without any service.

`..._data` gives what a person would have written, ready to be spoiled; the others give records.
"""

from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from clauses.library import Library
from faults.errors import InvalidData
from faults.finding import Finding
from faults.validation import validate
from instruments.assemble import Texts, used_texts
from instruments.body import Body, read_body
from instruments.instrument import Instrument, Request
from instruments.model import Model
from instruments.number import InstrumentNumber
from instruments.partner import Partner
from instruments.work_plan import WorkPlan
from reading.yaml_text import read_mapping

EXAMPLES = Path(__file__).parent.parent / "examples"
PLAN = "plano-adesao"
PARTNERS = (
    "mpmt", "defensoria", "procon-estadual", "procon-municipal", "tribunal-de-justica",
    "agencia-reguladora",
)  # fmt: skip
"""One example of each kind that the set serves, by the name of its file."""

SUFFIX = "CIHP/CGSINDEC/DPDC/SENACON"
SEED_DAY = date(2024, 1, 10)
SEED_PROCESS = "08012.002734/2023-09"
LIBRARY = Library()
TEXTS: Texts = LIBRARY.clause


@cache
def _example(name: str) -> dict[str, Any]:
    return read_mapping(EXAMPLES / f"{name}.yaml")


def example_data(name: str = "mpmt", **changes: Any) -> dict[str, Any]:
    """What examples/<name>.yaml says, with these keys replaced (`endereco__uf` reaches inside)."""
    return changed(_example(name), **changes)


def changed(data: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A copy with these keys replaced, or left out where the new value is `...`."""
    copy = deepcopy(data)
    for path, value in changes.items():
        *steps, last = path.split("__")
        place = copy
        for step in steps:
            place = place[step]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return copy


def partner(name: str = "mpmt", **changes: Any) -> Partner:
    """The partner of examples/<name>.yaml, with these keys replaced."""
    return validate(Partner, example_data(name, **changes), "participe.yaml")


def plan(**changes: Any) -> WorkPlan:
    """The plan of the examples, with these keys replaced."""
    return validate(WorkPlan, example_data(PLAN, **changes), "plano.yaml")


@cache
def body() -> Body:
    """The bundled body."""
    return read_body()


def request(*partners: Partner, day: date = SEED_DAY, **changes: Any) -> Request:
    """A request for the bundled set with its texts pinned; without partners, the seed's."""
    asked = Request(
        **{
            "clause_set": LIBRARY.clause_set("act-adesao"),
            "body": body(),
            "signer": body().representative_on(day),
            "partners": partners or (partner(),),
            "process": None if partners else SEED_PROCESS,
            "months": 36,
            "plan": plan(),
            "texts": (),
            **changes,
        }
    )
    return asked.model_copy(update={"texts": used_texts(asked, TEXTS)})


def instrument(
    *partners: Partner, sequence: int = 1, version: int = 1, code: str = "", **changes: Any
) -> Instrument:
    """A version of instrument `sequence`/2024 with its own code."""
    return Instrument(
        number=InstrumentNumber(sequence, 2024, SUFFIX),
        version=version,
        code=code or str(10_000_000 + sequence),
        drafted_on=SEED_DAY,
        request=request(*partners, **changes),
    )


def findings(model: type[Model], data: Any, where: str = "participe.yaml") -> list[Finding]:
    """The faults that validation finds in the data; none when it is good."""
    try:
        validate(model, data, where)
    except InvalidData as error:
        return list(error.findings)
    return []


def lines(model: type[Model], data: Any, where: str = "participe.yaml") -> list[str]:
    """The faults as people read them."""
    return [finding.line() for finding in findings(model, data, where)]
