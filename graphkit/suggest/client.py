"""Asks an OpenAI-compatible chat endpoint; retries with waits, never prints or keeps the key."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graphkit.errors import InputError, OptionError
from graphkit.suggest.endpoint import KEY, check_endpoint, connect, get_key
from graphkit.suggest.units import count_tokens, wait_seconds

if TYPE_CHECKING:
    import httpx

ATTEMPTS = 5
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_FORMS = ("json_schema", "json_object", "")
"""Ways to ask for JSON; what a server refuses is not asked for again."""
LONGEST_ANSWER = 8 * 2**20
"""Bytes after which an answer is given up: an endless stream must not fill the memory."""
LONGEST_WAIT = 60.0
"""Seconds that a server may ask to be left alone for, before a further attempt."""
_TOO_LONG = ("context length", "context_length", "context size", "context_size", "context window", "too many tokens")
"""How servers say that a request is longer than the model takes."""


class TooLongError(InputError):
    """A request that is longer than the model takes; ``requests``: how often it was sent."""

    def __init__(self, text: str, requests: int) -> None:
        super().__init__(text)
        self.requests = requests


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of an answer, and what it took; tokens are estimated where the server does not count them."""

    text: str
    tokens_in: int
    tokens_out: int
    seconds: float
    requests: int


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    pause: float
    """Seconds that the server asks for before a further attempt."""


class ChatClient:
    """One endpoint and one model."""

    def __init__(
        self, endpoint: str, model: str, *, timeout: float = 120.0, wait: Callable[[float], None] = time.sleep
    ) -> None:
        if not model.strip():
            raise OptionError("--model: name the model, as the endpoint calls it.")
        self.address, self.model, self._wait = check_endpoint(endpoint), model.strip(), wait
        self._timeout, self._forms = timeout, list(_FORMS)
        self._client: httpx.Client | None = None

    def ask(self, system: str, user: str, schema: dict[str, Any], key: str, most: int | None = None) -> Reply:
        """Return the answer to one request, sent at most ``most`` times; InputError where the endpoint can't be used.

        Busy servers, broken connections and answers that are no JSON are tried again, with growing waits. TooLongError:
        the model does not take so much at once.
        """
        failure, pause, attempt, sent = "", 0.0, 0, 0
        while attempt < ATTEMPTS and (most is None or sent < most):
            if attempt:
                self._wait(max(pause, wait_seconds(attempt, key)))
            started, pause, sent = time.monotonic(), 0.0, sent + 1
            try:
                answer = self._send(system, user, schema, started + self._timeout)
            except _errors() as error:
                failure, attempt = f"no answer ({type(error).__name__})", attempt + 1
                continue
            if answer.status in {400, 422} and len(self._forms) > 1 and not _is_too_long(answer):
                self._forms.pop(0)  # many servers take JSON mode, but no schema
                continue
            if answer.status in _AGAIN:
                failure, pause, attempt = f"status {answer.status}", answer.pause, attempt + 1
                continue
            self._refuse(answer, sent)
            reply = _read_reply(answer.body, len(system) + len(user), time.monotonic() - started, sent)
            if reply is not None:
                return reply
            failure, attempt = "an answer that is not of a chat completion", attempt + 1
        raise InputError(
            f"{self._where} gave {failure or 'no usable answer'} in {sent} attempts. Run again later: what is answered "
            "is kept."
        )

    @property
    def _where(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def _refuse(self, answer: _Answer, sent: int) -> None:
        status = answer.status
        if 300 <= status < 400:
            raise InputError(f"{self._where} sends on to another address (status {status}). Give that one.")
        if status in {401, 403}:
            raise InputError(f"{self._where} refuses the key (status {status}). Set {KEY} in the environment.")
        if status == 404:
            raise InputError(
                f"{self._where} knows no model '{self.model}', or has no chat completions at this address."
            )
        if _is_too_long(answer):
            told = f"{self._where}: a request is longer than {self.model} takes. Try a smaller --batch."
            raise TooLongError(told, sent)
        if status >= 400:
            said = " ".join(answer.body[:300].decode("utf-8", "replace").split())
            said = said.replace(get_key() or "\0", "…")  # some servers repeat the key
            raise InputError(f"{self._where} answers with status {status}: {said}")

    def _send(self, system: str, user: str, schema: dict[str, Any], end: float) -> _Answer:
        """Return what came back before ``end``, by the monotonic clock; httpx's errors for what is too slow or long."""
        import httpx

        request: dict[str, Any] = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        if self._forms[0] == "json_schema":
            form = {"name": "coding", "strict": True, "schema": schema}
            request["response_format"] = {"type": "json_schema", "json_schema": form}
        elif self._forms[0]:
            request["response_format"] = {"type": self._forms[0]}
        if self._client is None:
            self._client = connect(self.address, self._timeout)
        with self._client.stream("POST", self.address, json=request) as response:
            parts, size = [], 0
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > LONGEST_ANSWER or time.monotonic() > end:
                    raise httpx.ReadTimeout("an answer without an end")
            asked = response.headers.get("retry-after", "")
            pause = min(LONGEST_WAIT, float(asked)) if asked.isascii() and asked.isdigit() else 0.0
            return _Answer(response.status_code, b"".join(parts), pause)

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _errors() -> tuple[type[Exception], ...]:
    import httpx

    return (httpx.RequestError, httpx.InvalidURL, httpx.StreamError)


def _is_too_long(answer: _Answer) -> bool:
    said = answer.body[:2_000].decode("utf-8", "replace").lower()
    return answer.status == 413 or (answer.status in {400, 422} and any(words in said for words in _TOO_LONG))


def _read_reply(body: bytes, asked: int, seconds: float, requests: int) -> Reply | None:
    try:
        data = json.loads(body)
        text = data["choices"][0]["message"]["content"]
        usage = data.get("usage")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(text, str | None):
        return None
    text = (text or "").encode("utf-8", "replace").decode("utf-8")  # half of a character can't be kept; null: declined
    counts = usage if isinstance(usage, dict) else {}
    sizes = (("prompt_tokens", asked), ("completion_tokens", len(text)))
    tokens = [_read_count(counts.get(name)) or count_tokens(characters) for name, characters in sizes]
    return Reply(text, tokens[0], tokens[1], round(seconds, 3), requests)


def _read_count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9 else 0
