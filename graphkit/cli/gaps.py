"""``graphkit gaps``: who is silent on what, and which problems, asks and principles are left alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from graphkit.analysis.base import Finding, Result
from graphkit.analysis.certainty import Accuracy, read_accuracy
from graphkit.analysis.checks import find_node, find_voice
from graphkit.analysis.columns import Table, make_table
from graphkit.analysis.gaps.coverage import ROWS, Coverage, find_coverage
from graphkit.analysis.gaps.gaps import CHECKS, STEP_NAMES, SURE_ENOUGH, find_gaps
from graphkit.analysis.gaps.kinds import Kind, get_kinds
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.analysis.subset import keep_part, make_group_accuracy
from graphkit.cli.analysis_options import accuracy_option
from graphkit.cli.common import complete_from, print_table, say, store_option
from graphkit.cli.results import Shape, give_result, make_shape, print_result, result_options
from graphkit.errors import OptionError
from graphkit.workspace import open_workspace

HEADINGS = {"kind": "kind", "actor_title": "who", "about": "about", "wording": "wording", "detail": "detail",
            "hangs_on": "vanishes without"}  # fmt: skip
LADDER = {"row_title": "who", "column": "objective", "column_title": "title", "step_title": "step", "count": "number"}
MOST_TELLING = 12


@click.command(name="gaps")
@store_option
@click.option("--kind", "kinds", multiple=True, shell_complete=complete_from(lambda: CHECKS),
              help="Kind of gap; repeat for several. Without: a summary of all.")  # fmt: skip
@click.option(
    "--actor", "actors", multiple=True, help="State or body, by code, acronym or name; a joint voice as 'Benin & Togo'."
)
@click.option("--body", help="A body and all its members.")
@click.option("--objective", "objectives", multiple=True, help="Objective, by number or name.")
@click.option("--document", "documents", multiple=True, help="Look at these documents only.")
@click.option("--group", "groups", multiple=True, help="Look at statements on these groups only.")
@click.option("--below", default="mentioned", show_default=True, help=f"Step to reach: {', '.join(STEP_NAMES)}.")
@click.option("--ladder", type=click.Choice(ROWS), help="Give the whole ladder, row by row, instead of gaps.")
@click.option("--min-score", type=float, default=0.0, help="Leave out links below this score (0 to 1).")
@click.option("--min-certainty", type=float, help="Give gaps at least as sure as this (0 to 1); 0: all.  "
              f"[default: those not known to be less sure than {SURE_ENOUGH}]")  # fmt: skip
@click.option("--experimental", is_flag=True, help="Also the kinds of gap that were seldom right, or never judged.")
@accuracy_option
@result_options
def command(
    store: Path, kinds: tuple[str, ...], actors: tuple[str, ...], body: str | None, objectives: tuple[str, ...],
    documents: tuple[str, ...], groups: tuple[str, ...], below: str, ladder: str | None, min_score: float,
    min_certainty: float | None, experimental: bool, accuracy: Path | None,
    format_name: str, as_json: bool, limit: int | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Show who is silent on what, and what is unaddressed or unused.

    Each row ends with the ids of its statements; `graphkit explain ID` and `graphkit view` show them.
    """
    headings = {name: told for name, told in HEADINGS.items() if name != "kind" or len(kinds) != 1}
    shape = make_shape(format_name, as_json, limit, output, force, LADDER if ladder else headings)
    workspace = open_workspace(store)
    table = make_table(keep_part(workspace.graph, documents, groups)) if documents or groups else workspace.table
    known = make_group_accuracy(read_accuracy(accuracy)) if groups else read_accuracy(accuracy)
    if ladder:
        odd = {"--kind": kinds, "--body": body, "--min-certainty": min_certainty is not None,
               "--experimental": experimental}  # fmt: skip
        odd |= {"--below": below != "mentioned", "--actor": actors and ladder != "actor"}
        if wrong := [name for name, given in odd.items() if given]:
            raise OptionError(f"--ladder {ladder} gives every step of each row; it does not take {', '.join(wrong)}.")
        give_result(_ladder(table, ladder, min_score, known, actors, objectives), shape)
        return
    result = find_gaps(
        table, kinds, actors=actors, objectives=objectives, body=body, below=below, min_score=min_score,
        min_confidence=min_certainty, accuracy=known,
        experimental=experimental,
    )  # fmt: skip
    result = replace(result, parameters={**result.parameters, "documents": list(documents), "groups": list(groups)})
    if kinds or shape.format != "table" or output is not None or limit is not None:
        give_result(result, shape)
    else:
        _summarise(result, find_coverage(table, min_score=min_score, accuracy=known), shape)


def _ladder(
    table: Table, rows: str, min_score: float, accuracy: Accuracy, actors: Sequence[str], objectives: Sequence[str]
) -> Result:
    """Return the cells of the ladder asked for, without those that are outside every text's scope."""
    coverage = find_coverage(table, rows, min_score=min_score, accuracy=accuracy)
    result = coverage.result()
    chosen = {coverage.rows.ids[i] for name in actors for i in find_voice(coverage.rows, name)}
    goals = {coverage.columns.ids[find_node(coverage.columns, name)] for name in objectives}
    cells = [f for f in result if (not chosen or f["row"] in chosen) and (not goals or f["column"] in goals)]
    kept = tuple(f for f in cells if f["step"] > Step.OUTSIDE)
    note = f"{len(cells) - len(kept)} cells outside the scope of the texts are left out."
    return replace(result, findings=kept, notes=(*result.notes, note))


def _summarise(result: Result, coverage: Coverage, shape: Shape) -> None:
    """Print how many gaps there are of each kind, and the blanks that stand out most."""
    counts = Counter(str(f["kind"]) for f in result)
    listed = [get_kinds()[name] for name in result.parameters["kinds"]]
    rows = [(k.name, counts[k.name], k.about, _judged(k)) for k in listed]
    print_table("Gaps", ("kind", "count", "what", "right"), rows)
    shared = [f for f in result.find(kind="step-not-reached") if _others(f, coverage) > 1]
    telling = sorted(shared, key=lambda f: _standing_out(f, coverage))[:MOST_TELLING]
    part = replace(result, title="Blanks that stand out: others speak of it", findings=tuple(_told(telling, coverage)))
    print_result(part, {"actor_title": "who", "about": "about", "about_title": "title", "detail": "detail"})
    say("Next: graphkit gaps --kind KIND, --actor NAME, --ladder actor; --format csv for all rows.")


def _judged(kind: Kind) -> str:
    return "never judged" if kind.precision is None else f"{100 * kind.precision:.0f} % of {kind.judged}"


def _standing_out(finding: Finding, coverage: Coverage) -> tuple[float, str, str]:
    """Sort key: those that the most others speak of first, each weighed by how sure the blank is."""
    sure = 1.0 if finding.confidence is None else finding.confidence
    return (-sure * _others(finding, coverage), str(finding["actor"]), str(finding["about"]))


def _others(finding: Finding, coverage: Coverage) -> int:
    """Return how many speak of the objective of a blank."""
    return int(coverage.speaking()[coverage.columns.get(str(finding["about"]))])


def _told(findings: list[Finding], coverage: Coverage) -> Iterator[Finding]:
    for finding in findings:
        told = f"{finding['detail']}; {_others(finding, coverage)} others speak of it"
        yield replace(finding, values={**finding.values, "detail": told})
