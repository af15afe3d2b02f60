"""Spanish texts are read by the same rules."""

from pathlib import Path

import pytest
from read_texts import addressees, kinds, read

from graphkit.reference.language import detect_language

CONSULTA = (Path(__file__).parents[2] / "data" / "consulta_es.md").read_text(encoding="utf-8")


def test_a_national_consultation_in_spanish() -> None:
    assert detect_language(CONSULTA) == "es"
    assert kinds(CONSULTA, "es") == [
        *("definition", "recommendation", "principle", "principle", "principle"),
        *("practice", "practice", "practice", "practice", "practice"),
        *("challenge", "recommendation", "challenge"),
        *("recommendation", "recommendation", "recommendation", "recommendation", "recommendation"),
    ]


def test_strength_and_addressees_of_the_commitments() -> None:
    found = [(s.strength, roles) for s, roles in zip(read(CONSULTA, "es"), addressees(CONSULTA, "es"), strict=True)]
    assert found[-5:] == [
        ("commit-addressee", {"destination"}),
        ("commit-addressee", {"destination"}),
        ("commit-date", {"destination"}),
        ("recommend", {"private-sector"}),
        ("consider", {"civil-society"}),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Es urgente abrir los albergues del puerto.", "recommendation"),
        ("Proponemos que las tripulaciones elijan a su vocero.", "recommendation"),
        ("El derecho a descansar es de toda persona.", "principle"),
        ("Se entiende por faena el trabajo a bordo.", "definition"),
        ("El puerto ha creado una escuela nocturna.", "practice"),
        ("Las tripulaciones carecen de médicos y sufren abusos.", "challenge"),
        ("Los capitanes lamentaron el estado de los muelles.", "challenge"),
        ("Se tomó nota: las deudas de la tripulación siguen pendientes.", "challenge"),
        ("Se valoró positivamente la escuela del puerto.", "practice"),
        ("Se instó a los armadores a repintar las salas.", "recommendation"),
        ("Los capitanes reafirmaron que nadie puede quedar en el mar.", "principle"),
        ("Cabe señalar que el puerto está al norte.", None),
        ("El presente informe tiene tres partes.", None),
        ("Ningún puerto ni ningún estado puede vigilar el mar por sí solo.", "principle"),
        ("Chile capacitó a los pilotos de las islas.", "practice"),
        ("El precio de un amarre se ha duplicado desde la primavera.", "challenge"),
        ("El muelle tiene lámparas, pero los guardias rara vez las encienden.", "challenge"),
        ("El siguiente recuadro presenta los barcos.", None),
    ],
)
def test_the_wording_alone_shows_the_kind(sentence: str, kind: str | None) -> None:
    assert kinds(f"{sentence}\n", "es") == ([kind] if kind else [])


def test_capitals_without_accents_are_read_too() -> None:
    assert kinds("LOS ESTADOS DEBERAN ABRIR LOS PUERTOS A TODA HORA.\n", "es") == ["recommendation"]
