"""The authority's process: ``python oauth_authority_server.py PLAN``.

Runs in `.dev/venv-authority`; everything of OAuth is django-oauth-toolkit's. PLAN is
the JSON file that `oauth_authority.OAuthAuthority` writes.
"""

import json
import ssl
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

HOST = "localhost"
HANDSHAKE_SECONDS = 20
SCOPES = (
    "openid",
    "profile",
    "email",
    "offline_access",
    "introspection",
    "mail",
    "https://mail.google.com/",
    "https://outlook.office.com/IMAP.AccessAsUser.All",
    "https://outlook.office.com/POP.AccessAsUser.All",
    "https://outlook.office365.com/.default",
)
LOGIN_PAGE = """<title>Sign in</title><form method="post">{% csrf_token %}
{{ form.as_p }}<input type="hidden" name="next" value="{{ next }}">
<button type="submit">Sign in</button></form>"""
BASE_PAGE = (
    "<title>{% block title %}{% endblock %}</title>{% block content %}{% endblock %}"
)
# Parallel renewals would find the database locked otherwise.
DATABASE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF",
}


class Server(ThreadingMixIn, WSGIServer):
    """One thread a connection; clients that go away are nothing to report."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """Tests cut connections on purpose."""


class Handler(WSGIRequestHandler):
    """Shakes hands in the connection's own thread, within a bounded time."""

    def setup(self):
        self.request.settimeout(HANDSHAKE_SECONDS)
        self.request.do_handshake()
        super().setup()

    def log_message(self, *_words):
        """The request log is `oauth_authority_site.Control`'s."""


def oauth_settings() -> dict:
    """What django-oauth-toolkit is told; lifetimes change by `Control`."""
    key = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "SCOPES": {scope: scope for scope in SCOPES},
        "DEFAULT_SCOPES": ["openid"],
        "PKCE_REQUIRED": True,
        "OAUTH2_VALIDATOR_CLASS": "oauth_authority_site.Validator",
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": key.decode(),
        "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
        "REFRESH_TOKEN_EXPIRE_SECONDS": 86400,
        "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
        "ROTATE_REFRESH_TOKEN": True,
        "REFRESH_TOKEN_REUSE_PROTECTION": True,
        "ALWAYS_RELOAD_OAUTHLIB_CORE": True,  # settings count as soon as changed
        "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https"],
        "ALLOWED_SCHEMES": ["http", "https"],
    }


def templates() -> list[dict]:
    """Our two bare pages; the consent page is django-oauth-toolkit's."""
    pages = {"registration/login.html": LOGIN_PAGE}
    pages["oauth2_provider/base.html"] = BASE_PAGE
    loaders = [
        ("django.template.loaders.locmem.Loader", pages),
        "django.template.loaders.app_directories.Loader",
    ]
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": False,
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "loaders": loaders,
            },
        }
    ]


def files(directory: Path) -> dict:
    """The settings that say where the database and the log are."""
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(directory / "authority.sqlite"),
        "OPTIONS": DATABASE_OPTIONS,
    }
    log = {
        "class": "logging.FileHandler",
        "filename": str(directory / "authority.log"),
    }
    logging = {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"file": log},
        "root": {"handlers": ["file"], "level": "INFO"},
    }
    return {"DATABASES": {"default": database}, "LOGGING": logging}


def configure(plan: dict, address: str) -> None:
    """Make Django know itself; nothing of it may be imported from before."""
    settings.configure(
        SECRET_KEY="throw-away",
        ALLOWED_HOSTS=[HOST, "127.0.0.1"],
        USE_TZ=True,
        ROOT_URLCONF="oauth_authority_site",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGIN_URL="/accounts/login/",
        CSRF_TRUSTED_ORIGINS=[address],
        # Cookies do not know of ports, and Odoo may be on the same host.
        SESSION_COOKIE_NAME="authority_session",
        CSRF_COOKIE_NAME="authority_csrf",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "oauth_authority_site.Control",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=templates(),
        OAUTH2_PROVIDER=oauth_settings(),
        AUTHORITY_URL=address,
        AUTHORITY_TENANT=plan["tenant"],
        **files(Path(plan["directory"])),
    )
    django.setup()


def seed(plan: dict) -> None:
    """Make the database with the accounts and applications of the plan."""
    from django.contrib.auth import get_user_model
    from oauth2_provider.models import get_application_model

    call_command("migrate", verbosity=0)
    accounts = {None: None}
    for address, password in plan["users"].items():
        user, _made = get_user_model().objects.get_or_create(
            username=address, defaults={"email": address}
        )
        user.set_password(password)
        user.save()
        accounts[address] = user
    for client in plan["clients"]:
        values = {
            "name": client["client_id"],
            "client_type": "confidential",
            "client_secret": client["client_secret"],
            "authorization_grant_type": "authorization-code",
            "redirect_uris": " ".join(client["redirects"]),
            "algorithm": "RS256",
            "user": accounts[client["account"]],
        }
        get_application_model().objects.update_or_create(
            client_id=client["client_id"], defaults=values
        )


def main(path: str) -> None:
    """Listen first, as Django has to know the port; then serve for ever."""
    plan = json.loads(Path(path).read_text("utf-8"))
    server = make_server("127.0.0.1", plan["port"], None, Server, Handler)
    address = f"https://{HOST}:{server.server_port}"
    configure(plan, address)
    seed(plan)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(plan["chain"], plan["key"])
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    application = get_wsgi_application()

    def secure(environ, start_response):
        environ["wsgi.url_scheme"] = "https"
        return application(environ, start_response)

    server.set_app(secure)
    print("READY", address, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
