"""The scripts of the pages: what is shipped is what the source gives, types fit, modules keep their promises."""

from collections.abc import Callable

import pytest

Npm = Callable[..., str]


@pytest.mark.parametrize("check", ["types", "test"])
def test_the_source_passes(npm: Npm, check: str) -> None:
    npm("run", check)


def test_what_is_shipped_is_what_the_source_gives(npm: Npm) -> None:
    npm("run", "build", "--", "--check")
