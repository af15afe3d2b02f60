"""What a request must be before it is looked at: to this machine's own name, from no other site.

A page of another site can make a browser send requests here, and with a name of its own that points to this machine
(DNS rebinding) it could even read the answers. The name it used stands in the Host header.
"""

import ipaddress
from collections.abc import Iterable, Mapping

from graphkit.errors import OptionError

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that is bound to a host."""
    address = _read_address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


class HostGuard:
    """Knows the names under which the server may be asked."""

    def __init__(self, names: Iterable[str] = (), *, public: bool = False) -> None:
        self._names = frozenset(n.casefold() for n in (*LOOPBACK, *names))
        self._public = public

    def check(self, headers: Mapping[str, str]) -> None:
        """Raise OptionError for a request that another site may have made; headers have small letters."""
        host = headers.get("host", "")
        if not self._knows(_strip_port(host).casefold()):
            told = f"The Host header names '{host[:80]}', which is not this server."
            raise OptionError(f"{told} Ask for http://127.0.0.1, or name the host when you start it (--name).")
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            raise OptionError("The request comes from another site (Origin header). Ask from here.")
        site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "")
        if site not in {"none", "same-origin"} and mode != "navigate":
            raise OptionError("The request comes from another site (Sec-Fetch-Site header). Ask from here.")

    def _knows(self, name: str) -> bool:
        return name in self._names or (self._public and _read_address(name) is not None)


def _strip_port(host: str) -> str:
    """Return the name of a Host header without its port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _read_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
