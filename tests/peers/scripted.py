"""A server that plays a script, for what no installed server does.

    script = Script(
        greeting=b"* OK ready",
        answers=[
            (rb"CAPABILITY", b"* CAPABILITY IMAP4rev1\r\n{tag} OK done"),
            (rb"LOGIN .*", b"{tag} NO [UNAVAILABLE] later"),
        ],
    )
    with ScriptedServer(script) as server:
        ... connect to server.port; server.seen has the lines received ...

The first answer whose pattern matches a whole line (case ignored) is given, the line
ending added; an empty one is silence. In an answer ``{tag}`` is the line's first word.
`CLOSE` ends the connection after the text before it; `START_TLS` begins TLS there. An
answer may be a function of the line. A pattern may leave out the tag.
"""

from __future__ import annotations

import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .authority_ca import Authority
from .scripted_folder import ScriptedFolder

CLOSE = b"\0close"
START_TLS = b"\0start tls"
Answer = bytes | Callable[[bytes], bytes]


@dataclass
class Script:
    """What the server says, and how it answers."""

    greeting: bytes
    answers: list[tuple[bytes, Answer]]


class ScriptedServer:
    """Plays ``script`` on loopback ``port``; with ``tls``, TLS from the first byte.

    ``start_tls``: whose certificate is shown where the script says `START_TLS`.
    ``seen``: the lines received, in order, of all connections.
    """

    def __init__(
        self,
        script: Script,
        tls: Authority | None = None,
        start_tls: Authority | None = None,
    ) -> None:
        self.script = script
        self.seen: list[bytes] = []
        self._context = _context(tls) if tls else None
        self._later_context = _context(start_tls) if start_tls else None
        self._server = _Server(self)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def play(self, connection: socket.socket) -> None:
        """Talk to one client until it goes, or the script closes."""
        if self._context:
            connection = self._context.wrap_socket(connection, server_side=True)
        with connection:
            if self._talk(connection, self.script.greeting) and self._later_context:
                wrap = self._later_context.wrap_socket
                with wrap(connection, server_side=True) as encrypted:
                    self._talk(encrypted, b"")

    def _talk(self, connection: socket.socket, said: bytes) -> bool:
        """Say this, then answer; whether the script ended with `START_TLS`."""
        with connection.makefile("rwb") as stream:
            ending = _say(stream, said)
            while not ending and (line := stream.readline()):
                self.seen.append(line.rstrip(b"\r\n"))
                ending = _say(stream, self._answer(self.seen[-1]))
        return ending == START_TLS

    def _answer(self, line: bytes) -> bytes:
        tag, _space, rest = line.partition(b" ")
        for pattern, answer in self.script.answers:
            if any(re.fullmatch(pattern, text, re.I) for text in (line, rest)):
                said = answer(line) if callable(answer) else answer
                return said.replace(b"{tag}", tag)
        raise AssertionError(f"the script has no answer to {line!r}")


def imap_script(
    capabilities: bytes = b"IMAP4rev1 UIDPLUS",
    answers: Iterable[tuple[bytes, Answer]] = (),
    greeting: bytes = b"* OK ready",
    count: int = 0,
    folder: ScriptedFolder | None = None,
) -> Script:
    """An IMAP server whose INBOX is ``folder``; UIDVALIDITY 7.

    Without it INBOX claims ``count`` messages, and the test answers for them.
    ``answers`` come before the usual ones.
    """
    selected = (
        b"* %d EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] v\r\n"
        b"{tag} OK [READ-WRITE] selected" % count
    )
    usual: list[tuple[bytes, Answer]] = [
        (rb"CAPABILITY", b"* CAPABILITY " + capabilities + b"\r\n{tag} OK done"),
        (rb"LOGIN .*", b"{tag} OK in"),
        (rb"(SELECT|EXAMINE) .*", selected),
        (rb"NOOP", b"{tag} OK done"),
        (rb"LOGOUT", b"* BYE bye\r\n{tag} OK out" + CLOSE),
    ]
    stateful = folder.answers() if folder else []
    return Script(greeting, [*answers, *stateful, *usual])


def pop3_script(
    messages: Iterable[bytes] = (),
    answers: Iterable[tuple[bytes, Answer]] = (),
    greeting: bytes = b"+OK ready",
    uidl: Iterable[bytes] | None = (),
) -> Script:
    """A POP3 server with these messages (LF ends a line here).

    ``uidl``: their names; None for a server without UIDL. ``answers`` come first.
    """
    bodies = [_dotted(message) for message in messages]
    rows = [b"%d %d" % (at, len(body)) for at, body in enumerate(bodies, 1)]
    names = [b"%d %s" % (at, name) for at, name in enumerate(uidl or (), 1)]
    usual: list[tuple[bytes, Answer]] = [
        (rb"CAPA", b"-ERR no"),
        (rb"USER .*", b"+OK"),
        (rb"PASS .*", b"+OK in"),
        (rb"LIST", _rows(rows)),
        (rb"UIDL", b"-ERR no" if uidl is None else _rows(names)),
        (rb"DELE \d+", b"+OK"),
        (rb"QUIT", b"+OK bye" + CLOSE),
    ]
    for at, body in enumerate(bodies, 1):
        usual.append((b"RETR %d" % at, b"+OK\r\n" + body + b"."))
    return Script(greeting, [*answers, *usual])


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, owner: ScriptedServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        try:
            self.server.owner.play(self.request)
        except OSError:
            return  # the client went away, as tests of failures do


def _say(stream, text: bytes) -> bytes:
    """Send an answer; `CLOSE` or `START_TLS` where it ends the conversation."""
    ending = next((word for word in (CLOSE, START_TLS) if word in text), b"")
    said = text.partition(ending)[0] if ending else text
    stream.write(said + b"\r\n" if said else b"")
    stream.flush()
    return ending


def _dotted(message: bytes) -> bytes:
    """Lines ended by CRLF, a leading dot doubled (RFC 1939, 3)."""
    lines = message.split(b"\n")[: -1 if message.endswith(b"\n") else None]
    return b"".join(
        (b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines
    )


def _rows(rows: Iterable[bytes]) -> bytes:
    return b"+OK\r\n" + b"".join(row + b"\r\n" for row in rows) + b"."


def _context(tls: Authority) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls.chain, tls.key)
    return context
