"""The language in which the command line speaks: ``--lang`` of any verb, else GRAPHKIT_LANG, else English."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import click

from graphkit.messages import LANGUAGES, Translator

VARIABLE = "GRAPHKIT_LANG"
_ABOUT = "Language of what is printed, but for data of programs and words of the texts."
_chosen = "en"


def find_language(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that a command line asks for, before it is read: errors in it are told in that language.

    >>> find_language(["gaps", "--lang", "es"], {}), find_language(["gaps"], {"GRAPHKIT_LANG": "es"})
    ('es', 'es')
    """
    asked = environment.get(VARIABLE, "")
    for number, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang":
            asked = "".join(words[number + 1 : number + 2])
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked if asked in LANGUAGES else "en"


def use_language(language: str) -> None:
    """Set the language of all that is printed from now on."""
    global _chosen  # noqa: PLW0603 - one command line speaks one language, wherever its lines are printed
    _chosen = language


def get_language() -> str:
    """Return the language in use."""
    return _chosen


def tell(text: str) -> str:
    """Return a text in the language in use; what has no translation stays as it is."""
    return text if _chosen == "en" else _translator(_chosen).tell(text)


@cache
def _translator(language: str) -> Translator:
    return Translator(language, dict(_find_names()))


def _find_names() -> Iterator[tuple[str, str]]:
    """Yield the English and the Spanish name of what the reference data hold, and of the packaged framework's parts."""
    from graphkit.graph.names import spanish_names
    from graphkit.reference.framework import load_framework, load_groups
    from graphkit.reference.gazetteer import load_gazetteer
    from graphkit.reference.gazetteer.reference import build_reference

    nodes = [*build_reference(load_gazetteer())[0], *load_framework("gcm").make_nodes(), *load_groups().make_nodes()]
    return spanish_names(nodes)


def add_language(command: click.Command) -> click.Command:
    """Return a command that takes ``--lang``, and so does each below it; :func:`find_language` has read it by then."""
    if not any("--lang" in parameter.opts for parameter in command.params):
        choice = click.Choice(LANGUAGES)
        option = click.Option(["--lang"], type=choice, expose_value=False, envvar=VARIABLE, help=_ABOUT)
        command.params.append(option)
    command.context_class = Context
    if isinstance(command, click.Group):
        for part in command.commands.values():
            add_language(part)
    return command


class Formatter(click.HelpFormatter):
    """Writes help in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how a command is called."""
        super().write_usage(prog, args, tell(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(tell(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs, each found in the catalogue as one line."""
        parts = (tell(" ".join(part.split())) for part in text.split("\n\n"))
        super().write_text(text if _chosen == "en" else "\n\n".join(parts))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with what they do, and what holds without them."""
        super().write_dl([(name, _tell_help(about)) for name, about in rows], col_max, col_spacing)


class Context(click.Context):
    """A context whose help is written in the language in use."""

    formatter_class = Formatter


def _tell_help(about: str) -> str:
    text, mark, rest = about.partition("  [")
    kept = rest.removesuffix("]").split("; ") if mark else []
    return tell(text) + (f"{mark}{'; '.join(map(tell, kept))}]" if mark else "")
