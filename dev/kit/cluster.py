"""A private PostgreSQL cluster: own data folder, own socket, no TCP."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import paths
from .say import Missing, say

ROLE = "odoo"


class Cluster:
    """The checkout's cluster; `start` makes it first where it does not exist yet."""

    def __init__(self):
        self.data = paths.cluster()
        self.socket = paths.sockets()
        found = sorted(
            Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name)
        )
        if not found:
            raise Missing("PostgreSQL's server is missing: apt-get install postgresql")
        self._bin = found[-1]
        self._user = None if os.getuid() else _unprivileged_user()

    def start(self) -> None:
        """Start the server, or leave it running; raises Missing with its log."""
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._own(self.socket)
        if self._control("status").returncode == 0:
            return
        log = self.data / "server.log"
        run = self._control("start", "--wait", "--log", str(log))
        if run.returncode:
            tail = log.read_text()[-2000:] if log.exists() else run.stderr
            raise Missing(f"PostgreSQL did not start:\n{tail}")
        self._ensure_role()

    def stop(self) -> None:
        """Stop the server; its data stay."""
        self._control("stop", "--mode", "fast")

    def databases(self) -> set[str]:
        """Names of the databases there are."""
        return set(self.query("SELECT datname FROM pg_database").split())

    def copy(self, source: str, target: str) -> None:
        """Replace database `target` by a copy of `source` (about a second)."""
        self.drop(target)
        self.query(f'CREATE DATABASE "{target}" TEMPLATE "{source}" OWNER {ROLE}')

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        self.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def query(self, sql: str, database: str = "postgres") -> str:
        """Run one statement of ours as superuser; returns the bare rows as text."""
        command = [str(self._bin / "psql"), "-XAtq", "-h", str(self.socket)]
        run = self._run([*command, "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql])
        if run.returncode:
            raise Missing(f"PostgreSQL refused «{sql[:200]}»:\n{run.stderr}")
        return run.stdout

    def dump(self, database: str) -> str:
        """All of a database as SQL, as a backup has it."""
        command = [str(self._bin / "pg_dump"), "-h", str(self.socket), database]
        run = self._run(command)
        if run.returncode:
            raise Missing(f"pg_dump of {database} failed:\n{run.stderr}")
        return run.stdout

    def _create(self) -> None:
        say(f"PostgreSQL: making a private cluster in {self.data}")
        shutil.rmtree(self.data, ignore_errors=True)
        self._own(self.data)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        run = self._run([str(self._bin / "initdb"), "-D", str(self.data), *options])
        if run.returncode:
            raise Missing(f"initdb failed:\n{run.stderr}")
        with (self.data / "postgresql.conf").open("a") as config:
            config.write(
                f"listen_addresses = ''\nunix_socket_directories = '{self.socket}'\n"
                "max_connections = 200\nshared_buffers = 256MB\n"
            )

    def _ensure_role(self) -> None:
        if not self.query(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'").strip():
            self.query(f"CREATE ROLE {ROLE} LOGIN CREATEDB")

    def _own(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._user:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)

    def _control(self, *arguments: str) -> subprocess.CompletedProcess:
        return self._run([str(self._bin / "pg_ctl"), "-D", str(self.data), *arguments])

    def _run(self, command: list[str]) -> subprocess.CompletedProcess:
        if self._user:
            ids = [f"--reuid={self._user.pw_uid}", f"--regid={self._user.pw_gid}"]
            command = ["setpriv", *ids, "--clear-groups", *command]
        # Files: a server started here would inherit a pipe and hold it open for ever.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            code = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd="/"
            ).returncode
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(command, code, out.read(), err.read())


def _unprivileged_user() -> pwd.struct_passwd:
    """PostgreSQL refuses root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("There is no user `postgres` or `nobody` to run PostgreSQL as.")
