"""`./dev/odoo` takes Odoo's own commands, whatever their options."""

import subprocess

import pytest
from kit import odoo_runner, paths

COPY = "life_copy"


def odoo(*arguments):
    """Run the command as a person does; returns the finished process."""
    return subprocess.run(
        [str(paths.ROOT / "dev" / "odoo"), *arguments],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def cluster():
    found = odoo_runner.prepare()
    found.drop(COPY)
    yield found
    found.drop(COPY)


@pytest.fixture
def template(cluster):
    return odoo_runner.template(cluster, "base", "helpdesk_mgmt")


def test_a_database_is_copied_and_dropped(cluster, template):
    copied = odoo("db", "duplicate", template, COPY)
    assert copied.returncode == 0, copied.stderr
    assert COPY in cluster.databases()
    dropped = odoo("db", "drop", COPY)
    assert dropped.returncode == 0, dropped.stderr
    assert COPY not in cluster.databases()


@pytest.mark.parametrize(
    "command",
    [
        ("i18n", "loadlang", "-d", COPY, "-l", "fr"),
        ("module", "upgrade", "-d", COPY, "helpdesk_mgmt"),
        ("neutralize", "-d", COPY),
        ("cloc", "-d", COPY),
    ],
    ids=lambda command: command[0],
)
def test_a_command_works_on_a_database_of_ours(cluster, template, command):
    cluster.copy(template, COPY)
    done = odoo(*command)
    assert done.returncode == 0, done.stderr


def test_a_command_that_needs_no_database(tmp_path):
    done = odoo("scaffold", "a_module", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a_module" / "__manifest__.py").is_file()


def test_without_a_command_it_is_the_server():
    done = odoo("--version")
    assert done.stdout.startswith("Odoo Server 19.0"), done.stderr
