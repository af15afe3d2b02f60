"""Asks an OpenAI-compatible chat endpoint; retries with waits, never prints or keeps the key."""

import ipaddress
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graphkit.errors import InputError, OptionError
from graphkit.suggest.units import wait_seconds

if TYPE_CHECKING:
    import httpx

KEY = "GRAPHKIT_MODEL_KEY"
"""Environment variable that holds the endpoint's key."""
ATTEMPTS = 5
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
LONGEST_ANSWER = 8 * 2**20
"""Bytes after which an answer is given up: an endless stream must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of an answer, and what it took."""

    text: str
    tokens_in: int
    tokens_out: int
    seconds: float


def check_endpoint(address: str) -> str:
    """Return the address of chat completions; OptionError for what is neither https nor http to this machine."""
    parts = urlsplit(address.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OptionError("--endpoint: give an address such as http://127.0.0.1:8080/v1 or https://host/v1.")
    if parts.username or parts.password:
        raise OptionError(f"--endpoint: leave user and password out of the address; set {KEY} in the environment.")
    if parts.scheme == "http" and not _is_local(parts.hostname):
        raise OptionError(f"--endpoint: http is for this machine only, '{parts.hostname}' is another. Use https.")
    path = parts.path.rstrip("/")
    path = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
    return f"{parts.scheme}://{parts.netloc}{path}"


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class ChatClient:
    """One endpoint and one model."""

    def __init__(
        self, endpoint: str, model: str, *, timeout: float = 120.0, wait: Callable[[float], None] = time.sleep
    ) -> None:
        if not model.strip():
            raise OptionError("--model: name the model, as the endpoint calls it.")
        self.address, self.model, self._wait = check_endpoint(endpoint), model.strip(), wait
        self._timeout, self._strict = timeout, True
        self._client: httpx.Client | None = None

    def ask(self, system: str, user: str, schema: dict[str, Any], key: str) -> Reply:
        """Return the answer to one request; InputError where the endpoint can't be used.

        Busy servers, broken connections and answers that are no JSON are tried again, with growing waits.
        """
        failure = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                self._wait(wait_seconds(attempt, key))
            started = time.monotonic()
            try:
                status, body = self._send(system, user, schema)
                if status == 400 and self._strict:  # many servers take JSON mode, but no schema
                    self._strict = False
                    status, body = self._send(system, user, schema)
            except _errors() as error:
                failure = f"no answer ({type(error).__name__})"
                continue
            if status in _AGAIN:
                failure = f"status {status}"
                continue
            self._refuse(status, body)
            reply = _read_reply(body, time.monotonic() - started)
            if reply is not None:
                return reply
            failure = "an answer that is not of a chat completion"
        raise InputError(
            f"{self._where} gave {failure} in {ATTEMPTS} attempts. Run again later: what is answered is kept."
        )

    @property
    def _where(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def _refuse(self, status: int, body: bytes) -> None:
        if status in {401, 403}:
            raise InputError(f"{self._where} refuses the key (status {status}). Set {KEY} in the environment.")
        if status == 404:
            raise InputError(
                f"{self._where} knows no model '{self.model}', or has no chat completions at this address."
            )
        if status >= 400:
            said = " ".join(body[:300].decode("utf-8", "replace").split())
            raise InputError(f"{self._where} answers with status {status}: {said}")

    def _send(self, system: str, user: str, schema: dict[str, Any]) -> tuple[int, bytes]:
        form = {"type": "json_schema", "json_schema": {"name": "coding", "strict": True, "schema": schema}}
        request = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "response_format": form if self._strict else {"type": "json_object"},
        }
        with self._connected().stream("POST", self.address, json=request) as response:
            parts, size = [], 0
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > LONGEST_ANSWER:
                    return 500, b""
            return response.status_code, b"".join(parts)

    def _connected(self) -> "httpx.Client":
        if self._client is None:
            try:
                import httpx
            except ImportError as error:
                raise OptionError("Suggestions need httpx: pip install 'graphkit[suggest]'") from error
            key = os.environ.get(KEY, "")
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            self._client = httpx.Client(timeout=self._timeout, headers=headers, follow_redirects=False)
        return self._client

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _errors() -> tuple[type[Exception], ...]:
    import httpx

    return (httpx.RequestError, httpx.InvalidURL, httpx.StreamError)


def _read_reply(body: bytes, seconds: float) -> Reply | None:
    try:
        data = json.loads(body)
        text = data["choices"][0]["message"]["content"]
        usage = data.get("usage") or {}
        tokens = [int(usage.get(name) or 0) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return None
    return Reply(text, tokens[0], tokens[1], round(seconds, 3)) if isinstance(text, str) else None
