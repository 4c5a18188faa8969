"""Rules for every test: which tools it needs, and that CI leaves nothing out.

`@pytest.mark.requires("qpdf", "soffice")` skips a test on a machine that lacks one of these
commands. Under CI=true a skipped test, or a file of tests skipped whole, is a failure: there
`scripts/setup-system.sh` has installed everything, so a gap means that something was not tested.
Fixtures stand beside the tests that use them, not here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator

import pytest
from hypothesis import settings

# How long one example takes depends on what else the machine is doing; no test is timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

REMEDY = "instale com scripts/setup-system.sh test"


def in_ci() -> bool:
    """Whether this run is the one that decides."""
    return os.environ.get("CI", "").lower() == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes tests/golden anew; whoever does so reads the difference."""
    parser.addoption("--update-golden", action="store_true", help="escreve de novo tests/golden")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tools are not on this machine."""
    tools = {tool for mark in item.iter_markers("requires") for tool in mark.args}
    missing = sorted(tool for tool in tools if shutil.which(tool) is None)
    if missing:
        pytest.skip(f"falta {', '.join(missing)}: {REMEDY}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one in CI (an expected failure stays one)."""
    report = yield
    if report.skipped and in_ci() and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{_told(report.longrepr)} (em CI, pular é falhar)"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a file of tests that skips itself whole into a failed one in CI."""
    report = yield
    if report.skipped and in_ci():
        report.outcome = "failed"
        report.longrepr = f"{_told(report.longrepr)} (em CI, pular é falhar)"
    return report


def _told(longrepr: object) -> str:
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
