"""The documentation is true: its code runs, and what it names exists and is complete."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from pages import DOCS, PAGES, ROOT, RUN, find_blocks, find_calls, find_names, read_page

from graphkit.analysis.gaps.gaps import CHECKS
from graphkit.cli import SUMMARIES, VERBS, cli
from graphkit.cypher.lint import RULES
from graphkit.graph.ontology import LINK_TYPES, NODE_TYPES
from graphkit.publish.export import EXPORTERS
from graphkit.queries import find_queries
from graphkit.text.document import STRENGTHS

sys.path.insert(0, str(ROOT / "tools"))
BIN = Path(sys.executable).parent
GENERATED = ("api.md", "commands.md", "exports.md", "queries.md", "schema.md")
WRITTEN = [name for name in PAGES if name not in GENERATED]
CODED = [name for name in WRITTEN if any(b.language in RUN for b in find_blocks(read_page(name)))]
VARIABLES = r"\b(?:GRAPHKIT|NEO4J)_[A-Z][A-Z_]+[A-Z]\b"


def run(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not re.fullmatch(VARIABLES, k)}
    env = kept | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
    return subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("docs")
    done = run(["graphkit", "build", str(ROOT / "corpus"), "--out", "graphkit-out", "--quiet"], place)
    assert done.returncode == 0, done.stderr
    return place / "graphkit-out"


@pytest.fixture
def place(built, tmp_path) -> Path:
    """A folder as the reader of a page has it: the corpus, and the graph of the corpus."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    shutil.copytree(built, tmp_path / "graphkit-out")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("name", CODED)
def test_every_block_of_a_page_runs_in_order(name, place, monkeypatch):
    monkeypatch.chdir(place)
    names: dict[str, object] = {}
    for block in find_blocks(read_page(name)):
        if block.language == "python":
            exec(compile(block.text, name, "exec"), names)
        elif block.language in RUN:
            command = ["bash", "-ec", block.text] if block.language == "bash" else ["graphkit", "query", block.text]
            done = run(command, place)
            assert done.returncode == 0, f"{block.text}\n{done.stdout}\n{done.stderr}"
            assert done.stdout or done.stderr or block.language == "bash", f"no answer to\n{block.text}"
            assert not re.search(r"^(?:0 rows|.*: nothing found\.)$", done.stdout, re.M), f"nothing\n{block.text}"


@pytest.mark.parametrize("name", [*PAGES, "../README.md", "../CONTRIBUTING.md"])
def test_every_command_and_option_that_is_named_exists(name):
    for words in find_calls(read_page(name)):
        check_call(words)


def check_call(words: list[str]) -> None:
    """Walk down the command line as far as it names commands; every option must be one of them."""
    command: click.Command = cli
    known = options(cli)
    for word in words:
        context = click.Context(command)
        if word.startswith("-"):
            flag = word.partition("=")[0].rstrip(".,:)")
            assert flag in known, f"graphkit {' '.join(words)}: no option {flag}"
        elif isinstance(command, click.Group) and word.islower():
            below = command.get_command(context, word)
            assert below is not None, f"graphkit {' '.join(words)}: no command {word}"
            command, known = below, known | options(below)


def options(command: click.Command) -> set[str]:
    context = click.Context(command)
    return {flag for p in command.get_params(context) for flag in (*p.opts, *p.secondary_opts)} | {"--help"}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_name_in_capitals_is_a_link_type_or_a_variable(name):
    known = {*LINK_TYPES, "MATCH", "NAME", "COMMAND", "VERBS", "SUMMARIES", "EXPORTERS", "EXPORTER", "FORMAT", "PLACE"}

    assert {n for n in find_names(read_page(name)) if not re.fullmatch(VARIABLES, n)} <= known


def test_the_pages_of_reference_are_what_the_code_says():
    import make_docs

    stale = [name for name, text in make_docs.make_pages().items() if read_page(name) != text]

    assert not stale, "run tools/make_docs.py"


def test_commands_are_listed_both_ways():
    listed = re.findall(r"^## graphkit (\w+)$", read_page("commands.md"), re.MULTILINE)

    assert listed == sorted(VERBS) == sorted(SUMMARIES)


def test_labels_and_link_types_are_listed_both_ways():
    listed = re.findall(r"^### (\w+)$", read_page("schema.md"), re.MULTILINE)

    assert listed == [*NODE_TYPES, *LINK_TYPES]


def test_queries_are_listed_both_ways():
    library = {p.stem for p in (ROOT / "cypher").rglob("*.cypher")}
    listed = set(re.findall(r"^### `?(\w+)`?$", read_page("queries.md"), re.MULTILINE))

    assert listed == library


def test_the_page_shows_every_query_as_it_is():
    shown = {block.text.strip() for block in find_blocks(read_page("queries.md")) if block.language == "cypher"}

    assert {query.text.strip() for query in find_queries().values()} == shown


def test_kinds_of_gaps_are_listed_both_ways():
    listed = re.findall(r"^\| `([a-z]+-[a-z-]+)` \|", read_page("concepts/gaps.md"), re.MULTILINE)

    assert sorted(listed) == sorted(CHECKS)


