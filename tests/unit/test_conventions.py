"""What OCA's own hooks look at, which are in no package index, and what a release
needs."""

import ast
import re
from collections import Counter

import pytest
from lxml import etree
from test_structure import ROOT

MANIFEST = ast.literal_eval((ROOT / "__manifest__.py").read_text("utf-8"))
DATA = [ROOT / name for name in (*MANIFEST["data"], *MANIFEST["demo"])]
XML = [path for path in DATA if path.suffix == ".xml"]
FRAGMENTS = ROOT / "readme" / "newsfragments"
FRAGMENT = re.compile(r"(\d+|\+\w+)\.(?P<type>[a-z]+)(\.\d+)?\.md")


def test_each_fragment_of_the_changelog_is_of_a_type_that_there_is():
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    types = set(re.findall(r'^directory = "(\w+)"$', settings, re.M))
    assert "feature" in types
    names = {path.name for path in FRAGMENTS.iterdir()} - {"README.md"}
    found = {name: FRAGMENT.fullmatch(name) for name in names}
    wrong = [n for n, match in found.items() if not match or match["type"] not in types]
    assert wrong == []
    assert all((FRAGMENTS / name).read_text("utf-8").strip() for name in names)


def test_a_released_version_is_in_the_changelog():
    history = (ROOT / "readme" / "HISTORY.md").read_text("utf-8")
    versions = re.findall(r"^## (19\.0\.[\d.]+) \(", history, re.M)
    pending = any(path.name != "README.md" for path in FRAGMENTS.iterdir())
    assert pending or versions[0] == MANIFEST["version"]
    folders = {path.name for path in (ROOT / "migrations").iterdir()}
    assert folders - set(versions) <= {MANIFEST["version"]}


def test_a_version_that_may_be_used_says_whom_to_write_to():
    assert MANIFEST["development_status"] in ("Beta", "Production/Stable", "Mature")
    assert re.fullmatch(r"19\.0\.[1-9]\d*\.\d+\.\d+", MANIFEST["version"])
    assert "@" in MANIFEST["support"]
    assert all((ROOT / name).is_file() for name in MANIFEST["images"])


@pytest.mark.parametrize("path", XML, ids=lambda path: path.stem)
def test_a_data_file_is_as_oca_writes_it(path):
    text = path.read_text("utf-8")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8" ?>\n')
    tree = etree.fromstring(text.encode())
    for field in tree.iterfind("./record/field"):
        number = (field.text or "").strip().isdigit()
        assert not number or field.get("type") or len(field), field.get("name")


def test_no_record_is_made_twice():
    records = [
        record.get("id")
        for path in XML
        for record in etree.parse(path).iterfind("./record")
    ]
    assert [name for name, count in Counter(records).items() if count > 1] == []


def test_every_data_file_is_named_in_the_manifest():
    folders = ("data", "demo", "views", "wizards", "security")
    found = {path for folder in folders for path in (ROOT / folder).rglob("*.xml")}
    assert found - set(DATA) == set()
