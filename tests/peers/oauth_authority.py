"""A real OAuth 2 / OpenID authority for tests and demos, on loopback, by TLS.

django-oauth-toolkit in an environment of its own (`dev/kit/authority_env.py`), run
as a process of its own; this is its remote control. It shows three faces with the
same accounts and grants: Microsoft's paths, Google's, and plain ones.
"""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from .authority_ca import Authority

SERVER = Path(__file__).with_name("oauth_authority_server.py")
START_SECONDS = 60.0
STOP_SECONDS = 30.0
CALL_SECONDS = 60.0
TENANT = "testtenant"


class OAuthAuthorityError(Exception):
    """The authority's environment is missing, or it did not start."""


@dataclass(frozen=True)
class Registration:
    """An application registered there; ``account``: whose mailbox it may open alone."""

    client_id: str
    client_secret: str = field(repr=False)
    account: str | None = None


@dataclass(frozen=True)
class Endpoints:
    """The two addresses of one face."""

    auth_url: str
    token_url: str


# An application like those of administrators, and Dovecot's, to ask about tokens.
APPLICATION = Registration("test-application", "a secret/of+the & application")
MAIL_SERVER = Registration("dovecot", "dovecot-introspection-secret")


class OAuthAuthority:
    """One authority below ``directory``; ``users``: address and web password.

    ``python``: the one of `dev/kit/authority_env.py`. ``redirects``: redirect URIs
    registered for the application. Tokens of the application itself are good for the
    mailbox of ``application_account``.
    """

    def __init__(
        self,
        directory: Path,
        ca: Authority,
        users: dict[str, str],
        python: Path,
        redirects: tuple[str, ...] = ("https://localhost/callback",),
        application_account: str | None = None,
    ) -> None:
        self.directory = Path(directory).resolve()
        self.ca = ca
        self.users = dict(users)
        self.redirects = redirects
        self.application = APPLICATION
        self.url = ""
        self._account = application_account
        self._python = python
        self._process: subprocess.Popen[str] | None = None
        self._session = requests.Session()
        self._session.trust_env = False  # REQUESTS_CA_BUNDLE would win over verify
        self._session.verify = str(ca.ca)

    def start(self, port: int = 0) -> OAuthAuthority:
        """Start, on a free port unless one is given; raises `OAuthAuthorityError`."""
        if not Path(self._python).exists():
            raise OAuthAuthorityError(f"{self._python} is missing: make it first")
        self.directory.mkdir(parents=True, exist_ok=True)
        plan = self.directory / "plan.json"
        plan.touch(mode=0o600)
        plan.write_text(json.dumps(self._plan(port)), "utf-8")
        # Its words go to a file, so that it never waits for a reader.
        with open(self.directory / "start.log", "w") as output:
            self._process = subprocess.Popen(
                [str(self._python), str(SERVER), str(plan)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the process. Harmless if it is not running."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(STOP_SECONDS)
            self._process = None
        self._session.close()

    def __enter__(self) -> OAuthAuthority:
        return self.start()

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    @property
    def microsoft(self) -> Endpoints:
        """Microsoft-shaped addresses, with a tenant."""
        base = f"{self.url}/{TENANT}/oauth2/v2.0"
        return Endpoints(f"{base}/authorize", f"{base}/token")

    @property
    def google(self) -> Endpoints:
        """Google-shaped addresses."""
        return Endpoints(f"{self.url}/o/oauth2/v2/auth", f"{self.url}/token")

    @property
    def plain(self) -> Endpoints:
        """Addresses as django-oauth-toolkit has them."""
        return Endpoints(f"{self.url}/authorize/", f"{self.url}/token/")

    @property
    def introspection_url(self) -> str:
        """Where Dovecot asks about tokens, with its own credentials (RFC 7662)."""
        pair = f"{MAIL_SERVER.client_id}:{MAIL_SERVER.client_secret}"
        return f"{self.url}/introspect/".replace("://", f"://{pair}@")

    def fault(self, path: str, **fault: Any) -> None:
        """Have requests to paths with this end go wrong, once or ``times``.

        ``status`` with ``json`` or ``body`` (and ``headers``, ``content_type``): this
        answer instead. ``omit``: names left out of the true JSON answer. ``delay``:
        seconds to wait before. ``when``: only for these form fields.
        """
        self._call("fault", {"path": path, "times": 1} | fault)

    def config(self, **settings: Any) -> None:
        """Change settings of django-oauth-toolkit, such as
        ``ACCESS_TOKEN_EXPIRE_SECONDS``, until `reset`."""
        self._call("config", settings)

    def redirect(self, uri: str) -> None:
        """Register one more redirect URI for the application."""
        self._call("redirect", {"client_id": self.application.client_id, "uri": uri})

    def expire(self, what: str = "access") -> None:
        """Let time pass for all ``access`` tokens, ``refresh`` tokens or ``code``s."""
        self._call("expire", {"what": what})

    def revoke(self) -> None:
        """Take back every consent, as people do in their account's settings."""
        self._call("revoke", {})

    def log(self) -> list[dict[str, Any]]:
        """Return the requests since `reset`: method, path, query, form, auth."""
        return self._call("log", {})["log"]

    def reset(self) -> None:
        """Forget faults, changed settings and the log; grants stay."""
        self._call("reset", {})

    def _call(self, verb: str, words: dict[str, Any]) -> dict[str, Any]:
        answer = self._session.post(
            f"{self.url}/__test__/{verb}", json=words, timeout=CALL_SECONDS
        )
        answer.raise_for_status()
        return answer.json()

    def _plan(self, port: int) -> dict[str, Any]:
        mine = {"redirects": list(self.redirects), "account": self._account}
        return {
            "port": port,
            "directory": str(self.directory),
            "chain": str(self.ca.chain),
            "key": str(self.ca.key),
            "tenant": TENANT,
            "users": self.users,
            "clients": [
                vars(self.application) | mine,
                vars(MAIL_SERVER) | {"redirects": [], "account": None},
            ],
        }

    def _wait(self) -> None:
        """The server's first line is its address."""
        deadline = time.monotonic() + START_SECONDS
        log = self.directory / "start.log"
        while time.monotonic() < deadline and self._process.poll() is None:
            for line in log.read_text("utf-8", "replace").splitlines():
                if line.startswith("READY "):
                    self.url = line.removeprefix("READY ").strip()
                    return
            time.sleep(0.05)
        words = log.read_text("utf-8", "replace")[-2000:]
        raise OAuthAuthorityError(f"the authority did not start: {words}")
