"""French and Portuguese: kinds, objectives by the Spanish cues, names, addressees."""

import pytest

from graphkit.match.lemma import get_lemma_form
from graphkit.pipeline import make_graph
from graphkit.publish.export.statements import statement_rows


def rows(folder, text: str) -> list[dict]:
    path = folder / "text.md"
    path.write_text(text, encoding="utf-8")
    return list(statement_rows(make_graph(path).graph))


FRENCH = """# Recommandations

- Les États devraient protéger les droits des travailleurs migrants et de leurs familles dans les ports.
- Renforcer la coopération contre la traite des personnes avant la fin de 2031.
- Recueillir des données ventilées sur les migrations.
- Le Pérou et la Côte d'Ivoire doivent délivrer des documents d'identité et un passeport.
- L'Allemagne doit faciliter le retour et la réintégration des migrants.
"""
PORTUGUESE = """# Recomendações

- Os Estados devem proteger os direitos dos trabalhadores migrantes e das suas famílias nos portos.
- Fortalecer a cooperação contra o tráfico de pessoas até o final de 2031.
- Coletar dados desagregados sobre as migrações.
- A Alemanha e a Costa do Marfim devem emitir documentos de identidade e um passaporte.
- O Brasil deve facilitar o retorno e a reintegração dos migrantes.
"""


@pytest.mark.parametrize("text", [FRENCH, PORTUGUESE])
def test_recommendations_are_read_and_find_their_objectives(tmp_path, text: str) -> None:
    found = rows(tmp_path, text)
    assert [r["kind"] for r in found] == ["recommendation"] * 5
    for row, number in zip(found, (6, 10, 1, 4, 21), strict=True):
        assert number in row["objectives"], row["text"]
    assert all(text[r["start"] : r["end"]] == r["text"] for r in found)


def test_states_are_known_by_their_french_and_portuguese_names(tmp_path) -> None:
    assert [r["actors"] for r in rows(tmp_path, FRENCH)][3:] == [["CIV", "PER"], ["DEU"]]
    assert [r["actors"] for r in rows(tmp_path, PORTUGUESE)][3:] == [["CIV", "DEU"], ["BRA"]]


def test_who_is_to_act_is_found(tmp_path) -> None:
    assert rows(tmp_path, FRENCH)[0]["addressees"] == ["states"]
    assert rows(tmp_path, PORTUGUESE)[0]["addressees"] == ["states"]


@pytest.mark.parametrize(("language", "lead"), [("fr", "Nous nous engageons à"), ("pt", "Comprometemo-nos a")])
def test_a_promise_is_a_recommendation_that_commits(tmp_path, language: str, lead: str) -> None:
    texts = {
        "fr": "soutenir les familles des migrants dans le pays.",
        "pt": "apoiar as famílias dos migrantes no país.",
    }
    (row,) = rows(tmp_path, f"# Texte\n\n{lead} {texts[language]}\n")
    assert (row["kind"], row["strength"], row["language"]) == ("recommendation", "commit", language)


@pytest.mark.parametrize(
    ("language", "word", "spanish"),
    [
        ("fr", "frontières", "fronteras"), ("fr", "régularisation", "regularización"), ("fr", "enfants", "niños"),
        ("pt", "fronteiras", "fronteras"), ("pt", "regularização", "regularización"), ("pt", "crianças", "niños"),
        ("pt", "dignidade", "dignidad"), ("fr", "discrimination", "discriminación"),
    ],
)  # fmt: skip
def test_a_word_has_the_normal_form_of_the_spanish_word_it_stands_for(language, word, spanish) -> None:
    assert get_lemma_form(language)(word) == get_lemma_form("es")(spanish)


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("Le port a ouvert un refuge pour les marins migrants.", "practice"),
        ("Les associations déplorent l'expulsion de marins migrants.", "challenge"),
        ("Les marins migrants ne reçoivent pas de soins.", "challenge"),
        ("La loi sur l'asile n'a toujours pas été adoptée.", "challenge"),
        ("Les syndicats ont demandé que les ports accueillent les marins migrants.", "recommendation"),
        ("O porto abriu um abrigo para marinheiros migrantes.", "practice"),
        ("As associações denunciaram a expulsão de marinheiros migrantes.", "challenge"),
        ("Os marinheiros migrantes não recebem atendimento médico.", "challenge"),
        ("Os sindicatos pediram que os portos acolham os marinheiros migrantes.", "recommendation"),
        ("A prefeitura comprometeu-se a abrir um abrigo para migrantes.", "recommendation"),
    ],
)
def test_kinds_are_read_in_the_present_and_the_past(tmp_path, wording: str, kind: str) -> None:
    language = "fr" if wording.startswith(("Le ", "La ", "Les ")) else "pt"
    text = f"---\ntitle: T\nyear: 2020\nissuers: [URY]\nlanguage: {language}\n---\n# Migration\n\n{wording}\n"
    assert [r["kind"] for r in rows(tmp_path, text)] == [kind]
