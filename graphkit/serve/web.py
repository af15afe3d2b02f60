"""The server: HTTP on loopback, reading only, errors as one line of JSON."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from importlib.resources import files
from typing import Any

import anyio
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphkit.errors import (
    BusyError,
    GraphkitError,
    LimitError,
    OptionError,
    StoreError,
    UnknownNameError,
    WriteRefusedError,
)
from graphkit.publish.view import LANGUAGES, PAGES
from graphkit.serve.endpoints import ENDPOINTS, Endpoint, make_openapi
from graphkit.serve.guard import HostGuard
from graphkit.serve.reader import GraphReader

LONGEST_BODY = 100_000
"""Bytes of a request's body."""
BODY_SECONDS = 10.0
"""How long a body may take to arrive."""
CONNECTIONS = 100
"""Connections at a time; further ones are told to come again."""
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_FRAMELESS = "frame-ancestors 'none'"
"""Policy of the interactive pages, which hold a stricter one in themselves."""

Answer = Callable[[Request], Awaitable[Response]]


def make_app(reader: GraphReader, guard: HostGuard) -> ASGIApp:
    """Return the application over a reader, for any ASGI server."""
    routes = [Route(_route_path(e), _make_answer(e, reader), methods=[e.verb]) for e in ENDPOINTS]
    routes += [
        Route("/", _show_index, methods=["GET"]),
        Route("/openapi.json", _show_openapi, methods=["GET"]),
        Route("/pages/{page}", partial(_show_page, reader), methods=["GET"]),
    ]
    handlers: dict[Any, Any] = {GraphkitError: _tell_error, HTTPException: _tell_http, Exception: _tell_fault}
    return _Guarded(Starlette(routes=routes, exception_handlers=handlers), guard)


def _route_path(endpoint: Endpoint) -> str:
    """Return the path for the router; the last part may hold slashes, as an id may."""
    last = endpoint.places[-1] if endpoint.places else ""
    return endpoint.path.replace(f"{{{last}}}", f"{{{last}:path}}") if last == "id" else endpoint.path


class _Guarded:
    """Refuses requests of other sites before the application sees them, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, guard: HostGuard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"]).mutablecopy()
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", _NOTHING)
                message = {**message, "headers": headers.raw}
            await send(message)

        try:
            self._guard.check(Headers(scope=scope))
        except OptionError as error:
            await _make_error(400, str(error))(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def _make_answer(endpoint: Endpoint, reader: GraphReader) -> Answer:
    async def answer(request: Request) -> Response:
        given = await _read_body(request) if endpoint.verb == "POST" else _read_address(request)
        values = endpoint.check({**given, **request.path_params})
        try:
            found = await run_in_threadpool(endpoint.answer, reader, **values)
        except UnknownNameError as error:
            if error.name in request.path_params.values():
                return _make_error(404, str(error))
            raise
        return _make_json(found)

    return answer


def _read_address(request: Request) -> dict[str, str]:
    """Return the parameters of a request's address; OptionError where one is given twice."""
    pairs = request.query_params.multi_items()
    twice = [name for i, (name, _) in enumerate(pairs) if name in {n for n, _ in pairs[:i]}]
    if twice:
        raise OptionError(f"{request.url.path}: the parameter {twice[0][:60]} is given twice. Give it once.")
    return dict(pairs)


async def _read_body(request: Request) -> dict[str, Any]:
    """Return the JSON object of a request's body."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json":
        raise OptionError(f"{request.url.path} takes JSON: send the header Content-Type: application/json.")
    body = bytearray()
    try:
        with anyio.fail_after(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LONGEST_BODY:
                    raise HTTPException(413, f"The body is longer than {LONGEST_BODY:,} bytes. Send a shorter one.")
    except TimeoutError as error:
        raise OptionError(f"The body took over {BODY_SECONDS:g} s to arrive. Send it at once.") from error
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OptionError(f"The body of {request.url.path} is no JSON ({error}).") from error
    if not isinstance(data, dict):
        raise OptionError(f'The body of {request.url.path} is no JSON object such as {{"query": "coverage"}}.')
    return data


def _make_json(data: Any, status: int = 200) -> Response:
    text = json.dumps(data, ensure_ascii=False)
    # Half of a character, which UTF-8 can't hold, is written as JSON writes it.
    return Response(text.encode("utf-8", "backslashreplace"), status, media_type="application/json")


def _make_error(status: int, line: str) -> Response:
    return _make_json({"status": status, "error": line}, status)


async def _tell_error(_: Request, error: Exception) -> Response:
    """Answer with one of our errors: what was wrong with the request, or why the engine gives nothing now."""
    busy = isinstance(error, BusyError | LimitError | StoreError) and not isinstance(error, WriteRefusedError)
    return _make_error(503 if busy else 400, str(error))


async def _tell_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    lines = {
        404: f"Nothing is at {request.url.path[:200]}. /openapi.json lists every address.",
        405: f"{request.url.path[:200]} does not take {request.method[:20]}: this server only reads.",
    }
    told = lines.get(error.status_code, error.detail or HTTPStatus(error.status_code).phrase)
    answer = _make_error(error.status_code, told)
    answer.headers.update(error.headers or {})
    return answer


async def _tell_fault(_: Request, error: Exception) -> Response:
    if isinstance(error, ClientDisconnect):
        return Response(status_code=400)
    return _make_error(500, "This is a fault of graphkit. Please report it with what you asked.")


async def _show_openapi(_: Request) -> Response:
    return _make_json(make_openapi())


async def _show_index(_: Request) -> Response:
    import jinja2

    source = (files("graphkit.serve") / "templates" / "index.html.j2").read_text(encoding="utf-8")
    template = jinja2.Environment(autoescape=True).from_string(source)
    return HTMLResponse(template.render(pages=PAGES, languages=LANGUAGES, endpoints=ENDPOINTS))


async def _show_page(reader: GraphReader, request: Request) -> Response:
    given = _read_address(request)
    unknown = sorted(given.keys() - {"lang"})
    if unknown:
        raise OptionError(str(UnknownNameError("parameter", unknown[0], ["lang"])))
    page, language = request.path_params["page"], given.get("lang", LANGUAGES[0])
    try:
        html = await run_in_threadpool(reader.make_page, page, language)
    except UnknownNameError as error:
        return _make_error(404 if error.name == page else 400, str(error))
    return HTMLResponse(html, headers={"content-security-policy": _FRAMELESS})


class Server(uvicorn.Server):
    """Serves until Ctrl-C or SIGTERM; a query that runs at that moment is ended, so that nobody waits for it."""

    def __init__(self, app: ASGIApp, reader: GraphReader) -> None:
        config = uvicorn.Config(
            app, http="h11", ws="none", loop="asyncio", lifespan="off", log_level="warning", access_log=False,
            server_header=False, proxy_headers=False, limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=3,
        )  # fmt: skip
        super().__init__(config)
        self._reader = reader

    def handle_exit(self, sig: int, frame: Any) -> None:
        """End what runs, then the server."""
        self._reader.close()
        super().handle_exit(sig, frame)
