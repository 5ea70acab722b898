"""Host and Origin checks that protect local servers from DNS rebinding and foreign pages."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_HTTP_PORT: Final = 80


def is_local_host(host: str, port: int) -> bool:
    """Return True if a Host header names this computer and the port of the connection.

    A page whose name was rebound to 127.0.0.1 still sends its own name.
    """
    try:
        parts = urlsplit(f"//{host}")
        return _is_loopback(parts.hostname) and (parts.port or _HTTP_PORT) == port
    except ValueError:
        return False


def is_local_origin(origin: str) -> bool:
    """Return True if an Origin header names a page that this computer serves, on any port."""
    try:
        parts = urlsplit(origin)
        return parts.scheme in {"http", "https"} and _is_loopback(parts.hostname)
    except ValueError:
        return False


def _is_loopback(name: str | None) -> bool:
    if not name:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
