"""Servers for the tests: a store on the real Neo4j server, a connection that can be cut, an old server."""

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from graphkit.store.neo4j import Neo4jStore


def open_empty(server: Any, **options: Any) -> Neo4jStore:
    """Return a store on a server of tools/neo4j_server.py whose database was emptied."""
    store = Neo4jStore(server.uri, server.user, server.password, **options)
    with store.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
    store.close()
    return store


def listen(answer: Callable[[socket.socket], None]) -> int:
    """Answer every connection to a free port of this machine, each in a thread; return the port."""
    door = socket.create_server(("127.0.0.1", 0))

    def take(caller: socket.socket) -> None:
        with suppress(OSError, struct.error), caller:
            answer(caller)

    def wait() -> None:
        while True:
            threading.Thread(target=take, args=(door.accept()[0],), daemon=True).start()

    threading.Thread(target=wait, daemon=True).start()
    return int(door.getsockname()[1])


class Wire:
    """A connection to a port that breaks for good after so many bytes to it, until it is mended."""

    def __init__(self, port: int, most: float) -> None:
        self._target, self.left = port, most
        self._open: list[socket.socket] = []
        self.port = listen(self._carry)

    def mend(self) -> None:
        """Carry all from now on."""
        self.left = float("inf")

    def _carry(self, caller: socket.socket) -> None:
        if self.left <= 0:
            return
        with socket.create_connection(("127.0.0.1", self._target)) as target:
            self._open += [caller, target]
            threading.Thread(target=self._pass, args=(target, caller), daemon=True).start()
            while self.left > 0 and (data := caller.recv(4096)):
                self.left -= len(data)
                target.sendall(data)
        if self.left <= 0:
            for end in self._open:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)


def old_server(caller: socket.socket) -> None:
    """Speak Bolt 4.4 as Neo4j 4.4 does, as far as a driver's first query needs it."""
    caller.recv(20)
    caller.sendall(b"\0\0\x04\x04")
    while True:
        kind = _read_message(caller)[1]
        known = {0x01: {"server": "Neo4j/4.4.1", "connection_id": "b-1"}}.get(kind, {})
        fields = b"\xa1" + _text("fields") + b"\x91" + _text("1") if kind == 0x10 else bytes([0xA0 + len(known)])
        fields += b"".join(_text(k) + _text(v) for k, v in known.items())
        caller.sendall(struct.pack(">H", len(fields) + 2) + b"\xb1\x70" + fields + b"\0\0")


def _read_message(caller: socket.socket) -> bytes:
    message = b""
    while size := struct.unpack(">H", caller.recv(2))[0]:
        message += caller.recv(size, socket.MSG_WAITALL)
    return message


def _text(value: str) -> bytes:
    return bytes([0x80 + len(value)]) + value.encode()
