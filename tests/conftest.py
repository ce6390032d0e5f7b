"""What all tests share: tests that need LibreOffice are skipped without it, except in CI, where they fail."""

from __future__ import annotations

import os
import shutil

import pytest

NEEDED = ("soffice", "pdftoppm")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if not missing or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason=f"needs {', '.join(missing)}")
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(skip)