def test_strengths_are_listed_both_ways():
    listed = re.findall(r"^\| `([a-z-]+)` \|", read_page("concepts/statements.md"), re.MULTILINE)

    assert tuple(listed) == STRENGTHS


def test_rules_of_portability_are_listed_both_ways():
    listed = re.findall(r"^\| `?([a-z-]+)`? \|", read_page("cypher.md"), re.MULTILINE)

    assert [name for name in listed if name != "rule"] == [rule.name for rule in RULES]


def test_export_formats_are_listed_both_ways():
    listed = re.findall(r"^\| `([\w-]+)` \|", read_page("exports.md"), re.MULTILINE)

    assert listed == sorted(EXPORTERS)


def test_every_export_format_has_a_way_to_open_it():
    shown = {words[1] for words in find_calls(read_page("how-to/export.md")) if words[0] == "export" and len(words) > 1}

    assert shown | {"statements"} == set(EXPORTERS)


def test_every_export_format_says_how_we_know_that_it_opens():
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+) \| ([^|]+) \|$", read_page("how-to/export.md"), re.MULTILINE)

    assert {name for formats, _ in rows for name in re.findall(r"`([a-z0-9-]+)`", formats)} == set(EXPORTERS)


def test_limits_gives_the_figures_of_the_accuracy_page():
    told = dict(re.findall(r"^\| ([a-z ]+) \| (0\.\d\d) \|", read_page("limits.md"), re.MULTILINE))
    table = read_page("accuracy.md").partition("## On texts that two people coded")[2].partition("By kind")[0]
    measured = re.findall(r"^\| ([a-z ]+) \| [-.\d]+ \| [-.\d]+ \| (0\.\d+) ", table, re.MULTILINE)

    assert told == {field: f"{float(value) + 1e-9:.2f}" for field, value in measured}
    assert len(told) == 9


def test_environment_variables_are_listed_both_ways():
    code = [p for room in ("graphkit", "loaders", "tests", "training") for p in (ROOT / room).rglob("*.py")]
    used = {v for p in code for v in re.findall(VARIABLES, p.read_text(encoding="utf-8"))}
    used -= {"NEO4J_AUTH", "NEO4J_CONF", "NEO4J_HOME"}  # the server's own, which the tests start
    listed = set(re.findall(VARIABLES, "\n".join(re.findall(r"^\| `.*", read_page("settings.md"), re.MULTILINE))))

    assert used - {"GRAPHKIT_COMPLETE"} == listed - {"GRAPHKIT_COMPLETE"}


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_set_up_as_told(shell):
    env = {**os.environ, "_GRAPHKIT_COMPLETE": f"{shell}_source"}
    done = subprocess.run([BIN / "graphkit"], env=env, capture_output=True, text=True)

    assert f"_GRAPHKIT_COMPLETE={shell}_source" in read_page("settings.md")
    assert "_GRAPHKIT_COMPLETE" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("expo", "export"),
        ("export graphml", "graphml"),
        ("query cover", "coverage"),
        ("gaps --kind step", "step-not-reached"),
        ("build --framework s", "sdg"),
        ("view a", "atlas"),
        ("no-such-command x", ""),
    ],
)
def test_bash_completes_after_the_line_that_is_told(words, first, tmp_path):
    (line,) = re.findall(r'^\| Bash .*`(eval "[^`]*")` \|$', read_page("settings.md"), re.MULTILINE)
    typed = ["graphkit", *words.split()]
    script = f"{line}\nCOMP_WORDS=({' '.join(typed)}) COMP_CWORD={len(typed) - 1} COMPREPLY=()\n"
    script += f"$(complete -p graphkit | sed 's/.*-F \\([^ ]*\\).*/\\1/') graphkit {typed[-1]} {typed[-2]}\n"
    done = run(["bash", "-c", script + 'echo "${COMPREPLY[0]}"'], tmp_path)

    assert (done.stdout.strip(), done.stderr) == (first, "")


@pytest.mark.slow
def test_the_site_builds_without_warnings(tmp_path):
    # Not --quiet: mkdocs then forgets its warnings and the strict build passes.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (tmp_path / "site" / "index.html").exists()


def test_nothing_in_the_site_is_asked_of_another_machine():
    assert "font: false" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    images = [link for name in PAGES for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", read_page(name))]

    assert not [link for link in images if "//" in link]


def test_pictures_are_those_that_the_tool_takes_and_all_are_shown():
    from screenshots import SHOTS

    used = {Path(link).name for name in PAGES for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", read_page(name))}

    assert used == {p.name for p in (DOCS / "images").glob("*.png")} == {f"{name}.png" for name in SHOTS}


def test_the_page_on_serving_lists_every_address_and_tool():
    from graphkit.serve.endpoints import ENDPOINTS, make_openapi

    page = read_page("how-to/serve.md")
    listed = re.findall(r"^\| `(GET|POST) ([^`]+)` \|", page, re.MULTILINE)
    described = [(verb.upper(), path) for path, verbs in make_openapi()["paths"].items() for verb in verbs]
    assert sorted(listed) == sorted([*described, ("GET", "/openapi.json")])
    assert [e.name for e in ENDPOINTS if f"`{e.name}`" not in page] == []
