"""Serving the page with uvicorn, on loopback unless told otherwise.

What does not belong here: what is served (`app`).
"""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from dateline.errors import ConfigError


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket on that address; port 0 takes any that is free.

    Raises:
        ConfigError: the port is taken, or the host is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(128)  # from now on a browser that is too early waits
    except (OSError, OverflowError) as error:
        opened.close()
        raise ConfigError(
            f"the page cannot listen on {host} port {port} ({error}); name another with --port, or a host of this "
            "machine with --host"
        ) from error
    return opened


def serve(app: FastAPI, listening: socket.socket, *, certificate: Path | None = None, key: Path | None = None) -> None:
    """Serve until Ctrl-C or a signal ends it; with ``certificate`` and ``key``, over TLS."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        ssl_certfile=str(certificate) if certificate else None,
        ssl_keyfile=str(key) if key else None,
    )
    uvicorn.Server(config).run(sockets=[listening])
