"""Who may do what. On loopback nobody is asked; beyond it everybody needs a token, and a token has a name and a role.

Tokens are random (256 bits), so their SHA-256 is kept and no slow hash is needed. A browser changes its token once for a
signed cookie; programs send it as ``Authorization: Bearer``. Forms carry a mark that only pages of this server can know.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, cast, get_args

from reportedly.errors import InputError

Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SESSION_SECONDS = 14 * 24 * 3600
LOCAL_HOSTS = frozenset(("localhost", "127.0.0.1", "[::1]"))


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a token: the name under which they judge, their role, and the SHA-256 of the token in hex."""

    name: str
    role: Role
    digest: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the visitor may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server. Without ``holders`` it is for loopback, and everybody is the admin called ``local``.

    ``hosts`` are the names that a request may address where there are no tokens: other names are a page elsewhere that
    has its own name lead here (DNS rebinding). ``secret`` signs cookies; a new start ends every session.
    """

    holders: tuple[Holder, ...] = ()
    local: str = "local"
    hosts: frozenset[str] = LOCAL_HOSTS
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def open(self) -> bool:
        """Whether no token is asked for."""
        return not self.holders


def access_for(host: str, holders: tuple[Holder, ...], *, local: str = "local") -> Access:
    """The rules for a server at this address. Raises InputError where others could reach it and no token is asked for."""
    if not holders and not is_loopback(host):
        raise InputError(
            f"{host} can be reached by others, and no token is asked for. Make one, and start with it: "
            "reportedly token NAME --role analyst --tokens FILE; reportedly serve --host … --tokens FILE"
        )
    return Access(holders, local)


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


# ---- tokens ----------------------------------------------------------------------------------------------------------


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def holder_of(token: str, access: Access) -> Holder | None:
    """Whose token this is; takes as long for a wrong one as for a right one."""
    digest = digest_of(token)
    found = [h for h in access.holders if hmac.compare_digest(h.digest, digest)]
    return found[0] if found else None


def read_tokens(path: Path) -> tuple[Holder, ...]:
    """The holders in a file with a line each: role, digest, name. Raises InputError for a line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read the tokens in {path}: {error}. Make one with: reportedly token") from error
    return tuple(_holder(path, n, line) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#")


def token_line(holder: Holder) -> str:
    """A holder as a line of the file."""
    return f"{holder.role} {holder.digest} {holder.name}\n"


def _holder(path: Path, number: int, line: str) -> Holder:
    role, _, rest = line.strip().partition(" ")
    digest, _, name = rest.strip().partition(" ")
    right = role in ROLES and len(digest) == 64 and set(digest) <= set("0123456789abcdef")
    if not right or not name.strip():
        raise InputError(f"{path}:{number} is no line of a token. Make one with: reportedly token NAME --tokens {path}")
    return Holder(name.strip(), cast(Role, role), digest)


# ---- what a browser carries ------------------------------------------------------------------------------------------


def sealed(value: object, access: Access, purpose: str) -> str:
    """A value that comes back unchanged or not at all."""
    plain = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    return f"{plain}.{_mark(f'{purpose} {plain}', access)}"


def unsealed(text: str, access: Access, purpose: str) -> object:
    """The value of :func:`sealed`, or ``None`` where the text is not one of ours."""
    plain, _, mark = text.rpartition(".")
    if not hmac.compare_digest(mark.encode(), _mark(f"{purpose} {plain}", access).encode()):
        return None
    value: object = json.loads(base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4)))
    return value


def session_of(holder: Holder, access: Access, now: float) -> str:
    """The cookie that stands for a token, for two weeks."""
    return sealed([holder.name, holder.role, int(now) + SESSION_SECONDS], access, "session")


def visitor_of_session(cookie: str, access: Access, now: float) -> Visitor | None:
    """Whom a cookie stands for; ``None`` for one that is forged, too old, or of somebody who has no token any more."""
    value = unsealed(cookie, access, "session")
    if not isinstance(value, list) or value[2] < now:
        return None
    held = any((h.name, h.role) == (value[0], value[1]) for h in access.holders)
    return Visitor(value[0], value[1]) if held else None


def form_mark(browser: str, access: Access) -> str:
    """The mark for the forms of a browser, which is known by a random cookie (signed double submit)."""
    return _mark(f"form {browser}", access)


def is_form_mark(mark: str, browser: str, access: Access) -> bool:
    """Whether a form with this mark is from a page that this server gave to this browser."""
    return bool(browser) and hmac.compare_digest(mark.encode(), form_mark(browser, access).encode())


def _mark(text: str, access: Access) -> str:
    return hmac.new(access.secret, text.encode(), sha256).hexdigest()


Clock = Callable[[], float]
