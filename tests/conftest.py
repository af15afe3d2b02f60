"""Fixtures shared by all tests."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-golden``: rewrite the golden files; read the diff before committing it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the five source texts; the test skips aloud where they are not at hand."""
    place = Path(os.environ.get("GRAPHKIT_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not place.is_dir():
        pytest.skip(f"the source texts are not at {place}: set GRAPHKIT_CORPUS")
    return place
