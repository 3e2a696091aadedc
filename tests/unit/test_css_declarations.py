import time

import pytest

from tools.text.css_declarations import read_declarations, write_declarations


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("Color: red ;; x; :y; z:", {"color": "red"}),
        ("color:red;color:blue", {"color": "blue"}),
        ("a:url(b;c);d:';';e:\";\"", {"a": "url(b;c)", "d": "';'", "e": '";"'}),
        ("a:(b;c:'d", {"a": "(b", "c": "'d"}),
    ],
)
def test_declarations_are_read_as_browsers_do(style, found):
    assert read_declarations(style) == found


def test_what_is_written_is_read_again():
    declarations = {"color": "red", "background": "url(a;b)"}
    assert read_declarations(write_declarations(declarations)) == declarations


@pytest.mark.parametrize("unit", ["(", "'", '"', "a:b;", "a:(x'", ";"])
def test_reading_is_linear(unit):
    start = time.process_time()
    read_declarations(unit * 200_000)
    assert time.process_time() - start < 5
