"""The address of a language model's endpoint, its key, and the connection to it."""

import ipaddress
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graphkit.errors import OptionError

if TYPE_CHECKING:
    import httpx

KEY = "GRAPHKIT_MODEL_KEY"
"""Environment variable that holds the endpoint's key."""
_CHAT = "/chat/completions"


def check_endpoint(address: str) -> str:
    """Return the address of chat completions; OptionError for what is neither https nor http to this machine."""
    try:
        parts = urlsplit(address.strip())
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, brackets that don't close
        known = False
    if not known:
        raise OptionError("--endpoint: give an address such as http://127.0.0.1:8080/v1 or https://host/v1.")
    if parts.username or parts.password:
        raise OptionError(f"--endpoint: leave user and password out of the address; set {KEY} in the environment.")
    if parts.query or parts.fragment:
        raise OptionError(f"--endpoint: leave out what follows ? or #; a key belongs in {KEY} in the environment.")
    if parts.scheme == "http" and not is_local(address):
        raise OptionError(f"--endpoint: http is for this machine only, '{parts.hostname}' is another. Use https.")
    path = parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith(_CHAT) else path + _CHAT}"


def is_local(address: str) -> bool:
    """Return whether an address is on this machine."""
    host = urlsplit(address.strip()).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def get_key() -> str:
    """Return the key of the environment, empty where there is none; OptionError for what can't be sent."""
    key = os.environ.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise OptionError(f"{KEY} holds characters that no key has. Set it again.")
    return key


def connect(address: str, timeout: float) -> "httpx.Client":
    """Return a connection to an endpoint, with the key; what goes to this machine goes through no proxy."""
    try:
        import httpx
    except ImportError as error:
        raise OptionError("Suggestions need httpx: pip install 'graphkit[suggest]'") from error
    key = get_key()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    through: Any = not is_local(address)
    return httpx.Client(timeout=timeout, headers=headers, follow_redirects=False, trust_env=through)


def probe(address: str) -> str:
    """Return in some words whether a model's endpoint answers: its list of models is asked for, no text is sent."""
    base = check_endpoint(address).removesuffix(_CHAT)
    connected = connect(base, timeout=5)
    import httpx

    try:
        with connected as client, client.stream("GET", f"{base}/models") as response:
            status = response.status_code
    except (httpx.RequestError, httpx.InvalidURL, httpx.StreamError) as error:
        return f"missing (no answer: {type(error).__name__})"
    if status in {401, 403}:
        return f"refuses the key (status {status}): set {KEY}"
    return "answers" if status < 300 else f"answers, but lists no models (status {status})"
