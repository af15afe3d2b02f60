"""Nothing in a graph can run, whatever its names and wordings hold."""

import pytest
from opened import Open

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence, get_link_type
from graphkit.graph.ontology.nodes import (
    Body,
    Document,
    Group,
    Mechanism,
    Objective,
    Practice,
    Principle,
    Recommendation,
    State,
)

NASTY = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script><!--",
    '"><img src=x onerror="window.hit=1">',
    "<svg onload=window.hit=1>",
    "javascript:window.hit=1",
    "{{constructor.constructor('window.hit=1')()}} ${window.hit=1} {n}",
    "line\u2028break\u2029and\u202eright to left\u2066\x00\x1b[31m",
    "</style><style>*{display:none}</style>",
    "]]><a href='javascript:window.hit=1'>x</a>",
    '=HYPERLINK("http://example.org";"x")',
)


def nasty_graph() -> Graph:
    """Return a graph each of whose texts tries to break out."""
    graph = Graph()
    for n, text in enumerate(NASTY):
        statement = f"statement:{n}{text}"
        graph.add_node(Document(id=f"doc{text}", name=text, file=text, sha256=text, genre=text, url=text, year=2000 + n,
                                language=text, characters=10, characters_read=10, assumed=(text,)))  # fmt: skip
        graph.add_node(State(id=f"state{text}", name=text, name_es=text, region=text))
        graph.add_node(Body(id=f"body{text}", name=text, acronym=text, kind=text))
        graph.add_node(Mechanism(id=f"mechanism{text}", name=text, kind=text))
        graph.add_node(Group(id=f"group{text}", name=text, name_es=text))
        graph.add_node(Principle(id=f"principle{text}", name=text, guiding=True))
        graph.add_node(Objective(id=f"gcm:{text}", name=text, name_es=text, number=n + 1, code=text))
        kind = Practice if n % 2 else Recommendation
        said = {"text": text, "start": 0, "end": len(text), "section": (text, text), "strength_words": text}
        place = {"document": f"doc{text}", "language": text, "score": 0.5, "rule": text, "strength": "commit"}
        graph.add_node(kind(id=statement, **said, **place))
        proof = (Evidence(rule=text, score=0.4, document=f"doc{text}", start=0, end=3, words=text[:3]),)
        away = (Evidence(rule=text, score=0.9, words=text, reference=text),)
        for name, source, target, evidence in (
            ("SAID_BY", statement, f"state{text}", proof), ("STATED_IN", statement, f"doc{text}", away),
            ("ADDRESSES", statement, f"gcm:{text}", proof), ("INVOKES", statement, f"principle{text}", away),
            ("CONCERNS", statement, f"group{text}", proof), ("MENTIONS", statement, f"mechanism{text}", away),
            ("MENTIONS", statement, f"body{text}", proof), ("MEMBER_OF", f"state{text}", f"body{text}", away),
        ):  # fmt: skip
            graph.add_link(get_link_type(name)(source=source, target=target, evidence=evidence))
    return graph


VIEWS = (
    "", "unfold=1", "preset=whole&detail=0", "table=1", "page=gaps", "page=principles", "page=timeline",
    "page=statements", "page=method", "lang=es&theme=dark",
)  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_names_and_wordings_never_run(open_page: Open, view: str) -> None:
    opened = open_page(nasty_graph(), "atlas", view, title=NASTY[0])
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert opened.page.evaluate("window.hit") is None
    assert opened.text("h1") == NASTY[0]
    assert opened.page.locator("main script, main img, aside script, aside img, a[href^=javascript]").count() == 0


@pytest.mark.parametrize("number", range(len(NASTY)))
def test_hostile_texts_are_shown_as_they_are(open_page: Open, number: int) -> None:
    text = NASTY[number]
    opened = open_page(nasty_graph(), "network", "")
    opened.page.evaluate("id => location.hash = new URLSearchParams({node: id})", f"state{text}")
    opened.page.wait_for_selector("#panel .wording")
    shown = opened.page.text_content("#panel h2")
    wanted = text.replace("\x00", "\ufffd") if "\x00" in text and "\x00" not in shown else text
    assert shown == wanted
    assert opened.page.text_content("#panel .wording") == wanted
    assert opened.page.evaluate("window.hit") is None


def test_a_hostile_address_changes_nothing(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, "atlas")
    usual = opened.text("#main")
    for state in (
        "page=<script>&preset=constructor&detail=1e9&camera=NaN+1+2&sort=__proto__&lang=toString",
        "node=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&tie=AAA&in-actors=nobody&from=99999&sure=7&gaps=AAA",
        "%", "a=b=c&&&", "theme=javascript:alert(1)&labels=hasOwnProperty",
    ):  # fmt: skip
        opened.go(state)
        assert opened.page.locator("#picture").count() == 1
    opened.go("")
    assert opened.text("#main") == usual


def test_saved_tables_hold_no_formulas(open_page: Open) -> None:
    opened = open_page(nasty_graph(), "network", "detail=0")
    name, content = opened.save("Statements shown (CSV)")
    assert name == "graphkit-statements.csv"
    cells = content.decode("utf-8-sig")
    assert "'=HYPERLINK" in cells
    assert '"=HYPERLINK' not in cells


def test_saved_pictures_hold_no_script(open_page: Open) -> None:
    opened = open_page(nasty_graph(), "network", "detail=0")
    name, content = opened.save("Picture (SVG)")
    text = content.decode("utf-8")
    assert name == "graphkit-network.svg"
    assert "<script" not in text
    assert "onerror=&quot;" not in text and "<img" not in text


def test_the_policy_stops_what_a_page_should_never_do(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph)
    blocked = opened.page.evaluate(
        """async () => {
          const tries = {};
          try { await fetch('data:text/plain,x'); tries.fetch = 'ran'; } catch { tries.fetch = 'stopped'; }
          const box = document.createElement('div');
          try { box.innerHTML = '<b>x</b>'; tries.markup = 'ran'; } catch { tries.markup = 'stopped'; }
          const script = document.createElement('script');
          try { script.text = 'window.hit = 1'; document.body.append(script); } catch { /* stopped by its type */ }
          tries.script = window.hit ? 'ran' : 'stopped';
          return tries;
        }"""
    )
    opened.said.clear()
    assert blocked == {"fetch": "stopped", "markup": "stopped", "script": "stopped"}
