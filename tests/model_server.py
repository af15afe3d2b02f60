"""A small local server that answers as chat endpoints do, rightly and in every wrong way."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


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
            "principles": [], "addressees": [], "actors": [], "speakers": [], "doers": [], "mechanisms": [],
        })  # fmt: skip
    return {"units": rows}


class ModelServer:
    """Answers requests by a list of behaviours, one a request; the last one stays."""

    def __init__(self, *behaviours: str) -> None:  # noqa: C901 - one method for each way to answer
        self.behaviours = list(behaviours) or ["good"]
        self.requests, self.keys = list[dict[str, Any]](), list[str]()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: object) -> None:
                pass

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.keys.append(self.headers.get("Authorization", ""))
                outer.requests.append(body)
                do = outer.behaviours.pop(0) if len(outer.behaviours) > 1 else outer.behaviours[0]
                getattr(self, f"_{do}", self._as_content)(do, json.loads(body["messages"][1]["content"])["units"], body)

            def _send(self, status: int, data: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def _content(self, text: str) -> None:
                usage = {"prompt_tokens": 100, "completion_tokens": 50}
                self._send(200, json.dumps({"choices": [{"message": {"content": text}}], "usage": usage}).encode())

            def _as_content(self, do: str, units: list[Any], body: Any) -> None:
                self._content(outer.content(do, units))

            def _status(self, do: str, units: list[Any], body: Any) -> None:
                self._send(int(do), b'{"error": "no"}')

            _400 = _429 = _500 = _401 = _404 = _503 = _status

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
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def content(self, do: str, units: list[dict[str, Any]]) -> str:
        """Return the text of an answer of a named kind."""
        answer = good(units)
        rows = answer["units"]
        if do == "fenced":
            return f"Here it is:\n```json\n{json.dumps(answer)}\n```"
        if do == "broken":
            return json.dumps(answer)[:-40]
        if do == "half":
            return json.dumps({"units": rows[: len(rows) // 2]})
        if do == "invented":
            for row in rows:
                row["groups"] = [{"code": "children", "words": "words that no text holds"}]
        if do == "codes":
            for row in rows:
                row["objectives"] = [{"code": "gcm:99", "words": row["kind"]["words"]}]
        if do == "others":
            rows.append({**rows[0], "id": "statement:somebody-elses"})
            rows.append(rows[0])
        if do == "null":
            return "null"
        return json.dumps(answer)

    @property
    def address(self) -> str:
        """The address to give as endpoint."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def stop(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
