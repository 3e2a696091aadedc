"""One Odoo that forks workers, and one real Dovecot, for all tests of loss."""

import pytest
from office import PASSWORD, Office, forking_odoo

DATABASE = "test_loss"
USERS = {f"box{number}@acme.example": PASSWORD for number in range(100)}


@pytest.fixture(scope="session")
def dovecot_options():
    return {"users": USERS}


@pytest.fixture(scope="session")
def office(dovecot):
    with forking_odoo(DATABASE) as (process, log):
        yield Office(dovecot, process, log)
