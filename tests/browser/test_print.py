"""A briefing on paper is one sheet."""

from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from graphkit.pipeline import build_workspace
from graphkit.publish.report.focus import Question
from graphkit.publish.report.page import make_page
from graphkit.publish.report.report import make_report
from graphkit.workspace import Workspace, open_workspace

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = tmp_path_factory.mktemp("print") / "out"
    build_workspace(ROOT / "corpus", place)
    return open_workspace(place)


def print_pages(chromium: Any, page: str) -> list[str]:
    """Return the text of each printed page."""
    tab = chromium.new_page()
    tab.set_content(page)
    data = tab.pdf(prefer_css_page_size=True, print_background=True)
    tab.close()
    return [page.get_textpage().get_text_range() for page in PdfDocument(data)]


@pytest.mark.parametrize("asked", [{"actor": "SLV"}, {"actor": "CRI"}, {"body": "SICA"}, {"body": "RCM"}])
def test_a_briefing_prints_on_one_sheet_down_to_its_last_line(
    asked: dict[str, str], chromium: Any, workspace: Workspace
) -> None:
    (sheet,) = print_pages(chromium, make_page(make_report(workspace, Question(**asked), "out")))
    assert "graphkit check report.json" in sheet
