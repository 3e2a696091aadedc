"""Which names are turned round, and which are left alone."""

import pytest

from tools.mail.address import parse_addresses
from tools.mail.spoken_name import spoken_name


@pytest.mark.parametrize(
    "name",
    (
        "Acme, Inc.",
        "Acme, GmbH",
        "Smith, Jr.",
        "Smith, Ph.D.",
        "Smith, CEO",
        "Sales, Europe",
        "Vertrieb, Nord",
        "Miller, Support",
        "Paris, France",
        "Miller, Smith, Jones",
        "Byron, Ada, Ph.D.",
        "Byron, Ada Maria Louise",
        "Byron, Ada (Acme)",
        "Byron, ada",
        "byron, Ada",
        "Byron,",
        ", Ada",
        "Byron, 7",
        "Room 7, Berlin",
        "Acme Tools, Ada",
        "Hello, I am Ada",
        "Ada Byron",
        "",
    ),
)
def test_what_may_be_something_else_is_left_as_it_is(name):
    assert spoken_name(name) == name


@pytest.mark.parametrize(
    ("name", "spoken"),
    (
        ("Byron, Ada", "Ada Byron"),
        ("Byron,Ada", "Ada Byron"),
        ("BYRON, Ada", "Ada BYRON"),
        ("Byron, Ada K.", "Ada K. Byron"),
        ("Byron, A.", "A. Byron"),
        ("O'Neill, Jean-Luc", "Jean-Luc O'Neill"),
        ("van der Berg, Anna", "Anna van der Berg"),
        ("Müller-Lüdenscheidt, Änne", "Änne Müller-Lüdenscheidt"),
        ("Иванов, Пётр", "Пётр Иванов"),
    ),
)
def test_last_and_first_name_are_turned_round(name, spoken):
    assert spoken_name(name) == spoken


def test_an_address_without_a_name_is_called_by_the_address():
    (one,) = parse_addresses("ada@customer.example")
    assert one.spoken_name == "ada@customer.example"


def test_a_quoted_name_is_read_and_turned():
    (one,) = parse_addresses('"Byron, Ada" <ada@customer.example>')
    assert one.spoken_name == "Ada Byron"
