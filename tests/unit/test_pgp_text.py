"""Text signed with PGP is read as it was before."""

import pytest
from fuzzing.measures import grows_too_fast

from tools.text.pgp_text import without_clear_signature

BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----\n"
SIGNATURE = (
    "\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            f"{BEGIN}Hash: SHA256\n\nShut.{SIGNATURE}\n", "Shut.\n", id="signed"
        ),
        pytest.param(f"{BEGIN}\n- -- \n- x{SIGNATURE}", "-- \nx", id="dashes escaped"),
        pytest.param(
            f"A\n{BEGIN}\nB{SIGNATURE}\nC\n{BEGIN}\nD{SIGNATURE}\nE",
            "A\nB\nC\nD\nE",
            id="words around and between",
        ),
        pytest.param(f"{BEGIN}\n- {BEGIN}\nA{SIGNATURE}", f"{BEGIN}\nA", id="twice"),
        pytest.param(
            f"{BEGIN}\n{BEGIN}\nA{SIGNATURE}", f"{BEGIN}\nA", id="not escaped"
        ),
        pytest.param(f"{BEGIN}{SIGNATURE}", "", id="nothing"),
    ],
)
def test_marks_and_signature_go(text, words):
    assert without_clear_signature(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Words alone.",
        f"{BEGIN}\nNo signature.",
        f"{BEGIN}\nCut.{SIGNATURE[:60]}",
        f"> {BEGIN}> \n> Quoted.",
        f"{BEGIN}No empty line.{SIGNATURE}",
        f"Words.{SIGNATURE}\n{BEGIN}\nWords.",
    ],
)
def test_what_has_no_whole_signature_stays(text):
    assert without_clear_signature(text) == text


@pytest.mark.parametrize(
    "unit", [BEGIN + "\n", BEGIN, SIGNATURE, f"{BEGIN}\nA{SIGNATURE}\n"]
)
def test_signed_texts_are_read_in_linear_time(unit):
    assert grows_too_fast(without_clear_signature, unit * 5_000, unit * 20_000) == ""
