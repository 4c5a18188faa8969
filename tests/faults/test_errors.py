"""The tree of errors: what each carries, its code, and how it travels between processes."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

from faults import errors
from faults.errors import InvalidData, NotFound, PactuaError
from faults.finding import Finding

FINDINGS = (
    Finding("cep-uf", "erro", "p.yaml: endereco.cep", "o CEP é de Roraima.", "Confira o CEP."),
    Finding("campo-missing", "erro", "p.yaml: nome", "falta este campo.", "Preencha-o."),
)


def family(parent: type[PactuaError] = PactuaError) -> list[type[PactuaError]]:
    """The error and everything below it."""
    below = [kind for child in parent.__subclasses__() for kind in family(child)]
    return [parent, *below]


def made(kind: type[PactuaError]) -> PactuaError:
    if issubclass(kind, InvalidData):
        return kind("há {0} falhas.", FINDINGS, "Corrija-as.")
    return kind("há {0} falhas.", "Corrija-as.")


def fail(kind: type[PactuaError]) -> None:
    raise made(kind)


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.code for kind in family()]
    assert sorted(codes) == sorted(set(codes))


def test_every_error_defines_its_own_code() -> None:
    assert [kind.__name__ for kind in family() if "code" not in vars(kind)] == []


def test_every_error_stands_in_the_drawing_of_the_tree() -> None:
    assert errors.__doc__ is not None
    drawn = errors.__doc__.split()
    assert [kind.__name__ for kind in family() if kind.__name__ not in drawn] == []


@pytest.mark.parametrize("kind", family())
def test_an_error_tells_what_happened_and_what_to_do(kind: type[PactuaError]) -> None:
    error = made(kind)
    assert (str(error), error.message, error.remedy) == (
        "há {0} falhas.",
        "há {0} falhas.",
        "Corrija-as.",
    )


@pytest.mark.parametrize("kind", family())
def test_an_error_is_the_same_after_being_pickled(kind: type[PactuaError]) -> None:
    error = made(kind)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes, of this very test)
    assert type(copy) is kind
    assert (str(copy), vars(copy)) == (str(error), vars(error))


def test_an_error_without_a_remedy_has_an_empty_one() -> None:
    assert NotFound("nada com esse nome.").remedy == ""


def test_errors_reach_the_parent_process_with_their_findings() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        told = pool.submit(fail, InvalidData).exception()
    assert isinstance(told, InvalidData)
    assert (told.message, told.remedy, told.findings) == (
        "há {0} falhas.",
        "Corrija-as.",
        FINDINGS,
    )
