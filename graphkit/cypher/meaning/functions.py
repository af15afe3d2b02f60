"""The functions of Cypher: what they take and give, as Neo4j 5 has them."""

from dataclasses import dataclass
from functools import cache

from graphkit.cypher.meaning.values import NUMBERS

_TABLE = """
abs(number) -> number; ceil(number) -> float; floor(number) -> float; sign(number) -> integer; sqrt(number) -> float
round(number, integer?, string?) -> float; exp(number) -> float; log(number) -> float; log10(number) -> float
sin(number) -> float; cos(number) -> float; tan(number) -> float; cot(number) -> float; asin(number) -> float
acos(number) -> float; atan(number) -> float; atan2(number, number) -> float; degrees(number) -> float
radians(number) -> float; pi() -> float; e() -> float; rand() -> float; haversin(number) -> float
left(string, integer) -> string; right(string, integer) -> string; substring(string, integer, integer?) -> string
replace(string, string, string) -> string; split(string, string|list) -> list of string; tolower(string) -> string
toupper(string) -> string; lower(string) -> string; upper(string) -> string; reverse(string|list)
trim(string) -> string; ltrim(string, string?) -> string; rtrim(string, string?) -> string
tostring(string|number|boolean) -> string; tointeger(string|number|boolean) -> integer
tofloat(string|number) -> float; toboolean(string|boolean|integer) -> boolean
size(string|list) -> integer; length(path) -> integer; isempty(string|list|map) -> boolean
head(list); last(list); tail(list); keys(node|link|map) -> list of string; properties(node|link|map) -> map
labels(node) -> list of string; type(link) -> string; startnode(link) -> node; endnode(link) -> node
id(node|link) -> integer; elementid(node|link) -> string; nodes(path) -> list of node
relationships(path) -> list of link; range(integer, integer, integer?) -> list of integer; coalesce(any, any...)
nullif(any, any); timestamp() -> integer; randomuuid() -> string; exists(any) -> boolean
count(any) -> integer; collect(any); min(any); max(any); sum(number) -> number; avg(number)
stdev(number) -> float; stdevp(number) -> float; percentilecont(number, number) -> float; percentiledisc(number, number)
"""


@dataclass(frozen=True, slots=True)
class Function:
    """A function: the kinds that each argument may be (none: any), how many it needs, the kind of what it gives."""

    takes: tuple[frozenset[str], ...]
    least: int
    most: float
    gives: str


def find_function(name: str) -> Function | None:
    """Return what is known of a function; its name counts in any case."""
    return _read_table().get(name.casefold())


@cache
def _read_table() -> dict[str, Function]:
    lines = [line.strip() for row in _TABLE.splitlines() for line in row.split(";")]
    return dict(_read_line(line) for line in lines if line)


def _read_line(line: str) -> tuple[str, Function]:
    call, _, gives = line.partition(" -> ")
    name, _, told = call.rstrip(")").partition("(")
    args = [arg.strip() for arg in told.split(",") if arg.strip()]
    most = float("inf") if told.endswith("...") else len(args)
    least = sum(not arg.endswith(("?", "...")) for arg in args)
    return name, Function(tuple(_read_kinds(arg.rstrip("?.")) for arg in args), least, most, gives)


def _read_kinds(told: str) -> frozenset[str]:
    names = frozenset(told.split("|"))
    return frozenset() if names == {"any"} else (names - {"number"}) | (NUMBERS if "number" in names else frozenset())
