"""A report as Markdown: the same parts as the page, every text escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence

from graphkit.analysis.base import Finding, Result
from graphkit.analysis.gaps.strength_scale import STEPS, Step
from graphkit.publish.report.briefing import make_parts
from graphkit.publish.report.citations import strip_layout
from graphkit.publish.report.layout import MOST_CITED, MOST_ROWS, find_columns, show_cell
from graphkit.publish.report.pictures import draw_coverage
from graphkit.publish.report.references import References
from graphkit.publish.report.report import Report
from graphkit.publish.report.shared_picture import draw_overlap

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_BREAKS = re.compile(r"\s+")
_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def make_markdown(report: Report) -> str:
    """Return the report as Markdown; equal reports give equal text."""
    references = References(report.citations)
    body = _briefing if report.focus.is_briefing else _full
    lines = [f"# {escape(report.title)}", "", *body(report, references), *_method(report), *_listed(report, references)]
    return "\n".join(lines).strip() + "\n"


def _full(report: Report, references: References) -> Iterator[str]:
    for section in report.sections:
        yield from (f"## {escape(report.tell(section.title))}", "")
        if section.missing:
            yield from (escape(report.tell(f"Could not be made: {section.missing}")), "")
        for result in section.results:
            yield from _MAKERS.get(result.name, _table)(report, result, references)


def _main(report: Report, result: Result, references: References) -> Iterator[str]:
    yield from (f"- {escape(report.tell(f['text']))}{_refs(references, f, 3)}" for f in result)
    yield ""


def _coverage(report: Report, result: Result, references: References) -> Iterator[str]:
    """Yield the matrix: step and number of statements in each cell."""
    picture = draw_coverage(report)
    if picture is None:
        return
    rows = {label.y: [label.name] for label in picture.rows}
    for cell in picture.cells:
        step = cell.style[len("step-")]
        rows[cell.y].append("" if step == "0" else "–" if step == "1" else f"{step} ({cell.mark})")
    yield from markdown_table(["", *(c.text for c in picture.columns)], rows.values())
    steps = "; ".join(f"{int(step)} {report.tell(step.title)}" for step in STEPS if step > Step.SILENT)
    heads = map(report.tell, ("Step (number of statements): ", "; – silent; blank: outside the text's scope."))
    yield from ("", steps.join(heads), "")
    yield from (f"- {c.text}: {escape(c.name)}" for c in picture.columns)
    yield ""


def _table(report: Report, result: Result, references: References) -> Iterator[str]:
    columns = find_columns(result)
    shown = result.findings[:MOST_ROWS]
    yield from (f"### {escape(report.tell(result.title))} ({len(result):,})", "")
    yield from (f"{escape(report.tell(line))}\n" for line in result.notes)
    if not shown:
        yield from (report.tell("None was found."), "")
        return
    rows = [[*(show_cell(report, f, c) for c in columns), _refs(references, f).strip()] for f in shown]
    yield from markdown_table([report.tell(name) for name in (*(c.heading for c in columns), "Statements")], rows)
    yield ""
    if len(shown) < len(result):
        command = f"{report.command('xlsx')} -o report.xlsx"
        yield from (report.tell(f"The first {len(shown)} of {len(result):,} rows; all of them: {_code(command)}"), "")


def _overlap(report: Report, result: Result, references: References) -> Iterator[str]:
    """Yield the matrix of shared objectives, then the table of pairs."""
    picture = draw_overlap(report)
    if picture is not None:
        rows = ([f"{n} {name}", *marks] for n, (name, marks) in enumerate(picture.table(), 1))
        yield from (f"### {escape(picture.title)}", "", escape(picture.about), "")
        yield from (*markdown_table(["", *(c.text for c in picture.columns)], rows), "")
    yield from _table(report, result, references)


_MAKERS = {"main": _main, "coverage": _coverage, "overlap": _overlap}


def _briefing(report: Report, references: References) -> Iterator[str]:
    for part in make_parts(report):
        yield from (f"## {escape(report.tell(part.title))}", "")
        yield from (escape(report.tell(part.empty)),) if not part.lines else ()
        for line in part.lines:
            quote = f" “{escape(strip_layout(line.quote))}”" if line.quote else ""
            yield f"- {escape(line.text)}{quote}{_cite(references, line.statements, 2)}"
        yield ""


def _method(report: Report) -> Iterator[str]:
    t = report.tell
    yield from (f"## {t('Method and limits')}", "")
    yield from (f"- {escape(t(f'Could not judge: {line}'))}" for line in report.open_points())
    yield from (f"- {escape(t(m.name))}: {escape(t(m.formula))} ({escape(t(m.source))})" for m in report.methods())
    yield from (f"- {escape(t(f'Source: {name}, SHA-256 {digest}'))}" for name, digest in report.sources.items())
    yield f"- {t('Graph')}: {_code(report.digest)}"
    yield f"- {t('Made again by')} {_code(report.command('markdown') + ' -o report.md')}"
    yield ""


def _listed(report: Report, references: References) -> Iterator[str]:
    yield from (f"## {report.tell('Statements')}", "")
    for number, c in references.listed():
        who = f"{', '.join(map(report.tell, c.issuers))} · " if c.issuers else ""
        place = escape(f"{who}{report.tell(c.kind)} · {c.show_place(report.tell('page'))}")
        yield f"{number}. “{escape(strip_layout(c.wording))}” {place} {_code(c.id)}"


def _refs(references: References, finding: Finding, most: int = MOST_CITED) -> str:
    return _cite(references, finding.statements, most)


def _cite(references: References, statements: Sequence[str], most: int) -> str:
    cited = references.cite(statements, most)
    more = f" +{cited.more}" if cited.more else ""
    return f" ({', '.join(map(str, cited.shown))}{more})" if cited.shown else ""


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table with every cell escaped."""
    lines = [_line(columns), "|" + "---|" * len(columns)]
    return [*lines, *(_line(row) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escape(c) for c in cells)} |"


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line.

    >>> escape("a | <b>"), escape("1. first")
    ('a \\\\| \\\\<b\\\\>', '1\\\\. first')
    """
    plain = _MARKS.sub(r"\\\1", _BREAKS.sub(" ", text)).strip()
    return _START.sub(lambda m: f"{m[0]}\\" if m[0][-1].isdigit() else f"\\{m[0]}", plain)


def _code(text: str) -> str:
    """Return a text as code; the fence is longer than any run of backticks in it."""
    plain = _BREAKS.sub(" ", text)
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{plain}{pad}{fence}"
