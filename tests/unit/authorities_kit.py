"""What the tests of authorities share: a client, and an HTTPS server that says
whatever a test wants."""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tools.oauth import Client, HttpOptions, StandardAuthority

SECRET = "client-secret/of+ours"
VERIFIER = "v" * 64
STATE = "state-" + "s" * 40


def client(base="https://login.example.test", **changes):
    values = {
        "client_id": "our-app",
        "client_secret": SECRET,
        "auth_url": f"{base}/authorize",
        "token_url": f"{base}/token",
        "scopes": ("mail",),
        "redirect_uri": "https://odoo.example.test/callback",
    }
    return Client(**(values | changes))


class AnsweringServer:
    """Gives every request the same answer; ``seen``: (method, path, headers, body)."""

    def __init__(self, ca, status=200, body=b"{}", headers=None):
        self.ca, self.status, self.headers = ca, status, headers or {}
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.seen = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                size = int(self.headers.get("Content-Length") or 0)
                words = self.rfile.read(size)
                owner.seen.append((self.command, self.path, self.headers, words))
                self.send_response(owner.status)
                for name, value in owner.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(owner.body)))
                self.end_headers()
                self.wfile.write(owner.body)

            do_GET = do_POST

            def log_message(self, *_words):
                """Nothing to report."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_words: None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(ca.chain, ca.key)
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.url = f"https://localhost:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_exception):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def options(self, **changes):
        values = {"ca_pem": self.ca.pem, "allow_private": True, "timeout": 5}
        return HttpOptions(**(values | changes))

    def ask(self, **changes):
        """Ask for a token, by the shortest way there is."""
        authority = StandardAuthority(self.options(**changes))
        return authority.client_credentials(client(self.url))
