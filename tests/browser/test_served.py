"""The pages as the server gives them: drawn in a browser, and closed to what other sites try."""

from typing import Any

import pytest
from served import NASTY, Served, serve, write_build

from graphkit.serve.reader import open_reader
from graphkit.workspace import open_workspace


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A small graph on a port of this machine."""
    reader = open_reader(open_workspace(write_build(tmp_path_factory.mktemp("served") / "build")))
    with serve(reader) as one:
        yield one
    reader.close()


@pytest.fixture
def tab(chromium: Any) -> Any:
    """A tab that remembers what it asked for and what it said."""
    context = chromium.new_context(viewport={"width": 1360, "height": 820})
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda m: m.type in {"error", "warning"} and page.said.append(m.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


def test_a_page_is_opened_from_the_first_page_and_drawn(served: Served, tab: Any) -> None:
    tab.goto(served.address)
    tab.click("text=atlas")
    tab.wait_for_selector("#picture")

    assert tab.url.startswith(f"{served.address}/pages/atlas")
    assert tab.evaluate("graphkit.shown().nodes.length") > 0
    own = (served.address, "data:", "blob:")
    assert [url for url in tab.asked if not url.startswith(own)] == []
    assert tab.said == []


def test_a_wording_that_is_markup_is_shown_as_it_is_and_never_runs(served: Served, tab: Any) -> None:
    tab.goto(f"{served.address}/pages/atlas?lang=es#page=statements")
    tab.wait_for_selector("#main > *")

    assert tab.evaluate("document.documentElement.lang") == "es"
    tab.fill("#main input[type=search]", "onerror")
    tab.wait_for_function("text => document.querySelector('#main').innerText.includes(text)", arg=NASTY)
    assert tab.evaluate("window.hit") is None
    tab.goto(f"{served.address}/statements/statement:served1")
    assert NASTY in tab.evaluate("JSON.parse(document.body.innerText).wording")
    assert tab.evaluate("window.hit") is None


ATTEMPTS = """async address => {
  const told = {};
  const tries = {
    read: () => fetch(address + '/graph').then(r => r.text()),
    query: () => fetch(address + '/query', {method: 'POST', headers: {'Content-Type': 'application/json'},
                                            body: '{"query": "RETURN 1 AS a"}'}).then(r => r.text()),
  };
  for (const [name, attempt] of Object.entries(tries)) {
    try { told[name] = await attempt(); } catch { told[name] = 'refused'; }
  }
  return told;
}"""


def test_a_page_of_another_site_reads_nothing(served: Served, tab: Any) -> None:
    tab.goto(f"{served.address.replace('127.0.0.1', 'localhost')}/statements?limit=1")
    tab.goto("about:blank")
    assert tab.evaluate(ATTEMPTS, served.address) == {"read": "refused", "query": "refused"}
