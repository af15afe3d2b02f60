"""The five digests of the quick start load without a guess."""

from pathlib import Path

import pytest

from graphkit.issues import Issues
from graphkit.loading import find_files, load_document
from loaders.genres.genre import find_genres, recognise

CORPUS = Path(__file__).parents[3] / "corpus"
DIGESTS = sorted(p.name for p in CORPUS.glob("*.md") if p.name != "README.md")


def test_the_folder_holds_the_five_digests() -> None:
    assert [p.name for p in find_files([CORPUS], Issues())] == DIGESTS
    assert len(DIGESTS) == 5


@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_states_all_that_is_known_of_it(name: str) -> None:
    meta = load_document(CORPUS / name).metadata
    assert (meta.id, set(meta.assumed) - {"form", "place"}) == (f"digest-{Path(name).stem}", set())
    assert meta.issuers


@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_has_the_form_of_its_genre(name: str) -> None:
    document = load_document(CORPUS / name)
    genre = recognise(document.text, find_genres().values())
    assert genre is not None
    assert genre.name == document.metadata.genre


@pytest.mark.parametrize("name", DIGESTS)
def test_only_the_misprinted_count_of_the_review_is_noted(name: str) -> None:
    noted = [i.reason.split(": ")[-1] for i in load_document(CORPUS / name).issues]
    assert noted == (["row 'United Nations system' states 18, listed are 17"] if name == "lac-2022.md" else [])
