"""A real Neo4j 5 Community server without Docker: Maven Central's artifacts, Java 17, loopback only.

    python tools/neo4j_server.py run        start one, print how to reach it, stop it with Ctrl-C
    python tools/neo4j_server.py fetch      only fetch the artifacts

The entry point is ``org.neo4j.server.CommunityEntryPoint`` of ``org.neo4j:neo4j``; Maven resolves what it needs (about
210 archives, 120 MB) into its own repository, and the class path is kept in ``.cache/neo4j`` until the version changes.
Every server has a data folder and a Bolt port of its own, and is stopped by its process id.
"""

import argparse
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import maven
from maven import Unavailable, check_java

VERSION = "5.26.29"
"""Long-term support release of Neo4j 5; docker-compose.yml names the same one."""
CACHE = maven.CACHE / "neo4j"
ENTRY = "org.neo4j.server.CommunityEntryPoint"
JAVA = ("-Xms256m", "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
CONFIG = """server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=64m
db.tx_log.rotation.retention_policy=keep_none
"""


def get_classpath() -> str:
    """Return the server's class path; Unavailable where it can't be fetched."""
    return maven.get_classpath(CACHE, f"org.neo4j:neo4j:{VERSION}")


class Server:
    """One server with a fresh data folder; started, stopped, killed and started again on the same data and port."""

    def __init__(self) -> None:
        self.java, self.classpath = check_java(), get_classpath()
        CACHE.mkdir(parents=True, exist_ok=True)
        self.home = Path(tempfile.mkdtemp(prefix="run-", dir=CACHE))
        self.port = _free_port()
        self.uri, self.user, self.password = f"bolt://127.0.0.1:{self.port}", "neo4j", secrets.token_urlsafe(12)
        self._process: subprocess.Popen[bytes] | None = None
        (self.home / "conf").mkdir()
        (self.home / "conf" / "neo4j.conf").write_text(CONFIG.format(port=self.port), encoding="utf-8")

    def start(self, seconds: float = 120) -> "Server":
        """Start it and wait until it answers; Unavailable where it does not."""
        command = [
            self.java,
            *JAVA,
            "-cp",
            self.classpath,
            ENTRY,
            f"--home-dir={self.home}",
            f"--config-dir={self.home}/conf",
        ]
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        until = time.monotonic() + seconds
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise Unavailable(f"Neo4j {VERSION} did not start: {self._last_words()}")
            time.sleep(0.2)
        return self

    def _answers(self) -> bool:
        """Return whether it can be asked; the first time, replace the initial password."""
        import neo4j
        from neo4j.exceptions import DriverError, Neo4jError

        with (
            contextlib.suppress(DriverError, Neo4jError, OSError),
            socket.create_connection(("127.0.0.1", self.port), 1),
        ):
            changed = self.home / "password-set"
            known = self.password if changed.exists() else "neo4j"
            with neo4j.GraphDatabase.driver(self.uri, auth=(self.user, known), liveness_check_timeout=0) as driver:
                if not changed.exists():
                    text = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
                    driver.execute_query(text, {"new": self.password}, database_="system")
                    changed.touch()
                    return False
                driver.execute_query("RETURN 1", database_="neo4j")
                return True
        return False

    def _last_words(self) -> str:
        lines = [x for log in ("console.log", "logs/neo4j.log") for x in _lines(self.home / log) if x.strip()]
        return " | ".join(lines[-3:])[:500] or "it said nothing"

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it in order."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def remove(self) -> None:
        """End it and delete its data."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.remove()


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description="A Neo4j Community server from Maven's artifacts, on loopback.")
    parser.add_argument("action", choices=["run", "fetch"])
    action = parser.parse_args().action
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if action == "fetch":
            check_java()
            print(f"Neo4j {VERSION}: {len(get_classpath().split(os.pathsep))} archives at hand")
            return
        with Server() as server:
            print(f"export NEO4J_URI={server.uri} NEO4J_USERNAME={server.user} NEO4J_PASSWORD={server.password}")
            print(f"Neo4j {VERSION} runs as process {server.pid}; Ctrl-C stops it and deletes its data.", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                while server.pid:
                    time.sleep(0.5)
    except Unavailable as reason:
        sys.exit(f"Error: {reason}")


if __name__ == "__main__":
    main()
