"""Checks that protect local servers from DNS rebinding, foreign pages, and other users."""

from __future__ import annotations

import os
import socket
import struct
from ipaddress import ip_address
from pathlib import Path
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


def is_of_another_user(peer: tuple[str, int], own: tuple[str, int]) -> bool:
    """Return True if another user opened a connection over loopback; False if Linux doesn't tell.

    `peer` and `own` are the addresses of both ends, as this process sees them.
    """
    try:
        connections = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()
    except OSError:
        return False
    ends = [_kernel_address(*peer), _kernel_address(*own)]
    for connection in connections[1:]:
        fields = connection.split()
        if fields[1:3] == ends:
            return int(fields[7]) != os.geteuid()
    return False


def _kernel_address(host: str, port: int) -> str:
    """Return an IPv4 address as the kernel lists it."""
    (number,) = struct.unpack("=I", socket.inet_aton(host))
    return f"{number:08X}:{port:04X}"


def _is_loopback(name: str | None) -> bool:
    if not name:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
