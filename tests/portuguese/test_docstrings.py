"""The examples in the docstrings of portuguese/ are true."""

import doctest
import importlib
import pkgutil

import pytest

import portuguese

MODULES = [f"portuguese.{module.name}" for module in pkgutil.iter_modules(portuguese.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_try() -> None:
    modules = [importlib.import_module(name) for name in MODULES]
    assert sum(doctest.testmod(module).attempted for module in modules) > 25
