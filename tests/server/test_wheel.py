"""What is built for others holds everything: courses, migrations, pages; it starts far from any checkout.

The libraries come from the environment of the tests, so that only Academy itself is built and installed.
"""

from __future__ import annotations

import subprocess
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.server.players import Visitor
from tests.server.processes import up

ROOT = Path(__file__).parents[2]
BUILD_SECONDS = 120
SUFFIXES = {".py", ".html", ".css", ".js", ".svg", ".png", ".md", ".yaml"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment that sees the libraries of this one, but not the checkout."""
    folder = tmp_path_factory.mktemp("fresh") / "environment"
    venv.create(folder, with_pip=True)
    scheme = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    (Path(scheme) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.fixture(scope="module")
def wheel(environment: Path) -> Path:
    """Academy, built and installed there."""
    built = environment.parent / "wheels"
    pip(environment, "wheel", "--no-deps", "--wheel-dir", built, ROOT)
    [file] = built.glob("academy-*.whl")
    pip(environment, "install", "--no-deps", "--ignore-installed", file)
    return file


def pip(environment: Path, *words: str | Path) -> None:
    command = [environment / "bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    subprocess.run(command, check=True, timeout=BUILD_SECONDS, cwd=environment)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    folders = {"academy": "academy", "courses": "academy/_courses", "migrations": "academy/_migrations"}
    wanted = {
        f"{target}/{file.relative_to(ROOT / source)}"
        for source, target in folders.items()
        for file in (ROOT / source).rglob("*")
        if file.suffix in SUFFIXES
    }
    assert wanted - packed == set()


def test_the_installed_command_serves_the_courses(wheel: Path, environment: Path, tmp_path: Path) -> None:
    with up(tmp_path / "data", "--no-demo", program=environment / "bin/academy") as server:
        visitor = Visitor(server.url)
        visitor.sign_up("Ada")
        page = visitor.get("/courses/coordinators-role/what-the-job-is")
        assert page.status == 200
        assert server.interrupt() == 0
