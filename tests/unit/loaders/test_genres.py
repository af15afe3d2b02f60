"""Genres and the five texts known beforehand."""

from pathlib import Path

import pytest

from graphkit.errors import InputError, UnknownNameError
from graphkit.loading import load_document
from loaders.genres.genre import find_genres, get_genre, recognise
from loaders.metadata.catalogue import find_known, fold

CONSULTATION = """Results of the National Consultation of Peru

Peru's national position was agreed.

# Theme 1. Crews

Ports should register crews.

# Theme 2. Pilots

Train pilots.

# Theme 3. Quays

Mend quays.
"""
TALLER = """Taller temático sobre tripulaciones

Relatores: tres. Copresidido por dos puertos.

1. Introducción

Los grupos de trabajo señalaron buenas prácticas.

2. Conclusiones

- Registrar a las tripulaciones.
"""
FORUM = """High-Level Forum on ferries

PANEL 1 CREWS

Recommendations

- Register crews.

PANEL 2 PILOTS

Recommendations

- Train pilots.
"""
REVIEW = """Regional review of the ferry compact

2.1 Thematic area 1: Crews

Challenges

- Few crews.

Textbox 1. A port

2.2 Thematic area 2: Pilots

Challenges

2.3 Thematic area 3: Quays

Annex 1. Message
"""


def known(text: str) -> str | None:
    genre = recognise(text, find_genres().values())
    return genre.name if genre else None


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (CONSULTATION, "national-consultation"),
        (TALLER, "thematic-workshop"),
        (FORUM, "forum-report"),
        (REVIEW, "regional-review"),
        ("A law on ferries\n\nArticle 1. Crews are registered.\n", None),
    ],
)
def test_a_genre_is_recognised_by_the_text_itself(text: str, genre: str | None) -> None:
    assert known(text) == genre


def test_emphasis_hides_no_sign() -> None:
    assert (
        known(CONSULTATION.replace("National", "**National**").replace("Theme", "**Theme**")) == "national-consultation"
    )


def test_long_runs_of_blank_lines_cost_no_more_than_others() -> None:
    assert known("\n" * 300_000 + "*" * 50_000 + " \n" * 50_000) is None


def test_an_unknown_genre_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'forum-report'"):
        get_genre("forum-reports")


def test_a_loader_of_one_genre_refuses_another(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(FORUM)
    with pytest.raises(InputError, match="can't read the genre 'general'"):
        load_document(path, "forum-report", genre="general")


def test_title_words_recognise_a_known_document_whatever_its_file() -> None:
    text = "**HIGH-LEVEL FORUM**\n\non the flows of irregular migrants in the <b>Américas</b>: preparatory process"
    assert find_known("0" * 64, text)["id"] == "americas-2017"
    assert find_known("0" * 64, "A forum on flows of irregular migrants in the Americas") == {}


def test_folding_leaves_words() -> None:
    assert fold("**Señal**, <b>Nº 2</b>!") == "senal no 2"


def test_a_document_with_an_id_of_its_own_takes_nothing_from_the_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nid: mine\n---\nHigh-level forum\n\nFlows of irregular migrants in the Americas: preparatory process\n"
    )
    assert load_document(path).metadata.issuers == ()


def test_the_five_texts_are_recognised_by_hash_title_and_genre(corpus: Path) -> None:
    found = []
    for path in sorted(corpus.glob("*.txt")):
        document = load_document(path)
        by_title = find_known("0" * 64, document.text)
        genre = recognise(document.text, find_genres().values())
        found.append((document.id, by_title["id"], document.metadata.genre == genre.name if genre else None))
    ids = ["slv-2017", "gfmd-2011", "gtm-2017", "lac-2022", "americas-2017"]
    assert found == [(i, i, True) for i in ids]
