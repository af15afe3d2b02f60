"""A small local server that answers as chat endpoints do, rightly and in every wrong way."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TAKES = 100
"""Characters of units that a model of a short context takes at once."""


def good(units: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an answer whose words stand in the units."""
    label = {"code": "children", "words": ""}
    rows = []
    for unit in units:
        word = unit["text"].split()[0]
        rows.append({
            "id": unit["id"],
            "kind": {"code": "recommendation", "words": word},
            "position": {"code": "for", "words": word},
            "objectives": [{"code": "gcm:7", "words": word}],
            "groups": [{**label, "words": word}],
            "subthemes": [], "principles": [], "addressees": [], "actors": [], "speakers": [], "doers": [],
            "mechanisms": [],
        })  # fmt: skip
    return {"units": rows}


WHOLE: dict[str, Callable[[str], str]] = {
    "fenced": lambda text: f"Here it is:\n```json\n{text}\n```",
    "broken": lambda text: text[:-40],
    "null": lambda text: "null",
    "deep": lambda text: "{" + '"a":[' * 100_000,
}
"""Behaviour -> the text that comes back instead of a good answer."""
INVENTED = "words that no text holds"
WRONG: dict[str, Callable[[str], tuple[str, Any]]] = {
    "invented": lambda word: ("groups", [{"code": "children", "words": INVENTED}]),
    "codes": lambda word: ("objectives", [{"code": "gcm:99", "words": word}]),
    "invented_kind": lambda word: ("kind", {"code": "practice", "words": INVENTED}),
    "invented_name": lambda word: ("mechanisms", [{"code": "Harbour Pact", "words": word}]),
    "marks": lambda word: ("groups", [{"code": "children", "words": "."}]),
    "no_list": lambda word: ("groups", {"code": "children", "words": word}),
    "half_letter": lambda word: ("groups", [{"code": "\ud800", "words": "\udfff"}]),
}
"""Behaviour -> what is wrong in each unit of an answer: a field and its value, from a word of the unit."""


class ModelServer:
    """Answers requests by a list of behaviours, one a request; the last one stays."""

    def __init__(self, *behaviours: str) -> None:  # noqa: C901 - one method for each way to answer
        self.behaviours = list(behaviours) or ["good"]
        self.requests, self.keys = list[dict[str, Any]](), list[str]()
        self.seconds = 0.0
        """What the answers took to make."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *args: object) -> None:
                pass

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.keys.append(self.headers.get("Authorization", ""))
                outer.requests.append(body)
                started = time.perf_counter()
                do = outer.behaviours.pop(0) if len(outer.behaviours) > 1 else outer.behaviours[0]
                getattr(self, f"_{do}", self._as_content)(do, json.loads(body["messages"][1]["content"])["units"], body)
                outer.seconds += time.perf_counter() - started

            def _send(self, status: int, data: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def _content(self, text: str | None, usage: Any = None) -> None:
                usage = usage or {"prompt_tokens": 100, "completion_tokens": 50}
                self._send(200, json.dumps({"choices": [{"message": {"content": text}}], "usage": usage}).encode())

            def _as_content(self, do: str, units: list[Any], body: Any) -> None:
                self._content(outer.content(do, units))

            def _status(self, do: str, units: list[Any], body: Any) -> None:
                self._send(int(do), b'{"error": "no"}')

            _400 = _429 = _500 = _401 = _404 = _503 = _status

            def do_GET(self) -> None:
                do = outer.behaviours[0]
                self._send(int(do) if do.isdigit() else 200, b'{"data": []}')

            def _declined(self, do: str, units: list[Any], body: Any) -> None:
                self._content(None)

            def _uncounted(self, do: str, units: list[Any], body: Any) -> None:
                self._content(json.dumps(good(units)), {"prompt_tokens": -5, "completion_tokens": "many"})

            def _slow(self, do: str, units: list[Any], body: Any) -> None:
                time.sleep(0.3)
                self._content(json.dumps(good(units)))

            def _drip(self, do: str, units: list[Any], body: Any) -> None:
                self.send_response(200)
                self.send_header("Connection", "close")
                self.end_headers()
                try:
                    for _ in range(200):
                        self.wfile.write(b"x")
                        self.wfile.flush()
                        time.sleep(0.05)
                except OSError:
                    pass
                self.close_connection = True

            def _too_long(self, do: str, units: list[Any], body: Any) -> None:
                if sum(len(u["text"]) for u in units) > TAKES:
                    self._send(400, b'{"error": {"code": "context_length_exceeded"}}')
                else:
                    self._content(json.dumps(good(units)))

            def _elsewhere(self, do: str, units: list[Any], body: Any) -> None:
                self._send(307, b"")

            def _repeats_key(self, do: str, units: list[Any], body: Any) -> None:
                said = f"bad \x1b[2J request of {self.headers['Authorization']}"
                self._send(418, said.encode())

            def _plain_only(self, do: str, units: list[Any], body: Any) -> None:
                if "response_format" in body:
                    self._send(422, b'{"error": "response_format"}')
                else:
                    self._content(json.dumps(good(units)))

            def _no_schema(self, do: str, units: list[Any], body: Any) -> None:
                if body["response_format"]["type"] == "json_schema":
                    self._send(400, b'{"error": "response_format is not supported"}')
                else:
                    self._content(json.dumps(good(units)))

            def _endless(self, do: str, units: list[Any], body: Any) -> None:
                self.send_response(200)
                self.send_header("Connection", "close")
                self.end_headers()
                try:
                    for _ in range(40):
                        self.wfile.write(b"x" * 2**18)
                except OSError:
                    pass
                self.close_connection = True

            def _not_chat(self, do: str, units: list[Any], body: Any) -> None:
                self._send(200, b"<html>hello</html>")

            def _garbled(self, do: str, units: list[Any], body: Any) -> None:
                self.send_response(200)
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", "5")
                self.end_headers()
                self.wfile.write(b"plain")

            def _hang_up(self, do: str, units: list[Any], body: Any) -> None:
                self.close_connection = True
                self.connection.close()

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients are killed on purpose
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def content(self, do: str, units: list[dict[str, Any]]) -> str:
        """Return the text of an answer of a named kind."""
        if do in WHOLE:
            return WHOLE[do](json.dumps(good(units)))
        answer = good(units)
        rows = answer["units"]
        if do == "half":
            return json.dumps({"units": rows[: len(rows) // 2]})
        if do == "others":
            rows += [{**rows[0], "id": "statement:somebody-elses"}, rows[0]]
        for row in rows if do in WRONG else ():
            field, value = WRONG[do](row["kind"]["words"])
            row[field] = value
        return json.dumps(answer)

    @property
    def address(self) -> str:
        """The address to give as endpoint."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def stop(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
