"""The tests that docs/ADVISORIES.md and docs/SECURITY.md name exist."""

import ast
import re

import pytest
from test_structure import ROOT

DOCUMENTS = [
    path
    for name in ("ADVISORIES.md", "SECURITY.md")
    if (path := ROOT / "docs" / name).exists()
]
CITED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def defined(path):
    """Names of the classes and functions of a file."""
    kinds = (ast.ClassDef, ast.FunctionDef)
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.name for node in nodes if isinstance(node, kinds)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_is_named_exists(document):
    cited = CITED.findall(document.read_text("utf-8"))
    assert cited
    missing = [
        f"{file}::{name}"
        for file, name in cited
        if not (ROOT / file).exists() or name not in defined(ROOT / file)
    ]
    assert missing == []


def test_every_line_of_the_advisories_names_one():
    (document,) = (path for path in DOCUMENTS if path.name == "ADVISORIES.md")
    lines = document.read_text("utf-8").splitlines()
    rows = [
        line for line in lines if line.startswith("| ") and "what happened" not in line
    ]
    assert rows
    assert [row for row in rows if not CITED.search(row)] == []
