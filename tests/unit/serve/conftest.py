"""A small build, and what reads and serves it."""

import pytest
from served import serve, write_build

from graphkit.serve.reader import open_reader
from graphkit.workspace import open_workspace

ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"


@pytest.fixture(scope="session")
def build(tmp_path_factory):
    """A build directory of a small graph."""
    return write_build(tmp_path_factory.mktemp("serve") / "build")


@pytest.fixture(scope="session")
def reader(build):
    """A reader that gives a query three seconds and an answer 50 rows."""
    opened = open_reader(open_workspace(build), seconds=3, most_rows=50)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def served(reader):
    """The reader on a port of this machine."""
    with serve(reader) as one:
        yield one


@pytest.fixture
def endless():
    """A query that no engine answers in a lifetime of tests."""
    return ENDLESS
