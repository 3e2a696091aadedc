"""docs/ARCHITECTURE.md and CONTRIBUTING.md say what is in the code."""

import ast
import re

import pytest
from kit import rooms, stages
from kit.i18n import LANGUAGES
from test_structure import ROOT, model_of, modules, tree

DOCUMENT = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
SOURCES = (
    "models",
    "wizards",
    "controllers",
    "tools",
    "dev",
    "tests",
    "views",
    "data",
    "demo",
)
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
LAW = re.compile(r"\b[Ll]aw (\d+)")


def files():
    """Every file of the sources, and those at the root."""
    found = (path for room in SOURCES for path in (ROOT / room).rglob("*"))
    return [path for path in (*found, *ROOT.glob("*")) if path.is_file()]


def section(title):
    return DOCUMENT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def named(text, pattern):
    """What stands between backticks and has this form."""
    return sorted({word for word in QUOTED.findall(text) if pattern.fullmatch(word)})


def methods_with_super():
    for path in modules("models", "wizards"):
        for definition in tree(path).body:
            for node in getattr(definition, "body", ()):
                if isinstance(node, ast.FunctionDef) and calls_super(node):
                    yield model_of(definition) or definition.name, node.name


def calls_super(function):
    return any(
        isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(function)
    )


def test_the_drawing_is_that_of_the_code():
    assert rooms.with_drawing(DOCUMENT, rooms.drawing()) == DOCUMENT, "./dev/rooms"


@pytest.mark.parametrize("text", [DOCUMENT, CONTRIBUTING], ids=["laws", "commands"])
def test_every_file_that_is_named_exists(text):
    names = {path.name for path in files()}
    for word in named(text, re.compile(r"[\w.-]+\.(py|md|xml|toml|ini|po|pot|yaml)")):
        assert word in names, word
    for word in named(text, re.compile(r"\.?[\w.-]+/[\w./-]*")):
        assert word.startswith(".dev") or (ROOT / word).exists(), word


def test_every_link_leads_to_a_file():
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("readme/*.md")]
    for path in documents:
        for target in LINK.findall(path.read_text("utf-8")):
            assert (path.parent / target).exists(), (path.name, target)


def test_every_method_that_is_named_is_defined():
    code = "\n".join(path.read_text("utf-8") for path in modules("models", "tools"))
    for word in named(section("Extension points"), re.compile(r"[\w.]*_\w+\(.*\)")):
        name = word.partition("(")[0].rpartition(".")[2]
        assert f"def {name}(" in code, word


def test_every_table_that_is_named_is_defined():
    code = "\n".join(
        path.read_text("utf-8") for path in modules("models", "tools", "dev")
    )
    init = (ROOT / "tools/oauth/__init__.py").read_text("utf-8")
    for word in named(DOCUMENT, re.compile(r"[A-Z][A-Z_]+[A-Z]")):
        assert re.search(rf"^{word}\b.* = ?|^{word}: ", code + init, re.M), word


def test_the_rooms_are_those_of_the_code():
    lines = section("Rooms").split("```")[1].splitlines()
    written = {line.split()[0].strip("/") for line in lines if line}
    names = {room.split("/")[-1] for room in rooms.imports(ROOT)}
    assert written == names - {"*.py"} | {"models", "tools"}


def test_every_law_that_is_cited_is_a_law():
    laws = set(re.findall(r"^(\d+)\. ", section("Laws"), re.M))
    cited = {}
    for path in files():
        if path.suffix in (".py", ".xml", ".js", ".md"):
            text = path.read_text("utf-8", errors="replace")
            cited |= dict.fromkeys(LAW.findall(text), path)
    assert len(laws) == 12
    assert {law: path for law, path in cited.items() if law not in laws} == {}


def test_no_other_paper_is_cited():
    for path in files():
        if path.suffix == ".py":
            found = re.search(r"\([MC]\d{1,2}\)", path.read_text("utf-8"))
            assert not found, (path, found)


def test_each_call_of_super_is_listed_with_its_reason():
    rows = re.findall(
        r"^\| (\S+)(?: \(`(\w+)`\))? \| `(\w+)` \| (.+) \|$",
        section("Calls of `super()`"),
        re.M,
    )
    listed = sorted((name or model, method) for model, name, method, _why in rows)
    assert listed == sorted(methods_with_super())
    assert all(why.strip() for *_rest, why in rows)


def test_every_stage_of_tests_is_explained():
    for stage in stages.STAGES:
        assert f"| `{stage.name}` | {stage.about}" in CONTRIBUTING, stage.name


def test_every_command_is_explained():
    commands = [
        path.name
        for path in (ROOT / "dev").iterdir()
        if path.is_file() and not path.suffix
    ]
    assert len(commands) > 5
    for name in commands:
        assert f"`./dev/{name}" in CONTRIBUTING, name
    written = {*re.findall(r"\./dev/(\w+)", CONTRIBUTING + README)}
    assert written <= {*commands}


def test_every_language_of_the_screens_is_named():
    assert ", ".join(f"`{name}`" for name in LANGUAGES) in CONTRIBUTING
