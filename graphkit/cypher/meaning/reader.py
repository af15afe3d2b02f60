"""The place in a query's tokens, the variables known there, and what was found wrong so far."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graphkit.cypher.meaning.values import ANY, NULL, Value, tell
from graphkit.cypher.patterns import NAMES, Part, read_patterns
from graphkit.cypher.silent import Silent
from graphkit.cypher.tokens import DEEPEST, Token

END = Token("end", "", 0)
Scope = dict[str, Value]


class UnreadError(Exception):
    """Something that is not read here: whether it is right, the engine says."""


@dataclass(frozen=True, slots=True)
class Unequal:
    """A comparison of a property with what it can't be: position of its name, the name, reason in one sentence."""

    at: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Use:
    """A use of a variable, up to the end of its properties."""

    start: int
    end: int


class Reader:
    """Goes over the tokens once; each part of the grammar is a function that takes it along."""

    def __init__(
        self,
        tokens: Sequence[Token],
        params: Mapping[str, Any],
        read_query: Callable[["Reader", bool], Scope],
        read_path: Callable[["Reader", str], None],
    ) -> None:
        self.tokens, self.params = tokens, params
        self.read_query, self.read_path = read_query, read_path
        self.i = 0
        nodes, links = read_patterns(tokens)
        self.nodes: dict[int, Part] = {part.start: part for part in nodes}
        self.links: dict[int, Part] = {part.start: part for part in links}
        self.scope: Scope = {}
        self.outer: Scope = {}
        """Variables of the query around a subquery: they stay known in it."""
        self.around: Scope | None = None
        """What is known around a CALL { } that is about to be read, and imports some of it."""
        self.local: list[str] = []
        """Variables of the lists around the place: ``x`` in ``[x IN …]``."""
        self.errors: list[Silent] = []
        self.unequal: list[Unequal] = []
        self.unlike: list[Silent] = []
        """What the second embedded engine alone takes otherwise."""
        self.lost: list[Silent] = []
        """What the first embedded engine alone takes otherwise."""
        self.uses: list[Use] = []
        self.aggregates: list[tuple[int, int]] = []
        self.aggregating = False
        """Whether an aggregate may be here."""
        self.before_bar = False
        """Whether a ``|`` ends the expression, so that it joins no labels."""
        self._depth = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the token at the place, or so many after it."""
        at = self.i + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else END

    def at_word(self, *words: str) -> bool:
        """Whether the next tokens are these words."""
        return all(self.peek(n).upper == word for n, word in enumerate(words))

    def at_name(self, ahead: int = 0) -> bool:
        """Whether a token may be a name."""
        return self.peek(ahead).kind in NAMES

    def take(self, *texts: str) -> bool:
        """Go over the next tokens if they are these signs or words."""
        if not all((self.peek(n).upper or self.peek(n).text) == text for n, text in enumerate(texts)):
            return False
        self.i += len(texts)
        return True

    def need(self, text: str) -> None:
        """Go over a sign or word that must be here."""
        if not self.take(text):
            raise UnreadError(text)

    def take_name(self) -> str:
        """Go over a name and return it without backticks."""
        if not self.at_name():
            raise UnreadError("name")
        self.i += 1
        return clean(self.peek(-1))

    def refuse(self, at: int, reason: str, instead: str) -> None:
        """Note what is wrong at a position."""
        self.errors.append(Silent(at, reason, instead))

    def look_up(self, at: int) -> Value:
        """Return the variable at a position; note it where it is not known."""
        name = clean(self.tokens[at])
        if name in self.scope:
            return self.scope[name]
        self.refuse(at, f"Variable '{name}' not defined", "Name it in a MATCH, WITH or UNWIND before")
        return ANY

    def expect(self, at: int, value: Value, kinds: frozenset[str], what: str) -> None:
        """Note a value that is of another kind; no kinds are any but a pattern."""
        wrong = value.kinds - kinds - NULL.kinds if kinds else value.kinds & {"pattern"}
        if wrong:
            wanted = f"{what} takes {tell(kinds)}" if kinds else f"{what} takes values"
            self.refuse(at, f"{wanted}, and this is {tell(wrong)}", _HOW.get(min(wrong), "Give it another value"))

    def compare(self, owned: Value, value: Value) -> None:
        """Note a property beside a value that it never equals."""
        left, right = _family(owned), _family(value)
        if owned.name and left and right and left != right:
            is_own, other = tell_one(owned), "a number" if right == "number" else tell_one(value)
            reason = f"{owned.name} is {is_own} and is compared with {other}, which it never equals"
            self.unequal.append(Unequal(owned.at, owned.name, reason))

    def at_path(self, ahead: int = 0) -> bool:
        """Whether a pattern of two nodes or more begins at the place, or so many tokens after it."""
        first = self.nodes.get(self.i + ahead)
        at = first.end + 1 if first else len(self.tokens)
        signs = "".join(token.text for token in self.tokens[at : at + 3])
        at += signs.startswith("<")
        if not signs.lstrip("<").startswith("-"):
            return False
        link = self.links.get(at + 1)
        at = link.end + 1 if link else at + 1
        if self.tokens[at : at + 1] and self.tokens[at].text == "-":
            at += 2 if self.tokens[at + 1 : at + 2] and self.tokens[at + 1].text == ">" else 1
            return at in self.nodes
        return False

    def spell(self, start: int, end: int) -> tuple[str, ...]:
        """Return the texts of tokens: equal for equal expressions."""
        return tuple(token.text for token in self.tokens[start:end])

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Bound how deep the grammar goes: a text of more is not read."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadError("depth")
        yield
        self._depth -= 1

    @contextmanager
    def inside(self, *, bar: bool = False, aggregating: bool | None = None) -> Iterator[None]:
        """Read what stands in brackets, with its own rules for ``|`` and aggregates."""
        kept = self.before_bar, self.aggregating
        self.before_bar = bar
        self.aggregating = self.aggregating if aggregating is None else aggregating
        yield
        self.before_bar, self.aggregating = kept

    @contextmanager
    def with_local(self, name: str, value: Value) -> Iterator[None]:
        """Know a variable of a list."""
        scope, self.scope = self.scope, {**self.scope, name: value}
        self.local.append(name)
        yield
        self.local.pop()
        self.scope = scope


_HOW = {"pattern": "Ask whether it is there: EXISTS { (a)-->(b) }, or count it: COUNT { (a)-->(b) }"}


def _family(value: Value) -> str:
    """Return the one sort that a value's kinds belong to, numbers being one; empty where that is not known."""
    kinds = {"number" if kind in {"integer", "float"} else kind for kind in value.kinds - NULL.kinds}
    return kinds.pop() if len(kinds) == 1 else ""


def tell_one(value: Value) -> str:
    """Return the name of a value's kind, with what a list holds."""
    inner = "|".join(sorted(value.items[0].kinds)) if len(value.items) == 1 else ""
    return f"a list of {inner}" if inner and value.kinds == {"list"} else tell(value.kinds)


def clean(token: Token) -> str:
    """Return a name without backticks."""
    return token.text.strip("`")
