"""The configuration of a private Dovecot 2.3, for root and for ordinary users."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

from .authority_ca import Authority
from .ports import free_port


class Ports(NamedTuple):
    """Where one instance listens."""

    imap: int
    imaps: int
    pop3: int
    pop3s: int
    submission: int
    submissions: int

    @classmethod
    def free(cls) -> Ports:
        """Loopback ports that nobody listens on now."""
        return cls(*(free_port() for _ in cls._fields))


# auth_failure_delay alone does not stop the growing pause after refused logins; the
# penalty socket has to go too, else one refused login slows all later tests.
# %Lu: addresses are looked up in lower case.
_COMMON = """
base_dir = {base}
state_dir = {directory}/state
instance_name = {name}
log_path = {directory}/dovecot.log
auth_verbose = yes
listen = 127.0.0.1
protocols = imap pop3
ssl = yes
ssl_cert = <{ca.chain}
ssl_key = <{ca.key}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
mail_home = {directory}/home/%Lu
mail_location = maildir:~/mail
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mail_max_userip_connections = 100
auth_failure_delay = 0
auth_cache_size = 0
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  inet_listener imap {{
    port = {ports.imap}
  }}
  inet_listener imaps {{
    port = {ports.imaps}
    ssl = yes
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {ports.pop3}
  }}
  inet_listener pop3s {{
    port = {ports.pop3s}
    ssl = yes
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""

# Takes mail from people who log in, and passes it on to a server on loopback. TLS from
# the first byte is a service's second listener, as for the other protocols.
_SUBMISSION = """
protocols = $protocols submission
hostname = localhost
submission_relay_host = 127.0.0.1
submission_relay_port = {relay_port}
submission_relay_ssl = no
submission_relay_trusted = no
service submission-login {{
  inet_listener submission {{
    port = {ports.submission}
  }}
  inet_listener submissions {{
    port = {ports.submissions}
    ssl = yes
  }}
}}
"""

# Who may log in; {tokens} is empty, or `_TOKENS`.
_LOGINS = """
auth_mechanisms = plain login
{tokens}
passdb {{
  mechanisms = plain login
  driver = passwd-file
  args = username_format=%Lu {directory}/passwd
}}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {directory}/passwd
}}
"""

# Tokens are looked up at the authority each time, so that expiry and revocation count
# at once (RFC 7662).
_TOKENS = """
auth_mechanisms = $auth_mechanisms xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {directory}/oauth2.conf
}}
"""
_OAUTH2 = """
introspection_mode = post
introspection_url = {introspection_url}
client_id = dovecot
force_introspection = yes
username_attribute = username
active_attribute = active
active_value = true
tls_ca_cert_file = {ca.ca}
timeout_msecs = 5000
"""

_AS_ROOT = """
default_internal_user = dovecot
default_internal_group = dovecot
default_login_user = dovenull
"""

# Without root every process stays one user and none can change its root directory.
_UNPRIVILEGED = """
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service auth-worker {{
  user = {user}
}}
"""
_CHROOTED = (
    "imap-login pop3-login submission-login anvil stats imap-hibernate ipc dns-client "
    "old-stats director"
)


def configuration(
    *,
    directory: Path,
    base: Path | None,
    ports: Ports,
    ca: Authority,
    owner: tuple[str, str, int, int],
    as_root: bool,
    tokens: bool = False,
    relay_port: int = 0,
) -> str:
    """Return the text of dovecot.conf; ``owner``: user, group, uid, gid of the mail.

    ``tokens``: let people in by XOAUTH2 and OAUTHBEARER, too (`token_lookup`).
    ``relay_port``: take mail by SMTP, too, and pass it on to that port.
    """
    user, group, uid, gid = owner
    template = _COMMON + _LOGINS + (_AS_ROOT if as_root else _UNPRIVILEGED)
    text = template.format(
        directory=directory,
        base=base,
        name=f"test-{ports.imap}",
        ports=ports,
        ca=ca,
        user=user,
        group=group,
        uid=uid,
        gid=gid,
        tokens=_TOKENS.format(directory=directory) if tokens else "",
    )
    if relay_port:
        text += _SUBMISSION.format(ports=ports, relay_port=relay_port)
    if not as_root:
        text += "".join(
            f"service {name} {{\n  chroot =\n}}\n" for name in _CHROOTED.split()
        )
    return text


def token_lookup(introspection_url: str, ca: Authority) -> str:
    """Return the text of oauth2.conf; the address holds Dovecot's own credentials."""
    return _OAUTH2.format(introspection_url=introspection_url, ca=ca)


def password_file(users: dict[str, str], owner: tuple[int, int], homes: Path) -> str:
    """Return passdb and userdb in one: the userdb needs all eight fields of a line.

    The passwords are in base64, so that they may contain colons.
    """
    uid, gid = owner
    return "".join(
        f"{address.lower()}:{{PLAIN.b64}}{_base64(secret)}:{uid}:{gid}"
        f"::{homes / address.lower()}::\n"
        for address, secret in users.items()
    )


def _base64(secret: str) -> str:
    return b64encode(secret.encode()).decode()
