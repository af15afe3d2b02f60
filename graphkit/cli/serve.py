"""``graphkit serve``: a read-only HTTP server on this machine."""

import socket
from pathlib import Path

import click

from graphkit.cli.common import say, store_option
from graphkit.cli.serve_options import check_engine, limit_options
from graphkit.errors import OptionError
from graphkit.publish.export.base import import_extra

PORT = 8765


@click.command(short_help="Offer a graph to other programs and browsers, for reading.")
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--public", is_flag=True, help="Allow a --host that other machines reach.")
@click.option("--name", "names", multiple=True, help="Host name under which it may be asked; repeat for several.")
@limit_options
def command(
    store: Path, host: str, port: int, public: bool, names: tuple[str, ...], engine: str, timeout: float, max_rows: int
) -> None:
    """Offer a built graph over HTTP: queries, statements, findings, schema, interactive pages. Nothing can be changed.

    It listens on this machine only and answers requests that name it. /openapi.json describes every address.
    Ctrl-C ends it.
    """
    for package in ("starlette", "uvicorn"):
        import_extra(package, "serve")
    from graphkit.serve.guard import HostGuard, is_loopback
    from graphkit.serve.reader import open_reader
    from graphkit.serve.web import Server, make_app
    from graphkit.workspace import open_workspace

    if not is_loopback(host) and not public:
        told = f"--host {host}: other machines could read the whole graph."
        raise OptionError(f"{told} Add --public if you mean it, or leave --host out.")
    reader = open_reader(open_workspace(store), timeout, max_rows, check_engine(engine))
    try:
        with _listen(host, port) as door:
            address = f"http://{_in_address(host)}:{door.getsockname()[1]}"
            if not is_loopback(host):
                say(f"Warning: whoever reaches {host} can read the whole graph; there is no password.", err=True)
            say(f"Serving {store} at {address} (Ctrl-C ends it)", err=True)
            guard = HostGuard((host, *names), public=public)
            Server(make_app(reader, guard), reader).run(sockets=[door])
    finally:
        reader.close()


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; OptionError where the address can't be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        told = f"--host {host} --port {port} can't be listened at ({error.strerror})."
        raise OptionError(f"{told} Choose another port, or --port 0 for any that is free.") from error


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
