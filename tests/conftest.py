"""What all tests share: tests that need LibreOffice are skipped without it, except in CI, where they fail."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

NEEDED = ("soffice", "pdftoppm")

# Templates are compiled anew in each test; tests/word/test_word_cache.py names a folder of its own.
os.environ["DOCGEN_CACHE"] = ""

# A test never depends on how fast the machine is, nor on which examples were tried last time.
settings.register_profile(
    "docgen", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("docgen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("libreoffice") or "robustness" in item.path.parts:
            item.add_marker(pytest.mark.slow)
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if not missing or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason=f"needs {', '.join(missing)}")
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(skip)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden texts again instead of comparing")
    parser.addoption("--minutes", type=float, default=0, help="how long each test of tests/robustness goes on")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be written."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture
def minutes(request: pytest.FixtureRequest) -> float:
    """How long a test that may go on for ever does so; 0 for the few examples of CI."""
    return float(request.config.getoption("--minutes"))
