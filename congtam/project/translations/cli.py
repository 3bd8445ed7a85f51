"""``check``, ``update`` and ``compile``."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from congtam.project.translations import catalogues
from congtam.project.translations.extraction import (
    PACKAGE,
    App,
    Problem,
    Text,
    app_of,
    apps,
    sources,
    texts_of,
)
from congtam.project.translations.machine import compile_all
from congtam.project.translations.unmarked_code import in_python, in_script
from congtam.project.translations.unmarked_templates import in_template

#: Vietnamese that is data and no text of the product: patterns for reading letters, invented people
DATA_FOLDERS = frozenset({"text", "data", "demo"})
#: the command line speaks before Django, and so before any catalogue, is set up
BEFORE_DJANGO = frozenset({"commands.py", "cli.py"})
#: official papers are written in Vietnamese whoever reads the page, and so are made-up letters
PAPERS = frozenset({"documents.py", "paper.py"})
SAMPLES = "sample_"
HINT = 'what must stay as it is carries “# untranslated: why”, in a template translate="no"'
_UNMARKED = {".py": in_python, ".js": in_script}


def main(arguments: list[str]) -> int:
    """0: all well · 1: ``check`` found something · 2: an app of that name does not exist."""
    parser = argparse.ArgumentParser(prog="python -m congtam.project.translations", description=__doc__)
    parser.add_argument("what", choices=("check", "update", "compile"))
    parser.add_argument("--app", action="append", default=[], help="e.g. casework.letters; may be repeated")
    options = parser.parse_args(arguments)
    chosen = [app for app in apps() if not options.app or app.name in options.app]
    if unknown := set(options.app) - {app.name for app in chosen}:
        _say(f"no app {', '.join(sorted(unknown))}; there are: {', '.join(app.name for app in apps())}")
        return 2
    return {"check": _check, "update": _update, "compile": _compile}[options.what](chosen)


def texts_by_app() -> dict[App, list[Text]]:
    """The marked texts of every app."""
    among = apps()
    found: dict[App, list[Text]] = {app: [] for app in among}
    for path in sources():
        found[app_of(path, among)].extend(texts_of(path))
    return found


def all_problems(chosen: list[App]) -> Iterator[Problem]:
    """What ``check`` finds in the chosen apps."""
    texts = texts_by_app()
    for app in chosen:
        yield from catalogues.problems(app.catalogue, texts[app])
    readable = [(app.catalogue, _readable(app.catalogue)) for app in apps()]
    of_chosen = {app.catalogue for app in chosen}
    for problem in catalogues.conflicts((path, found) for path, found in readable if found is not None):
        if problem.path in of_chosen:
            yield problem
    among = apps()
    for path in sources():
        if app_of(path, among) in chosen and not _is_data(path):
            reader = _UNMARKED.get(path.suffix, in_template)
            yield from reader(path, path.read_text(encoding="utf-8"))


def _is_data(path: Path) -> bool:
    folders = set(path.relative_to(PACKAGE).parts[:-1])
    return (
        path.name in BEFORE_DJANGO | PAPERS or path.name.startswith(SAMPLES) or bool(DATA_FOLDERS & folders)
    )


def _readable(path: Path) -> Catalog | None:
    try:
        return catalogues.read(path)
    except ValueError:
        return None  # told by catalogues.problems


def _check(chosen: list[App]) -> int:
    found = sorted(all_problems(chosen), key=lambda problem: (problem.path, problem.line))
    for problem in found:
        _say(str(problem))
    if found:
        _say(f"{len(found)} to mend; {HINT}")
    return 1 if found else 0


def _update(chosen: list[App]) -> int:
    texts = texts_by_app()
    for app in chosen:
        before = catalogues.read(app.catalogue)
        if not texts[app] and not app.catalogue.exists():
            continue
        if catalogues.write(app.catalogue, catalogues.merged(texts[app], before)):
            _say(f"{app.name}: written")
    return 0


def _compile(chosen: list[App]) -> int:
    for path in compile_all(chosen):
        _say(f"{path.parents[3].name}: compiled")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
