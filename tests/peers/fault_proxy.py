"""A loopback proxy that breaks connections on purpose.

Bytes pass untouched, TLS included, unless ``tls`` (own certificate) and
``upstream_tls`` (authority to trust) are given: then the lines can be looked at.

    with FaultProxy(dovecot.imap) as proxy:
        proxy.rules.append(Rule(on=rb"UID EXPUNGE", do="cut"))
        ... connect to proxy.port ...

A `Rule` waits for a client's line, for the connection (``on="connect"``) or for the
server's bytes (``on="bytes"``); it acts once unless ``times`` says more:

- ``do="cut"``: reset the connection; ``do="close"``: end it in order;
  ``do="hang"``: say nothing more. The line itself goes to the server; the first
  ``after`` bytes of the answer still pass (0: done on the server, the answer lost).
- ``do="reply"``: the server never sees the line, the client gets ``data``, in which
  ``{tag}`` stands for the first word of the command (a line of several words). On
  "connect" it stands for the greeting. ``closes``: the connection then ends in order.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import struct
import threading
from dataclasses import dataclass

from .authority_ca import Authority

START_SECONDS = 60.0
BUFFER_BYTES = 65536


@dataclass
class Rule:
    """One fault; see the module's text."""

    on: bytes | str
    do: str
    after: int = 0
    data: bytes = b""
    times: int = 1
    closes: bool = False


class Fault(Exception):
    """A rule has ended this connection."""


@dataclass
class _Stream:
    """One proxied connection: what is left to pass before which fault."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    passed: int = 0
    left: int | None = None
    do: str = ""
    tag: bytes = b""


class FaultProxy:
    """Listens on ``port`` (loopback, chosen by itself) for ``upstream_port``.

    ``seen`` collects the lines that clients sent, ``acted`` the rules that fired.
    """

    def __init__(
        self,
        upstream_port: int,
        tls: Authority | None = None,
        upstream_tls: Authority | None = None,
    ) -> None:
        self.rules: list[Rule] = []
        self.seen: list[bytes] = []
        self.acted: list[Rule] = []
        self.port = 0
        self._upstream_port = upstream_port
        self._writers: list[asyncio.StreamWriter] = []
        self._server_context = _server_context(tls) if tls else None
        self._client_context = _client_context(upstream_tls) if upstream_tls else None
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> FaultProxy:
        """Listen, in a thread of its own."""
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("the fault proxy did not start")
        return self

    def stop(self) -> None:
        """End, with all connections."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)

    def __enter__(self) -> FaultProxy:
        return self.start()

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def _run(self) -> None:
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._end())
        self._loop.close()

    async def _end(self) -> None:
        self._listener.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()  # with TLS, closing waits for the other side
        closing = (writer.wait_closed() for writer in self._writers)
        await asyncio.gather(*closing, return_exceptions=True)

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(
            self._accept, "127.0.0.1", 0, ssl=self._server_context
        )
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._writers.append(writer)
        try:
            if rule := self._match("connect"):
                writer.write(rule.data)
                await writer.drain()
                await self._act(rule.do, writer)
            await self._relay(reader, writer)
        except (Fault, OSError, asyncio.CancelledError):
            return  # cancelled: only by the end of the proxy
        finally:
            writer.close()

    async def _relay(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        name = "localhost" if self._client_context else None
        answers, upstream = await asyncio.open_connection(
            "127.0.0.1",
            self._upstream_port,
            ssl=self._client_context,
            server_hostname=name,
        )
        self._writers.append(upstream)
        stream = _Stream(client=writer, server=upstream)
        ways = (self._up(reader, stream), self._down(answers, stream))
        tasks = [asyncio.ensure_future(way) for way in ways]
        try:
            done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            upstream.close()

    async def _up(self, reader: asyncio.StreamReader, stream: _Stream) -> None:
        """From the client to the server, until the client ends."""
        while data := await reader.read(BUFFER_BYTES):
            for line in data.splitlines(keepends=True):
                self.seen.append(line.rstrip(b"\r\n"))
                rule = self._match(line)
                tag, space, _rest = line.partition(b" ")
                stream.tag = tag if space else stream.tag
                if rule and rule.do == "reply":
                    stream.client.write(rule.data.replace(b"{tag}", stream.tag))
                    if rule.closes:
                        await stream.client.drain()
                        raise Fault(rule.do)
                    continue
                if rule:
                    stream.left, stream.do = rule.after, rule.do
                stream.server.write(line)
            await stream.server.drain()

    async def _down(self, answers: asyncio.StreamReader, stream: _Stream) -> None:
        """From the server to the client, until the server ends or a fault is due."""
        while data := await answers.read(BUFFER_BYTES):
            self._count(stream, len(data))
            if stream.left is not None:
                data = data[: stream.left]
                stream.left -= len(data)
            stream.client.write(data)
            await stream.client.drain()
            if stream.left == 0:
                await self._act(stream.do, stream.client)

    def _count(self, stream: _Stream, size: int) -> None:
        """Note when a rule on the number of bytes becomes due."""
        due = [rule for rule in self.rules if rule.on == "bytes" and rule.times]
        if due and stream.left is None and stream.passed + size >= due[0].after:
            stream.left, stream.do = due[0].after - stream.passed, due[0].do
            self._use(due[0])
        stream.passed += size

    def _match(self, event: bytes | str) -> Rule | None:
        for rule in self.rules:
            if not rule.times or type(rule.on) is not type(event):
                continue
            if rule.on == event or (
                isinstance(event, bytes) and re.search(rule.on, event, re.I)
            ):
                return self._use(rule)
        return None

    def _use(self, rule: Rule) -> Rule:
        rule.times -= 1
        self.acted.append(rule)
        return rule

    async def _act(self, do: str, client: asyncio.StreamWriter) -> None:
        if do == "hang":
            await asyncio.Event().wait()
        if do == "cut":
            linger = struct.pack("ii", 1, 0)  # a close that sends RST
            raw = client.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            client.transport.abort()
        raise Fault(do)


def _server_context(tls: Authority) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls.chain, tls.key)
    return context


def _client_context(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.ca))
