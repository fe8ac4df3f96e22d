"""The shape holds: small modules, telling packages, no prints, documents that tell the truth."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "wortlaut"
PACKAGES = sorted(path.parent for path in SOURCE.glob("*/__init__.py"))
MODULES = sorted([*SOURCE.rglob("*.py"), *(ROOT / "training").rglob("*.py"), *(ROOT / "bench").glob("*.py")])


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_are_at_most_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_a_package_says_what_goes_in_and_out_and_what_it_never_does(package: Path) -> None:
    text = (package / "__init__.py").read_text(encoding="utf-8")
    assert re.search(r"^In: .+\n(?:.+\n)*?Out: .+\n(?:.+\n)*?Never: .+", text, re.MULTILINE)


def test_architecture_names_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [p.name for p in PACKAGES if f"  {p.name}/" not in text] == []


def test_the_library_never_prints() -> None:
    printing = [
        path
        for path in SOURCE.rglob("*.py")
        if "cli" not in path.parts and re.search(r"^\s*print\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert printing == []


def test_the_changelog_starts_with_this_version() -> None:
    found = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    assert found.group(1) == version("wortlaut")


def test_the_readme_shows_every_command() -> None:
    from wortlaut.cli.app import app

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        below = [c.name or c.callback.__name__ for c in group.typer_instance.registered_commands if c.callback]
        names += [f"{group.typer_instance.info.name} {name}" for name in below]
    assert names
    assert [name for name in names if f"wortlaut {name}" not in text] == []
