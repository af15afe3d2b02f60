"""Lists: what opens them, items that have items of their own, marks of all forms, whose they are."""

import pytest

from graphkit.pipeline import make_graph
from graphkit.publish.export.statements import statement_rows

FRONT = "---\ntitle: T\nyear: 2020\nissuers: [URY]\nlanguage: {language}\n---\n"


def rows(folder, text: str, language: str = "en") -> list[dict]:
    path = folder / "text.md"
    path.write_text(FRONT.format(language=language) + text, encoding="utf-8")
    return list(statement_rows(make_graph(path).graph))


def said(folder, text: str, language: str = "en") -> list[tuple[str, list[str]]]:
    return [(r["text"], r["addressees"]) for r in rows(folder, text, language)]


def test_an_item_with_items_of_its_own_keeps_its_words(tmp_path) -> None:
    text = (
        "# Recommendations\n\n- Strengthen consular protection for crews.\n  - Train consular staff.\n"
        "- Kenya should reunite families of crews.\n    1. Ghana should collect data on migration.\n\n"
        "1. States should lower the cost of remittances.\n   a) States should publish prices.\n"
        "2. Recognise the qualifications of migrants.\n"
    )
    assert said(tmp_path, text) == [
        ("Strengthen consular protection for crews.", []),
        ("Train consular staff.", ["states"]),
        ("Kenya should reunite families of crews.", ["KEN"]),
        ("Ghana should collect data on migration.", ["GHA"]),
        ("States should lower the cost of remittances.", ["states"]),
        ("States should publish prices.", ["states"]),
        ("Recognise the qualifications of migrants.", []),
    ]


@pytest.mark.parametrize(
    "marks", [("\\(i\\)", "\\(ii\\)"), ("(A)", "(B)"), ("(I)", "(II)"), ("1\\.", "2\\."), ("a)", "b)")]
)
def test_marks_of_every_form_begin_items_and_the_addressee_reaches_them(tmp_path, marks) -> None:
    one, two = marks
    text = (
        f"# Recommendations\n\nKenya should:\n\n{one} Collect data on migration;\n\n{two} Issue identity documents.\n"
    )
    assert said(tmp_path, text) == [("Collect data on migration;", ["KEN"]), ("Issue identity documents.", ["KEN"])]


def test_the_addressee_of_a_lead_in_reaches_the_items_of_its_items(tmp_path) -> None:
    text = "# Asks\n\nKenya should:\n\n1. Strengthen consular protection:\n   a) train crews;\n2. Issue visas.\n"
    assert [who for _, who in said(tmp_path, text)] == [["KEN"]] * 3


@pytest.mark.parametrize(
    ("language", "lead", "items"),
    [
        (
            "en",
            "The policy has the following objectives:",
            ["To protect migrant workers;", "Better data on migration."],
        ),
        (
            "es",
            "La política tiene los siguientes objetivos:",
            ["Proteger a los trabajadores migrantes;", "Mejorar los datos."],
        ),
    ],
)
def test_a_list_of_aims_is_read(tmp_path, language, lead, items) -> None:
    text = f"# Policy\n\n{lead}\n\n" + "".join(f"- {item}\n" for item in items)
    assert [(r["text"], r["kind"]) for r in rows(tmp_path, text, language)] == [(i, "recommendation") for i in items]


@pytest.mark.parametrize(
    ("language", "line", "who"),
    [
        ("en", "The Government of Peru commits to train consular staff.", "PER"),
        ("en", "Ghana pledges to reunite families of migrants.", "GHA"),
        ("es", "La República Dominicana se compromete a reunir a las familias migrantes.", "DOM"),
    ],
)
def test_who_commits_is_who_is_to_act(tmp_path, language, line, who) -> None:
    (found,) = rows(tmp_path, f"# Commitments\n\n- {line}\n", language)
    assert who in found["addressees"]


def test_countries_of_origin_is_a_role(tmp_path) -> None:
    text = "# Asks\n\nCountries of origin should:\n\n- collect data on migration;\n- issue identity documents.\n"
    assert [who for _, who in said(tmp_path, text)] == [["origin"], ["origin"]]


@pytest.mark.parametrize(
    ("language", "lead", "items", "who"),
    [
        ("en", "The Office advises as follows:", "The ports light the quays|The crews keep their documents", None),
        ("es", "Pedimos a los gobiernos nacionales que:", "iluminen los muelles|paguen a las tripulaciones", "states"),
        ("es", "El Foro hace un llamado a los gobiernos para que:", "iluminen los muelles|abran refugios", "states"),
        ("fr", "Nous appelons les gouvernements à :", "éclairer les quais|ouvrir des refuges", "states"),
        ("pt", "Pedimos aos governos que:", "iluminem os cais|abram abrigos", "states"),
    ],
)
def test_a_lead_in_that_asks_makes_its_items_recommendations(tmp_path, language, lead, items, who) -> None:
    text = f"# Migration\n\n{lead}\n\n" + "".join(f"- {item};\n" for item in items.split("|"))
    found = rows(tmp_path, text, language)
    assert [r["kind"] for r in found] == ["recommendation"] * 2
    assert who is None or all(who in r["addressees"] for r in found)


@pytest.mark.parametrize(("language", "lead"), [("fr", "Le Togo s'engage à :"), ("pt", "O Togo compromete-se a:")])
def test_the_state_of_a_lead_in_promises_its_items(tmp_path, language: str, lead: str) -> None:
    found = rows(tmp_path, f"# Migration\n\n{lead}\n\n- ouvrir deux consulats;\n- emitir vistos;\n", language)
    assert [(r["speakers"], r["strength"], r["addressees"]) for r in found] == [(["TGO"], "commit", ["TGO"])] * 2
