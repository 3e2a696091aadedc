"""The table of stages: what each one tests, what it needs, and whether it is long.

It is read before anything is set up, so it imports no package and no module that does.
"""

from dataclasses import dataclass

ODOO = ("odoo", "dovecot")
OAUTH = ("authority", "dovecot")


@dataclass(frozen=True)
class Stage:
    """One row of the table.

    `needs`: keys of `setup.NEEDS`. `module`: the one of this package whose `run` does
    it and returns a `Count`; without, pytest does, with tests/`name`. `minutes`: how
    long it takes about; what is long begins first. `long`: only `all` and its name run
    it. `parts`: processes it is shared out to; `run` gets "1/4" for the first of four.
    `words`: what may follow its name to run some of its tests, '' for nothing.
    """

    name: str
    about: str
    needs: tuple[str, ...] = ()
    module: str = ""
    minutes: float = 0.5
    long: bool = False
    parts: int = 1
    words: str = ""


def _peers(name: str, about: str, *needs: str, **more) -> Stage:
    """A stage that pytest runs."""
    return Stage(name, about, needs, words="options of pytest", **more)


STAGES = (
    Stage(
        "unit",
        "plain Python, no Odoo, no server; branch coverage of tools",
        module="unit_tests",
        minutes=1.5,
        words="options of pytest",
    ),
    Stage(
        "lint",
        "ruff, mypy, pylint-odoo, prettier, eslint, and hooks of pre-commit",
        ("prettier",),
        "lint",
    ),
    Stage("i18n", "every text is in the template, and translated", ("odoo",), "i18n"),
    _peers("wire", "IMAP and POP3 sessions with a real Dovecot", "dovecot"),
    _peers("oauth", "consent, tokens and sessions with a real authority", *OAUTH),
    Stage(
        "odoo",
        "the add-on in Odoo: database and real mailboxes",
        (*ODOO, "authority", "chromium"),
        "addon_tests",
        minutes=6,
        parts=4,
        words="a class or Class.test ...",
    ),
    _peers("loss", "workers killed at every point, and side by side", *ODOO),
    _peers("loop", "customer, ticket, agent, customer", *ODOO, "programs", minutes=1.5),
    _peers(
        "browser",
        "a person's way through the screens, in Chromium",
        *(*ODOO, "authority", "chromium"),
        minutes=3,
    ),
    Stage("wheel", "the wheel builds and installs", module="wheel"),
    _peers(
        "service",
        "every option of a mailbox in running servers: threads, and worker processes",
        *(*ODOO, "authority"),
        minutes=8,
        long=True,
    ),
    _peers(
        "servers",
        "sessions and the whole add-on with Cyrus, Courier and GNU Mailutils",
        *(*ODOO, "servers"),
        minutes=8,
        long=True,
    ),
    _peers(
        "life",
        "installed, upgraded, copied, restored, uninstalled, beside other databases",
        *(*ODOO, "authority"),
        minutes=6,
        long=True,
    ),
    Stage(
        "neighbours",
        "helpdesk_mgmt's tests, and the gateway's of mail and of its providers",
        (*ODOO, "chromium"),
        "neighbours",
        minutes=5,
        long=True,
    ),
    Stage(
        "house",
        "beside OCA's and stock add-ons: their tests, ours, the walks of service",
        (*ODOO, "authority", "chromium", "house"),
        "house",
        minutes=20,
        long=True,
        parts=3,
        words="theirs; ours and a class or Class.test; walks and options of pytest",
    ),
    Stage(
        "corpus",
        "real mail beside the checkout, through the whole path",
        ODOO,
        "shared_corpus",
        minutes=5,
        long=True,
    ),
)
BY_NAME = {stage.name: stage for stage in STAGES}
