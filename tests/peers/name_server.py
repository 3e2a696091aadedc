"""A small DNS server over UDP that answers for TXT records."""

import socket
import threading
from contextlib import contextmanager

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


@contextmanager
def name_server(records, silent=False):
    """A resolver (dnspython) whose server knows `records` (name -> text); one that is
    `silent` never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_serve, args=(server, records, silent))
        thread.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = server.getsockname()[1]
        try:
            yield resolver
        finally:
            server.sendto(b"", server.getsockname())
            thread.join()


def _serve(server, records, silent):
    """Answer until an empty datagram comes."""
    while True:
        data, client = server.recvfrom(4_096)
        if not data:
            return
        if not silent:
            server.sendto(_answer(data, records).to_wire(), client)


def _answer(data, records):
    query = dns.message.from_wire(data)
    answer = dns.message.make_response(query)
    name = query.question[0].name
    text = records.get(name.to_text(omit_final_dot=True))
    if text is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
    pieces = [text[n : n + 255] for n in range(0, len(text), 255)]
    quoted = " ".join(f'"{piece}"' for piece in pieces)
    answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", quoted))
    return answer
