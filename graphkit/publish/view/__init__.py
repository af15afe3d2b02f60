"""Interactive pages of a graph, each one file that works offline: network, matrix, atlas."""

from graphkit.publish.view.page import LANGUAGES, PAGES, Page, make_page, show

__all__ = ["LANGUAGES", "PAGES", "Page", "make_page", "show"]
