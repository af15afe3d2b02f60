"""The command line as a person starts it."""

import sys

import pytest

from graphkit.cli import main


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line in this process; return its exit status, output and errors."""

    def call(*args):
        monkeypatch.setattr(sys, "argv", ["graphkit", *map(str, args)])
        with pytest.raises(SystemExit) as stop:
            main()
        said = capsys.readouterr()
        return stop.value.code, said.out, said.err

    return call
