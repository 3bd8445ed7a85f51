"""A font, or two that complete each other, with every Vietnamese letter."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

_LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
LETTERS = _LETTERS + _LETTERS.upper()

# Debian's older Liberation (folder "liberation") lacks 92 letters: only the second version is named here.
_SYSTEM = (
    ("liberation2/LiberationSerif-Regular.ttf", "liberation2/LiberationSerif-Bold.ttf"),
    ("croscore/Tinos-Regular.ttf", "croscore/Tinos-Bold.ttf"),
    ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
)
_SYSTEM_FOLDER = Path("/usr/share/fonts/truetype")
_VENDORED = Path(__file__).parents[3] / "interface/web/static/vendor/be-vietnam-pro"


class NoFont(Exception):
    """No font with all Vietnamese letters is there."""


@dataclass(frozen=True)
class Fonts:
    """Faces tried in order for each letter."""

    faces: tuple[ImageFont.FreeTypeFont, ...]

    @property
    def height(self) -> int:
        ascent, descent = self.faces[0].getmetrics()
        return ascent + descent

    def width(self, text: str) -> float:
        return sum(face.getlength(part) for face, part in self._parts(text))

    def draw(self, pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str) -> None:
        x, y = place
        ascent = self.faces[0].getmetrics()[0]
        for face, part in self._parts(text):
            pen.text((x, y + ascent), part, fill=0, font=face, anchor="ls")
            x += face.getlength(part)

    def lacks(self, text: str) -> set[str]:
        """The characters that no face has."""
        return {char for char in text if char != " " and not any(has(face, char) for face in self.faces)}

    def _parts(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        """The text cut where the face changes."""
        parts: list[tuple[ImageFont.FreeTypeFont, str]] = []
        for char in text:
            face = next((face for face in self.faces if char == " " or has(face, char)), self.faces[0])
            if parts and parts[-1][0] is face:
                parts[-1] = (face, parts[-1][1] + char)
            else:
                parts.append((face, char))
        return parts


@lru_cache(maxsize=20_000)
def has(face: ImageFont.FreeTypeFont, char: str) -> bool:
    """Whether the face draws the character, and not the box that stands for a missing one."""
    return bytes(face.getmask(char)) != bytes(face.getmask("\U000f1234"))


@lru_cache(maxsize=16)
def fonts(*, size: int, bold: bool = False, vendored: bool = False) -> Fonts:
    """The first font of this machine that has all letters, or the one that comes with the project.

    Raises NoFont, naming what to install.
    """
    found = None if vendored else _system(size, bold)
    if found is None:
        found = _from_project(size, bold)
    if found is None or found.lacks(LETTERS):
        raise NoFont("no font with all Vietnamese letters: install fonts-liberation2 or fonts-croscore")
    return found


def _system(size: int, bold: bool) -> Fonts | None:
    for names in _SYSTEM:
        path = _SYSTEM_FOLDER / names[bold]
        if path.exists():
            candidate = Fonts((ImageFont.truetype(path, size),))
            if not candidate.lacks(LETTERS):
                return candidate
    return None


def _from_project(size: int, bold: bool) -> Fonts | None:
    """The web font lies there in two halves: Latin letters, and what Vietnamese adds."""
    weight = "600" if bold else "400"
    paths = [_VENDORED / f"be-vietnam-pro-{part}-{weight}-normal.woff2" for part in ("latin", "vietnamese")]
    if not all(path.exists() for path in paths):
        return None
    return Fonts(tuple(ImageFont.truetype(path, size) for path in paths))
