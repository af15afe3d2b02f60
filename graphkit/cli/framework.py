"""``graphkit framework``."""

import shutil
from pathlib import Path

import click

from graphkit.cli.common import json_option, print_json, print_table, say
from graphkit.errors import InputError
from graphkit.files import replace_dir
from graphkit.reference.framework.loader import find_folder, list_frameworks, load_framework, read_framework


@click.group()
def command() -> None:
    """Make, check and list frameworks: what texts are measured against."""


@command.command("list")
@json_option
def list_command(as_json: bool) -> None:
    """List the frameworks that come with graphkit."""
    rows = [
        {
            "name": name,
            "title": framework.name,
            "objectives": len(framework.objectives),
            "principles": len(framework.principles),
            "languages": sorted(framework.cue_sets),
        }
        for name in list_frameworks()
        for framework in [load_framework(name)]
    ]
    if as_json:
        print_json(rows)
        return
    columns = ("name", "title", "objectives", "principles", "languages")
    cells = [[", ".join(r[c]) if c == "languages" else r[c] for c in columns] for r in rows]  # type: ignore[arg-type]
    print_table("Frameworks", columns, cells)


@command.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "source", help="A framework of graphkit, or a vocabulary in SKOS or OWL, to start from.")
def init_command(folder: Path, source: str | None) -> None:
    """Write a framework to start from into a new folder."""
    if folder.exists():
        raise InputError(f"{folder} exists already. Choose a new folder.")
    from graphkit.reference.framework.skos import SUFFIXES

    if source and Path(source).suffix.lower() in SUFFIXES:
        _init_from_vocabulary(folder, Path(source))
    else:
        origin = find_folder(source or "example")

        def fill(fresh: Path) -> None:
            for file in sorted(origin.glob("*.toml")):
                shutil.copyfile(file, fresh / file.name)

        replace_dir(folder, fill)
    say(f"Wrote {folder}. Edit its files, then run `graphkit framework check {folder}`.", err=True)


def _init_from_vocabulary(folder: Path, source: Path) -> None:
    """Write the framework of a vocabulary and say what of it is left out."""
    from graphkit.reference.framework.skos import make_files

    files, left = make_files(source)

    def fill(fresh: Path) -> None:
        for name, text in files.items():
            (fresh / name).write_text(text, encoding="utf-8")

    replace_dir(folder, fill)
    for line in left:
        say(f"note: {line}", err=True)


@command.command("check")
@click.argument("framework")
@json_option
def check_command(framework: str, as_json: bool) -> None:
    """Check a framework by its name or folder: faults, and cues that may not say what they should."""
    from graphkit.match.cue_checks import find_clashes

    folder = find_folder(framework)
    found, faults = read_framework(folder)
    notes = [
        f"{folder}/cues.{language}.toml: {clash}"
        for language, cue_set in sorted((found.cue_sets if found else {}).items())
        for clash in find_clashes(cue_set)
    ]
    if as_json:
        print_json({"framework": str(folder), "faults": list(faults), "notes": notes})
    else:
        for line in [*(f"fault: {f}" for f in faults), *(f"note: {n}" for n in notes)]:
            say(line)
    if faults or found is None:
        count = len(faults)
        raise InputError(f"{folder} has {count} fault{'s' * (count > 1)}: nothing can be built with it yet.")
    if not as_json:
        count = sum(len(c.cues) for c in found.cue_sets.values())
        say(f"{found.name}: {len(found.objectives)} objectives, {count} cues, no fault.")
