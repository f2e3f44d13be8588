"""Who may do what: loopback without login, everything else with one; roles; and what a browser must show to write.

A form is accepted with the token that its page carries and from the page's own address alone. The host that a request
names must be one of ours, so that no other site's name can be made to lead here. What does not belong here: pages.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from threading import Lock
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
COOKIE = "dateline_session"
_HOURS = 12
_TRIES, _PER_SECONDS = 5, 900
"""Failed logins that one name, or one address, may have within so many seconds before it has to wait."""


class Role(IntEnum):
    """What an account may do; each may also do what those before it may."""

    READER = 1
    CODER = 2
    ADJUDICATOR = 3
    ADMIN = 4

    @classmethod
    def named(cls, name: str) -> Role:
        """The role of that name, in small letters."""
        return cls[name.upper()]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may see the pages. csrf: the token that this visitor's forms carry."""

    name: str
    role: Role
    csrf: str


@dataclass
class Sessions:
    """Who is logged in; kept in memory, so that a restart logs everybody out.

    clock: seconds that only rise.
    """

    clock: Callable[[], float] = time.monotonic
    _open: dict[str, tuple[Visitor, float]] = field(default_factory=dict)
    _failed: dict[str, list[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, name: str, role: Role) -> str:
        """A new session; give the token for its cookie."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self.clock()
            self._open = {key: each for key, each in self._open.items() if each[1] > now}
            self._open[token] = (Visitor(name, role, secrets.token_urlsafe(32)), now + _HOURS * 3600)
        return token

    def visitor(self, token: str | None) -> Visitor | None:
        """Whose session a cookie opens; None where it opens none, or none any more."""
        with self._lock:
            found = self._open.get(token or "")
            return found[0] if found and found[1] > self.clock() else None

    def end(self, token: str | None) -> None:
        """Log out."""
        with self._lock:
            self._open.pop(token or "", None)

    def must_wait(self, *keys: str) -> bool:
        """Whether a name or an address has failed too often to try again now."""
        with self._lock:
            limit = self.clock() - _PER_SECONDS
            return any(sum(at > limit for at in self._failed.get(key, ())) >= _TRIES for key in keys)

    def failed(self, *keys: str) -> None:
        """Remember a failed login."""
        with self._lock:
            now = self.clock()
            for key in keys:
                self._failed[key] = [*(at for at in self._failed.get(key, ()) if at > now - _PER_SECONDS), now]


def check_password(accounts: Mapping[str, tuple[str, str]], name: str, password: str) -> Role | None:
    """The role of the account whose name and password these are; None where they are none's.

    An unknown name takes as long as a wrong password, so that names cannot be found out.
    """
    from argon2 import PasswordHasher  # noqa: PLC0415 - only a page with a login needs it
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as above

    hasher = PasswordHasher()
    known = name in accounts
    role, kept = accounts[name] if known else ("reader", hasher.hash("nobody"))
    try:
        hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return None
    return Role.named(role) if known else None


def hash_password(password: str) -> str:
    """The Argon2 hash of a password, to be kept."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - only a page with a login needs it

    return PasswordHasher().hash(password)


def host_name(header: str) -> str:
    """The name in a Host header, without port, in small letters; "" where there is none."""
    return (urlsplit(f"//{header}").hostname or "") if header else ""


def is_own_origin(origin: str | None, host: str) -> bool:
    """Whether a request that writes comes from one of our own pages; without an Origin its token alone decides."""
    return origin is None or urlsplit(origin).netloc == host


def is_token(given: str | None, visitor: Visitor) -> bool:
    """Whether a form carries the token of its visitor."""
    return given is not None and hmac.compare_digest(given, visitor.csrf)
