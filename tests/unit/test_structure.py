"""The structure that docs/ARCHITECTURE.md promises, read from the code."""

import ast
import importlib
import re
import sys
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ODOO_ROOMS = ("models", "wizards", "controllers")
ROOMS = (*ODOO_ROOMS, "demo", "tools", "dev/kit")
# What packages of tools offer.
FACES = sorted((ROOT / "tools").glob("*/__init__.py"))
# Odoo's own names for the parts of a package.
ENTRANCES = ("__init__.py", "__main__.py")


def modules(*rooms):
    """Paths of the Python files in these folders, without the packages' own."""
    found = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
    return sorted(path for path in found if path.name not in ENTRANCES)


def tree(path):
    return ast.parse(path.read_text("utf-8"))


def model_of(definition):
    """The name of the model that a class makes or extends, or None."""
    values = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in definition.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id in ("_name", "_inherit")
    }
    name = values.get("_name") or values.get("_inherit")
    return name[0] if isinstance(name, list) else name


def methods():
    """(model, method) of each definition in the classes of models."""
    for path in modules("models", "wizards"):
        for definition in tree(path).body:
            model = isinstance(definition, ast.ClassDef) and model_of(definition)
            for node in definition.body if model else ():
                if isinstance(node, ast.FunctionDef):
                    yield model, node.name


def imported(path):
    """Names of the modules that a file imports, as written."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def public_names(path):
    """Names of functions, classes and values that a module defines for others."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [name.id for name in node.targets if isinstance(name, ast.Name)]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def without_offers(face):
    """The statements of a package's `__init__` but for its imports and `__all__`."""
    for node in tree(face).body:
        if not isinstance(node, ast.ImportFrom) and "__all__" not in ast.unparse(node):
            yield node


def needed_packages(folder):
    """Names of the packages of tools that those in this folder import from."""
    names = (name for path in folder.glob("*.py") for name in imported(path))
    above = (name[2:].partition(".")[0] for name in names if name.startswith(".."))
    rooms = {face.parent.name for face in FACES}
    return {name for name in above if name in rooms}


def twice(names):
    return [name for name, count in Counter(names).items() if count > 1]


def test_no_method_of_ours_is_overridden_by_another_class_of_ours():
    assert twice(methods()) == []


def test_no_two_modules_share_a_name():
    assert twice(path.stem for path in modules(*ROOMS)) == []


def test_no_module_has_the_name_of_one_of_python():
    names = {path.stem for path in modules(*ROOMS)}
    assert names & sys.stdlib_module_names == set()


def test_tools_never_import_odoo_nor_models():
    names = {name for path in modules("tools") for name in imported(path)}
    assert {name for name in names if name.split(".")[0] == "odoo"} == set()
    assert {name for name in names if "models" in name.split(".")} == set()


def test_the_product_imports_no_test_and_no_command_of_developers():
    for path in modules(*ODOO_ROOMS, "demo", "tools"):
        parts = {part for name in imported(path) for part in name.split(".")}
        assert not parts & {"tests", "dev", "kit", "peers"}, path


def test_each_public_name_of_tools_is_used_by_the_product():
    files = modules(*ODOO_ROOMS, "tools", "migrations")
    texts = [path.read_text("utf-8") for path in files]
    bodies = [ast.unparse(body) for face in FACES for body in without_offers(face)]
    words = Counter(re.findall(r"\w+", "\n".join([*texts, *bodies])))
    defined = {name for path in modules("tools") for name in public_names(path)}
    assert {name for name in defined if words[name] == 1} == set()


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.parent.name)
def test_each_package_of_tools_says_what_it_offers(face):
    assert ast.get_docstring(tree(face))
    package = importlib.import_module(f"tools.{face.parent.name}")
    offered = package.__all__
    assert offered and all(hasattr(package, name) for name in offered)


def test_packages_of_tools_need_one_another_in_one_direction():
    needed = {face.parent.name: needed_packages(face.parent) for face in FACES}
    assert tuple(TopologicalSorter(needed).static_order())


def test_models_import_what_packages_of_tools_offer():
    rooms = {face.parent.name for face in FACES}
    for path in modules(*ODOO_ROOMS):
        for name in imported(path):
            _before, found, module = name.rpartition("tools.")
            package, _dot, inside = module.partition(".")
            assert not (found and package in rooms and inside), (path, name)


def test_no_file_of_the_product_is_longer_than_three_hundred_fifty_lines():
    sizes = {
        path.name: len(path.read_text("utf-8").splitlines())
        for path in modules(*ODOO_ROOMS, "tools")
    }
    tables = {"subjects.py", "phrases.py"}  # a line is a language or a sentence
    assert {n for n, size in sizes.items() if size > 350} - tables == set()


def calls(path):
    """Names of the methods that a file calls, and the models that it names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            yield node.slice.value


def test_one_place_sends_automatic_mail_and_one_tells_of_a_lost_consent():
    sending = {"send_mail", "send_mail_batch", "mail.mail", "mail.compose.message"}
    places = {path.stem for path in modules(*ODOO_ROOMS) if sending & {*calls(path)}}
    assert places == {"sending", "stage_mail", "lost_consent"}
