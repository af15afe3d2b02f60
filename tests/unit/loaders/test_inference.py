"""What a text tells of itself."""

import pytest

from graphkit.text.blocks import make_blocks
from loaders.metadata.inference import find_date, find_speaker, find_title, find_titled


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("Ports met on 7-8 September 2017.", (2017, "2017-09")),
        ("Adopted October 4-5, 2011; asked for in May 2010.", (2011, "2011-10")),
        ("Reunión del 3 de mayo de 2019 en Lima", (2019, "2019-05")),
        ("Sept. 2009", (2009, "2009-09")),
        ("Harbour review 2018, resolution 73/195", (2018, None)),
        ("https://ports.example/2031/12 and no date", (None, None)),
        ("No date at all", (None, None)),
    ],
)
def test_the_latest_month_named_in_the_opening_is_the_date(opening: str, found: tuple[int | None, str | None]) -> None:
    assert find_date(opening) == found


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("National consultation of the Dominican Republic", "Dominican Republic"),
        ("The Government of Peru heard the ports. The Government of Peru thanks the Government of Chile.", "Peru"),
        ("The Government of Peru and the Government of Chile met.", None),
        ("Consulta nacional de Ecuador", "Ecuador"),
        ("The **Government** of **Cuba** said", "Cuba"),
        ("Ports met.", None),
        ("Ministers met in Kampala at the invitation of the Government of the Republic of Uganda.", None),
        ("Las delegaciones agradecieron la hospitalidad del Gobierno de la República Dominicana.", None),
        ("Informe nacional voluntario de la República del Ecuador sobre puertos", "República del Ecuador"),
        ("Voluntary national report of Kenya. At the invitation of the Government of Peru", "Kenya"),
    ],
)
def test_the_government_named_most_speaks(opening: str, speaker: str | None) -> None:
    assert find_speaker(opening) == speaker


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Crews of ferries abroad\n\nText follows here.", "Crews of ferries abroad"),
        ("FERRIES\n\nRESULTS OF THE HEARING ON CREWS\n\nINTRODUCTION\n\nText.", "RESULTS OF THE HEARING ON CREWS"),
        ("# Introduction\n\n" + "Ports were heard at length. " * 20, ""),
        ("# " + "Crews and pilots " * 30, ("Crews and pilots " * 30)[:199].rsplit(" ", 1)[0] + "…"),
    ],
)
def test_the_title_is_the_first_line_that_reads_as_one(text: str, title: str) -> None:
    assert find_title(text, make_blocks(text)) == title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# REPUBLIC OF KENYA\n\n# Report on ferries and their crews in the ports\n\nText.", ["REPUBLIC OF KENYA"]),
        ("# GOVERNMENT OF JAMAICA\n\n## Ferries\n\nText follows here.", ["JAMAICA", "Ferries"]),
        ("# Introduction\n\nText follows here.\n\n# Peru\n\nMore.", []),
    ],
)
def test_a_short_heading_before_the_text_may_name_the_government(text: str, names: list[str]) -> None:
    assert find_titled(text, make_blocks(text)) == names
