"""A run: what will be asked, within which limits, and what came of it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphkit.errors import OptionError
from graphkit.reference.language import get_language_data
from graphkit.suggest.answers import Answers
from graphkit.suggest.checks import Checked, Refusal, Suggestion, check_answer
from graphkit.suggest.client import ChatClient, TooLongError
from graphkit.suggest.codes import Codes, make_answer_schema
from graphkit.suggest.units import SentUnit, count_tokens, digest_of, make_batches, total_characters

BATCH = 10
"""Units in one request."""
TOKENS_PER_ANSWER = 220
"""Tokens of an answer on one unit, for the estimate."""
TOO_LONG = "longer than the model takes"
LANGUAGES = ("en", "es")
"""Languages of the guide; texts in others go with the first."""
Progress = Callable[[int, int], None]
"""Called with the requests done and all requests."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use; None: no limit. Prices are for a million tokens, in the user's currency."""

    requests: int | None = None
    tokens: int | None = None
    cost: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0

    def __post_init__(self) -> None:
        for name in ("requests", "tokens", "cost"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise OptionError(f"--max-{name}: {value:g} leaves nothing to ask with. Give more, or leave it out.")
        if self.cost is not None and not self.price_in + self.price_out > 0:
            raise OptionError("--max-cost needs prices: give --price-in and --price-out, for a million tokens.")

    def price(self, tokens_in: float, tokens_out: float) -> float:
        """Return what so many tokens cost."""
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1e6

    def used_up(self, spent: "Spent", tokens_in: int, tokens_out: int) -> str:
        """Return which limit a further request of about so many tokens would pass, or nothing."""
        sent, answered = spent.tokens_in + tokens_in, spent.tokens_out + tokens_out
        if self.requests is not None and spent.requests >= self.requests:
            return f"{self.requests:,} requests"
        if self.tokens is not None and sent + answered > self.tokens:
            return f"{self.tokens:,} tokens"
        return f"cost {self.cost:g}" if self.cost is not None and self.price(sent, answered) > self.cost else ""

    def __str__(self) -> str:
        named = ((self.requests, "{:,} requests"), (self.tokens, "{:,} tokens"), (self.cost, "cost {:g}"))
        return ", ".join(words.format(value) for value, words in named if value is not None) or "none"


@dataclass(slots=True)
class Spent:
    """What this run sent itself, retries with it: what its limits count."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(slots=True)
class Totals:
    """What all answers took, those of now and those kept from before."""

    asked: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0

    def add(self, row: Any) -> None:
        """Count one answer."""
        self.tokens_in += int(row["tokens_in"])
        self.tokens_out += int(row["tokens_out"])
        self.seconds = round(self.seconds + float(row["seconds"]), 3)


@dataclass(slots=True)
class Outcome:
    """What a run gave; ``stopped`` names the limit that ended it, with the units that were not asked."""

    suggestions: list[Suggestion] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    spent: Spent = field(default_factory=Spent)
    stopped: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What asking for some units will take."""

    units: int
    requests: int
    tokens: int
    cost: float


def read_guide(language: str) -> dict[str, str]:
    """Return the coding guide in a language; UnknownNameError where there is none."""
    return {k: str(v).strip() for k, v in get_language_data("coding", language).items()}


class Run:
    """One run over some units with one model."""

    def __init__(self, client: ChatClient, codes: Codes, answers: Answers, limits: Limits, size: int = BATCH) -> None:
        self._client, self._codes, self._answers, self._limits, self._size = client, codes, answers, limits, size
        self._schema = make_answer_schema(codes)

    def estimate(self, units: Sequence[SentUnit]) -> Estimate:
        """Return what is still to be asked and about what it takes."""
        open_batches = [b for b in make_batches(units, self._size) if self._answers.get(self._key(b)) is None]
        needed = [self._foresee(b) for b in open_batches]
        tokens_in, tokens_out = sum(n for n, _ in needed), sum(n for _, n in needed)
        price = self._limits.price(tokens_in, tokens_out)
        return Estimate(sum(map(len, open_batches)), len(open_batches), tokens_in + tokens_out, price)

    def _foresee(self, batch: Sequence[SentUnit]) -> tuple[int, int]:
        """Return about how many tokens a batch sends and is answered with."""
        characters = len(self._system(batch[0].language)) + total_characters(batch)
        return count_tokens(characters), len(batch) * TOKENS_PER_ANSWER

    def suggest(self, units: Sequence[SentUnit], progress: Progress | None = None) -> Outcome:
        """Ask for all units within the limits, those without a usable answer once more, alone."""
        outcome = Outcome()
        batches = make_batches(units, self._size)
        self._ask_all(batches, outcome, progress)
        answered = {s.unit for s in outcome.suggestions}
        asked = {r.unit for r in outcome.refusals}
        again = {u.id for u in units if u.id not in answered and u.id in asked}
        if again and not outcome.stopped and self._size > 1:
            outcome.refusals = [r for r in outcome.refusals if r.unit not in again]
            self._ask_all([[u] for u in units if u.id in again], outcome, progress)
        place = {u.id: n for n, u in enumerate(units)}
        outcome.suggestions.sort(key=lambda s: place[s.unit])
        outcome.refusals.sort(key=lambda r: (place.get(r.unit, len(place)), r.unit, r.field, r.value, r.reason))
        return outcome

    def _ask_all(self, batches: Sequence[Sequence[SentUnit]], outcome: Outcome, progress: Progress | None) -> None:
        for number, batch in enumerate(batches, 1):
            try:
                row = self._answer(batch, outcome)
            except TooLongError as error:
                outcome.spent.requests += error.requests
                outcome.refusals += [Refusal(u.id, "id", "", TOO_LONG) for u in batch]  # of several, each goes alone
                continue
            if row is None:
                outcome.left += len(batch)
                continue
            outcome.totals.add(row)
            checked = self._check(str(row["text"]), batch)
            outcome.suggestions += checked.suggestions
            outcome.refusals += checked.refusals
            if progress:
                progress(number, len(batches))

    def _answer(self, batch: Sequence[SentUnit], outcome: Outcome) -> Any:
        """Return the kept or fresh answer to a batch; None where a limit forbids asking."""
        key = self._key(batch)
        row = self._answers.get(key)
        if row is not None:
            outcome.totals.kept += 1
            return row
        spent = outcome.spent
        outcome.stopped = outcome.stopped or self._limits.used_up(spent, *self._foresee(batch))
        if outcome.stopped:
            return None
        system, user = self._system(batch[0].language), _as_text(batch)
        self._answers.send(key, system, digest_of(system), user)
        most = None if self._limits.requests is None else self._limits.requests - spent.requests
        reply = self._client.ask(system, user, self._schema, key, most)
        outcome.totals.asked += 1
        spent.requests += reply.requests
        spent.tokens_in += reply.tokens_in
        spent.tokens_out += reply.tokens_out
        counts = {"tokens_in": reply.tokens_in, "tokens_out": reply.tokens_out, "seconds": reply.seconds}
        self._answers.add(key, {"text": reply.text, "units": [u.id for u in batch], **counts})
        return self._answers.get(key)

    def _check(self, text: str, batch: Sequence[SentUnit]) -> Checked:
        answer = _read_json(text)
        if answer is None:
            return Checked(refusals=[Refusal(u.id, "id", "", "answer that is no JSON") for u in batch])
        return check_answer(answer, batch, self._codes)

    def _key(self, batch: Sequence[SentUnit]) -> str:
        return digest_of(self._client.model, self._system(batch[0].language), _as_text(batch))

    def _system(self, language: str) -> str:
        guide = read_guide(language if language in LANGUAGES else LANGUAGES[0])
        parts = [guide["task"], f"kind:\n{guide['kinds']}", guide["fields"], self._codes.as_text()]
        return "\n\n".join([*parts, f"guide {guide['version']}"])


def _as_text(batch: Sequence[SentUnit]) -> str:
    return json.dumps({"units": [u.as_json() for u in batch]}, ensure_ascii=False, indent=1)


def _read_json(text: str) -> Any:
    """Return the JSON value of an answer, also from between the fences that some models add; None without one."""
    start, end = text.find("{"), text.rfind("}")
    try:
        answer = json.loads(text[start : end + 1]) if 0 <= start < end else None
        whole = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")  # escapes may hold half a character
        return json.loads(whole)
    except (ValueError, RecursionError):
        return None
