"""The import table of the house style, read off the real imports."""

import ast
from pathlib import Path

import pytest

ACADEMY = Path(__file__).parents[2] / "academy"

FEATURES = (
    *("accounts", "notices", "learning", "quizzes", "checklists", "simulations", "cohorts"),
    *("path", "review", "search", "certificates", "trainer"),
)
WORK = {"quizzes", "checklists", "simulations"}  # never each other
MAY_IMPORT = {
    "sim": set(),
    "content": {"sim"},
    "core": set(),
    "accounts": {"core"},
    "notices": {"core", "content", "accounts"},
    "learning": {"core", "content", "accounts", "notices"},
    "quizzes": {"core", "content", "accounts", "notices", "learning"},
    "checklists": {"core", "content", "accounts", "notices", "learning"},
    "simulations": {"core", "content", "accounts", "notices", "learning", "sim"},
    "cohorts": {"core", "content", "accounts", "notices", "learning", "sim", *WORK},
    "path": {"core", "content", "accounts", "notices", "learning", "sim", "cohorts", *WORK},
    "review": {"core", "content", "accounts", "notices", "learning", "sim", "cohorts", *WORK},
    "search": {"core", "content", "accounts", "notices", "learning", "sim", "cohorts", *WORK},
    "certificates": {"core", "content", "accounts", "notices", "learning", "sim", "cohorts", *WORK},
    "trainer": {"core", "content", "accounts", "notices", "learning", "sim", "cohorts", *WORK},
}
WEB = {"itsdangerous", "flask", "flask_login", "flask_wtf", "markupsafe", "werkzeug", "wtforms"}
PURE_THIRD_PARTY = {"markdown", "yaml", "pydantic", "pydantic_core", "nh3", "pymdownx"}
WITHOUT_WEB = ("services", "queries", "models")  # a file, or a folder of that name
SOLVERS = {"numba", "numpy", "ortools"}
PAR = ACADEMY / "sim" / "par"
NEEDS_SOLVERS: dict[str, set[str]] = {  # modules of par that cannot be imported without them, and which
    "kernels": {"numba", "numpy"},
    "parts": {"ortools"},
    "day_model": {"ortools"},
    "request_model": set(),
    "own_work": set(),
    "plan": set(),
    "hints": set(),
}
STANDARD_LIBRARY_OF_SIM_REFUSES = {"random", "time", "datetime", "uuid", "secrets", "os", "pathlib", "socket"}


def imports_of(path: Path) -> set[str]:
    """Dotted names of everything a file imports, type-checking blocks included."""
    return names_in(ast.parse(path.read_text()), path)


def imports_at_the_top_of(path: Path) -> set[str]:
    """Dotted names of what a file imports when it is imported itself."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = []
    return names_in(tree, path)


def names_in(tree: ast.Module, path: Path) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
            if (node.module or "").split(".")[0] == "academy":
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names - {"academy"}


def files_of(package: str) -> list[Path]:
    return sorted((ACADEMY / package).rglob("*.py"))


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_packages_import_only_what_stands_below_them(package):
    allowed = MAY_IMPORT[package] | {package}
    faults = [
        f"{path.relative_to(ACADEMY)}: {name}"
        for path in files_of(package)
        for name in imports_of(path)
        if name.startswith("academy.") and name.split(".")[1] not in allowed
    ]
    assert faults == []


def test_nobody_imports_the_composition_root():
    roots = {"academy.app", "academy.cli"}
    faults = [
        str(path.relative_to(ACADEMY))
        for path in ACADEMY.rglob("*.py")
        if path.name not in {"app.py", "cli.py"} and imports_of(path) & roots
    ]
    assert faults == []


def test_the_simulator_uses_the_standard_library_without_clock_dice_or_files():
    import sys

    for path in files_of("sim"):
        top_level = {name.split(".")[0] for name in imports_of(path)}
        solvers = SOLVERS if path.parent == PAR else set()
        assert top_level <= set(sys.stdlib_module_names) | {"academy"} | solvers, path
        assert not top_level & STANDARD_LIBRARY_OF_SIM_REFUSES, path


def test_par_imports_its_solvers_inside_functions_only():
    needs = {f"academy.sim.par.{name}" for name in NEEDS_SOLVERS}
    for path in files_of("sim"):
        allowed = NEEDS_SOLVERS.get(path.stem) if path.parent == PAR else None
        names = imports_at_the_top_of(path)
        assert {name.split(".")[0] for name in names} & SOLVERS <= (allowed or set()), path
        assert allowed is not None or not names & needs, path


def test_content_knows_neither_web_nor_database():
    import sys

    for path in files_of("content"):
        top_level = {name.split(".")[0] for name in imports_of(path)}
        assert top_level <= set(sys.stdlib_module_names) | PURE_THIRD_PARTY | {"academy"}, path


@pytest.mark.parametrize("feature", FEATURES)
def test_services_queries_and_models_know_no_web_framework(feature):
    for path in files_of(feature):
        if {path.stem, path.parent.name} & set(WITHOUT_WEB):
            top_level = {name.split(".")[0] for name in imports_of(path)}
            assert not top_level & WEB, path


def test_the_core_brings_only_flask_and_sqlalchemy():
    import sys

    allowed = set(sys.stdlib_module_names) | WEB | {"academy", "sqlalchemy", "alembic"}
    for path in files_of("core"):
        assert {name.split(".")[0] for name in imports_of(path)} <= allowed, path
