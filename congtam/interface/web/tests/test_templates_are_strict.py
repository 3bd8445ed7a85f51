"""What the Content-Security-Policy forbids is in no template; every sign that is used is shipped; what is
vendored is what frontend/package.json pins."""

import json
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[3]
ROOT = PACKAGE.parent
WEB = PACKAGE / "interface" / "web"
VENDOR = WEB / "static" / "vendor"
MEGABYTES = 2.5
TEMPLATES = sorted(
    path
    for suffix in ("html", "txt")
    for path in PACKAGE.glob(f"**/templates/**/*.{suffix}")
    if "node_modules" not in path.parts
)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style[\s>]"),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "a script inside the page": re.compile(r"<script(?![^>]*(?:\ssrc=|application/json))[^>]*>"),
    "an address elsewhere": re.compile(r"(?:src|href)=[\"'](?:https?:)?//"),
    "htmx that makes code from text": re.compile(r"hx-on|hx-vals=[\"']js:|hx-trigger=[\"'][^\"']*\["),
}
ICON = re.compile(r"{%\s*icon\s+\"([a-z0-9-]+)\"([^%]*)%}")


def _signs(sheet: str) -> set[str]:
    text = (VENDOR / "tabler-icons" / f"{sheet}.svg").read_text(encoding="utf-8")
    return set(re.findall(r'<symbol id="([^"]+)"', text))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_policy_forbids(what: str) -> None:
    found = [str(path) for path in TEMPLATES if FORBIDDEN[what].search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 50


def test_every_sign_that_a_template_names_is_in_its_sheet() -> None:
    missing = [
        (path.name, name)
        for path in TEMPLATES
        for name, rest in ICON.findall(path.read_text(encoding="utf-8"))
        if name not in _signs("public" if 'sheet="public"' in rest else "inside")
    ]
    assert missing == []


def test_what_is_vendored_is_what_is_pinned_each_with_its_licence() -> None:
    pinned = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())
    shipped = dict(
        line.split() for line in (VENDOR / "VERSIONS.txt").read_text(encoding="utf-8").splitlines()
    )
    assert shipped == {name: version for name, version in pinned.items() if name != "axe-core"}
    assert all((folder / "LICENSE").is_file() for folder in VENDOR.iterdir() if folder.is_dir())


def test_what_every_reader_loads_stays_small() -> None:
    size = sum(path.stat().st_size for path in VENDOR.rglob("*") if path.is_file())
    assert size <= MEGABYTES * 1_000_000


def test_the_letters_cover_every_vietnamese_one() -> None:
    css = (VENDOR / "be-vietnam-pro" / "be-vietnam-pro.css").read_text(encoding="utf-8")
    ranges = [
        (int(low, 16), int(high or low, 16))
        for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", css)
    ]
    alphabet = "ăâđêôơư" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "àáãèéìíĩòóõùúũýỲ"
    assert [
        letter for letter in alphabet if not any(low <= ord(letter) <= high for low, high in ranges)
    ] == []
