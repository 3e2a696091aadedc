import pytest

from tools.policy.commands import COMMANDS, Command, read_command


def test_a_command_with_an_argument_and_the_rest():
    assert read_command(
        "\n#Assign  ada@acme.example \r\n\r\nPlease look.\n"
    ) == Command(
        "assign", "ada@acme.example", "#Assign  ada@acme.example", "Please look."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "Hello\n#close",
        "# close",
        "#1 is the first thing to do",
        "#",
        "#" * 5000,
        "#close " + "x" * 100,
    ],
)
def test_prose_is_no_command(text):
    assert read_command(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "#close now",
        "#assign",
        "#action",
        "#action dance",
        "#delete",
        "#priority",
        "#tag",
        "#note well",
    ],
)
def test_what_is_no_command_of_ours_is_unknown(line):
    assert not read_command(line).is_known


def test_each_command_that_is_listed_is_known():
    for line in COMMANDS:
        assert read_command(line.partition(",")[0]).is_known, line
