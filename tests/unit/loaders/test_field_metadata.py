"""Issuer and year of real texts as people state them: right, unknown or wrong, where the texts are at hand."""

import csv
import re
from pathlib import Path

import pytest

from graphkit.loading import load_document

RCM = "BLZ CAN CRI SLV USA GTM HND MEX NIC PAN DOM"
AMERICAS = "ARG BRB BLZ BRA CAN CHL COL CRI ECU SLV GTM HTI HND JAM MEX PAN PRY PER URY USA"
CIVIL = "civil-society"
ISSUERS = {
    "asp": ["ESCAP"], "bal": ["bali-process"], "bgs": ["BGD"], "cep": ["ECLAC", "CELADE"], "cla": ["clamor-network"],
    "cmm": ["USA"], "crm": ["RCM", RCM], "crv": ["RCM", RCM], "dla": [AMERICAS], "ecw": ["ECOWAS"], "ipu": ["IPU"],
    "jor": [CIVIL], "lac": ["IOM"], "lad": [AMERICAS + " GUY"], "nig": ["NGA"], "per": [CIVIL], "und": ["UNNM"],
    "pqs": ["ARG BRA CHL COL CRI ECU GUY MEX PRY PER URY"], "uns": ["UN"], "e01": ["RCM", RCM], "e02": ["URY"],
    "e03": ["RCM"], "e04": ["BLZ BRA COL CUB SLV GTM HTI HND MEX VEN"], "e05": ["CHL"], "e06": [CIVIL], "e07": [CIVIL],
    "e08": [CIVIL], "e09": [CIVIL], "e10": ["MEX"], "e11": [CIVIL], "e12": ["IOM"], "e13": ["ITUC"], "e14": [CIVIL],
    "e15": ["andean-community", "BOL COL ECU PER"], "e16": ["SEGIB"], "e17": ["SEGIB"], "e18": ["MEX"],
    "e19": ["IACHR"], "e20": ["COL"], "e21": ["CMW"], "e22": ["SLV"], "e23": ["SLV"], "e24": ["SLV"], "e25": ["CHL"],
    "e26": ["MEX"], "e27": ["ECU"], "e28": ["PER"], "e29": ["COL"], "e30": ["MEX"], "e31": ["ECLAC", "ECLAC IOM"],
    "e32": [CIVIL], "e33": ["CONEVAL"], "e34": ["CELAC"], "e35": ["ESP"],
    "e36": ["BLZ COL CRI CUB ECU SLV GTM HTI HND MEX PAN VEN"], "e37": ["IOM"],
}  # fmt: skip
"""Text -> ids that a person names as its issuers, more than one way where both are right."""


@pytest.fixture(scope="module")
def field(shared) -> Path:
    """The folder of real texts with labels."""
    return shared("field")


def texts(field: Path) -> dict[str, Path]:
    found = [*(field / "texts").glob("*.md"), *(field / "train" / "texts").glob("e*.md")]
    return {path.stem: path for path in sorted(found)}


def judge(path: Path) -> str:
    meta = load_document(path).metadata
    ways = [set(way.split()) for way in ISSUERS[path.stem]]
    found = set(meta.issuers) or ({CIVIL} if meta.issuer_kind == CIVIL else set())
    return "right" if found in ways else "unknown" if not found else "wrong"


def test_the_issuer_of_a_real_text_is_right_or_unknown_and_hardly_ever_wrong(field: Path) -> None:
    judged = [judge(path) for path in texts(field).values()]
    assert judged.count("wrong") <= 0.03 * len(judged)
    assert judged.count("right") >= 0.6 * len(judged)


def test_the_year_of_a_real_text_is_right_or_unknown(field: Path) -> None:
    stated = {}
    for name in ("metadata.tsv", "train/metadata-es.tsv"):
        with (field / name).open(encoding="utf-8", newline="") as file:
            stated |= {row["text"]: row["year"] for row in csv.DictReader(file, delimiter="\t")}
    wrong = []
    for name, path in texts(field).items():
        year = load_document(path).metadata.year
        if year is not None and str(year) not in re.findall(r"\d{4}", stated[name]):
            wrong.append((name, year))
    assert len(wrong) <= 0.05 * len(stated)
