"""A running Odoo server, for the demo and for looking at the screens."""

import subprocess
import time
import urllib.error
import urllib.request

from peers.ports import free_port

from . import odoo_runner, paths
from .say import Missing

START_SECONDS = 120


class Server:
    """Odoo with HTTP on `port` and `crons` cron workers, on one database.

    `workers`: number of HTTP processes; 0 for one process with threads. `options`:
    further options of Odoo's command line.
    """

    def __init__(
        self,
        database: str,
        port: int,
        crons: int = 2,
        workers: int = 0,
        options: tuple[str, ...] = (),
    ):
        self.url = f"http://127.0.0.1:{port}"
        self.log = paths.LOGS / f"{database}.log"
        self._arguments = ["-d", database, "--http-port", str(port)]
        self._arguments += [f"--max-cron-threads={crons}", f"--db-filter=^{database}$"]
        self._arguments += [f"--workers={workers}", *options]
        if workers:
            self._arguments.append(f"--gevent-port={free_port()}")
        self._process = None

    def start(self) -> "Server":
        """Start and wait until it answers; raises Missing with the log's place."""
        paths.LOGS.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as out:
            self._process = subprocess.Popen(
                odoo_runner.command(*self._arguments),
                env=odoo_runner.environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise Missing(f"Odoo did not start; see {self.log}")
            time.sleep(0.2)
        return self

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "/web/health", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def wait(self) -> None:
        """Keep running until the process ends or a person presses Ctrl-C."""
        try:
            self._process.wait()
        except KeyboardInterrupt:
            pass

    def stop(self) -> None:
        """Stop the server and wait for it."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_exception) -> None:
        self.stop()
